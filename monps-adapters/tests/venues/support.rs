//! What the tests share: a conversation held by hand, fixtures, recordings.

use std::collections::BTreeSet;
use std::path::PathBuf;

use monps_core::adapter::{
    Adapter, Context, Conversation, Inputs, Request, Response, Snapshot, Step, Task,
};
use monps_core::catalog::{Line, MarketKind, Period, Selection};
use monps_core::error::adapter::Fault;
use monps_core::time::{Timestamp, parse_timestamp};
use rust_decimal::dec;

/// The instant of every test: before anything in the fixtures begins.
pub(crate) fn now() -> Timestamp {
    parse_timestamp("2027-01-15T08:00:00Z").unwrap()
}

pub(crate) fn context(pairs: &[(&str, &str)]) -> Context {
    at(now(), pairs)
}

pub(crate) fn at(now: Timestamp, pairs: &[(&str, &str)]) -> Context {
    let owned = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    Context::new(now, 0, owned.collect())
}

/// A file of this crate's test data.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A recording of the real data folder; `None`, said in one line, where the folder is not there.
pub(crate) fn recording(name: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("MONPS_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    match std::fs::read(root.join("samples").join(name)) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            assert!(
                std::env::var("CI").as_deref() != Ok("true"),
                "{name}: {error}: set MONPS_TEST_DATA to the data folder"
            );
            eprintln!("not run: {name} is not there (set MONPS_TEST_DATA to the data folder)");
            None
        }
    }
}

/// An answer: status, headers, body.
pub(crate) struct Answer(pub(crate) u16, pub(crate) Vec<(String, String)>, pub(crate) Vec<u8>);

pub(crate) fn ok(body: Vec<u8>) -> Answer {
    Answer(200, Vec::new(), body)
}

/// What a conversation came to.
#[derive(Debug, Default)]
pub(crate) struct Talk {
    pub(crate) snapshots: Vec<Snapshot>,
    pub(crate) asked: Vec<Request>,
    pub(crate) fault: Option<Fault>,
}

impl Talk {
    pub(crate) fn only(self) -> Snapshot {
        assert_eq!(self.fault, None);
        let [snapshot] = <[Snapshot; 1]>::try_from(self.snapshots).unwrap();
        snapshot
    }
}

/// Rounds of one conversation by hand.
const STEPS_MAX: usize = 200;

/// Holds a conversation to its end; each request is answered at once.
pub(crate) fn talk(
    adapter: &dyn Adapter,
    context: &Context,
    task: &Task,
    answer: impl Fn(&Request) -> Answer,
) -> Talk {
    let mut talk = Talk::default();
    let (mut conversation, mut step) = match adapter.start(context, task) {
        Ok(begun) => begun,
        Err(fault) => return Talk { fault: Some(fault), ..talk },
    };
    for _ in 0..STEPS_MAX {
        talk.snapshots.append(&mut step.emit);
        if step.done {
            return talk;
        }
        let inputs = answered(&step, context.now, &answer);
        talk.asked.append(&mut step.next.requests);
        step = match conversation.resume(context, inputs) {
            Ok(step) => step,
            Err(fault) => return Talk { fault: Some(fault), ..talk },
        };
    }
    panic!("the conversation does not end");
}

/// The answers to the requests of a step.
pub(crate) fn answered(
    step: &Step,
    received_at: Timestamp,
    answer: &impl Fn(&Request) -> Answer,
) -> Inputs {
    let response = |request: &Request| {
        let Answer(status, headers, body) = answer(request);
        Response { id: request.id, status, headers, body, received_at, from_cache: false }
    };
    Inputs { responses: step.next.requests.iter().map(response).collect(), ..Inputs::default() }
}

/// Resumes with the answers to a step.
pub(crate) fn resumed(
    conversation: &mut dyn Conversation,
    context: &Context,
    step: &Step,
    answer: &impl Fn(&Request) -> Answer,
) -> Result<Step, Fault> {
    conversation.resume(context, answered(step, context.now, answer))
}

/// Nothing in a snapshot is impossible: every price may be staked on and is an answer of its market,
/// no answer is priced twice, no part of a match has more goals than its whole.
pub(crate) fn check_sound(snapshots: &[Snapshot]) {
    for snapshot in snapshots {
        for event in &snapshot.events {
            let mut priced = BTreeSet::new();
            for market in &event.markets {
                let key = &market.key;
                let is_total = matches!(
                    key.kind,
                    MarketKind::Total | MarketKind::HomeTotal | MarketKind::AwayTotal
                );
                assert!(!is_total || key.line >= Some(Line::from_quarters(0)), "{key}");
                for quote in &market.quotes {
                    assert!(key.kind.has(&quote.selection), "{key} {}", quote.selection);
                    assert!(quote.price.price().get() > dec!(1));
                    assert!(quote.stake_max.is_none_or(|most| most > dec!(0)));
                    let side = format!("{:?}", quote.side);
                    let one = (&market.venue.key, key, &quote.selection, side);
                    assert!(priced.insert(one), "{key} {} is priced twice", quote.selection);
                    if let Selection::Named(name) = &quote.selection {
                        assert!(name.len() <= 200 && !name.chars().any(char::is_control));
                    }
                }
            }
        }
        let mut told = BTreeSet::new();
        for result in &snapshot.results {
            assert!(told.insert(&result.event_key), "two results of {}", result.event_key);
            let of = |period| result.scores.iter().find(|score| score.period == period);
            for (part, whole) in
                [(Period::FirstHalf, Period::FullTime), (Period::FullTime, Period::WithOvertime)]
            {
                if let (Some(part), Some(whole)) = (of(part), of(whole)) {
                    assert!(part.home <= whole.home && part.away <= whole.away, "{result:?}");
                }
            }
            assert!(!result.is_final || !result.scores.is_empty());
        }
    }
}
