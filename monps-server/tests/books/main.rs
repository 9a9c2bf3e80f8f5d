//! Bets, ledger, settling and statistics, from HTTP to the file and back.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(clippy::print_stdout, reason = "tests print what they measured")]

#[path = "../support/absent.rs"]
mod absent;
#[path = "../support/postgres.rs"]
mod postgres;

#[path = "../support/mod.rs"]
mod support;

mod chain;
mod corrected;
mod exports;
mod faults;
mod figures;
mod house;
mod imports;
mod joined;
mod kill;
mod laws;
mod ledger;
mod life;
mod night;
mod offers;
mod repeats;
mod replayed;
mod settling;
