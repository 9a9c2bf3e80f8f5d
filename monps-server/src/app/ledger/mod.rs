//! The ledger: accounts on demand, the owner's own doings, balances, and checking the books.

mod accounts;
mod balances;
mod opening;
mod post;
mod verify;

pub use accounts::BetAccountSet;
pub use opening::{InitialBankroll, OpeningBankroll, StandardBankroll};
pub use post::{Asserted, Cash, Move, MoveKind};
pub use verify::{BooksReport, verify};

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use monps_core::catalog::Venue;
use monps_core::id::{AccountId, VenueId};
use monps_core::ledger::{Account, Balances, Bankroll, Book};
use monps_core::money::{Currency, Money};
use tokio::sync::Mutex;

use super::by_hand::ByHand;
use super::idempotency::Running;
use super::problem::Problem;
use crate::clock::Clock;
use crate::collector::VenueDefaults;
use crate::store::{ChainedEntry, EntryQuery, Store, StoreError};
use accounts::Accounts;
use balances::Running as RunningBalances;

/// The ledger of this installation.
#[derive(Debug)]
pub struct Ledger {
    store: Arc<dyn Store>,
    clock: Clock,
    initial: Arc<dyn InitialBankroll>,
    accounts: Accounts,
    catalogue: ByHand,
    balances: Mutex<RunningBalances>,
    opened: Mutex<Option<OpeningBankroll>>,
    running: Running,
}

/// An account and what is on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountBalance {
    /// The account.
    pub account: Account,
    /// What is on it.
    pub balance: Money,
}

/// The bankroll of one book and currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// Play money.
    pub paper: bool,
    /// What may be staked and what is at risk.
    pub bankroll: Bankroll,
    /// What was gained since the books were begun.
    pub profit: Money,
    /// What the owner put in, less what was taken out.
    pub put_in: Money,
}

impl Ledger {
    /// The ledger in a store. `initial` says what the bankroll was when the books were begun,
    /// `defaults` what is assumed of a venue that a person names first.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        clock: Clock,
        initial: Arc<dyn InitialBankroll>,
        defaults: VenueDefaults,
    ) -> Self {
        Self {
            accounts: Accounts::new(Arc::clone(&store)),
            catalogue: ByHand::new(Arc::clone(&store), defaults),
            store,
            clock,
            initial,
            balances: Mutex::default(),
            opened: Mutex::default(),
            running: Running::default(),
        }
    }

    /// The bankroll that the books were begun with, as set now.
    ///
    /// # Errors
    /// [`Problem::Store`] when the setting cannot be read.
    pub async fn opening(&self) -> Result<OpeningBankroll, Problem> {
        Ok(self.initial.opening().await?)
    }

    /// Every account and what is on it.
    ///
    /// # Errors
    /// [`Problem`] when the ledger cannot be read.
    pub async fn accounts(&self) -> Result<Vec<AccountBalance>, Problem> {
        let balances = self.balances().await?;
        let accounts = self.store.accounts().await?;
        Ok(accounts
            .into_iter()
            .map(|account| AccountBalance { balance: balances.on(&account), account })
            .collect())
    }

    /// One account.
    ///
    /// # Errors
    /// [`Problem::NotFound`], or when the ledger cannot be read.
    pub async fn account(&self, id: AccountId) -> Result<Account, Problem> {
        let accounts = self.store.accounts().await?;
        accounts.into_iter().find(|account| account.id() == id).ok_or_else(|| Problem::NotFound {
            code: "account_not_found",
            detail: format!("There is no account {id}."),
        })
    }

    /// The balances after every entry written so far. The opening of the books is brought in line
    /// with the setting first.
    ///
    /// # Errors
    /// [`Problem`] when the ledger cannot be read or written.
    pub async fn balances(&self) -> Result<Balances, Problem> {
        self.open_books().await?;
        self.balances.lock().await.upto_now(&self.store).await
    }

    /// What may be staked and what is at risk.
    ///
    /// # Errors
    /// As [`Ledger::balances`].
    pub async fn bankroll(&self, book: Book, currency: Currency) -> Result<Bankroll, Problem> {
        Ok(self.balances().await?.bankroll(book, currency)?)
    }

    /// The bankroll of each book and currency that has an account.
    ///
    /// # Errors
    /// As [`Ledger::balances`].
    pub async fn totals(&self) -> Result<Vec<Total>, Problem> {
        let balances = self.balances().await?;
        let accounts = self.store.accounts().await?;
        let books: BTreeSet<(Book, Currency)> =
            accounts.iter().map(|account| (account.book(), account.currency())).collect();
        books
            .into_iter()
            .map(|(book, currency)| {
                Ok(Total {
                    paper: book == Book::Paper,
                    bankroll: balances.bankroll(book, currency)?,
                    profit: balances.profit(book, currency)?,
                    put_in: balances.put_in(book, currency)?,
                })
            })
            .collect()
    }

    /// The venues by id, whose names accounts are shown with.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn venues(&self) -> Result<HashMap<VenueId, Venue>, Problem> {
        let venues = self.store.venues().await?;
        Ok(venues.into_iter().map(|venue| (venue.id, venue)).collect())
    }

    /// Checks the books; see [`verify`].
    ///
    /// # Errors
    /// As [`verify`].
    pub async fn verify(&self) -> Result<BooksReport, StoreError> {
        verify(&self.store).await
    }

    /// Entries, newest first.
    ///
    /// # Errors
    /// [`Problem`] when the ledger cannot be read.
    pub async fn entries(&self, query: &EntryQuery) -> Result<Vec<ChainedEntry>, Problem> {
        self.open_books().await?;
        Ok(self.store.entries(query).await?)
    }

    /// What people name: venues and events.
    pub(in crate::app) const fn catalogue(&self) -> &ByHand {
        &self.catalogue
    }

    /// The accounts that a bet moves.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn accounts_of_bet(
        &self,
        venue_id: VenueId,
        login: &str,
        currency: Currency,
        book: Book,
        is_free: bool,
    ) -> Result<BetAccountSet, Problem> {
        self.accounts.of_bet(venue_id, login, currency, book, is_free).await
    }
}
