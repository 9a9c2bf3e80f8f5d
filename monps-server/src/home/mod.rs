//! The page on the dashboard's listener: what the server sees right now, and where to look further.
//!
//! Three files, served as they are; every figure is asked from the API of the same origin and shown
//! with its age, so that the page can never say more than the server knows.

use poem::http::{HeaderValue, StatusCode, header};
use poem::{Response, Route, get, handler};

/// Scripts and styles of our own only, data from our own address only, no frame around it.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' \
     data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// The paths that the page takes, for the table of routes.
pub const PATHS: [&str; 3] = ["/", "/home.css", "/home.js"];

/// Adds the page to the routes of a listener.
#[must_use]
pub fn add_to(route: Route) -> Route {
    route.at("/", get(page)).at("/home.css", get(style)).at("/home.js", get(script))
}

#[handler]
fn page() -> Response {
    file("text/html; charset=utf-8", include_str!("home.html"))
}

#[handler]
fn style() -> Response {
    file("text/css; charset=utf-8", include_str!("home.css"))
}

#[handler]
fn script() -> Response {
    file("text/javascript; charset=utf-8", include_str!("home.js"))
}

fn file(content_type: &'static str, body: &'static str) -> Response {
    Response::builder()
        .status(StatusCode::OK)
        .header(header::CONTENT_TYPE, content_type)
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .body(body)
}
