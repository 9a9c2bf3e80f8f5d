//! Budgets in Redis: a hash each, changed by scripts, so that no two processes ever spend the same.
//!
//! Fields: `p` period, `u` used, `f` in flight, `l` when what is in flight has been lost, `c` 1 if calls
//! crossed since there were none in flight, `t` what the source told.

use ::redis::{RedisResult, Script, Value};
use async_trait::async_trait;
use monps_core::time::NaiveDate;

use super::Redis;
use super::answers::ms;
use super::owner::settling_key;
use crate::cache::CacheError;
use crate::cache::budgets::{BUDGET_KEPT, Budget, Budgets, FLIGHT_MAX, Reserved, Settled};

/// Reads the hash, and gives up what is in flight for too long.
const READ: &str = "
local function number(x) if x == false or x == '' then return nil end return tonumber(x) end
local b = redis.call('HMGET', KEYS[1], 'p', 'u', 'f', 'l', 't', 'c')
local p, u, f, l, t = b[1], number(b[2]) or 0, number(b[3]) or 0, number(b[4]) or 0, number(b[5])
local c = number(b[6]) or 0
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if f > 0 and now >= l then
  u = u + f
  if t then t = math.max(t - f, 0) end
  f = 0
end
local function write(lasts)
  redis.call('HSET', KEYS[1], 'p', p, 'u', u, 'f', f, 'l', l, 't', t or '', 'c', c)
  redis.call('PEXPIRE', KEYS[1], lasts)
end";

/// ARGV: period, used, told, how long the hash is kept.
const LEARN: &str = "
local known_used, known_told = tonumber(ARGV[2]), number(ARGV[3])
if not p or ARGV[1] > p then
  p, u, f, t = ARGV[1], known_used, 0, known_told
elseif ARGV[1] == p then
  u = math.max(u, known_used)
  t = t or known_told
end";

/// ARGV further: cost, limit, how long a call may be in flight. KEYS[2] is there while budgets wait.
const RESERVE: &str = "
local left = ARGV[6] - u
if t and t < left then left = t end
local granted = 0
if redis.call('EXISTS', KEYS[2]) == 1 then
  granted = -1
elseif tonumber(ARGV[5]) <= left - f then
  granted = 1
  if f > 0 then c = 1 end
  f = f + ARGV[5]
  l = now + ARGV[7]
end
write(ARGV[4])
return {granted, p, u, f, t or -1}";

const RAISE: &str = "
write(ARGV[4])
return {1, p, u, f, t or -1}";

/// ARGV: reserved, cost, told, how long the hash is kept.
const SETTLE: &str = "
if not p then return false end
local cost, told = tonumber(ARGV[2]), number(ARGV[3])
f = math.max(f - ARGV[1], 0)
u = u + cost
if told and t and c == 1 then t = math.min(t, told)
elseif told then t = told
elseif t then t = math.max(t - cost, 0) end
if f == 0 then c = 0 end
write(ARGV[4])
return {1, p, u, f, t or -1}";

const LOOK: &str = "
if not p then return false end
return {1, p, u, f, t or -1}";

/// What a script answers: 1 if it was granted, -1 while budgets wait; and the budget after it.
type Told = Option<(i64, String, u32, u32, i64)>;

#[async_trait]
impl Budgets for Redis {
    async fn reserve(
        &self,
        source: &str,
        known: &Budget,
        cost: u32,
        limit: u32,
    ) -> Result<Reserved, CacheError> {
        let mut arguments = learned(known);
        arguments.extend([cost.to_string(), limit.to_string(), ms(FLIGHT_MAX).to_string()]);
        let told = self.budget_script(source, &[READ, LEARN, RESERVE], arguments).await?;
        let (granted, budget) = told.ok_or_else(unread)?;
        Ok(if granted { Reserved::Granted(budget) } else { Reserved::Refused(budget) })
    }

    async fn settle(&self, source: &str, settled: Settled) -> Result<Option<Budget>, CacheError> {
        let arguments = vec![
            settled.reserved.to_string(),
            settled.cost.to_string(),
            number(settled.told),
            ms(BUDGET_KEPT).to_string(),
        ];
        let told = self.budget_script(source, &[READ, SETTLE], arguments).await?;
        Ok(told.map(|(_, budget)| budget))
    }

    async fn raise(&self, source: &str, known: &Budget) -> Result<Budget, CacheError> {
        let told = self.budget_script(source, &[READ, LEARN, RAISE], learned(known)).await?;
        told.map(|(_, budget)| budget).ok_or_else(unread)
    }

    async fn budget(&self, source: &str) -> Result<Option<Budget>, CacheError> {
        let told = self.budget_script(source, &[READ, LOOK], Vec::new()).await?;
        Ok(told.map(|(_, budget)| budget))
    }
}

impl Redis {
    async fn budget_script(
        &self,
        source: &str,
        parts: &[&str],
        arguments: Vec<String>,
    ) -> Result<Option<(bool, Budget)>, CacheError> {
        let key = self.link.key("budget", source);
        let settling = settling_key(&self.link);
        let script = Script::new(&parts.concat());
        let work = |mut connection| async move {
            let mut call = script.key(key);
            call.key(settling).arg(arguments);
            read(call.invoke_async::<Value>(&mut connection).await?)
        };
        let Some((granted, period, used, reserved, told)) =
            self.link.with("count a budget", work).await?
        else {
            return Ok(None);
        };
        let period_start: NaiveDate = period.parse().map_err(|_| unread())?;
        let told = u32::try_from(told).ok();
        if granted < 0 {
            return Err(CacheError::Settling);
        }
        Ok(Some((granted == 1, Budget { period_start, used, reserved, told })))
    }
}

/// Nil for a budget that nobody spent from yet.
fn read(value: Value) -> RedisResult<Told> {
    match value {
        Value::Nil => Ok(None),
        value => Ok(Some(::redis::from_redis_value(value)?)),
    }
}

fn learned(known: &Budget) -> Vec<String> {
    vec![
        known.period_start.to_string(),
        known.used.to_string(),
        number(known.told),
        ms(BUDGET_KEPT).to_string(),
    ]
}

fn number(number: Option<u32>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

fn unread() -> CacheError {
    let reason = "what it holds of a budget cannot be read".to_owned();
    CacheError::Refused { what: "count a budget", reason }
}
