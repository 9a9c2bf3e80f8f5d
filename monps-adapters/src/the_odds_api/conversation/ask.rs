//! From the settings and the task to requests, with what each will cost.

use monps_core::adapter::{Context, Request, Scope};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::odds::OddsFormat;

use super::ENDPOINT;

/// Sports asked for in one conversation.
const SPORTS_MAX: usize = 100;
/// Markets of the odds endpoint; all others are refused there.
const FEATURED: [&str; 4] = ["h2h", "spreads", "totals", "outrights"];
/// The documented age of odds that saves credits, in minutes.
const CACHE_MINUTES: u32 = 230;

pub(super) fn sports(context: &Context, scope: &Scope) -> Result<Vec<String>, Fault> {
    let asked: Vec<&str> = scope.competitions.iter().map(String::as_str).collect();
    let mut sports = [asked, context.list("sports")]
        .into_iter()
        .find(|list| !list.is_empty())
        .unwrap_or_else(|| vec!["soccer_epl", "soccer_france_ligue_one"]);
    sports.sort_unstable();
    sports.dedup();
    if sports.len() > SPORTS_MAX {
        return Err(bad_config(format!(
            "{} sports are more than the {SPORTS_MAX} of one conversation: split the feed",
            sports.len()
        )));
    }
    words("sports", &sports)?;
    Ok(sports.into_iter().map(str::to_owned).collect())
}

pub(super) fn format(context: &Context) -> Result<OddsFormat, Fault> {
    match context.value("odds_format") {
        None | Some("decimal") => Ok(OddsFormat::Decimal),
        Some("american") => Ok(OddsFormat::American),
        Some(other) => {
            Err(bad_config(format!("odds_format is {other:?}: it is decimal or american")))
        }
    }
}

pub(super) fn odds_request(
    id: u32,
    sport: &str,
    context: &Context,
    scope: &Scope,
) -> Result<Request, Fault> {
    let markets = markets(sport, context)?;
    let asked: Vec<&str> = scope.venues.iter().map(String::as_str).collect();
    let bookmakers = if asked.is_empty() { context.list("bookmakers") } else { asked };
    let regions = match context.list("regions") {
        none if none.is_empty() => vec!["eu", "uk"],
        some => some,
    };
    let (parameter, places, region_count) = if bookmakers.is_empty() {
        let count = regions.len();
        ("regions", regions, count)
    } else {
        let count = bookmakers.len().div_ceil(10);
        ("bookmakers", bookmakers, count)
    };
    words(parameter, &places)?;
    let minutes = number(context, "cache_minutes", CACHE_MINUTES, 0, 10_080)?;
    let american = format(context)? == OddsFormat::American;
    let mut request = Request::get(id, ENDPOINT, format!("/v4/sports/{sport}/odds"))
        .query(parameter, places.join(","))
        .query("markets", markets.join(","))
        .query("oddsFormat", if american { "american" } else { "decimal" })
        .query("dateFormat", "iso");
    request.cost = u32::try_from(markets.len() * region_count).unwrap_or(u32::MAX);
    request.cache_age_max_s = minutes * 60;
    with_events(request, scope)
}

/// Checks the markets. An outright's sport key takes `outrights` and nothing else.
fn markets<'a>(sport: &str, context: &'a Context) -> Result<Vec<&'a str>, Fault> {
    let configured = context.list("markets");
    if let Some(other) = configured.iter().find(|market| !FEATURED.contains(market)) {
        return Err(bad_config(format!(
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
    let days = number(context, "scores_days", 3, 1, 3)?;
    let mut request = Request::get(id, ENDPOINT, format!("/v4/sports/{sport}/scores"))
        .query("daysFrom", days.to_string())
        .query("dateFormat", "iso");
    request.cost = 2;
    with_events(request, scope)
}

fn with_events(request: Request, scope: &Scope) -> Result<Request, Fault> {
    if scope.events.is_empty() {
        return Ok(request);
    }
    let events: Vec<&str> = scope.events.iter().map(String::as_str).collect();
    words("events", &events)?;
    Ok(request.query("eventIds", events.join(",")))
}

/// Everything that goes into an address is a plain word.
fn words(what: &str, all: &[&str]) -> Result<(), Fault> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    match all.iter().find(|word| word.is_empty() || word.len() > 64 || !word.bytes().all(plain)) {
        None => Ok(()),
        Some(word) => Err(bad_config(format!(
            "{what} holds {:?}: a key is made of letters, digits, _ and -",
            word.chars().take(40).collect::<String>()
        ))),
    }
}

fn number(context: &Context, key: &str, default: u32, least: u32, most: u32) -> Result<u32, Fault> {
    let Some(text) = context.value(key) else {
        return Ok(default);
    };
    text.parse().ok().filter(|number| (least..=most).contains(number)).ok_or_else(|| {
        bad_config(format!("{key} is {text:?}: it is a whole number from {least} to {most}"))
    })
}

fn bad_config(message: String) -> Fault {
    Fault::new(FaultCode::BadConfig, message)
}
