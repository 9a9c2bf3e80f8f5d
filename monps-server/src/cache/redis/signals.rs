//! Signals on their way to other processes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use crate::cache::signals::{Heard, SIGNALS_WAITING_MAX, lost};

/// What goes over the wire: `origin` names the process, so that it skips its own.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Envelope {
    pub(super) origin: String,
    /// None is a sign of life.
    pub(super) heard: Option<Heard>,
}

/// Where signals wait to be sent.
#[derive(Debug)]
pub(super) struct Outbox {
    sender: mpsc::Sender<Heard>,
    missed: Arc<AtomicBool>,
}

/// The other end.
#[derive(Debug)]
pub(super) struct Waiting {
    receiver: mpsc::Receiver<Heard>,
    missed: Arc<AtomicBool>,
}

pub(super) fn outbox() -> (Outbox, Waiting) {
    let (sender, receiver) = mpsc::channel(SIGNALS_WAITING_MAX);
    let missed = Arc::new(AtomicBool::new(false));
    (Outbox { sender, missed: Arc::clone(&missed) }, Waiting { receiver, missed })
}

impl Outbox {
    /// Puts a signal in, unless it is full: then everybody will be told to look at everything.
    pub(super) fn put(&self, heard: Heard) {
        if self.sender.try_send(heard).is_err() {
            self.missed.store(true, Ordering::Release);
        }
    }
}

impl Waiting {
    /// The next signal to send. Safe to drop while it waits.
    pub(super) async fn next(&mut self) -> Option<Heard> {
        if self.missed.swap(false, Ordering::AcqRel) {
            return Some(lost());
        }
        self.receiver.recv().await
    }

    /// What could not be sent stands for everything that may have been missed.
    pub(super) fn give_up(&self) {
        self.missed.store(true, Ordering::Release);
    }

    /// Throws away what waits, while nobody can be told.
    pub(super) fn drain(&mut self) {
        while self.receiver.try_recv().is_ok() {
            self.give_up();
        }
    }
}
