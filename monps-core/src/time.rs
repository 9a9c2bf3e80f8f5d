//! Instants. The library never asks what time it is: whoever calls says so.
//!
//! Everything observed carries two clocks: the source's own ([`Observed::source_at`]) and ours
//! ([`Observed::observed_at`]). Freshness is judged by the older of the two, latency needs both.
//!
//! ```
//! use monps_core::time::{parse_timestamp, Observed};
//!
//! let said = parse_timestamp("2024-10-13T13:40:22Z").unwrap();
//! let seen = parse_timestamp("2024-10-13T13:41:00Z").unwrap();
//! let observed = Observed::at(seen).with_source(said);
//! assert_eq!(observed.age(seen).num_seconds(), 38);
//! ```

pub use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

use crate::error::time::TimeError;

/// An instant in UTC.
pub type Timestamp = DateTime<Utc>;

/// When something was seen, by both clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Observed {
    /// The source's own stamp, or our reading where the source gives none.
    pub source_at: Timestamp,
    /// When we received it.
    pub observed_at: Timestamp,
    /// The source's stamp is a convention (a history file's collection day), not a reading.
    pub approximate: bool,
}

impl Observed {
    /// Seen by us at `observed_at`; the source said nothing of its own clock.
    #[must_use]
    pub const fn at(observed_at: Timestamp) -> Self {
        Self { source_at: observed_at, observed_at, approximate: false }
    }

    /// The same, with the source's own stamp.
    #[must_use]
    pub const fn with_source(self, source_at: Timestamp) -> Self {
        Self { source_at, ..self }
    }

    /// How old this is at `now`: counted from the older of the two clocks, never negative.
    ///
    /// A source whose clock runs ahead of ours cannot make a price younger than we know it to be.
    #[must_use]
    pub fn age(&self, now: Timestamp) -> TimeDelta {
        (now - self.source_at.min(self.observed_at)).max(TimeDelta::zero())
    }
}

/// Reads an RFC 3339 instant with any offset.
///
/// # Errors
/// [`TimeError::NotRfc3339`] when the text is not such an instant.
pub fn parse_timestamp(text: &str) -> Result<Timestamp, TimeError> {
    DateTime::parse_from_rfc3339(text)
        .map(|instant| instant.with_timezone(&Utc))
        .map_err(|_| TimeError::NotRfc3339 { text: text.to_owned() })
}

/// Midnight UTC of a date: what stands for an event whose hour is not known.
#[must_use]
pub fn start_of_day(date: NaiveDate) -> Timestamp {
    date.and_time(NaiveTime::MIN).and_utc()
}
