//! Signals between processes: "look at these events", "a setting changed". They carry no data; who
//! hears one looks at the store. A signal may be lost; then whoever listens is told to look at
//! everything.

use std::collections::BTreeSet;

use monps_core::id::EventId;
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

/// Signals that wait for a slow listener; beyond it, the listener looks at everything.
pub const SIGNALS_WAITING_MAX: usize = 512;
/// Events named in one signal; more are told in several.
pub const EVENTS_IN_SIGNAL_MAX: usize = 500;

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// The boards of some events.
    Events(BTreeSet<i64>),
    /// The findings.
    Opportunities,
    /// A setting.
    Settings,
    /// A venue.
    Venues,
    /// A bet or the ledger.
    Bets,
    /// Somebody asks for a poll of a feed now.
    Feed(String),
    /// Whether a feed that streams can be heard.
    Heard {
        /// The number of its source.
        source: i64,
        /// The feed.
        feed: String,
        /// Whether it cannot.
        away: bool,
    },
    /// Signals may have been lost.
    Everything,
}

impl Signal {
    /// Signals for any number of events.
    pub fn events(events: impl IntoIterator<Item = EventId>) -> Vec<Self> {
        let all: Vec<i64> = events.into_iter().map(EventId::get).collect();
        all.chunks(EVENTS_IN_SIGNAL_MAX)
            .map(|some| Self::Events(some.iter().copied().collect()))
            .collect()
    }
}

/// A signal and who sent it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// The process that sent it.
    pub sender: String,
    /// What changed.
    pub signal: Signal,
}

/// Passes signals on. Neither side waits for the other.
pub trait Signals: Send + Sync {
    /// Tells all processes, this one included.
    fn tell(&self, sender: &str, signal: Signal);

    /// Hears what is told from now on.
    fn listen(&self) -> Listener;
}

/// Hears signals.
#[derive(Debug)]
pub struct Listener {
    receiver: broadcast::Receiver<Heard>,
}

impl Listener {
    pub(super) const fn new(receiver: broadcast::Receiver<Heard>) -> Self {
        Self { receiver }
    }

    /// The next signal; [`Signal::Everything`] from nobody after some were lost. None when nothing
    /// will ever come again.
    pub async fn hear(&mut self) -> Option<Heard> {
        match self.receiver.recv().await {
            Ok(heard) => Some(heard),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(lost()),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }

    /// The next signal that another process sent.
    pub async fn hear_others(&mut self, own: &str) -> Option<Heard> {
        loop {
            let heard = self.hear().await?;
            if heard.sender != own {
                return Some(heard);
            }
        }
    }
}

/// What is heard when something was lost.
pub(super) fn lost() -> Heard {
    Heard { sender: String::new(), signal: Signal::Everything }
}
