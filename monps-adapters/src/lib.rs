//! The edge towards venues: adapters that speak each source's own words, and the driver that does
//! the input and output for them.
//!
//! # Where things are
//!
//! | room | holds |
//! |---|---|
//! | [`registry`] | the adapters by name: the built-in ones and a dependent's own |
//! | `component` | plugins: adapters as WebAssembly components, with the feature `wasm` |
//! | [`declarative`] | adapters that are a TOML file: Kalshi, Polymarket, Matchbook, Smarkets, Odds-API.io, your own |
//! | [`driver`] | drives a conversation: secrets, quota, limits, retries, cache, recordings |
//! | [`api_football`] | API-Football: odds before kick-off and results, against a daily quota |
//! | [`betfair`] | Betfair Exchange: prices, stream, account, historic files, placing bets |
//! | [`football_data_org`] | football-data.org: results of the big competitions |
//! | [`football_data`] | football-data.co.uk: results and prices of past seasons |
//! | [`paper`] | a gateway that bets on paper, filled from the prices that are there |
//! | [`parions_sport`] | FDJ Parions Sport at the point of sale: the shop counters' offer |
//! | [`pinnacle`] | Pinnacle and PS3838: odds, once or as they change |
//! | [`simulator`] | an invented market that needs no account, key or network |
//! | [`the_odds_api`] | The Odds API, version 4: odds of many bookmakers, results |
//! | [`error`] | what can go wrong, in sentences that say what to do |
//!
//! An adapter is pure logic (see [`monps_core::adapter`]): it never sees a secret and never opens a
//! socket.

pub mod error;

#[cfg(feature = "wasm")]
pub mod component;
pub mod declarative;
pub mod driver;
pub mod registry;

mod kit;
mod sqlite_image;

pub mod api_football;
pub mod betfair;
pub mod football_data;
pub mod football_data_org;
pub mod paper;
pub mod parions_sport;
pub mod pinnacle;
pub mod simulator;
pub mod the_odds_api;
