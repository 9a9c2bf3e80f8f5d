//! What becomes of a selection in a state.

use std::cmp::Ordering;

use super::{Outcome, State};
use crate::catalog::{Lead, Listed, MarketKey, MarketKind, Period, Selection};
use crate::error::settle::SettleError;

/// What becomes of a selection when the market's period ends in this state.
///
/// Whole lines push on the line, half lines never do, quarter lines give half outcomes. A handicap
/// line is that of the home side; on a European one the draw wins on the line. A two-way winner
/// market pushes on a level score, as venues rule where a tie is possible but not offered.
///
/// ```
/// use monps_core::catalog::{Line, MarketKey, MarketKind, Selection};
/// use monps_core::payoff::{Outcome, State, settle_selection};
///
/// let market = MarketKey::full_time(MarketKind::Total, Some(Line::from_quarters(9)))?;
/// let two_goals = State::Score { home: 2, away: 0 };
/// assert_eq!(settle_selection(&market, &Selection::Over, two_goals)?, Outcome::HalfLost);
/// assert_eq!(settle_selection(&market, &Selection::Under, two_goals)?, Outcome::HalfWon);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`SettleError::Opaque`] for a market we do not understand, [`SettleError::NoSuchSelection`],
/// [`SettleError::NoLine`], [`SettleError::NeedsScore`] where the winner alone does not tell, and
/// [`SettleError::NeedsState`] where the state is about something else.
pub fn settle_selection(
    market: &MarketKey,
    selection: &Selection,
    state: State,
) -> Result<Outcome, SettleError> {
    let outcome = match &market.kind {
        MarketKind::Opaque(_) => {
            return Err(SettleError::Opaque { market: market.to_string() });
        }
        MarketKind::MatchOdds => match_odds(selection, leader(market, state)?),
        MarketKind::DoubleChance => double_chance(selection, leader(market, state)?),
        MarketKind::Winner | MarketKind::DrawNoBet => two_way(selection, leader(market, state)?),
        MarketKind::ToQualify => two_way(selection, qualifier(market, state)?),
        MarketKind::HalfTimeFullTime => half_time_full_time(market, selection, state)?,
        MarketKind::Outright => finish(market, selection, state, 1)?,
        MarketKind::Place(places) => finish(market, selection, state, places.get())?,
        _ => by_score(market, selection, score(market, state)?)?,
    };
    outcome.ok_or_else(|| SettleError::NoSuchSelection {
        market: market.to_string(),
        selection: selection.to_string(),
    })
}

/// The markets that the numbers of a score decide.
fn by_score(
    market: &MarketKey,
    selection: &Selection,
    (home, away): (i64, i64),
) -> Result<Option<Outcome>, SettleError> {
    Ok(match &market.kind {
        MarketKind::Total => over_under(selection, 4 * (home + away) - line_quarters(market)?),
        MarketKind::HomeTotal => over_under(selection, 4 * home - line_quarters(market)?),
        MarketKind::AwayTotal => over_under(selection, 4 * away - line_quarters(market)?),
        MarketKind::AsianHandicap => {
            let ahead = 4 * (home - away) + line_quarters(market)?;
            either_side(selection, &Selection::Home, &Selection::Away, ahead)
        }
        MarketKind::EuropeanHandicap => {
            let ahead = 4 * (home - away) + line_quarters(market)?;
            match_odds(selection, ahead.cmp(&0))
        }
        MarketKind::BothTeamsToScore => {
            yes_no(selection, &Selection::Yes, &Selection::No, home > 0 && away > 0)
        }
        MarketKind::OddEven => {
            yes_no(selection, &Selection::Odd, &Selection::Even, (home + away) % 2 == 1)
        }
        MarketKind::CorrectScore(up_to) => correct_score(*up_to, selection, home, away),
        MarketKind::WinningMargin(_) => match selection {
            Selection::Draw => Some(Outcome::decided(home == away)),
            Selection::WinBy(band) => Some(Outcome::decided(band.holds(home - away))),
            _ => None,
        },
        _ => None,
    })
}

fn match_odds(selection: &Selection, leader: Ordering) -> Option<Outcome> {
    let wanted = match selection {
        Selection::Home => Ordering::Greater,
        Selection::Draw => Ordering::Equal,
        Selection::Away => Ordering::Less,
        _ => return None,
    };
    Some(Outcome::decided(leader == wanted))
}

fn double_chance(selection: &Selection, leader: Ordering) -> Option<Outcome> {
    let excluded = match selection {
        Selection::HomeOrDraw => Ordering::Less,
        Selection::HomeOrAway => Ordering::Equal,
        Selection::DrawOrAway => Ordering::Greater,
        _ => return None,
    };
    Some(Outcome::decided(leader != excluded))
}

fn two_way(selection: &Selection, leader: Ordering) -> Option<Outcome> {
    let for_home = match leader {
        Ordering::Greater => Outcome::Won,
        Ordering::Equal => Outcome::Push,
        Ordering::Less => Outcome::Lost,
    };
    match selection {
        Selection::Home => Some(for_home),
        Selection::Away => Some(for_home.mirrored()),
        _ => None,
    }
}

fn half_time_full_time(
    market: &MarketKey,
    selection: &Selection,
    state: State,
) -> Result<Option<Outcome>, SettleError> {
    let State::Halves { first, full } = state else {
        let wanted = "the scores at half time and at full time";
        return Err(SettleError::NeedsState { market: market.to_string(), wanted });
    };
    second_half(first, full)?;
    let leads = |lead, (home, away): (u32, u32)| {
        home.cmp(&away)
            == match lead {
                Lead::Home => Ordering::Greater,
                Lead::Draw => Ordering::Equal,
                Lead::Away => Ordering::Less,
            }
    };
    Ok(match selection {
        Selection::HalfTimeFullTime { half, full: end } => {
            Some(Outcome::decided(leads(*half, first) && leads(*end, full)))
        }
        _ => None,
    })
}

fn finish(
    market: &MarketKey,
    selection: &Selection,
    state: State,
    places: u8,
) -> Result<Option<Outcome>, SettleError> {
    let State::Finish(finish) = state else {
        let wanted = "where the runner finished";
        return Err(SettleError::NeedsState { market: market.to_string(), wanted });
    };
    Ok(matches!(selection, Selection::Named(_)).then(|| finish.outcome(places)))
}

/// A score that is listed wins by itself; any other is one beyond the list on either side.
fn correct_score(
    up_to: Option<Listed>,
    selection: &Selection,
    home: i64,
    away: i64,
) -> Option<Outcome> {
    let happened = match selection {
        Selection::Score(score) => {
            let (wanted_home, wanted_away) = (score.home(), score.away());
            if up_to.is_some_and(|most| wanted_home.max(wanted_away) > most.get()) {
                return None;
            }
            (home, away) == (i64::from(wanted_home), i64::from(wanted_away))
        }
        other => {
            let unlisted = home.max(away) > i64::from(up_to?.get());
            let result = match other {
                Selection::AnyOther => true,
                Selection::AnyOtherHome => home > away,
                Selection::AnyOtherDraw => home == away,
                Selection::AnyOtherAway => home < away,
                _ => return None,
            };
            unlisted && result
        }
    };
    Some(Outcome::decided(happened))
}

fn yes_no(
    selection: &Selection,
    yes: &Selection,
    no: &Selection,
    happened: bool,
) -> Option<Outcome> {
    if selection == yes {
        Some(Outcome::decided(happened))
    } else if selection == no {
        Some(Outcome::decided(!happened))
    } else {
        None
    }
}

fn over_under(selection: &Selection, over: i64) -> Option<Outcome> {
    either_side(selection, &Selection::Over, &Selection::Under, over)
}

/// Two selections on either side of a line, `quarters` being how far beyond it the first one is.
fn either_side(
    selection: &Selection,
    first: &Selection,
    second: &Selection,
    quarters: i64,
) -> Option<Outcome> {
    if selection == first {
        Some(Outcome::beyond_line(quarters))
    } else if selection == second {
        Some(Outcome::beyond_line(-quarters))
    } else {
        None
    }
}

/// Who leads at the end of the market's period.
fn leader(market: &MarketKey, state: State) -> Result<Ordering, SettleError> {
    match state {
        State::HomeWins => Ok(Ordering::Greater),
        State::AwayWins => Ok(Ordering::Less),
        _ => score(market, state).map(|(home, away)| home.cmp(&away)),
    }
}

/// Who went through. A score does not say: the tie may have had another leg, or a shoot-out.
fn qualifier(market: &MarketKey, state: State) -> Result<Ordering, SettleError> {
    match state {
        State::HomeWins => Ok(Ordering::Greater),
        State::AwayWins => Ok(Ordering::Less),
        _ => {
            let wanted = "who went through";
            Err(SettleError::NeedsState { market: market.to_string(), wanted })
        }
    }
}

fn score(market: &MarketKey, state: State) -> Result<(i64, i64), SettleError> {
    let wide = |(home, away): (u32, u32)| (i64::from(home), i64::from(away));
    match state {
        State::Score { home, away } => Ok(wide((home, away))),
        State::HomeWins | State::AwayWins => {
            Err(SettleError::NeedsScore { market: market.to_string() })
        }
        State::Halves { first, full } => match market.period {
            Period::FirstHalf => Ok(wide(first)),
            Period::SecondHalf => second_half(first, full).map(wide),
            Period::FullTime => Ok(wide(full)),
            other => Err(SettleError::PeriodMismatch {
                market: other.as_str(),
                states: Period::FullTime.as_str(),
            }),
        },
        State::Finish(_) => {
            let wanted = "a score";
            Err(SettleError::NeedsState { market: market.to_string(), wanted })
        }
    }
}

/// The goals after half time; nobody has fewer at the end than at half time.
fn second_half(first: (u32, u32), full: (u32, u32)) -> Result<(u32, u32), SettleError> {
    full.0
        .checked_sub(first.0)
        .zip(full.1.checked_sub(first.1))
        .ok_or(SettleError::Contradictory { period: Period::SecondHalf })
}

fn line_quarters(market: &MarketKey) -> Result<i64, SettleError> {
    market
        .line
        .map(|line| i64::from(line.quarters()))
        .ok_or_else(|| SettleError::NoLine { market: market.to_string() })
}
