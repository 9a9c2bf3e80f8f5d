//! From what happened, by a venue's rules, to what becomes of a selection.

use super::result::{Contestant, EventResult, Incident, Played};
use super::rules::{Retirement, Rules};
use super::scores::score_state;
use crate::catalog::{MarketKey, MarketKind, Needs, Period, Selection};
use crate::error::settle::SettleError;
use crate::payoff::{Outcome, State, settle_selection};

/// What becomes of a selection when an event ended like this, by the rules of the venue.
///
/// Incidents are outcomes like any other: an abandoned match that was not played in time voids, a
/// retirement stands or voids by how much was played.
///
/// ```
/// use monps_core::catalog::{MarketKey, MarketKind, Selection};
/// use monps_core::payoff::Outcome;
/// use monps_core::settle::rules::{Retirement, Rules};
/// use monps_core::settle::{Contestant, EventResult, Incident, Played, settle_result};
///
/// let winner = MarketKey::full_time(MarketKind::Winner, None)?;
/// let in_the_first_set = Incident::Retired { by: Contestant::Home, after: Played::Sets(0) };
/// let result = EventResult::default().with_incident(in_the_first_set);
/// let by = |retirement| Rules { retirement: Some(retirement), ..Rules::default() };
/// let settle = |rules| settle_result(&winner, &Selection::Away, &result, &rules);
/// assert_eq!(settle(by(Retirement::BallServed))?, Outcome::Won);
/// assert_eq!(settle(by(Retirement::OneSet))?, Outcome::Void);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`SettleError::NoRule`] when the rules do not say what the incident means,
/// [`SettleError::MissingPeriod`] and [`SettleError::NeedsState`] when the result does not say what
/// the market asks, and whatever [`settle_selection`] refuses.
pub fn settle_result(
    market: &MarketKey,
    selection: &Selection,
    result: &EventResult,
    rules: &Rules,
) -> Result<Outcome, SettleError> {
    if !market.kind.has(selection) {
        return Err(SettleError::NoSuchSelection {
            market: market.to_string(),
            selection: selection.to_string(),
        });
    }
    let no_rule = |incident: Incident| SettleError::NoRule {
        market: market.to_string(),
        incident: incident.as_str(),
    };
    let in_time = |played: Option<u32>, within: Option<u32>, incident| {
        let within = within.ok_or_else(|| no_rule(incident))?;
        Ok::<bool, SettleError>(played.is_some_and(|after| after <= within))
    };
    let stands = match result.incident {
        None => return by_result(market, selection, result, rules),
        Some(Incident::Retired { by, after }) if asks_the_winner(market) => {
            let rule = rules.retirement.ok_or_else(|| no_rule(Incident::Retired { by, after }))?;
            if !rule.stands(after) {
                return Ok(Outcome::Void);
            }
            return settle_selection(market, selection, wins(by.opponent()));
        }
        Some(incident @ Incident::Retired { .. }) => {
            // Of the other markets, those on completed sets stand where the rules say so.
            if rules.retirement.is_none() && rules.decided_stands.is_none() {
                return Err(no_rule(incident));
            }
            false
        }
        Some(Incident::Walkover) => return Ok(Outcome::Void),
        Some(incident @ Incident::Abandoned { played_after_hours }) => {
            in_time(played_after_hours, rules.abandonment_hours, incident)?
        }
        Some(incident @ Incident::Postponed { played_after_hours }) => {
            in_time(played_after_hours, rules.postponement_hours, incident)?
        }
        Some(incident @ Incident::Awarded { to }) => {
            if !rules.awarded_counts.ok_or_else(|| no_rule(incident))? {
                return Ok(Outcome::Void);
            }
            if market.kind.needs() == Needs::Qualifier || asks_the_winner(market) {
                return settle_selection(market, selection, wins(to));
            }
            true
        }
    };
    if stands {
        return by_result(market, selection, result, rules);
    }
    decided_before(market, selection, result, rules)
}

/// The event is not played to its end: its parts that were may stand.
fn decided_before(
    market: &MarketKey,
    selection: &Selection,
    result: &EventResult,
    rules: &Rules,
) -> Result<Outcome, SettleError> {
    if rules.decided_stands != Some(true) {
        return Ok(Outcome::Void);
    }
    match score_state(market, &result.scores) {
        Ok(state) => settle_selection(market, selection, state),
        Err(SettleError::MissingPeriod { .. } | SettleError::NeedsState { .. }) => {
            Ok(Outcome::Void)
        }
        Err(error) => Err(error),
    }
}

fn by_result(
    market: &MarketKey,
    selection: &Selection,
    result: &EventResult,
    rules: &Rules,
) -> Result<Outcome, SettleError> {
    match market.kind.needs() {
        Needs::Qualifier => match result.winner {
            Some(winner) => settle_selection(market, selection, wins(winner)),
            None => Err(SettleError::NeedsState {
                market: market.to_string(),
                wanted: "who went through",
            }),
        },
        Needs::Finish => by_race(market, selection, result, rules),
        _ => {
            if rules.overtime_counts == Some(true) && market.period == Period::FullTime {
                let with = MarketKey { period: Period::WithOvertime, ..market.clone() };
                if let Ok(state) = score_state(&with, &result.scores) {
                    return settle_selection(&with, selection, state);
                }
            }
            match (score_state(market, &result.scores), result.winner) {
                (Ok(state), _) => settle_selection(market, selection, state),
                (Err(SettleError::MissingPeriod { .. }), Some(winner))
                    if asks_the_winner(market) =>
                {
                    settle_selection(market, selection, wins(winner))
                }
                (Err(error), _) => Err(error),
            }
        }
    }
}

fn by_race(
    market: &MarketKey,
    selection: &Selection,
    result: &EventResult,
    rules: &Rules,
) -> Result<Outcome, SettleError> {
    let Selection::Named(runner) = selection else {
        return Err(SettleError::NoSuchRunner { runner: selection.to_string() });
    };
    if result.race.withdrawn.contains(runner) {
        return Ok(Outcome::Void);
    }
    let started = u32::try_from(result.race.finishes.len()).unwrap_or(u32::MAX);
    if rules.runners_min.is_some_and(|least| started < least) {
        return Ok(Outcome::Void);
    }
    match result.race.finishes.get(runner) {
        Some(finish) => settle_selection(market, selection, State::Finish(*finish)),
        None => Err(SettleError::NoSuchRunner { runner: runner.clone() }),
    }
}

/// Whether the market is about who wins the whole match.
fn asks_the_winner(market: &MarketKey) -> bool {
    market.kind == MarketKind::Winner
        && matches!(market.period, Period::FullTime | Period::Sets | Period::WithOvertime)
}

const fn wins(side: Contestant) -> State {
    match side {
        Contestant::Home => State::HomeWins,
        Contestant::Away => State::AwayWins,
    }
}

impl Retirement {
    /// Whether bets on the winner stand after so much was played.
    #[must_use]
    pub const fn stands(self, after: Played) -> bool {
        match (self, after) {
            (Self::BallServed, Played::Sets(_)) => true,
            (Self::OneSet, Played::Sets(sets)) => sets >= 1,
            (Self::TwoSets, Played::Sets(sets)) => sets >= 2,
            (Self::MatchCompleted, _) | (_, Played::Nothing) => false,
        }
    }
}
