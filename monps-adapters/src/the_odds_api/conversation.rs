//! What is asked, and what an answer or a refusal means for the task.

use std::collections::BTreeMap;

use monps_core::adapter::{
    Capability, Context, Conversation, Coverage, Inputs, QuotaReport, Request, Response, Scope,
    Skipped, Snapshot, Step, Task, TransportFailure, TransportFailureKind,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::odds::OddsFormat;
use monps_core::time::TimeDelta;

use super::{convert, wire};

/// The manifest's endpoint.
pub(super) const ENDPOINT: &str = "api";

/// Sports asked for in one conversation.
const SPORTS_MAX: usize = 100;
/// Markets of the odds endpoint; all others are refused there.
const FEATURED: [&str; 4] = ["h2h", "spreads", "totals", "outrights"];
/// How long to wait where the source says "too often" and no more.
const RATE_LIMIT_WAIT: TimeDelta = TimeDelta::seconds(2);
/// The documented age of odds that saves credits, in minutes.
const CACHE_MINUTES: u32 = 230;
/// Events of all sports that are live or next: not a competition.
const UPCOMING: &str = "upcoming";

/// Begins a conversation: one request a sport.
pub(super) fn start(
    context: &Context,
    task: &Task,
) -> Result<(Box<dyn Conversation>, Step), Fault> {
    let sports = sports(context, &task.scope)?;
    let format = format(context)?;
    let mut requests = Vec::with_capacity(sports.len());
    let mut pending = BTreeMap::new();
    for (id, sport) in (0..).zip(sports) {
        requests.push(match task.want {
            Capability::Odds => odds_request(id, &sport, context, &task.scope)?,
            Capability::Results => scores_request(id, &sport, context, &task.scope)?,
            _ => {
                let message = "The Odds API brings odds and results: ask for one of these";
                return Err(Fault::new(FaultCode::Unsupported, message));
            }
        });
        pending.insert(id, sport);
    }
    let conversation = Sports {
        want: task.want,
        format,
        narrowed: Narrowed::of(&task.scope),
        pending,
        failed: Vec::new(),
        answered: 0,
    };
    Ok((Box::new(conversation), Step::fetch(requests)))
}

fn sports(context: &Context, scope: &Scope) -> Result<Vec<String>, Fault> {
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

fn format(context: &Context) -> Result<OddsFormat, Fault> {
    match context.value("odds_format") {
        None | Some("decimal") => Ok(OddsFormat::Decimal),
        Some("american") => Ok(OddsFormat::American),
        Some(other) => Err(bad_config(format!(
            "odds_format is {other:?}: it is decimal or american"
        ))),
    }
}

fn odds_request(
    id: u32,
    sport: &str,
    context: &Context,
    scope: &Scope,
) -> Result<Request, Fault> {
    let markets = markets(sport, context)?;
    let asked: Vec<&str> = scope.venues.iter().map(String::as_str).collect();
    let bookmakers = if asked.is_empty() {
        context.list("bookmakers")
    } else {
        asked
    };
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

fn scores_request(
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
    match all
        .iter()
        .find(|word| word.is_empty() || word.len() > 64 || !word.bytes().all(plain))
    {
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
    text.parse()
        .ok()
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| {
            bad_config(format!(
                "{key} is {text:?}: it is a whole number from {least} to {most}"
            ))
        })
}

fn bad_config(message: String) -> Fault {
    Fault::new(FaultCode::BadConfig, message)
}

/// How much of its sports the task leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Narrowed {
    No,
    ToEvents,
    ToVenues,
}

impl Narrowed {
    fn of(scope: &Scope) -> Self {
        if !scope.venues.is_empty() {
            Self::ToVenues
        } else if !scope.events.is_empty() {
            Self::ToEvents
        } else {
            Self::No
        }
    }
}

/// One request a sport, in flight together.
struct Sports {
    want: Capability,
    format: OddsFormat,
    narrowed: Narrowed,
    pending: BTreeMap<u32, String>,
    failed: Vec<(String, Fault)>,
    answered: u32,
}

impl Conversation for Sports {
    fn resume(&mut self, context: &Context, inputs: Inputs) -> Result<Step, Fault> {
        let mut step = Step::default();
        for response in inputs.responses {
            let Some(sport) = self.pending.remove(&response.id) else {
                continue;
            };
            match self.snapshot(&sport, &response) {
                Ok(snapshot) => {
                    self.answered += 1;
                    step.emit.push(snapshot);
                }
                Err(fault) => self.failed.push((sport, fault)),
            }
        }
        for failure in inputs.failures {
            if let Some(sport) = self.pending.remove(&failure.id) {
                self.failed.push((sport, unanswered(failure)));
            }
        }
        if !self.pending.is_empty() {
            return Ok(step);
        }
        match self.verdict() {
            // A fault would take this step's snapshots with it: they go first.
            Err(_) if !step.emit.is_empty() => Ok(step),
            Err(fault) => Err(fault),
            Ok(()) => {
                step.emit.extend(self.left_out(context));
                step.done = true;
                Ok(step)
            }
        }
    }
}

impl Sports {
    fn snapshot(&self, sport: &str, response: &Response) -> Result<Snapshot, Fault> {
        if response.status != 200 {
            return Err(refused(response));
        }
        let snapshot = match self.want {
            Capability::Results => convert::results(&response.body)?,
            _ => convert::odds(&response.body, self.format)?,
        };
        let coverage = match self.narrowed {
            _ if self.want == Capability::Results => Coverage::Delta,
            Narrowed::ToVenues => Coverage::Delta,
            Narrowed::ToEvents => Coverage::Events,
            Narrowed::No if sport == UPCOMING => Coverage::Events,
            Narrowed::No => Coverage::Competitions,
        };
        let competitions = (coverage == Coverage::Competitions).then(|| sport.to_owned());
        Ok(Snapshot {
            observed_at: Some(response.received_at),
            coverage,
            competitions: competitions.into_iter().collect(),
            // A stored answer tells what was left then.
            quota: (!response.from_cache).then(|| quota(response)).flatten(),
            ..snapshot
        })
    }

    /// A fault of the account or of the configuration ends the task; one of a single sport does so
    /// only where no other sport was answered.
    fn verdict(&self) -> Result<(), Fault> {
        let of_one_sport = |fault: &Fault| {
            matches!(
                fault.code,
                FaultCode::NotFound | FaultCode::Upstream | FaultCode::SchemaDrift
            )
        };
        let grave = self
            .failed
            .iter()
            .find(|(_, fault)| !of_one_sport(fault))
            .or_else(|| self.failed.first().filter(|_| self.answered == 0));
        match grave {
            None => Ok(()),
            Some((sport, fault)) => Err(Fault {
                message: format!("{sport}: {}", fault.message),
                ..fault.clone()
            }),
        }
    }

    /// The sports that failed, told beside those that did not.
    fn left_out(&self, context: &Context) -> Option<Snapshot> {
        if self.failed.is_empty() {
            return None;
        }
        let skipped = self.failed.iter().map(|(sport, fault)| Skipped {
            at: format!("/v4/sports/{sport}"),
            reason: fault.to_string(),
        });
        Some(Snapshot {
            observed_at: Some(context.now),
            skipped: skipped.collect(),
            ..Snapshot::default()
        })
    }
}

fn quota(response: &Response) -> Option<QuotaReport> {
    let whole = |name: &str| {
        let text = response.header(name)?.trim();
        text.split('.').next()?.parse().ok()
    };
    let report = QuotaReport {
        remaining: whole("x-requests-remaining"),
        used: whole("x-requests-used"),
        last_cost: whole("x-requests-last"),
    };
    let told = report.remaining.or(report.used).or(report.last_cost);
    told.map(|_| report)
}

/// What a refusal means and what to do about it.
fn refused(response: &Response) -> Fault {
    let refusal = wire::refusal(&response.body);
    let spent = response.header("x-requests-remaining").map(str::trim) == Some("0");
    let (code, advice) = match (response.status, refusal.code) {
        (_, Some("OUT_OF_USAGE_CREDITS")) => (FaultCode::QuotaExhausted, QUOTA_SPENT),
        (_, Some("MISSING_KEY" | "INVALID_KEY" | "DEACTIVATED_KEY")) => {
            (FaultCode::AuthExpired, KEY_REFUSED)
        }
        (_, Some("HISTORICAL_UNAVAILABLE_ON_FREE_USAGE_PLAN")) | (403, _) => (
            FaultCode::Forbidden,
            "the plan of the account does not include this: choose another plan, or ask for less",
        ),
        (429, _) | (_, Some("EXCEEDED_FREQ_LIMIT")) => (
            FaultCode::RateLimited,
            "too many requests at once: wait a little, and lower the rate if it happens again",
        ),
        (401, None) if spent => (FaultCode::QuotaExhausted, QUOTA_SPENT),
        (401, _) => (FaultCode::AuthExpired, KEY_REFUSED),
        (_, Some("UNKNOWN_SPORT" | "INVALID_SPORT")) => (
            FaultCode::NotFound,
            "there is no such sport key: correct the setting sports",
        ),
        (404, _) | (_, Some("EVENT_NOT_FOUND")) => (
            FaultCode::NotFound,
            "there is no such sport or event, or it is over: correct what is asked for",
        ),
        (_, Some("INVALID_MARKET_COMBO")) => (
            FaultCode::BadConfig,
            "this sport key does not take these markets: an outright takes outrights alone",
        ),
        (400..500, _) => (
            FaultCode::BadConfig,
            "the source does not take what was asked: correct the setting that it names",
        ),
        _ => (
            FaultCode::Upstream,
            "the source is failing: try again later",
        ),
    };
    let said = [refusal.code.map(str::to_owned), refusal.message];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let said = if said.is_empty() {
        String::new()
    } else {
        format!(": {}", said.join(", "))
    };
    let fault = Fault::new(code, format!("{advice} (status {}{said})", response.status));
    let wait = crate::driver::retry_after(response, response.received_at)
        .and_then(|wait| TimeDelta::from_std(wait).ok());
    match (code, wait) {
        (FaultCode::RateLimited, wait) => fault.retry_after(wait.unwrap_or(RATE_LIMIT_WAIT)),
        (FaultCode::Upstream, Some(wait)) => fault.retry_after(wait),
        _ => fault,
    }
}

const QUOTA_SPENT: &str =
    "the account's credits are spent: wait for the first of the month, or choose a larger plan";
const KEY_REFUSED: &str =
    "the API key is not accepted: set the secret the_odds_api_key to the key of your account";

/// What no answer means.
fn unanswered(failure: TransportFailure) -> Fault {
    let code = match failure.kind {
        TransportFailureKind::Budget => FaultCode::QuotaExhausted,
        TransportFailureKind::Blocked => FaultCode::BadConfig,
        _ => FaultCode::Upstream,
    };
    Fault::new(code, failure.message)
}
