//! Bringing a database up to date.
//!
//! Migrations are embedded; each runs in one transaction with the note that it ran, so that a crash
//! leaves the schema at a whole number. One process at a time runs them, under an advisory lock. A
//! database of a newer version or of another program, and a user who may not write, are refused before
//! anything is changed.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::PgStore;
use super::columns::get;
use super::error::refused;
use super::layout::{self, Engine};
use super::options::Timescale;
use crate::store::migration::checksum;
use crate::store::{Migration, MigrationState, StoreError};

macro_rules! migrations {
    ($($number:literal $name:literal $file:literal),* $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../../../../migrations/postgres/", $file)),
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

/// The migration that is followed by one of the two below.
const CUT: i64 = 2;
const PARTITIONS: &str = include_str!("../../../../migrations/postgres/0002_quotes.partitions.sql");
const TIMESCALEDB: &str =
    include_str!("../../../../migrations/postgres/0002_quotes.timescaledb.sql");

/// The oldest server with everything that is used here.
const SERVER_MIN: i32 = 140_000;
/// What the advisory lock of migrations is called: "monps" in ASCII.
const LOCK: i64 = 0x6d_6f_6e_70_73;

const CREATE: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    number BIGINT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    ran_at TIMESTAMPTZ NOT NULL DEFAULT now())";

/// Runs what has not run.
pub(super) async fn up(store: &PgStore) -> Result<(), StoreError> {
    let mut connection = store.write.acquire().await.map_err(refused("open the database"))?;
    let ran = look(&mut connection, &store.place).await?;
    let is_pending = ran.len() < MIGRATIONS.len();
    check_rights(&mut connection, &store.place, is_pending).await?;
    if !is_pending {
        return Ok(());
    }
    let engine = layout::offered(&mut connection, store).await?;
    // Another may be migrating for longer than statements and locks usually take.
    script(&mut connection, "SET statement_timeout = 0; SET lock_timeout = 0").await?;
    let outcome = run_locked(&mut connection, &store.place, engine).await;
    script(&mut connection, "RESET statement_timeout; RESET lock_timeout").await?;
    outcome
}

async fn run_locked(
    connection: &mut PgConnection,
    place: &str,
    engine: Engine,
) -> Result<(), StoreError> {
    sqlx::query("SELECT pg_advisory_lock($1)")
        .bind(LOCK)
        .execute(&mut *connection)
        .await
        .map_err(refused("wait for another's migrations"))?;
    let outcome = run_pending(connection, place, engine).await;
    // With the connection gone the lock is gone too.
    let _ = sqlx::query("SELECT pg_advisory_unlock($1)").bind(LOCK).execute(connection).await;
    outcome
}

async fn run_pending(
    connection: &mut PgConnection,
    place: &str,
    engine: Engine,
) -> Result<(), StoreError> {
    // Looked at again: another process may have been faster.
    let ran = look(connection, place).await?;
    script(connection, CREATE).await?;
    for migration in MIGRATIONS.iter().filter(|migration| !ran.contains(&migration.number)) {
        run(connection, migration, engine).await?;
        tracing::info!(number = migration.number, name = migration.name, "migration ran");
    }
    Ok(())
}

async fn run(
    connection: &mut PgConnection,
    migration: &Migration,
    engine: Engine,
) -> Result<(), StoreError> {
    let failed = refused("run a migration");
    let mut transaction = connection.begin().await.map_err(&failed)?;
    script(&mut transaction, migration.sql).await?;
    if migration.number == CUT {
        let cut = match engine {
            Engine::Partitions => PARTITIONS,
            Engine::TimescaleDb => TIMESCALEDB,
        };
        script(&mut transaction, cut).await?;
    }
    sqlx::query("INSERT INTO schema_migrations (number, name, sha256) VALUES ($1, $2, $3)")
        .bind(migration.number)
        .bind(migration.name)
        .bind(checksum(migration.sql))
        .execute(&mut *transaction)
        .await
        .map_err(&failed)?;
    transaction.commit().await.map_err(&failed)
}

/// Several statements, constants of this code.
async fn script(connection: &mut PgConnection, sql: &'static str) -> Result<(), StoreError> {
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(connection)
        .await
        .map_err(refused("run a migration"))?;
    Ok(())
}

/// Every migration and whether it has run.
pub(super) async fn status(store: &PgStore) -> Result<Vec<MigrationState>, StoreError> {
    let mut connection = store.write.acquire().await.map_err(refused("read the migrations"))?;
    let ran = look(&mut connection, &store.place).await?;
    let state = |migration: &Migration| MigrationState {
        migration: *migration,
        applied: ran.contains(&migration.number),
    };
    Ok(MIGRATIONS.iter().map(state).collect())
}

/// The migrations that ran, in a database that is ours or empty; changes nothing.
async fn look(connection: &mut PgConnection, place: &str) -> Result<Vec<i64>, StoreError> {
    let unfit = |reason: String| StoreError::Unfit { place: place.to_owned(), reason };
    let server: i32 = sqlx::query_scalar("SELECT current_setting('server_version_num')::integer")
        .fetch_one(&mut *connection)
        .await
        .map_err(refused("say its version"))?;
    if server < SERVER_MIN {
        let major = server / 10_000;
        return Err(unfit(format!("it is PostgreSQL {major}, and 14 is the oldest that works")));
    }
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT c.relname::text FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm')
           AND c.relnamespace = to_regnamespace(current_schema()::text)
           AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
         ORDER BY 1 LIMIT 100",
    )
    .fetch_all(&mut *connection)
    .await
    .map_err(refused("list its tables"))?;
    if !tables.iter().any(|name| name == "schema_migrations") {
        return match tables.first() {
            None => Ok(Vec::new()),
            Some(other) => Err(unfit(format!(
                "it has tables of another program (`{other}`): name an empty database, such as one \
                 that `createdb monps` makes"
            ))),
        };
    }
    let rows = sqlx::query("SELECT number, name, sha256 FROM schema_migrations ORDER BY number")
        .fetch_all(connection)
        .await
        .map_err(|_| {
            unfit("its `schema_migrations` is another program's: name an empty database".to_owned())
        })?;
    let mut ran = Vec::with_capacity(rows.len());
    for row in &rows {
        let (number, sha256): (i64, &str) = (get(row, "number")?, get(row, "sha256")?);
        check_known(place, number, get(row, "name")?, sha256)?;
        ran.push(number);
    }
    Ok(ran)
}

/// The number of the newest migration.
pub(super) fn newest() -> i64 {
    MIGRATIONS.last().map_or(0, |migration| migration.number)
}

fn check_known(place: &str, number: i64, name: &str, sha256: &str) -> Result<(), StoreError> {
    let known = newest();
    if number > known {
        return Err(StoreError::FromTheFuture { place: place.to_owned(), found: number, known });
    }
    let ours = MIGRATIONS.iter().find(|migration| migration.number == number);
    if ours.is_some_and(|ours| ours.name == name && checksum(ours.sql) == sha256) {
        return Ok(());
    }
    let reason = format!(
        "its migration {number} (`{name}`) is not the one of this version: it was made by another \
         program or by a version that was never released"
    );
    Err(StoreError::Unfit { place: place.to_owned(), reason })
}

/// Refuses a server or a user that cannot write.
async fn check_rights(
    connection: &mut PgConnection,
    place: &str,
    is_pending: bool,
) -> Result<(), StoreError> {
    let row = sqlx::query(
        "SELECT pg_is_in_recovery() AS replica, current_user::text AS person,
                current_schema()::text AS schema,
                current_setting('default_transaction_read_only') = 'on' AS reading,
                has_schema_privilege(current_schema(), 'CREATE') AS makes,
                coalesce(has_table_privilege(to_regclass('books'), 'INSERT, UPDATE'), TRUE)
                    AS writes",
    )
    .fetch_one(connection)
    .await
    .map_err(refused("say what its user may do"))?;
    let user: &str = get(&row, "person")?;
    let schema: Option<&str> = get(&row, "schema")?;
    let (makes, writes): (Option<bool>, bool) = (get(&row, "makes")?, get(&row, "writes")?);
    let reason = if get(&row, "replica")? {
        "it is a replica, which takes no writes: name its primary".to_owned()
    } else if get(&row, "reading")? {
        format!("`{user}` reads only (default_transaction_read_only is on)")
    } else if schema.is_none() {
        format!("`{user}` has no schema to work in: grant it one, and set its search_path")
    } else if is_pending && makes != Some(true) {
        let schema = schema.unwrap_or_default();
        format!("`{user}` may not make tables: GRANT CREATE ON SCHEMA {schema} TO {user}")
    } else if !writes {
        format!("`{user}` may not write: grant it INSERT, UPDATE and DELETE on all tables")
    } else {
        return Ok(());
    };
    Err(StoreError::Unfit { place: place.to_owned(), reason })
}

/// Whether a setting asks for what the server has not.
pub(super) fn check_offer(place: &str, wanted: Timescale, has: bool) -> Result<Engine, StoreError> {
    match (wanted, has) {
        (Timescale::Never, _) | (Timescale::Auto, false) => Ok(Engine::Partitions),
        (_, true) => Ok(Engine::TimescaleDb),
        (Timescale::Require, false) => Err(StoreError::Unfit {
            place: place.to_owned(),
            reason: "it has no TimescaleDB, which `postgres.timescaledb` requires: install the \
                     extension (CREATE EXTENSION timescaledb), or set it to \"auto\""
                .to_owned(),
        }),
    }
}
