//! The running thing: collects, stores, detects, alerts and shows.
//!
//! A library, so that tests and other programs can build the parts they want, and the program
//! `monps`, which has one verb for each thing to do.

pub mod adapters;
pub mod api;
pub mod app;
pub mod backup;
pub mod cache;
pub mod clock;
pub mod collector;
pub mod command;
pub mod company;
pub mod config;
pub mod dashboard;
pub mod detector;
pub mod duties;
pub mod edge;
pub mod error_chain;
pub mod health;
pub mod home;
pub mod logging;
pub mod metrics;
pub mod platform;
pub mod secret;
pub mod serve;
pub mod settler;
pub mod store;
