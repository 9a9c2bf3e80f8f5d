//! Kelly's first-order conditions, on exclusive outcomes and on whole portfolios.

use monps_core::catalog::{MarketKey, MarketKind, Period, Selection};
use monps_core::odds::{Commission, Price, QuotedPrice};
use monps_core::payoff::{PayoffVector, StateSpace};
use monps_core::quote::Side;
use monps_core::stake::kelly::{self, Branch, Missing, exclusive, growth_optimal, single};
use monps_core::stake::{Candidate, EventStates, Portfolio, PortfolioCaps};
use proptest::prelude::*;
use rust_decimal::dec;

#[test]
fn a_lay_in_a_portfolio_is_sized_by_its_liability() {
    let market = MarketKey::full_time(MarketKind::Winner, None).unwrap();
    let space = StateSpace::winner(Period::FullTime);
    let price = QuotedPrice::from(Price::new(dec!(2.5)).unwrap());
    let lay = PayoffVector::of(&space, &market, &Selection::Home, Side::Lay, price).unwrap();
    let lay = lay.after_commission(Commission::new(dec!(0.05)).unwrap());
    let event = EventStates::new(&[0.35, 0.65]).unwrap();
    let portfolio = Portfolio::new(vec![event], vec![Candidate::of(0, &lay)]).unwrap();
    let found = portfolio.optimal(&PortfolioCaps::NONE).unwrap();
    let alone = kelly::lay(2.5, 0.05, 0.35).unwrap();
    assert!(alone > 0.09 && (found.shares[0] - alone).abs() < 1e-7, "{found:?} is not {alone}");
}

/// An event: the probability of each outcome and the edge of its price.
type Offered = Vec<(f64, f64)>;

fn offered(outcomes: std::ops::Range<usize>) -> impl Strategy<Value = Offered> {
    prop::collection::vec((0.05..1.0_f64, 0.85..1.2_f64), outcomes).prop_map(|outcomes| {
        let sum: f64 = outcomes.iter().map(|(weight, _)| weight).sum();
        outcomes.into_iter().map(|(weight, worth)| (weight / sum, worth)).collect()
    })
}

fn prices(event: &Offered) -> Vec<f64> {
    event.iter().map(|(p, worth)| (worth / p).max(1.01)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A unit moved from cash onto an outcome gains nothing where it is backed, and loses elsewhere:
    /// pᵢoᵢ/Wᵢ = Σ p/W for the backed, at most that for the others.
    #[test]
    fn a_unit_moved_gains_nothing(event in offered(2..12)) {
        let (prices, p) = (prices(&event), event.iter().map(|(p, _)| *p).collect::<Vec<_>>());
        // An arbitrage leaves no cash to move.
        prop_assume!(prices.iter().map(|price| 1.0 / price).sum::<f64>() > 1.001);
        let mut shares = vec![0.0; p.len()];
        let found = exclusive(&prices, &p, Missing::Lost, &mut shares).unwrap();
        let wealth = |at: usize| found.reserve + shares[at] * prices[at];
        prop_assert!((found.reserve + found.staked - 1.0).abs() < 1e-12);
        let cash: f64 = (0..p.len()).map(|at| p[at] / wealth(at)).sum();
        for at in 0..p.len() {
            let moved = p[at] * prices[at] / wealth(at);
            prop_assert!(moved <= cash + 1e-9, "{moved} > {cash}");
            prop_assert!(shares[at] <= 0.0 || (moved - cash).abs() < 1e-9, "{moved} is not {cash}");
        }
    }

    /// One event in a portfolio is the closed form; two are each a little less than alone.
    #[test]
    fn a_portfolio_of_one_is_the_closed_form(event in offered(2..5)) {
        let (prices, p) = (prices(&event), event.iter().map(|(p, _)| *p).collect::<Vec<_>>());
        prop_assume!(prices.iter().map(|price| 1.0 / price).sum::<f64>() > 1.02);
        let mut shares = vec![0.0; p.len()];
        exclusive(&prices, &p, Missing::Lost, &mut shares).unwrap();
        let bets = prices.iter().enumerate().map(|(at, price)| {
            let mut returns = vec![0.0; p.len()];
            returns[at] = *price;
            Candidate::new(0, &returns)
        });
        let portfolio = Portfolio::new(vec![EventStates::new(&p).unwrap()], bets.collect()).unwrap();
        let found = portfolio.optimal(&PortfolioCaps::NONE).unwrap();
        let closed = portfolio.growth(&shares).unwrap().unwrap();
        prop_assert!(found.growth >= closed - 1e-10 && closed <= found.growth + found.gap);
        for (found, closed) in found.shares.iter().zip(&shares) {
            prop_assert!((found - closed).abs() < 1e-4, "{found} is not {closed}");
        }
    }

    #[test]
    fn simultaneous_bets_are_smaller_than_each_alone(
        bets in prop::collection::vec((0.2..0.8_f64, 1.01..1.15_f64), 2..8),
    ) {
        let mut events = Vec::new();
        let mut candidates = Vec::new();
        for (at, (p, worth)) in bets.iter().enumerate() {
            events.push(EventStates::new(&[*p, 1.0 - p]).unwrap());
            candidates.push(Candidate::new(at, &[worth / p, 0.0]));
        }
        let portfolio = Portfolio::new(events, candidates).unwrap();
        let found = portfolio.optimal(&PortfolioCaps::NONE).unwrap();
        prop_assert!(found.gap < 1e-7);
        let mut sum = 0.0;
        for ((p, worth), share) in bets.iter().zip(&found.shares) {
            let alone = single(worth / p - 1.0, *p, 1.0 - p).unwrap();
            prop_assert!(*share <= alone + 1e-7, "{share} {alone}");
            let branches = [
                Branch { probability: *p, gain: worth / p - 1.0 },
                Branch { probability: 1.0 - p, gain: -1.0 },
            ];
            prop_assert!((growth_optimal(&branches).unwrap() - alone).abs() < 1e-9);
            sum += p * (alone * (worth / p - 1.0)).ln_1p() + (1.0 - p) * (-alone).ln_1p();
        }
        // Played one after another they would grow by the sum; together a little less.
        prop_assert!(found.growth <= sum + 1e-9);
        prop_assert!(found.growth > 0.5 * sum);
    }
}
