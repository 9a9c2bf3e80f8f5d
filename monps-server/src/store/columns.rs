//! How values lie in columns, where the engines agree.

use monps_core::bet::{Boost, Offer, StakeKind};
use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Selection};
use monps_core::money::Money;
use monps_core::odds::{OddsFormat, Quoted, QuotedPrice};
use monps_core::quote::Side;
use rust_decimal::Decimal;

use super::StoreError;

/// Parses a word of the vocabulary.
pub(super) fn parse<T: std::str::FromStr>(what: &'static str, text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt { what, value: text.to_owned() })
}

pub(super) const fn side_code(side: Side) -> i64 {
    match side {
        Side::Back => 0,
        Side::Lay => 1,
    }
}

pub(super) const fn side(code: i64) -> Side {
    if code == 0 { Side::Back } else { Side::Lay }
}

/// What goes into `quoted`: nothing for decimal odds, whose digits are the price's.
pub(super) fn quoted_text(price: QuotedPrice) -> Option<String> {
    match price.quoted() {
        Quoted::Decimal => None,
        Quoted::Implied(_) => Some(format!("p{price}")),
        Quoted::HongKong(_) => Some(format!("h{price}")),
        Quoted::Malay(_) => Some(format!("m{price}")),
        Quoted::Indonesian(_) => Some(format!("i{price}")),
        Quoted::Fractional { .. } | Quoted::American(_) => Some(price.to_string()),
    }
}

/// Reads `quoted` back.
pub(super) fn quoted(text: &str) -> Result<QuotedPrice, StoreError> {
    let tagged = match text.as_bytes().first() {
        Some(b'p') => Some(OddsFormat::Implied),
        Some(b'h') => Some(OddsFormat::HongKong),
        Some(b'm') => Some(OddsFormat::Malay),
        Some(b'i') => Some(OddsFormat::Indonesian),
        _ => None,
    };
    let (number, format) = match tagged {
        Some(format) => (&text[1..], format),
        None if text.contains('/') => (text, OddsFormat::Fractional),
        None => (text, OddsFormat::American),
    };
    QuotedPrice::parse(number, format)
        .map_err(|_| StoreError::Corrupt { what: "a price", value: text.to_owned() })
}

/// A market from the columns that name it.
pub(super) fn market_key(
    kind: &str,
    period: &str,
    line_quarters: Option<i64>,
) -> Result<MarketKey, StoreError> {
    let kind: MarketKind = parse("a market kind", kind)?;
    let period: Period = parse("a period", period)?;
    let line = line_quarters
        .map(|quarters| {
            i32::try_from(quarters)
                .map(Line::from_quarters)
                .map_err(|_| StoreError::Corrupt { what: "a line", value: quarters.to_string() })
        })
        .transpose()?;
    MarketKey::new(kind, period, line)
        .map_err(|error| StoreError::Corrupt { what: "a market", value: error.to_string() })
}

pub(super) fn selection(code: &str, market: &MarketKey) -> Result<Selection, StoreError> {
    market
        .selection(code)
        .map_err(|_| StoreError::Corrupt { what: "a selection", value: code.to_owned() })
}

/// A list as it is kept in a column of text.
pub(super) fn json<T: serde::Serialize>(list: &[T]) -> Result<String, StoreError> {
    serde_json::to_string(list)
        .map_err(|error| StoreError::Refused { what: "write a list", source: Box::new(error) })
}

/// Reads such a list back.
pub(super) fn of_json<T: serde::de::DeserializeOwned>(
    what: &'static str,
    text: &str,
) -> Result<Vec<T>, StoreError> {
    serde_json::from_str(text).map_err(|_| corrupt(what, text))
}

/// Something stored that is not what it should be.
pub(super) fn corrupt(what: &'static str, value: impl ToString) -> StoreError {
    StoreError::Corrupt { what, value: value.to_string() }
}

/// What the venue puts in, from the columns that say it.
pub(super) fn offer(
    kind: &str,
    boost: Option<(Decimal, Option<Money>)>,
) -> Result<Offer, StoreError> {
    let stake = [StakeKind::Cash, StakeKind::Free].into_iter().find(|known| known.as_str() == kind);
    let stake = stake.ok_or_else(|| corrupt("whose a stake is", kind))?;
    let boost = boost
        .map(|(rate, most)| Boost::new(rate, most).map_err(|error| corrupt("a boost", error)))
        .transpose()?;
    Ok(Offer { stake, boost })
}
