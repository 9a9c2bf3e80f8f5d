//! A file as a table of texts.

use std::borrow::Cow;

use super::{FILE_BYTES_MAX, ROWS_MAX};
use crate::app::problem::Problem;

/// What may stand between columns.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// A header and rows, each with its line in the file.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<(u64, Vec<String>)>,
}

impl Table {
    /// Reads a file: whatever stands most often in its first line parts its columns.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Problem> {
        let refuse = |message: String| Problem::invalid("csv", message);
        if bytes.len() > FILE_BYTES_MAX {
            return Err(refuse(format!("has more than {FILE_BYTES_MAX} bytes")));
        }
        let text = std::str::from_utf8(bytes)
            .map_err(|error| refuse(format!("is not UTF-8 from byte {}", error.valid_up_to())))?;
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default().as_bytes();
        let count = |wanted: &u8| first.iter().filter(|byte| *byte == wanted).count();
        let delimiter = DELIMITERS.into_iter().rev().max_by_key(count).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let header: Vec<String> = reader
            .headers()
            .map_err(|error| refuse(error.to_string()))?
            .iter()
            .map(str::to_owned)
            .collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| refuse(error.to_string()))?;
            if rows.len() == ROWS_MAX {
                return Err(refuse(format!("has more than {ROWS_MAX} rows: send it in parts")));
            }
            let line = record.position().map_or(0, csv::Position::line);
            rows.push((line, record.iter().map(|cell| unquoted(cell).to_owned()).collect()));
        }
        if rows.is_empty() {
            return Err(refuse("has no row below its header".to_owned()));
        }
        Ok(Self { header, rows })
    }
}

/// What a spreadsheet would run as a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether a text is one that a spreadsheet would run, behind any quotes that keep it from that.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

/// A text as a spreadsheet shows it and does not run it: behind a quote, where it must be.
pub(in crate::app) fn harmless(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that was made harmless.
fn unquoted(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_from_a_spreadsheet_comes_back() {
        for text in ["=1+1", "'=1+1", "-5", "@a", "'quoted'", "plain", "'", "''", ""] {
            assert_eq!(unquoted(&harmless(text)), text);
            assert!(!harmless(text).starts_with(FORMULA), "{text}");
        }
    }
}
