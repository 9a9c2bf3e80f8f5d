//! Leases given by this process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use tokio::time::Instant;

use super::Memory;
use crate::cache::CacheError;
use crate::cache::leases::{Lease, Leases};

#[derive(Debug, Default)]
pub(super) struct GivenLeases(Mutex<Given>);

#[derive(Debug, Default)]
struct Given {
    standing: HashMap<String, (Lease, Instant)>,
    last_token: u64,
    present: HashMap<String, HashMap<String, Instant>>,
}

impl GivenLeases {
    fn lock(&self) -> MutexGuard<'_, Given> {
        let mut given = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        given.standing.retain(|_, (_, end)| *end > now);
        for group in given.present.values_mut() {
            group.retain(|_, end| *end > now);
        }
        given
    }
}

impl Given {
    fn is_standing(&self, lease: &Lease) -> bool {
        self.standing.get(&lease.name).is_some_and(|(standing, _)| standing == lease)
    }
}

#[async_trait]
impl Leases for Memory {
    async fn acquire(
        &self,
        name: &str,
        holder: &str,
        lasts: Duration,
    ) -> Result<Option<Lease>, CacheError> {
        let mut given = self.leases.lock();
        if given.standing.contains_key(name) {
            return Ok(None);
        }
        given.last_token += 1;
        let lease =
            Lease { name: name.to_owned(), holder: holder.to_owned(), token: given.last_token };
        given.standing.insert(name.to_owned(), (lease.clone(), Instant::now() + lasts));
        Ok(Some(lease))
    }

    async fn renew(&self, lease: &Lease, lasts: Duration) -> Result<bool, CacheError> {
        let mut given = self.leases.lock();
        let is_standing = given.is_standing(lease);
        if is_standing {
            given.standing.insert(lease.name.clone(), (lease.clone(), Instant::now() + lasts));
        }
        Ok(is_standing)
    }

    async fn release(&self, lease: &Lease) -> Result<bool, CacheError> {
        let mut given = self.leases.lock();
        let is_standing = given.is_standing(lease);
        if is_standing {
            given.standing.remove(&lease.name);
        }
        Ok(is_standing)
    }

    async fn present(&self, group: &str, holder: &str, lasts: Duration) -> Result<u32, CacheError> {
        let mut given = self.leases.lock();
        let group = given.present.entry(group.to_owned()).or_default();
        group.insert(holder.to_owned(), Instant::now() + lasts);
        Ok(u32::try_from(group.len()).unwrap_or(u32::MAX))
    }

    async fn leave(&self, group: &str, holder: &str) -> Result<(), CacheError> {
        if let Some(group) = self.leases.lock().present.get_mut(group) {
            group.remove(holder);
        }
        Ok(())
    }
}
