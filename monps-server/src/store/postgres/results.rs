//! The reports of how events ended.

use std::collections::HashMap;

use monps_core::adapter::Score;
use monps_core::id::{BetId, EventId, SourceId};
use monps_core::time::Timestamp;
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, PgConnection};

use super::PgStore;
use super::columns::{at, event_ids, get, parse, small_id};
use super::error::refused;
use super::ledger::keep_trace;
use crate::store::results::{Said, standing_scores};
use crate::store::{Batch, Booking, LegRuling, NewReport, Report, StoreError};

const REPORT: &str = "SELECT r.*, s.key AS source FROM result_reports r
     JOIN sources s ON s.id = r.source_id";

/// What a source says now, as it lies in columns.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    said: Said,
    is_final: bool,
    refused: Option<String>,
}

type Pair = (EventId, SourceId);

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
        let wanted = vec![told(report)];
        let revisions = write(&mut transaction, wanted).await?;
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
    let mut wanted: Vec<(Pair, Told, Timestamp)> = batch.refused.iter().map(told).collect();
    if !batch.results.is_empty() {
        wanted.extend(final_scores(connection, batch).await?);
    }
    write(connection, wanted).await?;
    Ok(())
}

fn told(report: &NewReport) -> (Pair, Told, Timestamp) {
    let told = Told {
        said: Said::of(&report.result),
        is_final: report.is_final,
        refused: report.refused.clone(),
    };
    ((report.event_id, report.source_id), told, report.observed_at)
}

/// The final scores that stand now of the events and sources of a batch.
async fn final_scores(
    connection: &mut PgConnection,
    batch: &Batch,
) -> Result<Vec<(Pair, Told, Timestamp)>, StoreError> {
    let mut touched: HashMap<Pair, (Timestamp, Vec<Score>)> = HashMap::new();
    for row in &batch.results {
        let (at, scores) = touched.entry((row.event_id, row.source_id)).or_default();
        *at = row.observed_at;
        scores.extend(row.is_final.then_some(row.score));
    }
    let rows = sqlx::query(
        "SELECT event_id, source_id,
                string_agg(period || ' ' || home || '-' || away, ', '
                    ORDER BY period COLLATE \"C\") AS scores
         FROM results WHERE is_final AND event_id = ANY($1)
         GROUP BY event_id, source_id",
    )
    .bind(touched.keys().map(|(event, _)| event.get()).collect::<Vec<_>>())
    .fetch_all(connection)
    .await
    .map_err(refused("read results"))?;
    let mut found: HashMap<Pair, String> = HashMap::new();
    for row in &rows {
        let pair =
            (EventId::new(get(row, "event_id")?), SourceId::new(small_id(row, "source_id")?));
        found.insert(pair, get(row, "scores")?);
    }
    let mut wanted: Vec<(Pair, Told, Timestamp)> = touched
        .into_iter()
        .map(|(pair, (at, brought))| {
            let scores = found.remove(&pair).map(|kept| standing_scores(&kept, &brought));
            let told = Told {
                is_final: scores.is_some(),
                said: Said { scores: scores.unwrap_or_default(), ..Said::default() },
                refused: None,
            };
            (pair, told, at)
        })
        .collect();
    wanted.sort_unstable_by_key(|(pair, ..)| *pair);
    Ok(wanted)
}

/// Writes those that are other than the newest of their source; answers their revisions.
async fn write(
    connection: &mut PgConnection,
    wanted: Vec<(Pair, Told, Timestamp)>,
) -> Result<Vec<i64>, StoreError> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query("SELECT * FROM result_reports WHERE newest AND event_id = ANY($1)")
        .bind(wanted.iter().map(|((event, _), ..)| event.get()).collect::<Vec<_>>())
        .fetch_all(&mut *connection)
        .await
        .map_err(refused("read results"))?;
    let mut newest: HashMap<Pair, (i64, i64, Told)> = HashMap::new();
    for row in &rows {
        let pair =
            (EventId::new(get(row, "event_id")?), SourceId::new(small_id(row, "source_id")?));
        let known = Told {
            said: said(row)?,
            is_final: get(row, "is_final")?,
            refused: get(row, "refused")?,
        };
        newest.insert(pair, (get(row, "id")?, get(row, "revision")?, known));
    }
    let mut past = Vec::new();
    let mut fresh = Vec::new();
    for (pair, told, at) in wanted {
        match newest.get(&pair) {
            Some((_, _, known)) if *known == told => {}
            // Nothing was said before, and nothing is said now.
            None if !told.is_final && told.refused.is_none() => {}
            Some((id, revision, _)) => {
                past.push(*id);
                fresh.push((pair, revision + 1, told, at));
            }
            None => fresh.push((pair, 1, told, at)),
        }
    }
    sqlx::query("UPDATE result_reports SET newest = FALSE WHERE id = ANY($1)")
        .bind(past)
        .execute(&mut *connection)
        .await
        .map_err(refused("write results"))?;
    insert(connection, &fresh).await?;
    Ok(fresh.into_iter().map(|(_, revision, ..)| revision).collect())
}

async fn insert(
    connection: &mut PgConnection,
    fresh: &[(Pair, i64, Told, Timestamp)],
) -> Result<(), StoreError> {
    if fresh.is_empty() {
        return Ok(());
    }
    let said = |of: fn(&Told) -> Option<&str>| {
        fresh.iter().map(|(_, _, told, _)| of(told)).collect::<Vec<_>>()
    };
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
    .bind(fresh.iter().map(|((event, _), ..)| event.get()).collect::<Vec<_>>())
    .bind(fresh.iter().map(|((_, source), ..)| source.get()).collect::<Vec<_>>())
    .bind(fresh.iter().map(|(_, revision, ..)| *revision).collect::<Vec<_>>())
    .bind(fresh.iter().map(|(_, _, told, _)| told.is_final).collect::<Vec<_>>())
    .bind(said(|told| Some(&told.said.scores)))
    .bind(said(|told| told.said.winner.as_deref()))
    .bind(said(|told| told.said.incident.as_deref()))
    .bind(said(|told| told.said.race.as_deref()))
    .bind(said(|told| told.refused.as_deref()))
    .bind(fresh.iter().map(|(.., instant)| at(*instant)).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("write results"))?;
    Ok(())
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
