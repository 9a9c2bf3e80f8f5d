//! The market over HTTP: odds, opportunities, feeds and prices by hand, on a real database.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

mod feeds;
mod filters;
mod finders;
mod history;
mod latest;
mod matches;
mod matching;
mod odds;
mod opportunities;
mod quotes;
