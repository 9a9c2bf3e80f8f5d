//! Bets, ledger, settling and statistics, from HTTP to the file and back.

mod chain;
mod faults;
mod figures;
mod house;
mod kill;
mod laws;
mod ledger;
mod life;
mod repeats;
mod settling;
