//! What the product can do, without HTTP and without SQL.

pub mod bets;
pub mod by_hand;
pub mod elder;
pub mod exports;
pub mod idempotency;
pub mod imports;
pub mod ledger;
pub mod manual;
pub mod matching;
pub mod odds;
pub mod opportunities;
pub mod problem;
pub mod scan;
pub mod settings;
pub mod settlement;
pub mod stats;
pub mod venues;
