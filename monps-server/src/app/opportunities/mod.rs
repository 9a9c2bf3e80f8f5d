//! What was found, as people look at it: with names, current spreads, and stakes for a total.

mod error;
mod sight;
mod stakes;

pub use error::OpportunityError;
pub use sight::{Extreme, Sight, SightLeg, Spread};
pub(crate) use stakes::price_needed;
pub use stakes::{NoStakes, ResultLine, Stakes};

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

use monps_core::id::OpportunityId;
use monps_core::money::Currency;
use rust_decimal::Decimal;

use super::odds::is_of;
use crate::cache::{Boards, EventNow};
use crate::clock::Clock;
use crate::collector::{Collector, Rechecked};
use crate::detector::Detector;
use crate::store::OpenOpportunity;

/// Shows what the detector has found.
#[derive(Debug)]
pub struct Opportunities {
    boards: Arc<Boards>,
    detector: Arc<Detector>,
    collector: Option<Arc<Collector>>,
    clock: Clock,
    currency: RwLock<Currency>,
}

/// Which findings are wanted. Rates are fractions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpportunityFilter {
    /// The smallest spread of the outcome's current prices.
    pub spread_min: Option<Decimal>,
    /// The smallest edge.
    pub edge_min: Option<Decimal>,
    /// Only of a sport, by slug, or of a competition, by key.
    pub sport: Option<String>,
    /// Only of a kind, by slug.
    pub kind: Option<String>,
    /// Only with a leg at a venue, by key or title.
    pub venue: Option<String>,
}

/// What a re-check came to.
#[derive(Clone, Debug)]
pub struct Recheck {
    /// The edge before, as a fraction.
    pub edge_before: Decimal,
    /// The finding as it stands now; none when it is gone.
    pub now: Option<Sight>,
    /// Who was asked, what it cost, what changed.
    pub asked: Rechecked,
}

impl Opportunities {
    /// Over the findings of a detector; without a collector nothing can be re-checked.
    #[must_use]
    pub fn new(
        boards: Arc<Boards>,
        detector: Arc<Detector>,
        collector: Option<Arc<Collector>>,
        clock: Clock,
        currency: Currency,
    ) -> Self {
        Self { boards, detector, collector, clock, currency: RwLock::new(currency) }
    }

    /// Suggests stakes in another currency from now on.
    pub fn set_currency(&self, currency: Currency) {
        *self.currency.write().unwrap_or_else(PoisonError::into_inner) = currency;
    }

    /// The currency that stakes are suggested in.
    #[must_use]
    pub fn currency(&self) -> Currency {
        *self.currency.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The open findings of events to come, the largest edge first; with `after`, those that follow
    /// the one of that edge and number. Stakes are suggested for a total.
    #[must_use]
    pub fn list(
        &self,
        filter: &OpportunityFilter,
        total: Decimal,
        after: Option<(Decimal, OpportunityId)>,
        limit: usize,
    ) -> Vec<Sight> {
        self.detector
            .list()
            .into_iter()
            .filter(|open| after.is_none_or(|(edge, id)| (-open.found.edge, open.id) > (-edge, id)))
            .filter(|open| filter.edge_min.is_none_or(|least| open.found.edge >= least))
            .filter(|open| filter.kind.as_deref().is_none_or(|k| k == open.found.kind.as_str()))
            .filter(|open| self.is_at(open, filter.venue.as_deref()))
            .filter_map(|open| Some((self.event(&open)?, open)))
            .filter(|(event, _)| is_of(&event.record, filter.sport.as_deref()))
            .map(|(event, open)| self.sight(&event, open, total))
            .filter(|sight| {
                let width = sight.spread.as_ref().map(|spread| spread.width);
                filter.spread_min.is_none_or(|least| width.is_some_and(|width| width >= least))
            })
            .take(limit)
            .collect()
    }

    /// One open finding.
    ///
    /// # Errors
    /// [`OpportunityError::NotOpen`].
    pub fn get(&self, id: OpportunityId, total: Decimal) -> Result<Sight, OpportunityError> {
        let open = self.detector.get(id).ok_or(OpportunityError::NotOpen { id })?;
        let event = self.event(&open).ok_or(OpportunityError::NotOpen { id })?;
        Ok(self.sight(&event, open, total))
    }

    /// Asks every source of the finding's event for its prices now, and looks again.
    ///
    /// # Errors
    /// [`OpportunityError`]: no such finding, nobody to ask, or the store.
    pub async fn recheck(
        &self,
        id: OpportunityId,
        total: Decimal,
    ) -> Result<Recheck, OpportunityError> {
        let before = self.get(id, total)?;
        let collector = self.collector.as_ref().ok_or(OpportunityError::NoCollector)?;
        let event = before.open.found.event_id;
        let asked = collector.recheck(event).await?;
        self.detector.look(Some(&BTreeSet::from([event]))).await?;
        let edge_before = before.open.found.edge;
        Ok(Recheck { edge_before, now: self.get(id, total).ok(), asked })
    }

    fn sight(&self, event: &EventNow, open: Arc<OpenOpportunity>, total: Decimal) -> Sight {
        let venues = self.detector.venues();
        Sight::new(event, open, &venues, total, self.currency(), self.clock.now())
    }

    /// The finding's event, if it has not started.
    fn event(&self, open: &OpenOpportunity) -> Option<Arc<EventNow>> {
        let event = self.boards.get(open.found.event_id)?;
        (!event.record.event.has_started(self.clock.now())).then_some(event)
    }

    fn is_at(&self, open: &OpenOpportunity, venue: Option<&str>) -> bool {
        let Some(wanted) = venue else { return true };
        let venues = self.detector.venues();
        let title = wanted.to_lowercase();
        open.found
            .legs
            .iter()
            .filter_map(|leg| venues.get(leg.venue_id))
            .any(|venue| venue.key.as_str() == wanted || venue.title.to_lowercase() == title)
    }
}
