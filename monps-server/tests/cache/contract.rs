//! The contract: what holds for Redis and its in-process twin alike.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use monps_core::id::EventId;
use monps_core::time::NaiveDate;
use monps_server::cache::{
    Answers, Budget, Budgets, CacheError, EVENTS_IN_SIGNAL_MAX, KeptAnswer, Lease, Leases, Pace,
    Reserved, SIGNALS_WAITING_MAX, Settled, Shared, Signal, Signals, Turns,
};

use crate::redis_server::RedisServer;

const SOON: Duration = Duration::from_secs(5);

/// Two processes of one installation.
struct Pair {
    one: Shared,
    other: Shared,
    _server: Option<RedisServer>,
}

impl Pair {
    /// In one process, both are the same.
    fn in_process() -> Self {
        let one = Shared::in_process();
        Self { other: one.clone(), one, _server: None }
    }

    async fn in_redis(test: &str) -> Option<Self> {
        let server = RedisServer::start(test)?;
        let (one, other) = (server.shared().await, server.shared().await);
        // A new Redis asks its processes for three seconds what they know to be spent: they know
        // nothing.
        let mut stranger = server.stranger().await;
        let settling = redis::cmd("DEL").arg("monps:installation:settling").to_owned();
        settling.query_async::<()>(&mut stranger).await.unwrap();
        Some(Self { one, other, _server: Some(server) })
    }
}

/// Each law as two tests: in this process, and in Redis.
macro_rules! laws {
    ($($law:ident),* $(,)?) => {
        mod in_process {
            $(#[tokio::test]
            async fn $law() {
                super::$law(&super::Pair::in_process()).await;
            })*
        }
        mod in_redis {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $law() {
                let Some(pair) = super::Pair::in_redis(stringify!($law)).await else { return };
                super::$law(&pair).await;
            })*
        }
    };
}

laws![
    answers_are_kept_for_their_time,
    answers_that_are_too_large_are_refused,
    a_lease_has_one_holder_and_growing_tokens,
    a_lease_that_has_ended_cannot_be_renewed,
    of_many_who_want_a_lease_one_gets_it,
    whoever_is_there_is_counted,
    signals_reach_everybody_and_name_their_sender,
    who_listens_too_slowly_looks_at_everything,
    a_budget_is_never_overrun,
    a_budget_follows_what_the_source_says,
    a_period_begins_afresh_and_never_again,
    what_is_known_to_be_spent_is_never_forgotten,
    turns_keep_one_pace_for_all,
];

fn january() -> NaiveDate {
    "2027-01-01".parse().unwrap()
}

fn answer(etag: Option<&str>, body: &'static [u8]) -> KeptAnswer {
    KeptAnswer { etag: etag.map(str::to_owned), body: Bytes::from_static(body) }
}

async fn answers_are_kept_for_their_time(pair: &Pair) {
    let many: Vec<(String, KeptAnswer)> = (0..450)
        .map(|n| (format!("list {n}"), answer((n % 2 == 0).then_some("\"v1\""), b"\x00[1, 2]")))
        .collect();
    pair.one.keep(&many, Duration::from_secs(60)).await.unwrap();
    let mut keys: Vec<String> = many.iter().map(|(key, _)| key.clone()).collect();
    keys.insert(7, "never kept".to_owned());
    let mut found = pair.other.answers(&keys).await.unwrap();
    assert_eq!(found.remove(7), None);
    let found: Vec<_> = found.into_iter().map(Option::unwrap).collect();
    assert_eq!(found, many.iter().map(|(_, answer)| answer.clone()).collect::<Vec<_>>());

    let again = [("list 0".to_owned(), answer(None, b"other"))];
    pair.other.keep(&again, Duration::from_millis(150)).await.unwrap();
    let first = keys[..1].to_vec();
    assert_eq!(pair.one.answers(&first).await.unwrap(), [Some(again[0].1.clone())]);
    tokio::time::sleep(Duration::from_millis(250)).await;
    assert_eq!(pair.one.answers(&first).await.unwrap(), [None], "its time is over");
    pair.one.forget("list 1").await.unwrap();
    assert_eq!(pair.other.answers(&keys[1..2]).await.unwrap(), [None]);
}

async fn answers_that_are_too_large_are_refused(pair: &Pair) {
    let large = KeptAnswer { etag: None, body: Bytes::from(vec![0; 8 * 1024 * 1024 + 1]) };
    let kept = pair.one.keep(&[("large".to_owned(), large)], SOON).await;
    assert!(matches!(kept, Err(CacheError::TooLarge { .. })), "{kept:?}");
}

async fn a_lease_has_one_holder_and_growing_tokens(pair: &Pair) {
    let (Pair { one, other, .. }, lasts) = (pair, Duration::from_secs(30));
    let first = one.acquire("feed", "a", lasts).await.unwrap().unwrap();
    assert_eq!(other.acquire("feed", "b", lasts).await.unwrap(), None);
    assert_eq!(one.acquire("feed", "a", lasts).await.unwrap(), None, "one lease, not two");
    assert!(other.acquire("other feed", "b", lasts).await.unwrap().is_some());
    assert!(one.renew(&first, lasts).await.unwrap());
    let forged = Lease { token: first.token + 1, ..first.clone() };
    assert!(!other.renew(&forged, lasts).await.unwrap());
    assert!(!other.release(&forged).await.unwrap());
    let mut tokens = vec![first.token];
    let mut held = first;
    for _ in 0..5 {
        assert!(one.release(&held).await.unwrap());
        assert!(!one.release(&held).await.unwrap(), "given back once");
        held = other.acquire("feed", "b", lasts).await.unwrap().unwrap();
        tokens.push(held.token);
    }
    assert!(tokens.is_sorted_by(|a, b| a < b), "{tokens:?}");
}

async fn a_lease_that_has_ended_cannot_be_renewed(pair: &Pair) {
    let short = Duration::from_millis(120);
    let slept = pair.one.acquire("feed", "a", short).await.unwrap().unwrap();
    tokio::time::sleep(short * 2).await;
    assert!(!pair.one.renew(&slept, short).await.unwrap(), "nobody took it, and still");
    let taken = pair.other.acquire("feed", "b", Duration::from_secs(30)).await.unwrap().unwrap();
    assert!(taken.token > slept.token);
    assert!(!pair.one.renew(&slept, short).await.unwrap());
    assert!(!pair.one.release(&slept).await.unwrap());
    assert!(pair.other.renew(&taken, short).await.unwrap(), "the sleeper took nothing away");
}

async fn of_many_who_want_a_lease_one_gets_it(pair: &Pair) {
    for round in 0..20 {
        let wanting = (0..16).map(|n| {
            let shared = if n % 2 == 0 { pair.one.clone() } else { pair.other.clone() };
            let name = format!("feed {round}");
            tokio::spawn(async move { shared.acquire(&name, &format!("{n}"), SOON).await.unwrap() })
        });
        let got = futures_util::future::join_all(wanting).await;
        let got: Vec<_> = got.into_iter().filter_map(Result::unwrap).collect();
        assert_eq!(got.len(), 1, "{got:?}");
    }
}

async fn whoever_is_there_is_counted(pair: &Pair) {
    let (one, other) = (&pair.one, &pair.other);
    assert_eq!(one.present("collector", "a", SOON).await.unwrap(), 1);
    assert_eq!(other.present("collector", "b", Duration::from_millis(100)).await.unwrap(), 2);
    assert_eq!(other.present("worker", "b", SOON).await.unwrap(), 1, "another group");
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(one.present("collector", "a", SOON).await.unwrap(), 1, "b said nothing more");
    assert_eq!(other.present("collector", "b", SOON).await.unwrap(), 2);
    one.leave("collector", "a").await.unwrap();
    assert_eq!(other.present("collector", "b", SOON).await.unwrap(), 1);
}

async fn signals_reach_everybody_and_name_their_sender(pair: &Pair) {
    let (mut here, mut there) = (pair.one.listen(), pair.other.listen());
    let many = (1..=i64::try_from(EVENTS_IN_SIGNAL_MAX).unwrap() + 1).map(EventId::new);
    let mut told = Signal::events(many);
    assert_eq!(told.len(), 2);
    told.extend([Signal::Settings, Signal::Feed("odds".to_owned())]);
    for signal in &told {
        pair.one.tell("a", signal.clone());
    }
    for signal in &told {
        assert_eq!(here.hear().await.unwrap().signal, *signal);
        let heard = tokio::time::timeout(SOON, there.hear_others("b")).await.unwrap().unwrap();
        assert_eq!((heard.sender.as_str(), &heard.signal), ("a", signal));
    }
    pair.other.tell("b", Signal::Venues);
    pair.one.tell("a", Signal::Opportunities);
    let heard = tokio::time::timeout(SOON, there.hear_others("b")).await.unwrap().unwrap();
    assert_eq!(heard.signal, Signal::Opportunities, "what b says it need not hear");
}

async fn who_listens_too_slowly_looks_at_everything(pair: &Pair) {
    let mut slow = pair.one.listen();
    for n in 0..SIGNALS_WAITING_MAX * 2 {
        let events = BTreeSet::from([i64::try_from(n).unwrap()]);
        pair.one.tell("b", Signal::Events(events));
    }
    assert_eq!(slow.hear_others("a").await.unwrap().signal, Signal::Everything);
    let next = slow.hear_others("a").await.unwrap().signal;
    assert!(matches!(next, Signal::Events(_)), "and goes on from there: {next:?}");
}

async fn a_budget_is_never_overrun(pair: &Pair) {
    const LIMIT: u32 = 100;
    let granted = Arc::new(AtomicU32::new(0));
    let fresh = Budget::fresh(january());
    let spenders = (0..16).map(|n| {
        let shared = if n % 2 == 0 { pair.one.clone() } else { pair.other.clone() };
        let granted = Arc::clone(&granted);
        tokio::spawn(async move {
            for call in 0..20 {
                let cost = 1 + call % 3;
                let outcome = shared.reserve("odds", &fresh, cost, LIMIT).await.unwrap();
                if matches!(outcome, Reserved::Granted(_)) {
                    let spent = granted.fetch_add(cost, Ordering::SeqCst) + cost;
                    assert!(spent <= LIMIT, "{spent}");
                    tokio::task::yield_now().await;
                    let settled = Settled { reserved: cost, cost, told: None };
                    shared.settle("odds", settled).await.unwrap();
                }
            }
        })
    });
    for spender in futures_util::future::join_all(spenders).await {
        spender.unwrap();
    }
    let spent = granted.load(Ordering::SeqCst);
    assert_eq!(spent, LIMIT, "and all of it was to be had");
    let stands = pair.one.budget("odds").await.unwrap().unwrap();
    assert_eq!((stands.used, stands.reserved), (LIMIT, 0));
}

async fn a_budget_follows_what_the_source_says(pair: &Pair) {
    let fresh = Budget::fresh(january());
    let reserve = async |cost| match pair.one.reserve("odds", &fresh, cost, 500).await.unwrap() {
        Reserved::Granted(budget) => budget,
        Reserved::Refused(budget) => panic!("refused: {budget:?}"),
    };
    let settle = async |reserved, cost, told| {
        let settled = Settled { reserved, cost, told };
        pair.other.settle("odds", settled).await.unwrap().unwrap()
    };
    reserve(10).await;
    assert_eq!(settle(10, 2, None).await, Budget { used: 2, ..fresh }, "the rest is given back");
    reserve(1).await;
    // Somebody else uses the same key: the source knows more than we do.
    let stands = settle(1, 1, Some(5)).await;
    assert_eq!((stands.used, stands.told, stands.left(500)), (3, Some(5), 5));
    assert_eq!(reserve(4).await.left(500), 1);
    let refused = pair.other.reserve("odds", &fresh, 2, 500).await.unwrap();
    assert!(matches!(refused, Reserved::Refused(_)), "{refused:?}");
    assert_eq!(reserve(1).await.left(500), 0);
    // Of calls that crossed nobody knows which was answered first: they are not believed upwards …
    assert_eq!(settle(4, 4, Some(400)).await.told, Some(5));
    assert_eq!(settle(1, 1, Some(399)).await.told, Some(5));
    reserve(1).await;
    // … a call alone is: the plan was enlarged.
    assert_eq!(settle(1, 1, Some(398)).await.left(500), 398);
}

async fn a_period_begins_afresh_and_never_again(pair: &Pair) {
    let (december, january) = ("2026-12-01".parse().unwrap(), january());
    let spend = async |period, cost| {
        let fresh = Budget::fresh(period);
        let outcome = pair.one.reserve("odds", &fresh, cost, 10).await.unwrap();
        let is_granted = matches!(outcome, Reserved::Granted(_));
        if is_granted {
            let settled = Settled { reserved: cost, cost, told: None };
            pair.one.settle("odds", settled).await.unwrap();
        }
        is_granted
    };
    assert!(spend(december, 10).await);
    assert!(!spend(december, 1).await);
    assert!(spend(january, 9).await, "a new month");
    assert!(!spend(december, 2).await, "a clock set back brings nothing back");
    assert!(spend(january, 1).await);
    assert!(!spend(january, 1).await);
}

async fn what_is_known_to_be_spent_is_never_forgotten(pair: &Pair) {
    let known = Budget { used: 40, told: Some(30), ..Budget::fresh(january()) };
    let raised = pair.one.raise("odds", &known).await.unwrap();
    assert_eq!((raised.used, raised.told), (40, Some(30)));
    let less = Budget { used: 10, told: Some(3), ..known };
    let stands = pair.other.raise("odds", &less).await.unwrap();
    assert_eq!((stands.used, stands.told), (40, Some(30)), "old news");
    let more = Budget { used: 60, ..known };
    let outcome = pair.other.reserve("odds", &more, 1, 60).await.unwrap();
    assert!(matches!(outcome, Reserved::Refused(stands) if stands.used == 60), "{outcome:?}");
}

async fn turns_keep_one_pace_for_all(pair: &Pair) {
    let pace = Pace { interval: Duration::from_millis(100), burst: 3 };
    let began = Instant::now();
    let mut waits = Vec::new();
    for n in 0..6 {
        let shared = if n % 2 == 0 { &pair.one } else { &pair.other };
        waits.push(shared.turn("api", pace, SOON).await.unwrap().unwrap());
    }
    let elapsed = began.elapsed();
    for (n, wait) in waits.iter().enumerate() {
        let expected = pace.interval * u32::try_from(n.saturating_sub(2)).unwrap();
        assert!(*wait <= expected && *wait + elapsed >= expected, "{n}: {waits:?}");
    }
    let none = pair.one.turn("api", pace, Duration::from_millis(1)).await.unwrap();
    assert_eq!(none, None, "a turn that comes too late is not taken");
    assert_eq!(pair.one.turn("other", pace, SOON).await.unwrap(), Some(Duration::ZERO));
}
