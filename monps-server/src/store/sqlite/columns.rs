//! How values lie in columns.

use monps_core::catalog::{
    Line, MarketKey, MarketKind, Period, Selection, Venue, VenueAccess, VenueKey, VenueKind,
};
use monps_core::id::VenueId;
use monps_core::odds::{Commission, OddsFormat, Quoted, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::{DateTime, TimeDelta, Timestamp};
use rust_decimal::Decimal;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::error::refused;
use crate::store::StoreError;

/// A column of a row, or an error that says it could not be read.
pub(super) fn get<'r, T>(row: &'r SqliteRow, column: &str) -> Result<T, StoreError>
where
    T: sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
{
    row.try_get(column).map_err(refused("read a row"))
}

pub(super) fn to_ms(instant: Timestamp) -> i64 {
    instant.timestamp_millis()
}

pub(super) fn from_ms(ms: i64) -> Result<Timestamp, StoreError> {
    DateTime::from_timestamp_millis(ms)
        .ok_or_else(|| StoreError::Corrupt { what: "an instant", value: ms.to_string() })
}

/// Parses a word of the vocabulary.
pub(super) fn parse<T: std::str::FromStr>(what: &'static str, text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt { what, value: text.to_owned() })
}

pub(super) fn decimal(what: &'static str, text: &str) -> Result<Decimal, StoreError> {
    Decimal::from_str_exact(text).map_err(|_| StoreError::Corrupt { what, value: text.to_owned() })
}

pub(super) fn optional_decimal(
    what: &'static str,
    text: Option<&str>,
) -> Result<Option<Decimal>, StoreError> {
    text.map(|text| decimal(what, text)).transpose()
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

/// Reads `price` and `quoted` back.
pub(super) fn quoted_price(price: &str, quoted: Option<&str>) -> Result<QuotedPrice, StoreError> {
    let tagged = |text: &str| match *text.as_bytes().first()? {
        b'p' => Some(OddsFormat::Implied),
        b'h' => Some(OddsFormat::HongKong),
        b'm' => Some(OddsFormat::Malay),
        b'i' => Some(OddsFormat::Indonesian),
        _ => None,
    };
    let (text, format) = match quoted {
        None => (price, OddsFormat::Decimal),
        Some(text) => match tagged(text) {
            Some(format) => (&text[1..], format),
            None if text.contains('/') => (text, OddsFormat::Fractional),
            None => (text, OddsFormat::American),
        },
    };
    QuotedPrice::parse(text, format)
        .map_err(|_| StoreError::Corrupt { what: "a price", value: text.to_owned() })
}

pub(super) fn market_key(row: &SqliteRow) -> Result<MarketKey, StoreError> {
    let kind: MarketKind = parse("a market kind", get(row, "kind")?)?;
    let period: Period = parse("a period", get(row, "period")?)?;
    let quarters: Option<i64> = get(row, "line_quarters")?;
    let line = quarters
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

pub(super) fn venue(row: &SqliteRow) -> Result<Venue, StoreError> {
    let key: VenueKey = parse("a venue", get(row, "key")?)?;
    let access: VenueAccess = parse("a venue's access", get(row, "access")?)?;
    let kind: &str = get(row, "kind")?;
    let rate = decimal("a commission", get(row, "commission")?)?;
    Ok(Venue {
        id: VenueId::new(get(row, "id")?),
        key,
        title: get(row, "title")?,
        kind: if kind == "exchange" { VenueKind::Exchange } else { VenueKind::Bookmaker },
        access,
        commission: Commission::new(rate)
            .map_err(|_| StoreError::Corrupt { what: "a commission", value: rate.to_string() })?,
        age_max: TimeDelta::seconds(get(row, "age_max_s")?),
    })
}

/// A list of ids as the JSON array that `json_each` takes.
pub(super) fn id_list(ids: impl IntoIterator<Item = i64>) -> String {
    let mut list = String::from("[");
    for (index, id) in ids.into_iter().enumerate() {
        if index > 0 {
            list.push(',');
        }
        list.push_str(&id.to_string());
    }
    list.push(']');
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_quoted_is_read_back_in_every_format() {
        for (text, format) in [
            ("2.10", OddsFormat::Decimal),
            ("11/10", OddsFormat::Fractional),
            ("-110", OddsFormat::American),
            ("0.950", OddsFormat::HongKong),
            ("-0.80", OddsFormat::Malay),
            ("-1.25", OddsFormat::Indonesian),
            ("0.370", OddsFormat::Implied),
        ] {
            let quoted = QuotedPrice::parse(text, format).unwrap();
            let kept = quoted_text(quoted);
            let price = quoted.price().to_string();
            assert_eq!(quoted_price(&price, kept.as_deref()).unwrap(), quoted, "{format}");
        }
        assert!(quoted_price("2", Some("")).is_err());
    }
}
