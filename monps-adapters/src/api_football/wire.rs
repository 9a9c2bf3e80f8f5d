//! The source's own words. `parameters` and `errors` are lists when they are empty and objects when
//! they are not; odds are strings, and an outcome is a string or a number.

use std::borrow::Cow;
use std::collections::BTreeMap;

use monps_core::error::adapter::{Fault, FaultCode};
use serde::Deserialize;
use serde_json::value::RawValue;

pub(super) use crate::kit::{Pair, item as read};

/// What an answer carries once its envelope is off.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// Its items, each with its place.
    pub(super) items: Vec<(String, &'a RawValue)>,
    /// Which page it is, and how many there are.
    pub(super) paging: Paging,
    /// What the source refuses, by field.
    pub(super) errors: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(super) struct Paging {
    pub(super) current: u32,
    pub(super) total: u32,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    errors: Errors<'a>,
    #[serde(default)]
    results: Option<usize>,
    #[serde(default)]
    paging: Paging,
    #[serde(borrow)]
    response: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Errors<'a> {
    Named(#[serde(borrow)] BTreeMap<Cow<'a, str>, Cow<'a, str>>),
    Listed(#[serde(borrow)] Vec<Cow<'a, str>>),
}

/// Takes the envelope off.
pub(super) fn page(body: &[u8]) -> Result<Page<'_>, Fault> {
    let drifted = |why: String| {
        let message = format!(
            "the answer is not the JSON expected, an object with errors and response: {why}; check \
             the address, and whether the source has changed"
        );
        Fault::new(FaultCode::SchemaDrift, message).at("/")
    };
    let envelope: Envelope<'_> =
        serde_json::from_slice(body).map_err(|error| drifted(error.to_string()))?;
    let told = envelope.results.filter(|results| *results != envelope.response.len());
    if let Some(results) = told {
        let listed = envelope.response.len();
        return Err(drifted(format!("it says {results} results and lists {listed}")));
    }
    let errors = match envelope.errors {
        Errors::Named(named) => {
            named.into_iter().map(|(field, said)| (field.into_owned(), said.into_owned())).collect()
        }
        Errors::Listed(listed) => {
            let numbered = listed.into_iter().enumerate();
            numbered.map(|(index, said)| (index.to_string(), said.into_owned())).collect()
        }
    };
    let placed = envelope.response.into_iter().enumerate();
    let items = placed.map(|(index, raw)| (format!("/response/{index}"), raw)).collect();
    Ok(Page { items, paging: envelope.paging, errors })
}

/// The digits or text of a scalar, without the quotes of a string.
pub(super) fn scalar(raw: &RawValue) -> Cow<'_, str> {
    serde_json::from_str::<String>(raw.get()).map_or(Cow::Borrowed(raw.get()), Cow::Owned)
}

/// A fixture with its score.
#[derive(Debug, Deserialize)]
pub(super) struct FixtureItem<'a> {
    #[serde(borrow)]
    pub(super) fixture: Fixture<'a>,
    pub(super) league: League,
    pub(super) teams: Teams,
    #[serde(default)]
    pub(super) goals: Pair,
    #[serde(default)]
    pub(super) score: Score,
}

#[derive(Debug, Deserialize)]
pub(super) struct Fixture<'a> {
    pub(super) id: u64,
    pub(super) timestamp: i64,
    #[serde(borrow)]
    pub(super) status: Status<'a>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Status<'a> {
    #[serde(borrow)]
    pub(super) short: Cow<'a, str>,
}

#[derive(Debug, Deserialize)]
pub(super) struct League {
    pub(super) id: u64,
    #[serde(default)]
    pub(super) name: Option<String>,
    #[serde(default)]
    pub(super) country: Option<String>,
    #[serde(default)]
    pub(super) season: Option<i32>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Teams {
    pub(super) home: Team,
    pub(super) away: Team,
}

#[derive(Debug, Deserialize)]
pub(super) struct Team {
    #[serde(default)]
    pub(super) name: Option<String>,
    /// Who won or went through; null for a draw.
    #[serde(default)]
    pub(super) winner: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Score {
    #[serde(default)]
    pub(super) halftime: Pair,
    #[serde(default)]
    pub(super) fulltime: Pair,
    #[serde(default)]
    pub(super) extratime: Pair,
    #[serde(default)]
    pub(super) penalty: Pair,
}

/// A league of the catalogue.
#[derive(Debug, Deserialize)]
pub(super) struct LeagueItem {
    pub(super) league: League,
    #[serde(default)]
    pub(super) country: Option<Country>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Country {
    #[serde(default)]
    pub(super) name: Option<String>,
}

/// A fixture's odds.
#[derive(Debug, Deserialize)]
pub(super) struct OddsItem<'a> {
    pub(super) fixture: OddsFixture,
    #[serde(default)]
    pub(super) update: Option<String>,
    #[serde(borrow, default)]
    pub(super) bookmakers: Vec<Bookmaker<'a>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct OddsFixture {
    pub(super) id: u64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Bookmaker<'a> {
    pub(super) name: String,
    #[serde(borrow, default)]
    pub(super) bets: Vec<Bet<'a>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Bet<'a> {
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) values: Vec<Value<'a>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Value<'a> {
    #[serde(borrow)]
    pub(super) value: &'a RawValue,
    #[serde(borrow)]
    pub(super) odd: &'a RawValue,
}
