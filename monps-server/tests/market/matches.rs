//! Matches and their best prices.

use monps_core::catalog::MarketKind;
use monps_core::time::TimeDelta;
use serde_json::json;

use crate::support::{Market, football, keys, quoting, result, same, with_line};

#[tokio::test]
async fn a_match_shows_its_best_prices() {
    let market = Market::open().await;
    let event = football("a", "Arsenal", "Chelsea", 5);
    let event = quoting(event, "bet365", result(), "home 2.10, draw 3.40, away 3.60");
    let event = quoting(event, "pinnacle", result(), "home 2.14, draw 3.30, away 3.60");
    let event =
        quoting(event, "pinnacle", with_line(MarketKind::Total, "2.5"), "over 1.9, under 2");
    let bare = quoting(
        football("b", "Leeds", "Burnley", 4),
        "bet365",
        with_line(MarketKind::Total, "3"),
        "over 2",
    );
    market.say("feed", vec![event, bare]).await;
    let rows = market.list("/odds/odds/matches").await;
    let expected = json!([
        {"match_id": "feed:b", "sport": "football", "league": "Premier League",
         "home_team": "Leeds", "away_team": "Burnley", "commence_time": "2026-11-22T16:00:00Z",
         "time_known": true, "is_open": true, "best_home_odds": null, "best_draw_odds": null,
         "best_away_odds": null, "bookmaker_count": 1, "odds_count": 1},
        {"match_id": "feed:a", "sport": "football", "league": "Premier League",
         "home_team": "Arsenal", "away_team": "Chelsea", "commence_time": "2026-11-22T17:00:00Z",
         "time_known": true, "is_open": true, "best_home_odds": 2.14, "best_draw_odds": 3.40,
         "best_away_odds": 3.60, "bookmaker_count": 2, "odds_count": 8},
    ]);
    same("matches", &json!(rows), &expected);
    assert_eq!(market.pages("/odds/odds/matches?limit=1").await, rows);
    assert_eq!(market.list("/odds/odds/matches?sport=soccer_epl").await, rows);
    assert!(market.list("/odds/odds/matches?sport=tennis").await.is_empty());
}

#[tokio::test]
async fn a_match_that_is_moved_stays_one() {
    let market = Market::open().await;
    let at =
        |hours| quoting(football("a", "Arsenal", "Chelsea", hours), "bet365", result(), "home 2.1");
    market.say("feed", vec![at(5)]).await;
    market.wait(TimeDelta::minutes(5));
    market.say("feed", vec![at(29)]).await;
    let rows = market.list("/odds/odds/matches").await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["commence_time"], "2026-11-23T17:00:00Z");
    assert_eq!(market.list("/odds/odds/matches?upcoming_only=false").await.len(), 1);
}

#[tokio::test]
async fn past_matches_are_listed_when_asked_for_with_their_last_prices() {
    let market = Market::open().await;
    let hours = [-70, -2, 5];
    for (index, hours) in hours.into_iter().enumerate() {
        let event = football(&format!("m{index}"), &format!("Home {index}"), "Visitors", hours);
        market.say("feed", vec![quoting(event, "bet365", result(), "home 2.1")]).await;
    }
    market.boards.forget_before(market.now() - TimeDelta::hours(4));
    assert_eq!(market.list("/odds/odds/matches").await.len(), 1);
    let all = market.pages("/odds/odds/matches?upcoming_only=false&limit=1").await;
    let shown: Vec<_> = all
        .iter()
        .map(|row| {
            (
                row["match_id"].as_str().unwrap(),
                row["is_open"] == true,
                row["best_home_odds"].to_string(),
            )
        })
        .collect();
    let expected = [("feed:m2", true), ("feed:m1", false), ("feed:m0", false)];
    assert_eq!(shown, expected.map(|(id, open)| (id, open, "2.1".to_owned())));
}

#[tokio::test]
async fn one_match_has_all_its_prices_and_the_best_by_market() {
    let market = Market::open().await;
    let event = football("0123456789abcdef0123456789abcdef", "Arsenal", "Chelsea", 5);
    let event = quoting(event, "bet365", result(), "home 2.10, draw 3.40, away 3.60");
    let event = quoting(event, "pinnacle", result(), "home 2.14");
    let event =
        quoting(event, "pinnacle", with_line(MarketKind::Total, "2.5"), "over 1.9, under 2");
    market.say("the-odds-api", vec![event]).await;
    // A second source knows it by another name.
    let other =
        quoting(football("4711", "Arsenal FC", "Chelsea", 5), "unibet", result(), "home 2.2");
    market.say("other", vec![other]).await;

    let one = market.get("/odds/odds/matches/0123456789abcdef0123456789abcdef").await;
    assert_eq!(one.status, 200);
    assert_eq!(market.get("/odds/odds/matches/4711").await.body, one.body);
    let body = one.body;
    let listed = market.list("/odds/odds/matches").await;
    let mut expected = keys(&listed[0]);
    expected.extend(["odds", "best_odds"]);
    expected.sort_unstable();
    assert_eq!(keys(&body), expected);
    assert_eq!(body["odds"].as_array().unwrap().len(), 7);
    let row = market.list("/odds/odds/?limit=1").await;
    assert_eq!(keys(&body["odds"][0]), keys(&row[0]));
    same(
        "best_odds",
        &body["best_odds"],
        &json!({
            "1x2": {
                "home": {"bookmaker": "unibet", "odds_value": 2.2},
                "draw": {"bookmaker": "bet365", "odds_value": 3.40},
                "away": {"bookmaker": "bet365", "odds_value": 3.60},
            },
            "total 2.5": {
                "over": {"bookmaker": "pinnacle", "odds_value": 1.9},
                "under": {"bookmaker": "pinnacle", "odds_value": 2},
            },
        }),
    );
}

#[tokio::test]
async fn a_match_that_is_not_there_is_a_404() {
    let market = Market::open().await;
    for path in ["/odds/odds/matches/none", "/odds/odds/history/none"] {
        let answer = market.get(path).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body["code"]),
            (404, &json!("match_not_found"))
        );
    }
    assert_eq!(market.get("/odds/odds/matches/a%00b").await.status, 422);
    market.refuses("/odds/odds/matches?limit=-5", "limit").await;
    market.refuses("/odds/odds/matches?upcoming_only=perhaps", "upcoming_only").await;
}
