//! What the parameters of `/odds` mean.

use monps_core::catalog::MarketKind;
use monps_core::quote::Side;
use monps_core::time::{DateTime, Timestamp};

use crate::api::error::{ApiError, Checks};
use crate::api::page::{Cursor, CursorError};
use crate::api::text::Text;
use crate::app::odds::OddsFilter;

/// The filter that the parameters of a list name.
pub(super) fn filter(
    match_id: Option<Text<255, 1>>,
    sport: Option<Text<64, 1>>,
    bookmaker: Option<Text<100, 1>>,
    market: Option<Text<70, 1>>,
    side: Option<Text<4, 1>>,
) -> Result<OddsFilter, ApiError> {
    let mut checks = Checks::default();
    let kinds = kinds(market.as_deref(), &mut checks);
    let side = side.and_then(|side| checks.take("side", side.parse::<Side>()));
    checks.finish()?;
    Ok(OddsFilter {
        match_id: match_id.map(Text::into_inner),
        sport: sport.map(Text::into_inner),
        bookmaker: bookmaker.map(Text::into_inner),
        kinds,
        side: side.unwrap_or(Side::Back),
    })
}

/// The kinds of market that a word names. The documented `h2h` asks who wins, whether or not there is
/// a draw.
pub(super) fn kinds(word: Option<&str>, checks: &mut Checks) -> Vec<MarketKind> {
    match word {
        None => Vec::new(),
        Some("h2h") => vec![MarketKind::MatchOdds, MarketKind::Winner],
        Some(word) => checks.take("market", word.parse()).into_iter().collect(),
    }
}

/// The documented word for a kind of market.
pub(crate) fn market_type(kind: &MarketKind) -> String {
    match kind {
        MarketKind::MatchOdds | MarketKind::Winner => "h2h".to_owned(),
        MarketKind::AsianHandicap => "spreads".to_owned(),
        MarketKind::Total => "totals".to_owned(),
        MarketKind::Opaque(word) => word.clone(),
        other => other.slug(),
    }
}

/// The whole numbers that a cursor of ours holds.
pub(super) fn numbers<const N: usize>(cursor: &Cursor) -> Result<[i64; N], ApiError> {
    let parts: Result<Vec<i64>, _> = cursor.key().split(',').map(str::parse).collect();
    parts.ok().and_then(|parts| parts.try_into().ok()).ok_or_else(cursor_error)
}

/// The instant of a cursor.
pub(super) fn instant_of(ms: i64) -> Result<Timestamp, ApiError> {
    DateTime::from_timestamp_millis(ms).ok_or_else(cursor_error)
}

/// A cursor of another list.
fn cursor_error() -> ApiError {
    ApiError::invalid_field("cursor", CursorError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_vocabularies_are_understood() {
        let kinds = |word| kinds(Some(word), &mut Checks::default());
        assert_eq!(kinds("h2h"), [MarketKind::MatchOdds, MarketKind::Winner]);
        assert_eq!(kinds("1x2"), [MarketKind::MatchOdds]);
        assert_eq!(kinds("totals"), kinds("total"));
        for kind in [MarketKind::Total, MarketKind::AsianHandicap, MarketKind::DrawNoBet] {
            assert_eq!(kinds_of(&market_type(&kind)), [kind]);
        }
    }

    fn kinds_of(word: &str) -> Vec<MarketKind> {
        kinds(Some(word), &mut Checks::default())
    }
}
