//! Pinnacle and PS3838 on answers written for them.

use monps_adapters::pinnacle::Pinnacle;
use monps_core::adapter::{Adapter, Coverage, Request, Scope, SourceEvent, Task};
use monps_core::error::adapter::FaultCode;
use rust_decimal::dec;

use crate::support::{Answer, check_sound, context, fixture, ok, talk};

pub(crate) fn images(request: &Request) -> Answer {
    let name = if request.path.ends_with("/fixtures") { "fixtures" } else { "odds" };
    ok(fixture(&format!("pinnacle/{name}.json")))
}

pub(crate) fn prices(event: &SourceEvent) -> Vec<String> {
    let told = event.markets.iter().flat_map(|market| {
        market.quotes.iter().map(|q| format!("{} {} {}", market.key, q.selection, q.price.price()))
    });
    told.collect()
}

#[test]
fn what_is_open_is_passed_on() {
    let told = talk(&Pinnacle::ps3838(), &context(&[]), &Task::odds(Scope::default()), images);
    let snapshot = told.only();
    check_sound(std::slice::from_ref(&snapshot));
    assert_eq!(snapshot.coverage, Coverage::Competitions);
    assert_eq!(snapshot.competitions, ["1", "2"]);
    let named: Vec<_> = snapshot.events.iter().map(|event| (&*event.key, &*event.home)).collect();
    assert_eq!(named, [("10", "Reds"), ("11", "Greens"), ("21", "Twos")]);
    let first = &snapshot.events[0];
    assert_eq!(first.competition_title, "Redland - Premier");
    assert_eq!(
        prices(first),
        [
            "1x2 home 2.49",
            "1x2 draw 3.21",
            "1x2 away 2.97",
            "1x2 (first_half) home 3.19",
            "1x2 (first_half) draw 2.11",
            "1x2 (first_half) away 3.71",
            "total 2.25 over 1.943",
            "total 2.25 under 1.884",
            "total 2.5 under 1.671",
            "home_total 1.5 over 2.66",
            "home_total 1.5 under 1.478",
            "away_total 0.5 over 1.4",
            "away_total 0.5 under 2.95",
            "asian_handicap -0.75 home 3.05",
            "asian_handicap -0.75 away 1.386",
            "asian_handicap 0 home 1.769",
            "asian_handicap 0 away 2.12",
        ]
    );
    // A closed part and one past its cut-off cannot be bet on; the event stands without prices.
    assert_eq!(prices(&snapshot.events[1]), Vec::<String>::new());
    let handicap =
        first.markets.iter().find(|m| m.key.to_string() == "asian_handicap -0.75").unwrap();
    let most: Vec<_> = handicap.quotes.iter().map(|quote| quote.stake_max.unwrap()).collect();
    assert_eq!(most, [dec!(300), dec!(777.20)], "a volume of 300 at 3.05 and at 1.386");
    assert_eq!(handicap.source_at.unwrap().to_rfc3339(), "2027-01-15T07:00:00.500+00:00");
    let reasons: Vec<&str> = snapshot.skipped.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(reasons.len(), 8, "{reasons:?}");
    for (reason, why) in reasons.iter().zip([
        "soon",
        "both sides",
        "1 events are about Corners",
        "-0.3",
        "unusable",
        "part 6",
        "not level",
        "2 parts with 5 prices",
    ]) {
        assert!(reason.contains(why) || why == "soon", "{reason}");
    }
}

#[test]
fn what_is_in_play_is_joined_to_its_parent() {
    let task = Task::odds(Scope::default());
    let told = talk(&Pinnacle::ps3838(), &context(&[("live", "true")]), &task, images).only();
    check_sound(std::slice::from_ref(&told));
    let keys: Vec<_> = told.events.iter().map(|event| event.key.as_str()).collect();
    assert_eq!(keys, ["10", "11", "21"]);
    let first = prices(&told.events[0]);
    assert_eq!(first[..3], ["1x2 home 1.5", "1x2 draw 4.0", "1x2 away 7.0"]);
    // The handicap of a match at 1-0 is about the goals to come: it is not passed on.
    assert!(!first.iter().any(|price| price.starts_with("asian_handicap -0.25")), "{first:?}");
}

#[test]
fn what_is_asked_of_each_brand() {
    let asked = |venue: Pinnacle, pairs: &[(&str, &str)], scope: Scope| {
        let (_, step) = venue.start(&context(pairs), &Task::odds(scope)).unwrap();
        let said = |request: &Request| {
            let words: Vec<String> =
                request.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!("{} {}?{}", request.endpoint, request.path, words.join("&"))
        };
        step.next.requests.iter().map(said).collect::<Vec<_>>()
    };
    assert_eq!(
        asked(Pinnacle::ps3838(), &[], Scope::default()),
        ["fixtures /v3/fixtures?sportId=29", "odds /v3/odds?sportId=29&oddsFormat=Decimal"]
    );
    let tennis = [("sport", "tennis"), ("leagues", "7,5"), ("odds_version", "4")];
    assert_eq!(
        asked(
            Pinnacle::own(),
            &tennis,
            Scope { events: vec!["10".to_owned()], ..Scope::default() }
        ),
        [
            "fixtures /v1/fixtures?sportId=33&leagueIds=5,7&eventIds=10",
            "odds /v4/odds?sportId=33&leagueIds=5,7&eventIds=10&oddsFormat=Decimal"
        ]
    );
    for (pairs, named) in [
        ([("sport", "chess")], "sport"),
        ([("leagues", "premier")], "leagues"),
        ([("live", "yes")], "live"),
        ([("odds_version", "0")], "odds_version"),
    ] {
        let refused = Pinnacle::ps3838().start(&context(&pairs), &Task::odds(Scope::default()));
        let Err(fault) = refused else { panic!("{pairs:?} is taken") };
        assert!(fault.code == FaultCode::BadConfig && fault.message.contains(named), "{fault}");
    }
    let scope = Scope { venues: vec!["pinnacle".to_owned()], ..Scope::default() };
    assert!(Pinnacle::ps3838().start(&context(&[]), &Task::odds(scope)).is_err(), "PS3838 alone");
}

#[test]
fn money_that_is_not_said_plainly_is_refused() {
    let odds = String::from_utf8(fixture("pinnacle/odds.json")).unwrap();
    for (from, to, at) in [
        ("\"status\": 2", "\"status\": 7", "/leagues/0/events/1/periods/0/status"),
        ("\"sportId\": 29", "\"sportId\": 33", "/sportId"),
    ] {
        let body = odds.replace(from, to).into_bytes();
        let answer = |request: &Request| match request.path.ends_with("/odds") {
            true => ok(body.clone()),
            false => images(request),
        };
        let told = talk(&Pinnacle::ps3838(), &context(&[]), &Task::odds(Scope::default()), answer);
        assert!(told.snapshots.is_empty());
        let fault = told.fault.unwrap();
        assert_eq!(
            (fault.code, fault.at.as_deref()),
            (FaultCode::SchemaDrift, Some(at)),
            "{fault}"
        );
    }
}

#[test]
fn an_empty_image_withdraws_nothing() {
    let answer = |_: &_| ok(Vec::new());
    let told = talk(&Pinnacle::ps3838(), &context(&[]), &Task::odds(Scope::default()), answer);
    assert!(told.snapshots.is_empty());
    let fault = told.fault.unwrap();
    assert_eq!(fault.code, FaultCode::Upstream);
    assert!(fault.message.contains("never bet by hand"), "{fault}");
}

#[test]
fn refusals_say_what_to_do() {
    let said = |code: &str| format!(r#"{{"code":"{code}","message":"as it was"}}"#).into_bytes();
    for (status, body, code, advice) in [
        (
            401,
            said("INVALID_CREDENTIALS"),
            FaultCode::AuthExpired,
            "ps3838_user and ps3838_password",
        ),
        (403, said("INVALID_CREDENTIALS"), FaultCode::AuthExpired, "ps3838_password"),
        (403, said("NO_API_ACCESS"), FaultCode::Forbidden, "funded"),
        (
            400,
            said("INVALID_REQUEST_DATA"),
            FaultCode::BadConfig,
            "INVALID_REQUEST_DATA, as it was",
        ),
        (404, Vec::new(), FaultCode::NotFound, "odds_version"),
        (429, said("TOO_MANY_REQUESTS"), FaultCode::RateLimited, "another program"),
        (500, b"<html>".to_vec(), FaultCode::Upstream, "later"),
    ] {
        let answer = |_: &_| Answer(status, Vec::new(), body.clone());
        let told = talk(&Pinnacle::ps3838(), &context(&[]), &Task::odds(Scope::default()), answer);
        let fault = told.fault.unwrap();
        assert_eq!(fault.code, code, "{fault}");
        assert!(fault.message.contains(advice), "{fault}");
        assert_eq!(fault.retry_after.is_some(), status == 429);
    }
}
