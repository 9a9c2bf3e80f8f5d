//! The chain is the same, byte by byte, whichever engine keeps it.

use std::sync::Arc;

use monps_core::ledger::{AccountKind, Header, rules};
use monps_core::money::{Currency, Money};
use monps_server::store::postgres::PgStore;
use monps_server::store::sqlite::SqliteStore;
use monps_server::store::{Booking, ChainedEntry, Store};
use rust_decimal::Decimal;

use crate::contract::ground::{Ground, noon, seconds};
use crate::postgres::Cluster;

/// Books of a hundred entries, the same every time.
async fn keep_books(store: &Arc<dyn Store>) -> Vec<ChainedEntry> {
    let ground = Ground::new(store).await;
    let owner = ground.account(AccountKind::Owner).await;
    let cash = ground.account(AccountKind::Venue).await;
    for step in 1..=100_i64 {
        // Whole numbers, trailing zeros, one cent, and the largest amounts there are.
        let cents = [100, 1_050, 1, 99_999_999_999_999][usize::try_from(step % 4).unwrap()] * step;
        let cents = cents.min(100_000_000_000_000);
        let amount = Money::new(Decimal::new(cents, 2), Currency::EUR).unwrap();
        let header = Header::at(noon() + seconds(step)).noting(format!("n° {step}\n|é|"));
        let entry = rules::deposit(&owner, &cash, amount, header).unwrap();
        let recorded_at = noon() + seconds(step);
        let booking = Booking { entries: vec![entry], recorded_at, ..Booking::default() };
        store.book(&booking, None).await.unwrap();
    }
    store.entries_after(monps_core::id::EntryId::new(0), 1_000).await.unwrap()
}

#[tokio::test]
async fn is_the_same_on_both_engines() {
    let Some(cluster) = Cluster::start("chain::is_the_same_on_both_engines") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let sqlite = SqliteStore::open(&folder.path().join("monps.sqlite")).await.unwrap();
    let sqlite: Arc<dyn Store> = Arc::new(sqlite);
    let options = cluster.database("monps").await;
    let postgres: Arc<dyn Store> = Arc::new(PgStore::open(options).await.unwrap());
    let (one, other) = (keep_books(&sqlite).await, keep_books(&postgres).await);
    assert_eq!(one.len(), 100);
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one, other);
    }
    assert_eq!(other.len(), 100);
    assert_eq!(sqlite.chain_head().await.unwrap(), postgres.chain_head().await.unwrap());
    postgres.close().await;
}

#[tokio::test]
async fn cannot_be_rewritten() {
    let Some(cluster) = Cluster::start("chain::cannot_be_rewritten") else {
        return;
    };
    let options = cluster.database("monps").await;
    let store: Arc<dyn Store> = Arc::new(PgStore::open(options).await.unwrap());
    keep_books(&store).await;
    let mut intruder = cluster.connect("monps").await;
    for sql in [
        "UPDATE entries SET note = 'x'",
        "DELETE FROM postings",
        "TRUNCATE entries CASCADE",
        "UPDATE accounts SET login = 'x'",
        "DELETE FROM audit",
        "DELETE FROM bets",
    ] {
        let refused = sqlx::raw_sql(sql).execute(&mut intruder).await;
        let error = refused.expect_err(sql).to_string();
        assert!(error.contains("never"), "{sql}: {error}");
    }
    // Whoever may switch the guards off is found out by the hashes.
    let forged = "SET session_replication_role = replica;
        UPDATE postings SET amount = amount + 0.01 WHERE entry_id = 50";
    sqlx::raw_sql(forged).execute(&mut intruder).await.unwrap();
    let report = monps_server::app::ledger::verify(&store).await.unwrap();
    assert!(report.fault.is_some());
    store.close().await;
}
