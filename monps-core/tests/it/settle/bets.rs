//! The rows of `tests/data/bet_cases.csv`: accumulators, systems and each-way bets.

use monps_core::bet::{Cents, EachWay, EachWayTerms, Leg, Standing, System, SystemKind, standing};
use monps_core::catalog::{MarketKey, MarketKind, Selection};
use monps_core::id::EventId;
use monps_core::money::{Currency, Money, Rounding};
use monps_core::payoff::Finish;

use super::price;

const CASES: &str = include_str!("../../data/bet_cases.csv");

fn money(text: &str) -> Money {
    Money::new(text.parse().unwrap(), Currency::EUR).unwrap()
}

/// `2.00 won; 1.80 void`, each on an event of its own from `first` up.
fn legs(text: &str, first: i64) -> Vec<Leg> {
    let market = MarketKey::full_time(MarketKind::DrawNoBet, None).unwrap();
    let parts = text.split("; ").filter(|part| !part.is_empty());
    let read = |(event, part): (i64, &str)| {
        let (at, outcome) = part.split_once(' ').unwrap();
        let leg = Leg::new(EventId::new(event), market.clone(), Selection::Home, price(at));
        Leg { outcome: Some(outcome.parse().unwrap()), ..leg.unwrap() }
    };
    (first..).zip(parts).map(read).collect()
}

fn accumulator(text: &str, stake: Money) -> Money {
    match standing(&legs(text, 1)).unwrap() {
        Standing::Decided { factor, .. } => factor.payout(stake, Rounding::HalfUp).unwrap(),
        Standing::Open { .. } => panic!("{text}"),
    }
}

fn system(kind: SystemKind, text: &str, banks: &str, stake: Money) -> Money {
    let system = System::new(kind, legs(text, 1), legs(banks, 100), stake).unwrap();
    system.settle(Cents::EachLine, Rounding::HalfUp).unwrap().payout()
}

/// `8/1 placed 2 of 1` on `12 runners 3 places 1/4`.
fn each_way(text: &str, terms: &str, pence: u8, stake: Money) -> Money {
    let terms: Vec<&str> = terms.split(' ').collect();
    let (numerator, denominator) = terms[4].split_once('/').unwrap();
    let fraction = (numerator.parse().unwrap(), denominator.parse().unwrap());
    let terms =
        EachWayTerms::new(terms[0].parse().unwrap(), terms[2].parse().unwrap(), fraction).unwrap();
    let words: Vec<&str> = text.split(' ').collect();
    let bet = EachWay::new(price(words[0]), terms, stake).unwrap();
    let paid = match words[1..] {
        ["withdrawn"] => bet.withdrawn(),
        ["unplaced"] => bet.settle(Finish::UNPLACED, pence, Rounding::HalfUp).unwrap(),
        ["placed", place, "of", tied] => {
            let finish = Finish::new(place.parse().unwrap(), tied.parse().unwrap()).unwrap();
            bet.settle(finish, pence, Rounding::HalfUp).unwrap()
        }
        _ => panic!("{text}"),
    };
    paid.total().unwrap()
}

#[test]
fn every_row_returns_what_it_says() {
    let mut reader = csv::Reader::from_reader(CASES.as_bytes());
    let mut count = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let (bet, text, banks, stake) = (&record[0], &record[1], &record[2], money(&record[3]));
        let returned = match bet {
            "accumulator" => accumulator(text, stake),
            "each_way" => each_way(text, &record[4], record[5].parse().unwrap_or(0), stake),
            system_kind => system(system_kind.parse().unwrap(), text, banks, stake),
        };
        assert_eq!(returned, money(&record[6]), "{record:?}");
        count += 1;
    }
    assert!(count >= 50, "{count} rows");
}
