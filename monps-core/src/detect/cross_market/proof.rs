//! From an estimate to what is proved: stakes and weights in exact decimals, and what follows of them.
//!
//! Whatever the solver says, any stakes guarantee the least of their profits, and any weights of the
//! states bound what anybody can guarantee. Both are worked out anew in decimals, from shares of twelve
//! digits. Where the solver was right they meet.

use rust_decimal::Decimal;

use super::bets::{Bet, Bets};
use super::programme::Estimate;
use super::{Profile, Solution, StateProfit, StateWeight};
use crate::detect::leg::leg;
use crate::money::Rounding;

/// How many digits of a share are kept.
const DIGITS: u32 = 12;

/// Profits that differ by less than this are one: the stakes make them equal but for their digits.
const ALIKE: Decimal = rust_decimal::dec!(0.000_000_001);

/// A share below this is rounding.
const SHARE_MIN: Decimal = rust_decimal::dec!(0.0000001);

/// What an estimate proves; none when it stakes nothing.
pub(super) fn prove(bets: &Bets<'_>, estimate: &Estimate) -> Option<Solution> {
    let stakes: Vec<(&Bet<'_>, Decimal)> = bets
        .bets
        .iter()
        .zip(exact(&estimate.shares))
        .map(|(bet, share)| (bet, bet.cap.map_or(share, |cap| share.min(cap))))
        .filter(|(_, share)| *share >= SHARE_MIN)
        .collect();
    let put_up: Decimal = stakes.iter().map(|(_, stake)| stake).sum();
    if put_up.is_zero() {
        return None;
    }
    let mut profits: Vec<(Decimal, usize)> = (0..bets.classes.len())
        .map(|class| (profit(bets, &stakes, class) / put_up, class))
        .collect();
    profits.sort_unstable();
    let weights = weights(bets, estimate);
    let bound = bound(bets, estimate, &weights)?;
    // What is kept earns nothing: the bound is of the whole, and the answer of what is put up.
    let bound = if bets.may_keep { bound / put_up } else { bound };
    let legs = stakes.iter().map(|(bet, stake)| {
        let mut leg = leg(bet.market, bet.selection, bet.quote, bet.commission);
        leg.share = stake / put_up;
        leg
    });
    Some(Solution {
        legs: legs.collect(),
        guaranteed: profits.first()?.0,
        bound,
        weights: weights
            .iter()
            .zip(&bets.classes)
            .filter(|(weight, _)| !weight.is_zero())
            .map(|(weight, states)| StateWeight { weight: *weight, states: states.clone() })
            .collect(),
        profile: Profile {
            results: alike(&profits)
                .map(|together| StateProfit {
                    profit: together[0].0,
                    states: together.iter().flat_map(|&(_, at)| bets.classes[at].clone()).collect(),
                })
                .collect(),
        },
    })
}

/// Profits in order, those together that only the last digits of the shares tell apart.
fn alike(profits: &[(Decimal, usize)]) -> impl Iterator<Item = &[(Decimal, usize)]> {
    profits.chunk_by(|(one, _), (other, _)| other - one < ALIKE)
}

fn exact(shares: &[f64]) -> Vec<Decimal> {
    let exact = |share: &f64| Decimal::from_f64_retain(*share).unwrap_or_default();
    shares.iter().map(|share| Rounding::HalfEven.apply(exact(share), DIGITS)).collect()
}

/// The profit of all stakes in a class of states, after every pool's commission.
fn profit(bets: &Bets<'_>, stakes: &[(&Bet<'_>, Decimal)], class: usize) -> Decimal {
    let mut nets = vec![Decimal::ZERO; bets.pools.len()];
    let mut sum = Decimal::ZERO;
    for (bet, stake) in stakes {
        let profit = stake * bets.profit(bet, class);
        match bet.pool {
            Some(pool) => nets[pool] += profit,
            None => sum += profit,
        }
    }
    for (net, pool) in nets.into_iter().zip(&bets.pools) {
        sum += net - net.max(Decimal::ZERO) * pool.commission.rate();
    }
    sum
}

/// The weights of the classes, which sum to 1 but for the last of 28 digits.
fn weights(bets: &Bets<'_>, estimate: &Estimate) -> Vec<Decimal> {
    let mut weights = exact(&estimate.weights);
    let sum: Decimal = weights.iter().sum();
    if sum.is_zero() {
        // No opinion at all is an opinion too: every class alike.
        weights = vec![Decimal::ONE; bets.classes.len()];
    }
    let sum: Decimal = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}

/// The most that a whole of 1 is worth by these weights: of the bet that is worth most, or as far as
/// that one goes, then of the next, down to what is better kept.
fn bound(bets: &Bets<'_>, estimate: &Estimate, weights: &[Decimal]) -> Option<Decimal> {
    let paid: Vec<Vec<Decimal>> = bets
        .pools
        .iter()
        .zip(&estimate.in_full)
        .map(|(pool, in_full)| {
            let mut of_class = vec![Decimal::ZERO; pool.classes];
            for (weight, &class) in weights.iter().zip(&pool.class_of) {
                of_class[class] += weight;
            }
            let rate = pool.commission.rate();
            of_class
                .into_iter()
                .zip(exact(in_full))
                .map(|(weight, in_full)| {
                    weight * (Decimal::ONE - rate) + in_full.min(weight * rate)
                })
                .collect()
        })
        .collect();
    let worth = |bet: &Bet<'_>| -> Decimal {
        let Some(pool) = bet.pool else {
            let weighed = weights.iter().enumerate().filter(|(_, weight)| !weight.is_zero());
            return weighed.map(|(class, weight)| weight * bets.profit(bet, class)).sum();
        };
        let (paid, pool) = (&paid[pool], &bets.pools[pool]);
        let first = |class: usize| pool.class_of.iter().position(|&of| of == class);
        let classes = paid.iter().enumerate();
        classes.filter_map(|(at, paid)| Some(paid * bets.profit(bet, first(at)?))).sum()
    };
    if !bets.may_keep {
        return bets.bets.iter().map(worth).max();
    }
    let mut worths: Vec<(Decimal, Decimal)> = bets
        .bets
        .iter()
        .map(|bet| (worth(bet), bet.cap.unwrap_or(Decimal::ONE)))
        .filter(|(worth, _)| *worth > Decimal::ZERO)
        .collect();
    worths.sort_unstable_by(|one, other| other.cmp(one));
    let (mut bound, mut left) = (Decimal::ZERO, Decimal::ONE);
    for (worth, cap) in worths {
        let share = cap.min(left);
        bound += worth * share;
        left -= share;
    }
    Some(bound)
}
