//! The sweep over payout levels, and the last steps where commission is shared.

use rust_decimal::Decimal;

use super::legs::Legs;
use super::profile::{profile, worst};
use super::{STAKINGS_MAX, Split};
use crate::error::stake::StakeError;
use crate::id::MarketId;
use crate::payoff::Outcome;
use crate::stake::ceil_to;
use crate::stake::hedge::{HedgeLeg, level_all};

/// How often a staking is improved by single steps where commission is shared, for each leg.
const REFINEMENTS_PER_LEG: usize = 8;

/// What is to be as large as possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// The worst profit, of the total given.
    Profit,
    /// The worst profit over the total, of any total up to the one given.
    Rate,
}

/// What a staking is judged by.
#[derive(Clone, Copy, Debug)]
struct Worth {
    worst: Decimal,
    total: Decimal,
}

impl Worth {
    fn of(legs: &Legs<'_>, stakes: &[Decimal], total: Decimal) -> Self {
        Self { worst: worst(legs.given, stakes), total }
    }

    fn rate(self) -> Decimal {
        self.worst / self.total
    }

    fn beats(self, other: Self, goal: Goal) -> bool {
        match goal {
            Goal::Profit => (self.worst, other.total) > (other.worst, self.total),
            Goal::Rate => (self.rate(), self.worst) > (other.rate(), other.worst),
        }
    }
}

/// A staking and its worth.
#[derive(Clone, Debug)]
struct Candidate {
    stakes: Vec<Decimal>,
    worth: Worth,
}

/// The best staking.
pub(super) fn best(legs: &Legs<'_>, goal: Goal) -> Result<Split, StakeError> {
    let book_sum = legs.book_sum();
    let (found, swept) = sweep(legs, goal, book_sum);
    let Some(found) = found else {
        return Err(StakeError::TotalTooSmall {
            needed: legs.stake_min.iter().sum(),
            total: legs.total,
        });
    };
    let (found, proven) = if legs.shared {
        let near = refine(legs, goal, found);
        // A loss is wanted near the total, and a rate has no programme: there the near one stands.
        let is_searched = goal == Goal::Profit && book_sum < Decimal::ONE;
        match is_searched.then(|| searched(legs)).flatten() {
            Some(best) if !near.worth.beats(best.worth, goal) => (best, true),
            _ => (near, false),
        }
    } else {
        (found, swept)
    };
    let profile = profile(legs.given, &found.stakes);
    let Worth { worst, total } = found.worth;
    Ok(Split {
        payouts: profile.iter().map(|profit| total + profit).collect(),
        worst_profit: worst,
        best_profit: profile.iter().copied().max().unwrap_or(worst),
        profit_rate: found.worth.rate(),
        profit_rate_bound: Decimal::ONE / book_sum - Decimal::ONE,
        proven,
        profile,
        total,
        stakes: found.stakes,
    })
}

/// The best staking where legs share commission, if the search over all whole steps proves it.
fn searched(legs: &Legs<'_>) -> Option<Candidate> {
    let outcomes = |winner: usize| {
        let outcome = |state| if state == winner { Outcome::Won } else { Outcome::Lost };
        (0..legs.len()).map(outcome).collect()
    };
    let hedged: Vec<HedgeLeg> = legs
        .given
        .iter()
        .enumerate()
        .map(|(at, leg)| HedgeLeg {
            commission: leg.commission,
            step: leg.step,
            stake_min: legs.stake_min[at],
            stake_max: Some(legs.stake_max[at]),
            ..HedgeLeg::back((leg.venue_id, MarketId::new(0)), leg.price, outcomes(at))
        })
        .collect();
    let stakes = level_all(&hedged, legs.total)?;
    let total = stakes.iter().sum();
    Some(Candidate { worth: Worth::of(legs, &stakes, total), stakes })
}

/// Looks at the smallest stakes of every payout level, from the highest downwards. Gives the best,
/// and whether no lower level could be better.
fn sweep(legs: &Legs<'_>, goal: Goal, book_sum: Decimal) -> (Option<Candidate>, bool) {
    let mut stakes = highest(legs);
    let mut total: Decimal = stakes.iter().sum();
    let mut found: Option<Candidate> = None;
    let slack: Decimal = legs.given.iter().map(|leg| leg.step).sum();
    // "As near as the steps allow" counts from the largest total that is possible at all.
    let mut total_least = None;
    for _ in 0..STAKINGS_MAX {
        if legs.allow(&stakes, total) {
            let worth = Worth::of(legs, &stakes, total);
            if found.as_ref().is_none_or(|best| worth.beats(best.worth, goal)) {
                found = Some(Candidate { stakes: stakes.clone(), worth });
            }
            let total_least = *total_least.get_or_insert(total - slack);
            let enough = if book_sum < Decimal::ONE {
                found.as_ref().is_some_and(|best| {
                    // Level L costs L·Σ1/o or more, so this one and those below win no more.
                    best.worth.worst >= level(legs, &stakes) * (Decimal::ONE - book_sum)
                })
            } else {
                // No arbitrage: spending less always loses less, so only near totals count.
                total <= total_least
            };
            if goal == Goal::Profit && enough {
                return (found, true);
            }
        }
        // The leg whose next smaller stake still pays the most keeps the level highest.
        let next = (0..legs.len())
            .filter(|&at| stakes[at] - legs.given[at].step >= legs.stake_min[at])
            .max_by_key(|&at| (stakes[at] - legs.given[at].step) * legs.effective[at]);
        let Some(next) = next else {
            return (found, true);
        };
        stakes[next] -= legs.given[next].step;
        total -= legs.given[next].step;
    }
    (found, false)
}

/// What every leg pays at least, at the effective prices.
fn level(legs: &Legs<'_>, stakes: &[Decimal]) -> Decimal {
    stakes.iter().zip(&legs.effective).map(|(stake, price)| stake * price).min().unwrap_or_default()
}

/// The smallest stakes of the highest payout level that the total and the limits could allow.
fn highest(legs: &Legs<'_>) -> Vec<Decimal> {
    let by_limits = level(legs, &legs.stake_max);
    let level = by_limits.min(affordable(legs));
    legs.effective
        .iter()
        .zip(legs.given)
        .zip(&legs.stake_min)
        .map(|((price, leg), least)| ceil_to(level / price, leg.step).max(*least))
        .collect()
}

/// The level at which stakes of any size, but none under its smallest, come to the total.
fn affordable(legs: &Legs<'_>) -> Decimal {
    let mut pinned = vec![false; legs.len()];
    // Every round pins a leg at its smallest stake or is the last.
    loop {
        let (mut left, mut implied) = (legs.total, Decimal::ZERO);
        for (at, &pinned) in pinned.iter().enumerate() {
            if pinned {
                left -= legs.stake_min[at];
            } else {
                implied += Decimal::ONE / legs.effective[at];
            }
        }
        if implied.is_zero() {
            return Decimal::ZERO;
        }
        let level = left / implied;
        let short = (0..legs.len())
            .find(|&at| !pinned[at] && level / legs.effective[at] < legs.stake_min[at]);
        match short {
            Some(at) => pinned[at] = true,
            None => return level,
        }
    }
}

/// Single steps up and down from a staking, and steps moved between two legs, for as long as they
/// help: legs that share commission offset one another, which the levels do not see.
fn refine(legs: &Legs<'_>, goal: Goal, mut best: Candidate) -> Candidate {
    let total_least = best.worth.total;
    for _ in 0..legs.len() * REFINEMENTS_PER_LEG {
        let mut better: Option<Candidate> = None;
        for up in 0..=legs.len() {
            for down in 0..=legs.len() {
                let Some(candidate) = moved(legs, &best, up, down) else {
                    continue;
                };
                // A loss must not be made smaller by staking less: see `split`.
                let Worth { worst, total } = candidate.worth;
                if goal == Goal::Profit && worst < Decimal::ZERO && total < total_least {
                    continue;
                }
                if candidate.worth.beats(better.as_ref().unwrap_or(&best).worth, goal) {
                    better = Some(candidate);
                }
            }
        }
        match better {
            Some(better) => best = better,
            None => break,
        }
    }
    best
}

/// The staking with one leg a step up and another a step down; an index past the end moves none.
fn moved(legs: &Legs<'_>, from: &Candidate, up: usize, down: usize) -> Option<Candidate> {
    if up == down {
        return None;
    }
    let mut stakes = from.stakes.clone();
    if let Some(stake) = stakes.get_mut(up) {
        *stake += legs.given[up].step;
    }
    if let Some(stake) = stakes.get_mut(down) {
        *stake -= legs.given[down].step;
        if *stake < legs.stake_min[down] {
            return None;
        }
    }
    let total: Decimal = stakes.iter().sum();
    legs.allow(&stakes, total).then(|| Candidate { worth: Worth::of(legs, &stakes, total), stakes })
}
