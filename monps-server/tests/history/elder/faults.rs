//! What is no such database, or cannot be read, is refused before anything is done; what changed since
//! is told.

use super::{Ground, line};

const PLACED: &str = include_str!("placed.sql");

#[tokio::test]
async fn what_cannot_be_read_is_said_before_anything_is_changed() {
    let Some(ground) = Ground::new("what cannot be read", PLACED).await else { return };
    let cluster = &ground.cluster;
    for (database, sql, expected) in [
        ("empty", "", "has no tables"),
        ("others", "CREATE TABLE invoices (id INT)", "none of the tables bets, odds"),
        ("half", "CREATE TABLE settings (key TEXT, value JSONB)", "--only settings"),
        ("lame", "CREATE TABLE bets (id INT, match_id TEXT)", "lacks outcome, bookmaker"),
    ] {
        cluster.database(database).await;
        cluster.execute(database, sql).await;
        let only: &[&str] = if database == "lame" { &["--only", "bets"] } else { &[] };
        let (done, said) =
            ground.import_from(&cluster.url(database), &[only, &["--commit"]].concat());
        assert!(!done && said.contains(expected), "{database}: {said}");
    }
    let options = cluster.database("ours").await;
    monps_server::store::postgres::PgStore::open(options).await.unwrap().close().await;
    let (done, said) = ground.import_from(&cluster.url("ours"), &["--commit"]);
    assert!(!done && said.contains("monps copy"), "{said}");
    let (done, said) = ground.import(&["--only", "bets", "--time-zone", "Mars/Olympus"]);
    assert!(!done && said.contains("no time zone"), "{said}");
    let (done, said) = ground.import_from("postgres://me:hunter2@127.0.0.1:1/x", &[]);
    assert!(
        !done && said.contains("whether PostgreSQL runs") && !said.contains("hunter2"),
        "{said}"
    );
    let (done, said) = ground.import_from("mysql://x", &[]);
    assert!(!done && said.contains("postgres://user:password@host"), "{said}");
    assert!(!ground.path().join("monps.sqlite").exists());
}

#[tokio::test]
async fn whoever_may_only_read_is_enough_and_is_told_what_is_missing() {
    let Some(ground) = Ground::new("whoever may only read", PLACED).await else { return };
    let cluster = &ground.cluster;
    cluster.execute("elder", "CREATE ROLE reader LOGIN").await;
    let url = cluster.url_as("reader", "elder");
    let (done, said) = ground.import_from(&url, &["--only", "bets"]);
    assert!(!done && said.contains("GRANT SELECT ON bets"), "{said}");
    cluster.execute("elder", "GRANT SELECT ON bets TO reader").await;
    let (done, said) = ground.import_from(&url, &["--only", "bets", "--commit"]);
    assert!(done, "{said}");
    assert_eq!(line(&said, "bets"), [2, 2, 0, 0, 0, 0]);
}

#[tokio::test]
async fn what_was_changed_on_one_side_since_is_told() {
    let Some(ground) = Ground::new("what was changed since", PLACED).await else { return };
    let only = ["--only", "bets", "--commit"];
    assert!(ground.import(&only).0);
    // The open one is settled there.
    let settle = "UPDATE bets SET status = 'lost', profit_loss = -2.5 WHERE id = 2";
    ground.cluster.execute("elder", settle).await;
    let (_, said) = ground.import(&only);
    assert_eq!(line(&said, "bets"), [2, 0, 2, 0, 0, 1], "{said}");
    assert!(said.contains("profit there 12.5 = here 15 + refused 0 − 2.5 changed since"), "{said}");
    assert!(said.contains("every cent"), "{said}");
    let told = ground.told();
    assert!(told[0][3].contains("open; there: stake 2.5, profit -2.5"), "{told:?}");
}
