//! Writing a bet with its entries, trace and answer.

use monps_core::bet::Leg;
use monps_core::id::EntryId;
use monps_core::odds::Price;
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Sqlite, SqliteConnection};

use super::super::SqliteStore;
use super::super::bulk::Insert;
use super::super::columns::{id_list, quoted_text, side_code, to_ms};
use super::super::error::refused;
use super::super::ledger::{append, keep_trace};
use crate::store::{BetRecord, BetWrite, LegRecord, StoreError};

const CREATE: &str = "INSERT INTO bets (version, status, result, payout, commission_paid, profit,
    settled_at, actual_odds, clv, odds_close, by_hand, notes, tags, search, updated_at, deleted_at,
    clv_fair, close_reference, close_method, close_age_s,
    id, match_id, outcome, bookmaker, market_type, sport, venue_id, login, side, stake, currency,
    commission, price, channel, strategy, paper, placed_at, created_at, stake_kind, boost_rate,
    boost_extra_max)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// What may change, in the order of [`changing`]; the terms never do.
const UPDATE: &str = "UPDATE bets SET version = ?, status = ?, result = ?, payout = ?,
    commission_paid = ?, profit = ?, settled_at = ?, actual_odds = ?, clv = ?, odds_close = ?,
    by_hand = ?, notes = ?, tags = ?, search = ?, updated_at = ?, deleted_at = ?,
    clv_fair = ?, close_reference = ?, close_method = ?, close_age_s = ?
    WHERE id = ? AND version = ? AND deleted_at IS NULL";

static LEGS: Insert = Insert::new(
    "INSERT INTO bet_legs (bet_id, position, match_id, outcome, market_type, event_id, kind, \
     period, line_quarters, code, selection_id, price, quoted, result, report_seen)",
    15,
    "ON CONFLICT (bet_id, position) DO UPDATE SET result = excluded.result, \
     report_seen = excluded.report_seen",
);

type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;

impl SqliteStore {
    pub(super) async fn write_bet_whole(
        &self,
        write: &BetWrite,
    ) -> Result<Vec<EntryId>, StoreError> {
        let mut transaction = self.begin().await?;
        match write.expected {
            None => {
                check_events(&mut transaction, &write.record).await?;
                create(&mut transaction, write).await?;
            }
            Some(expected) => change(&mut transaction, write, expected).await?,
        }
        write_legs(&mut transaction, &write.record).await?;
        let mut ids = append(&mut transaction, &[&write.booking], None).await?;
        keep_trace(&mut transaction, &[&write.booking]).await?;
        transaction.commit().await.map_err(refused("commit a bet"))?;
        Ok(ids.pop().unwrap_or_default())
    }
}

/// Refuses a bet on an event that was merged into another since it was read: nobody would ever look at
/// it there.
async fn check_events(
    connection: &mut SqliteConnection,
    record: &BetRecord,
) -> Result<(), StoreError> {
    let events = record.bet.terms().legs.iter().map(|leg| leg.event_id.get());
    let is_gone: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM events WHERE merged_into IS NOT NULL
                        AND id IN (SELECT value FROM json_each(?)))",
    )
    .bind(id_list(events))
    .fetch_one(connection)
    .await
    .map_err(refused("read the events of a bet"))?;
    if is_gone { Err(StoreError::Conflict { what: "the events" }) } else { Ok(()) }
}

async fn create(connection: &mut SqliteConnection, write: &BetWrite) -> Result<(), StoreError> {
    let record = &write.record;
    let terms = record.bet.terms();
    let boost = terms.offer.boost;
    changing(sqlx::query(CREATE), write)?
        .bind(record.bet.id().get())
        .bind(record.words.match_id.clone())
        .bind(record.words.outcome.clone())
        .bind(record.words.bookmaker.clone())
        .bind(record.words.market_type.clone())
        .bind(record.sport.as_str().to_owned())
        .bind(terms.venue_id.get())
        .bind(record.login.clone())
        .bind(side_code(terms.side))
        .bind(terms.stake.amount().to_string())
        .bind(terms.stake.currency().code().to_owned())
        .bind(terms.commission.rate().to_string())
        .bind(record.price_taken()?.to_string())
        .bind(terms.channel.as_str())
        .bind(terms.strategy.as_str().to_owned())
        .bind(record.paper)
        .bind(to_ms(record.placed_at))
        .bind(to_ms(record.created_at))
        .bind(terms.offer.stake.as_str())
        .bind(boost.map(|boost| boost.rate().to_string()))
        .bind(boost.and_then(|boost| boost.extra_max()).map(|most| most.amount().to_string()))
        .execute(connection)
        .await
        .map_err(refused("write a bet"))?;
    Ok(())
}

async fn change(
    connection: &mut SqliteConnection,
    write: &BetWrite,
    expected: i64,
) -> Result<(), StoreError> {
    let changed = changing(sqlx::query(UPDATE), write)?
        .bind(write.record.bet.id().get())
        .bind(expected)
        .execute(connection)
        .await
        .map_err(refused("change a bet"))?;
    if changed.rows_affected() == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict { what: "the bet" })
    }
}

/// Binds what may change.
fn changing<'q>(statement: Statement<'q>, write: &BetWrite) -> Result<Statement<'q>, StoreError> {
    let record = &write.record;
    let settled = record.settled;
    let closing = record.closing.as_ref();
    let tags = serde_json::to_string(&record.tags).map_err(|error| StoreError::Refused {
        what: "write the tags of a bet",
        source: Box::new(error),
    })?;
    let amount = |money: monps_core::money::Money| money.amount().to_string();
    let price = |price: Price| price.get().to_string();
    Ok(statement
        .bind(record.version)
        .bind(record.bet.status().as_str())
        .bind(settled.map(|settled| settled.outcome.to_string()))
        .bind(settled.map(|settled| amount(settled.payout)))
        .bind(settled.map(|settled| amount(settled.commission)))
        .bind(settled.map(|settled| amount(settled.profit)))
        .bind(settled.map(|settled| to_ms(settled.at)))
        .bind(settled.and_then(|settled| settled.price).map(price))
        .bind(record.clv.map(|clv| clv.to_string()))
        .bind(record.odds_close.map(price))
        .bind(record.by_hand)
        .bind(record.notes.clone())
        .bind(tags)
        .bind(record.search_text())
        .bind(to_ms(record.updated_at))
        .bind(write.deleted_at.map(to_ms))
        .bind(closing.and_then(|closing| closing.clv_fair).map(|clv| clv.to_string()))
        .bind(closing.map(|closing| closing.reference.clone()))
        .bind(closing.and_then(|closing| closing.method.clone()))
        .bind(closing.and_then(|closing| closing.age).map(|age| age.num_seconds())))
}

async fn write_legs(
    connection: &mut SqliteConnection,
    record: &BetRecord,
) -> Result<(), StoreError> {
    let id = record.bet.id().get();
    let legs: Vec<(i64, &Leg, &LegRecord)> = (0_i64..)
        .zip(record.bet.terms().legs.iter().zip(&record.legs))
        .map(|(position, (leg, words))| (position, leg, words))
        .collect();
    LEGS.run(connection, "write the legs of a bet", &legs, |query, (position, leg, words)| {
        query
            .bind(id)
            .bind(*position)
            .bind(words.match_id.clone())
            .bind(words.outcome.clone())
            .bind(words.market_type.clone())
            .bind(leg.event_id.get())
            .bind(leg.market.kind.slug())
            .bind(leg.market.period.as_str())
            .bind(leg.market.line.map(monps_core::catalog::Line::quarters))
            .bind(leg.selection.to_string())
            .bind(leg.selection_id.map(monps_core::id::SelectionId::get))
            .bind(leg.price.price().get().to_string())
            .bind(quoted_text(leg.price))
            .bind(leg.outcome.map(|outcome| outcome.to_string()))
            .bind(words.report_seen)
    })
    .await?;
    Ok(())
}
