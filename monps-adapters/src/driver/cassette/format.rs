//! One line of a recording.

use monps_core::adapter::{
    ConnectionState, Method, Payload, Request, Response, TransportFailure, TransportFailureKind,
};
use monps_core::time::{DateTime, Timestamp};
use serde::{Deserialize, Serialize};

/// The format that this version writes and reads.
pub(super) const FORMAT: u32 = 1;

/// What was asked and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exchange {
    pub(super) format: u32,
    pub(super) endpoint: String,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    /// The method, where it is not GET.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) method: Option<String>,
    /// The body, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sent: Option<Body>,
    pub(super) outcome: Outcome,
}

/// What a stream brought, or what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StreamLine {
    pub(super) format: u32,
    /// The conversation's number of the stream.
    pub(super) stream: u32,
    pub(super) came: Came,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Came {
    Frame { received_at_ns: i64, body: Body },
    Open { attempt: u32 },
    Lost { attempt: u32 },
    Refused { attempt: u32 },
}

impl StreamLine {
    pub(crate) fn frame(stream: u32, received_at: Timestamp, body: &[u8]) -> Self {
        let came = Came::Frame { received_at_ns: nanos(received_at), body: Body::new(body) };
        Self { format: FORMAT, stream, came }
    }

    pub(crate) const fn state(stream: u32, state: ConnectionState, attempt: u32) -> Self {
        let came = match state {
            ConnectionState::Open => Came::Open { attempt },
            ConnectionState::Lost => Came::Lost { attempt },
            ConnectionState::Refused => Came::Refused { attempt },
        };
        Self { format: FORMAT, stream, came }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Outcome {
    Answer {
        status: u16,
        headers: Vec<(String, String)>,
        /// Nanoseconds since 1970, so that nothing is rounded.
        received_at_ns: i64,
        from_cache: bool,
        body: Body,
    },
    Failure {
        kind: String,
        message: String,
    },
}

/// Text stays readable; anything else is written in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Body {
    Text(String),
    Hex(String),
}

impl Body {
    pub(super) fn new(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Hex(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
        }
    }

    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => Some(text.clone().into_bytes()),
            Self::Hex(hex) => hex
                .as_bytes()
                .chunks(2)
                .map(|pair| {
                    let digits = std::str::from_utf8(pair).ok()?;
                    u8::from_str_radix(digits, 16).ok()
                })
                .collect(),
        }
    }
}

impl Exchange {
    pub(super) fn new(request: &Request, outcome: &Result<Response, TransportFailure>) -> Self {
        Self {
            format: FORMAT,
            endpoint: request.endpoint.to_string(),
            path: request.path.clone(),
            query: request.query.clone(),
            method: (request.method != Method::Get).then(|| request.method.as_str().to_owned()),
            sent: sent(&request.body),
            outcome: match outcome {
                Ok(response) => Outcome::Answer {
                    status: response.status,
                    headers: response.headers.clone(),
                    received_at_ns: nanos(response.received_at),
                    from_cache: response.from_cache,
                    body: Body::new(&response.body),
                },
                Err(failure) => Outcome::Failure {
                    kind: kind_name(failure.kind).to_owned(),
                    message: failure.message.clone(),
                },
            },
        }
    }
}

/// A request's body as it is recorded; adapters know no secret, so there is none in it.
pub(super) fn sent(body: &Payload) -> Option<Body> {
    (*body != Payload::None).then(|| Body::new(body.as_bytes()))
}

impl Outcome {
    /// The outcome again, for a request's number. `None` when the recording is damaged.
    pub(super) fn play(&self, id: u32) -> Option<Result<Response, TransportFailure>> {
        Some(match self {
            Self::Answer { status, headers, received_at_ns, from_cache, body } => Ok(Response {
                id,
                status: *status,
                headers: headers.clone(),
                body: body.bytes()?,
                received_at: DateTime::from_timestamp_nanos(*received_at_ns),
                from_cache: *from_cache,
            }),
            Self::Failure { kind, message } => Err(TransportFailure {
                id,
                kind: KINDS.iter().find(|(_, name)| name == kind)?.0,
                message: message.clone(),
            }),
        })
    }
}

/// The far future is kept as far as nanoseconds reach.
pub(super) fn nanos(instant: Timestamp) -> i64 {
    instant.timestamp_nanos_opt().unwrap_or(i64::MAX)
}

const KINDS: [(TransportFailureKind, &str); 9] = [
    (TransportFailureKind::Unreachable, "unreachable"),
    (TransportFailureKind::Timeout, "timeout"),
    (TransportFailureKind::TooLarge, "too_large"),
    (TransportFailureKind::Blocked, "blocked"),
    (TransportFailureKind::Budget, "budget"),
    (TransportFailureKind::CircuitOpen, "circuit_open"),
    (TransportFailureKind::Broken, "broken"),
    (TransportFailureKind::NoTurn, "no_turn"),
    (TransportFailureKind::LoginFailed, "login_failed"),
];

fn kind_name(kind: TransportFailureKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("unreachable", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_body_comes_back_as_it_was() {
        for bytes in [&b"[]"[..], b"", b"\xff\x00\xfe", "é\n\"".as_bytes()] {
            let body = Body::new(bytes);
            let json = serde_json::to_string(&body).unwrap();
            let read: Body = serde_json::from_str(&json).unwrap();
            assert_eq!(read.bytes().unwrap(), bytes);
        }
        assert_eq!(Body::Hex("0g".to_owned()).bytes(), None);
        assert_eq!(Body::Hex("é".to_owned()).bytes(), None);
    }
}
