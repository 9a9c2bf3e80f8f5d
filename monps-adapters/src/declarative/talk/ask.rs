//! From a described step to a request.

use std::borrow::Cow;

use monps_core::adapter::Request;
use monps_core::error::adapter::{Fault, FaultCode};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Ids;
use crate::declarative::describe::StepSpec;
use crate::declarative::expr::{Env, decimal};

/// The longest path and query, in bytes.
const PATH_BYTES_MAX: usize = 8_000;

/// The request of a step; none where its conditions do not hold.
pub(super) fn request(
    step: &StepSpec,
    env: &Env<'_>,
    ids: &mut Ids,
) -> Result<Option<Request>, Fault> {
    let bad = |reason: String| {
        Fault::new(
            FaultCode::BadConfig,
            format!("the request {} cannot be made: {reason}", step.name),
        )
    };
    match env.check(&step.when).map_err(bad)? {
        None => {}
        Some(None) => return Ok(None),
        Some(Some(reason)) => return Err(bad(reason)),
    }
    let path = env.filled(&step.path, |value, path| segment(&value, &path.written));
    let path = path
        .map_err(bad)?
        .ok_or_else(|| bad("its path needs a value that is not there".to_owned()))?;
    let mut request = Request::get(ids.next(), step.endpoint.clone(), path.into_owned());
    for (name, value) in &step.query {
        if let Some(value) = env.value(value).map_err(bad)? {
            request.query.push((name.clone(), value.into_owned()));
        }
    }
    for (name, value) in &step.headers {
        if let Some(value) = env.value(value).map_err(bad)? {
            request.headers.push((name.clone(), value.into_owned()));
        }
    }
    let long: usize = request.path.len()
        + request.query.iter().map(|(name, value)| name.len() + value.len() + 2).sum::<usize>();
    if long > PATH_BYTES_MAX {
        return Err(bad(format!(
            "its address is longer than {PATH_BYTES_MAX} bytes: ask for less at once"
        )));
    }
    request.cost = cost(step, env).map_err(bad)?;
    if let Some(minutes) = &step.cache_minutes
        && let Some(minutes) = env.value(minutes).map_err(bad)?
    {
        request.cache_age_max_s = whole(decimal(&minutes).map_err(bad)?).saturating_mul(60);
    }
    request.timeout_ms = step.timeout_s * 1_000;
    request.body_bytes_max = step.body_mib_max * 1024 * 1024;
    Ok(Some(request))
}

fn cost(step: &StepSpec, env: &Env<'_>) -> Result<u32, String> {
    if step.cost.is_empty() {
        return Ok(0);
    }
    let mut cost = Decimal::ONE;
    for factor in &step.cost {
        let factor = decimal(&env.need(factor, "factor of the cost")?)?;
        cost = cost.checked_mul(factor).ok_or("the cost is out of range")?;
    }
    Ok(whole(cost))
}

fn whole(number: Decimal) -> u32 {
    number.ceil().to_u32().unwrap_or(if number.is_sign_negative() { 0 } else { u32::MAX })
}

/// A value as a part of a path: nothing in it can lead elsewhere.
fn segment<'v>(value: &str, written: &str) -> Result<Cow<'v, str>, String> {
    if value.is_empty() || value.contains("..") || value == "." {
        return Err(format!("{written} is no part of a path"));
    }
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        // A comma stands between the values of a list.
        if byte.is_ascii_alphanumeric() || b"-_.~,".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    Ok(Cow::Owned(encoded))
}
