//! Adapters that are a TOML file: one interpreter of a description of endpoints, requests and paths
//! into JSON, for sources that answer simple questions over HTTP.
//!
//! A description is checked when it is read; a mistake names the line, the key and what to do:
//!
//! ```
//! use monps_adapters::declarative::Declared;
//!
//! let text = "id = \"my-book\"\nname = \"My book\"\nversion = \"1\"\nsummry = \"Odds\"\n";
//! let error = Declared::read("my-book.toml", text).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "my-book.toml, line 1, summary: is missing: write one sentence on what it brings",
//! );
//! ```
//!
//! The language is described in [`language`], with an example that runs. [`builtin`] lists the sources
//! of this crate that are spoken to in this way.
//!
//! # What a description cannot say
//!
//! - Streams, logins and orders: a description asks with GET, and proves itself with a key.
//! - Bodies other than JSON.
//! - A loop whose end is worked out: lists end where they end, pages where the source says.
//! - Names that have to be recognised although they are spelt differently: names are equal or not.

mod builtin;
mod describe;
mod expr;
pub mod language;
mod manifest;
mod read;
mod talk;
mod wire;

use std::sync::Arc;

use monps_core::adapter::{
    Adapter, Capability, Context, Conversation, Manifest, Scope, Snapshot, Step, Task,
};
use monps_core::error::adapter::Fault;

pub use builtin::{SOURCES, builtin};

use crate::error::DescriptionError;
use describe::Description;

/// An adapter by description.
#[derive(Clone, Debug)]
pub struct Declared {
    manifest: Manifest,
    description: Arc<Description>,
}

impl Declared {
    /// Reads and checks a description; `file` is the name that errors call it by.
    ///
    /// # Errors
    /// [`DescriptionError`]: the first thing that is wrong, its line and key, and what to do.
    pub fn read(file: &str, text: &str) -> Result<Self, DescriptionError> {
        let description = Description::read(file, text)?;
        let manifest = manifest::manifest(&description.manifest, &description);
        manifest.check().map_err(|error| DescriptionError {
            file: file.to_owned(),
            line: 1,
            key: error.at,
            reason: error.problem,
        })?;
        Ok(Self { manifest, description: Arc::new(description) })
    }

    /// The steps of a capability, in the order they are asked in: by these names [`Declared::dry_run`]
    /// is given their answers.
    #[must_use]
    pub fn steps(&self, want: Capability) -> Vec<&str> {
        let description = &self.description;
        let ability = match want {
            Capability::Odds => description.odds.as_ref(),
            Capability::Results => description.results.as_ref(),
            _ => None,
        };
        ability.into_iter().flat_map(|found| &found.steps).map(|step| step.name.as_str()).collect()
    }

    /// Reads answers that are at hand, without asking anybody: `(step, body)`.
    ///
    /// # Errors
    /// A [`Fault`]: what the conversation would fail with.
    pub fn dry_run(
        &self,
        context: &Context,
        task: &Task,
        answers: Vec<(String, Vec<u8>)>,
    ) -> Result<Snapshot, Fault> {
        talk::dry_run(&self.description, context, task, answers)
    }
}

impl Adapter for Declared {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn start(
        &self,
        context: &Context,
        task: &Task,
    ) -> Result<(Box<dyn Conversation>, Step), Fault> {
        talk::start(&self.description, context, task)
    }

    /// One for each competition that is asked for by itself.
    fn parts(&self, context: &Context) -> Result<Vec<Scope>, Fault> {
        talk::parts(&self.description, context)
    }
}
