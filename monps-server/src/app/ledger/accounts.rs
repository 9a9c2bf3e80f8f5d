//! Accounts are made when they are first needed, and known from then on.

use std::collections::HashMap;
use std::sync::Arc;

use monps_core::id::VenueId;
use monps_core::ledger::{Account, AccountKind, BetAccounts, Book, FreeBetAccounts};
use monps_core::money::Currency;
use tokio::sync::Mutex;

use super::super::problem::Problem;
use crate::store::{AccountKey, Store, StoreError};

/// Accounts remembered; beyond that the store is asked again.
const REMEMBERED_MAX: usize = 4096;

/// Finds or makes accounts.
#[derive(Debug)]
pub(super) struct Accounts {
    store: Arc<dyn Store>,
    known: Mutex<HashMap<AccountKey, Account>>,
}

/// The accounts that a bet moves.
#[derive(Clone, Debug)]
pub struct BetAccountSet {
    venue: Account,
    at_risk: Account,
    winnings: Account,
    losses: Account,
    commission: Account,
    /// Of a free bet: its stake at risk, and the venues that lent it.
    free: Option<[Account; 2]>,
}

impl BetAccountSet {
    /// As the core's rules take them.
    #[must_use]
    pub fn refs(&self) -> BetAccounts<'_> {
        BetAccounts {
            venue: &self.venue,
            at_risk: &self.at_risk,
            winnings: &self.winnings,
            losses: &self.losses,
            commission: &self.commission,
            free: self.free.as_ref().map(|[at_risk, lent]| FreeBetAccounts { at_risk, lent }),
        }
    }
}

impl Accounts {
    pub(super) fn new(store: Arc<dyn Store>) -> Self {
        Self { store, known: Mutex::default() }
    }

    pub(super) async fn of_bet(
        &self,
        venue_id: VenueId,
        login: &str,
        currency: Currency,
        book: Book,
        is_free: bool,
    ) -> Result<BetAccountSet, Problem> {
        let own = |kind| own(kind, currency, book);
        let venue =
            AccountKey { venue: Some((venue_id, login.to_owned())), ..own(AccountKind::Venue) };
        let wanted = [
            venue,
            own(AccountKind::AtRisk),
            own(AccountKind::Winnings),
            own(AccountKind::Losses),
            own(AccountKind::Commission),
        ];
        let [venue, at_risk, winnings, losses, commission] = self.all(wanted).await?;
        let free = if is_free {
            let kinds = [AccountKind::FreeAtRisk, AccountKind::FreeBets];
            Some(self.all(kinds.map(own)).await?)
        } else {
            None
        };
        Ok(BetAccountSet { venue, at_risk, winnings, losses, commission, free })
    }

    /// An account of a kind that belongs to no venue.
    pub(super) async fn own(
        &self,
        kind: AccountKind,
        currency: Currency,
        book: Book,
    ) -> Result<Account, Problem> {
        let [account] = self.all([own(kind, currency, book)]).await?;
        Ok(account)
    }

    /// Cash with a venue.
    pub(super) async fn venue(
        &self,
        venue_id: VenueId,
        login: &str,
        currency: Currency,
        book: Book,
    ) -> Result<Account, Problem> {
        let key = AccountKey {
            kind: AccountKind::Venue,
            venue: Some((venue_id, login.to_owned())),
            currency,
            book,
        };
        let [account] = self.all([key]).await?;
        Ok(account)
    }

    async fn all<const N: usize>(&self, keys: [AccountKey; N]) -> Result<[Account; N], Problem> {
        let mut known = self.known.lock().await;
        if keys.iter().any(|key| !known.contains_key(key)) {
            if known.len() > REMEMBERED_MAX {
                known.clear();
            }
            let accounts = self.store.ensure_accounts(&keys).await?;
            known.extend(keys.iter().cloned().zip(accounts));
        }
        let found: Vec<Account> = keys.iter().filter_map(|key| known.get(key).cloned()).collect();
        <[Account; N]>::try_from(found).map_err(|found| {
            Problem::Store(StoreError::Corrupt {
                what: "accounts",
                value: format!("{} of {N} wanted", found.len()),
            })
        })
    }
}

const fn own(kind: AccountKind, currency: Currency, book: Book) -> AccountKey {
    AccountKey { kind, venue: None, currency, book }
}
