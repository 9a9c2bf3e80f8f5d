//! Withdrawn runners: what is deducted from bets on those that run.
//!
//! Two ways are in use. *Rule 4* takes so many pence from each pound of winnings, by a table of the
//! withdrawn runner's price ([`Rule4Table`]). A *reduction factor* takes a percentage of the whole
//! price ([`reduced_by`]).
//!
//! ```
//! use monps_core::odds::{OddsFormat, QuotedPrice};
//! use monps_core::settle::withdrawal::{Rule4Table, deduct, together};
//!
//! let price = |text| QuotedPrice::parse(text, OddsFormat::Fractional);
//! let table = Rule4Table::published()?;
//! // Two were withdrawn, at 2/1 and at 9/1: 30p and 10p in the pound.
//! let pence = together(&[table.deduction(price("2/1")?), table.deduction(price("9/1")?)]);
//! assert_eq!(pence, 40);
//! // 5/1 pays 3/1.
//! assert_eq!(deduct(price("5/1")?, pence)?.to_string(), "3/1");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod deduction;
mod table;

#[cfg(test)]
mod tests;

pub use deduction::{deduct, deducted, reduced_by};
pub use table::{Deduction, PENCE_MAX, Rule4Table, together};
