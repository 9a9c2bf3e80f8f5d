//! Bringing a file up to date.
//!
//! Migrations are embedded; each runs in one transaction with the note that it ran, so that a crash
//! leaves the file at a whole number. A file written by a newer version is refused untouched.

use std::path::Path;

use sqlx::sqlite::SqlitePool;
use sqlx::{AssertSqlSafe, Row};

use super::error::refused;
use crate::store::migration::checksum;
use crate::store::{Migration, MigrationState, StoreError};

macro_rules! migrations {
    ($($number:literal $name:literal $file:literal),* $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../../../migrations/sqlite/", $file)),
        }),*]
    };
}

const MIGRATIONS: &[Migration] = migrations![
    1 "catalogue" "0001_catalogue.sql",
    2 "quotes" "0002_quotes.sql",
    3 "settings" "0003_settings.sql",
    4 "bets" "0004_bets.sql",
    5 "ledger" "0005_ledger.sql",
    6 "opportunities" "0006_opportunities.sql",
    7 "manual" "0007_manual.sql",
    8 "matching" "0008_matching.sql",
    9 "settling" "0009_settling.sql",
    10 "offers" "0010_offers.sql",
];

const CREATE: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT";

/// Runs what has not run.
pub(super) async fn up(pool: &SqlitePool, path: &Path) -> Result<(), StoreError> {
    let mut connection = pool.acquire().await.map_err(refused("open the database file"))?;
    sqlx::query(CREATE)
        .execute(&mut *connection)
        .await
        .map_err(refused("note which migrations ran"))?;
    let applied = applied(&mut connection).await?;
    check_known(&applied, path)?;
    for migration in MIGRATIONS.iter().filter(|m| !applied.contains(&m.number)) {
        run(&mut connection, migration).await?;
    }
    Ok(())
}

/// The number of the newest migration.
pub(super) fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |migration| migration.number)
}

fn check_known(applied: &[i64], path: &Path) -> Result<(), StoreError> {
    let known = newest();
    match applied.iter().copied().filter(|number| *number > known).max() {
        Some(found) => {
            let place = path.display().to_string();
            Err(StoreError::FromTheFuture { place, found, known })
        }
        None => Ok(()),
    }
}

/// Every migration and whether it has run; none has in a file without a note of them.
pub(super) async fn status(
    pool: &SqlitePool,
    path: &Path,
) -> Result<Vec<MigrationState>, StoreError> {
    let mut connection = pool.acquire().await.map_err(refused("read the migrations"))?;
    let noted: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'",
    )
    .fetch_one(&mut *connection)
    .await
    .map_err(refused("read the migrations"))?;
    let applied = if noted == 0 { Vec::new() } else { applied(&mut connection).await? };
    check_known(&applied, path)?;
    Ok(MIGRATIONS
        .iter()
        .map(|migration| MigrationState {
            migration: *migration,
            applied: applied.contains(&migration.number),
        })
        .collect())
}

async fn applied(connection: &mut sqlx::SqliteConnection) -> Result<Vec<i64>, StoreError> {
    sqlx::query("SELECT number FROM schema_migrations ORDER BY number")
        .fetch_all(connection)
        .await
        .map_err(refused("read the migrations"))?
        .iter()
        .map(|row| row.try_get(0).map_err(refused("read the migrations")))
        .collect()
}

async fn run(
    connection: &mut sqlx::SqliteConnection,
    migration: &Migration,
) -> Result<(), StoreError> {
    let hash = checksum(migration.sql);
    let script = format!("BEGIN IMMEDIATE;\n{}", migration.sql);
    let outcome = async {
        sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut *connection).await?;
        sqlx::query("INSERT INTO schema_migrations (number, name, sha256) VALUES (?, ?, ?)")
            .bind(migration.number)
            .bind(migration.name)
            .bind(&hash)
            .execute(&mut *connection)
            .await?;
        sqlx::raw_sql("COMMIT").execute(&mut *connection).await?;
        Ok::<(), sqlx::Error>(())
    }
    .await;
    if let Err(error) = outcome {
        // The failed statement may have ended the transaction already; then there is none to undo.
        let _ = sqlx::raw_sql("ROLLBACK").execute(&mut *connection).await;
        // Another process may have been faster between our look and our lock.
        let ran_meanwhile = applied(connection).await?.contains(&migration.number);
        if !ran_meanwhile {
            return Err(refused("run a migration")(error));
        }
    }
    tracing::info!(number = migration.number, name = migration.name, "migration ran");
    Ok(())
}
