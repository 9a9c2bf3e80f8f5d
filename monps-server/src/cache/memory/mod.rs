//! The in-process twin: what is shared when there is one process.
//!
//! It passes the same contract as Redis, so that nothing above can tell which it has. Time is the
//! runtime's own, so that a test can turn it.

mod answers;
mod budgets;
mod leases;
mod turns;

use tokio::sync::broadcast;

use super::signals::{Heard, Listener, SIGNALS_WAITING_MAX, Signal, Signals};
use answers::KeptAnswers;
use budgets::KeptBudgets;
use leases::GivenLeases;
use turns::GivenTurns;

/// Everything shared, in this process.
#[derive(Debug)]
pub struct Memory {
    answers: KeptAnswers,
    budgets: KeptBudgets,
    leases: GivenLeases,
    turns: GivenTurns,
    signals: broadcast::Sender<Heard>,
}

impl Memory {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            answers: KeptAnswers::default(),
            budgets: KeptBudgets::default(),
            leases: GivenLeases::default(),
            turns: GivenTurns::default(),
            signals: broadcast::Sender::new(SIGNALS_WAITING_MAX),
        }
    }

    /// Passes on what another process told.
    pub(super) fn pass_on(&self, heard: Heard) {
        // Nobody may be listening.
        let _ = self.signals.send(heard);
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

impl Signals for Memory {
    fn tell(&self, sender: &str, signal: Signal) {
        self.pass_on(Heard { sender: sender.into(), signal });
    }

    fn listen(&self) -> Listener {
        Listener::new(self.signals.subscribe())
    }
}
