//! The best stakes across all markets of one football event, proved: 20 venues, twelve kinds of questions
//! in 25 markets, about 1,500 quotes, one of the venues an exchange.
//!
//! The baseline only looks: what each quote brings in every state, as exact payoff vectors.

use std::error::Error;

use monps_core::catalog::{
    Line, Listed, MarketKey, MarketKind, Period, Venue, VenueAccess, VenueKind,
};
use monps_core::detect::{CrossMarket, Venues};
use monps_core::id::{EventId, MarketId, SelectionId, VenueId};
use monps_core::odds::{Commission, Price};
use monps_core::payoff::{Factor, Outcome, PayoffVector, StateSpace, settle_selection};
use monps_core::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
use monps_core::time::{Observed, TimeDelta, parse_timestamp};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::measure::{Contender, Figures, compare};
use crate::sample::Numbers;

const VENUES: i64 = 20;
/// The last venue is an exchange.
const EXCHANGE: i64 = VENUES - 1;
const QUOTES_MIN: usize = 1_400;

pub(crate) fn run() -> Result<Vec<Figures>, Box<dyn Error>> {
    let (board, venues) = invented()?;
    let keys: Vec<&MarketKey> = board.markets.iter().map(|market| &market.key).collect();
    let space = StateSpace::covering(&keys)?;
    let found = CrossMarket::default().solve(&board, &venues, Period::FullTime);
    let found = found.ok_or("nothing to bet on")?;
    if found.gap() > Decimal::new(1, 9) {
        return Err(format!("{} proved within {} only", found.guaranteed, found.gap()).into());
    }
    let vectors = || {
        let mut states = 0.0;
        for market in &board.markets {
            for selection in &market.selections {
                for quote in &selection.quotes {
                    let (side, price) = (quote.side, quote.price);
                    let key = &market.key;
                    if let Ok(vector) =
                        PayoffVector::of(&space, key, &selection.selection, side, price)
                    {
                        states += vector.profits().len().to_f64().unwrap_or_default();
                    }
                }
            }
        }
        states
    };
    let solve = || {
        let found = CrossMarket::default().solve(&board, &venues, Period::FullTime);
        found.and_then(|found| found.guaranteed.to_f64()).unwrap_or_default()
    };
    Ok(vec![compare(
        "event",
        1,
        vec![
            Contender::new("payoff vectors of every quote", vectors),
            Contender::new("CrossMarket::solve, proved", solve),
        ],
    )])
}

/// The questions that are quoted.
fn questions() -> Result<Vec<MarketKey>, Box<dyn Error>> {
    let mut keys = Vec::new();
    for kind in [
        MarketKind::MatchOdds,
        MarketKind::DrawNoBet,
        MarketKind::DoubleChance,
        MarketKind::BothTeamsToScore,
        MarketKind::OddEven,
        MarketKind::CorrectScore(Some(Listed::new(3)?)),
        MarketKind::WinningMargin(Some(Listed::new(3)?)),
    ] {
        keys.push(MarketKey::full_time(kind, None)?);
    }
    let lines: [(MarketKind, &[i32]); 5] = [
        (MarketKind::Total, &[6, 8, 9, 10, 11, 14]),
        (MarketKind::AsianHandicap, &[-6, -4, -3, -2, -1, 0]),
        (MarketKind::EuropeanHandicap, &[-4, 4]),
        (MarketKind::HomeTotal, &[2, 6]),
        (MarketKind::AwayTotal, &[2, 6]),
    ];
    for (kind, quarters) in lines {
        for &quarters in quarters {
            keys.push(MarketKey::full_time(kind.clone(), Some(Line::from_quarters(quarters)))?);
        }
    }
    Ok(keys)
}

/// Prices around what Poisson goals of 1.5 and 1.2 make fair, each with a margin of 1 to 6 %.
fn invented() -> Result<(Board, Venues), Box<dyn Error>> {
    let now = parse_timestamp("2026-11-22T18:00:00Z")?;
    let mut numbers = Numbers::seeded(5);
    let mut markets = Vec::new();
    for (id, key) in (0..).zip(questions()?) {
        let mut selections = Vec::new();
        for (at, selection) in (0..).zip(key.kind.selections()) {
            let space = StateSpace::scores(Period::FullTime, 20)?;
            let (mut won, mut back) = (0.0, 0.0);
            for (index, state) in space.states().enumerate() {
                let outcome = settle_selection(&key, selection, state)?;
                let weight = chance(index);
                // What an evens bet brings tells how much of the stake wins and how much comes back.
                let evens = Factor::of(Price::new(Decimal::TWO)?.into(), outcome).get();
                let evens = evens.to_f64().unwrap_or_default();
                match outcome {
                    Outcome::Won | Outcome::HalfWon => won += weight * (evens - 1.0),
                    Outcome::Lost | Outcome::HalfLost => back += weight * (1.0 - evens),
                    _ => {}
                }
            }
            let mut quotes = Vec::new();
            for venue in 0..VENUES {
                let margin = 1.01 + 0.05 * numbers.next();
                let fair = 1.0 + back / won;
                let cents = (fair / margin * 100.0).max(101.0).round().to_i64().unwrap_or(101);
                let quote = |side, cents: i64| -> Result<Quote, Box<dyn Error>> {
                    Ok(Quote {
                        venue_id: VenueId::new(venue),
                        side,
                        price: Price::new(Decimal::new(cents, 2))?.into(),
                        available: None,
                        stake_max: None,
                        observed: Observed::at(now),
                    })
                };
                quotes.push(quote(Side::Back, cents)?);
                if venue == EXCHANGE {
                    quotes.push(quote(Side::Lay, cents + 6)?);
                }
            }
            let selection_id = SelectionId::new(10 * id + at);
            selections.push(SelectionBoard { selection_id, selection: selection.clone(), quotes });
        }
        markets.push(MarketBoard { market_id: MarketId::new(id), key, selections });
    }
    let quotes: usize = markets.iter().flat_map(|m| &m.selections).map(|s| s.quotes.len()).sum();
    if quotes < QUOTES_MIN {
        return Err(format!("{quotes} quotes are too few").into());
    }
    let board = Board { event_id: EventId::new(1), starts_at: now + TimeDelta::days(1), markets };
    Ok((board, (0..VENUES).map(venue).collect::<Result<_, _>>()?))
}

/// The chance of a state of a grid up to 20 goals a side.
fn chance(index: usize) -> f64 {
    let term = |mean: f64, goals: usize| {
        (1..=goals).fold((-mean).exp(), |term, goal| term * mean / goal.to_f64().unwrap_or(1.0))
    };
    term(1.5, index / 21) * term(1.2, index % 21)
}

fn venue(id: i64) -> Result<Venue, Box<dyn Error>> {
    let is_exchange = id == EXCHANGE;
    Ok(Venue {
        id: VenueId::new(id),
        key: format!("venue_{id}").parse()?,
        title: format!("Venue {id}"),
        kind: if is_exchange { VenueKind::Exchange } else { VenueKind::Bookmaker },
        access: VenueAccess::Held,
        commission: if is_exchange {
            Commission::new(Decimal::new(2, 2))?
        } else {
            Commission::NONE
        },
        age_max: TimeDelta::minutes(10),
    })
}
