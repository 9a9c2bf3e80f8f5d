//! football-data.org on answers written for it.

use monps_adapters::football_data_org::FootballDataOrg;
use monps_core::adapter::{Adapter, Capability, Scope, Score, Snapshot, Task};
use monps_core::catalog::{Period, Season};
use monps_core::error::adapter::FaultCode;
use monps_core::time::parse_timestamp;

use crate::support::{Answer, Talk, check_sound, context, fixture, ok, talk};

fn results(body: Vec<u8>) -> Talk {
    let task = Task::results(Scope::default());
    talk(&FootballDataOrg::new(), &context(&[]), &task, |_| ok(body.clone()))
}

pub(crate) fn scores_of(snapshot: &Snapshot, key: &str) -> Vec<(Period, u32, u32)> {
    let result = snapshot.results.iter().find(|result| result.event_key == key).unwrap();
    let told = |score: &Score| (score.period, score.home, score.away);
    result.scores.iter().map(told).collect()
}

#[test]
fn extra_time_is_apart_and_a_shoot_out_in_no_score() {
    let snapshot = results(fixture("football_data_org/matches.json")).only();
    check_sound(std::slice::from_ref(&snapshot));
    let half = Period::FirstHalf;
    let (full, with) = (Period::FullTime, Period::WithOvertime);
    assert_eq!(scores_of(&snapshot, "1"), [(half, 1, 0), (full, 2, 1)]);
    // 6-7 with 3-4 in the shoot-out and 1-1 in extra time: 2-2 after ninety minutes.
    assert_eq!(scores_of(&snapshot, "2"), [(half, 0, 1), (full, 2, 2), (with, 3, 3)]);
    assert_eq!(scores_of(&snapshot, "3"), [(half, 1, 1), (full, 2, 2), (with, 3, 2)]);
    assert_eq!((snapshot.results.len(), snapshot.events.len()), (3, 3));
    assert!(snapshot.results.iter().all(|result| result.is_final));
    assert_eq!(snapshot.events[0].season, Some(Season::beginning(2026)));
    let reasons: Vec<&str> = snapshot.skipped.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(reasons.len(), 4, "{reasons:?}");
    for (reason, why) in
        reasons.iter().zip(["awarded", "contradicts", "shoot-out has more", "ninety"])
    {
        assert!(reason.contains(why), "{reason}");
    }
}

#[test]
fn what_is_asked() {
    let asked = |task: &Task, pairs: &[(&str, &str)]| {
        let (_, step) = FootballDataOrg::new().start(&context(pairs), task).unwrap();
        let [request] = <[_; 1]>::try_from(step.next.requests).unwrap();
        let words: Vec<String> =
            request.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (request.path, words.join("&"))
    };
    let task = Task::results(Scope::default());
    let (path, query) = asked(&task, &[("competitions", "PL,CL"), ("days", "2")]);
    assert_eq!(path, "/v4/matches");
    assert_eq!(query, "competitions=CL,PL&dateFrom=2027-01-13&dateTo=2027-01-16");
    // At most ten days, whatever is asked for.
    let since = Some(parse_timestamp("2020-01-01T00:00:00Z").unwrap());
    let (_, query) = asked(&Task::results(Scope { since, ..Scope::default() }), &[]);
    assert!(query.contains("dateFrom=2027-01-07&dateTo=2027-01-16"), "{query}");
    let events = vec!["7".to_owned(), "8".to_owned()];
    let (_, query) = asked(&Task::results(Scope { events, ..Scope::default() }), &[]);
    assert_eq!(query, "ids=7,8");
    let (path, _) = asked(&Task::new(Capability::Catalogue, Scope::default()), &[]);
    assert_eq!(path, "/v4/competitions");
    let odds = FootballDataOrg::new().start(&context(&[]), &Task::odds(Scope::default()));
    assert!(odds.is_err_and(|fault| fault.code == FaultCode::Unsupported));
    for pairs in [[("days", "9")], [("competitions", "PL/../x")]] {
        let refused = FootballDataOrg::new().start(&context(&pairs), &task);
        assert!(refused.is_err_and(|fault| fault.code == FaultCode::BadConfig), "{pairs:?}");
    }
}

#[test]
fn competitions_are_told() {
    let task = Task::new(Capability::Catalogue, Scope::default());
    let body = fixture("football_data_org/competitions.json");
    let snapshot = talk(&FootballDataOrg::new(), &context(&[]), &task, |_| ok(body.clone())).only();
    let told: Vec<_> = snapshot.catalogue.iter().map(|c| (&*c.key, &*c.title)).collect();
    assert_eq!(told, [("CR", "Redland - Red Cup")]);
    assert_eq!(snapshot.skipped.len(), 1);
}

#[test]
fn a_status_that_is_not_documented_is_refused() {
    let body = fixture("football_data_org/matches.json");
    let text = String::from_utf8(body).unwrap().replace("\"TIMED\"", "\"ABANDONED_MAYBE\"");
    let fault = results(text.into_bytes()).fault.unwrap();
    assert_eq!(fault.code, FaultCode::SchemaDrift);
    assert_eq!(fault.at.as_deref(), Some("/matches/4/status"));
}

#[test]
fn refusals_say_what_to_do() {
    let task = Task::results(Scope::default());
    for (status, body, code, advice) in [
        (
            400,
            r#"{"message":"Your API token is invalid.","errorCode":400}"#,
            FaultCode::AuthExpired,
            "football_data_org_token",
        ),
        (
            400,
            r#"{"message":"Filter is bad","errorCode":400}"#,
            FaultCode::BadConfig,
            "Filter is bad",
        ),
        (401, "", FaultCode::AuthExpired, "football_data_org_token"),
        (
            403,
            r#"{"message":"restricted","error":403}"#,
            FaultCode::Forbidden,
            "fewer competitions",
        ),
        (404, "", FaultCode::NotFound, "competitions"),
        (
            429,
            r#"{"message":"You reached your request limit. Wait 42 seconds.","errorCode":429}"#,
            FaultCode::RateLimited,
            "ten calls",
        ),
        (503, "<html>", FaultCode::Upstream, "later"),
    ] {
        let answer = |_: &_| Answer(status, Vec::new(), body.as_bytes().to_vec());
        let fault = talk(&FootballDataOrg::new(), &context(&[]), &task, answer).fault.unwrap();
        assert_eq!(fault.code, code, "{fault}");
        assert!(fault.message.contains(advice), "{fault}");
        let wait = fault.retry_after.map(|wait| wait.num_seconds());
        assert_eq!(wait, (status == 429).then_some(42));
    }
}

#[test]
fn a_list_that_is_not_whole_is_refused() {
    for body in ["", "null", "[]", "{}", "<html>", r#"{"resultSet":{"count":2},"matches":[]}"#] {
        let fault = results(body.as_bytes().to_vec()).fault.unwrap();
        assert_eq!(fault.code, FaultCode::SchemaDrift, "{body}");
    }
}
