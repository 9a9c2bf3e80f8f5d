//! What joining needs of an engine: small reads and writes within one transaction.

use std::collections::BTreeSet;

use async_trait::async_trait;
use monps_core::catalog::{MarketKey, Selection};
use monps_core::time::Timestamp;

use super::reports::Reporter;
use crate::store::results::Said;
use crate::store::{JoinKind, Sequence, StoreError};

/// A market with its selections.
#[derive(Clone, Debug)]
pub(in crate::store) struct MarketRow {
    pub(in crate::store) id: i64,
    pub(in crate::store) key: MarketKey,
    pub(in crate::store) selections: Vec<(i64, Selection)>,
}

/// A source's name of an event.
#[derive(Clone, Debug)]
pub(in crate::store) struct RefRow {
    pub(in crate::store) source: i64,
    pub(in crate::store) name: String,
    pub(in crate::store) turned: bool,
    pub(in crate::store) leads: bool,
}

impl RefRow {
    /// A note of how the name stood.
    pub(super) fn journal(&self) -> Journal {
        let was = format!("{} {}", u8::from(self.turned), u8::from(self.leads));
        Journal { name: self.name.clone(), ..Journal::new("ref", self.source, was) }
    }

    /// The name as the note has it.
    pub(super) fn of(journal: &Journal) -> Self {
        let flag = |index: usize| journal.was.split(' ').nth(index) == Some("1");
        Self { source: journal.row, name: journal.name.clone(), turned: flag(0), leads: flag(1) }
    }
}

/// A leg of a bet.
#[derive(Clone, Debug)]
pub(in crate::store) struct LegRow {
    pub(in crate::store) bet: i64,
    pub(in crate::store) position: i64,
    pub(in crate::store) key: MarketKey,
    pub(in crate::store) answer: Selection,
    pub(in crate::store) selection: Option<i64>,
}

/// A report of how an event ended.
#[derive(Clone, Debug)]
pub(in crate::store) struct ReportRow {
    pub(in crate::store) id: i64,
    pub(in crate::store) revision: i64,
    pub(in crate::store) said: Said,
}

/// A question about two events.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct ReviewRow {
    pub(in crate::store) id: i64,
    pub(in crate::store) event: i64,
    pub(in crate::store) candidate: i64,
    pub(in crate::store) turned: bool,
}

impl ReviewRow {
    /// A note of what was asked.
    pub(super) fn journal(&self) -> Journal {
        let was = format!("{} {} {}", self.event, self.candidate, i64::from(self.turned));
        Journal::new("review", self.id, was)
    }

    /// The question as the note has it.
    pub(super) fn of(journal: &Journal) -> Option<Self> {
        let mut parts = journal.was.split(' ').map(|part| part.parse::<i64>().ok());
        let mut next = || parts.next().flatten();
        let (event, candidate, turned) = (next()?, next()?, next()?);
        Some(Self { id: journal.row, event, candidate, turned: turned == 1 })
    }
}

/// A note of where something was.
#[derive(Clone, Debug)]
pub(in crate::store) struct Journal {
    pub(in crate::store) kind: &'static str,
    pub(in crate::store) row: i64,
    pub(in crate::store) position: i64,
    pub(in crate::store) name: String,
    pub(in crate::store) was: String,
}

impl Journal {
    pub(super) fn new(kind: &'static str, row: i64, was: impl Into<String>) -> Self {
        Self { kind, row, position: 0, name: String::new(), was: was.into() }
    }
}

/// A merge or a split to be noted.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct NewJoin<'a> {
    pub(in crate::store) kind: JoinKind,
    pub(in crate::store) from: i64,
    pub(in crate::store) to: i64,
    pub(in crate::store) is_turned: bool,
    pub(in crate::store) review: Option<i64>,
    pub(in crate::store) actor: &'a str,
    pub(in crate::store) at: Timestamp,
}

/// Events, their markets and the names that they go by.
#[async_trait]
pub(in crate::store) trait JoinEvents: Send {
    /// Raises the marks of joins and of the books: whoever decided on what was before is refused, and
    /// nobody else joins until the end of the transaction.
    async fn begin_join(&mut self) -> Result<(), StoreError>;
    /// The sport of an event that is not merged into another.
    async fn sport_of(&mut self, event: i64) -> Result<Option<String>, StoreError>;
    async fn next_id(&mut self, sequence: Sequence) -> Result<i64, StoreError>;
    async fn copy_event(
        &mut self,
        from: i64,
        to: i64,
        slug: &str,
        at: Timestamp,
    ) -> Result<(), StoreError>;
    async fn merged_into(&mut self, event: i64) -> Result<Vec<i64>, StoreError>;
    async fn set_merged(&mut self, event: i64, into: Option<i64>) -> Result<(), StoreError>;
    async fn markets(&mut self, event: i64) -> Result<Vec<MarketRow>, StoreError>;
    async fn make_market(&mut self, id: i64, event: i64, key: &MarketKey)
    -> Result<(), StoreError>;
    async fn make_selection(
        &mut self,
        id: i64,
        market: i64,
        selection: &Selection,
    ) -> Result<(), StoreError>;
    async fn refs(&mut self, event: i64) -> Result<Vec<RefRow>, StoreError>;
    async fn set_ref(&mut self, one: &RefRow, event: i64) -> Result<(), StoreError>;
}

/// Prices, and what goes with them.
#[async_trait]
pub(in crate::store) trait JoinPrices: Send {
    /// The rows of a selection, of a source or all, go to another, noted one by one. A row for which
    /// the other has one of the same venue and instant stays.
    async fn take_quotes(
        &mut self,
        join: i64,
        from: i64,
        to: i64,
        source: Option<i64>,
    ) -> Result<(), StoreError>;
    /// The noted rows go back.
    async fn return_quotes(&mut self, join: i64, home: i64, now_at: i64) -> Result<(), StoreError>;
    /// What a source has said since an instant goes over.
    async fn pass_quotes(
        &mut self,
        from: i64,
        to: i64,
        source: i64,
        since: Timestamp,
    ) -> Result<(), StoreError>;
    /// The selections of an event that a source has rows for, since an instant or ever.
    async fn quoted(
        &mut self,
        event: i64,
        source: i64,
        since: Option<Timestamp>,
    ) -> Result<BTreeSet<i64>, StoreError>;
    /// Notes of when hand-entered prices end go where the prices went.
    async fn follow_manual(&mut self, from: i64, to: i64, event: i64) -> Result<(), StoreError>;
    /// Other processes learn that the prices of these events are others.
    async fn note_changed(&mut self, events: &[i64]) -> Result<(), StoreError>;
}

/// Results, bets, findings and questions.
#[async_trait]
pub(in crate::store) trait JoinBooks: Send {
    async fn results(&mut self, event: i64) -> Result<Vec<(i64, String)>, StoreError>;
    /// False when the other event has a result of this source for this period.
    async fn move_result(
        &mut self,
        result: (i64, &str),
        from: i64,
        to: i64,
        turned: bool,
    ) -> Result<bool, StoreError>;
    async fn legs(&mut self, event: i64) -> Result<Vec<LegRow>, StoreError>;
    async fn set_leg(
        &mut self,
        leg: &LegRow,
        selection: Option<i64>,
        event: i64,
    ) -> Result<(), StoreError>;
    async fn touch_bet(&mut self, bet: i64, at: Timestamp) -> Result<(), StoreError>;
    async fn close_findings(&mut self, event: i64, at: Timestamp) -> Result<(), StoreError>;
    async fn findings(&mut self, event: i64) -> Result<Vec<(i64, i64)>, StoreError>;
    async fn finding_legs(&mut self, finding: i64) -> Result<Vec<(i64, i64)>, StoreError>;
    async fn set_finding(
        &mut self,
        finding: i64,
        event: i64,
        market: i64,
    ) -> Result<(), StoreError>;
    async fn set_finding_leg(
        &mut self,
        finding: i64,
        position: i64,
        selection: i64,
    ) -> Result<(), StoreError>;
    async fn open_reviews_about(&mut self, event: i64) -> Result<Vec<ReviewRow>, StoreError>;
    async fn has_review(&mut self, event: i64, candidate: i64) -> Result<bool, StoreError>;
    async fn set_review(&mut self, review: &ReviewRow) -> Result<(), StoreError>;
    async fn set_moot(&mut self, id: i64) -> Result<(), StoreError>;
    /// Questions about an event that nobody has answered are open, or moot where one of their events
    /// is merged into another.
    async fn ask_again(&mut self, event: i64) -> Result<(), StoreError>;
}

/// Reports of how events ended.
#[async_trait]
pub(in crate::store) trait JoinReports: Send {
    /// Who speaks of an event.
    async fn reporters(&mut self, event: i64) -> Result<Vec<Reporter>, StoreError>;
    /// What a source said after a revision, oldest first.
    async fn reports_after(
        &mut self,
        event: i64,
        source: i64,
        after: i64,
    ) -> Result<Vec<ReportRow>, StoreError>;
    async fn set_report(
        &mut self,
        id: i64,
        event: i64,
        revision: i64,
        said: &Said,
    ) -> Result<(), StoreError>;
    /// Whether a revision, if there is one, is the source's newest.
    async fn set_newest(
        &mut self,
        event: i64,
        source: i64,
        revision: i64,
        newest: bool,
    ) -> Result<(), StoreError>;
    /// Gives the reports about an event the next numbers, in their order, as if they had come now.
    async fn number_anew(&mut self, event: i64) -> Result<(), StoreError>;
}

/// What is noted of a join.
#[async_trait]
pub(in crate::store) trait JoinNotes: Send {
    async fn note_join(&mut self, join: &NewJoin<'_>) -> Result<i64, StoreError>;
    /// A join that is not undone and concerns one of these events, after one.
    async fn later_join(&mut self, after: i64, events: [i64; 2])
    -> Result<Option<i64>, StoreError>;
    async fn note_undone(
        &mut self,
        join: i64,
        actor: &str,
        at: Timestamp,
    ) -> Result<(), StoreError>;
    async fn journal(&mut self, join: i64, note: &Journal) -> Result<(), StoreError>;
    async fn journaled(
        &mut self,
        join: i64,
        kind: &'static str,
    ) -> Result<Vec<Journal>, StoreError>;
    async fn audit(
        &mut self,
        actor: &str,
        action: &str,
        subject: &str,
        id: i64,
        detail: &str,
        at: Timestamp,
    ) -> Result<(), StoreError>;
}

/// All of it.
pub(in crate::store) trait JoinRows:
    JoinEvents + JoinPrices + JoinBooks + JoinReports + JoinNotes
{
}

impl<T: JoinEvents + JoinPrices + JoinBooks + JoinReports + JoinNotes> JoinRows for T {}
