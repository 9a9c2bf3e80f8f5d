//! The list of tables that are given and taken, beside the schema of the engine.

use monps_server::store::sqlite::SqliteStore;
use monps_server::store::transfer::{TABLES, TransferStore};

/// What an engine works out for itself.
const DERIVED_TABLES: [&str; 3] = ["odds_streams", "schema_migrations", "sequences"];
const DERIVED_COLUMNS: [(&str, &str); 1] = [("odds_history", "stream_id")];

#[tokio::test]
async fn no_column_of_the_file_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("monps.sqlite")).await.unwrap();
    let mut schema = store.columns().await.unwrap();
    store.close().await;
    schema.retain(|(table, _)| !DERIVED_TABLES.contains(&table.as_str()));
    for (table, columns) in &mut schema {
        columns.retain(|column| !DERIVED_COLUMNS.contains(&(table.as_str(), column.as_str())));
        columns.sort();
    }
    let mut listed: Vec<(String, Vec<String>)> = TABLES
        .iter()
        .map(|table| {
            let mut columns: Vec<String> =
                table.columns.iter().map(|column| column.name.to_owned()).collect();
            columns.sort();
            (table.name.to_owned(), columns)
        })
        .collect();
    listed.sort();
    assert_eq!(listed, schema);
}
