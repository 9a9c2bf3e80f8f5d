//! What the system that this one replaces has stored: its settings, prices and bets.
//!
//! Every row is taken, known already, a price that repeats the one before it, or refused with its
//! reason; what was taken although something in it does not add up is told too. Afterwards stakes and
//! profit are compared to the cent with what the database there adds up to. Done again, everything is
//! known and nothing happens.
//!
//! | file | holds |
//! |---|---|
//! | `settings`, `prices`, `bets` | one table's rows |
//! | `words` | a bet there in the words of a bet here |
//! | `report` | what it came to |

mod bets;
mod prices;
mod report;
mod settings;
mod words;

pub use report::{Books, Note, Report, Sums, Tally};

use std::io;
use std::sync::Arc;

use monps_core::time::Timestamp;

use super::bets::Bets;
use super::by_hand::ByHand;
use super::problem::Problem;
use super::settings::Settings;
use crate::clock::Clock;
use crate::collector::VenueDefaults;
use crate::store::elder::{ElderRow, ElderTable};
use crate::store::postgres::ElderDatabase;
use crate::store::{Store, StoreError};

/// Who did it, in histories and trails; and the source that names the events.
pub const ACTOR: &str = "mon-ps";

/// Hands a note on to whoever keeps it.
pub type Tell<'a> = &'a mut (dyn FnMut(Note) -> Result<(), Problem> + Send);

/// Takes in what the other system has stored.
#[derive(Debug)]
pub struct ElderImport {
    store: Arc<dyn Store>,
    clock: Clock,
    settings: Arc<Settings>,
    bets: Arc<Bets>,
    names: ByHand,
    defaults: VenueDefaults,
}

impl ElderImport {
    /// Into a store, by the services over it.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        clock: Clock,
        settings: Arc<Settings>,
        bets: Arc<Bets>,
        defaults: VenueDefaults,
    ) -> Self {
        let names = ByHand::new(Arc::clone(&store), defaults.clone());
        Self { store, clock, settings, bets, names, defaults }
    }

    /// Takes in the tables that were asked for; `seen` is told how many rows have been read.
    ///
    /// # Errors
    /// [`Problem::Store`] when either database does not answer. What was taken before that stays, and
    /// is known the next time.
    pub async fn run(
        &self,
        from: &mut ElderDatabase,
        tell: Tell<'_>,
        seen: &(dyn Fn(u64) + Sync),
    ) -> Result<Report, Problem> {
        let mut report = Report::default();
        let tables: Vec<ElderTable> = ElderTable::ALL
            .into_iter()
            .filter(|table| from.schema().tables.iter().any(|found| found.table == *table))
            .collect();
        let mut rows_seen = 0;
        for table in tables {
            let mut tally = Tally::default();
            let mut taking = self.taking(table, from).await?;
            from.begin(table).await?;
            loop {
                let rows = from.next(table).await?;
                if rows.is_empty() {
                    break;
                }
                rows_seen += rows.len() as u64;
                seen(rows_seen);
                self.take(&mut taking, &rows, &mut tally, &mut *tell).await?;
            }
            report.books = self.finish(taking, &mut tally, &mut *tell).await?.or(report.books);
            report.tables.push((table, tally));
        }
        Ok(report)
    }

    async fn taking(&self, table: ElderTable, from: &mut ElderDatabase) -> Result<Taking, Problem> {
        Ok(match table {
            ElderTable::Settings => Taking::Settings,
            ElderTable::Odds | ElderTable::OddsHistory => {
                Taking::Prices(Box::new(prices::Taking::new(self, table).await?))
            }
            ElderTable::Bets => {
                let there = from.sums().await?.unwrap_or_default();
                Taking::Bets(Box::new(bets::Taking::new(self, there).await?))
            }
        })
    }

    async fn take(
        &self,
        taking: &mut Taking,
        rows: &[ElderRow],
        tally: &mut Tally,
        tell: Tell<'_>,
    ) -> Result<(), Problem> {
        match taking {
            Taking::Settings => self.take_settings(rows, tally, tell).await,
            Taking::Prices(prices) => prices.take(self, rows, tally, tell).await,
            Taking::Bets(bets) => bets.take(self, rows, tally, tell).await,
        }
    }

    async fn finish(
        &self,
        taking: Taking,
        tally: &mut Tally,
        tell: Tell<'_>,
    ) -> Result<Option<Books>, Problem> {
        match taking {
            Taking::Settings => Ok(None),
            Taking::Prices(mut prices) => prices.flush(self, tally, tell).await.map(|()| None),
            Taking::Bets(bets) => bets.finish(self, tally, tell).await.map(Some),
        }
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// A table that is being taken in.
enum Taking {
    Settings,
    Prices(Box<prices::Taking>),
    Bets(Box<bets::Taking>),
}

/// A note that could not be kept ends the import: nothing is to be lost without a word.
#[must_use]
pub fn unkept(error: io::Error) -> Problem {
    Problem::Store(StoreError::Refused {
        what: "be imported, because the report cannot be written",
        source: Box::new(error),
    })
}
