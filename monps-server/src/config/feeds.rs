//! The sources that are polled.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use monps_adapters::driver::is_on_this_machine;
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::error::Refusal;
use crate::secret::is_secret_name;

/// Feeds of one process.
const FEEDS_MAX: usize = 50;
/// The longest id.
const ID_CHARS_MAX: usize = 64;
/// Polling faster than every three seconds is no polling.
const EVERY_MIN: Duration = Duration::from_secs(3);
/// A week: a feed polled less often is not running.
const MINUTES_MAX: f64 = 7.0 * 24.0 * 60.0;

/// A source that is polled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedConfig {
    /// Its name here: `a-z`, `0-9`, `_` and `-`.
    pub id: String,
    /// The adapter that speaks to the source: `the-odds-api`, `simulator`.
    pub adapter: String,
    /// Whether it is polled.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// The time between two polls; else the setting `collect_frequency` or the adapter decides.
    #[serde(default)]
    pub every_minutes: Option<Minutes>,
    /// How old a kept answer may be to stand in for a call.
    #[serde(default)]
    pub cache_minutes: Option<Minutes>,
    /// Whether the credits of its source are planned, or spent in a fixed rhythm; else the setting
    /// `collect_plan` decides, or, where `every_minutes` is set, that rhythm.
    #[serde(default)]
    pub mode: Option<FeedMode>,
    /// The calls of the source's period that this feed may use.
    #[serde(default)]
    pub quota_budget: Option<u32>,
    /// Whether it is listened to all the time, where its adapter can; else it is polled.
    #[serde(default = "yes")]
    pub stream: bool,
    /// Other base addresses by endpoint, on this machine alone: for trials, and for a proxy that stands
    /// here. They need `collect.allow_loopback`.
    #[serde(default)]
    pub base_urls: BTreeMap<String, String>,
    /// What the adapter reads; never a secret.
    #[serde(default)]
    pub config: BTreeMap<String, FeedValue>,
}

const fn yes() -> bool {
    true
}

impl FeedConfig {
    /// The built-in market simulator, every half minute.
    #[must_use]
    pub fn simulator() -> Self {
        Self {
            id: "simulator".to_owned(),
            adapter: "simulator".to_owned(),
            enabled: true,
            every_minutes: Some(Minutes(Duration::from_secs(30))),
            cache_minutes: None,
            mode: None,
            quota_budget: None,
            stream: true,
            base_urls: BTreeMap::new(),
            config: BTreeMap::new(),
        }
    }

    /// What the adapter reads, as text.
    #[must_use]
    pub fn adapter_config(&self) -> BTreeMap<String, String> {
        self.config.iter().map(|(key, value)| (key.clone(), value.0.clone())).collect()
    }

    fn check(&self, place: &str, allow_loopback: bool) -> Result<(), Refusal> {
        let slug = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_' || c == b'-';
        for (field, text) in [("id", &self.id), ("adapter", &self.adapter)] {
            if !(1..=ID_CHARS_MAX).contains(&text.len()) || !text.bytes().all(slug) {
                let reason = "must be 1 to 64 of the characters a-z, 0-9, _ and -";
                return Err(Refusal::new(format!("{place}.{field}"), reason));
            }
        }
        if self.every_minutes.is_some_and(|every| every.0 < EVERY_MIN) {
            let reason = "must be 0.05 (three seconds) or more";
            return Err(Refusal::new(format!("{place}.every_minutes"), reason));
        }
        for (endpoint, url) in &self.base_urls {
            let refuse = |reason| Refusal::new(format!("{place}.base_urls.{endpoint}"), reason);
            if !allow_loopback {
                return Err(refuse("needs collect.allow_loopback = true"));
            }
            if !is_on_this_machine(url) {
                return Err(refuse(
                    "must be an address on this machine, such as http://127.0.0.1:8080",
                ));
            }
        }
        match self.config.keys().find(|key| is_secret_name(key)) {
            Some(key) => Err(Refusal::new(
                format!("{place}.config.{key}"),
                "looks like a secret, and this file is no place for one: use the environment \
                 (THE_ODDS_API_KEY or THE_ODDS_API_KEY_FILE) or the setting api_key_odds",
            )),
            None => Ok(()),
        }
    }
}

/// What is polled when nobody says.
pub(super) fn default_feeds() -> Vec<FeedConfig> {
    vec![FeedConfig::simulator()]
}

pub(super) fn check(feeds: &[FeedConfig], allow_loopback: bool) -> Result<(), Refusal> {
    if feeds.len() > FEEDS_MAX {
        return Err(Refusal::new("feeds", format!("has more than {FEEDS_MAX} entries")));
    }
    for (index, feed) in feeds.iter().enumerate() {
        let place = format!("feeds[{index}]");
        feed.check(&place, allow_loopback)?;
        if feeds[..index].iter().any(|other| other.id == feed.id) {
            let reason = format!("is the id of another feed too ({:?}): choose another", feed.id);
            return Err(Refusal::new(format!("{place}.id"), reason));
        }
    }
    Ok(())
}

/// How the credits of a feed's source are spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FeedMode {
    /// Where a look is worth most.
    Planned,
    /// Every so often.
    Fixed,
}

/// A span of time, written in minutes: `0.5` is thirty seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minutes(pub Duration);

impl Serialize for Minutes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0.as_secs_f64() / 60.0)
    }
}

impl<'de> Deserialize<'de> for Minutes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let minutes = f64::deserialize(deserializer)?;
        if (0.0..=MINUTES_MAX).contains(&minutes) {
            Ok(Self(Duration::from_secs_f64(minutes * 60.0)))
        } else {
            Err(D::Error::invalid_value(
                Unexpected::Float(minutes),
                &"minutes from 0 to 10080 (a week)",
            ))
        }
    }
}

/// A text, number or truth value that an adapter reads as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct FeedValue(pub String);

impl<'de> Deserialize<'de> for FeedValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FeedValueVisitor)
    }
}

struct FeedValueVisitor;

impl Visitor<'_> for FeedValueVisitor {
    type Value = FeedValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true or false")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<FeedValue, E> {
        Ok(FeedValue(text.to_owned()))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<FeedValue, E> {
        Ok(FeedValue(flag.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<FeedValue, E> {
        Ok(FeedValue(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<FeedValue, E> {
        Ok(FeedValue(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<FeedValue, E> {
        Ok(FeedValue(number.to_string()))
    }
}
