//! The accounts that the tests move.

use monps_core::id::{AccountId, VenueId};
use monps_core::ledger::{Account, AccountKind, BetAccounts, Book, FreeBetAccounts};
use monps_core::money::Currency;

/// One account of each kind in one book and currency.
pub(super) struct Chart(Vec<Account>);

impl Chart {
    /// `first` is the id before the first account's.
    pub(super) fn new(first: i64, currency: Currency, book: Book) -> Self {
        let made = AccountKind::ALL.into_iter().zip(first + 1..).map(|(kind, id)| {
            let id = AccountId::new(id);
            match kind {
                AccountKind::Venue => Account::at_venue(id, VenueId::new(1), "me", currency, book),
                _ => Account::new(id, kind, currency, book).unwrap(),
            }
        });
        Self(made.collect())
    }

    pub(super) fn of(&self, kind: AccountKind) -> &Account {
        self.0.iter().find(|account| account.kind() == kind).unwrap()
    }

    pub(super) fn bet(&self) -> BetAccounts<'_> {
        BetAccounts {
            venue: self.of(AccountKind::Venue),
            at_risk: self.of(AccountKind::AtRisk),
            winnings: self.of(AccountKind::Winnings),
            losses: self.of(AccountKind::Losses),
            commission: self.of(AccountKind::Commission),
            free: Some(FreeBetAccounts {
                at_risk: self.of(AccountKind::FreeAtRisk),
                lent: self.of(AccountKind::FreeBets),
            }),
        }
    }
}
