//! Reading the database of the system that this one replaces, on whatever server it lies.
//!
//! One reading transaction sees one state of it throughout, while it goes on working; nothing there is
//! ever written. Columns are looked at first, and everything that keeps them from being read is said
//! before a row is. Names of tables and columns are constants of this code: what the server calls them
//! only decides which are used.

mod schema;
mod statements;

use rust_decimal::Decimal;
use sqlx::postgres::{PgConnectOptions, PgRow};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};

use super::error::{code, refused};
use super::options::{self, PgOptions, READ_ONLY};
use crate::store::StoreError;
use crate::store::elder::{ElderColumns, ElderRow, ElderSchema, ElderSums, ElderTable};

/// Rows fetched at once.
const ROWS_AT_ONCE: usize = 5_000;
const UNKNOWN_TIME_ZONE: &str = "22023";
const PERMISSION_DENIED: &str = "42501";

/// The database, looked at.
#[derive(Debug)]
pub struct ElderDatabase {
    connection: PgConnection,
    place: String,
    schema: ElderSchema,
}

impl ElderDatabase {
    /// Connects, and looks whether the tables wanted can be read. Instants without a zone are read in
    /// `zone`.
    ///
    /// # Errors
    /// [`StoreError::Unfit`] says what is missing; [`StoreError::Unavailable`] when the server cannot
    /// be reached.
    pub async fn open(
        options: &PgOptions,
        wanted: &[ElderTable],
        zone: &str,
    ) -> Result<Self, StoreError> {
        // Waits as long as reading takes: another's limits are for another's work.
        let patient =
            [READ_ONLY, ("statement_timeout", "0"), ("idle_in_transaction_session_timeout", "0")];
        let connect: PgConnectOptions = options.connect()?.options(patient);
        let place = options::place(&connect);
        let mut connection = PgConnection::connect_with(&connect)
            .await
            .map_err(refused("open the database to be imported"))?;
        set_zone(&mut connection, &place, zone).await?;
        sqlx::raw_sql(super::LOOK)
            .execute(&mut connection)
            .await
            .map_err(refused("begin to read"))?;
        let schema = schema::look(&mut connection, &place, wanted).await?;
        Ok(Self { connection, place, schema })
    }

    /// What was found.
    #[must_use]
    pub const fn schema(&self) -> &ElderSchema {
        &self.schema
    }

    /// Host and database, without user and password.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What the bets there add up to, if they are to be read.
    ///
    /// # Errors
    /// [`StoreError`] when the server does not answer.
    pub async fn sums(&mut self) -> Result<Option<ElderSums>, StoreError> {
        let Some(columns) = self.found(ElderTable::Bets) else {
            return Ok(None);
        };
        let sql = statements::sums(&columns);
        let row = sqlx::query(AssertSqlSafe(sql))
            .fetch_one(&mut self.connection)
            .await
            .map_err(refused("add up the bets to be imported"))?;
        let count: i64 = row.try_get(0).map_err(refused("read a sum"))?;
        let sum = |index: usize| -> Result<Decimal, StoreError> {
            let text: Option<String> = row.try_get(index).map_err(refused("read a sum"))?;
            let text = text.unwrap_or_default();
            if text.is_empty() {
                return Ok(Decimal::ZERO);
            }
            Decimal::from_str_exact(&text)
                .map_err(|_| StoreError::Corrupt { what: "a sum of its bets", value: text })
        };
        Ok(Some(ElderSums { bets: count.unsigned_abs(), stakes: sum(1)?, profit: sum(2)? }))
    }

    /// Begins to read a table; [`ElderDatabase::next`] goes on.
    ///
    /// # Errors
    /// [`StoreError`] when the server does not answer.
    pub async fn begin(&mut self, table: ElderTable) -> Result<(), StoreError> {
        let Some(columns) = self.found(table) else {
            return Ok(());
        };
        let sql = statements::cursor(&columns);
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut self.connection)
            .await
            .map_err(refused("read a table to be imported"))?;
        Ok(())
    }

    /// The next rows of the table that was begun; none when it is at its end.
    ///
    /// # Errors
    /// [`StoreError`] when the server does not answer.
    pub async fn next(&mut self, table: ElderTable) -> Result<Vec<ElderRow>, StoreError> {
        let Some(columns) = self.found(table) else {
            return Ok(Vec::new());
        };
        let rows = sqlx::query(AssertSqlSafe(statements::fetch(&columns, ROWS_AT_ONCE)))
            .fetch_all(&mut self.connection)
            .await
            .map_err(refused("read a table to be imported"))?;
        if rows.is_empty() {
            sqlx::raw_sql(AssertSqlSafe(statements::close(&columns)))
                .execute(&mut self.connection)
                .await
                .map_err(refused("read a table to be imported"))?;
        }
        rows.iter().map(|row| words(row, &columns)).collect()
    }

    fn found(&self, table: ElderTable) -> Option<ElderColumns> {
        self.schema.tables.iter().find(|columns| columns.table == table).cloned()
    }
}

async fn set_zone(
    connection: &mut PgConnection,
    place: &str,
    zone: &str,
) -> Result<(), StoreError> {
    let set = sqlx::query("SELECT set_config('TimeZone', $1, FALSE)")
        .bind(zone)
        .execute(connection)
        .await;
    match set {
        Ok(_) => Ok(()),
        Err(error) if code(&error).as_deref() == Some(UNKNOWN_TIME_ZONE) => {
            Err(StoreError::Unfit {
                place: place.to_owned(),
                reason: format!("it knows no time zone {zone:?}: try UTC or Europe/Paris"),
            })
        }
        Err(error) => Err(refused("set the time zone")(error)),
    }
}

fn words(row: &PgRow, columns: &ElderColumns) -> Result<ElderRow, StoreError> {
    let mut values = Vec::with_capacity(columns.read.len());
    for (index, (field, _)) in columns.read.iter().enumerate() {
        let text: Option<String> = row.try_get(index).map_err(refused("read a row"))?;
        values.extend(text.map(|text| (*field, text)));
    }
    Ok(ElderRow::new(values))
}
