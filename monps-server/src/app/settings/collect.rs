//! How often odds are fetched, by what plan, and with which key.

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

/// The credits of a period that a person may set.
const CREDITS_MAX: u32 = 1_000_000_000;
/// More than half of a budget kept back is no reserve.
const RESERVE_PCT_MAX: u32 = 50;

/// How the credits of a source that counts its calls are spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CollectPlan {
    /// Whether looks are planned by what they are worth; else they come in the rhythm of
    /// [`CollectFrequency`].
    pub planned: bool,
    /// The credits of a period, where they are not the source's own default.
    pub credits: Option<u32>,
    /// The share that is kept for closing prices of open bets, results and re-checks, in percent.
    pub reserve_pct: u32,
    /// Whether results are asked for every event; else for those with open bets.
    pub all_results: bool,
}

impl CollectPlan {
    fn choice(
        fields: &mut Fields<'_>,
        field: &'static str,
        (yes, no): (&'static str, &'static str),
        default: bool,
    ) -> bool {
        match fields.text(field) {
            None => default,
            Some(word) if word == yes => true,
            Some(word) if word == no => false,
            Some(_) => {
                fields.refuse(field, format!("must be {yes} or {no}"));
                default
            }
        }
    }
}

/// The words for [`CollectPlan::planned`] …
const MODES: (&str, &str) = ("planned", "fixed");
/// … and for [`CollectPlan::all_results`].
const RESULTS: (&str, &str) = ("all", "open_bets");

impl KnownSetting for CollectPlan {
    const KEY: &'static str = "collect_plan";
    const DESCRIPTION: &'static str = "How the credits of a source that counts its calls are spent: planned by what a look is worth, \
         or in the fixed rhythm of collect_frequency; credits of a period (null: the source's own \
         default), the percentage kept in reserve, and whether results are asked for events with open \
         bets (open_bets) or for all of them";

    fn read(fields: &mut Fields<'_>) -> Self {
        let default = Self::default_value();
        // Nought stands for nothing said: no plan of a source has no credits.
        let credits = fields.whole("credits", 0, 0..=CREDITS_MAX);
        Self {
            planned: Self::choice(fields, "mode", MODES, default.planned),
            credits: Some(credits).filter(|credits| *credits > 0),
            reserve_pct: fields.whole("reserve_pct", default.reserve_pct, 0..=RESERVE_PCT_MAX),
            all_results: Self::choice(fields, "results", RESULTS, default.all_results),
        }
    }

    fn write(&self) -> SettingValue {
        let word = |(yes, no): (&'static str, &'static str), is: bool| if is { yes } else { no };
        [
            ("mode", Value::from(word(MODES, self.planned))),
            ("credits", self.credits.map_or(Value::Null, Value::from)),
            ("reserve_pct", Value::from(self.reserve_pct)),
            ("results", Value::from(word(RESULTS, self.all_results))),
        ]
        .into_iter()
        .map(|(field, value)| (field.to_owned(), value))
        .collect()
    }

    fn default_value() -> Self {
        Self { planned: true, credits: None, reserve_pct: 10, all_results: false }
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
