//! The conversation: which files are asked for, and what is told of each answer.

use std::collections::BTreeMap;

use monps_adapters::football_data::FootballData;
use monps_core::adapter::{
    Adapter, Context, Conversation, Coverage, Inputs, Request, Response, Scope, Step, Task,
    TransportFailure, TransportFailureKind,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::parse_timestamp;

use crate::data::fixture_path;

fn context(config: &[(&str, &str)]) -> Context {
    let pair = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    let now = parse_timestamp("2024-11-28T12:00:00Z").unwrap();
    Context::new(now, 0, config.iter().map(pair).collect::<BTreeMap<_, _>>())
}

fn begin(context: &Context, task: &Task) -> (Box<dyn Conversation>, Step) {
    FootballData.start(context, task).unwrap()
}

fn refused(context: &Context, task: &Task) -> Fault {
    FootballData.start(context, task).map(|_| ()).unwrap_err()
}

fn paths(step: &Step) -> Vec<&str> {
    step.next.requests.iter().map(|request| request.path.as_str()).collect()
}

fn respond(request: &Request, status: u16, body: Vec<u8>) -> Response {
    Response {
        id: request.id,
        status,
        headers: vec![("retry-after".to_owned(), "90".to_owned())],
        body,
        received_at: parse_timestamp("2024-11-28T12:00:01Z").unwrap(),
        from_cache: false,
    }
}

fn inputs(responses: Vec<Response>) -> Inputs {
    Inputs { responses, ..Inputs::default() }
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(fixture_path(name)).unwrap()
}

#[test]
fn coming_games_are_one_image_of_the_divisions_wanted() {
    let context = context(&[]);
    let (mut conversation, step) = begin(&context, &Task::odds(Scope::default()));
    assert_eq!(paths(&step), ["/fixtures.csv"]);
    assert!(step.next.requests[0].cache_age_max_s > 0);
    let answer = respond(&step.next.requests[0], 200, file("fixtures.csv"));
    let step = conversation.resume(&context, inputs(vec![answer])).unwrap();
    assert!(step.done);
    let [snapshot] = &step.emit[..] else { panic!("{step:?}") };
    assert_eq!(snapshot.coverage, Coverage::Events);
    let homes: Vec<&str> = snapshot.events.iter().map(|event| event.home.as_str()).collect();
    assert_eq!(homes, ["Redhill", "Blueford"]);
    // Friday's collection has not come yet: the prices are as old as the answer, no younger.
    let market = &snapshot.events[0].markets[0];
    assert_eq!(market.source_at, snapshot.observed_at);
}

#[test]
fn seasons_are_fetched_a_few_at_a_time_and_told_in_two_images() {
    let context = context(&[("divisions", "E0, SP1"), ("seasons", "2324,2024-25,2425")]);
    let (mut conversation, step) = begin(&context, &Task::odds(Scope::default()));
    assert_eq!(
        paths(&step),
        ["/fixtures.csv", "/mmz4281/2324/E0.csv", "/mmz4281/2324/SP1.csv", "/mmz4281/2425/E0.csv"]
    );
    let answers = vec![
        respond(&step.next.requests[0], 200, file("fixtures.csv")),
        respond(&step.next.requests[1], 404, Vec::new()),
        // The site answers with another league's file.
        respond(&step.next.requests[2], 200, file("E0_2425.csv")),
        respond(&step.next.requests[3], 200, file("E0_2425.csv")),
    ];
    let step = conversation.resume(&context, inputs(answers)).unwrap();
    assert!(!step.done);
    assert_eq!(paths(&step), ["/mmz4281/2425/SP1.csv"]);
    let told: Vec<(usize, usize)> =
        step.emit.iter().map(|one| (one.events.len(), one.skipped.len())).collect();
    assert_eq!(
        told,
        [(3, 0), (6, 0), (6, 13), (0, 2)],
        "the coming games, the season's two images, and two files that gave nothing"
    );
    let failure = TransportFailure {
        id: step.next.requests[0].id,
        kind: TransportFailureKind::Timeout,
        message: "no answer in 30 s".to_owned(),
    };
    let failed = Inputs { failures: vec![failure], ..Inputs::default() };
    let step = conversation.resume(&context, failed).unwrap();
    assert!(step.done, "three files were read");
    assert_eq!(step.emit[0].skipped[0].reason, "no answer in 30 s");
}

#[test]
fn results_are_of_the_current_season_and_since_an_instant() {
    let context = context(&[]);
    let since = |text: &str| {
        Task::results(Scope { since: Some(parse_timestamp(text).unwrap()), ..Scope::default() })
    };
    let told = |task: &Task| {
        let (mut conversation, step) = begin(&context, task);
        assert_eq!(paths(&step), ["/mmz4281/2425/E0.csv"]);
        let answer = respond(&step.next.requests[0], 200, file("E0_2425.csv"));
        let step = conversation.resume(&context, inputs(vec![answer])).unwrap();
        let [snapshot] = &step.emit[..] else { panic!("{step:?}") };
        assert_eq!(snapshot.coverage, Coverage::Delta);
        assert_eq!(snapshot.events.len(), snapshot.results.len());
        assert!(snapshot.events.iter().all(|event| event.markets.is_empty()));
        snapshot.results.len()
    };
    assert_eq!(told(&Task::results(Scope::default())), 4);
    assert_eq!(told(&since("2024-08-25T00:00:00Z")), 2);
}

#[test]
fn a_venue_or_event_asked_for_is_all_that_is_told() {
    let context = context(&[("seasons", "2425")]);
    let scope = Scope {
        competitions: vec!["SP1".to_owned()],
        events: vec!["SP1:2024-12-01:Monteverde:Costa Clara".to_owned()],
        venues: vec!["pinnacle".to_owned()],
        ..Scope::default()
    };
    let (mut conversation, step) = begin(&context, &Task::odds(scope));
    assert_eq!(paths(&step), ["/fixtures.csv", "/mmz4281/2425/SP1.csv"]);
    let answer = respond(&step.next.requests[0], 200, file("fixtures.csv"));
    let step = conversation.resume(&context, inputs(vec![answer])).unwrap();
    assert!(!step.done && step.next.is_empty(), "one answer is still to come");
    assert_eq!(step.emit[0].coverage, Coverage::Delta);
    assert_eq!(step.emit[0].events.len(), 1);
    assert!(step.emit[0].events[0].markets.is_empty());
}

#[test]
fn when_nothing_is_answered_the_fault_says_what_to_do() {
    let context = context(&[]);
    for (status, code) in [
        (404, FaultCode::NotFound),
        (302, FaultCode::NotFound),
        (403, FaultCode::Forbidden),
        (429, FaultCode::RateLimited),
        (503, FaultCode::Upstream),
        (204, FaultCode::SchemaDrift),
    ] {
        let (mut conversation, step) = begin(&context, &Task::odds(Scope::default()));
        let answer = respond(&step.next.requests[0], status, Vec::new());
        let fault = conversation.resume(&context, inputs(vec![answer])).unwrap_err();
        assert_eq!(fault.code, code, "{fault}");
        let waits = fault.retry_after.map(|wait| wait.num_seconds());
        assert_eq!(waits, (status == 429).then_some(90));
    }
}

#[test]
fn a_wrong_setting_is_named() {
    let odds = Task::odds(Scope::default());
    for (key, value) in [("divisions", "E9"), ("seasons", "2426"), ("seasons", "2024-2025")] {
        let fault = refused(&context(&[(key, value)]), &odds);
        assert_eq!(fault.code, FaultCode::BadConfig);
        assert!(fault.message.starts_with(&format!("{value:?} is not a")), "{fault}");
    }
    let every_season: Vec<String> =
        (1993..2024).map(|year| format!("{:02}{:02}", year % 100, (year + 1) % 100)).collect();
    let every_season = every_season.join(",");
    let many = context(&[("seasons", &every_season), ("divisions", "E0,E1,E2,E3,D1,D2,F1,F2,I1")]);
    let fault = refused(&many, &odds);
    assert!(fault.message.contains("280 files"), "{fault}");
}
