//! Who does what among processes: duties, each held by one of them through a lease.
//!
//! Every process of a group asks for its share of the group's duties, keeps what it holds by renewing
//! the leases, and gives up what is more than its share when another process comes. A process that
//! dies loses its duties when the leases end, [`LEASE_LASTS`] later at the most.
//!
//! A lease spares work; it is not what keeps work from being done twice. That is the store's part: a
//! poll is claimed, a finding is open once, a bet settles once. So while nobody can say who holds what
//! (Redis has been away for longer than a lease lasts), every process takes every duty for its own
//! and the store's guards decide, more slowly and as correctly.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use monps_core::id::EventId;
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::cache::{CacheError, Lease, Leases, Shared};

/// How long a lease lasts without being renewed.
pub const LEASE_LASTS: Duration = Duration::from_secs(10);
/// How often leases are renewed and free duties asked for: together with [`LEASE_LASTS`], a dead
/// process's duties are another's within 13 s.
pub const RENEW_EVERY: Duration = Duration::from_secs(3);
/// The parts into which events are divided.
pub const PARTITIONS: usize = 16;

/// The duties of looking at events, by part.
const PARTS: [&str; PARTITIONS] = [
    "events-00",
    "events-01",
    "events-02",
    "events-03",
    "events-04",
    "events-05",
    "events-06",
    "events-07",
    "events-08",
    "events-09",
    "events-10",
    "events-11",
    "events-12",
    "events-13",
    "events-14",
    "events-15",
];

/// The part that an event belongs to.
#[must_use]
pub fn partition(event: EventId) -> usize {
    let parts = i64::try_from(PARTITIONS).unwrap_or(1);
    usize::try_from(event.get().rem_euclid(parts)).unwrap_or(0)
}

/// The names of the parts' duties.
#[must_use]
pub fn partition_names() -> Vec<String> {
    PARTS.iter().map(|name| (*name).to_owned()).collect()
}

/// Which duties a process has.
#[derive(Clone, Debug)]
pub struct Duties(Kind);

#[derive(Clone, Debug)]
enum Kind {
    All(watch::Sender<u64>),
    None(watch::Sender<u64>),
    Leased(Arc<Leased>),
}

#[derive(Debug)]
struct Leased {
    shared: Shared,
    group: String,
    holder: String,
    names: Vec<String>,
    held: Mutex<Held>,
    changes: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Held {
    leases: BTreeMap<String, (Lease, Instant)>,
    /// Since when nobody can say who holds what.
    unknown_since: Option<Instant>,
}

impl Held {
    fn holds(&self, name: &str) -> bool {
        self.leases.get(name).is_some_and(|(_, end)| Instant::now() < *end)
    }

    fn is_unknown(&self) -> bool {
        self.unknown_since.is_some_and(|since| since.elapsed() > LEASE_LASTS)
    }
}

impl Duties {
    /// All of them: there is no other process.
    #[must_use]
    pub fn all() -> Self {
        Self(Kind::All(watch::Sender::new(0)))
    }

    /// None: others do the work.
    #[must_use]
    pub fn none() -> Self {
        Self(Kind::None(watch::Sender::new(0)))
    }

    /// A share of some duties, among the processes of a group. Nothing is held before
    /// [`Duties::run`].
    #[must_use]
    pub fn shared(shared: Shared, group: &str, holder: &str, names: Vec<String>) -> Self {
        Self(Kind::Leased(Arc::new(Leased {
            shared,
            group: group.to_owned(),
            holder: holder.to_owned(),
            names,
            held: Mutex::default(),
            changes: watch::Sender::new(0),
        })))
    }

    /// Whether a duty is this process's now.
    #[must_use]
    pub fn is_mine(&self, name: &str) -> bool {
        match &self.0 {
            Kind::All(_) => true,
            Kind::None(_) => false,
            Kind::Leased(leased) => {
                let held = leased.lock();
                held.holds(name) || held.is_unknown()
            }
        }
    }

    /// Whether a duty is this process's alone, beyond doubt.
    #[must_use]
    pub fn is_held(&self, name: &str) -> bool {
        match &self.0 {
            Kind::All(_) => true,
            Kind::None(_) => false,
            Kind::Leased(leased) => leased.lock().holds(name),
        }
    }

    /// Which parts of the events are this process's now.
    #[must_use]
    pub fn partitions(&self) -> [bool; PARTITIONS] {
        PARTS.map(|name| self.is_mine(name))
    }

    /// Whether other processes may have some of them.
    #[must_use]
    pub const fn are_shared(&self) -> bool {
        !matches!(self.0, Kind::All(_))
    }

    /// A number that grows when duties come or go.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<u64> {
        match &self.0 {
            Kind::All(changes) | Kind::None(changes) => changes.subscribe(),
            Kind::Leased(leased) => leased.changes.subscribe(),
        }
    }

    /// Asks for duties and keeps them until told to stop; then gives them back, so that another
    /// process need not wait.
    pub async fn run(&self, stop: &CancellationToken) {
        let Kind::Leased(leased) = &self.0 else {
            return;
        };
        loop {
            leased.round().await;
            tokio::select! {
                () = stop.cancelled() => break,
                () = tokio::time::sleep(RENEW_EVERY) => {}
            }
        }
        leased.give_back().await;
    }

    /// Does something whenever a duty is this process's, and breaks it off when it is no longer.
    pub async fn while_mine<F: Future<Output = ()>>(
        &self,
        name: &str,
        stop: &CancellationToken,
        mut work: impl FnMut(CancellationToken) -> F,
    ) {
        let mut changes = self.watch();
        while !stop.is_cancelled() {
            if self.is_mine(name) {
                let child = stop.child_token();
                let watching = async {
                    while self.is_mine(name) {
                        tokio::time::sleep(RENEW_EVERY).await;
                    }
                    child.cancel();
                    std::future::pending::<()>().await;
                };
                tokio::select! {
                    () = work(child.clone()) => {}
                    () = watching => {}
                }
            }
            tokio::select! {
                () = stop.cancelled() => {}
                _ = changes.changed() => {}
                () = tokio::time::sleep(RENEW_EVERY) => {}
            }
        }
    }
}

impl Leased {
    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Renews what is held, gives up what is too much, asks for what is free.
    async fn round(&self) {
        let before = self.names_held();
        match self.try_round().await {
            Ok(()) => self.lock().unknown_since = None,
            Err(error) => {
                let mut held = self.lock();
                if held.unknown_since.is_none() {
                    tracing::warn!(group = self.group, %error, "nobody can say who does what");
                    held.unknown_since = Some(Instant::now());
                }
            }
        }
        let after = self.names_held();
        if before != after || self.lock().is_unknown() {
            self.changes.send_modify(|changes| *changes += 1);
        }
        if before != after {
            tracing::info!(group = self.group, duties = after.join(" "), "duties changed");
        }
    }

    async fn try_round(&self) -> Result<(), CacheError> {
        let present = self.shared.present(&self.group, &self.holder, LEASE_LASTS).await?;
        let share = self.names.len().div_ceil(usize::try_from(present.max(1)).unwrap_or(1));
        let held = self.lock().leases.clone();
        for (index, (name, (lease, _))) in held.iter().enumerate() {
            // Counted from before it was asked for: never longer than whoever gave it counts.
            let end = Instant::now() + LEASE_LASTS;
            if index >= share {
                self.lock().leases.remove(name);
                self.shared.release(lease).await?;
            } else if self.shared.renew(lease, LEASE_LASTS).await? {
                self.lock().leases.insert(name.clone(), (lease.clone(), end));
            } else {
                self.lock().leases.remove(name);
            }
        }
        for name in &self.names {
            let (holds, count) = {
                let held = self.lock();
                (held.leases.contains_key(name), held.leases.len())
            };
            if holds || count >= share {
                continue;
            }
            let end = Instant::now() + LEASE_LASTS;
            let full = format!("{} {name}", self.group);
            if let Some(lease) = self.shared.acquire(&full, &self.holder, LEASE_LASTS).await? {
                self.lock().leases.insert(name.clone(), (lease, end));
            }
        }
        Ok(())
    }

    fn names_held(&self) -> Vec<String> {
        self.lock().leases.keys().cloned().collect()
    }

    async fn give_back(&self) {
        let held = std::mem::take(&mut self.lock().leases);
        for (lease, _) in held.values() {
            if let Err(error) = self.shared.release(lease).await {
                tracing::debug!(%error, "a duty ends by itself");
                break;
            }
        }
        // It is forgotten by itself where it cannot be told.
        let _ = self.shared.leave(&self.group, &self.holder).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn process(shared: &Shared, holder: &str) -> (Duties, Vec<String>) {
        let names: Vec<String> = (0..5).map(|n| format!("feed {n}")).collect();
        (Duties::shared(shared.clone(), "collector", holder, names.clone()), names)
    }

    /// The duties that a process has, by number.
    fn held(process: &(Duties, Vec<String>)) -> Vec<usize> {
        (0..5).filter(|n| process.0.is_mine(&process.1[*n])).collect()
    }

    /// Lets a process work until it dies: nothing is given back.
    fn work(process: &(Duties, Vec<String>)) -> tokio::task::JoinHandle<()> {
        let duties = process.0.clone();
        tokio::spawn(async move { duties.run(&CancellationToken::new()).await })
    }

    #[tokio::test(start_paused = true)]
    async fn duties_are_shared_out_and_taken_over() {
        let shared = Shared::in_process();
        let (one, other) = (process(&shared, "one"), process(&shared, "other"));
        assert_eq!(held(&one), Vec::<usize>::new(), "nothing before it works");
        let working = work(&one);
        tokio::time::sleep(Duration::from_millis(1)).await;
        assert_eq!(held(&one), [0, 1, 2, 3, 4], "alone it has them all");
        let _working = work(&other);
        tokio::time::sleep(RENEW_EVERY * 3).await;
        assert_eq!((held(&one).len(), held(&other).len()), (3, 2));
        let mut all = [held(&one), held(&other)].concat();
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3, 4], "each is somebody's");
        tokio::time::sleep(LEASE_LASTS * 5).await;
        assert_eq!((held(&one).len(), held(&other).len()), (3, 2), "and stays so");

        working.abort();
        let died = Instant::now();
        let mut ended = None;
        while held(&other).len() < 5 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            if held(&one).is_empty() {
                ended.get_or_insert(died.elapsed());
            }
            assert!(held(&one).iter().all(|n| !held(&other).contains(n)), "never two at once");
        }
        assert!(ended.unwrap() <= LEASE_LASTS);
        assert!(died.elapsed() <= Duration::from_secs(15), "{:?}", died.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_stops_gives_its_duties_back() {
        let shared = Shared::in_process();
        let (one, other) = (process(&shared, "one"), process(&shared, "other"));
        let (stop, duties) = (CancellationToken::new(), one.0.clone());
        let told = stop.clone();
        let working = tokio::spawn(async move { duties.run(&told).await });
        let _working = work(&other);
        tokio::time::sleep(RENEW_EVERY * 3).await;
        stop.cancel();
        working.await.unwrap();
        assert_eq!(held(&one), Vec::<usize>::new());
        tokio::time::sleep(RENEW_EVERY + Duration::from_millis(1)).await;
        assert_eq!(held(&other).len(), 5, "without waiting for a lease to end");
    }

    #[tokio::test(start_paused = true)]
    async fn a_task_ends_with_its_duty() {
        let shared = Shared::in_process();
        let one = process(&shared, "one");
        let working = work(&one);
        let (stop, running) = (CancellationToken::new(), std::cell::Cell::new(0));
        let task = one.0.while_mine("feed 0", &stop, |stop| {
            running.set(running.get() + 1);
            async move { stop.cancelled().await }
        });
        let testing = async {
            tokio::time::sleep(RENEW_EVERY * 2).await;
            assert_eq!(running.get(), 1);
            working.abort();
            tokio::time::sleep(LEASE_LASTS * 3).await;
            assert!(!one.0.is_mine("feed 0"));
            let _working = work(&one);
            tokio::time::sleep(LEASE_LASTS).await;
            assert_eq!(running.get(), 2, "it begins again with its duty");
            stop.cancel();
        };
        tokio::join!(task, testing);
    }

    #[test]
    fn every_event_has_one_part() {
        for id in [-17, -1, 0, 1, 15, 16, i64::MAX, i64::MIN] {
            assert!(partition(EventId::new(id)) < PARTITIONS, "{id}");
        }
        assert_eq!(partition(EventId::new(16)), partition(EventId::new(0)));
    }
}
