//! Giving and taking everything that a file holds.

use std::collections::HashMap;

use async_trait::async_trait;
use futures_util::TryStreamExt;
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, Connection, Row as _, Sqlite, SqliteConnection};
use tokio::sync::mpsc;

use super::SqliteStore;
use super::error::refused;
use super::migrate::newest;
use crate::store::StoreError;
use crate::store::transfer::{
    BOOKS, Cell, Kind, PRICES, Passing, ROWS_PER_BATCH, Row, Rows, SEQUENCES, Streams, TABLES,
    Table, TransferStore,
};

/// SQLite's limit on the parameters of a statement.
const PARAMETERS_MAX: usize = 32_766;

#[async_trait]
impl TransferStore for SqliteStore {
    fn schema(&self) -> i64 {
        newest()
    }

    async fn is_untouched(&self) -> Result<bool, StoreError> {
        let mut connection = self.read.acquire().await.map_err(refused("read the tables"))?;
        for table in TABLES {
            let rest = if table.name == BOOKS { "WHERE version > 0" } else { "" };
            let sql = format!("SELECT EXISTS (SELECT 1 FROM {} {rest})", table.name);
            let found: bool = sqlx::query_scalar(AssertSqlSafe(sql))
                .fetch_one(&mut *connection)
                .await
                .map_err(refused("read the tables"))?;
            if found {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn give(&self, to: mpsc::Sender<Rows>) -> Result<(), StoreError> {
        let failed = refused("read a table");
        let mut connection = self.read.acquire().await.map_err(&failed)?;
        // A reading transaction sees the file as it stands at its first look, whatever is written.
        let mut transaction = connection.begin().await.map_err(&failed)?;
        for table in TABLES {
            if !give_table(&mut transaction, table, &to).await? {
                break;
            }
        }
        transaction.rollback().await.map_err(failed)
    }

    async fn take(&self, mut from: mpsc::Receiver<Passing>) -> Result<bool, StoreError> {
        let mut memory = self.streams.lock().await;
        let mut transaction = self.begin().await?;
        let mut streams = Streams::default();
        let mut statements = Statements::default();
        loop {
            match from.recv().await {
                Some(Passing::Rows(rows)) => {
                    streams.see(&rows);
                    take_rows(&mut transaction, &rows, &mut streams, &mut statements).await?;
                }
                Some(Passing::End) => break,
                None => return Ok(false),
            }
        }
        for (id, (sport, competition, kind), venue, side) in streams.found() {
            sqlx::query(
                "INSERT INTO odds_streams (id, sport, competition, kind, venue_id, side)
                 VALUES (?, ?, ?, ?, ?, ?)",
            )
            .bind(id)
            .bind(sport)
            .bind(competition)
            .bind(kind)
            .bind(venue)
            .bind(side)
            .execute(&mut *transaction)
            .await
            .map_err(refused("write a stream"))?;
        }
        for (sequence, table) in SEQUENCES {
            let sql = format!(
                "UPDATE sequences SET next = 1 + (SELECT ifnull(max(id), 0) FROM {table})
                 WHERE name = ?"
            );
            sqlx::query(AssertSqlSafe(sql))
                .bind(*sequence)
                .execute(&mut *transaction)
                .await
                .map_err(refused("set a counter of ids"))?;
        }
        transaction.commit().await.map_err(refused("commit what was taken in"))?;
        *memory = super::streams::Streams::default();
        Ok(true)
    }

    async fn columns(&self) -> Result<Vec<(String, Vec<String>)>, StoreError> {
        let rows = sqlx::query(
            "SELECT t.name AS table_name, c.name AS column_name
             FROM sqlite_schema t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid",
        )
        .fetch_all(&self.read)
        .await
        .map_err(refused("read the schema"))?;
        let mut tables: Vec<(String, Vec<String>)> = Vec::new();
        for row in rows {
            let failed = refused("read the schema");
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

/// Gives one table; false when nobody receives any more.
async fn give_table(
    connection: &mut SqliteConnection,
    table: &'static Table,
    to: &mpsc::Sender<Rows>,
) -> Result<bool, StoreError> {
    let columns: Vec<String> =
        table.columns.iter().map(|column| selected(column.kind, column.name)).collect();
    let key: Vec<&str> = table.columns[..table.key].iter().map(|column| column.name).collect();
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

/// A column as it is read: every digit of a float.
fn selected(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Real => format!("format('%!.17g', {name}) AS {name}"),
        _ => name.to_owned(),
    }
}

fn cells(table: &Table, row: &SqliteRow) -> Result<Row, StoreError> {
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

/// The texts of insertions, by table and number of rows.
type Statements = HashMap<(&'static str, usize), std::sync::Arc<str>>;

async fn take_rows(
    connection: &mut SqliteConnection,
    rows: &Rows,
    streams: &mut Streams,
    statements: &mut Statements,
) -> Result<(), StoreError> {
    let table = rows.table;
    if table.name == BOOKS {
        sqlx::query("DELETE FROM books")
            .execute(&mut *connection)
            .await
            .map_err(refused("replace the head of the books"))?;
    }
    let has_stream = table.name == PRICES;
    let width = table.columns.len() + usize::from(has_stream);
    for chunk in rows.rows.chunks(PARAMETERS_MAX / width) {
        let sql = statements
            .entry((table.name, chunk.len()))
            .or_insert_with(|| insertion(table, has_stream, chunk.len()).into());
        let mut statement = sqlx::query(AssertSqlSafe(std::sync::Arc::clone(sql)));
        for row in chunk {
            statement = row.iter().fold(statement, bind);
            if has_stream {
                // A disappearance belongs to no stream: nobody lists it.
                let price = table.columns.iter().position(|column| column.name == "price");
                let is_price = price.is_some_and(|place| row[place] != Cell::Null);
                statement = statement.bind(if is_price { streams.of(row) } else { None });
            }
        }
        statement.execute(&mut *connection).await.map_err(refused("write a row"))?;
    }
    Ok(())
}

fn insertion(table: &Table, has_stream: bool, rows: usize) -> String {
    let mut names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let mut marks: Vec<&str> = table
        .columns
        .iter()
        .map(|column| if column.kind == Kind::Real { "CAST(? AS REAL)" } else { "?" })
        .collect();
    if has_stream {
        names.push("stream_id");
        marks.push("?");
    }
    let row = format!("({})", marks.join(","));
    format!("INSERT INTO {} ({}) VALUES {}", table.name, names.join(","), vec![row; rows].join(","))
}

type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;

fn bind<'q>(statement: Statement<'q>, cell: &Cell) -> Statement<'q> {
    match cell {
        Cell::Null => statement.bind(None::<i64>),
        Cell::Int(number) => statement.bind(*number),
        Cell::Bool(yes) => statement.bind(*yes),
        Cell::Text(text) => statement.bind(text.clone()),
        Cell::Bytes(bytes) => statement.bind(bytes.clone()),
    }
}
