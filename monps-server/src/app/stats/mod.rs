//! Figures of what was bet and of what is quoted.
//!
//! Everything about bets comes from one picture of the books, made when they change and shared until
//! they change again: an answer costs one look at the version of the books. Sums of money are exact;
//! a ratio that is not defined is none, never 0. Percentages are in percent, as the documented API has
//! them; money is in the bankroll's currency, and bets in other currencies are counted and left out.

mod analytics;
mod bookmakers;
mod evidence;
mod exposure;
mod figures;
mod odds;
mod picture;
mod streaks;

pub use analytics::{Analytics, Day, DrawdownFigures, EquityAt, Month};
pub use bookmakers::BookmakerFigures;
pub use evidence::{CalibrationBin, CalibrationFigures, Evidence, Sure};
pub use exposure::ExposureTo;
pub use figures::{BankrollFigures, BetFigures, Performance};
pub use odds::{BookmakerOdds, OddsFigures, OddsSide, StoreOdds};
pub use streaks::{Streak, Streaks};

use std::sync::Arc;

use tokio::sync::Mutex;

use super::ledger::Ledger;
use super::problem::Problem;
use crate::clock::Clock;
use crate::store::Store;
use picture::Picture;

/// The longest period that is looked at, in days.
pub const PERIOD_DAYS_MAX: u32 = 3650;

/// The figures of this installation.
#[derive(Debug)]
pub struct Stats {
    store: Arc<dyn Store>,
    clock: Clock,
    ledger: Arc<Ledger>,
    odds: Arc<dyn OddsSide>,
    picture: Mutex<Option<Arc<Picture>>>,
}

/// Both sides of the global figures.
#[derive(Clone, Debug, PartialEq)]
pub struct GlobalFigures {
    /// What is quoted.
    pub odds: OddsFigures,
    /// What was bet.
    pub bets: BetFigures,
}

impl Stats {
    /// Figures over a store and its ledger; `odds` knows what is quoted.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        clock: Clock,
        ledger: Arc<Ledger>,
        odds: Arc<dyn OddsSide>,
    ) -> Self {
        Self { store, clock, ledger, odds, picture: Mutex::default() }
    }

    /// What is quoted and what was bet, over all time.
    ///
    /// # Errors
    /// [`Problem`] when the store cannot be read.
    pub async fn global(&self) -> Result<GlobalFigures, Problem> {
        let picture = self.picture().await?;
        Ok(GlobalFigures { odds: self.odds.figures().await?, bets: picture.bets.clone() })
    }

    /// The bankroll.
    ///
    /// # Errors
    /// [`Problem`] when the store cannot be read.
    pub async fn bankroll(&self) -> Result<BankrollFigures, Problem> {
        Ok(self.picture().await?.bankroll.clone())
    }

    /// Each bookmaker that quotes or was bet with.
    ///
    /// # Errors
    /// [`Problem`] when the store cannot be read.
    pub async fn bookmakers(&self) -> Result<Vec<BookmakerFigures>, Problem> {
        let picture = self.picture().await?;
        let odds = self.odds.bookmakers().await?;
        bookmakers::join(&picture, &odds)
    }

    /// What the bets settled in the last days came to, in every way that they can be told apart.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a period that is none, [`Problem`] when the store cannot be read.
    pub async fn analytics(&self, period_days: u32) -> Result<Arc<Analytics>, Problem> {
        if !(1..=PERIOD_DAYS_MAX).contains(&period_days) {
            let rule = format!("must be from 1 to {PERIOD_DAYS_MAX}");
            return Err(Problem::invalid("period_days", rule));
        }
        let picture = self.picture().await?;
        analytics::of(&picture, period_days, self.clock.now())
    }

    /// The picture of the books as they are now.
    async fn picture(&self) -> Result<Arc<Picture>, Problem> {
        self.ledger.open_books().await?;
        // Read before the books: what is written meanwhile makes the next picture.
        let version = self.store.chain_head().await?.version;
        let opening = self.ledger.opening().await?;
        let mut kept = self.picture.lock().await;
        if let Some(picture) = kept.as_ref().filter(|picture| picture.is_of(version, opening)) {
            return Ok(Arc::clone(picture));
        }
        let picture = Arc::new(Picture::take(&self.store, &self.ledger, version, opening).await?);
        *kept = Some(Arc::clone(&picture));
        Ok(picture)
    }
}
