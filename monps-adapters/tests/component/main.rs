//! Plugins: components that were built once and committed, driven by this host.

#![cfg(feature = "wasm")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a helper of a test fails the test by panicking, and says what it measured"
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
