//! Whose keys these are.
//!
//! One key, the *mark*, says which installation the keys under the prefix belong to. Where it says
//! another, or where there are keys without a mark, nothing is touched. Where there is nothing at
//! all, Redis is new or has lost what it held: it is marked, and for some seconds no budget is spent
//! from, until every process has said how much it knows to be spent.

use ::redis::RedisResult;
use ::redis::aio::MultiplexedConnection;

use super::link::Link;
use crate::cache::CacheError;

/// The layout of the keys.
const SCHEMA: u32 = 1;
/// How long budgets wait after everything was lost: longer than any process is away without trying
/// again.
const SETTLING_MS: u64 = 3_000;
/// Keys looked at in one step, and steps at most.
const SCAN_COUNT: u32 = 1_000;
const SCANS_MAX: u32 = 1_000;

const MARK: &str = "
if redis.call('SET', KEYS[1], ARGV[1], 'NX') then
  redis.call('SET', KEYS[2], '1', 'PX', ARGV[2])
end
return redis.call('GET', KEYS[1])";

/// Makes sure that the keys are ours, or that there are none.
///
/// # Errors
/// The outer one is Redis's own; the inner one says that they are somebody else's.
pub(super) async fn check(
    connection: &mut MultiplexedConnection,
    link: &Link,
) -> RedisResult<Result<(), CacheError>> {
    let mark_key = link.key("installation", "mark");
    let mut mark: Option<String> =
        ::redis::cmd("GET").arg(&mark_key).query_async(connection).await?;
    if mark.is_none() {
        if has_keys(connection, link).await? {
            return Ok(Err(foreign(link, "of another program".to_owned())));
        }
        let ours = format!("monps {SCHEMA} {}", link.installation);
        let script = ::redis::Script::new(MARK);
        let mut invocation = script.prepare_invoke();
        invocation.key(mark_key).key(settling_key(link)).arg(ours).arg(SETTLING_MS);
        mark = Some(invocation.invoke_async(connection).await?);
    }
    Ok(judge(link, mark.as_deref().unwrap_or_default()))
}

/// The key that is there while budgets wait.
pub(super) fn settling_key(link: &Link) -> String {
    link.key("installation", "settling")
}

/// Whose keys there are, as far as can be seen without changing anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// There are none under the prefix.
    Nothing,
    /// Those of an installation.
    Installation(String),
    /// Those of another program, or of another version of this one.
    Strange,
}

/// Looks whose keys there are.
///
/// # Errors
/// Redis's own.
pub(super) async fn look(connection: &mut MultiplexedConnection, link: &Link) -> RedisResult<Mark> {
    let mark = link.key("installation", "mark");
    let mark: Option<String> = ::redis::cmd("GET").arg(mark).query_async(connection).await?;
    let ours = format!("monps {SCHEMA} ");
    Ok(match mark {
        Some(mark) => mark
            .strip_prefix(&ours)
            .map_or(Mark::Strange, |installation| Mark::Installation(installation.to_owned())),
        None if has_keys(connection, link).await? => Mark::Strange,
        None => Mark::Nothing,
    })
}

fn judge(link: &Link, mark: &str) -> Result<(), CacheError> {
    let mut words = mark.split(' ');
    let (product, schema, installation) = (words.next(), words.next(), words.next());
    let schema = schema.and_then(|schema| schema.parse::<u32>().ok());
    let whose = match (product, schema, installation) {
        (Some("monps"), Some(SCHEMA), Some(theirs)) if theirs == link.installation => return Ok(()),
        (Some("monps"), Some(schema), Some(theirs)) if theirs == link.installation => {
            format!(
                "written by another version of monps (layout {schema}, this one knows {SCHEMA})"
            )
        }
        (Some("monps"), Some(_), Some(theirs)) => format!("of another installation ({theirs})"),
        _ => "of another program".to_owned(),
    };
    Err(foreign(link, whose))
}

fn foreign(link: &Link, whose: String) -> CacheError {
    let (prefix, ours) = (format!("{}:", link.prefix()), link.installation.clone());
    CacheError::Foreign { prefix, whose, ours }
}

/// Whether anything begins with the prefix.
async fn has_keys(connection: &mut MultiplexedConnection, link: &Link) -> RedisResult<bool> {
    let mut cursor = 0_u64;
    for _ in 0..SCANS_MAX {
        let (next, found): (u64, Vec<String>) = ::redis::cmd("SCAN")
            .arg(cursor)
            .arg("MATCH")
            .arg(format!("{}:*", link.prefix()))
            .arg("COUNT")
            .arg(SCAN_COUNT)
            .query_async(connection)
            .await?;
        if !found.is_empty() {
            return Ok(true);
        }
        if next == 0 {
            return Ok(false);
        }
        cursor = next;
    }
    Ok(false)
}
