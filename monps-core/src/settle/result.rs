//! What happened in an event: scores, who went through, where runners finished, and incidents.

use std::collections::{BTreeMap, BTreeSet};

use crate::adapter::Score;
use crate::payoff::Finish;

/// One of the two sides of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contestant {
    /// The side listed first.
    Home,
    /// The side listed second.
    Away,
}

impl Contestant {
    /// The other side.
    #[must_use]
    pub const fn opponent(self) -> Self {
        match self {
            Self::Home => Self::Away,
            Self::Away => Self::Home,
        }
    }
}

/// How much of a match was played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Played {
    /// Not a ball.
    Nothing,
    /// At least a ball, and so many sets to their end.
    Sets(u8),
}

/// Something that kept an event from ending as planned.
///
/// What it makes of a bet depends on the venue: see [`Rules`](super::rules::Rules).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Incident {
    /// A side gave up; the other one is the winner of the match.
    Retired {
        /// Who gave up.
        by: Contestant,
        /// After how much.
        after: Played,
    },
    /// A side did not turn up.
    Walkover,
    /// Broken off.
    Abandoned {
        /// After how many hours it was played to its end; `None` if it was not.
        played_after_hours: Option<u32>,
    },
    /// Not played on its day.
    Postponed {
        /// After how many hours it was played; `None` if it was not.
        played_after_hours: Option<u32>,
    },
    /// Decided at the table.
    Awarded {
        /// To whom.
        to: Contestant,
    },
}

impl Incident {
    /// What people call it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Retired { .. } => "a retirement",
            Self::Walkover => "a walkover",
            Self::Abandoned { .. } => "an abandonment",
            Self::Postponed { .. } => "a postponement",
            Self::Awarded { .. } => "an award",
        }
    }
}

/// Where the runners of a race finished.
///
/// Runners are named as the selections on them are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Race {
    /// Where each runner that started finished; [`Finish::UNPLACED`] for those that did not.
    pub finishes: BTreeMap<String, Finish>,
    /// Who was withdrawn: bets on them are void.
    pub withdrawn: BTreeSet<String>,
}

/// All that is known of how an event ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventResult {
    /// The final scores, of those parts of the event that were played to their end.
    pub scores: Vec<Score>,
    /// Who won the whole, or went through: extra time, shoot-out and earlier legs included.
    pub winner: Option<Contestant>,
    /// Where runners finished.
    pub race: Race,
    /// What kept it from ending as planned.
    pub incident: Option<Incident>,
}

impl EventResult {
    /// An event that ended as planned, with these scores.
    #[must_use]
    pub fn played(scores: Vec<Score>) -> Self {
        Self { scores, ..Self::default() }
    }

    /// The same, and who won the whole or went through.
    #[must_use]
    pub fn won_by(self, winner: Contestant) -> Self {
        Self { winner: Some(winner), ..self }
    }

    /// The same, with an incident.
    #[must_use]
    pub fn with_incident(self, incident: Incident) -> Self {
        Self { incident: Some(incident), ..self }
    }

    /// A race.
    #[must_use]
    pub fn of_race(race: Race) -> Self {
        Self { race, ..Self::default() }
    }
}
