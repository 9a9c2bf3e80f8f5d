//! The payoff: a bet is a function from what happened to what comes back.
//!
//! Three values say everything, and everything else (settlement, exposure, arbitrage, hedging, Kelly)
//! reads them:
//!
//! - a [`State`] is one thing that may happen in a period of an event, and a [`StateSpace`] lists all
//!   that matter, with nothing left out beyond its rim;
//! - an [`Outcome`] is what becomes of a selection in a state ([`settle_selection`]);
//! - a [`Factor`] is the exact return per unit staked that the outcome makes of the price quoted.
//!
//! A [`PayoffVector`] puts the three together: what one quote brings in every state.
//!
//! ```
//! use monps_core::catalog::{Line, MarketKey, MarketKind, Selection};
//! use monps_core::money::{Currency, Money, Rounding};
//! use monps_core::odds::{Price, QuotedPrice};
//! use monps_core::payoff::{Factor, Outcome, State, settle_selection};
//! use rust_decimal::dec;
//!
//! // Home −0.25 at 2.00, and they drew: half of the stake loses, half comes back.
//! let market = MarketKey::full_time(MarketKind::AsianHandicap, Some(Line::from_quarters(-1)))?;
//! let draw = State::Score { home: 1, away: 1 };
//! let outcome = settle_selection(&market, &Selection::Home, draw)?;
//! assert_eq!(outcome, Outcome::HalfLost);
//!
//! let price = QuotedPrice::from(Price::new(dec!(2.00))?);
//! let stake = Money::new(dec!(10), Currency::EUR)?;
//! let payout = Factor::of(price, outcome).payout(stake, Rounding::HalfUp)?;
//! assert_eq!(payout.to_string(), "5.00 EUR");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this does not do: probabilities of the states (an estimate, made elsewhere), and venues'
//! differing rules on retirement or abandonment, which are [`settle`](crate::settle)'s.

mod factor;
mod finish;
mod outcome;
mod settlement;
mod space;
mod state;
mod vector;

pub use factor::Factor;
pub use finish::{DeadHeat, Finish};
pub use outcome::Outcome;
pub use settlement::settle_selection;
pub use space::{GRID_CAP_MAX, GRID_CAP_MIN, StateSpace};
pub use state::State;
pub use vector::PayoffVector;
