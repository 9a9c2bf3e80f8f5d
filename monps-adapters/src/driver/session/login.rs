//! Logging in, once for everybody, and keeping alive what was begun.

use std::time::Duration;

use monps_core::adapter::{Login, LoginStatus, Request, Response, TransportFailure};
use monps_core::error::adapter::{Fault, FaultCode};
use serde_json::Value;
use tokio::time::Instant;

use super::{Captured, Live, Refused};
use crate::driver::fetch::{Fetch, Surroundings};
use crate::error::DriveError;

/// Characters of a source's word that are repeated in a message.
const WORD_CHARS_MAX: usize = 64;

/// Why there is no session.
#[derive(Debug)]
pub(crate) enum LoginFailed {
    /// The source refused it.
    Refused(Fault),
    /// The source did not answer.
    Unanswered(TransportFailure),
    /// It could not even be prepared.
    Unprepared(DriveError),
}

/// The live value of a slot, logging in or keeping alive where that is needed.
pub(crate) async fn live(around: &Surroundings<'_>, slot: &str) -> Result<Live, LoginFailed> {
    let id = &around.manifest.id;
    let held = around.driver.sessions.slot(id, slot);
    let mut held = held.held.lock().await;
    let way = around.driver.way_to_log_in(around.manifest, slot);
    if let Some(session) = held.alive().cloned() {
        let keep = way.and_then(|login| login.keep_alive.as_ref());
        let due = keep.filter(|keep| session.since.elapsed() >= seconds(keep.after_s));
        let Some(keep) = due else {
            return Ok(Live { value: session.value, serial: session.serial });
        };
        // Whatever it answers, a session that is over will be found to be so when it is used.
        if let Ok((response, captured)) = send(around, &keep.request).await
            && (200..300).contains(&response.status)
        {
            if let Some(captured) = captured.iter().find(|captured| captured.slot == slot) {
                held.put(captured);
            } else if let Some(session) = &mut held.session {
                session.since = Instant::now();
            }
        }
        if let Some(session) = held.alive() {
            return Ok(Live { value: session.value.clone(), serial: session.serial });
        }
    }
    let Some(login) = way else {
        let secret = slot.to_owned();
        let missing = DriveError::MissingSecret { adapter: id.to_string(), secret };
        return Err(LoginFailed::Unprepared(missing));
    };
    let secrets = around.driver.secrets_version();
    if let Some(fault) = held.refusal(secrets) {
        return Err(LoginFailed::Refused(fault.clone()));
    }
    tracing::info!(adapter = %id, slot, "logging in");
    match log_in(around, login).await {
        Ok(captured) => {
            held.put(&captured);
            Ok(Live { value: captured.value, serial: held.serial })
        }
        Err(failed) => {
            if let LoginFailed::Refused(fault) = &failed
                && !fault.is_retryable()
            {
                let (fault, at) = (fault.clone(), Instant::now());
                held.refused = Some(Refused { fault, at, secrets });
            }
            Err(failed)
        }
    }
}

async fn log_in(around: &Surroundings<'_>, login: &Login) -> Result<Captured, LoginFailed> {
    let (response, captured) = send(around, &login.request).await?;
    let taken = captured.into_iter().find(|captured| captured.slot == login.slot);
    judge(login, &response).map_err(LoginFailed::Refused)?;
    taken.ok_or_else(|| {
        let message = "the answer to the login holds no token: the source has changed";
        LoginFailed::Refused(Fault::new(FaultCode::SchemaDrift, message))
    })
}

async fn send(
    around: &Surroundings<'_>,
    request: &Request,
) -> Result<(Response, Vec<Captured>), LoginFailed> {
    let fetch = Fetch::new(around, request.clone()).map_err(LoginFailed::Unprepared)?;
    // Boxed: a login is a request, and a request may log in.
    let sent = Box::pin(fetch.send_for_session()).await;
    sent.map_err(LoginFailed::Unanswered)
}

/// Whether an answer to a login means yes.
fn judge(login: &Login, response: &Response) -> Result<(), Fault> {
    let body: Option<Value> = serde_json::from_slice(&response.body).ok();
    if let Some(status) = &login.status {
        let at = |pointer: &str| word(body.as_ref()?.pointer(pointer)?);
        let said = at(&status.word);
        if let Some(said) = &said
            && !status.good.iter().any(|good| good == said)
        {
            let reason = status.reason.as_deref().and_then(at).filter(|reason| !reason.is_empty());
            return Err(refusal(status, said, reason.as_deref()));
        }
    }
    match response.status {
        200..300 => Ok(()),
        429 => Err(Fault::new(FaultCode::RateLimited, "the source refuses so many logins: wait")),
        500.. => Err(Fault::new(FaultCode::Upstream, "the source cannot log anybody in now")),
        status => Err(Fault::new(
            FaultCode::AuthExpired,
            format!("the source refused the login ({status}): check the user, password and keys"),
        )),
    }
}

fn refusal(status: &LoginStatus, said: &str, reason: Option<&str>) -> Fault {
    let words = [reason, Some(said)];
    let mut known = words.into_iter().flatten().filter_map(|word| {
        let refusal = status.refusals.iter().find(|refusal| refusal.word == word)?;
        Some((word, refusal))
    });
    match known.next() {
        Some((word, refusal)) => {
            let message = format!("the source refused the login ({word}): {}", refusal.advice);
            Fault::new(refusal.code, message)
        }
        None => {
            let word = reason.unwrap_or(said);
            let message = format!(
                "the source refused the login ({word}): check the user, the password and the account"
            );
            Fault::new(FaultCode::AuthExpired, message)
        }
    }
}

/// A word of an answer, if it is one: nothing else is repeated in a message.
fn word(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
    Some(text.chars().filter(|c| fits(*c)).take(WORD_CHARS_MAX).collect())
}

fn seconds(seconds: u32) -> Duration {
    Duration::from_secs(u64::from(seconds))
}
