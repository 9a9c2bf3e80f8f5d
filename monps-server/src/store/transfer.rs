//! Everything that is stored, row by row, in a form that no engine owns.
//!
//! A backup is made from it, and so is a move to another engine: what one engine gives another takes.
//! The tables stand in an order in which each refers only to those before it. What an engine works out
//! for itself (streams, partitions, counters of ids) is not among them: the one that takes the rows
//! works it out again. A test compares the list with the schema of every engine, so that a column that
//! a migration adds cannot be forgotten.

use std::collections::HashMap;

use async_trait::async_trait;
use tokio::sync::mpsc;

use super::StoreError;

/// Rows handed over at once.
pub const ROWS_PER_BATCH: usize = 500;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Int,
    /// Yes or no.
    Bool,
    /// Milliseconds since 1970 in UTC, as [`Cell::Int`].
    Instant,
    /// Text.
    Text,
    /// A decimal number with its digits, as [`Cell::Text`].
    Decimal,
    /// A number for charts, as [`Cell::Text`].
    Real,
    /// JSON, as [`Cell::Text`].
    Json,
    /// A list of words, as [`Cell::Text`] holding a JSON array.
    Words,
    /// A date, as [`Cell::Text`].
    Day,
    /// Bytes.
    Bytes,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in every engine.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name in every engine.
    pub name: &'static str,
    /// Its columns, without those that an engine works out for itself.
    pub columns: &'static [Column],
    /// How many of the first columns name a row, and put the rows in order.
    pub key: usize,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A number or an instant.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// Anything that is written with letters and digits.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// A row: a value for each column of its table.
pub type Row = Vec<Cell>;

/// Some rows of a table, in its order.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The table.
    pub table: &'static Table,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What comes in when everything is taken in.
#[derive(Clone, Debug)]
pub enum Passing {
    /// Some rows.
    Rows(Rows),
    /// That was all. Without it, whoever gives has failed on the way, and nothing is kept.
    End,
}

/// Giving and taking everything.
#[async_trait]
pub trait TransferStore: Send + Sync {
    /// The number of the newest migration.
    fn schema(&self) -> i64;

    /// Whether nothing has been written yet: only then may everything be taken in.
    async fn is_untouched(&self) -> Result<bool, StoreError>;

    /// Gives every row of every table, as they all stand at one instant, in the order of [`TABLES`].
    /// Writers go on meanwhile. Ends early when nobody receives any more.
    async fn give(&self, to: mpsc::Sender<Rows>) -> Result<(), StoreError>;

    /// Takes in every row that comes, all of them or none; works out what is not among them. False
    /// when they broke off before the [`Passing::End`]: then nothing was kept.
    async fn take(&self, from: mpsc::Receiver<Passing>) -> Result<bool, StoreError>;

    /// The columns of each table as the engine has them, for comparison with [`TABLES`].
    async fn columns(&self) -> Result<Vec<(String, Vec<String>)>, StoreError>;
}

macro_rules! tables {
    ($($name:literal / $key:literal : $($column:ident $kind:ident),+ ;)+) => {
        &[$(Table {
            name: $name,
            columns: &[$(Column { name: stringify!($column), kind: Kind::$kind }),+],
            key: $key,
        }),+]
    };
}

/// The tables, each after those that it refers to: `name / columns of the key : columns`.
pub const TABLES: &[Table] = tables! {
    "venues" / 1: id Int, key Text, title Text, kind Text, access Text, commission Decimal,
        age_max_s Int, created_at Instant;
    "competitions" / 1: id Int, sport Text, key Text, title Text;
    "participants" / 1: id Int, sport Text, name Text, folded Text;
    "events" / 1: id Int, slug Text, sport Text, competition_id Int, season Int, home_id Int,
        away_id Int, starts_at Instant, time_known Bool, origin Text, created_at Instant, merged_into Int;
    "sources" / 1: id Int, key Text;
    "event_refs" / 2: source_id Int, ref Text, event_id Int, turned Bool, leads Bool;
    "markets" / 1: id Int, event_id Int, kind Text, period Text, line_quarters Int;
    "selections" / 1: id Int, market_id Int, code Text;
    "results" / 3: event_id Int, source_id Int, period Text, home Int, away Int, is_final Bool,
        observed_at Instant;
    "result_reports" / 1: id Int, event_id Int, source_id Int, revision Int, newest Bool,
        is_final Bool, scores Text, winner Text, incident Text, race Text, refused Text,
        first_seen_at Instant;
    "odds_history" / 4: selection_id Int, venue_id Int, side Int, source_at Instant, id Int,
        source_id Int, observed_at Instant, price Decimal, quoted Text, available Decimal,
        stake_max Decimal, approximate Bool;
    "collection_logs" / 1: id Int, feed Text, task Text, started_at Instant, finished_at Instant,
        outcome Text, requests Int, credits Int, quotes_seen Int, quotes_changed Int, skipped Int,
        error Text;
    "feeds" / 1: id Text, last_attempt_at Instant, last_success_at Instant, failures Int,
        last_error Text, quota_used Int, quota_remaining Int, quota_period Day;
    "settings" / 1: id Int, key Text, value Json, description Text, version Int, created_at Instant,
        updated_at Instant;
    "setting_history" / 1: id Int, key Text, old_value Json, new_value Json, changed_by Text,
        changed_at Instant;
    "setting_secrets" / 1: name Text, sealed Bytes, updated_at Instant;
    "prometheus_metrics" / 3: name Text, labels Text, sampled_at Instant, value Real;
    "bets" / 1: id Int, version Int, match_id Text, outcome Text, bookmaker Text, market_type Text,
        sport Text, venue_id Int, login Text, side Int, stake Decimal, currency Text,
        commission Decimal, price Decimal, channel Text, strategy Text, paper Bool, status Text,
        result Text, payout Decimal, commission_paid Decimal, profit Decimal, settled_at Instant,
        actual_odds Decimal, clv Decimal, odds_close Decimal, by_hand Bool, notes Text, tags Words,
        search Text, placed_at Instant, created_at Instant, updated_at Instant, deleted_at Instant,
        stake_kind Text, boost_rate Decimal, boost_extra_max Decimal,
        clv_fair Decimal, close_reference Text, close_method Text, close_age_s Int;
    "bet_legs" / 2: bet_id Int, position Int, match_id Text, outcome Text, market_type Text,
        event_id Int, kind Text, period Text, line_quarters Int, code Text, selection_id Int,
        price Decimal, quoted Text, result Text, report_seen Int;
    "leg_rulings" / 3: bet_id Int, position Int, version Int, outcome Text, source Text,
        revision Int, said Text, rules Text, decided_at Instant;
    "accounts" / 1: id Int, kind Text, venue_id Int, login Text, currency Text, book Text;
    "entries" / 1: id Int, at Instant, recorded_at Instant, reason Text, bet_id Int, reverses Int,
        note Text, hash Text;
    "postings" / 2: entry_id Int, position Int, account_id Int, amount Decimal;
    "books" / 1: id Int, version Int, entry_count Int, head_id Int, head_hash Text;
    "audit" / 1: id Int, at Instant, actor Text, action Text, subject Text, subject_id Int,
        detail Text;
    "idempotency" / 2: scope Text, key Text, request_hash Text, status Int, warning Text, body Text,
        created_at Instant;
    "opportunities" / 1: id Int, key Text, kind Text, event_id Int, market_id Int, edge Decimal,
        guaranteed Decimal, fair_probability Decimal, venue_count Int, grade Text, reasons Text,
        first_seen Instant, last_seen Instant, closed_at Instant, detail Json;
    "opportunity_legs" / 2: opportunity_id Int, position Int, selection_id Int, venue_id Int,
        side Int, price Decimal, quoted Text, share Decimal, source_at Instant,
        observed_at Instant;
    "manual_quotes" / 3: selection_id Int, venue_id Int, side Int, event_id Int,
        expires_at Instant;
    "match_reviews" / 1: id Int, source_id Int, ref Text, event_id Int, candidate_id Int,
        is_turned Bool, score Int, runner_up Int, names Text, reasons Text, state Text,
        created_at Instant, answered_at Instant, answered_by Text;
    "match_aliases" / 1: id Int, sport Text, source_id Int, competition Text, name Text,
        participant_id Int, is_same Bool, origin Text, evidence Text, review_id Int,
        created_at Instant, created_by Text, withdrawn_at Instant, withdrawn_by Text;
    "event_joins" / 1: id Int, kind Text, from_id Int, to_id Int, is_turned Bool, review_id Int,
        at Instant, actor Text, undone_at Instant, undone_by Text;
    "event_join_rows" / 5: join_id Int, kind Text, row_id Int, position Int, name Text, was Text;
};

/// The history of prices, whose rows belong to streams.
pub const PRICES: &str = "odds_history";

/// The one row that new books begin with is replaced by the one that is taken in.
pub const BOOKS: &str = "books";

/// Counters of ids that are handed out in blocks, and the table whose ids they count.
pub const SEQUENCES: &[(&str, &str)] = &[
    ("venues", "venues"),
    ("competitions", "competitions"),
    ("participants", "participants"),
    ("events", "events"),
    ("markets", "markets"),
    ("selections", "selections"),
    ("bets", "bets"),
    ("entries", "entries"),
    ("opportunities", "opportunities"),
];

/// A table by its name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// A stream of prices: sport, competition, market kind, venue and side, with its id.
pub type Stream = (i64, (String, String, String), i64, i64);

/// Works out which stream each price belongs to, from the rows that pass.
#[derive(Debug, Default)]
pub struct Streams {
    competitions: HashMap<i64, String>,
    events: HashMap<i64, (String, String)>,
    markets: HashMap<i64, u32>,
    selections: HashMap<i64, u32>,
    groups: HashMap<(String, String, String), u32>,
    ids: HashMap<(u32, i64, i64), i64>,
}

impl Streams {
    /// Looks at rows of the catalogue as they pass.
    pub fn see(&mut self, rows: &Rows) {
        match rows.table.name {
            "competitions" => {
                for row in &rows.rows {
                    self.competitions.insert(int(row, 0), text(row, 2));
                }
            }
            "events" => {
                for row in &rows.rows {
                    let competition = self.competitions.get(&int(row, 3));
                    let competition = competition.cloned().unwrap_or_default();
                    self.events.insert(int(row, 0), (text(row, 2), competition));
                }
            }
            "markets" => {
                for row in &rows.rows {
                    let (sport, competition) =
                        self.events.get(&int(row, 1)).cloned().unwrap_or_default();
                    let next = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
                    let group = (sport, competition, text(row, 2));
                    let group = *self.groups.entry(group).or_insert(next);
                    self.markets.insert(int(row, 0), group);
                }
            }
            "selections" => {
                for row in &rows.rows {
                    if let Some(group) = self.markets.get(&int(row, 1)) {
                        self.selections.insert(int(row, 0), *group);
                    }
                }
            }
            _ => {}
        }
    }

    /// The stream of a row of `odds_history`; none of a selection that is not in the catalogue.
    pub fn of(&mut self, row: &Row) -> Option<i64> {
        let group = *self.selections.get(&int(row, 0))?;
        let next = i64::try_from(self.ids.len()).unwrap_or(i64::MAX) + 1;
        Some(*self.ids.entry((group, int(row, 1), int(row, 2))).or_insert(next))
    }

    /// The streams that prices were found in.
    #[must_use]
    pub fn found(self) -> Vec<Stream> {
        let names: HashMap<u32, (String, String, String)> =
            self.groups.into_iter().map(|(name, group)| (group, name)).collect();
        let stream = |((group, venue, side), id): ((u32, i64, i64), i64)| {
            let name = names.get(&group).cloned().unwrap_or_default();
            (id, name, venue, side)
        };
        self.ids.into_iter().map(stream).collect()
    }
}

fn int(row: &Row, place: usize) -> i64 {
    match row.get(place) {
        Some(Cell::Int(number)) => *number,
        _ => 0,
    }
}

fn text(row: &Row, place: usize) -> String {
    match row.get(place) {
        Some(Cell::Text(text)) => text.clone(),
        _ => String::new(),
    }
}
