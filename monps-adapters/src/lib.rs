//! The edge towards venues: adapters that speak each source's own words, and the driver that does
//! the input and output for them.
//!
//! # Where things are
//!
//! | room | holds |
//! |---|---|
//! | [`registry`] | the adapters by name: the built-in ones and a dependent's own |
//! | [`declarative`] | adapters that are a TOML file: Kalshi, Polymarket, Matchbook, Smarkets, Odds-API.io, your own |
//! | [`driver`] | drives a conversation: secrets, quota, limits, retries, cache, recordings |
//! | [`football_data`] | football-data.co.uk: results and prices of past seasons |
//! | [`simulator`] | an invented market that needs no account, key or network |
//! | [`the_odds_api`] | The Odds API, version 4: odds of many bookmakers, results |
//! | [`error`] | what can go wrong, in sentences that say what to do |
//!
//! An adapter is pure logic (see [`monps_core::adapter`]): it never sees a secret and never opens a
//! socket.

pub mod error;

pub mod declarative;
pub mod driver;
pub mod registry;

pub mod football_data;
pub mod simulator;
pub mod the_odds_api;
