//! The life of a bet as entries: placed, settled or cashed out, void, settled anew.

use crate::bet::{Bet, BetOutcome, Settlement};
use crate::error::ledger::LedgerError;
use crate::ledger::account::{Account, AccountKind};
use crate::ledger::entry::{Entry, EntryReason, Header, Posting, Recorded, postings};
use crate::ledger::history::BetHistory;
use crate::money::{Money, Rounding};
use crate::payoff::Outcome;

/// The accounts that a bet moves; all of one currency and book, each of its kind.
#[derive(Clone, Copy, Debug)]
pub struct BetAccounts<'a> {
    /// Where the stake is taken from and the payout goes: cash with the venue, or the bank.
    pub venue: &'a Account,
    /// Stakes of open bets.
    pub at_risk: &'a Account,
    /// Income from bets won.
    pub winnings: &'a Account,
    /// What bets lost.
    pub losses: &'a Account,
    /// What exchanges took.
    pub commission: &'a Account,
    /// Where free bets are kept; `None` where there are none.
    pub free: Option<FreeBetAccounts<'a>>,
}

/// The accounts on which the stake of an open free bet stands: the venue's money, so that it is in no
/// figure of ours, and the two always sum to zero.
#[derive(Clone, Copy, Debug)]
pub struct FreeBetAccounts<'a> {
    /// Stakes of open free bets.
    pub at_risk: &'a Account,
    /// The venues that put them up.
    pub lent: &'a Account,
}

impl BetAccounts<'_> {
    fn check(&self) -> Result<(), LedgerError> {
        self.venue.expect_cash()?;
        self.at_risk.expect_kind(AccountKind::AtRisk)?;
        self.winnings.expect_kind(AccountKind::Winnings)?;
        self.losses.expect_kind(AccountKind::Losses)?;
        self.commission.expect_kind(AccountKind::Commission)?;
        if let Some(free) = &self.free {
            free.at_risk.expect_kind(AccountKind::FreeAtRisk)?;
            free.lent.expect_kind(AccountKind::FreeBets)?;
        }
        Ok(())
    }

    /// A free stake put at risk, or released where it is negative.
    fn free_moves(&self, stake: Money) -> Result<Vec<(&Account, Money)>, LedgerError> {
        match &self.free {
            _ if stake.is_zero() => Ok(Vec::new()),
            Some(free) => Ok(vec![(free.at_risk, stake), (free.lent, -stake)]),
            None => Err(LedgerError::NoFreeBetAccounts { stake }),
        }
    }
}

/// What the placing entry of a bet put up.
#[derive(Clone, Copy, Debug)]
struct PutUp {
    /// By us.
    at_risk: Money,
    /// By the venue, of a free bet.
    free_stake: Money,
}

/// A bet is placed: its liability goes from the venue to at risk. Of a free bet nothing is ours, and
/// its stake stands on accounts of its own.
///
/// To be booked as soon as the bet is sent: one that is unconfirmed may be live, and one that turns
/// out rejected or cancelled is undone by [`void`].
///
/// # Errors
/// [`LedgerError::AlreadyPlaced`], [`LedgerError::NoFreeBetAccounts`], or accounts of the wrong kind,
/// currency or book.
pub fn place(
    bet: &Bet,
    history: &BetHistory<'_>,
    accounts: &BetAccounts<'_>,
    rounding: Rounding,
    header: Header,
) -> Result<Entry, LedgerError> {
    accounts.check()?;
    check_bet(bet, history)?;
    if let Some(placing) = history.placing() {
        return Err(LedgerError::AlreadyPlaced { bet_id: bet.id(), entry_id: placing.id });
    }
    let liability = bet.liability(rounding)?;
    let ours = [(accounts.at_risk, liability), (accounts.venue, -liability)];
    let moved = postings(ours.into_iter().chain(accounts.free_moves(bet.free_stake())?))?;
    Entry::new(EntryReason::Place, header.about(bet.id()), moved)
}

/// A bet is settled or cashed out: what was at risk is released, the payout comes in, and the
/// difference is winnings or losses; commission has a posting of its own.
///
/// # Errors
/// [`LedgerError::NotPlaced`], [`LedgerError::AlreadySettled`], [`LedgerError::SettledVoid`] (see
/// [`void`]), [`LedgerError::StakeMismatch`] when another amount was placed.
pub fn settle(
    history: &BetHistory<'_>,
    settlement: &Settlement,
    accounts: &BetAccounts<'_>,
    header: Header,
) -> Result<Entry, LedgerError> {
    let placed = put_up_in(&history.open()?.entry, accounts)?;
    settle_placed(history, placed, settlement, accounts, header)
}

fn settle_placed(
    history: &BetHistory<'_>,
    placed: PutUp,
    settlement: &Settlement,
    accounts: &BetAccounts<'_>,
    header: Header,
) -> Result<Entry, LedgerError> {
    accounts.check()?;
    let bet_id = history.bet_id();
    let reason = match settlement.outcome() {
        BetOutcome::Played(Outcome::Void) => return Err(LedgerError::SettledVoid { bet_id }),
        BetOutcome::Played(_) => EntryReason::Settle,
        BetOutcome::CashedOut => EntryReason::CashOut,
    };
    for (placed, settled) in
        [(placed.at_risk, settlement.at_risk()), (placed.free_stake, settlement.free_stake())]
    {
        if placed != settled {
            return Err(LedgerError::StakeMismatch { placed, settled });
        }
    }
    let (payout, commission) = (settlement.payout(), settlement.commission());
    let gained = payout.minus(placed.at_risk)?;
    let counter = if gained.is_positive() { accounts.winnings } else { accounts.losses };
    let ours = [
        (accounts.venue, payout.minus(commission)?),
        (accounts.at_risk, -placed.at_risk),
        (counter, -gained),
        (accounts.commission, commission),
    ];
    let moved = postings(ours.into_iter().chain(accounts.free_moves(-placed.free_stake)?))?;
    Entry::new(reason, header.about(bet_id), moved)
}

/// A bet is void, rejected or cancelled: its placing entry is undone.
///
/// # Errors
/// [`LedgerError::NotPlaced`], [`LedgerError::AlreadySettled`] (reverse that first).
pub fn void(history: &BetHistory<'_>, header: Header) -> Result<Entry, LedgerError> {
    Entry::opposite(history.open()?, EntryReason::Void, header)
}

/// The settlement, cash-out or void of a bet is undone: it is open again.
///
/// # Errors
/// [`LedgerError::NotSettled`].
pub fn reverse(history: &BetHistory<'_>, header: Header) -> Result<Entry, LedgerError> {
    let settled = history.settling().or_else(|| history.voiding());
    let recorded = settled.ok_or(LedgerError::NotSettled { bet_id: history.bet_id() })?;
    Entry::reverse(recorded, header)
}

/// A settled bet is settled anew: the entry that undoes the old settlement, and the new one. Append
/// both, in this order, in one go. Where the new outcome is void, [`reverse`] and [`void`] instead.
///
/// # Errors
/// As [`reverse`] and [`settle`].
pub fn resettle(
    history: &BetHistory<'_>,
    settlement: &Settlement,
    accounts: &BetAccounts<'_>,
    header: Header,
) -> Result<[Entry; 2], LedgerError> {
    let undo = reverse(history, header.clone())?;
    // A void undid the placing, so its opposite puts at risk what the placing did.
    let placed = match history.placing() {
        Some(Recorded { entry, .. }) => put_up_in(entry, accounts)?,
        None => put_up_in(&undo, accounts)?,
    };
    let anew = settle_placed(history, placed, settlement, accounts, header)?;
    Ok([undo, anew])
}

fn check_bet(bet: &Bet, history: &BetHistory<'_>) -> Result<(), LedgerError> {
    if bet.id() == history.bet_id() {
        Ok(())
    } else {
        Err(LedgerError::ForeignEntry { bet_id: bet.id() })
    }
}

/// What an entry puts at risk, its other postings left out.
fn put_up_in(entry: &Entry, accounts: &BetAccounts<'_>) -> Result<PutUp, LedgerError> {
    let of_kind = |kind| {
        let postings = entry.postings().iter().filter(move |posting| posting.kind() == kind);
        Money::sum(accounts.at_risk.currency(), postings.map(Posting::amount))
    };
    Ok(PutUp {
        at_risk: of_kind(AccountKind::AtRisk)?,
        free_stake: of_kind(AccountKind::FreeAtRisk)?,
    })
}
