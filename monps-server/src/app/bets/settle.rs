//! Settling by the outcomes of the legs, as results come in and as they are corrected.

use monps_core::bet::{Bet, Standing, Verdict, standing};
use monps_core::id::BetId;
use monps_core::ledger::Recorded;
use monps_core::money::Rounding;
use monps_core::payoff::Outcome;
use monps_core::time::Timestamp;

use super::super::ledger::BetAccountSet;
use super::super::problem::Problem;
use super::change::note;
use super::create::moved;
use super::drafts::Drafts;
use super::{Bets, ROUNDING};
use crate::store::{AuditNote, BetRecord, BetWrite, Booking, LegRuling, SettledRecord};

/// What a result makes of a leg.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuledLeg {
    /// Which of the bet's legs, from 0.
    pub position: usize,
    /// What became of the selection.
    pub outcome: Outcome,
    /// The newest report that was looked at.
    pub seen: i64,
    /// By whose word.
    pub source: String,
    /// By which of its revisions.
    pub revision: i64,
    /// What it said.
    pub said: String,
    /// The sets of rules that were asked.
    pub rules: String,
}

/// What became of a bet whose legs were ruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Legs were decided, and others still are open.
    Partly,
    /// It is over.
    Whole,
    /// It was over, and is so again with another outcome, or is open again.
    Anew,
}

/// A bet about to be settled, and what is needed for it.
#[derive(Debug)]
pub struct ToSettle<'a> {
    /// The bet as it is.
    pub before: &'a BetRecord,
    /// What the results make of its legs.
    pub ruled: &'a [RuledLeg],
    /// Its entries in the ledger.
    pub entries: Vec<Recorded>,
    /// The accounts that it moves.
    pub accounts: &'a BetAccountSet,
    /// How its venue brings payouts to the cent; half up where nothing is known.
    pub rounding: Option<Rounding>,
    /// Who settles.
    pub actor: &'a str,
    /// When.
    pub now: Timestamp,
}

impl ToSettle<'_> {
    /// What is to be written; nothing when every leg has its outcome already.
    ///
    /// # Errors
    /// [`Problem::Invalid`], [`Problem::Conflict`] when the bet's own rules refuse it,
    /// [`Problem::Broken`] when its entries do not fit together.
    pub fn write(self) -> Result<Option<(BetWrite, Settled)>, Problem> {
        let Self { before, ruled, now, .. } = self;
        let was_over = before.settled.is_some();
        let mut bet = before.bet.clone();
        if was_over {
            bet = bet.reversed().map_err(|error| Problem::from_bet("legs", &error))?;
        }
        let mut rulings = Vec::new();
        let mut legs = before.legs.clone();
        let version = before.version + 1;
        for leg in ruled {
            let was = bet.terms().legs.get(leg.position).and_then(|leg| leg.outcome);
            if let Some(words) = legs.get_mut(leg.position) {
                words.report_seen = Some(leg.seen);
            }
            if was == Some(leg.outcome) {
                continue;
            }
            bet = bet
                .with_leg_outcome(leg.position, Some(leg.outcome))
                .map_err(|error| Problem::from_bet("legs", &error))?;
            rulings.push(ruling(before.bet.id(), version, leg, now));
        }
        if rulings.is_empty() {
            return Ok(None);
        }
        let record = BetRecord { legs, version, updated_at: now, settled: None, ..before.clone() };
        self.booked(bet, record, rulings).map(Some)
    }

    fn booked(
        self,
        mut bet: Bet,
        mut record: BetRecord,
        rulings: Vec<LegRuling>,
    ) -> Result<(BetWrite, Settled), Problem> {
        let Self { before, entries, accounts, rounding, actor, now, .. } = self;
        let id = before.bet.id();
        let mut drafts = Drafts::after(id, entries);
        let was = before.settled;
        let by = reasons(&rulings);
        let (settled, action, detail) = if is_decided(&bet)? {
            let settlement = bet
                .settlement(Verdict::Legs, rounding.unwrap_or(ROUNDING))
                .map_err(|error| Problem::from_bet("legs", &error))?;
            let mut settled = SettledRecord::of(&settlement, None, now);
            bet = moved(&bet, settled.outcome.status())?;
            let stands = was.filter(|was| SettledRecord { at: was.at, ..settled } == *was);
            match stands {
                Some(was) => settled.at = was.at,
                None => drafts.settle(&settlement, accounts, now)?,
            }
            record.settled = Some(settled);
            let came_to = format!(
                "{}, payout {}, profit {}",
                settled.outcome, settled.payout, settled.profit
            );
            match (was, stands) {
                (None, _) => (Settled::Whole, "bet_settled", format!("{came_to}; {by}")),
                (Some(_), Some(_)) => (Settled::Anew, "legs_decided", format!("{came_to}; {by}")),
                (Some(was), None) => {
                    let before = format!("before: {}, profit {}", was.outcome, was.profit);
                    (Settled::Anew, "bet_resettled", format!("{came_to} ({before}); {by}"))
                }
            }
        } else if let Some(was) = was {
            drafts.reopen(now)?;
            (Settled::Anew, "bet_reopened", format!("it was {}; {by}", was.outcome))
        } else {
            let count = bet.terms().legs.len();
            (Settled::Partly, "legs_decided", format!("{} of {count} legs; {by}", rulings.len()))
        };
        record.bet = bet;
        let write = BetWrite {
            record,
            expected: Some(before.version),
            deleted_at: None,
            booking: Booking {
                entries: drafts.into_entries(),
                audit: vec![note(id, actor, action, detail)],
                rulings,
                answer: None,
                recorded_at: now,
            },
        };
        Ok((write, settled))
    }
}

impl Bets {
    /// Writes a remark into the trace of a bet, unless its newest line says the same already.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn remark(
        &self,
        id: BetId,
        actor: &str,
        action: &'static str,
        detail: String,
    ) -> Result<bool, Problem> {
        let newest = self.store.audit("bet", id.get(), 1).await?;
        if newest.iter().any(|line| line.action == action && line.detail == detail) {
            return Ok(false);
        }
        let remark: AuditNote = note(id, actor, action, detail);
        let booking =
            Booking { audit: vec![remark], recorded_at: self.clock.now(), ..Booking::default() };
        self.store.book(&booking, None).await?;
        Ok(true)
    }
}

fn ruling(bet_id: BetId, version: i64, leg: &RuledLeg, now: Timestamp) -> LegRuling {
    LegRuling {
        bet_id,
        position: leg.position,
        version,
        outcome: leg.outcome,
        source: leg.source.clone(),
        revision: leg.revision,
        said: leg.said.clone(),
        rules: leg.rules.clone(),
        decided_at: now,
    }
}

/// `full_time 0-2 (football-data, revision 2)`, of each leg once.
fn reasons(rulings: &[LegRuling]) -> String {
    let reason = |ruling: &LegRuling| {
        format!("{} ({}, revision {})", ruling.said, ruling.source, ruling.revision)
    };
    rulings.iter().map(reason).collect::<Vec<_>>().join("; ")
}

fn is_decided(bet: &Bet) -> Result<bool, Problem> {
    let standing =
        standing(&bet.terms().legs).map_err(|error| Problem::from_bet("legs", &error))?;
    Ok(matches!(standing, Standing::Decided { .. }))
}
