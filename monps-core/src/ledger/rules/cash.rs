//! Money in, out and between accounts.

use crate::error::ledger::LedgerError;
use crate::ledger::account::{Account, AccountKind};
use crate::ledger::entry::{Entry, EntryReason, Header, postings};
use crate::money::Money;

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

/// Money goes from one cash account to another in a different currency, at the rate that the two
/// amounts make. What left the one currency and came into the other stands on an exchange account in
/// each, so that both balance and neither calls it a gain.
///
/// # Errors
/// [`LedgerError::SameAccount`], and as [`deposit`].
pub fn exchange(
    from: (&Account, &Account, Money),
    to: (&Account, &Account, Money),
    header: Header,
) -> Result<Entry, LedgerError> {
    let ((cash, exchanged, sold), (cash_to, exchanged_to, bought)) = (from, to);
    for (cash, exchanged, amount) in [from, to] {
        cash.expect_cash()?;
        exchanged.expect_kind(AccountKind::Exchange)?;
        if !amount.is_positive() {
            return Err(LedgerError::NotPositive { amount });
        }
    }
    if cash.id() == cash_to.id() {
        return Err(LedgerError::SameAccount { account_id: cash.id() });
    }
    let moved =
        postings([(cash, -sold), (exchanged, sold), (cash_to, bought), (exchanged_to, -bought)])?;
    Entry::new(EntryReason::Transfer, header, moved)
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
