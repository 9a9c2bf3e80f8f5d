//! Reading bets back.

use std::collections::HashMap;

use monps_core::bet::{Bet, BetOutcome, Leg, Offer, StakeKind, Terms};
use monps_core::id::{BetId, EventId, SelectionId, VenueId};
use monps_core::money::{Currency, Money};
use monps_core::odds::Price;
use monps_core::time::TimeDelta;
use rust_decimal::Decimal;
use sqlx::PgConnection;
use sqlx::postgres::PgRow;

use super::super::columns::{
    commission, get, market_key, parse, quoted_price, selection, side, small_id,
};
use super::super::error::refused;
use crate::store::columns::{self, corrupt};
use crate::store::{
    BetFact, BetRecord, BetWords, ClosingRecord, LegRecord, SettledRecord, StoreError,
};

const LEGS: &str = "SELECT l.bet_id, l.match_id, l.outcome, l.market_type, l.event_id, l.kind, \
     l.period, l.line_quarters, l.code, l.selection_id, l.price, l.quoted, l.result, l.report_seen, e.starts_at, \
     e.time_known, h.name AS home, a.name AS away \
     FROM bet_legs l JOIN events e ON e.id = l.event_id \
     LEFT JOIN participants h ON h.id = e.home_id \
     LEFT JOIN participants a ON a.id = e.away_id \
     WHERE l.bet_id = ANY($1) ORDER BY l.bet_id, l.position";

type Legs = HashMap<i64, Vec<(Leg, LegRecord)>>;

/// The bets of rows of `bets`, with their legs, in the order of the rows.
pub(in crate::store::postgres) async fn records(
    connection: &mut PgConnection,
    rows: &[PgRow],
) -> Result<Vec<BetRecord>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = rows.iter().map(|row| get(row, "id")).collect::<Result<_, _>>()?;
    let mut legs = Legs::new();
    let leg_rows = sqlx::query(LEGS)
        .bind(ids)
        .fetch_all(connection)
        .await
        .map_err(refused("read the legs of bets"))?;
    for row in &leg_rows {
        let bet_id: i64 = get(row, "bet_id")?;
        legs.entry(bet_id).or_default().push(leg(row)?);
    }
    rows.iter().map(|row| record(row, &mut legs)).collect()
}

fn record(row: &PgRow, legs: &mut Legs) -> Result<BetRecord, StoreError> {
    let id: i64 = get(row, "id")?;
    let (terms_legs, legs): (Vec<Leg>, Vec<LegRecord>) =
        legs.remove(&id).unwrap_or_default().into_iter().unzip();
    let terms = Terms {
        id: BetId::new(id),
        venue_id: VenueId::new(small_id(row, "venue_id")?),
        side: side(row)?,
        stake: money(row, "stake")?,
        legs: terms_legs,
        commission: commission(row)?,
        channel: parse("a channel", get(row, "channel")?)?,
        strategy: parse("a strategy", get(row, "strategy")?)?,
        offer: offer(row)?,
    };
    let status = parse("the status of a bet", get(row, "status")?)?;
    let bet = Bet::new(terms, status).map_err(|error| corrupt("a bet", error))?;
    check_price(&bet, get(row, "price")?)?;
    Ok(BetRecord {
        bet,
        words: BetWords {
            match_id: get(row, "match_id")?,
            outcome: get(row, "outcome")?,
            bookmaker: get(row, "bookmaker")?,
            market_type: get(row, "market_type")?,
        },
        legs,
        sport: parse("a sport", get(row, "sport")?)?,
        login: get(row, "login")?,
        paper: get(row, "paper")?,
        settled: settled(row)?,
        clv: get(row, "clv")?,
        odds_close: price(row, "odds_close")?,
        closing: closing(row)?,
        by_hand: get(row, "by_hand")?,
        notes: get(row, "notes")?,
        tags: get(row, "tags")?,
        placed_at: get(row, "placed_at")?,
        created_at: get(row, "created_at")?,
        updated_at: get(row, "updated_at")?,
        version: get(row, "version")?,
    })
}

/// The price stands beside the bet for sorting and statistics; it must be what the legs multiply to.
fn check_price(bet: &Bet, stored: Decimal) -> Result<(), StoreError> {
    let taken = bet.price_taken().map_err(|error| corrupt("a bet", error))?;
    if taken.get() == stored { Ok(()) } else { Err(corrupt("the price of a bet", stored)) }
}

fn leg(row: &PgRow) -> Result<(Leg, LegRecord), StoreError> {
    let market = market_key(row)?;
    let selection = selection(get(row, "code")?, &market)?;
    let price = quoted_price(get(row, "price")?, get(row, "quoted")?)?;
    let event_id = EventId::new(get(row, "event_id")?);
    let selection_id: Option<i64> = get(row, "selection_id")?;
    let result: Option<&str> = get(row, "result")?;
    let mut leg =
        Leg::new(event_id, market, selection, price).map_err(|error| corrupt("a leg", error))?;
    leg.selection_id = selection_id.map(SelectionId::new);
    leg.outcome = result.map(|word| parse("the result of a leg", word)).transpose()?;
    let home: Option<String> = get(row, "home")?;
    let away: Option<String> = get(row, "away")?;
    let words = LegRecord {
        match_id: get(row, "match_id")?,
        outcome: get(row, "outcome")?,
        market_type: get(row, "market_type")?,
        home: home.unwrap_or_default(),
        away: away.unwrap_or_default(),
        starts_at: get(row, "starts_at")?,
        time_known: get(row, "time_known")?,
        report_seen: get(row, "report_seen")?,
    };
    Ok((leg, words))
}

pub(super) fn fact(row: &PgRow) -> Result<BetFact, StoreError> {
    let kind: Option<&str> = get(row, "kind")?;
    Ok(BetFact {
        id: BetId::new(get(row, "id")?),
        venue_id: VenueId::new(small_id(row, "venue_id")?),
        side: side(row)?,
        stake: money(row, "stake")?,
        is_free: offer(row)?.stake == StakeKind::Free,
        price: Price::new(get(row, "price")?).map_err(|error| corrupt("a price", error))?,
        channel: parse("a channel", get(row, "channel")?)?,
        strategy: parse("a strategy", get(row, "strategy")?)?,
        sport: parse("a sport", get(row, "sport")?)?,
        market: kind.map(|kind| parse("a market kind", kind)).transpose()?,
        status: parse("the status of a bet", get(row, "status")?)?,
        settled: settled(row)?,
        clv: get(row, "clv")?,
        odds_close: price(row, "odds_close")?,
        clv_fair: get(row, "clv_fair")?,
        placed_at: get(row, "placed_at")?,
    })
}

fn settled(row: &PgRow) -> Result<Option<SettledRecord>, StoreError> {
    let result: Option<&str> = get(row, "result")?;
    let Some(result) = result else {
        let payout: Option<Decimal> = get(row, "payout")?;
        let commission: Option<Decimal> = get(row, "commission_paid")?;
        let profit: Option<Decimal> = get(row, "profit")?;
        return match payout.or(commission).or(profit) {
            None => Ok(None),
            Some(amount) => Err(corrupt("what an open bet came to", amount)),
        };
    };
    let outcome: BetOutcome = parse("the result of a bet", result)?;
    Ok(Some(SettledRecord {
        outcome,
        payout: money(row, "payout")?,
        commission: money(row, "commission_paid")?,
        profit: money(row, "profit")?,
        price: price(row, "actual_odds")?,
        at: get(row, "settled_at")?,
    }))
}

fn offer(row: &PgRow) -> Result<Offer, StoreError> {
    let rate: Option<Decimal> = get(row, "boost_rate")?;
    let most: Option<Decimal> = get(row, "boost_extra_max")?;
    let most = most.map(|_| money(row, "boost_extra_max")).transpose()?;
    columns::offer(get(row, "stake_kind")?, rate.map(|rate| (rate, most)))
}

fn closing(row: &PgRow) -> Result<Option<ClosingRecord>, StoreError> {
    let reference: Option<String> = get(row, "close_reference")?;
    let Some(reference) = reference else { return Ok(None) };
    let age: Option<i64> = get(row, "close_age_s")?;
    Ok(Some(ClosingRecord {
        reference,
        method: get(row, "close_method")?,
        clv_fair: get(row, "clv_fair")?,
        age: age.map(TimeDelta::seconds),
    }))
}

fn money(row: &PgRow, column: &'static str) -> Result<Money, StoreError> {
    let currency: Currency = parse("a currency", get(row, "currency")?)?;
    Money::new(get(row, column)?, currency).map_err(|error| corrupt("an amount", error))
}

fn price(row: &PgRow, column: &'static str) -> Result<Option<Price>, StoreError> {
    let value: Option<Decimal> = get(row, column)?;
    value.map(Price::new).transpose().map_err(|error| corrupt("a price", error))
}
