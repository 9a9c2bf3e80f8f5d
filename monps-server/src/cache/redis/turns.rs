//! Turns in Redis, by its clock.

use std::time::Duration;

use ::redis::Script;
use async_trait::async_trait;

use super::Redis;
use crate::cache::CacheError;
use crate::cache::turns::{Pace, Turns};

/// KEYS: the arrival time. ARGV, in microseconds: interval, tolerance, longest wait.
const TURN: &str = "
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local base = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local wait = math.max(base - now - ARGV[2], 0)
if wait > tonumber(ARGV[3]) then return -1 end
local arrival = base + ARGV[1]
local lasts = math.ceil((arrival - now) / 1000) + 1
redis.call('SET', KEYS[1], string.format('%.0f', arrival), 'PX', lasts)
return wait";

#[async_trait]
impl Turns for Redis {
    async fn turn(
        &self,
        name: &str,
        pace: Pace,
        wait_max: Duration,
    ) -> Result<Option<Duration>, CacheError> {
        let key = self.link.key("turn", name);
        let work = |mut connection| async move {
            let script = Script::new(TURN);
            let mut call = script.key(key);
            call.arg(us(pace.interval)).arg(us(pace.tolerance())).arg(us(wait_max));
            call.invoke_async::<i64>(&mut connection).await
        };
        let wait = self.link.with("give a turn", work).await?;
        Ok(u64::try_from(wait).ok().map(Duration::from_micros))
    }
}

/// Whole microseconds, small enough to stay exact in Lua's numbers.
fn us(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX).min(1 << 50)
}
