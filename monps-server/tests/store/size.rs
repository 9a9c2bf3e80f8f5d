//! What a price takes on each engine: figures of the page on scale, printed, and bounds that a change of
//! the schema must not break unnoticed.

use monps_server::store::postgres::PgStore;
use monps_server::store::sqlite::SqliteStore;
use monps_server::store::{Batch, QuoteRow, Store};
use sqlx::{Connection, PgConnection};
use std::sync::Arc;

use crate::contract::ground::Ground;
use crate::pglite::PgLite;
use crate::postgres::Cluster;

/// Selections, venues, and changes of each price within a month.
const SELECTIONS: i64 = 60;
const VENUES: i64 = 20;
const CHANGES: i64 = 120;
const ROWS: i64 = SELECTIONS * VENUES * CHANGES;

/// Prices that wander, stamped to the second by their source and seen at the next poll, written in the
/// order in which they were seen.
const FILL: &str = "INSERT INTO odds_history
    (selection_id, source_at, observed_at, venue_id, source_id, stream_id, side, approximate, price)
    SELECT s, at, to_timestamp(ceil(extract(epoch FROM at) / 300) * 300 + 0.217), v, 1,
           v * 10 + s % 3, 0, FALSE,
           round((1.5 + (s * 37 % 200) / 50.0 + 0.4 * sin(k / 7.0 + v))::numeric, 2)
    FROM (SELECT s, v, k, date_trunc('second', timestamptz '2026-10-03' + make_interval(
                     secs => (k + (s * 7919 + v * 104729 + k * 1299709) % 1000 / 1000.0)
                             * 20 * 86400.0 / $3)) AS at
          FROM generate_series(1, $3::bigint) k, generate_series(1, $1::bigint) s,
               generate_series(1, $2::bigint) v) AS seen
    ORDER BY at";

async fn fill(connection: &mut PgConnection) {
    sqlx::query(FILL)
        .bind(SELECTIONS)
        .bind(VENUES)
        .bind(CHANGES)
        .execute(connection)
        .await
        .unwrap();
}

fn per_price(bytes: i64) -> f64 {
    f64::from(u32::try_from(bytes).unwrap()) / f64::from(u32::try_from(ROWS).unwrap())
}

#[tokio::test]
async fn a_price_in_compressed_chunks() {
    let Some(server) = PgLite::start("size::a_price_in_compressed_chunks") else {
        return;
    };
    let options = server.options();
    PgStore::open(options.clone()).await.unwrap().close().await;
    let mut connection = PgConnection::connect(options.url.expose()).await.unwrap();
    // It is one session for all who connect: what another has prepared is still there.
    sqlx::raw_sql("DEALLOCATE ALL").execute(&mut connection).await.unwrap();
    fill(&mut connection).await;
    let raw: i64 = sqlx::query_scalar(
        "SELECT sum(total_bytes)::bigint FROM chunks_detailed_size('odds_history')",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    sqlx::raw_sql("SELECT compress_chunk(c) FROM show_chunks('odds_history') c")
        .execute(&mut connection)
        .await
        .unwrap();
    let compressed: i64 = sqlx::query_scalar(
        "SELECT after_compression_total_bytes FROM hypertable_compression_stats('odds_history')",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM odds_history")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(kept, ROWS);
    let (raw, compressed) = (per_price(raw), per_price(compressed));
    println!("TimescaleDB: {raw:.0} bytes a price before, {compressed:.1} after compression");
    assert!(compressed < 30.0, "{compressed} bytes a price");
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_price_in_a_partition() {
    let Some(cluster) = Cluster::start("size::a_price_in_a_partition") else {
        return;
    };
    let options = cluster.database("monps").await;
    let store = PgStore::open(options.clone()).await.unwrap();
    let shared: Arc<dyn Store> = Arc::new(store.clone());
    let ground = Ground::new(&shared).await;
    // The month's partition is made by the first price of it.
    let mut first = ground.quote(0, 0, "2.5");
    first.observed = monps_core::time::Observed::at("2026-10-02T00:00:00Z".parse().unwrap());
    ground.write(vec![first]).await;
    shared.close().await;
    let mut connection = PgConnection::connect(options.url.expose()).await.unwrap();
    fill(&mut connection).await;
    let bytes: i64 = sqlx::query_scalar(
        "SELECT sum(pg_total_relation_size(inhrelid))::bigint FROM pg_inherits
         WHERE inhparent = 'odds_history'::regclass",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    let bytes = per_price(bytes);
    println!("PostgreSQL: {bytes:.0} bytes a price, its indexes with it");
    assert!(bytes < 260.0, "{bytes} bytes a price");
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_price_in_a_file() {
    const PRICES: i64 = 40_000;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("monps.sqlite");
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&path).await.unwrap());
    let ground = Ground::new(&store).await;
    let quote = |step: i64| -> QuoteRow {
        ground.quote(
            usize::try_from(step % 3).unwrap(),
            step * 17 - 20 * 86_400,
            &format!("{}.{:02}", 2 + step % 4, step % 97),
        )
    };
    for batch in (0..PRICES).collect::<Vec<_>>().chunks(2_000) {
        let quotes = batch.iter().map(|step| quote(*step)).collect();
        store.append(&Batch { quotes, ..Batch::default() }).await.unwrap();
    }
    assert_eq!(store.stored_figures().await.unwrap().quotes, 40_000);
    // Closing folds the journal into the file.
    store.close().await;
    let bytes = std::fs::metadata(&path).unwrap().len();
    let bytes = bytes / u64::try_from(PRICES).unwrap();
    println!("SQLite: {bytes} bytes a price, its indexes with it");
    assert!(bytes < 160, "{bytes} bytes a price");
}
