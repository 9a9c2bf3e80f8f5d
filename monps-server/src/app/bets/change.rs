//! Changing a bet: settling, opening again, closing price, notes; and taking it back.

use monps_core::bet::BetOutcome;
use monps_core::id::BetId;
use monps_core::ledger::Entry;
use monps_core::time::Timestamp;

use super::super::problem::{Problem, sentence};
use super::create::{moved, price_of};
use super::drafts::Drafts;
use super::verdict::Wanted;
use super::{ATTEMPTS_MAX, Bets, Change, Closing, Ruling};
use crate::store::{AuditNote, BetRecord, BetWrite, Booking, SettledRecord};

/// What is to change of a bet. Its terms never do: a slip that was recorded wrong is deleted and
/// recorded anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BetChange {
    /// What it came to.
    pub ruling: Ruling,
    /// What the price was at the close.
    pub closing: Closing,
    /// Notes.
    pub notes: Change<String>,
    /// Labels.
    pub tags: Change<Vec<String>>,
}

/// What a change comes to before it is written.
struct Decided {
    record: BetRecord,
    entries: Vec<Entry>,
    audit: Vec<(&'static str, String)>,
}

impl Bets {
    /// Changes a bet. Settling it again reverses the old settlement and books the new one; opening it
    /// again reverses it.
    ///
    /// # Errors
    /// [`Problem::NotFound`], [`Problem::Invalid`], [`Problem::Conflict`] for a move that a bet's life
    /// does not know, [`Problem::Store`].
    pub async fn update(
        &self,
        id: BetId,
        change: &BetChange,
        actor: &str,
    ) -> Result<BetRecord, Problem> {
        let now = self.clock.now();
        for attempt in 1.. {
            let before = self.get(id).await?;
            let decided = self.decide(&before, change, now).await?;
            match self.write_change(&before, decided, actor, now).await {
                Err(problem) if problem.is_race() && attempt < ATTEMPTS_MAX => {}
                outcome => return outcome,
            }
        }
        self.get(id).await
    }

    /// Takes a bet back: its entries are reversed, it goes from the lists, its trace stays.
    ///
    /// # Errors
    /// [`Problem::NotFound`], [`Problem::Store`].
    pub async fn delete(&self, id: BetId, actor: &str) -> Result<(), Problem> {
        let now = self.clock.now();
        for attempt in 1.. {
            let before = self.get(id).await?;
            let mut drafts = Drafts::after(id, self.store.entries_of_bet(id).await?);
            drafts.undo(now)?;
            let record =
                BetRecord { version: before.version + 1, updated_at: now, ..before.clone() };
            let write = BetWrite {
                record,
                expected: Some(before.version),
                deleted_at: Some(now),
                booking: Booking {
                    entries: drafts.into_entries(),
                    audit: vec![note(id, actor, "bet_deleted", "its entries were reversed".into())],
                    rulings: Vec::new(),
                    answer: None,
                    recorded_at: now,
                },
            };
            match self.store.write_bet(&write).await.map_err(Problem::from) {
                Err(problem) if problem.is_race() && attempt < ATTEMPTS_MAX => {}
                outcome => return outcome.map(|_| ()),
            }
        }
        Ok(())
    }

    async fn write_change(
        &self,
        before: &BetRecord,
        decided: Decided,
        actor: &str,
        now: Timestamp,
    ) -> Result<BetRecord, Problem> {
        if decided.record == *before {
            return Ok(decided.record);
        }
        let id = before.bet.id();
        let mut record = decided.record;
        record.version = before.version + 1;
        record.updated_at = now;
        let audit = decided.audit.into_iter();
        let write = BetWrite {
            record: record.clone(),
            expected: Some(before.version),
            deleted_at: None,
            booking: Booking {
                entries: decided.entries,
                audit: audit.map(|(action, detail)| note(id, actor, action, detail)).collect(),
                rulings: Vec::new(),
                answer: None,
                recorded_at: now,
            },
        };
        self.store.write_bet(&write).await?;
        Ok(record)
    }

    async fn decide(
        &self,
        before: &BetRecord,
        change: &BetChange,
        now: Timestamp,
    ) -> Result<Decided, Problem> {
        let mut decided =
            Decided { record: before.clone(), entries: Vec::new(), audit: Vec::new() };
        let current = before.settled.map(|settled| settled.outcome);
        match change.ruling.wanted(current)? {
            Wanted::Open => self.open_again(before, change, &mut decided, now).await?,
            Wanted::Over(outcome) => {
                self.settle(before, &change.ruling, outcome, &mut decided, now).await?;
            }
            Wanted::Unsaid if change.ruling.has_figures() => {
                // What came back is corrected, the result stands.
                let outcome = current.ok_or_else(not_over)?;
                self.settle(before, &change.ruling, outcome, &mut decided, now).await?;
            }
            Wanted::Unsaid => {}
        }
        let record = &mut decided.record;
        change.closing.apply(price_of(&record.bet)?, record)?;
        match &change.notes {
            Change::Keep => {}
            Change::Clear => record.notes = None,
            Change::Set(notes) => {
                record.notes = Some(notes.clone()).filter(|text| !text.is_empty())
            }
        }
        match &change.tags {
            Change::Keep => {}
            Change::Clear => record.tags.clear(),
            Change::Set(tags) => record.tags.clone_from(tags),
        }
        let (now_is, was) = (&decided.record, before);
        let told = |record: &BetRecord| {
            (record.odds_close, record.clv, record.notes.clone(), record.tags.clone())
        };
        if told(now_is) != told(was) {
            decided.audit.push(("bet_changed", "closing price, notes or tags".to_owned()));
        }
        Ok(decided)
    }

    async fn open_again(
        &self,
        before: &BetRecord,
        change: &BetChange,
        decided: &mut Decided,
        now: Timestamp,
    ) -> Result<(), Problem> {
        if change.ruling.has_figures() {
            return Err(not_over());
        }
        if before.bet.status().is_live() {
            return Ok(());
        }
        let id = before.bet.id();
        let bet = before.bet.clone().reversed();
        let mut bet = bet.map_err(|error| Problem::Conflict {
            code: "illegal_move",
            detail: sentence(&error),
        })?;
        for index in 0..bet.terms().legs.len() {
            bet = bet
                .with_leg_outcome(index, None)
                .map_err(|error| Problem::from_bet("result", &error))?;
        }
        let mut drafts = Drafts::after(id, self.store.entries_of_bet(id).await?);
        drafts.reopen(now)?;
        decided.entries = drafts.into_entries();
        let was = before.settled.map_or("over", |settled| settled.outcome.as_str());
        decided.audit.push(("bet_reopened", format!("it was {was}")));
        decided.record = BetRecord {
            bet,
            settled: None,
            // Whoever opened it again does not want the same result to close it in a minute.
            by_hand: true,
            ..before.clone()
        };
        Ok(())
    }

    async fn settle(
        &self,
        before: &BetRecord,
        ruling: &Ruling,
        outcome: BetOutcome,
        decided: &mut Decided,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let same = before.settled.filter(|settled| settled.outcome == outcome);
        if same.is_some() && !ruling.has_figures() {
            return Ok(());
        }
        let is_over = before.settled.is_some();
        let open = if is_over {
            let opened = before.bet.clone().reversed();
            opened.map_err(|error| Problem::from_bet("result", &error))?
        } else {
            before.bet.clone()
        };
        let bet = moved(&open, outcome.status())?;
        let (settlement, price) = ruling.settlement(&open, outcome)?;
        let settled = SettledRecord::of(&settlement, price, now);
        if same.is_some_and(|same| SettledRecord { at: now, ..same } == settled) {
            return Ok(());
        }
        let id = before.bet.id();
        let accounts = self.accounts_of(before).await?;
        let mut drafts = Drafts::after(id, self.store.entries_of_bet(id).await?);
        drafts.settle(&settlement, &accounts, now)?;
        decided.entries = drafts.into_entries();
        let was = before.settled.map_or_else(String::new, |settled| {
            format!(" (before: {}, profit {})", settled.outcome, settled.profit)
        });
        let detail =
            format!("{outcome}, payout {}, profit {}{was}", settled.payout, settled.profit);
        let action = if is_over { "bet_resettled" } else { "bet_settled" };
        decided.audit.push((action, detail));
        // Who says what it came to has the last word over any result.
        decided.record = BetRecord { bet, settled: Some(settled), by_hand: true, ..before.clone() };
        Ok(())
    }
}

fn not_over() -> Problem {
    Problem::Conflict {
        code: "bet_open",
        detail: "The bet is open: what it came to goes with a result.".to_owned(),
    }
}

pub(super) fn note(id: BetId, actor: &str, action: &'static str, detail: String) -> AuditNote {
    AuditNote { actor: actor.to_owned(), action, subject: "bet", subject_id: id.get(), detail }
}
