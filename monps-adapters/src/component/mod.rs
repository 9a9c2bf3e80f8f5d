//! Adapters as WebAssembly components: a stranger's code, run without any right of its own.
//!
//! A plugin imports a log and nothing else: no file, no socket, no clock. It is asked, says what it wants
//! fetched, and is handed the answers; the driver does the rest, as for every other adapter, and nothing
//! downstream can tell which kind it was. Each conversation has an instance of its own, which is thrown
//! away with it, so that nothing is left over from one to the next.
//!
//! | room | holds |
//! |---|---|
//! | [`Host`] | the engine, the compiled code that is kept, the limits |
//! | [`ComponentAdapter`] | one plugin as an [`Adapter`](monps_core::adapter::Adapter), which can be replaced while it runs |
//! | [`Plugins`] | a folder of plugins: what each asks for, what was allowed, what became of it |
//! | [`PluginManifest`] | `plugin.toml`, which a component carries and which is read before anything runs |
//! | [`conformance`] | what every plugin must be able to stand |
//! | [`build`] | from a core module to a component that carries its manifest |
//!
//! What this does not do: trust what a plugin hands over. Texts, decimals, keys and sizes are checked,
//! and what cannot be is left out with its place and a reason.

mod adapter;
mod bindings;
pub mod build;
pub mod conformance;
mod convert;
mod error;
mod file;
mod folder;
mod guest;
mod health;
mod host;
mod limits;
mod manifests;
mod talk;

pub use adapter::ComponentAdapter;
pub use error::ComponentError;
pub use file::{
    API, Asks, PluginManifest, check_hash, check_signature, manifest_text, sha256, with_manifest,
};
pub use folder::{FolderOptions, PluginState, PluginView, Plugins};
pub use health::{Health, Tally};
pub use host::{Compiler, Host, HostOptions, compile_file};
pub use limits::Limits;
