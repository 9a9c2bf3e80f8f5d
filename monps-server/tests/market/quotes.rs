//! `POST /quotes`: prices entered by hand.

use monps_core::catalog::MarketKind;
use monps_core::time::TimeDelta;
use serde_json::{Value, json};

use crate::support::{Market, football, noon, quoting, with_line};

/// A shop's price on the total of a match that a feed knows.
fn shop(price: &Value) -> Value {
    json!({"venue": "Tabac du Coin", "match_id": "feed:a", "market": "totals", "line": 2.5,
           "selection": "over", "price": price})
}

async fn with_feed() -> Market {
    let market = Market::open().await;
    let total = with_line(MarketKind::Total, "2.5");
    let event = quoting(
        football("a", "Arsenal", "Chelsea", 48),
        "pinnacle",
        total,
        "over 1.80, under 2.05",
    );
    market.say("feed", vec![event]).await;
    market
}

async fn enter(market: &Market, quotes: Value) -> crate::support::Answer {
    let answer = market.post("/quotes", &json!({"quotes": quotes})).await;
    market.detector.look(None).await.unwrap();
    answer
}

#[tokio::test]
async fn a_price_by_hand_takes_part_in_an_arbitrage_and_expires() {
    let market = with_feed().await;
    assert!(market.list("/opportunities/").await.is_empty());
    let entered = enter(&market, json!([shop(&json!("2,10"))])).await;
    assert_eq!(entered.status, 201, "{}", entered.body);
    assert_eq!((&entered.body["accepted"], &entered.body["changed"]), (&json!(1), &json!(1)));
    let quote = &entered.body["quotes"][0];
    assert_eq!(quote["match_id"], "feed:a");
    assert_eq!(quote["bookmaker"], "tabac_du_coin");
    assert_eq!(quote["expires_at"], "2026-11-22T13:00:00Z");
    let latest = market.list("/odds/latest?bookmaker=Tabac%20du%20Coin").await;
    assert_eq!(latest[0]["id"], quote["id"]);
    let found = market.list("/opportunities/").await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["legs"][0]["bookmaker"], "tabac_du_coin");

    // A feed's next word does not withdraw what a person said.
    let total = with_line(MarketKind::Total, "2.5");
    let event = quoting(
        football("a", "Arsenal", "Chelsea", 48),
        "pinnacle",
        total,
        "over 1.80, under 2.05",
    );
    market.say("feed", vec![event]).await;
    assert_eq!(market.list("/opportunities/").await.len(), 1);

    market.wait(TimeDelta::minutes(59));
    assert_eq!(market.expiry.run_once(market.now()).await.unwrap(), 0);
    market.wait(TimeDelta::minutes(1));
    assert_eq!(market.expiry.run_once(market.now()).await.unwrap(), 1);
    assert_eq!(market.expiry.run_once(market.now()).await.unwrap(), 0, "it may run twice");
    market.detector.look(None).await.unwrap();
    assert!(market.list("/opportunities/").await.is_empty());
    assert_eq!(market.list("/odds/latest").await.len(), 2);
    let series = market.get("/odds/odds/history/feed:a?bookmaker=tabac_du_coin").await.body;
    let points = series["series"][0]["points"].as_array().unwrap();
    assert_eq!(points.len(), 2);
    assert_eq!(points[1]["odds_value"], json!(null));
}

#[tokio::test]
async fn an_end_survives_a_restart_and_a_later_word_moves_it() {
    let market = with_feed().await;
    enter(&market, json!([shop(&json!(2.10))])).await;
    market.wait(TimeDelta::minutes(30));
    enter(&market, json!([shop(&json!(2.10))])).await;
    let market = market.restart().await;
    assert_eq!(market.list("/odds/latest").await.len(), 3);
    market.wait(TimeDelta::minutes(45));
    assert_eq!(market.expiry.run_once(market.now()).await.unwrap(), 0, "said again since");
    market.wait(TimeDelta::minutes(15));
    assert_eq!(market.expiry.run_once(market.now()).await.unwrap(), 1);
    assert_eq!(market.list("/odds/latest").await.len(), 2);
}

#[tokio::test]
async fn a_price_that_a_feed_took_over_does_not_expire() {
    let market = with_feed().await;
    enter(
        &market,
        json!([{"venue": "pinnacle", "match_id": "feed:a", "market": "total",
                           "line": 2.5, "selection": "over", "price": 1.99}]),
    )
    .await;
    market.wait(TimeDelta::minutes(5));
    let total = with_line(MarketKind::Total, "2.5");
    let event = quoting(
        football("a", "Arsenal", "Chelsea", 48),
        "pinnacle",
        total,
        "over 1.80, under 2.05",
    );
    market.say("feed", vec![event]).await;
    market.wait(TimeDelta::hours(2));
    assert_eq!(market.expiry.run_once(market.now()).await.unwrap(), 0);
    assert_eq!(market.list("/odds/latest").await.len(), 2);
}

#[tokio::test]
async fn names_in_another_script_are_bookmakers_of_their_own() {
    let market = with_feed().await;
    let at = |venue: &str| {
        json!({"venue": venue, "match_id": "feed:a", "market": "total", "line": 2.5,
               "selection": "over", "price": 2.1})
    };
    enter(&market, json!([at("酒場"), at("賭場")])).await;
    enter(&market, json!([at(" 酒場 ")])).await;
    let venues = market.store.venues().await.unwrap();
    let titles: Vec<&str> = venues.iter().map(|venue| venue.title.as_str()).collect();
    let count = |wanted: &str| titles.iter().filter(|title| **title == wanted).count();
    assert_eq!((count("酒場"), count("賭場")), (1, 1), "{titles:?}");
}

#[tokio::test]
async fn every_customary_format_is_taken() {
    let market = with_feed().await;
    for (price, value, quoted) in [
        (json!(2.10), "2.1", json!(null)),
        (json!("2.11"), "2.11", json!(null)),
        (json!("2,12"), "2.12", json!(null)),
        (json!("11/10"), "2.1", json!("11/10")),
        (json!("EVS"), "2", json!("1/1")),
        (json!("+115"), "2.15", json!("+115")),
        (json!("-125"), "1.8", json!("-125")),
    ] {
        market.wait(TimeDelta::seconds(1));
        let answer = enter(&market, json!([shop(&price)])).await;
        assert_eq!(answer.status, 201, "{price}: {}", answer.body);
        let row = market.list("/odds/latest?bookmaker=tabac_du_coin").await;
        assert_eq!(
            (row[0]["odds_value"].to_string().as_str(), &row[0]["quoted"]),
            (value, &quoted)
        );
    }
}

#[tokio::test]
async fn a_match_is_found_by_its_sides_and_is_not_moved() {
    let market = with_feed().await;
    let by_names = json!({"venue": "Tabac du Coin", "home_team": "ARSENAL FC", "away_team": "Chelsea",
        "sport": "football", "starts_at": "2026-11-24T14:30:00Z", "market": "h2h",
        "selection": "arsenal", "price": 2.2});
    let answer = enter(&market, json!([by_names])).await;
    assert_eq!(answer.body["quotes"][0]["match_id"], "feed:a", "{}", answer.body);
    let rows = market.list("/odds/odds/matches").await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["commence_time"], "2026-11-24T12:00:00Z", "the feed knows better");
    assert_eq!(rows[0]["best_home_odds"], json!(2.2));
}

#[tokio::test]
async fn an_unknown_match_is_made() {
    let market = Market::open().await;
    let new = |match_id: Option<&str>, venue: &str| {
        json!({"venue": venue, "match_id": match_id, "home_team": "Étoile", "away_team": "Racing Club",
            "sport": "football", "league": "Régional 1", "starts_at": "2026-11-24T14:30:00Z",
            "market": "1x2", "selection": "N", "price": 3.1})
    };
    let answer =
        enter(&market, json!([new(None, "Tabac du Coin"), new(None, "Café des Sports")])).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let made = "football-etoile-racing-club-2026-11-24";
    assert_eq!(answer.body["quotes"][0]["match_id"], made);
    assert_eq!(answer.body["quotes"][1]["match_id"], made);
    let rows = market.list("/odds/odds/matches").await;
    assert_eq!(rows.len(), 1);
    assert_eq!((&rows[0]["match_id"], &rows[0]["league"]), (&json!(made), &json!("Régional 1")));
    assert_eq!(rows[0]["bookmaker_count"], 2);
    // The same again by name, and under another name: it is known by its sides.
    market.wait(TimeDelta::seconds(1));
    let again =
        json!({"venue": "PMU", "match_id": made, "market": "1x2", "selection": "1", "price": 2.4});
    assert_eq!(enter(&market, json!([again])).await.status, 201);
    let other = enter(&market, json!([new(Some("slip-17"), "pmu")])).await;
    assert_eq!(other.body["quotes"][0]["match_id"], made);
    assert_eq!(market.list("/odds/odds/matches").await.len(), 1);
    let mut elsewhere = new(Some("slip-18"), "pmu");
    elsewhere["home_team"] = json!("Olympique");
    assert_eq!(enter(&market, json!([elsewhere])).await.body["quotes"][0]["match_id"], "slip-18");
}

#[tokio::test]
async fn what_is_wrong_is_named_entry_by_entry_and_nothing_is_taken() {
    let market = with_feed().await;
    let change = |field: &str, value: Value| {
        let mut quote = shop(&json!(2.1));
        quote[field] = value;
        quote
    };
    let late = |minutes: i64| json!((noon() + TimeDelta::minutes(minutes)).to_rfc3339());
    for (quote, field) in [
        (change("price", json!(1)), "price"),
        (change("price", json!("-3")), "price"),
        (change("price", json!("nan")), "price"),
        (change("price", json!(null)), "price"),
        (change("price", json!("1e3")), "price"),
        (change("venue", json!("")), "venue"),
        (change("venue", json!("a\u{0}b")), "venue"),
        (change("market", json!("corners")), "market"),
        (change("line", json!(2.3)), "line"),
        (change("line", json!(null)), "line"),
        (change("period", json!("third_half")), "period"),
        (change("selection", json!("home")), "selection"),
        (change("side", json!("up")), "side"),
        (change("match_id", json!("none")), "match_id"),
        (change("stake_max", json!(0)), "stake_max"),
        (change("seen_at", late(5)), "seen_at"),
        (change("seen_at", late(-60 * 24 * 8)), "seen_at"),
        (change("seen_at", late(-90)), "expires_at"),
        (change("expires_at", late(-1)), "expires_at"),
        (change("expires_at", late(60 * 24 * 8)), "expires_at"),
        (change("odds", json!(2)), "odds"),
    ] {
        let good = shop(&json!(2.0));
        let answer = enter(&market, json!([good, quote])).await;
        assert_eq!(answer.status, 422, "{quote}: {}", answer.body);
        let named = format!("quotes[1].{field}");
        let errors = answer.body["errors"].as_array().unwrap();
        let found = errors.iter().any(|error| {
            error["field"] == *named
                || (error["field"] == "quotes[1]"
                    && error["message"].as_str().unwrap().contains(field))
        });
        assert!(found, "{named}: {}", answer.body);
    }
    assert_eq!(market.list("/odds/latest").await.len(), 2, "nothing was taken");

    let twice = enter(&market, json!([shop(&json!(2.0)), shop(&json!(2.1))])).await;
    twice.refuses("quotes[1]");
    enter(&market, json!([])).await.refuses("quotes");
    enter(&market, json!(vec![shop(&json!(2.0)); 501])).await.refuses("quotes");
    market.post("/quotes", &json!({})).await.refuses("quotes");
    let nobody = json!({"venue": "x", "market": "1x2", "selection": "1", "price": 2});
    let answer = enter(&market, json!([nobody])).await;
    for field in ["home_team", "away_team", "sport", "starts_at"] {
        answer.refuses(&format!("quotes[0].{field}"));
    }
}

#[tokio::test]
async fn a_match_that_has_started_takes_no_more_prices() {
    let market = with_feed().await;
    market.wait(TimeDelta::hours(49));
    enter(&market, json!([shop(&json!(2.1))])).await.refuses("quotes[0].match_id");
}
