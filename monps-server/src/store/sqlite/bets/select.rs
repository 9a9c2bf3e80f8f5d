//! Lists of bets: filters as bound parameters, sorting from a closed list, pages by key.

use monps_core::bet::{BetStatus, Channel};
use monps_core::time::Timestamp;
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, Row, Sqlite};

use super::super::SqliteStore;
use super::super::columns::{get, to_ms};
use super::super::error::refused;
use crate::store::{BetFilter, BetPage, BetQuery, BetSort, StoreError};

/// What a filter selects; an absent one is NULL.
const FILTER: &str = "b.deleted_at IS NULL
    AND (?1 IS NULL OR b.result = ?1)
    AND (?2 IS NULL OR b.status IN (SELECT value FROM json_each(?2)))
    AND (?3 IS NULL OR b.channel = ?3)
    AND (?4 IS NULL OR b.strategy = ?4)
    AND (?5 IS NULL OR b.venue_id = (SELECT id FROM venues WHERE key = ?5))
    AND (?6 IS NULL OR b.sport = ?6)
    AND (?7 IS NULL OR b.market_type = ?7
         OR EXISTS (SELECT 1 FROM bet_legs l WHERE l.bet_id = b.id AND l.kind = ?8))
    AND (?9 IS NULL OR b.placed_at >= ?9)
    AND (?10 IS NULL OR b.placed_at < ?10)
    AND (?11 IS NULL OR instr(b.search, ?11) > 0)
    AND (?12 IS NULL OR b.paper = ?12)";

impl SqliteStore {
    pub(super) async fn page(&self, query: &BetQuery) -> Result<BetPage, StoreError> {
        let key = sort_key(query.sort);
        let (direction, beyond) = if query.ascending { ("ASC", ">") } else { ("DESC", "<") };
        // Every part is a constant of this code; what callers give is bound.
        let sql = format!(
            "SELECT b.*, format('%!.17g', {key}) AS sort_value FROM bets b WHERE {FILTER}
             AND (?13 IS NULL OR ({key}, b.id) {beyond} (CAST(?14 AS REAL), ?13))
             ORDER BY {key} {direction}, b.id {direction} LIMIT ?15"
        );
        let (after_value, after_id) = query.after.clone().unzip();
        let rows = bind(sqlx::query(AssertSqlSafe(sql)), &query.filter)
            .bind(after_id.map(monps_core::id::BetId::get))
            .bind(after_value)
            .bind(query.limit)
            .fetch_all(&self.read)
            .await
            .map_err(refused("list bets"))?;
        let values: Vec<String> =
            rows.iter().map(|row| get(row, "sort_value")).collect::<Result<_, _>>()?;
        let records = self.records(&rows).await?;
        Ok(BetPage {
            bets: values.into_iter().zip(records).collect(),
            total: self.count(&query.filter).await?,
        })
    }

    async fn count(&self, filter: &BetFilter) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM bets b WHERE {FILTER}");
        let row = bind(sqlx::query(AssertSqlSafe(sql)), filter)
            .fetch_one(&self.read)
            .await
            .map_err(refused("count bets"))?;
        let count: i64 = row.try_get(0).map_err(refused("count bets"))?;
        Ok(u64::try_from(count).unwrap_or_default())
    }
}

/// A number to sort by. Decimals are sorted as floats: the order of two amounts that differ in the
/// sixteenth digit does not matter to anyone, and pages stay whole, because ids break ties.
const fn sort_key(sort: BetSort) -> &'static str {
    match sort {
        BetSort::Created => "b.created_at",
        BetSort::Placed => "b.placed_at",
        BetSort::Settled => "ifnull(b.settled_at, -1e15)",
        BetSort::Stake => "CAST(b.stake AS REAL)",
        BetSort::Price => "CAST(b.price AS REAL)",
        BetSort::Profit => "ifnull(CAST(b.profit AS REAL), -1e15)",
    }
}

type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;

fn bind<'q>(statement: Statement<'q>, filter: &BetFilter) -> Statement<'q> {
    let instant = |at: Option<Timestamp>| at.map(to_ms);
    let (named, slug) = filter.market.clone().unzip();
    statement
        .bind(filter.result.map(|result| result.to_string()))
        .bind(statuses(&filter.statuses))
        .bind(filter.channel.map(Channel::as_str))
        .bind(filter.strategy.as_ref().map(|s| s.as_str().to_owned()))
        .bind(filter.venue_key.clone())
        .bind(filter.sport.clone())
        .bind(named)
        .bind(slug)
        .bind(instant(filter.from))
        .bind(instant(filter.to))
        .bind(filter.text.clone())
        .bind(filter.paper)
}

/// A JSON array of slugs, which need no escaping.
fn statuses(wanted: &[BetStatus]) -> Option<String> {
    let words: Vec<String> = wanted.iter().map(|status| format!("\"{status}\"")).collect();
    (!words.is_empty()).then(|| format!("[{}]", words.join(",")))
}
