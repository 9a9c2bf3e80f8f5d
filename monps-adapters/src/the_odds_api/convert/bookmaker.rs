//! One bookmaker's block of an event.

use std::collections::BTreeMap;

use monps_core::adapter::{SourceMarket, SourceQuote, SourceVenue};
use monps_core::catalog::{Line, MarketKey, MarketKind, Selection, Sport, VenueKey, VenueKind};
use monps_core::odds::{OddsFormat, QuotedPrice};
use monps_core::time::Timestamp;
use rust_decimal::Decimal;

use super::instant;
use super::words::{DRAW, Question, Sides, venue_kind};
use crate::kit::{Reason, Skips, name, short};
use crate::the_odds_api::wire::{self, scalar};

/// What one bookmaker's block is read with.
pub(super) struct BookmakerReader<'a> {
    pub(super) sport: &'a Sport,
    pub(super) sides: &'a Sides,
    pub(super) format: OddsFormat,
    pub(super) at: String,
}

impl BookmakerReader<'_> {
    pub(super) fn markets(
        &self,
        bookmaker: &wire::Bookmaker<'_>,
        skips: &mut Skips,
    ) -> Vec<SourceMarket> {
        let Ok(key) = bookmaker.key.parse::<VenueKey>() else {
            skips.push(&format!("{}/key", self.at), "the bookmaker's key is not a slug");
            return Vec::new();
        };
        let venue = SourceVenue {
            title: bookmaker
                .title
                .as_deref()
                .and_then(|title| name("title", title).ok())
                .unwrap_or_else(|| key.to_string()),
            kind: venue_kind(&key),
            key,
        };
        let mut found: BTreeMap<MarketKey, SourceMarket> = BTreeMap::new();
        for (index, market) in bookmaker.markets.iter().enumerate() {
            let at = format!("{}/markets/{index}", self.at);
            let updated = market.last_update.or(bookmaker.last_update);
            let source_at = updated.and_then(instant);
            let question = Question::new(&market.key, self.sport, offers_draw(bookmaker, market));
            for (index, outcome) in market.outcomes.iter().enumerate() {
                let read = self.quote(&question, &venue, outcome).and_then(|(key, quote)| {
                    let market = found.entry(key.clone()).or_insert_with(|| SourceMarket {
                        venue: venue.clone(),
                        key,
                        source_at,
                        approximate: false,
                        quotes: Vec::new(),
                    });
                    add(market, quote, source_at)
                });
                if let Err(reason) = read {
                    skips.push(&format!("{at}/outcomes/{index}"), reason);
                }
            }
        }
        found.into_values().collect()
    }

    fn quote(
        &self,
        question: &Question,
        venue: &SourceVenue,
        outcome: &wire::Outcome<'_>,
    ) -> Result<(MarketKey, SourceQuote), Reason> {
        let (selection, line) = self.answer(question, outcome)?;
        let key = MarketKey::new(question.kind.clone(), question.period, line);
        let text = outcome.price.map(scalar).ok_or("there is no price")?;
        let price = QuotedPrice::parse(text, self.format)
            .map_err(|error| format!("the price is unusable: {error}"))?;
        let limit = outcome.bet_limit.map(scalar).and_then(amount);
        let is_exchange = venue.kind == VenueKind::Exchange;
        let quote = SourceQuote {
            selection,
            side: question.side,
            price,
            available: limit.filter(|_| is_exchange),
            stake_max: limit.filter(|_| !is_exchange),
        };
        Ok((key.map_err(|error| error.to_string())?, quote))
    }

    /// Which answer an outcome is, and to which line.
    fn answer(
        &self,
        question: &Question,
        outcome: &wire::Outcome<'_>,
    ) -> Result<(Selection, Option<Line>), Reason> {
        let named = outcome.name.as_ref();
        let line = || -> Result<Line, Reason> {
            let text = outcome.point.map(scalar).ok_or("there is no point")?;
            text.parse::<Line>().map_err(|error| error.to_string())
        };
        let selection = match &question.kind {
            MarketKind::Opaque(_) => {
                let point = outcome.point.map(scalar);
                let words = [outcome.description.as_deref(), Some(named), point];
                let words: Vec<&str> = words.into_iter().flatten().collect();
                let selection = Selection::named(&words.join(" "));
                return Ok((selection.map_err(|error| error.to_string())?, None));
            }
            MarketKind::Total | MarketKind::BothTeamsToScore => match named {
                "Over" => Some(Selection::Over),
                "Under" => Some(Selection::Under),
                "Yes" => Some(Selection::Yes),
                "No" => Some(Selection::No),
                _ => None,
            },
            MarketKind::DoubleChance => self.sides.pair(named),
            _ => self.sides.side(named),
        };
        let selection =
            selection.filter(|selection| question.kind.has(selection)).ok_or_else(|| {
                format!(
                    "the outcome {:?} is no answer of the market {}",
                    short(named),
                    question.kind
                )
            })?;
        let line = match (&question.kind, &selection) {
            // The line of a handicap is the home side's.
            (MarketKind::AsianHandicap, Selection::Away) => Some(line()?.mirrored()),
            (MarketKind::AsianHandicap | MarketKind::Total, _) => Some(line()?),
            _ => None,
        };
        Ok((selection, line))
    }
}

/// Whether the draw is an answer here: in this market, or in its other half of back or lay, where it
/// may be listed alone. Another market of the venue (`h2h_3_way`) says nothing about this one.
fn offers_draw(bookmaker: &wire::Bookmaker<'_>, market: &wire::Market<'_>) -> bool {
    let both_sides = |key: &str| key.replace("_lay", "");
    let key = both_sides(&market.key);
    key.starts_with("h2h")
        && bookmaker
            .markets
            .iter()
            .filter(|other| both_sides(&other.key) == key)
            .any(|other| other.outcomes.iter().any(|outcome| outcome.name == DRAW))
}

/// Adds a quote to its market. Back and lay stand side by side; the older of their clocks counts.
fn add(
    market: &mut SourceMarket,
    quote: SourceQuote,
    source_at: Option<Timestamp>,
) -> Result<(), Reason> {
    let same = |held: &SourceQuote| held.selection == quote.selection && held.side == quote.side;
    if market.quotes.iter().any(same) {
        return Err(format!(
            "the market {} has a price for {} already: which one stands is not said",
            market.key, quote.selection
        ));
    }
    market.quotes.push(quote);
    market.source_at = market.source_at.min(source_at);
    Ok(())
}

fn amount(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok().filter(|amount| *amount > Decimal::ZERO)
}
