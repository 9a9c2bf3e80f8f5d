//! What can be lost on a set of bets.

use std::collections::BTreeMap;

use super::{Bet, Verdict};
use crate::catalog::{Needs, Period};
use crate::error::bet::BetError;
use crate::id::EventId;
use crate::money::{Currency, Money, Rounding};
use crate::payoff::{Outcome, StateSpace, settle_selection};

/// The worst-case loss over a set of bets, a positive amount or zero. Bets that are over are left out.
///
/// Singles on markets of one period of one event are put together state by state: what one loses
/// another may win, so backing all three results risks far less than three stakes. Across events, and
/// for accumulators, opaque markets and others that the score of one period does not settle, the
/// liabilities are added up, as everything may go wrong at once. A group that wins whatever happens
/// counts as zero, not as a gain: its event may be abandoned.
///
/// The figure is an upper bound that is reached where no accumulator shares an event with another bet.
///
/// # Errors
/// [`BetError::ForeignCurrency`] for a bet in another currency, [`BetError::Money`] beyond range.
pub fn exposure<'a>(
    currency: Currency,
    bets: impl IntoIterator<Item = &'a Bet>,
    rounding: Rounding,
) -> Result<Money, BetError> {
    let mut total = Money::zero(currency);
    let mut groups: BTreeMap<(EventId, Period), Vec<&Bet>> = BTreeMap::new();
    for bet in bets.into_iter().filter(|bet| bet.status().is_live()) {
        let given = bet.terms().stake.currency();
        if given != currency {
            return Err(BetError::ForeignCurrency { wanted: currency, given });
        }
        match bet.terms().legs.as_slice() {
            [leg] if leg.market.kind.needs() == Needs::Score => {
                let group = (leg.event_id, leg.market.period);
                groups.entry(group).or_default().push(bet);
            }
            _ => total = total.plus(bet.liability(rounding)?)?,
        }
    }
    for group in groups.values() {
        total = total.plus(worst_of(currency, group, rounding)?)?;
    }
    Ok(total)
}

/// The worst-case loss of singles on one period of one event.
fn worst_of(currency: Currency, bets: &[&Bet], rounding: Rounding) -> Result<Money, BetError> {
    let legs: Vec<_> = bets.iter().filter_map(|bet| bet.terms().legs.first()).collect();
    let markets: Vec<_> = legs.iter().map(|leg| &leg.market).collect();
    // A line too far out for any grid: the plain sum is still an upper bound.
    let Ok(space) = StateSpace::covering(&markets) else {
        return bets
            .iter()
            .try_fold(Money::zero(currency), |sum, bet| Ok(sum.plus(bet.liability(rounding)?)?));
    };
    let tables =
        bets.iter().map(|bet| profits_by_outcome(bet, rounding)).collect::<Result<Vec<_>, _>>()?;
    let mut worst = Money::zero(currency);
    for state in space.states() {
        let mut profit = Money::zero(currency);
        for (leg, table) in legs.iter().zip(&tables) {
            let outcome = settle_selection(&leg.market, &leg.selection, state)?;
            if let Some((_, change)) = table.iter().find(|(known, _)| *known == outcome) {
                profit = profit.plus(*change)?;
            }
        }
        if profit.amount() < worst.amount() {
            worst = profit;
        }
    }
    Ok(-worst)
}

/// What a single brings for each outcome of its selection, to the cent and after commission.
fn profits_by_outcome(bet: &Bet, rounding: Rounding) -> Result<Vec<(Outcome, Money)>, BetError> {
    Outcome::ALL
        .into_iter()
        .map(|selection| {
            let outcome = bet.seen_by_us(selection);
            let forced = Verdict::Forced { outcome, price: None };
            Ok((selection, bet.settlement(forced, rounding)?.profit()))
        })
        .collect()
}
