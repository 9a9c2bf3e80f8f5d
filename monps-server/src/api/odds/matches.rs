//! Matches, as they are answered.

use std::collections::BTreeMap;

use monps_core::odds::QuotedPrice;
use poem_openapi::Object;
use serde::Serialize;

use super::view::{Odds, optional_digits, price, text};
use crate::api::instant::Instant;
use crate::api::number::Number;
use crate::app::odds::{MatchDetail, MatchLine};

/// A match with the best prices of its result.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub struct Match {
    /// Its id.
    pub match_id: String,
    /// The sport.
    pub sport: String,
    /// The competition's name, if it has one.
    pub league: Option<String>,
    /// The side listed first.
    pub home_team: String,
    /// The side listed second.
    pub away_team: String,
    /// When it starts, or midnight of its day.
    #[serde(serialize_with = "text")]
    pub commence_time: Instant,
    /// Whether the hour is known.
    pub time_known: bool,
    /// Whether it is still to come, so that its prices are current.
    pub is_open: bool,
    /// The best price of the home side.
    #[serde(serialize_with = "optional_digits")]
    pub best_home_odds: Option<Number>,
    /// The best price of a draw.
    #[serde(serialize_with = "optional_digits")]
    pub best_draw_odds: Option<Number>,
    /// The best price of the away side.
    #[serde(serialize_with = "optional_digits")]
    pub best_away_odds: Option<Number>,
    /// Bookmakers that quote it.
    pub bookmaker_count: i64,
    /// Prices to back.
    pub odds_count: i64,
}

/// The best price of an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct BestOdds {
    /// Who gives it.
    pub bookmaker: String,
    /// The decimal price.
    pub odds_value: Number,
}

/// A match with all its prices.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct MatchWithOdds {
    /// The match.
    #[oai(flatten)]
    pub of: Match,
    /// Its prices: those that stand, or the last ones of a match that is over.
    pub odds: Vec<Odds>,
    /// The best price to back, by market (`1x2`, `total 2.5`) and outcome.
    pub best_odds: BTreeMap<String, BTreeMap<String, BestOdds>>,
}

impl Match {
    /// A match as it is answered.
    #[must_use]
    pub fn new(line: &MatchLine) -> Self {
        let event = &line.event.event;
        let best = |best: Option<QuotedPrice>| best.map(price);
        let count = |count| i64::try_from(count).unwrap_or(i64::MAX);
        Self {
            match_id: event.slug.clone(),
            sport: event.sport.to_string(),
            league: line.event.competition_title.clone(),
            home_team: event.home.clone(),
            away_team: event.away.clone(),
            commence_time: event.starts_at.into(),
            time_known: event.time_known,
            is_open: line.is_open,
            best_home_odds: best(line.best_home),
            best_draw_odds: best(line.best_draw),
            best_away_odds: best(line.best_away),
            bookmaker_count: count(line.bookmaker_count),
            odds_count: count(line.odds_count),
        }
    }
}

impl From<&MatchDetail> for MatchWithOdds {
    fn from(detail: &MatchDetail) -> Self {
        let best_odds = detail
            .best
            .iter()
            .map(|(market, outcomes)| {
                let outcomes = outcomes.iter().map(|(outcome, best)| {
                    let bookmaker = best.venue.to_string();
                    (outcome.clone(), BestOdds { bookmaker, odds_value: price(best.price) })
                });
                (market.clone(), outcomes.collect())
            })
            .collect();
        Self {
            of: Match::new(&detail.line),
            odds: detail.odds.iter().map(Odds::new).collect(),
            best_odds,
        }
    }
}
