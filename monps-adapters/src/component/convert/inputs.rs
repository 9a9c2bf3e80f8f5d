//! What comes back goes in; what is wanted comes out.

use monps_core::adapter::{
    Capture, Connect, ConnectionState, Effects, Frame, Inputs, Manifest, Method, Outgoing, Payload,
    Request, Segment, StreamKind, Timer, TransportFailureKind,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::TimeDelta;

use super::ask::millis;
use super::{Reason, text};
use crate::component::bindings::monps::adapter::effects as wit;
use crate::component::bindings::monps::adapter::types::{self, Field};
use crate::component::guest::printable;
use crate::component::limits::Limits;

/// Headers that are the host's to write.
const OWN_HEADERS: [&str; 10] = [
    "authorization",
    "connection",
    "content-length",
    "cookie",
    "host",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];
const FAULT_BYTES_MAX: usize = 512;

fn fields(pairs: Vec<(String, String)>) -> Vec<Field> {
    pairs.into_iter().map(|(name, value)| Field { name, value }).collect()
}

/// Text where it is UTF-8, so that a plugin need not decode it.
fn body(bytes: Vec<u8>) -> wit::Payload {
    match String::from_utf8(bytes) {
        Ok(text) => wit::Payload::Text(text),
        Err(error) => wit::Payload::Bytes(error.into_bytes()),
    }
}

/// What came back since the last step.
pub(in crate::component) fn inputs(inputs: Inputs) -> wit::Inputs {
    let responses = inputs.responses.into_iter().map(|response| wit::HttpResponse {
        id: response.id,
        status: response.status,
        headers: fields(response.headers),
        body: body(response.body),
        received: millis(response.received_at),
        from_cache: response.from_cache,
    });
    let failures = inputs.failures.into_iter().map(|failure| wit::HttpFailure {
        id: failure.id,
        outcome: outcome(failure.kind).to_owned(),
        message: failure.message,
        unheard: failure.kind.is_unheard(),
    });
    let conns = inputs.connections.into_iter().map(|event| wit::ConnEvent {
        conn: event.connection,
        state: match event.state {
            ConnectionState::Open => "open",
            ConnectionState::Lost => "lost",
            ConnectionState::Refused => "refused",
        }
        .to_owned(),
        detail: event.detail,
        attempt: event.attempt,
    });
    let frames = inputs.frames.into_iter().map(|Frame { connection, body: bytes, received_at }| {
        wit::Frame { conn: connection, body: body(bytes), received: millis(received_at) }
    });
    wit::Inputs {
        responses: responses.collect(),
        failures: failures.collect(),
        conns: conns.collect(),
        frames: frames.collect(),
        fired: inputs.fired,
        cancelled: inputs.cancelled,
    }
}

const fn outcome(kind: TransportFailureKind) -> &'static str {
    match kind {
        TransportFailureKind::Broken => "broken",
        TransportFailureKind::Timeout => "timeout",
        TransportFailureKind::TooLarge => "too-large",
        TransportFailureKind::Blocked => "blocked",
        TransportFailureKind::Budget => "budget",
        TransportFailureKind::CircuitOpen => "circuit-open",
        TransportFailureKind::LoginFailed => "login-failed",
        _ => "unreachable",
    }
}

/// Why a plugin gave up, in words that can be shown.
pub(in crate::component) fn fault(fault: &types::Fault) -> Fault {
    let code = FaultCode::from_slug(&fault.code).unwrap_or(FaultCode::Internal);
    Fault {
        code,
        message: printable(&fault.message, FAULT_BYTES_MAX),
        retry_after: fault.retry_after_ms.map(|wait| TimeDelta::milliseconds(i64::from(wait))),
        at: fault.at.as_deref().map(|at| printable(at, FAULT_BYTES_MAX)),
    }
}

/// What a plugin wants done, or why none of it is: a plugin that asks for what it must not ends there.
pub(in crate::component) fn step_effects(
    wanted: wit::Effects,
    manifest: &Manifest,
    limits: &Limits,
) -> Result<Effects, Reason> {
    let wit::Effects { http, connect, send, close, timers } = wanted;
    let count = http.len() + connect.len() + send.len() + close.len() + timers.len();
    if count > limits.effects_max {
        let most = limits.effects_max;
        return Err(format!("it wanted {count} things at once and {most} are the most"));
    }
    let check = Check { manifest, limits };
    let requests: Result<Vec<_>, _> = http.into_iter().map(|asked| check.request(asked)).collect();
    let connect: Result<Vec<_>, _> =
        connect.into_iter().map(|asked| check.connect(asked)).collect();
    let outgoing = send.into_iter().map(|send| Outgoing {
        connection: send.conn,
        text: send.text.into_iter().map(segment).collect(),
    });
    let timer = |timer: wit::Timer| Timer { id: timer.id, after_ms: timer.after_ms };
    Ok(Effects {
        requests: requests?,
        connect: connect?,
        send: outgoing.collect(),
        close,
        timers: timers.into_iter().map(timer).collect(),
    })
}

fn segment(segment: wit::Segment) -> Segment {
    match segment {
        wit::Segment::Literal(text) => Segment::Literal(text),
        wit::Segment::Slot(slot) => Segment::Slot(slot.into()),
    }
}

struct Check<'a> {
    manifest: &'a Manifest,
    limits: &'a Limits,
}

impl Check<'_> {
    fn request(&self, asked: wit::HttpRequest) -> Result<Request, Reason> {
        self.address(&asked.endpoint, &asked.path)?;
        let endpoint = self.manifest.endpoint(&asked.endpoint);
        let method = Method::from_name(&asked.method)
            .filter(|method| endpoint.is_some_and(|known| known.methods.contains(method)))
            .ok_or_else(|| {
                let method = printable(&asked.method, 16);
                format!("it wanted to {method} {}, which its manifest does not allow: add the method to the endpoint", asked.endpoint)
            })?;
        let captures = asked.capture.iter().map(|capture| self.capture(capture));
        let customary = Request::get(asked.id, asked.endpoint, asked.path);
        let or = |asked: u32, customary: u32| if asked == 0 { customary } else { asked };
        Ok(Request {
            method,
            query: self.pairs("a query parameter", asked.query)?,
            headers: self.headers(asked.headers)?,
            body: match asked.body {
                wit::Payload::None => Payload::None,
                wit::Payload::Text(text) => Payload::Text(text),
                wit::Payload::Bytes(bytes) => Payload::Bytes(bytes),
            },
            auth: asked.auth.map(Into::into),
            retry_safe: asked.retry_safe,
            captures: captures.collect::<Result<_, _>>()?,
            weight: or(asked.weight, customary.weight),
            cost: asked.quota_cost,
            cache_age_max_s: asked.age_max_s,
            // No more than everybody gets: a plugin's memory is bounded, and so is the host's.
            body_bytes_max: or(asked.bytes_max, customary.body_bytes_max)
                .min(customary.body_bytes_max),
            timeout_ms: or(asked.timeout_ms, customary.timeout_ms),
            ..customary
        })
    }

    fn connect(&self, asked: wit::Connect) -> Result<Connect, Reason> {
        if !asked.path.is_empty() {
            self.address(&asked.endpoint, &asked.path)?;
        }
        let kind = StreamKind::from_slug(&asked.kind)
            .ok_or_else(|| format!("{:?} is no kind of stream", printable(&asked.kind, 16)))?;
        let customary = Connect::new(asked.conn, kind, asked.endpoint);
        let or = |asked: u32, customary: u32| if asked == 0 { customary } else { asked };
        Ok(Connect {
            path: asked.path,
            query: self.pairs("a query parameter", asked.query)?,
            headers: self.headers(asked.headers)?,
            auth: asked.auth.map(Into::into),
            frame_bytes_max: or(asked.frame_bytes_max, customary.frame_bytes_max)
                .min(customary.frame_bytes_max),
            silence_ms_max: or(asked.silence_max_ms, customary.silence_ms_max),
            ..customary
        })
    }

    /// An endpoint of the manifest, and a path that stays below it.
    fn address(&self, endpoint: &str, path: &str) -> Result<(), Reason> {
        if self.manifest.endpoint(endpoint).is_none() {
            return Err(format!(
                "it asked for the endpoint {:?}, which its manifest does not list: add it there if it is meant",
                printable(endpoint, 64)
            ));
        }
        text("a path", path, self.limits.text_bytes_max)?;
        let climbs = path.split(['/', '\\']).any(|part| {
            let part = part.to_ascii_lowercase().replace("%2e", ".");
            part == ".." || part == "."
        });
        let stays = path.starts_with('/') && !path.starts_with("//");
        if !stays || climbs || path.contains(['\\', '?', '#']) {
            return Err(format!(
                "it asked for the path {:?}: begin with one slash, and leave out \"..\", \"?\", \"#\" and backslashes",
                printable(path, 64)
            ));
        }
        Ok(())
    }

    fn pairs(&self, what: &str, pairs: Vec<Field>) -> Result<Vec<(String, String)>, Reason> {
        let checked = |field: Field| {
            text(what, &field.name, self.limits.text_bytes_max)?;
            text(what, &field.value, self.limits.text_bytes_max)?;
            Ok((field.name, field.value))
        };
        pairs.into_iter().map(checked).collect()
    }

    fn headers(&self, headers: Vec<Field>) -> Result<Vec<(String, String)>, Reason> {
        let headers = self.pairs("a header", headers)?;
        let own = |name: &str| OWN_HEADERS.iter().any(|own| name.trim().eq_ignore_ascii_case(own));
        match headers.iter().find(|(name, _)| own(name)) {
            Some((name, _)) => {
                Err(format!("it set the header {name}, which is the host's: name an auth recipe"))
            }
            None => Ok(headers),
        }
    }

    /// A capture into a slot that the manifest lists: others belong to somebody else.
    fn capture(&self, asked: &wit::Capture) -> Result<Capture, Reason> {
        if !self.manifest.is_captured(&asked.slot) {
            let slot = printable(&asked.slot, 64);
            return Err(format!("it captured into the slot {slot:?}: list it in `captured`"));
        }
        super::capture(&asked.source, &asked.slot, asked.ttl_s)
            .ok_or_else(|| format!("{:?} is no place in an answer", printable(&asked.source, 64)))
    }
}
