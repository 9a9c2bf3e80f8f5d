//! What carries requests: the network, a recording, or a test's own.

mod address;
mod http;
mod stream;

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use monps_core::adapter::{Method, Payload, Request, Response, Text, TransportFailure};
use url::Url;

pub(super) use address::is_loopback;
pub use address::is_on_this_machine;
pub use http::{HttpOptions, HttpTransport};
pub use stream::{
    Arrival, Dial, DialFailure, FrameReader, FrameWriter, Opened, StreamBroken, StreamTransport,
};

use super::seal::Filled;

/// Carries one request and brings back its answer.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Sends a request.
    ///
    /// # Errors
    /// [`TransportFailure`] when there is no answer; any status is an answer. Its message never
    /// carries a secret.
    async fn send(&self, request: &Prepared) -> Result<Response, TransportFailure>;

    /// What opens streams, where it can.
    fn streams(&self) -> Option<&dyn StreamTransport> {
        None
    }

    /// Whether it plays what happened before: then nobody is logged in.
    fn replays(&self) -> bool {
        false
    }
}

/// A request with its full address, ready but for its secret.
#[derive(Clone)]
pub struct Prepared {
    /// The conversation's own number for it.
    pub id: u32,
    /// The name of its endpoint.
    pub endpoint: Text,
    /// The method.
    pub method: Method,
    /// The body, without any secret.
    pub body: Payload,
    /// The full address, without any secret.
    pub url: Url,
    /// The path as the adapter gave it, below the endpoint's base address.
    pub path: String,
    /// The query parameters as the adapter gave them.
    pub query: Vec<(String, String)>,
    /// The headers, without any secret.
    pub headers: Vec<(String, String)>,
    /// The largest answer accepted, in bytes after decompression.
    pub body_bytes_max: u32,
    /// The longest wait, body included.
    pub timeout: Duration,
    /// The secrets and where they go.
    pub(crate) auth: Vec<Filled>,
}

impl Prepared {
    /// Prepares a request below a base address.
    ///
    /// # Errors
    /// What is wrong with the path: it must begin with one slash, and must not leave the base.
    pub fn new(base: &Url, request: &Request) -> Result<Self, &'static str> {
        let mut url = base.clone();
        join(&mut url, &request.path)?;
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        Ok(Self {
            id: request.id,
            endpoint: request.endpoint.clone(),
            method: request.method,
            body: request.body.clone(),
            url,
            path: request.path.clone(),
            query: request.query.clone(),
            headers: request.headers.clone(),
            body_bytes_max: request.body_bytes_max,
            timeout: Duration::from_millis(u64::from(request.timeout_ms)),
            auth: Vec::new(),
        })
    }
}

/// Puts a path below an address; it must begin with one slash and must not leave the address.
pub(super) fn join(url: &mut Url, path: &str) -> Result<(), &'static str> {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'?' | b'#' | b'\\');
    if !path.starts_with('/') || !path.bytes().all(plain) {
        return Err("a path begins with a slash and holds no blank, backslash, query or fragment");
    }
    let decoded = path.to_ascii_lowercase().replace("%2e", ".");
    if decoded.split('/').any(|part| part == ".." || part == ".") {
        return Err("a path holds no dot segments: they leave the endpoint");
    }
    let below = format!("{}{path}", url.path().trim_end_matches('/'));
    if below.starts_with("//") {
        return Err("a path begins with one slash, not two");
    }
    url.set_path(&below);
    Ok(())
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("id", &self.id)
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_below_its_endpoint() {
        let base = Url::parse("https://api.example/v4/").unwrap();
        let prepared = |path: &str| Prepared::new(&base, &Request::get(0, "api", path));
        let good = Request::get(0, "api", "/sports/soccer_epl/odds").query("markets", "h2h,totals");
        assert_eq!(
            Prepared::new(&base, &good).unwrap().url.as_str(),
            "https://api.example/v4/sports/soccer_epl/odds?markets=h2h%2Ctotals"
        );
        for bad in [
            "sports",
            "",
            "/../admin",
            "/a/%2E%2e/b",
            "/a?apiKey=1",
            "/a#b",
            "/a b",
            "\\\\evil.example\\a",
            "/a\nb",
        ] {
            assert!(prepared(bad).is_err(), "{bad:?}");
        }
        let root = Url::parse("https://api.example").unwrap();
        assert!(Prepared::new(&root, &Request::get(0, "api", "//evil.example/a")).is_err());
    }
}
