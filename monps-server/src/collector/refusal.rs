//! Results that cannot be: kept with the reason, never counted.

use std::borrow::Cow;
use std::collections::HashMap;

use monps_core::adapter::{Score, Snapshot};
use monps_core::catalog::Event;
use monps_core::id::{EventId, SourceId};
use monps_core::settle::{EventResult, check_result};
use monps_core::time::Timestamp;

use super::{CollectError, resolve};
use crate::app::problem::Told;
use crate::app::settlement::too_early;
use crate::store::{Batch, NewReport, ResultRow, Store};

/// What a source says of how one event ended.
#[derive(Clone, Debug)]
pub(super) struct Brought<'a> {
    pub(super) event_id: EventId,
    pub(super) source_id: SourceId,
    /// With home and away as the event has them.
    pub(super) scores: Cow<'a, [Score]>,
    pub(super) is_final: bool,
    pub(super) observed_at: Timestamp,
}

/// Puts the results of a snapshot into a batch, as far as their events are known.
pub(super) async fn results_of(
    store: &dyn Store,
    source_id: SourceId,
    snapshot: &Snapshot,
    observed_at: Timestamp,
    batch: &mut Batch,
) -> Result<(), CollectError> {
    let refs: Vec<String> =
        snapshot.results.iter().map(|result| result.event_key.clone()).collect();
    if refs.is_empty() {
        return Ok(());
    }
    let known = store.events_by_ref(source_id, &refs).await?;
    let brought: Vec<Brought<'_>> = snapshot
        .results
        .iter()
        .zip(known)
        .filter_map(|(result, known)| {
            let known = known?;
            let scores: Cow<'_, [Score]> = if known.turned {
                result.scores.iter().map(|score| resolve::score(*score, true)).collect()
            } else {
                Cow::Borrowed(&result.scores)
            };
            Some(Brought {
                event_id: known.id,
                source_id,
                scores,
                is_final: result.is_final,
                observed_at,
            })
        })
        .collect();
    take_results(store, &brought, batch).await
}

/// Puts results into a batch: those that can be as such, the others as refused.
pub(super) async fn take_results(
    store: &dyn Store,
    brought: &[Brought<'_>],
    batch: &mut Batch,
) -> Result<(), CollectError> {
    if brought.is_empty() {
        return Ok(());
    }
    let ids: Vec<EventId> = brought.iter().map(|result| result.event_id).collect();
    let known = store.events(&ids).await?;
    let mut events: HashMap<EventId, Event> =
        known.into_iter().map(|record| (record.event.id, record.event)).collect();
    // What is about to be made, or moved, by the same batch.
    for event in &batch.events {
        events.insert(event.id, super::ingest::record(event).event);
    }
    for (id, starts_at, time_known) in &batch.moved {
        if let Some(event) = events.get_mut(id) {
            (event.starts_at, event.time_known) = (*starts_at, *time_known);
        }
    }
    for one in brought {
        let refused = events.get(&one.event_id).and_then(|event| refusal(event, one));
        match refused {
            None => batch.results.extend(one.scores.iter().map(|score| ResultRow {
                event_id: one.event_id,
                source_id: one.source_id,
                score: *score,
                is_final: one.is_final,
                observed_at: one.observed_at,
            })),
            Some(why) => {
                let event = one.event_id.get();
                tracing::warn!(event, why, "a result was refused");
                // What is not final may still become right by itself.
                batch.refused.extend(one.is_final.then(|| NewReport {
                    event_id: one.event_id,
                    source_id: one.source_id,
                    result: EventResult::played(one.scores.to_vec()),
                    is_final: true,
                    refused: Some(why),
                    observed_at: one.observed_at,
                }));
            }
        }
    }
    Ok(())
}

fn refusal(event: &Event, brought: &Brought<'_>) -> Option<String> {
    let result = EventResult::played(brought.scores.to_vec());
    if let Err(error) = check_result(&event.sport, &result) {
        return Some(Told(&error).to_string());
    }
    if brought.is_final { too_early(event, &result, brought.observed_at) } else { None }
}
