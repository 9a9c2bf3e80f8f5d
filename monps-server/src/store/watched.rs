//! A store beyond a network, none of whose answers is waited for in vain.
//!
//! PostgreSQL limits how long a statement takes, and a pool how long a connection is waited for; neither
//! helps when the other end has gone without a word. Every call of a [`Watched`] store ends while its
//! server gives no sign of life (see [`Pulse`]), as a call does whose connection breaks.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use monps_core::catalog::{MarketKind, Venue, VenueAccess};
use monps_core::id::{BetId, EntryId, EventId, SourceId, VenueId};
use monps_core::ledger::{Account, Recorded};
use monps_core::time::{TimeDelta, Timestamp};
use tokio::sync::mpsc;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::pulse::Pulse;
use super::transfer::{Passing, Rows, TransferStore};
use super::{
    AccountKey, AliasQuery, AliasRecord, Appended, AuditRow, Batch, BetFact, BetPage, BetQuery,
    BetRecord, BetStore, BetWrite, Booking, Candidate, CandidateQuery, CatalogStore, ChainHead,
    ChainedEntry, CollectionLog, EntryQuery, EventName, EventRecord, EventsQuery, FeedRecord,
    FeedStore, HistoryMarket, JoinRecord, KeptAnswer, KnownEvent, KnownMarket, KnownOpportunity,
    LedgerStore, LegRuling, LegSeen, ManualQuote, ManualStore, MatchingStore, Merge, MetricStore,
    MigrationState, NewReport, OddsQuery, OddsStore, OpportunityChanges, OpportunityStore, Ping,
    QuoteRow, QuoteStore, Report, ResultRow, ResultStore, ReviewAnswer, ReviewQuery, ReviewRecord,
    Sample, SampleQuery, Sequence, SeriesQuery, SettingChange, SettingHistoryRow, SettingRow,
    SettingStore, Split, Store, StoreError, StoredCandle, StoredFigures, StoredQuote, Undone,
    Upkeep,
};

/// A store whose calls end when its server has gone.
#[derive(Debug)]
pub struct Watched<S> {
    store: Arc<S>,
    pulse: Pulse,
    _until_dropped: DropGuard,
}

impl<S: Store + 'static> Watched<S> {
    /// Watches a store from now on; within a tokio runtime.
    #[must_use]
    pub fn new(store: S) -> Self {
        let (store, pulse, stop) = (Arc::new(store), Pulse::default(), CancellationToken::new());
        let until_dropped = stop.clone().drop_guard();
        let (watched, beats) = (Arc::clone(&store), pulse.clone());
        tokio::spawn(async move { beats.run(watched.as_ref(), &stop).await });
        Self { store, pulse, _until_dropped: until_dropped }
    }
}

/// Methods that are their store's own, given up while it is away.
macro_rules! watched {
    ($($store:ident { $(
        $method:ident($($name:ident: $type:ty),*) -> $answer:ty;
    )* })*) => { $(
        #[async_trait]
        impl<S: Store + 'static> $store for Watched<S> { $(
            async fn $method(&self, $($name: $type),*) -> Result<$answer, StoreError> {
                self.pulse.keep(self.store.$method($($name),*)).await?
            }
        )* }
    )* };
}

watched! {
    BetStore {
        write_bet(write: &BetWrite) -> Vec<EntryId>;
        bet(id: BetId) -> Option<BetRecord>;
        bets(query: &BetQuery) -> BetPage;
        bet_facts() -> Vec<BetFact>;
        all_bets(after: BetId, limit: u32) -> Vec<(BetRecord, bool)>;
        open_bets() -> Vec<BetRecord>;
    }
    CatalogStore {
        reserve(sequence: Sequence, count: u32) -> i64;
        ensure_source(key: &str) -> SourceId;
        ensure_venues(venues: &[Venue]) -> Vec<Venue>;
        venues() -> Vec<Venue>;
        update_venue(venue: &Venue) -> ();
        set_access(access: &[(VenueId, VenueAccess)]) -> ();
        events_by_ref(source: SourceId, refs: &[String]) -> Vec<Option<KnownEvent>>;
        markets_of(events: &[EventId]) -> Vec<KnownMarket>;
        event_by_slug(slug: &str) -> Option<EventRecord>;
        events(ids: &[EventId]) -> Vec<EventRecord>;
        events_starting_from(from: Timestamp) -> Vec<EventRecord>;
    }
    FeedStore {
        log_collection(log: &CollectionLog, record: &FeedRecord) -> ();
        claim_poll(feed: &str, last_attempt_at: Option<Timestamp>, at: Timestamp) -> bool;
        feed_record(feed: &str) -> FeedRecord;
        collection_logs(feed: Option<&str>, limit: u32) -> Vec<CollectionLog>;
        refs_of(event: EventId) -> Vec<(SourceId, String, String)>;
        awaits_results(source: SourceId, from: Timestamp, until: Timestamp) -> bool;
    }
    LedgerStore {
        ensure_accounts(keys: &[AccountKey]) -> Vec<Account>;
        accounts() -> Vec<Account>;
        book(booking: &Booking, decided_on: Option<EntryId>) -> Vec<EntryId>;
        chain_head() -> ChainHead;
        entries_after(after: EntryId, limit: u32) -> Vec<ChainedEntry>;
        entries(query: &EntryQuery) -> Vec<ChainedEntry>;
        entries_of_bet(bet: BetId) -> Vec<Recorded>;
        kept_answer(scope: &str, key: &str, since: Timestamp) -> Option<KeptAnswer>;
        audit(subject: &str, subject_id: i64, limit: u32) -> Vec<AuditRow>;
    }
    ManualStore {
        name_event(source: SourceId, name: &str, event: EventId) -> ();
        note_manual(quotes: &[ManualQuote]) -> ();
        expired_manual(now: Timestamp, limit: u32) -> Vec<ManualQuote>;
        forget_manual(quotes: &[ManualQuote]) -> ();
    }
    MatchingStore {
        joins_mark() -> i64;
        candidates(query: &CandidateQuery) -> Vec<Candidate>;
        events_even_merged(ids: &[EventId]) -> Vec<EventRecord>;
        event_names(event: EventId) -> Vec<EventName>;
        bets_on(event: EventId) -> Vec<BetId>;
        aliases(query: &AliasQuery) -> Vec<AliasRecord>;
        withdraw_alias(id: i64, actor: &str, at: Timestamp) -> bool;
        reviews(query: &ReviewQuery) -> Vec<ReviewRecord>;
        review(id: i64) -> Option<ReviewRecord>;
        open_reviews() -> u64;
        answer_review(answer: &ReviewAnswer) -> Option<i64>;
        reopen_review(id: i64, actor: &str, at: Timestamp) -> Undone;
        merge_events(merge: &Merge) -> i64;
        split_event(split: &Split) -> (i64, EventId);
        undo_join(id: i64, actor: &str, at: Timestamp) -> Undone;
        join(id: i64) -> Option<JoinRecord>;
        joins(event: Option<EventId>, before: Option<i64>, limit: u32) -> Vec<JoinRecord>;
    }
    MetricStore {
        add_samples(samples: &[Sample]) -> ();
        samples(query: &SampleQuery) -> Vec<Sample>;
        prune_samples(before: Timestamp) -> u64;
    }
    OddsStore {
        odds(query: &OddsQuery) -> Vec<StoredQuote>;
        odds_mark() -> i64;
        series(query: &SeriesQuery) -> Vec<StoredQuote>;
        candles(query: &SeriesQuery, length: TimeDelta) -> Option<Vec<StoredCandle>>;
        event_by_name(name: &str) -> Option<EventRecord>;
        events_by_start(query: &EventsQuery) -> Vec<EventRecord>;
    }
    OpportunityStore {
        change_opportunities(changes: &OpportunityChanges) -> ();
        open_opportunities() -> Vec<KnownOpportunity>;
    }
    QuoteStore {
        append(batch: &Batch) -> Appended;
        current(events: &[EventId]) -> Vec<StoredQuote>;
        changed_after(mark: Option<i64>) -> (i64, Vec<EventId>);
        history_events(after: Option<EventId>, limit: u32) -> Vec<EventRecord>;
        history_of(events: &[EventId], kind: Option<&MarketKind>) -> Vec<(EventId, HistoryMarket)>;
        rows_under(keys: &[QuoteRow]) -> Vec<QuoteRow>;
        stored_figures() -> StoredFigures;
        results(event: EventId) -> Vec<ResultRow>;
    }
    ResultStore {
        reports(events: &[EventId]) -> Vec<Report>;
        report_history(event: EventId) -> Vec<Report>;
        write_report(report: &NewReport, booking: &Booking) -> Option<i64>;
        newest_report() -> i64;
        contested(after: EventId, limit: u32) -> Vec<EventId>;
        bets_to_settle(since: i64, limit: u32) -> Vec<BetId>;
        bets_to_close(after: BetId, limit: u32) -> Vec<BetId>;
        bets_by_id(bets: &[BetId]) -> Vec<BetRecord>;
        entries_of_bets(bets: &[BetId]) -> HashMap<BetId, Vec<Recorded>>;
        settle_bets(writes: &[BetWrite]) -> ();
        mark_seen(legs: &[LegSeen]) -> ();
        rulings(bet: BetId) -> Vec<LegRuling>;
        closing(events: &[EventId]) -> Vec<StoredQuote>;
    }
    SettingStore {
        ensure_settings(keys: &[&str], at: Timestamp) -> ();
        settings(limit: u32) -> Vec<SettingRow>;
        setting(key: &str) -> Option<SettingRow>;
        setting_count() -> u64;
        put_setting(change: &SettingChange) -> SettingRow;
        setting_history(key: &str, before: Option<i64>, limit: u32) -> Vec<SettingHistoryRow>;
        setting_secret(name: &str) -> Option<Vec<u8>>;
    }
}

#[async_trait]
impl<S: Store + 'static> Ping for Watched<S> {
    async fn ping(&self) -> Result<(), StoreError> {
        self.store.ping().await
    }
}

#[async_trait]
impl<S: Store + 'static> Upkeep for Watched<S> {
    fn place(&self) -> String {
        self.store.place()
    }

    async fn arrangement(&self) -> Result<Option<String>, StoreError> {
        self.pulse.keep(self.store.arrangement()).await?
    }

    async fn upkeep(&self, now: Timestamp) -> Result<Vec<String>, StoreError> {
        self.pulse.keep(self.store.upkeep(now)).await?
    }

    async fn migrations(&self) -> Result<Vec<MigrationState>, StoreError> {
        self.pulse.keep(self.store.migrations()).await?
    }

    async fn close(&self) {
        // Connections that say nothing are not waited for: they end with the process.
        let _ = self.pulse.keep(self.store.close()).await;
    }
}

#[async_trait]
impl<S: Store + 'static> TransferStore for Watched<S> {
    fn schema(&self) -> i64 {
        self.store.schema()
    }

    async fn is_untouched(&self) -> Result<bool, StoreError> {
        self.pulse.keep(self.store.is_untouched()).await?
    }

    async fn give(&self, to: mpsc::Sender<Rows>) -> Result<(), StoreError> {
        self.pulse.keep(self.store.give(to)).await?
    }

    async fn take(&self, from: mpsc::Receiver<Passing>) -> Result<bool, StoreError> {
        self.pulse.keep(self.store.take(from)).await?
    }

    async fn columns(&self) -> Result<Vec<(String, Vec<String>)>, StoreError> {
        self.pulse.keep(self.store.columns()).await?
    }
}
