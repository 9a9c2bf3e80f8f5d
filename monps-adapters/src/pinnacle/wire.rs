//! The source's own words. Unknown fields are tolerated; prices and lines stay the digits they came
//! as, so that nothing passes through a float.

use std::borrow::Cow;

use monps_core::error::adapter::{Fault, FaultCode};
use serde::Deserialize;
pub(super) use serde_json::value::RawValue;

pub(super) use crate::kit::item as read;

/// Which events there are. The list of leagues is called `league` here and `leagues` among the odds.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fixtures<'a> {
    pub(super) sport_id: u32,
    pub(super) last: i64,
    #[serde(borrow, default)]
    pub(super) league: Vec<FixtureLeague<'a>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct FixtureLeague<'a> {
    pub(super) id: u64,
    #[serde(default)]
    pub(super) name: Option<String>,
    #[serde(borrow, default)]
    pub(super) events: Vec<&'a RawValue>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FixtureEvent<'a> {
    pub(super) id: u64,
    #[serde(default)]
    pub(super) parent_id: Option<u64>,
    #[serde(borrow)]
    pub(super) starts: Cow<'a, str>,
    pub(super) home: String,
    pub(super) away: String,
    #[serde(default)]
    pub(super) live_status: Option<u8>,
    #[serde(borrow, default)]
    pub(super) resulting_unit: Option<Cow<'a, str>>,
}

/// The odds of events.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Odds<'a> {
    pub(super) sport_id: u32,
    pub(super) last: i64,
    #[serde(borrow, default)]
    pub(super) leagues: Vec<OddsLeague<'a>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct OddsLeague<'a> {
    pub(super) id: u64,
    #[serde(borrow, default)]
    pub(super) events: Vec<OddsEvent<'a>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OddsEvent<'a> {
    pub(super) id: u64,
    /// Where the score stands, for an event in play.
    #[serde(borrow, default)]
    pub(super) home_score: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) away_score: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) periods: Vec<&'a RawValue>,
}

/// One part of an event, with all its markets.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Period<'a> {
    pub(super) number: u32,
    /// 1 open, 2 closed.
    pub(super) status: u32,
    #[serde(borrow)]
    pub(super) cutoff: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) max_spread: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) max_moneyline: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) max_total: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) max_team_total: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) spread_updated_at: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) moneyline_updated_at: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) total_updated_at: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) team_total_updated_at: Option<Cow<'a, str>>,
    /// As of the event; not every version says it of every part.
    #[serde(borrow, default)]
    pub(super) home_score: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) away_score: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) spreads: Vec<Spread<'a>>,
    #[serde(borrow, default)]
    pub(super) moneyline: Option<Moneyline<'a>>,
    #[serde(borrow, default)]
    pub(super) totals: Vec<Total<'a>>,
    #[serde(borrow, default)]
    pub(super) team_total: Option<TeamTotal<'a>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Spread<'a> {
    /// Of the home side.
    #[serde(borrow)]
    pub(super) hdp: &'a RawValue,
    #[serde(borrow)]
    pub(super) home: &'a RawValue,
    #[serde(borrow)]
    pub(super) away: &'a RawValue,
    #[serde(borrow, default)]
    pub(super) max: Option<&'a RawValue>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Moneyline<'a> {
    #[serde(borrow)]
    pub(super) home: &'a RawValue,
    #[serde(borrow)]
    pub(super) away: &'a RawValue,
    #[serde(borrow, default)]
    pub(super) draw: Option<&'a RawValue>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Total<'a> {
    #[serde(borrow)]
    pub(super) points: &'a RawValue,
    #[serde(borrow)]
    pub(super) over: &'a RawValue,
    #[serde(borrow)]
    pub(super) under: &'a RawValue,
    #[serde(borrow, default)]
    pub(super) max: Option<&'a RawValue>,
}

/// The totals of each side: one object, or in some versions a list.
#[derive(Debug, Deserialize)]
pub(super) struct TeamTotal<'a> {
    #[serde(borrow, default)]
    pub(super) home: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) away: Option<&'a RawValue>,
}

/// The totals of one side.
pub(super) fn totals(raw: &RawValue) -> Result<Vec<Total<'_>>, String> {
    if raw.get() == "null" {
        return Ok(Vec::new());
    }
    if raw.get().starts_with('[') {
        return read(raw);
    }
    read(raw).map(|one| vec![one])
}

/// The digits or text of a scalar, without the quotes of a string.
pub(super) fn scalar(raw: &RawValue) -> &str {
    let text = raw.get();
    text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text)
}

/// A whole answer; none where nothing has changed, which is an empty body.
pub(super) fn answer<'a, T: Deserialize<'a>>(
    body: &'a [u8],
    what: &str,
) -> Result<Option<T>, Fault> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    serde_json::from_slice(body).map(Some).map_err(|error| {
        let message = format!(
            "the answer is not the JSON expected, {what}: {error}; check the address and the version, \
             and whether the source has changed"
        );
        Fault::new(FaultCode::SchemaDrift, message).at("/")
    })
}

/// What a refusal says, in the source's words.
#[derive(Debug, Default)]
pub(super) struct Refusal {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
}

/// Characters of a refusal that are shown.
const SHOWN_CHARS_MAX: usize = 200;

/// Reads a refusal: `{code, message}`.
pub(super) fn refusal(body: &[u8]) -> Refusal {
    #[derive(Deserialize)]
    struct Said {
        #[serde(default)]
        code: Option<String>,
        #[serde(default)]
        message: Option<String>,
    }
    let shown = |text: String| {
        let printable: String =
            text.chars().filter(|c| !c.is_control()).take(SHOWN_CHARS_MAX).collect();
        (!printable.is_empty()).then_some(printable)
    };
    match serde_json::from_slice::<Said>(body) {
        Ok(said) => {
            Refusal { code: said.code.and_then(shown), message: said.message.and_then(shown) }
        }
        Err(_) => Refusal::default(),
    }
}
