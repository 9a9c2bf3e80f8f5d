//! Plugins: components that were built once and committed, driven by this host.

#![cfg(feature = "wasm")]
#![expect(clippy::unwrap_used, reason = "a helper of a test fails the test by panicking")]
#![expect(
    clippy::print_stdout,
    reason = "a test that did not run says so, the others what they measured"
)]

mod conform;
mod folder;
mod frozen;
mod native;
mod same;
mod scene;
mod scripts;
mod store;
mod tricks;
