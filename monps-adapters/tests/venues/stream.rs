//! Pinnacle as a stream: an image, then changes since, round by round.

use monps_adapters::pinnacle::Pinnacle;
use monps_core::adapter::{
    Adapter, Conversation, Coverage, Inputs, Request, Scope, Standing, Step, Task,
};
use monps_core::error::adapter::FaultCode;
use monps_core::time::{TimeDelta, Timestamp};

use crate::pinnacle::{images, prices};
use crate::support::{Answer, at, check_sound, fixture, now, ok, resumed};

/// A stream that has told its image and waits.
fn begun() -> (Box<dyn Conversation>, Step) {
    let context = at(now(), &[]);
    let (mut stream, step) =
        Pinnacle::ps3838().start(&context, &Task::stream(Scope::default())).unwrap();
    let step = resumed(stream.as_mut(), &context, &step, &images).unwrap();
    (stream, step)
}

/// The alarm goes off at an instant.
fn fired(stream: &mut dyn Conversation, step: &Step, instant: Timestamp) -> Step {
    let fired = step.next.timers.iter().map(|timer| timer.id).collect();
    stream.resume(&at(instant, &[]), Inputs { fired, ..Inputs::default() }).unwrap()
}

fn changes(request: &Request) -> Answer {
    let name = if request.path.ends_with("/fixtures") { "fixtures_since" } else { "odds_since" };
    ok(fixture(&format!("pinnacle/{name}.json")))
}

fn since(step: &Step) -> Vec<(&str, Option<&str>)> {
    let of = |request: &Request| request.query.iter().position(|(name, _)| name == "since");
    let requests = step.next.requests.iter();
    requests.map(|r| (r.endpoint.as_ref(), of(r).map(|at| r.query[at].1.as_str()))).collect()
}

#[test]
fn a_market_missing_in_a_changed_part_is_withdrawn_and_another_part_stands() {
    let (mut stream, step) = begun();
    assert_eq!(step.emit[0].coverage, Coverage::Competitions);
    assert_eq!((step.done, step.next.timers[0].after_ms), (false, 6_000));
    let later = now() + TimeDelta::seconds(6);
    let step = fired(stream.as_mut(), &step, later);
    let expected = [("fixtures-since", Some("1000")), ("odds-since", Some("2000"))];
    assert_eq!(since(&step), expected);
    let step = resumed(stream.as_mut(), &at(later, &[]), &step, &changes).unwrap();
    check_sound(&step.emit);
    let told = &step.emit[0];
    assert_eq!(told.coverage, Coverage::Events);
    let keys: Vec<_> = told.events.iter().map(|event| event.key.as_str()).collect();
    assert_eq!(keys, ["10", "11", "21"]);
    assert_eq!(
        prices(&told.events[0]),
        [
            "1x2 home 2.4",
            "1x2 draw 3.21",
            "1x2 away 3.05",
            "1x2 (first_half) home 3.19",
            "1x2 (first_half) draw 2.11",
            "1x2 (first_half) away 3.71",
        ]
    );
    assert_eq!(prices(&told.events[1]).len(), 3, "the part has opened");
    assert_eq!(told.events[2].starts_at.to_rfc3339(), "2027-01-15T20:00:00+00:00");
    // The numbers of the answers are asked from next.
    let step = fired(stream.as_mut(), &step, later + TimeDelta::seconds(6));
    let expected = [("fixtures-since", Some("1500")), ("odds-since", Some("2500"))];
    assert_eq!(since(&step), expected);
}

#[test]
fn nothing_changed_keeps_the_numbers_and_the_prices() {
    let (mut stream, step) = begun();
    let later = now() + TimeDelta::seconds(6);
    let step = fired(stream.as_mut(), &step, later);
    let step = resumed(stream.as_mut(), &at(later, &[]), &step, &|_| ok(Vec::new())).unwrap();
    assert_eq!((step.emit[0].events.len(), step.emit[0].coverage), (0, Coverage::Events));
    let step = fired(stream.as_mut(), &step, later + TimeDelta::seconds(6));
    assert_eq!(since(&step)[1], ("odds-since", Some("2000")));
}

#[test]
fn a_cut_off_that_passes_is_told_without_any_change() {
    let (mut stream, step) = begun();
    let kick_off = now() + TimeDelta::hours(11);
    let step = fired(stream.as_mut(), &step, kick_off);
    // Half an hour is long past: images again, which still list the old prices.
    assert_eq!(since(&step), [("fixtures", None), ("odds", None)]);
    let step = resumed(stream.as_mut(), &at(kick_off, &[]), &step, &images).unwrap();
    assert_eq!(step.emit[0].quote_count(), 0);

    let (mut stream, mut step) = begun();
    let mut instant = now();
    // Rounds of less than half an hour each, without a change.
    let mut told = Vec::new();
    while instant < kick_off {
        instant += TimeDelta::minutes(29);
        step = fired(stream.as_mut(), &step, instant);
        let is_image = since(&step)[0].1.is_none();
        let answer = |request: &Request| if is_image { images(request) } else { ok(Vec::new()) };
        step = resumed(stream.as_mut(), &at(instant, &[]), &step, &answer).unwrap();
        told.push((is_image, step.emit[0].events.len(), step.emit[0].quote_count()));
    }
    let last = told.last().unwrap();
    assert_eq!(last.2, 0, "past the cut-off nothing can be bet on: {told:?}");
    assert!(last.1 > 0, "the event is told without its prices: {told:?}");
}

#[test]
fn a_failure_is_told_and_images_follow() {
    let (mut stream, step) = begun();
    let later = now() + TimeDelta::seconds(6);
    let step = fired(stream.as_mut(), &step, later);
    let failing = |request: &Request| match request.id {
        0 => Answer(500, Vec::new(), Vec::new()),
        _ => changes(request),
    };
    let step = resumed(stream.as_mut(), &at(later, &[]), &step, &failing).unwrap();
    assert_eq!(step.emit[0].standing, Standing::Away);
    assert_eq!((step.done, step.next.timers[0].after_ms), (false, 60_000));
    let step = fired(stream.as_mut(), &step, later + TimeDelta::minutes(1));
    assert_eq!(since(&step), [("fixtures", None), ("odds", None)]);
    // What will not pass by itself ends the stream.
    let denied = |_: &_| Answer(401, Vec::new(), Vec::new());
    let fault = resumed(stream.as_mut(), &at(later, &[]), &step, &denied).unwrap_err();
    assert_eq!(fault.code, FaultCode::AuthExpired);
}

#[test]
fn a_stream_ends_when_it_is_told_to() {
    let (mut stream, _) = begun();
    let inputs = Inputs { cancelled: true, ..Inputs::default() };
    assert!(stream.resume(&at(now(), &[]), inputs).unwrap().done);
}
