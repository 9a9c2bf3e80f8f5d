//! `/stats/stats`: what was bet and what is quoted, in figures.

mod analytics;
mod evidence;
mod view;

use std::sync::Arc;

use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use poem_openapi::payload::Json;

use super::error::ApiError;
use super::number::Integer;
use crate::app::stats::{PERIOD_DAYS_MAX, Stats};
use analytics::AnalyticsView;
use view::{BankrollView, BookmakerView, GlobalView};

/// A period in days.
type PeriodDays = Integer<1, { PERIOD_DAYS_MAX as i64 }>;

/// Figures over HTTP.
#[derive(Debug)]
pub struct StatsApi {
    stats: Arc<Stats>,
}

impl StatsApi {
    /// Over the figures of the product.
    #[must_use]
    pub const fn new(stats: Arc<Stats>) -> Self {
        Self { stats }
    }
}

fn period_default() -> PeriodDays {
    PeriodDays::clamped(30)
}

#[OpenApi]
impl StatsApi {
    /// Global figures
    ///
    /// What is quoted now, and what was bet over all time. A figure that is not defined is null.
    #[oai(path = "/stats/stats/global", method = "get", operation_id = "globalStats")]
    async fn global(&self) -> Result<Json<GlobalView>, ApiError> {
        Ok(Json(self.stats.global().await?.into()))
    }

    /// The bankroll
    ///
    /// What the books were begun with, what became of it, and what is at risk.
    #[oai(path = "/stats/stats/bankroll", method = "get", operation_id = "bankrollStats")]
    async fn bankroll(&self) -> Result<Json<BankrollView>, ApiError> {
        Ok(Json(self.stats.bankroll().await?.into()))
    }

    /// Each bookmaker
    ///
    /// What it quotes now, and what betting with it came to, by name.
    #[oai(path = "/stats/stats/bookmakers", method = "get", operation_id = "bookmakerStats")]
    async fn bookmakers(&self) -> Result<Json<Vec<BookmakerView>>, ApiError> {
        let figures = self.stats.bookmakers().await?;
        Ok(Json(figures.into_iter().map(Into::into).collect()))
    }

    /// Analytics of a period
    ///
    /// What the bets settled in the last days came to, by bookmaker, channel, strategy, sport, market,
    /// price, month and weekday, with equity, drawdown and streaks. Without bets the same shape:
    /// counts and sums 0, ratios null, lists empty.
    #[oai(
        path = "/stats/stats/analytics/comprehensive",
        method = "get",
        operation_id = "comprehensiveAnalytics"
    )]
    async fn comprehensive(
        &self,
        /// How far back, in days.
        #[oai(default = "period_default")]
        period_days: Query<PeriodDays>,
    ) -> Result<Json<AnalyticsView>, ApiError> {
        let days = u32::try_from(period_days.0.get()).unwrap_or_default();
        let analytics = self.stats.analytics(days).await?;
        Ok(Json(AnalyticsView::of(&analytics)))
    }
}
