//! Every pair of lines of an event whose opposite sides leave a gap.

use rust_decimal::{Decimal, dec};

use super::{Chances, Middle};
use crate::catalog::{MarketKind, Selection, VenueAccess};
use crate::detect::leg::{commission_of, leg, venue_count};
use crate::detect::{
    Detail, Detector, Opportunity, OpportunityKind, OpportunityLeg, TrustPolicy, TrustReason,
    Venues,
};
use crate::quote::{Board, MarketBoard, Side};
use crate::time::Timestamp;

/// Finds middles among the totals and among the handicaps of a board.
#[derive(Clone, Debug)]
pub struct Middles {
    /// The limits that trust is judged by.
    pub policy: TrustPolicy,
    /// The most that a middle may cost when it is missed; 0.05 unless said otherwise.
    pub cost_max: Decimal,
    /// Looks at every venue alike, wherever the person may bet.
    pub ignore_access: bool,
}

impl Default for Middles {
    fn default() -> Self {
        Self { policy: TrustPolicy::default(), cost_max: dec!(0.05), ignore_access: false }
    }
}

impl Detector for Middles {
    fn kind(&self) -> OpportunityKind {
        OpportunityKind::Middle
    }

    fn detect(&self, board: &Board, venues: &Venues, now: Timestamp) -> Vec<Opportunity> {
        self.find(board, venues, now, None)
    }
}

impl Middles {
    /// At most one middle for a pair of lines, at the best prices of each; the one that needs the
    /// least luck first. With chances of the states, each says how likely it is to be hit and what it
    /// is worth on the mean.
    ///
    /// Unless it cannot lose, or is worth something by the chances, a middle carries
    /// [`TrustReason::NotAProfit`].
    #[must_use]
    pub fn find(
        &self,
        board: &Board,
        venues: &Venues,
        now: Timestamp,
        chances: Option<&Chances>,
    ) -> Vec<Opportunity> {
        let mut found = Vec::new();
        for one in &board.markets {
            for other in &board.markets {
                let Some((first, second)) = sides(one, other) else {
                    continue;
                };
                let legs = self.best(one, &first, venues).zip(self.best(other, &second, venues));
                let Some((first, second)) = legs else {
                    continue;
                };
                let side = |leg: &OpportunityLeg| (leg.price, leg.commission);
                let [(price, rate), (other_price, other_rate)] = [side(&first), side(&second)];
                let pair = [
                    (&one.key, &first.selection, price, rate),
                    (&other.key, &second.selection, other_price, other_rate),
                ];
                if let Some(middle) = Middle::of(pair, chances)
                    && middle.cost <= self.cost_max
                {
                    let quoted = venue_count(one).min(venue_count(other));
                    found.push(self.opportunity(
                        board,
                        [first, second],
                        middle,
                        quoted,
                        venues,
                        now,
                    ));
                }
            }
        }
        found.sort_by_key(needed);
        found
    }

    /// The best price of a selection after commission.
    fn best(
        &self,
        market: &MarketBoard,
        selection: &Selection,
        venues: &Venues,
    ) -> Option<OpportunityLeg> {
        let board = market.selection(selection)?;
        let admitted = |id| {
            self.ignore_access
                || venues.get(id).is_some_and(|venue| venue.access == VenueAccess::Held)
        };
        let backs = board.quotes.iter().filter(|quote| quote.side == Side::Back);
        let legs = backs
            .filter(|quote| admitted(quote.venue_id))
            .map(|quote| leg(market, board, quote, commission_of(venues, quote.venue_id)));
        legs.reduce(|best, other| {
            let worth = |l: &OpportunityLeg| l.commission.effective(l.price.price());
            if worth(&other) > worth(&best) { other } else { best }
        })
    }

    fn opportunity(
        &self,
        board: &Board,
        mut legs: [OpportunityLeg; 2],
        middle: Middle,
        venue_count: usize,
        venues: &Venues,
        now: Timestamp,
    ) -> Opportunity {
        for (leg, share) in legs.iter_mut().zip(middle.shares) {
            leg.share = share;
        }
        let guaranteed = -middle.cost;
        let edge = middle.expected.map_or(guaranteed, |expected| expected.edge);
        let mut trust =
            self.policy.judge(&legs, guaranteed, venue_count, board.starts_at, venues, now);
        if edge <= Decimal::ZERO {
            trust = trust.with([TrustReason::NotAProfit]);
        }
        Opportunity {
            kind: OpportunityKind::Middle,
            event_id: board.event_id,
            market_id: legs[0].market_id,
            market: legs[0].market.clone(),
            legs: legs.into(),
            edge,
            guaranteed: Some(guaranteed),
            fair_probability: middle.expected.and_then(|expected| Some(expected.hit?.get())),
            venue_count,
            trust,
            found_at: now,
            detail: Detail::Middle(middle),
        }
    }
}

/// The sides that overlap, given the market of the first and that of the second: over the lower total
/// and under the higher, the home side with the larger head start and the away side.
fn sides(one: &MarketBoard, other: &MarketBoard) -> Option<(Selection, Selection)> {
    let alike = one.key.kind == other.key.kind && one.key.period == other.key.period;
    let (line, other) = one.key.line.zip(other.key.line).filter(|_| alike)?;
    match one.key.kind {
        MarketKind::Total if line < other => Some((Selection::Over, Selection::Under)),
        MarketKind::AsianHandicap if line > other => Some((Selection::Home, Selection::Away)),
        _ => None,
    }
}

fn needed(found: &Opportunity) -> Option<Decimal> {
    match &found.detail {
        Detail::Middle(middle) => Some(middle.probability_needed),
        _ => None,
    }
}
