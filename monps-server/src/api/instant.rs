//! Instants as RFC 3339 writes them, in UTC on the way out.
//!
//! ```
//! use monps_server::api::instant::Instant;
//!
//! let kick_off: Instant = "2026-06-11T21:00:00+02:00".parse()?;
//! assert_eq!(kick_off.to_string(), "2026-06-11T19:00:00Z");
//! assert!("2026-06-11 21:00".parse::<Instant>().is_err());
//! # Ok::<(), monps_server::api::instant::InstantError>(())
//! ```

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, SecondsFormat, TimeDelta, Timelike, Utc};
use poem_openapi::registry::MetaSchema;
use serde_json::Value;

use super::scalar::{Scalar, openapi_scalar};

/// The longest text that is looked at.
const TEXT_MAX: usize = 64;

/// Why a text is not an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InstantError {
    /// Another form than RFC 3339, or no offset.
    #[error(
        "not an RFC 3339 instant: write 2026-06-11T19:00:00Z, or an offset such as +02:00 (%2B02:00 in a query)"
    )]
    Malformed,
    /// A year that four digits do not hold once it is in UTC.
    #[error("out of range: the year must be from 0000 to 9999 in UTC")]
    OutOfRange,
}

/// An instant in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(DateTime<Utc>);

impl Instant {
    /// The instant, as the library knows it.
    #[must_use]
    pub const fn get(self) -> DateTime<Utc> {
        self.0
    }
}

impl From<DateTime<Utc>> for Instant {
    fn from(instant: DateTime<Utc>) -> Self {
        Self(instant)
    }
}

impl From<Instant> for DateTime<Utc> {
    fn from(instant: Instant) -> Self {
        instant.0
    }
}

impl FromStr for Instant {
    type Err = InstantError;

    fn from_str(text: &str) -> Result<Self, InstantError> {
        // RFC 3339 lets applications allow a space for the T; this one does not.
        if text.len() > TEXT_MAX
            || !text.as_bytes().get(10).is_some_and(|t| matches!(t, b'T' | b't'))
        {
            return Err(InstantError::Malformed);
        }
        let instant =
            DateTime::parse_from_rfc3339(text).map_err(|_| InstantError::Malformed)?.to_utc();
        if !(0..=9999).contains(&instant.year()) {
            return Err(InstantError::OutOfRange);
        }
        // A leap second is the next second to everything downstream: databases have no 23:59:60.
        let past_second = instant.nanosecond().checked_sub(1_000_000_000);
        match past_second {
            None => Ok(Self(instant)),
            Some(past) => instant
                .with_nanosecond(past)
                .and_then(|second| second.checked_add_signed(TimeDelta::seconds(1)))
                .filter(|next| next.year() <= 9999)
                .map(Self)
                .ok_or(InstantError::OutOfRange),
        }
    }
}

impl fmt::Display for Instant {
    /// With as many decimals as the instant has: none, three, six or nine.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl Scalar for Instant {
    type Problem = InstantError;
    const NAME: &'static str = "date-time";

    fn schema() -> MetaSchema {
        MetaSchema::new_with_format("string", "date-time")
    }

    fn from_json(value: &Value) -> Option<Result<Self, InstantError>> {
        value.as_str().map(str::parse)
    }

    fn from_text(text: &str) -> Result<Self, InstantError> {
        text.parse()
    }

    fn to_value(&self) -> Value {
        Value::String(self.to_string())
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}

openapi_scalar!(Instant);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_becomes_utc() {
        for (text, utc) in [
            ("2026-06-11T19:00:00Z", "2026-06-11T19:00:00Z"),
            ("2026-06-11t21:00:00.250+02:00", "2026-06-11T19:00:00.250Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
        ] {
            assert_eq!(text.parse::<Instant>().unwrap().to_string(), utc);
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "now",
            "2026-06-11",
            "2026-06-11T19:00:00",
            "2026-06-11 19:00:00Z",
            "1760000000",
            "2026-02-30T00:00:00Z",
            "2026-06-11T24:00:00Z",
            "12026-06-11T19:00:00Z",
            "2026-06-11T19:00:00 02:00",
            "2026-06-11T19:00:00Z\0",
        ] {
            assert_eq!(text.parse::<Instant>(), Err(InstantError::Malformed), "{text:?}");
        }
        for text in
            ["9999-12-31T23:59:59-10:00", "9999-12-31T23:59:60Z", "0000-01-01T00:00:00+10:00"]
        {
            assert_eq!(text.parse::<Instant>(), Err(InstantError::OutOfRange), "{text:?}");
        }
    }
}
