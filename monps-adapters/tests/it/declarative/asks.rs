//! What a description asks for: paths, pages, values of earlier answers, and what refusals mean.

use monps_core::adapter::{Adapter, AuthPart, Capability, Coverage, Request, Scope, Task};
use monps_core::error::adapter::FaultCode;

use super::{by_path, context, declared, described, drive, fixture, odds, reasons, source};

/// A description of events in pages, with some keys put in.
fn paged(page: &str) -> String {
    format!(
        r#"id = "p"
name = "P"
version = "1"
summary = "P"
[endpoints.api]
base = "https://api.example/v1"
[config.leagues]
about = "leagues"
kind = "words"
default = "a"
[odds]
competitions = "leagues"
coverage = "competitions"
[[odds.step]]
name = "events"
path = "/{{task/competition}}/events"
query = {{ q = "x&y=1 /", limit = 2 }}
page = {page}
[[odds.read]]
from = "events"
each = "event in answer/events"
[odds.read.event]
key = "{{event/id}}"
sport = "football"
competition = "{{task/competition}}"
starts_at = "2026-03-22"
"#
    )
}

fn asked(request: &Request) -> String {
    let query: Vec<String> =
        request.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("{}?{}", request.path, query.join("&"))
}

#[test]
fn pages_are_followed_to_their_end() {
    let pages: [(&str, [&str; 2], [&str; 2]); 4] = [
        (
            r#"{ by = "cursor", at = "answer/next", parameter = "cursor" }"#,
            [r#"{"events":[{"id":1}],"next":"n2"}"#, r#"{"events":[{"id":2}],"next":""}"#],
            ["/a/events?limit=2&q=x&y=1 /", "/a/events?limit=2&q=x&y=1 /&cursor=n2"],
        ),
        (
            r#"{ by = "link", at = "answer/next" }"#,
            [r#"{"events":[{"id":1}],"next":"?from=2"}"#, r#"{"events":[{"id":2}],"next":null}"#],
            ["/a/events?limit=2&q=x&y=1 /", "/a/events?from=2"],
        ),
        (
            r#"{ by = "offset", list = "answer/events", size = 1, parameter = "offset" }"#,
            [r#"{"events":[{"id":1}]}"#, r#"{"events":[]}"#],
            ["/a/events?limit=2&q=x&y=1 /", "/a/events?limit=2&q=x&y=1 /&offset=1"],
        ),
        (
            r#"{ by = "number", pages = "answer/pages", parameter = "page" }"#,
            [r#"{"events":[{"id":1}],"pages":2}"#, r#"{"events":[],"pages":2}"#],
            ["/a/events?limit=2&q=x&y=1 /", "/a/events?limit=2&q=x&y=1 /&page=2"],
        ),
    ];
    for (page, bodies, wanted) in pages {
        let mut seen = Vec::new();
        let told = drive(&declared("p.toml", &paged(page)), &[], &odds(), &mut |request| {
            seen.push(asked(request));
            (200, bodies[seen.len() - 1].as_bytes().to_vec())
        });
        let told = told.unwrap();
        assert_eq!(seen, wanted, "{page}");
        assert_eq!((told.len(), told[0].coverage), (1, Coverage::Competitions), "{page}");
        assert!(!told[0].events[0].time_known, "a date has no hour");
    }
}

#[test]
fn pages_that_never_end_are_cut_and_that_is_told() {
    let adapter = declared(
        "p.toml",
        &paged(r#"{ by = "cursor", at = "answer/next", parameter = "c", most = 3 }"#),
    );
    let mut count = 0;
    let told = drive(&adapter, &[], &odds(), &mut |_| {
        count += 1;
        (200, format!(r#"{{"events":[{{"id":{count}}}],"next":"{count}"}}"#).into_bytes())
    });
    let snapshot = &told.unwrap()[0];
    assert_eq!((count, snapshot.events.len()), (3, 3));
    // What was cut is no image of its competition.
    assert_eq!(snapshot.coverage, Coverage::Delta);
    assert!(reasons(snapshot)[0].contains("more than 3 pages"));
    // A cursor that leads in a circle ends by itself.
    let mut count = 0;
    let told = drive(&adapter, &[], &odds(), &mut |_| {
        count += 1;
        (200, br#"{"events":[],"next":"same"}"#.to_vec())
    });
    assert_eq!((count, told.unwrap()[0].coverage), (2, Coverage::Competitions));
}

#[test]
fn a_page_at_another_host_is_not_followed() {
    let adapter = declared("p.toml", &paged(r#"{ by = "link", at = "answer/next" }"#));
    for link in ["https://evil.example/v1/x", "//evil.example/x", "/../x", "x", "/a//b"] {
        let body = format!(r#"{{"events":[],"next":"{link}"}}"#);
        let fault = drive(&adapter, &[], &odds(), &mut |_| (200, body.clone().into_bytes()));
        assert_eq!(fault.unwrap_err().code, FaultCode::SchemaDrift, "{link}");
    }
    let mut seen = Vec::new();
    let told = drive(&adapter, &[], &odds(), &mut |request| {
        seen.push(asked(request));
        let next = if seen.len() == 1 { r#""https://api.example/v1/b?c=d%20e""# } else { "null" };
        (200, format!(r#"{{"events":[],"next":{next}}}"#).into_bytes())
    });
    told.unwrap();
    assert_eq!(seen[1], "/b?c=d e");
}

#[test]
fn values_in_a_path_lead_nowhere_else() {
    let text = paged(r#"{ by = "link", at = "answer/next" }"#)
        .replace("kind = \"words\"\n", "kind = \"text\"\n");
    let text = text.replace("competitions = \"leagues\"\ncoverage = \"competitions\"\n", "");
    let text = text.replace("task/competition", "config/leagues");
    let adapter = declared("p.toml", &text);
    let path = |league: &str| {
        let begun = adapter.start(&context(&[("leagues", league)]), &odds());
        begun.map(|(_, step)| step.next.requests[0].path.clone())
    };
    assert_eq!(path("a b/c?d#e%é").unwrap(), "/a%20b%2Fc%3Fd%23e%25%C3%A9/events");
    for bad in ["..", "a/../b", "."] {
        assert_eq!(path(bad).err().unwrap().code, FaultCode::BadConfig, "{bad}");
    }
}

#[test]
fn one_competition_that_fails_is_told_beside_the_others() {
    let adapter = declared("p.toml", &paged(r#"{ by = "link", at = "answer/next" }"#));
    let leagues = [("leagues", "a,b")];
    let mut answer = |request: &Request| match request.path.as_str() {
        "/a/events" => (200, br#"{"events":[]}"#.to_vec()),
        _ => (404, Vec::new()),
    };
    let told = drive(&adapter, &leagues, &odds(), &mut answer).unwrap();
    assert_eq!((told.len(), told[0].competitions.as_slice()), (2, ["a".to_owned()].as_slice()));
    assert_eq!(told[1].skipped[0].at, "/b");
    let mut refuse = |_: &Request| (401, Vec::new());
    let fault = drive(&adapter, &leagues, &odds(), &mut refuse).unwrap_err();
    assert_eq!(fault.code, FaultCode::AuthExpired);
    for (status, code) in [
        (400, FaultCode::BadConfig),
        (403, FaultCode::Forbidden),
        (404, FaultCode::NotFound),
        (409, FaultCode::Conflict),
        (429, FaultCode::RateLimited),
        (451, FaultCode::Forbidden),
        (500, FaultCode::Upstream),
        (204, FaultCode::Upstream),
    ] {
        let fault = drive(&adapter, &[], &odds(), &mut |_| (status, Vec::new())).unwrap_err();
        assert_eq!(fault.code, code, "{status}");
    }
    let fault = drive(&adapter, &[], &odds(), &mut |_| (200, b"<html>".to_vec())).unwrap_err();
    assert_eq!(fault.code, FaultCode::SchemaDrift);
}

#[test]
fn the_odds_api_described_asks_and_refuses_as_the_code_does() {
    let adapter = described("the-odds-api.toml");
    let request = |pairs: &[(&str, &str)]| {
        let (_, step) = adapter.start(&context(pairs), &odds()).unwrap();
        step.next.requests[0].clone()
    };
    let asked = request(&[("sports", "soccer_epl")]);
    assert_eq!((asked.path.as_str(), asked.cost), ("/v4/sports/soccer_epl/odds", 4));
    assert_eq!(asked.cache_age_max_s, 230 * 60);
    let eleven = "a,b,c,d,e,f,g,h,i,j,k";
    let named = request(&[("sports", "soccer_epl"), ("bookmakers", eleven), ("markets", "h2h")]);
    assert_eq!(named.cost, 2);
    assert!(named.query.iter().all(|(name, _)| name != "regions"));
    assert_eq!(adapter.parts(&context(&[])).unwrap().len(), 2);
    let mut spent =
        |_: &Request| (401, br#"{"message":"gone","error_code":"OUT_OF_USAGE_CREDITS"}"#.to_vec());
    let fault = drive(&adapter, &[], &odds(), &mut spent).unwrap_err();
    assert_eq!(fault.code, FaultCode::QuotaExhausted);
    assert!(fault.message.contains("the first of the month") && fault.message.contains("gone"));
    let mut unknown = |_: &Request| (422, br#"{"error_code":"UNKNOWN_SPORT"}"#.to_vec());
    let fault = drive(&adapter, &[("sports", "x")], &odds(), &mut unknown).unwrap_err();
    assert_eq!(fault.code, FaultCode::NotFound);
    for (key, value) in [("odds_format", "roman"), ("cache_minutes", "x"), ("sports", "a b")] {
        let fault = adapter.start(&context(&[(key, value)]), &odds()).err().unwrap();
        assert_eq!(fault.code, FaultCode::BadConfig, "{key}");
        assert!(fault.message.contains(key), "{fault}");
    }
}

/// A refusal of status 200 looks like any good answer, and would be kept like one.
#[test]
fn where_status_200_may_refuse_nothing_is_kept() {
    let file = "the-odds-api.toml";
    let text = String::from_utf8(fixture(file)).unwrap();
    let rule = "[[refusals]]\nstatus = 200\ncontains = \"error_code\"\ncode = \"upstream\"\nadvice = \"wait\"\n";
    let adapter = declared(file, &format!("{text}\n{rule}"));
    let (_, step) = adapter.start(&context(&[]), &odds()).unwrap();
    assert!(step.next.requests.iter().all(|request| request.cache_age_max_s == 0));
}

#[test]
fn a_key_is_named_and_never_seen() {
    let adapter = source("odds-api-io");
    let manifest = adapter.manifest();
    assert_eq!(manifest.secrets(), ["odds_api_io_key"]);
    assert!(matches!(manifest.auth[0].parts[0], AuthPart::QueryKey { .. }));
    let leak = "id = \"{secret/odds_api_io_key}\"";
    let text = monps_adapters::declarative::SOURCES[2].1.replacen(
        "sport = \"football\"",
        "sport = \"{secret/odds_api_io_key}\"",
        1,
    );
    let error = monps_adapters::declarative::Declared::read("leak.toml", &text).unwrap_err();
    assert!(error.reason.contains("\"secret\" is not known here"), "{leak}: {error}");
}

#[test]
fn a_task_of_some_events_or_venues_is_no_image() {
    let adapter = source("odds-api-io");
    let files = [("/events", "odds_api_io_events.json"), ("/odds/multi", "odds_api_io_odds.json")];
    let scope = Scope { venues: vec!["bet365".to_owned()], ..Scope::default() };
    let told = drive(&adapter, &[], &Task::odds(scope), &mut by_path(&files)).unwrap();
    assert_eq!(told[0].coverage, Coverage::Delta);
    assert!(told[0].events[0].markets.iter().all(|m| m.venue.key.as_str() == "bet365"));
    let scope = Scope { events: vec!["none".to_owned()], ..Scope::default() };
    let told = drive(&adapter, &[], &Task::odds(scope), &mut by_path(&files)).unwrap();
    assert_eq!((told[0].events.len(), told[0].coverage), (0, Coverage::Events));
    let stream = Task::new(Capability::Stream, Scope::default());
    let fault = adapter.start(&context(&[]), &stream).err().unwrap();
    assert_eq!(fault.code, FaultCode::Unsupported);
    assert!(fixture("odds_api_io_odds.json").len() > 100);
}
