//! What a person says of how an event ended.

use std::collections::{BTreeMap, BTreeSet};

use monps_core::adapter::Score;
use monps_core::payoff::Finish;
use monps_core::settle::{Contestant, EventResult, Incident, Played, Race};
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object};

use crate::api::number::Integer;
use crate::api::text::{Prose, Text};
use crate::app::problem::{Faults, Problem};
use crate::app::settlement::SaidByPerson;

/// Runners of one race.
const RUNNERS_MAX: usize = 200;
/// Parts of one event.
const SCORES_MAX: usize = 20;

/// One of the two sides of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "EventSide", rename_all = "snake_case")]
pub(super) enum SideWord {
    /// The side listed first.
    Home,
    /// The side listed second.
    Away,
}

impl From<SideWord> for Contestant {
    fn from(word: SideWord) -> Self {
        match word {
            SideWord::Home => Self::Home,
            SideWord::Away => Self::Away,
        }
    }
}

/// What kept an event from ending as planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "IncidentKind", rename_all = "snake_case")]
enum IncidentWord {
    /// A side gave up.
    Retired,
    /// A side did not turn up.
    Walkover,
    /// Broken off.
    Abandoned,
    /// Not played on its day.
    Postponed,
    /// Decided at the table.
    Awarded,
}

/// The score of a part of the event.
#[derive(Clone, Debug, Object)]
#[oai(rename = "PeriodScore", deny_unknown_fields)]
struct ScoreBody {
    /// `full_time` (90 minutes in football), `first_half`, `second_half`, `with_overtime`, `sets`,
    /// `games`, `set_1` to `set_5`.
    period: Text<20, 1>,
    /// Of the side listed first.
    home: Integer<0, 100_000>,
    /// Of the side listed second.
    away: Integer<0, 100_000>,
}

/// What kept it from ending as planned, with what the rules ask of it.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Incident", deny_unknown_fields)]
struct IncidentBody {
    /// What happened.
    kind: IncidentWord,
    /// Of a retirement: who gave up; of an award: to whom.
    side: Option<SideWord>,
    /// Of a retirement: so many sets had been played to their end; nothing where not a ball was.
    sets: Option<Integer<0, 5>>,
    /// Of an abandonment or a postponement: it was played to its end after so many hours; nothing where
    /// it was not.
    played_after_hours: Option<Integer<0, 8784>>,
}

/// Where a runner finished.
#[derive(Clone, Debug, Object)]
#[oai(rename = "RunnerFinish", deny_unknown_fields)]
struct FinishBody {
    /// Its name, as in the selections on it.
    runner: Text<200, 1>,
    /// The best place it occupies; nothing for one that started and was not placed.
    place: Option<Integer<1, 1000>>,
    /// How many share that place, itself included; 1 by default.
    tied: Option<Integer<1, 200>>,
}

/// How an event ended.
#[derive(Clone, Debug, Default, Object)]
#[oai(rename = "SayResult", example, deny_unknown_fields)]
pub(super) struct SaidBody {
    /// The final scores, of the parts that were played to their end.
    scores: Option<Vec<ScoreBody>>,
    /// Who won the whole or went through: extra time, shoot-out and earlier legs included.
    winner: Option<SideWord>,
    /// What kept it from ending as planned.
    incident: Option<IncidentBody>,
    /// Of a race: where each runner that started finished.
    finishes: Option<Vec<FinishBody>>,
    /// Of a race: who was withdrawn; bets on them are void.
    withdrawn: Option<Vec<Text<200, 1>>>,
    /// Why, for the audit trail.
    note: Option<Prose<400>>,
}

impl SaidBody {
    pub(super) fn said(self) -> Result<SaidByPerson, Problem> {
        let mut faults = Faults::default();
        let scores = self.scores.unwrap_or_default();
        if scores.len() > SCORES_MAX {
            faults.refuse("scores", format!("at most {SCORES_MAX} parts"));
        }
        let scores =
            (0..).zip(&scores).filter_map(|(index, score)| read(index, score, &mut faults));
        let scores: Vec<Score> = scores.collect();
        let incident = self.incident.and_then(|incident| faults.take("incident", incident.read()));
        let withdrawn: BTreeSet<String> =
            self.withdrawn.into_iter().flatten().map(Text::into_inner).collect();
        let finishes = finishes(self.finishes.unwrap_or_default(), &mut faults);
        if withdrawn.len() + finishes.len() > RUNNERS_MAX {
            faults.refuse("finishes", format!("at most {RUNNERS_MAX} runners"));
        }
        faults.finish()?;
        Ok(SaidByPerson {
            result: EventResult {
                scores,
                winner: self.winner.map(Into::into),
                race: Race { finishes, withdrawn },
                incident,
            },
            note: self.note.map(|note| note.to_string()).filter(|note| !note.is_empty()),
        })
    }
}

fn read(index: usize, score: &ScoreBody, faults: &mut Faults) -> Option<Score> {
    let period = faults.take(&format!("scores[{index}].period"), score.period.parse())?;
    let points = |of: i64| u32::try_from(of).unwrap_or(u32::MAX);
    Some(Score { period, home: points(score.home.get()), away: points(score.away.get()) })
}

fn finishes(bodies: Vec<FinishBody>, faults: &mut Faults) -> BTreeMap<String, Finish> {
    let mut found = BTreeMap::new();
    for (index, body) in bodies.into_iter().enumerate() {
        let finish = match body.place {
            None => Ok(Finish::UNPLACED),
            Some(place) => {
                let tied = body.tied.map_or(1, |tied| u8::try_from(tied.get()).unwrap_or(u8::MAX));
                Finish::new(u32::try_from(place.get()).unwrap_or(u32::MAX), tied)
            }
        };
        let finish = faults.take(&format!("finishes[{index}].place"), finish);
        found.extend(finish.map(|finish| (body.runner.into_inner(), finish)));
    }
    found
}

impl IncidentBody {
    fn read(self) -> Result<Incident, &'static str> {
        let hours =
            self.played_after_hours.map(|hours| u32::try_from(hours.get()).unwrap_or(u32::MAX));
        match (self.kind, self.side) {
            (IncidentWord::Retired, Some(by)) => {
                let after = self.sets.map_or(Played::Nothing, |sets| {
                    Played::Sets(u8::try_from(sets.get()).unwrap_or(u8::MAX))
                });
                Ok(Incident::Retired { by: by.into(), after })
            }
            (IncidentWord::Awarded, Some(to)) => Ok(Incident::Awarded { to: to.into() }),
            (IncidentWord::Retired | IncidentWord::Awarded, None) => {
                Err("needs its side: who gave up, or to whom it was awarded")
            }
            (IncidentWord::Walkover, _) => Ok(Incident::Walkover),
            (IncidentWord::Abandoned, _) => Ok(Incident::Abandoned { played_after_hours: hours }),
            (IncidentWord::Postponed, _) => Ok(Incident::Postponed { played_after_hours: hours }),
        }
    }
}

impl Example for SaidBody {
    fn example() -> Self {
        let period = Text::new("full_time").ok();
        let goals = |goals| Integer::new(goals).ok();
        let score = period.zip(goals(0)).zip(goals(2));
        let score = score.map(|((period, home), away)| ScoreBody { period, home, away });
        Self {
            scores: Some(score.into_iter().collect()),
            note: Prose::new("awarded after an object was thrown").ok(),
            ..Self::default()
        }
    }
}
