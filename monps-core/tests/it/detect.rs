//! The numbers of the field on arbitrage, hedges and middles, through the public doors.

use monps_core::catalog::{
    Line, MarketKey, MarketKind, Period, Selection, Venue, VenueAccess, VenueKind,
};
use monps_core::detect::{
    Arbitrage, BackLay, CrossMarket, Detector, Middle, RuleLeg, Solution, Venues, hedge_states,
    rule_profile,
};
use monps_core::id::{EventId, MarketId, SelectionId, VenueId};
use monps_core::money::Rounding;
use monps_core::odds::{Commission, Price, QuotedPrice};
use monps_core::payoff::Outcome;
use monps_core::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
use monps_core::stake::hedge::{BackStake, Goal, HedgeLeg, lay_stake, plan};
use monps_core::time::{Observed, TimeDelta, Timestamp, parse_timestamp};
use rust_decimal::{Decimal, dec};

fn now() -> Timestamp {
    parse_timestamp("2026-11-22T12:00:00Z").unwrap()
}

fn price(price: Decimal) -> QuotedPrice {
    Price::new(price).unwrap().into()
}

fn line(kind: MarketKind, text: &str) -> MarketKey {
    MarketKey::full_time(kind, Some(text.parse::<Line>().unwrap())).unwrap()
}

fn plain(kind: MarketKind) -> MarketKey {
    MarketKey::full_time(kind, None).unwrap()
}

/// One venue a quote, each in a market of its own unless the question is the same.
fn board(quotes: &[(MarketKey, Selection, Side, Decimal)]) -> Board {
    let mut markets: Vec<MarketBoard> = Vec::new();
    for (id, (key, selection, side, at)) in (1..).zip(quotes) {
        let quote = Quote {
            venue_id: VenueId::new(id),
            side: *side,
            price: price(*at),
            available: None,
            stake_max: None,
            observed: Observed::at(now()),
        };
        if !markets.iter().any(|market| market.key == *key) {
            let (market_id, selections) = (MarketId::new(id), Vec::new());
            markets.push(MarketBoard { market_id, key: key.clone(), selections });
        }
        let market = markets.iter_mut().find(|market| market.key == *key).unwrap();
        match market.selections.iter_mut().find(|board| board.selection == *selection) {
            Some(board) => board.quotes.push(quote),
            None => market.selections.push(SelectionBoard {
                selection_id: SelectionId::new(id),
                selection: selection.clone(),
                quotes: vec![quote],
            }),
        }
    }
    Board { event_id: EventId::new(1), starts_at: now() + TimeDelta::days(2), markets }
}

/// Held bookmakers, and one exchange at 5 %.
fn venues(exchange: i64) -> Venues {
    let venue = |id| Venue {
        id: VenueId::new(id),
        key: format!("venue_{id}").parse().unwrap(),
        title: format!("Venue {id}"),
        kind: if id == exchange { VenueKind::Exchange } else { VenueKind::Bookmaker },
        access: VenueAccess::Held,
        commission: if id == exchange {
            Commission::new(dec!(0.05)).unwrap()
        } else {
            Commission::NONE
        },
        age_max: TimeDelta::minutes(10),
    };
    (1..=4).map(venue).collect()
}

fn solve(quotes: &[(MarketKey, Selection, Side, Decimal)]) -> Solution {
    CrossMarket::default().solve(&board(quotes), &venues(0), Period::FullTime).unwrap()
}

fn digits(value: Decimal, decimals: u32) -> Decimal {
    Rounding::HalfEven.apply(value, decimals)
}

#[test]
fn within_a_market() {
    let winner = plain(MarketKind::Winner);
    let quotes = [
        (winner.clone(), Selection::Home, Side::Back, dec!(2.10)),
        (winner, Selection::Away, Side::Back, dec!(2.05)),
    ];
    let found = Arbitrage::default().detect(&board(&quotes), &venues(0), now());
    assert_eq!(digits(found[0].edge, 4), dec!(0.0373));
    assert_eq!(digits(solve(&quotes).guaranteed, 10), digits(found[0].edge, 10));
}

#[test]
fn handicap_against_double_chance() {
    let found = solve(&[
        (line(MarketKind::AsianHandicap, "-0.5"), Selection::Home, Side::Back, dec!(2.10)),
        (plain(MarketKind::DoubleChance), Selection::DrawOrAway, Side::Back, dec!(2.05)),
    ]);
    assert_eq!(digits(found.guaranteed, 4), dec!(0.0373));
    assert_eq!(digits(found.bound, 9), digits(found.guaranteed, 9));
}

#[test]
fn draw_no_bet_and_the_draw() {
    let found = solve(&[
        (plain(MarketKind::DrawNoBet), Selection::Away, Side::Back, dec!(2.62)),
        (plain(MarketKind::MatchOdds), Selection::Home, Side::Back, dec!(2.30)),
        (plain(MarketKind::MatchOdds), Selection::Draw, Side::Back, dec!(3.60)),
    ]);
    let away = dec!(1) / dec!(2.62);
    let sum = away + dec!(1) / dec!(2.30) + (dec!(1) - away) / dec!(3.60);
    assert_eq!(digits(found.guaranteed, 10), digits(dec!(1) / sum - dec!(1), 10));
    // The legs, as stakes of cents over the states that they tell apart.
    let position = hedge_states(&found.legs).unwrap();
    assert_eq!(position.states.len(), 3);
    let staked = plan(&position.legs, dec!(100), &[], &Goal::Level).unwrap();
    assert!(staked.proven && staked.worst_profit > dec!(1.17) && staked.ideal >= staked.bound);
}

#[test]
fn quarter_totals_make_a_middle() {
    let found = solve(&[
        (line(MarketKind::Total, "2.25"), Selection::Over, Side::Back, dec!(2.05)),
        (line(MarketKind::Total, "2.75"), Selection::Under, Side::Back, dec!(2.05)),
    ]);
    assert_eq!(digits(found.guaranteed, 10), dec!(0.025));
    let (over, under) = (line(MarketKind::Total, "2.25"), line(MarketKind::Total, "2.75"));
    let sides = [
        (&over, &Selection::Over, price(dec!(1.95)), Commission::NONE),
        (&under, &Selection::Under, price(dec!(1.95)), Commission::NONE),
    ];
    let middle = Middle::of(sides, None).unwrap();
    // Two goals: half of the over lost, the under won; three: the other way round.
    assert_eq!((middle.cost, middle.gain), (dec!(0.025), dec!(0.225)));
    assert_eq!((middle.numbers.as_slice(), middle.probability_needed), (&[2, 3][..], dec!(0.1)));
}

#[test]
fn back_and_lay_level_by_formula_and_by_search() {
    let winner = plain(MarketKind::Winner);
    let quotes = [
        (winner.clone(), Selection::Home, Side::Back, dec!(2.20)),
        (winner, Selection::Home, Side::Lay, dec!(2.10)),
    ];
    let found = BackLay::default().detect(&board(&quotes), &venues(2), now());
    let commission = Commission::new(dec!(0.05)).unwrap();
    let back = (dec!(100), BackStake::Own, Price::new(dec!(2.20)).unwrap(), Commission::NONE);
    let level = lay_stake(back, (Price::new(dec!(2.10)).unwrap(), commission)).unwrap();
    assert_eq!(digits(level.stake, 4), dec!(107.3171));
    let rate = level.profit / (dec!(100) + level.liability);
    assert_eq!(digits(found[0].edge, 9), digits(rate, 9));
}

/// Two players at 2.05, 500 on each: one venue settles from the first ball, the other from a set.
#[test]
fn tennis_rules_that_differ() {
    let legs = [RuleLeg::back(dec!(500), price(dec!(2.05))).unwrap(); 2];
    let incidents = [(1, false), (2, false), (1, true), (2, true)];
    let profile = rule_profile(&legs, incidents, |leg, &(loser, retired_in_set_1)| {
        let wins = (leg == 0) == (loser == 2);
        Ok::<_, std::convert::Infallible>(match (leg, retired_in_set_1) {
            (1, true) => Outcome::Void,
            _ if wins => Outcome::Won,
            _ => Outcome::Lost,
        })
    });
    let profits: Vec<Decimal> = profile.unwrap().iter().map(|line| line.profit).collect();
    assert_eq!(profits, [dec!(25), dec!(25), dec!(-500), dec!(525)]);
}

#[test]
fn two_prices_in_whole_euros() {
    let leg = |venue, at, outcomes: [Outcome; 2]| HedgeLeg {
        step: dec!(1),
        ..HedgeLeg::back((VenueId::new(venue), MarketId::new(1)), price(at), outcomes.to_vec())
    };
    let legs = [
        leg(1, dec!(2.02), [Outcome::Won, Outcome::Lost]),
        leg(2, dec!(2.01), [Outcome::Lost, Outcome::Won]),
    ];
    let best = plan(&legs, dec!(2), &[], &Goal::Level).unwrap();
    assert_eq!((best.stakes, best.worst_profit), (vec![dec!(1), dec!(1)], dec!(0.01)));
}
