//! Bets, ledger, settling and statistics, from HTTP to the file and back.

mod house;
mod life;
