//! The portfolio against closed forms, against enumeration, and against its own certificate.

use proptest::prelude::*;
use rust_decimal::dec;

use super::*;
use crate::id::VenueId;
use crate::money::{Currency, Money};
use crate::stake::kelly::{Branch, Missing, exclusive, growth_optimal};

fn uncapped(portfolio: &Portfolio) -> Allocation {
    let found = portfolio.optimal(&PortfolioCaps::NONE).unwrap();
    assert!(found.gap < 1e-7, "gap {} after {} steps", found.gap, found.steps);
    found
}

/// E ln W by listing every joint state.
fn enumerated(events: &[Vec<f64>], gains: &[Vec<f64>], shares: &[f64]) -> f64 {
    let mut states = vec![(1.0, 1.0)];
    for ((event, gains), share) in events.iter().zip(gains).zip(shares) {
        let next = states.iter().flat_map(|(p, wealth)| {
            event.iter().zip(gains).map(move |(q, gain)| (p * q, wealth + share * gain))
        });
        states = next.collect();
    }
    states.iter().map(|(p, wealth): &(f64, f64)| p * wealth.ln()).sum()
}

#[test]
fn one_event_is_the_exclusive_closed_form() {
    for (prices, p) in [
        (vec![2.5, 3.2, 2.8], vec![0.45, 0.30, 0.25]),
        (vec![1.5, 10.0, 30.0], vec![0.9, 0.02, 0.08]),
        (vec![2.2, 4.5, 3.0, 21.0], vec![0.4, 0.3, 0.2, 0.1]),
    ] {
        let mut expected = vec![0.0; p.len()];
        exclusive(&prices, &p, Missing::Lost, &mut expected).unwrap();
        let bets = prices.iter().enumerate().map(|(at, price)| {
            let mut returns = vec![0.0; p.len()];
            returns[at] = *price;
            Candidate::new(0, &returns)
        });
        let portfolio =
            Portfolio::new(vec![EventStates::new(&p).unwrap()], bets.collect()).unwrap();
        let found = uncapped(&portfolio);
        for (share, expected) in found.shares.iter().zip(&expected) {
            assert!((share - expected).abs() < 1e-6, "{:?} is not {expected:?}", found.shares);
        }
    }
}

#[test]
fn half_results_are_those_of_the_single_bet() {
    let p = [0.45, 0.27, 0.28];
    let bet = Candidate::new(0, &[2.0, 0.5, 0.0]);
    let portfolio = Portfolio::new(vec![EventStates::new(&p).unwrap()], vec![bet]).unwrap();
    assert!((uncapped(&portfolio).shares[0] - 0.044_14).abs() < 5e-6);
}

#[test]
fn independent_events_agree_with_enumeration() {
    let events = vec![vec![0.55, 0.45], vec![0.30, 0.25, 0.45], vec![0.60, 0.40]];
    let gains = vec![vec![1.0, -1.0], vec![2.6, 0.0, -1.0], vec![0.8, -1.0]];
    let states = events.iter().map(|p| EventStates::new(p).unwrap()).collect();
    let returns = |gains: &[f64]| gains.iter().map(|gain| gain + 1.0).collect::<Vec<_>>();
    let bets = gains.iter().enumerate().map(|(at, gains)| Candidate::new(at, &returns(gains)));
    let portfolio = Portfolio::new(states, bets.collect()).unwrap();
    let found = uncapped(&portfolio);
    let best = enumerated(&events, &gains, &found.shares);
    assert!((found.growth - best).abs() < 1e-13);
    for at in 0..3 {
        for shift in [1e-4, -1e-4] {
            let mut other = found.shares.clone();
            other[at] += shift;
            assert!(enumerated(&events, &gains, &other) < best);
        }
    }
    // Simultaneous bets are a little smaller than each alone would be.
    let alone = growth_optimal(&[
        Branch { probability: 0.55, gain: 1.0 },
        Branch { probability: 0.45, gain: -1.0 },
    ]);
    assert!(found.shares[0] < alone.unwrap() && found.shares[0] > 0.09);
}

#[test]
fn accumulators_join_events_and_lift_growth() {
    let events =
        || vec![EventStates::new(&[0.6, 0.4]).unwrap(), EventStates::new(&[0.6, 0.4]).unwrap()];
    let single = |event| Candidate::new(event, &[2.0, 0.0]);
    let double = Candidate::accumulator(&[single(0), single(1)]);
    let singles = Portfolio::new(events(), vec![single(0), single(1)]).unwrap();
    let with_double = Portfolio::new(events(), vec![single(0), single(1), double]).unwrap();
    // With a parlay Kelly's shares factor: f = 0.2 of each event, so 0.2 × 0.8 on a single, 0.04 on
    // the double, and the growth is that of the two played one after the other.
    let found = uncapped(&with_double);
    for (share, expected) in found.shares.iter().zip([0.16, 0.16, 0.04]) {
        assert!((share - expected).abs() < 1e-6, "{:?}", found.shares);
    }
    let one = 0.6 * 1.2_f64.ln() + 0.4 * 0.8_f64.ln();
    assert!((found.growth - 2.0 * one).abs() < 1e-10);
    assert!(uncapped(&singles).growth < found.growth);
}

#[test]
fn every_cap_binds_where_it_is_the_tightest() {
    let events = vec![EventStates::new(&[0.6, 0.4]).unwrap(); 3];
    let venue = VenueId::new(7);
    let bets = (0..3).map(|event| Candidate::new(event, &[2.2, 0.0]));
    let mut bets: Vec<Candidate> = bets.collect();
    bets[0] = bets[0].clone().at(venue);
    bets[1] = bets[1].clone().at(venue);
    bets[2] = bets[2].clone().with_share_max(dec!(0.01)).unwrap();
    let portfolio = Portfolio::new(events, bets).unwrap();
    let caps = PortfolioCaps::NONE
        .with_total_max(dec!(0.3))
        .unwrap()
        .with_event_max(dec!(0.08))
        .unwrap()
        .with_venue_max(venue, dec!(0.1))
        .unwrap();
    let found = portfolio.optimal(&caps).unwrap();
    assert!(found.gap < 1e-10);
    for (share, expected) in found.shares.iter().zip([0.05, 0.05, 0.01]) {
        assert!((share - expected).abs() < 1e-7, "{:?}", found.shares);
    }
    let total = PortfolioCaps::NONE.with_total_max(dec!(0.03)).unwrap();
    let found = portfolio.optimal(&total).unwrap();
    assert!((found.shares.iter().sum::<f64>() - 0.03).abs() < 1e-7);
}

#[test]
fn no_edge_no_stake_and_no_bets_no_shares() {
    let portfolio = Portfolio::new(
        vec![EventStates::new(&[0.5, 0.5]).unwrap(); 2],
        vec![Candidate::new(0, &[1.9, 0.0]), Candidate::new(1, &[0.0, 1.99])],
    );
    let found = uncapped(&portfolio.unwrap());
    assert_eq!(found.shares, [0.0, 0.0]);
    assert!(found.growth.abs() < 1e-15);
    assert!(uncapped(&Portfolio::new(Vec::new(), Vec::new()).unwrap()).shares.is_empty());
}

#[test]
fn an_arbitrage_takes_all_that_the_cap_allows() {
    let portfolio = Portfolio::new(
        vec![EventStates::new(&[0.5, 0.5]).unwrap()],
        vec![Candidate::new(0, &[2.10, 0.0]), Candidate::new(0, &[0.0, 2.05])],
    );
    let found = portfolio.unwrap().optimal(&PortfolioCaps::NONE).unwrap();
    assert!(found.gap < 1e-8);
    assert!((found.shares[0] - 0.5).abs() < 1e-6 && (found.shares[1] - 0.5).abs() < 1e-6);
    assert!(found.shares.iter().sum::<f64>() <= 1.0);
}

#[test]
fn copies_of_a_bet_share_its_stake() {
    let bet = Candidate::new(0, &[2.1, 0.0]);
    let events = || vec![EventStates::new(&[0.55, 0.45]).unwrap()];
    let one = uncapped(&Portfolio::new(events(), vec![bet.clone()]).unwrap());
    let three = uncapped(&Portfolio::new(events(), vec![bet; 3]).unwrap());
    assert!((three.shares.iter().sum::<f64>() - one.shares[0]).abs() < 1e-6);
}

#[test]
fn two_hundred_events_are_certified() {
    let mut events = Vec::new();
    let mut bets = Vec::new();
    for at in 0..200_u32 {
        let p = 0.3 + 0.4 * f64::from(at % 17) / 17.0;
        events.push(EventStates::new(&[p, 1.0 - p]).unwrap());
        let edge = 0.01 + 0.002 * f64::from(at % 13);
        bets.push(Candidate::new(events.len() - 1, &[(1.0 + edge) / p, 0.0]));
    }
    let portfolio = Portfolio::new(events, bets).unwrap();
    let found = portfolio.optimal(&PortfolioCaps::NONE).unwrap();
    assert!(found.gap < 1e-8 && found.shares.iter().sum::<f64>() <= 1.0);
    // Half of the optimum keeps a tight budget, and less of it than asked is never needed.
    let budget = DrawdownBudget::new(0.5, 0.05).unwrap();
    let scale = portfolio.scale_within(&found.shares, budget).unwrap();
    assert!(scale > 0.1 && scale < 1.0, "{scale}");
}

#[test]
fn proposals_are_on_the_step_and_under_every_cap() {
    let events = vec![EventStates::new(&[0.6, 0.4]).unwrap(); 2];
    let bets = vec![Candidate::new(0, &[2.0, 0.0]), Candidate::new(1, &[2.0, 0.0])];
    let portfolio = Portfolio::new(events, bets).unwrap();
    let caps = PortfolioCaps::NONE.with_total_max(dec!(0.25)).unwrap();
    let found = portfolio.optimal(&caps).unwrap();
    let bankroll = Money::new(dec!(1000), Currency::EUR).unwrap();
    let steps =
        [StakeSteps::new(dec!(1), dec!(2)).unwrap(), StakeSteps::new(dec!(0.01), dec!(0)).unwrap()];
    let stakes = portfolio.propose(&found, bankroll, 1.0, &caps, &steps).unwrap();
    assert_eq!(stakes[0].amount(), dec!(124));
    assert!(stakes[1].amount() >= dec!(124.99) && stakes[1].amount() <= dec!(125));
    // Shares from elsewhere that break a cap are brought under it.
    let greedy = Allocation { shares: vec![0.2, 0.2], ..found.clone() };
    let stakes = portfolio.propose(&greedy, bankroll, 1.0, &caps, &steps).unwrap();
    assert_eq!(stakes.iter().map(|stake| stake.amount()).sum::<rust_decimal::Decimal>(), dec!(250));
    // Too small for the venue is nothing.
    let poor = Money::new(dec!(8), Currency::EUR).unwrap();
    let stakes = portfolio.propose(&found, poor, 1.0, &caps, &steps).unwrap();
    assert!(stakes[0].is_zero() && stakes[1].is_positive());
    assert!(portfolio.propose(&found, bankroll, 1.0, &caps, &steps[..1]).is_err());
    assert!(portfolio.propose(&found, bankroll, 0.0, &caps, &steps).is_err());
}

#[test]
fn what_does_not_fit_is_named() {
    let coin = || EventStates::new(&[0.5, 0.5]).unwrap();
    let bet = |event, returns: &[f64]| vec![Candidate::new(event, returns)];
    let wrong = |bets| Portfolio::new(vec![coin()], bets).unwrap_err();
    assert!(matches!(wrong(bet(1, &[2.0, 0.0])), StakeError::NoSuchEvent { event: 1, .. }));
    assert!(matches!(wrong(bet(0, &[2.0])), StakeError::StateCount { returns: 1, states: 2, .. }));
    assert!(matches!(wrong(bet(0, &[f64::NAN, 0.0])), StakeError::OutOfRange { .. }));
    let twice =
        Candidate::accumulator(&[Candidate::new(0, &[2.0, 0.0]), Candidate::new(0, &[2.0, 0.0])]);
    assert!(matches!(wrong(vec![twice]), StakeError::TwiceInOneEvent { event: 0, .. }));
    assert!(EventStates::new(&[0.5, 0.4]).is_err() && EventStates::new(&[1.5, -0.5]).is_err());
    let many = vec![coin(); 20];
    let all: Vec<Candidate> = (0..20).map(|event| Candidate::new(event, &[2.0, 0.0])).collect();
    let tied = Portfolio::new(many, vec![Candidate::accumulator(&all)]).unwrap_err();
    assert!(matches!(tied, StakeError::TooLarge { most: STATES_MAX, .. }));
    assert!(PortfolioCaps::NONE.with_total_max(dec!(0)).is_err());
}

prop_compose! {
    fn problem()(
        events in prop::collection::vec(
            (prop::collection::vec((0.05..1.0_f64, 0.8..1.35_f64, any::<bool>()), 2..4),),
            1..6,
        ),
        total in 1..=100_i64,
        event in 1..=100_i64,
    ) -> (Portfolio, PortfolioCaps) {
        let mut states = Vec::new();
        let mut bets = Vec::new();
        for (at, (event,)) in events.iter().enumerate() {
            let sum: f64 = event.iter().map(|(weight, ..)| weight).sum();
            let p: Vec<f64> = event.iter().map(|(weight, ..)| weight / sum).collect();
            for (state, (_, worth, offered)) in event.iter().enumerate() {
                if *offered {
                    let mut returns = vec![0.0; p.len()];
                    returns[state] = worth / p[state];
                    bets.push(Candidate::new(at, &returns));
                }
            }
            states.push(EventStates::new(&p).unwrap());
        }
        let percent = |value: i64| rust_decimal::Decimal::new(value, 2);
        let caps = PortfolioCaps::NONE.with_total_max(percent(total)).unwrap();
        let caps = caps.with_event_max(percent(event)).unwrap();
        (Portfolio::new(states, bets).unwrap(), caps)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn first_order_conditions_hold((portfolio, caps) in problem()) {
        let found = portfolio.optimal(&caps).unwrap();
        prop_assert!(found.gap < 1e-7, "gap {} after {} steps", found.gap, found.steps);
        for group in caps.groups(&portfolio.candidates) {
            prop_assert!(group.sum(&found.shares) <= group.most_estimate());
        }
        prop_assert!(found.growth >= -1e-12);
        // No shift between two bets, or onto one, that the caps allow grows faster.
        let slack = |shares: &[f64]| caps.groups(&portfolio.candidates).iter()
            .all(|group| group.sum(shares) <= group.most_estimate());
        for from in 0..=found.shares.len() {
            for to in 0..found.shares.len() {
                let mut other = found.shares.clone();
                if from < other.len() {
                    other[from] -= 1e-4;
                }
                other[to] += 1e-4;
                if other.iter().all(|share| *share >= 0.0) && slack(&other) {
                    let growth = portfolio.growth(&other).unwrap();
                    prop_assert!(growth.is_none_or(|growth| growth <= found.growth + found.gap));
                }
            }
        }
    }
}
