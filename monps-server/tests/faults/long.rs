//! Processes are killed, Redis and the database go away, and what comes of it is right.
//!
//! A minute in the ordinary run; `MONPS_SOAK_SECONDS` makes it longer.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use monps_adapters::simulator::Simulator;
use monps_core::adapter::{Adapter, Context, Scope, Snapshot, SourceEvent, SourceQuote, Task};
use monps_core::catalog::VenueKey;
use monps_core::id::VenueId;
use monps_core::odds::QuotedPrice;
use monps_core::time::{Observed, Timestamp};
use monps_server::store::{CollectionLog, Database, HistoryMarket, PollOutcome, QuoteRow, Store};

use crate::installation::{EVERY, FEEDS, Installation, Met, Places, SEED};
use crate::postgres::Cluster;
use crate::proxy::{Mode, Proxy};
use crate::redis_server::RedisServer;
use crate::scene::{DATABASE, behind_proxy, has_bets, url};

/// The ordinary run.
const SHORT: Duration = Duration::from_secs(50);
const PROCESSES: usize = 3;
/// The simulator moves on every so many seconds.
const TICK_S: i64 = 5;

/// How long each thing takes, of a whole.
struct Times {
    whole: Duration,
    between_kills: Duration,
    away: Duration,
}

impl Times {
    fn new() -> Self {
        let told = std::env::var("MONPS_SOAK_SECONDS").ok().and_then(|text| text.parse().ok());
        let whole = told.map_or(SHORT, Duration::from_secs);
        Self { whole, between_kills: whole / 10, away: whole / 15 }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_or_doubled_whatever_goes_away() {
    const NAME: &str = "nothing_is_lost_or_doubled_whatever_goes_away";
    let (Some(cluster), Some(mut redis)) = (Cluster::start(NAME), RedisServer::start(NAME)) else {
        return;
    };
    let times = Times::new();
    let proxy = behind_proxy(&cluster).await;
    let places = Places { database: url(&proxy), redis: redis.url() };
    let mut installation = Installation::start(PROCESSES, places).await;
    installation.any().wait_for_some("/odds/latest").await;

    let (addresses, apis) = tokio::sync::watch::channel(installation.addresses());
    let using = tokio::spawn(async move {
        let client = reqwest::Client::builder().timeout(Duration::from_secs(30)).build().unwrap();
        let mut met = Met::default();
        while apis.has_changed().is_ok() {
            let now = apis.borrow().clone();
            met.use_once(&client, &now).await;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        met
    });
    torment(&mut installation, &proxy, &mut redis, &times, &addresses).await;
    drop(addresses);
    let met = using.await.unwrap();

    installation.has_empty_spools().await;
    has_bets(installation.any(), usize::try_from(met.acknowledged).unwrap()).await;
    let database = Database::Postgres(Box::new(cluster.options(DATABASE)));
    let store = database.connect().await.unwrap();
    let mut all = Vec::new();
    for feed in FEEDS {
        let polls = polls(store.as_ref(), feed).await;
        let gap = shortest_gap(&polls);
        assert!(gap + Duration::from_millis(250) >= EVERY, "{feed} was polled again after {gap:?}");
        println!("{feed}: {} polls, {gap:?} apart at least", polls.len());
        all.extend(polls);
    }
    let checked = compare(store.as_ref(), &all).await;
    assert!(checked > 10_000, "{checked} prices are too few to say anything");
    let (rows, repeats) = rows_and_repeats(store.as_ref()).await;
    // An outage fills the spool of every process: in five minutes of them it was a tenth.
    assert!(repeats * 5 < rows, "{repeats} of {rows} rows say nothing new");
    println!(
        "{:?} of torment: {met:?}; {rows} rows, {repeats} of them repeats, {checked} prices right",
        times.whole
    );
}

/// Kills one process after the other; meanwhile Redis and the database are away for a while.
async fn torment(
    installation: &mut Installation,
    proxy: &Proxy,
    redis: &mut RedisServer,
    times: &Times,
    addresses: &tokio::sync::watch::Sender<Vec<String>>,
) {
    let started = Instant::now();
    let mut kills = 0;
    while started.elapsed() < times.whole {
        tokio::time::sleep(times.between_kills / 2).await;
        match kills {
            2 => {
                redis.kill();
                tokio::time::sleep(times.away).await;
                redis.start_again();
            }
            4 => {
                proxy.set(Mode::Cut);
                tokio::time::sleep(times.away).await;
                proxy.set(Mode::Pass);
            }
            6 => {
                proxy.set(Mode::Silent);
                tokio::time::sleep(times.away).await;
                proxy.set(Mode::Pass);
            }
            _ => {}
        }
        let place = kills % PROCESSES;
        installation.kill(place);
        addresses.send_replace(installation.addresses());
        tokio::time::sleep(times.between_kills / 2).await;
        installation.start_again(place).await;
        addresses.send_replace(installation.addresses());
        kills += 1;
    }
    assert!(kills > 6, "the machine was too slow: {kills} kills");
}

/// The polls of a feed, oldest first.
async fn polls(store: &dyn Store, feed: &str) -> Vec<CollectionLog> {
    let mut polls = store.collection_logs(Some(feed), 1000).await.unwrap();
    polls.retain(|poll| poll.task == "odds" && poll.outcome != PollOutcome::Failed);
    polls.sort_by_key(|poll| poll.started_at);
    polls
}

fn shortest_gap(polls: &[CollectionLog]) -> Duration {
    let gaps = polls.windows(2).map(|pair| pair[1].started_at - pair[0].started_at);
    gaps.min().unwrap().to_std().unwrap()
}

/// What the source said at an instant.
fn world(at: Timestamp) -> Snapshot {
    let config = BTreeMap::from([("seed".to_owned(), SEED.to_string())]);
    let context = Context::new(at, 0, config);
    let (_, mut step) = Simulator.start(&context, &Task::odds(Scope::default())).unwrap();
    step.emit.remove(0)
}

/// Compares the history at the instant of every poll with what the source said then; how many prices.
async fn compare(store: &dyn Store, polls: &[CollectionLog]) -> usize {
    let source = store.ensure_source(&Simulator.manifest().id).await.unwrap();
    let venues = store.venues().await.unwrap();
    let venue = |key: &VenueKey| venues.iter().find(|venue| venue.key == *key).unwrap().id;
    let mut said: BTreeMap<String, Vec<(Timestamp, SourceEvent)>> = BTreeMap::new();
    // The world moves on by ticks: a poll over the edge of one may have seen either side of it.
    let tick = |at: Timestamp| at.timestamp().div_euclid(TICK_S);
    for poll in polls.iter().filter(|poll| tick(poll.started_at) == tick(poll.finished_at)) {
        for event in world(poll.started_at).events {
            said.entry(event.key.clone()).or_default().push((poll.finished_at, event));
        }
    }
    let mut checked = 0;
    for (key, said) in said {
        let known = store.events_by_ref(source, std::slice::from_ref(&key)).await.unwrap();
        let id = known[0].unwrap_or_else(|| panic!("{key} is not known")).id;
        let history: Vec<_> = store.history_of(&[id], None).await.unwrap();
        for (at, event) in said {
            for market in event.markets {
                let (_, kept) = history.iter().find(|(_, kept)| kept.key == market.key).unwrap();
                for quote in market.quotes {
                    let stood = standing(kept, &quote, venue(&market.venue.key), at);
                    let what = (&key, &market.key, &quote.selection, &market.venue.key);
                    assert_eq!(
                        stood,
                        Some(quote.price),
                        "{what:?} at {at}\n{}",
                        told(kept, &quote, venue(&market.venue.key))
                    );
                    checked += 1;
                }
            }
        }
    }
    checked
}

/// What the history says a price was at an instant.
fn standing(
    market: &HistoryMarket,
    quote: &SourceQuote,
    venue: VenueId,
    at: Timestamp,
) -> Option<QuotedPrice> {
    let (selection, _) =
        market.selections.iter().find(|(_, known)| *known == quote.selection).unwrap();
    market
        .rows
        .iter()
        .filter(|row| row.selection_id == *selection && row.venue_id == venue)
        .filter(|row| row.side == quote.side && row.observed.observed_at <= at)
        .max_by_key(|row| row.observed.source_at)
        .and_then(|row| row.price)
}

/// All that the history says of a price, for whoever has to find out why it is wrong.
fn told(market: &HistoryMarket, quote: &SourceQuote, venue: VenueId) -> String {
    let (selection, _) =
        market.selections.iter().find(|(_, known)| *known == quote.selection).unwrap();
    let of = |row: &&QuoteRow| {
        row.selection_id == *selection && row.venue_id == venue && row.side == quote.side
    };
    let mut rows: Vec<_> = market.rows.iter().filter(of).collect();
    rows.sort_by_key(|row| row.observed.source_at);
    let line = |row: &&QuoteRow| {
        let (Observed { source_at, observed_at, .. }, price) = (row.observed, row.price);
        format!("of {source_at}, seen {observed_at}: {price:?} by {:?}", row.source_id)
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// How many rows there are, and how many repeat the one before: those that waited in a spool and tell
/// that a price stood earlier than was known. None is at the instant of another.
async fn rows_and_repeats(store: &dyn Store) -> (usize, usize) {
    let (mut count, mut repeats, mut after) = (0, 0, None);
    loop {
        let events = store.history_events(after, 100).await.unwrap();
        let Some(last) = events.last() else { return (count, repeats) };
        after = Some(last.event.id);
        let ids: Vec<_> = events.iter().map(|record| record.event.id).collect();
        for (_, market) in store.history_of(&ids, None).await.unwrap() {
            let mut prices: BTreeMap<_, Vec<&QuoteRow>> = BTreeMap::new();
            for row in &market.rows {
                let of = (row.selection_id, row.venue_id, row.side.as_str());
                prices.entry(of).or_default().push(row);
            }
            for rows in prices.values_mut() {
                rows.sort_by_key(|row| row.observed.source_at);
                for pair in rows.windows(2) {
                    assert!(pair[0].observed.source_at < pair[1].observed.source_at, "{pair:?}");
                    repeats += usize::from(pair[0].price == pair[1].price);
                }
                count += rows.len();
            }
        }
    }
}
