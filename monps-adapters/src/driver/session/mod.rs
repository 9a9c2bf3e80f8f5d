//! Sessions: what logins and conversations captured, kept by the driver and shared by all conversations.
//!
//! A slot is filled once for everybody: whoever needs it while a login is under way waits for that one.
//! Venues frown upon frequent logins and lock accounts after wrong passwords, so a refused login is not
//! tried again for a while unless the secrets were changed.

mod capture;
mod login;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use monps_core::error::adapter::Fault;
use tokio::time::Instant;

pub(super) use capture::{Captured, take};
pub(super) use login::{LoginFailed, live};

use super::secret::Secret;

/// How long a refused login is believed, unless the secrets are changed.
const REFUSAL_LASTS: Duration = Duration::from_secs(600);
/// Old values of a slot that are still blanked: answers under way may echo them.
const FORMER_MAX: usize = 8;

/// The slots of every adapter.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    slots: Mutex<BTreeMap<(String, String), Arc<Slot>>>,
    /// Every value there is or lately was, to blank it.
    seen: Mutex<BTreeMap<(String, String), Vec<Secret>>>,
}

/// One slot. Its lock is held while somebody logs in.
#[derive(Debug, Default)]
pub(super) struct Slot {
    held: tokio::sync::Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    session: Option<Session>,
    refused: Option<Refused>,
    /// Counts the values there were.
    serial: u64,
}

#[derive(Clone, Debug)]
struct Session {
    value: Secret,
    serial: u64,
    since: Instant,
    ends: Option<Instant>,
}

#[derive(Clone, Debug)]
struct Refused {
    fault: Fault,
    at: Instant,
    /// The version of the secrets that were refused.
    secrets: u64,
}

/// A value and which one it was.
#[derive(Clone, Debug)]
pub(super) struct Live {
    pub(super) value: Secret,
    pub(super) serial: u64,
}

impl Sessions {
    fn slot(&self, adapter: &str, slot: &str) -> Arc<Slot> {
        let key = (adapter.to_owned(), slot.to_owned());
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(key).or_default())
    }

    /// Puts what a conversation captured into its slot.
    pub(super) async fn put(&self, adapter: &str, captured: &Captured) {
        let slot = self.slot(adapter, &captured.slot);
        slot.held.lock().await.put(captured);
    }

    /// Forgets a value that a source no longer takes, unless there is a newer one already.
    pub(super) async fn forget(&self, adapter: &str, slot: &str, serial: u64) {
        let slot = self.slot(adapter, slot);
        let mut held = slot.held.lock().await;
        if held.session.as_ref().is_some_and(|session| session.serial == serial) {
            held.session = None;
        }
    }

    /// Forgets all sessions of an adapter: its source says that they are over.
    pub(super) async fn forget_all(&self, adapter: &str) {
        let slots: Vec<Arc<Slot>> = {
            let slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
            let of_adapter = slots.iter().filter(|((of, _), _)| of == adapter);
            of_adapter.map(|(_, slot)| Arc::clone(slot)).collect()
        };
        for slot in slots {
            slot.held.lock().await.session = None;
        }
    }

    /// Remembers a value for as long as it must be blanked.
    pub(super) fn remember(&self, adapter: &str, captured: &Captured) {
        let key = (adapter.to_owned(), captured.slot.clone());
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let values = seen.entry(key).or_default();
        if !values.contains(&captured.value) {
            values.push(captured.value.clone());
        }
        if values.len() > FORMER_MAX {
            values.remove(0);
        }
    }

    /// Every value that must be blanked.
    pub(super) fn values(&self) -> Vec<Secret> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.values().flatten().cloned().collect()
    }
}

impl Held {
    fn put(&mut self, captured: &Captured) {
        self.serial += 1;
        let since = Instant::now();
        let ends = captured.ttl.and_then(|ttl| since.checked_add(ttl));
        let value = captured.value.clone();
        self.session = Some(Session { value, serial: self.serial, since, ends });
        self.refused = None;
    }

    fn alive(&self) -> Option<&Session> {
        let now = Instant::now();
        self.session.as_ref().filter(|session| session.ends.is_none_or(|ends| now < ends))
    }

    /// The refusal that still stands for these secrets.
    fn refusal(&self, secrets: u64) -> Option<&Fault> {
        let stands =
            |refused: &&Refused| refused.secrets == secrets && refused.at.elapsed() < REFUSAL_LASTS;
        self.refused.as_ref().filter(stands).map(|refused| &refused.fault)
    }
}
