//! Which accounts move: bets and the owner's doings as balanced entries.
//!
//! Everything here is a pure function from what is and what happened to the
//! [`Entry`](super::Entry) to append. A bet's entries so far are passed in, so that it is never
//! placed, settled or voided twice.

mod bets;
mod cash;

pub use bets::{BetAccounts, FreeBetAccounts, place, resettle, reverse, settle, void};
pub use cash::{adjust, bonus, commission, deposit, exchange, fee, opening, transfer, withdraw};
