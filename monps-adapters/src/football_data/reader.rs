//! Reading a file row by row.

use std::collections::HashMap;
use std::ops::Range;

use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::Timestamp;

use super::convert::{Row, convert};
use super::divisions::FileName;
use super::problem::{Problems, Reason, RowProblem};
use super::reading::{FileReading, MatchReading, PROBLEMS_MAX};
use super::wire::Layout;

/// The byte order mark of UTF-8, and the same after one misreading as Windows-1252.
const BYTE_ORDER_MARKS: [&[u8]; 2] = [b"\xef\xbb\xbf", b"\xc3\xaf\xc2\xbb\xc2\xbf"];
/// The most cells of a row that are looked at.
const CELLS_MAX: usize = 4096;

/// One row, understood or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowReading {
    /// The match, unless the row is lost.
    pub matched: Option<MatchReading>,
    /// What was left out of the row, or why it is lost.
    pub problems: Vec<RowProblem>,
}

/// Reads a file row by row; memory holds one row and the keys of the matches seen.
///
/// ```
/// use monps_adapters::football_data::FileReader;
///
/// let csv = b"Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,B365H,B365D,B365A\n\
///             E0,16/08/2024,Reds,Blues,1,0,H,1.6,4.2,5.25\n";
/// let mut reader = FileReader::new("E0_2425.csv", csv)?;
/// let row = reader.next().unwrap();
/// assert_eq!(row.matched.unwrap().opening.key, "E0:2024-08-16:Reds:Blues");
/// assert!(reader.next().is_none());
/// # Ok::<(), monps_core::error::adapter::Fault>(())
/// ```
#[derive(Debug)]
pub struct FileReader<'f> {
    told: FileName,
    lines: Lines<'f>,
    header: Vec<Vec<u8>>,
    layout: Layout,
    seen: HashMap<String, u32>,
    cells: Vec<Range<usize>>,
    unquoted: Vec<u8>,
    rows: usize,
}

impl<'f> FileReader<'f> {
    /// Reads the header. The name may tell division and season: `E0_2425.csv`, `mmz4281/2425/E0.csv`.
    ///
    /// # Errors
    /// A [`Fault`] when this is not a main-league file: it names what the header lacks.
    pub fn new(name: &str, bytes: &'f [u8]) -> Result<Self, Fault> {
        let marked = BYTE_ORDER_MARKS.iter().find_map(|mark| bytes.strip_prefix(*mark));
        let mut lines = Lines::new(marked.unwrap_or(bytes));
        let (mut cells, mut unquoted) = (Vec::new(), Vec::new());
        let Some((_, first)) = lines.next() else {
            let message = format!("{name} is empty: a header of football-data.co.uk is expected");
            return Err(Fault::new(FaultCode::SchemaDrift, message).at(format!("{name}:1")));
        };
        let row = split(first, &mut cells, &mut unquoted);
        let header: Vec<Vec<u8>> = (0..row.cells.len()).map(|i| row.get(i).to_vec()).collect();
        let names: Vec<&[u8]> = header.iter().map(Vec::as_slice).collect();
        let layout = Layout::read(name, &names)?;
        Ok(Self {
            told: FileName::read(name),
            lines,
            header,
            layout,
            seen: HashMap::new(),
            cells,
            unquoted,
            rows: 0,
        })
    }

    /// Named columns that nobody here knows; their cells are left out.
    #[must_use]
    pub fn unknown_columns(&self) -> &[String] {
        &self.layout.unknown
    }

    /// How many rows were read so far, blank ones and the header not counted.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// Reads the cells of a line; `None` for a blank row.
    fn read(&mut self, number: u32, line: &[u8]) -> Option<RowReading> {
        let row = split(line, &mut self.cells, &mut self.unquoted);
        if (0..row.cells.len()).all(|index| row.get(index).is_empty()) {
            return None;
        }
        self.rows += 1;
        let mut list = Vec::new();
        let mut problems = Problems { line: number, list: &mut list };
        let matched = if let Some(reason) = misfit(row, &self.layout) {
            if reason == Reason::HeaderRepeated && !repeats(row, &self.header) {
                // What follows stands under other names: it would be misread.
                self.lines.end();
            }
            problems.row(reason);
            None
        } else {
            convert(row, &self.layout, self.told, &mut problems)
        };
        let matched = matched.and_then(|one| match self.seen.get(&one.opening.key) {
            Some(&first) => {
                problems.list.clear();
                problems.row(Reason::Duplicate { first });
                None
            }
            None => {
                self.seen.insert(one.opening.key.clone(), number);
                Some(one)
            }
        });
        Some(RowReading { matched, problems: list })
    }
}

impl Iterator for FileReader<'_> {
    type Item = RowReading;

    fn next(&mut self) -> Option<RowReading> {
        loop {
            let (number, line) = self.lines.next()?;
            if let Some(row) = self.read(number, line) {
                return Some(row);
            }
        }
    }
}

/// Why a row does not stand under the header at all.
fn misfit(row: Row<'_>, layout: &Layout) -> Option<Reason> {
    let found = |name: &str, index| row.get(index) == name.as_bytes();
    if found("Date", layout.date.index) && found("HomeTeam", layout.home.index) {
        return Some(Reason::HeaderRepeated);
    }
    let extra = (layout.width..row.cells.len()).any(|index| !row.get(index).is_empty());
    extra.then_some(Reason::TooWide { cells: row.cells.len(), columns: layout.width })
}

fn repeats(row: Row<'_>, header: &[Vec<u8>]) -> bool {
    let width = row.cells.len().max(header.len());
    (0..width).all(|i| row.get(i) == header.get(i).map_or(&b""[..], Vec::as_slice))
}

/// Splits a line into cells. A cell never goes over a line in these files, so a stray quotation mark
/// spoils one row at most.
fn split<'r>(
    line: &'r [u8],
    cells: &'r mut Vec<Range<usize>>,
    unquoted: &'r mut Vec<u8>,
) -> Row<'r> {
    cells.clear();
    if !line.contains(&b'"') {
        let mut start = 0;
        for part in line.split(|&byte| byte == b',').take(CELLS_MAX) {
            cells.push(start..start + part.len());
            start += part.len() + 1;
        }
        return Row { data: line, cells };
    }
    unquoted.clear();
    let mut record = csv::ByteRecord::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(line);
    // Reading bytes from memory with flexible widths has no error to give.
    if reader.read_byte_record(&mut record).is_ok() {
        for part in record.iter().take(CELLS_MAX) {
            let start = unquoted.len();
            unquoted.extend_from_slice(part);
            cells.push(start..unquoted.len());
        }
    }
    Row { data: unquoted, cells }
}

/// The lines of a file with their numbers, whatever ends them.
#[derive(Debug)]
struct Lines<'f> {
    rest: &'f [u8],
    end: u8,
    number: u32,
}

impl<'f> Lines<'f> {
    fn new(bytes: &'f [u8]) -> Self {
        let end = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
        Self { rest: bytes, end, number: 0 }
    }

    fn end(&mut self) {
        self.rest = &[];
    }
}

impl<'f> Iterator for Lines<'f> {
    type Item = (u32, &'f [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let mut parts = self.rest.splitn(2, |&byte| byte == self.end);
        let line = parts.next().unwrap_or_default();
        self.rest = parts.next().unwrap_or_default();
        self.number = self.number.saturating_add(1);
        Some((self.number, line.strip_suffix(b"\r").unwrap_or(line)))
    }
}

/// Reads a whole file.
///
/// # Errors
/// A [`Fault`] when this is not a main-league file, or when it holds no match of the division that its
/// name tells, but rows of another: the site answers for a missing file with another league's.
pub fn read_file(name: &str, bytes: &[u8], observed_at: Timestamp) -> Result<FileReading, Fault> {
    let mut reader = FileReader::new(name, bytes)?;
    let mut reading = FileReading {
        name: name.to_owned(),
        observed_at,
        matches: Vec::new(),
        problems: Vec::new(),
        problem_count: 0,
        rows: 0,
        unknown_columns: reader.unknown_columns().to_vec(),
    };
    for row in &mut reader {
        reading.matches.extend(row.matched);
        reading.problem_count += row.problems.len();
        let room = PROBLEMS_MAX.saturating_sub(reading.problems.len());
        reading.problems.extend(row.problems.into_iter().take(room));
    }
    reading.rows = reader.rows();
    match another_division(&reading) {
        Some(fault) => Err(fault),
        None => Ok(reading),
    }
}

/// The fault of a file without any match of the division that its name tells.
fn another_division(reading: &FileReading) -> Option<Fault> {
    let division = FileName::read(&reading.name).division?;
    if !reading.matches.is_empty() {
        return None;
    }
    let mut problems = reading.problems.iter();
    let first = problems.find(|p| matches!(p.reason, Reason::WrongDivision { .. }))?;
    let message = format!(
        "{} holds no match of {division} ({first}): the site answers for a missing file with \
         another league's; check the address or the file's name",
        reading.name
    );
    let place = format!("{}:{}", reading.name, first.line);
    Some(Fault::new(FaultCode::NotFound, message).at(place))
}
