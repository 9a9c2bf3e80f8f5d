//! The REST API: what is JSON and HTTP, and nothing else.
//!
//! | file | holds |
//! |---|---|
//! | [`error`] | the one error shape and its statuses |
//! | [`json`] | request bodies, whose errors name the field |
//! | [`number`] | exact decimals and bounded integers |
//! | [`text`] | bounded, printable text |
//! | [`instant`] | RFC 3339 instants |
//! | [`page`], [`encoded`] | `limit`, `cursor`, the headers of a page; pages that are kept |
//! | [`odds`], [`opportunities`], [`feeds`], [`quotes`] | the market: prices, findings, where they come from |
//! | [`matching`] | which matches are one: questions and answers, merges and splits |
//! | [`bets`], [`imports`], [`ledger`], [`stats`] | what was bet, the books, the figures |
//! | [`results`] | how events ended, and what bets make of it |
//! | [`settings`], [`venues`] | what is set, and where one may bet |
//! | `plugins` | adapters that somebody else wrote, with the feature `wasm` |
//! | [`stream`] | what changed, told as it changes |
//! | [`health`], [`metrics`] | whether it is well, and what is measured |
//! | [`document`] | the OpenAPI document, completed |

mod problem;
mod replay;
mod scalar;
mod store_error;

pub mod error;
pub mod json;

pub mod instant;
pub mod number;
pub mod text;

pub mod encoded;
pub mod page;

pub mod adapters;
pub mod feeds;
pub mod matching;
pub mod odds;
pub mod opportunities;
#[cfg(feature = "wasm")]
pub mod plugins;
pub mod quotes;

pub mod bets;
pub mod calc;
pub mod exports;
pub mod imports;
pub mod ledger;
pub mod results;
pub mod stats;

pub mod stream;

pub mod health;
pub mod metrics;
pub mod settings;
pub mod venues;

pub mod document;

/// The paths of the document in the form that is promised: the router drops trailing slashes.
pub const DOCUMENTED_PATHS: &[&str] =
    &["/settings/", "/bets/bets/", "/odds/odds/", "/opportunities/"];
