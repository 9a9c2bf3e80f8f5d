//! Steps of a schema, whichever engine runs them.

use sha2::{Digest, Sha256};

/// A step of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Migration {
    /// Its number.
    pub number: i64,
    /// Its noun.
    pub name: &'static str,
    /// Its statements.
    pub sql: &'static str,
}

/// A migration and whether it has run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MigrationState {
    /// The migration.
    pub migration: Migration,
    /// Whether it has run.
    pub applied: bool,
}

/// What tells the text of a migration from any other, in hexadecimal.
pub(super) fn checksum(sql: &str) -> String {
    Sha256::digest(sql.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
