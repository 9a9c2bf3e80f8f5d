//! From the source's words to ours: what counts after ninety minutes, after extra time, and what is
//! no score at all.

use monps_core::adapter::{Score, Snapshot, SourceCompetition, SourceEvent, SourceResult};
use monps_core::catalog::{Period, Season, Sport};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::{Datelike, NaiveDate, Timestamp, parse_timestamp};

use super::wire::{self, Match};
use crate::kit::{GOALS_MAX, Reason, Skips, name, short};

/// What an answer says: final results, with the bare events so that they can be matched by name.
pub(super) fn results(body: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Snapshot, Fault> {
    let mut skips = Skips::default();
    let mut snapshot = Snapshot::default();
    for (at, raw) in wire::matches(body)? {
        let found: Match<'_> = match wire::read(raw) {
            Ok(found) => found,
            Err(reason) => {
                skips.push(&at, reason);
                continue;
            }
        };
        if !is_over(&found, &at)? || !wanted(&found.id.to_string()) {
            continue;
        }
        match result(&found) {
            Ok((event, _)) if snapshot.results.iter().any(|held| held.event_key == event.key) => {
                skips.push(&at, "the match is there twice: the first stands");
            }
            Ok((event, result)) => {
                snapshot.events.push(event);
                snapshot.results.push(result);
            }
            Err(reason) => skips.push(&at, reason),
        }
    }
    snapshot.skipped = skips.finish();
    Ok(snapshot)
}

/// The competitions of an answer.
pub(super) fn competitions(body: &[u8]) -> Result<Snapshot, Fault> {
    let mut skips = Skips::default();
    let mut catalogue = Vec::new();
    for (index, raw) in wire::competitions(body)?.into_iter().enumerate() {
        let read = wire::read::<wire::Listed>(raw).and_then(|listed| {
            let area = listed.area.as_ref().and_then(|area| area.name.as_deref());
            let titles = [area, listed.name.as_deref()];
            let title = titles.into_iter().flatten().collect::<Vec<_>>().join(" - ");
            let key = name("code", &listed.code)?;
            let title = name("name", &title).unwrap_or_else(|_| key.clone());
            Ok(SourceCompetition { key, title, sport: Sport::FOOTBALL, count: None })
        });
        match read {
            Ok(competition) => catalogue.push(competition),
            Err(reason) => skips.push(&format!("/competitions/{index}"), reason),
        }
    }
    Ok(Snapshot { catalogue, skipped: skips.finish(), ..Snapshot::default() })
}

/// Whether a match is over. A word that is not documented may mean money, so nothing of its answer is
/// taken.
fn is_over(found: &Match<'_>, at: &str) -> Result<bool, Fault> {
    match found.status.as_ref() {
        "FINISHED" | "AWARDED" => Ok(true),
        "SCHEDULED" | "TIMED" | "IN_PLAY" | "PAUSED" | "EXTRA_TIME" | "PENALTY_SHOOTOUT"
        | "SUSPENDED" | "POSTPONED" | "CANCELLED" => Ok(false),
        other => {
            let message = format!(
                "the status {:?} is not documented: whether it is over is not known, so nothing of \
                 this answer is taken; tell the adapter's keepers",
                short(other)
            );
            Err(Fault::new(FaultCode::SchemaDrift, message).at(format!("{at}/status")))
        }
    }
}

fn result(found: &Match<'_>) -> Result<(SourceEvent, SourceResult), Reason> {
    if found.status == "AWARDED" {
        return Err("the result was awarded, not played: settle it by hand".to_owned());
    }
    let key = found.id.to_string();
    let result = SourceResult {
        event_key: key.clone(),
        is_final: true,
        scores: scores(&found.score)?,
        source_at: found.last_updated.as_deref().and_then(|at| parse_timestamp(at).ok()),
    };
    Ok((event(found, key)?, result))
}

fn event(found: &Match<'_>, key: String) -> Result<SourceEvent, Reason> {
    let side = |what, team: &wire::Team| name(what, team.name.as_deref().unwrap_or_default());
    let competition = name("competition/code", &found.competition.code)?;
    let starts_at: Timestamp = parse_timestamp(&found.utc_date)
        .map_err(|_| "utcDate is not an instant such as 2022-09-04T13:00:00Z".to_owned())?;
    let began = found.season.as_ref().and_then(|season| season.start_date.as_deref());
    let season = began.and_then(|date| date.parse::<NaiveDate>().ok());
    Ok(SourceEvent {
        key,
        sport: Sport::FOOTBALL,
        competition_title: found
            .competition
            .name
            .as_deref()
            .and_then(|title| name("competition/name", title).ok())
            .unwrap_or_else(|| competition.clone()),
        competition,
        season: season.map(|date| Season::beginning(date.year())),
        home: side("homeTeam/name", &found.home_team)?,
        away: side("awayTeam/name", &found.away_team)?,
        starts_at,
        time_known: true,
        markets: Vec::new(),
    })
}

/// The scores by period. Extra time is apart, and the goals of a shoot-out are in none.
fn scores(told: &wire::Score<'_>) -> Result<Vec<Score>, Reason> {
    let all = told.full_time.both().ok_or("the match is over and has no score")?;
    let duration = told.duration.as_deref().unwrap_or("REGULAR");
    let (shoot_out, extra) = match duration {
        "REGULAR" => ((0, 0), None),
        "EXTRA_TIME" => ((0, 0), Some(told.extra_time)),
        "PENALTY_SHOOTOUT" => {
            let goals = told.penalties.both().ok_or("the goals of the shoot-out are not told")?;
            (goals, Some(told.extra_time))
        }
        other => return Err(format!("the duration {:?} is not documented", short(other))),
    };
    let played = less(all, shoot_out, "the shoot-out")?;
    let regular = match extra {
        None => played,
        Some(extra) => {
            let extra = extra.both();
            let by_difference = extra.map(|extra| less(played, extra, "extra time")).transpose()?;
            match (told.regular_time.both(), by_difference) {
                (Some(told), Some(counted)) if told != counted => {
                    return Err("regularTime and extraTime do not add up to fullTime".to_owned());
                }
                (Some(regular), _) | (None, Some(regular)) => regular,
                (None, None) => {
                    return Err("what stood after ninety minutes is not told".to_owned());
                }
            }
        }
    };
    let score = |period, (home, away)| Score { period, home, away };
    let mut scores = Vec::new();
    if let Some(half) = told.half_time.both() {
        less(regular, half, "the first half")?;
        scores.push(score(Period::FirstHalf, half));
    }
    scores.push(score(Period::FullTime, regular));
    if extra.is_some() {
        less(played, regular, "regular time")?;
        scores.push(score(Period::WithOvertime, played));
    }
    if scores.iter().any(|score| score.home.max(score.away) > GOALS_MAX) {
        return Err(format!("more than {GOALS_MAX} goals of one side"));
    }
    let decided_by = if duration == "PENALTY_SHOOTOUT" { shoot_out } else { played };
    agrees(told.winner.as_deref(), decided_by)?;
    Ok(scores)
}

/// A whole without one of its parts; a part larger than its whole is nonsense.
fn less(whole: (u32, u32), part: (u32, u32), what: &str) -> Result<(u32, u32), Reason> {
    whole
        .0
        .checked_sub(part.0)
        .zip(whole.1.checked_sub(part.1))
        .ok_or_else(|| format!("{what} has more goals than the whole"))
}

/// A winner who did not score more is a mistake in one of the two: neither is taken.
fn agrees(winner: Option<&str>, (home, away): (u32, u32)) -> Result<(), Reason> {
    let expected = match winner {
        None => return Ok(()),
        Some("HOME_TEAM") => home > away,
        Some("AWAY_TEAM") => home < away,
        Some("DRAW") => home == away,
        Some(other) => return Err(format!("the winner {:?} is not documented", short(other))),
    };
    if expected { Ok(()) } else { Err("the winner contradicts the score".to_owned()) }
}
