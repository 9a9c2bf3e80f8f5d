//! Giving and taking everything that a database holds.
//!
//! Values travel as text in both directions: the server reads and writes each type in its own words,
//! every digit included, and one statement serves every table.

use async_trait::async_trait;
use futures_util::TryStreamExt;
use monps_core::time::DateTime;
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, PgConnection, Row as _};
use tokio::sync::mpsc;

use super::PgStore;
use super::error::refused;
use super::layout;
use super::migrate::newest;
use super::quotes::Streams as KnownStreams;
use crate::store::StoreError;
use crate::store::columns::corrupt;
use crate::store::transfer::{
    BOOKS, Cell, Column, Kind, PRICES, Passing, ROWS_PER_BATCH, Row, Rows, SEQUENCES, Streams,
    TABLES, Table, TransferStore,
};

/// Tables whose ids the server counts itself.
const COUNTED: &str = "SELECT table_name::text FROM information_schema.columns
     WHERE table_schema = current_schema() AND column_name = 'id' AND is_identity = 'YES'";

/// What is derived from the prices that were taken in.
const DERIVED: [&str; 3] = [
    "SELECT setval('odds_history_id', greatest((SELECT max(id) FROM odds_history), 1))",
    "UPDATE odds_totals SET mark = mark + 1, quotes = (SELECT count(*) FROM odds_history),
         last_observed_at = (SELECT max(observed_at) FROM odds_history) WHERE id = 1",
    "INSERT INTO odds_late (month, observed_max)
     SELECT date_trunc('month', source_at AT TIME ZONE 'UTC')::date, max(observed_at)
     FROM odds_history WHERE observed_at - source_at > INTERVAL '35 days' GROUP BY 1",
];

#[async_trait]
impl TransferStore for PgStore {
    fn schema(&self) -> i64 {
        newest()
    }

    async fn is_untouched(&self) -> Result<bool, StoreError> {
        let mut transaction = self.look().await?;
        for table in TABLES {
            let rest = if table.name == BOOKS { "WHERE version > 0" } else { "" };
            let sql = format!("SELECT EXISTS (SELECT 1 FROM {} {rest})", table.name);
            let found: bool = sqlx::query_scalar(AssertSqlSafe(sql))
                .fetch_one(&mut *transaction)
                .await
                .map_err(refused("read the tables"))?;
            if found {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn give(&self, to: mpsc::Sender<Rows>) -> Result<(), StoreError> {
        let mut transaction = self.look().await?;
        take_your_time(&mut transaction).await?;
        for table in TABLES {
            if !give_table(&mut transaction, table, &to).await? {
                break;
            }
        }
        transaction.rollback().await.map_err(refused("end to read"))
    }

    async fn take(&self, mut from: mpsc::Receiver<Passing>) -> Result<bool, StoreError> {
        // Asked for now: where there is one connection, the transaction has it.
        self.layout().await?;
        let mut transaction = self.begin().await?;
        take_your_time(&mut transaction).await?;
        let mut streams = Streams::default();
        let mut insertion = None;
        loop {
            let rows = match from.recv().await {
                Some(Passing::Rows(rows)) => rows,
                Some(Passing::End) => break,
                None => return Ok(false),
            };
            streams.see(&rows);
            if rows.table.name == PRICES {
                make_room(self, &rows).await?;
            }
            let insertion = match &mut insertion {
                Some((name, sql)) if *name == rows.table.name => &*sql,
                other => {
                    if rows.table.name == BOOKS {
                        run(&mut transaction, "DELETE FROM books").await?;
                    }
                    let sql = insertion_of(&mut transaction, rows.table).await?;
                    &other.insert((rows.table.name, sql)).1
                }
            };
            take_rows(&mut transaction, insertion, &rows, &mut streams).await?;
        }
        write_streams(&mut transaction, streams).await?;
        set_counters(&mut transaction).await?;
        for statement in DERIVED {
            run(&mut transaction, statement).await?;
        }
        transaction.commit().await.map_err(refused("commit what was taken in"))?;
        *self.streams.lock().unwrap_or_else(std::sync::PoisonError::into_inner) =
            KnownStreams::default();
        Ok(true)
    }

    async fn columns(&self) -> Result<Vec<(String, Vec<String>)>, StoreError> {
        let failed = refused("read the schema");
        // The table of prices, but not the partitions that it is cut into.
        let rows = sqlx::query(
            "SELECT c.relname::text AS table_name, a.attname::text AS column_name
             FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
             WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
               AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY c.relname, a.attnum",
        )
        .fetch_all(&self.read)
        .await
        .map_err(&failed)?;
        let mut tables: Vec<(String, Vec<String>)> = Vec::new();
        for row in rows {
            let (table, column): (String, String) =
                (row.try_get(0).map_err(&failed)?, row.try_get(1).map_err(&failed)?);
            match tables.last_mut() {
                Some((last, columns)) if *last == table => columns.push(column),
                _ => tables.push((table, vec![column])),
            }
        }
        Ok(tables)
    }
}

async fn run(connection: &mut PgConnection, sql: &'static str) -> Result<(), StoreError> {
    sqlx::query(sql).execute(connection).await.map_err(refused("take everything in"))?;
    Ok(())
}

/// The limits that protect the server from a statement gone astray are not for this.
async fn take_your_time(connection: &mut PgConnection) -> Result<(), StoreError> {
    for limit in ["statement_timeout", "idle_in_transaction_session_timeout"] {
        sqlx::query("SELECT set_config($1, '0', TRUE)")
            .bind(limit)
            .execute(&mut *connection)
            .await
            .map_err(refused("lift a limit of time"))?;
    }
    Ok(())
}

async fn give_table(
    connection: &mut PgConnection,
    table: &'static Table,
    to: &mpsc::Sender<Rows>,
) -> Result<bool, StoreError> {
    let columns: Vec<String> = table.columns.iter().map(selected).collect();
    // By the bytes of a text, as the other engine has it, whatever the database's language.
    let key: Vec<String> = table.columns[..table.key]
        .iter()
        .map(|column| match column.kind {
            Kind::Text => format!("{} COLLATE \"C\"", column.name),
            _ => column.name.to_owned(),
        })
        .collect();
    let sql =
        format!("SELECT {} FROM {} ORDER BY {}", columns.join(", "), table.name, key.join(", "));
    let mut found = sqlx::query(AssertSqlSafe(sql)).fetch(connection);
    let mut rows = Vec::with_capacity(ROWS_PER_BATCH);
    while let Some(row) = found.try_next().await.map_err(refused("read a table"))? {
        rows.push(cells(table, &row)?);
        if rows.len() == ROWS_PER_BATCH {
            let batch = std::mem::replace(&mut rows, Vec::with_capacity(ROWS_PER_BATCH));
            if to.send(Rows { table, rows: batch }).await.is_err() {
                return Ok(false);
            }
        }
    }
    Ok(rows.is_empty() || to.send(Rows { table, rows }).await.is_ok())
}

/// A column as it is read.
fn selected(column: &Column) -> String {
    let name = column.name;
    match column.kind {
        Kind::Int => format!("{name}::bigint"),
        Kind::Instant => format!("(extract(epoch FROM {name}) * 1000)::bigint"),
        Kind::Bool | Kind::Bytes => name.to_owned(),
        Kind::Words => format!("to_jsonb({name})::text"),
        Kind::Text | Kind::Decimal | Kind::Real | Kind::Json | Kind::Day => format!("{name}::text"),
    }
}

fn cells(table: &Table, row: &PgRow) -> Result<Row, StoreError> {
    let failed = refused("read a row");
    let mut cells = Vec::with_capacity(table.columns.len());
    for (place, column) in table.columns.iter().enumerate() {
        let cell = match column.kind {
            Kind::Int | Kind::Instant => {
                row.try_get::<Option<i64>, _>(place).map(|value| value.map(Cell::Int))
            }
            Kind::Bool => row.try_get::<Option<bool>, _>(place).map(|value| value.map(Cell::Bool)),
            Kind::Bytes => {
                row.try_get::<Option<Vec<u8>>, _>(place).map(|value| value.map(Cell::Bytes))
            }
            Kind::Text | Kind::Decimal | Kind::Real | Kind::Json | Kind::Words | Kind::Day => {
                row.try_get::<Option<String>, _>(place).map(|value| value.map(Cell::Text))
            }
        };
        cells.push(cell.map_err(&failed)?.unwrap_or(Cell::Null));
    }
    Ok(cells)
}

/// `INSERT … SELECT a::bigint, b::numeric … FROM unnest($1::text[], $2::text[] …)`, with the types that
/// the server has.
async fn insertion_of(
    connection: &mut PgConnection,
    table: &'static Table,
) -> Result<String, StoreError> {
    let mut names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    if table.name == PRICES {
        names.push("stream_id");
    }
    let failed = refused("read the schema");
    let types: Vec<(String, String)> = sqlx::query_as(
        "SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute
         WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped",
    )
    .bind(table.name)
    .fetch_all(connection)
    .await
    .map_err(&failed)?;
    let mut values = Vec::with_capacity(names.len());
    for name in &names {
        let (_, of) = types
            .iter()
            .find(|(column, _)| column == name)
            .ok_or_else(|| corrupt("a table without a column", format!("{}.{name}", table.name)))?;
        values.push(match of.as_str() {
            "text[]" => format!("ARRAY(SELECT jsonb_array_elements_text({name}::jsonb))"),
            other => format!("{name}::{other}"),
        });
    }
    let arrays: Vec<String> =
        (1..=names.len()).map(|number| format!("${number}::text[]")).collect();
    let names = names.join(", ");
    Ok(format!(
        "INSERT INTO {} ({names}) SELECT {} FROM unnest({}) AS given ({names})",
        table.name,
        values.join(", "),
        arrays.join(", ")
    ))
}

async fn take_rows(
    connection: &mut PgConnection,
    insertion: &str,
    rows: &Rows,
    streams: &mut Streams,
) -> Result<(), StoreError> {
    let columns = rows.table.columns;
    let mut statement = sqlx::query(AssertSqlSafe(insertion.to_owned()));
    for (place, column) in columns.iter().enumerate() {
        let values: Vec<Option<String>> = rows
            .rows
            .iter()
            .map(|row| row.get(place).map_or(Ok(None), |cell| written(column, cell)))
            .collect::<Result<_, _>>()?;
        statement = statement.bind(values);
    }
    if rows.table.name == PRICES {
        let mut ids = Vec::with_capacity(rows.rows.len());
        for row in &rows.rows {
            let stream = streams.of(row);
            let unknown = || {
                corrupt("a price of a selection that there is not", format!("{:?}", row.first()))
            };
            ids.push(stream.ok_or_else(unknown)?.to_string());
        }
        statement = statement.bind(ids);
    }
    statement.execute(connection).await.map_err(refused("write a row"))?;
    Ok(())
}

/// A value as the server reads it.
fn written(column: &Column, cell: &Cell) -> Result<Option<String>, StoreError> {
    Ok(match (cell, column.kind) {
        (Cell::Null, _) => None,
        (Cell::Int(ms), Kind::Instant) => {
            let instant = DateTime::from_timestamp_millis(*ms);
            Some(instant.ok_or_else(|| corrupt("an instant", ms))?.to_rfc3339())
        }
        (Cell::Int(number), _) => Some(number.to_string()),
        (Cell::Bool(yes), _) => Some(yes.to_string()),
        (Cell::Text(text), _) => Some(text.clone()),
        (Cell::Bytes(bytes), _) => {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            Some(format!("\\x{digits}"))
        }
    })
}

/// Makes the partitions that prices go into, past the transaction that writes them.
async fn make_room(store: &PgStore, rows: &Rows) -> Result<(), StoreError> {
    let place = rows.table.columns.iter().position(|column| column.name == "source_at");
    let instants = rows.rows.iter().filter_map(|row| match row.get(place?) {
        Some(Cell::Int(ms)) => DateTime::from_timestamp_millis(*ms),
        _ => None,
    });
    layout::ensure_at(store, instants).await
}

async fn write_streams(connection: &mut PgConnection, streams: Streams) -> Result<(), StoreError> {
    for (id, (sport, competition, kind), venue, side) in streams.found() {
        sqlx::query(
            "INSERT INTO odds_streams (id, sport, competition, kind, venue_id, side)
             SELECT $1::bigint::integer, $2, $3, $4, $5::bigint::integer, $6::bigint::smallint",
        )
        .bind(id)
        .bind(sport)
        .bind(competition)
        .bind(kind)
        .bind(venue)
        .bind(side)
        .execute(&mut *connection)
        .await
        .map_err(refused("write a stream"))?;
    }
    Ok(())
}

async fn set_counters(connection: &mut PgConnection) -> Result<(), StoreError> {
    let failed = refused("set a counter of ids");
    for (sequence, table) in SEQUENCES {
        let sql = format!(
            "UPDATE sequences SET next = 1 + (SELECT coalesce(max(id), 0) FROM {table})
             WHERE name = $1"
        );
        sqlx::query(AssertSqlSafe(sql))
            .bind(*sequence)
            .execute(&mut *connection)
            .await
            .map_err(&failed)?;
    }
    let counted: Vec<String> =
        sqlx::query_scalar(COUNTED).fetch_all(&mut *connection).await.map_err(&failed)?;
    for table in counted {
        let sql = format!(
            "SELECT setval(pg_get_serial_sequence('{table}', 'id'),
                 greatest((SELECT max(id) FROM {table}), 1),
                 EXISTS (SELECT 1 FROM {table}))"
        );
        sqlx::query(AssertSqlSafe(sql)).execute(&mut *connection).await.map_err(&failed)?;
    }
    Ok(())
}
