//! The stream: one JSON object a line. Text is borrowed from the line; what is not used is skipped.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{Deserializer, Error};
use serde_json::value::RawValue;

use super::Fixed;

/// Which kind of message a line is.
pub(in super::super) fn op(line: &[u8]) -> Option<Cow<'_, str>> {
    #[derive(Deserialize)]
    struct Op<'a> {
        #[serde(borrow)]
        op: Cow<'a, str>,
    }
    serde_json::from_slice::<Op<'_>>(line).ok().map(|message| message.op)
}

/// Reads a change of markets.
pub(in super::super) fn change(line: &[u8]) -> Result<ChangeMessage<'_>, serde_json::Error> {
    serde_json::from_slice(line)
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct StatusMessage {
    #[serde(default)]
    pub(in super::super) id: u32,
    #[serde(default)]
    pub(in super::super) status_code: String,
    pub(in super::super) error_code: Option<String>,
    #[serde(default)]
    pub(in super::super) connection_closed: bool,
}

/// A change of markets.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct ChangeMessage<'a> {
    #[serde(default)]
    pub(in super::super) id: u32,
    #[serde(default)]
    pub(in super::super) ct: ChangeType,
    #[serde(borrow)]
    pub(in super::super) clk: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(in super::super) initial_clk: Option<Cow<'a, str>>,
    pub(in super::super) pt: Option<i64>,
    #[serde(default)]
    pub(in super::super) segment_type: SegmentType,
    pub(in super::super) status: Option<u16>,
    #[serde(borrow, default)]
    pub(in super::super) mc: Vec<MarketChange<'a>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(in super::super) enum ChangeType {
    SubImage,
    ResubDelta,
    Heartbeat,
    #[default]
    #[serde(other)]
    Update,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(in super::super) enum SegmentType {
    SegStart,
    Seg,
    SegEnd,
    #[default]
    #[serde(other)]
    Whole,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct MarketChange<'a> {
    #[serde(borrow)]
    pub(in super::super) id: Cow<'a, str>,
    #[serde(default)]
    pub(in super::super) img: bool,
    pub(in super::super) market_definition: Option<MarketDefinition>,
    #[serde(default)]
    pub(in super::super) rc: Vec<RunnerChange>,
}

/// A level of a ladder of best offers: level, price, size.
pub(in super::super) type LevelUpdate = (Fixed, Fixed, Fixed);
/// A price of a full ladder: price, size.
pub(in super::super) type PriceUpdate = (Fixed, Fixed);

#[derive(Debug, Deserialize)]
pub(in super::super) struct RunnerChange {
    #[serde(deserialize_with = "selection_id")]
    pub(in super::super) id: u64,
    pub(in super::super) hc: Option<Fixed>,
    pub(in super::super) ltp: Option<Fixed>,
    #[serde(default)]
    pub(in super::super) batb: Vec<LevelUpdate>,
    #[serde(default)]
    pub(in super::super) batl: Vec<LevelUpdate>,
    #[serde(default)]
    pub(in super::super) bdatb: Vec<LevelUpdate>,
    #[serde(default)]
    pub(in super::super) bdatl: Vec<LevelUpdate>,
    #[serde(default)]
    pub(in super::super) atb: Vec<PriceUpdate>,
    #[serde(default)]
    pub(in super::super) atl: Vec<PriceUpdate>,
}

/// What is said of a market as a whole; it comes whole whenever a part of it changes.
#[derive(Clone, Debug, Deserialize)]
pub(in super::super) struct MarketDefinition {
    #[serde(default)]
    pub(in super::super) status: String,
}

/// The stream sends the numbers of selections sometimes as strings.
fn selection_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let raw = <&RawValue>::deserialize(deserializer)?.get();
    let digits = raw.trim_matches('"');
    digits.parse().map_err(|_| D::Error::custom("expected the number of a selection"))
}
