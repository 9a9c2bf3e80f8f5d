//! Odds: prices, the ways they are written, and what a venue takes off them.
//!
//! A [`Price`] is decimal: the payout for one unit staked. A [`QuotedPrice`] keeps beside it what the
//! venue really said (a fraction, an American number), so that reading and printing in the same
//! format is the identity and payouts are exact:
//!
//! ```
//! use monps_core::odds::{OddsFormat, QuotedPrice};
//! use rust_decimal::dec;
//!
//! let quoted = QuotedPrice::parse("4/9", OddsFormat::Fractional)?;
//! assert_eq!(quoted.to_string(), "4/9");
//! assert_eq!(quoted.winnings(dec!(90)), dec!(40));
//! # Ok::<(), monps_core::error::odds::OddsError>(())
//! ```

mod commission;
mod format;
mod fractions;
mod ladder;
mod price;
mod probability;

pub use commission::{
    Charge, Commission, ContractCurve, ContractFee, PerBet, PerBetBase, SettledBet, Tax, TaxBase,
    share,
};
pub use format::{OddsFormat, Quoted, QuotedPrice, Ratio};
pub use fractions::Fractions;
pub use ladder::{Ladder, Snap, Step};
pub use price::{PRICE_ABOVE, PRICE_MAX, Price};
pub use probability::Probability;
