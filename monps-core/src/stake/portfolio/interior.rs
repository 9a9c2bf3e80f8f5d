//! The interior-point method: Newton's steps on the conditions of the optimum, kept off every cap.
//!
//! maximise E ln W(f) over f ≥ 0 and A·f + s = cap, s ≥ 0. At the optimum ∇ = Aᵀλ − z with s·λ = 0 and
//! f·z = 0; both products are held at μ while μ falls to nothing (Boyd and Vandenberghe, *Convex
//! Optimization*, 11.7: primal-dual). The slacks s are variables of their own: near a cap the difference
//! of two shares would be all rounding. How close the end is to the optimum is certified apart from how
//! it was reached, in [`certificate`].

use super::cluster::Cluster;
use super::growth::{Derivatives, Wealth};
use super::limits::Group;

/// The products μ begin here.
const PRODUCT_FIRST: f64 = 1e-2;
/// By how much μ falls once the conditions hold to within [`NEAR`] times it.
const FALL: f64 = 0.1;
/// Faster near the end: μ to this power.
const FALL_POWER: f64 = 1.5;
/// Where μ ends: each bet and each cap adds that much to the gap.
const PRODUCT_LAST: f64 = 1e-14;
/// How near the conditions must hold before μ falls.
const NEAR: f64 = 10.0;
/// More steps than any problem met; the certificate tells if they did not suffice.
const STEPS_MAX: u32 = 100;
/// Steps at the last μ: where wealth may nearly vanish, rounding keeps the residual above its mark.
const POLISH_MAX: u32 = 6;
/// Halvings of one step.
const HALVINGS_MAX: u32 = 30;
/// How much of the way to the nearest cap a step may go.
const TO_THE_WALL: f64 = 0.99;
/// How much of the slope that a step began with may be there, downwards, at its end.
const PAST_THE_TOP: f64 = 0.9;
/// How much of a sum of slopes along a step may be rounding.
const NOISE: f64 = 1e-12;

/// The problem: clusters of bets, the largest share of each, caps of groups.
pub(super) struct Problem<'a> {
    pub(super) clusters: &'a [Cluster],
    pub(super) most: &'a [f64],
    pub(super) groups: &'a [Group],
}

/// What the search ended with.
pub(super) struct Found {
    pub(super) shares: Vec<f64>,
    /// What one unit more of each group's cap would add to growth.
    pub(super) multipliers: Vec<f64>,
    pub(super) steps: u32,
}

/// A point of the search, or a step from one.
#[derive(Clone)]
struct Point {
    shares: Vec<f64>,
    /// z: what each share's bound at 0 costs.
    bounds: Vec<f64>,
    slacks: Vec<f64>,
    /// λ: what each group's cap costs.
    multipliers: Vec<f64>,
}

impl Point {
    /// The point further along, shares by one length and what they cost by another.
    fn moved(&self, step: &Self, length: f64, cost_length: f64) -> Self {
        let along = |from: &[f64], step: &[f64], length: f64| {
            from.iter().zip(step).map(|(from, step)| from + length * step).collect()
        };
        Self {
            shares: along(&self.shares, &step.shares, length),
            slacks: along(&self.slacks, &step.slacks, length),
            bounds: along(&self.bounds, &step.bounds, cost_length),
            multipliers: along(&self.multipliers, &step.multipliers, cost_length),
        }
    }

    /// How far along a step shares and slacks stay positive, at most 1; and the same for what they cost.
    fn room(&self, step: &Self) -> (f64, f64) {
        let walls = |from: &[f64], step: &[f64]| {
            let falling = from.iter().zip(step).filter(|(_, step)| **step < 0.0);
            falling.map(|(from, step)| TO_THE_WALL * from / -step).fold(1.0, f64::min)
        };
        let shares = walls(&self.shares, &step.shares).min(walls(&self.slacks, &step.slacks));
        let bounds = walls(&self.bounds, &step.bounds);
        (shares, bounds.min(walls(&self.multipliers, &step.multipliers)))
    }

    /// The slope along a step of growth plus μ·(Σ ln f + Σ ln s), and how much of it may be rounding.
    fn rise(&self, at: &Derivatives, step: &Self, product: f64) -> (f64, f64) {
        let growth = at.slope.iter().zip(&step.shares).map(|(slope, step)| slope * step);
        let shares = step.shares.iter().zip(&self.shares);
        let slacks = step.slacks.iter().zip(&self.slacks);
        let walls = shares.chain(slacks).map(|(step, from)| product * step / from);
        let (sum, size) = growth
            .chain(walls)
            .fold((0.0, 0.0), |(sum, size), term| (sum + term, size + f64::abs(term)));
        (sum, size * NOISE)
    }
}

impl Problem<'_> {
    /// The optimum, to within the certificate.
    pub(super) fn solve(&self) -> Found {
        let mut point = self.inside();
        let mut at = self.derivatives(&point);
        let (mut steps, mut product, mut polished) = (0, PRODUCT_FIRST, 0);
        while steps < STEPS_MAX && polished < POLISH_MAX {
            while product > PRODUCT_LAST && self.residual(&point, &at, product) <= NEAR * product {
                product = (FALL * product).min(product.powf(FALL_POWER)).max(PRODUCT_LAST);
            }
            if product <= PRODUCT_LAST {
                polished += 1;
                if self.residual(&point, &at, product) <= NEAR * product {
                    break;
                }
            }
            steps += 1;
            let step = self.newton(&point, &at, product);
            let Some((next, slope)) = self.advance(&point, &at, &step, product) else { break };
            (point, at) = (next, slope);
        }
        Found { shares: point.shares, multipliers: point.multipliers, steps }
    }

    fn derivatives(&self, point: &Point) -> Derivatives {
        Wealth::new(self.clusters, &point.shares).derivatives(point.shares.len())
    }

    /// A point well inside every cap.
    fn inside(&self) -> Point {
        let mut shares: Vec<f64> = self.most.iter().map(|most| most / 2.0).collect();
        for group in self.groups {
            let fair = group.most_searched() / (group.bets.len() as f64 + 1.0);
            for &bet in &group.bets {
                shares[bet] = shares[bet].min(fair / 2.0);
            }
        }
        let slack = |group: &Group| group.most_searched() - group.sum(&shares);
        let slacks: Vec<f64> = self.groups.iter().map(slack).collect();
        let bounds = shares.iter().map(|share| PRODUCT_FIRST / share).collect();
        let multipliers = slacks.iter().map(|slack| PRODUCT_FIRST / slack).collect();
        Point { shares, bounds, slacks, multipliers }
    }

    /// ∇ − Aᵀλ + z: nothing at the optimum.
    fn slope_residual(&self, point: &Point, at: &Derivatives) -> Vec<f64> {
        let mut off: Vec<f64> = at.slope.iter().zip(&point.bounds).map(|(a, b)| a + b).collect();
        for (group, multiplier) in self.groups.iter().zip(&point.multipliers) {
            for &bet in &group.bets {
                off[bet] -= multiplier;
            }
        }
        off
    }

    /// cap − A·f − s for each group: rounding, and nothing else.
    fn cap_residual<'a>(&'a self, point: &'a Point) -> impl Iterator<Item = f64> + 'a {
        let groups = self.groups.iter().zip(&point.slacks);
        groups.map(|(group, slack)| group.most_searched() - group.sum(&point.shares) - slack)
    }

    /// The largest of what should be nothing, when the products should be μ.
    fn residual(&self, point: &Point, at: &Derivatives, product: f64) -> f64 {
        let bets = point.shares.iter().zip(&point.bounds);
        let groups = point.slacks.iter().zip(&point.multipliers);
        let products = bets.chain(groups).map(|(a, b)| (a * b - product).abs());
        let slope = self.slope_residual(point, at).into_iter().map(f64::abs);
        products.chain(slope).fold(0.0, f64::max)
    }

    /// Newton's step towards products of this size.
    fn newton(&self, point: &Point, at: &Derivatives, product: f64) -> Point {
        let bets = point.shares.len();
        let mut matrix = at.curvature.clone();
        let mut shares = self.slope_residual(point, at);
        for (j, (&share, &bound)) in point.shares.iter().zip(&point.bounds).enumerate() {
            shares[j] += product / share - bound;
            matrix[j * bets + j] += bound / share;
        }
        let residuals: Vec<f64> = self.cap_residual(point).collect();
        let sides = point.slacks.iter().zip(&point.multipliers).zip(&residuals);
        let pulls = sides.map(|((slack, cost), off)| product / slack - cost - cost / slack * off);
        let pulls: Vec<f64> = pulls.collect();
        for (at, group) in self.groups.iter().enumerate() {
            let stiffness = point.multipliers[at] / point.slacks[at];
            for (position, &i) in group.bets.iter().enumerate() {
                shares[i] -= pulls[at];
                // The bets of a group are in ascending order: this stays in the lower half.
                for &j in &group.bets[..=position] {
                    matrix[i * bets + j] += stiffness;
                }
            }
        }
        solve_symmetric(&mut matrix, &mut shares);
        let bound = |((&share, &bound), &step): ((&f64, &f64), &f64)| {
            product / share - bound - bound / share * step
        };
        let bounds = point.shares.iter().zip(&point.bounds).zip(&shares).map(bound).collect();
        let sums: Vec<f64> = self.groups.iter().map(|group| group.sum(&shares)).collect();
        let slacks = residuals.iter().zip(&sums).map(|(off, sum)| off - sum).collect();
        let stiffness =
            point.multipliers.iter().zip(&point.slacks).map(|(cost, slack)| cost / slack);
        let multipliers =
            pulls.iter().zip(stiffness).zip(&sums).map(|((pull, k), sum)| pull + k * sum).collect();
        Point { shares, bounds, slacks, multipliers }
    }

    /// Goes as far along a step as keeps everything positive and does not pass far beyond the top.
    ///
    /// The top is judged by the slope along the step, which is exact where values drown in rounding:
    /// past the top it turns negative, and may not do so by nearly as much as it was positive.
    fn advance(
        &self,
        from: &Point,
        at: &Derivatives,
        step: &Point,
        product: f64,
    ) -> Option<(Point, Derivatives)> {
        let (rise, _) = from.rise(at, step, product);
        let (mut length, cost_length) = from.room(step);
        for _ in 0..HALVINGS_MAX {
            let next = from.moved(step, length, cost_length);
            let slope = self.derivatives(&next);
            let (still, noise) = next.rise(&slope, step, product);
            if -still <= PAST_THE_TOP * rise || -still <= noise {
                return Some((next, slope));
            }
            length /= 2.0;
        }
        None
    }
}

/// How much faster than with these shares any shares within the caps could grow, at most.
///
/// For any g within the caps, with wealth V where these give W, E ln V − E ln W ≤ ln E[V/W] (Jensen): that is
/// ln(1 + ∇·(g − f)) since W is linear. The largest ∇·g is bounded by duality: for *any* multipliers
/// λ ≥ 0 of the groups it is at most Σ λ·cap + Σ uⱼ·max(0, ∇ⱼ − Σ λ over j's groups).
pub(super) fn certificate(problem: &Problem<'_>, shares: &[f64], multipliers: &[f64]) -> f64 {
    let slope = Wealth::new(problem.clusters, shares).derivatives(shares.len()).slope;
    let mut reduced = slope.clone();
    let mut bound = 0.0;
    for (group, &multiplier) in problem.groups.iter().zip(multipliers) {
        bound += multiplier * group.most_estimate();
        for &bet in &group.bets {
            reduced[bet] -= multiplier;
        }
    }
    // What is left over is paid by each bet's own largest share, or by the cap on everything (the first
    // group) costing as much more: whichever is less.
    let apart: f64 = reduced.iter().zip(problem.most).map(|(r, most)| r.max(0.0) * most).sum();
    let most = problem.groups.first().map_or(1.0, Group::most_estimate);
    let together = reduced.iter().copied().fold(0.0, f64::max) * most;
    bound += apart.min(together);
    let here: f64 = slope.iter().zip(shares).map(|(a, b)| a * b).sum();
    (bound - here).max(0.0).ln_1p()
}

/// Solves M·x = b in place for a symmetric positive matrix given by its lower half (Cholesky).
///
/// A pivot that rounding has made nothing belongs to bets that are copies of others: their difference
/// changes nothing, and they stay where they are.
fn solve_symmetric(matrix: &mut [f64], vector: &mut [f64]) {
    let n = vector.len();
    for i in 0..n {
        let (above, rest) = matrix.split_at_mut(i * n);
        let row = &mut rest[..=i];
        for j in 0..i {
            let other = &above[j * n..=j * n + j];
            let dot: f64 = row[..j].iter().zip(other).map(|(a, b)| a * b).sum();
            row[j] = (row[j] - dot) / other[j];
        }
        let square: f64 = row[..i].iter().map(|a| a * a).sum();
        let pivot = row[i] - square;
        row[i] = if pivot > row[i] * f64::EPSILON { pivot.sqrt() } else { f64::INFINITY };
        let dot: f64 = row[..i].iter().zip(&vector[..i]).map(|(a, b)| a * b).sum();
        vector[i] = (vector[i] - dot) / row[i];
    }
    for i in (0..n).rev() {
        let row = &matrix[i * n..=i * n + i];
        vector[i] /= row[i];
        let value = vector[i];
        for (earlier, cell) in vector[..i].iter_mut().zip(row) {
            *earlier -= value * cell;
        }
    }
}
