//! Every sentence this crate can say when something is wrong, one file a room.
//!
//! `Display` never repeats the source: print the chain with
//! [`std::error::Error::source`] where the whole story is wanted.

pub mod adapter;
pub mod bet;
pub mod catalog;
pub mod detect;
pub mod hedge;
pub mod ledger;
pub mod margin;
pub mod money;
pub mod odds;
pub mod promo;
pub mod rules;
pub mod settle;
pub mod stake;
pub mod stats;
pub mod time;
