//! What of that which sources say now is written: decided here once, for every engine.

use std::collections::{BTreeMap, HashMap};

use monps_core::adapter::Score;
use monps_core::id::{EventId, SourceId};
use monps_core::time::Timestamp;

use super::{NewReport, Said, standing_scores};
use crate::store::Batch;

/// An event, and who speaks of it.
pub(in crate::store) type Pair = (EventId, SourceId);

/// What a source says now, as it lies in columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Told {
    pub(in crate::store) said: Said,
    pub(in crate::store) is_final: bool,
    pub(in crate::store) refused: Option<String>,
}

/// What is to be written, unless it stands so already.
#[derive(Clone, Debug)]
pub(in crate::store) struct Wanted {
    pair: Pair,
    told: Told,
    at: Timestamp,
}

/// The newest report of a source about an event, as it is stored.
#[derive(Clone, Debug)]
pub(in crate::store) struct Standing {
    pub(in crate::store) id: i64,
    pub(in crate::store) revision: i64,
    pub(in crate::store) told: Told,
}

/// A row to be written.
#[derive(Clone, Debug)]
pub(in crate::store) struct Fresh {
    pub(in crate::store) pair: Pair,
    pub(in crate::store) revision: i64,
    pub(in crate::store) told: Told,
    pub(in crate::store) at: Timestamp,
}

/// What becomes of the table.
#[derive(Clone, Debug, Default)]
pub(in crate::store) struct Decided {
    /// Rows that are no longer the newest of their source.
    pub(in crate::store) past: Vec<i64>,
    /// Rows that are.
    pub(in crate::store) fresh: Vec<Fresh>,
}

impl Wanted {
    pub(in crate::store) fn of(report: &NewReport) -> Self {
        let told = Told {
            said: Said::of(&report.result),
            is_final: report.is_final,
            refused: report.refused.clone(),
        };
        Self { pair: (report.event_id, report.source_id), told, at: report.observed_at }
    }

    pub(in crate::store) const fn event(&self) -> EventId {
        self.pair.0
    }

    /// How much it counts beside what the same source says of the same event in one batch: a score
    /// that can be before one that cannot, and both before "not over yet".
    const fn weight(&self) -> u8 {
        match (&self.told.refused, self.told.is_final) {
            (None, true) => 2,
            (Some(_), _) => 1,
            (None, false) => 0,
        }
    }
}

/// The events and sources whose results a batch brings, with what it brings of them.
#[derive(Clone, Debug)]
pub(in crate::store) struct Touched(HashMap<Pair, (Timestamp, Vec<Score>)>);

impl Touched {
    pub(in crate::store) fn by(batch: &Batch) -> Self {
        let mut touched: HashMap<Pair, (Timestamp, Vec<Score>)> = HashMap::new();
        for row in &batch.results {
            let (at, scores) = touched.entry((row.event_id, row.source_id)).or_default();
            *at = row.observed_at;
            scores.extend(row.is_final.then_some(row.score));
        }
        Self(touched)
    }

    pub(in crate::store) fn events(&self) -> Vec<EventId> {
        self.0.keys().map(|(event, _)| *event).collect()
    }

    /// What the batch says, one word for each event and source, by the final scores that stand now.
    pub(in crate::store) fn wanted(
        self,
        batch: &Batch,
        mut standing: HashMap<Pair, String>,
    ) -> Vec<Wanted> {
        let mut wanted: BTreeMap<Pair, Wanted> = BTreeMap::new();
        let scores = self.0.into_iter().map(|(pair, (at, brought))| {
            let scores = standing.remove(&pair).map(|kept| standing_scores(&kept, &brought));
            let told = Told {
                is_final: scores.is_some(),
                said: Said { scores: scores.unwrap_or_default(), ..Said::default() },
                refused: None,
            };
            Wanted { pair, told, at }
        });
        // A source may name an event twice in one answer, and say of one name what cannot be.
        for one in batch.refused.iter().map(Wanted::of).chain(scores) {
            let before = wanted.get(&one.pair);
            if before.is_none_or(|before| before.weight() <= one.weight()) {
                wanted.insert(one.pair, one);
            }
        }
        wanted.into_values().collect()
    }
}

/// Those that are other than what stands.
pub(in crate::store) fn decide(wanted: Vec<Wanted>, newest: &HashMap<Pair, Standing>) -> Decided {
    let mut decided = Decided::default();
    for Wanted { pair, told, at } in wanted {
        let revision = match newest.get(&pair) {
            Some(standing) if standing.told == told => continue,
            // Nothing was said before, and nothing is said now.
            None if !told.is_final && told.refused.is_none() => continue,
            Some(standing) => {
                decided.past.push(standing.id);
                standing.revision + 1
            }
            None => 1,
        };
        decided.fresh.push(Fresh { pair, revision, told, at });
    }
    decided
}
