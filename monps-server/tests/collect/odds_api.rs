//! The Odds API from recorded bodies through the driver into the store.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use monps_adapters::driver::{CassetteTransport, Driver};
use monps_adapters::registry::Registry;
use monps_core::id::EventId;
use monps_server::collector::Feed;
use monps_server::platform::{Platform, PlatformOptions};
use monps_server::store::CollectionLog;

use super::scripted::{Hand, feed};
use super::support::real_data;

const EPL: &str = "/v4/sports/soccer_epl/odds";

/// The platform with one feed of The Odds API for the Premier League, which gets one answer.
async fn platform(
    data: &Path,
    hand: &Hand,
    status: u16,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> Platform {
    let clock = hand.clock();
    let cassette = CassetteTransport::new(hand.now()).answer(EPL, status, headers, body);
    let driver = Driver::new(Arc::new(cassette), clock.as_fn())
        .with_secret("the_odds_api_key", "not-a-real-key-at-all")
        .unwrap();
    let adapter = Arc::clone(Registry::builtin().find("the-odds-api").unwrap());
    let config = [("sports", "soccer_epl"), ("markets", "h2h"), ("regions", "eu,uk")];
    let feed = Feed {
        config: config.map(|(key, value)| (key.to_owned(), value.to_owned())).into(),
        ..feed("odds", adapter)
    };
    let options = PlatformOptions { clock, ..PlatformOptions::new(data, driver, vec![feed]) };
    Platform::open(options).await.unwrap()
}

async fn polled(platform: &Platform) -> CollectionLog {
    platform.collector.run_once().await.remove(0)
}

#[tokio::test]
async fn every_quote_of_a_recorded_answer_is_stored() {
    let Some(real) = real_data("every_quote_of_a_recorded_answer_is_stored") else {
        return;
    };
    let body = std::fs::read(real.join("samples/the-odds-api/soccer_epl_2024-10-13.json")).unwrap();
    let (data, hand) = (tempfile::tempdir().unwrap(), Hand::at("2024-10-13T14:00:00Z"));
    let headers =
        [("x-requests-remaining", "480"), ("x-requests-used", "20"), ("x-requests-last", "2")];
    let platform = platform(data.path(), &hand, 200, &headers, body).await;
    let log = polled(&platform).await;
    assert_eq!((log.quotes_seen, log.quotes_changed, log.skipped), (1014, 1014, 0), "{log:?}");
    assert_eq!(log.credits, 2);

    let events = platform.store.history_events(None, 1000).await.unwrap();
    assert_eq!(events.len(), 20);
    let ids: Vec<EventId> = events.iter().map(|record| record.event.id).collect();
    let current = platform.store.current(&ids).await.unwrap();
    assert_eq!(current.len(), 1014);
    let venues: BTreeSet<_> = current.iter().map(|quote| quote.row.venue_id).collect();
    assert_eq!(venues.len(), 19);
    // The source's own id is the public name, and its clock is kept beside ours.
    let first = platform.store.event_by_slug("152454388558d4d22919ced2caec0328").await.unwrap();
    assert_eq!(first.unwrap().event.home, "Tottenham Hotspur");
    assert!(current.iter().all(|quote| quote.row.observed.source_at < hand.now()));
    let quota = platform.collector.feeds().await[0].quota.unwrap();
    assert_eq!(quota.source_remaining, Some(480));
    // The sample's best prices are below one in nine matches; exchanges pay commission here.
    let found = platform.detector.look(None).await.unwrap();
    assert_eq!(found.events, 20);
    assert!(!platform.detector.list().is_empty());
}

#[tokio::test]
async fn four_refusals_give_four_different_errors_that_say_what_to_do() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../monps-adapters/testdata/the_odds_api");
    let mut sentences = BTreeSet::new();
    for (file, status, headers) in [
        ("wrong_key.json", 401, vec![("x-requests-remaining", "480")]),
        ("quota_spent.json", 401, vec![("x-requests-remaining", "0")]),
        ("unknown_sport.json", 404, vec![]),
        ("too_often.json", 429, vec![("retry-after", "2")]),
    ] {
        let body = std::fs::read(Path::new(folder).join(file)).unwrap();
        let (data, hand) = (tempfile::tempdir().unwrap(), Hand::at("2024-10-13T14:00:00Z"));
        let platform = platform(data.path(), &hand, status, &headers, body).await;
        let log = polled(&platform).await;
        let error = log.error.unwrap();
        assert!(!error.contains("not-a-real-key"), "{error}");
        sentences.insert(error);
    }
    assert_eq!(sentences.len(), 4, "{sentences:#?}");
}
