//! What sources say of how events ended, and what is settled from it.

mod form;
mod told;

pub(super) use form::{Said, standing_scores};
pub(super) use told::{Decided, Fresh, Pair, Standing, Told, Touched, Wanted, decide};

use std::collections::HashMap;

use async_trait::async_trait;
use monps_core::id::{BetId, EventId, SourceId};
use monps_core::ledger::Recorded;
use monps_core::payoff::Outcome;
use monps_core::settle::EventResult;
use monps_core::time::Timestamp;

use super::{BetRecord, BetWrite, Booking, StoreError, StoredQuote};

/// The source under whose name people say how an event ended.
pub const PERSON: &str = "person";

/// What a source says of how an event ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReport {
    /// The event.
    pub event_id: EventId,
    /// Who says so.
    pub source_id: SourceId,
    /// What.
    pub result: EventResult,
    /// False where the source takes back what it said.
    pub is_final: bool,
    /// Why it does not count, where it cannot be.
    pub refused: Option<String>,
    /// When it was seen.
    pub observed_at: Timestamp,
}

/// A report as kept: one revision of what a source says of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its number among all reports: what came later has the higher one. What is said of an event that
    /// is made one with another, or two, is numbered anew, so that its bets are looked at again.
    pub id: i64,
    /// The event.
    pub event_id: EventId,
    /// Who says so.
    pub source_id: SourceId,
    /// The source's name.
    pub source: String,
    /// Counts what the source said of the event, from 1.
    pub revision: i64,
    /// Whether the source has said nothing since.
    pub newest: bool,
    /// What was said.
    pub result: EventResult,
    /// False where the source took back what it had said.
    pub is_final: bool,
    /// Why it does not count.
    pub refused: Option<String>,
    /// When it was first seen.
    pub first_seen_at: Timestamp,
}

impl Report {
    /// Whether bets may be settled by it.
    #[must_use]
    pub const fn counts(&self) -> bool {
        self.newest && self.is_final && self.refused.is_none()
    }

    /// What was said, in words: `full_time 2-1`, `postponed 30`.
    #[must_use]
    pub fn said(&self) -> String {
        Self::words(&self.result)
    }

    /// A result in words.
    #[must_use]
    pub fn words(result: &EventResult) -> String {
        let said = Said::of(result);
        let parts = [Some(said.scores).filter(|text| !text.is_empty()), said.incident, said.race];
        let winner = said.winner.map(|side| format!("{side} goes through"));
        let parts: Vec<String> = parts.into_iter().chain([winner]).flatten().collect();
        if parts.is_empty() { "nothing any more".to_owned() } else { parts.join(", ") }
    }
}

/// Why a leg was decided as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegRuling {
    /// The bet.
    pub bet_id: BetId,
    /// Which of its legs, from 0.
    pub position: usize,
    /// The version of the bet that the decision made.
    pub version: i64,
    /// What became of the selection.
    pub outcome: Outcome,
    /// By whose word.
    pub source: String,
    /// By which of its revisions.
    pub revision: i64,
    /// What it said.
    pub said: String,
    /// The sets of rules that were asked, with their versions.
    pub rules: String,
    /// When.
    pub decided_at: Timestamp,
}

/// A leg that was judged by the reports up to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegSeen {
    /// The bet.
    pub bet_id: BetId,
    /// Which of its legs, from 0.
    pub position: usize,
    /// The newest report that was looked at.
    pub report: i64,
}

/// Keeping results, and settling many bets by them.
#[async_trait]
pub trait ResultStore: Send + Sync {
    /// The newest report of each source about some events, by event and source.
    async fn reports(&self, events: &[EventId]) -> Result<Vec<Report>, StoreError>;

    /// Everything that was ever said of an event, oldest first.
    async fn report_history(&self, event: EventId) -> Result<Vec<Report>, StoreError>;

    /// Writes what a source says with its trace, unless it said the same before. Answers the new
    /// revision.
    async fn write_report(
        &self,
        report: &NewReport,
        booking: &Booking,
    ) -> Result<Option<i64>, StoreError>;

    /// The number of the newest report of all; 0 where there is none.
    async fn newest_report(&self) -> Result<i64, StoreError>;

    /// Events after one of which several sources speak, or of which a report was refused, by id.
    async fn contested(&self, after: EventId, limit: u32) -> Result<Vec<EventId>, StoreError>;

    /// Bets to be looked at, by id: open ones with an undecided leg about an event that has a result,
    /// and those with a leg that was decided before the newest word about its event, where that word
    /// is later than a report's number. Never those that a person took into their own hands.
    async fn bets_to_settle(&self, since: i64, limit: u32) -> Result<Vec<BetId>, StoreError>;

    /// Bets after one that are over and whose close was not looked for yet, by id.
    async fn bets_to_close(&self, after: BetId, limit: u32) -> Result<Vec<BetId>, StoreError>;

    /// Some bets, by id; those that were deleted are left out.
    async fn bets_by_id(&self, bets: &[BetId]) -> Result<Vec<BetRecord>, StoreError>;

    /// The entries of some bets, oldest first.
    async fn entries_of_bets(
        &self,
        bets: &[BetId],
    ) -> Result<HashMap<BetId, Vec<Recorded>>, StoreError>;

    /// Writes what became of bets: all of them or none. Of each record only what a settlement changes
    /// is written.
    ///
    /// [`StoreError::Conflict`] when one of them has changed since.
    async fn settle_bets(&self, writes: &[BetWrite]) -> Result<(), StoreError>;

    /// Notes by which reports legs were judged whose outcome stays.
    async fn mark_seen(&self, legs: &[LegSeen]) -> Result<(), StoreError>;

    /// Why the legs of a bet were decided as they were, oldest first.
    async fn rulings(&self, bet: BetId) -> Result<Vec<LegRuling>, StoreError>;

    /// The last price of every selection, venue and side of some events at or before their start; what
    /// had disappeared by then is left out.
    async fn closing(&self, events: &[EventId]) -> Result<Vec<StoredQuote>, StoreError>;
}
