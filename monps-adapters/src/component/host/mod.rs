//! The engine: one for all plugins, with a clock that interrupts those that compute too long.

mod compile;
mod store;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use wasmtime::component::{Component, HasSelf, Linker, types::ComponentItem};
use wasmtime::{Config, Engine};

pub use compile::{Compiler, compile_file};

use super::bindings::{Source, SourcePre};
use super::error::ComponentError;
use super::guest::Guest;
use super::limits::Limits;
use store::CompiledStore;

/// How often the clock of interruptions ticks.
pub(super) const TICK: Duration = Duration::from_millis(5);
/// The one interface whose functions a plugin may import.
const LOG: &str = "monps:adapter/log@1.";

/// How plugins are run.
#[derive(Clone, Debug)]
pub struct HostOptions {
    /// How much a conversation may take.
    pub limits: Limits,
    /// The most memory that a manifest may ask for, in bytes.
    pub memory_bytes_max: usize,
    /// The largest plugin file, in bytes.
    pub file_bytes_max: u64,
    /// Where compiled code is kept, with the key by which it is known to be ours; without it every
    /// start compiles anew.
    pub compiled: Option<(PathBuf, [u8; 32])>,
    /// Who compiles.
    pub compiler: Compiler,
    /// Traps in a row after which a plugin is left alone.
    pub traps_max: u32,
    /// The fuel of one step, about one unit an instruction: for tests, because it is the same on every
    /// machine, where a clock is not. Counted only where it is set, since counting costs a fifth of the
    /// speed; code that counts is not kept, so it goes without `compiled`.
    pub step_fuel: Option<u64>,
}

impl Default for HostOptions {
    /// The customary limits, 256 MiB of memory at the most, files of 32 MiB, compiled here and not kept.
    fn default() -> Self {
        Self {
            limits: Limits::CUSTOMARY,
            memory_bytes_max: 256 << 20,
            file_bytes_max: 32 << 20,
            compiled: None,
            compiler: Compiler::Here,
            traps_max: 3,
            step_fuel: None,
        }
    }
}

/// Runs plugins. Cheap to clone; the engine is shared.
#[derive(Clone)]
pub struct Host {
    shared: Arc<Shared>,
}

struct Shared {
    engine: Engine,
    linker: Linker<Guest>,
    store: Option<CompiledStore>,
    options: HostOptions,
}

impl Host {
    /// Sets the engine up and starts its clock, which ends with the last clone.
    ///
    /// # Errors
    /// [`ComponentError::Engine`], and [`ComponentError::Io`] for the folder of compiled code.
    pub fn new(options: HostOptions) -> Result<Self, ComponentError> {
        if options.step_fuel.is_some() && options.compiled.is_some() {
            let problem = "code that counts fuel is not kept: leave out step_fuel or compiled";
            return Err(ComponentError::Engine { problem: problem.to_owned() });
        }
        let engine = engine(options.step_fuel.is_some())?;
        let mut linker = Linker::new(&engine);
        super::bindings::monps::adapter::log::add_to_linker::<_, HasSelf<_>>(
            &mut linker,
            |guest| guest,
        )
        .map_err(|error| setup(&error))?;
        let store = options
            .compiled
            .as_ref()
            .map(|(folder, key)| CompiledStore::open(folder, *key, &engine))
            .transpose()?;
        tick(&engine)?;
        Ok(Self { shared: Arc::new(Shared { engine, linker, store, options }) })
    }

    /// How plugins are run.
    #[must_use]
    pub fn options(&self) -> &HostOptions {
        &self.shared.options
    }

    pub(super) fn engine(&self) -> &Engine {
        &self.shared.engine
    }

    /// Compiles a component, or takes what was compiled before, and checks it against the contract. All
    /// that can be refused is refused here and not in the middle of a conversation.
    pub(super) fn prepare(&self, bytes: &[u8]) -> Result<SourcePre<Guest>, ComponentError> {
        let Shared { engine, linker, store, options } = &*self.shared;
        let component = match store {
            Some(store) => store.component(engine, bytes, &options.compiler)?,
            None => Component::from_binary(engine, bytes).map_err(|error| compile(&error))?,
        };
        check_imports(engine, &component)?;
        check_resources(&component, options)?;
        let prepared = linker.instantiate_pre(&component).and_then(SourcePre::new);
        prepared.map_err(|error| {
            ComponentError::contract(format!(
                "{error:#}; build it with the kit of contract {}",
                super::file::API
            ))
        })
    }
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Host").field("options", &self.shared.options).finish_non_exhaustive()
    }
}

/// The engine's settings decide what compiled code fits: the child that compiles takes the same.
fn engine(counts_fuel: bool) -> Result<Engine, ComponentError> {
    let mut config = Config::new();
    config
        .consume_fuel(counts_fuel)
        .epoch_interruption(true)
        .max_wasm_stack(512 << 10)
        .wasm_backtrace_max_frames(NonZeroUsize::new(16))
        .wasm_memory64(false)
        .wasm_relaxed_simd(false)
        // The same bits on every replay.
        .cranelift_nan_canonicalization(true);
    Engine::new(&config).map_err(|error| setup(&error))
}

/// One thread counts time for all instances; it ends with the engine.
fn tick(engine: &Engine) -> Result<(), ComponentError> {
    let weak = engine.weak();
    let ticking = move || {
        while let Some(engine) = weak.upgrade() {
            engine.increment_epoch();
            drop(engine);
            std::thread::sleep(TICK);
        }
    };
    std::thread::Builder::new()
        .name("plugin-clock".to_owned())
        .spawn(ticking)
        .map(drop)
        .map_err(ComponentError::io(Path::new("a thread")))
}

/// A plugin imports the log and nothing else; interfaces without functions are types.
fn check_imports(engine: &Engine, component: &Component) -> Result<(), ComponentError> {
    for (name, item) in component.component_type().imports(engine) {
        let does = match &item.ty {
            ComponentItem::ComponentInstance(instance) => instance
                .exports(engine)
                .any(|(_, export)| matches!(export.ty, ComponentItem::ComponentFunc(_))),
            ComponentItem::Type(_) => false,
            _ => true,
        };
        if does && !name.starts_with(LOG) {
            let advice = if name.starts_with("wasi:") {
                "build for wasm32-unknown-unknown, or stub WASI out as the guide says"
            } else {
                "a plugin may import monps:adapter/log alone"
            };
            return Err(ComponentError::contract(format!("it imports {name}: {advice}")));
        }
    }
    Ok(())
}

/// What it would take before its first instruction.
fn check_resources(component: &Component, options: &HostOptions) -> Result<(), ComponentError> {
    let Some(required) = component.resources_required() else {
        return Ok(());
    };
    let asked = required.max_initial_memory_size.unwrap_or(0);
    let limit = options.memory_bytes_max as u64;
    if asked > limit {
        return Err(ComponentError::contract(format!(
            "it begins with {} MiB of memory and {} MiB are the most: raise `plugins.memory_mb_max`",
            asked >> 20,
            limit >> 20
        )));
    }
    Ok(())
}

fn setup(error: &wasmtime::Error) -> ComponentError {
    ComponentError::Engine { problem: format!("{error:#}") }
}

fn compile(error: &wasmtime::Error) -> ComponentError {
    ComponentError::Compile { problem: format!("{error:#}") }
}

/// A fresh instance of a prepared component.
pub(super) fn instantiate(
    host: &Host,
    pre: &SourcePre<Guest>,
    plugin: &str,
    limits: Limits,
) -> wasmtime::Result<(wasmtime::Store<Guest>, Source)> {
    let mut store = wasmtime::Store::new(host.engine(), Guest::new(plugin, limits));
    store.limiter(|guest| &mut guest.guard);
    store.set_hostcall_fuel(limits.handed_bytes_max);
    store.set_epoch_deadline(ticks(limits.step_ms_max));
    fuel(host, &mut store)?;
    let source = pre.instantiate(&mut store)?;
    Ok((store, source))
}

/// Fills up for one step, where fuel is counted.
pub(super) fn fuel(host: &Host, store: &mut wasmtime::Store<Guest>) -> wasmtime::Result<()> {
    match host.options().step_fuel {
        Some(fuel) => store.set_fuel(fuel),
        None => Ok(()),
    }
}

/// How many ticks a step may last.
pub(super) fn ticks(step_ms: u32) -> u64 {
    let tick = u64::try_from(TICK.as_millis()).unwrap_or(1).max(1);
    u64::from(step_ms).div_ceil(tick) + 1
}
