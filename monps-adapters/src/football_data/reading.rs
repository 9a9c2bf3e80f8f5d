//! What a file tells, match by match.

use monps_core::adapter::{Coverage, Skipped, Snapshot, SourceEvent, SourceMarket, SourceResult};
use monps_core::catalog::{MarketKey, Selection, VenueKey};
use monps_core::time::Timestamp;

use super::problem::RowProblem;

/// One row: a match, up to two images of its markets, and its result.
///
/// A row pictures each question (1X2, goals, handicap) at up to two moments. Each picture is complete
/// in itself: what the closing one does not carry was withdrawn, and an unchanged price is still part
/// of it. The two are never mixed. A question whose closing columns are all blank has no closing
/// image: its opening prices stand as the last that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchReading {
    /// The line of the file; the header is line 1.
    pub line: u32,
    /// The match with its opening image. Without opening prices, its markets are none.
    pub opening: SourceEvent,
    /// The markets of the closing image; none where the row has no closing prices.
    pub closing: Vec<SourceMarket>,
    /// The result, where the row has one.
    pub result: Option<SourceResult>,
}

/// An opening price that the closing image of its question does not carry any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawn<'m> {
    /// Who had quoted it.
    pub venue: &'m VenueKey,
    /// In which market.
    pub key: &'m MarketKey,
    /// For which answer.
    pub selection: &'m Selection,
}

impl MatchReading {
    /// The match with its closing image alone, where it has one.
    #[must_use]
    pub fn closing_event(&self) -> Option<SourceEvent> {
        (!self.closing.is_empty()).then(|| self.event_with(self.closing.clone()))
    }

    /// Whether a question of the opening image has a closing image too, whatever its line.
    fn is_pictured_at_close(&self, key: &MarketKey) -> bool {
        let mut closing = self.closing.iter();
        closing.any(|market| market.key.kind == key.kind && market.key.period == key.period)
    }

    /// The opening prices that were gone at kick-off: their question has a closing image, and it does
    /// not carry them. When the handicap line moved, the prices on the old line are among them.
    #[must_use]
    pub fn withdrawn(&self) -> Vec<Withdrawn<'_>> {
        let stands = |opened: &SourceMarket, selection: &Selection| {
            self.closing.iter().any(|market| {
                market.venue.key == opened.venue.key
                    && market.key == opened.key
                    && market.quotes.iter().any(|q| q.selection == *selection)
            })
        };
        let mut withdrawn = Vec::new();
        for opened in &self.opening.markets {
            if !self.is_pictured_at_close(&opened.key) {
                continue;
            }
            for quote in &opened.quotes {
                if !stands(opened, &quote.selection) {
                    withdrawn.push(Withdrawn {
                        venue: &opened.venue.key,
                        key: &opened.key,
                        selection: &quote.selection,
                    });
                }
            }
        }
        withdrawn
    }

    /// The match with what stood at kick-off, question by question: the closing image where there is
    /// one, else the opening one with its own instant. An image of the event: what it does not carry
    /// is withdrawn ([`Coverage::Events`]).
    #[must_use]
    pub fn standing_at_close(&self) -> SourceEvent {
        let mut markets = self.closing.clone();
        let last_known = |market: &&SourceMarket| !self.is_pictured_at_close(&market.key);
        markets.extend(self.opening.markets.iter().filter(last_known).cloned());
        self.event_with(markets)
    }

    fn event_with(&self, markets: Vec<SourceMarket>) -> SourceEvent {
        let opening = &self.opening;
        SourceEvent {
            key: opening.key.clone(),
            sport: opening.sport.clone(),
            competition: opening.competition.clone(),
            competition_title: opening.competition_title.clone(),
            season: opening.season,
            home: opening.home.clone(),
            away: opening.away.clone(),
            starts_at: opening.starts_at,
            time_known: opening.time_known,
            markets,
        }
    }

    /// How many prices it carries, opening and closing.
    #[must_use]
    pub fn quote_count(&self) -> usize {
        let markets = self.opening.markets.iter().chain(&self.closing);
        markets.map(|market| market.quotes.len()).sum()
    }
}

/// A whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReading {
    /// The file's name, as it was given.
    pub name: String,
    /// When the file was received.
    pub observed_at: Timestamp,
    /// Its matches, in its order.
    pub matches: Vec<MatchReading>,
    /// What was left out, in the file's order; at most [`PROBLEMS_MAX`].
    pub problems: Vec<RowProblem>,
    /// How many problems there were in all.
    pub problem_count: usize,
    /// How many rows were not blank, the header not counted.
    pub rows: usize,
    /// Named columns that nobody here knows; their cells are left out.
    pub unknown_columns: Vec<String>,
}

/// How many problems a [`FileReading`] keeps.
pub const PROBLEMS_MAX: usize = 10_000;

impl FileReading {
    /// How many prices it carries, opening and closing.
    #[must_use]
    pub fn quote_count(&self) -> usize {
        self.matches.iter().map(MatchReading::quote_count).sum()
    }

    /// The results.
    pub fn results(&self) -> impl Iterator<Item = &SourceResult> {
        self.matches.iter().filter_map(|one| one.result.as_ref())
    }

    /// Problems and unknown columns, as a snapshot tells them.
    #[must_use]
    pub fn skipped(&self) -> Vec<Skipped> {
        let columns = self.unknown_columns.iter().map(|column| Skipped {
            at: format!("{}:1", self.name),
            reason: format!("column {column:?} is not known: its cells are left out"),
        });
        let problems = self.problems.iter().map(|problem| Skipped {
            at: match &problem.column {
                Some(column) => format!("{}:{} {column}", self.name, problem.line),
                None => format!("{}:{}", self.name, problem.line),
            },
            reason: problem.reason.to_string(),
        });
        columns.chain(problems).collect()
    }

    /// The file as two snapshots to store one after the other: the opening prices, then an image of
    /// what stood at kick-off, with the results and what was skipped.
    ///
    /// The first withdraws nothing, so that reading a file again does not undo its closing prices.
    #[must_use]
    pub fn into_snapshots(self) -> [Snapshot; 2] {
        let mut opening = Snapshot { observed_at: Some(self.observed_at), ..Snapshot::default() };
        let mut closing =
            Snapshot { coverage: Coverage::Events, skipped: self.skipped(), ..opening.clone() };
        for one in self.matches {
            closing.events.push(one.standing_at_close());
            closing.results.extend(one.result);
            opening.events.push(one.opening);
        }
        [opening, closing]
    }
}
