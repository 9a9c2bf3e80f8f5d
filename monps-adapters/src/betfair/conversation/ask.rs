//! Questions, as JSON-RPC, no heavier than Betfair allows.

use monps_core::adapter::{Context, Request, Scope, Text};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::TimeDelta;

use crate::betfair::manifest::API;
use crate::betfair::wire::{self, Filter};

/// Where the betting API answers.
pub(in super::super) const BETTING_PATH: &str = "/exchange/betting/json-rpc/v1";
/// Where the account API answers.
const ACCOUNT_PATH: &str = "/exchange/account/json-rpc/v1";

/// The weight that a request may have.
const WEIGHT_MAX: usize = 200;
/// The weight of a book with its best offers.
const BOOK_WEIGHT: usize = 5;
/// Books in one request.
pub(super) const BOOKS_MAX: usize = WEIGHT_MAX / BOOK_WEIGHT;
/// Markets that one catalogue tells with their description, which weighs one each.
const CATALOGUE_MAX: u32 = 200;

/// A call that only reads.
pub(in super::super) fn call(
    id: u32,
    endpoint: impl Into<Text>,
    path: &str,
    body: impl Into<String>,
) -> Request {
    Request::post(id, endpoint, path, body)
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .safe_to_repeat()
}

/// Which markets are meant: the task's, or those of the configuration.
pub(super) struct Wanted {
    filter: Filter,
    markets_max: u32,
}

impl Wanted {
    pub(super) fn of(context: &Context, scope: &Scope) -> Result<Self, Fault> {
        let owned = |values: Vec<&str>| values.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let listed = |key, fallback: &[&str]| match context.list(key) {
            values if values.is_empty() => owned(fallback.to_vec()),
            values => owned(values),
        };
        let or = |given: &Vec<String>, otherwise: Vec<String>| {
            if given.is_empty() { otherwise } else { given.clone() }
        };
        let types = ["MATCH_ODDS", "OVER_UNDER_25", "BOTH_TEAMS_TO_SCORE"];
        let days = i64::from(number(context, "days", 7, 30)?);
        let sport = scope.sport.clone();
        let filter = Filter {
            event_types: sport.map_or_else(|| listed("event_types", &["1"]), |one| vec![one]),
            competitions: or(&scope.competitions, listed("competitions", &[])),
            events: scope.events.clone(),
            countries: listed("countries", &[]),
            market_types: or(&scope.markets, listed("market_types", &types)),
            // A match under way has begun.
            from: scope.since.unwrap_or(context.now - TimeDelta::hours(4)),
            until: scope.until.unwrap_or(context.now + TimeDelta::days(days)),
        };
        Ok(Self { filter, markets_max: number(context, "markets_max", 200, CATALOGUE_MAX)? })
    }

    pub(super) fn competitions(&self, id: u32) -> Request {
        call(id, API, BETTING_PATH, self.filter.competitions(id))
    }

    /// The catalogue; at most as many markets as one call may tell.
    pub(super) fn catalogue(&self, id: u32) -> Request {
        call(id, API, BETTING_PATH, self.filter.catalogue(id, self.markets_max))
    }
}

/// The books of some markets.
pub(super) fn books(id: u32, markets: &[String]) -> Request {
    call(id, API, BETTING_PATH, wire::market_books(id, markets))
}

pub(in super::super) fn funds(id: u32) -> Request {
    call(id, API, ACCOUNT_PATH, wire::account_funds(id))
}

fn number(context: &Context, key: &str, fallback: u32, most: u32) -> Result<u32, Fault> {
    let Some(text) = context.value(key) else {
        return Ok(fallback);
    };
    text.parse().ok().filter(|number| (1..=most).contains(number)).ok_or_else(|| {
        let message = format!("the setting {key} must be a whole number from 1 to {most}");
        Fault::new(FaultCode::BadConfig, message)
    })
}
