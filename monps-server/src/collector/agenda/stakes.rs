//! What hangs on coming events: open bets and open arbitrages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use monps_core::adapter::Scope;
use monps_core::bet::BetStatus;
use monps_core::detect::OpportunityKind;
use monps_core::id::{EventId, SourceId};
use monps_core::time::Timestamp;

use super::super::Collector;
use super::super::plan::KickOff;
use crate::cache::EventNow;
use crate::error_chain::Chain;
use crate::store::{BetFilter, BetQuery, StoreError};

/// Open bets that are looked at; of more, the latest count.
const BETS_MAX: u32 = 1000;

/// What hangs on events.
#[derive(Clone, Debug, Default)]
pub(super) struct Stakes {
    /// Events whose closing price and result open bets wait for, with their starts.
    pub(super) bets: BTreeMap<EventId, Timestamp>,
    finds: BTreeSet<EventId>,
}

impl Collector {
    /// What hangs on events now. Without the store nothing is known to: the plan goes on without it.
    pub(super) async fn stakes(&self) -> Stakes {
        self.read_stakes().await.unwrap_or_else(|error| {
            tracing::warn!(error = %Chain(&error), "planned without regard to open bets");
            Stakes::default()
        })
    }

    async fn read_stakes(&self) -> Result<Stakes, StoreError> {
        let statuses = vec![BetStatus::Open, BetStatus::Unmatched, BetStatus::Unconfirmed];
        let filter = BetFilter { statuses, ..BetFilter::default() };
        let query = BetQuery { filter, limit: BETS_MAX, ..BetQuery::default() };
        let mut stakes = Stakes::default();
        for (_, record) in self.store.bets(&query).await?.bets {
            let legs = record.bet.terms().legs.iter().zip(&record.legs);
            let undecided = legs.filter(|(leg, _)| leg.outcome.is_none());
            stakes.bets.extend(undecided.map(|(leg, words)| (leg.event_id, words.starts_at)));
        }
        let arbitrage = format!("{}:", OpportunityKind::Arbitrage.as_str());
        let open = self.store.open_opportunities().await?;
        let arbitrages = open.iter().filter(|open| open.key.starts_with(&arbitrage));
        stakes.finds.extend(arbitrages.map(|open| open.event_id));
        Ok(stakes)
    }
}

impl Stakes {
    /// The kick-offs ahead in a scope of a source.
    pub(super) fn kick_offs(
        &self,
        events: &[Arc<EventNow>],
        scope: &Scope,
        source: SourceId,
        now: Timestamp,
    ) -> Vec<KickOff> {
        let mut kick_offs: BTreeMap<Timestamp, KickOff> = BTreeMap::new();
        for event in events.iter().filter(|event| is_in(event, scope, source)) {
            let (id, at) = (event.record.event.id, event.record.event.starts_at);
            if at <= now {
                continue;
            }
            let nobody = KickOff { events: 0, ..KickOff::at(at) };
            let kick_off = kick_offs.entry(at).or_insert(nobody);
            kick_off.events += 1;
            kick_off.with_bets += u32::from(self.bets.contains_key(&id));
            kick_off.with_finds += u32::from(self.finds.contains(&id));
        }
        kick_offs.into_values().collect()
    }
}

/// Whether an event belongs to a scope: by its competition, or by who quotes it where the scope is all
/// that a source has.
fn is_in(event: &EventNow, scope: &Scope, source: SourceId) -> bool {
    if scope.competitions.is_empty() {
        event.sources.values().any(|quoting| *quoting == source)
    } else {
        event.record.competition.as_ref().is_some_and(|key| scope.competitions.contains(key))
    }
}
