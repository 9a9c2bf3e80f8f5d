//! What a refusal means and what to do about it.

use monps_core::adapter::Response;
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::TimeDelta;

use crate::declarative::describe::{Description, Refusal};
use crate::declarative::expr::Env;
use crate::declarative::wire::Node;
use crate::kit::asked_wait;

/// Bytes of a refusal that are looked at.
const BYTES_MAX: usize = 64 * 1024;
/// Characters of its sentence that are shown.
const MESSAGE_CHARS_MAX: usize = 200;
/// How long to wait where the source says "too often" and no more.
const RATE_LIMIT_WAIT: TimeDelta = TimeDelta::seconds(2);

/// What an answer that is no 200 means.
pub(super) fn refused(description: &Description, env: &Env<'_>, response: &Response) -> Fault {
    let refusal = Refused::new(description, env, response);
    let rule = description.refusals.iter().find(|rule| refusal.fits(rule));
    let fault = match rule {
        Some(rule) => refusal.fault(rule.code, &rule.advice),
        None => {
            let (code, advice) = customary(response.status);
            refusal.fault(code, advice)
        }
    };
    let ruled = rule.and_then(|rule| rule.wait_s).map(|wait| TimeDelta::seconds(wait.into()));
    match (fault.code, asked_wait(response).or(ruled)) {
        (FaultCode::RateLimited, wait) => fault.retry_after(wait.unwrap_or(RATE_LIMIT_WAIT)),
        (FaultCode::Upstream, Some(wait)) => fault.retry_after(wait),
        _ => fault,
    }
}

/// What an answer of status 200 means where a rule says that it is a refusal all the same.
pub(super) fn refused_within(
    description: &Description,
    env: &Env<'_>,
    response: &Response,
) -> Option<Fault> {
    let about = |rule: &&Refusal| rule.status.contains(&200);
    if !description.refusals.iter().any(|rule| about(&rule)) {
        return None;
    }
    let refusal = Refused::new(description, env, response);
    let rule = description.refusals.iter().filter(about).find(|rule| refusal.fits(rule))?;
    Some(refusal.fault(rule.code, &rule.advice))
}

/// What statuses mean where nothing else is said.
const fn customary(status: u16) -> (FaultCode, &'static str) {
    match status {
        401 => (
            FaultCode::AuthExpired,
            "the key is not accepted: set the secret that the adapter names to the key of your account",
        ),
        403 | 451 => (
            FaultCode::Forbidden,
            "the source does not allow this: check the plan of the account, and from where it may be asked",
        ),
        404 => (FaultCode::NotFound, "there is no such thing: correct what is asked for"),
        409 => (FaultCode::Conflict, "the source's state contradicts the request: try again later"),
        429 => (
            FaultCode::RateLimited,
            "too many requests: wait a little, and lower the rate if it happens again",
        ),
        400..500 => (
            FaultCode::BadConfig,
            "the source does not take what was asked: correct the setting that it names",
        ),
        _ => (FaultCode::Upstream, "the source is failing: try again later"),
    }
}

/// A refusal with what it says.
struct Refused<'r> {
    description: &'r Description,
    env: Env<'r>,
    response: &'r Response,
    body: String,
}

impl<'r> Refused<'r> {
    fn new(description: &'r Description, env: &Env<'r>, response: &'r Response) -> Self {
        let seen = &response.body[..response.body.len().min(BYTES_MAX)];
        let body = String::from_utf8_lossy(seen).into_owned();
        Self { description, env: env.clone(), response, body }
    }

    /// Works with the answer, where it is JSON.
    fn with_answer<T>(&self, read: impl FnOnce(&Env<'_>) -> T) -> T {
        let parsed = Node::parse(&self.response.body).ok();
        let env = Env { answer: parsed.as_ref(), ..self.env.clone() };
        read(&env)
    }

    fn fits(&self, rule: &Refusal) -> bool {
        let status = self.response.status;
        let by_status =
            if rule.status.is_empty() { status != 200 } else { rule.status.contains(&status) };
        let by_word = rule.contains.as_ref().is_none_or(|word| self.body.contains(word.as_str()));
        let by_header = rule.header.as_ref().is_none_or(|(name, value)| {
            self.response.header(name).map(str::trim) == Some(value.as_str())
        });
        by_status
            && by_word
            && by_header
            && (rule.when.is_empty()
                || self.with_answer(|env| matches!(env.check(&rule.when), Ok(None))))
    }

    fn fault(&self, code: FaultCode, advice: &str) -> Fault {
        let said = self.said().map(|said| format!(": {said}")).unwrap_or_default();
        Fault::new(code, format!("{advice} (status {}{said})", self.response.status))
    }

    /// The source's sentence, printable and short.
    fn said(&self) -> Option<String> {
        self.with_answer(|env| {
            let found = self.description.message.iter().find_map(|path| {
                env.node(path).ok().flatten().and_then(Node::scalar).map(str::to_owned)
            })?;
            let printable = found.chars().filter(|c| !c.is_control());
            let short: String = printable.take(MESSAGE_CHARS_MAX).collect();
            (!short.trim().is_empty()).then_some(short)
        })
    }
}
