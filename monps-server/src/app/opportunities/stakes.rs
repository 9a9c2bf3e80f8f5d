//! Stakes for a finding: a total shared over its legs, to the cent, and what comes back.

use monps_core::catalog::{Selection, VenueAccess};
use monps_core::detect::{Opportunity, OpportunityKind, OpportunityLeg, Venues};
use monps_core::error::stake::StakeError;
use monps_core::money::{Currency, Rounding};
use monps_core::quote::Side;
use monps_core::stake::split::{SplitLeg, split};
use rust_decimal::Decimal;
use thiserror::Error;

use crate::cache::EventNow;

/// What to stake on each leg, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stakes {
    /// The stake on each leg, in the order of the legs.
    pub stakes: Vec<Decimal>,
    /// Their sum: at most the total suggested.
    pub total: Decimal,
    /// What comes back, result by result.
    pub profile: Vec<ResultLine>,
    /// Whether no other stakes do better.
    pub proven: bool,
}

/// What comes back when a result happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultLine {
    /// The selection that wins; none for any other result.
    pub selection: Option<Selection>,
    /// What all venues pay together.
    pub payout: Decimal,
    /// The payout less the stakes.
    pub profit: Decimal,
}

/// Why no stakes are suggested.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum NoStakes {
    /// An account is not held at the venue of a leg.
    #[error("no account is held at every venue, so no stakes are suggested")]
    NotHeld,
    /// A spread is not a profit.
    #[error("a spread is not a profit, so no stakes are suggested")]
    NotABet,
    /// A lay leg: stakes and liabilities cannot be split like stakes.
    #[error("a leg is a lay: its liability depends on the account, so no stakes are suggested")]
    Lay,
    /// The total, the steps and the limits leave no stakes.
    #[error("the total cannot be shared over the legs: {0}")]
    DoesNotFit(StakeError),
}

impl NoStakes {
    /// The slug.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NotHeld => "account_not_held",
            Self::NotABet => "not_a_bet",
            Self::Lay => "lay_not_staked",
            Self::DoesNotFit(_) => "stakes_do_not_fit",
        }
    }
}

/// The stakes of a finding for a total.
pub(super) fn suggest(
    found: &Opportunity,
    event: &EventNow,
    venues: &Venues,
    total: Decimal,
    currency: Currency,
) -> Result<Stakes, NoStakes> {
    if found.kind == OpportunityKind::Spread {
        return Err(NoStakes::NotABet);
    }
    let is_held = |leg: &OpportunityLeg| {
        venues.get(leg.venue_id).is_some_and(|venue| venue.access == VenueAccess::Held)
    };
    if !found.legs.iter().all(is_held) {
        return Err(NoStakes::NotHeld);
    }
    if found.legs.iter().any(|leg| leg.side == Side::Lay) {
        return Err(NoStakes::Lay);
    }
    let step = Decimal::new(1, currency.decimals());
    let legs: Vec<SplitLeg> = found
        .legs
        .iter()
        .map(|leg| SplitLeg {
            commission: leg.commission,
            stake_max: stake_max(event, leg),
            ..SplitLeg::new(leg.venue_id, leg.price, step)
        })
        .collect();
    if let [only] = legs.as_slice() {
        return Ok(single(&found.legs[0], only, total, currency));
    }
    let split = split(total, &legs).map_err(NoStakes::DoesNotFit)?;
    let results = split.payouts.iter().zip(&split.profile).zip(&found.legs);
    Ok(Stakes {
        profile: results
            .map(|((payout, profit), leg)| ResultLine {
                selection: Some(leg.selection.clone()),
                payout: *payout,
                profit: *profit,
            })
            .collect(),
        stakes: split.stakes,
        total: split.total,
        proven: split.proven,
    })
}

/// The most that is to be had at the leg's price, where the venue tells.
fn stake_max(event: &EventNow, leg: &OpportunityLeg) -> Option<Decimal> {
    let quote = event.quote(leg.market_id, (leg.selection_id, leg.venue_id, leg.side))?;
    match (quote.stake_max, quote.available) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// A single price takes the whole total, as far as the venue does.
fn single(leg: &OpportunityLeg, limits: &SplitLeg, total: Decimal, currency: Currency) -> Stakes {
    let decimals = currency.decimals();
    let stake =
        Rounding::Down.apply(limits.stake_max.map_or(total, |most| most.min(total)), decimals);
    let winnings = leg.price.winnings(stake) * (Decimal::ONE - leg.commission.rate());
    let payout = stake + Rounding::HalfUp.apply(winnings, decimals);
    let line = |selection, payout| ResultLine { selection, payout, profit: payout - stake };
    Stakes {
        stakes: vec![stake],
        total: stake,
        profile: vec![line(Some(leg.selection.clone()), payout), line(None, Decimal::ZERO)],
        proven: true,
    }
}
