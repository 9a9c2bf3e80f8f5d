//! Who may ask, judged before anything else is looked at.
//!
//! A server on loopback is reachable from every page that the owner's browser shows. Three things keep
//! such a page out:
//!
//! - **`Host`** must be a loopback name, or one from the configuration. A page that re-points its own
//!   name at 127.0.0.1 (DNS rebinding) still sends its own name.
//! - **Writes** with an `Origin` must come from this very server, or from a configured origin.
//! - **Reads** from elsewhere get no `Access-Control-Allow-Origin`, so that the page cannot see them.
//!
//! Programs (curl, scripts, other servers) send no `Origin` and are not concerned.

use std::net::{IpAddr, SocketAddr};

use poem::http::uri::Authority;
use poem::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use poem::{Request, Response};

use crate::api::error::ApiError;

const ALLOWED_METHODS: HeaderValue =
    HeaderValue::from_static("GET, HEAD, POST, PUT, PATCH, DELETE");
const ALLOWED_HEADERS: HeaderValue = HeaderValue::from_static(
    "Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, X-Request-ID",
);
const EXPOSED_HEADERS: HeaderValue =
    HeaderValue::from_static("ETag, Link, Retry-After, X-Request-ID, X-Total-Count");
/// Ten minutes: a change of the configuration is not remembered for a day.
const PREFLIGHT_AGE: HeaderValue = HeaderValue::from_static("600");

/// An address that only this machine should not be left alone with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{address} can be reached from other machines: listen on 127.0.0.1 or [::1] and put a VPN or a \
     reverse proxy in front, or configure a token first"
)]
pub struct BindError {
    /// The address.
    pub address: SocketAddr,
}

/// Refuses to listen where others could reach.
///
/// # Errors
/// [`BindError`] for every address that is not loopback, `0.0.0.0` and `[::]` included.
pub fn check_bind(address: SocketAddr) -> Result<(), BindError> {
    if address.ip().to_canonical().is_loopback() { Ok(()) } else { Err(BindError { address }) }
}

/// A name or origin in the configuration that is not one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// Not `host` or `host:port`.
    #[error("`{0}` is not a host name: write it without scheme and path, such as odds.example.org")]
    Host(String),
    /// Not `scheme://host[:port]`.
    #[error(
        "`{0}` is not an origin: write scheme, host and port only, such as https://odds.example.org"
    )]
    Origin(String),
}

/// The names and origins that are served.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    hosts: Vec<String>,
    origins: Vec<String>,
}

impl Origins {
    /// Loopback names, and those of the configuration: `hosts` (names without port) that the server
    /// is reached by, and `origins` whose pages may use it.
    ///
    /// # Errors
    /// [`OriginError`] names the entry that cannot be read. `*` is none: everybody is not a list.
    pub fn new(hosts: &[String], origins: &[String]) -> Result<Self, OriginError> {
        for host in hosts {
            parse_authority(host).ok_or_else(|| OriginError::Host(host.clone()))?;
        }
        for origin in origins {
            if !is_origin(origin) {
                return Err(OriginError::Origin(origin.clone()));
            }
        }
        let lower = |list: &[String]| list.iter().map(|entry| entry.to_lowercase()).collect();
        Ok(Self { hosts: lower(hosts), origins: lower(origins) })
    }

    /// Judges a request by its head.
    ///
    /// # Errors
    /// 400 without one readable `Host`, 421 for a name that is not ours, 403 for a write from a page
    /// of another origin.
    pub fn check(&self, request: &Request) -> Result<(), ApiError> {
        let headers = request.headers();
        let host = host_of(headers)?;
        let target = request.uri().authority();
        if !self.serves(&host) || target.is_some_and(|target| !self.serves(target)) {
            let detail =
                "This server does not answer to that name; add it to its configured hosts.";
            return Err(ApiError::new(StatusCode::MISDIRECTED_REQUEST, "host_not_served", detail));
        }
        if is_safe(request.method()) || self.may_write(headers, &host) {
            return Ok(());
        }
        let detail =
            "Pages of other origins may not write here; add the origin to the configuration.";
        Err(ApiError::forbidden("origin_not_allowed", detail))
    }

    /// The answer to a CORS preflight, if the request is one.
    #[must_use]
    pub fn preflight(&self, request: &Request) -> Option<Result<Response, ApiError>> {
        let headers = request.headers();
        if *request.method() != Method::OPTIONS
            || !headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
        {
            return None;
        }
        if self.allowed(headers).is_none() {
            let detail = "This origin is not allowed; add it to the configuration.";
            return Some(Err(ApiError::forbidden("origin_not_allowed", detail)));
        }
        let mut response = Response::from(StatusCode::NO_CONTENT);
        let out = response.headers_mut();
        out.insert(header::ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_METHODS);
        out.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
        out.insert(header::ACCESS_CONTROL_MAX_AGE, PREFLIGHT_AGE);
        Some(Ok(response))
    }

    /// The request's origin, if it is one of the configuration.
    #[must_use]
    pub fn allowed(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let origin = headers.get(header::ORIGIN)?;
        let text = origin.to_str().ok()?.to_lowercase();
        self.origins.contains(&text).then(|| origin.clone())
    }

    /// Lets the page of an allowed origin see the answer.
    pub fn share(&self, allowed: Option<HeaderValue>, response: &mut Response) {
        if self.origins.is_empty() {
            return;
        }
        let out = response.headers_mut();
        // Caches must keep answers to different origins apart, also those that say no.
        out.append(header::VARY, HeaderValue::from_static("Origin"));
        if let Some(origin) = allowed {
            out.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            out.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
        }
    }

    fn serves(&self, authority: &Authority) -> bool {
        let host = authority.host().to_lowercase();
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        host == "localhost"
            || address.is_ok_and(|address| address.to_canonical().is_loopback())
            || self.hosts.contains(&host)
    }

    fn may_write(&self, headers: &HeaderMap, host: &Authority) -> bool {
        if self.allowed(headers).is_some() {
            return true;
        }
        if let Some(origin) = headers.get(header::ORIGIN) {
            // `null` (a sandboxed frame, a file) has no `://` and is nobody's.
            let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
            return origin.is_some_and(|(_, own)| own.eq_ignore_ascii_case(host.as_str()));
        }
        // Browsers that send no Origin still say where the request came from.
        let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
        matches!(site, None | Some(b"same-origin" | b"none"))
    }
}

/// Methods that change nothing.
fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn host_of(headers: &HeaderMap) -> Result<Authority, ApiError> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let only = match (hosts.next(), hosts.next()) {
        (Some(only), None) => only.to_str().ok(),
        _ => None,
    };
    only.and_then(parse_authority).ok_or_else(|| {
        ApiError::bad_request(
            "host_missing",
            "The request needs one Host header, such as localhost.",
        )
    })
}

/// `host` or `host:port`, without user.
fn parse_authority(text: &str) -> Option<Authority> {
    let authority: Authority = text.parse().ok()?;
    let has_port = authority.as_str() != authority.host();
    let is_host = !text.contains('@') && !authority.host().is_empty();
    let is_port = !has_port || authority.port_u16().is_some();
    (is_host && is_port).then_some(authority)
}

fn is_origin(text: &str) -> bool {
    let has_scheme = text.starts_with("http://") || text.starts_with("https://");
    let authority = text.split_once("://").and_then(|(_, rest)| parse_authority(rest));
    has_scheme && authority.is_some() && text.parse::<Uri>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins() -> Origins {
        let list = |entry: &str| vec![entry.to_owned()];
        Origins::new(&list("odds.example.org"), &list("https://app.example.org")).unwrap()
    }

    fn status(method: Method, headers: &[(&str, &str)]) -> u16 {
        let mut builder = Request::builder().method(method);
        for (name, value) in headers {
            builder = builder.header(*name, *value);
        }
        let outcome = origins().check(&builder.finish());
        outcome.err().map_or(200, |error| error.status().as_u16())
    }

    #[test]
    fn only_loopback_may_be_bound() {
        for address in ["127.0.0.1:80", "127.8.9.1:80", "[::1]:80", "[::ffff:127.0.0.1]:80"] {
            assert!(check_bind(address.parse().unwrap()).is_ok(), "{address}");
        }
        for address in ["0.0.0.0:80", "[::]:80", "192.168.1.2:80", "10.0.0.1:80", "[fe80::1]:80"] {
            let error = check_bind(address.parse().unwrap()).unwrap_err();
            assert!(error.to_string().contains(address));
        }
    }

    #[test]
    fn the_host_must_be_ours() {
        for host in [
            "localhost",
            "LOCALHOST:8001",
            "127.0.0.1:9",
            "127.1.2.3",
            "[::1]:8001",
            "odds.example.org:443",
        ] {
            assert_eq!(status(Method::GET, &[("host", host)]), 200, "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.1.2",
            "0.0.0.0",
            "localhost.",
        ] {
            assert_eq!(status(Method::GET, &[("host", host)]), 421, "{host}");
        }
        for host in ["", "a b", "user@localhost", "localhost:port"] {
            assert_eq!(status(Method::GET, &[("host", host)]), 400, "{host}");
        }
        assert_eq!(status(Method::GET, &[]), 400);
        assert_eq!(status(Method::GET, &[("host", "localhost"), ("host", "localhost")]), 400);
    }

    #[test]
    fn an_absolute_target_must_be_ours_too() {
        let request = Request::builder()
            .uri(Uri::from_static("http://evil.example/"))
            .header("host", "localhost")
            .finish();
        assert_eq!(origins().check(&request).unwrap_err().status().as_u16(), 421);
    }

    #[test]
    fn foreign_pages_may_not_write() {
        let write = |name: &str, value: &str| {
            status(Method::POST, &[("host", "localhost:3001"), (name, value)])
        };
        assert_eq!(write("x-nothing", "x"), 200, "programs send no origin");
        assert_eq!(write("origin", "http://localhost:3001"), 200);
        assert_eq!(write("origin", "https://app.example.org"), 200);
        for origin in [
            "https://evil.example",
            "null",
            "http://localhost:9999",
            "http://app.example.org",
            "localhost:3001",
            "",
        ] {
            assert_eq!(write("origin", origin), 403, "{origin}");
        }
        assert_eq!(write("sec-fetch-site", "cross-site"), 403);
        assert_eq!(write("sec-fetch-site", "same-site"), 403);
        assert_eq!(write("sec-fetch-site", "same-origin"), 200);
        let read =
            status(Method::GET, &[("host", "localhost"), ("origin", "https://evil.example")]);
        assert_eq!(read, 200, "reads are answered, but not shared");
    }

    #[test]
    fn only_configured_origins_are_shared_with() {
        let shared = |origin: &str| {
            let request = Request::builder().header("origin", origin).finish();
            let mut response = Response::default();
            let origins = origins();
            origins.share(origins.allowed(request.headers()), &mut response);
            assert_eq!(response.headers().get("vary").unwrap(), "Origin");
            response.headers().get("access-control-allow-origin").is_some()
        };
        assert!(shared("https://app.example.org"));
        assert!(!shared("https://evil.example"));
    }

    #[test]
    fn a_bad_configuration_is_named() {
        for bad in
            ["*", "app.example.org", "https://app.example.org/", "https://", "ftp://a", "null"]
        {
            assert!(Origins::new(&[], &[bad.to_owned()]).is_err(), "{bad}");
        }
        assert!(Origins::new(&["https://a".to_owned()], &[]).is_err());
    }
}
