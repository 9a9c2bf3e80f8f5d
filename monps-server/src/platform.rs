//! The parts put together: store, boards, collector, detector, without any HTTP.
//!
//! `monps serve` puts an API in front of it; another program can embed it as it is:
//!
//! ```
//! use std::collections::BTreeMap;
//! use std::sync::Arc;
//!
//! use monps_adapters::driver::{CassetteTransport, Driver};
//! use monps_adapters::registry::Registry;
//! use monps_core::time::TimeDelta;
//! use monps_server::clock::Clock;
//! use monps_server::collector::Feed;
//! use monps_server::platform::{Platform, PlatformOptions};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
//! let folder = tempfile::tempdir()?;
//! let clock = Clock::system();
//! // The simulator asks for nothing, so an empty recording serves it.
//! let driver = Driver::new(Arc::new(CassetteTransport::new(clock.now())), clock.as_fn());
//! let simulator = Feed {
//!     id: "simulator".to_owned(),
//!     adapter: Arc::clone(Registry::builtin().find("simulator")?),
//!     config: BTreeMap::new(),
//!     every: TimeDelta::seconds(30),
//!     seed: 7,
//!     streams: false,
//!     base_urls: BTreeMap::new(),
//! };
//! let options = PlatformOptions::new(folder.path(), driver, vec![simulator]);
//! let platform = Platform::open(options).await?;
//! platform.collector.run_once().await;
//! platform.detector.look(None).await?;
//! assert!(!platform.boards.list(None).is_empty());
//! platform.close().await;
//! # Ok(()) })
//! # }
//! ```

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use monps_adapters::driver::Driver;
use monps_core::adapter::Standing;
use monps_core::detect::{Arbitrage, Detector as Finder};
use monps_core::id::{EventId, SourceId};
use thiserror::Error;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::cache::{Boards, Nudges, Signal, Signals};
use crate::clock::Clock;
use crate::collector::{
    CollectError, Collector, CollectorParts, EVENTS_AT_ONCE, Feed, Ingest, PollObserver,
    STARTED_KEPT, Spool, VenueDefaults,
};
use crate::company::Company;
use crate::detector::Detector;
use crate::error_chain::Chain;
use crate::store::sqlite::SqliteStore;
use crate::store::{Store, StoreError};

/// The database file in a data folder.
pub const DATABASE: &str = "monps.sqlite";
/// The folder of what waits for the database, in a data folder.
const SPOOL: &str = "spool";
/// Prices age without changing: everything is looked at this often.
const LOOK_EVERY: Duration = Duration::from_secs(15);

/// What a platform is made of.
#[expect(missing_debug_implementations, reason = "a bundle of parts, taken apart at once")]
pub struct PlatformOptions {
    /// The folder of the embedded database.
    pub data: PathBuf,
    /// What to poll.
    pub feeds: Vec<Feed>,
    /// Does the input and output of the feeds.
    pub driver: Arc<Driver>,
    /// What time it is.
    pub clock: Clock,
    /// What is assumed of a venue that is first seen.
    pub venue_defaults: VenueDefaults,
    /// What is looked for.
    pub finders: Vec<Box<dyn Finder>>,
    /// Where conversations are recorded.
    pub record_dir: Option<PathBuf>,
    /// How much may wait in the spool while the database is away.
    pub spool_bytes_max: u64,
    /// Told of every poll.
    pub observer: PollObserver,
    /// Who else works on the same database, and what of the work is this process's.
    pub company: Company,
}

impl PlatformOptions {
    /// The customary options: the system's clock, every venue held, nobody told of polls, one
    /// process.
    #[must_use]
    pub fn new(data: &Path, driver: Driver, feeds: Vec<Feed>) -> Self {
        Self {
            data: data.to_owned(),
            feeds,
            driver: Arc::new(driver),
            clock: Clock::system(),
            venue_defaults: VenueDefaults::default(),
            finders: vec![Box::new(Arbitrage::default())],
            record_dir: None,
            spool_bytes_max: Spool::BYTES_MAX_DEFAULT,
            observer: Box::new(|_, _| ()),
            company: Company::alone(),
        }
    }
}

/// Why a platform could not be put together.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PlatformError {
    /// The store could not be opened or read.
    #[error("the database could not be opened")]
    Store(#[from] StoreError),
    /// The collector could not be set up.
    #[error("the collector could not be set up")]
    Collector(#[from] CollectError),
}

/// Store, boards, collector and detector.
#[derive(Debug)]
pub struct Platform {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// The current prices.
    pub boards: Arc<Boards>,
    /// Takes snapshots in.
    pub ingest: Arc<Ingest>,
    /// Polls the feeds.
    pub collector: Arc<Collector>,
    /// Keeps the open findings.
    pub detector: Arc<Detector>,
    /// What time it is.
    pub clock: Clock,
    /// Who else works on the same database.
    pub company: Company,
    nudges: Arc<Nudges>,
    /// Told when findings of other processes are to be looked at.
    look: Notify,
}

impl Platform {
    /// Opens the embedded database, fills the boards and recognises what was open.
    ///
    /// # Errors
    /// [`PlatformError`] when the database cannot be opened or read.
    pub async fn open(options: PlatformOptions) -> Result<Self, PlatformError> {
        let sqlite = SqliteStore::open(&options.data.join(DATABASE)).await?;
        Self::over(Arc::new(sqlite), options).await
    }

    /// The same over a store that is open already, of either engine.
    ///
    /// # Errors
    /// [`PlatformError`] when the database cannot be read.
    pub async fn over(
        store: Arc<dyn Store>,
        options: PlatformOptions,
    ) -> Result<Self, PlatformError> {
        let clock = options.clock;
        let boards = Arc::new(boards(store.as_ref(), &clock).await?);
        let nudges = Arc::new(Nudges::default());
        let ingest = Ingest::new(Arc::clone(&store), Arc::clone(&boards), Arc::clone(&nudges));
        let ingest =
            Arc::new(if options.company.has_others() { ingest.among_others() } else { ingest });
        let spool = Spool::open(&options.data.join(SPOOL), options.spool_bytes_max)
            .map_err(CollectError::from)?;
        let parts = CollectorParts {
            store: Arc::clone(&store),
            boards: Arc::clone(&boards),
            ingest: Arc::clone(&ingest),
            driver: options.driver,
            clock: clock.clone(),
            venue_defaults: options.venue_defaults,
            record_dir: options.record_dir,
            spool: Some(spool),
            observer: options.observer,
        };
        let company =
            options.company.dividing(options.feeds.iter().map(|feed| feed.id.clone()).collect());
        let collector = Collector::new(parts, options.feeds).await?;
        let collector = Arc::new(collector.among(
            company.collecting.clone(),
            company.shared.clone(),
            &company.holder,
        ));
        let detector = Detector::among(
            Arc::clone(&store),
            Arc::clone(&boards),
            clock.clone(),
            options.finders,
            company.working.clone(),
        );
        let detector = Arc::new(detector.await?);
        let look = Notify::new();
        Ok(Self { store, boards, ingest, collector, detector, clock, company, nudges, look })
    }

    /// Does this process's share of collecting and detecting until told to stop; what is in progress
    /// is finished.
    pub async fn run(&self, stop: CancellationToken) {
        tokio::join!(
            Arc::clone(&self.collector).run(stop.clone()),
            self.keep_looking(&stop),
            self.company.collecting.run(&stop),
            self.company.working.run(&stop),
            self.stay_in_company(&stop),
        );
    }

    /// Looks at what changed when it changed, and at everything now and then.
    async fn keep_looking(&self, stop: &CancellationToken) {
        let mut duties = self.company.working.watch();
        loop {
            let changed = tokio::select! {
                () = stop.cancelled() => return,
                changed = self.nudges.take() => Some(changed),
                () = self.look.notified() => None,
                _ = duties.changed() => None,
                () = tokio::time::sleep(LOOK_EVERY) => None,
            };
            match self.detector.look(changed.as_ref()).await {
                Ok(looked) if looked.opened + looked.closed > 0 => {
                    self.company.tell(Signal::Opportunities);
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(error = %Chain(&error), "findings could not be stored");
                }
            }
        }
    }

    /// Tells other processes what was seen here, and follows what they see.
    async fn stay_in_company(&self, stop: &CancellationToken) {
        if !self.company.has_others() {
            return;
        }
        let following = async {
            tokio::join!(
                self.company.publish(&self.boards),
                self.listen(),
                self.company.catch_up(self.store.as_ref(), &self.ingest, &self.clock),
            )
        };
        tokio::select! {
            () = stop.cancelled() => {}
            _ = following => {}
        }
    }

    async fn listen(&self) {
        let (company, mut listener) = (&self.company, self.company.shared.listen());
        while let Some(heard) = listener.hear_others(&company.holder).await {
            let now = self.clock.now();
            let followed = match heard.signal {
                Signal::Events(ids) => {
                    let events = ids.into_iter().map(EventId::new).collect();
                    self.ingest.follow(&events, &company.shared, now).await
                }
                Signal::Everything => {
                    self.look.notify_one();
                    self.ingest.follow_all(&company.shared, now).await
                }
                Signal::Opportunities => {
                    self.look.notify_one();
                    continue;
                }
                Signal::Feed(feed) => {
                    self.collector.wake_if_mine(&feed);
                    continue;
                }
                Signal::Heard { source, feed, away } => {
                    let standing = if away { Standing::Away } else { Standing::Live };
                    self.ingest.hear(SourceId::new(source), &feed, standing);
                    continue;
                }
                // Whoever keeps settings and venues or shows bets listens by itself.
                Signal::Settings | Signal::Venues | Signal::Bets => continue,
            };
            if let Err(error) = followed {
                tracing::warn!(error = %Chain(&error), "what others saw is not on the boards yet");
            }
        }
    }

    /// Finishes what the database has to do and closes it.
    pub async fn close(&self) {
        self.store.close().await;
    }
}

/// The boards as the store has them.
async fn boards(store: &dyn Store, clock: &Clock) -> Result<Boards, StoreError> {
    let events = store.events_starting_from(clock.now() - STARTED_KEPT).await?;
    let ids: Vec<EventId> = events.iter().map(|record| record.event.id).collect();
    let mut quotes = Vec::new();
    for page in ids.chunks(EVENTS_AT_ONCE) {
        quotes.append(&mut store.current(page).await?);
    }
    Ok(Boards::load(events, &quotes))
}
