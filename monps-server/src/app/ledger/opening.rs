//! What the bankroll was when the books were begun.
//!
//! It is a setting, and people correct settings. The ledger holds it as an opening entry from the
//! owner to the bank; when the setting changes, that entry is reversed and made anew.

use async_trait::async_trait;
use monps_core::id::EntryId;
use monps_core::ledger::{AccountKind, Book, Entry, EntryReason, Header, rules};
use monps_core::money::{Currency, Money};
use rust_decimal::dec;

use super::super::problem::Problem;
use super::Ledger;
use crate::store::{AuditNote, Booking, ChainedEntry, EntryQuery, StoreError};

/// How often the opening is tried when another writer is faster.
const ATTEMPTS_MAX: u32 = 5;

/// The bankroll that the books were begun with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpeningBankroll {
    /// How much, in the currency that statistics are told in.
    pub amount: Money,
    /// Nobody has set it.
    pub is_default: bool,
}

/// Who knows what the bankroll was when the books were begun: the settings.
#[async_trait]
pub trait InitialBankroll: Send + Sync + std::fmt::Debug {
    /// The amount as set now, above zero.
    async fn opening(&self) -> Result<OpeningBankroll, StoreError>;
}

/// 1,000 EUR, marked as a default: the bankroll of who has not set one.
#[derive(Clone, Copy, Debug, Default)]
pub struct StandardBankroll;

#[async_trait]
impl InitialBankroll for StandardBankroll {
    async fn opening(&self) -> Result<OpeningBankroll, StoreError> {
        let amount = Money::new(dec!(1000), Currency::EUR).map_err(|error| {
            StoreError::Corrupt { what: "the default bankroll", value: error.to_string() }
        })?;
        Ok(OpeningBankroll { amount, is_default: true })
    }
}

#[async_trait]
impl InitialBankroll for Money {
    async fn opening(&self) -> Result<OpeningBankroll, StoreError> {
        Ok(OpeningBankroll { amount: *self, is_default: false })
    }
}

impl Ledger {
    /// Brings the opening entry in line with the setting; costs nothing when it is.
    pub(in crate::app) async fn open_books(&self) -> Result<(), Problem> {
        let wanted = self.opening().await?;
        let mut opened = self.opened.lock().await;
        if *opened == Some(wanted) {
            return Ok(());
        }
        for attempt in 1.. {
            match self.try_opening(wanted).await {
                Err(problem) if problem.is_race() && attempt < ATTEMPTS_MAX => {}
                outcome => {
                    outcome?;
                    break;
                }
            }
        }
        *opened = Some(wanted);
        Ok(())
    }

    async fn try_opening(&self, wanted: OpeningBankroll) -> Result<(), Problem> {
        let head = self.store.chain_head().await?;
        let standing = self.standing_opening().await?;
        let amount_of = |entry: &ChainedEntry| {
            let postings = entry.recorded.entry.postings();
            let cash = postings.iter().find(|posting| posting.kind().is_cash());
            cash.map(monps_core::ledger::Posting::amount)
        };
        if standing.as_ref().and_then(amount_of) == Some(wanted.amount) {
            return Ok(());
        }
        let now = self.clock.now();
        let mut entries = Vec::new();
        if let Some(old) = &standing {
            let why = Header::at(now).noting("the initial bankroll was set anew");
            entries.push(Entry::reverse(&old.recorded, why)?);
        }
        entries.push(self.opening_entry(wanted, now).await?);
        let detail = format!("the books open with {}", wanted.amount);
        let booking = Booking {
            entries,
            audit: vec![AuditNote {
                actor: "settings".to_owned(),
                action: "books_opened",
                subject: "ledger",
                subject_id: 0,
                detail,
            }],
            rulings: Vec::new(),
            answer: None,
            recorded_at: now,
        };
        let decided_on = head.entry_id.unwrap_or(EntryId::new(0));
        self.store.book(&booking, Some(decided_on)).await?;
        Ok(())
    }

    async fn opening_entry(
        &self,
        wanted: OpeningBankroll,
        now: monps_core::time::Timestamp,
    ) -> Result<Entry, Problem> {
        let currency = wanted.amount.currency();
        let owner = self.accounts.own(AccountKind::Owner, currency, Book::Real).await?;
        let bank = self.accounts.own(AccountKind::Bank, currency, Book::Real).await?;
        let note = if wanted.is_default {
            "default: set bankroll_initial to what you really began with"
        } else {
            "bankroll_initial"
        };
        let header = Header::at(now).noting(note);
        Ok(rules::opening(&owner, &bank, wanted.amount, header)?)
    }

    /// The opening entry that stands: the newest, since the older ones were undone to make room.
    async fn standing_opening(&self) -> Result<Option<ChainedEntry>, Problem> {
        let query =
            EntryQuery { reason: Some(EntryReason::Opening), limit: 1, ..EntryQuery::default() };
        Ok(self.store.entries(&query).await?.into_iter().next())
    }
}
