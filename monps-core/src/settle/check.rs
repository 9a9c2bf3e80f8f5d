//! Whether a result can be: scores that no event of its sport ends with are mistakes of their source.

use super::result::{Contestant, EventResult, Incident};
use super::scores::period_score;
use crate::catalog::{Period, Sport};
use crate::error::settle::SettleError;

/// The most that a side is believed, in sports where it is known. Each lies well above the highest
/// score on record: 36 in football, 222 in American football, 186 in basketball, 49 in baseball, 92 in
/// ice hockey.
const MOST: [(Sport, u32); 5] = [
    (Sport::FOOTBALL, 60),
    (Sport::AMERICAN_FOOTBALL, 250),
    (Sport::BASKETBALL, 300),
    (Sport::BASEBALL, 80),
    (Sport::ICE_HOCKEY, 99),
];
/// The most sets of a match, and games of a set: 70-68 was played once.
const SETS_MAX: u32 = 5;
const GAMES_MAX: u32 = 99;
/// The most in any other sport: an innings of cricket has stood at 1,107.
const MOST_ELSEWHERE: u32 = 2000;

/// Refuses a result that cannot be: one that says nothing, that contradicts itself, or whose scores no
/// event of the sport ends with.
///
/// ```
/// use monps_core::adapter::Score;
/// use monps_core::catalog::{Period, Sport};
/// use monps_core::settle::{EventResult, check_result};
///
/// let ended = |home, away| {
///     EventResult::played(vec![Score { period: Period::FullTime, home, away }])
/// };
/// assert!(check_result(&Sport::FOOTBALL, &ended(8, 2)).is_ok());
/// let error = check_result(&Sport::FOOTBALL, &ended(187, 6)).unwrap_err();
/// assert!(error.to_string().starts_with("187-6 is no score of football"));
/// ```
///
/// # Errors
/// [`SettleError::SaysNothing`], [`SettleError::NoSuchScore`], [`SettleError::Contradictory`],
/// [`SettleError::OvertimeBelow`], [`SettleError::WinnerLost`].
pub fn check_result(sport: &Sport, result: &EventResult) -> Result<(), SettleError> {
    let race = &result.race;
    let is_silent = result.scores.is_empty()
        && result.winner.is_none()
        && result.incident.is_none()
        && race.finishes.is_empty()
        && race.withdrawn.is_empty();
    if is_silent {
        return Err(SettleError::SaysNothing);
    }
    for score in &result.scores {
        let most = most(sport, score.period);
        if score.home > most || score.away > most {
            return Err(SettleError::NoSuchScore {
                sport: sport.to_string(),
                period: score.period,
                home: score.home,
                away: score.away,
                most,
            });
        }
        // Finds two scores of one part, and halves that do not make the whole.
        period_score(&result.scores, score.period)?;
    }
    check_overtime(result)?;
    check_winner(result)
}

fn most(sport: &Sport, period: Period) -> u32 {
    match period {
        Period::Sets => SETS_MAX,
        period if Period::SET.contains(&period) => GAMES_MAX,
        Period::Games => GAMES_MAX * SETS_MAX,
        _ => {
            MOST.iter().find(|(known, _)| known == sport).map_or(MOST_ELSEWHERE, |(_, most)| *most)
        }
    }
}

fn check_overtime(result: &EventResult) -> Result<(), SettleError> {
    let of = |period| result.scores.iter().find(|score| score.period == period);
    let (Some(whole), Some(regular)) = (of(Period::WithOvertime), of(Period::FullTime)) else {
        return Ok(());
    };
    if whole.home < regular.home || whole.away < regular.away {
        return Err(SettleError::OvertimeBelow);
    }
    Ok(())
}

/// In sets whoever has more has won; not after ninety minutes or overtime, for there may be extra time,
/// a shoot-out and an earlier leg; nor where it was decided at the table or by a retirement.
fn check_winner(result: &EventResult) -> Result<(), SettleError> {
    let is_apart = matches!(
        result.incident,
        Some(Incident::Retired { .. } | Incident::Awarded { .. } | Incident::Walkover)
    );
    let sets = result.scores.iter().find(|score| score.period == Period::Sets);
    let (Some(winner), Some(sets), false) = (result.winner, sets, is_apart) else {
        return Ok(());
    };
    let is_lost = match winner {
        Contestant::Home => sets.home < sets.away,
        Contestant::Away => sets.away < sets.home,
    };
    if is_lost { Err(SettleError::WinnerLost) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapter::Score;

    fn score(period: Period, home: u32, away: u32) -> Score {
        Score { period, home, away }
    }

    #[test]
    fn what_can_be_passes() {
        for (sport, scores) in [
            (Sport::FOOTBALL, vec![score(Period::FullTime, 0, 0)]),
            (
                Sport::FOOTBALL,
                vec![score(Period::FullTime, 1, 1), score(Period::WithOvertime, 2, 1)],
            ),
            (Sport::BASKETBALL, vec![score(Period::FullTime, 186, 184)]),
            (Sport::TENNIS, vec![score(Period::Sets, 3, 2), score(Period::FifthSet, 70, 68)]),
        ] {
            assert_eq!(check_result(&sport, &EventResult::played(scores)), Ok(()));
        }
        let abandoned = Incident::Abandoned { played_after_hours: None };
        let nothing_played = EventResult::default().with_incident(abandoned);
        assert_eq!(check_result(&Sport::FOOTBALL, &nothing_played), Ok(()));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let refused = |sport: &Sport, result: EventResult| {
            check_result(sport, &result).unwrap_err().to_string()
        };
        let said = refused(&Sport::TENNIS, EventResult::played(vec![score(Period::Sets, 6, 0)]));
        assert!(said.contains("at most 5 a side"), "{said}");
        let halves = vec![score(Period::FirstHalf, 2, 0), score(Period::FullTime, 1, 0)];
        assert!(refused(&Sport::FOOTBALL, EventResult::played(halves)).contains("contradict"));
        let twice = vec![score(Period::FullTime, 2, 0), score(Period::FullTime, 1, 0)];
        assert!(refused(&Sport::FOOTBALL, EventResult::played(twice)).contains("contradict"));
        let less = vec![score(Period::FullTime, 2, 2), score(Period::WithOvertime, 2, 1)];
        assert!(refused(&Sport::FOOTBALL, EventResult::played(less)).contains("overtime"));
        assert!(refused(&Sport::FOOTBALL, EventResult::default()).contains("says nothing"));
        let lost = EventResult::played(vec![score(Period::Sets, 1, 2)]).won_by(Contestant::Home);
        assert!(refused(&Sport::TENNIS, lost.clone()).contains("lower score"));
        let gave_up = Incident::Retired {
            by: Contestant::Away,
            after: super::super::result::Played::Sets(3),
        };
        assert_eq!(check_result(&Sport::TENNIS, &lost.with_incident(gave_up)), Ok(()));
    }
}
