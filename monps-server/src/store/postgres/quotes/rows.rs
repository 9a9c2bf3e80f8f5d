//! Rows of the history on their way to the server: as columns for UNNEST, as text for COPY.

use std::collections::BTreeMap;
use std::fmt::Write;

use monps_core::time::Timestamp;
use rust_decimal::Decimal;

use super::super::columns::{at, quoted_text, side_code};
use crate::store::QuoteRow;

/// What a row is known by.
type Key = (i64, i64, i16, Timestamp);

/// Each row once, the last of those with the same key, in order of key: a statement may not write a row
/// twice, and two writers that go in one order do not deadlock.
pub(super) fn each_once(rows: &[QuoteRow], streams: &[i32]) -> Vec<(QuoteRow, i32)> {
    let by_key: BTreeMap<Key, (QuoteRow, i32)> = rows
        .iter()
        .zip(streams)
        .map(|(row, stream)| {
            let (selection, venue) = (row.selection_id.get(), row.venue_id.get());
            ((selection, venue, side_code(row.side), at(row.observed.source_at)), (*row, *stream))
        })
        .collect();
    by_key.into_values().collect()
}

/// Rows as columns.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) selections: Vec<i64>,
    pub(super) venues: Vec<i64>,
    pub(super) sides: Vec<i16>,
    pub(super) sources: Vec<i64>,
    pub(super) streams: Vec<i32>,
    pub(super) source_at: Vec<Timestamp>,
    pub(super) observed_at: Vec<Timestamp>,
    pub(super) approximate: Vec<bool>,
    pub(super) prices: Vec<Option<Decimal>>,
    pub(super) quoted: Vec<Option<String>>,
    pub(super) available: Vec<Option<Decimal>>,
    pub(super) stakes_max: Vec<Option<Decimal>>,
}

impl Columns {
    pub(super) fn of(rows: &[(QuoteRow, i32)]) -> Self {
        let mut columns = Self::default();
        for (row, stream) in rows {
            columns.selections.push(row.selection_id.get());
            columns.venues.push(row.venue_id.get());
            columns.sides.push(side_code(row.side));
            columns.sources.push(row.source_id.get());
            columns.streams.push(*stream);
            columns.source_at.push(at(row.observed.source_at));
            columns.observed_at.push(at(row.observed.observed_at));
            columns.approximate.push(row.observed.approximate);
            columns.prices.push(row.price.map(|price| price.price().get()));
            columns.quoted.push(row.price.and_then(quoted_text));
            columns.available.push(row.available);
            columns.stakes_max.push(row.stake_max);
        }
        columns
    }
}

/// What [`copy_text`] writes, in its order.
pub(super) const COPY: &str = "COPY odds_history (selection_id, venue_id, side, source_id, \
     stream_id, source_at, observed_at, approximate, price, quoted, available, stake_max) \
     FROM STDIN";

/// Rows in COPY's text format: a line each, tabs between, `\N` for nothing. No value needs escaping:
/// they are numbers, instants and what was quoted as digits and signs.
pub(super) fn copy_text(rows: &[(QuoteRow, i32)]) -> String {
    let mut text = String::with_capacity(rows.len() * 96);
    for (row, stream) in rows {
        let observed = row.observed;
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "{}\t{}\t{}\t{}\t{stream}\t{}\t{}\t{}\t",
            row.selection_id.get(),
            row.venue_id.get(),
            side_code(row.side),
            row.source_id.get(),
            at(observed.source_at).to_rfc3339(),
            at(observed.observed_at).to_rfc3339(),
            if observed.approximate { 't' } else { 'f' },
        );
        optional(&mut text, row.price.map(|price| price.price().get()));
        text.push('\t');
        optional(&mut text, row.price.and_then(quoted_text));
        text.push('\t');
        optional(&mut text, row.available);
        text.push('\t');
        optional(&mut text, row.stake_max);
        text.push('\n');
    }
    text
}

fn optional(text: &mut String, value: Option<impl std::fmt::Display>) {
    match value {
        // Writing to a String cannot fail.
        Some(value) => drop(write!(text, "{value}")),
        None => text.push_str("\\N"),
    }
}
