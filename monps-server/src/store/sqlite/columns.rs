//! How values lie in columns.

use monps_core::catalog::{MarketKey, Venue, VenueAccess, VenueKey, VenueKind};
use monps_core::id::VenueId;
use monps_core::odds::{Commission, OddsFormat, QuotedPrice};
use monps_core::time::{DateTime, TimeDelta, Timestamp};
use rust_decimal::Decimal;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::error::refused;
use crate::store::{StoreError, columns};

pub(super) use crate::store::columns::{parse, quoted_text, selection, side, side_code};

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

pub(super) fn decimal(what: &'static str, text: &str) -> Result<Decimal, StoreError> {
    Decimal::from_str_exact(text).map_err(|_| StoreError::Corrupt { what, value: text.to_owned() })
}

pub(super) fn optional_decimal(
    what: &'static str,
    text: Option<&str>,
) -> Result<Option<Decimal>, StoreError> {
    text.map(|text| decimal(what, text)).transpose()
}

/// Reads `price` and `quoted` back.
pub(super) fn quoted_price(price: &str, quoted: Option<&str>) -> Result<QuotedPrice, StoreError> {
    match quoted {
        Some(text) => columns::quoted(text),
        None => QuotedPrice::parse(price, OddsFormat::Decimal)
            .map_err(|_| StoreError::Corrupt { what: "a price", value: price.to_owned() }),
    }
}

pub(super) fn market_key(row: &SqliteRow) -> Result<MarketKey, StoreError> {
    let quarters: Option<i64> = get(row, "line_quarters")?;
    columns::market_key(get(row, "kind")?, get(row, "period")?, quarters)
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
