//! Writing a bet with its entries, trace and answer.

use monps_core::catalog::Line;
use monps_core::id::{EntryId, SelectionId};
use monps_core::money::Money;
use monps_core::odds::Price;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{PgConnection, Postgres};

use super::super::PgStore;
use super::super::columns::{at, event_ids, quoted_text, side_code};
use super::super::error::refused;
use super::super::ledger::{append, keep_trace, lock_head};
use crate::store::{BetRecord, BetWrite, StoreError};

const CREATE: &str = "INSERT INTO bets (version, status, result, payout, commission_paid, profit,
    settled_at, actual_odds, clv, odds_close, by_hand, notes, tags, search, updated_at, deleted_at,
    clv_fair, close_reference, close_method, close_age_s,
    id, match_id, outcome, bookmaker, market_type, sport, venue_id, login, side, stake, currency,
    commission, price, channel, strategy, paper, placed_at, created_at, stake_kind, boost_rate,
    boost_extra_max)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
    $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37,
    $38, $39, $40, $41)";

/// What may change, in the order of [`changing`]; the terms never do.
const UPDATE: &str = "UPDATE bets SET version = $1, status = $2, result = $3, payout = $4,
    commission_paid = $5, profit = $6, settled_at = $7, actual_odds = $8, clv = $9,
    odds_close = $10, by_hand = $11, notes = $12, tags = $13, search = $14, updated_at = $15,
    deleted_at = $16, clv_fair = $17, close_reference = $18, close_method = $19, close_age_s = $20
    WHERE id = $21 AND version = $22 AND deleted_at IS NULL";

type Statement<'q> = Query<'q, Postgres, PgArguments>;

impl PgStore {
    pub(super) async fn write_bet_whole(
        &self,
        write: &BetWrite,
    ) -> Result<Vec<EntryId>, StoreError> {
        let mut transaction = self.begin().await?;
        // The ledger first, so that whoever writes takes the locks in one order.
        let head = lock_head(&mut transaction).await?;
        match write.expected {
            None => {
                check_events(&mut transaction, &write.record).await?;
                create(&mut transaction, write).await?;
            }
            Some(expected) => change(&mut transaction, write, expected).await?,
        }
        write_legs(&mut transaction, &write.record).await?;
        let mut ids = append(&mut transaction, head, &[&write.booking], None).await?;
        keep_trace(&mut transaction, &[&write.booking]).await?;
        transaction.commit().await.map_err(refused("commit a bet"))?;
        Ok(ids.pop().unwrap_or_default())
    }
}

/// Refuses a bet on an event that was merged into another since it was read: nobody would ever look at
/// it there. Whoever merges takes the same lock first, and waits for this transaction.
async fn check_events(connection: &mut PgConnection, record: &BetRecord) -> Result<(), StoreError> {
    let events = record.bet.terms().legs.iter().map(|leg| leg.event_id);
    let is_gone: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM events WHERE merged_into IS NOT NULL AND id = ANY($1))",
    )
    .bind(event_ids(&events.collect::<Vec<_>>()))
    .fetch_one(connection)
    .await
    .map_err(refused("read the events of a bet"))?;
    if is_gone { Err(StoreError::Conflict { what: "the events" }) } else { Ok(()) }
}

async fn create(connection: &mut PgConnection, write: &BetWrite) -> Result<(), StoreError> {
    let record = &write.record;
    let terms = record.bet.terms();
    let boost = terms.offer.boost;
    changing(sqlx::query(CREATE), write)
        .bind(record.bet.id().get())
        .bind(record.words.match_id.clone())
        .bind(record.words.outcome.clone())
        .bind(record.words.bookmaker.clone())
        .bind(record.words.market_type.clone())
        .bind(record.sport.as_str().to_owned())
        .bind(terms.venue_id.get())
        .bind(record.login.clone())
        .bind(side_code(terms.side))
        .bind(terms.stake.amount())
        .bind(terms.stake.currency().code().to_owned())
        .bind(terms.commission.rate())
        .bind(record.price_taken()?)
        .bind(terms.channel.as_str())
        .bind(terms.strategy.as_str().to_owned())
        .bind(record.paper)
        .bind(at(record.placed_at))
        .bind(at(record.created_at))
        .bind(terms.offer.stake.as_str())
        .bind(boost.map(|boost| boost.rate()))
        .bind(boost.and_then(|boost| boost.extra_max()).map(Money::amount))
        .execute(connection)
        .await
        .map_err(refused("write a bet"))?;
    Ok(())
}

async fn change(
    connection: &mut PgConnection,
    write: &BetWrite,
    expected: i64,
) -> Result<(), StoreError> {
    let changed = changing(sqlx::query(UPDATE), write)
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
fn changing<'q>(statement: Statement<'q>, write: &BetWrite) -> Statement<'q> {
    let record = &write.record;
    let settled = record.settled;
    let closing = record.closing.as_ref();
    statement
        .bind(record.version)
        .bind(record.bet.status().as_str())
        .bind(settled.map(|settled| settled.outcome.to_string()))
        .bind(settled.map(|settled| Money::amount(settled.payout)))
        .bind(settled.map(|settled| Money::amount(settled.commission)))
        .bind(settled.map(|settled| Money::amount(settled.profit)))
        .bind(settled.map(|settled| at(settled.at)))
        .bind(settled.and_then(|settled| settled.price).map(Price::get))
        .bind(record.clv)
        .bind(record.odds_close.map(Price::get))
        .bind(record.by_hand)
        .bind(record.notes.clone())
        .bind(record.tags.clone())
        .bind(record.search_text())
        .bind(at(record.updated_at))
        .bind(write.deleted_at.map(at))
        .bind(closing.and_then(|closing| closing.clv_fair))
        .bind(closing.map(|closing| closing.reference.clone()))
        .bind(closing.and_then(|closing| closing.method.clone()))
        .bind(closing.and_then(|closing| closing.age).map(|age| age.num_seconds()))
}

async fn write_legs(connection: &mut PgConnection, record: &BetRecord) -> Result<(), StoreError> {
    let legs = || record.bet.terms().legs.iter().zip(&record.legs);
    let words = |of: fn(&crate::store::LegRecord) -> Option<&str>| {
        legs().map(|(_, words)| of(words)).collect::<Vec<_>>()
    };
    sqlx::query(
        "INSERT INTO bet_legs (bet_id, position, match_id, outcome, market_type, event_id, kind,
             period, line_quarters, code, selection_id, price, quoted, result, report_seen)
         SELECT $1, l.position - 1, l.match_id, l.outcome, l.market_type, l.event_id, l.kind,
             l.period, l.line_quarters, l.code, l.selection_id, l.price, l.quoted, l.result,
             l.report_seen
         FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[],
             $8::integer[], $9::text[], $10::bigint[], $11::numeric[], $12::text[], $13::text[],
             $14::bigint[])
             WITH ORDINALITY AS l (match_id, outcome, market_type, event_id, kind, period,
                 line_quarters, code, selection_id, price, quoted, result, report_seen, position)
         ON CONFLICT (bet_id, position) DO UPDATE SET result = excluded.result,
             report_seen = excluded.report_seen",
    )
    .bind(record.bet.id().get())
    .bind(words(|leg| Some(&leg.match_id)))
    .bind(words(|leg| Some(&leg.outcome)))
    .bind(words(|leg| leg.market_type.as_deref()))
    .bind(legs().map(|(leg, _)| leg.event_id.get()).collect::<Vec<_>>())
    .bind(legs().map(|(leg, _)| leg.market.kind.slug()).collect::<Vec<_>>())
    .bind(legs().map(|(leg, _)| leg.market.period.as_str()).collect::<Vec<_>>())
    .bind(legs().map(|(leg, _)| leg.market.line.map(Line::quarters)).collect::<Vec<_>>())
    .bind(legs().map(|(leg, _)| leg.selection.slug()).collect::<Vec<_>>())
    .bind(legs().map(|(leg, _)| leg.selection_id.map(SelectionId::get)).collect::<Vec<_>>())
    .bind(legs().map(|(leg, _)| leg.price.price().get()).collect::<Vec<_>>())
    .bind(legs().map(|(leg, _)| quoted_text(leg.price)).collect::<Vec<_>>())
    .bind(legs().map(|(leg, _)| leg.outcome.map(|outcome| outcome.to_string())).collect::<Vec<_>>())
    .bind(legs().map(|(_, words)| words.report_seen).collect::<Vec<_>>())
    .execute(connection)
    .await
    .map_err(refused("write the legs of a bet"))?;
    Ok(())
}
