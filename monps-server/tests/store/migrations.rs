//! A database is brought up to date by one process, or refused before anything in it is changed.

use std::sync::Arc;

use monps_server::store::postgres::{PgOptions, PgStore, Timescale};
use monps_server::store::{Store, StoreError};
use sqlx::Row;

use crate::contract::ground::{Ground, noon};
use crate::postgres::Cluster;

/// Everything that is in a database, by name.
async fn relations(cluster: &Cluster, database: &str) -> Vec<String> {
    let mut connection = cluster.connect(database).await;
    sqlx::query(
        "SELECT relname::text FROM pg_class
         WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap()
    .iter()
    .map(|row| row.get(0))
    .collect()
}

/// The reason why a database is refused; it must be as it was before.
async fn refused(cluster: &Cluster, database: &str, options: PgOptions) -> String {
    let before = relations(cluster, database).await;
    let error = PgStore::open(options).await.expect_err("it must be refused");
    assert!(!error.is_retryable(), "{error}");
    assert_eq!(relations(cluster, database).await, before, "{error}");
    error.to_string()
}

#[tokio::test]
async fn many_that_start_at_once_run_them_once() {
    let Some(cluster) = Cluster::start("migrations::many_that_start_at_once_run_them_once") else {
        return;
    };
    let options = cluster.database("monps").await;
    let opened = (0..8).map(|_| PgStore::open(PgOptions { connections_max: 4, ..options.clone() }));
    let stores = futures_util::future::join_all(opened).await;
    for store in stores {
        let store = store.unwrap();
        let states = store.migrations().await.unwrap();
        assert!(states.iter().all(|state| state.applied));
        store.close().await;
    }
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_untouched() {
    let Some(cluster) = Cluster::start("migrations::what_cannot_be_used_is_refused_untouched")
    else {
        return;
    };
    let options = cluster.database("foreign_tables").await;
    cluster
        .execute("foreign_tables", "CREATE TABLE bets (id INTEGER); CREATE VIEW v AS SELECT 1")
        .await;
    let reason = refused(&cluster, "foreign_tables", options).await;
    assert!(reason.contains("another program") && reason.contains("createdb"), "{reason}");

    let options = cluster.database("foreign_migrations").await;
    let sql = "CREATE TABLE schema_migrations (version TEXT)";
    cluster.execute("foreign_migrations", sql).await;
    let reason = refused(&cluster, "foreign_migrations", options).await;
    assert!(reason.contains("schema_migrations"), "{reason}");

    let options = cluster.database("wants_timescale").await;
    let options = PgOptions { timescale: Timescale::Require, ..options };
    let reason = refused(&cluster, "wants_timescale", options).await;
    assert!(reason.contains("CREATE EXTENSION timescaledb"), "{reason}");

    let missing = PgStore::open(cluster.options("no_such_database")).await.unwrap_err();
    assert!(matches!(missing, StoreError::Refused { .. }), "{missing:?}");
}

#[tokio::test]
async fn one_of_ours_that_is_not_this_versions_is_refused_untouched() {
    let test = "migrations::one_of_ours_that_is_not_this_versions_is_refused_untouched";
    let Some(cluster) = Cluster::start(test) else {
        return;
    };
    let options = cluster.database("monps").await;
    PgStore::open(options.clone()).await.unwrap().close().await;

    let newer = "INSERT INTO schema_migrations (number, name, sha256) VALUES (999, 'later', 'x')";
    cluster.execute("monps", newer).await;
    let error = PgStore::open(options.clone()).await.unwrap_err();
    assert!(matches!(error, StoreError::FromTheFuture { found: 999, .. }), "{error:?}");
    cluster.execute("monps", "DELETE FROM schema_migrations WHERE number = 999").await;
    PgStore::open(options.clone()).await.unwrap().close().await;

    cluster.execute("monps", "UPDATE schema_migrations SET sha256 = 'x' WHERE number = 3").await;
    let reason = refused(&cluster, "monps", options).await;
    assert!(reason.contains("migration 3"), "{reason}");
}

#[tokio::test]
async fn a_user_who_may_not_write_is_refused() {
    let Some(cluster) = Cluster::start("migrations::a_user_who_may_not_write_is_refused") else {
        return;
    };
    let options = cluster.database("monps").await;
    let users = "CREATE ROLE reader LOGIN; CREATE ROLE shy LOGIN;
        ALTER ROLE shy SET default_transaction_read_only = on;
        REVOKE CREATE ON SCHEMA public FROM PUBLIC";
    cluster.execute("monps", users).await;
    let of = |user: &str| {
        let url = monps_server::secret::Secret::new(cluster.url_as(user, "monps"));
        PgOptions { url, ..options.clone() }
    };
    let reason = refused(&cluster, "monps", of("reader")).await;
    assert!(reason.contains("GRANT CREATE ON SCHEMA public TO reader"), "{reason}");
    let reason = refused(&cluster, "monps", of("shy")).await;
    assert!(reason.contains("default_transaction_read_only"), "{reason}");

    PgStore::open(options.clone()).await.unwrap().close().await;
    cluster.execute("monps", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader").await;
    let reason = refused(&cluster, "monps", of("reader")).await;
    assert!(reason.contains("may not write"), "{reason}");
    // Given the rights of a user who only works with it, it works.
    let rights = "GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO reader";
    cluster.execute("monps", rights).await;
    PgStore::open(of("reader")).await.unwrap().close().await;
}

#[tokio::test]
async fn an_ordinary_user_keeps_a_database_of_its_own() {
    let test = "migrations::an_ordinary_user_keeps_a_database_of_its_own";
    let Some(cluster) = Cluster::start(test) else {
        return;
    };
    cluster.execute("postgres", "CREATE ROLE keeper LOGIN").await;
    cluster.execute("postgres", "CREATE DATABASE monps OWNER keeper").await;
    let url = monps_server::secret::Secret::new(cluster.url_as("keeper", "monps"));
    let store = PgStore::open(PgOptions::new(url)).await.unwrap();
    let shared: Arc<dyn Store> = Arc::new(store);
    let ground = Ground::new(&shared).await;
    assert_eq!(ground.write(vec![ground.quote(0, 0, "2.5")]).await, 1);
    shared.upkeep(noon()).await.unwrap();
    shared.close().await;
}
