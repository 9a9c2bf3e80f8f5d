//! Adapters that are descriptions, from outside: what they ask, what they read, what they refuse.

mod asks;
mod hostile;
mod language;
mod mistakes;
mod recorded;
mod same;
mod venues;

use std::path::PathBuf;

use monps_adapters::declarative::{Declared, SOURCES};
use monps_core::adapter::{Adapter, Context, Inputs, Request, Response, Scope, Snapshot, Task};
use monps_core::adapter::{SourceEvent, SourceMarket};
use monps_core::error::adapter::Fault;
use monps_core::quote::Side;
use rust_decimal::Decimal;

use crate::support::{config, now};

/// Status and body for a request.
type Answer = (u16, Vec<u8>);

/// A file of the test data of descriptions.
fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/declarative").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A source of the crate.
fn source(id: &str) -> Declared {
    let file = format!("{id}.toml");
    let (_, text) = SOURCES.iter().find(|(name, _)| *name == file).unwrap();
    declared(&file, text)
}

/// A description of the test data.
fn described(file: &str) -> Declared {
    declared(file, &String::from_utf8(fixture(file)).unwrap())
}

fn declared(file: &str, text: &str) -> Declared {
    Declared::read(file, text).unwrap_or_else(|error| panic!("{error}"))
}

fn odds() -> Task {
    Task::odds(Scope::default())
}

fn context(pairs: &[(&str, &str)]) -> Context {
    Context::new(now(), 0, config(pairs))
}

/// Drives a conversation with answers made for each request.
fn drive(
    adapter: &dyn Adapter,
    pairs: &[(&str, &str)],
    task: &Task,
    answer: &mut dyn FnMut(&Request) -> Answer,
) -> Result<Vec<Snapshot>, Fault> {
    let context = context(pairs);
    let (mut conversation, mut step) = adapter.start(&context, task)?;
    let mut told = Vec::new();
    for _ in 0..100 {
        told.append(&mut step.emit);
        if step.done {
            return Ok(told);
        }
        // The last request is answered first: the order of arrival must not count.
        let responses = step.next.requests.iter().rev().map(|request| {
            let (status, body) = answer(request);
            let (headers, received_at) = (Vec::new(), now());
            Response { id: request.id, status, headers, body, received_at, from_cache: false }
        });
        let inputs = Inputs { responses: responses.collect(), ..Inputs::default() };
        step = conversation.resume(&context, inputs)?;
    }
    panic!("the conversation does not end");
}

/// Answers by the end of the path, each with a fixture.
fn by_path<'a>(files: &'a [(&'a str, &'a str)]) -> impl FnMut(&Request) -> Answer + 'a {
    move |request| {
        let found = files.iter().find(|(end, _)| request.path.ends_with(end));
        let (_, file) = found.unwrap_or_else(|| panic!("{} is not expected", request.path));
        (200, fixture(file))
    }
}

fn event<'s>(snapshot: &'s Snapshot, key: &str) -> &'s SourceEvent {
    snapshot.events.iter().find(|event| event.key == key).unwrap()
}

/// The market of a venue by its printed key.
fn market<'s>(event: &'s SourceEvent, venue: &str, key: &str) -> &'s SourceMarket {
    let mut markets = event.markets.iter();
    markets
        .find(|market| market.venue.key.as_str() == venue && market.key.to_string() == key)
        .unwrap_or_else(|| panic!("no {key} of {venue}"))
}

/// The prices of a side as `selection price`, rounded for reading.
fn prices(market: &SourceMarket, side: Side) -> Vec<String> {
    let quotes = market.quotes.iter().filter(|quote| quote.side == side);
    let mut prices: Vec<String> = quotes
        .map(|quote| format!("{} {}", quote.selection, rounded(quote.price.price().get(), 4)))
        .collect();
    prices.sort();
    prices
}

fn rounded(number: Decimal, decimals: u32) -> Decimal {
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    number.round_dp_with_strategy(decimals, strategy).normalize()
}

fn reasons(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.skipped.iter().map(|skipped| skipped.reason.as_str()).collect()
}
