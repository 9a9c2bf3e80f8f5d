//! A position: legs with their limits, and exactly what any stakes on them bring.

use rust_decimal::Decimal;

use super::leg::{HedgeLeg, LEGS_MAX, STATES_MAX};
use crate::error::hedge::HedgeError;
use crate::id::VenueId;
use crate::money::AMOUNT_MAX;

/// Legs whose net winnings pay one commission.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    pub(super) legs: Vec<usize>,
    pub(super) rate: Decimal,
}

/// Checked legs and what is worked out of them once.
#[derive(Clone, Debug)]
pub(super) struct Position<'a> {
    pub(super) legs: &'a [HedgeLeg],
    pub(super) pools: Vec<Pool>,
    /// By leg, then state: the profit of one step in the currency of the total, before commission.
    pub(super) step_profits: Vec<Vec<Decimal>>,
    /// By leg: what one step puts up, in the currency of the total.
    pub(super) step_put_up: Vec<Decimal>,
    /// By leg: what one step puts up, in the venue's currency.
    pub(super) step_balance: Vec<Decimal>,
    /// By leg: what is placed, in steps; not always whole.
    pub(super) placed: Vec<Decimal>,
    pub(super) states: usize,
    pub(super) total: Decimal,
    pub(super) balances: &'a [(VenueId, Decimal)],
}

impl<'a> Position<'a> {
    pub(super) fn new(
        legs: &'a [HedgeLeg],
        total: Decimal,
        balances: &'a [(VenueId, Decimal)],
    ) -> Result<Self, HedgeError> {
        let count = |what, given, most| HedgeError::Count { what, given, least: 1, most };
        let Some(first) = legs.first().filter(|_| legs.len() <= LEGS_MAX) else {
            return Err(count("legs", legs.len(), LEGS_MAX));
        };
        let states = first.outcomes.len();
        if !(1..=STATES_MAX).contains(&states) {
            return Err(count("states", states, STATES_MAX));
        }
        let whole = |what, value| {
            let range = "at least 0 and at most a thousand billions";
            Err(HedgeError::OutOfRange { what, leg: None, value, range })
        };
        if total < Decimal::ZERO || total > AMOUNT_MAX {
            return whole("total", total);
        }
        if let Some((_, bad)) = balances.iter().find(|(_, b)| *b < Decimal::ZERO || *b > AMOUNT_MAX)
        {
            return whole("balance", *bad);
        }
        for (at, leg) in legs.iter().enumerate() {
            leg.check(at)?;
            if leg.outcomes.len() != states {
                let given = leg.outcomes.len();
                return Err(HedgeError::StateMismatch { leg: at, given, wanted: states });
            }
        }
        let of_step = |leg: &HedgeLeg| leg.step * leg.rate;
        Ok(Self {
            legs,
            pools: pools(legs)?,
            step_profits: legs
                .iter()
                .map(|leg| (0..states).map(|state| leg.profit(state) * of_step(leg)).collect())
                .collect(),
            step_put_up: legs.iter().map(|leg| leg.put_up() * of_step(leg)).collect(),
            step_balance: legs.iter().map(|leg| leg.put_up() * leg.step).collect(),
            placed: legs.iter().map(|leg| leg.placed / leg.step).collect(),
            states,
            total,
            balances,
        })
    }

    /// The profit in every state when these steps are staked on top of what is placed.
    pub(super) fn profile(&self, steps: &[i64]) -> Vec<Decimal> {
        let all: Vec<Decimal> = self
            .placed
            .iter()
            .zip(steps)
            .map(|(placed, steps)| placed + Decimal::from(*steps))
            .collect();
        self.profile_of(&all)
    }

    /// The profit in every state of any number of steps on each leg.
    pub(super) fn profile_of(&self, steps: &[Decimal]) -> Vec<Decimal> {
        (0..self.states).map(|state| self.profit(steps, state)).collect()
    }

    fn profit(&self, steps: &[Decimal], state: usize) -> Decimal {
        let mut profit = Decimal::ZERO;
        for pool in &self.pools {
            let net: Decimal =
                pool.legs.iter().map(|&leg| steps[leg] * self.step_profits[leg][state]).sum();
            profit += net - net.max(Decimal::ZERO) * pool.rate;
        }
        profit
    }

    /// What new steps put up, in the currency of the total.
    pub(super) fn put_up(&self, steps: &[i64]) -> Decimal {
        self.step_put_up.iter().zip(steps).map(|(one, steps)| one * Decimal::from(*steps)).sum()
    }

    /// Whether the total and every balance allow new steps.
    pub(super) fn allows(&self, steps: &[i64]) -> bool {
        self.put_up(steps) <= self.total
            && self.balances.iter().all(|(venue, balance)| {
                let here = self.legs.iter().zip(&self.step_balance).zip(steps);
                let here = here.filter(|((leg, _), _)| leg.venue_id == *venue);
                here.map(|((_, one), steps)| one * Decimal::from(*steps)).sum::<Decimal>()
                    <= *balance
            })
    }

    /// How fine profits are: every profit is a multiple of this. 0 where a price is no short decimal.
    pub(super) fn quantum(&self) -> Decimal {
        let mut scale = 0;
        for pool in &self.pools {
            let kept = Decimal::ONE - pool.rate;
            for &leg in &pool.legs {
                let placed = self.placed[leg].normalize().scale();
                for profit in &self.step_profits[leg] {
                    let fine = (profit * kept).normalize().scale().max(profit.normalize().scale());
                    scale = scale.max(fine + placed);
                }
            }
        }
        if scale > 12 { Decimal::ZERO } else { Decimal::new(1, scale) }
    }
}

/// Legs by venue and market; a leg alone makes a pool of its own.
fn pools(legs: &[HedgeLeg]) -> Result<Vec<Pool>, HedgeError> {
    let mut pools: Vec<Pool> = Vec::new();
    for (at, leg) in legs.iter().enumerate() {
        let together = pools.iter_mut().find(|pool| {
            let first = &legs[pool.legs[0]];
            (first.venue_id, first.market_id) == (leg.venue_id, leg.market_id)
        });
        match together {
            Some(pool) => {
                let first = pool.legs[0];
                if pool.rate != leg.commission.rate() || legs[first].rate != leg.rate {
                    return Err(HedgeError::VenueMismatch { first, second: at });
                }
                pool.legs.push(at);
            }
            None => pools.push(Pool { legs: vec![at], rate: leg.commission.rate() }),
        }
    }
    Ok(pools)
}
