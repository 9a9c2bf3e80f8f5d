//! The source's own words: the offer as it is read from any of its forms, and the JSON form of 2017.

use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::{Timestamp, parse_timestamp};
use serde::Deserialize;
use serde_json::value::RawValue;

/// All that is offered.
#[derive(Debug, Default)]
pub(super) struct Offer {
    pub(super) games: Vec<Game>,
    /// What could not be read at all: where, and why.
    pub(super) unread: Vec<(String, String)>,
}

/// A match, or a ranking.
#[derive(Debug)]
pub(super) struct Game {
    /// Where it stands in the answer.
    pub(super) at: String,
    pub(super) id: String,
    /// The source's number of the sport: football is 100.
    pub(super) sport: i64,
    /// The sport's name, where it is told.
    pub(super) sport_name: Option<String>,
    pub(super) competition_id: String,
    pub(super) competition: String,
    /// `Red Star-Rodez`.
    pub(super) label: String,
    /// Whether two sides meet, as far as it is told.
    pub(super) is_match: bool,
    pub(super) starts_at: Timestamp,
    /// Bets are taken until then.
    pub(super) closes_at: Timestamp,
    pub(super) markets: Vec<Market>,
}

#[derive(Debug, Default)]
pub(super) struct Market {
    pub(super) id: String,
    /// `1/N/2`, `Plus/Moins`; in 2017 with the line inside it.
    pub(super) kind: String,
    /// `2,5 buts (Match)`.
    pub(super) detail: Option<String>,
    pub(super) outcomes: Vec<Outcome>,
}

#[derive(Debug)]
pub(super) struct Outcome {
    /// `1`, `N`, `2`, or a name.
    pub(super) label: String,
    /// Decimal odds, with a point or a comma.
    pub(super) price: String,
    /// Whether bets are taken: status 2.
    pub(super) is_open: bool,
    /// The side it is about, where it is told.
    pub(super) team: Option<String>,
}

/// The status of an outcome that bets are taken on.
pub(super) const OPEN: i64 = 2;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JsonGame {
    event_id: String,
    sport_id: String,
    competition: String,
    competition_id: String,
    label: String,
    end: String,
    event_type: String,
    #[serde(flatten)]
    head: JsonMarket,
    /// More markets of the same match; null where there are none.
    #[serde(default)]
    formules: Option<Vec<JsonMarket>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JsonMarket {
    market_id: String,
    market_type: String,
    outcomes: Vec<JsonOutcome>,
}

#[derive(Deserialize)]
struct JsonOutcome {
    label: String,
    cote: String,
    status: i64,
}

/// The offer of 2017: an array of matches, each with its head market.
pub(super) fn offer(body: &[u8]) -> Result<Offer, Fault> {
    let items: Vec<&RawValue> = serde_json::from_slice(body).map_err(|error| {
        let message =
            format!("the offer cannot be read: it is not a JSON array of matches: {error}");
        Fault::new(FaultCode::SchemaDrift, message).at("/")
    })?;
    let mut offer = Offer::default();
    for (index, raw) in items.into_iter().enumerate() {
        let at = format!("/{index}");
        let read = serde_json::from_str::<JsonGame>(raw.get())
            .map_err(|error| format!("the match is not of the documented shape: {error}"));
        match read.and_then(|found| game(found, &at)) {
            Ok(game) => offer.games.push(game),
            Err(reason) => offer.unread.push((at, reason)),
        }
    }
    Ok(offer)
}

fn game(found: JsonGame, at: &str) -> Result<Game, String> {
    let closes_at = parse_timestamp(&found.end)
        .map_err(|_| "end is not an instant such as 2017-07-28T19:55:00+02:00".to_owned())?;
    let more = found.formules.unwrap_or_default();
    Ok(Game {
        at: at.to_owned(),
        id: found.event_id,
        sport: found.sport_id.parse().map_err(|_| "sportId is not a number".to_owned())?,
        sport_name: None,
        competition_id: found.competition_id,
        competition: found.competition,
        label: found.label,
        is_match: found.event_type == "GameEvent",
        // The counter closes when the match begins; nothing else is told.
        starts_at: closes_at,
        closes_at,
        markets: std::iter::once(found.head).chain(more).map(market).collect(),
    })
}

fn market(found: JsonMarket) -> Market {
    let outcome = |outcome: JsonOutcome| Outcome {
        label: outcome.label,
        price: outcome.cote,
        is_open: outcome.status == OPEN,
        team: None,
    };
    Market {
        id: found.market_id,
        kind: found.market_type,
        detail: None,
        outcomes: found.outcomes.into_iter().map(outcome).collect(),
    }
}
