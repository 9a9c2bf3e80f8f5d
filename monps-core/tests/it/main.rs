//! One binary of tests that see the library as its users do.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot read its own numbers has failed the test"
)]

mod published;
