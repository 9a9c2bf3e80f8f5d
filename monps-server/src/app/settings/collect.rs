//! How often odds are fetched, and with which key.

use std::time::Duration;

use serde_json::Value;

use super::fields::Fields;
use super::known::KnownSetting;
use crate::store::SettingValue;

/// Seven days: an answer older than that is history.
const CACHE_MINUTES_MAX: u32 = 7 * 24 * 60;

/// How often odds are fetched from a source that counts its calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CollectFrequency {
    /// Hours between two collections, 1 to 24.
    pub hours: u32,
    /// How old a kept answer may be to stand in for a call, in minutes.
    pub cache_minutes: u32,
}

impl CollectFrequency {
    /// The time between two collections.
    #[must_use]
    pub fn every(&self) -> Duration {
        Duration::from_secs(u64::from(self.hours) * 3600)
    }

    /// How old a kept answer may be to stand in for a call.
    #[must_use]
    pub fn cache_age_max(&self) -> Duration {
        Duration::from_secs(u64::from(self.cache_minutes) * 60)
    }
}

impl KnownSetting for CollectFrequency {
    const KEY: &'static str = "collect_frequency";
    const DESCRIPTION: &'static str = "How often odds are fetched: every so many hours (1 to 24), \
                                       and for how many minutes an answer is kept instead";

    fn read(fields: &mut Fields<'_>) -> Self {
        let default = Self::default_value();
        Self {
            hours: fields.whole("hours", default.hours, 1..=24),
            cache_minutes: fields.whole(
                "cache_minutes",
                default.cache_minutes,
                0..=CACHE_MINUTES_MAX,
            ),
        }
    }

    fn write(&self) -> SettingValue {
        [
            ("hours".to_owned(), Value::from(self.hours)),
            ("cache_minutes".to_owned(), Value::from(self.cache_minutes)),
        ]
        .into_iter()
        .collect()
    }

    fn default_value() -> Self {
        Self { hours: 4, cache_minutes: 230 }
    }
}

/// Whether The Odds API is used; its key is a secret and kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OddsApiKey {
    /// Whether the key may be used.
    pub enabled: bool,
}

impl OddsApiKey {
    /// The field that holds the key.
    pub(super) const FIELD: &'static str = "key";
}

impl KnownSetting for OddsApiKey {
    const KEY: &'static str = "api_key_odds";
    const DESCRIPTION: &'static str =
        "The key of The Odds API, and whether it is used; the key is never shown again";
    const SECRETS: &'static [&'static str] = &[Self::FIELD];

    fn read(fields: &mut Fields<'_>) -> Self {
        Self { enabled: fields.flag("enabled", Self::default_value().enabled) }
    }

    fn write(&self) -> SettingValue {
        [("enabled".to_owned(), Value::from(self.enabled))].into_iter().collect()
    }

    fn default_value() -> Self {
        Self { enabled: true }
    }
}
