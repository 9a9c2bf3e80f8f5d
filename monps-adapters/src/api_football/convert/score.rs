//! The scores of a fixture, by period.

use monps_core::adapter::Score;
use monps_core::catalog::Period;

use crate::api_football::wire::{FixtureItem, Team};
use crate::kit::{GOALS_MAX, Reason};

/// The scores by period. Extra time is apart, and the goals of a shoot-out are in none.
pub(super) fn scores(item: &FixtureItem<'_>) -> Result<Vec<Score>, Reason> {
    let told = &item.score;
    let regular = told.fulltime.both().ok_or("the match is over and score/fulltime is not told")?;
    let goals = item.goals.both().ok_or("the match is over and goals are not told")?;
    let status = item.fixture.status.short.as_ref();
    let extra = match status {
        "FT" => None,
        "AET" => Some(
            told.extratime.both().ok_or("the match had extra time and its goals are not told")?,
        ),
        // Some cups go straight to the shoot-out.
        _ => Some(told.extratime.both().unwrap_or((0, 0))),
    };
    let (home, away) = extra.unwrap_or((0, 0));
    if (regular.0.checked_add(home), regular.1.checked_add(away)) != (Some(goals.0), Some(goals.1))
    {
        return Err("regular and extra time do not add up to goals".to_owned());
    }
    let score = |period, (home, away)| Score { period, home, away };
    let mut scores = Vec::new();
    if let Some(half) = told.halftime.both() {
        if half.0 > regular.0 || half.1 > regular.1 {
            return Err("the first half has more goals than the whole".to_owned());
        }
        scores.push(score(Period::FirstHalf, half));
    }
    scores.push(score(Period::FullTime, regular));
    if extra.is_some() {
        scores.push(score(Period::WithOvertime, goals));
    }
    if goals.0.max(goals.1) > GOALS_MAX {
        return Err(format!("more than {GOALS_MAX} goals of one side"));
    }
    let decided_by = if status == "PEN" {
        told.penalty.both().ok_or("the goals of the shoot-out are not told")?
    } else {
        goals
    };
    agrees(&item.teams.home, &item.teams.away, decided_by, status)?;
    Ok(scores)
}

/// A winner who did not score more is a mistake in one of the two: neither is taken. Null says nothing:
/// a draw, or a tie decided over two legs.
fn agrees(home: &Team, away: &Team, goals: (u32, u32), status: &str) -> Result<(), Reason> {
    let contradicted = match (home.winner, away.winner) {
        (Some(true), Some(true)) => true,
        // In the second leg of a tie whoever goes through is called the winner, whatever the score.
        _ if status == "AET" => false,
        (Some(true), _) => goals.0 <= goals.1,
        (_, Some(true)) => goals.1 <= goals.0,
        _ => false,
    };
    if contradicted { Err("the winner contradicts the score".to_owned()) } else { Ok(()) }
}
