//! What is known about which events are one.

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use monps_core::catalog::{Line, MarketKey, Selection};
use monps_core::id::{BetId, EventId, SourceId};
use monps_core::time::{DateTime, Timestamp};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::SqliteStore;
use super::catalog::{EVENT, event_record, events_where};
use super::columns::{from_ms, get, to_ms};
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
struct Rows<'c>(&'c mut SqliteConnection);

join_events!(Rows, get, to_ms, refused);
join_prices!(Rows, to_ms, refused, note_changed);
join_books!(Rows, get, to_ms, refused);
join_reports!(Rows, get, refused, next_report);
join_notes!(Rows, get, to_ms, refused);
matching_rows!(SqliteConnection, to_ms, refused);
matching_records!(SqliteRow, get, instant);
matching_store!(SqliteStore, Rows, get, to_ms, refused);

fn instant(row: &SqliteRow, column: &str) -> Result<Option<Timestamp>, StoreError> {
    get::<Option<i64>>(row, column)?.map(from_ms).transpose()
}

/// One process has the file to itself, and looks at the boards when it has joined events.
async fn note_changed(_: &mut SqliteConnection, _: &[i64]) -> Result<(), StoreError> {
    Ok(())
}

/// The number of the next report.
async fn next_report(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    sqlx::query_scalar("SELECT coalesce(max(id), 0) + 1 FROM result_reports")
        .fetch_one(connection)
        .await
        .map_err(refused("number a result"))
}

/// Refuses what was decided on events that have been joined or parted since.
pub(super) async fn check_joins(
    connection: &mut SqliteConnection,
    decided_on: Option<i64>,
) -> Result<(), StoreError> {
    let Some(decided_on) = decided_on else {
        return Ok(());
    };
    let mark: i64 = sqlx::query_scalar("SELECT next FROM sequences WHERE name = 'joins'")
        .fetch_one(connection)
        .await
        .map_err(refused("read the mark of joins"))?;
    if mark == decided_on { Ok(()) } else { Err(StoreError::Conflict { what: "the events" }) }
}
