//! Writing a batch: new catalogue rows, prices and results in one transaction.

use std::collections::BTreeMap;

use monps_core::time::{Datelike, NaiveDate, TimeDelta, Timestamp};
use sqlx::{Acquire, AssertSqlSafe, PgConnection};

use super::super::PgStore;
use super::super::columns::{at, get};
use super::super::error::{UNIQUE_VIOLATION, code, refused};
use super::super::layout;
use super::super::matching::check_joins;
use super::super::results::keep_reports;
use super::catalogue::write_catalogue;
use super::rows::{COPY, Columns, copy_text, each_once};
use super::streams;
use crate::store::{Appended, Batch, QuoteRow, ResultRow, StoreError};

/// From so many rows on, COPY is worth its two round trips.
const COPY_ROWS_MIN: usize = 200;
/// Rows of one statement.
const ROWS_MAX: usize = 20_000;
/// The same where COPY does not get through: what stands between may take no large messages either.
const ROWS_MAX_BETWEEN: usize = 400;
/// A row that comes so long after its time is noted by the month it goes into.
pub(in crate::store::postgres) const LATE: TimeDelta = TimeDelta::days(35);

const INSERT: &str = "WITH written AS (
    INSERT INTO odds_history (selection_id, venue_id, side, source_id, stream_id, source_at,
        observed_at, approximate, price, quoted, available, stake_max)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::bigint[], $5::integer[],
        $6::timestamptz[], $7::timestamptz[], $8::boolean[], $9::numeric[], $10::text[],
        $11::numeric[], $12::numeric[])
    ON CONFLICT (selection_id, venue_id, side, source_at) DO UPDATE SET
        price = excluded.price, quoted = excluded.quoted, available = excluded.available,
        stake_max = excluded.stake_max, observed_at = excluded.observed_at,
        stream_id = excluded.stream_id, corrected = TRUE
    WHERE (odds_history.price, odds_history.quoted)
        IS DISTINCT FROM (excluded.price, excluded.quoted)
    RETURNING corrected)
    SELECT count(*) AS written, count(*) FILTER (WHERE NOT corrected) AS new FROM written";

/// What writing prices came to.
#[derive(Clone, Copy, Debug, Default)]
struct Written {
    /// New or corrected.
    all: u64,
    new: i64,
}

impl PgStore {
    pub(in crate::store::postgres) async fn append_batch(
        &self,
        batch: &Batch,
    ) -> Result<Appended, StoreError> {
        layout::ensure(self, &batch.quotes).await?;
        let mut transaction = self.begin().await?;
        check_joins(&mut transaction, batch.joins).await?;
        write_catalogue(&mut transaction, batch).await?;
        let (placed, found) =
            streams::place(&self.streams, &mut transaction, &batch.quotes).await?;
        let rows = each_once(&batch.quotes, &placed);
        let mut written = Written::default();
        let most = if self.options.bulk_copy { ROWS_MAX } else { ROWS_MAX_BETWEEN };
        for rows in rows.chunks(most) {
            let part = self.write_quotes(&mut transaction, rows).await?;
            written.all += part.all;
            written.new += part.new;
        }
        let results = write_results(&mut transaction, &batch.results).await?;
        keep_reports(&mut transaction, batch).await?;
        let mut only_ours = None;
        if written.all > 0 {
            // Last, because it is one row for all writers: it is held only until the commit.
            note_late(&mut transaction, &rows).await?;
            let mark = raise_totals(&mut transaction, &rows, written.new).await?;
            if let Some(decided_on) = batch.decided_on {
                must_stand(&mut transaction, &rows, decided_on, mark).await?;
                only_ours = (mark == decided_on + 1).then_some(mark);
            }
        }
        transaction.commit().await.map_err(refused("commit a batch"))?;
        streams::remember(&self.streams, found);
        Ok(Appended { quotes: written.all, results, mark: only_ours })
    }

    /// COPY first: nearly always all rows are new. It knows no conflicts, so that a row that is there
    /// already undoes it, and the slower statement that does takes its place.
    async fn write_quotes(
        &self,
        connection: &mut PgConnection,
        rows: &[(QuoteRow, i32)],
    ) -> Result<Written, StoreError> {
        if self.options.bulk_copy && rows.len() >= COPY_ROWS_MIN {
            let failed = refused("write prices");
            let mut attempt = connection.begin().await.map_err(&failed)?;
            match copy(&mut attempt, rows).await {
                Ok(all) => {
                    attempt.commit().await.map_err(&failed)?;
                    return Ok(Written { all, new: i64::try_from(all).unwrap_or(i64::MAX) });
                }
                Err(error) if code(&error).as_deref() == Some(UNIQUE_VIOLATION) => {
                    attempt.rollback().await.map_err(&failed)?;
                }
                Err(error) => return Err(failed(error)),
            }
        }
        insert(connection, rows).await
    }
}

async fn copy(connection: &mut PgConnection, rows: &[(QuoteRow, i32)]) -> Result<u64, sqlx::Error> {
    let mut copy = connection.copy_in_raw(COPY).await?;
    match copy.send(copy_text(rows).as_bytes()).await {
        Ok(_) => copy.finish().await,
        Err(error) => {
            // The connection is of no use before the server has been told.
            let _ = copy.abort("the rows could not be sent").await;
            Err(error)
        }
    }
}

async fn insert(
    connection: &mut PgConnection,
    rows: &[(QuoteRow, i32)],
) -> Result<Written, StoreError> {
    let columns = Columns::of(rows);
    let row = sqlx::query(AssertSqlSafe(INSERT))
        .bind(columns.selections)
        .bind(columns.venues)
        .bind(columns.sides)
        .bind(columns.sources)
        .bind(columns.streams)
        .bind(columns.source_at)
        .bind(columns.observed_at)
        .bind(columns.approximate)
        .bind(columns.prices)
        .bind(columns.quoted)
        .bind(columns.available)
        .bind(columns.stakes_max)
        .fetch_one(connection)
        .await
        .map_err(refused("write prices"))?;
    let all: i64 = get(&row, "written")?;
    Ok(Written { all: all.unsigned_abs(), new: get(&row, "new")? })
}

async fn write_results(
    connection: &mut PgConnection,
    results: &[ResultRow],
) -> Result<u64, StoreError> {
    if results.is_empty() {
        return Ok(0);
    }
    let results: BTreeMap<_, &ResultRow> = results
        .iter()
        .map(|row| ((row.event_id, row.source_id, row.score.period.as_str()), row))
        .collect();
    let rows = || results.values();
    let done = sqlx::query(
        "INSERT INTO results (event_id, source_id, period, home, away, is_final, observed_at)
         SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[],
             $6::boolean[], $7::timestamptz[])
         ON CONFLICT (event_id, source_id, period) DO UPDATE SET home = excluded.home,
             away = excluded.away, is_final = excluded.is_final, observed_at = excluded.observed_at
         WHERE (results.home, results.away, results.is_final)
             IS DISTINCT FROM (excluded.home, excluded.away, excluded.is_final)",
    )
    .bind(rows().map(|row| row.event_id.get()).collect::<Vec<_>>())
    .bind(rows().map(|row| row.source_id.get()).collect::<Vec<_>>())
    .bind(rows().map(|row| row.score.period.as_str()).collect::<Vec<_>>())
    .bind(rows().map(|row| i64::from(row.score.home)).collect::<Vec<_>>())
    .bind(rows().map(|row| i64::from(row.score.away)).collect::<Vec<_>>())
    .bind(rows().map(|row| row.is_final).collect::<Vec<_>>())
    .bind(rows().map(|row| at(row.observed_at)).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("write results"))?;
    Ok(done.rows_affected())
}

/// Notes the months that got rows long after their time.
async fn note_late(
    connection: &mut PgConnection,
    rows: &[(QuoteRow, i32)],
) -> Result<(), StoreError> {
    let mut months: BTreeMap<NaiveDate, Timestamp> = BTreeMap::new();
    for (row, _) in rows {
        let observed = row.observed;
        if observed.observed_at - observed.source_at > LATE {
            let day = observed.source_at.date_naive();
            let newest = months.entry(day.with_day(1).unwrap_or(day)).or_default();
            *newest = at(observed.observed_at).max(*newest);
        }
    }
    if months.is_empty() {
        return Ok(());
    }
    let (months, newest): (Vec<_>, Vec<_>) = months.into_iter().unzip();
    sqlx::query(
        "INSERT INTO odds_late (month, observed_max)
         SELECT * FROM unnest($1::date[], $2::timestamptz[])
         ON CONFLICT (month) DO UPDATE
             SET observed_max = greatest(odds_late.observed_max, excluded.observed_max)",
    )
    .bind(months)
    .bind(newest)
    .execute(connection)
    .await
    .map_err(refused("note late prices"))?;
    Ok(())
}

async fn raise_totals(
    connection: &mut PgConnection,
    rows: &[(QuoteRow, i32)],
    new: i64,
) -> Result<i64, StoreError> {
    let mark: i64 = sqlx::query_scalar(
        "UPDATE odds_totals SET mark = mark + 1, quotes = quotes + $1,
             last_observed_at = greatest(last_observed_at, $2) WHERE id = 1 RETURNING mark",
    )
    .bind(new)
    .bind(rows.iter().map(|(row, _)| at(row.observed.observed_at)).max())
    .fetch_one(&mut *connection)
    .await
    .map_err(refused("count prices"))?;
    sqlx::query(
        "INSERT INTO odds_changes (mark, event_id)
         SELECT DISTINCT $1::bigint, m.event_id FROM selections s
         JOIN markets m ON m.id = s.market_id WHERE s.id = ANY($2)",
    )
    .bind(mark)
    .bind(rows.iter().map(|(row, _)| row.selection_id.get()).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("note what changed"))?;
    Ok(mark)
}

/// Refuses what was decided before others changed the same events. Whoever holds the mark sees all
/// that came before.
async fn must_stand(
    connection: &mut PgConnection,
    rows: &[(QuoteRow, i32)],
    decided_on: i64,
    mark: i64,
) -> Result<(), StoreError> {
    let is_other: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM odds_changes WHERE mark > $1 AND mark < $2 AND event_id IN (
             SELECT m.event_id FROM selections s JOIN markets m ON m.id = s.market_id
             WHERE s.id = ANY($3)))",
    )
    .bind(decided_on)
    .bind(mark)
    .bind(rows.iter().map(|(row, _)| row.selection_id.get()).collect::<Vec<_>>())
    .fetch_one(connection)
    .await
    .map_err(refused("look at what others changed"))?;
    if is_other { Err(StoreError::Conflict { what: "the prices of an event" }) } else { Ok(()) }
}
