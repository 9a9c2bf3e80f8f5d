//! football-data.co.uk: results and the prices of some twenty books, opening and closing, by season.
//!
//! One CSV file a division and season (`mmz4281/2425/E0.csv`), back to 1993, with a header that
//! changes by season, and one file of the coming games (`fixtures.csv`). [`read_file`] reads a whole
//! file, [`FileReader`] one row at a time; the adapter fetches them.
//!
//! ```
//! use monps_adapters::football_data::read_file;
//! use monps_core::time::parse_timestamp;
//!
//! let csv = b"Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR,PSH,PSD,PSA,PSCH,PSCD,PSCA\n\
//!             E0,16/08/2024,20:00,Reds,Blues,1,0,H,1.63,4.38,5.3,1.65,4.23,x\n";
//! let seen = parse_timestamp("2024-08-20T12:00:00Z").unwrap();
//! let file = read_file("E0_2425.csv", csv, seen)?;
//! let first = &file.matches[0];
//! assert_eq!(first.opening.starts_at.to_rfc3339(), "2024-08-16T19:00:00+00:00");
//! assert_eq!((file.quote_count(), first.withdrawn().len()), (5, 1));
//! assert_eq!(
//!     file.problems[0].to_string(),
//!     "line 2, column PSCA: \"x\" is not decimal odds such as 2.10: the cell is left out"
//! );
//! # Ok::<(), monps_core::error::adapter::Fault>(())
//! ```
//!
//! Each row pictures its markets twice, opening and closing; [`MatchReading`] says how the two
//! relate. The files do not say when prices were taken: opening stands for the collection day before
//! the match, closing for the kick-off, both marked approximate and always the same.
//!
//! What this does not do: statistics (shots, cards), the averages and maxima over books, and the
//! extra leagues of `/new/`, which come in another format and are refused by name.

mod books;
mod calendar;
mod cell;
mod columns;
mod conversation;
mod convert;
mod divisions;
mod problem;
mod reader;
mod reading;
mod wire;

pub use books::{BOOKS, Book, venue_prefix};
pub use divisions::DIVISIONS;
pub use problem::{Reason, RowProblem};
pub use reader::{FileReader, RowReading, read_file};
pub use reading::{FileReading, MatchReading, PROBLEMS_MAX, Withdrawn};

use std::sync::LazyLock;

use monps_core::adapter::{
    Adapter, Capability, ConfigKey, Context, Conversation, Endpoint, Manifest, RateLimit, Step,
    Task,
};
use monps_core::error::adapter::Fault;

static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest {
    summary:
        "Results and opening and closing odds of European football, season by season, and the \
              odds of the coming games twice a week."
            .into(),
    capabilities: vec![Capability::Odds, Capability::Results],
    endpoints: vec![
        Endpoint::new(conversation::ENDPOINT, "https://www.football-data.co.uk")
            // A free site: no hurry, one file at a time.
            .limited(RateLimit { burst: 4, per_minute: 20, concurrent: 1 }),
    ],
    config: vec![
        ConfigKey::new("divisions", "Divisions to read, by code: E0, SP1, D1 …").with_default("E0"),
        ConfigKey::new(
            "seasons",
            "Seasons to read, such as 2425 or 2024-25. With odds, none when not set: only the coming \
             games; with results, the current one.",
        ),
    ],
    // Prices are collected twice a week: history and reference, never to be acted upon for long.
    fresh_for_s: 3600,
    ..Manifest::new("football-data", "football-data.co.uk", "1.0.0")
});

/// The adapter of football-data.co.uk.
#[derive(Clone, Copy, Debug, Default)]
pub struct FootballData;

impl Adapter for FootballData {
    fn manifest(&self) -> &Manifest {
        &MANIFEST
    }

    fn start(
        &self,
        context: &Context,
        task: &Task,
    ) -> Result<(Box<dyn Conversation>, Step), Fault> {
        let (files, step) = conversation::Files::start(context, task)?;
        Ok((Box::new(files), step))
    }
}
