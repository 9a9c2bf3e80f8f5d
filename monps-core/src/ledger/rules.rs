//! Which accounts move: bets and the owner's doings as balanced entries.
//!
//! Everything here is a pure function from what is and what happened to the [`Entry`] to append. A
//! bet's entries so far are passed in, so that it is never placed, settled or voided twice.

use super::account::{Account, AccountKind};
use super::entry::{Entry, EntryReason, Header, postings};
use super::history::BetHistory;
use crate::bet::{Bet, BetOutcome, Settlement};
use crate::error::ledger::LedgerError;
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
}

impl BetAccounts<'_> {
    fn check(&self) -> Result<(), LedgerError> {
        self.venue.expect_cash()?;
        self.at_risk.expect_kind(AccountKind::AtRisk)?;
        self.winnings.expect_kind(AccountKind::Winnings)?;
        self.losses.expect_kind(AccountKind::Losses)?;
        self.commission.expect_kind(AccountKind::Commission)
    }
}

/// A bet is placed: its liability goes from the venue to at risk.
///
/// To be booked as soon as the bet is sent: one that is unconfirmed may be live, and one that turns
/// out rejected or cancelled is undone by [`void`].
///
/// # Errors
/// [`LedgerError::AlreadyPlaced`], or accounts of the wrong kind, currency or book.
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
    let moved = postings([(accounts.at_risk, liability), (accounts.venue, -liability)])?;
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
    let placed = at_risk_of(history.open()?)?;
    settle_placed(history, placed, settlement, accounts, header)
}

fn settle_placed(
    history: &BetHistory<'_>,
    placed: Money,
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
    if settlement.at_risk() != placed {
        return Err(LedgerError::StakeMismatch { placed, settled: settlement.at_risk() });
    }
    let (payout, commission) = (settlement.payout(), settlement.commission());
    let gained = payout.minus(placed)?;
    let counter = if gained.is_positive() { accounts.winnings } else { accounts.losses };
    let moved = postings([
        (accounts.venue, payout.minus(commission)?),
        (accounts.at_risk, -placed),
        (counter, -gained),
        (accounts.commission, commission),
    ])?;
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
        Some(placing) => at_risk_of(placing)?,
        None => at_risk_in(&undo)?,
    };
    let anew = settle_placed(history, placed, settlement, accounts, header)?;
    Ok([undo, anew])
}

/// The owner puts money in.
///
/// # Errors
/// [`LedgerError::NotPositive`], or accounts of the wrong kind, currency or book.
pub fn deposit(
    owner: &Account,
    cash: &Account,
    amount: Money,
    header: Header,
) -> Result<Entry, LedgerError> {
    owner.expect_kind(AccountKind::Owner)?;
    cash.expect_cash()?;
    moved(EntryReason::Deposit, owner, cash, amount, header)
}

/// The owner takes money out.
///
/// # Errors
/// As [`deposit`].
pub fn withdraw(
    cash: &Account,
    owner: &Account,
    amount: Money,
    header: Header,
) -> Result<Entry, LedgerError> {
    owner.expect_kind(AccountKind::Owner)?;
    cash.expect_cash()?;
    moved(EntryReason::Withdrawal, cash, owner, amount, header)
}

/// Money goes from one cash account to another.
///
/// # Errors
/// [`LedgerError::SameAccount`], and as [`deposit`].
pub fn transfer(
    from: &Account,
    to: &Account,
    amount: Money,
    header: Header,
) -> Result<Entry, LedgerError> {
    from.expect_cash()?;
    to.expect_cash()?;
    moved(EntryReason::Transfer, from, to, amount, header)
}

/// What a cash account held when the books were begun; as a deposit, and told apart from one.
///
/// # Errors
/// As [`deposit`].
pub fn opening(
    owner: &Account,
    cash: &Account,
    amount: Money,
    header: Header,
) -> Result<Entry, LedgerError> {
    owner.expect_kind(AccountKind::Owner)?;
    cash.expect_cash()?;
    moved(EntryReason::Opening, owner, cash, amount, header)
}

/// A venue gives money.
///
/// # Errors
/// As [`deposit`].
pub fn bonus(
    income: &Account,
    cash: &Account,
    amount: Money,
    header: Header,
) -> Result<Entry, LedgerError> {
    income.expect_kind(AccountKind::Bonus)?;
    cash.expect_cash()?;
    moved(EntryReason::Bonus, income, cash, amount, header)
}

/// A charge or tax is paid.
///
/// # Errors
/// As [`deposit`].
pub fn fee(
    cash: &Account,
    fees: &Account,
    amount: Money,
    header: Header,
) -> Result<Entry, LedgerError> {
    fees.expect_kind(AccountKind::Fees)?;
    cash.expect_cash()?;
    moved(EntryReason::Fee, cash, fees, amount, header)
}

/// An exchange takes its share of a market's net winnings, where that is not of one bet alone and so
/// not part of its settlement.
///
/// # Errors
/// As [`deposit`].
pub fn commission(
    cash: &Account,
    commission: &Account,
    amount: Money,
    header: Header,
) -> Result<Entry, LedgerError> {
    commission.expect_kind(AccountKind::Commission)?;
    cash.expect_cash()?;
    moved(EntryReason::Commission, cash, commission, amount, header)
}

/// A cash account is brought to what is really there; `difference` is positive where there is more.
///
/// # Errors
/// [`LedgerError::PostingCount`] when there is no difference, and as [`deposit`].
pub fn adjust(
    cash: &Account,
    adjustment: &Account,
    difference: Money,
    header: Header,
) -> Result<Entry, LedgerError> {
    cash.expect_cash()?;
    adjustment.expect_kind(AccountKind::Adjustment)?;
    let moved = postings([(cash, difference), (adjustment, -difference)])?;
    Entry::new(EntryReason::Adjustment, header, moved)
}

fn moved(
    reason: EntryReason,
    from: &Account,
    to: &Account,
    amount: Money,
    header: Header,
) -> Result<Entry, LedgerError> {
    if !amount.is_positive() {
        return Err(LedgerError::NotPositive { amount });
    }
    if from.id() == to.id() {
        return Err(LedgerError::SameAccount { account_id: from.id() });
    }
    Entry::new(reason, header, postings([(to, amount), (from, -amount)])?)
}

fn check_bet(bet: &Bet, history: &BetHistory<'_>) -> Result<(), LedgerError> {
    if bet.id() == history.bet_id() {
        Ok(())
    } else {
        Err(LedgerError::ForeignEntry { bet_id: bet.id() })
    }
}

fn at_risk_of(placing: &super::Recorded) -> Result<Money, LedgerError> {
    at_risk_in(&placing.entry)
}

/// What an entry puts at risk, its other postings left out.
fn at_risk_in(entry: &Entry) -> Result<Money, LedgerError> {
    let mut amounts = entry
        .postings()
        .iter()
        .filter(|posting| posting.kind() == AccountKind::AtRisk)
        .map(super::Posting::amount);
    let first =
        amounts.next().ok_or(LedgerError::PostingCount { count: 0, most: super::POSTINGS_MAX })?;
    Ok(amounts.try_fold(first, Money::plus)?)
}
