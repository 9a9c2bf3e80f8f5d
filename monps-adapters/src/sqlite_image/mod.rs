//! Reads the tables of an SQLite database that lies in memory.
//!
//! Some sources publish their offer as a database file. An adapter opens no file and trusts no bytes,
//! so this is a reader of the published file format and nothing else: ordinary tables, UTF-8, no
//! query, no index, no journal. Whatever the bytes are, it ends: every page is visited once, rows and
//! their sizes are bounded, and what does not hold together is an error with its page.
//!
//! ```text
//! bytes ─▶ Image::open   the header
//!       ─▶ Image::table  the schema, on page 1: root page and columns of a table
//!       ─▶ Image::rows   the table's b-tree, leaf by leaf, row by row
//! ```

mod error;
mod page;
mod record;
mod schema;
mod walk;

#[cfg(test)]
mod tests;

pub(crate) use error::ImageError;
pub(crate) use record::Value;

use page::Pages;
use schema::Definition;
use walk::Walk;

/// Rows of one table.
const ROWS_MAX: usize = 2_000_000;

/// A database in memory.
#[derive(Debug)]
pub(crate) struct Image<'a> {
    pages: Pages<'a>,
}

/// A table: where it begins, and its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    name: String,
    root: u32,
    definition: Definition,
}

impl Table {
    /// The place of a column.
    ///
    /// # Errors
    /// [`ImageError::NoColumn`].
    pub(crate) fn column(&self, name: &str) -> Result<usize, ImageError> {
        let place = self.definition.columns.iter().position(|held| held.eq_ignore_ascii_case(name));
        place.ok_or_else(|| ImageError::NoColumn {
            table: self.name.clone(),
            column: name.to_owned(),
            known: self.definition.columns.join(", "),
        })
    }
}

/// The values of a row, by the place of their column.
#[derive(Debug)]
pub(crate) struct Row<'r>(Vec<Value<'r>>);

impl<'r> Row<'r> {
    /// The value of a column. A row older than its column has none.
    pub(crate) fn get(&self, column: usize) -> Value<'r> {
        self.0.get(column).copied().unwrap_or(Value::Null)
    }
}

impl<'a> Image<'a> {
    /// Reads the header.
    ///
    /// # Errors
    /// [`ImageError`] when the bytes are no SQLite database, or one of a kind that is not read.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ImageError> {
        Ok(Self { pages: Pages::open(bytes)? })
    }

    /// Finds a table in the schema.
    ///
    /// # Errors
    /// [`ImageError::NoTable`], naming those there are, or what is wrong with the schema.
    pub(crate) fn table(&self, name: &str) -> Result<Table, ImageError> {
        let mut found = None;
        let mut known = Vec::new();
        self.walk(1, schema::TABLES_MAX, |rowid, payload| {
            let row = record::values(payload, None, rowid)?;
            let text = |column: usize| row.get(column).and_then(Value::text);
            let (Some("table"), Some(held)) = (text(0), text(1)) else {
                return Ok(());
            };
            if held.eq_ignore_ascii_case(name) {
                let root = row.get(3).and_then(Value::integer).and_then(|n| u32::try_from(n).ok());
                let sql = text(4).unwrap_or_default();
                found = Some((root.unwrap_or(0), schema::definition(name, sql)?));
            }
            known.push(held.chars().take(40).collect::<String>());
            Ok(())
        })?;
        let (root, definition) = found.ok_or_else(|| ImageError::NoTable {
            table: name.to_owned(),
            known: known.join(", "),
        })?;
        Ok(Table { name: name.to_owned(), root, definition })
    }

    /// Hands the rows of a table over, in the order of their keys.
    ///
    /// # Errors
    /// [`ImageError`] when the table does not hold together or is larger than read; the taker's own.
    pub(crate) fn rows(
        &self,
        table: &Table,
        mut take: impl FnMut(&Row<'_>) -> Result<(), ImageError>,
    ) -> Result<(), ImageError> {
        let alias = table.definition.rowid_alias;
        self.walk(table.root, ROWS_MAX, |rowid, payload| {
            take(&Row(record::values(payload, alias, rowid)?))
        })
    }

    fn walk(
        &self,
        root: u32,
        rows_max: usize,
        mut take: impl FnMut(i64, &[u8]) -> Result<(), ImageError>,
    ) -> Result<(), ImageError> {
        let mut walk = Walk::new(&self.pages, root)?;
        let mut count = 0;
        while let Some((rowid, payload)) = walk.next_row()? {
            count += 1;
            if count > rows_max {
                return Err(ImageError::TooMany { what: "rows of a table", most: rows_max });
            }
            take(rowid, &payload)?;
        }
        Ok(())
    }
}
