//! How a result lies in columns: in words, so that whoever looks at the table can read it.

use std::collections::{BTreeMap, BTreeSet};

use monps_core::adapter::Score;
use monps_core::error::settle::SettleError;
use monps_core::payoff::Finish;
use monps_core::settle::{Contestant, EventResult, Incident, Played, Race, period_score};
use serde::{Deserialize, Serialize};

use crate::store::StoreError;
use crate::store::columns::{corrupt, parse};

/// A result in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Said {
    pub(in crate::store) scores: String,
    pub(in crate::store) winner: Option<String>,
    pub(in crate::store) incident: Option<String>,
    pub(in crate::store) race: Option<String>,
}

/// A race as JSON: names are any text.
#[derive(Debug, Default, Serialize, Deserialize)]
struct RaceForm {
    finishes: BTreeMap<String, (u32, u8)>,
    withdrawn: BTreeSet<String>,
}

/// `first_half 0-1, full_time 2-1`, by period.
fn scores_text(scores: &[Score]) -> String {
    let mut parts: Vec<String> = scores
        .iter()
        .map(|score| format!("{} {}-{}", score.period.as_str(), score.home, score.away))
        .collect();
    parts.sort_unstable();
    parts.dedup();
    parts.join(", ")
}

/// The scores that a source stands by: all that it ever brought, unless they cannot all be true. A
/// correction that leaves a half out would else be set beside the half of before.
pub(in crate::store) fn standing_scores(kept: &str, brought: &[Score]) -> String {
    let all = kept.split(", ").filter(|part| !part.is_empty()).map(read_score);
    let is_consistent = all.collect::<Result<Vec<Score>, _>>().is_ok_and(|scores| {
        scores.iter().all(|score| {
            let told = period_score(&scores, score.period);
            !matches!(told, Err(SettleError::Contradictory { .. }))
        })
    });
    if is_consistent || brought.is_empty() { kept.to_owned() } else { scores_text(brought) }
}

impl Said {
    pub(in crate::store) fn of(result: &EventResult) -> Self {
        let race = &result.race;
        let is_race = !race.finishes.is_empty() || !race.withdrawn.is_empty();
        let form = || RaceForm {
            finishes: race
                .finishes
                .iter()
                .map(|(name, finish)| (name.clone(), (finish.place(), finish.tied())))
                .collect(),
            withdrawn: race.withdrawn.clone(),
        };
        Self {
            scores: scores_text(&result.scores),
            winner: result.winner.map(|side| side_word(side).to_owned()),
            incident: result.incident.map(incident_text),
            // A map of texts to numbers is always JSON.
            race: is_race.then(|| serde_json::to_string(&form()).unwrap_or_default()),
        }
    }

    /// The same where home and away stand the other way round.
    pub(in crate::store) fn turned(&self) -> Result<Self, StoreError> {
        let mut result = self.read()?;
        for score in &mut result.scores {
            (score.home, score.away) = (score.away, score.home);
        }
        result.winner = result.winner.map(Contestant::opponent);
        result.incident = result.incident.map(|incident| match incident {
            Incident::Retired { by, after } => Incident::Retired { by: by.opponent(), after },
            Incident::Awarded { to } => Incident::Awarded { to: to.opponent() },
            other => other,
        });
        Ok(Self::of(&result))
    }

    /// Reads a result back.
    pub(in crate::store) fn read(&self) -> Result<EventResult, StoreError> {
        let scores = self.scores.split(", ").filter(|part| !part.is_empty());
        let race = self.race.as_deref().map(read_race).transpose()?;
        Ok(EventResult {
            scores: scores.map(read_score).collect::<Result<_, _>>()?,
            winner: self.winner.as_deref().map(read_side).transpose()?,
            race: race.unwrap_or_default(),
            incident: self.incident.as_deref().map(read_incident).transpose()?,
        })
    }
}

fn read_score(text: &str) -> Result<Score, StoreError> {
    let read = || {
        let (period, score) = text.split_once(' ')?;
        let (home, away) = score.split_once('-')?;
        Some((period, home.parse().ok()?, away.parse().ok()?))
    };
    let (period, home, away) = read().ok_or_else(|| corrupt("a score", text))?;
    Ok(Score { period: parse("a period", period)?, home, away })
}

const fn side_word(side: Contestant) -> &'static str {
    match side {
        Contestant::Home => "home",
        Contestant::Away => "away",
    }
}

fn read_side(text: &str) -> Result<Contestant, StoreError> {
    match text {
        "home" => Ok(Contestant::Home),
        "away" => Ok(Contestant::Away),
        other => Err(corrupt("a side", other)),
    }
}

fn incident_text(incident: Incident) -> String {
    let after = |word: &str, hours: Option<u32>| match hours {
        Some(hours) => format!("{word} {hours}"),
        None => word.to_owned(),
    };
    match incident {
        Incident::Retired { by, after: Played::Nothing } => {
            format!("retired {} nothing", side_word(by))
        }
        Incident::Retired { by, after: Played::Sets(sets) } => {
            format!("retired {} {sets}", side_word(by))
        }
        Incident::Walkover => "walkover".to_owned(),
        Incident::Abandoned { played_after_hours } => after("abandoned", played_after_hours),
        Incident::Postponed { played_after_hours } => after("postponed", played_after_hours),
        Incident::Awarded { to } => format!("awarded {}", side_word(to)),
    }
}

fn read_incident(text: &str) -> Result<Incident, StoreError> {
    let wrong = || corrupt("what kept an event from ending", text);
    let hours = |word: Option<&str>| word.map(str::parse).transpose().map_err(|_| wrong());
    let mut words = text.split(' ');
    match (words.next(), words.next(), words.next()) {
        (Some("retired"), Some(by), Some("nothing")) => {
            Ok(Incident::Retired { by: read_side(by)?, after: Played::Nothing })
        }
        (Some("retired"), Some(by), Some(sets)) => {
            let sets = sets.parse().map_err(|_| wrong())?;
            Ok(Incident::Retired { by: read_side(by)?, after: Played::Sets(sets) })
        }
        (Some("walkover"), None, None) => Ok(Incident::Walkover),
        (Some("abandoned"), word, None) => {
            Ok(Incident::Abandoned { played_after_hours: hours(word)? })
        }
        (Some("postponed"), word, None) => {
            Ok(Incident::Postponed { played_after_hours: hours(word)? })
        }
        (Some("awarded"), Some(to), None) => Ok(Incident::Awarded { to: read_side(to)? }),
        _ => Err(wrong()),
    }
}

fn read_race(text: &str) -> Result<Race, StoreError> {
    let form: RaceForm = serde_json::from_str(text).map_err(|_| corrupt("a race", text))?;
    let finishes = form.finishes.into_iter().map(|(name, (place, tied))| {
        Finish::new(place, tied)
            .map(|finish| (name, finish))
            .map_err(|error| corrupt("a finish", error))
    });
    Ok(Race { finishes: finishes.collect::<Result<_, _>>()?, withdrawn: form.withdrawn })
}

#[cfg(test)]
mod tests {
    use monps_core::catalog::Period;

    use super::*;

    fn score(period: Period, home: u32, away: u32) -> Score {
        Score { period, home, away }
    }

    #[test]
    fn every_result_is_read_back() {
        let scores = vec![score(Period::FirstHalf, 0, 1), score(Period::FullTime, 2, 1)];
        let played = EventResult::played(scores);
        let race = Race {
            finishes: [("A \"b\", c".to_owned(), Finish::UNPLACED)].into_iter().collect(),
            withdrawn: ["Ø".to_owned()].into_iter().collect(),
        };
        let hours = Some(30);
        let incidents = [
            Incident::Retired { by: Contestant::Home, after: Played::Nothing },
            Incident::Retired { by: Contestant::Away, after: Played::Sets(2) },
            Incident::Walkover,
            Incident::Abandoned { played_after_hours: None },
            Incident::Abandoned { played_after_hours: hours },
            Incident::Postponed { played_after_hours: None },
            Incident::Postponed { played_after_hours: hours },
            Incident::Awarded { to: Contestant::Away },
        ];
        let with = incidents.map(|incident| played.clone().with_incident(incident));
        let others = [
            EventResult::default(),
            played.clone().won_by(Contestant::Home),
            EventResult::of_race(race),
        ];
        for result in with.into_iter().chain(others) {
            let said = Said::of(&result);
            assert_eq!(said.read().unwrap(), result);
            assert_eq!(said.turned().unwrap().turned().unwrap(), said);
        }
        let turned = Said::of(&played.clone().won_by(Contestant::Home)).turned().unwrap();
        assert_eq!(turned.scores, "first_half 1-0, full_time 1-2");
        assert_eq!(turned.winner.as_deref(), Some("away"));
        assert_eq!(Said::of(&played).scores, "first_half 0-1, full_time 2-1");
    }

    #[test]
    fn a_correction_without_the_half_stands_alone() {
        let (kept, corrected) = ("first_half 1-1, full_time 0-2", [score(Period::FullTime, 0, 2)]);
        assert_eq!(standing_scores(kept, &corrected), "full_time 0-2");
        let kept = "first_half 0-1, full_time 0-2";
        assert_eq!(standing_scores(kept, &corrected), kept);
    }

    #[test]
    fn what_was_changed_by_hand_is_told() {
        for said in [
            Said { scores: "full_time 2".to_owned(), ..Said::default() },
            Said { scores: "half 2-1".to_owned(), ..Said::default() },
            Said { winner: Some("draw".to_owned()), ..Said::default() },
            Said { incident: Some("abandoned soon".to_owned()), ..Said::default() },
            Said { incident: Some("retired home".to_owned()), ..Said::default() },
            Said {
                race: Some("{\"finishes\":{\"A\":[0,1]},\"withdrawn\":[]}".to_owned()),
                ..Said::default()
            },
        ] {
            assert!(said.read().is_err(), "{said:?}");
        }
    }
}
