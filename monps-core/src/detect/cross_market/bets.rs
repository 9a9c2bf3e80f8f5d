//! The bets that a board offers, and the states that they can tell apart.
//!
//! A lay is a back of the opposite: laying at `o` puts up `o − 1` to win 1, which is backing the
//! mirrored outcomes at `o / (o − 1)`. So every bet is one row of outcomes and one gain, per unit put
//! up, and of two bets with the same row the one with the lower gain need not be looked at.
//!
//! States in which every bet has the same outcome are one class. A grid of scores has tens to
//! thousands of states and the markets of an event tell a few dozen apart.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::catalog::{Listed, MarketKey, MarketKind, Period, Selection};
use crate::detect::Venues;
use crate::detect::leg::commission_of;
use crate::id::VenueId;
use crate::odds::{Commission, PRICE_MAX};
use crate::payoff::{Factor, Outcome, State, StateSpace, settle_selection};
use crate::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};

/// A quote that may be taken.
#[derive(Clone, Copy)]
pub(super) struct Bet<'a> {
    pub(super) market: &'a MarketBoard,
    pub(super) selection: &'a SelectionBoard,
    pub(super) quote: &'a Quote,
    pub(super) commission: Commission,
    /// Which row of outcomes it has.
    pub(super) row: usize,
    /// The profit for one unit put up when it wins: after commission where it has no pool.
    pub(super) gain: Decimal,
    /// Whose net winnings pay the commission, where several bets share it.
    pub(super) pool: Option<usize>,
    /// The largest share of the total that is to be had; none where the total itself is.
    pub(super) cap: Option<Decimal>,
}

/// The bets at one venue in one market: commission is taken from what they win together.
pub(super) struct Pool {
    pub(super) commission: Commission,
    /// Classes of states that its bets cannot tell apart, by class of the whole.
    pub(super) class_of: Vec<usize>,
    pub(super) classes: usize,
}

/// What may be done on a board, and what may happen.
pub(super) struct Bets<'a> {
    pub(super) bets: Vec<Bet<'a>>,
    pub(super) pools: Vec<Pool>,
    /// The outcome in each class of states, by row.
    pub(super) rows: Vec<Vec<Outcome>>,
    /// The states of each class.
    pub(super) classes: Vec<Vec<State>>,
    /// Whether part of the total may be kept: so where limits may leave room for no more.
    pub(super) may_keep: bool,
}

/// What is looked at.
pub(super) struct Scope<'s> {
    pub(super) period: Period,
    pub(super) markets: &'s dyn Fn(&MarketBoard) -> bool,
    pub(super) admitted: &'s dyn Fn(VenueId) -> bool,
    /// What is to be put up at the most, where limits count.
    pub(super) total: Option<Decimal>,
}

impl Scope<'_> {
    /// The bet of a quote before commission; none where nothing of it is to be had.
    fn bet<'a>(
        &self,
        (market, selection): (&'a MarketBoard, &'a SelectionBoard),
        quote: &'a Quote,
        commission: Commission,
        row: usize,
    ) -> Option<Bet<'a>> {
        let gain = gain(quote)?;
        let cap = self.total.and_then(|total| cap(quote, total));
        if cap.is_some_and(|cap| cap <= Decimal::ZERO) {
            return None;
        }
        Some(Bet { market, selection, quote, commission, row, gain, pool: None, cap })
    }
}

/// The share of a total that a quote takes at the most; none where it takes all of it.
fn cap(quote: &Quote, total: Decimal) -> Option<Decimal> {
    let limit = match (quote.stake_max, quote.available) {
        (Some(one), Some(other)) => one.min(other),
        (one, other) => one.or(other)?,
    };
    let put_up = match quote.side {
        Side::Back => Decimal::ONE,
        Side::Lay => Factor::won(quote.price).get() - Decimal::ONE,
    };
    // A limit beyond all numbers is none.
    limit.checked_mul(put_up)?.checked_div(total).filter(|share| *share < Decimal::ONE)
}

impl<'a> Bets<'a> {
    /// Every bet that may be worth taking; none where no market is understood.
    pub(super) fn of(board: &'a Board, venues: &Venues, scope: &Scope<'_>) -> Option<Self> {
        let markets: Vec<&MarketBoard> = board
            .markets
            .iter()
            .filter(|market| market.key.period == scope.period && (scope.markets)(market))
            .filter(|market| !matches!(market.key.kind, MarketKind::Opaque(_)))
            .filter(|market| StateSpace::covering(&[&market.key]).is_ok())
            .collect();
        let keys: Vec<_> = markets.iter().map(|market| sized_by(market)).collect();
        let space = StateSpace::covering(&keys.iter().collect::<Vec<_>>()).ok()?;
        let settled: Vec<(&MarketBoard, &SelectionBoard, Vec<Outcome>)> = markets
            .iter()
            .flat_map(|market| market.selections.iter().map(move |selection| (*market, selection)))
            .filter_map(|(market, selection)| {
                let outcomes = space
                    .states()
                    .map(|state| settle_selection(&market.key, &selection.selection, state));
                Some((market, selection, outcomes.collect::<Result<_, _>>().ok()?))
            })
            .collect();
        let (classes, first) = classes(&space, &settled);
        let mut found = Self {
            bets: Vec::new(),
            pools: Vec::new(),
            rows: Vec::new(),
            classes,
            may_keep: scope.total.is_some(),
        };
        let mut rows = HashMap::new();
        let mut shared: Vec<Bet<'a>> = Vec::new();
        for (market, selection, outcomes) in &settled {
            let row: Vec<Outcome> = first.iter().map(|&state| outcomes[state]).collect();
            for side in [Side::Back, Side::Lay] {
                let row = found.row(&mut rows, &row, side);
                found.take(market, selection, side, row, venues, scope, &mut shared);
            }
        }
        found.pool(shared);
        Some(found)
    }

    /// The number of a row of outcomes, seen from a side.
    fn row(
        &mut self,
        known: &mut HashMap<Vec<Outcome>, usize>,
        backers: &[Outcome],
        side: Side,
    ) -> usize {
        let row: Vec<Outcome> = match side {
            Side::Back => backers.to_vec(),
            Side::Lay => backers.iter().map(|outcome| outcome.mirrored()).collect(),
        };
        *known.entry(row).or_insert_with_key(|row| {
            self.rows.push(row.clone());
            self.rows.len() - 1
        })
    }

    /// Takes the best quote without commission, and as many of the next best as it takes to put up
    /// the total; those with commission are kept apart.
    #[expect(clippy::too_many_arguments, reason = "the state of one loop, in one place")]
    fn take(
        &mut self,
        market: &'a MarketBoard,
        selection: &'a SelectionBoard,
        side: Side,
        row: usize,
        venues: &Venues,
        scope: &Scope<'_>,
        shared: &mut Vec<Bet<'a>>,
    ) {
        let mut free: Vec<Bet<'a>> = Vec::new();
        for quote in &selection.quotes {
            if quote.side != side || !(scope.admitted)(quote.venue_id) {
                continue;
            }
            let commission = commission_of(venues, quote.venue_id);
            let Some(bet) = scope.bet((market, selection), quote, commission, row) else {
                continue;
            };
            if commission.is_none() {
                free.push(bet);
            } else {
                shared.push(bet);
            }
        }
        // The best first: a higher price to back, a lower one to lay, gains more.
        free.sort_by_key(|bet| std::cmp::Reverse(bet.gain));
        for bet in free {
            self.keep(bet);
            if bet.cap.is_none() {
                break;
            }
        }
    }

    /// Keeps a bet unless another of its row gains as much and takes any stake; in its turn it
    /// replaces those that it makes useless.
    fn keep(&mut self, bet: Bet<'a>) {
        let is_rival = |kept: &Bet<'_>| kept.row == bet.row && kept.pool.is_none();
        let beats = |one: &Bet<'_>, other: &Bet<'_>| one.cap.is_none() && one.gain >= other.gain;
        if self.bets.iter().any(|kept| is_rival(kept) && beats(kept, &bet)) {
            return;
        }
        let is_beaten = |kept: &Bet<'_>| is_rival(kept) && beats(&bet, kept);
        let Some(first) = self.bets.iter().position(is_beaten) else {
            self.bets.push(bet);
            return;
        };
        // In the place of the first, so that the order of the board is kept.
        self.bets[first] = bet;
        let mut at = 0;
        self.bets.retain(|kept| {
            at += 1;
            at - 1 == first || !is_beaten(kept)
        });
    }

    /// Sorts bets with commission by who takes it from what. A bet that is alone there is one like
    /// any other, at its effective price.
    fn pool(&mut self, mut bets: Vec<Bet<'a>>) {
        bets.sort_by_key(|bet| (bet.quote.venue_id, bet.market.market_id));
        for together in bets.chunk_by(|one, other| {
            one.quote.venue_id == other.quote.venue_id
                && one.market.market_id == other.market.market_id
        }) {
            if let [alone] = together {
                let kept = Decimal::ONE - alone.commission.rate();
                self.keep(Bet { gain: alone.gain * kept, ..*alone });
                continue;
            }
            let mut known = HashMap::new();
            let class_of = (0..self.classes.len()).map(|class| {
                let outcomes: Vec<Outcome> =
                    together.iter().map(|bet| self.rows[bet.row][class]).collect();
                let next = known.len();
                *known.entry(outcomes).or_insert(next)
            });
            let class_of = class_of.collect();
            let commission = together[0].commission;
            self.pools.push(Pool { commission, class_of, classes: known.len() });
            let pool = Some(self.pools.len() - 1);
            self.bets.extend(together.iter().map(|bet| Bet { pool, ..*bet }));
        }
    }

    /// The profit of a bet for one unit put up in a class of states, before a pool's commission.
    pub(super) fn profit(&self, bet: &Bet<'_>, class: usize) -> Decimal {
        match self.rows[bet.row][class] {
            Outcome::Won => bet.gain,
            Outcome::HalfWon => bet.gain / Decimal::TWO,
            Outcome::HalfLost => -Decimal::ONE / Decimal::TWO,
            Outcome::Lost => -Decimal::ONE,
            _ => Decimal::ZERO,
        }
    }
}

/// The profit for one unit put up when a quote wins, before commission. None for a lay so close to 1
/// that it puts up next to nothing: it would be a price beyond any that exists.
fn gain(quote: &Quote) -> Option<Decimal> {
    let won = Factor::won(quote.price).get() - Decimal::ONE;
    match quote.side {
        Side::Back => Some(won),
        Side::Lay => Decimal::ONE.checked_div(won).filter(|gain| *gain <= PRICE_MAX),
    }
}

/// What the grid must be wide enough for. A market of margins may be about any margin that can be named, of
/// which a board names few: it tells no more apart than the exact scores up to its largest do.
fn sized_by(market: &MarketBoard) -> MarketKey {
    let named = market.selections.iter().map(|board| match &board.selection {
        Selection::WinBy(band) => band.largest(),
        _ => 1,
    });
    if !matches!(market.key.kind, MarketKind::WinningMargin(_)) {
        return market.key.clone();
    }
    let listed = Listed::new(named.max().unwrap_or(1)).ok();
    let scores = listed.map(|most| MarketKind::CorrectScore(Some(most)));
    let key = scores.and_then(|kind| MarketKey::new(kind, market.key.period, None).ok());
    key.unwrap_or_else(|| market.key.clone())
}

/// The states that no selection tells apart, class by class, and the first state of each.
fn classes(
    space: &StateSpace,
    settled: &[(&MarketBoard, &SelectionBoard, Vec<Outcome>)],
) -> (Vec<Vec<State>>, Vec<usize>) {
    let mut known: HashMap<Vec<Outcome>, usize> = HashMap::new();
    let (mut classes, mut first) = (Vec::<Vec<State>>::new(), Vec::new());
    for (at, state) in space.states().enumerate() {
        let outcomes = settled.iter().map(|(.., outcomes)| outcomes[at]).collect();
        let class = *known.entry(outcomes).or_insert(classes.len());
        if class == classes.len() {
            classes.push(Vec::new());
            first.push(at);
        }
        classes[class].push(state);
    }
    (classes, first)
}
