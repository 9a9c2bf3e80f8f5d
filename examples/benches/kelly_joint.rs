//! Joint Kelly: events that are open together, against listing every joint state.
//!
//! The baseline is what one writes first: every joint state of 14 events in a list, one Newton step on
//! it. The public function takes all the steps and certifies the gap. 200 events have no list: they stand
//! alone, with their time.

use std::error::Error;

use monps_core::stake::{Candidate, EventStates, Portfolio, PortfolioCaps};

use crate::measure::{Contender, Figures, compare};
use crate::sample::Numbers;

/// How far from the best the answer may be, in growth.
const GAP_MAX: f64 = 1e-6;

pub(crate) fn run() -> Result<Vec<Figures>, Box<dyn Error>> {
    let few = Night::drawn(14);
    let many = Night::drawn(200);
    let (few_solved, many_solved) = (few.portfolio()?, many.portfolio()?);
    for (night, portfolio) in [(&few, &few_solved), (&many, &many_solved)] {
        let found = portfolio.optimal(&PortfolioCaps::NONE)?;
        if found.gap > GAP_MAX {
            return Err(format!("{} events: the gap is {}", night.bets.len(), found.gap).into());
        }
    }
    let shares = few_solved.optimal(&PortfolioCaps::NONE)?.shares;
    let (listed, exact) = (few.growth_listed(&shares), few_solved.growth(&shares)?);
    if exact.is_none_or(|exact| (listed - exact).abs() > 1e-12) {
        return Err(format!("growth {exact:?} is not {listed} by listing").into());
    }
    let solve = |portfolio: &Portfolio| {
        portfolio.optimal(&PortfolioCaps::NONE).map_or(f64::NAN, |found| found.growth)
    };
    Ok(vec![
        compare(
            "night of 14",
            1,
            vec![
                Contender::new("one Newton step over 16,384 joint states", || {
                    few.newton_listed(&shares)
                }),
                Contender::new("Portfolio::optimal, certified", || solve(&few_solved)),
            ],
        ),
        compare(
            "night of 200",
            1,
            vec![Contender::new("Portfolio::optimal, certified", || solve(&many_solved))],
        ),
    ])
}

/// Independent bets: probability and price.
struct Night {
    bets: Vec<(f64, f64)>,
}

impl Night {
    fn drawn(count: u64) -> Self {
        let mut numbers = Numbers::seeded(count);
        let bet = |_| {
            let p = 0.3 + 0.4 * numbers.next();
            (p, (1.0 + 0.01 + 0.04 * numbers.next()) / p)
        };
        Self { bets: (0..count).map(bet).collect() }
    }

    fn portfolio(&self) -> Result<Portfolio, Box<dyn Error>> {
        let mut events = Vec::with_capacity(self.bets.len());
        let mut candidates = Vec::with_capacity(self.bets.len());
        for (event, (p, price)) in self.bets.iter().enumerate() {
            events.push(EventStates::new(&[*p, 1.0 - p])?);
            candidates.push(Candidate::new(event, &[*price, 0.0]));
        }
        Ok(Portfolio::new(events, candidates)?)
    }

    /// The probability of a joint state and what each bet gains in it.
    fn state(&self, index: usize, gains: &mut Vec<f64>) -> f64 {
        gains.clear();
        let mut probability = 1.0;
        for (bit, (p, price)) in self.bets.iter().enumerate() {
            let won = index >> bit & 1 == 1;
            probability *= if won { *p } else { 1.0 - p };
            gains.push(if won { price - 1.0 } else { -1.0 });
        }
        probability
    }

    fn growth_listed(&self, shares: &[f64]) -> f64 {
        let mut gains = Vec::new();
        (0..1 << self.bets.len())
            .map(|index| {
                let p = self.state(index, &mut gains);
                p * gains.iter().zip(shares).map(|(gain, share)| gain * share).sum::<f64>().ln_1p()
            })
            .sum()
    }

    /// Slope and curvature by listing: most of the work of one step.
    fn newton_listed(&self, shares: &[f64]) -> f64 {
        let n = self.bets.len();
        let (mut slope, mut curvature, mut gains) = (vec![0.0; n], vec![0.0; n * n], Vec::new());
        for index in 0..1 << n {
            let p = self.state(index, &mut gains);
            let wealth =
                1.0 + gains.iter().zip(shares).map(|(gain, share)| gain * share).sum::<f64>();
            for i in 0..n {
                slope[i] += p * gains[i] / wealth;
                for j in 0..=i {
                    curvature[i * n + j] += p * gains[i] * gains[j] / (wealth * wealth);
                }
            }
        }
        slope.iter().sum::<f64>() + curvature.iter().sum::<f64>()
    }
}
