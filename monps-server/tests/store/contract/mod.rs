//! What every store keeps to, noun by noun.

pub(crate) mod bets;
pub(crate) mod catalog;
pub(crate) mod feeds;
pub(crate) mod ground;
pub(crate) mod joins;
pub(crate) mod ledger;
pub(crate) mod manual;
pub(crate) mod matching;
pub(crate) mod metrics;
pub(crate) mod odds;
pub(crate) mod opportunities;
pub(crate) mod quotes;
pub(crate) mod results;
pub(crate) mod settings;
