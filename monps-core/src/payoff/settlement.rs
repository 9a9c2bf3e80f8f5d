//! What becomes of a selection in a state.

use std::cmp::Ordering;

use super::{Outcome, State};
use crate::catalog::{MarketKey, MarketKind, Selection};
use crate::error::settle::SettleError;

/// What becomes of a selection when the market's period ends in this state.
///
/// Whole lines push on the line, half lines never do, quarter lines give half outcomes. A handicap
/// line is that of the home side. A two-way winner market pushes on a level score, as venues rule
/// where a tie is possible but not offered.
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
/// [`SettleError::NoLine`], and [`SettleError::NeedsScore`] where the winner alone does not tell.
pub fn settle_selection(
    market: &MarketKey,
    selection: &Selection,
    state: State,
) -> Result<Outcome, SettleError> {
    let outcome = match &market.kind {
        MarketKind::Opaque(_) => {
            return Err(SettleError::Opaque { market: market.to_string() });
        }
        MarketKind::MatchOdds => match_odds(selection, state.leader()),
        MarketKind::DoubleChance => double_chance(selection, state.leader()),
        MarketKind::Winner | MarketKind::DrawNoBet => two_way(selection, state.leader()),
        MarketKind::BothTeamsToScore => {
            let (home, away) = score(market, state)?;
            let both = home > 0 && away > 0;
            match selection {
                Selection::Yes => Some(Outcome::decided(both)),
                Selection::No => Some(Outcome::decided(!both)),
                _ => None,
            }
        }
        MarketKind::Total => {
            let (home, away) = score(market, state)?;
            let over = 4 * (home + away) - line_quarters(market)?;
            either_side(selection, &Selection::Over, &Selection::Under, over)
        }
        MarketKind::AsianHandicap => {
            let (home, away) = score(market, state)?;
            let ahead = 4 * (home - away) + line_quarters(market)?;
            either_side(selection, &Selection::Home, &Selection::Away, ahead)
        }
    };
    outcome.ok_or_else(|| SettleError::NoSuchSelection {
        market: market.to_string(),
        selection: selection.to_string(),
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

fn score(market: &MarketKey, state: State) -> Result<(i64, i64), SettleError> {
    match state {
        State::Score { home, away } => Ok((i64::from(home), i64::from(away))),
        State::HomeWins | State::AwayWins => {
            Err(SettleError::NeedsScore { market: market.to_string() })
        }
    }
}

fn line_quarters(market: &MarketKey) -> Result<i64, SettleError> {
    market
        .line
        .map(|line| i64::from(line.quarters()))
        .ok_or_else(|| SettleError::NoLine { market: market.to_string() })
}
