//! The adapters and the driver from outside: recordings, a local server, and answers made to fail.

mod driver;
mod recordings;
mod support;
mod the_odds_api;
