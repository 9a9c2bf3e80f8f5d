//! Partitions of the history: a year long where it comes from files of the past, else a month.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use monps_core::time::{Datelike, NaiveDate, NaiveTime, Timestamp};
use sqlx::{AssertSqlSafe, PgConnection};

use super::{Engine, Layout, month};
use crate::store::postgres::PgStore;
use crate::store::postgres::error::refused;
use crate::store::{QuoteRow, StoreError};

/// What the advisory lock of partitions is called: "parts" in ASCII.
const LOCK: i64 = 0x70_61_72_74_73;

/// A partition, by where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::store::postgres) struct Part {
    from: NaiveDate,
    is_year: bool,
}

impl Part {
    /// The partition of an instant.
    pub(super) fn of(instant: Timestamp, layout: Layout) -> Self {
        let from = month(instant);
        if from.year() < layout.monthly_from {
            let from = from.with_month(1).unwrap_or(from);
            Self { from, is_year: true }
        } else {
            Self { from, is_year: false }
        }
    }

    /// The one after it.
    pub(super) fn next(self, layout: Layout) -> Self {
        Self::of(self.until(), layout)
    }

    /// Its first instant.
    fn begin(self) -> Timestamp {
        self.from.and_time(NaiveTime::MIN).and_utc()
    }

    /// The first instant after it.
    pub(super) fn until(self) -> Timestamp {
        let months = chrono::Months::new(if self.is_year { 12 } else { 1 });
        let next = self.from.checked_add_months(months).unwrap_or(NaiveDate::MAX);
        next.and_time(NaiveTime::MIN).and_utc()
    }

    /// The name of its table.
    pub(super) fn name(self) -> String {
        if self.is_year {
            format!("odds_history_{}", self.from.year())
        } else {
            format!("odds_history_{}_{:02}", self.from.year(), self.from.month())
        }
    }

    /// The statement that makes it. Attaching lets others read and write meanwhile, which CREATE
    /// TABLE … PARTITION OF would not.
    fn sql(self) -> String {
        let name = self.name();
        format!(
            "CREATE TABLE \"{name}\"
                 (LIKE odds_history INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
             ALTER TABLE odds_history ATTACH PARTITION \"{name}\"
                 FOR VALUES FROM (to_timestamp({})) TO (to_timestamp({}))",
            self.begin().timestamp(),
            self.until().timestamp()
        )
    }
}

/// Makes the partitions that rows will go into, where there are partitions.
pub(in crate::store::postgres) async fn ensure(
    store: &PgStore,
    rows: &[QuoteRow],
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    ensure_at(store, rows.iter().map(|row| row.observed.source_at)).await
}

/// The same for rows of some instants.
pub(in crate::store::postgres) async fn ensure_at(
    store: &PgStore,
    instants: impl Iterator<Item = Timestamp> + Send,
) -> Result<(), StoreError> {
    let layout = store.layout().await?;
    if layout.engine == Engine::TimescaleDb {
        return Ok(());
    }
    make(store, instants.map(|instant| Part::of(instant, layout)).collect()).await?;
    Ok(())
}

/// Makes those that are not there; answers which.
pub(super) async fn make(
    store: &PgStore,
    mut wanted: BTreeSet<Part>,
) -> Result<Vec<Part>, StoreError> {
    {
        let known = store.parts.lock().unwrap_or_else(PoisonError::into_inner);
        wanted.retain(|part| !known.contains(part));
    }
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut transaction = store.begin().await?;
    lock(&mut transaction).await?;
    let mut made = Vec::new();
    for part in &wanted {
        if !exists(&mut transaction, *part).await? {
            sqlx::raw_sql(AssertSqlSafe(part.sql()))
                .execute(&mut *transaction)
                .await
                .map_err(refused("make a partition"))?;
            made.push(*part);
        }
    }
    transaction.commit().await.map_err(refused("make partitions"))?;
    store.parts.lock().unwrap_or_else(PoisonError::into_inner).extend(wanted);
    Ok(made)
}

/// One process at a time makes and drops partitions.
pub(super) async fn lock(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query("SELECT pg_advisory_xact_lock($1)")
        .bind(LOCK)
        .execute(connection)
        .await
        .map_err(refused("wait for another's partitions"))?;
    Ok(())
}

async fn exists(connection: &mut PgConnection, part: Part) -> Result<bool, StoreError> {
    sqlx::query_scalar("SELECT to_regclass(quote_ident($1)) IS NOT NULL")
        .bind(part.name())
        .fetch_one(connection)
        .await
        .map_err(refused("look for a partition"))
}

#[cfg(test)]
mod tests {
    use monps_core::time::parse_timestamp;

    use super::*;

    fn part(instant: &str) -> Part {
        let layout = Layout { engine: Engine::Partitions, monthly_from: 2026 };
        Part::of(parse_timestamp(instant).unwrap(), layout)
    }

    #[test]
    fn years_before_the_first_month_and_months_from_it_on() {
        assert_eq!(part("1999-12-31T23:59:59.999Z").name(), "odds_history_1999");
        assert_eq!(part("2025-12-31T23:59:59.999Z").name(), "odds_history_2025");
        assert_eq!(part("2026-01-01T00:00:00Z").name(), "odds_history_2026_01");
        assert_eq!(part("2026-12-31T23:59:59Z").name(), "odds_history_2026_12");
    }

    #[test]
    fn each_begins_where_the_one_before_it_ends() {
        let layout = Layout { engine: Engine::Partitions, monthly_from: 2026 };
        let mut one = part("2024-05-05T00:00:00Z");
        for _ in 0..30 {
            let next = one.next(layout);
            assert_eq!(one.until(), next.begin());
            one = next;
        }
        assert_eq!(one.name(), "odds_history_2028_05");
    }
}
