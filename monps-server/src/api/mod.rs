//! The REST API: what is JSON and HTTP, and nothing else.
//!
//! | file | holds |
//! |---|---|
//! | [`error`] | the one error shape and its statuses |
//! | [`json`] | request bodies, whose errors name the field |
//! | [`number`] | exact decimals and bounded integers |
//! | [`text`] | bounded, printable text |
//! | [`instant`] | RFC 3339 instants |
//! | [`bets`], [`ledger`], [`stats`] | a noun each |
//! | [`page`] | `limit`, `cursor`, and the headers of a page |
//! | [`health`] | what runs here, and whether it is well |
//! | [`settings`] | settings and their history |
//! | [`venues`] | venues and presets of where one may bet |
//! | [`metrics`] | Prometheus text, samples, the collector's state |
//! | [`document`] | the OpenAPI document, completed |

mod problem;
mod replay;
mod scalar;

pub mod bets;
pub mod ledger;



pub mod error;
pub mod json;

pub mod instant;
pub mod number;
pub mod text;

pub mod page;

mod store_error;

pub mod health;
pub mod metrics;
pub mod settings;
pub mod venues;

pub mod document;

/// The paths of the document in the form that is promised: the router drops trailing slashes.
pub const DOCUMENTED_PATHS: &[&str] = &[
    "/settings/",
    "/bets/bets/",
    "/odds/odds/",
    "/opportunities/",
];
