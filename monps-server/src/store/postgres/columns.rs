//! How values lie in columns: decimals as NUMERIC, instants as TIMESTAMPTZ.
//!
//! NUMERIC keeps the digits of a decimal, trailing zeros included; only of a zero the driver keeps no
//! decimals. Instants are cut to the millisecond, which is as fine as the product's clock.

use chrono::SubsecRound;
use monps_core::catalog::{MarketKey, Venue, VenueAccess, VenueKey, VenueKind};
use monps_core::id::{EventId, VenueId};
use monps_core::odds::{Commission, Price, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp};
use rust_decimal::Decimal;
use sqlx::Row;
use sqlx::postgres::PgRow;

use super::error::refused;
use crate::store::columns::corrupt;
use crate::store::{StoreError, columns};

pub(super) use crate::store::columns::{parse, quoted_text, selection};

/// A column of a row, or an error that says it could not be read.
pub(super) fn get<'r, T>(row: &'r PgRow, column: &str) -> Result<T, StoreError>
where
    T: sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
{
    row.try_get(column).map_err(refused("read a row"))
}

/// An id that lies in an INTEGER: of a venue, a source, a stream.
pub(super) fn small_id(row: &PgRow, column: &str) -> Result<i64, StoreError> {
    get::<i32>(row, column).map(i64::from)
}

/// A count that is kept as BIGINT and is never negative.
pub(super) fn count(row: &PgRow, column: &str) -> Result<u64, StoreError> {
    get::<i64>(row, column).map(i64::unsigned_abs)
}

/// An instant as it is kept.
pub(super) fn at(instant: Timestamp) -> Timestamp {
    instant.trunc_subsecs(3)
}

/// The sides fit the column: there are two of them.
pub(super) const fn side_code(side: Side) -> i16 {
    match side {
        Side::Back => 0,
        Side::Lay => 1,
    }
}

pub(super) fn side(row: &PgRow) -> Result<Side, StoreError> {
    get::<i16>(row, "side").map(|code| columns::side(i64::from(code)))
}

/// Reads `price` and `quoted` back.
pub(super) fn quoted_price(
    price: Decimal,
    quoted: Option<&str>,
) -> Result<QuotedPrice, StoreError> {
    match quoted {
        Some(text) => columns::quoted(text),
        None => Price::new(price).map(QuotedPrice::from).map_err(|error| corrupt("a price", error)),
    }
}

pub(super) fn market_key(row: &PgRow) -> Result<MarketKey, StoreError> {
    let quarters: Option<i32> = get(row, "line_quarters")?;
    columns::market_key(get(row, "kind")?, get(row, "period")?, quarters.map(i64::from))
}

pub(super) fn commission(row: &PgRow) -> Result<Commission, StoreError> {
    Commission::new(get(row, "commission")?).map_err(|error| corrupt("a commission", error))
}

pub(super) fn venue(row: &PgRow) -> Result<Venue, StoreError> {
    let key: VenueKey = parse("a venue", get(row, "key")?)?;
    let access: VenueAccess = parse("a venue's access", get(row, "access")?)?;
    let kind: &str = get(row, "kind")?;
    Ok(Venue {
        id: VenueId::new(small_id(row, "id")?),
        key,
        title: get(row, "title")?,
        kind: if kind == "exchange" { VenueKind::Exchange } else { VenueKind::Bookmaker },
        access,
        commission: commission(row)?,
        age_max: TimeDelta::seconds(get(row, "age_max_s")?),
    })
}

/// Ids as the array that `ANY` and `unnest` take.
pub(super) fn event_ids(events: &[EventId]) -> Vec<i64> {
    events.iter().map(|id| id.get()).collect()
}
