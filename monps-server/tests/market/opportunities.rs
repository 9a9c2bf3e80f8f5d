//! Findings: fields, stakes, filters, asking again; and the faults of counting over history.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};

use monps_core::adapter::{
    Adapter, Capability, Context, Conversation, Inputs, Manifest, Snapshot, SourceEvent, Step, Task,
};
use monps_core::catalog::VenueAccess;
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::TimeDelta;
use monps_server::collector::Feed;
use serde_json::json;

use crate::support::{Market, football, keys, quoting, same, with_line};

/// A total of goals at 2.10 against 2.05: book sum 96.4 %.
fn arbitrage(key: &str, hours: i64) -> SourceEvent {
    let total = || with_line(monps_core::catalog::MarketKind::Total, "2.5");
    let event = football(key, &format!("Home {key}"), "Visitors", hours);
    let event = quoting(event, "bet365", total(), "over 2.10, under 1.80");
    let event = quoting(event, "pinnacle", total(), "over 1.85, under 2.05");
    quoting(event, "unibet", total(), "over 1.95, under 1.95")
}

#[tokio::test]
async fn a_finding_has_every_field_and_exact_stakes() {
    let market = Market::open().await;
    market.say("feed", vec![arbitrage("a", 48)]).await;
    market.wait(TimeDelta::seconds(30));
    let list = market.list("/opportunities/").await;
    let expected = json!({
        "id": 1, "match_id": "feed:a", "home_team": "Home a", "away_team": "Visitors",
        "sport": "football", "league": "Premier League", "commence_time": "2026-11-24T12:00:00Z",
        "opportunity_type": "arbitrage", "market_type": "totals", "market": "total 2.5",
        "outcome": "under", "best_odd": 2.05, "best_odds": 2.05, "worst_odd": 1.80,
        "worst_odds": 1.80, "spread_pct": 13.8889, "edge_pct": 3.7349,
        "bookmaker_best": "pinnacle", "bookmaker_worst": "bet365", "nb_bookmakers": 3,
        "estimated_value": 3.73,
        "legs": [
            {"bookmaker": "bet365", "market_type": "totals", "market": "total 2.5",
             "outcome": "over", "side": "back", "odds": 2.10,
             "share": 0.493976, "stake": 49.40, "age_seconds": 30, "commission_pct": 0},
            {"bookmaker": "pinnacle", "market_type": "totals", "market": "total 2.5",
             "outcome": "under", "side": "back", "odds": 2.05,
             "share": 0.506024, "stake": 50.60, "age_seconds": 30, "commission_pct": 0},
        ],
        "stakes": {"total": 100.00, "currency": "EUR", "proven": true, "legs": [
            {"bookmaker": "bet365", "outcome": "over", "stake": 49.40, "put_up": 49.40,
             "order": 1, "exposed": 0, "odds_needed": 1.9524},
            {"bookmaker": "pinnacle", "outcome": "under", "stake": 50.60, "put_up": 50.60,
             "order": 2, "exposed": 49.40, "odds_needed": 1.9091}]},
        "profit_profile": [
            {"outcome": "over", "results": [], "results_count": 0,
             "payout": 103.74, "profit": 3.74},
            {"outcome": "under", "results": [], "results_count": 0,
             "payout": 103.73, "profit": 3.73}],
        "guarantee": null, "middle": null, "edge_low_pct": null,
        "trust": {"grade": "bettable", "reasons": []},
        "first_seen": "2026-11-22T12:00:00Z", "last_seen": "2026-11-22T12:00:00Z",
        "created_at": "2026-11-22T12:00:00Z",
    });
    assert_eq!(keys(&list[0]), keys(&expected));
    for (key, value) in expected.as_object().unwrap() {
        same(key, &list[0][key], value);
    }
    assert_eq!(market.get("/opportunities/1").await.body, list[0]);
    assert_eq!(market.list("/opportunities/top").await, list);

    let small = market.get("/opportunities/1?total=10").await.body;
    same("total", &small["stakes"]["total"], &json!(10));
    let stakes: Vec<f64> = small["legs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|leg| leg["stake"].as_f64().unwrap())
        .collect();
    assert_eq!(stakes, [4.94, 5.06]);
}

#[tokio::test]
async fn only_what_stands_now_counts_never_the_history() {
    let market = Market::open().await;
    // 200 matches had prices that make an arbitrage together, 50 of them only at different times.
    let events = |only_now: bool| -> Vec<SourceEvent> {
        (0..200)
            .map(|index| {
                let event =
                    football(&format!("m{index}"), &format!("Home {index}"), "Visitors", 48);
                let fell = index < 50 && only_now;
                let over = if fell { "over 1.90" } else { "over 2.20" };
                let under = if index < 50 && !only_now { "under 1.70" } else { "under 2.05" };
                let total = || with_line(monps_core::catalog::MarketKind::Total, "2.5");
                let event = quoting(event, "bet365", total(), over);
                quoting(event, "pinnacle", total(), under)
            })
            .collect()
    };
    market.say("feed", events(false)).await;
    market.wait(TimeDelta::minutes(1));
    market.say("feed", events(true)).await;
    let found = market.pages("/opportunities/?limit=64").await;
    assert_eq!(found.len(), 150);
    assert!(found.iter().all(|one| one["best_odds"] == one["worst_odds"]), "one price a selection");
    let mut matches: Vec<&str> =
        found.iter().map(|one| one["match_id"].as_str().unwrap()).collect();
    matches.sort_unstable();
    matches.dedup();
    assert_eq!(matches.len(), 150);
    assert!(!matches.contains(&"feed:m7"));
}

#[tokio::test]
async fn filters_narrow_and_nonsense_is_refused() {
    let market = Market::open().await;
    market.say("feed", vec![arbitrage("a", 48), arbitrage("b", 49)]).await;
    for (query, count) in [
        ("", 2),
        ("min_spread_pct=13.8", 2),
        ("min_spread_pct=14", 0),
        ("min_edge=3.7", 2),
        ("min_edge=3.74", 0),
        ("sport=football", 2),
        ("sport=soccer_epl", 2),
        ("sport=tennis", 0),
        ("type=arbitrage", 2),
        ("type=spread", 0),
        ("book=pinnacle", 2),
        ("book=Pinnacle", 2),
        ("book=unibet", 0),
        ("limit=1", 1),
    ] {
        assert_eq!(market.list(&format!("/opportunities/?{query}")).await.len(), count, "{query}");
    }
    for (query, field) in [
        ("min_spread_pct=nan", "min_spread_pct"),
        ("min_spread_pct=inf", "min_spread_pct"),
        ("min_edge=-inf", "min_edge"),
        ("limit=-5", "limit"),
        ("type=banana", "type"),
        ("book=a%00", "book"),
        ("total=0", "total"),
        ("total=-1", "total"),
        ("total=1e14", "total"),
        ("cursor=junk", "cursor"),
    ] {
        market.refuses(&format!("/opportunities/?{query}"), field).await;
    }
    assert_eq!(market.get("/opportunities/banana").await.status, 422);
    let answer = market.get("/opportunities/99").await;
    assert_eq!(
        (answer.status.as_u16(), &answer.body["code"]),
        (404, &json!("opportunity_not_found"))
    );
}

#[tokio::test]
async fn a_match_that_has_started_is_no_opportunity() {
    let market = Market::open().await;
    market.say("feed", vec![arbitrage("a", 1)]).await;
    assert_eq!(market.list("/opportunities/").await.len(), 1);
    market.wait(TimeDelta::hours(1));
    assert!(market.list("/opportunities/").await.is_empty(), "before the detector looks again");
    assert_eq!(market.get("/opportunities/1").await.status, 404);
}

#[tokio::test]
async fn stakes_are_for_venues_where_an_account_is_held() {
    let market = Market::open().await;
    market.say("feed", vec![arbitrage("a", 48)]).await;
    market.set_access("pinnacle", VenueAccess::Reference).await;
    market.set_access("unibet", VenueAccess::Reference).await;
    let list = market.list("/opportunities/").await;
    assert_eq!(list.len(), 1);
    assert_eq!((&list[0]["stakes"], &list[0]["legs"][0]["stake"]), (&json!(null), &json!(null)));
    assert_eq!(list[0]["profit_profile"], json!([]));
    assert_eq!(list[0]["trust"]["grade"], "indicative");
    let codes: Vec<&str> = list[0]["trust"]["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| reason["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["reference_venue", "account_not_held"]);
    same("estimated_value", &list[0]["estimated_value"], &json!(3.73));
}

/// A source that says what it is told to say.
pub(crate) struct Script {
    pub(crate) says: Arc<Mutex<Result<Vec<SourceEvent>, Fault>>>,
}

static SCRIPT: LazyLock<Manifest> = LazyLock::new(|| Manifest {
    capabilities: vec![Capability::Odds],
    fresh_for_s: 600,
    ..Manifest::new("script", "A script", "1")
});

impl Adapter for Script {
    fn manifest(&self) -> &Manifest {
        &SCRIPT
    }

    fn start(&self, _: &Context, task: &Task) -> Result<(Box<dyn Conversation>, Step), Fault> {
        let mut events = self.says.lock().unwrap().clone()?;
        events
            .retain(|event| task.scope.events.is_empty() || task.scope.events.contains(&event.key));
        let coverage = monps_core::adapter::Coverage::Events;
        let snapshot = Snapshot { events, coverage, ..Snapshot::default() };
        Ok((Box::new(Silence), Step::done(vec![snapshot])))
    }
}

struct Silence;

impl Conversation for Silence {
    fn resume(&mut self, _: &Context, _: Inputs) -> Result<Step, Fault> {
        Ok(Step::done(Vec::new()))
    }
}

/// A feed that follows a script.
pub(crate) fn scripted(says: &Arc<Mutex<Result<Vec<SourceEvent>, Fault>>>) -> Feed {
    Feed {
        id: "shop".to_owned(),
        adapter: Arc::new(Script { says: Arc::clone(says) }),
        config: BTreeMap::new(),
        every: TimeDelta::minutes(30),
        seed: 1,
        streams: false,
        base_urls: BTreeMap::new(),
    }
}

#[tokio::test]
async fn asking_again_says_whether_it_stands() {
    let says = Arc::new(Mutex::new(Ok(vec![arbitrage("a", 48), arbitrage("b", 49)])));
    let market = Market::open_with(vec![scripted(&says)]).await;
    market.collector.run_once().await;
    market.detector.look(None).await.unwrap();
    let found = market.list("/opportunities/").await;
    assert_eq!(found.len(), 2);
    let id = found[0]["id"].as_i64().unwrap();
    let name = found[0]["match_id"].as_str().unwrap().trim_start_matches("script:").to_owned();

    market.wait(TimeDelta::minutes(1));
    let body = market.post(&format!("/opportunities/{id}/recheck"), &json!(null)).await.body;
    assert_eq!((&body["stands"], &body["changed"]), (&json!(true), &json!(0)));
    assert_eq!((&body["feeds"], &body["errors"]), (&json!(["shop"]), &json!([])));
    same("edge", &body["edge_pct"], &body["edge_pct_before"]);
    assert_eq!(body["opportunity"]["legs"][0]["age_seconds"], 0, "seen again just now");

    let total = || with_line(monps_core::catalog::MarketKind::Total, "2.5");
    let fallen = quoting(
        football(&name, &format!("Home {name}"), "Visitors", 48),
        "bet365",
        total(),
        "over 1.80, under 1.80",
    );
    *says.lock().unwrap() = Ok(vec![fallen]);
    let body = market.post(&format!("/opportunities/{id}/recheck"), &json!(null)).await.body;
    assert_eq!((&body["stands"], &body["opportunity"]), (&json!(false), &json!(null)));
    assert_eq!(body["changed"], 5, "one price fell, four are gone: {body}");
    let left = market.list("/opportunities/").await;
    assert_eq!(left.len(), 1, "the other match was not asked for and stands");
    let again = market.post(&format!("/opportunities/{id}/recheck"), &json!(null)).await;
    assert_eq!(again.status, 404);
}

#[tokio::test]
async fn a_source_that_is_down_changes_nothing_and_is_named() {
    let says = Arc::new(Mutex::new(Ok(vec![arbitrage("a", 48)])));
    let market = Market::open_with(vec![scripted(&says)]).await;
    market.collector.run_once().await;
    market.detector.look(None).await.unwrap();
    *says.lock().unwrap() = Err(Fault::new(FaultCode::Upstream, "the source is down"));
    let body = market.post("/opportunities/1/recheck", &json!(null)).await.body;
    assert_eq!((&body["stands"], &body["changed"]), (&json!(true), &json!(0)));
    let error = body["errors"][0].as_str().unwrap();
    assert!(error.contains("the source is down"), "{body}");
}
