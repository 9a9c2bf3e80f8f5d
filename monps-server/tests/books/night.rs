//! A night with many bets on many events, settled in pages.
//!
//! `MONPS_NIGHT_BETS=100000` measures a long night; every run says how long it took.

use std::sync::Arc;
use std::time::Instant;

use monps_core::adapter::Score;
use monps_core::bet::{Bet, BetStatus, Channel, Leg, Offer, Strategy, Terms};
use monps_core::catalog::{MarketKey, MarketKind, Period, Selection, Sport};
use monps_core::id::{BetId, EventId};
use monps_core::ledger::{AccountKind, BetAccounts, BetHistory, Book, Header, rules};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::{Commission, Price, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::TimeDelta;
use monps_server::settler::Settler;
use monps_server::store::{
    AccountKey, Batch, BetRecord, BetWords, BetWrite, Booking, EventOrigin, LegRecord, NewEvent,
    ResultRow, Sequence,
};
use rust_decimal::dec;
use serde_json::json;

use crate::house::House;
use crate::life::slip;

const EVENTS: i64 = 300;

/// Events, the first of which a bet by hand has made; so has it the venue and its accounts.
async fn events(house: &House) -> Vec<EventId> {
    house.bet(&slip()).await;
    let first =
        house.store.reserve(Sequence::Events, u32::try_from(EVENTS).unwrap()).await.unwrap();
    let event = |id: i64| NewEvent {
        id: EventId::new(id),
        slug: format!("event-{id}"),
        sport: Sport::FOOTBALL,
        competition: None,
        season: None,
        home: format!("Home {id}"),
        away: format!("Away {id}"),
        starts_at: house.now() - TimeDelta::hours(3),
        time_known: true,
        origin: EventOrigin::Feed,
        created_at: house.now(),
    };
    let ids: Vec<i64> = (first..first + EVENTS).collect();
    let events = ids.iter().map(|id| event(*id)).collect();
    house.store.append(&Batch { events, ..Batch::default() }).await.unwrap();
    ids.into_iter().map(EventId::new).collect()
}

fn record(house: &House, like: &BetRecord, id: i64, event: EventId) -> BetRecord {
    let market = MarketKey::full_time(MarketKind::MatchOdds, None).unwrap();
    let picks = [Selection::Home, Selection::Draw, Selection::Away];
    let pick = picks[usize::try_from(id).unwrap() % 3].clone();
    let price: Price = "2.50".parse().unwrap();
    let leg = Leg::new(event, market, pick, QuotedPrice::from(price)).unwrap();
    let terms = Terms {
        id: BetId::new(id),
        venue_id: like.bet.terms().venue_id,
        side: Side::Back,
        stake: Money::new(dec!(2), Currency::EUR).unwrap(),
        legs: vec![leg],
        commission: Commission::NONE,
        channel: Channel::Ligne,
        strategy: Strategy::VALUE,
        offer: Offer::NONE,
    };
    let name = format!("event-{}", event.get());
    let words = LegRecord {
        match_id: name.clone(),
        starts_at: house.now() - TimeDelta::hours(3),
        ..like.legs[0].clone()
    };
    BetRecord {
        bet: Bet::new(terms, BetStatus::Open).unwrap(),
        words: BetWords { match_id: name, ..like.words.clone() },
        legs: vec![words],
        ..like.clone()
    }
}

#[tokio::test]
async fn a_night_is_settled_in_pages_and_the_books_are_sound() {
    let house = House::new().await;
    let bets = std::env::var("MONPS_NIGHT_BETS").map_or(2500, |text| text.parse().unwrap());
    let events = events(&house).await;
    let like = house.store.bet(BetId::new(1)).await.unwrap().unwrap();
    let own = |kind| AccountKey { kind, venue: None, currency: Currency::EUR, book: Book::Real };
    let venue = Some((like.bet.terms().venue_id, like.login.clone()));
    let keys = [
        AccountKey { venue, ..own(AccountKind::Venue) },
        own(AccountKind::AtRisk),
        own(AccountKind::Winnings),
        own(AccountKind::Losses),
        own(AccountKind::Commission),
    ];
    let accounts = house.store.ensure_accounts(&keys).await.unwrap();
    let refs = BetAccounts {
        venue: &accounts[0],
        at_risk: &accounts[1],
        winnings: &accounts[2],
        losses: &accounts[3],
        commission: &accounts[4],
        free: None,
    };
    let first = house.store.reserve(Sequence::Bets, bets).await.unwrap();
    for (id, event) in (first..first + i64::from(bets)).zip(events.iter().cycle()) {
        let record = record(&house, &like, id, *event);
        let history = BetHistory::of(record.bet.id(), &[]).unwrap();
        let header = Header::at(house.now());
        let entry = rules::place(&record.bet, &history, &refs, Rounding::HalfUp, header).unwrap();
        let booking =
            Booking { entries: vec![entry], recorded_at: house.now(), ..Booking::default() };
        let write = BetWrite { record, expected: None, deleted_at: None, booking };
        house.store.write_bet(&write).await.unwrap();
    }
    let source_id = house.store.ensure_source("feed").await.unwrap();
    let result = |event: &EventId| ResultRow {
        event_id: *event,
        source_id,
        score: Score { period: Period::FullTime, home: 1, away: 0 },
        is_final: true,
        observed_at: house.now(),
    };
    let results = events.iter().map(result).collect();
    house.store.append(&Batch { results, ..Batch::default() }).await.unwrap();

    let settler = Settler::new(Arc::clone(&house.store), Arc::clone(&house.bets));
    let begun = Instant::now();
    let report = settler.run_once().await.unwrap();
    println!("{bets} bets settled in {:.2} s", begun.elapsed().as_secs_f64());
    assert_eq!((report.settled, report.failed), (bets, 0));
    let begun = Instant::now();
    assert_eq!(settler.run_once().await.unwrap().looked_at, 0);
    println!("and looked at again in {:.3} s", begun.elapsed().as_secs_f64());
    let books = house.check().await;
    assert_eq!(books.bets, u64::from(bets) + 1);
    let won = house.get("/bets/bets/?result=won&limit=1").await;
    let on_home = (first..first + i64::from(bets)).filter(|id| id % 3 == 0).count();
    assert_eq!(won.headers["x-total-count"], on_home.to_string());
    let trace = house.get(&format!("/bets/bets/{first}/trace")).await.expect(200);
    assert_eq!(trace[0]["action"], json!("bet_settled"));
}
