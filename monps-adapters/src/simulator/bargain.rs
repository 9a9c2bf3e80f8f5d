//! Mispriced offers: now and then a soft book is late or wrong, and its price and the best of the
//! others make an arbitrage. Without them the invented market would be tidier than any real one.

use std::collections::BTreeMap;

use monps_core::catalog::{Selection, VenueKind};

use super::cast::VENUES;
use super::market::{Offer, priced, to_hundredth};
use super::model::Question;
use super::noise::{pick, scatter, uniform};
use super::world::{Fixture, Game, fixtures};

/// A bargain lasts this long.
const LASTS_S: i64 = 1_200;
/// How many there are at a time; two may fall on one contest.
const DRAWS: i64 = 5;
/// What a bargain returns for sure, at least and at most, per unit staked.
const PROFIT_MIN: f64 = 0.006;
const PROFIT_MAX: f64 = 0.034;

/// The mistakes on a contest, each told by the number that its terms are drawn from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mistakes {
    standing: Vec<u64>,
    /// Those that ended last, and when they did.
    ended: Vec<(u64, i64)>,
}

/// The contests with a bargain at an instant, by id, and those that had one before. All of them are
/// offered for as long as it lasts; one ends every few minutes, and another begins.
pub(super) fn bargains(seed: u64, at_s: i64, horizon_s: i64) -> BTreeMap<u64, Mistakes> {
    let mut all: BTreeMap<u64, Mistakes> = BTreeMap::new();
    for draw in 0..DRAWS {
        let phase_s = draw * LASTS_S / DRAWS;
        let period = (at_s + phase_s).div_euclid(LASTS_S);
        let begins = |period: i64| period * LASTS_S - phase_s;
        let drawn = |period: i64| {
            let begins_s = begins(period);
            let eligible = fixtures(seed, begins_s + LASTS_S, begins_s + horizon_s);
            let terms = scatter(&[seed, 91, period.cast_unsigned(), draw.cast_unsigned()]);
            let fixture = eligible.get(pick(&[terms, 1], eligible.len()))?;
            Some((fixture.id, terms))
        };
        if let Some((fixture, terms)) = drawn(period) {
            all.entry(fixture).or_default().standing.push(terms);
        }
        if let Some((fixture, terms)) = drawn(period - 1) {
            all.entry(fixture).or_default().ended.push((terms, begins(period)));
        }
    }
    all
}

/// Makes one bookmaker's price of the contest's result too high.
///
/// The price is set so that with the best of the *other* bookmakers it returns a small sure profit:
/// 1/price = 1/(1 + profit) − Σ 1/best of the others. The book keeps its own margin by asking more for
/// its other selections. It looks at that market all the while, and once more when the bargain ends:
/// the stamp of a price never goes back.
pub(super) fn apply(
    seed: u64,
    mistakes: &Mistakes,
    fixture: &Fixture,
    at_s: i64,
    offers: &mut [Offer],
) {
    let soft = soft(fixture, offers);
    let place = |terms: u64| soft.get(pick(&[terms, 2], soft.len())).copied();
    let looks = mistakes.standing.iter().map(|terms| (*terms, at_s));
    for (terms, at_s) in looks.chain(mistakes.ended.iter().copied()) {
        if let Some(offer) = place(terms).and_then(|place| offers.get_mut(place)) {
            offer.at_s = offer.at_s.max(at_s);
        }
    }
    // Where two fall together the market bears one.
    let Some((terms, place)) = mistakes.standing.last().and_then(|t| Some((*t, place(*t)?))) else {
        return;
    };
    let luck = uniform(&[terms, 3]);
    let profit = PROFIT_MIN + (PROFIT_MAX - PROFIT_MIN) * luck * luck;
    if let Some(backs) = raised(fixture, seed, at_s, offers, place, profit)
        && let Some(offer) = offers.get_mut(place)
    {
        offer.backs = backs;
    }
}

/// The offers that may be mistaken: the contest's result at bookmakers with a wide margin.
fn soft(fixture: &Fixture, offers: &[Offer]) -> Vec<usize> {
    let question = match fixture.game {
        Game::Football => Question::MatchOdds,
        Game::Tennis => Question::Winner,
    };
    let is_soft = |offer: &Offer| {
        let venue = VENUES.get(offer.venue);
        offer.question == question
            && venue.is_some_and(|v| v.kind == VenueKind::Bookmaker && v.margin > 0.03)
    };
    (0..offers.len()).filter(|&place| offers.get(place).is_some_and(is_soft)).collect()
}

/// The prices of one book with the bargain among them; `None` when the market is no worse as it is.
fn raised(
    fixture: &Fixture,
    seed: u64,
    at_s: i64,
    offers: &[Offer],
    place: usize,
    profit: f64,
) -> Option<Vec<super::market::Tag>> {
    let own = offers.get(place)?;
    let chances = fixture.consensus(seed, at_s).chances(own.question);
    let bargain = middling(&chances)?;
    let mut others = 0.0;
    for (selection, _) in chances.iter().filter(|(selection, _)| *selection != bargain) {
        others += 1.0 / best_elsewhere(offers, own, selection)?;
    }
    let implied = 1.0 / (1.0 + profit) - others;
    let price = (implied > 0.0).then(|| to_hundredth(1.0 / implied))??;
    let stood = own.backs.iter().find(|tag| tag.selection == bargain)?;
    if price <= stood.price {
        return None;
    }
    let margin = VENUES.get(own.venue)?.margin;
    let left: f64 = chances
        .iter()
        .filter(|(selection, _)| *selection != bargain)
        .map(|(_, chance)| chance)
        .sum();
    let dearer: Vec<(Selection, f64)> = chances
        .into_iter()
        .map(|(selection, chance)| {
            let share = chance / left * (1.0 - implied / (1.0 + margin));
            (selection, share)
        })
        .collect();
    let mut backs = priced(&dearer, margin);
    backs.iter_mut().find(|tag| tag.selection == bargain)?.price = price;
    Some(backs)
}

/// The selection of middling chance: neither so short that a hundredth matters nor so long that the
/// price looks absurd.
fn middling(chances: &[(Selection, f64)]) -> Option<Selection> {
    let mut sorted: Vec<&(Selection, f64)> = chances.iter().collect();
    sorted.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    sorted.get((sorted.len().saturating_sub(1)) / 2).map(|(selection, _)| selection.clone())
}

/// The best back price of a selection at any other bookmaker.
fn best_elsewhere(offers: &[Offer], own: &Offer, selection: &Selection) -> Option<f64> {
    let is_bookmaker =
        |offer: &Offer| VENUES.get(offer.venue).is_some_and(|v| v.kind == VenueKind::Bookmaker);
    let best = offers
        .iter()
        .filter(|offer| offer.question == own.question && offer.venue != own.venue)
        .filter(|offer| is_bookmaker(offer))
        .flat_map(|offer| &offer.backs)
        .filter(|tag| tag.selection == *selection)
        .map(|tag| tag.price)
        .max()?;
    f64::try_from(best.get()).ok()
}
