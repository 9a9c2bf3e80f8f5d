//! Writing many rows with few statements.
//!
//! A statement for each row costs more than the row. Rows go in by chunks of powers of two, so that
//! a handful of prepared statements serve every batch.

use std::sync::OnceLock;

use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, Sqlite, SqliteConnection};

use super::error::refused;
use crate::store::StoreError;

/// The largest chunk is 2^SIZES−1 rows; 256 rows of 11 columns stay far under SQLite's 32,766
/// parameters.
const SIZES: usize = 9;

/// An INSERT whose number of rows varies. Its parts are constants of this code, never input.
pub(super) struct Insert {
    head: &'static str,
    columns: usize,
    tail: &'static str,
    statements: [OnceLock<std::sync::Arc<str>>; SIZES],
}

impl Insert {
    pub(super) const fn new(head: &'static str, columns: usize, tail: &'static str) -> Self {
        Self { head, columns, tail, statements: [const { OnceLock::new() }; SIZES] }
    }

    pub(super) fn sql(&self, exponent: usize) -> std::sync::Arc<str> {
        let build = || {
            let row = format!("({})", vec!["?"; self.columns].join(","));
            let rows = vec![row; 1 << exponent].join(",");
            format!("{} VALUES {rows} {}", self.head, self.tail).into()
        };
        self.statements[exponent].get_or_init(build).clone()
    }

    /// Writes rows; returns how many were inserted or changed.
    pub(super) async fn run<T>(
        &self,
        connection: &mut SqliteConnection,
        what: &'static str,
        rows: &[T],
        mut bind: impl for<'q> FnMut(
            Query<'q, Sqlite, SqliteArguments>,
            &T,
        ) -> Query<'q, Sqlite, SqliteArguments>,
    ) -> Result<u64, StoreError> {
        let mut rest = rows;
        let mut affected = 0;
        for exponent in (0..SIZES).rev() {
            while rest.len() >= 1 << exponent {
                let (chunk, after) = rest.split_at(1 << exponent);
                let statement = sqlx::query(AssertSqlSafe(self.sql(exponent)));
                let bound = chunk.iter().fold(statement, &mut bind);
                affected +=
                    bound.execute(&mut *connection).await.map_err(refused(what))?.rows_affected();
                rest = after;
            }
        }
        Ok(affected)
    }
}
