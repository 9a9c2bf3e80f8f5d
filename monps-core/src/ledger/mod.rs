//! The ledger: double entry, append-only, exact.
//!
//! An [`Account`] is a heap of one currency; an [`Entry`] moves money between accounts and cannot be
//! built unless it sums to zero. Nothing is ever changed: an entry that was wrong is reversed by its
//! opposite. [`rules`] turns bets into entries, [`Balances`] adds entries up.
//!
//! Signs: assets are positive, so income and equity are negative, and the sum over all accounts is
//! zero, always.
//!
//! | what happens | venue | at risk | winnings | losses | commission |
//! |---|---|---|---|---|---|
//! | place, liability `A` | −A | +A | | | |
//! | settled, payout `P` ≥ A, commission `C` | +P − C | −A | −(P − A) | | +C |
//! | settled, payout `P` < A | +P | −A | | +(A − P) | |
//! | void | +A | −A | | | |
//!
//! The stake of a free bet is the venue's. It stands on two accounts of its own while the bet is
//! open, and what the bet brings is winnings in full:
//!
//! | what happens | free at risk | free bets | venue | winnings |
//! |---|---|---|---|---|
//! | place, free stake `S` | +S | −S | | |
//! | settled, payout `P` | −S | +S | +P | −P |
//!
//! ```
//! use monps_core::id::AccountId;
//! use monps_core::ledger::{Account, AccountKind, Balances, Book, Header, rules};
//! use monps_core::id::VenueId;
//! use monps_core::money::{Currency, Money};
//! use monps_core::time::parse_timestamp;
//! use rust_decimal::dec;
//!
//! let at = Header::at(parse_timestamp("2026-11-22T18:30:00Z")?);
//! let owner = Account::new(AccountId::new(1), AccountKind::Owner, Currency::EUR, Book::Real)?;
//! let site = Account::at_venue(AccountId::new(2), VenueId::new(7), "me", Currency::EUR, Book::Real);
//! let deposit = rules::deposit(&owner, &site, Money::new(dec!(412.30), Currency::EUR)?, at)?;
//!
//! let balances = Balances::of_entries([&deposit])?;
//! let bankroll = balances.bankroll(Book::Real, Currency::EUR)?;
//! assert_eq!(bankroll.available.to_string(), "412.30 EUR");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this does not do: storing and chaining entries, and knowing exchange rates.

mod account;
mod balance;
mod entry;
mod history;
pub mod rules;

pub use account::{Account, AccountClass, AccountKind, Book};
pub use balance::{Assertion, Balances, Bankroll, Discrepancy};
pub use entry::{Entry, EntryReason, Header, NOTE_BYTES_MAX, POSTINGS_MAX, Posting, Recorded};
pub use history::BetHistory;
pub use rules::{BetAccounts, FreeBetAccounts};
