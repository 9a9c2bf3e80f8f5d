//! Events that bets tie together, as one list of joint states.
//!
//! Events are independent, so only an accumulator ties them. States in which every bet returns the same
//! are one: a grid of a hundred scores with a 1X2 bet on it is three states.

use std::collections::BTreeMap;

use super::candidate::{Candidate, EventStates};
use super::{CELLS_MAX, STATES_MAX};
use crate::error::stake::StakeError;

/// Events tied together by bets: their joint states, and what each bet gains in each.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// The bets, by their place in the portfolio.
    pub(super) bets: Vec<usize>,
    /// The probability of each joint state.
    pub(super) probabilities: Vec<f64>,
    /// Gain of a unit put up, one row of bets a state.
    pub(super) gains: Vec<f64>,
}

impl Cluster {
    /// The gains of every bet in a state.
    pub(super) fn row(&self, state: usize) -> &[f64] {
        &self.gains[state * self.bets.len()..][..self.bets.len()]
    }

    /// What the cluster adds to a wealth of 1 in each state, for shares of the whole portfolio.
    pub(super) fn gain(&self, shares: &[f64], gains: &mut Vec<f64>) {
        gains.clear();
        gains.extend((0..self.probabilities.len()).map(|state| {
            let row = self.row(state).iter().zip(&self.bets);
            row.map(|(gain, bet)| gain * shares[*bet]).sum::<f64>()
        }));
    }
}

/// Sorts events into clusters.
pub(super) fn clusters(
    events: &[EventStates],
    candidates: &[Candidate],
) -> Result<Vec<Cluster>, StakeError> {
    let mut home: Vec<usize> = (0..events.len()).collect();
    for candidate in candidates {
        for pair in candidate.legs.windows(2) {
            let (a, b) = (root(&home, pair[0].event), root(&home, pair[1].event));
            home[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for event in 0..events.len() {
        groups.entry(root(&home, event)).or_default().0.push(event);
    }
    for (at, candidate) in candidates.iter().enumerate() {
        if let Some(leg) = candidate.legs.first() {
            groups.entry(root(&home, leg.event)).or_default().1.push(at);
        }
    }
    let groups = groups.into_values().filter(|(_, bets)| !bets.is_empty());
    groups.map(|(members, bets)| joint(events, candidates, &members, bets)).collect()
}

fn root(home: &[usize], mut event: usize) -> usize {
    while home[event] != event {
        event = home[event];
    }
    event
}

/// The joint states of some events, event by event, states that no bet tells apart being one.
fn joint(
    events: &[EventStates],
    candidates: &[Candidate],
    members: &[usize],
    bets: Vec<usize>,
) -> Result<Cluster, StakeError> {
    let (mut probabilities, mut returns) = (vec![1.0], vec![1.0; bets.len()]);
    for &event in members {
        let states = distinct(&events[event], event, candidates, &bets);
        let count = probabilities.len() * states.len();
        for (what, given, most) in [
            ("joint states of events that accumulators tie", count, STATES_MAX),
            ("returns of bets in joint states", count.saturating_mul(bets.len()), CELLS_MAX),
        ] {
            if given > most {
                return Err(StakeError::TooLarge { what, given, most });
            }
        }
        let (mut wider, mut products) = (Vec::with_capacity(count), Vec::new());
        for (p, row) in probabilities.iter().zip(returns.chunks(bets.len())) {
            for (state, q) in &states {
                wider.push(p * q);
                products.extend(row.iter().zip(state).map(|(a, b)| a * b));
            }
        }
        (probabilities, returns) = (wider, products);
    }
    let gains = returns.into_iter().map(|back| back - 1.0).collect();
    Ok(Cluster { bets, probabilities, gains })
}

/// The states of one event as the bets see them: a return for each bet (1 where it has no leg), and
/// the probability. States without probability are left out.
fn distinct(
    states: &EventStates,
    event: usize,
    candidates: &[Candidate],
    bets: &[usize],
) -> Vec<(Vec<f64>, f64)> {
    let mut merged: BTreeMap<Vec<u64>, f64> = BTreeMap::new();
    for (state, &p) in states.probabilities().iter().enumerate() {
        if p <= 0.0 {
            continue;
        }
        let back = |bet: &usize| {
            let leg = candidates[*bet].legs.iter().find(|leg| leg.event == event);
            leg.map_or(1.0, |leg| leg.returns[state]).to_bits()
        };
        *merged.entry(bets.iter().map(back).collect()).or_default() += p;
    }
    let floats = |bits: Vec<u64>| bits.into_iter().map(f64::from_bits).collect();
    merged.into_iter().map(|(bits, p)| (floats(bits), p)).collect()
}
