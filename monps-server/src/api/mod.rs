//! The REST API: what is JSON and HTTP, and nothing else.
//!
//! | file | holds |
//! |---|---|
//! | [`error`] | the one error shape and its statuses |
//! | [`json`] | request bodies, whose errors name the field |
//! | [`number`] | exact decimals and bounded integers |
//! | [`text`] | bounded, printable text |
//! | [`instant`] | RFC 3339 instants |
//! | [`page`] | `limit`, `cursor`, and the headers of a page |
//! | [`failure`] | what a failing store is to a caller |
//! | [`odds`], [`opportunities`], [`feeds`], [`quotes`] | the market: prices, findings, where they come from |

mod scalar;

pub mod error;
pub mod json;

pub mod instant;
pub mod number;
pub mod text;

pub mod page;
pub mod failure;

pub mod feeds;
pub mod odds;
pub mod opportunities;
pub mod quotes;
