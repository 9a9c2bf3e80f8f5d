//! What was acknowledged survives `kill -9`.
//!
//! The test runs itself as a child that records and settles bets as fast as it can and says so on its
//! output; the parent kills it at an arbitrary moment and looks at the database. `MONPS_KILL_ROUNDS`
//! sets how often.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;

use monps_core::id::BetId;
use monps_server::app::bets::{BetChange, Bets, NewBet, NewLeg, Noted, Ruling};
use monps_server::app::idempotency::{Answer, Done};
use monps_server::app::ledger::{Ledger, StandardBankroll, verify};
use monps_server::clock::Clock;
use monps_server::collector::VenueDefaults;
use monps_server::secret::Secret;
use monps_server::store::postgres::PgOptions;
use monps_server::store::{Database, Store};
use rust_decimal::{Decimal, dec};
use tokio::runtime::Runtime;

use crate::postgres::Cluster;

const CHILD: &str = "MONPS_KILL_CHILD";
/// Bets that a child records at once.
const BETS: usize = 200;

#[test]
fn what_was_acknowledged_survives_in_a_file() {
    const NAME: &str = "kill::what_was_acknowledged_survives_in_a_file";
    let runtime = Runtime::new().unwrap();
    if let Some(path) = std::env::var_os(CHILD) {
        runtime.block_on(record_until_killed(&Database::Sqlite(path.into())));
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("monps.db");
    rounds(&runtime, NAME, path.to_str().unwrap(), &Database::Sqlite(path.clone()));
    runtime.block_on(has_integrity(&path));
}

#[test]
fn what_was_acknowledged_survives_in_postgresql() {
    const NAME: &str = "kill::what_was_acknowledged_survives_in_postgresql";
    let runtime = Runtime::new().unwrap();
    let at = |url: &str| Database::Postgres(Box::new(PgOptions::new(Secret::new(url))));
    if let Ok(url) = std::env::var(CHILD) {
        runtime.block_on(record_until_killed(&at(&url)));
        return;
    }
    let Some(cluster) = Cluster::start("what_was_acknowledged_survives_in_postgresql") else {
        return;
    };
    runtime.block_on(cluster.database("books"));
    let url = cluster.url("books");
    rounds(&runtime, NAME, &url, &at(&url));
}

fn rounds(runtime: &Runtime, test: &str, place: &str, database: &Database) {
    let rounds = std::env::var("MONPS_KILL_ROUNDS").ok().and_then(|text| text.parse().ok());
    let mut acknowledged = BTreeMap::new();
    // Kills after 1, 38, 75, 112 … acknowledgements of a round, some before its first.
    for round in 0..rounds.unwrap_or(8) {
        let before = acknowledged.len();
        one_round(test, place, round * 37 % BETS, &mut acknowledged);
        runtime.block_on(look(database, &acknowledged));
        println!("round {round}: {} acknowledged", acknowledged.len() - before);
    }
    assert!(acknowledged.len() > 50, "too few bets to say anything");
}

fn one_round(test: &str, place: &str, kill_after: usize, acknowledged: &mut BTreeMap<i64, bool>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(CHILD, place)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut count = 0;
    // What is in the pipe after the kill was acknowledged too.
    for line in lines {
        let Ok(line) = line else { break };
        let mut words = line.split(' ');
        let (what, id) = (words.next(), words.next().and_then(|id| id.parse::<i64>().ok()));
        match (what, id) {
            (Some("placed"), Some(id)) => {
                acknowledged.entry(id).or_insert(false);
            }
            (Some("settled"), Some(id)) => {
                acknowledged.insert(id, true);
            }
            _ => continue,
        }
        count += 1;
        if count == kill_after.max(1) {
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
}

async fn record_until_killed(database: &Database) {
    let store = database.open().await.unwrap();
    let clock = Clock::system();
    let initial = Arc::new(StandardBankroll);
    let defaults = VenueDefaults::default();
    let ledger = Arc::new(Ledger::new(Arc::clone(&store), clock.clone(), initial, defaults));
    let bets = Arc::new(Bets::new(store, clock, ledger));
    let tasks = (0..BETS).map(|index| {
        let bets = Arc::clone(&bets);
        tokio::spawn(async move { record_one(&bets, index).await })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
}

async fn record_one(bets: &Bets, index: usize) {
    let new = NewBet {
        legs: vec![NewLeg {
            match_id: format!("A{} - B", index % 20),
            outcome: "1".to_owned(),
            odds_value: dec!(2.10),
            ..NewLeg::default()
        }],
        bookmaker: "Winamax".to_owned(),
        stake: Decimal::from(1 + index),
        ..NewBet::default()
    };
    let unread = |_: &Noted| Answer { status: 201, warning: None, body: String::new() };
    let Done::Now(noted) = bets.create(&new, "test", None, &unread).await.unwrap() else {
        panic!("there was no key");
    };
    let id = noted.record.bet.id();
    say("placed", id);
    if index.is_multiple_of(2) {
        let won = Ruling { result: Some("won".to_owned()), ..Ruling::default() };
        let change = BetChange { ruling: won, ..BetChange::default() };
        bets.update(id, &change, "test").await.unwrap();
        say("settled", id);
    }
}

fn say(what: &str, id: BetId) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{what} {id}").unwrap();
    out.flush().unwrap();
}

async fn look(database: &Database, acknowledged: &BTreeMap<i64, bool>) {
    let store: Arc<dyn Store> = database.open().await.unwrap();
    for (id, settled) in acknowledged {
        let record = store.bet(BetId::new(*id)).await.unwrap();
        let record = record.unwrap_or_else(|| panic!("bet {id} was acknowledged and is gone"));
        assert!(!settled || record.settled.is_some(), "the settlement of bet {id} is gone");
    }
    let report = verify(&store).await.unwrap();
    assert_eq!(report.fault, None);
    store.close().await;
}

async fn has_integrity(path: &std::path::Path) {
    let check = sqlx::sqlite::SqlitePool::connect_with(
        sqlx::sqlite::SqliteConnectOptions::new().filename(path),
    );
    let check = check.await.unwrap();
    let said: String =
        sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&check).await.unwrap();
    assert_eq!(said, "ok");
    check.close().await;
}
