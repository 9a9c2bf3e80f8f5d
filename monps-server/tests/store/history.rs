//! How the history is cut: room is made ahead, what is past its keeping goes, and candles are kept.

use std::sync::Arc;

use monps_core::quote::Side;
use monps_core::time::TimeDelta;
use monps_server::store::postgres::{Engine, PgOptions, PgStore};
use monps_server::store::{Batch, OddsQuery, Store, Upkeep};
use sqlx::{Connection, PgConnection, Row};

use crate::contract::ground::{Ground, noon};
use crate::pglite::PgLite;
use crate::postgres::Cluster;

#[tokio::test]
async fn partitions_are_made_ahead_and_dropped_behind() {
    let test = "history::partitions_are_made_ahead_and_dropped_behind";
    let Some(cluster) = Cluster::start(test) else {
        return;
    };
    let options = cluster.database("monps").await;
    let options = PgOptions { odds_kept_days: Some(365), ..options };
    let store = PgStore::open(options).await.unwrap();
    assert_eq!(store.layout().await.unwrap().engine, Engine::Partitions);
    let made = store.upkeep(noon()).await.unwrap();
    assert_eq!(made.len(), 3, "{made:?}");
    assert!(made[2].contains("odds_history_2027_01"), "{made:?}");
    assert_eq!(store.upkeep(noon()).await.unwrap(), Vec::<String>::new());
    rows_past_their_keeping_go(store).await;
}

#[tokio::test]
async fn chunks_are_dropped_behind_and_compressed_ones_take_corrections() {
    let Some(server) = PgLite::start("history::chunks") else {
        return;
    };
    let options = PgOptions { odds_kept_days: Some(365), ..server.options() };
    let store = PgStore::open(options).await.unwrap();
    assert_eq!(store.layout().await.unwrap().engine, Engine::TimescaleDb);
    rows_past_their_keeping_go(store).await;
}

/// Rows of years: those whose part of the history lies whole before a year ago go, and are no longer
/// counted.
async fn rows_past_their_keeping_go(store: PgStore) {
    let shared: Arc<dyn Store> = Arc::new(store.clone());
    let ground = Ground::new(&shared).await;
    let days = [-3_000, -1_200, -100, -10, 0];
    let rows = days.iter().map(|days| ground.quote(0, days * 86_400, "1.50")).collect();
    assert_eq!(ground.write(rows).await, 5);
    assert_eq!(shared.stored_figures().await.unwrap().quotes, 5);
    let dropped = store.upkeep(noon()).await.unwrap();
    assert_eq!(dropped.len(), 2, "{dropped:?}");
    assert!(dropped[0].contains("with 1 prices"), "{dropped:?}");
    assert_eq!(shared.stored_figures().await.unwrap().quotes, 3);
    let history = shared.history_of(&[ground.event], None).await.unwrap();
    assert_eq!(history[0].1.rows.len(), 3);
    // What was dropped can come again: its room is made again.
    ground.write(vec![ground.quote(0, -3_000 * 86_400, "1.60")]).await;
    assert_eq!(shared.stored_figures().await.unwrap().quotes, 4);
    shared.close().await;
}

#[tokio::test]
async fn a_compressed_chunk_keeps_its_rows_and_its_rule() {
    let Some(server) = PgLite::start("history::compressed") else {
        return;
    };
    let options = server.options();
    let store = PgStore::open(options.clone()).await.unwrap();
    let shared: Arc<dyn Store> = Arc::new(store.clone());
    let ground = Ground::new(&shared).await;
    let rows: Vec<_> = (0..500)
        .map(|step| ground.quote(0, step * 60 - 90 * 86_400, &format!("2.{:02}", step % 50)))
        .collect();
    ground.write(rows.clone()).await;
    shared.close().await;

    let mut connection = PgConnection::connect(options.url.expose()).await.unwrap();
    // It is one session for all who connect: what another has prepared is still there.
    sqlx::raw_sql("DEALLOCATE ALL").execute(&mut connection).await.unwrap();
    let chunks = sqlx::query("SELECT compress_chunk(c)::text FROM show_chunks('odds_history') c")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    assert!(!chunks.is_empty());
    let sql = "CALL refresh_continuous_aggregate('odds_candles', NULL, NULL)";
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    let candles = sqlx::query(
        "SELECT starts_at, open::text, high::text, low::text, close::text, prices
         FROM odds_candles WHERE selection_id = $1 ORDER BY starts_at",
    )
    .bind(ground.selections[0].get())
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let prices: i64 = candles.iter().map(|row| row.get::<i64, _>("prices")).sum();
    assert_eq!(prices, 500, "a candle for each hour, each price in one");
    assert_eq!(candles[0].get::<String, _>("open"), "2.00", "exact to the digit");
    assert_eq!(candles[0].get::<String, _>("high"), "2.49");
    connection.close().await.unwrap();
}

#[tokio::test]
async fn lists_of_a_long_history_look_into_few_parts() {
    let Some(cluster) = Cluster::start("history::lists_of_a_long_history") else {
        return;
    };
    let options = cluster.database("monps").await;
    let store: Arc<dyn Store> = Arc::new(PgStore::open(options).await.unwrap());
    let ground = Ground::new(&store).await;
    // Prices of ten years that were seen when they were said, and new ones of the last hour.
    let now = monps_server::clock::now();
    let seen = |row: monps_server::store::QuoteRow, at| {
        let observed = monps_core::time::Observed::at(at);
        monps_server::store::QuoteRow { observed, ..row }
    };
    let old = (0..600).map(|step| {
        seen(ground.quote(0, 0, "2.5"), now - TimeDelta::days(3_650) + TimeDelta::days(step * 6))
    });
    let new = (0..50).map(|step| seen(ground.quote(1, 0, "3.5"), now - TimeDelta::seconds(step)));
    let quotes = old.chain(new).collect();
    store.append(&Batch { quotes, ..Batch::default() }).await.unwrap();
    let query = OddsQuery {
        event: None,
        sport: None,
        venue: None,
        kinds: Vec::new(),
        side: Side::Back,
        since: None,
        after: None,
        limit: 20,
    };
    let newest = store.odds(&query).await.unwrap();
    assert_eq!(newest.len(), 20);
    assert!(newest.iter().all(|quote| quote.row.selection_id == ground.selections[1]));
    // Page after page, into the oldest part.
    let mut seen = 0;
    let mut after = None;
    loop {
        let page = store.odds(&OddsQuery { after, limit: 100, ..query.clone() }).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some((last.row.observed.observed_at, last.id));
        seen += page.len();
    }
    assert_eq!(seen, 650);
    store.close().await;
}
