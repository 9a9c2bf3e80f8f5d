//! Every statement that the store is written with, prepared against a real schema: a typo cannot reach
//! a user.
//!
//! The source itself is read, so that no statement can be forgotten: each text in it that begins like
//! a statement is one, with the constants named in it put in their places. What is put together while
//! the program runs cannot be read there: it is listed below with what runs it, and a text that is
//! neither prepared nor listed fails the test.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use monps_server::store::postgres::PgStore;
use monps_server::store::sqlite::SqliteStore;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqlSafeStr, SqliteConnection};

use crate::pglite::PgLite;
use crate::postgres::Cluster;

/// Texts that become statements at run time: file, what they contain, and what runs them.
const COMPOSED: &[(&str, &str, &str)] = &[
    ("matching/statements.rs", "{EVENT} WHERE e.id IN ({})", "contract::matching"),
    ("postgres/bets/mod.rs", "WHERE {condition} ORDER BY b.id", "contract::bets"),
    ("postgres/bets/select.rs", "SELECT b.*, {text} AS sort_value", "contract::bets, every sort"),
    ("postgres/bets/select.rs", "(extract(epoch FROM SORT)", "contract::bets, every sort"),
    ("sqlite/bets/select.rs", "SELECT b.*, format('%!.17g', {key})", "contract::bets, every sort"),
    ("postgres/odds.rs", "SELECT o.*, m.event_id", "contract::odds, part of NEWEST"),
    ("postgres/odds.rs", " FROM odds_history h", "contract::odds, part of NEWEST"),
    ("postgres/odds.rs", " AND h.price IS NOT NULL", "contract::odds, part of NEWEST"),
    ("postgres/odds.rs", ") head\n", "contract::odds, part of NEWEST"),
    ("postgres/odds.rs", ") o\n", "contract::odds, part of NEWEST"),
    ("postgres/quotes/rows.rs", "COPY odds_history", "contract::quotes"),
    ("postgres/layout/parts.rs", "CREATE TABLE \"{name}\"", "history, partitions made ahead"),
    ("postgres/layout/upkeep.rs", "WITH gone AS", "history, parts dropped behind"),
    ("postgres/migrate.rs", "SET statement_timeout = 0", "migrations"),
    ("postgres/transfer.rs", "SELECT EXISTS (SELECT 1 FROM {}", "transfer"),
    ("postgres/transfer.rs", "SELECT {} FROM {} ORDER BY {}", "transfer"),
    ("postgres/transfer.rs", "(extract(epoch FROM {name})", "transfer"),
    ("postgres/transfer.rs", "INSERT INTO {} ({names})", "transfer"),
    ("postgres/transfer.rs", "FROM {table})", "transfer"),
    ("sqlite/transfer.rs", "SELECT EXISTS (SELECT 1 FROM {}", "transfer"),
    ("sqlite/transfer.rs", "SELECT {} FROM {} ORDER BY {}", "transfer"),
    ("sqlite/transfer.rs", "INSERT INTO {} ({}) VALUES {}", "transfer"),
    ("sqlite/transfer.rs", "FROM {table})", "transfer"),
    ("postgres/transfer.rs", "WHERE version > 0", "transfer"),
    ("sqlite/transfer.rs", "WHERE version > 0", "transfer"),
    ("sqlite/bulk.rs", "{} VALUES {rows} {}", "each of its users is prepared here"),
    ("postgres/elder/statements.rs", "DECLARE elder_{}", "monps import mon-ps, each shape"),
    ("postgres/elder/statements.rs", "FETCH FORWARD {rows}", "monps import mon-ps, each shape"),
    ("postgres/elder/statements.rs", "SELECT count(*), sum({stake})", "monps import mon-ps"),
];

/// Functions of TimescaleDB: statements with them are prepared there.
const TIMESCALE: [&str; 3] = ["show_chunks(", "drop_chunks(", "time_bucket("];
/// What an insertion of many rows is made of: its head, how many values a row has, and its tail.
const MANY: &str = "Insert::new(";

/// How a statement begins.
const VERBS: [&str; 6] = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ", "REPLACE "];
/// What shows that a text is part of a statement.
const CLAUSES: [&str; 8] =
    [" FROM ", " WHERE ", " JOIN ", " VALUES ", " SET ", "ON CONFLICT", "ORDER BY", "LIMIT $"];

/// A text in the source.
#[derive(Debug)]
struct Text {
    file: String,
    line: usize,
    /// What stands before it on its line and the line above.
    before: String,
    text: String,
    /// What stands between it and the next text.
    after: String,
    /// The next text, where this one is the head of an insertion of many rows.
    tail: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
    Timescale,
}

fn engines(file: &str) -> &'static [Engine] {
    if file.starts_with("sqlite/") {
        &[Engine::Sqlite]
    } else if file.starts_with("postgres/") {
        &[Engine::Postgres]
    } else {
        &[Engine::Sqlite, Engine::Postgres]
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store")
}

/// Every text of the store's source, tests left out.
fn texts() -> Vec<Text> {
    let (mut folders, mut found) = (vec![root()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                let source = source.split("#[cfg(test)]").next().unwrap_or_default();
                let file = path.strip_prefix(root()).unwrap().to_str().unwrap();
                read(file, source, &mut found);
            }
        }
    }
    found.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    with_tails(found)
}

/// Heads of insertions of many rows take the text after them.
fn with_tails(found: Vec<Text>) -> Vec<Text> {
    let mut whole: Vec<Text> = Vec::new();
    for text in found {
        match whole.last_mut() {
            Some(head) if head.before.ends_with(MANY) && head.tail.is_none() => {
                head.tail = Some(text.text);
            }
            _ => whole.push(text),
        }
    }
    whole
}

/// The texts of one file: a small reader of Rust's comments, characters and strings.
fn read(file: &str, source: &str, found: &mut Vec<Text>) {
    let mut rest = source;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let here = &rest[at..];
        let skip = if here.starts_with("//") {
            here.find('\n').unwrap_or(here.len())
        } else if let Some(character) = here.strip_prefix('\'') {
            // A character, or else a lifetime.
            let end = if character.starts_with('\\') { 3 } else { 2 };
            if here.as_bytes().get(end) == Some(&b'\'') { end + 1 } else { 1 }
        } else if here.starts_with('"') {
            let end = end_of_text(here);
            let begin = source.len() - here.len();
            let above = source[..begin].rfind('\n').unwrap_or(0);
            let above = source[..above].rfind('\n').unwrap_or(0);
            found.push(Text {
                file: file.to_owned(),
                line: source[..begin].matches('\n').count() + 1,
                before: source[above..begin].trim().to_owned(),
                text: unescaped(&here[1..end]),
                after: here[end + 1..].split('"').next().unwrap_or_default().to_owned(),
                tail: None,
            });
            end + 1
        } else {
            1
        };
        rest = &here[skip..];
    }
}

/// Where a text ends that begins with a quotation mark.
fn end_of_text(here: &str) -> usize {
    let mut escaped = false;
    for (index, letter) in here.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return index,
            _ => {}
        }
    }
    panic!("a text without end: {:.80}", here);
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n') => plain.push('\n'),
                Some('\n') => while letters.next_if(|next| next.is_whitespace()).is_some() {},
                Some(other) => plain.push(other),
                None => {}
            },
            _ => plain.push(letter),
        }
    }
    plain
}

/// The name of the constant that a text is the value of.
fn constant(text: &Text) -> Option<&str> {
    let before = text.before.strip_suffix('=')?.trim_end();
    let declared = before.rsplit_once("const ")?.1;
    let (name, kind) = declared.split_once(':')?;
    (kind.trim() == "&str").then_some(name.trim())
}

/// Constants by file and name, those of the whole engine under its folder.
struct Constants(HashMap<(String, String), String>);

impl Constants {
    fn of(texts: &[Text]) -> Self {
        let mut known = HashMap::new();
        for text in texts {
            if let Some(name) = constant(text) {
                let folder = text.file.split('/').next().unwrap_or_default();
                for place in [text.file.as_str(), folder] {
                    known.insert((place.to_owned(), name.to_owned()), text.text.clone());
                }
            }
        }
        Self(known)
    }

    fn get(&self, file: &str, engine: Engine, name: &str) -> Option<&String> {
        let folder = if engine == Engine::Sqlite { "sqlite" } else { "postgres" };
        let shared = file.split('/').next().unwrap_or_default();
        [file, folder, shared]
            .iter()
            .find_map(|place| self.0.get(&((*place).to_owned(), name.to_owned())))
    }

    /// A text with its constants in their places; none where something else is put in.
    fn filled(&self, file: &str, engine: Engine, text: &str) -> Option<String> {
        let mut filled = text.to_owned();
        for _ in 0..20 {
            let Some((before, rest)) = filled.split_once('{') else {
                return Some(filled);
            };
            let (name, after) = rest.split_once('}')?;
            let value = self.get(file, engine, name)?;
            filled = format!("{before}{value}{after}");
        }
        None
    }
}

/// What is prepared for a text; none where it is no statement by itself.
fn statement(text: &Text, engine: Engine, constants: &Constants) -> Option<String> {
    let begins = |sql: &str| VERBS.iter().any(|verb| sql.trim_start().starts_with(verb));
    let sql = if begins(&text.text) || text.text.starts_with('{') {
        text.text.clone()
    } else if text.text.trim_start().starts_with("WHERE ") {
        // A condition of the list of events, which one function puts it behind.
        format!("{{EVENT}} {}", text.text)
    } else {
        return None;
    };
    let filled = constants.filled(&text.file, engine, &sql)?;
    let Some(tail) = &text.tail else {
        return begins(&filled).then_some(filled);
    };
    let values: usize = text.after.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
    Some(format!("{filled} VALUES ({}) {tail}", vec!["?"; values].join(",")))
}

/// A constant that others are made with is prepared in them.
fn is_part(text: &Text, texts: &[Text]) -> bool {
    let Some(name) = constant(text) else { return false };
    let named = format!("{{{name}}}");
    texts.iter().any(|other| other.file == text.file && other.text.contains(&named))
}

fn looks_like_sql(text: &str) -> bool {
    let spaced = format!(" {} ", text.replace('\n', " "));
    VERBS.iter().any(|verb| text.trim_start().starts_with(verb))
        || CLAUSES.iter().any(|clause| spaced.contains(clause))
}

#[tokio::test]
async fn every_statement_is_prepared_on_its_engine() {
    let Some(cluster) = Cluster::start("every statement") else { return };
    PgStore::open(cluster.database("monps").await).await.unwrap().close().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("monps.sqlite");
    SqliteStore::open(&path).await.unwrap().close().await;
    let mut postgres = cluster.connect("monps").await;
    let mut sqlite =
        SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();

    let timescale = PgLite::start("statements of TimescaleDB");
    let mut timescaledb = match &timescale {
        Some(server) => {
            PgStore::open(server.options()).await.unwrap().close().await;
            let mut connection =
                PgConnection::connect(server.options().url.expose()).await.unwrap();
            // It has one session for all who connect, and what they have prepared.
            sqlx::raw_sql("DEALLOCATE ALL").execute(&mut connection).await.unwrap();
            Some(connection)
        }
        None => None,
    };

    let texts = texts();
    let constants = Constants::of(&texts);
    let (mut prepared, mut wrong) = ([0, 0, 0], Vec::new());
    let is_listed = |text: &Text| {
        COMPOSED.iter().any(|(file, part, _)| text.file == *file && text.text.contains(part))
    };
    for text in texts.iter().filter(|text| looks_like_sql(&text.text)) {
        if is_listed(text) || is_part(text, &texts) {
            continue;
        }
        for engine in engines(&text.file) {
            let place = format!("{}:{} {engine:?}", text.file, text.line);
            let Some(sql) = statement(text, *engine, &constants) else {
                wrong.push(format!("{place} is no whole statement, nor listed: {}", text.text));
                continue;
            };
            let is_timescale = TIMESCALE.iter().any(|function| sql.contains(function));
            let engine = if is_timescale { Engine::Timescale } else { *engine };
            let outcome = match engine {
                Engine::Sqlite => prepare_sqlite(&mut sqlite, &sql).await,
                Engine::Postgres => prepare_postgres(&mut postgres, &sql).await,
                Engine::Timescale => match &mut timescaledb {
                    Some(connection) => prepare_postgres(connection, &sql).await,
                    None => continue,
                },
            };
            prepared[engine as usize] += 1;
            if let Err(error) = outcome {
                wrong.push(format!("{place}: {error}: {sql}"));
            }
        }
    }
    for (file, part, by) in COMPOSED {
        let stands = texts.iter().any(|text| text.file == *file && text.text.contains(part));
        assert!(stands, "{file} has no text {part:?} any more, which {by} ran");
    }
    assert!(wrong.is_empty(), "{} of {prepared:?}:\n{}", wrong.len(), wrong.join("\n\n"));
    let [on_sqlite, on_postgres, on_timescale] = prepared;
    println!(
        "prepared: {on_sqlite} statements on SQLite, {on_postgres} on PostgreSQL, {on_timescale} on \
         TimescaleDB; {} more are put together at run time",
        COMPOSED.len()
    );
    assert!(on_sqlite > 100 && on_postgres > 100, "{prepared:?}");
}

async fn prepare_sqlite(connection: &mut SqliteConnection, sql: &str) -> Result<(), sqlx::Error> {
    connection.prepare(AssertSqlSafe(sql.to_owned()).into_sql_str()).await.map(|_| ())
}

/// What the types of its parameters are is said when they are bound, so that a statement may leave that
/// open.
async fn prepare_postgres(connection: &mut PgConnection, sql: &str) -> Result<(), sqlx::Error> {
    const INDETERMINATE: &str = "42P18";
    let prepared = connection.prepare(AssertSqlSafe(sql.to_owned()).into_sql_str()).await;
    match prepared {
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some(INDETERMINATE) => {
            Ok(())
        }
        Err(error) => Err(error),
        Ok(_) => Ok(()),
    }
}

#[test]
fn texts_are_read_as_the_compiler_reads_them() {
    let source = r#"// "no"
        const A: &str = "SELECT 1 \
            FROM \"x\"";
        let c = '"'; let b: &'a str = "two";"#;
    let mut found = Vec::new();
    read("sqlite/x.rs", source, &mut found);
    let texts: Vec<&str> = found.iter().map(|text| text.text.as_str()).collect();
    assert_eq!(texts, ["SELECT 1 FROM \"x\"", "two"]);
    assert_eq!((constant(&found[0]), found[0].line), (Some("A"), 2));
}
