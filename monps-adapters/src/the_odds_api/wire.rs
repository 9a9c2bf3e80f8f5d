//! The source's own words. Unknown fields are tolerated; prices and points stay the digits they came
//! as, so that nothing passes through a float.

use std::borrow::Cow;

use monps_core::error::adapter::{Fault, FaultCode};
use serde::Deserialize;
pub(super) use serde_json::value::RawValue;

pub(super) use crate::kit::item as read;

/// An event with its odds.
#[derive(Debug, Deserialize)]
pub(super) struct Event<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) sport_key: Cow<'a, str>,
    #[serde(default)]
    pub(super) sport_title: Option<String>,
    /// ISO 8601, or seconds since 1970.
    #[serde(borrow)]
    pub(super) commence_time: &'a RawValue,
    /// Null for an outright.
    #[serde(default)]
    pub(super) home_team: Option<String>,
    #[serde(default)]
    pub(super) away_team: Option<String>,
    #[serde(borrow, default)]
    pub(super) bookmakers: Vec<Bookmaker<'a>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Bookmaker<'a> {
    #[serde(borrow)]
    pub(super) key: Cow<'a, str>,
    #[serde(default)]
    pub(super) title: Option<String>,
    /// Absent in answers about a single event.
    #[serde(borrow, default)]
    pub(super) last_update: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) markets: Vec<Market<'a>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Market<'a> {
    #[serde(borrow)]
    pub(super) key: Cow<'a, str>,
    /// Absent in answers of 2021 and 2022.
    #[serde(borrow, default)]
    pub(super) last_update: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) outcomes: Vec<Outcome<'a>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Outcome<'a> {
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) price: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub(super) point: Option<&'a RawValue>,
    /// The player or team of a proposition.
    #[serde(default)]
    pub(super) description: Option<String>,
    #[serde(borrow, default)]
    pub(super) bet_limit: Option<&'a RawValue>,
}

/// An event with its scores.
#[derive(Debug, Deserialize)]
pub(super) struct ScoredEvent<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) sport_key: Cow<'a, str>,
    pub(super) completed: bool,
    #[serde(default)]
    pub(super) home_team: Option<String>,
    #[serde(default)]
    pub(super) away_team: Option<String>,
    #[serde(borrow, default)]
    pub(super) scores: Option<Vec<TeamScore<'a>>>,
    #[serde(borrow, default)]
    pub(super) last_update: Option<&'a RawValue>,
}

#[derive(Debug, Deserialize)]
pub(super) struct TeamScore<'a> {
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    /// A string, and not always a number: cricket has `187/6`.
    #[serde(borrow, default)]
    pub(super) score: Option<&'a RawValue>,
}

/// The envelopes that are no array: historical, the retired version 3, and messages.
#[derive(Debug, Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    timestamp: Option<&'a RawValue>,
    #[serde(borrow, default)]
    success: Option<&'a RawValue>,
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
}

/// The digits or text of a scalar, without the quotes of a string. Escapes are left as they are: no
/// number and no date has any.
pub(super) fn scalar(raw: &RawValue) -> &str {
    let text = raw.get();
    text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text)
}

/// The events of an answer, each with its place: an array, a single event, or a historical envelope
/// around either.
pub(super) fn events(body: &[u8]) -> Result<Vec<(String, &RawValue)>, Fault> {
    let drifted = |error: &serde_json::Error, at: &str| {
        Fault::new(
            FaultCode::SchemaDrift,
            format!("the answer is not the JSON expected, an array of events: {error}; check the address, and whether the source has changed"),
        )
        .at(at)
    };
    let whole: &RawValue = serde_json::from_slice(body).map_err(|error| drifted(&error, "/"))?;
    if whole.get().starts_with('[') {
        return listed(whole, "").map_err(|error| drifted(&error, "/"));
    }
    let envelope: Envelope<'_> =
        serde_json::from_str(whole.get()).map_err(|error| drifted(&error, "/"))?;
    match envelope {
        Envelope {
            success: Some(_), ..
        } => Err(Fault::new(
            FaultCode::SchemaDrift,
            "the answer has the shape of version 3, which is retired: point the endpoint at version 4 (https://api.the-odds-api.com)",
        )
        .at("/success")),
        Envelope {
            data: Some(data),
            timestamp: Some(_),
            ..
        } if data.get().starts_with('[') => {
            listed(data, "/data").map_err(|error| drifted(&error, "/data"))
        }
        Envelope {
            data: Some(data),
            timestamp: Some(_),
            ..
        } => Ok(vec![("/data".to_owned(), data)]),
        Envelope { id: Some(_), .. } => Ok(vec![(String::new(), whole)]),
        Envelope { .. } => Err(Fault::new(
            FaultCode::SchemaDrift,
            "the answer is an object that is neither an event nor a historical snapshot; an array of events is expected",
        )
        .at("/")),
    }
}

fn listed<'a>(
    array: &'a RawValue,
    at: &str,
) -> Result<Vec<(String, &'a RawValue)>, serde_json::Error> {
    let items: Vec<&RawValue> = serde_json::from_str(array.get())?;
    let placed = items.into_iter().enumerate();
    Ok(placed.map(|(index, item)| (format!("{at}/{index}"), item)).collect())
}

/// What a refusal says, in the source's words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The code, if one that we know is anywhere in the body.
    pub(super) code: Option<&'static str>,
    /// Its sentence, printable and short.
    pub(super) message: Option<String>,
}

/// The documented codes that matter to us. The longest that occurs counts: some begin with others.
const CODES: [&str; 29] = [
    "DEACTIVATED_KEY",
    "EVENT_NOT_FOUND",
    "EXCEEDED_FREQ_LIMIT",
    "HISTORICAL_MARKETS_UNAVAILABLE_AT_DATE",
    "HISTORICAL_UNAVAILABLE_ON_FREE_USAGE_PLAN",
    "INVALID_ALL_SPORTS_PARAM",
    "INVALID_BOOKMAKERS",
    "INVALID_COMMENCE_TIME_FROM",
    "INVALID_COMMENCE_TIME_RANGE",
    "INVALID_COMMENCE_TIME_TO",
    "INVALID_DATE_FORMAT",
    "INVALID_EVENT_ID",
    "INVALID_EVENT_IDS",
    "INVALID_HISTORICAL_TIMESTAMP",
    "INVALID_INCLUDE_BET_LIMITS",
    "INVALID_KEY",
    "INVALID_MARKET",
    "INVALID_MARKET_COMBO",
    "INVALID_ODDS_FORMAT",
    "INVALID_PARTICIPANT_ID",
    "INVALID_REGION",
    "INVALID_SCORES_DAYS_FROM",
    "INVALID_SPORT",
    "MISSING_HISTORICAL_TIMESTAMP",
    "MISSING_KEY",
    "MISSING_MARKET",
    "MISSING_REGION",
    "OUT_OF_USAGE_CREDITS",
    "UNKNOWN_SPORT",
];

/// Bytes of a refusal that are looked at.
const REFUSAL_BYTES_MAX: usize = 64 * 1024;
/// Characters of its sentence that are shown.
const MESSAGE_CHARS_MAX: usize = 200;

/// Reads a refusal, whatever its shape: the envelope is not documented and has changed before.
pub(super) fn refusal(body: &[u8]) -> Refusal {
    #[derive(Deserialize)]
    struct Message {
        message: String,
    }
    let body = &body[..body.len().min(REFUSAL_BYTES_MAX)];
    let text = String::from_utf8_lossy(body);
    let code = CODES.into_iter().filter(|code| text.contains(code)).max_by_key(|code| code.len());
    let message = serde_json::from_slice::<Message>(body)
        .ok()
        .map(|found| {
            let printable = found.message.chars().filter(|c| !c.is_control());
            printable.take(MESSAGE_CHARS_MAX).collect()
        })
        .filter(|message: &String| !message.is_empty());
    Refusal { code, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_known_code_counts_wherever_it_is() {
        for (body, code) in [
            (r#"{"error_code":"INVALID_MARKET_COMBO"}"#, "INVALID_MARKET_COMBO"),
            (r#"{"error_code":"INVALID_MARKET"}"#, "INVALID_MARKET"),
            ("<h1>INVALID_EVENT_IDS</h1>", "INVALID_EVENT_IDS"),
            (r#"{"message":"see INVALID_KEY"}"#, "INVALID_KEY"),
        ] {
            assert_eq!(refusal(body.as_bytes()).code, Some(code), "{body}");
        }
        assert_eq!(refusal(b"\xff<html>"), Refusal::default());
        let long = format!(r#"{{"message":"a\u0007{}"}}"#, "b".repeat(500));
        let message = refusal(long.as_bytes()).message.unwrap();
        assert_eq!((message.len(), &message[..2]), (200, "ab"));
    }

    #[test]
    fn every_envelope_is_told_apart() {
        let places = |body: &str| {
            let found = events(body.as_bytes());
            found.map(|all| all.into_iter().map(|(at, _)| at).collect::<Vec<_>>())
        };
        assert_eq!(places("[{},{}]").unwrap(), ["/0", "/1"]);
        assert_eq!(places(r#" {"id":"a"}"#).unwrap(), [""]);
        let historical = r#"{"timestamp":"2021-11-25T11:55:00Z","data":[{}]}"#;
        assert_eq!(places(historical).unwrap(), ["/data/0"]);
        let one = r#"{"timestamp":"2021-11-25T11:55:00Z","data":{}}"#;
        assert_eq!(places(one).unwrap(), ["/data"]);
        let retired = places(r#"{"success":true,"data":[]}"#).unwrap_err();
        assert!(retired.message.contains("version 3"), "{retired}");
        for drifted in ["", "null", "7", "{}", "<html>", "[", "{\"data\":[]}"] {
            let fault = places(drifted).unwrap_err();
            assert_eq!(fault.code, FaultCode::SchemaDrift, "{drifted}");
        }
    }
}
