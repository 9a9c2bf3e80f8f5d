//! The legs as the search sees them: checked, with the effective price of each and its limits on the
//! step.

use rust_decimal::Decimal;

use super::{LEGS_MAX, STEP_MIN, SplitLeg};
use crate::error::stake::StakeError;
use crate::money::AMOUNT_MAX;
use crate::stake::{ceil_to, floor_to};

/// What the search needs of the legs.
#[derive(Debug)]
pub(super) struct Legs<'a> {
    pub(super) given: &'a [SplitLeg],
    /// What the whole market pays for one unit on leg i at the ideal split, after commission.
    pub(super) effective: Vec<Decimal>,
    /// The smallest stake on the step.
    pub(super) stake_min: Vec<Decimal>,
    /// The largest stake on the step, within the total.
    pub(super) stake_max: Vec<Decimal>,
    pub(super) total: Decimal,
    /// Whether a venue that takes commission has more than one leg.
    pub(super) shared: bool,
}

impl<'a> Legs<'a> {
    pub(super) fn new(total: Decimal, given: &'a [SplitLeg]) -> Result<Self, StakeError> {
        if !(2..=LEGS_MAX).contains(&given.len()) {
            return Err(StakeError::LegCount { given: given.len(), least: 2, most: LEGS_MAX });
        }
        check_amount("total", total)?;
        let mut shared = false;
        let mut legs = Self {
            given,
            effective: Vec::with_capacity(given.len()),
            stake_min: Vec::with_capacity(given.len()),
            stake_max: Vec::with_capacity(given.len()),
            total,
            shared: false,
        };
        for (at, leg) in given.iter().enumerate() {
            shared |= is_shared(given, at)?;
            let (least, most) = limits(at, leg, total)?;
            legs.stake_min.push(least);
            legs.stake_max.push(most);
            legs.effective.push(effective(given, leg));
        }
        let needed: Decimal = legs.stake_min.iter().sum();
        if needed > total {
            return Err(StakeError::TotalTooSmall { needed, total });
        }
        for (at, leg) in given.iter().enumerate() {
            let (stake_min, stake_max) = (legs.stake_min[at], legs.stake_max[at]);
            if stake_min > stake_max {
                return Err(StakeError::NoStakeFits {
                    leg: at,
                    step: leg.step,
                    stake_min,
                    stake_max,
                });
            }
        }
        Ok(Self { shared, ..legs })
    }

    pub(super) fn len(&self) -> usize {
        self.given.len()
    }

    /// Whether the total and the largest stakes allow a staking.
    pub(super) fn allow(&self, stakes: &[Decimal], total: Decimal) -> bool {
        total <= self.total && stakes.iter().zip(&self.stake_max).all(|(stake, most)| stake <= most)
    }

    /// Σ 1/effective price: below 1 for an arbitrage.
    pub(super) fn book_sum(&self) -> Decimal {
        self.effective.iter().map(|price| Decimal::ONE / price).sum()
    }
}

fn check_amount(what: &'static str, amount: Decimal) -> Result<(), StakeError> {
    if amount > Decimal::ZERO && amount <= AMOUNT_MAX {
        Ok(())
    } else {
        Err(StakeError::OutOfRange {
            what,
            value: amount.to_string(),
            range: "above 0 and at most a thousand billions",
        })
    }
}

/// The smallest and the largest stake of a leg on its step.
fn limits(at: usize, leg: &SplitLeg, total: Decimal) -> Result<(Decimal, Decimal), StakeError> {
    if leg.step < STEP_MIN || leg.step > AMOUNT_MAX {
        return Err(StakeError::OutOfRange {
            what: "stake step",
            value: leg.step.to_string(),
            range: "at least 0.00000001",
        });
    }
    if leg.stake_min < Decimal::ZERO || leg.stake_min > AMOUNT_MAX {
        return Err(StakeError::OutOfRange {
            what: "smallest stake",
            value: leg.stake_min.to_string(),
            range: "at least 0",
        });
    }
    let stake_min = ceil_to(leg.stake_min, leg.step).max(leg.step);
    let own_max = leg.stake_max.unwrap_or(AMOUNT_MAX).min(AMOUNT_MAX);
    if own_max < stake_min {
        return Err(StakeError::NoStakeFits {
            leg: at,
            step: leg.step,
            stake_min,
            stake_max: own_max,
        });
    }
    Ok((stake_min, floor_to(own_max.min(total), leg.step)))
}

/// Whether the leg shares a venue that takes commission with an earlier one.
fn is_shared(given: &[SplitLeg], at: usize) -> Result<bool, StakeError> {
    let leg = &given[at];
    let Some(first) = given[..at].iter().position(|other| other.venue_id == leg.venue_id) else {
        return Ok(false);
    };
    if given[first].commission == leg.commission {
        Ok(!leg.commission.is_none())
    } else {
        Err(StakeError::CommissionMismatch { first, second: at })
    }
}

/// The effective price of a leg at the ideal split: o·(1 − c + cQ), with Q = Σ1/o over the legs at
/// its venue. Alone there it is 1 + (o−1)(1−c). A venue whose legs lose between them (Q above 1) has
/// no net winnings and takes no commission.
///
/// It follows from asking the same profit r of every leg with S staked in all and G at the venue:
/// (1−c)(sᵢoᵢ − G) = r + S − G gives G = Q(r+S)/(1−c+cQ) and sᵢ = (r+S)/(oᵢ(1−c+cQ)).
fn effective(given: &[SplitLeg], leg: &SplitLeg) -> Decimal {
    let price = leg.price.price();
    let implied: Decimal = given
        .iter()
        .filter(|other| other.venue_id == leg.venue_id)
        .map(|other| other.price.price().implied())
        .sum();
    if implied > Decimal::ONE {
        return price.get();
    }
    let rate = leg.commission.rate();
    price.get() * (Decimal::ONE - rate + rate * implied)
}
