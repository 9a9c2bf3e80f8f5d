//! Who is told of every request: the log, and whoever counts.

use std::time::Duration;

use poem::http::{Method, StatusCode};

/// The route of a request that matches none.
pub const UNMATCHED: &str = "unmatched";

/// Is told of every request once its answer begins.
pub trait HttpObserver: Send + Sync {
    /// A request was answered. The route is a template of the document (`/bets/bets/{id}`) or
    /// [`UNMATCHED`], and the method one of HTTP's nine or `OTHER`: both are safe as labels.
    fn on_request(&self, method: &'static str, route: &str, status: StatusCode, duration: Duration);

    /// A request is being answered.
    fn on_start(&self) {}

    /// A request is no longer being answered: its answer began, or its client went away.
    fn on_end(&self) {}
}

/// A request that is being answered, until this is dropped.
pub(crate) struct InFlight<'a>(&'a dyn HttpObserver);

impl<'a> InFlight<'a> {
    pub(crate) fn begin(observer: &'a dyn HttpObserver) -> Self {
        observer.on_start();
        Self(observer)
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.on_end();
    }
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unobserved;

impl HttpObserver for Unobserved {
    fn on_request(&self, _: &'static str, _: &str, _: StatusCode, _: Duration) {}
}

/// The name of a method, from a closed set: a caller may invent others.
#[must_use]
pub fn method_label(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        "TRACE" => "TRACE",
        "CONNECT" => "CONNECT",
        _ => "OTHER",
    }
}
