//! What a refusal means and what to do about it.

use monps_core::adapter::Response;
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::TimeDelta;

use crate::kit::asked_wait;
use crate::pinnacle::{Brand, wire};

/// How long to wait where the source says "too often" and no more.
const RATE_LIMIT_WAIT: TimeDelta = TimeDelta::seconds(120);

/// What a refusal means and what to do about it.
pub(super) fn refused(response: &Response, brand: &Brand) -> Fault {
    let said = wire::refusal(&response.body);
    let (user, password) = (brand.user, brand.password);
    let login = || {
        let advice = format!(
            "user name or password are not accepted: set the secrets {user} and {password}"
        );
        (FaultCode::AuthExpired, advice)
    };
    let (code, advice) = match (response.status, said.code.as_deref()) {
        (401, _) | (403, Some("INVALID_CREDENTIALS" | "INVALID_AUTHORIZATION_HEADER")) => login(),
        (403, _) => (
            FaultCode::Forbidden,
            "the account may not use the API: it must be funded, have bet by hand, and be allowed to"
                .to_owned(),
        ),
        (404, _) => (
            FaultCode::NotFound,
            "there is no such call: correct fixtures_version and odds_version".to_owned(),
        ),
        (429, _) | (_, Some("TOO_MANY_REQUESTS")) => (
            FaultCode::RateLimited,
            "too many calls for this sport: another program may be using the same account".to_owned(),
        ),
        (400..500, _) => (
            FaultCode::BadConfig,
            "the source does not take what was asked: correct the setting that it names".to_owned(),
        ),
        _ => (FaultCode::Upstream, "the source is failing: try again later".to_owned()),
    };
    let told: Vec<String> = [said.code, said.message].into_iter().flatten().collect();
    let told = if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) };
    let fault = Fault::new(code, format!("{advice} (status {}{told})", response.status));
    match (code, asked_wait(response)) {
        (FaultCode::RateLimited, wait) => fault.retry_after(wait.unwrap_or(RATE_LIMIT_WAIT)),
        (FaultCode::Upstream, Some(wait)) => fault.retry_after(wait),
        _ => fault,
    }
}
