//! Which tables and columns there are.

use std::collections::BTreeMap;

use sqlx::PgConnection;

use super::PERMISSION_DENIED;
use crate::store::StoreError;
use crate::store::elder::{ElderColumns, ElderField, ElderSchema, ElderTable};
use crate::store::postgres::columns::get;
use crate::store::postgres::error::{code, refused};

/// The tables and views that an unqualified name reaches, with their columns.
const COLUMNS: &str = "
    SELECT c.relname::text AS name, a.attname::text AS part,
           has_column_privilege(c.oid, a.attnum, 'SELECT') AS readable
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
      AND c.relnamespace <> 'pg_catalog'::regnamespace AND pg_table_is_visible(c.oid)
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY c.relname, a.attnum";
/// Tables of others named in an error.
const NAMED_MAX: usize = 5;

/// A column, and whether its user may read it.
type Column = (String, bool);

/// Looks whether the tables wanted can be read.
pub(super) async fn look(
    connection: &mut PgConnection,
    place: &str,
    wanted: &[ElderTable],
) -> Result<ElderSchema, StoreError> {
    let unfit = |reason: String| StoreError::Unfit { place: place.to_owned(), reason };
    let rows = sqlx::query(COLUMNS).fetch_all(connection).await.map_err(|error| {
        match code(&error).as_deref() {
            Some(PERMISSION_DENIED) => unfit("its user may not look at its tables".to_owned()),
            _ => refused("list its tables")(error),
        }
    })?;
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for row in &rows {
        let column = (get(row, "part")?, get(row, "readable")?);
        tables.entry(get(row, "name")?).or_default().push(column);
    }
    recognise(&tables).map_err(unfit)?;
    let mut schema = ElderSchema::default();
    for table in wanted {
        let found = tables.remove(table.name()).ok_or_else(|| unfit(missing(*table, wanted)))?;
        schema.tables.push(columns(*table, &found).map_err(unfit)?);
    }
    schema.left = tables.into_keys().collect();
    Ok(schema)
}

/// Refuses what is not the database of that system.
fn recognise(tables: &BTreeMap<String, Vec<Column>>) -> Result<(), String> {
    let has = |table: &str, column: &str| {
        tables.get(table).is_some_and(|columns| columns.iter().any(|(name, _)| name == column))
    };
    if tables.is_empty() {
        return Err("it has no tables (that its user may see): is it the right one?".to_owned());
    }
    if has("schema_migrations", "sha256") && has("odds_history", "selection_id") {
        return Err("it is a database of this program: `monps copy` moves it".to_owned());
    }
    if !ElderTable::ALL.iter().any(|table| tables.contains_key(table.name())) {
        let others: Vec<&str> = tables.keys().take(NAMED_MAX).map(String::as_str).collect();
        return Err(format!(
            "it has none of the tables bets, odds, odds_history and settings, but {}: is it the \
             right one?",
            others.join(", ")
        ));
    }
    Ok(())
}

fn missing(table: ElderTable, wanted: &[ElderTable]) -> String {
    let others: Vec<&str> =
        wanted.iter().filter(|other| **other != table).map(|other| other.name()).collect();
    let way_out = if others.is_empty() {
        String::new()
    } else {
        format!(": to import the others, say --only {}", others.join(","))
    };
    format!("it has no table {}{way_out}", table.name())
}

fn columns(table: ElderTable, found: &[Column]) -> Result<ElderColumns, String> {
    let mut read: Vec<(ElderField, Vec<&'static str>)> = Vec::new();
    for (field, names) in table.fields() {
        let there = |name: &&'static str| found.iter().any(|(column, _)| column == name);
        let names: Vec<&'static str> = names.iter().copied().filter(there).collect();
        if !names.is_empty() {
            read.push((*field, names));
        }
    }
    for choices in table.required() {
        let is_there = |field: &ElderField| read.iter().any(|(known, _)| known == field);
        if !choices.iter().any(|fields| fields.iter().all(is_there)) {
            return Err(lacking(table, choices, found, is_there));
        }
    }
    let is_read = |name: &str| read.iter().any(|(_, names)| names.contains(&name));
    if let Some((name, _)) = found.iter().find(|(name, readable)| is_read(name) && !readable) {
        let table = table.name();
        return Err(format!(
            "its user may not read {table}.{name}: GRANT SELECT ON {table} TO its user"
        ));
    }
    let unread = found.iter().filter(|(name, _)| !is_read(name)).map(|(name, _)| name.clone());
    Ok(ElderColumns { table, unread: unread.collect(), read })
}

fn lacking(
    table: ElderTable,
    choices: &[&[ElderField]],
    found: &[Column],
    is_there: impl Fn(&ElderField) -> bool,
) -> String {
    let names = |field: &ElderField| -> String {
        let names = table.fields().iter().find(|(known, _)| known == field);
        names.map(|(_, names)| names.join(" or ")).unwrap_or_default()
    };
    let lacks = |fields: &&[ElderField]| -> String {
        let lacks: Vec<String> = fields.iter().filter(|f| !is_there(f)).map(names).collect();
        lacks.join(", ")
    };
    let wanted: Vec<String> = choices.iter().map(lacks).collect();
    let has: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    format!(
        "its table {} lacks {} (it has {})",
        table.name(),
        wanted.join("; else "),
        has.join(", ")
    )
}
