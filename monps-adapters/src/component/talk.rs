//! A conversation with an instance of its own.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use monps_core::adapter::{Context, Conversation, Inputs, Snapshot, Step, Task};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::Timestamp;
use tokio::runtime::{Handle, RuntimeFlavor};
use wasmtime::{Store, Trap};

use super::adapter::{Code, Plugin};
use super::bindings::Source;
use super::bindings::exports::monps::adapter::feed::Step as WitStep;
use super::bindings::monps::adapter::types::Fault as WitFault;
use super::convert;
use super::guest::{Guest, printable};
use super::host::{fuel, instantiate, ticks};
use super::limits::Refused;

/// Answers whose instant is remembered, so that a batch can say which one it was read from.
const ANSWERS_KEPT_MAX: usize = 4_096;
const MEBIBYTE: usize = 1 << 20;
const TRAP_BYTES_MAX: usize = 512;
const CURSOR_BYTES_MAX: usize = 16 * 1024;

/// A conversation in progress.
pub(super) struct Talk {
    plugin: Arc<Plugin>,
    code: Arc<Code>,
    store: Store<Guest>,
    source: Source,
    received: HashMap<u32, Timestamp>,
    is_over: bool,
}

impl Talk {
    pub(super) fn begin(
        plugin: Arc<Plugin>,
        code: Arc<Code>,
        context: &Context,
        task: &Task,
    ) -> Result<(Self, Step), Fault> {
        plugin.health.began();
        let made = instantiate(&plugin.host, &code.pre, plugin.id(), code.limits);
        let (store, source) = made.map_err(|error| {
            let why = format!("the plugin {} could not be begun: {error:#}", plugin.id());
            let why = printable(&why, TRAP_BYTES_MAX);
            plugin.health.trapped(&why);
            Fault::new(FaultCode::Internal, why)
        })?;
        let mut talk =
            Self { plugin, code, store, source, received: HashMap::new(), is_over: false };
        let asked = convert::context(context, &talk.code.declared.manifest);
        let query = convert::query(task);
        let step = talk
            .step(|source, store| source.monps_adapter_feed().call_start(store, &asked, &query))?;
        Ok((talk, step))
    }

    /// Lets it compute, within its limits, and checks what it hands over.
    fn step(
        &mut self,
        call: impl FnOnce(&Source, &mut Store<Guest>) -> wasmtime::Result<Result<WitStep, WitFault>>,
    ) -> Result<Step, Fault> {
        let began = Instant::now();
        self.store.set_epoch_deadline(ticks(self.code.limits.step_ms_max));
        let filled = fuel(&self.plugin.host, &mut self.store);
        let called = filled.and_then(|()| aside(|| call(&self.source, &mut self.store)));
        let health = &self.plugin.health;
        if let (Some(full), Ok(left)) =
            (self.plugin.host.options().step_fuel, self.store.get_fuel())
        {
            health.burnt(full.saturating_sub(left));
        }
        health.stepped(began.elapsed(), self.store.data().guard.memory_bytes);
        health.dropped_log(std::mem::take(&mut self.store.data_mut().log_dropped));
        match called {
            Ok(Ok(step)) => self.taken(step),
            Ok(Err(fault)) => {
                self.is_over = true;
                health.ended(true);
                Err(convert::fault(&fault))
            }
            Err(error) => Err(self.broke(&self.explain(&error))),
        }
    }

    fn taken(&mut self, step: WitStep) -> Result<Step, Fault> {
        let checked = self.check(step);
        let step = checked.map_err(|reason| self.broke(&reason))?;
        if step.done {
            self.is_over = true;
            self.plugin.health.ended(false);
        }
        Ok(step)
    }

    fn check(&self, step: WitStep) -> Result<Step, String> {
        let limits = &self.code.limits;
        if step.emit.len() > limits.batches_max {
            let (count, most) = (step.emit.len(), limits.batches_max);
            return Err(format!("it handed over {count} batches at once and {most} are the most"));
        }
        if step.cursor.as_ref().is_some_and(|cursor| cursor.len() > CURSOR_BYTES_MAX) {
            return Err("its cursor is longer than 16 KiB".to_owned());
        }
        let mut emit: Vec<Snapshot> = Vec::with_capacity(step.emit.len());
        for batch in step.emit {
            let observed_at = batch.of.and_then(|id| self.received.get(&id).copied());
            let snapshot = convert::snapshot(batch, observed_at, limits)?;
            self.plugin.health.gave(snapshot.quote_count(), snapshot.skipped.len());
            emit.push(snapshot);
        }
        let next = convert::step_effects(step.next, &self.code.declared.manifest, limits)?;
        Ok(Step { emit, next, done: step.done, cursor: step.cursor })
    }

    /// The end of a plugin that broke down, or did what it must not.
    fn broke(&mut self, why: &str) -> Fault {
        self.is_over = true;
        let why = printable(&format!("the plugin {}: {why}", self.plugin.id()), TRAP_BYTES_MAX);
        tracing::warn!(plugin = self.plugin.id(), "{why}");
        self.plugin.health.trapped(&why);
        Fault::new(FaultCode::Internal, why)
    }

    /// What a trap means, in words that say which limit it was and where it is set.
    fn explain(&self, error: &wasmtime::Error) -> String {
        let limits = &self.code.limits;
        match self.store.data().guard.refused {
            Some(Refused::Memory { asked, limit }) => {
                return format!(
                    "it needed {} MiB of memory and {} MiB are the most: correct it, or ask for more with memory_mb in its manifest",
                    asked.div_ceil(MEBIBYTE),
                    limit / MEBIBYTE
                );
            }
            Some(Refused::Table { asked, limit }) => {
                return format!("it needed a table of {asked} elements and {limit} are the most");
            }
            None => {}
        }
        match error.downcast_ref::<Trap>() {
            Some(Trap::Interrupt) => format!(
                "it computed for {} ms without coming to an end, which is the most (`plugins.step_ms_max`)",
                limits.step_ms_max
            ),
            Some(Trap::OutOfFuel) => format!(
                "it computed for {} units of fuel without coming to an end, which is the most",
                self.plugin.host.options().step_fuel.unwrap_or_default()
            ),
            Some(Trap::StackOverflow) => "it called itself until the stack was full".to_owned(),
            Some(trap) => match &self.store.data().last_error {
                Some(said) => format!("it broke down ({trap}): {said}"),
                None if *trap == Trap::MemoryOutOfBounds => {
                    format!("it broke down ({trap}): does it call itself without end?")
                }
                None => format!("it broke down ({trap}) without a word: log before it gives up"),
            },
            None => {
                let cause = error.root_cause().to_string();
                if cause.contains("fuel") {
                    let most = limits.handed_bytes_max / MEBIBYTE;
                    return format!(
                        "it handed over more than {most} MiB at once: emit smaller batches"
                    );
                }
                format!("it broke down: {cause}")
            }
        }
    }
}

impl Conversation for Talk {
    fn resume(&mut self, context: &Context, inputs: Inputs) -> Result<Step, Fault> {
        if self.is_over {
            let why = format!("the conversation with the plugin {} is over", self.plugin.id());
            return Err(Fault::new(FaultCode::Internal, why));
        }
        for response in &inputs.responses {
            if self.received.len() < ANSWERS_KEPT_MAX {
                self.received.insert(response.id, response.received_at);
            }
        }
        let context = convert::context(context, &self.code.declared.manifest);
        let inputs = convert::inputs(inputs);
        self.step(|source, store| source.monps_adapter_feed().call_resume(store, &context, &inputs))
    }
}

/// Computes without keeping other tasks of this thread waiting, where the runtime has other threads.
fn aside<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current() {
        Ok(handle) if handle.runtime_flavor() == RuntimeFlavor::MultiThread => {
            tokio::task::block_in_place(work)
        }
        _ => work(),
    }
}
