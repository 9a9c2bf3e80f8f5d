//! Arbitrage across the markets of one event.
//!
//! Home −0.5 against double chance X2, draw no bet and the draw, over 2.25 against under 2.75: bets of
//! different markets can cover everything that may happen between them, and sometimes pay for it.
//! Every quote is a function from the state of the event to its profit; to find the stakes with the
//! largest profit in the worst state is a linear programme.
//!
//! Its dual is the proof. A [`Solution`] carries weights of the states under which *no* bet of the
//! board is worth more than [`Solution::bound`]: whoever stakes, however cleverly, gains no more than
//! that in the mean over those weights, so not in the worst state either. Stakes and weights are
//! rounded and what they prove is worked out in exact decimals: `guaranteed` is what the stakes
//! really return at the least, and `bound − guaranteed` how far from the best that can be (some
//! 10⁻¹¹). A board on which nothing can be won is never found, because its guarantee is exact.
//!
//! ```
//! use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Selection};
//! use monps_core::detect::{CrossMarket, Venues};
//! use monps_core::id::{EventId, MarketId, SelectionId, VenueId};
//! use monps_core::odds::Price;
//! use monps_core::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
//! use monps_core::time::{Observed, parse_timestamp};
//!
//! let now = parse_timestamp("2026-11-22T12:00:00Z")?;
//! let market = |id, key, selection, price: &str| -> Result<_, Box<dyn std::error::Error>> {
//!     let quote = Quote {
//!         venue_id: VenueId::new(id),
//!         side: Side::Back,
//!         price: price.parse::<Price>()?.into(),
//!         available: None,
//!         stake_max: None,
//!         observed: Observed::at(now),
//!     };
//!     let selection_id = SelectionId::new(id);
//!     let selections = vec![SelectionBoard { selection_id, selection, quotes: vec![quote] }];
//!     Ok(MarketBoard { market_id: MarketId::new(id), key, selections })
//! };
//! // Home −0.5 loses where X2 wins, and the other way round.
//! let handicap = MarketKey::full_time(MarketKind::AsianHandicap, Some(Line::from_quarters(-2)))?;
//! let double = MarketKey::full_time(MarketKind::DoubleChance, None)?;
//! let markets = vec![
//!     market(1, handicap, Selection::Home, "2.10")?,
//!     market(2, double, Selection::DrawOrAway, "2.05")?,
//! ];
//! let board = Board { event_id: EventId::new(1), starts_at: now, markets };
//! let found = CrossMarket::default().solve(&board, &Venues::default(), Period::FullTime);
//! let found = found.ok_or("nothing to bet on")?;
//! // 1 / (1/2.10 + 1/2.05) − 1, and nobody can do better.
//! assert_eq!(found.guaranteed.round_sf(6), Some("0.0373494".parse()?));
//! assert!(found.gap() < "0.0000000001".parse()?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Commission is on the *net* winnings in each market of a venue, and inside the programme. So are the
//! limits of the quotes, where [`CrossMarket::total`] says how much is to be put up: a price that takes
//! ten euros carries ten and the next best the rest, and what fits nowhere is not put up.
//!
//! What this does not do: steps (that is [`crate::stake::hedge`]), markets that are not understood
//! (opaque ones are left out), and bets on different periods together.

mod bets;
mod profile;
mod programme;
mod proof;

pub use profile::{Profile, StateProfit, StateWeight};

use rust_decimal::{Decimal, dec};

use super::leg::venue_count;
use super::{Detail, Detector, Opportunity, OpportunityKind, OpportunityLeg, TrustPolicy, Venues};
use crate::catalog::{Period, VenueAccess, VenueKind};
use crate::id::{MarketId, VenueId};
use crate::quote::{Board, MarketBoard};
use crate::time::Timestamp;
use bets::{Bets, Scope};

/// A guarantee below this is none: it is what 28 digits leave of a third.
const GUARANTEE_MIN: Decimal = dec!(0.000_000_000_000_001);

/// Finds arbitrage across the markets of a board.
#[derive(Clone, Debug, Default)]
pub struct CrossMarket {
    /// The limits that trust is judged by.
    pub policy: TrustPolicy,
    /// The least guaranteed profit rate that is found; anything above 0 unless said otherwise.
    pub edge_min: Decimal,
    /// Leaves exchanges out.
    pub without_exchanges: bool,
    /// Looks at every venue alike, wherever the person may bet.
    pub ignore_access: bool,
    /// What is to be put up at the most, in the venues' currency: no quote then takes more than its
    /// limit and what is available. None, or nothing, looks at prices alone.
    pub total: Option<Decimal>,
}

/// The stakes with the largest guarantee, and why there are no better ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// What to take; `share` is the part of all that is put up (the liability of a lay).
    pub legs: Vec<OpportunityLeg>,
    /// The profit in the worst state, as a fraction of what is put up: exact for these shares.
    pub guaranteed: Decimal,
    /// No stakes on this board guarantee more: per unit put up here, where limits leave part of the
    /// total.
    pub bound: Decimal,
    /// The weights of states that prove it; they sum to 1, states of no weight are left out.
    pub weights: Vec<StateWeight>,
    /// The profit in every state.
    pub profile: Profile,
}

impl Solution {
    /// How far the guarantee may be from the best.
    #[must_use]
    pub fn gap(&self) -> Decimal {
        (self.bound - self.guaranteed).max(Decimal::ZERO)
    }

    /// Whether it is a profit for certain, and not what 28 digits leave of a third.
    fn pays(&self) -> bool {
        self.guaranteed >= GUARANTEE_MIN
    }

    /// The markets of the legs, each once.
    #[must_use]
    pub fn markets(&self) -> Vec<MarketId> {
        let mut markets: Vec<MarketId> = self.legs.iter().map(|leg| leg.market_id).collect();
        markets.sort_unstable();
        markets.dedup();
        markets
    }
}

impl CrossMarket {
    /// The best stakes on the markets of one period, a loss if there is nothing better: at every
    /// venue that is looked at, held or not. None where nothing that is understood is quoted, and
    /// with a [`total`](Self::total) where it is best kept.
    #[must_use]
    pub fn solve(&self, board: &Board, venues: &Venues, period: Period) -> Option<Solution> {
        let admitted = |id| self.looks_at(venues, id);
        solve(board, venues, &self.scope(period, &admitted))
    }

    fn scope<'s>(&self, period: Period, admitted: &'s dyn Fn(VenueId) -> bool) -> Scope<'s> {
        Scope { period, markets: &|_| true, admitted, total: some_total(self.total) }
    }

    fn looks_at(&self, venues: &Venues, id: VenueId) -> bool {
        let is_exchange = || venues.get(id).is_some_and(|venue| venue.kind == VenueKind::Exchange);
        !(self.without_exchanges && is_exchange())
    }

    fn best(&self, board: &Board, venues: &Venues, period: Period) -> Option<Solution> {
        held_first(venues, self.ignore_access, |admitted| {
            let admitted = |id| admitted(id) && self.looks_at(venues, id);
            solve(board, venues, &self.scope(period, &admitted)).filter(Solution::pays)
        })
    }
}

impl Detector for CrossMarket {
    fn kind(&self) -> OpportunityKind {
        OpportunityKind::CrossMarket
    }

    /// At most one finding a period, and only where its legs are of several markets: what one market
    /// gives alone is [`Arbitrage`](super::Arbitrage)'s to tell.
    fn detect(&self, board: &Board, venues: &Venues, now: Timestamp) -> Vec<Opportunity> {
        let mut periods: Vec<Period> = board.markets.iter().map(|m| m.key.period).collect();
        periods.sort_unstable();
        periods.dedup();
        let mut found = Vec::new();
        for period in periods {
            let Some(solution) = self.best(board, venues, period) else {
                continue;
            };
            if solution.guaranteed < self.edge_min || solution.markets().len() < 2 {
                continue;
            }
            found.extend(self.policy.opportunity(
                OpportunityKind::CrossMarket,
                solution,
                (board, venues, now),
            ));
        }
        found
    }
}

/// Solves what a scope admits.
fn solve(board: &Board, venues: &Venues, scope: &Scope<'_>) -> Option<Solution> {
    let bets = Bets::of(board, venues, scope)?;
    proof::prove(&bets, &programme::solve(&bets)?)
}

/// A total that something can be put up of.
fn some_total(total: Option<Decimal>) -> Option<Decimal> {
    total.filter(|total| *total > Decimal::ZERO)
}

/// The best stakes within one market.
pub(super) fn within(
    board: &Board,
    market: &MarketBoard,
    venues: &Venues,
    admitted: &dyn Fn(VenueId) -> bool,
    total: Option<Decimal>,
) -> Option<Solution> {
    let this = |other: &MarketBoard| other.market_id == market.market_id;
    let total = some_total(total);
    let scope = Scope { period: market.key.period, markets: &this, admitted, total };
    solve(board, venues, &scope).filter(Solution::pays)
}

/// What can be found among all venues; if that takes a venue where no account is held, what can be
/// found without such, if anything.
pub(super) fn held_first(
    venues: &Venues,
    ignore_access: bool,
    solve: impl Fn(&dyn Fn(VenueId) -> bool) -> Option<Solution>,
) -> Option<Solution> {
    let is_held = |id| venues.get(id).is_some_and(|venue| venue.access == VenueAccess::Held);
    let all = solve(&|_| true)?;
    if ignore_access || all.legs.iter().all(|leg| is_held(leg.venue_id)) {
        return Some(all);
    }
    solve(&is_held).or(Some(all))
}

impl TrustPolicy {
    /// A solution as a finding. Its market is that of its first leg, in the order of the board; it is
    /// quoted by as many venues as the least quoted of its markets.
    pub(super) fn opportunity(
        &self,
        kind: OpportunityKind,
        solution: Solution,
        (board, venues, now): (&Board, &Venues, Timestamp),
    ) -> Option<Opportunity> {
        let markets = solution.markets();
        let involved = board.markets.iter().filter(|market| markets.contains(&market.market_id));
        let venue_count = involved.map(venue_count).min()?;
        let first = solution.legs.first()?;
        let edge = solution.guaranteed;
        let trust = self.judge(&solution.legs, edge, venue_count, board.starts_at, venues, now);
        Some(Opportunity {
            kind,
            event_id: board.event_id,
            market_id: first.market_id,
            market: first.market.clone(),
            edge,
            guaranteed: Some(edge),
            fair_probability: None,
            venue_count,
            trust,
            found_at: now,
            legs: solution.legs,
            detail: Detail::Guarantee { bound: solution.bound, profile: solution.profile },
        })
    }
}

#[cfg(test)]
mod grid_tests;
#[cfg(test)]
mod limit_tests;
#[cfg(test)]
mod tests;
