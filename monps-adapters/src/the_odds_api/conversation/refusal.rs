//! What a refusal means and what to do about it.

use monps_core::adapter::Response;
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::TimeDelta;

use crate::kit::asked_wait;
use crate::the_odds_api::wire;

/// How long to wait where the source says "too often" and no more.
const RATE_LIMIT_WAIT: TimeDelta = TimeDelta::seconds(2);

/// What a refusal means and what to do about it.
pub(super) fn refused(response: &Response) -> Fault {
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
        (_, Some("UNKNOWN_SPORT" | "INVALID_SPORT")) => {
            (FaultCode::NotFound, "there is no such sport key: correct the setting sports")
        }
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
        _ => (FaultCode::Upstream, "the source is failing: try again later"),
    };
    let said = [refusal.code.map(str::to_owned), refusal.message];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let said = if said.is_empty() { String::new() } else { format!(": {}", said.join(", ")) };
    let fault = Fault::new(code, format!("{advice} (status {}{said})", response.status));
    match (code, asked_wait(response)) {
        (FaultCode::RateLimited, wait) => fault.retry_after(wait.unwrap_or(RATE_LIMIT_WAIT)),
        (FaultCode::Upstream, Some(wait)) => fault.retry_after(wait),
        _ => fault,
    }
}

const QUOTA_SPENT: &str =
    "the account's credits are spent: wait for the first of the month, or choose a larger plan";
const KEY_REFUSED: &str =
    "the API key is not accepted: set the secret the_odds_api_key to the key of your account";
