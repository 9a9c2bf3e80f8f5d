//! Metrics: real figures, help for each, samples for charts.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use monps_core::time::TimeDelta;
use monps_server::metrics::{BusinessFigures, Collection, Metrics, Sampler};
use monps_server::store::PollOutcome;
use serde_json::json;

use super::support::Server;

/// The families that the documentation promises.
const PROMISED: [&str; 22] = [
    "http_requests_total",
    "http_request_duration_seconds",
    "http_requests_in_flight",
    "monps_total_bets",
    "monps_bankroll",
    "monps_roi",
    "monps_win_rate",
    "monps_current_opportunities",
    "monps_max_spread_percent",
    "monps_active_bookmakers",
    "monps_last_collection_timestamp",
    "monps_odds_collected_total",
    "monps_opportunities_detected_total",
    "monps_api_requests_remaining",
    "monps_collection_duration_seconds",
    "monps_collector_runs_total",
    "monps_collector_quotes_total",
    "monps_collector_last_success_timestamp_seconds",
    "monps_ledger_imbalance_eur",
    "monps_build_info",
    "process_resident_memory_bytes",
    "process_cpu_seconds_total",
];

fn collection(source: &str, outcome: PollOutcome, server: &Server) -> Collection {
    Collection {
        source: source.to_owned(),
        outcome,
        finished_at: server.clock.now(),
        duration: Duration::from_millis(120),
        odds: [("football".to_owned(), 300)].into(),
        quotes_new: 200,
        quotes_unchanged: 95,
        quotes_rejected: 5,
        requests_remaining: Some(480),
    }
}

#[tokio::test]
async fn every_promised_family_has_help_and_figures() {
    let server = Server::start().await;
    let text = server.metrics.text().unwrap();
    assert!(text.contains("monps_api_requests_remaining NaN"), "nobody has said: not nothing left");
    server.get("/metrics/refresh").await;
    server.get("/settings/nobody").await;
    server.get("/no/such/path").await;
    server.metrics.collection_finished(&collection("simulator", PollOutcome::Ok, &server));
    server.metrics.opportunities_detected("football", 2);
    let answer = server.get("/metrics").await;
    assert_eq!(answer.headers.get_all("content-type").iter().count(), 1);
    assert_eq!(answer.headers["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    for family in PROMISED {
        assert!(answer.text.contains(&format!("# HELP {family} ")), "no help for {family}");
        assert!(answer.text.contains(&format!("# TYPE {family} ")), "no type for {family}");
    }
    for line in [
        "monps_total_bets 12",
        "monps_bankroll 1042.5",
        "monps_roi 4.25",
        "monps_win_rate NaN",
        "monps_current_opportunities{sport=\"football\"} 3",
        "monps_max_spread_percent{sport=\"tennis\"} 11.25",
        "monps_active_bookmakers{sport=\"football\"} 20",
        "monps_odds_collected_total{sport=\"football\"} 300",
        "monps_opportunities_detected_total{sport=\"football\"} 2",
        "monps_api_requests_remaining 480",
        "monps_last_collection_timestamp 1795338000",
        "monps_collector_runs_total{outcome=\"ok\",source=\"simulator\"} 1",
        "monps_collector_quotes_total{result=\"rejected\",source=\"simulator\"} 5",
        "monps_ledger_imbalance_eur 0",
        "http_requests_total{method=\"GET\",route=\"/settings/{key}\",status=\"404\"} 1",
        "http_requests_total{method=\"GET\",route=\"unmatched\",status=\"404\"} 1",
        // This very request is in flight.
        "http_requests_in_flight 1",
    ] {
        assert!(answer.text.lines().any(|found| found == line), "no {line} in\n{}", answer.text);
    }
    assert!(answer.text.len() < 300_000);
    assert!(server.metrics.text().unwrap().contains("http_requests_in_flight 0"));
}

#[tokio::test]
async fn a_failed_collection_is_no_success() {
    let server = Server::start().await;
    server.metrics.collection_finished(&collection("odds", PollOutcome::Failed, &server));
    let text = server.metrics.text().unwrap();
    assert!(text.contains("monps_collector_runs_total{outcome=\"failed\",source=\"odds\"} 1"));
    assert!(!text.contains("monps_collector_last_success_timestamp_seconds{source=\"odds\"}"));
}

#[tokio::test]
async fn a_sport_that_is_gone_leaves_no_series() {
    let server = Server::start().await;
    server.get("/metrics/refresh").await;
    assert!(server.metrics.text().unwrap().contains("sport=\"tennis\""));
    server.metrics.set_business(BusinessFigures::default());
    let text = server.metrics.text().unwrap();
    assert!(!text.contains("sport="), "{text}");
}

#[tokio::test]
async fn refresh_answers_real_figures_and_asks_once_a_second() {
    let metrics = Server::start().await;
    let answer = metrics.get("/metrics/refresh").await;
    assert_eq!(
        answer.json(),
        json!({ "status": "success", "opportunities": 4, "max_spread": 11.25, "bookmakers": 22 })
    );
    let many = (0..20).map(|_| metrics.get("/metrics/refresh"));
    let many = futures_util::future::join_all(many).await;
    assert!(many.iter().all(|one| one.text == answer.text));
    assert_eq!(metrics.figures.asked.load(Ordering::SeqCst), 1);
    tokio::time::sleep(Duration::from_millis(1050)).await;
    metrics.figures.fails.store(true, Ordering::SeqCst);
    let away = metrics.get("/metrics/refresh").await;
    assert_eq!(away.status, 503);
    assert!(away.headers.contains_key("retry-after"));
    assert!(!away.text.contains("boards"), "{}", away.text);
}

#[tokio::test]
async fn the_collector_says_what_it_does() {
    let server = Server::start().await;
    let status = server.get("/metrics/status").await.json();
    assert_eq!(status["status"], "running");
    assert_eq!(status["feeds"][0]["id"], "simulator");
    assert_eq!(status["feeds"][0]["outcome"], "partial");
    assert_eq!(status["feeds"][0]["requests_remaining"], 480);
}

#[tokio::test]
async fn samples_are_kept_for_charts_and_dropped_after_thirty_days() {
    let server = Server::start().await;
    server.get("/metrics/refresh").await;
    let sampler =
        Sampler::new(Arc::clone(&server.metrics), Arc::clone(&server.store), server.clock.clock());
    sampler.sample().await.unwrap();
    server.clock.advance(TimeDelta::minutes(1));
    server.metrics.set_business(BusinessFigures { total_bets: 13, ..BusinessFigures::default() });
    sampler.sample().await.unwrap();
    server.clock.advance(TimeDelta::minutes(1));
    let bets = server.get("/metrics/history?name=monps_total_bets").await.json();
    assert_eq!(
        bets,
        json!([
            { "name": "monps_total_bets", "labels": "", "timestamp": "2026-11-22T09:00:00Z", "value": 12.0 },
            { "name": "monps_total_bets", "labels": "", "timestamp": "2026-11-22T09:01:00Z", "value": 13.0 }
        ])
    );
    let path =
        "/metrics/history?name=monps_current_opportunities&from=2026-11-22T09:00:00Z&limit=1";
    let sports = server.get(path).await.json();
    assert_eq!(sports[0]["labels"], "sport=\"football\"");
    // What is not defined is not sampled, nor are the process's own figures.
    for name in ["monps_win_rate", "process_resident_memory_bytes", "monps_build_info"] {
        let none = server.get(&format!("/metrics/history?name={name}")).await.json();
        assert_eq!(none, json!([]), "{name}");
    }
    server.clock.advance(TimeDelta::days(30));
    assert!(sampler.prune().await.unwrap() > 0);
    assert_eq!(server.store.prune_samples(server.clock.now()).await.unwrap(), 0);
}

#[tokio::test]
async fn metrics_asks_no_database() {
    let server = Server::start().await;
    server.sqlite.close().await;
    assert_eq!(server.get("/metrics").await.status, 200);
    let history = server.get("/metrics/history?name=monps_bankroll").await;
    assert_eq!(history.status, 503);
    assert!(history.headers.contains_key("retry-after"));
}

#[test]
fn no_two_families_share_a_name() {
    let metrics = Metrics::new().unwrap();
    let families = metrics.gather();
    let names: BTreeSet<&str> = families.iter().map(|family| family.name()).collect();
    assert_eq!(names.len(), families.len());
}
