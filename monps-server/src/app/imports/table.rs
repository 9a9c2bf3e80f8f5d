//! A file as a table of texts.

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
            rows.push((line, record.iter().map(str::to_owned).collect()));
        }
        if rows.is_empty() {
            return Err(refuse("has no row below its header".to_owned()));
        }
        Ok(Self { header, rows })
    }
}
