//! `/odds`: the history of prices, what stands now, matches, and series.
//!
//! Words: `market` is our slug (`1x2`, `total`), `market_type` the documented one (`h2h`, `totals`); a
//! filter takes either. `outcome` is the selection (`home`, `draw`, `over` …). `point` is the line
//! from the outcome's own side, so that a handicap of −0.5 is +0.5 for the away side. `timestamp` is
//! the source's clock, `created_at` ours.

mod history;
mod matches;
mod params;
mod view;

pub use history::{Candle, History, HistoryPoint, HistorySeries};
pub use matches::{BestOdds, Match, MatchWithOdds};
pub(crate) use params::market_type;
pub(crate) use view::price;
pub use view::{LatestOdds, Odds};

use std::sync::Arc;

use monps_core::id::EventId;
use monps_core::time::TimeDelta;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;

use super::encoded::{Encoded, Pages};
use super::error::{ApiError, Checks};
use super::instant::Instant;
use super::page::{Cursor, Limit, Page, limit_default};
use super::store_error::store_error;
use super::text::Text;
use crate::app::odds::{LatestKey, LookupError, Odds as OddsService, OddsLine, SeriesFilter};
use params::{filter, instant_of, numbers};

/// How long a page is kept: an age is in seconds, and events start.
const KEPT_FOR: TimeDelta = TimeDelta::seconds(1);

/// `/odds`.
#[derive(Debug)]
pub struct OddsApi {
    odds: Arc<OddsService>,
    /// By what was stored last and what the boards were last.
    pages: Pages<(i64, u64)>,
}

impl OddsApi {
    /// Over a service.
    #[must_use]
    pub fn new(odds: Arc<OddsService>) -> Self {
        Self { odds, pages: Pages::new(KEPT_FOR) }
    }
}

#[expect(clippy::too_many_arguments, reason = "an operation has one argument a parameter")]
#[OpenApi]
impl OddsApi {
    /// Prices as they changed, newest first
    ///
    /// Every price that was seen, by the instant when we saw it; disappearances are left out (see the
    /// history of a match). Prices to back, unless `side=lay`.
    #[oai(path = "/odds/odds/", method = "get", operation_id = "listOdds")]
    async fn list(
        &self,
        /// A match, by its own id or a source's.
        match_id: Query<Option<Text<255, 1>>>,
        /// A sport (`football`) or a competition's key (`soccer_epl`).
        sport: Query<Option<Text<64, 1>>>,
        /// A bookmaker's key or title.
        bookmaker: Query<Option<Text<100, 1>>>,
        /// A market: our slug or the documented word.
        market: Query<Option<Text<70, 1>>>,
        /// `back` (default) or `lay`.
        side: Query<Option<Text<4, 1>>>,
        /// Only what we saw from this instant on.
        since: Query<Option<Instant>>,
        #[oai(default = "limit_default")] limit: Query<Limit>,
        cursor: Query<Option<Cursor>>,
    ) -> Result<Encoded<Odds>, ApiError> {
        let filter = filter(match_id.0, sport.0, bookmaker.0, market.0, side.0)?;
        let after = match &cursor.0 {
            None => None,
            Some(cursor) => {
                let [at, id] = numbers(cursor)?;
                Some((instant_of(at)?, id))
            }
        };
        let since = since.0.map(Instant::get);
        let stamp = self.odds.stamp().await.map_err(store_error)?;
        let key = format!("list {filter:?} {since:?} {after:?} {}", limit.0);
        let make = async {
            let wanted = u32::try_from(limit.0.get() + 1).unwrap_or(u32::MAX);
            let lines =
                self.odds.history(&filter, since, after, wanted).await.map_err(store_error)?;
            let page = Page::of(lines, limit.0, |line| {
                format!("{},{}", line.observed.observed_at.timestamp_millis(), line.id)
            });
            Encoded::of(&page.map(|line| Odds::new(&line)))
        };
        self.pages.page(key, stamp, self.odds.now(), make).await
    }

    /// The prices that stand now
    ///
    /// Of every event to come, by its start; never of one that has started or was imported as
    /// history. `id` is the number of the quote and stays while its price moves.
    #[oai(path = "/odds/latest", method = "get", operation_id = "latestOdds")]
    async fn latest(
        &self,
        /// A match, by its own id or a source's.
        match_id: Query<Option<Text<255, 1>>>,
        /// A sport (`football`) or a competition's key (`soccer_epl`).
        sport: Query<Option<Text<64, 1>>>,
        /// A bookmaker's key or title.
        bookmaker: Query<Option<Text<100, 1>>>,
        /// A market: our slug or the documented word.
        market: Query<Option<Text<70, 1>>>,
        /// `back` (default) or `lay`.
        side: Query<Option<Text<4, 1>>>,
        #[oai(default = "limit_default")] limit: Query<Limit>,
        cursor: Query<Option<Cursor>>,
    ) -> Result<Encoded<LatestOdds>, ApiError> {
        let filter = filter(match_id.0, sport.0, bookmaker.0, market.0, side.0)?;
        let after = match &cursor.0 {
            None => None,
            Some(cursor) => {
                let [at, event, id] = numbers(cursor)?;
                Some(LatestKey { starts_at: instant_of(at)?, event_id: EventId::new(event), id })
            }
        };
        let stamp = self.odds.stamp().await.map_err(store_error)?;
        let key = format!("latest {filter:?} {after:?} {}", limit.0);
        let now = self.odds.now();
        let make = async {
            let wanted = usize::try_from(limit.0.get() + 1).unwrap_or(usize::MAX);
            let lines = self.odds.latest(&filter, after, wanted).await.map_err(store_error)?;
            let page = Page::of(lines, limit.0, |line| {
                let key = LatestKey::of(line);
                format!("{},{},{}", key.starts_at.timestamp_millis(), key.event_id, key.id)
            });
            Encoded::of(&page.map(|line: OddsLine| LatestOdds::new(&line, now)))
        };
        self.pages.page(key, stamp, now, make).await
    }

    /// Matches with their best prices
    ///
    /// Those to come, by start. With `upcoming_only=false` every stored match, the latest start
    /// first: one that is over shows its last prices.
    #[oai(path = "/odds/odds/matches", method = "get", operation_id = "listMatches")]
    async fn matches(
        &self,
        /// A sport (`football`) or a competition's key (`soccer_epl`).
        sport: Query<Option<Text<64, 1>>>,
        /// Whether to leave out matches that have started.
        #[oai(default = "yes")]
        upcoming_only: Query<bool>,
        #[oai(default = "limit_default")] limit: Query<Limit>,
        cursor: Query<Option<Cursor>>,
    ) -> Result<Encoded<Match>, ApiError> {
        let after = match &cursor.0 {
            None => None,
            Some(cursor) => {
                let [at, id] = numbers(cursor)?;
                Some((instant_of(at)?, EventId::new(id)))
            }
        };
        let sport = sport.0.as_deref();
        let stamp = self.odds.stamp().await.map_err(store_error)?;
        let key = format!("matches {sport:?} {} {after:?} {}", upcoming_only.0, limit.0);
        let make = async {
            let wanted = limit.0.get() + 1;
            let lines = if upcoming_only.0 {
                let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
                self.odds.coming_matches(sport, after, wanted)
            } else {
                let wanted = u32::try_from(wanted).unwrap_or(u32::MAX);
                self.odds.all_matches(sport, after, wanted).await.map_err(store_error)?
            };
            let page = Page::of(lines, limit.0, |line| {
                let event = &line.event.event;
                format!("{},{}", event.starts_at.timestamp_millis(), event.id)
            });
            Encoded::of(&page.map(|line| Match::new(&line)))
        };
        self.pages.page(key, stamp, self.odds.now(), make).await
    }

    /// A match with its prices
    #[oai(path = "/odds/odds/matches/:match_id", method = "get", operation_id = "getMatch")]
    async fn one(
        &self,
        /// Its own id or a source's.
        match_id: Path<Text<255, 1>>,
    ) -> Result<Json<MatchWithOdds>, ApiError> {
        let detail = self.odds.match_detail(&match_id.0).await.map_err(of_lookup)?;
        Ok(Json(MatchWithOdds::from(&detail)))
    }

    /// How the prices of a match moved
    ///
    /// A series for each selection and bookmaker: every change with disappearances as null, or
    /// candles. At most 5,000 points in one answer; 422 `too_many_points` says how to narrow it.
    #[oai(path = "/odds/odds/history/:match_id", method = "get", operation_id = "getOddsHistory")]
    async fn history(
        &self,
        /// Its own id or a source's.
        match_id: Path<Text<255, 1>>,
        /// A bookmaker's key or title.
        bookmaker: Query<Option<Text<100, 1>>>,
        /// A market: our slug or the documented word.
        market: Query<Option<Text<70, 1>>>,
        /// Only from this instant on, by the source's clock.
        since: Query<Option<Instant>>,
        /// Only before this instant.
        until: Query<Option<Instant>>,
        /// Candles of this length instead of points: `5m`, `1h`, `1d`.
        interval: Query<Option<Text<8, 1>>>,
    ) -> Result<Json<History>, ApiError> {
        let mut checks = Checks::default();
        let length = interval.0.as_ref().and_then(|text| checks.take("interval", text.parse()));
        let kinds = params::kinds(market.0.as_deref(), &mut checks);
        checks.finish()?;
        let filter = SeriesFilter {
            bookmaker: bookmaker.0.map(Text::into_inner),
            kinds,
            since: since.0.map(Instant::get),
            until: until.0.map(Instant::get),
            interval: length,
        };
        let found = self.odds.series(&match_id.0, &filter).await.map_err(of_lookup)?;
        let interval = interval.0.map(Text::into_inner);
        Ok(Json(History::new(&found.0, &found.1, interval)))
    }
}

const fn yes() -> bool {
    true
}

fn of_lookup(error: LookupError) -> ApiError {
    match error {
        LookupError::NoMatch { .. } => {
            ApiError::not_found("match_not_found", format!("{}.", capital(&error.to_string())))
        }
        LookupError::TooMany { .. } => ApiError::new(
            poem::http::StatusCode::UNPROCESSABLE_ENTITY,
            "too_many_points",
            format!("{}.", capital(&error.to_string())),
        ),
        LookupError::Store(error) => store_error(error),
    }
}

/// A sentence as it begins.
fn capital(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + characters.as_str()
    })
}
