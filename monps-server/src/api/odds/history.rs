//! Series of prices, as they are answered.

use poem_openapi::Object;

use super::params::market_type;
use super::view::price;
use crate::api::instant::Instant;
use crate::api::number::Number;
use crate::app::odds::{self, Series};
use crate::store::EventRecord;

/// How the prices of a match moved.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct History {
    /// The match.
    pub match_id: String,
    /// The length of the candles, if there are any.
    pub interval: Option<String>,
    /// A series for each selection, bookmaker and side.
    pub series: Vec<HistorySeries>,
}

/// The prices of a selection at a bookmaker over time.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct HistorySeries {
    /// Who quotes.
    pub bookmaker: String,
    /// The selection.
    pub outcome: String,
    /// `back` or `lay`.
    pub side: String,
    /// The documented word for the market.
    pub market_type: String,
    /// Our word for it.
    pub market: String,
    /// Which part of the match counts.
    pub period: String,
    /// The market's line; of a handicap the home side's.
    pub point: Option<Number>,
    /// Every change, oldest first; empty when candles were asked for.
    pub points: Vec<HistoryPoint>,
    /// The candles that were asked for, oldest first. A stretch without a change has none.
    pub candles: Vec<Candle>,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct HistoryPoint {
    /// The source's own clock.
    pub timestamp: Instant,
    /// When we saw it.
    pub created_at: Instant,
    /// The decimal price; null when it disappeared.
    pub odds_value: Option<Number>,
}

/// The prices of a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct Candle {
    /// When the stretch begins.
    pub start: Instant,
    /// The first price.
    pub open: Number,
    /// The highest.
    pub high: Number,
    /// The lowest.
    pub low: Number,
    /// The last.
    pub close: Number,
    /// How many prices there were.
    pub count: u32,
}

impl History {
    /// The series of a match.
    #[must_use]
    pub fn new(event: &EventRecord, series: &[Series], interval: Option<String>) -> Self {
        Self {
            match_id: event.event.slug.clone(),
            interval,
            series: series.iter().map(HistorySeries::from).collect(),
        }
    }
}

impl From<&Series> for HistorySeries {
    fn from(series: &Series) -> Self {
        let point = |point: &odds::Point| HistoryPoint {
            timestamp: point.observed.source_at.into(),
            created_at: point.observed.observed_at.into(),
            odds_value: point.price.map(price),
        };
        let candle = |candle: &odds::Candle| Candle {
            start: candle.start.into(),
            open: candle.open.into(),
            high: candle.high.into(),
            low: candle.low.into(),
            close: candle.close.into(),
            count: candle.count,
        };
        Self {
            bookmaker: series.venue.to_string(),
            outcome: series.selection.to_string(),
            side: series.side.as_str().to_owned(),
            market_type: market_type(&series.market.kind),
            market: series.market.kind.slug(),
            period: series.market.period.as_str().to_owned(),
            point: series.market.line.map(|line| line.get().into()),
            points: series.points.iter().map(point).collect(),
            candles: series.candles.iter().map(candle).collect(),
        }
    }
}
