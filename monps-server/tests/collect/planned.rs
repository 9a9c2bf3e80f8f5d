//! A planned feed against a source that charges for every answer and counts for itself.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use monps_adapters::driver::{Driver, MemoryQuota, Prepared, QuotaState, Transport};
use monps_adapters::registry::Registry;
use monps_core::adapter::{Response, TransportFailure};
use monps_core::time::{TimeDelta, Timestamp, parse_timestamp};
use monps_server::app::bets::{Bets, NewBet, NewLeg};
use monps_server::app::idempotency::Answer;
use monps_server::app::ledger::{Ledger, StandardBankroll};
use monps_server::collector::plan::Mode;
use monps_server::collector::{Feed, ResultsOf, Schedule, VenueDefaults};
use monps_server::platform::{Platform, PlatformOptions};
use rust_decimal::dec;

use super::scripted::{Hand, feed};

const FROM: &str = "2026-11-20T08:00:00Z";
const UNTIL: &str = "2026-12-01T00:00:00Z";

/// Two leagues: name of the match, and its start.
const MATCHES: [(&str, &str, &str); 7] = [
    ("soccer_epl", "e1", "2026-11-21T12:30:00Z"),
    ("soccer_epl", "e2", "2026-11-21T15:00:00Z"),
    ("soccer_epl", "e3", "2026-11-21T15:00:00Z"),
    ("soccer_epl", "e4", "2026-11-28T15:00:00Z"),
    ("soccer_france_ligue_one", "f1", "2026-11-21T20:00:00Z"),
    ("soccer_france_ligue_one", "f2", "2026-11-22T16:00:00Z"),
    ("soccer_france_ligue_one", "f3", "2026-11-29T16:00:00Z"),
];

fn at(text: &str) -> Timestamp {
    parse_timestamp(text).unwrap()
}

/// The source: prices of what has not begun, scores of what is over, and a bill.
struct Source {
    hand: Hand,
    sold: Mutex<Vec<(Timestamp, String, u32)>>,
}

impl Source {
    fn bill(&self) -> u32 {
        self.sold.lock().unwrap().iter().map(|(_, _, cost)| cost).sum()
    }

    fn times(&self, path: &str) -> Vec<Timestamp> {
        let sold = self.sold.lock().unwrap();
        sold.iter().filter(|(_, sold, _)| sold.ends_with(path)).map(|(at, _, _)| *at).collect()
    }

    fn odds(&self, sport: &str) -> String {
        let now = self.hand.now();
        let ahead = MATCHES.iter().filter(|(of, _, start)| *of == sport && at(start) > now);
        let events: Vec<String> = ahead
            .map(|(_, id, start)| {
                format!(
                    r#"{{"id":"{id}","sport_key":"{sport}","sport_title":"L","commence_time":"{start}",
                    "home_team":"Home {id}","away_team":"Away {id}","bookmakers":[{{"key":"shop",
                    "title":"Shop","last_update":"{FROM}","markets":[{{"key":"h2h","last_update":"{FROM}",
                    "outcomes":[{{"name":"Home {id}","price":2.1}},{{"name":"Draw","price":3.4}},
                    {{"name":"Away {id}","price":3.6}}]}}]}}]}}"#
                )
            })
            .collect();
        format!("[{}]", events.join(","))
    }

    fn scores(&self, sport: &str) -> String {
        let now = self.hand.now() - TimeDelta::hours(2);
        let over = MATCHES.iter().filter(|(of, _, start)| *of == sport && at(start) < now);
        let events: Vec<String> = over
            .map(|(_, id, start)| {
                format!(
                    r#"{{"id":"{id}","sport_key":"{sport}","sport_title":"L","commence_time":"{start}",
                    "completed":true,"home_team":"Home {id}","away_team":"Away {id}",
                    "scores":[{{"name":"Home {id}","score":"1"}},{{"name":"Away {id}","score":"0"}}],
                    "last_update":"{start}"}}"#
                )
            })
            .collect();
        format!("[{}]", events.join(","))
    }
}

#[async_trait]
impl Transport for Source {
    async fn send(&self, request: &Prepared) -> Result<Response, TransportFailure> {
        let sport = request.path.split('/').nth(3).unwrap_or_default();
        let (body, cost) = if request.path.ends_with("/scores") {
            (self.scores(sport), 2_u32)
        } else {
            (self.odds(sport), 1)
        };
        self.sold.lock().unwrap().push((self.hand.now(), request.path.clone(), cost));
        Ok(Response {
            id: request.id,
            status: 200,
            headers: vec![("x-requests-last".to_owned(), cost.to_string())],
            body: body.into_bytes(),
            received_at: self.hand.now(),
            from_cache: false,
        })
    }
}

/// A process over the data folder, whose budget stands where the store says.
async fn open(data: &Path, source: &Arc<Source>, schedule: Schedule) -> Platform {
    let clock = source.hand.clock();
    let transport: Arc<dyn Transport> = Arc::clone(source) as Arc<_>;
    let adapter = Arc::clone(Registry::builtin().find("the-odds-api").unwrap());
    let config = [
        ("sports", "soccer_epl,soccer_france_ligue_one"),
        ("markets", "h2h"),
        ("regions", "uk"),
        ("cache_minutes", "230"),
    ];
    let config: BTreeMap<String, String> =
        config.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    let feed = Feed { config, every: TimeDelta::hours(4), ..feed("odds", adapter) };
    let quota = Arc::new(MemoryQuota::new());
    let driver = Driver::new(transport, clock.as_fn())
        .with_quota(Arc::clone(&quota) as Arc<_>)
        .with_secret("the_odds_api_key", "not-a-real-key-at-all")
        .unwrap();
    let options = PlatformOptions { clock, ..PlatformOptions::new(data, driver, vec![feed]) };
    let platform = Platform::open(options).await.unwrap();
    if let Some(stood) = platform.store.feed_record("odds").await.unwrap().quota {
        let (used, period_start) = (stood.used, stood.period_start);
        let state =
            QuotaState { budget: 500, used, reserved: 0, source_remaining: None, period_start };
        quota.restore("the-odds-api", state);
    }
    platform.collector.schedule("odds", schedule).await;
    platform
}

/// Lets a collector work until an instant, as fast as it can.
async fn work(platform: &Platform, hand: &Hand, until: Timestamp) {
    for _ in 0..2000 {
        let next = platform.collector.poll_due().await.unwrap();
        if next >= until {
            hand.turn(until - hand.now());
            return;
        }
        hand.turn((next - hand.now()).max(TimeDelta::seconds(1)).min(TimeDelta::hours(6)));
    }
    panic!("it never comes to an end: {:?}", platform.collector.feeds().await);
}

fn planned(budget: u32) -> Schedule {
    Schedule { mode: Mode::Planned, budget: Some(budget), ..Schedule::FIXED }
}

fn source() -> Arc<Source> {
    Arc::new(Source { hand: Hand::at(FROM), sold: Mutex::default() })
}

#[tokio::test]
async fn ten_days_stay_within_the_budget_and_every_kick_off_is_seen() {
    let (data, source) = (tempfile::tempdir().unwrap(), source());
    let hand = &source.hand;
    let schedule = planned(40);
    let platform = open(data.path(), &source, schedule).await;
    work(&platform, hand, at("2026-11-21T14:10:00Z")).await;
    let status = &platform.collector.feeds().await[0];
    assert_eq!(status.mode, Mode::Planned);
    let plan = status.plan.as_ref().unwrap();
    let next = plan.next.as_ref().unwrap();
    assert_eq!((next.parts.as_slice(), next.credits), (["soccer_epl".to_owned()].as_slice(), 1));
    assert!(next.reason.contains("before the kick-off of 2 events at 15:00 UTC"), "{next:?}");
    assert!(plan.forecast.contains("of 40 credits on 30 Nov; last look"), "{}", plan.forecast);
    platform.close().await;

    // Another process goes on where this one stood.
    let before = source.bill();
    let platform = open(data.path(), &source, schedule).await;
    platform.collector.poll_due().await;
    assert_eq!(source.bill(), before, "nothing is looked at again because of a restart");
    work(&platform, hand, at(UNTIL) - TimeDelta::minutes(1)).await;
    assert!(source.bill() <= 40, "{}", source.bill());
    for (sport, id, start) in MATCHES {
        let looks = source.times(&format!("{sport}/odds"));
        let last = looks.iter().rfind(|look| **look <= at(start)).unwrap();
        assert!(at(start) - *last < TimeDelta::minutes(6), "{id}: {last}");
    }
    assert!(source.times("/scores").is_empty(), "nobody has bet: no result is worth two credits");
    let logs = platform.store.collection_logs(Some("odds"), 1000).await.unwrap();
    assert!(logs.iter().all(|log| log.task.starts_with("odds soccer_")), "{:?}", logs[0]);
    let credits: u32 = logs.iter().map(|log| log.credits).sum();
    assert_eq!(credits, source.bill(), "the log and the source agree");
}

#[tokio::test]
async fn a_budget_that_is_all_but_spent_is_never_passed() {
    let (data, source) = (tempfile::tempdir().unwrap(), source());
    let platform = open(data.path(), &source, planned(5)).await;
    work(&platform, &source.hand, at(UNTIL) - TimeDelta::minutes(1)).await;
    assert!((3..=5).contains(&source.bill()), "{}", source.bill());
    let failed = platform.store.collection_logs(Some("odds"), 1000).await.unwrap();
    assert!(failed.iter().all(|log| log.error.is_none()), "no call was even tried beyond it");
    // A new month is a new budget.
    work(&platform, &source.hand, at(UNTIL) + TimeDelta::days(2)).await;
    let december = source.times("/odds").into_iter().filter(|look| *look >= at(UNTIL)).count();
    assert!((1..=5).contains(&december), "{december}");
}

#[tokio::test]
async fn a_result_is_asked_for_when_an_open_bet_waits_for_it() {
    let (data, source) = (tempfile::tempdir().unwrap(), source());
    let platform = open(data.path(), &source, planned(100)).await;
    platform.collector.poll_due().await;
    let ledger = Ledger::new(
        Arc::clone(&platform.store),
        source.hand.clock(),
        Arc::new(StandardBankroll),
        VenueDefaults::default(),
    );
    let bets = Bets::new(Arc::clone(&platform.store), source.hand.clock(), Arc::new(ledger));
    let events = platform.boards.list(None);
    let event = events.iter().find(|event| event.record.event.home == "Home f1").unwrap();
    let leg = NewLeg {
        match_id: event.record.event.slug.clone(),
        outcome: "1".to_owned(),
        odds_value: dec!(2.10),
        ..NewLeg::default()
    };
    let bet = NewBet {
        legs: vec![leg],
        bookmaker: "shop".to_owned(),
        stake: dec!(10),
        paper: true,
        ..NewBet::default()
    };
    let answer = |_: &_| Answer { status: 200, warning: None, body: String::new() };
    bets.create(&bet, "a test", None, &answer).await.unwrap();
    work(&platform, &source.hand, at("2026-11-23T12:00:00Z")).await;
    assert!(source.times("soccer_epl/scores").is_empty(), "nothing hangs on the other league");
    let asked = source.times("soccer_france_ligue_one/scores");
    assert_eq!(asked.first(), Some(&at("2026-11-21T21:40:00Z")));
    // The source is slow: it was asked again after an hour, and the result is there.
    assert_eq!(asked.get(1), Some(&at("2026-11-21T22:40:00Z")));
    let told = platform.store.results(event.record.event.id).await.unwrap();
    assert!(told.iter().any(|result| result.is_final), "{told:?}");
}

#[tokio::test]
async fn all_results_are_asked_for_where_somebody_wants_them() {
    let (data, source) = (tempfile::tempdir().unwrap(), source());
    let schedule = Schedule { results: ResultsOf::All, ..planned(200) };
    let platform = open(data.path(), &source, schedule).await;
    work(&platform, &source.hand, at("2026-11-23T12:00:00Z")).await;
    assert!(!source.times("soccer_epl/scores").is_empty());
    assert!(source.times("/scores").len() <= 14, "{:?}", source.times("/scores"));
}

#[tokio::test]
async fn a_fixed_feed_foretells_when_its_budget_is_spent() {
    let (data, source) = (tempfile::tempdir().unwrap(), source());
    let schedule = Schedule { budget: Some(21), ..Schedule::FIXED };
    let platform = open(data.path(), &source, schedule).await;
    platform.collector.poll_due().await;
    let status = &platform.collector.feeds().await[0];
    let plan = status.plan.as_ref().unwrap();
    assert_eq!(plan.outlook.spent_at, Some(at(FROM) + TimeDelta::hours(40)));
    assert!(plan.forecast.starts_with("at this pace the 21 credits are spent on 22 Nov"));
    let next = plan.next.as_ref().unwrap();
    assert_eq!((next.at, next.credits), (at(FROM) + TimeDelta::hours(4), 2));
    work(&platform, &source.hand, at("2026-11-25T00:00:00Z")).await;
    assert_eq!(source.bill(), 21, "the last round is paid as far as it can be");
}
