//! How the history of prices is cut by time: chunks of TimescaleDB, or partitions of our own.

mod parts;
mod upkeep;

pub(super) use parts::{Part, ensure, ensure_at};
pub(super) use upkeep::upkeep;

use monps_core::time::{Datelike, NaiveDate, Timestamp};
use sqlx::PgConnection;
use sqlx::postgres::PgPool;

use super::PgStore;
use super::columns::get;
use super::error::refused;
use super::migrate::check_offer;
use crate::store::StoreError;
use crate::store::columns::corrupt;

/// Who cuts the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Range partitions, made ahead and dropped behind by a task.
    Partitions,
    /// A hypertable: chunks, compression, continuous aggregates.
    TimescaleDb,
}

impl Engine {
    /// Its name for people.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Partitions => "range partitions",
            Self::TimescaleDb => "TimescaleDB",
        }
    }
}

/// How the history is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Who cuts it.
    pub engine: Engine,
    /// The year from which partitions are a month long.
    pub monthly_from: i32,
}

/// How the history was cut when the schema was made.
pub(super) async fn read(pool: &PgPool) -> Result<Layout, StoreError> {
    let row = sqlx::query("SELECT engine, monthly_from FROM odds_layout WHERE id = 1")
        .fetch_one(pool)
        .await
        .map_err(refused("say how prices are kept"))?;
    let engine = match get(&row, "engine")? {
        "partitions" => Engine::Partitions,
        "timescaledb" => Engine::TimescaleDb,
        other => return Err(corrupt("how prices are kept", other)),
    };
    Ok(Layout { engine, monthly_from: get(&row, "monthly_from")? })
}

/// How the history is cut, in words.
pub(super) async fn describe(store: &PgStore) -> Result<String, StoreError> {
    let layout = store.layout().await?;
    let count = match layout.engine {
        Engine::Partitions => {
            "SELECT count(*) FROM pg_inherits WHERE inhparent = 'odds_history'::regclass"
        }
        Engine::TimescaleDb => "SELECT count(*) FROM show_chunks('odds_history')",
    };
    let parts: i64 = sqlx::query_scalar(count)
        .fetch_one(&store.read)
        .await
        .map_err(refused("say how prices are kept"))?;
    Ok(match layout.engine {
        Engine::Partitions => {
            format!(
                "prices are kept in {parts} partitions of plain PostgreSQL; candles are made here"
            )
        }
        Engine::TimescaleDb => {
            format!("prices are kept by TimescaleDB, in {parts} chunks; it makes the candles")
        }
    })
}

/// Who will cut the history of a new database.
pub(super) async fn offered(
    connection: &mut PgConnection,
    store: &PgStore,
) -> Result<Engine, StoreError> {
    let failed = refused("say whether it has TimescaleDB");
    // An extension that is installed on the machine can be made only where it was loaded at the start
    // of the server; asking otherwise ends the connection. Who may not see what was loaded may not make
    // it either: then the database's owner does, beforehand.
    let row = sqlx::query(
        "SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'timescaledb') AS made,
                EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb')
                AND EXISTS (SELECT 1 FROM pg_settings WHERE name = 'shared_preload_libraries'
                            AND setting LIKE '%timescaledb%') AS loaded",
    )
    .fetch_one(&mut *connection)
    .await
    .map_err(&failed)?;
    let (mut made, loaded): (bool, bool) = (get(&row, "made")?, get(&row, "loaded")?);
    let wanted = store.options.timescale;
    if !made && loaded && wanted != super::Timescale::Never {
        let create = sqlx::query("CREATE EXTENSION IF NOT EXISTS timescaledb");
        match create.execute(&mut *connection).await {
            Ok(_) => made = true,
            Err(error) => tracing::warn!(%error, "the TimescaleDB of the server is not for us"),
        }
    }
    let licence: Option<String> =
        sqlx::query_scalar("SELECT current_setting('timescaledb.license', TRUE)")
            .fetch_one(connection)
            .await
            .map_err(&failed)?;
    // The other edition neither compresses nor keeps aggregates: plain partitions are as good.
    let is_whole = licence.as_deref() == Some("timescale");
    check_offer(&store.place, wanted, made && is_whole)
}

/// The first day of an instant's month.
fn month(instant: Timestamp) -> NaiveDate {
    let day = instant.date_naive();
    day.with_day(1).unwrap_or(day)
}
