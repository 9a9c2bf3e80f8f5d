//! Bets, with what is written with them.

use std::sync::Arc;

use monps_core::adapter::Score;
use monps_core::bet::{Bet, BetOutcome, BetStatus, Boost, Offer, StakeKind, Terms};
use monps_core::catalog::Period;
use monps_core::id::BetId;
use monps_core::payoff::Outcome;
use monps_core::time::TimeDelta;
use monps_server::store::{
    Batch, BetFilter, BetQuery, BetRecord, BetSort, BetWrite, Booking, ClosingRecord, ResultRow,
    SettledRecord, Store, StoreError,
};
use rust_decimal::{Decimal, dec};

use super::ground::{Ground, euros, noon, price, seconds};

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    a_bet_is_kept_whole(&Ground::new(store).await).await;
    an_offer_is_kept(&Ground::new(store).await).await;
    of_two_changes_one_is_refused(&Ground::new(store).await).await;
    a_settled_bet_says_what_it_came_to(&Ground::new(store).await).await;
    lists_are_filtered_sorted_and_paged(&Ground::new(store).await).await;
}

async fn write(
    ground: &Ground,
    record: &BetRecord,
    expected: Option<i64>,
) -> Result<(), StoreError> {
    let write = BetWrite {
        record: record.clone(),
        expected,
        deleted_at: None,
        booking: Booking { recorded_at: noon(), ..Booking::default() },
    };
    ground.store.write_bet(&write).await.map(drop)
}

async fn a_bet_is_kept_whole(ground: &Ground) {
    let store = &ground.store;
    let version = store.chain_head().await.unwrap().version;
    let record = ground.bet(dec!(20.00)).await;
    write(ground, &record, None).await.unwrap();
    let id = record.bet.id();
    assert_eq!(store.bet(id).await.unwrap().as_ref(), Some(&record));
    assert_eq!(store.bet(BetId::new(-7)).await.unwrap(), None);
    assert!(store.open_bets().await.unwrap().contains(&record));
    assert!(store.chain_head().await.unwrap().version > version);
    let again = write(ground, &record, None).await;
    assert!(matches!(again, Err(StoreError::Conflict { .. })), "{again:?}");

    let facts = store.bet_facts().await.unwrap();
    let fact = facts.iter().find(|fact| fact.id == id).unwrap();
    assert_eq!((fact.stake, fact.price), (euros(dec!(20)), price("2.1")));
    assert_eq!(fact.market, Some(super::ground::key().kind));
    assert_eq!(store.all_bets(BetId::new(id.get() - 1), 1).await.unwrap(), [(record, false)]);
}

/// What the venue puts in comes back with the bet, and statistics know whose the stake was.
async fn an_offer_is_kept(ground: &Ground) {
    let store = &ground.store;
    let mut record = ground.bet(dec!(20.00)).await;
    let boost = Boost::new(dec!(0.25), Some(euros(dec!(12.50)))).unwrap();
    let offer = Offer { stake: StakeKind::Free, boost: Some(boost) };
    let terms = Terms { offer, ..record.bet.terms().clone() };
    record.bet = Bet::new(terms, record.bet.status()).unwrap();
    write(ground, &record, None).await.unwrap();
    let id = record.bet.id();
    assert_eq!(store.bet(id).await.unwrap(), Some(record));
    let facts = store.bet_facts().await.unwrap();
    assert!(facts.iter().find(|fact| fact.id == id).unwrap().is_free);
}

async fn of_two_changes_one_is_refused(ground: &Ground) {
    let mut record = ground.bet(dec!(5)).await;
    write(ground, &record, None).await.unwrap();
    record.version = 2;
    record.notes = None;
    record.tags = Vec::new();
    let (one, two) = futures_util::future::join(
        write(ground, &record, Some(1)),
        write(ground, &record, Some(1)),
    )
    .await;
    let refused = if one.is_ok() { two } else { one };
    assert!(matches!(refused, Err(StoreError::Conflict { .. })), "{refused:?}");
    let kept = ground.store.bet(record.bet.id()).await.unwrap();
    assert_eq!(kept.as_ref(), Some(&record));

    let gone = BetWrite {
        record: BetRecord { version: 3, ..record.clone() },
        expected: Some(2),
        deleted_at: Some(noon()),
        booking: Booking::default(),
    };
    ground.store.write_bet(&gone).await.unwrap();
    let id = record.bet.id();
    assert_eq!(ground.store.bet(id).await.unwrap(), None);
    let all = ground.store.all_bets(BetId::new(id.get() - 1), 1).await.unwrap();
    assert!(all[0].1, "it stays, marked");
}

async fn a_settled_bet_says_what_it_came_to(ground: &Ground) {
    let mut record = ground.bet(dec!(10)).await;
    write(ground, &record, None).await.unwrap();
    let waiting = async || {
        let bets = ground.store.bets_to_settle(i64::MAX, 10_000).await.unwrap();
        bets.contains(&record.bet.id())
    };
    assert!(!waiting().await);
    let results = vec![ResultRow {
        event_id: ground.event,
        source_id: ground.source,
        score: Score { period: Period::FullTime, home: 2, away: 0 },
        is_final: true,
        observed_at: noon(),
    }];
    ground.store.append(&Batch { results, ..Batch::default() }).await.unwrap();
    assert!(waiting().await);

    record.bet = record.bet.with_leg_outcome(0, Some(Outcome::Won)).unwrap();
    record.bet = record.bet.moved_to(BetStatus::Settled).unwrap();
    record.settled = Some(SettledRecord {
        outcome: BetOutcome::Played(Outcome::Won),
        payout: euros(dec!(21.00)),
        commission: euros(dec!(0.00)),
        profit: euros(dec!(11.00)),
        price: Some(price("2.10")),
        at: noon() + seconds(1),
    });
    record.clv = Some(dec!(-1.250));
    record.odds_close = Some(price("2.05"));
    record.closing = Some(ClosingRecord {
        reference: "consensus".to_owned(),
        method: Some("shin, 3 venues".to_owned()),
        clv_fair: Some(dec!(-2.50)),
        age: Some(TimeDelta::seconds(90)),
    });
    record.legs[0].report_seen = Some(7);
    record.version = 2;
    write(ground, &record, Some(1)).await.unwrap();
    let kept = ground.store.bet(record.bet.id()).await.unwrap().unwrap();
    assert_eq!(kept, record);
    assert_eq!(kept.clv.unwrap().to_string(), "-1.250");
    let settled = kept.settled.unwrap();
    assert_eq!(
        (settled.payout.to_string(), settled.commission.to_string()),
        ("21.00 EUR".to_owned(), "0.00 EUR".to_owned())
    );
}

async fn lists_are_filtered_sorted_and_paged(ground: &Ground) {
    let mut bets = Vec::new();
    for step in 0..7_i64 {
        let mut record = ground.bet(Decimal::from(10 + step * step % 5)).await;
        record.created_at = noon() + TimeDelta::milliseconds(step / 2);
        record.placed_at = noon() - seconds(step);
        record.paper = step == 6;
        if step == 3 {
            record.words.match_id = ground.name("Sochaux 100 %_");
        }
        write(ground, &record, None).await.unwrap();
        bets.push(record);
    }
    let filter = BetFilter { text: Some(ground.name("brest")), ..BetFilter::default() };
    let all = BetQuery { filter, limit: 100, ..BetQuery::default() };
    for sort in [
        BetSort::Created,
        BetSort::Placed,
        BetSort::Settled,
        BetSort::Stake,
        BetSort::Price,
        BetSort::Profit,
    ] {
        for ascending in [true, false] {
            let query = BetQuery { sort, ascending, ..all.clone() };
            let whole = ground.store.bets(&query).await.unwrap();
            assert_eq!((whole.total, whole.bets.len()), (7, 7), "{sort:?}");
            let ids = |bets: &[(String, BetRecord)]| {
                bets.iter().map(|(_, record)| record.bet.id()).collect::<Vec<_>>()
            };
            let mut paged = Vec::new();
            loop {
                let after = paged
                    .last()
                    .map(|(value, record): &(String, BetRecord)| (value.clone(), record.bet.id()));
                let page = BetQuery { after, limit: 2, ..query.clone() };
                let page = ground.store.bets(&page).await.unwrap().bets;
                if page.is_empty() {
                    break;
                }
                paged.extend(page);
            }
            assert_eq!(ids(&paged), ids(&whole.bets), "{sort:?} {ascending}");
        }
    }
    let by_stake = BetQuery { sort: BetSort::Stake, ascending: true, ..all.clone() };
    let listed = ground.store.bets(&by_stake).await.unwrap().bets;
    assert!(listed.is_sorted_by_key(|(_, record)| record.bet.terms().stake.amount()));
    // A value that no row can have is the end of the list or its beginning, never an error.
    let forged = BetQuery { after: Some(("x' OR 1".to_owned(), BetId::new(1))), ..all.clone() };
    ground.store.bets(&forged).await.unwrap();
    each_filter(ground, &all, &bets).await;
}

async fn each_filter(ground: &Ground, all: &BetQuery, bets: &[BetRecord]) {
    let count = async |change: fn(&mut BetFilter)| {
        let mut query = all.clone();
        change(&mut query.filter);
        ground.store.bets(&query).await.unwrap().total
    };
    assert_eq!(count(|filter| filter.paper = Some(true)).await, 1);
    assert_eq!(count(|filter| filter.statuses = vec![BetStatus::Open]).await, 7);
    assert_eq!(count(|filter| filter.statuses = vec![BetStatus::Settled]).await, 0);
    assert_eq!(count(|filter| filter.result = Some(BetOutcome::Played(Outcome::Won))).await, 0);
    assert_eq!(count(|filter| filter.channel = Some(monps_core::bet::Channel::Tabac)).await, 0);
    assert_eq!(count(|filter| filter.strategy = Some(monps_core::bet::Strategy::VALUE)).await, 7);
    assert_eq!(count(|filter| filter.sport = Some("tennis".to_owned())).await, 0);
    let named = |filter: &mut BetFilter| filter.market = Some(("1x2".to_owned(), "1x2".to_owned()));
    assert_eq!(count(named).await, 7);
    assert_eq!(count(|filter| filter.from = Some(noon() - seconds(2))).await, 3);
    assert_eq!(count(|filter| filter.to = Some(noon() - seconds(2))).await, 4);
    let mut query = all.clone();
    query.filter.venue_key = Some(ground.bookmaker().key.to_string());
    assert_eq!(ground.store.bets(&query).await.unwrap().total, 7);
    query.filter.text = Some(ground.name("sochaux 100 %_"));
    let found = ground.store.bets(&query).await.unwrap().bets;
    assert_eq!(found[0].1, bets[3], "no letter means more than itself");
}
