//! Giving and taking everything: no column is forgotten, and every engine gives what it was given.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use monps_core::time::parse_timestamp;
use monps_server::app::ledger::verify;
use monps_server::backup::{Manifest, Progress, copy, describe};
use monps_server::store::postgres::PgStore;
use monps_server::store::sqlite::SqliteStore;
use monps_server::store::transfer::TABLES;
use monps_server::store::{BetQuery, BetSort, Store};

use crate::pglite::PgLite;
use crate::postgres::Cluster;
use crate::scene::filled;

/// What an engine works out for itself.
const DERIVED_TABLES: [&str; 7] = [
    "odds_changes",
    "odds_late",
    "odds_layout",
    "odds_streams",
    "odds_totals",
    "schema_migrations",
    "sequences",
];
const DERIVED_COLUMNS: [&str; 2] = ["stream_id", "corrected"];

async fn sqlite(folder: &Path) -> Arc<dyn Store> {
    Arc::new(SqliteStore::open(&folder.join("monps.sqlite")).await.unwrap())
}

async fn no_column_is_forgotten(store: &Arc<dyn Store>) {
    let schema: BTreeSet<(String, BTreeSet<String>)> = store
        .columns()
        .await
        .unwrap()
        .into_iter()
        .filter(|(table, _)| !DERIVED_TABLES.contains(&table.as_str()))
        .map(|(table, columns)| {
            let derived = |column: &String| {
                table == "odds_history" && DERIVED_COLUMNS.contains(&column.as_str())
            };
            (table.clone(), columns.into_iter().filter(|column| !derived(column)).collect())
        })
        .collect();
    let listed = TABLES
        .iter()
        .map(|table| {
            let columns = table.columns.iter().map(|column| column.name.to_owned());
            (table.name.to_owned(), columns.collect())
        })
        .collect();
    assert_eq!(schema, listed);
}

fn silent() -> Progress {
    Arc::new(|_| ())
}

async fn copied(from: &Arc<dyn Store>, to: &Arc<dyn Store>) -> Manifest {
    let now = parse_timestamp("2026-11-22T12:00:00Z").unwrap();
    let given = copy(from.as_ref(), to.as_ref(), "the copy", now, &silent()).await.unwrap();
    let taken = describe(to.as_ref(), now, &silent()).await.unwrap();
    assert_eq!(given.first_difference(&taken), None);
    let report = verify(to).await.unwrap();
    assert_eq!(report.fault, None);
    assert!(report.bets > 0 && report.entries > 0);
    taken
}

/// New rows find their ids after those that were taken in.
async fn goes_on(store: &Arc<dyn Store>) {
    use monps_server::store::Sequence;
    let query = BetQuery { limit: 1000, sort: BetSort::Created, ..BetQuery::default() };
    let bets = store.bets(&query).await.unwrap().bets;
    let last = bets.iter().map(|(_, record)| record.bet.id().get()).max().unwrap();
    assert!(store.reserve(Sequence::Bets, 1).await.unwrap() > last);
}

#[tokio::test]
async fn no_column_of_a_file_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let store = sqlite(folder.path()).await;
    no_column_is_forgotten(&store).await;
    store.close().await;
}

#[tokio::test]
async fn a_full_database_goes_to_postgresql_and_back_and_is_the_same() {
    let Some(cluster) = Cluster::start("a round trip through PostgreSQL") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    filled(&folder.path().join("first")).await;
    let first = sqlite(&folder.path().join("first")).await;
    let options = cluster.database("monps").await;
    let server: Arc<dyn Store> = Arc::new(PgStore::open(options).await.unwrap());
    no_column_is_forgotten(&server).await;
    let second = sqlite(&folder.path().join("second")).await;

    let there = copied(&first, &server).await;
    let back = copied(&server, &second).await;
    assert_eq!(there.tables, back.tables);
    assert!(there.rows() > 1000, "{}", there.rows());
    goes_on(&server).await;
    goes_on(&second).await;
    // What is full takes nothing in.
    let now = parse_timestamp("2026-11-22T12:00:00Z").unwrap();
    let error =
        copy(first.as_ref(), server.as_ref(), "the copy", now, &silent()).await.unwrap_err();
    assert!(error.to_string().contains("the copy is not empty"), "{error}");
    for store in [first, server, second] {
        store.close().await;
    }
}

#[tokio::test]
async fn a_full_database_goes_to_timescaledb() {
    let Some(server) = PgLite::start("a way to TimescaleDB") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    filled(&folder.path().join("first")).await;
    let first = sqlite(&folder.path().join("first")).await;
    let second: Arc<dyn Store> = Arc::new(PgStore::open(server.options()).await.unwrap());
    no_column_is_forgotten(&second).await;
    copied(&first, &second).await;
    goes_on(&second).await;
    first.close().await;
    second.close().await;
}
