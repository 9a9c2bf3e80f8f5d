//! The rows of `tests/data/settlement_cases.csv`: what happened, and what must come back.

use std::collections::BTreeSet;

use monps_core::adapter::Score;
use monps_core::bet::{Bet, BetStatus, Channel, Leg, Offer, Strategy, Terms, Verdict};
use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Selection};
use monps_core::id::{BetId, EventId, VenueId};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::Commission;
use monps_core::payoff::{Finish, Outcome};
use monps_core::quote::Side;
use monps_core::settle::rules::Rules;
use monps_core::settle::{Contestant, EventResult, Incident, Played, Race, settle_result};

use super::{price, rules};

const CASES: &str = include_str!("../../data/settlement_cases.csv");

/// One row, read.
struct Case {
    market: MarketKey,
    selection: Selection,
    price: String,
    stake: Money,
    result: EventResult,
    rules: Rules,
    outcome: Outcome,
    returned: Money,
}

fn cases() -> Vec<(String, Case)> {
    let mut reader = csv::Reader::from_reader(CASES.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let read = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.unwrap();
        let cell = |name: &str| {
            record[columns.iter().position(|column| column == name).unwrap()].to_owned()
        };
        let euros = |name| Money::new(cell(name).parse().unwrap(), Currency::EUR).unwrap();
        let line = Some(cell("line")).filter(|text| !text.is_empty());
        let line = line.map(|text| text.parse::<Line>().unwrap());
        let period = cell("period").parse().unwrap();
        let market = MarketKey::new(cell("market").parse().unwrap(), period, line).unwrap();
        let selection = market.selection(&cell("selection")).unwrap();
        let rules_name = cell("rules");
        let case = Case {
            result: happened(&cell("what_happened"), &selection),
            market,
            selection,
            price: cell("price"),
            stake: euros("stake"),
            rules: if rules_name.is_empty() { Rules::default() } else { rules(&rules_name) },
            outcome: cell("outcome").parse().unwrap(),
            returned: euros("returned"),
        };
        (record.iter().collect::<Vec<_>>().join(","), case)
    };
    reader.into_records().map(read).collect()
}

/// Reads the column `what_happened`; the runner of a race is the one that was backed.
fn happened(text: &str, selection: &Selection) -> EventResult {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["abandoned,", "not", "played"] => {
            let incident = Incident::Abandoned { played_after_hours: None };
            EventResult::default().with_incident(incident)
        }
        ["abandoned,", "played", "after", hours, "hours,", score] => {
            let played_after_hours = Some(hours.parse().unwrap());
            let incident = Incident::Abandoned { played_after_hours };
            EventResult::played(vec![of(Period::FullTime, score)]).with_incident(incident)
        }
        ["walkover"] => EventResult::default().with_incident(Incident::Walkover),
        [who, "retires", when @ ..] => {
            let after = match when {
                ["before", "the", "start"] => Played::Nothing,
                ["in", "set", set] => Played::Sets(set.parse::<u8>().unwrap() - 1),
                _ => panic!("{text}"),
            };
            let incident = Incident::Retired { by: side(who), after };
            EventResult::default().with_incident(incident)
        }
        ["withdrawn"] => EventResult::of_race(Race {
            withdrawn: BTreeSet::from([selection.to_string()]),
            ..Race::default()
        }),
        ["unplaced"] => race(selection, Finish::UNPLACED),
        ["placed", place, "of", tied] => {
            let finish = Finish::new(place.parse().unwrap(), tied.parse().unwrap());
            race(selection, finish.unwrap())
        }
        ["S", sets, "sets", games @ ..] => {
            let mut scores = vec![of(Period::Sets, sets)];
            scores.extend(Period::SET.into_iter().zip(games).map(|(set, score)| of(set, score)));
            EventResult::played(scores)
        }
        [score] => EventResult::played(vec![of(Period::FullTime, score)]),
        parts => scores(parts),
    }
}

fn scores(parts: &[&str]) -> EventResult {
    let mut result = EventResult::default();
    for pair in parts.chunks(2) {
        match pair {
            ["HT", score] => result.scores.push(of(Period::FirstHalf, score)),
            ["FT", score] => result.scores.push(of(Period::FullTime, score)),
            ["ET", score] => result.scores.push(of(Period::WithOvertime, score)),
            [who, "qualifies"] => result.winner = Some(side(who)),
            _ => panic!("{parts:?}"),
        }
    }
    result
}

fn race(selection: &Selection, finish: Finish) -> EventResult {
    let finishes = [(selection.to_string(), finish)].into();
    EventResult::of_race(Race { finishes, ..Race::default() })
}

fn side(word: &str) -> Contestant {
    match word {
        "home" => Contestant::Home,
        "away" => Contestant::Away,
        _ => panic!("{word}"),
    }
}

fn of(period: Period, text: &str) -> Score {
    let (home, away) = text.split_once('-').unwrap();
    Score { period, home: home.parse().unwrap(), away: away.parse().unwrap() }
}

fn bet(case: &Case, side: Side) -> Bet {
    let quoted = price(&case.price);
    let leg =
        Leg::new(EventId::new(1), case.market.clone(), case.selection.clone(), quoted).unwrap();
    let terms = Terms {
        id: BetId::new(1),
        venue_id: VenueId::new(1),
        side,
        stake: case.stake,
        legs: vec![Leg { outcome: Some(case.outcome), ..leg }],
        commission: Commission::NONE,
        channel: Channel::Ligne,
        strategy: Strategy::MANUAL,
        offer: Offer::NONE,
    };
    Bet::new(terms, BetStatus::Open).unwrap()
}

#[test]
fn every_row_comes_out_as_it_says() {
    let cases = cases();
    assert!(cases.len() >= 150, "{} rows", cases.len());
    for (row, case) in &cases {
        let outcome = settle_result(&case.market, &case.selection, &case.result, &case.rules);
        assert_eq!(outcome, Ok(case.outcome), "{row}");
        let settled = bet(case, Side::Back).settlement(Verdict::Legs, Rounding::HalfUp).unwrap();
        assert_eq!(settled.payout(), case.returned, "{row}");
    }
}

#[test]
fn whoever_lays_gets_the_mirror_image() {
    for (row, case) in cases() {
        let profit = |side| {
            let settled = bet(&case, side).settlement(Verdict::Legs, Rounding::HalfUp).unwrap();
            settled.profit()
        };
        assert_eq!(profit(Side::Lay), -profit(Side::Back), "{row}");
    }
}

#[test]
fn every_market_and_period_is_in_the_table() {
    let cases = cases();
    let kinds: BTreeSet<String> = cases
        .iter()
        .map(|(_, case)| match &case.market.kind {
            MarketKind::CorrectScore(_) => "correct_score".to_owned(),
            MarketKind::WinningMargin(_) => "winning_margin".to_owned(),
            MarketKind::Place(_) => "place".to_owned(),
            kind => kind.slug(),
        })
        .collect();
    let expected = [
        "1x2",
        "asian_handicap",
        "away_total",
        "btts",
        "correct_score",
        "double_chance",
        "draw_no_bet",
        "european_handicap",
        "half_time_full_time",
        "home_total",
        "odd_even",
        "outright",
        "place",
        "to_qualify",
        "total",
        "winner",
        "winning_margin",
    ];
    assert!(kinds.iter().eq(expected), "{kinds:?}");
    let periods: BTreeSet<Period> = cases.iter().map(|(_, case)| case.market.period).collect();
    for period in Period::ALL {
        let never_alone = matches!(period, Period::FourthSet | Period::FifthSet);
        assert!(never_alone || periods.contains(&period), "{period:?}");
    }
    let outcomes: BTreeSet<&str> = cases.iter().map(|(_, case)| case.outcome.as_str()).collect();
    assert_eq!(outcomes.len(), 7, "{outcomes:?}");
}
