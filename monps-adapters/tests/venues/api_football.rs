//! API-Football on answers written for it.

use monps_adapters::api_football::ApiFootball;
use monps_core::adapter::{Adapter, Capability, Coverage, Request, Scope, SourceEvent, Task};
use monps_core::catalog::{MarketKind, Period};
use monps_core::error::adapter::FaultCode;
use rust_decimal::dec;

use crate::football_data_org::scores_of;
use crate::support::{Answer, check_sound, context, fixture, ok, talk};

const LEAGUE: [(&str, &str); 1] = [("leagues", "39")];

/// The answers of a day: fixtures, then two pages of odds.
fn odds(request: &Request) -> Answer {
    let page = request.query.iter().find(|(name, _)| name == "page");
    let name = match page.map(|(_, page)| page.as_str()) {
        None => "fixtures",
        Some("1") => "odds_1",
        _ => "odds_2",
    };
    let headers = [("x-ratelimit-requests-limit", "100"), ("x-ratelimit-requests-remaining", "96")];
    let owned = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Answer(200, owned.to_vec(), fixture(&format!("api_football/{name}.json")))
}

fn prices(event: &SourceEvent, venue: &str) -> Vec<String> {
    let of_venue = event.markets.iter().filter(|market| market.venue.key.as_str() == venue);
    let priced = of_venue.flat_map(|market| {
        market.quotes.iter().map(|q| format!("{} {} {}", market.key, q.selection, q.price.price()))
    });
    priced.collect()
}

#[test]
fn pages_are_joined_to_their_fixtures() {
    let told = talk(&ApiFootball::new(), &context(&LEAGUE), &Task::odds(Scope::default()), odds);
    let asked: Vec<_> = told.asked.iter().map(|request| (&*request.path, request.cost)).collect();
    assert_eq!(asked, [("/fixtures", 1), ("/odds", 1), ("/odds", 1)]);
    let snapshot = told.only();
    check_sound(std::slice::from_ref(&snapshot));
    assert_eq!(snapshot.coverage, Coverage::Competitions);
    assert_eq!(snapshot.competitions, ["39"]);
    assert_eq!(snapshot.quota.unwrap().remaining, Some(96));
    assert_eq!(snapshot.quota.unwrap().used, Some(4));
    let [first, second] = &snapshot.events[..] else { panic!("two fixtures have odds") };
    assert_eq!((&*first.home, &*first.away, &*first.key), ("Reds", "Blues", "1"));
    assert_eq!(first.competition_title, "Redland - Red League");
    assert_eq!(
        prices(first, "bet365"),
        [
            "1x2 home 1.85",
            "1x2 draw 3.60",
            "1x2 away 4.20",
            "total 2.5 over 1.90",
            "total 2.5 under 1.95",
            "btts yes 1.75",
            "correct_score 1-0 7.50",
            "correct_score 2-1 9.00",
            "x-asian_handicap Home -1 2.60",
            "x-asian_handicap Away -1 1.50",
            "x-exact_goals_number 2 3.75",
        ]
    );
    assert_eq!(prices(first, "williamhill").len(), 5);
    assert_eq!(prices(second, "onexbet").len(), 3);
    let reasons: Vec<&str> = snapshot.skipped.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(reasons.len(), 5, "{reasons:?}");
    for (reason, why) in
        reasons.iter().zip(["2.3", "unusable", "\"Maybe\"", "listed twice", "not among the coming"])
    {
        assert!(reason.contains(why), "{reason}");
    }
}

#[test]
fn a_page_that_fails_takes_nothing_back() {
    let answer = |request: &Request| match request.query.iter().any(|(_, value)| value == "2") {
        true => Answer(500, Vec::new(), Vec::new()),
        false => odds(request),
    };
    let told = talk(&ApiFootball::new(), &context(&LEAGUE), &Task::odds(Scope::default()), answer);
    // What was read stands, and is no image of the league: nothing else is withdrawn.
    assert_eq!(told.snapshots.len(), 1);
    assert_eq!(told.snapshots[0].coverage, Coverage::Events);
    assert_eq!(told.snapshots[0].events.len(), 1);
    assert_eq!(told.fault.unwrap().code, FaultCode::Upstream);
}

#[test]
fn extra_time_is_apart_and_a_shoot_out_in_no_score() {
    let body = fixture("api_football/results.json");
    let task = Task::results(Scope::default());
    let told = talk(&ApiFootball::new(), &context(&LEAGUE), &task, |_| ok(body.clone())).only();
    check_sound(std::slice::from_ref(&told));
    let (half, full, with) = (Period::FirstHalf, Period::FullTime, Period::WithOvertime);
    assert_eq!(scores_of(&told, "11"), [(half, 1, 0), (full, 2, 1)]);
    assert_eq!(scores_of(&told, "12"), [(half, 0, 0), (full, 2, 2), (with, 2, 3)]);
    assert_eq!(scores_of(&told, "13"), [(half, 0, 1), (full, 1, 1), (with, 1, 1)]);
    assert_eq!(told.results.len(), 3);
    let reasons: Vec<&str> = told.skipped.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(reasons.len(), 4, "{reasons:?}");
    for (reason, why) in reasons.iter().zip(["awarded", "add up", "first half", "contradicts"]) {
        assert!(reason.contains(why), "{reason}");
    }
}

#[test]
fn a_status_that_is_not_documented_is_refused() {
    let text = String::from_utf8(fixture("api_football/results.json")).unwrap();
    let body = text.replace("\"short\": \"PST\"", "\"short\": \"XYZ\"").into_bytes();
    let task = Task::results(Scope::default());
    let told = talk(&ApiFootball::new(), &context(&LEAGUE), &task, |_| ok(body.clone()));
    assert!(told.snapshots.is_empty());
    let fault = told.fault.unwrap();
    assert_eq!(fault.code, FaultCode::SchemaDrift);
    assert_eq!(fault.at.as_deref(), Some("/response/8/fixture/status/short"));
}

#[test]
fn a_status_of_200_is_no_success() {
    let task = Task::results(Scope::default());
    for (errors, code, advice) in [
        (
            r#"{"token":"Error/Missing application key."}"#,
            FaultCode::AuthExpired,
            "api_football_key",
        ),
        (
            r#"{"requests":"You have reached the request limit for the day."}"#,
            FaultCode::QuotaExhausted,
            "midnight",
        ),
        (r#"{"rateLimit":"Too many requests."}"#, FaultCode::RateLimited, "minute"),
        (
            r#"{"plan":"Free plans do not have access to this season."}"#,
            FaultCode::Forbidden,
            "season",
        ),
        (
            r#"{"required":"At least one parameter is required."}"#,
            FaultCode::BadConfig,
            "At least one",
        ),
        (r#"{"league":"bad","token":"missing"}"#, FaultCode::AuthExpired, "league: bad"),
        (r#"["strange"]"#, FaultCode::BadConfig, "strange"),
    ] {
        let body = format!(
            r#"{{"get":"x","parameters":[],"errors":{errors},"results":0,"paging":{{"current":1,"total":1}},"response":[]}}"#
        );
        let answer = |_: &_| ok(body.clone().into_bytes());
        let fault = talk(&ApiFootball::new(), &context(&LEAGUE), &task, answer).fault.unwrap();
        assert_eq!(fault.code, code, "{fault}");
        assert!(fault.message.contains(advice), "{fault}");
        assert_eq!(fault.retry_after.is_some(), code == FaultCode::RateLimited);
    }
    for (status, code) in [
        (204, FaultCode::Upstream),
        (401, FaultCode::AuthExpired),
        (403, FaultCode::Forbidden),
        (429, FaultCode::RateLimited),
        (499, FaultCode::Upstream),
        (500, FaultCode::Upstream),
    ] {
        let answer = |_: &_| Answer(status, Vec::new(), Vec::new());
        let fault = talk(&ApiFootball::new(), &context(&LEAGUE), &task, answer).fault.unwrap();
        assert_eq!(fault.code, code, "{fault}");
    }
}

#[test]
fn a_league_without_fixtures_costs_one_call() {
    let empty = r#"{"get":"fixtures","parameters":[],"errors":[],"results":0,"paging":{"current":1,"total":1},"response":[]}"#;
    let answer = |_: &_| ok(empty.as_bytes().to_vec());
    let told = talk(&ApiFootball::new(), &context(&LEAGUE), &Task::odds(Scope::default()), answer);
    assert_eq!(told.asked.len(), 1);
    assert_eq!(told.only().competitions, ["39"], "an image of nothing: what stood is gone");
}

#[test]
fn leagues_and_parts() {
    let task = Task::new(Capability::Catalogue, Scope::default());
    let body = fixture("api_football/leagues.json");
    let told = talk(&ApiFootball::new(), &context(&LEAGUE), &task, |_| ok(body.clone())).only();
    let titles: Vec<_> = told.catalogue.iter().map(|c| (&*c.key, &*c.title)).collect();
    assert_eq!(titles, [("39", "Redland - Red League")]);
    let parts = ApiFootball::new().parts(&context(&[("leagues", "61,39")])).unwrap();
    let named: Vec<_> = parts.iter().flat_map(|scope| &scope.competitions).collect();
    assert_eq!(named, ["39", "61"]);
    // Fixtures and two pages of odds, as the answers of a day have them.
    let task = Task::odds(Scope::default());
    let told = talk(&ApiFootball::new(), &context(&LEAGUE), &task, odds);
    let spent: u32 = told.asked.iter().map(|request| request.cost).sum();
    assert_eq!(ApiFootball::new().look_cost(&context(&LEAGUE), &task.scope), Ok(spent));
    let good = |request: &Request| request.keep_if.as_deref() == Some(r#""errors":[]"#);
    assert!(told.asked.iter().all(good), "a refusal of status 200 is kept for nobody");
    let two = context(&[("leagues", "61,39")]);
    assert_eq!(ApiFootball::new().look_cost(&two, &task.scope), Ok(6));
    for (pairs, named) in [
        ([("leagues", "premier")], "leagues"),
        ([("season", "26")], "season"),
        ([("cache_minutes", "x")], "cache_minutes"),
    ] {
        let refused = ApiFootball::new().start(&context(&pairs), &Task::odds(Scope::default()));
        let Err(fault) = refused else { panic!("{pairs:?} is taken") };
        assert!(fault.code == FaultCode::BadConfig && fault.message.contains(named), "{fault}");
    }
}

#[test]
fn a_narrowed_task_is_no_image_of_its_league() {
    let scope = Scope { events: vec!["2".to_owned()], ..Scope::default() };
    let told = talk(&ApiFootball::new(), &context(&LEAGUE), &Task::odds(scope), odds).only();
    assert_eq!((told.events.len(), told.coverage), (1, Coverage::Events));
    let scope = Scope { venues: vec!["onexbet".to_owned()], ..Scope::default() };
    let told = talk(&ApiFootball::new(), &context(&LEAGUE), &Task::odds(scope), odds).only();
    assert_eq!((told.quote_count(), told.coverage), (3, Coverage::Delta));
    let quote = &told.events[1].markets[0].quotes[0];
    assert_eq!(quote.price.price().get(), dec!(2.10));
    assert_eq!(told.events[1].markets[0].key.kind, MarketKind::MatchOdds);
}
