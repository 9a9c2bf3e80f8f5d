//! From the settings and the task to requests, with what each will cost.

use monps_core::adapter::{Context, Request, Scope};
use monps_core::error::adapter::Fault;
use monps_core::odds::OddsFormat;

use super::ENDPOINT;
use crate::kit;

/// Markets of the odds endpoint; all others are refused there.
const FEATURED: [&str; 4] = ["h2h", "spreads", "totals", "outrights"];
/// The documented age of odds that saves credits, in minutes.
const CACHE_MINUTES: u32 = 230;

pub(super) fn sports(context: &Context, scope: &Scope) -> Result<Vec<String>, Fault> {
    kit::words(context, "sports", &scope.competitions, &["soccer_epl", "soccer_france_ligue_one"])
}

pub(super) fn format(context: &Context) -> Result<OddsFormat, Fault> {
    let known = [("decimal", OddsFormat::Decimal), ("american", OddsFormat::American)];
    kit::one_of(context, "odds_format", &known)
}

pub(super) fn odds_request(
    id: u32,
    sport: &str,
    context: &Context,
    scope: &Scope,
) -> Result<Request, Fault> {
    let markets = markets(sport, context)?;
    let bookmakers = kit::words(context, "bookmakers", &scope.venues, &[])?;
    let (parameter, places, region_count) = if bookmakers.is_empty() {
        let regions = kit::words(context, "regions", &[], &["eu", "uk"])?;
        let count = regions.len();
        ("regions", regions, count)
    } else {
        let count = bookmakers.len().div_ceil(10);
        ("bookmakers", bookmakers, count)
    };
    let minutes = kit::number(context, "cache_minutes", CACHE_MINUTES, 0, 10_080)?;
    let american = format(context)? == OddsFormat::American;
    let mut request = Request::get(id, ENDPOINT, format!("/v4/sports/{sport}/odds"))
        .query(parameter, places.join(","))
        .query("markets", markets.join(","))
        .query("oddsFormat", if american { "american" } else { "decimal" })
        .query("dateFormat", "iso");
    request.cost = u32::try_from(markets.len() * region_count).unwrap_or(u32::MAX);
    request.cache_age_max_s = minutes * 60;
    with_events(request, context, scope)
}

/// Checks the markets. An outright's sport key takes `outrights` and nothing else.
fn markets<'a>(sport: &str, context: &'a Context) -> Result<Vec<&'a str>, Fault> {
    let configured = context.list("markets");
    if let Some(other) = configured.iter().find(|market| !FEATURED.contains(market)) {
        return Err(kit::bad_config(format!(
            "the market {other:?} is not served for a whole sport: use {}",
            FEATURED.join(", ")
        )));
    }
    Ok(match configured {
        _ if sport.ends_with("_winner") => vec!["outrights"],
        none if none.is_empty() => vec!["h2h", "totals"],
        some => some,
    })
}

pub(super) fn scores_request(
    id: u32,
    sport: &str,
    context: &Context,
    scope: &Scope,
) -> Result<Request, Fault> {
    let days = kit::number(context, "scores_days", 3, 1, 3)?;
    let mut request = Request::get(id, ENDPOINT, format!("/v4/sports/{sport}/scores"))
        .query("daysFrom", days.to_string())
        .query("dateFormat", "iso");
    request.cost = 2;
    with_events(request, context, scope)
}

fn with_events(request: Request, context: &Context, scope: &Scope) -> Result<Request, Fault> {
    if scope.events.is_empty() {
        return Ok(request);
    }
    let events = kit::words(context, "events", &scope.events, &[])?;
    Ok(request.query("eventIds", events.join(",")))
}
