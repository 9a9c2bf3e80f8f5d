//! Leases in Redis: a key that ends by itself, and beside it the last token of its name.
//!
//! A token is the instant of its lease by Redis's clock, or one more than the last if that is higher:
//! so tokens grow even after Redis has lost what it held.

use std::time::Duration;

use ::redis::Script;
use async_trait::async_trait;

use super::Redis;
use super::answers::ms;
use crate::cache::CacheError;
use crate::cache::leases::{Lease, Leases};

/// KEYS: lease, last token. ARGV: holder, milliseconds.
const ACQUIRE: &str = "
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local time = redis.call('TIME')
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
local token = string.format('%.0f', math.max(last + 1, time[1] * 1000000 + time[2]))
redis.call('SET', KEYS[2], token)
redis.call('SET', KEYS[1], token .. ' ' .. ARGV[1], 'PX', ARGV[2])
return tonumber(token)";

/// KEYS: lease. ARGV: what it holds, milliseconds.
const RENEW: &str = "
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])";

/// KEYS: lease. ARGV: what it holds.
const RELEASE: &str = "
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])";

/// KEYS: the holders that are there, by when they will be forgotten. ARGV: holder, milliseconds.
const PRESENT: &str = "
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZCARD', KEYS[1])";

#[async_trait]
impl Leases for Redis {
    async fn acquire(
        &self,
        name: &str,
        holder: &str,
        lasts: Duration,
    ) -> Result<Option<Lease>, CacheError> {
        let (lease, last) = (self.link.key("lease", name), self.link.key("token", name));
        let work = |mut connection| async move {
            let script = Script::new(ACQUIRE);
            let mut call = script.key(lease);
            call.key(last).arg(holder).arg(ms(lasts));
            call.invoke_async::<u64>(&mut connection).await
        };
        let token = self.link.with("give a lease", work).await?;
        let lease = || Lease { name: name.to_owned(), holder: holder.to_owned(), token };
        Ok((token > 0).then(lease))
    }

    async fn renew(&self, lease: &Lease, lasts: Duration) -> Result<bool, CacheError> {
        let (key, held) = (self.link.key("lease", &lease.name), held(lease));
        let work = |mut connection| async move {
            let script = Script::new(RENEW);
            let mut call = script.key(key);
            call.arg(held).arg(ms(lasts));
            call.invoke_async::<bool>(&mut connection).await
        };
        self.link.with("renew a lease", work).await
    }

    async fn release(&self, lease: &Lease) -> Result<bool, CacheError> {
        let (key, held) = (self.link.key("lease", &lease.name), held(lease));
        let work = |mut connection| async move {
            let script = Script::new(RELEASE);
            let mut call = script.key(key);
            call.arg(held);
            call.invoke_async::<bool>(&mut connection).await
        };
        self.link.with("take a lease back", work).await
    }

    async fn present(&self, group: &str, holder: &str, lasts: Duration) -> Result<u32, CacheError> {
        let key = self.link.key("present", group);
        let work = |mut connection| async move {
            let script = Script::new(PRESENT);
            let mut call = script.key(key);
            call.arg(holder).arg(ms(lasts));
            call.invoke_async::<u32>(&mut connection).await
        };
        self.link.with("count who is there", work).await
    }

    async fn leave(&self, group: &str, holder: &str) -> Result<(), CacheError> {
        let mut command = ::redis::cmd("ZREM");
        command.arg(self.link.key("present", group)).arg(holder);
        let work = |mut connection| async move { command.query_async(&mut connection).await };
        self.link.with("let a holder go", work).await
    }
}

/// What the key of a lease holds.
fn held(lease: &Lease) -> String {
    format!("{} {}", lease.token, lease.holder)
}
