//! Prices: match by match, into the history.
//!
//! A row holds one price, or those of home, draw and away. Two clocks may be in it: the source's, and
//! when it was collected; where one is missing the other counts for both.

use std::collections::HashMap;

use monps_adapters::the_odds_api::{sport_of, venue_kind};
use monps_core::adapter::{SourceEvent, SourceQuote, SourceVenue};
use monps_core::catalog::{MarketKey, MarketKind, Period, Sport};
use monps_core::odds::{OddsFormat, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::{Observed, Timestamp, parse_timestamp};
use rust_decimal::Decimal;

use super::report::{Note, Tally};
use super::{ACTOR, ElderImport, Tell};
use crate::app::bets::Wording;
use crate::app::problem::Problem;
use crate::collector::{SeenPrice, Series, SeriesImport};
use crate::store::elder::{ElderField, ElderRow, ElderTable};

/// Prices of one transaction.
const PRICES_AT_ONCE: usize = 10_000;

/// The match of a row, its prices, and what is wrong with the others.
type RowRead = (SourceEvent, Vec<SeenPrice>, Vec<String>);

/// Prices that are being taken in.
pub(super) struct Taking {
    table: ElderTable,
    into: SeriesImport,
    venues: HashMap<String, Option<SourceVenue>>,
    /// Matches that were read and wait to be stored together.
    waiting: Vec<Series>,
    count: usize,
}

impl Taking {
    pub(super) async fn new(import: &ElderImport, table: ElderTable) -> Result<Self, Problem> {
        let (store, defaults) = (import.store.clone(), import.defaults.clone());
        let into = SeriesImport::new(store, ACTOR, defaults).await?;
        Ok(Self { table, into, venues: HashMap::new(), waiting: Vec::new(), count: 0 })
    }

    pub(super) async fn take(
        &mut self,
        import: &ElderImport,
        rows: &[ElderRow],
        tally: &mut Tally,
        tell: Tell<'_>,
    ) -> Result<(), Problem> {
        for row in rows {
            tally.read += 1;
            let mut wrong = Vec::new();
            match self.read(import, row).await? {
                Ok((event, prices, unusable)) => {
                    wrong = unusable;
                    self.count += prices.len();
                    self.put(event, prices);
                }
                Err(reason) => wrong.push(reason),
            }
            for reason in wrong {
                tally.refused += 1;
                tell(self.note(row.number(), reason, row.told()))?;
            }
            if self.count >= PRICES_AT_ONCE {
                self.flush(import, tally, &mut *tell).await?;
            }
        }
        Ok(())
    }

    /// Stores what waits.
    pub(super) async fn flush(
        &mut self,
        import: &ElderImport,
        tally: &mut Tally,
        tell: Tell<'_>,
    ) -> Result<(), Problem> {
        self.count = 0;
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let report = self.into.store(waiting, import.now()).await?;
        tally.taken += report.written;
        tally.known += report.known;
        tally.unchanged += report.unchanged;
        for number in &report.contradicting {
            tally.refused += 1;
            let reason = "another price of the same selection, venue and instant stands before it";
            tell(self.note(number, reason.to_owned(), String::new()))?;
        }
        Ok(())
    }

    /// A match's rows follow one another; what the last of them says of it counts.
    fn put(&mut self, event: SourceEvent, mut prices: Vec<SeenPrice>) {
        match self.waiting.last_mut() {
            Some(last) if last.event.key == event.key => {
                last.event = event;
                last.prices.append(&mut prices);
            }
            _ => self.waiting.push(Series { event, prices }),
        }
    }

    /// The match of a row, its prices, and what is wrong with the others; or why it cannot be read.
    async fn read(
        &mut self,
        import: &ElderImport,
        row: &ElderRow,
    ) -> Result<Result<RowRead, String>, Problem> {
        let name = row.get(ElderField::Bookmaker).unwrap_or_default();
        let venue = match self.venues.get(name) {
            Some(known) => known.clone(),
            None => {
                let meant = import
                    .names
                    .meant_venue(name)
                    .await?
                    .map(|venue| SourceVenue { kind: venue_kind(&venue.key), ..venue });
                self.venues.insert(name.to_owned(), meant.clone());
                meant
            }
        };
        let Some(venue) = venue else {
            return Ok(Err("names no bookmaker".to_owned()));
        };
        Ok(source_event(row).and_then(|event| {
            let (prices, wrong) = prices(row, &event, &venue)?;
            Ok((event, prices, wrong))
        }))
    }

    fn note(&self, number: &str, reason: String, row: String) -> Note {
        Note { table: self.table, number: number.to_owned(), is_refused: true, reason, row }
    }
}

/// The sport in a word like `soccer_epl`, or a word of ours.
pub(super) fn sport(word: &str) -> Result<Sport, String> {
    let slug = word.trim().to_lowercase().replace([' ', '-'], "_");
    sport_of(&slug)
}

fn source_event(row: &ElderRow) -> Result<SourceEvent, String> {
    let text = |field, what: &str| row.get(field).ok_or_else(|| format!("has no {what}"));
    let word = row.get(ElderField::Sport).unwrap_or("soccer");
    let league = row.get(ElderField::League);
    let starts_at = instant(row, ElderField::StartsAt).ok_or("does not say when it starts")?;
    Ok(SourceEvent {
        key: text(ElderField::Match, "match_id")?.to_owned(),
        sport: sport(word)?,
        competition: word.to_owned(),
        competition_title: league.unwrap_or(word).to_owned(),
        season: None,
        home: text(ElderField::Home, "home_team")?.to_owned(),
        away: text(ElderField::Away, "away_team")?.to_owned(),
        starts_at,
        time_known: true,
        markets: Vec::new(),
    })
}

fn prices(
    row: &ElderRow,
    event: &SourceEvent,
    venue: &SourceVenue,
) -> Result<(Vec<SeenPrice>, Vec<String>), String> {
    let (source_at, seen_at) =
        (instant(row, ElderField::SourceAt), instant(row, ElderField::SeenAt));
    let observed = match (source_at, seen_at) {
        (Some(source_at), Some(seen_at)) => Observed::at(seen_at).with_source(source_at),
        (Some(at), None) | (None, Some(at)) => Observed::at(at),
        (None, None) => return Err("does not say when it was seen".to_owned()),
    };
    let outcome = row.get(ElderField::Outcome).unwrap_or_default();
    let market = row.get(ElderField::Market);
    let wide = [
        (ElderField::HomeOdds, "home", None),
        (ElderField::DrawOdds, "draw", None),
        (ElderField::AwayOdds, "away", None),
        (ElderField::Odds, outcome, market),
    ];
    let (mut prices, mut wrong) = (Vec::new(), Vec::new());
    let mut is_silent = true;
    for (field, outcome, market) in wide {
        let Some(text) = row.get(field) else { continue };
        is_silent = false;
        match price(row, event, text, outcome, market) {
            Ok((market, quote)) => prices.push(SeenPrice {
                number: row.number().to_owned(),
                venue: venue.clone(),
                market,
                quote,
                observed,
            }),
            Err(reason) => wrong.push(reason),
        }
    }
    if is_silent { Err("has no price".to_owned()) } else { Ok((prices, wrong)) }
}

fn price(
    row: &ElderRow,
    event: &SourceEvent,
    text: &str,
    outcome: &str,
    market: Option<&str>,
) -> Result<(MarketKey, SourceQuote), String> {
    let price = QuotedPrice::parse(text, OddsFormat::Decimal)
        .map_err(|error| format!("the price {text} of {outcome:?} is unusable: {error}"))?;
    let point = row.get(ElderField::Point).and_then(|text| Decimal::from_str_exact(text).ok());
    let wording = Wording {
        market_type: market,
        outcome,
        point,
        sport: &event.sport,
        home: &event.home,
        away: &event.away,
    };
    let (key, selection) = wording.read().map_err(|error| error.to_string())?;
    if matches!(key.kind, MarketKind::Opaque(_)) && Wording::is_market(market.unwrap_or("h2h")) {
        return Err(format!("{outcome:?} is no answer of {}", market.unwrap_or("h2h")));
    }
    let side = Side::Back;
    let quote = SourceQuote { selection, side, price, available: None, stake_max: None };
    Ok((of_whole_event(event, key)?, quote))
}

/// What counts where nothing else is said: elsewhere than in football the extra time too.
fn of_whole_event(event: &SourceEvent, key: MarketKey) -> Result<MarketKey, String> {
    if event.sport == Sport::FOOTBALL || matches!(key.kind, MarketKind::Opaque(_)) {
        return Ok(key);
    }
    MarketKey::new(key.kind, Period::WithOvertime, key.line).map_err(|error| error.to_string())
}

fn instant(row: &ElderRow, field: ElderField) -> Option<Timestamp> {
    parse_timestamp(row.get(field)?).ok()
}
