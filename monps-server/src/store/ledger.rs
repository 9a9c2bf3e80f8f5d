//! The ledger, as stored.

use async_trait::async_trait;
use monps_core::id::{AccountId, BetId, EntryId, VenueId};
use monps_core::ledger::{Account, AccountKind, Book, Entry, EntryReason, Recorded};
use monps_core::money::Currency;
use monps_core::time::Timestamp;

use super::{LegRuling, StoreError};

/// Entries that are not numbered yet have ids from here on, so that a later entry of the same
/// [`Booking`] can undo an earlier one: the n-th has `PROVISIONAL + n`, and the store puts in the
/// real one.
pub const PROVISIONAL: i64 = 1 << 62;

/// An account by what tells it from others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccountKey {
    /// What it holds.
    pub kind: AccountKind,
    /// The venue and login whose cash it is.
    pub venue: Option<(VenueId, String)>,
    /// Its currency.
    pub currency: Currency,
    /// Real or paper.
    pub book: Book,
}

/// What is written together: money, trace, reasons and answer.
#[derive(Clone, Debug, Default)]
pub struct Booking {
    /// Entries, in order.
    pub entries: Vec<Entry>,
    /// What is said of it in the audit trail.
    pub audit: Vec<AuditNote>,
    /// Why legs were decided as they were.
    pub rulings: Vec<LegRuling>,
    /// The answer to keep for the case that the request is sent again.
    pub answer: Option<KeptAnswer>,
    /// When.
    pub recorded_at: Timestamp,
}

/// A line of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditNote {
    /// Who: `api`, `settler`, a person's name.
    pub actor: String,
    /// Did what: `bet_settled`.
    pub action: &'static str,
    /// To which kind of thing: `bet`.
    pub subject: &'static str,
    /// And which one.
    pub subject_id: i64,
    /// In words.
    pub detail: String,
}

/// A line of the audit trail, read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// Did what.
    pub action: String,
    /// In words.
    pub detail: String,
}

/// The first answer to a request that may be sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    /// Of which operation.
    pub scope: String,
    /// The caller's key.
    pub key: String,
    /// What was asked, as a hash.
    pub request_hash: String,
    /// The status that was answered.
    pub status: u16,
    /// The warning that was answered with it.
    pub warning: Option<String>,
    /// The body that was answered.
    pub body: String,
    /// When.
    pub at: Timestamp,
}

/// An entry as the chain holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainedEntry {
    /// The entry.
    pub recorded: Recorded,
    /// When it was written.
    pub recorded_at: Timestamp,
    /// The hash of it and all before it.
    pub hash: String,
}

/// Where the chain ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainHead {
    /// Raised by every change of a bet or of the ledger.
    pub version: i64,
    /// How many entries there are.
    pub entry_count: u64,
    /// The last entry; none in new books.
    pub entry_id: Option<EntryId>,
    /// Its hash; empty in new books.
    pub hash: String,
}

/// Which entries, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryQuery {
    /// Older than this one.
    pub before: Option<EntryId>,
    /// With a posting on an account.
    pub account_id: Option<AccountId>,
    /// About a bet.
    pub bet_id: Option<BetId>,
    /// For a reason.
    pub reason: Option<EntryReason>,
    /// At most so many.
    pub limit: u32,
}

/// Keeping the ledger.
#[async_trait]
pub trait LedgerStore: Send + Sync {
    /// Finds or makes accounts.
    async fn ensure_accounts(&self, keys: &[AccountKey]) -> Result<Vec<Account>, StoreError>;

    /// All accounts.
    async fn accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// Appends entries with their trace and answer, or nothing of it.
    ///
    /// Where `decided_on` is given, [`StoreError::Conflict`] unless that still is the last entry (0
    /// in new books).
    async fn book(
        &self,
        booking: &Booking,
        decided_on: Option<EntryId>,
    ) -> Result<Vec<EntryId>, StoreError>;

    /// Where the chain ends.
    async fn chain_head(&self) -> Result<ChainHead, StoreError>;

    /// The entries after one, oldest first.
    async fn entries_after(
        &self,
        after: EntryId,
        limit: u32,
    ) -> Result<Vec<ChainedEntry>, StoreError>;

    /// Entries, newest first.
    async fn entries(&self, query: &EntryQuery) -> Result<Vec<ChainedEntry>, StoreError>;

    /// The entries of a bet, oldest first.
    async fn entries_of_bet(&self, bet: BetId) -> Result<Vec<Recorded>, StoreError>;

    /// The answer that was given to a key, if that was at or after an instant.
    async fn kept_answer(
        &self,
        scope: &str,
        key: &str,
        since: Timestamp,
    ) -> Result<Option<KeptAnswer>, StoreError>;

    /// The newest lines of the audit trail about a thing, newest first.
    async fn audit(
        &self,
        subject: &str,
        subject_id: i64,
        limit: u32,
    ) -> Result<Vec<AuditRow>, StoreError>;
}
