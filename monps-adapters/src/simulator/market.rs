//! What each venue offers on a contest at an instant.

use monps_core::catalog::{Selection, VenueKind};
use monps_core::odds::Price;
use rust_decimal::{Decimal, dec};

use super::cast::{Character, VENUES};
use super::model::{Outlook, Question, even_line};
use super::noise::{pick, scatter, uniform, walk};
use super::world::{Fixture, Game, moved};

/// One venue's prices for one question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Offer {
    /// Which of [`VENUES`].
    pub venue: usize,
    pub question: Question,
    /// When the venue last looked at them.
    pub at_s: i64,
    pub backs: Vec<Tag>,
    /// At an exchange.
    pub lays: Vec<Tag>,
}

/// A price on one selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub selection: Selection,
    pub price: Price,
    /// What an exchange has waiting at it.
    pub available: Option<Decimal>,
}

/// The steps that venues price in: below the first number, the second.
const LADDER: [(Decimal, Decimal); 7] = [
    (dec!(3), dec!(0.01)),
    (dec!(4), dec!(0.02)),
    (dec!(6), dec!(0.05)),
    (dec!(10), dec!(0.10)),
    (dec!(20), dec!(0.50)),
    (dec!(50), dec!(1.00)),
    (dec!(1000), dec!(5.00)),
];
const PRICE_MIN: Decimal = dec!(1.01);
const PRICE_MAX: Decimal = dec!(500);

/// All offers on a contest, before any bargain.
pub(super) fn offers(seed: u64, fixture: &Fixture, at_s: i64) -> Vec<Offer> {
    let questions = questions(seed, fixture);
    (0..)
        .zip(&VENUES)
        .flat_map(|(index, venue)| of_venue(seed, fixture, at_s, (index, venue), &questions))
        .collect()
}

fn questions(seed: u64, fixture: &Fixture) -> Vec<Question> {
    match (fixture.game, fixture.truth(seed)) {
        (Game::Football, Outlook::Football { home, away }) => vec![
            Question::MatchOdds,
            Question::Goals,
            Question::Handicap(even_line(home, away)),
            Question::BothScore,
        ],
        _ => vec![Question::Winner],
    }
}

fn of_venue(
    seed: u64,
    fixture: &Fixture,
    at_s: i64,
    (index, venue): (usize, &Character),
    questions: &[Question],
) -> Vec<Offer> {
    let key = [seed, fixture.id, scatter(&[u64::try_from(index).unwrap_or(0), 31])];
    let phase = pick(&key, usize::try_from(venue.period_s).unwrap_or(1));
    let phase = i64::try_from(phase).unwrap_or(0);
    let at_s = (at_s - phase).div_euclid(venue.period_s) * venue.period_s + phase;
    let stray = |side: u64| {
        let [seed, fixture, venue_key] = key;
        let slow = walk(&[seed, fixture, venue_key, side, 1], at_s, 21_600);
        let quick = walk(&[seed, fixture, venue_key, side, 2], at_s, 1_800);
        venue.stray * (0.8 * slow + 0.2 * quick)
    };
    let view = moved(fixture.consensus(seed, at_s), stray(1), stray(2));
    let quoted = questions.iter().take(1 + venue.extras);
    quoted
        .map(|&question| {
            let chances = view.chances(question);
            let (backs, lays) = match venue.kind {
                VenueKind::Bookmaker => (priced(&chances, venue.margin), Vec::new()),
                VenueKind::Exchange => exchange(&chances, venue.margin, &key, at_s),
            };
            Offer { venue: index, question, at_s, backs, lays }
        })
        .collect()
}

/// Back prices with the margin laid on in proportion, rounded down to the ladder.
pub(super) fn priced(chances: &[(Selection, f64)], margin: f64) -> Vec<Tag> {
    let tag = |(selection, chance): &(Selection, f64)| {
        Some(Tag {
            selection: selection.clone(),
            price: step_down(1.0 / (chance * (1.0 + margin)))?,
            available: None,
        })
    };
    chances.iter().filter_map(tag).collect()
}

/// Both sides of an exchange, half the margin on each, with what is waiting there.
fn exchange(
    chances: &[(Selection, f64)],
    margin: f64,
    key: &[u64; 3],
    at_s: i64,
) -> (Vec<Tag>, Vec<Tag>) {
    let minute = at_s.div_euclid(60).cast_unsigned();
    let mut draws = 0;
    let mut waiting = || {
        draws += 1;
        let share = uniform(&[scatter(key), minute, draws]);
        let units = Decimal::try_from(20.0 + 1_500.0 * share * share).unwrap_or(dec!(20));
        Some(units.floor())
    };
    let mut backs = priced(chances, margin / 2.0);
    let mut lays = Vec::with_capacity(backs.len());
    for (back, (_, chance)) in backs.iter_mut().zip(chances) {
        back.available = waiting();
        let above = step_up(1.0 / (chance * (1.0 - margin / 2.0)), back.price);
        lays.extend(above.map(|price| Tag {
            selection: back.selection.clone(),
            price,
            available: waiting(),
        }));
    }
    (backs, lays)
}

fn step(price: Decimal) -> Decimal {
    let rung = LADDER.iter().find(|(below, _)| price < *below);
    rung.map_or(dec!(5.00), |(_, step)| *step)
}

/// The highest price of the ladder at or below a number.
fn step_down(price: f64) -> Option<Price> {
    let price = Decimal::try_from(price).ok()?.clamp(PRICE_MIN, PRICE_MAX);
    let step = step(price);
    Price::new((price / step).floor() * step).ok()
}

/// The lowest price of the ladder at or above a number, and above another price.
fn step_up(price: f64, above: Price) -> Option<Price> {
    let price = Decimal::try_from(price).ok()?.clamp(PRICE_MIN, PRICE_MAX);
    let least = above.get() + step(above.get());
    let step = step(price);
    Price::new(((price / step).ceil() * step).max(least)).ok()
}

/// A price to the hundredth, rounded down: what a bargain is quoted at.
pub(super) fn to_hundredth(price: f64) -> Option<Price> {
    let price = Decimal::try_from(price).ok()?.clamp(PRICE_MIN, PRICE_MAX);
    Price::new((price / dec!(0.01)).floor() * dec!(0.01)).ok()
}
