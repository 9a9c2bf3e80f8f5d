//! The series of one match: each price and its disappearance, or candles.

use monps_core::catalog::{MarketKey, MarketKind, Selection, VenueKey};
use monps_core::id::VenueId;
use monps_core::odds::QuotedPrice;
use monps_core::quote::Side;
use monps_core::time::{Observed, Timestamp};

use super::candle::candles;
use super::{Candle, Interval, LookupError, Odds};
use crate::store::{EventRecord, SeriesQuery, StoredCandle, StoredQuote};

/// Points, or candles, in one answer.
pub const POINTS_MAX: usize = 5_000;
/// Rows that candles are made of in one answer.
pub const ROWS_MAX: usize = 100_000;

/// Which series of a match are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeriesFilter {
    /// Only of a venue, by key or title.
    pub bookmaker: Option<String>,
    /// Only of these kinds of market; of all when empty.
    pub kinds: Vec<MarketKind>,
    /// Only from this instant on, by the source's clock.
    pub since: Option<Timestamp>,
    /// Only before this instant.
    pub until: Option<Timestamp>,
    /// Candles of this length instead of points.
    pub interval: Option<Interval>,
}

/// The prices of a selection at a venue over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Which question.
    pub market: MarketKey,
    /// Which answer.
    pub selection: Selection,
    /// Who quotes.
    pub venue: VenueKey,
    /// Back or lay.
    pub side: Side,
    /// Each price and disappearance; empty when candles were asked for.
    pub points: Vec<Point>,
    /// Candles, when they were asked for.
    pub candles: Vec<Candle>,
}

/// A price at an instant, or its disappearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// When it was seen.
    pub observed: Observed,
    /// The price; none when it disappeared.
    pub price: Option<QuotedPrice>,
}

impl Odds {
    /// The series of a match.
    ///
    /// # Errors
    /// [`LookupError`]: no such match, more points than one answer holds, or the store.
    pub async fn series(
        &self,
        match_id: &str,
        filter: &SeriesFilter,
    ) -> Result<(EventRecord, Vec<Series>), LookupError> {
        let event = self.event(match_id).await?;
        let venue = match &filter.bookmaker {
            None => None,
            Some(name) => match self.venues.find(name).await? {
                Some(venue) => Some(venue.id),
                None => return Ok((event, Vec::new())),
            },
        };
        if let Some(series) = self.candles_of_store(&event, venue, filter).await? {
            return Ok((event, series));
        }
        let rows_max = if filter.interval.is_some() { ROWS_MAX } else { POINTS_MAX };
        let query = SeriesQuery {
            event: event.event.id,
            venue,
            kinds: filter.kinds.clone(),
            since: filter.since,
            until: filter.until,
            limit: u32::try_from(rows_max).unwrap_or(u32::MAX).saturating_add(1),
        };
        let rows = self.store.series(&query).await?;
        if rows.len() > rows_max {
            let what = if filter.interval.is_some() { "prices" } else { "points" };
            return Err(LookupError::TooMany { what, most: rows_max });
        }
        let venues = self.venues.with(rows.iter().map(|row| row.row.venue_id)).await?;
        let same = |a: &StoredQuote, b: &StoredQuote| {
            let name = |q: &StoredQuote| (q.row.selection_id, q.row.venue_id, q.row.side);
            name(a) == name(b)
        };
        let series: Vec<Series> = rows
            .chunk_by(same)
            .filter_map(|rows| {
                let first = rows.first()?;
                let venue = venues.get(first.row.venue_id)?.key.clone();
                Some(one_series(first, venue, rows, filter.interval))
            })
            .collect();
        let candle_count: usize = series.iter().map(|series| series.candles.len()).sum();
        if candle_count > POINTS_MAX {
            return Err(LookupError::TooMany { what: "candles", most: POINTS_MAX });
        }
        Ok((event, series))
    }

    /// The candles of a match as the store makes them; none where it does not, or none were asked for.
    async fn candles_of_store(
        &self,
        event: &EventRecord,
        venue: Option<VenueId>,
        filter: &SeriesFilter,
    ) -> Result<Option<Vec<Series>>, LookupError> {
        let Some(interval) = filter.interval else {
            return Ok(None);
        };
        let query = SeriesQuery {
            event: event.event.id,
            venue,
            kinds: filter.kinds.clone(),
            since: filter.since,
            until: filter.until,
            limit: u32::try_from(POINTS_MAX).unwrap_or(u32::MAX).saturating_add(1),
        };
        let Some(candles) = self.store.candles(&query, interval.length()).await? else {
            return Ok(None);
        };
        if candles.len() > POINTS_MAX {
            return Err(LookupError::TooMany { what: "candles", most: POINTS_MAX });
        }
        let venues = self.venues.with(candles.iter().map(|candle| candle.venue_id)).await?;
        let same = |a: &StoredCandle, b: &StoredCandle| {
            let name = |c: &StoredCandle| (c.selection_id, c.venue_id, c.side);
            name(a) == name(b)
        };
        let of = |candle: &StoredCandle| Candle {
            start: candle.start,
            open: candle.open,
            high: candle.high,
            low: candle.low,
            close: candle.close,
            count: candle.count,
        };
        let series = candles.chunk_by(same).filter_map(|candles| {
            let first = candles.first()?;
            Some(Series {
                market: first.key.clone(),
                selection: first.selection.clone(),
                venue: venues.get(first.venue_id)?.key.clone(),
                side: first.side,
                points: Vec::new(),
                candles: candles.iter().map(of).collect(),
            })
        });
        Ok(Some(series.collect()))
    }
}

fn one_series(
    first: &StoredQuote,
    venue: VenueKey,
    rows: &[StoredQuote],
    interval: Option<Interval>,
) -> Series {
    let mut series = Series {
        market: first.key.clone(),
        selection: first.selection.clone(),
        venue,
        side: first.row.side,
        points: Vec::new(),
        candles: Vec::new(),
    };
    match interval {
        None => {
            let point =
                |row: &StoredQuote| Point { observed: row.row.observed, price: row.row.price };
            series.points = rows.iter().map(point).collect();
        }
        Some(interval) => {
            let prices = rows
                .iter()
                .filter_map(|row| Some((row.row.observed.source_at, row.row.price?.price().get())));
            series.candles = candles(interval, prices);
        }
    }
    series
}
