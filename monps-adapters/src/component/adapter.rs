//! One plugin as an adapter, whose code can be replaced while conversations go on.

use std::sync::{Arc, PoisonError, RwLock};

use monps_core::adapter::{Adapter, Context, Conversation, Manifest, Scope, Step, Task};
use monps_core::error::adapter::{Fault, FaultCode};

use super::bindings::SourcePre;
use super::error::ComponentError;
use super::file::{PluginManifest, manifest_text, sha256};
use super::guest::Guest;
use super::health::Health;
use super::host::Host;
use super::limits::Limits;
use super::manifests::Manifests;
use super::talk::Talk;

/// A plugin as an adapter. Cheap to clone: clones are the same plugin.
#[derive(Clone)]
pub struct ComponentAdapter {
    plugin: Arc<Plugin>,
}

/// What a plugin is while the server runs.
pub(super) struct Plugin {
    pub(super) host: Host,
    pub(super) health: Health,
    manifests: Manifests,
    state: RwLock<State>,
}

#[derive(Clone)]
enum State {
    Ready(Arc<Code>),
    /// Why it does not run, and what to do.
    Held(String),
}

/// One version: its code, and what it declared.
pub(super) struct Code {
    pub(super) pre: SourcePre<Guest>,
    pub(super) declared: PluginManifest,
    pub(super) limits: Limits,
    sha256: String,
}

impl ComponentAdapter {
    /// Takes a component that carries its manifest.
    ///
    /// # Errors
    /// [`ComponentError`]: not a component, of another contract, a manifest that does not fit, too large,
    /// not compilable.
    pub fn load(host: &Host, bytes: &[u8]) -> Result<Self, ComponentError> {
        let declared = PluginManifest::read(manifest_text(bytes)?)?;
        let code = Code::prepare(host, declared.clone(), bytes)?;
        Ok(Self::new(host, declared, State::Ready(Arc::new(code))))
    }

    /// A plugin that is known and does not run: whoever asks it is told why.
    pub(super) fn held(host: &Host, declared: PluginManifest, why: String) -> Self {
        Self::new(host, declared, State::Held(why))
    }

    fn new(host: &Host, declared: PluginManifest, state: State) -> Self {
        let (host, health, state) = (host.clone(), Health::default(), RwLock::new(state));
        let manifests = Manifests::new(declared);
        Self { plugin: Arc::new(Plugin { host, health, manifests, state }) }
    }

    /// Puts another version in the place of the one that runs, with its manifest. Conversations in
    /// progress end with the one they began with.
    ///
    /// # Errors
    /// As [`ComponentAdapter::load`]; then the version that runs goes on. [`ComponentError::Manifest`]
    /// when the manifest changes what a server reads only when it starts: id, capabilities, auth, logins,
    /// quota, the limit of an endpoint.
    pub fn replace(&self, bytes: &[u8]) -> Result<(), ComponentError> {
        let declared = PluginManifest::read(manifest_text(bytes)?)?;
        let manifests = &self.plugin.manifests;
        manifests.takes(&declared)?;
        let code = Code::prepare(&self.plugin.host, declared.clone(), bytes)?;
        manifests.push(declared);
        self.set(State::Ready(Arc::new(code)));
        self.plugin.health.release();
        Ok(())
    }

    /// Stops it from being asked, with a reason that whoever asks is told.
    pub(super) fn hold(&self, why: String) {
        self.set(State::Held(why));
    }

    fn set(&self, state: State) {
        *self.plugin.state.write().unwrap_or_else(PoisonError::into_inner) = state;
    }

    /// What it took and gave.
    #[must_use]
    pub fn health(&self) -> &Health {
        &self.plugin.health
    }

    /// The version that runs, and its content hash; none while it is held.
    #[must_use]
    pub fn running(&self) -> Option<(String, String)> {
        self.plugin
            .code()
            .ok()
            .map(|code| (code.declared.manifest.version.to_string(), code.sha256.clone()))
    }

    /// Whether it broke down so often that it is left alone.
    #[must_use]
    pub fn is_quarantined(&self) -> bool {
        self.plugin.is_quarantined()
    }

    /// Asks a plugin again that was left alone.
    pub fn release(&self) {
        self.plugin.health.release();
    }
}

impl Adapter for ComponentAdapter {
    fn manifest(&self) -> &Manifest {
        &self.plugin.manifests.newest().manifest
    }

    fn start(
        &self,
        context: &Context,
        task: &Task,
    ) -> Result<(Box<dyn Conversation>, Step), Fault> {
        if !self.manifest().can(task.want) {
            let (id, want) = (self.plugin.id(), task.want.as_str());
            let message = format!("the plugin {id} has no {want}: its manifest does not list it");
            return Err(Fault::new(FaultCode::Unsupported, message));
        }
        let code = self.plugin.askable()?;
        let (talk, step) = Talk::begin(Arc::clone(&self.plugin), code, context, task)?;
        Ok((Box::new(talk), step))
    }

    fn parts(&self, context: &Context) -> Result<Vec<Scope>, Fault> {
        let Some(key) = &self.plugin.manifests.newest().parts else {
            return Ok(vec![Scope::default()]);
        };
        let part = |name: &str| Scope { competitions: vec![name.to_owned()], ..Scope::default() };
        let parts: Vec<Scope> = context.list(key).into_iter().map(part).collect();
        Ok(if parts.is_empty() { vec![Scope::default()] } else { parts })
    }
}

impl std::fmt::Debug for ComponentAdapter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ComponentAdapter")
            .field("id", &self.plugin.id())
            .field("running", &self.running())
            .finish_non_exhaustive()
    }
}

impl Plugin {
    pub(super) fn id(&self) -> &str {
        &self.manifests.newest().manifest.id
    }

    fn code(&self) -> Result<Arc<Code>, String> {
        match &*self.state.read().unwrap_or_else(PoisonError::into_inner) {
            State::Ready(code) => Ok(Arc::clone(code)),
            State::Held(why) => Err(why.clone()),
        }
    }

    fn is_quarantined(&self) -> bool {
        self.health.traps_in_a_row() >= self.host.options().traps_max
    }

    /// The code, unless the plugin is held or left alone.
    fn askable(&self) -> Result<Arc<Code>, Fault> {
        let code = self.code().map_err(|why| Fault::new(FaultCode::Forbidden, why))?;
        if self.is_quarantined() {
            let Some(last) = self.health.tally().last_trap else {
                return Ok(code);
            };
            let message = format!(
                "the plugin {} broke down {} times in a row and is left alone: replace it, or reload it to try again (last: {last})",
                self.id(),
                self.health.traps_in_a_row(),
            );
            return Err(Fault::new(FaultCode::Forbidden, message));
        }
        Ok(code)
    }
}

impl Code {
    fn prepare(
        host: &Host,
        declared: PluginManifest,
        bytes: &[u8],
    ) -> Result<Self, ComponentError> {
        let options = host.options();
        let (size, most) = (bytes.len() as u64, options.file_bytes_max);
        if size > most {
            return Err(ComponentError::TooLarge { bytes: size, bytes_max: most });
        }
        let asked = declared.memory_mb.map(|mb| usize::try_from(mb).unwrap_or(0) << 20);
        let memory = asked.unwrap_or(options.limits.memory_bytes_max);
        let limits = options.limits.with_memory(memory.min(options.memory_bytes_max));
        Ok(Self { pre: host.prepare(bytes)?, declared, limits, sha256: sha256(bytes) })
    }
}
