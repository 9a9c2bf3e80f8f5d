//! The reports of how events ended.

use std::collections::HashMap;

use monps_core::id::{BetId, EventId, SourceId};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::SqliteStore;
use super::bulk::Insert;
use super::columns::{from_ms, get, id_list, to_ms};
use super::error::refused;
use super::ledger::keep_trace;
use crate::store::results::{Decided, Fresh, Pair, Said, Standing, Told, Touched, Wanted, decide};
use crate::store::{Batch, Booking, LegRuling, NewReport, Report, StoreError};

static REPORTS: Insert = Insert::new(
    "INSERT INTO result_reports (event_id, source_id, revision, newest, is_final, scores, winner, \
     incident, race, refused, first_seen_at)",
    11,
    "",
);

const REPORT: &str = "SELECT r.*, s.key AS source FROM result_reports r
     JOIN sources s ON s.id = r.source_id";

impl SqliteStore {
    pub(super) async fn newest_reports(
        &self,
        events: &[EventId],
    ) -> Result<Vec<Report>, StoreError> {
        let sql = format!(
            "{REPORT} WHERE r.newest = 1 AND r.event_id IN (SELECT value FROM json_each(?))
             ORDER BY r.event_id, r.source_id"
        );
        sqlx::query(AssertSqlSafe(sql))
            .bind(id_list(events.iter().map(|id| id.get())))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read results"))?
            .iter()
            .map(report)
            .collect()
    }

    pub(super) async fn all_reports(&self, event: EventId) -> Result<Vec<Report>, StoreError> {
        let sql = format!("{REPORT} WHERE r.event_id = ? ORDER BY r.id");
        sqlx::query(AssertSqlSafe(sql))
            .bind(event.get())
            .fetch_all(&self.read)
            .await
            .map_err(refused("read results"))?
            .iter()
            .map(report)
            .collect()
    }

    pub(super) async fn write_one_report(
        &self,
        report: &NewReport,
        booking: &Booking,
    ) -> Result<Option<i64>, StoreError> {
        let mut transaction = self.begin().await?;
        let revisions = write(&mut transaction, vec![Wanted::of(report)]).await?;
        let revision = revisions.first().copied();
        if revision.is_some() {
            keep_trace(&mut transaction, &[booking]).await?;
        }
        transaction.commit().await.map_err(refused("commit a result"))?;
        Ok(revision)
    }

    pub(super) async fn rulings_of(&self, bet: BetId) -> Result<Vec<LegRuling>, StoreError> {
        sqlx::query("SELECT * FROM leg_rulings WHERE bet_id = ? ORDER BY version, position")
            .bind(bet.get())
            .fetch_all(&self.read)
            .await
            .map_err(refused("read why a bet was settled"))?
            .iter()
            .map(ruling)
            .collect()
    }
}

/// Notes as reports what a batch brought: results that changed, and those that were refused.
pub(super) async fn keep_reports(
    connection: &mut SqliteConnection,
    batch: &Batch,
) -> Result<(), StoreError> {
    let touched = Touched::by(batch);
    let standing = final_scores(connection, &touched).await?;
    write(connection, touched.wanted(batch, standing)).await?;
    Ok(())
}

/// The final scores that stand now of some events, by source.
async fn final_scores(
    connection: &mut SqliteConnection,
    touched: &Touched,
) -> Result<HashMap<Pair, String>, StoreError> {
    let events = touched.events();
    if events.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query(
        "SELECT event_id, source_id,
                group_concat(period || ' ' || home || '-' || away, ', ' ORDER BY period) AS scores
         FROM results WHERE is_final = 1 AND event_id IN (SELECT value FROM json_each(?))
         GROUP BY event_id, source_id",
    )
    .bind(id_list(events.iter().map(|event| event.get())))
    .fetch_all(connection)
    .await
    .map_err(refused("read results"))?;
    rows.iter().map(|row| Ok((pair(row)?, get(row, "scores")?))).collect()
}

/// Writes those that are other than the newest of their source; answers their revisions.
async fn write(
    connection: &mut SqliteConnection,
    wanted: Vec<Wanted>,
) -> Result<Vec<i64>, StoreError> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query(
        "SELECT * FROM result_reports WHERE newest = 1
         AND event_id IN (SELECT value FROM json_each(?))",
    )
    .bind(id_list(wanted.iter().map(|one| one.event().get())))
    .fetch_all(&mut *connection)
    .await
    .map_err(refused("read results"))?;
    let newest: HashMap<Pair, Standing> = rows
        .iter()
        .map(|row| Ok((pair(row)?, standing(row)?)))
        .collect::<Result<_, StoreError>>()?;
    let Decided { past, fresh } = decide(wanted, &newest);
    sqlx::query(
        "UPDATE result_reports SET newest = 0 WHERE id IN (SELECT value FROM json_each(?))",
    )
    .bind(id_list(past))
    .execute(&mut *connection)
    .await
    .map_err(refused("write results"))?;
    REPORTS
        .run(connection, "write results", &fresh, |query, Fresh { pair, revision, told, at }| {
            query
                .bind(pair.0.get())
                .bind(pair.1.get())
                .bind(*revision)
                .bind(true)
                .bind(told.is_final)
                .bind(told.said.scores.clone())
                .bind(told.said.winner.clone())
                .bind(told.said.incident.clone())
                .bind(told.said.race.clone())
                .bind(told.refused.clone())
                .bind(to_ms(*at))
        })
        .await?;
    Ok(fresh.into_iter().map(|one| one.revision).collect())
}

fn pair(row: &SqliteRow) -> Result<Pair, StoreError> {
    Ok((EventId::new(get(row, "event_id")?), SourceId::new(get(row, "source_id")?)))
}

fn standing(row: &SqliteRow) -> Result<Standing, StoreError> {
    let told =
        Told { said: said(row)?, is_final: get(row, "is_final")?, refused: get(row, "refused")? };
    Ok(Standing { id: get(row, "id")?, revision: get(row, "revision")?, told })
}

fn said(row: &SqliteRow) -> Result<Said, StoreError> {
    Ok(Said {
        scores: get(row, "scores")?,
        winner: get(row, "winner")?,
        incident: get(row, "incident")?,
        race: get(row, "race")?,
    })
}

fn report(row: &SqliteRow) -> Result<Report, StoreError> {
    Ok(Report {
        id: get(row, "id")?,
        event_id: EventId::new(get(row, "event_id")?),
        source_id: SourceId::new(get(row, "source_id")?),
        source: get(row, "source")?,
        revision: get(row, "revision")?,
        newest: get(row, "newest")?,
        result: said(row)?.read()?,
        is_final: get(row, "is_final")?,
        refused: get(row, "refused")?,
        first_seen_at: from_ms(get(row, "first_seen_at")?)?,
    })
}

fn ruling(row: &SqliteRow) -> Result<LegRuling, StoreError> {
    let position: i64 = get(row, "position")?;
    let outcome: &str = get(row, "outcome")?;
    Ok(LegRuling {
        bet_id: BetId::new(get(row, "bet_id")?),
        position: usize::try_from(position).unwrap_or_default(),
        version: get(row, "version")?,
        outcome: super::columns::parse("the outcome of a leg", outcome)?,
        source: get(row, "source")?,
        revision: get(row, "revision")?,
        said: get(row, "said")?,
        rules: get(row, "rules")?,
        decided_at: from_ms(get(row, "decided_at")?)?,
    })
}
