//! A price, as it is answered.

use monps_core::catalog::{MarketKind, Selection};
use monps_core::money::Rounding;
use monps_core::odds::{Quoted, QuotedPrice};
use monps_core::time::Timestamp;
use poem_openapi::Object;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::params::market_type;
use crate::api::instant::Instant;
use crate::api::number::Number;
use crate::app::odds::OddsLine;

/// Decimals of a price that is no decimal number, such as 1 + 4/9.
const DECIMALS: u32 = 8;

/// One price.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub struct Odds {
    /// The number of the row; of a current price, of the quote.
    pub id: i64,
    /// The match.
    pub match_id: String,
    /// The sport.
    pub sport: String,
    /// The competition's name, if it has one.
    pub league: Option<String>,
    /// The side listed first.
    pub home_team: String,
    /// The side listed second.
    pub away_team: String,
    /// Who quotes.
    pub bookmaker: String,
    /// The selection: `home`, `draw`, `away`, `over`, `under` …
    pub outcome: String,
    /// `back` or `lay`.
    pub side: String,
    /// The decimal price.
    #[serde(serialize_with = "digits")]
    pub odds_value: Number,
    /// What was quoted, where it was not decimal: `11/10`, `+110`.
    pub quoted: Option<String>,
    /// The documented word for the market: `h2h`, `spreads`, `totals` …
    pub market_type: String,
    /// Our word for it: `1x2`, `asian_handicap`, `total` …
    pub market: String,
    /// Which part of the match counts.
    pub period: String,
    /// The line from the outcome's own side, for handicaps and totals.
    #[serde(serialize_with = "optional_digits")]
    pub point: Option<Number>,
    /// When the match starts.
    #[serde(serialize_with = "text")]
    pub commence_time: Instant,
    /// Whether it is current and nobody gives a better one.
    pub is_best: bool,
    /// When we saw it.
    #[serde(serialize_with = "text")]
    pub created_at: Instant,
    /// The source's own clock.
    #[serde(serialize_with = "text")]
    pub timestamp: Instant,
}

/// One price that stands now.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub struct LatestOdds {
    /// The price.
    #[oai(flatten)]
    #[serde(flatten)]
    pub odds: Odds,
    /// How old it is, in seconds: since it was last seen to stand, by the older of both clocks.
    pub age: i64,
}

impl Odds {
    /// A price as it is answered.
    #[must_use]
    pub fn new(line: &OddsLine) -> Self {
        let event = &line.event.event;
        Self {
            id: line.id,
            match_id: event.slug.clone(),
            sport: event.sport.to_string(),
            league: line.event.competition_title.clone(),
            home_team: event.home.clone(),
            away_team: event.away.clone(),
            bookmaker: line.venue.to_string(),
            outcome: line.selection.to_string(),
            side: line.side.as_str().to_owned(),
            odds_value: price(line.price),
            quoted: quoted(line.price),
            market_type: market_type(&line.market.kind),
            market: line.market.kind.slug(),
            period: line.market.period.as_str().to_owned(),
            point: point(line),
            commence_time: event.starts_at.into(),
            is_best: line.is_best,
            created_at: line.observed.observed_at.into(),
            timestamp: line.observed.source_at.into(),
        }
    }
}

impl LatestOdds {
    /// A price with its age at an instant.
    #[must_use]
    pub fn new(line: &OddsLine, now: Timestamp) -> Self {
        Self { odds: Odds::new(line), age: line.observed.age(now).num_seconds() }
    }
}

/// A price as a number: the digits quoted, or as many as tell it apart.
pub(crate) fn price(price: QuotedPrice) -> Number {
    let number = price.price().get();
    Number(match price.quoted() {
        Quoted::Decimal => number,
        _ => Rounding::HalfEven.apply(number, DECIMALS).normalize(),
    })
}

/// What was quoted, where it was not decimal.
pub(crate) fn quoted(price: QuotedPrice) -> Option<String> {
    (price.quoted() != Quoted::Decimal).then(|| price.to_string())
}

/// The line from the outcome's own side.
fn point(line: &OddsLine) -> Option<Number> {
    let of_home = line.market.line?;
    let mirrored =
        line.market.kind == MarketKind::AsianHandicap && line.selection == Selection::Away;
    Some(Number(if mirrored { of_home.mirrored().get() } else { of_home.get() }))
}

/// The digits of a number, as a JSON number.
pub(super) fn digits<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    raw(number.0, serializer)
}

pub(super) fn optional_digits<S: Serializer>(
    number: &Option<Number>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) => raw(number.0, serializer),
        None => serializer.serialize_none(),
    }
}

fn raw<S: Serializer>(number: Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    let number: serde_json::Number =
        number.to_string().parse().map_err(serde::ser::Error::custom)?;
    number.serialize(serializer)
}

pub(super) fn text<S: Serializer>(instant: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(instant)
}
