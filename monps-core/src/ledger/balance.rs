//! Balances: what entries add up to.

use std::collections::BTreeMap;

use super::account::{Account, AccountClass, AccountKind, Book};
use super::entry::{Entry, Posting};
use crate::error::ledger::LedgerError;
use crate::id::AccountId;
use crate::money::{Currency, Money};
use crate::time::Timestamp;

/// The sum of the postings on every account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balances {
    by_account: BTreeMap<AccountId, Balance>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Balance {
    kind: AccountKind,
    book: Book,
    amount: Money,
}

/// What may be staked, and what is: a view over the asset accounts of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bankroll {
    /// Cash with venues and in the bank. Negative where people recorded more than they had put in.
    pub available: Money,
    /// Stakes and liabilities of open bets.
    pub at_risk: Money,
    /// Both together.
    pub equity: Money,
}

impl Balances {
    /// Adds entries up.
    ///
    /// # Errors
    /// [`LedgerError::Money`] beyond what an amount may be.
    pub fn of_entries<'a>(
        entries: impl IntoIterator<Item = &'a Entry>,
    ) -> Result<Self, LedgerError> {
        let mut balances = Self::default();
        for entry in entries {
            balances.apply(entry)?;
        }
        Ok(balances)
    }

    /// Adds one entry. After an error the balances are as before.
    ///
    /// # Errors
    /// [`LedgerError::Money`] beyond what an amount may be.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), LedgerError> {
        let mut changed = BTreeMap::new();
        for posting in entry.postings() {
            let id = posting.account_id();
            let before = changed.get(&id).or_else(|| self.by_account.get(&id));
            let after = added(before, posting)?;
            changed.insert(id, after);
        }
        self.by_account.extend(changed);
        Ok(())
    }

    /// What is on an account; nothing where it was never posted to.
    #[must_use]
    pub fn on(&self, account: &Account) -> Money {
        self.by_account
            .get(&account.id())
            .map_or_else(|| Money::zero(account.currency()), |balance| balance.amount)
    }

    /// The accounts that were posted to, with what is on them.
    pub fn iter(&self) -> impl Iterator<Item = (AccountId, Money)> + '_ {
        self.by_account.iter().map(|(id, balance)| (*id, balance.amount))
    }

    /// What may be staked and what is at risk.
    ///
    /// # Errors
    /// [`LedgerError::Money`] beyond what an amount may be.
    pub fn bankroll(&self, book: Book, currency: Currency) -> Result<Bankroll, LedgerError> {
        let available = self.sum(book, currency, AccountKind::is_cash)?;
        let at_risk = self.sum(book, currency, |kind| kind == AccountKind::AtRisk)?;
        Ok(Bankroll { available, at_risk, equity: available.plus(at_risk)? })
    }

    /// Income less expense: what was gained since the books were begun, negative when lost.
    ///
    /// # Errors
    /// [`LedgerError::Money`] beyond what an amount may be.
    pub fn profit(&self, book: Book, currency: Currency) -> Result<Money, LedgerError> {
        let gained = |kind: AccountKind| {
            matches!(kind.class(), AccountClass::Income | AccountClass::Expense)
        };
        Ok(-self.sum(book, currency, gained)?)
    }

    /// What the owner has put in, less what was taken out.
    ///
    /// # Errors
    /// [`LedgerError::Money`] beyond what an amount may be.
    pub fn put_in(&self, book: Book, currency: Currency) -> Result<Money, LedgerError> {
        Ok(-self.sum(book, currency, |kind| kind == AccountKind::Owner)?)
    }

    /// The sum over the accounts of some kinds; over all kinds it is zero.
    ///
    /// # Errors
    /// [`LedgerError::Money`] beyond what an amount may be.
    pub fn sum(
        &self,
        book: Book,
        currency: Currency,
        wanted: impl Fn(AccountKind) -> bool,
    ) -> Result<Money, LedgerError> {
        let amounts = self
            .by_account
            .values()
            .filter(|b| b.book == book && b.amount.currency() == currency && wanted(b.kind))
            .map(|balance| balance.amount);
        Ok(Money::sum(currency, amounts)?)
    }

    /// Compares an account with what was seen there; `None` where they agree.
    ///
    /// # Errors
    /// [`LedgerError::ForeignCurrency`] when it was seen in another currency.
    pub fn check(&self, assertion: &Assertion<'_>) -> Result<Option<Discrepancy>, LedgerError> {
        let (account, shown) = (assertion.account, assertion.shown);
        if shown.currency() != account.currency() {
            return Err(LedgerError::ForeignCurrency {
                account_id: account.id(),
                account: account.currency(),
                amount: shown.currency(),
            });
        }
        let booked = self.on(account);
        let difference = shown.minus(booked)?;
        Ok((!difference.is_zero()).then_some(Discrepancy {
            account_id: account.id(),
            at: assertion.at,
            booked,
            shown,
            difference,
        }))
    }
}

fn added(before: Option<&Balance>, posting: &Posting) -> Result<Balance, LedgerError> {
    let amount = match before {
        Some(balance) => balance.amount.plus(posting.amount())?,
        None => posting.amount(),
    };
    Ok(Balance { kind: posting.kind(), book: posting.book(), amount })
}

/// "The site shows 412.30": what was seen on an account at an instant.
#[derive(Clone, Copy, Debug)]
pub struct Assertion<'a> {
    /// The account.
    pub account: &'a Account,
    /// What it shows.
    pub shown: Money,
    /// When it was seen.
    pub at: Timestamp,
}

/// An account that does not hold what it shows. The books stand until someone posts an
/// [adjustment](super::rules::adjust) of the difference, or finds the entry that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discrepancy {
    /// The account.
    pub account_id: AccountId,
    /// When it was seen.
    pub at: Timestamp,
    /// What the books say.
    pub booked: Money,
    /// What it shows.
    pub shown: Money,
    /// Shown less booked: positive where there is more than we know of.
    pub difference: Money,
}
