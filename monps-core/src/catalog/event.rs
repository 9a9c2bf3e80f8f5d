//! Events: one contest with a start time.

use std::fmt;

use super::Sport;
use crate::id::{CompetitionId, EventId};
use crate::time::{Datelike, NaiveDate, Timestamp};

/// A season, by the year it begins: 2024-25 begins in 2024.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Season(i32);

impl Season {
    /// The season that begins in a year.
    #[must_use]
    pub const fn beginning(year: i32) -> Self {
        Self(year)
    }

    /// The European season that a date falls in: July to June.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self(if date.month() >= 7 { date.year() } else { date.year() - 1 })
    }

    /// The year it begins.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0
    }
}

impl fmt::Display for Season {
    /// `2024-25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0, (self.0 + 1).rem_euclid(100))
    }
}

/// One contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Ours.
    pub id: EventId,
    /// The public name of the event: what the API calls `match_id`.
    pub slug: String,
    /// The sport.
    pub sport: Sport,
    /// The competition, where it is known.
    pub competition_id: Option<CompetitionId>,
    /// The season, where the source tells.
    pub season: Option<Season>,
    /// The side listed first; empty for an outright.
    pub home: String,
    /// The side listed second; empty for an outright.
    pub away: String,
    /// When it starts, or midnight UTC of its date.
    pub starts_at: Timestamp,
    /// Whether the hour is known.
    pub time_known: bool,
}

impl Event {
    /// Whether it has started: at its kick-off, or once its day is over where the hour is unknown.
    #[must_use]
    pub fn has_started(&self, now: Timestamp) -> bool {
        if self.time_known {
            now >= self.starts_at
        } else {
            now >= self.starts_at + chrono::TimeDelta::days(1)
        }
    }

    /// `home - away`, or the slug for an outright.
    #[must_use]
    pub fn title(&self) -> String {
        if self.home.is_empty() {
            self.slug.clone()
        } else {
            format!("{} - {}", self.home, self.away)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::start_of_day;

    #[test]
    fn a_season_is_named_by_its_two_years() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(Season::of(day(1999, 8, 7)).to_string(), "1999-00");
        assert_eq!(Season::of(day(2025, 5, 25)).to_string(), "2024-25");
    }

    #[test]
    fn without_an_hour_the_whole_day_is_before() {
        let day = NaiveDate::from_ymd_opt(2024, 8, 16).unwrap();
        let event = Event {
            id: EventId::new(1),
            slug: "a".to_owned(),
            sport: Sport::FOOTBALL,
            competition_id: None,
            season: None,
            home: "Ajax".to_owned(),
            away: "PSV".to_owned(),
            starts_at: start_of_day(day),
            time_known: false,
        };
        assert!(!event.has_started(start_of_day(day) + chrono::TimeDelta::hours(23)));
        assert!(event.has_started(start_of_day(day) + chrono::TimeDelta::hours(24)));
    }
}
