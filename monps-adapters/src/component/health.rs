//! How a plugin does: what it took, what it gave, and when it is left alone.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The counters of one plugin.
#[derive(Debug, Default)]
pub struct Health {
    conversations: AtomicU64,
    steps: AtomicU64,
    faults: AtomicU64,
    traps: AtomicU64,
    traps_in_a_row: AtomicU32,
    quotes: AtomicU64,
    skipped: AtomicU64,
    log_dropped: AtomicU64,
    busy_us: AtomicU64,
    fuel: AtomicU64,
    memory_bytes_peak: AtomicU64,
    last_trap: Mutex<Option<String>>,
}

/// The counters at one moment, since the program began.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Conversations begun.
    pub conversations: u64,
    /// Steps taken.
    pub steps: u64,
    /// Conversations that the plugin gave up with a reason.
    pub faults: u64,
    /// Conversations that ended because the plugin broke down or was stopped.
    pub traps: u64,
    /// How many of them in a row, up to now.
    pub traps_in_a_row: u32,
    /// Prices handed over.
    pub quotes: u64,
    /// Things left out.
    pub skipped: u64,
    /// Lines of its log that were dropped.
    pub log_dropped: u64,
    /// Time spent in it.
    pub busy: Duration,
    /// Fuel burnt in it, where [`super::HostOptions::step_fuel`] has it counted.
    pub fuel: u64,
    /// The most memory that a conversation took, in bytes.
    pub memory_bytes_peak: u64,
    /// What the last breakdown was.
    pub last_trap: Option<String>,
}

impl Health {
    /// The counters now.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Tally {
            conversations: get(&self.conversations),
            steps: get(&self.steps),
            faults: get(&self.faults),
            traps: get(&self.traps),
            traps_in_a_row: self.traps_in_a_row(),
            quotes: get(&self.quotes),
            skipped: get(&self.skipped),
            log_dropped: get(&self.log_dropped),
            busy: Duration::from_micros(get(&self.busy_us)),
            fuel: get(&self.fuel),
            memory_bytes_peak: get(&self.memory_bytes_peak),
            last_trap: self.last_trap.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    pub(super) fn traps_in_a_row(&self) -> u32 {
        self.traps_in_a_row.load(Ordering::Relaxed)
    }

    pub(super) fn began(&self) {
        self.conversations.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn stepped(&self, took: Duration, memory_bytes: usize) {
        self.steps.fetch_add(1, Ordering::Relaxed);
        let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.busy_us.fetch_add(took, Ordering::Relaxed);
        self.memory_bytes_peak.fetch_max(memory_bytes as u64, Ordering::Relaxed);
    }

    pub(super) fn burnt(&self, fuel: u64) {
        self.fuel.fetch_add(fuel, Ordering::Relaxed);
    }

    pub(super) fn gave(&self, quotes: usize, skipped: usize) {
        self.quotes.fetch_add(quotes as u64, Ordering::Relaxed);
        self.skipped.fetch_add(skipped as u64, Ordering::Relaxed);
    }

    /// A conversation came to its end, be it with a fault: the plugin works.
    pub(super) fn ended(&self, with_fault: bool) {
        self.faults.fetch_add(u64::from(with_fault), Ordering::Relaxed);
        self.traps_in_a_row.store(0, Ordering::Relaxed);
    }

    pub(super) fn trapped(&self, why: &str) {
        self.traps.fetch_add(1, Ordering::Relaxed);
        self.traps_in_a_row.fetch_add(1, Ordering::Relaxed);
        *self.last_trap.lock().unwrap_or_else(PoisonError::into_inner) = Some(why.to_owned());
    }

    pub(super) fn dropped_log(&self, lines: u32) {
        self.log_dropped.fetch_add(u64::from(lines), Ordering::Relaxed);
    }

    /// Gives it another chance.
    pub(super) fn release(&self) {
        self.traps_in_a_row.store(0, Ordering::Relaxed);
    }
}
