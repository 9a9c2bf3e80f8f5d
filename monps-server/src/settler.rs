//! The settler: bets whose events have results, and results that were corrected.
//!
//! It takes no input, looks at what is stored, and may run as often as anyone likes: a leg that is
//! decided is looked at again only when something new was said of its event. Where two sources tell
//! different scores, or no rule says what an incident means, it decides nothing and says so in the
//! bet's trace: a wrong payout costs more than a late one. A corrected result settles anew: the old
//! settlement is reversed in the ledger and the new one booked. Every bet that is over is measured by
//! the close once.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use monps_core::id::BetId;

use crate::app::bets::{Bets, Settled};
use crate::app::problem::Problem;
use crate::app::settings::Settings;
use crate::app::settlement::round::{Judged, Round, UnsureLeg, has_begun, ids};
use crate::duties::{Duties, PARTITIONS, partition};
use crate::error_chain::Chain;
use crate::store::{BetRecord, BetWrite, Booking, Store, StoreError};

/// Who it is, in the audit trail.
const ACTOR: &str = "settler";
/// Bets looked at in one run; the next goes on.
const BETS_MAX: u32 = 1_000_000;
/// Bets written in one transaction: many, because a commit waits for the disk, and few enough for
/// others to write in between.
const PAGE: usize = 2000;
/// Bets whose close is looked for in one run.
const CLOSES_MAX: usize = 20_000;
/// Reports before the newest that are looked at again: their transactions may have ended after it.
const LATE_REPORTS: i64 = 10_000;

/// Settles bets by results.
#[derive(Debug)]
pub struct Settler {
    store: Arc<dyn Store>,
    bets: Arc<Bets>,
    settings: Option<Arc<Settings>>,
    duties: Duties,
    /// The reports up to which corrections were looked at.
    mark: AtomicI64,
}

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SettlerReport {
    /// Bets with a leg about an event of which there is something to learn.
    pub looked_at: u32,
    /// Bets settled.
    pub settled: u32,
    /// Bets that were over and are settled anew, or open again, by a corrected result.
    pub resettled: u32,
    /// Accumulators of which some legs were decided.
    pub partly: u32,
    /// Bets left as they are because sources disagree or a person has to decide.
    pub left_open: u32,
    /// Bets that somebody else changed meanwhile, or that could not be written: the next run tries
    /// again.
    pub failed: u32,
}

impl SettlerReport {
    const fn count(&mut self, settled: Settled) {
        match settled {
            Settled::Whole => self.settled += 1,
            Settled::Anew => self.resettled += 1,
            Settled::Partly => self.partly += 1,
        }
    }
}

impl Settler {
    /// A settler of the bets in a store, by the usual rules.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, bets: Arc<Bets>) -> Self {
        Self { store, bets, settings: None, duties: Duties::all(), mark: AtomicI64::new(0) }
    }

    /// The same by the rules that somebody set.
    #[must_use]
    pub fn by(self, settings: Arc<Settings>) -> Self {
        Self { settings: Some(settings), ..self }
    }

    /// The same as one process among several: it settles the bets whose first leg is about an event of
    /// its duties. Should two ever look at one bet, the store lets one settle it: the other decided
    /// on an older version.
    #[must_use]
    pub fn among(self, duties: Duties) -> Self {
        Self { duties, ..self }
    }

    /// Looks once at every bet of which there is something to learn.
    ///
    /// One bet that cannot be settled does not keep the others from it.
    ///
    /// # Errors
    /// [`Problem::Store`] when the store cannot be asked at all, [`Problem::Broken`] for settings that
    /// cannot be read.
    pub async fn run_once(&self) -> Result<SettlerReport, Problem> {
        let mut report = SettlerReport::default();
        let mine = self.duties.partitions();
        let newest = self.store.newest_report().await?;
        let since = self.mark.load(Ordering::Relaxed);
        let due = self.store.bets_to_settle(since, BETS_MAX).await?;
        let mut round = Round::begin(&self.store, &self.bets, self.settings.as_ref()).await?;
        for page in due.chunks(PAGE) {
            let mut records = self.store.bets_by_id(page).await?;
            records.retain(|record| is_mine(record, &mine));
            self.settle_page(&mut round, &records, &mut report).await?;
        }
        if report.failed == 0 && due.len() < BETS_MAX as usize {
            self.mark.store((newest - LATE_REPORTS).max(0), Ordering::Relaxed);
        }
        self.close(&mut round, &mine).await?;
        Ok(report)
    }

    async fn settle_page(
        &self,
        round: &mut Round,
        records: &[BetRecord],
        report: &mut SettlerReport,
    ) -> Result<(), Problem> {
        round.learn(records).await?;
        let mut seen = Vec::new();
        let mut ruled = Vec::new();
        for record in records {
            report.looked_at += 1;
            let judged = round.judge(record);
            self.remark(record, &judged, report).await?;
            seen.extend_from_slice(&judged.seen);
            if !judged.ruled.is_empty() {
                ruled.push((record, judged.ruled));
            }
        }
        let bets: Vec<&BetRecord> = ruled.iter().map(|(record, _)| *record).collect();
        round.learn_closes(&bets).await?;
        let mut entries = self.store.entries_of_bets(&ids(&bets)).await?;
        let now = self.bets.now();
        let mut writes = Vec::with_capacity(ruled.len());
        for (record, legs) in &ruled {
            let entries = entries.remove(&record.bet.id()).unwrap_or_default();
            match round.settle(record, legs, entries, ACTOR, now).await {
                Ok(write) => writes.extend(write),
                Err(problem) => {
                    report.failed += 1;
                    let bet = record.bet.id().get();
                    tracing::warn!(bet, cause = %Chain(&problem), "a bet could not be settled");
                }
            }
        }
        self.write(&writes, report).await?;
        if !seen.is_empty() {
            self.store.mark_seen(&seen).await?;
        }
        Ok(())
    }

    /// All in one transaction; one by one where somebody else changed one of them meanwhile.
    async fn write(
        &self,
        writes: &[(BetWrite, Settled)],
        report: &mut SettlerReport,
    ) -> Result<(), Problem> {
        if writes.is_empty() {
            return Ok(());
        }
        let (all, kinds): (Vec<BetWrite>, Vec<Settled>) = writes.iter().cloned().unzip();
        match self.store.settle_bets(&all).await {
            Ok(()) => kinds.into_iter().for_each(|kind| report.count(kind)),
            Err(StoreError::Conflict { .. }) => {
                for (write, kind) in writes {
                    match self.store.settle_bets(std::slice::from_ref(write)).await {
                        Ok(()) => report.count(*kind),
                        Err(StoreError::Conflict { .. }) => report.failed += 1,
                        Err(error) => return Err(error.into()),
                    }
                }
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    async fn remark(
        &self,
        record: &BetRecord,
        judged: &Judged,
        report: &mut SettlerReport,
    ) -> Result<(), Problem> {
        if judged.unsure.is_empty() {
            return Ok(());
        }
        report.left_open += 1;
        let action = if record.settled.is_some() { "result_disputed" } else { "left_open" };
        let why: Vec<String> = judged.unsure.iter().map(UnsureLeg::sentence).collect();
        self.bets.remark(record.bet.id(), ACTOR, action, why.join("; ")).await?;
        Ok(())
    }

    /// Measures bets by the close that ended without a result of ours: a person settled them.
    async fn close(&self, round: &mut Round, mine: &[bool; PARTITIONS]) -> Result<(), Problem> {
        let (mut after, mut looked_at) = (BetId::new(0), 0);
        while looked_at < CLOSES_MAX {
            let page =
                self.store.bets_to_close(after, u32::try_from(PAGE).unwrap_or(u32::MAX)).await?;
            let Some(last) = page.last() else { break };
            (after, looked_at) = (*last, looked_at + page.len());
            let now = self.bets.now();
            let mut records = self.store.bets_by_id(&page).await?;
            records.retain(|record| is_mine(record, mine) && has_begun(record, now));
            round.learn(&records).await?;
            round.learn_closes(&records.iter().collect::<Vec<_>>()).await?;
            let writes: Vec<BetWrite> =
                records.into_iter().map(|record| closed(round, record)).collect();
            if writes.is_empty() {
                continue;
            }
            match self.store.settle_bets(&writes).await {
                // Whoever was faster leaves the rest to the next run.
                Ok(()) | Err(StoreError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

fn is_mine(record: &BetRecord, mine: &[bool; PARTITIONS]) -> bool {
    let first = record.bet.terms().legs.first();
    first.is_none_or(|leg| mine[partition(leg.event_id)])
}

fn closed(round: &mut Round, mut record: BetRecord) -> BetWrite {
    let expected = Some(record.version);
    record.version += 1;
    round.close(&mut record);
    let recorded_at = record.updated_at;
    BetWrite {
        record,
        expected,
        deleted_at: None,
        booking: Booking { recorded_at, ..Booking::default() },
    }
}
