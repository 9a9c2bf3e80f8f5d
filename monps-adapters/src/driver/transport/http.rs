//! The network, with its guards: https, public addresses, no other host by redirect, and caps on
//! time and on bytes, the latter counted after decompression while they stream in.

use std::collections::HashMap;
use std::error::Error as _;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use monps_core::adapter::{Method, Response, TransportFailure, TransportFailureKind};
use reqwest::header::HeaderMap;
use reqwest::redirect::{Attempt, Policy};
use rustls_pki_types::CertificateDer;
use sha2::{Digest, Sha256};
use url::Url;

use super::address::{AddressRefused, GuardedResolver, check_url};
use super::stream::Sockets;
use super::{Dial, DialFailure, Opened, Prepared, StreamTransport, Transport};
use crate::driver::Clock;
use crate::driver::seal::{Sealed, seal};
use crate::driver::secret::Secret;
use crate::error::HttpSetupError;

/// Clients with a certificate of their own that are kept.
const IDENTITIES_MAX: usize = 16;
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
    /// Clients that show a certificate, by a digest of it.
    identities: Mutex<HashMap<[u8; 32], reqwest::Client>>,
    roots: Vec<reqwest::Certificate>,
    sockets: Sockets,
    clock: Clock,
    options: HttpOptions,
}

impl HttpTransport {
    /// Sets up a client with connections of its own.
    ///
    /// # Errors
    /// [`HttpSetupError`] when TLS cannot be set up.
    pub fn new(clock: Clock, options: HttpOptions) -> Result<Self, HttpSetupError> {
        Self::trusting(clock, options, &[])
    }

    /// The same, trusting authorities beside those of the system: of a test, or of a proxy on the same
    /// machine.
    ///
    /// # Errors
    /// [`HttpSetupError`] when TLS cannot be set up with them.
    pub fn trusting(
        clock: Clock,
        options: HttpOptions,
        authorities: &[CertificateDer<'static>],
    ) -> Result<Self, HttpSetupError> {
        let failed = |source| HttpSetupError { source };
        let roots = authorities.iter().map(|der| reqwest::Certificate::from_der(der));
        let roots = roots.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let client = builder(options, &roots).build().map_err(failed)?;
        let identities = Mutex::default();
        let sockets = Sockets::new(options.allow_loopback, authorities);
        Ok(Self { client, identities, roots, sockets, clock, options })
    }

    /// The client that shows a certificate: one for each, with connections of its own.
    fn client_for(&self, identity: Option<&(Secret, Secret)>) -> Result<reqwest::Client, Failed> {
        let Some((certificate, key)) = identity else {
            return Ok(self.client.clone());
        };
        let pem = format!("{}\n{}\n", certificate.expose(), key.expose());
        let digest: [u8; 32] = Sha256::digest(&pem).into();
        let mut clients = self.identities.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = clients.get(&digest) {
            return Ok(client.clone());
        }
        let unusable = |_| {
            Failed::new(
                TransportFailureKind::Blocked,
                "the client certificate and its key cannot be used: give both in PEM, the key not encrypted",
            )
        };
        let identity = reqwest::Identity::from_pem(pem.as_bytes()).map_err(unusable)?;
        let client =
            builder(self.options, &self.roots).identity(identity).build().map_err(unusable)?;
        if clients.len() >= IDENTITIES_MAX {
            clients.clear();
        }
        clients.insert(digest, client.clone());
        Ok(client)
    }

    async fn exchange(&self, request: &Prepared) -> Result<Response, Failed> {
        let sealed = seal(request, (self.clock)())
            .map_err(|reason| Failed::new(TransportFailureKind::Blocked, reason))?;
        let client = self.client_for(sealed.identity.as_ref())?;
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut asked = client.request(method, sealed.url).headers(sealed.headers);
        if let Some(body) = sealed.body {
            asked = asked.body(body);
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

fn builder(options: HttpOptions, roots: &[reqwest::Certificate]) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .connect_timeout(CONNECT_TIMEOUT)
        .redirect(Policy::custom(same_host_only))
        .referer(false)
        // A proxy from the environment would resolve names out of the guard's sight.
        .no_proxy()
        .gzip(true)
        .dns_resolver(GuardedResolver { allow_loopback: options.allow_loopback })
        .tls_certs_merge(roots.iter().cloned())
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

    fn streams(&self) -> Option<&dyn StreamTransport> {
        Some(self)
    }
}

#[async_trait]
impl StreamTransport for HttpTransport {
    async fn open(&self, dial: &Dial) -> Result<Opened, DialFailure> {
        let client = |sealed: &Sealed| {
            self.client_for(sealed.identity.as_ref()).map_err(|failed| failed.reason)
        };
        self.sockets.open(dial, (self.clock)(), client).await
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
            // Only connecting has a time of its own here.
            return Self::new(TransportFailureKind::Unreachable, "no connection in time");
        }
        if error.is_connect() {
            return Self::new(
                TransportFailureKind::Unreachable,
                "the host could not be reached: check its name, the network and its certificate",
            );
        }
        let reason = if error.is_decode() || error.is_body() {
            "the answer broke off or its compression is damaged"
        } else {
            "the connection failed before the answer was complete"
        };
        Self::new(TransportFailureKind::Broken, reason)
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

/// Headers as text. Cookies are credentials: the driver takes them out before anybody sees them.
fn readable(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), text)
        })
        .collect()
}
