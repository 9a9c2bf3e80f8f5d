//! One request for all competitions, and what its answer means for the task.

use monps_core::adapter::{
    Capability, Context, Conversation, Inputs, Request, Response, Snapshot, Step, Task,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::{Days, TimeDelta, Timestamp};

use super::{convert, wire};
use crate::kit::{asked_wait, bad_config, number, unanswered, words};

/// The manifest's endpoint.
pub(super) const ENDPOINT: &str = "api";

/// The competitions asked for when none are configured: free of charge.
pub(super) const COMPETITIONS: [&str; 6] = ["BL1", "CL", "FL1", "PD", "PL", "SA"];
/// The longest span of one request, in days.
const SPAN_DAYS_MAX: i64 = 9;
/// Events asked for by their ids at once.
const IDS_MAX: usize = 50;
/// Competitions come and go once a season.
const CATALOGUE_CACHE_AGE_MAX_S: u32 = 24 * 3600;
/// How long to wait where the source says "too often" and no more.
const RATE_LIMIT_WAIT: TimeDelta = TimeDelta::seconds(60);

/// Begins a conversation.
pub(super) fn start(
    context: &Context,
    task: &Task,
) -> Result<(Box<dyn Conversation>, Step), Fault> {
    let request = match task.want {
        Capability::Catalogue => {
            let request = Request::get(0, ENDPOINT, "/v4/competitions");
            Request { cache_age_max_s: CATALOGUE_CACHE_AGE_MAX_S, ..request }
        }
        Capability::Results => matches(context, task)?,
        _ => {
            let message =
                "football-data.org brings results and competitions, no odds: ask for these";
            return Err(Fault::new(FaultCode::Unsupported, message));
        }
    };
    let conversation = Single { want: task.want, events: task.scope.events.clone() };
    Ok((Box::new(conversation), Step::fetch(vec![request])))
}

/// The matches of a few days, or those asked for by their ids.
fn matches(context: &Context, task: &Task) -> Result<Request, Fault> {
    let request = Request::get(0, ENDPOINT, "/v4/matches");
    if task.scope.events.is_empty() {
        let codes = words(context, "competitions", &task.scope.competitions, &COMPETITIONS)?;
        let (from, to) = span(context, task.scope.since)?;
        Ok(request
            .query("competitions", codes.join(","))
            .query("dateFrom", from.date_naive().to_string())
            .query("dateTo", to.date_naive().to_string()))
    } else {
        let ids = &task.scope.events;
        let plain =
            |id: &String| (1..=20).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit());
        if ids.len() > IDS_MAX || !ids.iter().all(plain) {
            return Err(bad_config(format!("events are at most {IDS_MAX} numbers of matches")));
        }
        Ok(request.query("ids", ids.join(",")))
    }
}

/// From when until when: the day after today is not in the answer.
fn span(context: &Context, since: Option<Timestamp>) -> Result<(Timestamp, Timestamp), Fault> {
    let days = i64::from(number(context, "days", 3, 1, 8)?);
    let earliest = context.now - TimeDelta::days(SPAN_DAYS_MAX - 1);
    let from = since.unwrap_or(context.now - TimeDelta::days(days));
    let to = context.now.checked_add_days(Days::new(1)).unwrap_or(context.now);
    Ok((from.clamp(earliest, context.now), to))
}

/// One request in flight.
struct Single {
    want: Capability,
    /// The only events wanted; all where there are none.
    events: Vec<String>,
}

impl Conversation for Single {
    fn resume(&mut self, _context: &Context, inputs: Inputs) -> Result<Step, Fault> {
        if let Some(failure) = inputs.failures.into_iter().next() {
            return Err(unanswered(failure));
        }
        let Some(response) = inputs.responses.into_iter().next() else {
            return Ok(Step::default());
        };
        if response.status != 200 {
            return Err(refused(&response));
        }
        let observed_at = Some(response.received_at);
        if self.want == Capability::Catalogue {
            let snapshot = convert::competitions(&response.body)?;
            return Ok(Step::done(vec![Snapshot { observed_at, ..snapshot }]));
        }
        let wanted = |id: &str| self.events.is_empty() || self.events.iter().any(|e| e == id);
        let snapshot = convert::results(&response.body, wanted)?;
        Ok(Step::done(vec![Snapshot { observed_at, ..snapshot }]))
    }
}

/// What a refusal means and what to do about it.
fn refused(response: &Response) -> Fault {
    let said = wire::refusal(&response.body);
    let speaks_of_token = said.as_deref().is_some_and(|said| said.to_lowercase().contains("token"));
    let (code, advice) = match response.status {
        400 | 401 | 403 if speaks_of_token => (
            FaultCode::AuthExpired,
            "the token is not accepted: set the secret football_data_org_token to that of your account",
        ),
        401 => {
            (FaultCode::AuthExpired, "a token is needed: set the secret football_data_org_token")
        }
        403 => (
            FaultCode::Forbidden,
            "the plan of the account does not include this: ask for fewer competitions, or choose another plan",
        ),
        404 => {
            (FaultCode::NotFound, "there is no such competition: correct the setting competitions")
        }
        429 => (
            FaultCode::RateLimited,
            "ten calls a minute are allowed: another program may be using the same token",
        ),
        400..500 => (
            FaultCode::BadConfig,
            "the source does not take what was asked: correct the setting that it names",
        ),
        _ => (FaultCode::Upstream, "the source is failing: try again later"),
    };
    let told = said.as_deref().map(|said| format!(": {said}")).unwrap_or_default();
    let fault = Fault::new(code, format!("{advice} (status {}{told})", response.status));
    match code {
        FaultCode::RateLimited => {
            let wait = asked_wait(response).or_else(|| said.as_deref().and_then(named_wait));
            fault.retry_after(wait.unwrap_or(RATE_LIMIT_WAIT))
        }
        FaultCode::Upstream => match asked_wait(response) {
            Some(wait) => fault.retry_after(wait),
            None => fault,
        },
        _ => fault,
    }
}

/// `You reached your request limit. Wait 42 seconds.`
fn named_wait(said: &str) -> Option<TimeDelta> {
    let rest = said.split_once("Wait ")?.1;
    let seconds: u16 = rest.split(' ').next()?.parse().ok()?;
    Some(TimeDelta::seconds(i64::from(seconds)))
}
