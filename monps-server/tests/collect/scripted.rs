//! An adapter that says what a test wants, and the platform around it.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex};

use monps_adapters::driver::{CassetteTransport, Driver};
use monps_core::adapter::{
    Adapter, Capability, Context, Conversation, Coverage, Inputs, Manifest, Snapshot, SourceEvent,
    SourceMarket, SourceQuote, SourceVenue, Step, Task,
};
use monps_core::catalog::{MarketKey, MarketKind, Selection, Sport, VenueKind};
use monps_core::error::adapter::Fault;
use monps_core::odds::{OddsFormat, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp, parse_timestamp};
use monps_server::clock::Clock;
use monps_server::collector::Feed;
use monps_server::platform::{Platform, PlatformOptions};

pub(crate) fn manifest() -> Manifest {
    Manifest {
        capabilities: vec![Capability::Odds],
        fresh_for_s: 60,
        ..Manifest::new("scripted", "Scripted", "1")
    }
}

/// Another source, for tests with two.
pub(crate) fn other() -> Manifest {
    Manifest { id: "other".into(), name: "Other".into(), ..manifest() }
}

/// Answers each conversation with the next line of its script.
pub(crate) struct Scripted {
    manifest: Manifest,
    script: Mutex<VecDeque<Result<Snapshot, Fault>>>,
}

impl Scripted {
    pub(crate) fn new(manifest: Manifest) -> Arc<Self> {
        Arc::new(Self { manifest, script: Mutex::default() })
    }

    pub(crate) fn says(&self, line: Result<Snapshot, Fault>) {
        self.script.lock().unwrap().push_back(line);
    }
}

struct Over;

impl Conversation for Over {
    fn resume(&mut self, _: &Context, _: Inputs) -> Result<Step, Fault> {
        Ok(Step::done(Vec::new()))
    }
}

impl Adapter for Scripted {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn start(&self, _: &Context, _: &Task) -> Result<(Box<dyn Conversation>, Step), Fault> {
        let line = self.script.lock().unwrap().pop_front();
        let snapshot = line.unwrap_or_else(|| Ok(Snapshot::default()))?;
        Ok((Box::new(Over), Step::done(vec![snapshot])))
    }
}

/// A clock that a test turns.
#[derive(Clone)]
pub(crate) struct Hand(Arc<Mutex<Timestamp>>);

impl Hand {
    pub(crate) fn at(text: &str) -> Self {
        Self(Arc::new(Mutex::new(parse_timestamp(text).unwrap())))
    }

    pub(crate) fn clock(&self) -> Clock {
        let hand = Arc::clone(&self.0);
        Clock::from_fn(move || *hand.lock().unwrap())
    }

    pub(crate) fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    pub(crate) fn turn(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

pub(crate) fn feed(id: &str, adapter: Arc<dyn Adapter>) -> Feed {
    Feed {
        id: id.to_owned(),
        adapter,
        config: BTreeMap::new(),
        every: TimeDelta::minutes(10),
        seed: 1,
        streams: false,
        base_urls: BTreeMap::new(),
    }
}

pub(crate) async fn platform(data: &Path, hand: &Hand, feeds: Vec<Feed>) -> Platform {
    let clock = hand.clock();
    let driver = Driver::new(Arc::new(CassetteTransport::new(hand.now())), clock.as_fn());
    let options = PlatformOptions { clock, ..PlatformOptions::new(data, driver, feeds) };
    Platform::open(options).await.unwrap()
}

/// A football match that starts at an instant, with one venue's 1X2 prices.
pub(crate) fn event(key: &str, sides: (&str, &str), starts_at: Timestamp) -> SourceEvent {
    SourceEvent {
        key: key.to_owned(),
        sport: Sport::FOOTBALL,
        competition: "league".to_owned(),
        competition_title: "League".to_owned(),
        season: None,
        home: sides.0.to_owned(),
        away: sides.1.to_owned(),
        starts_at,
        time_known: true,
        markets: Vec::new(),
    }
}

pub(crate) fn prices(venue: &str, source_at: Option<Timestamp>, prices: [&str; 3]) -> SourceMarket {
    let selections = [Selection::Home, Selection::Draw, Selection::Away];
    SourceMarket {
        venue: SourceVenue {
            key: venue.parse().unwrap(),
            title: venue.to_owned(),
            kind: VenueKind::Bookmaker,
        },
        key: MarketKey::full_time(MarketKind::MatchOdds, None).unwrap(),
        source_at,
        approximate: false,
        quotes: selections
            .into_iter()
            .zip(prices)
            .filter(|(_, price)| !price.is_empty())
            .map(|(selection, price)| SourceQuote {
                selection,
                side: Side::Back,
                price: QuotedPrice::parse(price, OddsFormat::Decimal).unwrap(),
                available: None,
                stake_max: None,
            })
            .collect(),
    }
}

pub(crate) fn image(events: Vec<SourceEvent>) -> Snapshot {
    Snapshot {
        events,
        coverage: Coverage::Competitions,
        competitions: vec!["league".to_owned()],
        ..Snapshot::default()
    }
}
