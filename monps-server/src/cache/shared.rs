//! What processes share, whatever it is kept in: Redis where one is configured, else this process.
//!
//! While Redis is away everything goes on:
//!
//! | what | then |
//! |---|---|
//! | answers | are kept and found in this process |
//! | signals | reach this process; the others look at everything once it is back |
//! | turns | are given by this process |
//! | leases | count until their end; after it nobody can say, and the store's own guards decide |
//! | budgets | are not spent from: a call that cannot be counted is not made |

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;

use super::answers::{Answers, KeptAnswer};
use super::budgets::{Budget, Budgets, Reserved, Settled};
use super::leases::{Lease, Leases};
use super::redis::{Redis, RedisOptions};
use super::signals::{Heard, Listener, Signal, Signals};
use super::turns::{Pace, Turns};
use super::{CacheError, Memory};
use crate::clock::Clock;

/// What processes share.
#[derive(Clone, Debug)]
pub struct Shared {
    memory: Arc<Memory>,
    redis: Option<Arc<Redis>>,
}

impl Shared {
    /// Kept in this process.
    #[must_use]
    pub fn in_process() -> Self {
        Self { memory: Arc::new(Memory::new()), redis: None }
    }

    /// Kept in Redis.
    ///
    /// # Errors
    /// [`CacheError`] as [`Redis::open`].
    pub async fn in_redis(options: &RedisOptions, clock: Clock) -> Result<Self, CacheError> {
        let memory = Arc::new(Memory::new());
        let redis = Redis::open(options, Arc::clone(&memory), clock).await?;
        Ok(Self { memory, redis: Some(Arc::new(redis)) })
    }

    /// Whether other processes share it.
    #[must_use]
    pub const fn is_between_processes(&self) -> bool {
        self.redis.is_some()
    }

    /// Since when and why other processes are out of reach; none while they are not, or where there
    /// are none.
    #[must_use]
    pub fn away(&self) -> Option<CacheError> {
        self.redis.as_ref().and_then(|redis| redis.away())
    }
}

impl Default for Shared {
    fn default() -> Self {
        Self::in_process()
    }
}

#[async_trait]
impl Answers for Shared {
    async fn answers(&self, keys: &[String]) -> Result<Vec<Option<KeptAnswer>>, CacheError> {
        match &self.redis {
            Some(redis) if redis.away().is_none() => match redis.answers(keys).await {
                Err(error) if error.is_retryable() => self.memory.answers(keys).await,
                outcome => outcome,
            },
            _ => self.memory.answers(keys).await,
        }
    }

    async fn keep(
        &self,
        answers: &[(String, KeptAnswer)],
        for_at_most: Duration,
    ) -> Result<(), CacheError> {
        match &self.redis {
            Some(redis) if redis.away().is_none() => match redis.keep(answers, for_at_most).await {
                Err(error) if error.is_retryable() => self.memory.keep(answers, for_at_most).await,
                outcome => outcome,
            },
            _ => self.memory.keep(answers, for_at_most).await,
        }
    }

    async fn forget(&self, key: &str) -> Result<(), CacheError> {
        self.memory.forget(key).await?;
        match &self.redis {
            Some(redis) => redis.forget(key).await,
            None => Ok(()),
        }
    }
}

#[async_trait]
impl Budgets for Shared {
    async fn reserve(
        &self,
        source: &str,
        known: &Budget,
        cost: u32,
        limit: u32,
    ) -> Result<Reserved, CacheError> {
        match &self.redis {
            Some(redis) => redis.reserve(source, known, cost, limit).await,
            None => self.memory.reserve(source, known, cost, limit).await,
        }
    }

    async fn settle(&self, source: &str, settled: Settled) -> Result<Option<Budget>, CacheError> {
        match &self.redis {
            Some(redis) => redis.settle(source, settled).await,
            None => self.memory.settle(source, settled).await,
        }
    }

    async fn raise(&self, source: &str, known: &Budget) -> Result<Budget, CacheError> {
        match &self.redis {
            Some(redis) => redis.raise(source, known).await,
            None => self.memory.raise(source, known).await,
        }
    }

    async fn budget(&self, source: &str) -> Result<Option<Budget>, CacheError> {
        match &self.redis {
            Some(redis) => redis.budget(source).await,
            None => self.memory.budget(source).await,
        }
    }
}

#[async_trait]
impl Turns for Shared {
    async fn turn(
        &self,
        name: &str,
        pace: Pace,
        wait_max: Duration,
    ) -> Result<Option<Duration>, CacheError> {
        match &self.redis {
            Some(redis) => match redis.turn(name, pace, wait_max).await {
                Err(error) if error.is_retryable() => self.memory.turn(name, pace, wait_max).await,
                outcome => outcome,
            },
            None => self.memory.turn(name, pace, wait_max).await,
        }
    }
}

#[async_trait]
impl Leases for Shared {
    async fn acquire(
        &self,
        name: &str,
        holder: &str,
        lasts: Duration,
    ) -> Result<Option<Lease>, CacheError> {
        match &self.redis {
            Some(redis) => redis.acquire(name, holder, lasts).await,
            None => self.memory.acquire(name, holder, lasts).await,
        }
    }

    async fn renew(&self, lease: &Lease, lasts: Duration) -> Result<bool, CacheError> {
        match &self.redis {
            Some(redis) => redis.renew(lease, lasts).await,
            None => self.memory.renew(lease, lasts).await,
        }
    }

    async fn release(&self, lease: &Lease) -> Result<bool, CacheError> {
        match &self.redis {
            Some(redis) => redis.release(lease).await,
            None => self.memory.release(lease).await,
        }
    }

    async fn present(&self, group: &str, holder: &str, lasts: Duration) -> Result<u32, CacheError> {
        match &self.redis {
            Some(redis) => redis.present(group, holder, lasts).await,
            None => self.memory.present(group, holder, lasts).await,
        }
    }

    async fn leave(&self, group: &str, holder: &str) -> Result<(), CacheError> {
        match &self.redis {
            Some(redis) => redis.leave(group, holder).await,
            None => self.memory.leave(group, holder).await,
        }
    }
}

impl Signals for Shared {
    fn tell(&self, sender: &str, signal: Signal) {
        self.memory.tell(sender, signal.clone());
        if let Some(redis) = &self.redis {
            redis.tell_others(Heard { sender: sender.into(), signal });
        }
    }

    fn listen(&self) -> Listener {
        self.memory.listen()
    }
}
