//! The JSON API of `plugins/examples/json-api` written as a native adapter, on the host's own types: what
//! the components are compared with.

use std::collections::BTreeMap;

use monps_adapters::component::{PluginManifest, manifest_text};
use monps_core::adapter::{
    Adapter, Context, Conversation, Coverage, Inputs, Manifest, Request, Skipped, Snapshot,
    SourceEvent, SourceMarket, SourceQuote, SourceVenue, Step, Task,
};
use monps_core::catalog::{Line, MarketKey, Period, VenueKind};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::odds::{Price, QuotedPrice};
use monps_core::quote::Side;
use serde::Deserialize;
use serde_json::value::RawValue;

pub(crate) struct Native(Manifest);

impl Native {
    /// With the manifest that the component carries.
    pub(crate) fn of(component: &[u8]) -> Self {
        Self(PluginManifest::read(manifest_text(component).unwrap()).unwrap().manifest)
    }
}

impl Adapter for Native {
    fn manifest(&self) -> &Manifest {
        &self.0
    }

    fn start(&self, context: &Context, _: &Task) -> Result<(Box<dyn Conversation>, Step), Fault> {
        let size = context.value("page_size").unwrap_or("50").to_owned();
        let step = Step::fetch(vec![ask(1, 1, &size)]);
        Ok((Box::new(Paging { page: 1, size }), step))
    }
}

struct Paging {
    page: u32,
    size: String,
}

fn ask(id: u32, page: u32, size: &str) -> Request {
    let request = Request::get(id, "api", "/events").query("page", page.to_string());
    request.query("size", size).proving("session")
}

impl Conversation for Paging {
    fn resume(&mut self, _: &Context, inputs: Inputs) -> Result<Step, Fault> {
        let Some(response) = inputs.responses.first() else {
            return Err(Fault::new(FaultCode::Upstream, "no answer"));
        };
        let events: Events<'_> = serde_json::from_slice(&response.body)
            .map_err(|error| Fault::new(FaultCode::SchemaDrift, error.to_string()))?;
        let mut snapshot = read(&events);
        snapshot.observed_at = Some(response.received_at);
        let Some(next) = events.next.filter(|next| *next > self.page) else {
            return Ok(Step::done(vec![snapshot]));
        };
        self.page = next;
        let mut step = Step::fetch(vec![ask(response.id + 1, next, &self.size)]);
        step.emit = vec![snapshot];
        Ok(step)
    }
}

#[derive(Deserialize)]
struct Events<'a> {
    #[serde(borrow)]
    events: Vec<Event<'a>>,
    next: Option<u32>,
}

#[derive(Deserialize)]
struct Event<'a> {
    id: String,
    league: String,
    starts: String,
    home: String,
    away: String,
    #[serde(borrow)]
    markets: Vec<Market<'a>>,
}

#[derive(Deserialize)]
struct Market<'a> {
    kind: String,
    #[serde(borrow, default)]
    line: Option<&'a RawValue>,
    #[serde(borrow)]
    prices: BTreeMap<&'a str, &'a RawValue>,
}

fn read(events: &Events<'_>) -> Snapshot {
    let mut skipped = Vec::new();
    let taken = events.events.iter().map(|event| SourceEvent {
        key: event.id.clone(),
        sport: "football".parse().unwrap(),
        competition: event.league.clone(),
        competition_title: event.league.clone(),
        season: None,
        home: event.home.clone(),
        away: event.away.clone(),
        starts_at: event.starts.parse().unwrap(),
        time_known: true,
        markets: event
            .markets
            .iter()
            .map(|market| read_market(event, market, &mut skipped))
            .collect(),
    });
    let events = taken.collect();
    Snapshot { events, skipped, coverage: Coverage::Events, ..Snapshot::default() }
}

fn read_market(event: &Event<'_>, market: &Market<'_>, skipped: &mut Vec<Skipped>) -> SourceMarket {
    let line = market.line.map(|line| Line::new(line.get().parse().unwrap()).unwrap());
    let key = MarketKey::new(market.kind.parse().unwrap(), Period::FullTime, line).unwrap();
    let mut quotes = Vec::new();
    // In the order of the selections of the market, whatever order a map has.
    for selection in key.kind.selections() {
        let slug = selection.slug();
        let Some(raw) = market.prices.get(slug.as_ref()) else {
            continue;
        };
        match raw.get().parse::<Price>() {
            Ok(price) => quotes.push(SourceQuote {
                selection: selection.clone(),
                side: Side::Back,
                price: QuotedPrice::from(price),
                available: None,
                stake_max: None,
            }),
            Err(error) => {
                let line = market.line.map(|line| format!("/{}", line.get())).unwrap_or_default();
                skipped.push(Skipped {
                    at: format!("quote {}/book_example/{}{line} {slug}", event.id, market.kind),
                    reason: error.to_string(),
                });
            }
        }
    }
    let venue = SourceVenue {
        key: "book_example".parse().unwrap(),
        title: "Book Example".to_owned(),
        kind: VenueKind::Bookmaker,
    };
    SourceMarket { venue, key, source_at: None, approximate: false, quotes }
}
