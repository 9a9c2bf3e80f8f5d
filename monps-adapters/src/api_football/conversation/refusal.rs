//! What a refusal means and what to do about it.

use std::collections::BTreeMap;

use monps_core::adapter::Response;
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::TimeDelta;

use crate::kit::{asked_wait, short};

/// How long to wait where the source says "too often" and no more: its window is a minute.
const RATE_LIMIT_WAIT: TimeDelta = TimeDelta::seconds(60);
/// Errors of one answer that are shown.
const SHOWN_MAX: usize = 3;

/// What the errors of an answer of status 200 mean; none where it has none.
pub(super) fn spoken(errors: &BTreeMap<String, String>, response: &Response) -> Option<Fault> {
    let (field, _) = errors.iter().min_by_key(|(field, _)| gravity(field))?;
    let (code, advice) = match field.as_str() {
        "token" | "key" | "access" | "Ip" => (
            FaultCode::AuthExpired,
            "the API key is not accepted: set the secret api_football_key to that of your account",
        ),
        "requests" => (
            FaultCode::QuotaExhausted,
            "the calls of the day are spent: wait for midnight UTC, or choose a larger plan",
        ),
        "rateLimit" => (
            FaultCode::RateLimited,
            "too many calls in a minute: another program may be using the same key",
        ),
        "plan" => (
            FaultCode::Forbidden,
            "the plan of the account does not include this: choose another season or plan",
        ),
        "bug" | "report" => (FaultCode::Upstream, "the source is failing: try again later"),
        _ => (
            FaultCode::BadConfig,
            "the source does not take what was asked: correct the setting that it names",
        ),
    };
    let shown = errors.iter().take(SHOWN_MAX).map(|(field, said)| {
        let said: String = said.chars().filter(|c| !c.is_control()).take(160).collect();
        format!("{}: {said}", short(field))
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    let fault = Fault::new(code, format!("{advice} ({shown})"));
    Some(match code {
        FaultCode::RateLimited => {
            fault.retry_after(asked_wait(response).unwrap_or(RATE_LIMIT_WAIT))
        }
        _ => fault,
    })
}

/// Of several errors, the one to act on first.
fn gravity(field: &str) -> u8 {
    match field {
        "token" | "key" | "access" | "Ip" => 0,
        "requests" => 1,
        "rateLimit" => 2,
        "plan" => 3,
        _ => 4,
    }
}

/// What a status other than 200 means.
pub(super) fn refused(response: &Response) -> Fault {
    let (code, advice) = match response.status {
        401 => (
            FaultCode::AuthExpired,
            "the API key is not accepted: set the secret api_football_key to that of your account",
        ),
        403 => {
            (FaultCode::Forbidden, "the account may not do this: look at its plan and its state")
        }
        404 => (FaultCode::NotFound, "there is no such address: check the base address"),
        429 => (
            FaultCode::RateLimited,
            "too many calls in a minute: another program may be using the same key",
        ),
        // 204 and 499 are its words for having run out of time.
        204 | 499 | 500..=599 => (FaultCode::Upstream, "the source is failing: try again later"),
        400..=498 => (
            FaultCode::BadConfig,
            "the source does not take what was asked: correct the settings of the feed",
        ),
        _ => (FaultCode::SchemaDrift, "an answer that is not documented: check the base address"),
    };
    let fault = Fault::new(code, format!("{advice} (status {})", response.status));
    match (code, asked_wait(response)) {
        (FaultCode::RateLimited, wait) => fault.retry_after(wait.unwrap_or(RATE_LIMIT_WAIT)),
        (FaultCode::Upstream, Some(wait)) => fault.retry_after(wait),
        _ => fault,
    }
}
