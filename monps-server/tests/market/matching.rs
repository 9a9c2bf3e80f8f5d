//! One match in the words of several sources: joined, asked about, or left apart.

use std::sync::Arc;
use std::time::{Duration, Instant};

use monps_core::adapter::{Score, Snapshot, SourceEvent, SourceResult};
use monps_core::catalog::{MarketKind, Period, Sport};
use monps_core::time::TimeDelta;
use monps_server::collector::{Resolver, VenueDefaults};
use monps_server::store::{Batch, EventOrigin};
use serde_json::{Value, json};

use super::support::{Market, football, quoting, result, with_line};

/// A match with prices of a venue.
fn priced(key: &str, home: &str, away: &str, venue: &str, prices: &str) -> SourceEvent {
    quoting(football(key, home, away, 48), venue, result(), prices)
}

async fn match_ids(market: &Market) -> Vec<String> {
    let matches = market.list("/odds/odds/matches").await;
    matches.iter().map(|one| one["match_id"].as_str().unwrap().to_owned()).collect()
}

/// The current prices of a match: bookmaker, outcome, price.
async fn prices(market: &Market, match_id: &str) -> Vec<(String, String, String)> {
    let rows = market.list(&format!("/odds/latest?match_id={match_id}")).await;
    let mut prices: Vec<_> = rows
        .iter()
        .map(|row| {
            let text = |name: &str| row[name].as_str().unwrap().to_owned();
            (text("bookmaker"), text("outcome"), row["odds_value"].to_string())
        })
        .collect();
    prices.sort();
    prices
}

async fn questions(market: &Market) -> Vec<Value> {
    market.list("/matching/review").await
}

#[tokio::test]
async fn two_spellings_are_one_match() {
    let market = Market::open().await;
    let ours = priced("a", "Nottingham Forest", "Manchester City", "pinnacle", "home 4.5");
    market.say("one", vec![ours]).await;
    let mut theirs = priced("b", "Nott'm Forest", "Man City", "bet365", "home 4.6");
    theirs.starts_at += TimeDelta::minutes(5);
    market.say("two", vec![theirs.clone()]).await;
    assert_eq!(match_ids(&market).await, ["one:a"]);
    let standing = prices(&market, "one:a").await;
    assert_eq!(standing.len(), 2, "{standing:?}");
    // Whoever named it first says when it starts; the other does not move it to and fro.
    let before = market.boards.version();
    market.say("two", vec![theirs]).await;
    let matches = market.list("/odds/odds/matches").await;
    assert_eq!(matches[0]["commence_time"], "2026-11-24T12:00:00Z");
    assert!(market.boards.version() > before);
    assert!(questions(&market).await.is_empty());
    let names = market.get("/matching/matches/one:a").await.body;
    let leads: Vec<&Value> =
        names["names"].as_array().unwrap().iter().map(|n| &n["leads"]).collect();
    assert_eq!(leads, [&json!(true), &json!(false)]);
}

#[tokio::test]
async fn a_source_with_the_sides_swapped_is_turned() {
    let market = Market::open().await;
    market
        .say("one", vec![priced("a", "Arsenal", "Chelsea", "pinnacle", "home 2.0, away 4.0")])
        .await;
    let handicap = with_line(MarketKind::AsianHandicap, "0.5");
    let theirs = priced("b", "Chelsea", "Arsenal", "bet365", "home 3.9, away 2.1");
    let theirs = quoting(theirs, "bet365", handicap, "home 1.8");
    market.say("two", vec![theirs.clone()]).await;
    let expected = [
        ("bet365", "away", "1.8"),
        ("bet365", "away", "3.9"),
        ("bet365", "home", "2.1"),
        ("pinnacle", "away", "4.0"),
        ("pinnacle", "home", "2.0"),
    ];
    let standing = prices(&market, "one:a").await;
    let standing: Vec<(&str, &str, &str)> =
        standing.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(standing, expected);
    let rows = market.list("/odds/latest?match_id=one:a").await;
    let line = rows.iter().find(|row| !row["point"].is_null()).unwrap();
    assert_eq!(line["point"].to_string(), "0.5", "seen from the away side: {line}");
    // Said again, nothing changes; left out, it is withdrawn; the result is turned too.
    let again = market.say("two", vec![theirs]).await;
    assert_eq!((again.seen, again.changed, again.withdrawn), (3, 0, 0));
    let fewer = priced("b", "Chelsea", "Arsenal", "bet365", "home 3.9");
    assert_eq!(market.say("two", vec![fewer]).await.withdrawn, 2);
    let event = market.store.event_by_name("one:a").await.unwrap().unwrap().event.id;
    let final_score = SourceResult {
        event_key: "b".to_owned(),
        scores: vec![Score { period: Period::FullTime, home: 3, away: 1 }],
        is_final: true,
        source_at: None,
    };
    let snapshot = Snapshot { results: vec![final_score], ..Snapshot::default() };
    let mut resolver = resolver(&market, "two").await;
    let after_the_match = market.now() + TimeDelta::hours(72);
    market.ingest.snapshot(&mut resolver, &snapshot, after_the_match).await.unwrap();
    let score = market.store.results(event).await.unwrap()[0].score;
    assert_eq!((score.home, score.away), (1, 3));
}

async fn resolver(market: &Market, source: &str) -> Resolver {
    let (store, defaults) = (Arc::clone(&market.store), VenueDefaults::default());
    Resolver::new(store, source, EventOrigin::Feed, defaults).await.unwrap()
}

#[tokio::test]
async fn an_answer_merges_teaches_and_can_be_undone() {
    let market = Market::open().await;
    market
        .say(
            "one",
            vec![priced("a", "Arsenal", "Chelsea", "pinnacle", "home 2.1, draw 3.6, away 3.9")],
        )
        .await;
    let theirs = priced("b", "Arsenal", "The Pensioners", "bet365", "home 2.0, draw 3.4, away 4.4");
    market.say("two", vec![theirs]).await;
    assert_eq!(match_ids(&market).await.len(), 2, "unsure is apart");
    let asked = questions(&market).await;
    assert_eq!(asked.len(), 1, "{asked:?}");
    let question = &asked[0];
    assert_eq!(question["match"]["match_id"], "two:b");
    assert_eq!(question["candidate"]["match_id"], "one:a");
    assert_eq!(question["reasons"][0], "too little alike");
    let heard: Vec<&Value> =
        question["names"].as_array().unwrap().iter().map(|pair| &pair["heard"]).collect();
    assert_eq!(heard, ["Arsenal", "The Pensioners"]);
    assert!(market.list("/opportunities/").await.is_empty());

    let path = format!("/matching/review/{}", question["id"]);
    let accepted = market.post(&format!("{path}/accept"), &json!({})).await;
    assert_eq!((accepted.status.as_u16(), &accepted.body["state"]), (200, &json!("accepted")));
    assert_eq!(match_ids(&market).await, ["one:a"]);
    assert_eq!(prices(&market, "one:a").await.len(), 6);
    assert_eq!(prices(&market, "two:b").await.len(), 6, "its public name leads to the other");
    market.detector.look(None).await.unwrap();
    assert_eq!(market.list("/opportunities/").await.len(), 1, "together they are an arbitrage");
    let twice = market.post(&format!("{path}/accept"), &json!({})).await;
    assert_eq!((twice.status.as_u16(), &twice.body["code"]), (409, &json!("already_answered")));

    // The same name again is known, in any match; and the merged one goes on with its source.
    let next = football("c", "Chelsea", "Fulham", 96);
    market.say("one", vec![next]).await;
    let theirs = football("d", "The Pensioners", "Fulham", 96);
    let moved = priced("b", "Arsenal", "The Pensioners", "bet365", "home 2.0, draw 3.4, away 4.0");
    let report = market.say("two", vec![theirs, moved]).await;
    assert_eq!((report.seen, report.changed), (3, 1));
    assert_eq!(match_ids(&market).await.len(), 2);
    assert!(questions(&market).await.is_empty());
    let aliases = market.list("/matching/aliases").await;
    assert_eq!(aliases.len(), 1);
    assert_eq!(aliases[0]["name"], "The Pensioners");
    assert_eq!(aliases[0]["participant"], "Chelsea");

    let undone = market.post(&format!("{path}/undo"), &json!({})).await;
    assert_eq!((undone.status.as_u16(), &undone.body["state"]), (200, &json!("open")));
    assert_eq!(prices(&market, "one:a").await.len(), 3);
    let back = prices(&market, "two:b").await;
    assert!(back.contains(&("bet365".into(), "away".into(), "4.0".into())), "{back:?}");
    assert!(market.list("/matching/aliases").await.is_empty());
    market.detector.look(None).await.unwrap();
    assert!(market.list("/opportunities/").await.is_empty());

    let rejected = market.post(&format!("{path}/reject"), &json!({})).await;
    assert_eq!(rejected.body["state"], "rejected");
    let aliases = market.list("/matching/aliases").await;
    assert_eq!((aliases.len(), &aliases[0]["same"]), (1, &json!(false)));
    market.say("two", vec![priced("b", "Arsenal", "The Pensioners", "bet365", "home 2.0")]).await;
    assert!(questions(&market).await.is_empty(), "nobody is asked the same twice");
    assert_eq!(market.post("/matching/review/999/accept", &json!({})).await.status, 404);
}

#[tokio::test]
async fn what_only_looks_alike_stays_apart() {
    let market = Market::open().await;
    let mut ours = vec![
        football("1", "Manchester City", "Everton", 48),
        football("2", "Barcelona", "Girona", 48),
        football("3", "Norwich City", "Watford", 48),
        football("4", "Sheffield United", "Leeds", 48),
        football("5", "Chelsea", "Arsenal", 48),
        football("6", "Washington State", "Oregon", 48),
    ];
    let mut theirs = vec![
        football("a", "Manchester United", "Everton U21", 48),
        football("b", "Barcelona B", "Girona B", 48),
        football("c", "Northwich Victoria", "Witton Albion", 48),
        football("d", "Sheffield Wednesday", "Leeds Rhinos", 48),
        football("e", "Chelsea Women", "Arsenal Women", 48),
        football("f", "Washington", "Oregon State", 48),
    ];
    for event in ours.iter_mut().chain(&mut theirs).filter(|event| "6f".contains(&event.key)) {
        event.sport = "american_football".parse::<Sport>().unwrap();
    }
    // A doubleheader: the source itself lists both.
    let double = |key: &str, hours| {
        let mut event = football(key, "Boston Red Sox", "New York Yankees", hours);
        event.sport = "baseball".parse().unwrap();
        event
    };
    ours.extend([double("7", 48), double("8", 49)]);
    theirs.push(double("g", 52));
    let count = ours.len() + theirs.len();
    market.say("one", ours).await;
    market.say("two", theirs).await;
    let mut ids = std::collections::BTreeSet::new();
    for (source, keys) in [("one", "12345678"), ("two", "abcdefg")] {
        for key in keys.chars() {
            let name = format!("{source}:{key}");
            ids.insert(market.store.event_by_slug(&name).await.unwrap().unwrap().event.id);
        }
    }
    assert_eq!(ids.len(), count, "nothing was merged");
}

#[tokio::test]
async fn a_match_put_off_by_a_day_is_asked_about() {
    let market = Market::open().await;
    market.say("one", vec![football("a", "Arsenal", "Chelsea", 48)]).await;
    market.say("two", vec![football("b", "Arsenal", "Chelsea", 72)]).await;
    let asked = questions(&market).await;
    assert_eq!(asked.len(), 1);
    let reason = asked[0]["reasons"][0].as_str().unwrap();
    assert_eq!(reason, "the kick-offs are too far apart for one contest");
    // "Two": the names are right all the same, so nothing is said of them.
    let path = format!("/matching/review/{}/reject", asked[0]["id"]);
    assert_eq!(market.post(&path, &json!({})).await.status, 200);
    assert!(market.list("/matching/aliases").await.is_empty());
}

#[tokio::test]
async fn matches_are_merged_and_split_by_hand() {
    let market = Market::open().await;
    market.say("one", vec![priced("a", "Arsenal", "Chelsea", "pinnacle", "home 2.1")]).await;
    market.say("two", vec![priced("b", "Gooners", "Blues", "bet365", "home 2.0")]).await;
    market.say("two", vec![football("c", "Leeds", "Hull", 48)]).await;
    let merge = json!({"match_id": "two:b", "into": "one:a"});
    let merged = market.post("/matching/merge", &merge).await;
    assert_eq!((merged.status.as_u16(), &merged.body["kind"]), (200, &json!("merge")));
    assert_eq!(prices(&market, "one:a").await.len(), 2);
    market.post("/matching/merge", &merge).await.refuses("into");
    let missing = json!({"match_id": "nobody", "into": "one:a"});
    assert_eq!(market.post("/matching/merge", &missing).await.status, 404);

    let names = json!([{"source": "two", "name": "b"}]);
    let split = json!({"match_id": "one:a", "names": names});
    let parted = market.post("/matching/split", &split).await;
    assert_eq!(parted.status, 200, "{}", parted.body);
    let other = parted.body["to"]["match_id"].as_str().unwrap().to_owned();
    assert_eq!(prices(&market, "one:a").await.len(), 1);
    assert_eq!(prices(&market, &other).await.len(), 1);
    let only = json!([{"source": "one", "name": "a"}]);
    market
        .post("/matching/split", &json!({"match_id": "one:a", "names": only}))
        .await
        .refuses("names");
    market.post("/matching/split", &split).await.refuses("names[0]");
    let bet = json!({"match_id": "one:a", "names": only, "bets": [7]});
    assert_eq!(market.post("/matching/split", &bet).await.status, 422);

    // The latest first.
    let undo = |join: &Value| format!("/matching/joins/{}/undo", join["id"]);
    let blocked = market.post(&undo(&merged.body), &json!({})).await;
    assert_eq!(
        (blocked.status.as_u16(), &blocked.body["code"]),
        (409, &json!("join_stands_on_it"))
    );
    for join in [&parted.body, &merged.body] {
        assert_eq!(market.post(&undo(join), &json!({})).await.status, 200);
    }
    assert_eq!(prices(&market, "one:a").await.len(), 1);
    assert_eq!(prices(&market, "two:b").await.len(), 1);
    assert_eq!(market.list("/matching/joins").await.len(), 2);
}

/// One source lists a match twice, under two names, before and after they are made one.
#[tokio::test]
async fn a_source_with_two_names_for_one_match_goes_on() {
    let market = Market::open().await;
    let a = || priced("a", "Arsenal", "Chelsea", "pinnacle", "home 2.1, draw 3.6");
    let b = |home: &str| {
        let quotes = format!("home {home}, away 3.9");
        let total = with_line(MarketKind::Total, "2.5");
        quoting(priced("b", "Gooners", "Blues", "pinnacle", &quotes), "bet365", total, "over 1.9")
    };
    market.say("one", vec![a(), b("2.0")]).await;
    let merge = json!({"match_id": "one:b", "into": "one:a"});
    assert_eq!(market.post("/matching/merge", &merge).await.status, 200);
    for _ in 0..3 {
        market.wait(TimeDelta::minutes(1));
        let report = market.say("one", vec![a(), b("2.0")]).await;
        assert_eq!(report.withdrawn, 0, "{report:?}");
    }
    let standing = prices(&market, "one:a").await;
    let outcomes: Vec<(&str, &str, &str)> =
        standing.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    let expected = [
        ("bet365", "over", "1.9"),
        ("pinnacle", "away", "3.9"),
        ("pinnacle", "draw", "3.6"),
        ("pinnacle", "home", "2.1"),
    ];
    assert_eq!(outcomes, expected, "of two prices at once the first counts");
    let again = market.say("one", vec![a(), b("2.0")]).await;
    assert_eq!((again.changed, again.withdrawn), (0, 0), "{again:?}");
    // What is new under either name is kept; what neither says any more goes.
    let draw = priced("b", "Gooners", "Blues", "bet365", "draw 3.5");
    let report = market.say("one", vec![a(), draw]).await;
    assert_eq!((report.changed, report.withdrawn), (1, 2), "{report:?}");
}

#[tokio::test]
async fn who_does_not_lead_does_not_move_a_match_back() {
    let market = Market::open().await;
    let ours = |hours| football("a", "Arsenal", "Chelsea", hours);
    let theirs = priced("b", "Arsenal", "Chelsea", "bet365", "home 2.0");
    let mut one = resolver(&market, "one").await;
    let mut two = resolver(&market, "two").await;
    let say = async |resolver: &mut Resolver, event: SourceEvent| {
        let snapshot = Snapshot { events: vec![event], ..Snapshot::default() };
        market.ingest.snapshot(resolver, &snapshot, market.now()).await.unwrap();
    };
    say(&mut one, ours(48)).await;
    say(&mut two, theirs.clone()).await;
    say(&mut one, ours(50)).await;
    say(&mut two, theirs).await;
    let matches = market.list("/odds/odds/matches").await;
    assert_eq!(matches[0]["commence_time"], "2026-11-24T14:00:00Z");
}

/// A snapshot of 18,000 prices whose events are known.
#[tokio::test]
async fn a_known_snapshot_is_resolved_at_once() {
    let market = Market::open().await;
    let events: Vec<SourceEvent> = (0..200)
        .map(|number| {
            let (home, away) = (format!("Home {number}"), format!("Away {number}"));
            let event = football(&number.to_string(), &home, &away, 48);
            (0..30).fold(event, |event, venue| {
                quoting(event, &format!("venue_{venue}"), result(), "home 2.1, draw 3.4, away 3.6")
            })
        })
        .collect();
    market.say("one", events.clone()).await;
    let mut resolver = resolver(&market, "one").await;
    let references: Vec<&SourceEvent> = events.iter().collect();
    let mut resolve = async || {
        let begin = Instant::now();
        let mut batch = Batch::default();
        resolver.resolve(&references, market.now(), &mut batch).await.unwrap();
        let wanted: Vec<_> = events
            .iter()
            .map(|event| monps_server::collector::Wanted { event, markets: &event.markets })
            .collect();
        resolver.extend(&wanted, &mut batch).await.unwrap();
        assert!(batch.events.is_empty() && batch.selections.is_empty());
        begin.elapsed()
    };
    let from_store = resolve().await;
    let from_memory = resolve().await;
    // Without optimisation everything takes some ten times as long.
    let most = Duration::from_millis(if cfg!(debug_assertions) { 1000 } else { 100 });
    println!("18,000 prices: {from_store:?} from the store, {from_memory:?} from memory");
    assert!(from_memory <= most && from_store <= most, "{from_store:?} {from_memory:?}");
}
