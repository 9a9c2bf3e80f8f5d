//! The Odds API's adapter on answers written for it: what it asks, understands, skips and refuses.

use std::collections::BTreeMap;

use monps_adapters::driver::CassetteTransport;
use monps_adapters::the_odds_api::TheOddsApi;
use monps_core::adapter::{
    Adapter, Context, Coverage, Inputs, Request, Response, Scope, Snapshot, SourceMarket, Task,
};
use monps_core::catalog::{Selection, VenueKind};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::quote::Side;
use monps_core::time::parse_timestamp;
use proptest::prelude::*;
use rust_decimal::dec;

use crate::support::{config, fixture, now, play};

const EPL: &str = "/v4/sports/soccer_epl/odds";

fn context(pairs: &[(&str, &str)]) -> Context {
    Context {
        now: now(),
        seed: 0,
        config: config(pairs),
    }
}

fn asked(pairs: &[(&str, &str)], task: &Task) -> Result<Vec<Request>, Fault> {
    TheOddsApi::new()
        .start(&context(pairs), task)
        .map(|(_, step)| step.next)
}

fn odds() -> Task {
    Task::odds(Scope::default())
}

/// Hands one body to the adapter without any driver.
fn convert(task: &Task, format: &str, body: Vec<u8>) -> Result<Vec<Snapshot>, Fault> {
    let context = context(&[("sports", "soccer_epl"), ("odds_format", format)]);
    let (mut conversation, _) = TheOddsApi::new().start(&context, task)?;
    let response = Response {
        id: 0,
        status: 200,
        headers: Vec::new(),
        body,
        received_at: now(),
        from_cache: false,
    };
    let inputs = Inputs {
        responses: vec![response],
        failures: Vec::new(),
    };
    conversation.resume(&context, inputs).map(|step| step.emit)
}

fn football() -> Snapshot {
    let mut snapshots = convert(&odds(), "decimal", fixture("odds_football.json")).unwrap();
    snapshots.remove(0)
}

fn market<'a>(snapshot: &'a Snapshot, venue: &str, key: &str) -> &'a SourceMarket {
    snapshot
        .events
        .iter()
        .flat_map(|event| &event.markets)
        .find(|market| market.venue.key.as_str() == venue && market.key.to_string() == key)
        .unwrap_or_else(|| panic!("{venue} has no market {key}"))
}

fn prices(market: &SourceMarket, side: Side) -> BTreeMap<String, String> {
    market
        .quotes
        .iter()
        .filter(|quote| quote.side == side)
        .map(|quote| (quote.selection.to_string(), quote.price.to_string()))
        .collect()
}

#[test]
fn what_is_asked_and_what_it_costs() {
    let requests = asked(&[], &odds()).unwrap();
    let paths: Vec<_> = requests
        .iter()
        .map(|request| request.path.as_str())
        .collect();
    assert_eq!(paths, [EPL, "/v4/sports/soccer_france_ligue_one/odds"]);
    assert_eq!(requests[0].cost, 4, "two markets in two regions");
    assert_eq!(requests[0].cache_age_max_s, 230 * 60);
    let query: BTreeMap<_, _> = requests[0].query.iter().cloned().collect();
    let expected = config(&[
        ("regions", "eu,uk"),
        ("markets", "h2h,totals"),
        ("oddsFormat", "decimal"),
        ("dateFormat", "iso"),
    ]);
    assert_eq!(query, expected);

    let many = (0..11)
        .map(|n| format!("book{n}"))
        .collect::<Vec<_>>()
        .join(",");
    for (pairs, cost) in [
        (
            &[("bookmakers", "pinnacle"), ("regions", "eu,uk,us")][..],
            2,
        ),
        (&[("bookmakers", many.as_str())], 4),
        (&[("markets", "h2h"), ("regions", "eu")], 1),
        (&[("sports", "golf_us_open_winner"), ("regions", "us")], 1),
    ] {
        assert_eq!(asked(pairs, &odds()).unwrap()[0].cost, cost, "{pairs:?}");
    }
    let results = asked(
        &[("sports", "soccer_epl")],
        &Task::results(Scope::default()),
    )
    .unwrap();
    assert_eq!(
        (results[0].path.as_str(), results[0].cost),
        ("/v4/sports/soccer_epl/scores", 2)
    );
}

#[test]
fn a_wrong_setting_is_named() {
    for (pairs, named) in [
        (&[("odds_format", "fractional")][..], "odds_format"),
        (&[("markets", "h2h,btts")], "\"btts\""),
        (&[("cache_minutes", "-1")], "cache_minutes"),
        (&[("sports", "soccer_epl/../../admin")], "sports"),
        (&[("regions", "eu&apiKey=1")], "regions"),
    ] {
        let fault = asked(pairs, &odds()).unwrap_err();
        assert_eq!(fault.code, FaultCode::BadConfig);
        assert!(fault.message.contains(named), "{fault}");
    }
    let days = [("scores_days", "4")];
    assert!(asked(&days, &Task::results(Scope::default())).is_err());
    let many = (0..101)
        .map(|n| format!("s{n}"))
        .collect::<Vec<_>>()
        .join(",");
    assert!(
        asked(&[("sports", &many)], &odds())
            .unwrap_err()
            .message
            .contains("100")
    );
}

#[test]
fn every_market_is_understood_by_name() {
    let snapshot = football();
    for (key, expected) in [
        (
            "1x2",
            &[("home", "1.51"), ("draw", "4.92"), ("away", "5.81")][..],
        ),
        (
            "asian_handicap -0.75",
            &[("home", "1.97"), ("away", "1.95")],
        ),
        ("total 2.5", &[("over", "1.85"), ("under", "2")]),
        ("total 1.5", &[("over", "1.3"), ("under", "3.6")]),
        ("total 3.5", &[("over", "3.1"), ("under", "1.37")]),
        ("btts", &[("yes", "1.7"), ("no", "2.15")]),
        ("draw_no_bet", &[("home", "1.2"), ("away", "4.6")]),
        (
            "double_chance",
            &[
                ("home_or_draw", "1.14"),
                ("home_or_away", "1.19"),
                ("draw_or_away", "2.6"),
            ],
        ),
        (
            "1x2 (first_half)",
            &[("home", "2.05"), ("draw", "2.4"), ("away", "5.5")],
        ),
        (
            "x-team_totals",
            &[
                ("Northbridge Over 1.5", "1.6"),
                ("Northbridge Under 1.5", "2.3"),
            ],
        ),
    ] {
        let found = prices(market(&snapshot, "pinnacle", key), Side::Back);
        assert_eq!(found, config(expected), "{key}");
    }
    assert_eq!(
        snapshot.events[0]
            .markets
            .iter()
            .filter(|m| m.venue.key.as_str() == "pinnacle")
            .count(),
        10
    );
}

#[test]
fn overtime_counts_unless_the_draw_is_an_answer() {
    let outcome = |name: &str| format!(r#"{{"name":"{name}","price":2.5}}"#);
    let two = [outcome("Bruins"), outcome("Rangers")].join(",");
    let three = [two.as_str(), &outcome("Draw")].join(",");
    let market =
        |key: &str, outcomes: &str| format!(r#"{{"key":"{key}","outcomes":[{outcomes}]}}"#);
    // One venue sells both questions; its exchange lists the draw on the lay side alone.
    let both = [
        market("h2h", &two),
        market("h2h_3_way", &three),
        market("h2h_h1", &two),
        market("totals_h2", r#"{"name":"Over","price":2.5,"point":2.5}"#),
        market("draw_no_bet", &two),
    ];
    let exchange = [market("h2h", &two), market("h2h_lay", &three)];
    let bookmaker = |key: &str, markets: &[String]| {
        format!(r#"{{"key":"{key}","markets":[{}]}}"#, markets.join(","))
    };
    let body = format!(
        r#"[{{"id":"a","sport_key":"icehockey_nhl","commence_time":"2024-03-21T23:00:00Z",
        "home_team":"Bruins","away_team":"Rangers","bookmakers":[{},{},{}]}}]"#,
        bookmaker("b", &both),
        bookmaker("matchbook", &exchange),
        bookmaker("suspended_draw", &[market("h2h_3_way", &two)])
    );
    let snapshot = convert(&odds(), "decimal", body.into_bytes())
        .unwrap()
        .remove(0);
    let keys = |venue: &str| {
        let markets = snapshot.events[0].markets.iter();
        let of_venue = markets.filter(|market| market.venue.key.as_str() == venue);
        of_venue
            .map(|market| (market.key.to_string(), market.quotes.len()))
            .collect::<BTreeMap<_, _>>()
    };
    let expected = [
        ("1x2", 3),
        ("winner (with_overtime)", 2),
        ("draw_no_bet", 2),
        ("draw_no_bet (first_half)", 2),
        ("x-totals_h2 (with_overtime)", 1),
    ];
    let expected: BTreeMap<_, _> = expected.map(|(key, count)| (key.to_owned(), count)).into();
    assert_eq!(keys("b"), expected);
    assert_eq!(
        keys("suspended_draw"),
        BTreeMap::from([("1x2".to_owned(), 2)])
    );
    assert_eq!(keys("matchbook"), BTreeMap::from([("1x2".to_owned(), 5)]));
}

#[test]
fn lay_prices_stand_beside_back_prices() {
    let snapshot = football();
    let exchange = market(&snapshot, "betfair_ex_eu", "1x2");
    assert_eq!(exchange.venue.kind, VenueKind::Exchange);
    assert_eq!(prices(exchange, Side::Back)["home"], "1.53");
    assert_eq!(prices(exchange, Side::Lay)["home"], "1.54");
    assert_eq!(exchange.quotes[0].available, Some(dec!(1500.5)));
    // The older of the two clocks: seconds since 1970 for one, ISO for the other.
    let older = parse_timestamp("2024-10-13T13:39:00Z").unwrap();
    assert_eq!(exchange.source_at, Some(older));
    let outright = market(&snapshot, "smarkets", "x-outrights");
    assert_eq!(prices(outright, Side::Lay)["Northbridge"], "2.5");
    let event = &snapshot.events[1];
    assert_eq!((&*event.home, &*event.away), ("", ""));
    assert_eq!(
        event.starts_at,
        parse_timestamp("2024-10-19T11:30:00Z").unwrap()
    );
}

#[test]
fn what_is_not_understood_is_skipped_with_its_place() {
    let snapshot = football();
    assert_eq!(snapshot.events.len(), 2);
    let skipped: BTreeMap<_, _> = snapshot
        .skipped
        .iter()
        .map(|skipped| (skipped.at.as_str(), skipped.reason.as_str()))
        .collect();
    let rubbish = "/0/bookmakers/2/markets";
    for (at, reason) in [
        (format!("{rubbish}/0/outcomes/0"), "price"),
        (format!("{rubbish}/0/outcomes/1"), "no price"),
        (format!("{rubbish}/0/outcomes/2"), "price"),
        (format!("{rubbish}/0/outcomes/3"), "\"Westfield\""),
        (format!("{rubbish}/0/outcomes/4"), "no price"),
        (format!("{rubbish}/1/outcomes/0"), "2.3"),
        (format!("{rubbish}/1/outcomes/1"), "no point"),
        (format!("{rubbish}/1/outcomes/3"), "already"),
        (format!("{rubbish}/2/outcomes/0"), "\"x\""),
        (format!("{rubbish}/2/outcomes/1"), "\"Draw\""),
        (format!("{rubbish}/4/outcomes/0"), "printable"),
        ("/0/bookmakers/3/key".to_owned(), "slug"),
        ("/2".to_owned(), "shape"),
        ("/3".to_owned(), "commence_time"),
        ("/4".to_owned(), "both sides"),
        ("/5".to_owned(), "sport"),
    ] {
        let found = skipped
            .get(at.as_str())
            .unwrap_or_else(|| panic!("{at} is not skipped"));
        assert!(found.contains(reason), "{at}: {found}");
    }
    assert_eq!(
        market(&snapshot, "rubbish", "total 2.5").venue.title,
        "rubbish"
    );
    let kept = prices(market(&snapshot, "rubbish", "total 2.5"), Side::Back);
    assert_eq!(kept, config(&[("over", "2.0")]), "the first of two stands");
}

#[test]
fn scores_are_read_by_name_or_skipped() {
    let task = Task::results(Scope::default());
    let snapshot = convert(&task, "decimal", fixture("scores.json"))
        .unwrap()
        .remove(0);
    let told: Vec<_> = snapshot
        .results
        .iter()
        .map(|result| {
            let score = result.scores[0];
            (
                result.event_key.as_str(),
                result.is_final,
                score.home,
                score.away,
            )
        })
        .collect();
    assert_eq!(told, [("s1", true, 2, 5), ("s2", false, 1, 0)]);
    let skipped: Vec<_> = snapshot
        .skipped
        .iter()
        .map(|skipped| skipped.at.as_str())
        .collect();
    assert_eq!(skipped, ["/3", "/4", "/5", "/6"]);
    assert!(snapshot.skipped[1].reason.contains("187/6"));
}

#[tokio::test]
async fn four_refusals_are_told_apart_and_say_what_to_do() {
    let left_none = [("x-requests-remaining", "0"), ("x-requests-used", "500")];
    for (status, headers, body, code, advice) in [
        (
            401,
            &[][..],
            fixture("wrong_key.json"),
            FaultCode::AuthExpired,
            "the_odds_api_key",
        ),
        (
            401,
            &[],
            fixture("quota_spent.json"),
            FaultCode::QuotaExhausted,
            "first of the month",
        ),
        (
            401,
            &left_none,
            b"{}".to_vec(),
            FaultCode::QuotaExhausted,
            "credits are spent",
        ),
        (401, &[], b"<html>".to_vec(), FaultCode::AuthExpired, "key"),
        (
            404,
            &[],
            fixture("unknown_sport.json"),
            FaultCode::NotFound,
            "setting sports",
        ),
        (
            422,
            &[],
            fixture("unknown_sport.json"),
            FaultCode::NotFound,
            "setting sports",
        ),
        (
            429,
            &[],
            fixture("too_often.json"),
            FaultCode::RateLimited,
            "lower the rate",
        ),
        (
            422,
            &[],
            b"INVALID_REGION".to_vec(),
            FaultCode::BadConfig,
            "INVALID_REGION",
        ),
        (503, &[], Vec::new(), FaultCode::Upstream, "try again"),
    ] {
        let cassette = CassetteTransport::new(now()).answer(EPL, status, headers, body);
        let collected = play(&odds(), &config(&[("sports", "soccer_epl")]), cassette).await;
        let error = collected.outcome.unwrap_err();
        let fault = error.fault().unwrap();
        assert_eq!(fault.code, code, "{fault}");
        assert!(fault.message.contains(advice), "{fault}");
        let retryable = matches!(status, 429 | 503);
        assert_eq!(error.is_retryable(), retryable);
        assert_eq!(error.retry_after().is_some(), status == 429);
    }
}

#[tokio::test]
async fn a_sport_that_fails_does_not_lose_the_others() {
    let sports = config(&[("sports", "soccer_epl,soccer_nowhere,soccer_spain_la_liga")]);
    let quota = [
        ("x-requests-remaining", "42"),
        ("x-requests-used", "8"),
        ("x-requests-last", "4"),
    ];
    let cassette = || {
        CassetteTransport::new(now())
            .answer(EPL, 200, &quota, b"[]".to_vec())
            .answer(
                "/v4/sports/soccer_spain_la_liga/odds",
                200,
                &quota,
                b"[]".to_vec(),
            )
    };
    let nowhere = "/v4/sports/soccer_nowhere/odds";
    let unknown = cassette().answer(nowhere, 404, &[], fixture("unknown_sport.json"));
    let collected = play(&odds(), &sports, unknown).await;
    collected.outcome.unwrap();
    let covered: Vec<_> = collected
        .snapshots
        .iter()
        .flat_map(|s| &s.competitions)
        .collect();
    assert_eq!(covered.len(), 2, "{covered:?}");
    let [.., last] = collected.snapshots.as_slice() else {
        panic!("there are snapshots");
    };
    assert_eq!(last.skipped[0].at, "/v4/sports/soccer_nowhere");
    assert!(last.skipped[0].reason.contains("no such sport key"));
    assert_eq!(
        last.coverage,
        Coverage::Delta,
        "an image of nothing would withdraw prices"
    );
    let told = collected.snapshots[0].quota.unwrap();
    assert_eq!(
        (told.remaining, told.used, told.last_cost),
        (Some(42), Some(8), Some(4))
    );

    // A spent quota is a fault, after the others are handed over.
    let spent = cassette().answer(nowhere, 401, &[], fixture("quota_spent.json"));
    let collected = play(&odds(), &sports, spent).await;
    assert_eq!(collected.snapshots.len(), 2);
    let error = collected.outcome.unwrap_err();
    assert_eq!(error.fault().unwrap().code, FaultCode::QuotaExhausted);
    assert!(
        error
            .fault()
            .unwrap()
            .message
            .starts_with("soccer_nowhere: ")
    );
}

#[test]
fn a_narrowed_task_is_no_image_of_its_sport() {
    let scope = Scope {
        events: vec!["e1".to_owned(), "e2".to_owned()],
        ..Scope::default()
    };
    let requests = asked(&[], &Task::odds(scope.clone())).unwrap();
    assert!(
        requests[0]
            .query
            .contains(&("eventIds".to_owned(), "e1,e2".to_owned()))
    );
    let snapshot = convert(&Task::odds(scope), "decimal", b"[]".to_vec())
        .unwrap()
        .remove(0);
    assert_eq!(
        (snapshot.coverage, snapshot.competitions.len()),
        (Coverage::Events, 0)
    );
    let scope = Scope {
        venues: vec!["pinnacle".to_owned()],
        ..Scope::default()
    };
    let requests = asked(&[], &Task::odds(scope.clone())).unwrap();
    assert!(
        requests[0]
            .query
            .contains(&("bookmakers".to_owned(), "pinnacle".to_owned()))
    );
    let snapshot = convert(&Task::odds(scope), "decimal", b"[]".to_vec())
        .unwrap()
        .remove(0);
    assert_eq!(snapshot.coverage, Coverage::Delta);
}

#[test]
fn drift_of_the_whole_answer_says_where() {
    for body in [
        "<html>Just a moment</html>",
        "",
        "null",
        "{\"ok\":true}",
        "[1,2",
    ] {
        let fault = convert(&odds(), "decimal", body.as_bytes().to_vec()).unwrap_err();
        assert_eq!(fault.code, FaultCode::SchemaDrift, "{body}");
        assert_eq!(fault.at.as_deref(), Some("/"), "{body}");
    }
    // A foreign item in the array is one event lost, not all.
    let snapshot = convert(&odds(), "decimal", b"[1,null,[]]".to_vec())
        .unwrap()
        .remove(0);
    assert_eq!(snapshot.skipped.len(), 3);
}

/// Every price that comes out is one that may be staked on.
fn check_sound(snapshots: &[Snapshot]) {
    for market in snapshots
        .iter()
        .flat_map(|s| &s.events)
        .flat_map(|event| &event.markets)
    {
        for quote in &market.quotes {
            assert!(market.key.kind.has(&quote.selection), "{:?}", market.key);
            assert!(quote.price.price().get() > dec!(1));
            if let Selection::Named(name) = &quote.selection {
                assert!(name.len() <= 200 && !name.chars().any(char::is_control));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_panic(body in proptest::collection::vec(any::<u8>(), 0..200), american: bool) {
        let format = if american { "american" } else { "decimal" };
        check_sound(&convert(&odds(), format, body.clone()).unwrap_or_default());
        let _ = convert(&Task::results(Scope::default()), format, body);
    }

    #[test]
    fn no_mutation_of_a_good_answer_panics(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<Option<prop::sample::Index>>(),
        american: bool,
    ) {
        let format = if american { "american" } else { "decimal" };
        for (task, name) in [
            (odds(), "odds_football.json"),
            (Task::results(Scope::default()), "scores.json"),
        ] {
            let mut body = fixture(name);
            for (at, byte) in &edits {
                let at = at.index(body.len());
                body[at] = *byte;
            }
            if let Some(cut) = cut {
                body.truncate(cut.index(body.len()));
            }
            check_sound(&convert(&task, format, body).unwrap_or_default());
        }
    }

    #[test]
    fn no_number_in_a_price_or_point_panics(price in "[-+0-9.eE\"]{1,12}", point in "[-+0-9.eE\"]{1,12}") {
        let body = format!(
            r#"[{{"id":"a","sport_key":"soccer_epl","commence_time":"2024-10-19T11:30:00Z","home_team":"A","away_team":"B",
            "bookmakers":[{{"key":"b","markets":[{{"key":"spreads","outcomes":[{{"name":"A","price":{price},"point":{point}}}]}}]}}]}}]"#
        );
        for format in ["decimal", "american"] {
            check_sound(&convert(&odds(), format, body.clone().into_bytes()).unwrap_or_default());
        }
    }
}
