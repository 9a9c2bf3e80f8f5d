//! The native venues, from outside: answers written for them, real recordings, and both made to fail.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a helper of a test fails the test by panicking, and says when one did not run"
)]

mod api_football;
mod football_data_org;
mod manifests;
mod mutations;
mod parions_sport;
mod pinnacle;
mod recordings;
mod stream;
mod support;
mod table;
