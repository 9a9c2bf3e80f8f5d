//! The network, with its guards: https, public addresses, no other host by redirect, and caps on
//! time and on bytes, the latter counted after decompression while they stream in.

use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use monps_core::adapter::{
    AuthPart, Method, Payload, Response, TransportFailure, TransportFailureKind,
};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::{Attempt, Policy};
use url::Url;

use super::address::{AddressRefused, GuardedResolver, check_url};
use super::{Prepared, Transport};
use crate::driver::Clock;
use crate::error::HttpSetupError;

/// Redirects followed on one host.
const REDIRECTS_MAX: usize = 3;
/// The longest wait for a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Who asks.
const USER_AGENT: &str = concat!("monps/", env!("CARGO_PKG_VERSION"));

/// What the network transport may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HttpOptions {
    /// Whether loopback addresses and plain http towards them are allowed: for tests and for a proxy
    /// on the same machine.
    pub allow_loopback: bool,
}

/// The network.
pub struct HttpTransport {
    client: reqwest::Client,
    clock: Clock,
    options: HttpOptions,
}

impl HttpTransport {
    /// Sets up a client with connections of its own.
    ///
    /// # Errors
    /// [`HttpSetupError`] when TLS cannot be set up.
    pub fn new(clock: Clock, options: HttpOptions) -> Result<Self, HttpSetupError> {
        let client = reqwest::Client::builder()
            .user_agent(USER_AGENT)
            .connect_timeout(CONNECT_TIMEOUT)
            .redirect(Policy::custom(same_host_only))
            .referer(false)
            // A proxy from the environment would resolve names out of the guard's sight.
            .no_proxy()
            .gzip(true)
            .dns_resolver(GuardedResolver { allow_loopback: options.allow_loopback })
            .build()
            .map_err(|source| HttpSetupError { source })?;
        Ok(Self { client, clock, options })
    }

    async fn exchange(&self, request: &Prepared) -> Result<Response, Failed> {
        let (url, headers) = with_secret(request)?;
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut asked = self.client.request(method, url).headers(headers);
        if request.body != Payload::None {
            asked = asked.body(request.body.as_bytes().to_vec());
        }
        let mut answer = asked.send().await.map_err(|error| Failed::from_client(&error))?;
        let body_max = usize::try_from(request.body_bytes_max).unwrap_or(usize::MAX);
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|e| Failed::from_client(&e))? {
            if body.len() + chunk.len() > body_max {
                return Err(Failed::new(
                    TransportFailureKind::TooLarge,
                    format!("the answer is larger than the {body_max} bytes accepted"),
                ));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Response {
            id: request.id,
            status: answer.status().as_u16(),
            headers: readable(answer.headers()),
            body,
            received_at: (self.clock)(),
            from_cache: false,
        })
    }
}

#[async_trait]
impl Transport for HttpTransport {
    async fn send(&self, request: &Prepared) -> Result<Response, TransportFailure> {
        let outcome = match check_url(&request.url, self.options.allow_loopback) {
            Err(reason) => Err(Failed::new(TransportFailureKind::Blocked, reason)),
            Ok(()) => tokio::time::timeout(request.timeout, self.exchange(request))
                .await
                .unwrap_or_else(|_| {
                    let waited = request.timeout.as_millis();
                    Err(Failed::new(
                        TransportFailureKind::Timeout,
                        format!("no complete answer within {waited} ms"),
                    ))
                }),
        };
        outcome.map_err(|failed| TransportFailure {
            id: request.id,
            kind: failed.kind,
            message: format!(
                "{} {}{}: {}",
                request.method.as_str(),
                request.url.host_str().unwrap_or_default(),
                request.url.path(),
                failed.reason
            ),
        })
    }
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransport").field("options", &self.options).finish_non_exhaustive()
    }
}

/// A failure before it has the request's number.
struct Failed {
    kind: TransportFailureKind,
    reason: String,
}

impl Failed {
    fn new(kind: TransportFailureKind, reason: impl Into<String>) -> Self {
        Self { kind, reason: reason.into() }
    }

    /// Sorts a client's error. Its own text is not shown: it may quote the address with the secret.
    fn from_client(error: &reqwest::Error) -> Self {
        let mut cause = error.source();
        while let Some(inner) = cause {
            if let Some(refused) = inner.downcast_ref::<AddressRefused>() {
                return Self::new(TransportFailureKind::Blocked, refused.to_string());
            }
            if let Some(refused) = inner.downcast_ref::<RedirectRefused>() {
                return Self::new(TransportFailureKind::Blocked, refused.to_string());
            }
            cause = inner.source();
        }
        if error.is_timeout() {
            return Self::new(TransportFailureKind::Timeout, "no connection in time");
        }
        let reason = if error.is_connect() {
            "the host could not be reached: check its name, the network and its certificate"
        } else if error.is_decode() || error.is_body() {
            "the answer broke off or its compression is damaged"
        } else {
            "the connection failed before the answer was complete"
        };
        Self::new(TransportFailureKind::Unreachable, reason)
    }
}

#[derive(Debug)]
struct RedirectRefused(&'static str);

impl fmt::Display for RedirectRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for RedirectRefused {}

fn same_host_only(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let origin =
        |url: &Url| (url.scheme().to_owned(), url.host_str().map(str::to_owned), url.port());
    let same =
        attempt.previous().first().is_some_and(|asked| origin(asked) == origin(attempt.url()));
    if !same {
        return attempt.error(RedirectRefused(
            "the answer redirects to another host, which is never followed",
        ));
    }
    if attempt.previous().len() > REDIRECTS_MAX {
        return attempt.error(RedirectRefused("the answer redirects again and again"));
    }
    attempt.follow()
}

/// The one place where a secret meets an address.
fn with_secret(request: &Prepared) -> Result<(Url, HeaderMap), Failed> {
    let blocked = |reason: &str| Failed::new(TransportFailureKind::Blocked, reason);
    let unfit = || blocked("the adapter gave a header that no request can carry");
    let mut url = request.url.clone();
    let mut headers = HeaderMap::new();
    for (name, value) in &request.headers {
        let name = HeaderName::try_from(name).map_err(|_| unfit())?;
        headers.insert(name, HeaderValue::try_from(value).map_err(|_| unfit())?);
    }
    for (part, secret) in &request.auth {
        match part {
            AuthPart::QueryKey { parameter, .. } => {
                url.query_pairs_mut().append_pair(parameter, secret.expose());
            }
            AuthPart::HeaderKey { header, template, .. } => {
                let name = HeaderName::try_from(header.as_ref()).map_err(|_| unfit())?;
                let value = template.replacen("{}", secret.expose(), 1);
                let mut value = HeaderValue::try_from(value).map_err(|_| unfit())?;
                value.set_sensitive(true);
                headers.insert(name, value);
            }
            _ => {
                return Err(blocked(
                    "the manifest asks for a way to prove oneself that is not known",
                ));
            }
        }
    }
    Ok((url, headers))
}

/// Headers as text; cookies are dropped, they are credentials.
fn readable(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .filter(|(name, _)| name.as_str() != "set-cookie")
        .map(|(name, value)| {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), text)
        })
        .collect()
}
