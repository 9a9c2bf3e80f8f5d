//! How much a plugin may take, and the guard that remembers what was refused.

use wasmtime::{ResourceLimiter, Result};

/// How much one conversation of a plugin may take.
///
/// | | customary |
/// |---|---|
/// | memory | 32 MiB; what a plugin asks for, up to the operator's bound |
/// | computing in one step | 2 s |
/// | values handed over in one step | 16 MiB |
/// | table elements | 10,000 |
/// | log | 100 lines of 1 KiB a conversation |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Linear memory, in bytes.
    pub memory_bytes_max: usize,
    /// Elements of all tables.
    pub table_elements_max: usize,
    /// Computing in one step, in milliseconds of wall time.
    pub step_ms_max: u32,
    /// What is copied out of the plugin in one call, in bytes.
    pub handed_bytes_max: usize,
    /// Snapshots in one step.
    pub batches_max: usize,
    /// Prices in one snapshot.
    pub quotes_max: usize,
    /// Events, markets or results in one snapshot.
    pub rows_max: usize,
    /// Requests, streams, frames and alarms in one step.
    pub effects_max: usize,
    /// One text: a name, a path, a reason, in bytes.
    pub text_bytes_max: usize,
    /// Lines that a conversation may log.
    pub log_lines_max: u32,
    /// One line of the log, in bytes.
    pub log_line_bytes_max: usize,
}

impl Limits {
    /// What stands in the table above.
    pub const CUSTOMARY: Self = Self {
        memory_bytes_max: 32 << 20,
        table_elements_max: 10_000,
        step_ms_max: 2_000,
        handed_bytes_max: 16 << 20,
        batches_max: 64,
        quotes_max: 200_000,
        rows_max: 50_000,
        effects_max: 256,
        text_bytes_max: 4_096,
        log_lines_max: 100,
        log_line_bytes_max: 1_024,
    };

    /// The same with another memory.
    #[must_use]
    pub const fn with_memory(self, bytes: usize) -> Self {
        Self { memory_bytes_max: bytes, ..self }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::CUSTOMARY
    }
}

/// What was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    Memory { asked: usize, limit: usize },
    Table { asked: usize, limit: usize },
}

/// Lets memory and tables grow to their limits, and remembers what it refused.
#[derive(Debug)]
pub(super) struct Guard {
    limits: Limits,
    pub(super) refused: Option<Refused>,
    pub(super) memory_bytes: usize,
}

impl Guard {
    pub(super) const fn new(limits: Limits) -> Self {
        Self { limits, refused: None, memory_bytes: 0 }
    }
}

impl ResourceLimiter for Guard {
    fn memory_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> Result<bool> {
        let limit = self.limits.memory_bytes_max;
        if desired > limit {
            self.refused = Some(Refused::Memory { asked: desired, limit });
            return Ok(false);
        }
        self.memory_bytes = self.memory_bytes.max(desired);
        Ok(true)
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> Result<bool> {
        let limit = self.limits.table_elements_max;
        if desired > limit {
            self.refused = Some(Refused::Table { asked: desired, limit });
            return Ok(false);
        }
        Ok(true)
    }

    // An interpreter and its libraries come as some dozens of modules.
    fn instances(&self) -> usize {
        256
    }

    fn tables(&self) -> usize {
        64
    }

    fn memories(&self) -> usize {
        1
    }
}
