//! Every documented route with its fields.

use serde_json::{Value, json};

use super::running::Running;
use super::shape::check;

const BET: &str = "id integer, match_id string, outcome string, bookmaker string, \
    odds_value number, stake number, bet_type string, result string?, actual_odds number?, \
    payout number?, profit_loss number?, notes string?, status string, actual_profit number?, \
    clv number?, odds_close number?, market_type string?, created_at instant, updated_at instant";
const ODD: &str = "id integer, match_id string, sport string, home_team string, \
    away_team string, bookmaker string, outcome string, odds_value number, market_type string, \
    market string, point number?, commence_time instant, is_best boolean, created_at instant, \
    timestamp instant";
const MATCH: &str = "match_id string, sport string, league string?, home_team string, \
    away_team string, commence_time instant, best_home_odds number?, best_draw_odds number?, \
    best_away_odds number?, bookmaker_count integer, odds_count integer";
const OPPORTUNITY: &str = "id integer, match_id string, home_team string, away_team string, \
    sport string, commence_time instant, opportunity_type string, outcome string?, \
    best_odd number?, best_odds number?, worst_odd number?, worst_odds number?, \
    spread_pct number?, edge_pct number, bookmaker_best string?, bookmaker_worst string?, \
    nb_bookmakers integer, estimated_value number?, legs list, trust object, \
    first_seen instant, last_seen instant, created_at instant";
const BANKROLL: &str = "current_bankroll number, initial_balance number, total_staked number, \
    total_returned number, total_profit number, roi number?, total_bets integer, won_bets number, \
    lost_bets number, pending_bets integer, win_rate number?, initial_bankroll number, \
    roi_percentage number?, max_drawdown number?, current_exposure number, available_balance number";

async fn ok(server: &Running, path: &str) -> Value {
    let (status, body) = server.get(path).await;
    assert_eq!(status, 200, "{path}: {body}");
    body
}

#[tokio::test]
async fn the_server_says_who_it_is_and_how_it_is() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    check("/", &ok(&server, "/").await, "app string, version string, status string");
    let health = ok(&server, "/health").await;
    check("/health", &health, "status string, timestamp instant, version string, checks object");
    check("checks", &health["checks"], "store string, cache string, collector string");
    assert_eq!(health["status"], "ok");
    for path in ["/livez", "/healthz", "/readyz"] {
        ok(&server, path).await;
    }
    server.wait_for_some("/odds/latest").await;
    let refreshed = ok(&server, "/metrics/refresh").await;
    let fields = "status string, opportunities integer, max_spread number?, bookmakers integer";
    check("/metrics/refresh", &refreshed, fields);
    ok(&server, "/metrics/status").await;
    let (_, headers, text) = server.fetch(&format!("{}/metrics", server.api)).await;
    assert!(headers["content-type"].to_str().unwrap().starts_with("text/plain"));
    for family in [
        "monps_total_bets",
        "monps_bankroll",
        "monps_roi",
        "monps_win_rate",
        "monps_current_opportunities",
        "monps_max_spread_percent",
        "monps_active_bookmakers",
        "monps_last_collection_timestamp",
        "http_requests_total",
        "http_request_duration_seconds_bucket",
    ] {
        assert!(text.contains(family), "{family} is not exported");
    }
}

#[tokio::test]
async fn settings_are_as_documented() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    let fields = "id integer, key string, value object, description string?, created_at instant, \
                  updated_at instant";
    let all = ok(&server, "/settings/").await;
    for setting in all.as_array().unwrap() {
        check("/settings/", setting, fields);
    }
    for key in [
        "bankroll_initial",
        "api_key_odds",
        "collect_frequency",
        "email_alerts",
        "notification_thresholds",
    ] {
        check(key, &ok(&server, &format!("/settings/{key}")).await, fields);
    }
    let health = ok(&server, "/settings/health").await;
    check("/settings/health", &health, "status string, settings_count integer, timestamp instant");
    let body = json!({"value": {"amount": 2500, "currency": "EUR"}});
    let (status, changed) = server.send("PUT", "/settings/bankroll_initial", &body).await;
    assert_eq!(status, 200, "{changed}");
    assert_eq!(
        ok(&server, "/stats/stats/bankroll").await["initial_bankroll"].as_f64(),
        Some(2500.0)
    );
    let (status, refused) =
        server.send("PUT", "/settings/bankroll_initial", &json!({"value": {"amount": -5}})).await;
    assert_eq!(status, 422);
    check("422", &refused, "detail string, code string, request_id string, errors list");
    assert_eq!(server.get("/settings/nothing").await.0, 404);
}

#[tokio::test]
async fn odds_and_opportunities_are_as_documented() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    for odd in server.wait_for_some("/odds/latest").await {
        check("/odds/latest", &odd, ODD);
        check("/odds/latest", &odd, "age number");
    }
    for odd in server.wait_for_some("/odds/odds/").await {
        check("/odds/odds/", &odd, ODD);
    }
    let matches = server.wait_for_some("/odds/odds/matches").await;
    for one in &matches {
        check("/odds/odds/matches", one, MATCH);
    }
    let id = matches[0]["match_id"].as_str().unwrap();
    let one = ok(&server, &format!("/odds/odds/matches/{id}")).await;
    check("match", &one, "match_id string, sport string, odds list, best_odds object");
    for odd in one["odds"].as_array().unwrap() {
        check("odds of a match", odd, ODD);
    }
    for market in one["best_odds"].as_object().unwrap().values() {
        for best in market.as_object().unwrap().values() {
            check("best odds", best, "bookmaker string, odds_value number");
        }
    }
    ok(&server, &format!("/odds/odds/history/{id}")).await;
    ok(&server, &format!("/odds/odds/history/{id}?interval=1h")).await;
    let found = server.wait_for_some("/opportunities/").await;
    for one in &found {
        check("/opportunities/", one, OPPORTUNITY);
        let fields = "bookmaker string, outcome string, odds number, age_seconds number";
        one["legs"].as_array().unwrap().iter().for_each(|leg| check("leg", leg, fields));
    }
    ok(&server, "/opportunities/top").await;
    let arbitrages = server.wait_for_some("/opportunities/?type=arbitrage").await;
    assert!(arbitrages.iter().all(|one| one["opportunity_type"] == "arbitrage"));
    // What the existing dashboard calls.
    assert!(!ok(&server, "/opportunities/opportunities/").await.as_array().unwrap().is_empty());
    assert_eq!(server.get("/odds/odds/matches/nothing").await.0, 404);
    assert_eq!(server.get("/opportunities/999999999").await.0, 404);
}

#[tokio::test]
async fn bets_and_statistics_are_as_documented() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    let analytics = "status string, period_days integer, bets_analyzed integer, \
        global_stats object, bankroll_stats object, bookmaker_stats list, \
        performance_by_type object, monthly_performance list";
    let path = "/stats/stats/analytics/comprehensive";
    let empty = ok(&server, path).await;
    check("analytics without a bet", &empty, analytics);
    check("types", &empty["performance_by_type"], "tabac object, ligne object");
    let body = json!({
        "match_id": "slip-1", "outcome": "home", "bookmaker": "fdj_pdv", "odds_value": 2.10,
        "stake": 10, "bet_type": "tabac", "market_type": "h2h", "notes": "at the counter",
    });
    let (status, bet) = server.send("POST", "/bets/bets/", &body).await;
    assert_eq!(status, 201, "{bet}");
    check("POST /bets/bets/", &bet, BET);
    let id = bet["id"].as_i64().unwrap();
    for (method, result) in [("PUT", "won"), ("PATCH", "lost")] {
        let path = format!("/bets/bets/{id}");
        let (status, bet) = server.send(method, &path, &json!({"result": result})).await;
        assert_eq!(status, 200, "{bet}");
        check(method, &bet, BET);
        assert_eq!(bet["profit_loss"], bet["actual_profit"]);
    }
    let list = ok(&server, "/bets/bets/?bet_type=tabac&result=lost").await;
    assert_eq!(list.as_array().unwrap().len(), 1);
    check("/bets/bets/{id}", &ok(&server, &format!("/bets/bets/{id}")).await, BET);
    let global = ok(&server, "/stats/stats/global").await;
    let odds_side = "total_odds integer, total_matches integer, total_bookmakers integer, \
        total_sports integer, last_update instant?, api_requests_remaining integer?";
    check("global", &global, odds_side);
    let bet_side = "total_bets integer, total_stake number, total_return number, \
        total_profit number, avg_odds number?, win_rate number?, roi number?, avg_clv number?, \
        sharpe_ratio number?";
    check("global", &global, bet_side);
    assert_eq!(global["total_profit"].to_string(), "-10.00");
    check("bankroll", &ok(&server, "/stats/stats/bankroll").await, BANKROLL);
    let fields = "bookmaker string, nb_cotes integer, avg_odds number?, nb_matches integer, \
        total_bets integer, total_profit number, roi number?, avg_clv number?, win_rate number?";
    for one in ok(&server, "/stats/stats/bookmakers").await.as_array().unwrap() {
        check("/stats/stats/bookmakers", one, fields);
    }
    let full = ok(&server, &format!("{path}?period_days=7")).await;
    check("analytics", &full, analytics);
    for month in full["monthly_performance"].as_array().unwrap() {
        check("month", month, "month string, profit number, roi number?, bets_count integer");
    }
    let (status, _) = server.send("DELETE", &format!("/bets/bets/{id}"), &Value::Null).await;
    assert_eq!(status, 204);
    assert_eq!(server.get(&format!("/bets/bets/{id}")).await.0, 404);
}

#[tokio::test]
async fn adapters_of_ones_own_are_listed_with_what_is_wrong() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("adapters");
    std::fs::create_dir_all(&folder).unwrap();
    let (_, source) = monps_adapters::declarative::SOURCES[0];
    let mine = source.replacen("id = \"kalshi\"", "id = \"mine\"", 1);
    std::fs::write(folder.join("a.toml"), &mine).unwrap();
    std::fs::write(folder.join("b.toml"), mine.replacen("[odds]", "[ods]", 1)).unwrap();
    let server = Running::start(data.path()).await;
    let adapters = ok(&server, "/adapters").await;
    let adapters = adapters.as_array().unwrap();
    let fields = "id string?, title string?, version string?, summary string?, capabilities list, \
        file string?, secrets list, config list, error string?";
    adapters.iter().for_each(|adapter| check("/adapters", adapter, fields));
    let find = |key: &str, value: &str| adapters.iter().find(|adapter| adapter[key] == value);
    let built_in = find("id", "odds-api-io").unwrap();
    assert_eq!(
        (&built_in["file"], &built_in["secrets"]),
        (&Value::Null, &json!(["odds_api_io_key"]))
    );
    assert_eq!(find("id", "mine").unwrap()["file"], "a.toml");
    let error = find("file", "b.toml").unwrap()["error"].as_str().unwrap();
    assert!(error.starts_with("b.toml, line "), "{error}");
}

#[tokio::test]
async fn feeds_venues_and_the_ledger_answer() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    server.wait_for_some("/odds/latest").await;
    assert_eq!(ok(&server, "/ledger/verify").await["sound"], true);
    let feeds = ok(&server, "/feeds").await;
    let fields = "id string, adapter string, title string, state string, failures integer";
    feeds.as_array().unwrap().iter().for_each(|feed| check("/feeds", feed, fields));
    let (status, body) = server.send("POST", "/feeds/simulator/run", &Value::Null).await;
    assert_eq!(status, 202, "{body}");
    ok(&server, "/feeds/simulator/log").await;
    let venues = ok(&server, "/venues").await;
    assert!(!venues.as_array().unwrap().is_empty());
    let deposit = json!({"amount": 100, "bookmaker": "fdj_pdv"});
    let (status, body) = server.send("POST", "/ledger/deposit", &deposit).await;
    assert!((200..300).contains(&status), "{status} {body}");
    for path in ["/ledger/accounts", "/ledger/entries", "/ledger/balances", "/ledger/verify"] {
        ok(&server, path).await;
    }
}
