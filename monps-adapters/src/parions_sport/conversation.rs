//! One file, asked for at the address that the operator configured.

use monps_core::adapter::{
    Capability, Context, Conversation, Coverage, Inputs, Request, Response, Scope, Snapshot, Step,
    Task,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::TimeDelta;

use super::{VENUE, archive, convert};
use crate::kit::{asked_wait, bad_config, unanswered};

/// The manifest's endpoint.
pub(super) const ENDPOINT: &str = "offer";
/// The only host that is asked.
pub(super) const BASE_URL: &str = "https://www.pointdevente.parionssport.fdj.fr";
/// The offer changes slowly, and a look costs its keeper.
const CACHE_AGE_MAX_S: u32 = 120;
/// The file as it is sent, in bytes.
const BODY_BYTES_MAX: u32 = 24 * 1024 * 1024;
/// How long to stay away after a refusal that names no time.
const REFUSED_WAIT: TimeDelta = TimeDelta::minutes(30);
/// Characters of an address.
const ADDRESS_CHARS_MAX: usize = 300;

/// Begins a conversation: one request.
pub(super) fn start(
    context: &Context,
    task: &Task,
) -> Result<(Box<dyn Conversation>, Step), Fault> {
    if task.want != Capability::Odds {
        let message = "Parions Sport brings odds: ask for these";
        return Err(Fault::new(FaultCode::Unsupported, message));
    }
    let venues = &task.scope.venues;
    if !venues.is_empty() && !venues.iter().any(|venue| venue == VENUE.0) {
        let message = format!("this feed knows the prices of {} alone: ask for these", VENUE.0);
        return Err(Fault::new(FaultCode::Unsupported, message));
    }
    let request = Request::get(0, ENDPOINT, path(context)?).header("accept", "application/zip");
    let request = Request {
        cache_age_max_s: CACHE_AGE_MAX_S,
        body_bytes_max: BODY_BYTES_MAX,
        timeout_ms: 60_000,
        ..request
    };
    Ok((Box::new(Offer { scope: task.scope.clone() }), Step::fetch(vec![request])))
}

/// The path of the configured address, which is at the one host that the manifest lists.
fn path(context: &Context) -> Result<&str, Fault> {
    let address = context.value("address").ok_or_else(|| {
        bad_config(format!(
            "Parions Sport is off: read the terms of the point of sale's offer, then set address to \
             that of its file, below {BASE_URL}"
        ))
    })?;
    let path = address.strip_prefix(BASE_URL).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.');
    let fits = path.starts_with('/')
        && path.len() <= ADDRESS_CHARS_MAX
        && path.chars().all(plain)
        && !path.contains("..");
    if fits {
        Ok(path)
    } else {
        let shown = crate::kit::short(address);
        Err(bad_config(format!(
            "address is {shown:?}: it is the address of a file below {BASE_URL}"
        )))
    }
}

/// One request in flight.
struct Offer {
    scope: Scope,
}

impl Conversation for Offer {
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
        let offer = archive::offer(&response.body)?;
        let mut snapshot = convert::odds(offer, response.received_at)?;
        snapshot.observed_at = Some(response.received_at);
        self.narrow(&mut snapshot);
        Ok(Step::done(vec![snapshot]))
    }
}

impl Offer {
    /// Keeps what the task asks for.
    fn narrow(&self, snapshot: &mut Snapshot) {
        let Scope { competitions, events, .. } = &self.scope;
        if !competitions.is_empty() {
            snapshot.events.retain(|event| competitions.contains(&event.competition));
            snapshot.competitions.retain(|competition| competitions.contains(competition));
        }
        if !events.is_empty() {
            snapshot.events.retain(|event| events.contains(&event.key));
            snapshot.competitions.clear();
            snapshot.coverage = Coverage::Events;
        }
    }
}

/// What a refusal means and what to do about it.
fn refused(response: &Response) -> Fault {
    let status = response.status;
    let fault = |code, advice: &str| Fault::new(code, format!("{advice} (status {status})"));
    match status {
        401 | 403 => fault(
            FaultCode::Forbidden,
            "the host refuses: leave it alone, and ask its keeper whether the offer may be read",
        ),
        404 | 410 => fault(FaultCode::NotFound, "there is no such file: correct address"),
        429 => {
            let wait = asked_wait(response).unwrap_or(REFUSED_WAIT);
            fault(FaultCode::RateLimited, "the host asks to be left alone").retry_after(wait)
        }
        400..500 => {
            fault(FaultCode::BadConfig, "the host does not take the request: correct address")
        }
        500..=599 => {
            let failing = fault(FaultCode::Upstream, "the host is failing: try again later");
            match asked_wait(response) {
                Some(wait) => failing.retry_after(wait),
                None => failing,
            }
        }
        _ => fault(FaultCode::SchemaDrift, "an answer that is not expected: correct address"),
    }
}
