//! Many processes on one server: nothing is lost, doubled or overtaken, and a server that goes comes
//! back.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use monps_core::ledger::{AccountKind, Header, rules};
use monps_server::app::ledger::verify;
use monps_server::store::postgres::{PgOptions, PgStore};
use monps_server::store::{Batch, Booking, Merge, Store, StoreError, Undone};
use rust_decimal::dec;

use crate::contract::ground::{Ground, euros, noon};
use crate::postgres::Cluster;

/// Stores that know nothing of each other, as processes do.
async fn processes(cluster: &Cluster, count: usize) -> Vec<Arc<dyn Store>> {
    let options = PgOptions {
        connections_max: 6,
        acquire_timeout: Duration::from_secs(5),
        ..cluster.database("monps").await
    };
    let mut stores: Vec<Arc<dyn Store>> = Vec::new();
    for _ in 0..count {
        stores.push(Arc::new(PgStore::open(options.clone()).await.unwrap()));
    }
    stores
}

#[tokio::test]
async fn the_chain_of_many_writers_is_one_chain() {
    let Some(cluster) = Cluster::start("together::the_chain_of_many_writers") else {
        return;
    };
    let stores = processes(&cluster, 4).await;
    let ground = Ground::new(&stores[0]).await;
    let owner = ground.account(AccountKind::Owner).await;
    let cash = ground.account(AccountKind::Venue).await;
    let booking = Booking {
        entries: vec![
            rules::deposit(&owner, &cash, euros(dec!(1.00)), Header::at(noon())).unwrap(),
        ],
        recorded_at: noon(),
        ..Booking::default()
    };
    let writes = (0..200).map(|turn| {
        let (store, booking) = (Arc::clone(&stores[turn % 4]), booking.clone());
        tokio::spawn(async move { store.book(&booking, None).await.unwrap()[0] })
    });
    let ids = futures_util::future::join_all(writes).await;
    let ids: BTreeSet<_> = ids.into_iter().map(Result::unwrap).collect();
    assert_eq!(ids.len(), 200);
    let head = stores[1].chain_head().await.unwrap();
    assert_eq!((head.entry_count, head.entry_id), (200, ids.last().copied()));
    assert_eq!(verify(&stores[2]).await.unwrap().fault, None);
    for store in stores {
        store.close().await;
    }
}

#[tokio::test]
async fn accounts_and_names_made_at_once_are_made_once() {
    let Some(cluster) = Cluster::start("together::accounts_and_names_made_at_once") else {
        return;
    };
    let stores = processes(&cluster, 4).await;
    let ground = Arc::new(Ground::new(&stores[0]).await);
    let key = monps_server::store::AccountKey {
        kind: AccountKind::Venue,
        venue: Some((ground.bookmaker().id, "me".to_owned())),
        currency: monps_core::money::Currency::EUR,
        book: monps_core::ledger::Book::Real,
    };
    let made = (0..40).map(|turn| {
        let (store, ground, key) =
            (Arc::clone(&stores[turn % 4]), Arc::clone(&ground), key.clone());
        tokio::spawn(async move {
            let account = store.ensure_accounts(&[key]).await.unwrap().remove(0);
            // The same venues in another order: whoever meets waits, nobody deadlocks.
            let mut venues = ground.venues.clone();
            if turn % 2 == 0 {
                venues.reverse();
            }
            store.ensure_venues(&venues).await.unwrap();
            account.id()
        })
    });
    let ids = futures_util::future::join_all(made).await;
    let ids: BTreeSet<_> = ids.into_iter().map(Result::unwrap).collect();
    assert_eq!(ids.len(), 1);
}

#[tokio::test]
async fn collectors_that_write_the_same_write_it_once() {
    let Some(cluster) = Cluster::start("together::collectors_that_write_the_same") else {
        return;
    };
    let stores = processes(&cluster, 4).await;
    let ground = Arc::new(Ground::new(&stores[0]).await);
    // Overlapping batches, some by COPY and some not, all new streams and partitions at first.
    let writes = (0..16_i64).map(|turn| {
        let store = Arc::clone(&stores[usize::try_from(turn).unwrap() % 4]);
        let ground = Arc::clone(&ground);
        tokio::spawn(async move {
            let quotes = (turn * 50..turn * 50 + if turn % 2 == 0 { 400 } else { 100 })
                .map(|step| ground.quote(usize::try_from(step % 3).unwrap(), step * 40_000, "2.5"))
                .collect();
            let batch = Batch { quotes, ..Batch::default() };
            for _ in 0..10 {
                match store.append(&batch).await {
                    Ok(done) => return done.quotes,
                    Err(StoreError::Conflict { .. }) => {}
                    Err(error) => panic!("{error:?}"),
                }
            }
            panic!("ten conflicts in a row")
        })
    });
    let written = futures_util::future::join_all(writes).await;
    let written: u64 = written.into_iter().map(Result::unwrap).sum();
    let history = stores[3].history_of(&[ground.event], None).await.unwrap();
    let rows: u64 = history.iter().map(|(_, market)| market.rows.len() as u64).sum();
    assert_eq!(rows, 14 * 50 + 400, "every row once");
    assert_eq!(written, rows, "each was new to one of them");
    assert_eq!(stores[1].stored_figures().await.unwrap().quotes, rows);
}

#[tokio::test]
async fn a_server_that_goes_is_away_and_comes_back() {
    let Some(cluster) = Cluster::start("together::a_server_that_goes") else {
        return;
    };
    let stores = processes(&cluster, 1).await;
    let store = &stores[0];
    let ground = Ground::new(store).await;
    ground.write(vec![ground.quote(0, 0, "2.5")]).await;
    cluster.stop();
    for _ in 0..2 {
        let error = store.venues().await.unwrap_err();
        assert!(error.is_retryable(), "{error:?}");
        let error = store.append(&ground.catalogue()).await.unwrap_err();
        assert!(error.is_retryable(), "{error:?}");
    }
    assert!(store.ping().await.is_err());
    cluster.run();
    let started = Instant::now();
    while store.ping().await.is_err() {
        assert!(started.elapsed().as_secs() < 10, "it does not come back");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(ground.write(vec![ground.quote(0, 1, "2.6")]).await, 1);
    assert_eq!(store.current(&[ground.event]).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_lock_that_is_held_too_long_is_told_as_away() {
    let Some(cluster) = Cluster::start("together::a_lock_that_is_held") else {
        return;
    };
    let stores = processes(&cluster, 1).await;
    // It is somebody else's turn, not an end.
    let options =
        PgOptions { lock_timeout: Duration::from_millis(200), ..cluster.options("monps") };
    let impatient = PgStore::open(options).await.unwrap();
    let lock = "BEGIN; SELECT * FROM books FOR UPDATE";
    let mut holder = cluster.connect("monps").await;
    sqlx::raw_sql(lock).execute(&mut holder).await.unwrap();
    let store: Arc<dyn Store> = Arc::new(impatient);
    let error = store.book(&Booking::default(), None).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
    assert!(error.is_retryable());
    drop(stores);
}

#[tokio::test]
async fn of_two_who_undo_a_merge_at_once_one_does() {
    let Some(cluster) = Cluster::start("together::of_two_who_undo_a_merge_at_once") else {
        return;
    };
    let stores = processes(&cluster, 2).await;
    for _ in 0..20 {
        let (kept, gone) = (Ground::new(&stores[0]).await, Ground::new(&stores[0]).await);
        let merge = Merge {
            gone: gone.event,
            kept: kept.event,
            is_turned: false,
            actor: "somebody".to_owned(),
            at: noon(),
        };
        let join = stores[0].merge_events(&merge).await.unwrap();
        let undo = |store: &Arc<dyn Store>| {
            let store = Arc::clone(store);
            tokio::spawn(async move { store.undo_join(join, "somebody", noon()).await.unwrap() })
        };
        let (one, other) = (undo(&stores[0]), undo(&stores[1]));
        let done = [one.await.unwrap(), other.await.unwrap()];
        assert!(done.contains(&Undone::Done) && done.contains(&Undone::Before), "{done:?}");
    }
    for store in stores {
        store.close().await;
    }
}
