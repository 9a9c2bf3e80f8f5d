//! Odds, bets, bankroll and arbitrage mathematics: exact where money is, documented with formulas
//! and sources, and free of input and output.
//!
//! # Where things are, in the order data flows
//!
//! | room | holds |
//! |---|---|
//! | [`id`], [`time`], [`money`] | identifiers, instants, exact amounts |
//! | [`odds`] | prices, formats, what was quoted, ladders, commission and tax |
//! | [`catalog`] | sports, events, markets, selections, venues |
//! | [`quote`] | one venue's price, the board of one event, what changed |
//! | [`payoff`] | what may happen, what becomes of a selection, what comes back |
//! | [`margin`] | what a venue keeps, and fair probabilities without it |
//! | [`stake`] | how much: level, Kelly alone and jointly, risk, and exact splits over arbitrage legs |
//! | [`promo`] | what free bets, boosts, refunds and insured accumulators are worth for sure |
//! | [`adapter`] | the contract between a venue's adapter and whoever drives it |
//! | [`detect`] | finding what is worth doing on a board |
//! | [`bet`] | bets, their legs and status, what they come to, what can be lost |
//! | [`settle`] | from final scores to outcomes |
//! | [`ledger`] | accounts, balanced entries, balances |
//! | [`stats`] | returns, closing line value, drawdown of what was settled |
//!
//! # Laws
//!
//! - No I/O, no clock, no task, no log. Time is a parameter.
//! - Money and prices are exact decimals. `f64` lives only in estimates, and enters and leaves them
//!   through named conversions.
//! - A value that exists is valid: constructors return errors that say what to do.

pub mod error;
pub mod id;
pub mod time;

pub mod money;
pub mod odds;

pub mod catalog;
pub mod quote;

pub mod margin;
pub mod payoff;
pub mod promo;
pub mod stake;

pub mod adapter;
pub mod detect;

pub mod bet;
pub mod ledger;
pub mod settle;
pub mod stats;

mod linear;
mod random;
mod root;

/// The example of the repository's README, kept true.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct ReadmeExample;
