//! Arbitrage within a market.
//!
//! One price a selection, each the best to be had. With stakes that return the same whatever
//! happens, the total staked is the return times Σ β, where a venue without commission weighs
//! 1 / price and the legs at an exchange weigh together β = A / (1 − c(1 − A)): A is the sum of
//! their 1 / price and c the commission on their *net* winnings. (From (sᵢoᵢ − S)(1 − c) = Y − S for
//! each leg i of the exchange, S its stakes and Y the common return.) A single leg gives
//! 1 / (1 + (price − 1)(1 − c)), the effective price; two legs at one exchange cost less than that,
//! because the loss of one is set against the winnings of the other.
//!
//! There is an arbitrage when Σ β < 1, decided exactly; it pays 1 / Σ β − 1.

use rust_decimal::Decimal;

use super::exact::Fraction;
use super::leg::{leg, venue_count};
use super::{Detail, Detector, Opportunity, OpportunityKind, OpportunityLeg, TrustPolicy, Venues};
use crate::catalog::{MarketKind, VenueAccess, VenueKind};
use crate::id::VenueId;
use crate::odds::Commission;
use crate::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
use crate::time::Timestamp;

/// More ways than this to pick a venue for each selection are not tried one by one.
const COMBINATIONS_MAX: usize = 4096;

/// Finds arbitrage within each market of a board.
#[derive(Clone, Debug, Default)]
pub struct Arbitrage {
    /// The limits that trust is judged by.
    pub policy: TrustPolicy,
    /// The least profit rate that is found; anything above 0 unless said otherwise.
    pub edge_min: Decimal,
    /// Leaves exchanges out.
    pub without_exchanges: bool,
    /// Looks at every venue alike, wherever the person may bet.
    pub ignore_access: bool,
}

/// A price that may serve for a selection.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    quote: &'a Quote,
    commission: Commission,
    implied: Fraction,
}

/// A choice of one candidate a selection, and what it weighs.
struct Choice<'a> {
    legs: Vec<Candidate<'a>>,
    book_sum: Fraction,
}

impl Detector for Arbitrage {
    fn kind(&self) -> OpportunityKind {
        OpportunityKind::Arbitrage
    }

    /// At most one finding a market: among the venues where an account is held if there is one
    /// there, otherwise among all of them, with the reason why it cannot be staked.
    fn detect(&self, board: &Board, venues: &Venues, now: Timestamp) -> Vec<Opportunity> {
        board
            .markets
            .iter()
            .filter(|market| market.key.kind.is_partition() && market.is_complete())
            .filter_map(|market| {
                let held = |id| {
                    self.ignore_access
                        || venues.get(id).is_some_and(|venue| venue.access == VenueAccess::Held)
                };
                let choice = self.best(market, venues, held).or_else(|| {
                    if self.ignore_access { None } else { self.best(market, venues, |_| true) }
                })?;
                let found = self.opportunity(board, market, &choice, venues, now);
                (found.edge >= self.edge_min).then_some(found)
            })
            .collect()
    }
}

impl Arbitrage {
    /// The choice with the smallest book sum, if it is below 1.
    fn best<'a>(
        &self,
        market: &'a MarketBoard,
        venues: &Venues,
        admitted: impl Fn(VenueId) -> bool,
    ) -> Option<Choice<'a>> {
        let candidates: Vec<Vec<Candidate<'a>>> = market
            .key
            .kind
            .selections()
            .iter()
            .map(|selection| {
                let board = market.selection(selection)?;
                Some(self.candidates(board, venues, &admitted)).filter(|found| !found.is_empty())
            })
            .collect::<Option<_>>()?;
        smallest(&candidates).filter(|choice| choice.book_sum.is_below_one())
    }

    /// The best price without commission, and each exchange's own.
    fn candidates<'a>(
        &self,
        board: &'a SelectionBoard,
        venues: &Venues,
        admitted: &impl Fn(VenueId) -> bool,
    ) -> Vec<Candidate<'a>> {
        let mut plain: Option<Candidate<'a>> = None;
        let mut charged = Vec::new();
        for quote in &board.quotes {
            if quote.side != Side::Back || !admitted(quote.venue_id) {
                continue;
            }
            let venue = venues.get(quote.venue_id);
            let is_exchange = venue.is_some_and(|venue| venue.kind == VenueKind::Exchange);
            if self.without_exchanges && is_exchange {
                continue;
            }
            let commission = venue.map_or(Commission::NONE, |venue| venue.commission);
            let Some(implied) = Fraction::implied(quote.price) else {
                continue;
            };
            let candidate = Candidate { quote, commission, implied };
            if !commission.is_none() {
                charged.push(candidate);
            } else if plain.is_none_or(|best| quote.price.price() > best.quote.price.price()) {
                plain = Some(candidate);
            }
        }
        plain.into_iter().chain(charged).collect()
    }

    fn opportunity(
        &self,
        board: &Board,
        market: &MarketBoard,
        choice: &Choice<'_>,
        venues: &Venues,
        now: Timestamp,
    ) -> Opportunity {
        let edge = choice.book_sum.profit_rate();
        let legs: Vec<OpportunityLeg> = market
            .key
            .kind
            .selections()
            .iter()
            .zip(&choice.legs)
            .filter_map(|(selection, chosen)| {
                let selection = market.selection(selection)?;
                Some(OpportunityLeg {
                    share: choice.share(chosen),
                    ..leg(market, selection, chosen.quote, chosen.commission)
                })
            })
            .collect();
        let venue_count = venue_count(market);
        let trust = self.policy.judge(&legs, edge, venue_count, board.starts_at, venues, now);
        Opportunity {
            kind: OpportunityKind::Arbitrage,
            event_id: board.event_id,
            market_id: market.market_id,
            market: market.key.clone(),
            guaranteed: Some(worst_case(market, edge)),
            legs,
            edge,
            fair_probability: None,
            venue_count,
            trust,
            found_at: now,
            detail: Detail::None,
        }
    }
}

impl Choice<'_> {
    /// The share of the total that returns the same on every leg.
    ///
    /// With Y the common return and S the stakes at the leg's venue, sᵢ = ((Y − S)/(1 − c) + S)/oᵢ.
    fn share(&self, leg: &Candidate<'_>) -> Decimal {
        let group = self
            .legs
            .iter()
            .filter(|other| other.quote.venue_id == leg.quote.venue_id)
            .try_fold(Fraction::ZERO, |sum, other| sum.plus(other.implied))
            .and_then(|sum| sum.after(leg.commission))
            .map_or_else(|| leg.implied.to_decimal(), Fraction::to_decimal);
        let kept = Decimal::ONE - leg.commission.rate();
        let gross = if leg.commission.is_none() {
            Decimal::ONE
        } else {
            (Decimal::ONE - group) / kept + group
        };
        gross * leg.implied.to_decimal() / self.book_sum.to_decimal()
    }
}

/// Tries every choice of one candidate a selection; beyond a bound, takes each best by itself.
fn smallest<'a>(candidates: &[Vec<Candidate<'a>>]) -> Option<Choice<'a>> {
    let combinations = candidates
        .iter()
        .try_fold(1_usize, |product, choices| product.checked_mul(choices.len()))
        .filter(|count| *count <= COMBINATIONS_MAX);
    let Some(combinations) = combinations else {
        return choice(candidates.iter().filter_map(|choices| best_alone(choices)).collect());
    };
    let mut best: Option<Choice<'a>> = None;
    for index in 0..combinations {
        let mut rest = index;
        let legs = candidates.iter().map(|choices| {
            let picked = choices[rest % choices.len()];
            rest /= choices.len();
            picked
        });
        let Some(tried) = choice(legs.collect()) else {
            continue;
        };
        if best.as_ref().is_none_or(|best| tried.book_sum.is_less_than(best.book_sum)) {
            best = Some(tried);
        }
    }
    best
}

fn best_alone<'a>(choices: &[Candidate<'a>]) -> Option<Candidate<'a>> {
    choices.iter().copied().reduce(|best, candidate| {
        let alone = |leg: &Candidate<'_>| leg.commission.effective(leg.quote.price.price());
        if alone(&candidate) > alone(&best) { candidate } else { best }
    })
}

/// Weighs a choice: legs with commission together by venue, the others one by one.
fn choice(legs: Vec<Candidate<'_>>) -> Option<Choice<'_>> {
    let mut book_sum = Fraction::ZERO;
    for (index, leg) in legs.iter().enumerate() {
        let same_venue = |other: &&Candidate<'_>| other.quote.venue_id == leg.quote.venue_id;
        if leg.commission.is_none() {
            book_sum = book_sum.plus(leg.implied)?;
        } else if !legs[..index].iter().any(|other| same_venue(&other)) {
            let together = legs
                .iter()
                .filter(same_venue)
                .try_fold(Fraction::ZERO, |sum, other| sum.plus(other.implied))?;
            book_sum = book_sum.plus(together.after(leg.commission)?)?;
        }
    }
    Some(Choice { legs, book_sum })
}

/// A push pays every stake back, so nothing is won; on a quarter line half of each stake is pushed.
fn worst_case(market: &MarketBoard, edge: Decimal) -> Decimal {
    match (&market.key.kind, market.key.line) {
        (MarketKind::DrawNoBet, _) => Decimal::ZERO,
        (
            MarketKind::Total
            | MarketKind::HomeTotal
            | MarketKind::AwayTotal
            | MarketKind::AsianHandicap,
            Some(line),
        ) => match line.quarters().rem_euclid(4) {
            0 => Decimal::ZERO,
            2 => edge,
            _ => edge / Decimal::TWO,
        },
        _ => edge,
    }
}

#[cfg(test)]
mod tests;
