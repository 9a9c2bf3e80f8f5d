//! What a backup holds, and how one can tell that it is whole.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::lines;
use crate::store::transfer::{BOOKS, Cell, Rows, TABLES, Table};

/// The form of backups that this version writes, and the newest that it reads.
pub(super) const FORM: i64 = 1;

/// The last entry of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// How the rest is to be read.
    pub form: i64,
    /// The version of the product that made it.
    pub version: String,
    /// The number of the newest migration of the database.
    pub schema: i64,
    /// When it was made.
    pub made_at: String,
    /// Each table, in order.
    pub tables: Vec<TableDigest>,
    /// The end of the ledger; none in books that were never opened.
    pub ledger: Option<LedgerHead>,
}

/// What one table holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableDigest {
    /// Its name.
    pub name: String,
    /// How many rows.
    pub rows: u64,
    /// The SHA-256 of its lines, in hexadecimal digits.
    pub sha256: String,
}

/// The end of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerHead {
    /// How many entries.
    pub entries: i64,
    /// The hash of the last one.
    pub hash: String,
}

impl Manifest {
    /// How many rows there are in all tables.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// The first table that does not hold the same in another manifest.
    #[must_use]
    pub fn first_difference(&self, other: &Self) -> Option<&str> {
        let same = |table: &&TableDigest| other.tables.iter().any(|theirs| theirs == *table);
        self.tables.iter().find(|table| !same(table)).map(|table| table.name.as_str())
    }
}

/// Works the digests out as rows pass.
pub(super) struct Digests {
    tables: Vec<(u64, Sha256)>,
    ledger: Option<LedgerHead>,
}

impl Digests {
    pub(super) fn new() -> Self {
        Self { tables: TABLES.iter().map(|_| (0, Sha256::new())).collect(), ledger: None }
    }

    /// The lines of some rows, which are counted.
    pub(super) fn pass(&mut self, rows: &Rows) -> Result<Vec<u8>, lines::Unwritable> {
        let lines = lines::write(rows.table, &rows.rows)?;
        self.count(rows.table, &rows.rows, &lines);
        Ok(lines)
    }

    /// How many rows of a table there have been.
    pub(super) fn rows(&self, table: &Table) -> u64 {
        let place = TABLES.iter().position(|known| known.name == table.name);
        place.map_or(0, |place| self.tables[place].0)
    }

    /// Counts rows whose lines are known.
    pub(super) fn count(&mut self, table: &'static Table, rows: &[Vec<Cell>], lines: &[u8]) {
        if let Some(place) = TABLES.iter().position(|known| known.name == table.name) {
            self.tables[place].0 += rows.len() as u64;
            self.tables[place].1.update(lines);
        }
        if table.name == BOOKS {
            self.ledger = rows.first().and_then(|row| head(table, row));
        }
    }

    pub(super) fn manifest(self, schema: i64, made_at: String) -> Manifest {
        let tables = TABLES
            .iter()
            .zip(self.tables)
            .map(|(table, (rows, digest))| TableDigest {
                name: table.name.to_owned(),
                rows,
                sha256: digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
            })
            .collect();
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Manifest { form: FORM, version, schema, made_at, tables, ledger: self.ledger }
    }
}

fn head(table: &Table, row: &[Cell]) -> Option<LedgerHead> {
    let cell = |name| {
        let place = table.columns.iter().position(|column| column.name == name)?;
        row.get(place)
    };
    match (cell("entry_count")?, cell("head_hash")?) {
        (Cell::Int(entries), Cell::Text(hash)) if *entries > 0 => {
            Some(LedgerHead { entries: *entries, hash: hash.clone() })
        }
        _ => None,
    }
}
