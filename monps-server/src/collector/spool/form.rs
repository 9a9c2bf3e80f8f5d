//! A snapshot as it lies in a file: the source's names and the venue's spelling, nothing resolved.

use monps_core::adapter::{
    Coverage, Score, Snapshot, SourceEvent, SourceMarket, SourceQuote, SourceResult, SourceVenue,
};
use monps_core::catalog::{Line, MarketKey, Season, VenueKind};
use monps_core::odds::{OddsFormat, QuotedPrice};
use monps_core::time::{DateTime, Timestamp};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a file holds that is not a snapshot.
#[derive(Debug, thiserror::Error)]
#[error("{what} cannot be read: {value:?}")]
pub(super) struct Unreadable {
    what: &'static str,
    value: String,
}

fn unreadable(what: &'static str, value: impl ToString) -> Unreadable {
    Unreadable { what, value: value.to_string() }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptSnapshot {
    observed_at: i64,
    coverage: KeptCoverage,
    competitions: Vec<String>,
    events: Vec<KeptEvent>,
    results: Vec<KeptResult>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptCoverage {
    Delta,
    Events,
    Competitions,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptEvent {
    key: String,
    sport: String,
    competition: String,
    competition_title: String,
    season: Option<i32>,
    home: String,
    away: String,
    starts_at: i64,
    time_known: bool,
    markets: Vec<KeptMarket>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptMarket {
    venue: String,
    venue_title: String,
    is_exchange: bool,
    kind: String,
    period: String,
    line_quarters: Option<i32>,
    source_at: Option<i64>,
    approximate: bool,
    quotes: Vec<KeptQuote>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptQuote {
    selection: String,
    side: String,
    format: String,
    quoted: String,
    available: Option<Decimal>,
    stake_max: Option<Decimal>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptResult {
    event_key: String,
    is_final: bool,
    source_at: Option<i64>,
    scores: Vec<KeptScore>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptScore {
    period: String,
    home: u32,
    away: u32,
}

impl KeptSnapshot {
    /// A snapshot that was received at `now`, unless it says when itself.
    pub(super) fn of(snapshot: &Snapshot, now: Timestamp) -> Self {
        Self {
            observed_at: snapshot.observed_at.unwrap_or(now).timestamp_millis(),
            coverage: match snapshot.coverage {
                Coverage::Delta => KeptCoverage::Delta,
                Coverage::Events => KeptCoverage::Events,
                Coverage::Competitions => KeptCoverage::Competitions,
            },
            competitions: snapshot.competitions.clone(),
            events: snapshot.events.iter().map(KeptEvent::of).collect(),
            results: snapshot.results.iter().map(KeptResult::of).collect(),
        }
    }

    pub(super) fn snapshot(self) -> Result<Snapshot, Unreadable> {
        Ok(Snapshot {
            observed_at: Some(instant(self.observed_at)?),
            coverage: match self.coverage {
                KeptCoverage::Delta => Coverage::Delta,
                KeptCoverage::Events => Coverage::Events,
                KeptCoverage::Competitions => Coverage::Competitions,
            },
            competitions: self.competitions,
            events: self.events.into_iter().map(KeptEvent::event).collect::<Result<_, _>>()?,
            results: self.results.into_iter().map(KeptResult::result).collect::<Result<_, _>>()?,
            ..Snapshot::default()
        })
    }
}

impl KeptEvent {
    fn of(event: &SourceEvent) -> Self {
        Self {
            key: event.key.clone(),
            sport: event.sport.as_str().to_owned(),
            competition: event.competition.clone(),
            competition_title: event.competition_title.clone(),
            season: event.season.map(Season::year),
            home: event.home.clone(),
            away: event.away.clone(),
            starts_at: event.starts_at.timestamp_millis(),
            time_known: event.time_known,
            markets: event.markets.iter().map(KeptMarket::of).collect(),
        }
    }

    fn event(self) -> Result<SourceEvent, Unreadable> {
        Ok(SourceEvent {
            sport: parse("a sport", &self.sport)?,
            season: self.season.map(Season::beginning),
            starts_at: instant(self.starts_at)?,
            markets: self.markets.into_iter().map(KeptMarket::market).collect::<Result<_, _>>()?,
            key: self.key,
            competition: self.competition,
            competition_title: self.competition_title,
            home: self.home,
            away: self.away,
            time_known: self.time_known,
        })
    }
}

impl KeptMarket {
    fn of(market: &SourceMarket) -> Self {
        Self {
            venue: market.venue.key.as_str().to_owned(),
            venue_title: market.venue.title.clone(),
            is_exchange: market.venue.kind == VenueKind::Exchange,
            kind: market.key.kind.slug(),
            period: market.key.period.as_str().to_owned(),
            line_quarters: market.key.line.map(Line::quarters),
            source_at: market.source_at.map(|at| at.timestamp_millis()),
            approximate: market.approximate,
            quotes: market.quotes.iter().map(KeptQuote::of).collect(),
        }
    }

    fn market(self) -> Result<SourceMarket, Unreadable> {
        let line = self.line_quarters.map(Line::from_quarters);
        let key = MarketKey::new(
            parse("a market kind", &self.kind)?,
            parse("a period", &self.period)?,
            line,
        )
        .map_err(|error| unreadable("a market", error))?;
        let quotes = self.quotes.into_iter().map(|quote| quote.quote(&key));
        Ok(SourceMarket {
            venue: SourceVenue {
                key: parse("a venue", &self.venue)?,
                title: self.venue_title,
                kind: if self.is_exchange { VenueKind::Exchange } else { VenueKind::Bookmaker },
            },
            source_at: self.source_at.map(instant).transpose()?,
            approximate: self.approximate,
            quotes: quotes.collect::<Result<_, _>>()?,
            key,
        })
    }
}

impl KeptQuote {
    fn of(quote: &SourceQuote) -> Self {
        Self {
            selection: quote.selection.slug().into_owned(),
            side: quote.side.as_str().to_owned(),
            format: quote.price.format().as_str().to_owned(),
            quoted: quote.price.to_string(),
            available: quote.available,
            stake_max: quote.stake_max,
        }
    }

    fn quote(self, market: &MarketKey) -> Result<SourceQuote, Unreadable> {
        let format: OddsFormat = parse("a format of odds", &self.format)?;
        Ok(SourceQuote {
            selection: market
                .selection(&self.selection)
                .map_err(|_| unreadable("a selection", &self.selection))?,
            side: parse("a side", &self.side)?,
            price: QuotedPrice::parse(&self.quoted, format)
                .map_err(|_| unreadable("a price", &self.quoted))?,
            available: self.available,
            stake_max: self.stake_max,
        })
    }
}

impl KeptResult {
    fn of(result: &SourceResult) -> Self {
        let score = |score: &Score| KeptScore {
            period: score.period.as_str().to_owned(),
            home: score.home,
            away: score.away,
        };
        Self {
            event_key: result.event_key.clone(),
            is_final: result.is_final,
            source_at: result.source_at.map(|at| at.timestamp_millis()),
            scores: result.scores.iter().map(score).collect(),
        }
    }

    fn result(self) -> Result<SourceResult, Unreadable> {
        let score = |score: KeptScore| {
            let period = parse("a period", &score.period)?;
            Ok(Score { period, home: score.home, away: score.away })
        };
        Ok(SourceResult {
            event_key: self.event_key,
            is_final: self.is_final,
            source_at: self.source_at.map(instant).transpose()?,
            scores: self.scores.into_iter().map(score).collect::<Result<_, _>>()?,
        })
    }
}

fn instant(ms: i64) -> Result<Timestamp, Unreadable> {
    DateTime::from_timestamp_millis(ms).ok_or_else(|| unreadable("an instant", ms))
}

fn parse<T: std::str::FromStr>(what: &'static str, text: &str) -> Result<T, Unreadable> {
    text.parse().map_err(|_| unreadable(what, text))
}
