//! The statements, put together from names that are constants here.

use crate::store::elder::{ElderColumns, ElderField, ElderTable, OPEN};

/// Instants are told in UTC whatever kind of column they lie in; those without a zone are of the
/// zone of the session.
const INSTANT: &str = "YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"";

/// Reads a table from its beginning. Prices come match by match and in the order of time.
pub(super) fn cursor(columns: &ElderColumns) -> String {
    let texts: Vec<String> =
        columns.read.iter().map(|(field, names)| text(*field, names)).collect();
    let keys: &[ElderField] = match columns.table {
        ElderTable::Settings => &[ElderField::Key],
        ElderTable::Bets => &[ElderField::PlacedAt, ElderField::Number],
        ElderTable::Odds | ElderTable::OddsHistory => {
            &[ElderField::Match, ElderField::SeenAt, ElderField::SourceAt, ElderField::Number]
        }
    };
    let order: Vec<String> = keys
        .iter()
        .filter_map(|key| columns.read.iter().find(|(field, _)| field == key))
        .map(|(_, names)| first_of(names))
        .collect();
    format!(
        "DECLARE elder_{} NO SCROLL CURSOR FOR SELECT {} FROM {} ORDER BY {}",
        columns.table.name(),
        texts.join(", "),
        columns.table.name(),
        order.join(", ")
    )
}

/// Reads on. Each table has a cursor of its own name: a statement of the same text is remembered with
/// its columns.
pub(super) fn fetch(columns: &ElderColumns, rows: usize) -> String {
    format!("FETCH FORWARD {rows} FROM elder_{}", columns.table.name())
}

/// Ends reading.
pub(super) fn close(columns: &ElderColumns) -> String {
    format!("CLOSE elder_{}", columns.table.name())
}

/// What the bets add up to.
pub(super) fn sums(columns: &ElderColumns) -> String {
    let of = |field: ElderField| {
        columns.read.iter().find(|(known, _)| *known == field).map(|(_, names)| first_of(names))
    };
    let number = |field: ElderField| of(field).map(|column| format!("({column})::numeric"));
    let stake = number(ElderField::Stake).unwrap_or_else(|| "NULL".to_owned());
    let gains = [
        number(ElderField::Payout).map(|payout| format!("{payout} - {stake}")),
        number(ElderField::ProfitLoss),
        number(ElderField::ActualProfit),
        Some("NULL::numeric".to_owned()),
    ];
    let gains: Vec<String> = gains.into_iter().flatten().collect();
    let words = [ElderField::Result, ElderField::Status]
        .into_iter()
        .filter_map(of)
        .map(|column| format!("nullif(trim(({column})::text), '')"))
        .chain(["'pending'".to_owned()]);
    let words: Vec<String> = words.collect();
    let open: Vec<String> = OPEN.iter().map(|word| format!("'{word}'")).collect();
    format!(
        "SELECT count(*), sum({stake})::text,
                (sum(coalesce({})) FILTER (WHERE lower(coalesce({})) NOT IN ({})))::text
         FROM {}",
        gains.join(", "),
        words.join(", "),
        open.join(", "),
        columns.table.name()
    )
}

fn first_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    if let [only] = quoted.as_slice() {
        only.clone()
    } else {
        format!("coalesce({})", quoted.join(", "))
    }
}

fn text(field: ElderField, names: &[&str]) -> String {
    let is_instant = matches!(
        field,
        ElderField::StartsAt
            | ElderField::SourceAt
            | ElderField::SeenAt
            | ElderField::PlacedAt
            | ElderField::UpdatedAt
    );
    let texts: Vec<String> = names
        .iter()
        .map(|name| {
            if is_instant {
                format!("to_char(\"{name}\"::timestamptz AT TIME ZONE 'UTC', '{INSTANT}')")
            } else {
                format!("nullif(trim(\"{name}\"::text), '')")
            }
        })
        .collect();
    format!("coalesce({})", texts.join(", "))
}
