//! Results and what they make of bets: who said what of how an event ended, why a bet was settled as
//! it was, and what waits for a person.
//!
//! | file | holds |
//! |---|---|
//! | [`round`] | what is known while bets are settled |
//! | `judge` | what the reports about an event make of a leg |
//! | `practice` | the rules in force |
//! | [`closing`] | whose close a bet is measured by |
//! | `results` | a person's word, and what sources disagree on |
//! | `explain` | why a bet was settled as it was |

mod explain;
mod judge;
mod practice;
mod results;

pub mod closing;
pub mod round;

pub use explain::{Explained, ExplainedLeg, VenuePrice};
pub use practice::Practice;
pub(crate) use results::too_early;
pub use results::{Dispute, EventReports, SaidByPerson};

use std::sync::Arc;

use super::bets::Bets;
use super::problem::Problem;
use super::settings::Settings;
use crate::clock::Clock;
use crate::store::Store;
use round::Round;

/// Results and what they make of bets.
#[derive(Debug)]
pub struct Settlement {
    store: Arc<dyn Store>,
    bets: Arc<Bets>,
    settings: Option<Arc<Settings>>,
    clock: Clock,
}

impl Settlement {
    /// Over a store and its bets, by the rules that somebody set or the usual ones.
    #[must_use]
    pub const fn new(
        store: Arc<dyn Store>,
        bets: Arc<Bets>,
        settings: Option<Arc<Settings>>,
        clock: Clock,
    ) -> Self {
        Self { store, bets, settings, clock }
    }

    async fn round(&self) -> Result<Round, Problem> {
        Round::begin(&self.store, &self.bets, self.settings.as_ref()).await
    }
}
