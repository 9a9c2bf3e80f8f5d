//! The adapters and the driver from outside: recordings, a local server, and answers made to fail.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a helper of a test fails the test by panicking, and says when one did not run"
)]

mod betfair;
mod declarative;
mod driver;
mod recordings;
mod support;
mod the_odds_api;
