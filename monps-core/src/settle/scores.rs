//! Final scores, and the legs that they decide.

use crate::adapter::Score;
use crate::bet::Bet;
use crate::catalog::{MarketKey, Needs, Period, Selection};
use crate::error::bet::BetError;
use crate::error::settle::SettleError;
use crate::id::EventId;
use crate::payoff::{Outcome, State, settle_selection};

/// What becomes of a selection, given the final scores of its event.
///
/// # Errors
/// [`SettleError::MissingPeriod`] when the scores say nothing of the market's period,
/// [`SettleError::Contradictory`], [`SettleError::NeedsState`] where scores alone do not tell (who
/// went through, where a runner finished: see [`settle_result`](super::settle_result)), and whatever
/// [`settle_selection`] refuses.
pub fn settle_leg(
    market: &MarketKey,
    selection: &Selection,
    scores: &[Score],
) -> Result<Outcome, SettleError> {
    settle_selection(market, selection, score_state(market, scores)?)
}

/// The state that scores say about a market.
pub(super) fn score_state(market: &MarketKey, scores: &[Score]) -> Result<State, SettleError> {
    let needs = |wanted| SettleError::NeedsState { market: market.to_string(), wanted };
    match market.kind.needs() {
        Needs::Score => {
            let Score { home, away, .. } = period_score(scores, market.period)?;
            Ok(State::Score { home, away })
        }
        Needs::Halves => {
            let pair = |period| period_score(scores, period).map(|score| (score.home, score.away));
            Ok(State::Halves { first: pair(Period::FirstHalf)?, full: pair(Period::FullTime)? })
        }
        Needs::Qualifier => Err(needs("who went through")),
        Needs::Finish => Err(needs("where the runner finished")),
        Needs::Unknown => Err(SettleError::Opaque { market: market.to_string() }),
    }
}

/// The score of a period: as given, or worked out where two halves and the whole determine it.
///
/// A score with overtime is never taken for that of regular time, nor the other way round. Where the
/// score in sets is given, it is that of the whole match, and the games of the whole match are those
/// of its sets, if none of them is missing.
///
/// # Errors
/// [`SettleError::MissingPeriod`] naming what the scores have, [`SettleError::Contradictory`] when
/// two of them cannot both be true.
pub fn period_score(scores: &[Score], period: Period) -> Result<Score, SettleError> {
    let whole = given(scores, Period::FullTime)?;
    let first = given(scores, Period::FirstHalf)?;
    let second = given(scores, Period::SecondHalf)?;
    if let (Some(whole), Some(first)) = (whole, first) {
        let rest = difference(whole, first)?;
        if second.is_some_and(|second| second != rest) {
            return Err(SettleError::Contradictory { period: Period::SecondHalf });
        }
    }
    let found = match (period, whole, first, second) {
        (Period::FullTime, Some(whole), _, _) => Some(whole),
        (Period::FullTime, None, Some(first), Some(second)) => {
            Some((first.0.saturating_add(second.0), first.1.saturating_add(second.1)))
        }
        (Period::FirstHalf, _, Some(first), _) => Some(first),
        (Period::FirstHalf, Some(whole), None, Some(second)) => Some(difference(whole, second)?),
        (Period::SecondHalf, _, _, Some(second)) => Some(second),
        (Period::SecondHalf, Some(whole), Some(first), None) => Some(difference(whole, first)?),
        (Period::FullTime, None, ..) => given(scores, Period::Sets)?,
        (Period::Games, ..) => games(scores)?,
        (Period::FirstHalf | Period::SecondHalf, ..) => None,
        _ => given(scores, period)?,
    };
    let (home, away) =
        found.ok_or_else(|| SettleError::MissingPeriod { period, known: known(scores) })?;
    Ok(Score { period, home, away })
}

/// The games of the whole match: as given, or added up over as many sets as were played.
fn games(scores: &[Score]) -> Result<Option<(u32, u32)>, SettleError> {
    if let Some(games) = given(scores, Period::Games)? {
        return Ok(Some(games));
    }
    let Some(sets) = given(scores, Period::Sets)? else { return Ok(None) };
    let (mut won, mut sum) = ((0_u32, 0_u32), (0_u32, 0_u32));
    for period in Period::SET {
        let Some((home, away)) = given(scores, period)? else { break };
        won.0 += u32::from(home > away);
        won.1 += u32::from(away > home);
        sum = (sum.0.saturating_add(home), sum.1.saturating_add(away));
    }
    Ok((won == sets).then_some(sum))
}

/// The one score given for a period.
fn given(scores: &[Score], period: Period) -> Result<Option<(u32, u32)>, SettleError> {
    let mut found = None;
    for score in scores.iter().filter(|score| score.period == period) {
        let this = (score.home, score.away);
        if found.is_some_and(|other| other != this) {
            return Err(SettleError::Contradictory { period });
        }
        found = Some(this);
    }
    Ok(found)
}

/// What is left of a match when one half is taken off.
fn difference(whole: (u32, u32), half: (u32, u32)) -> Result<(u32, u32), SettleError> {
    let rest = whole.0.checked_sub(half.0).zip(whole.1.checked_sub(half.1));
    rest.ok_or(SettleError::Contradictory { period: Period::FullTime })
}

fn known(scores: &[Score]) -> String {
    if scores.is_empty() {
        return "none".to_owned();
    }
    let periods: Vec<_> = scores.iter().map(|score| score.period.as_str()).collect();
    periods.join(", ")
}

/// The bet with an outcome on every leg about an event; the other legs stand as they were.
///
/// # Errors
/// [`BetError::Leg`] when a leg cannot be settled by these scores (nothing is settled then),
/// [`BetError::LegsStand`] when the bet is over.
pub fn settle_event(bet: Bet, event_id: EventId, scores: &[Score]) -> Result<Bet, BetError> {
    let mut settled = bet.clone();
    for (index, leg) in bet.terms().legs.iter().enumerate() {
        if leg.event_id == event_id {
            let outcome = settle_leg(&leg.market, &leg.selection, scores)?;
            settled = settled.with_leg_outcome(index, Some(outcome))?;
        }
    }
    Ok(settled)
}

/// The bet with every leg about an event void: it was abandoned, or awarded, and the venue pays back.
///
/// # Errors
/// [`BetError::LegsStand`] when the bet is over.
pub fn void_event(bet: Bet, event_id: EventId) -> Result<Bet, BetError> {
    let mut voided = bet.clone();
    for (index, leg) in bet.terms().legs.iter().enumerate() {
        if leg.event_id == event_id {
            voided = voided.with_leg_outcome(index, Some(Outcome::Void))?;
        }
    }
    Ok(voided)
}
