//! Bets: recorded, found, changed, settled and taken back, each with its entries in the ledger.
//!
//! A bet and its entries are one transaction. A change is decided on the version that was read, and
//! decided again when somebody else was faster.

mod change;
mod closing;
mod create;
mod drafts;
mod list;
mod rehearsal;
mod request;
mod settle;
mod verdict;
mod wording;

pub use change::BetChange;
pub use closing::{Closing, clv_percent};
pub use list::{BetList, ListRequest};
pub use rehearsal::{Rehearsal, Rehearsed};
pub use request::{NewBet, NewLeg};
pub use settle::{RuledLeg, Settled, ToSettle};
pub use verdict::Ruling;
pub(in crate::app) use wording::{Wording, sides_of};

use std::ops::Range;
use std::sync::Arc;

use monps_core::id::BetId;
use monps_core::money::Rounding;
use monps_core::time::Timestamp;
use tokio::sync::Mutex;

use super::idempotency::Running;
use super::ledger::{BetAccountSet, Ledger};
use super::problem::Problem;
use crate::clock::Clock;
use crate::store::{AuditRow, BetRecord, Sequence, Store};

/// Amounts are brought to the cent as bookmakers pay.
const ROUNDING: Rounding = Rounding::HalfUp;
/// Ids asked for at once.
const IDS_BLOCK: u32 = 32;
/// How often a change is decided when another writer is faster.
const ATTEMPTS_MAX: u32 = 8;
/// Lines of the audit trail of one bet.
const AUDIT_MAX: u32 = 1000;

/// The bets of this installation.
#[derive(Debug)]
pub struct Bets {
    store: Arc<dyn Store>,
    clock: Clock,
    ledger: Arc<Ledger>,
    running: Running,
    ids: Mutex<Range<i64>>,
}

/// A change of one field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// Nothing was said.
    #[default]
    Keep,
    /// It is to be empty.
    Clear,
    /// It is to be this.
    Set(T),
}

/// A bet, and what somebody should know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The bet.
    pub record: BetRecord,
    /// What is unusual, in words.
    pub warning: Option<String>,
}

impl Bets {
    /// The bets in a store, booked in a ledger over the same store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, clock: Clock, ledger: Arc<Ledger>) -> Self {
        Self { store, clock, ledger, running: Running::default(), ids: Mutex::new(0..0) }
    }

    /// A bet.
    ///
    /// # Errors
    /// [`Problem::NotFound`], [`Problem::Store`].
    pub async fn get(&self, id: BetId) -> Result<BetRecord, Problem> {
        let found = self.store.bet(id).await?;
        found.ok_or_else(|| Problem::NotFound {
            code: "bet_not_found",
            detail: format!("There is no bet {id}."),
        })
    }

    /// The version of the books: another one as soon as a bet changes.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn version(&self) -> Result<i64, Problem> {
        Ok(self.store.chain_head().await?.version)
    }

    /// The instant now, by the clock that bets are recorded with.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What was done to a bet, newest first; a deleted bet still has its trace.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn trace(&self, id: BetId) -> Result<Vec<AuditRow>, Problem> {
        Ok(self.store.audit("bet", id.get(), AUDIT_MAX).await?)
    }

    /// The accounts that a bet moves.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn accounts(&self, record: &BetRecord) -> Result<BetAccountSet, Problem> {
        self.accounts_of(record).await
    }

    async fn next_id(&self) -> Result<BetId, Problem> {
        let mut ids = self.ids.lock().await;
        if ids.is_empty() {
            let first = self.store.reserve(Sequence::Bets, IDS_BLOCK).await?;
            *ids = first..first + i64::from(IDS_BLOCK);
        }
        let id = ids.start;
        ids.start += 1;
        Ok(BetId::new(id))
    }
}
