//! The ledger cannot be changed unnoticed.

use serde_json::json;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Row};

use crate::house::House;
use crate::life::slip;
use monps_server::app::ledger::verify;

/// Deposit, bets settled every way, one deleted: 13 entries of six kinds.
async fn some_books() -> House {
    let house = House::new().await;
    let deposit =
        json!({"amount": "200.00", "bookmaker": "Winamax", "login": "me", "note": "card"});
    house.post("/ledger/deposit", &deposit).await.expect(201);
    for result in ["won", "lost", "void", "half_lost"] {
        let path = house.bet(&slip()).await;
        house.patch(&path, &json!({"result": result})).await.expect(200);
    }
    let mut lay = slip();
    lay["side"] = json!("lay");
    let path = house.bet(&lay).await;
    house.patch(&path, &json!({"result": "won"})).await.expect(200);
    let gone = house.bet(&slip()).await;
    house.delete(&gone).await.expect(204);
    house.bet(&slip()).await;
    house.check().await;
    house
}

/// A connection that obeys no rule.
async fn intruder(house: &House) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(house.sqlite.path()).foreign_keys(false);
    let mut intruder = options.connect().await.unwrap();
    run(&mut intruder, "PRAGMA ignore_check_constraints = ON").await.unwrap();
    intruder
}

async fn run(connection: &mut SqliteConnection, sql: &str) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(connection).await.map(|_| ())
}

#[tokio::test]
async fn entries_are_only_ever_appended() {
    let house = some_books().await;
    let mut intruder = intruder(&house).await;
    for (table, column) in
        [("entries", "note"), ("postings", "amount"), ("accounts", "login"), ("audit", "detail")]
    {
        for sql in [format!("UPDATE {table} SET {column} = '1'"), format!("DELETE FROM {table}")] {
            let refusal = run(&mut intruder, &sql).await.unwrap_err().to_string();
            assert!(refusal.contains("is never"), "{sql}: {refusal}");
        }
    }
    assert!(run(&mut intruder, "DELETE FROM bets").await.is_err());
    house.check().await;
}

/// The key of an account that was posted to: one that was not holds nothing to vouch for.
const POSTED: &str = "iif(id IN (SELECT account_id FROM postings), id, NULL)";

/// Columns whose every byte is vouched for, by table and key.
const VOUCHED: [(&str, &str, &[&str]); 5] = [
    ("entries", "id", &["at", "recorded_at", "reason", "bet_id", "reverses", "note", "hash"]),
    ("postings", "entry_id * 100 + position", &["account_id", "amount"]),
    ("accounts", POSTED, &["kind", "venue_id", "login", "currency", "book"]),
    ("books", "id", &["entry_count", "head_id", "head_hash"]),
    ("bets", "id", &["stake", "price", "status", "payout", "commission_paid", "profit", "result"]),
];

/// The same value with one bit of each of its bytes flipped, as SQL; a number with its lowest bit.
fn flips(value: &str) -> Vec<String> {
    if let Ok(number) = value.parse::<i64>() {
        return vec![(number ^ 1).to_string()];
    }
    let Some(text) = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) else {
        // NULL: somebody puts something there.
        return vec!["1".to_owned(), "'x'".to_owned()];
    };
    (0..text.len())
        .map(|index| {
            let mut bytes = text.as_bytes().to_vec();
            bytes[index] ^= 1;
            format!("'{}'", String::from_utf8(bytes).unwrap().replace('\'', "''"))
        })
        .collect()
}

#[tokio::test]
async fn one_flipped_byte_is_found() {
    let house = some_books().await;
    let mut intruder = intruder(&house).await;
    for name in ["entries", "postings", "accounts"] {
        run(&mut intruder, &format!("DROP TRIGGER {name}_stand_update")).await.unwrap();
        run(&mut intruder, &format!("DROP TRIGGER {name}_stand_delete")).await.unwrap();
    }
    let mut tried = 0;
    for (table, key, columns) in VOUCHED {
        for column in columns {
            let sql = format!(
                "SELECT {key} AS row, quote({column}) AS value FROM {table} WHERE {key} IS NOT NULL"
            );
            let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut intruder).await.unwrap();
            for row in rows {
                let (at, value): (i64, String) = (row.get("row"), row.get("value"));
                let flipped = flips(&value);
                for other in flipped {
                    let set =
                        |to: &str| format!("UPDATE {table} SET {column} = {to} WHERE {key} = {at}");
                    if run(&mut intruder, &set(&other)).await.is_err() {
                        // STRICT keeps a text out of a number, and an index a double.
                        continue;
                    }
                    tried += 1;
                    let report = verify(&house.store).await.unwrap();
                    assert!(!report.is_sound(), "{table}.{column} of {at}: {value} made {other}");
                    run(&mut intruder, &set(&value)).await.unwrap();
                }
            }
        }
    }
    assert!(tried > 1000, "{tried}");
    house.check().await;
}

#[tokio::test]
async fn entries_cut_off_or_added_are_found() {
    let house = some_books().await;
    let mut intruder = intruder(&house).await;
    run(&mut intruder, "DROP TRIGGER entries_stand_delete; DROP TRIGGER postings_stand_delete")
        .await
        .unwrap();
    let entries = house.check().await.entries;
    for (cut, from) in [("last", entries), ("first", 1), ("middle", entries / 2)] {
        run(&mut intruder, "BEGIN").await.unwrap();
        for sql in [
            format!("CREATE TABLE kept AS SELECT * FROM postings WHERE entry_id = {from}"),
            format!("CREATE TABLE kept_entry AS SELECT * FROM entries WHERE id = {from}"),
            format!("DELETE FROM postings WHERE entry_id = {from}"),
            format!("DELETE FROM entries WHERE id = {from}"),
            "COMMIT".to_owned(),
        ] {
            run(&mut intruder, &sql).await.unwrap();
        }
        let report = verify(&house.store).await.unwrap();
        assert!(!report.is_sound(), "{cut}");
        for sql in [
            "INSERT INTO entries SELECT * FROM kept_entry",
            "INSERT INTO postings SELECT * FROM kept",
            "DROP TABLE kept",
            "DROP TABLE kept_entry",
        ] {
            run(&mut intruder, sql).await.unwrap();
        }
        house.check().await;
    }
}
