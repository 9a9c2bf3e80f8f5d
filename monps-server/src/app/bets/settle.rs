//! Settling by the outcomes of the legs, as results come in.

use monps_core::bet::{Bet, Standing, Verdict, standing};
use monps_core::id::BetId;
use monps_core::payoff::Outcome;

use super::super::problem::Problem;
use super::change::note;
use super::create::moved;
use super::drafts::Drafts;
use super::{Bets, ROUNDING};
use crate::store::{AuditNote, BetRecord, BetWrite, Booking, SettledRecord};

/// What became of a bet whose legs were looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Nothing new.
    Unchanged,
    /// Legs were decided, and others still are open.
    Partly(BetRecord),
    /// It is over.
    Whole(BetRecord),
}

impl Bets {
    /// Writes down what became of some legs, and settles the bet where they decide it.
    ///
    /// # Errors
    /// [`Problem::Store`], of which a race means that somebody else changed the bet.
    pub async fn decide_legs(
        &self,
        before: &BetRecord,
        decided: &[(usize, Outcome)],
        actor: &str,
    ) -> Result<Settled, Problem> {
        let now = self.clock.now();
        let id = before.bet.id();
        let mut bet = before.bet.clone();
        for (index, outcome) in decided {
            bet = bet
                .with_leg_outcome(*index, Some(*outcome))
                .map_err(|error| Problem::from_bet("legs", &error))?;
        }
        if bet == before.bet {
            return Ok(Settled::Unchanged);
        }
        let mut record =
            BetRecord { version: before.version + 1, updated_at: now, ..before.clone() };
        let mut entries = Vec::new();
        let is_over = is_decided(&bet)?;
        let detail = if is_over {
            let settlement = bet
                .settlement(Verdict::Legs, ROUNDING)
                .map_err(|error| Problem::from_bet("legs", &error))?;
            let accounts = self.accounts_of(before).await?;
            let mut drafts = Drafts::after(id, self.store.entries_of_bet(id).await?);
            drafts.settle(&settlement, &accounts, now)?;
            entries = drafts.into_entries();
            let settled = SettledRecord::of(&settlement, None, now);
            bet = moved(&bet, settled.outcome.status())?;
            record.settled = Some(settled);
            format!("{}, payout {}, profit {}", settled.outcome, settled.payout, settled.profit)
        } else {
            format!("{} of {} legs decided", decided.len(), bet.terms().legs.len())
        };
        record.bet = bet;
        let action = if is_over { "bet_settled" } else { "legs_decided" };
        let write = BetWrite {
            record: record.clone(),
            expected: Some(before.version),
            deleted_at: None,
            booking: Booking {
                entries,
                audit: vec![note(id, actor, action, detail)],
                answer: None,
                recorded_at: now,
            },
        };
        self.store.write_bet(&write).await?;
        Ok(if is_over { Settled::Whole(record) } else { Settled::Partly(record) })
    }

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

fn is_decided(bet: &Bet) -> Result<bool, Problem> {
    let standing =
        standing(&bet.terms().legs).map_err(|error| Problem::from_bet("legs", &error))?;
    Ok(matches!(standing, Standing::Decided { .. }))
}
