//! `monps import mon-ps`: the database of the system that this one replaces, in each shape that it had.

mod faults;
mod shapes;

use std::path::Path;

use monps_core::id::BetId;
use monps_server::store::{BetRecord, Database, Store};

use super::monps;
use super::postgres::Cluster;

/// The server with one database in it, and the folder that it is imported into.
struct Ground {
    cluster: Cluster,
    folder: tempfile::TempDir,
}

impl Ground {
    async fn new(test: &str, sql: &str) -> Option<Self> {
        let cluster = Cluster::start(test)?;
        cluster.database("elder").await;
        cluster.execute("elder", sql).await;
        Some(Self { cluster, folder: tempfile::tempdir().unwrap() })
    }

    /// Imports; whether everything was taken, and everything that was said.
    fn import(&self, more: &[&str]) -> (bool, String) {
        self.import_from(&self.cluster.url("elder"), more)
    }

    fn import_from(&self, url: &str, more: &[&str]) -> (bool, String) {
        let arguments = [&["import", "mon-ps", url], more].concat();
        let output = monps(self.path(), &arguments);
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The rows that were told: table, number, state, reason.
    fn told(&self) -> Vec<[String; 4]> {
        let mut reader = csv::Reader::from_path(self.path().join("mon-ps-report.csv")).unwrap();
        let row = |row: csv::StringRecord| [0, 1, 2, 3].map(|cell| row[cell].to_owned());
        reader.records().map(|record| row(record.unwrap())).collect()
    }

    async fn store(&self) -> std::sync::Arc<dyn Store> {
        Database::Sqlite(self.path().join("monps.sqlite")).open().await.unwrap()
    }
}

async fn bets(store: &dyn Store) -> Vec<BetRecord> {
    let bets = store.all_bets(BetId::new(0), 100).await.unwrap();
    bets.into_iter().map(|(record, _)| record).collect()
}

/// The line of a table in what was said: rows, new, known, unchanged, refused, remarks.
fn line(said: &str, table: &str) -> Vec<u64> {
    let line = said.lines().find(|line| line.split_whitespace().next() == Some(table));
    let line = line.unwrap_or_else(|| panic!("no line of {table} in {said}"));
    line.split_whitespace().skip(1).map(|cell| cell.parse().unwrap()).collect()
}
