//! Making room ahead, and dropping what is past its keeping.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use monps_core::time::{TimeDelta, Timestamp};
use sqlx::{AssertSqlSafe, Row};

use super::parts::{Part, lock, make};
use super::{Engine, Layout};
use crate::store::StoreError;
use crate::store::postgres::PgStore;
use crate::store::postgres::error::refused;

/// How many partitions stand ready after the one of today.
const PARTS_AHEAD: usize = 2;
/// Marks whose changes are kept: a day of a batch a second.
const MARKS_KEPT: i64 = 100_000;

/// Does what is due; says in words what it did.
pub(in crate::store::postgres) async fn upkeep(
    store: &PgStore,
    now: Timestamp,
) -> Result<Vec<String>, StoreError> {
    let layout = store.layout().await?;
    let mut done = Vec::new();
    if layout.engine == Engine::Partitions {
        let made = make(store, ahead(layout, now)).await?;
        done.extend(made.into_iter().map(|part| format!("made the partition {}", part.name())));
    }
    sqlx::query(
        "DELETE FROM odds_changes WHERE mark <= (SELECT mark FROM odds_totals WHERE id = 1) - $1",
    )
    .bind(MARKS_KEPT)
    .execute(&store.write)
    .await
    .map_err(refused("drop notes of old changes"))?;
    if let Some(days) = store.options.odds_kept_days {
        let before = now - TimeDelta::days(i64::from(days));
        done.extend(drop_before(store, layout, before).await?);
    }
    Ok(done)
}

fn ahead(layout: Layout, now: Timestamp) -> BTreeSet<Part> {
    let first = Part::of(now, layout);
    std::iter::successors(Some(first), |part| Some(part.next(layout)))
        .take(PARTS_AHEAD + 1)
        .collect()
}

/// Drops the partitions or chunks that lie whole before an instant, and takes their rows off the
/// totals.
async fn drop_before(
    store: &PgStore,
    layout: Layout,
    before: Timestamp,
) -> Result<Vec<String>, StoreError> {
    let mut transaction = store.begin().await?;
    lock(&mut transaction).await?;
    let old = match layout.engine {
        Engine::Partitions => sqlx::query(
            // The name of a partition says where it ends: a month, or a year.
            "SELECT c.relname::text AS name, c.oid::regclass::text AS place FROM pg_inherits i
             JOIN pg_class c ON c.oid = i.inhrelid
             CROSS JOIN LATERAL regexp_match(c.relname, '^odds_history_(\\d+)(?:_(\\d+))?$') AS n
             WHERE i.inhparent = 'odds_history'::regclass AND n[1] IS NOT NULL
               AND make_timestamptz(n[1]::integer, coalesce(n[2]::integer, 1), 1, 0, 0, 0, 'UTC')
                   + CASE WHEN n[2] IS NULL THEN INTERVAL '1 year' ELSE INTERVAL '1 month' END
                   <= $1
             ORDER BY 1",
        ),
        Engine::TimescaleDb => sqlx::query(
            "SELECT c::text AS name, c::text AS place
             FROM show_chunks('odds_history', older_than => $1) AS c ORDER BY 1",
        ),
    }
    .bind(before)
    .fetch_all(&mut *transaction)
    .await
    .map_err(refused("look for old prices"))?;
    let mut done = Vec::new();
    for row in &old {
        let name: String = row.try_get("name").map_err(refused("look for old prices"))?;
        let place: String = row.try_get("place").map_err(refused("look for old prices"))?;
        // Both come from the server's catalogue, quoted where they need it.
        let taken = format!(
            "WITH gone AS (SELECT count(*) AS quotes FROM {place})
             UPDATE odds_totals SET mark = mark + 1, quotes = odds_totals.quotes - gone.quotes
             FROM gone WHERE id = 1 RETURNING gone.quotes"
        );
        let quotes: i64 = sqlx::query_scalar(AssertSqlSafe(taken))
            .fetch_one(&mut *transaction)
            .await
            .map_err(refused("count old prices"))?;
        if layout.engine == Engine::Partitions {
            sqlx::raw_sql(AssertSqlSafe(format!("DROP TABLE {place}")))
                .execute(&mut *transaction)
                .await
                .map_err(refused("drop old prices"))?;
        }
        done.push(format!("dropped {name} with {quotes} prices"));
    }
    if layout.engine == Engine::TimescaleDb && !old.is_empty() {
        sqlx::query("SELECT drop_chunks('odds_history', older_than => $1)")
            .bind(before)
            .execute(&mut *transaction)
            .await
            .map_err(refused("drop old prices"))?;
    }
    transaction.commit().await.map_err(refused("drop old prices"))?;
    store.parts.lock().unwrap_or_else(PoisonError::into_inner).retain(|part| part.until() > before);
    Ok(done)
}
