//! The source's own words. Unknown fields are tolerated; what counts goals must be whole numbers.

use std::borrow::Cow;

use monps_core::error::adapter::{Fault, FaultCode};
use serde::Deserialize;
use serde_json::value::RawValue;

pub(super) use crate::kit::{Pair, item as read};

/// A match.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Match<'a> {
    pub(super) id: u64,
    pub(super) utc_date: String,
    #[serde(borrow)]
    pub(super) status: Cow<'a, str>,
    #[serde(default)]
    pub(super) last_updated: Option<String>,
    pub(super) competition: Competition,
    #[serde(default)]
    pub(super) season: Option<Season>,
    pub(super) home_team: Team,
    pub(super) away_team: Team,
    #[serde(borrow)]
    pub(super) score: Score<'a>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Competition {
    pub(super) code: String,
    #[serde(default)]
    pub(super) name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Season {
    #[serde(default)]
    pub(super) start_date: Option<String>,
}

/// A side; all null before a draw.
#[derive(Debug, Deserialize)]
pub(super) struct Team {
    #[serde(default)]
    pub(super) name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Score<'a> {
    #[serde(borrow, default)]
    pub(super) winner: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) duration: Option<Cow<'a, str>>,
    /// Everything added up.
    #[serde(default)]
    pub(super) full_time: Pair,
    #[serde(default)]
    pub(super) half_time: Pair,
    #[serde(default)]
    pub(super) regular_time: Pair,
    #[serde(default)]
    pub(super) extra_time: Pair,
    #[serde(default)]
    pub(super) penalties: Pair,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    #[serde(default)]
    result_set: Option<ResultSet>,
    #[serde(borrow, default)]
    matches: Option<Vec<&'a RawValue>>,
    #[serde(default)]
    id: Option<u64>,
}

#[derive(Deserialize)]
struct ResultSet {
    #[serde(default)]
    count: Option<usize>,
}

/// The matches of an answer, each with its place: a list in its envelope, or a single match.
pub(super) fn matches(body: &[u8]) -> Result<Vec<(String, &RawValue)>, Fault> {
    let drifted = |why: String| {
        let message = format!(
            "the answer is not the JSON expected, an object with matches: {why}; check the address, \
             and whether the source has changed"
        );
        Fault::new(FaultCode::SchemaDrift, message).at("/")
    };
    let whole: &RawValue =
        serde_json::from_slice(body).map_err(|error| drifted(error.to_string()))?;
    let envelope: Envelope<'_> =
        serde_json::from_str(whole.get()).map_err(|error| drifted(error.to_string()))?;
    match (envelope.matches, envelope.id) {
        (Some(matches), _) => {
            let told = envelope.result_set.and_then(|set| set.count);
            if let Some(count) = told.filter(|count| *count != matches.len()) {
                let why = format!("it says {count} matches and lists {}", matches.len());
                return Err(drifted(why));
            }
            let placed = matches.into_iter().enumerate();
            Ok(placed.map(|(index, raw)| (format!("/matches/{index}"), raw)).collect())
        }
        (None, Some(_)) => Ok(vec![(String::new(), whole)]),
        (None, None) => Err(drifted("it has no matches".to_owned())),
    }
}

/// A competition of the catalogue.
#[derive(Debug, Deserialize)]
pub(super) struct Listed {
    pub(super) code: String,
    #[serde(default)]
    pub(super) name: Option<String>,
    #[serde(default)]
    pub(super) area: Option<Area>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Area {
    #[serde(default)]
    pub(super) name: Option<String>,
}

/// The competitions of an answer.
pub(super) fn competitions(body: &[u8]) -> Result<Vec<&RawValue>, Fault> {
    #[derive(Deserialize)]
    struct Envelope<'a> {
        #[serde(borrow)]
        competitions: Vec<&'a RawValue>,
    }
    let envelope: Envelope<'_> = serde_json::from_slice(body).map_err(|error| {
        let message = format!(
            "the answer is not the JSON expected, an object with competitions: {error}; check the \
             address, and whether the source has changed"
        );
        Fault::new(FaultCode::SchemaDrift, message).at("/")
    })?;
    Ok(envelope.competitions)
}

/// Characters of a refusal's sentence that are shown.
const MESSAGE_CHARS_MAX: usize = 200;

/// The sentence of a refusal: `{message, errorCode}`, or `{message, error}`.
pub(super) fn refusal(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Refusal {
        message: String,
    }
    let said = serde_json::from_slice::<Refusal>(body).ok()?.message;
    let printable: String =
        said.chars().filter(|c| !c.is_control()).take(MESSAGE_CHARS_MAX).collect();
    (!printable.is_empty()).then_some(printable)
}
