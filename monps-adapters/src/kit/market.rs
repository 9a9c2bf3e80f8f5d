//! One venue's markets of one event while they are read.

use std::collections::BTreeMap;

use monps_core::adapter::{SourceMarket, SourceQuote, SourceVenue};
use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Selection};
use monps_core::odds::{OddsFormat, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::Timestamp;
use rust_decimal::Decimal;

use super::Reason;

/// One venue's markets of one event: each answer of each question is priced once.
#[derive(Debug)]
pub(crate) struct Markets {
    venue: SourceVenue,
    found: BTreeMap<MarketKey, SourceMarket>,
}

impl Markets {
    /// None yet.
    pub(crate) fn of(venue: SourceVenue) -> Self {
        Self { venue, found: BTreeMap::new() }
    }

    /// Takes a back price in decimal odds, as digits.
    ///
    /// # Errors
    /// The reason why it cannot be taken: no such market or answer, a price nobody can be paid, a
    /// second price for the same answer.
    pub(crate) fn back(
        &mut self,
        (kind, period, line): (MarketKind, Period, Option<Line>),
        selection: Selection,
        price: &str,
        (source_at, stake_max): (Option<Timestamp>, Option<Decimal>),
    ) -> Result<(), Reason> {
        let key = MarketKey::new(kind, period, line).map_err(|error| error.to_string())?;
        if !key.kind.has(&selection) {
            return Err(format!("{selection} is no answer of the market {key}"));
        }
        let price = QuotedPrice::parse(price, OddsFormat::Decimal)
            .map_err(|error| format!("the price is unusable: {error}"))?;
        let market = self.found.entry(key.clone()).or_insert_with(|| SourceMarket {
            venue: self.venue.clone(),
            key,
            source_at,
            approximate: false,
            quotes: Vec::new(),
        });
        if market.quotes.iter().any(|held| held.selection == selection) {
            return Err(format!(
                "the market {} has a price for {selection} already: which one stands is not said",
                market.key
            ));
        }
        // The oldest of its clocks counts.
        market.source_at = market.source_at.min(source_at);
        market.quotes.push(SourceQuote {
            selection,
            side: Side::Back,
            price,
            available: None,
            stake_max,
        });
        Ok(())
    }

    /// Those that have a price.
    pub(crate) fn finish(self) -> Vec<SourceMarket> {
        self.found.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use monps_core::catalog::VenueKind;

    use super::*;

    #[test]
    fn an_answer_is_priced_once_and_fits_its_market() {
        let venue = SourceVenue {
            key: "pinnacle".parse().unwrap(),
            title: "Pinnacle".to_owned(),
            kind: VenueKind::Bookmaker,
        };
        let mut markets = Markets::of(venue);
        let mut back = |kind, line, selection, price| {
            markets.back((kind, Period::FullTime, line), selection, price, (None, None))
        };
        back(MarketKind::MatchOdds, None, Selection::Home, "2.10").unwrap();
        let twice = back(MarketKind::MatchOdds, None, Selection::Home, "2.20").unwrap_err();
        assert!(twice.contains("already"), "{twice}");
        let foreign = back(MarketKind::MatchOdds, None, Selection::Over, "2").unwrap_err();
        assert!(foreign.contains("over is no answer"), "{foreign}");
        for price in ["1", "0", "-2", "NaN", "", "1e3"] {
            assert!(back(MarketKind::MatchOdds, None, Selection::Away, price).is_err(), "{price}");
        }
        assert!(back(MarketKind::Total, None, Selection::Over, "2").is_err(), "no line");
        let quotes: usize = markets.finish().iter().map(|market| market.quotes.len()).sum();
        assert_eq!(quotes, 1);
    }
}
