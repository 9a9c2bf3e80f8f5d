//! The relaxation: the best stakes of any size between bounds, by a linear programme.
//!
//! With y the new stakes as fractions of the total, profit in state s is k + Σ a·y, less the rate times
//! z for every pool of several legs, where z is its net winnings if they are positive: z ≥ net, z ≥ 0.
//! The objective t is lifted by a constant so that it is never negative.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::goal::Wants;
use super::position::{Pool, Position};
use crate::linear::{NoOptimum, Programme};

/// The programme of a position, but for the bounds of the stakes.
#[derive(Debug)]
pub(super) struct Relaxation<'p> {
    position: &'p Position<'p>,
    /// States that no leg tells apart are one.
    states: Vec<usize>,
    weights: Vec<Option<f64>>,
    floor: f64,
    /// What is placed brings in each state, before the commission of shared pools.
    constants: Vec<f64>,
    /// By leg, then state: profit of one unit of put-up money.
    slopes: Vec<Vec<f64>>,
    /// By leg: how many steps the total would pay.
    steps_of_total: Vec<f64>,
    shared: Vec<&'p Pool>,
    lift: f64,
    unit: f64,
}

/// The best stakes of any size.
#[derive(Clone, Debug)]
pub(super) struct Relaxed {
    /// What the goal comes to, in the currency of the total.
    pub(super) value: f64,
    /// How many steps on each leg.
    pub(super) steps: Vec<f64>,
}

impl<'p> Relaxation<'p> {
    pub(super) fn new(position: &'p Position<'p>, wants: &Wants) -> Self {
        let estimate = |value: Decimal| value.to_f64().unwrap_or_default();
        let unit = estimate(position.total);
        let shared: Vec<&Pool> = position
            .pools
            .iter()
            .filter(|pool| pool.legs.len() > 1 && !pool.rate.is_zero())
            .collect();
        let rates: Vec<f64> = (0..position.legs.len())
            .map(|leg| {
                let alone = position.pools.iter().find(|pool| pool.legs == [leg]);
                alone.map_or(0.0, |pool| estimate(pool.rate))
            })
            .collect();
        let slopes = position.step_profits.iter().zip(&position.step_put_up).zip(&rates);
        let slopes: Vec<Vec<f64>> = slopes
            .map(|((profits, put_up), rate)| {
                let slope = |profit: &Decimal| {
                    let slope = estimate(profit / put_up);
                    if slope > 0.0 { slope * (1.0 - rate) } else { slope }
                };
                profits.iter().map(slope).collect()
            })
            .collect();
        let states = distinct(position, wants);
        let placed: Vec<f64> = (0..position.legs.len())
            .map(|leg| estimate(position.placed[leg] * position.step_put_up[leg]) / unit)
            .collect();
        let constants = (0..position.states)
            .map(|state| slopes.iter().zip(&placed).map(|(s, placed)| s[state] * placed).sum())
            .collect();
        let least = wants.weights.iter().flatten().min().map_or(1.0, |w| estimate(*w));
        Self {
            states,
            weights: wants.weights.iter().map(|weight| weight.map(estimate)).collect(),
            floor: estimate(wants.floor) / unit,
            constants,
            slopes,
            steps_of_total: position.step_put_up.iter().map(|one| unit / estimate(*one)).collect(),
            shared,
            lift: (2.0 + placed.iter().sum::<f64>()) / least,
            unit,
            position,
        }
    }

    /// Solves between bounds in steps; none where they leave nothing.
    pub(super) fn solve(&self, low: &[i64], high: &[i64]) -> Result<Relaxed, NoOptimum> {
        let legs = self.slopes.len();
        let columns = legs + self.shared.len() * self.states.len() + 1;
        let mut objective = vec![0.0; columns];
        objective[columns - 1] = 1.0;
        let mut programme = Programme::maximise(objective);
        let share =
            |leg: usize, steps: i64| steps.to_f64().unwrap_or_default() / self.steps_of_total[leg];
        let low: Vec<f64> = low.iter().enumerate().map(|(leg, steps)| share(leg, *steps)).collect();
        for (at, &state) in self.states.iter().enumerate() {
            self.add_state(&mut programme, (at, state), &low, columns);
        }
        let mut total = vec![1.0; legs];
        total.resize(columns, 0.0);
        programme.at_most(&total, 1.0 - low.iter().sum::<f64>());
        for (venue, balance) in self.position.balances {
            let mut row = vec![0.0; columns];
            let mut left = balance.to_f64().unwrap_or_default() / self.unit;
            for (leg, given) in self.position.legs.iter().enumerate() {
                if given.venue_id == *venue {
                    row[leg] = given.rate.to_f64().unwrap_or(1.0).recip();
                    left -= row[leg] * low[leg];
                }
            }
            programme.at_most(&row, left);
        }
        for leg in 0..legs {
            let mut row = vec![0.0; leg + 1];
            row[leg] = 1.0;
            programme.at_most(&row, share(leg, high[leg]) - low[leg]);
        }
        let found = programme.solve()?;
        let steps = found.x[..legs].iter().zip(&low).zip(&self.steps_of_total);
        Ok(Relaxed {
            value: (found.value - self.lift) * self.unit,
            steps: steps.map(|((x, low), of_total)| (x + low) * of_total).collect(),
        })
    }

    /// What a state must bring, and what each shared pool pays there.
    fn add_state(
        &self,
        programme: &mut Programme,
        (at, state): (usize, usize),
        low: &[f64],
        columns: usize,
    ) {
        let legs = self.slopes.len();
        let mut row = vec![0.0; columns];
        let mut sure = self.constants[state];
        for leg in 0..legs {
            row[leg] = -self.slopes[leg][state];
            sure += self.slopes[leg][state] * low[leg];
        }
        for (index, pool) in self.shared.iter().enumerate() {
            let z = legs + index * self.states.len() + at;
            row[z] = pool.rate.to_f64().unwrap_or_default();
            let mut net = vec![0.0; columns];
            net[z] = -1.0;
            let mut placed = 0.0;
            for &leg in &pool.legs {
                let slope = self.slopes[leg][state];
                let steps = self.position.placed[leg].to_f64().unwrap_or_default();
                net[leg] = slope;
                placed += slope * (low[leg] + steps / self.steps_of_total[leg]);
            }
            programme.at_most(&net, -placed);
        }
        match self.weights[state] {
            Some(weight) => {
                row[columns - 1] = weight;
                programme.at_most(&row, sure + weight * self.lift);
            }
            None => programme.at_most(&row, sure - self.floor),
        }
    }
}

/// The first of all states that no leg and no weight tells apart.
fn distinct(position: &Position<'_>, wants: &Wants) -> Vec<usize> {
    let key = |state: usize| {
        let outcomes: Vec<_> = position.legs.iter().map(|leg| leg.outcomes[state]).collect();
        (outcomes, wants.weights[state])
    };
    let mut known = std::collections::BTreeSet::new();
    (0..position.states).filter(|&state| known.insert(key(state))).collect()
}
