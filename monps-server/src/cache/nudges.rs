//! "Look at event 42 now", carrying no data.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use monps_core::id::EventId;
use tokio::sync::Notify;

/// Events that changed since somebody last looked. A set: however often an event changes while
/// nobody looks, it is looked at once; so it cannot grow beyond the number of events.
#[derive(Debug, Default)]
pub struct Nudges {
    events: Mutex<BTreeSet<EventId>>,
    notify: Notify,
}

impl Nudges {
    /// Says that events changed.
    pub fn nudge(&self, events: impl IntoIterator<Item = EventId>) {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).extend(events);
        self.notify.notify_one();
    }

    /// Waits until something changed, and takes it.
    pub async fn take(&self) -> BTreeSet<EventId> {
        loop {
            let taken =
                std::mem::take(&mut *self.events.lock().unwrap_or_else(PoisonError::into_inner));
            if !taken.is_empty() {
                return taken;
            }
            self.notify.notified().await;
        }
    }
}
