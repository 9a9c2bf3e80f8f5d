//! The plain page: what the server sees right now, and how to build the dashboard where it is missing.
//!
//! Three files, served as they are; every figure is asked from the API of the same origin and shown
//! with its age, so that the page can never say more than the server knows. It is at `/home`, and also
//! at `/` of a server that was built without the dashboard.

use poem::http::{HeaderValue, StatusCode, header};
use poem::{Response, Route, get, handler};

/// Scripts and styles of our own only, data from our own address only, no frame around it.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' \
     data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// The paths that the page takes, for the table of routes.
pub const PATHS: [&str; 4] = ["/", "/home", "/home.css", "/home.js"];

/// Adds the page to the routes of a listener.
#[must_use]
pub fn add_to(route: Route) -> Route {
    route.at("/home", get(page)).at("/home.css", get(style)).at("/home.js", get(script))
}

/// Adds it as the first page, where there is no dashboard.
#[must_use]
pub fn at_root(route: Route) -> Route {
    route.at("/", get(page))
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
