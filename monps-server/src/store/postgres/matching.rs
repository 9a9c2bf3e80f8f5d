//! What is known about which events are one.

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use monps_core::catalog::{Line, MarketKey, Selection};
use monps_core::id::{BetId, EventId, SourceId};
use monps_core::time::{DateTime, Timestamp};
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, PgConnection};

use super::PgStore;
use super::catalog::{EVENT, event_record, events_where};
use super::columns::{at, get};
use super::error::refused;
use crate::store::joining::{
    self, JoinBooks, JoinEvents, JoinNotes, JoinPrices, JoinReports, Journal, LegRow, MarketRow,
    NewJoin, RefRow, ReportRow, Reporter, ReviewRow, join_books, join_events, join_notes,
    join_prices, join_reports,
};
use crate::store::matching::{matching_records, matching_rows, matching_store};
use crate::store::results::Said;
use crate::store::{
    AliasOrigin, AliasQuery, AliasRecord, Candidate, CandidateQuery, EventName, EventRecord,
    JoinKind, JoinRecord, MatchingStore, Merge, NewAlias, NewReview, ReviewAnswer, ReviewQuery,
    ReviewRecord, ReviewState, Sequence, Split, StoreError, Undone, columns,
};

/// A connection within a transaction.
struct Rows<'c>(&'c mut PgConnection);

join_events!(Rows, get, at, refused);
join_prices!(Rows, at, refused, note_changed);
join_books!(Rows, get, at, refused);
join_reports!(Rows, get, refused, next_report);
join_notes!(Rows, get, at, refused);
matching_rows!(PgConnection, at, refused);
matching_records!(PgRow, get, instant);
matching_store!(PgStore, Rows, get, at, refused);

fn instant(row: &PgRow, column: &str) -> Result<Option<Timestamp>, StoreError> {
    get(row, column)
}

/// Raises the mark of changed prices, so that whoever follows it reads these events again.
async fn note_changed(connection: &mut PgConnection, events: &[i64]) -> Result<(), StoreError> {
    let mark: i64 =
        sqlx::query_scalar("UPDATE odds_totals SET mark = mark + 1 WHERE id = 1 RETURNING mark")
            .fetch_one(&mut *connection)
            .await
            .map_err(refused("count prices"))?;
    sqlx::query("INSERT INTO odds_changes (mark, event_id) SELECT $1, unnest($2::bigint[])")
        .bind(mark)
        .bind(events)
        .execute(connection)
        .await
        .map_err(refused("note what changed"))?;
    Ok(())
}

/// The number of the next report.
async fn next_report(connection: &mut PgConnection) -> Result<i64, StoreError> {
    sqlx::query_scalar("SELECT nextval(pg_get_serial_sequence('result_reports', 'id'))")
        .fetch_one(connection)
        .await
        .map_err(refused("number a result"))
}

/// Refuses what was decided on events that have been joined or parted since; until the end of the
/// transaction nobody joins any.
pub(super) async fn check_joins(
    connection: &mut PgConnection,
    decided_on: Option<i64>,
) -> Result<(), StoreError> {
    let Some(decided_on) = decided_on else {
        return Ok(());
    };
    let mark: i64 = sqlx::query_scalar("SELECT next FROM sequences WHERE name = 'joins' FOR SHARE")
        .fetch_one(connection)
        .await
        .map_err(refused("read the mark of joins"))?;
    if mark == decided_on { Ok(()) } else { Err(StoreError::Conflict { what: "the events" }) }
}
