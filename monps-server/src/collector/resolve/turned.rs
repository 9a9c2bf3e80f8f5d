//! What a source says of an event whose sides it lists the other way round, in our words.

use monps_core::adapter::{Score, SourceMarket, SourceQuote};

/// A market with home and away exchanged.
pub(super) fn turned(market: &SourceMarket) -> Option<SourceMarket> {
    let quotes = market
        .quotes
        .iter()
        .map(|quote| SourceQuote { selection: quote.selection.turned(), ..quote.clone() });
    Some(SourceMarket {
        key: market.key.turned()?,
        quotes: quotes.collect(),
        venue: market.venue.clone(),
        ..*market
    })
}

/// A score as an event has it whose sides the source may list the other way round.
pub(crate) const fn score(score: Score, turned: bool) -> Score {
    let Score { period, home, away } = score;
    if turned { Score { period, home: away, away: home } } else { score }
}
