//! What every answer tells a browser: do not guess, do not frame, do not leak.

use poem::Response;
use poem::http::header::{self, HeaderName};
use poem::http::{HeaderValue, Method, StatusCode};

/// Data, not a page: nothing may be loaded or run from it.
const DATA_POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");
/// A page that says nothing of its own: no frames around it, no plugins in it.
const PAGE_POLICY: HeaderValue =
    HeaderValue::from_static("frame-ancestors 'none'; object-src 'none'; base-uri 'self'");

const EVERYWHERE: [(HeaderName, HeaderValue); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// Adds the headers that are missing and takes away those that tell too much.
pub fn complete(method: &Method, response: &mut Response) {
    let is_page =
        response.content_type().is_some_and(|content_type| content_type.starts_with("text/html"));
    let status = response.status();
    let is_answer = status.is_success() || status == StatusCode::NOT_MODIFIED;
    let is_kept = is_answer && matches!(*method, Method::GET | Method::HEAD);
    let out = response.headers_mut();
    out.remove(header::SERVER);
    for (name, value) in EVERYWHERE {
        out.entry(name).or_insert(value);
    }
    // A page brings its own, stricter policy where it has one.
    let policy = if is_page { PAGE_POLICY } else { DATA_POLICY };
    out.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    // Somebody's bets are nobody else's: a shared cache keeps nothing, a private one asks again.
    let caching = if is_kept { "private, no-cache" } else { "no-store" };
    out.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(caching));
}
