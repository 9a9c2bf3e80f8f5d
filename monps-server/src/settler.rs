//! The settler: open bets whose events have final results.
//!
//! It takes no input, looks at what is stored, and may run as often as anyone likes: a leg that is
//! decided is not looked at again. Where two sources tell different scores it decides nothing and says
//! so in the bet's trace: a wrong payout costs more than a late one.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use monps_core::adapter::Score;
use monps_core::bet::Leg;
use monps_core::error::settle::SettleError;
use monps_core::id::{EventId, SourceId};
use monps_core::payoff::Outcome;
use monps_core::settle::{period_score, settle_leg};

use crate::app::bets::{Bets, Settled};
use crate::app::problem::Problem;
use crate::duties::{Duties, partition};
use crate::error_chain::Chain;
use crate::store::{BetRecord, ResultRow, Store};

/// Who it is, in the audit trail.
const ACTOR: &str = "settler";

/// Settles bets by results.
#[derive(Debug)]
pub struct Settler {
    store: Arc<dyn Store>,
    bets: Arc<Bets>,
    duties: Duties,
}

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SettlerReport {
    /// Open bets with a leg about an event that has a final result.
    pub looked_at: u32,
    /// Bets settled.
    pub settled: u32,
    /// Accumulators of which some legs were decided.
    pub partly: u32,
    /// Bets left open because sources disagree or a person has to decide.
    pub left_open: u32,
    /// Bets that somebody else changed meanwhile, or that could not be written: the next run tries
    /// again.
    pub failed: u32,
}

/// What the results say of a leg.
enum Said {
    /// Nothing that counts.
    Nothing,
    /// This became of it.
    Outcome(Outcome),
    /// A person has to look: why.
    Unsure(String),
}

type BySource = BTreeMap<SourceId, Vec<Score>>;

impl Settler {
    /// A settler of the bets in a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, bets: Arc<Bets>) -> Self {
        Self { store, bets, duties: Duties::all() }
    }

    /// The same as one process among several: it settles the bets whose first leg is about an event of
    /// its duties. Should two ever look at one bet, the store lets one settle it: the other decided
    /// on an older version.
    #[must_use]
    pub fn among(self, duties: Duties) -> Self {
        Self { duties, ..self }
    }

    /// Looks once at every open bet whose events have final results.
    ///
    /// One bet that cannot be settled does not keep the others from it.
    ///
    /// # Errors
    /// [`Problem::Store`] when the store cannot be asked at all.
    pub async fn run_once(&self) -> Result<SettlerReport, Problem> {
        let mut report = SettlerReport::default();
        let mut known: HashMap<EventId, BySource> = HashMap::new();
        let mine = self.duties.partitions();
        for record in self.store.bets_with_results().await? {
            let first = record.bet.terms().legs.first();
            if !first.is_none_or(|leg| mine[partition(leg.event_id)]) {
                continue;
            }
            report.looked_at += 1;
            for leg in &record.bet.terms().legs {
                if let Entry::Vacant(unknown) = known.entry(leg.event_id) {
                    let results = self.store.results(leg.event_id).await?;
                    unknown.insert(final_scores(&results));
                }
            }
            match self.settle(&record, &known).await {
                Ok((Settled::Whole(_), _)) => report.settled += 1,
                Ok((Settled::Partly(_), _)) => report.partly += 1,
                Ok((Settled::Unchanged, unsure)) => report.left_open += u32::from(unsure),
                Err(problem) => {
                    report.failed += 1;
                    let bet = record.bet.id().get();
                    tracing::warn!(bet, cause = %Chain(&problem), "a bet could not be settled");
                }
            }
        }
        Ok(report)
    }

    async fn settle(
        &self,
        record: &BetRecord,
        known: &HashMap<EventId, BySource>,
    ) -> Result<(Settled, bool), Problem> {
        let nobody = BySource::new();
        let mut decided = Vec::new();
        let mut unsure = Vec::new();
        let legs = record.bet.terms().legs.iter().enumerate();
        for (index, leg) in legs.filter(|(_, leg)| leg.outcome.is_none()) {
            match said(leg, known.get(&leg.event_id).unwrap_or(&nobody)) {
                Said::Nothing => {}
                Said::Outcome(outcome) => decided.push((index, outcome)),
                Said::Unsure(why) => unsure.push(format!("leg {}: {why}", index + 1)),
            }
        }
        if !unsure.is_empty() {
            let detail = unsure.join("; ");
            self.bets.remark(record.bet.id(), ACTOR, "left_open", detail).await?;
        }
        let settled = if decided.is_empty() {
            Settled::Unchanged
        } else {
            self.bets.decide_legs(record, &decided, ACTOR).await?
        };
        Ok((settled, !unsure.is_empty()))
    }
}

/// The scores of each source that calls its result final.
fn final_scores(results: &[ResultRow]) -> BySource {
    let mut by_source = BySource::new();
    for row in results.iter().filter(|row| row.is_final) {
        by_source.entry(row.source_id).or_default().push(row.score);
    }
    by_source
}

fn said(leg: &Leg, by_source: &BySource) -> Said {
    let mut agreed: Option<(Score, Outcome)> = None;
    for scores in by_source.values() {
        let told = match period_score(scores, leg.market.period) {
            Ok(score) => settle_leg(&leg.market, &leg.selection, scores).map(|told| (score, told)),
            Err(error) => Err(error),
        };
        match (told, agreed) {
            // This source says nothing of the part of the event that the leg is about.
            (Err(SettleError::MissingPeriod { .. }), _) => {}
            (Err(error), _) => return Said::Unsure(error.to_string()),
            (Ok(told), None) => agreed = Some(told),
            (Ok(told), Some(before)) if told != before => {
                let score = |score: Score| format!("{}-{}", score.home, score.away);
                let (one, other) = (score(before.0), score(told.0));
                return Said::Unsure(format!("sources disagree: {one} and {other}"));
            }
            (Ok(_), Some(_)) => {}
        }
    }
    agreed.map_or(Said::Nothing, |(_, outcome)| Said::Outcome(outcome))
}
