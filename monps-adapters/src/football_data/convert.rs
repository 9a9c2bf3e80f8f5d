//! From the cells of one row to a match, in our vocabulary.

use std::ops::Range;

use monps_core::adapter::{Score, SourceEvent, SourceMarket, SourceQuote, SourceResult};
use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Season, Sport};
use monps_core::odds::QuotedPrice;
use monps_core::quote::Side;
use monps_core::time::NaiveDate;

use super::calendar::{collected_at, starts_at};
use super::cell::{self, Cell};
use super::columns::{Image, Question};
use super::divisions::{FileName, division};
use super::problem::{Problems, Reason};
use super::reading::MatchReading;
use super::wire::{BookColumns, Column, Layout, ScoreColumns};

/// The cells of one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'r> {
    /// The bytes that the ranges point into.
    pub data: &'r [u8],
    /// Where each cell is.
    pub cells: &'r [Range<usize>],
}

impl<'r> Row<'r> {
    /// A cell without the blanks around it; blank where the row is short.
    pub(super) fn get(self, index: usize) -> &'r [u8] {
        self.cells
            .get(index)
            .and_then(|range| self.data.get(range.clone()))
            .unwrap_or_default()
            .trim_ascii()
    }

    fn column(self, column: &Column) -> &'r [u8] {
        self.get(column.index)
    }
}

/// Reads one row; `None` when the row is lost, with the reason among the problems.
pub(super) fn convert(
    row: Row<'_>,
    layout: &Layout,
    told: FileName,
    problems: &mut Problems<'_>,
) -> Option<MatchReading> {
    let event = match event(row, layout, told, problems) {
        Ok(event) => event,
        Err((column, reason)) => {
            problems.cell(&column.name, reason);
            return None;
        }
    };
    let mut lines = Lines::read(row, &layout.lines, problems);
    let mut opening = event.head;
    let mut closing = Vec::new();
    let opened_at = collected_at(event.date);
    let closed_at = opening.starts_at;
    for book in &layout.books {
        let quotes = quotes(row, book, problems);
        if quotes.is_empty() {
            continue;
        }
        let line = book.line.map(|index| lines.get(index, problems));
        if line == Some(None) {
            continue;
        }
        let (images, source_at) = match book.image {
            Image::Opening => (&mut opening.markets, opened_at),
            Image::Closing => (&mut closing, closed_at),
        };
        images.push(SourceMarket {
            venue: book.venue.clone(),
            key: market_key(book.question, line.flatten()),
            source_at: Some(source_at),
            approximate: true,
            quotes,
        });
    }
    let result = result(row, layout, &opening.key, problems);
    Some(MatchReading { line: problems.line, opening, closing, result })
}

/// Who plays whom and when, prices still to come.
struct Head {
    date: NaiveDate,
    head: SourceEvent,
}

fn event<'l>(
    row: Row<'_>,
    layout: &'l Layout,
    told: FileName,
    problems: &mut Problems<'_>,
) -> Result<Head, (&'l Column, Reason)> {
    let found = row.column(&layout.division);
    let known = division(found).filter(|(code, _)| told.division.is_none_or(|is| is == *code));
    let (code, title) = known.ok_or_else(|| {
        let reason = Reason::WrongDivision {
            found: cell::quoted(found),
            expected: told.division.map_or_else(
                || "one of football-data.co.uk's main divisions (E0, SP1 …)".to_owned(),
                |code| format!("the {code} of the file's name"),
            ),
        };
        (&layout.division, reason)
    })?;
    let found = row.column(&layout.date);
    let date = cell::date(found).ok_or_else(|| {
        let found = cell::quoted(found);
        (&layout.date, Reason::UnreadableDate { found })
    })?;
    let name = |column: &'l Column| {
        let found = row.column(column);
        cell::name(found).ok_or_else(|| {
            let found = cell::quoted(found);
            (column, Reason::BadName { found })
        })
    };
    let (home, away) = (name(&layout.home)?, name(&layout.away)?);
    if home == away {
        let name = home.into_owned();
        return Err((&layout.away, Reason::SameSides { name }));
    }
    let time = layout.time.as_ref().and_then(|column| {
        let found = row.column(column);
        match cell::time(found) {
            Cell::Good(time) => Some(time),
            Cell::Missing => None,
            Cell::Unreadable => {
                let found = cell::quoted(found);
                problems.cell(&column.name, Reason::UnreadableTime { found });
                None
            }
        }
    });
    let head = SourceEvent {
        key: format!("{code}:{date}:{home}:{away}"),
        sport: Sport::FOOTBALL,
        competition: code.to_owned(),
        competition_title: title.to_owned(),
        season: Some(told.season.unwrap_or_else(|| Season::of(date))),
        home: home.into_owned(),
        away: away.into_owned(),
        starts_at: starts_at(date, time),
        time_known: time.is_some(),
        markets: Vec::new(),
    };
    Ok(Head { date, head })
}

/// The handicap lines of the row: read once, however many books price them.
struct Lines<'l> {
    columns: &'l [Column],
    cells: Vec<Cell<Line>>,
}

impl<'l> Lines<'l> {
    fn read(row: Row<'_>, columns: &'l [Column], problems: &mut Problems<'_>) -> Self {
        let read = |column: &Column| {
            let found = row.column(column);
            let line = cell::line(found);
            if line == Cell::Unreadable {
                let found = cell::quoted(found);
                problems.cell(&column.name, Reason::UnreadableLine { found });
            }
            line
        };
        let cells = columns.iter().map(read).collect();
        Self { columns, cells }
    }

    /// The line that prices stand on. That it is missing is worth telling only now, and once.
    fn get(&mut self, index: usize, problems: &mut Problems<'_>) -> Option<Line> {
        let cell = self.cells.get_mut(index)?;
        if *cell == Cell::Missing {
            *cell = Cell::Unreadable;
            problems.cell(&self.columns.get(index)?.name, Reason::LineMissing);
        }
        match cell {
            Cell::Good(line) => Some(*line),
            Cell::Missing | Cell::Unreadable => None,
        }
    }
}

fn quotes(row: Row<'_>, book: &BookColumns, problems: &mut Problems<'_>) -> Vec<SourceQuote> {
    let mut quotes = Vec::new();
    for (column, selection) in &book.prices {
        let found = row.column(column);
        match cell::price(found) {
            Cell::Missing => {}
            Cell::Good(price) => quotes.push(SourceQuote {
                selection: selection.clone(),
                side: Side::Back,
                price: QuotedPrice::from(price),
                available: None,
                stake_max: None,
            }),
            Cell::Unreadable => {
                let found = cell::quoted(found);
                problems.cell(&column.name, Reason::UnreadablePrice { found });
            }
        }
    }
    quotes
}

const fn market_key(question: Question, line: Option<Line>) -> MarketKey {
    let (kind, line) = match question {
        Question::MatchOdds => (MarketKind::MatchOdds, None),
        Question::Goals => (MarketKind::Total, Some(Line::from_quarters(10))),
        Question::Handicap => (MarketKind::AsianHandicap, line),
    };
    MarketKey { kind, period: Period::FullTime, line }
}

/// The result, where the row has one that agrees with itself.
fn result(
    row: Row<'_>,
    layout: &Layout,
    key: &str,
    problems: &mut Problems<'_>,
) -> Option<SourceResult> {
    let columns = layout.full_time.as_ref()?;
    let full_time = score(row, columns, Period::FullTime, problems)?;
    let half_time = layout.half_time.as_ref().and_then(|columns| {
        let half = score(row, columns, Period::FirstHalf, problems)?;
        if half.home <= full_time.home && half.away <= full_time.away {
            return Some(half);
        }
        let (home, away) = (half.home, half.away);
        problems.cell(&columns.home.name, Reason::HalfTimeAbove { home, away });
        None
    });
    Some(SourceResult {
        event_key: key.to_owned(),
        is_final: true,
        scores: half_time.into_iter().chain([full_time]).collect(),
        source_at: None,
    })
}

fn score(
    row: Row<'_>,
    columns: &ScoreColumns,
    period: Period,
    problems: &mut Problems<'_>,
) -> Option<Score> {
    let (home, away) = (row.column(&columns.home), row.column(&columns.away));
    let (home, away) = match (cell::goals(home), cell::goals(away)) {
        (Cell::Missing, Cell::Missing) => return None,
        (Cell::Good(home), Cell::Good(away)) => (home, away),
        (home_goals, _) => {
            let (column, found) = match home_goals {
                Cell::Good(_) => (&columns.away, away),
                Cell::Missing | Cell::Unreadable => (&columns.home, home),
            };
            let found = cell::quoted(found);
            problems.cell(&column.name, Reason::UnreadableGoals { found });
            return None;
        }
    };
    if let Some(column) = &columns.letter {
        let found = row.column(column);
        let expected: &[u8] = match home.cmp(&away) {
            std::cmp::Ordering::Greater => b"H",
            std::cmp::Ordering::Equal => b"D",
            std::cmp::Ordering::Less => b"A",
        };
        if !found.is_empty() && !found.eq_ignore_ascii_case(expected) {
            let found = cell::quoted(found);
            problems.cell(&column.name, Reason::ResultMismatch { home, away, found });
            return None;
        }
    }
    Some(Score { period, home, away })
}
