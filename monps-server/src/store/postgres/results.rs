//! The reports of how events ended.

use std::collections::HashMap;

use monps_core::id::{BetId, EventId, SourceId};
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, PgConnection};

use super::PgStore;
use super::columns::{at, event_ids, get, parse, small_id};
use super::error::refused;
use super::ledger::keep_trace;
use crate::store::results::{Decided, Fresh, Pair, Said, Standing, Told, Touched, Wanted, decide};
use crate::store::{Batch, Booking, LegRuling, NewReport, Report, StoreError};

const REPORT: &str = "SELECT r.*, s.key AS source FROM result_reports r
     JOIN sources s ON s.id = r.source_id";

impl PgStore {
    pub(super) async fn newest_reports(
        &self,
        events: &[EventId],
    ) -> Result<Vec<Report>, StoreError> {
        let sql = format!(
            "{REPORT} WHERE r.newest AND r.event_id = ANY($1)
             ORDER BY r.event_id, r.source_id"
        );
        sqlx::query(AssertSqlSafe(sql))
            .bind(event_ids(events))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read results"))?
            .iter()
            .map(report)
            .collect()
    }

    pub(super) async fn all_reports(&self, event: EventId) -> Result<Vec<Report>, StoreError> {
        let sql = format!("{REPORT} WHERE r.event_id = $1 ORDER BY r.id");
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
        sqlx::query("SELECT * FROM leg_rulings WHERE bet_id = $1 ORDER BY version, position")
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
    connection: &mut PgConnection,
    batch: &Batch,
) -> Result<(), StoreError> {
    let touched = Touched::by(batch);
    let standing = final_scores(connection, &touched).await?;
    write(connection, touched.wanted(batch, standing)).await?;
    Ok(())
}

/// The final scores that stand now of some events, by source.
async fn final_scores(
    connection: &mut PgConnection,
    touched: &Touched,
) -> Result<HashMap<Pair, String>, StoreError> {
    let events = touched.events();
    if events.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query(
        "SELECT event_id, source_id,
                string_agg(period || ' ' || home || '-' || away, ', '
                    ORDER BY period COLLATE \"C\") AS scores
         FROM results WHERE is_final AND event_id = ANY($1)
         GROUP BY event_id, source_id",
    )
    .bind(event_ids(&events))
    .fetch_all(connection)
    .await
    .map_err(refused("read results"))?;
    rows.iter().map(|row| Ok((pair(row)?, get(row, "scores")?))).collect()
}

/// Writes those that are other than the newest of their source; answers their revisions.
async fn write(connection: &mut PgConnection, wanted: Vec<Wanted>) -> Result<Vec<i64>, StoreError> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query("SELECT * FROM result_reports WHERE newest AND event_id = ANY($1)")
        .bind(wanted.iter().map(|one| one.event().get()).collect::<Vec<_>>())
        .fetch_all(&mut *connection)
        .await
        .map_err(refused("read results"))?;
    let newest: HashMap<Pair, Standing> = rows
        .iter()
        .map(|row| Ok((pair(row)?, standing(row)?)))
        .collect::<Result<_, StoreError>>()?;
    let Decided { past, fresh } = decide(wanted, &newest);
    sqlx::query("UPDATE result_reports SET newest = FALSE WHERE id = ANY($1)")
        .bind(past)
        .execute(&mut *connection)
        .await
        .map_err(refused("write results"))?;
    insert(connection, &fresh).await?;
    Ok(fresh.into_iter().map(|one| one.revision).collect())
}

async fn insert(connection: &mut PgConnection, fresh: &[Fresh]) -> Result<(), StoreError> {
    if fresh.is_empty() {
        return Ok(());
    }
    let said =
        |of: fn(&Told) -> Option<&str>| fresh.iter().map(|one| of(&one.told)).collect::<Vec<_>>();
    sqlx::query(
        "INSERT INTO result_reports (event_id, source_id, revision, newest, is_final, scores,
             winner, incident, race, refused, first_seen_at)
         SELECT r.event_id, r.source_id, r.revision, TRUE, r.is_final, r.scores, r.winner,
             r.incident, r.race, r.refused, r.first_seen_at
         FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::boolean[], $5::text[],
             $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[]) WITH ORDINALITY
             AS r (event_id, source_id, revision, is_final, scores, winner, incident, race,
                 refused, first_seen_at, position)
         ORDER BY r.position",
    )
    .bind(fresh.iter().map(|one| one.pair.0.get()).collect::<Vec<_>>())
    .bind(fresh.iter().map(|one| one.pair.1.get()).collect::<Vec<_>>())
    .bind(fresh.iter().map(|one| one.revision).collect::<Vec<_>>())
    .bind(fresh.iter().map(|one| one.told.is_final).collect::<Vec<_>>())
    .bind(said(|told| Some(&told.said.scores)))
    .bind(said(|told| told.said.winner.as_deref()))
    .bind(said(|told| told.said.incident.as_deref()))
    .bind(said(|told| told.said.race.as_deref()))
    .bind(said(|told| told.refused.as_deref()))
    .bind(fresh.iter().map(|one| at(one.at)).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("write results"))?;
    Ok(())
}

fn pair(row: &PgRow) -> Result<Pair, StoreError> {
    Ok((EventId::new(get(row, "event_id")?), SourceId::new(small_id(row, "source_id")?)))
}

fn standing(row: &PgRow) -> Result<Standing, StoreError> {
    let told =
        Told { said: said(row)?, is_final: get(row, "is_final")?, refused: get(row, "refused")? };
    Ok(Standing { id: get(row, "id")?, revision: get(row, "revision")?, told })
}

fn said(row: &PgRow) -> Result<Said, StoreError> {
    Ok(Said {
        scores: get(row, "scores")?,
        winner: get(row, "winner")?,
        incident: get(row, "incident")?,
        race: get(row, "race")?,
    })
}

fn report(row: &PgRow) -> Result<Report, StoreError> {
    Ok(Report {
        id: get(row, "id")?,
        event_id: EventId::new(get(row, "event_id")?),
        source_id: SourceId::new(small_id(row, "source_id")?),
        source: get(row, "source")?,
        revision: get(row, "revision")?,
        newest: get(row, "newest")?,
        result: said(row)?.read()?,
        is_final: get(row, "is_final")?,
        refused: get(row, "refused")?,
        first_seen_at: get(row, "first_seen_at")?,
    })
}

fn ruling(row: &PgRow) -> Result<LegRuling, StoreError> {
    let position: i64 = get(row, "position")?;
    let outcome: &str = get(row, "outcome")?;
    Ok(LegRuling {
        bet_id: BetId::new(get(row, "bet_id")?),
        position: usize::try_from(position).unwrap_or_default(),
        version: get(row, "version")?,
        outcome: parse("the outcome of a leg", outcome)?,
        source: get(row, "source")?,
        revision: get(row, "revision")?,
        said: get(row, "said")?,
        rules: get(row, "rules")?,
        decided_at: get(row, "decided_at")?,
    })
}
