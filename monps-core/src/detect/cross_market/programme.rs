//! The linear programme: a game between who stakes and what happens.
//!
//! Staking shares x of one unit over the bets guarantees min over states of Σ x·r, with r the profit
//! per unit put up. Against it stand weights q of the states, Σ q = 1: whatever is staked, the mean
//! profit by those weights is at most v = max over bets of Σ q·r. The largest guarantee equals the
//! smallest v (von Neumann), and with `q' = q / (v + 2)` the smallest v is the largest Σ q' such that
//! Σ q'·(r + 2) ≤ 1 for every bet. The prices of those rows are the stakes.
//!
//! Commission c on the net winnings of a pool is a second move of what happens: in each state it pays
//! `λ` times the net, for the worst λ between 1 − c and 1. Let u = λ·Q, with Q the weight of a class of
//! states which the pool cannot tell apart: a bet of the pool is worth Σ u·r, and u = (1 − c)·Q + w with
//! 0 ≤ w ≤ c·Q, which is linear again.
//!
//! Where limits count, a bet takes no more than a share of the total, x ≤ u, and what fits nowhere is
//! kept: a bet of profit 0 in every state. A limit has a price y ≥ 0 of its own. The bet may then be
//! worth v + y, and the bound is v + Σ u·y. Scaled by that, y' and Σ q' make the rows
//! Σ q'·(r + 2) + Σ u·y' − y' of the bet ≤ 1.

use rust_decimal::prelude::ToPrimitive;

use super::bets::{Bet, Bets};
use crate::linear::Programme;

/// Added to every profit, so that no bet is worth less than 1: a unit put up loses 1 at most.
const SHIFT: f64 = 2.0;

/// The estimate of an optimum.
pub(super) struct Estimate {
    /// The share of each bet.
    pub(super) shares: Vec<f64>,
    /// The weight of each class of states.
    pub(super) weights: Vec<f64>,
    /// For each pool, the weight that is paid in full, by the pool's class.
    pub(super) in_full: Vec<Vec<f64>>,
}

/// Solves the game; none where nothing can be bet, or where rounding ate the answer.
pub(super) fn solve(bets: &Bets<'_>) -> Option<Estimate> {
    let states = bets.classes.len();
    let mut offsets = Vec::with_capacity(bets.pools.len());
    let mut columns = states;
    for pool in &bets.pools {
        offsets.push(columns);
        columns += pool.classes;
    }
    let caps = caps(bets, columns);
    columns += caps.len();
    let mut objective = vec![1.0; states];
    objective.resize(columns, 0.0);
    let mut programme = Programme::maximise(objective);
    for (at, bet) in bets.bets.iter().enumerate() {
        let mut row = row(bets, bet, &offsets, columns);
        limit(&mut row, &caps, Some(at));
        programme.at_most(&row, 1.0);
    }
    if bets.may_keep {
        let mut row = vec![0.0; columns];
        row[..states].fill(SHIFT);
        limit(&mut row, &caps, None);
        programme.at_most(&row, 1.0);
    }
    for (pool, &offset) in bets.pools.iter().zip(&offsets) {
        let rate = pool.commission.rate().to_f64()?;
        for class in 0..pool.classes {
            let mut row = vec![0.0; columns];
            for (state, of) in pool.class_of.iter().enumerate() {
                row[state] = if *of == class { -rate } else { 0.0 };
            }
            row[offset + class] = 1.0;
            programme.at_most(&row, 0.0);
        }
    }
    let found = programme.solve().ok()?;
    let scaled = |values: &[f64], sum: f64| values.iter().map(|value| value / sum).collect();
    let rows = bets.bets.len() + usize::from(bets.may_keep);
    let staked: f64 = found.dual[..rows].iter().sum();
    let weighed: f64 = found.x[..states].iter().sum();
    if staked <= 0.0 || weighed <= 0.0 {
        return None;
    }
    let in_full = bets.pools.iter().zip(&offsets);
    Some(Estimate {
        shares: scaled(&found.dual[..bets.bets.len()], staked),
        weights: scaled(&found.x[..states], weighed),
        in_full: in_full
            .map(|(pool, &offset)| scaled(&found.x[offset..offset + pool.classes], weighed))
            .collect(),
    })
}

/// A limit: of which bet, in which column its price stands, and how much it leaves.
struct Cap {
    bet: usize,
    column: usize,
    share: f64,
}

fn caps(bets: &Bets<'_>, first: usize) -> Vec<Cap> {
    let shares =
        bets.bets.iter().enumerate().filter_map(|(bet, of)| Some((bet, of.cap?.to_f64()?)));
    shares.zip(first..).map(|((bet, share), column)| Cap { bet, column, share }).collect()
}

/// Writes the prices of all limits into the row of a bet, or of what is kept.
fn limit(row: &mut [f64], caps: &[Cap], of: Option<usize>) {
    for cap in caps {
        row[cap.column] = cap.share - if of == Some(cap.bet) { 1.0 } else { 0.0 };
    }
}

fn row(bets: &Bets<'_>, bet: &Bet<'_>, offsets: &[usize], columns: usize) -> Vec<f64> {
    let mut row = vec![0.0; columns];
    let profit = |class: usize| bets.profit(bet, class).to_f64().unwrap_or(-1.0);
    let Some(pool) = bet.pool else {
        for (class, entry) in row.iter_mut().take(bets.classes.len()).enumerate() {
            *entry = profit(class) + SHIFT;
        }
        return row;
    };
    let (offset, pool) = (offsets[pool], &bets.pools[pool]);
    let kept = 1.0 - pool.commission.rate().to_f64().unwrap_or_default();
    for (class, &of) in pool.class_of.iter().enumerate() {
        let profit = profit(class);
        row[class] = kept * profit + SHIFT;
        row[offset + of] = profit;
    }
    row
}
