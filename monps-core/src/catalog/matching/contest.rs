//! A contest as a source tells of it.

use super::marks::Marks;
use crate::catalog::{Event, Sport, fold_name};
use crate::time::{TimeDelta, Timestamp};

/// How far a kick-off can be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Clock {
    /// An instant.
    #[default]
    Known,
    /// A time of day in a zone that nobody told.
    ZoneUnknown,
    /// A date.
    DayOnly,
}

/// An id that a provider of data gave to a contest (betradar and the like), shared by many sources.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProviderId {
    /// Who gave it.
    pub provider: String,
    /// What it is.
    pub id: String,
}

/// One contest, in the words of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// The sport.
    pub sport: Sport,
    /// The competition in the source's words: "Women's Super League" says something of its sides.
    pub competition: Option<String>,
    /// The side listed first.
    pub home: String,
    /// The side listed second.
    pub away: String,
    /// When it starts, by the source's clock.
    pub starts_at: Timestamp,
    /// How far that can be trusted.
    pub clock: Clock,
    /// Ids by providers that several sources share.
    pub ids: Vec<ProviderId>,
}

impl Contest {
    /// A contest with a known kick-off, without ids and competition.
    #[must_use]
    pub fn new(
        sport: Sport,
        home: impl Into<String>,
        away: impl Into<String>,
        starts_at: Timestamp,
    ) -> Self {
        Self {
            sport,
            competition: None,
            home: home.into(),
            away: away.into(),
            starts_at,
            clock: Clock::Known,
            ids: Vec::new(),
        }
    }

    /// The same, with a clock trusted less or more.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// What its competition says about every side in it.
    pub(super) fn marks(&self) -> Marks {
        let words = self.competition.as_deref().map(fold_name).unwrap_or_default();
        Marks::of_competition(words.split(' ').map(str::to_owned).collect())
    }
}

impl From<&Event> for Contest {
    fn from(event: &Event) -> Self {
        let clock = if event.time_known { Clock::Known } else { Clock::DayOnly };
        Self::new(event.sport.clone(), &*event.home, &*event.away, event.starts_at)
            .with_clock(clock)
    }
}

/// Sports in which the same two sides may meet twice in a day.
const DOUBLEHEADERS: [&str; 6] =
    ["baseball", "softball", "table_tennis", "esports", "cricket_t10", "basketball_3x3"];

/// How far apart the kick-offs of one contest may be: a constraint, never a bucket.
pub(super) fn tolerance(a: &Contest, b: &Contest) -> TimeDelta {
    match (a.clock, b.clock) {
        (Clock::DayOnly, _) | (_, Clock::DayOnly) => TimeDelta::hours(26),
        (Clock::ZoneUnknown, _) | (_, Clock::ZoneUnknown) => TimeDelta::hours(15),
        (Clock::Known, Clock::Known) if DOUBLEHEADERS.contains(&a.sport.as_str()) => {
            TimeDelta::hours(2)
        }
        (Clock::Known, Clock::Known) => TimeDelta::hours(12),
    }
}

/// What two kick-offs speak against a pair within the tolerance, in thousandths: nothing up to an hour,
/// then more and more; nothing at all where an hour says nothing.
pub(super) fn lateness(a: &Contest, b: &Contest) -> u32 {
    if a.clock != Clock::Known || b.clock != Clock::Known {
        return 0;
    }
    let minutes =
        u32::try_from((a.starts_at - b.starts_at).abs().num_minutes()).unwrap_or(u32::MAX);
    match minutes {
        0..=60 => 0,
        61..=180 => (minutes - 60) * 160 / 120,
        _ => (160 + (minutes.min(720) - 180) * 140 / 540).min(300),
    }
}
