//! The dashboard: a Next.js application, exported to files and embedded in the program.
//!
//! `make dashboard` exports it; a program that was built without it serves [`crate::home`] instead.
//! The files are served as they are, in the smallest form that the caller takes, compressed when they
//! were built. What has a hash in its name is kept for ever; everything else is asked for again.
//!
//! | file | holds |
//! |---|---|
//! | `files` | the embedded files, by the path that asks for them |
//! | `policy` | what a page may load and run |

mod files;
mod policy;

use std::sync::Arc;

use poem::http::header::{self, HeaderValue};
use poem::http::{HeaderMap, StatusCode};
use poem::{Body, Endpoint, Request, Response, Route, get};

use self::files::{File, Files};
use crate::edge::compress;
use crate::edge::shape::ForPeople;

/// Everything under it has a hash of its content in its name.
const HASHED: &str = "/_next/static/";
/// A year: as long as caches keep anything.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The files of the dashboard.
#[derive(Clone, Debug)]
pub struct Dashboard {
    files: Arc<Files>,
}

impl Dashboard {
    /// What was embedded when the program was built.
    #[must_use]
    pub fn embedded() -> Self {
        Self { files: Arc::new(Files::embedded()) }
    }

    /// Whether there is a dashboard.
    #[must_use]
    pub fn is_built(&self) -> bool {
        self.files.find("/").is_some()
    }

    /// The paths of its pages, for the table of routes.
    #[must_use]
    pub fn pages(&self) -> Vec<String> {
        self.files.pages()
    }

    /// Adds it to the routes of a listener; more exact routes go before it.
    #[must_use]
    pub fn add_to(self, route: Route) -> Route {
        route.at("/", get(self.clone())).at("/*path", get(self))
    }

    fn answer(&self, path: &str, asked: &HeaderMap) -> Response {
        if let Some(file) = self.files.find(path) {
            let caching = if path.starts_with(HASHED) { FOR_EVER } else { ASK_AGAIN };
            return served(file, asked, caching);
        }
        // A missing script has no use for a page.
        let page = if path.starts_with("/_next/") { None } else { self.files.missing() };
        let Some(page) = page else {
            return Response::builder().status(StatusCode::NOT_FOUND).finish();
        };
        let mut response = served(page, asked, ASK_AGAIN);
        response.set_status(StatusCode::NOT_FOUND);
        response.set_data(ForPeople);
        response
    }
}

impl Endpoint for Dashboard {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        Ok(self.answer(request.original_uri().path(), request.headers()))
    }
}

fn served(file: &File, asked: &HeaderMap, caching: HeaderValue) -> Response {
    let (coding, bytes) = file.smallest(&compress::weights(asked));
    let mut response = Response::builder()
        .content_type(file.content_type)
        .header(header::CACHE_CONTROL, caching)
        .body(Body::from_bytes(bytes));
    let out = response.headers_mut();
    if let Some(coding) = coding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    }
    if let Some(policy) = &file.policy {
        out.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dashboard() -> Dashboard {
        let files = [
            ("index.html", "<script>go()</script>"),
            ("index.html.br", "BR"),
            ("index.html.gz", "GZ"),
            ("bets.html", "<p>bets</p>"),
            ("404.html", "<p>nothing here</p>"),
            ("_next/static/chunks/a1.js", "go()"),
        ];
        Dashboard { files: Arc::new(Files::of(files.map(|(path, text)| (path, text.into())))) }
    }

    async fn body(response: Response) -> String {
        response.into_body().into_string().await.unwrap()
    }

    fn asking(coding: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(coding))])
    }

    #[tokio::test]
    async fn a_page_comes_in_the_form_that_is_asked_for() {
        for (coding, text) in [("gzip, br", "BR"), ("gzip", "GZ"), ("br;q=0, gzip;q=0.1", "GZ")] {
            let response = dashboard().answer("/", &asking(coding));
            assert_eq!(response.headers()[header::VARY], "Accept-Encoding");
            assert_eq!(response.content_type(), Some("text/html; charset=utf-8"));
            assert_eq!(body(response).await, text, "{coding}");
        }
        let plain = dashboard().answer("/", &HeaderMap::new());
        assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
        assert_eq!(body(plain).await, "<script>go()</script>");
    }

    #[test]
    fn without_pages_there_is_no_dashboard() {
        let none: [(&str, bytes::Bytes); 0] = [];
        let empty = Dashboard { files: Arc::new(Files::of(none)) };
        assert!(!empty.is_built() && empty.pages().is_empty());
        assert!(dashboard().is_built());
    }

    #[tokio::test]
    async fn names_are_found_and_nothing_else_is() {
        let none = HeaderMap::new();
        let page = dashboard().answer("/bets", &none);
        assert_eq!(page.headers()[header::CACHE_CONTROL], "no-cache");
        assert_eq!(body(page).await, "<p>bets</p>");
        let script = dashboard().answer("/_next/static/chunks/a1.js", &none);
        assert_eq!(script.headers()[header::CACHE_CONTROL], FOR_EVER);
        for path in ["/nothing", "/../Cargo.toml", "//etc/passwd", "/bets/..", "/%2e%2e/x", "/é"] {
            let missing = dashboard().answer(path, &none);
            assert_eq!(missing.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(body(missing).await, "<p>nothing here</p>");
        }
        let missing = dashboard().answer("/_next/static/chunks/b2.js", &none);
        assert_eq!(missing.status(), StatusCode::NOT_FOUND);
        assert!(missing.into_body().is_empty());
    }
}
