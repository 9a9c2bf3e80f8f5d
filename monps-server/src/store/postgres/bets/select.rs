//! Lists of bets: filters as bound parameters, sorting from a closed list, pages by key.

use monps_core::bet::Channel;
use monps_core::id::BetId;
use monps_core::time::{DateTime, Timestamp};
use rust_decimal::Decimal;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, PgConnection, Postgres, Row};

use super::super::PgStore;
use super::super::columns::{at, get};
use super::super::error::refused;
use super::rows::records;
use crate::store::{BetFilter, BetPage, BetQuery, BetSort, StoreError};

/// What a filter selects; an absent one is NULL.
const FILTER: &str = "b.deleted_at IS NULL
    AND ($1::text IS NULL OR b.result = $1)
    AND ($2::text[] IS NULL OR b.status = ANY($2))
    AND ($3::text IS NULL OR b.channel = $3)
    AND ($4::text IS NULL OR b.strategy = $4)
    AND ($5::text IS NULL OR b.venue_id = (SELECT id FROM venues WHERE key = $5))
    AND ($6::text IS NULL OR b.sport = $6)
    AND ($7::text IS NULL OR b.market_type = $7
         OR EXISTS (SELECT 1 FROM bet_legs l WHERE l.bet_id = b.id AND l.kind = $8))
    AND ($9::timestamptz IS NULL OR b.placed_at >= $9)
    AND ($10::timestamptz IS NULL OR b.placed_at < $10)
    AND ($11::text IS NULL OR strpos(b.search, $11) > 0)
    AND ($12::boolean IS NULL OR b.paper = $12)";

/// Milliseconds since 1970 of an instant: how a page remembers it.
const MS: &str = "(extract(epoch FROM SORT) * 1000)::bigint::text";

impl PgStore {
    pub(super) async fn page(&self, query: &BetQuery) -> Result<BetPage, StoreError> {
        let mut connection = self.look().await?;
        let rows = select(&mut connection, query).await?;
        let values: Vec<String> =
            rows.iter().map(|row| get(row, "sort_value")).collect::<Result<_, _>>()?;
        let records = records(&mut connection, &rows).await?;
        let total = count(&mut connection, &query.filter).await?;
        Ok(BetPage { bets: values.into_iter().zip(records).collect(), total })
    }
}

async fn select(
    connection: &mut PgConnection,
    query: &BetQuery,
) -> Result<Vec<sqlx::postgres::PgRow>, StoreError> {
    let Some(after) = After::of(query) else {
        // Nothing comes after a value that no row can have.
        return Ok(Vec::new());
    };
    let key = sort_key(query.sort);
    let (text, kind) = match &after {
        After::Instant(_) => (MS.replace("SORT", key), "timestamptz"),
        After::Number(_) => (format!("({key})::text"), "numeric"),
    };
    let (direction, beyond) = if query.ascending { ("ASC", ">") } else { ("DESC", "<") };
    // Every part is a constant of this code; what callers give is bound.
    let sql = format!(
        "SELECT b.*, {text} AS sort_value FROM bets b WHERE {FILTER}
         AND ($13::bigint IS NULL OR ({key}, b.id) {beyond} ($14::{kind}, $13))
         ORDER BY {key} {direction}, b.id {direction} LIMIT $15"
    );
    let after_id = query.after.as_ref().map(|(_, id)| BetId::get(*id));
    let statement = bind(sqlx::query(AssertSqlSafe(sql)), &query.filter).bind(after_id);
    let statement = match after {
        After::Instant(instant) => statement.bind(instant),
        After::Number(number) => statement.bind(number),
    };
    statement.bind(i64::from(query.limit)).fetch_all(connection).await.map_err(refused("list bets"))
}

async fn count(connection: &mut PgConnection, filter: &BetFilter) -> Result<u64, StoreError> {
    let sql = format!("SELECT count(*) FROM bets b WHERE {FILTER}");
    let row = bind(sqlx::query(AssertSqlSafe(sql)), filter)
        .fetch_one(connection)
        .await
        .map_err(refused("count bets"))?;
    let count: i64 = row.try_get(0).map_err(refused("count bets"))?;
    Ok(count.unsigned_abs())
}

/// What a page comes after, as what it is sorted by; without a value where it is the first.
enum After {
    Instant(Option<Timestamp>),
    Number(Option<Decimal>),
}

impl After {
    /// None where the value cannot be one of this sort.
    fn of(query: &BetQuery) -> Option<Self> {
        let value = query.after.as_ref().map(|(value, _)| value.as_str());
        match query.sort {
            BetSort::Created | BetSort::Placed | BetSort::Settled => {
                let instant = |ms: &str| DateTime::from_timestamp_millis(ms.parse().ok()?);
                value.map_or(Some(None), |ms| instant(ms).map(Some)).map(Self::Instant)
            }
            BetSort::Stake | BetSort::Price | BetSort::Profit => {
                let number = |text| Decimal::from_str_exact(text).ok();
                value.map_or(Some(None), |text| number(text).map(Some)).map(Self::Number)
            }
        }
    }
}

/// What is sorted by; open bets count as earliest, or as lowest.
const fn sort_key(sort: BetSort) -> &'static str {
    match sort {
        BetSort::Created => "b.created_at",
        BetSort::Placed => "b.placed_at",
        BetSort::Settled => "coalesce(b.settled_at, '0001-01-01 00:00:00+00'::timestamptz)",
        BetSort::Stake => "b.stake",
        BetSort::Price => "b.price",
        BetSort::Profit => "coalesce(b.profit, -1e15)",
    }
}

type Statement<'q> = Query<'q, Postgres, PgArguments>;

fn bind<'q>(statement: Statement<'q>, filter: &BetFilter) -> Statement<'q> {
    let (named, slug) = filter.market.clone().unzip();
    let statuses: Vec<String> = filter.statuses.iter().map(ToString::to_string).collect();
    statement
        .bind(filter.result.map(|result| result.to_string()))
        .bind((!statuses.is_empty()).then_some(statuses))
        .bind(filter.channel.map(Channel::as_str))
        .bind(filter.strategy.as_ref().map(|s| s.as_str().to_owned()))
        .bind(filter.venue_key.clone())
        .bind(filter.sport.clone())
        .bind(named)
        .bind(slug)
        .bind(filter.from.map(at))
        .bind(filter.to.map(at))
        .bind(filter.text.clone())
        .bind(filter.paper)
}
