//! Who is connected, how many, and who makes room.
//!
//! A cap alone lets a slow attacker hold every place. So at the cap the connection that has waited
//! longest without a request is closed for the newcomer: whoever is being answered stays, whoever
//! only sits there goes. Connections that have just begun to wait are left alone, or a flood of
//! newcomers would push out honest ones before their first byte.

use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::combinators::BoxBody;
use hyper::body::{Body, Frame, SizeHint};
use tokio_util::sync::CancellationToken;

use crate::edge::limits::EdgeLimits;

/// How long a connection may wait before it can be asked to make room.
const WAIT_MIN: Duration = Duration::from_millis(200);

/// The open connections.
pub(super) struct Connections {
    total_max: usize,
    per_address_max: usize,
    per_loopback_max: usize,
    opened: Instant,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    next_id: u64,
    open: HashMap<u64, Open>,
    per_address: HashMap<IpAddr, usize>,
}

struct Open {
    address: IpAddr,
    state: Arc<State>,
}

/// What a connection and the table of connections both see.
struct State {
    /// Requests being answered; 0 while waiting.
    busy: AtomicUsize,
    /// Since when it waits, in milliseconds since the table was opened.
    waiting_since_ms: AtomicU64,
    evict: CancellationToken,
}

impl Connections {
    pub(super) fn new(limits: &EdgeLimits) -> Arc<Self> {
        Arc::new(Self {
            total_max: limits.connections_max,
            per_address_max: limits.connections_per_address_max,
            per_loopback_max: limits.connections_per_loopback_max,
            opened: Instant::now(),
            inner: Mutex::default(),
        })
    }

    /// A place for a connection, if need be that of one which only waits; `None` when all are busy.
    pub(super) fn admit(self: &Arc<Self>, address: IpAddr) -> Option<Admission> {
        let address = address.to_canonical();
        let address_max =
            if address.is_loopback() { self.per_loopback_max } else { self.per_address_max };
        let mut inner = self.lock();
        let from_address = inner.per_address.get(&address).copied().unwrap_or(0);
        if from_address >= address_max {
            self.evict(&mut inner, |open| open.address == address)?;
        } else if inner.open.len() >= self.total_max {
            self.evict(&mut inner, |_| true)?;
        }
        let state = Arc::new(State {
            busy: AtomicUsize::new(0),
            waiting_since_ms: AtomicU64::new(self.now_ms()),
            evict: CancellationToken::new(),
        });
        let id = inner.next_id;
        inner.next_id += 1;
        *inner.per_address.entry(address).or_default() += 1;
        inner.open.insert(id, Open { address, state: Arc::clone(&state) });
        Some(Admission { connections: Arc::clone(self), id, state })
    }

    /// Takes the place of the connection that waits longest among some.
    fn evict(&self, inner: &mut Inner, among: impl Fn(&Open) -> bool) -> Option<()> {
        let latest_ms = self.now_ms().checked_sub(millis(WAIT_MIN))?;
        let waiting_since = |open: &Open| open.state.waiting_since_ms.load(Ordering::Relaxed);
        let (&id, _) = inner
            .open
            .iter()
            .filter(|(_, open)| open.state.busy.load(Ordering::Relaxed) == 0)
            .filter(|(_, open)| among(open) && waiting_since(open) <= latest_ms)
            .min_by_key(|(id, open)| (waiting_since(open), **id))?;
        let open = inner.remove(id)?;
        open.state.evict.cancel();
        Some(())
    }

    fn now_ms(&self) -> u64 {
        millis(self.opened.elapsed())
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // The table stays consistent between any two statements that can panic: there are none.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn remove(&mut self, id: u64) -> Option<Open> {
        let open = self.open.remove(&id)?;
        if let Some(count) = self.per_address.get_mut(&open.address) {
            *count -= 1;
            if *count == 0 {
                self.per_address.remove(&open.address);
            }
        }
        Some(open)
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// The place of one connection; given back when dropped.
pub(super) struct Admission {
    connections: Arc<Connections>,
    id: u64,
    state: Arc<State>,
}

impl Admission {
    /// Resolves when the connection must make room.
    pub(super) async fn evicted(&self) {
        self.state.evict.cancelled().await;
    }

    /// Marks the connection as busy until what is returned is dropped.
    pub(super) fn begin(admission: &Arc<Self>) -> Busy {
        admission.state.busy.fetch_add(1, Ordering::Relaxed);
        Busy(Arc::clone(admission))
    }
}

impl Drop for Admission {
    fn drop(&mut self) {
        // An evicted connection is no longer in the table.
        self.connections.lock().remove(self.id);
    }
}

/// A request that is being answered.
pub(super) struct Busy(Arc<Admission>);

impl Drop for Busy {
    fn drop(&mut self) {
        let Admission { connections, state, .. } = &*self.0;
        state.waiting_since_ms.store(connections.now_ms(), Ordering::Relaxed);
        state.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A response body that keeps its connection busy until its last byte is handed over.
pub(super) struct Tracked {
    body: BoxBody<Bytes, io::Error>,
    _busy: Busy,
}

impl Tracked {
    pub(super) const fn new(body: BoxBody<Bytes, io::Error>, busy: Busy) -> Self {
        Self { body, _busy: busy }
    }
}

impl Body for Tracked {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(total: usize, per_address: usize) -> Arc<Connections> {
        Connections::new(&EdgeLimits {
            connections_max: total,
            connections_per_address_max: per_address,
            connections_per_loopback_max: total,
            ..EdgeLimits::default()
        })
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn an_address_has_its_share() {
        let table = table(10, 2);
        let held: Vec<_> = (0..2).map(|_| table.admit(address(1)).unwrap()).collect();
        assert!(table.admit(address(1)).is_none(), "both have only just begun to wait");
        assert!(table.admit(address(2)).is_some());
        drop(held);
        assert!(table.admit(address(1)).is_some());
        assert!(table.lock().per_address.is_empty());
    }

    #[tokio::test]
    async fn who_waits_longest_makes_room_and_who_is_busy_stays() {
        let table = table(2, 2);
        let busy = Arc::new(table.admit(address(1)).unwrap());
        let request = Admission::begin(&busy);
        let idle = table.admit(address(2)).unwrap();
        tokio::time::sleep(WAIT_MIN + Duration::from_millis(50)).await;
        let newcomer = table.admit(address(3)).unwrap();
        tokio::time::timeout(Duration::from_secs(1), idle.evicted()).await.unwrap();
        assert!(!busy.state.evict.is_cancelled());
        drop(idle);
        assert_eq!(table.lock().open.len(), 2);
        drop((request, busy, newcomer));
        assert!(table.lock().open.is_empty());
    }

    #[test]
    fn a_mapped_address_is_the_same_address() {
        let table = table(10, 1);
        let _held = table.admit("::ffff:192.0.2.1".parse().unwrap()).unwrap();
        assert!(table.admit(address(1)).is_none());
    }
}
