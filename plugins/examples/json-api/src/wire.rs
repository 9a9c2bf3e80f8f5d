//! The venue's own format.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

#[derive(Deserialize)]
pub(crate) struct Events<'a> {
    #[serde(borrow)]
    pub(crate) events: Vec<Event<'a>>,
    pub(crate) next: Option<u32>,
}

#[derive(Deserialize)]
pub(crate) struct Event<'a> {
    pub(crate) id: &'a str,
    pub(crate) league: &'a str,
    pub(crate) starts: &'a str,
    #[serde(borrow)]
    pub(crate) home: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) away: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) markets: Vec<Market<'a>>,
}

#[derive(Deserialize)]
pub(crate) struct Market<'a> {
    pub(crate) kind: &'a str,
    #[serde(borrow, default)]
    pub(crate) line: Option<&'a RawValue>,
    #[serde(borrow, deserialize_with = "in_order")]
    pub(crate) prices: Vec<(Cow<'a, str>, &'a RawValue)>,
}

#[derive(Deserialize)]
pub(crate) struct Results {
    pub(crate) results: Vec<Score>,
}

#[derive(Deserialize)]
pub(crate) struct Score {
    pub(crate) id: String,
    pub(crate) home: u32,
    pub(crate) away: u32,
}

/// An object as pairs in the order they are written, numbers with their digits.
fn in_order<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<(Cow<'de, str>, &'de RawValue)>, D::Error> {
    struct Pairs;

    impl<'de> Visitor<'de> for Pairs {
        type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object of prices")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut pairs = Vec::new();
            while let Some(pair) = map.next_entry()? {
                pairs.push(pair);
            }
            Ok(pairs)
        }
    }

    deserializer.deserialize_map(Pairs)
}
