//! Branch and bound over whole steps.
//!
//! The relaxation bounds what any whole steps within its bounds can bring. A leg that it stakes by a
//! part of a step, or below its smallest stake, splits the bounds in two. The most promising bounds go
//! first; those that cannot beat what is found are dropped. Profits lie on a grid as fine as steps and
//! prices are: nothing between two points of it need be looked for, and that is what ends the search
//! early and proves the optimum.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::NODES_MAX;
use super::goal::Wants;
use super::position::Position;
use super::relax::{Relaxation, Relaxed};
use crate::error::hedge::HedgeError;
use crate::linear::NoOptimum;

/// How far the relaxation may err, as a part of the money that it is about.
const TOLERANCE: f64 = 1e-9;

/// A number of steps this near a whole one is whole.
const WHOLE: f64 = 1e-6;

/// With this many legs every way to round is tried at the root.
const ROUNDED_ALL_MAX: usize = 8;

/// The best steps found.
#[derive(Clone, Debug)]
pub(super) struct Best {
    pub(super) steps: Vec<i64>,
    pub(super) value: Decimal,
    put_up: Decimal,
}

/// What the search ended with.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) best: Best,
    /// No stakes in whole steps bring more.
    pub(super) bound: Decimal,
    /// No stakes of any size bring more.
    pub(super) ideal: Decimal,
    pub(super) proven: bool,
}

/// Bounds that may hold something better.
struct Node {
    relaxed: Relaxed,
    low: Vec<i64>,
    high: Vec<i64>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Node {}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Node {
    fn cmp(&self, other: &Self) -> Ordering {
        self.relaxed.value.total_cmp(&other.relaxed.value)
    }
}

/// The search and what it knows.
struct Search<'p> {
    position: &'p Position<'p>,
    wants: &'p Wants,
    relaxation: Relaxation<'p>,
    /// The smallest stake of each leg in steps, where it is staked at all.
    least: Vec<i64>,
    best: Option<Best>,
    /// What a better staking is better by, at the least.
    quantum: f64,
    tolerance: f64,
}

/// The best new steps for a goal; none where no stakes keep its floor.
pub(super) fn search(
    position: &Position<'_>,
    wants: &Wants,
    required: bool,
) -> Result<Option<Found>, HedgeError> {
    let bounds: Vec<(i64, i64)> =
        position.legs.iter().map(|leg| leg.steps(position.total)).collect();
    let least: Vec<i64> = bounds.iter().map(|(least, _)| *least).collect();
    let high: Vec<i64> = bounds.iter().map(|(_, most)| *most).collect();
    let low = if required { least.clone() } else { vec![0; least.len()] };
    let tolerance = TOLERANCE * magnitude(position);
    let mut search = Search {
        relaxation: Relaxation::new(position, wants),
        quantum: quantum(position, wants).max(2.0 * tolerance),
        position,
        wants,
        least,
        best: None,
        tolerance,
    };
    search.offer(&low);
    let root = match search.relaxation.solve(&low, &high) {
        Ok(relaxed) => Node { relaxed, low, high },
        Err(NoOptimum::Infeasible) => return Ok(search.best.map(Found::alone)),
        Err(NoOptimum::Unsolved) => return Err(HedgeError::Unsolved),
    };
    search.round_all(&root);
    let ideal = root.relaxed.value;
    let left = search.run(root)?;
    let exact = |value: f64| Decimal::from_f64_retain(value).unwrap_or_default();
    let slack = exact(search.quantum.min(3.0 * tolerance));
    let is_grid = search.quantum > 3.0 * tolerance;
    Ok(search.best.map(|best| {
        let bound = match left {
            Some(left) => best.value.max(exact(left + tolerance)),
            None if is_grid => best.value,
            None => best.value + slack,
        };
        let ideal = exact(ideal + tolerance).max(bound);
        Found { best, bound, ideal, proven: left.is_none() }
    }))
}

impl Found {
    /// Nothing can be staked.
    pub(super) fn nothing(steps: Vec<i64>, value: Decimal) -> Self {
        Self::alone(Best { steps, value, put_up: Decimal::ZERO })
    }

    /// Nothing but the one staking is possible.
    fn alone(best: Best) -> Self {
        Self { bound: best.value, ideal: best.value, proven: true, best }
    }
}

/// The money that a position is about: what may be put up, and what stands already.
fn magnitude(position: &Position<'_>) -> f64 {
    let placed = position.profile(&vec![0; position.legs.len()]);
    let stands = placed.into_iter().map(|profit| profit.abs()).max().unwrap_or_default();
    1.0 + (position.total + stands).to_f64().unwrap_or_default()
}

fn quantum(position: &Position<'_>, wants: &Wants) -> f64 {
    let plain = wants.weights.iter().flatten().all(|weight| *weight == Decimal::ONE);
    if plain { position.quantum().to_f64().unwrap_or_default() } else { 0.0 }
}

impl Search<'_> {
    /// Looks until nothing can be better; else the bound of what was not looked at.
    fn run(&mut self, root: Node) -> Result<Option<f64>, HedgeError> {
        let mut open = BinaryHeap::from([root]);
        for _ in 0..NODES_MAX {
            let Some(node) = open.pop().filter(|node| self.is_promising(node.relaxed.value)) else {
                return Ok(None);
            };
            for (low, high) in self.branch(&node).into_iter().flatten() {
                match self.relaxation.solve(&low, &high) {
                    Ok(relaxed) if self.is_promising(relaxed.value) => {
                        self.round(&relaxed, &low, &high);
                        open.push(Node { relaxed, low, high });
                    }
                    Ok(_) | Err(NoOptimum::Infeasible) => {}
                    Err(NoOptimum::Unsolved) => return Err(HedgeError::Unsolved),
                }
            }
        }
        Ok(open.pop().map(|node| node.relaxed.value).filter(|value| self.is_promising(*value)))
    }

    /// Whether something under this bound may be better than what is found, by a whole quantum.
    fn is_promising(&self, bound: f64) -> bool {
        let best = self.best.as_ref().and_then(|best| best.value.to_f64());
        best.is_none_or(|best| bound + self.tolerance >= best + self.quantum)
    }

    /// The two halves of a node's bounds, if it has two.
    fn branch(&self, node: &Node) -> Option<[(Vec<i64>, Vec<i64>); 2]> {
        let Node { relaxed, low, high } = node;
        let legs = 0..low.len();
        // Between nothing and the smallest stake there is nothing.
        let short = legs.clone().find(|&leg| {
            let steps = relaxed.steps[leg];
            let least = self.least[leg].to_f64().unwrap_or_default();
            low[leg] == 0 && steps > WHOLE && steps < least - WHOLE
        });
        if let Some(leg) = short {
            return Some(halves(node, leg, 0, self.least[leg]));
        }
        let broken = |leg: usize| (relaxed.steps[leg] - relaxed.steps[leg].round()).abs();
        let most = legs.clone().max_by(|&a, &b| broken(a).total_cmp(&broken(b)))?;
        if broken(most) > WHOLE {
            let below = relaxed.steps[most].floor().to_i64()?;
            return Some(halves(node, most, below, below + 1));
        }
        // Whole everywhere: either that staking was offered and is as good as the bound, or rounding
        // hid that it is not allowed. Then any leg that still has room is split.
        let leg = legs.clone().max_by_key(|&leg| high[leg] - low[leg])?;
        if high[leg] == low[leg] {
            return None;
        }
        let at = relaxed.steps[leg].round().to_i64()?.clamp(low[leg], high[leg]);
        let below = if at > low[leg] { at - 1 } else { at };
        Some(halves(node, leg, below, below + 1))
    }

    /// Offers the nearest whole steps, and those below.
    fn round(&mut self, relaxed: &Relaxed, low: &[i64], high: &[i64]) {
        for shift in [0.5, WHOLE] {
            let steps = relaxed.steps.iter().zip(low).zip(high);
            let whole = |((steps, low), high): ((&f64, &i64), &i64)| {
                (steps + shift).floor().to_i64().unwrap_or_default().clamp(*low, *high)
            };
            let steps: Vec<i64> = steps.map(whole).collect();
            self.offer(&steps);
        }
    }

    /// Offers every way to round a few legs.
    fn round_all(&mut self, node: &Node) {
        self.round(&node.relaxed, &node.low, &node.high);
        let legs = node.low.len();
        if legs > ROUNDED_ALL_MAX {
            return;
        }
        for mask in 0_u32..1 << legs {
            let steps: Vec<i64> = (0..legs)
                .map(|leg| {
                    let up = i64::from(mask >> leg & 1);
                    let below = (node.relaxed.steps[leg] + WHOLE).floor().to_i64();
                    (below.unwrap_or_default() + up).clamp(node.low[leg], node.high[leg])
                })
                .collect();
            self.offer(&steps);
        }
    }

    /// Keeps a staking if it is allowed and better; of equals, the one that puts up less.
    fn offer(&mut self, steps: &[i64]) {
        let taken = |(steps, least): (&i64, &i64)| *steps == 0 || steps >= least;
        if !steps.iter().zip(&self.least).all(taken) || !self.position.allows(steps) {
            return;
        }
        let Some(value) = self.wants.value(&self.position.profile(steps)) else {
            return;
        };
        let put_up = self.position.put_up(steps);
        let is_better = self.best.as_ref().is_none_or(|best| {
            value.cmp(&best.value).then(best.put_up.cmp(&put_up)) == Ordering::Greater
        });
        if is_better {
            self.best = Some(Best { steps: steps.to_vec(), value, put_up });
        }
    }
}

/// The bounds of a node up to `below` and from `above` steps of a leg.
fn halves(node: &Node, leg: usize, below: i64, above: i64) -> [(Vec<i64>, Vec<i64>); 2] {
    let (mut high, mut low) = (node.high.clone(), node.low.clone());
    high[leg] = below;
    low[leg] = above;
    [(node.low.clone(), high), (low, node.high.clone())]
}
