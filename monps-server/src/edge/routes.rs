//! Which paths there are, and which methods each has: read from the OpenAPI document itself.
//!
//! The table answers three questions: what template a path matches (for logs and metrics), what `Allow`
//! says, and whether a method is refused before anything is read. A path that is not in the document
//! is left to the router: documentation and dashboard pages are served beside the API.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use poem::Response;
use poem::http::{HeaderValue, Method, StatusCode, header};
use serde_json::Value;

use super::slash::trimmed;
use crate::api::error::ApiError;

/// The methods that may be in a document, and `Allow`'s order.
const METHODS: [Method; 6] =
    [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

/// A path of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// As the document writes it: `/bets/bets/{id}`.
    pub template: Arc<str>,
    methods: Vec<Method>,
}

impl Route {
    /// The name of its so-manieth parameter, counted from 0: `id` of `/bets/bets/{id}`.
    #[must_use]
    pub fn parameter(&self, number: usize) -> Option<&str> {
        segments(&self.template)
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
            .nth(number)
    }

    /// What `Allow` says: `GET, HEAD, POST`.
    #[must_use]
    pub fn allow(&self) -> HeaderValue {
        let names: Vec<&str> = self.methods.iter().map(Method::as_str).collect();
        HeaderValue::try_from(names.join(", ")).unwrap_or_else(|_| HeaderValue::from_static("GET"))
    }
}

/// The paths of a document.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    root: Node,
}

#[derive(Clone, Debug, Default)]
struct Node {
    fixed: HashMap<String, Node>,
    parameter: Option<Box<Node>>,
    route: Option<Route>,
}

impl Routes {
    /// The routes of an OpenAPI document; none of what is not one.
    #[must_use]
    pub fn from_document(document: &Value) -> Self {
        let mut routes = Self::default();
        let paths = document.get("paths").and_then(Value::as_object);
        for (path, item) in paths.into_iter().flatten() {
            let methods: Vec<Method> = METHODS
                .into_iter()
                .filter(|method| item.get(method.as_str().to_lowercase()).is_some())
                .collect();
            routes.add(path, &methods);
        }
        routes
    }

    /// The same with one more path, for what is served beside the document.
    #[must_use]
    pub fn with(mut self, template: &str, methods: &[Method]) -> Self {
        self.add(template, methods);
        self
    }

    /// The same routes, and all of them once more under a prefix.
    #[must_use]
    pub fn also_under(mut self, prefix: &str) -> Self {
        let mut all = Vec::new();
        self.root.collect(&mut all);
        for route in all {
            let template = if &*route.template == "/" { "" } else { &*route.template };
            self.add(&format!("{}{template}", trimmed(prefix)), &route.methods);
        }
        self
    }

    fn add(&mut self, template: &str, methods: &[Method]) {
        let mut node = &mut self.root;
        for segment in segments(template) {
            node = if segment.starts_with('{') {
                node.parameter.get_or_insert_default()
            } else {
                node.fixed.entry(segment.to_owned()).or_default()
            };
        }
        let known = node.route.iter().flat_map(|route| &route.methods);
        let wanted: BTreeSet<&str> = known.chain(methods).map(Method::as_str).collect();
        // Who answers GET answers HEAD.
        let has = |method: &Method| {
            wanted.contains(method.as_str()) || (method == Method::HEAD && wanted.contains("GET"))
        };
        node.route = Some(Route {
            template: template.into(),
            methods: METHODS.into_iter().filter(has).collect(),
        });
    }

    /// The route of a path, with or without its trailing slash.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Route> {
        let segments: Vec<&str> = segments(path).collect();
        self.root.find(&segments)
    }

    /// Whether a method may go on to the router.
    ///
    /// # Errors
    /// 405 with `Allow` where the path has no such method, also for methods that nobody knows: a 501
    /// would count as a failure of ours.
    pub fn check(&self, method: &Method, route: Option<&Route>) -> Result<(), ApiError> {
        match route {
            Some(route) if route.methods.contains(method) => Ok(()),
            Some(route) => Err(not_allowed(method, route.allow())),
            None if METHODS.contains(method) => Ok(()),
            // Outside of the document, only files are served.
            None => Err(not_allowed(method, HeaderValue::from_static("GET, HEAD"))),
        }
    }
}

fn not_allowed(method: &Method, allow: HeaderValue) -> ApiError {
    let allowed = allow.to_str().unwrap_or_default();
    let detail = format!("{method} is not allowed here; allowed: {allowed}.");
    ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail)
        .with_header(header::ALLOW, allow)
}

/// Adds `Allow` to a 405 that came from further in.
pub fn complete(response: &mut Response, route: Option<&Route>) {
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        let allow = route.map_or(HeaderValue::from_static("GET, HEAD"), Route::allow);
        response.headers_mut().entry(header::ALLOW).or_insert(allow);
    }
}

impl Node {
    /// A fixed segment wins over a parameter, and a dead end is taken back.
    fn find(&self, segments: &[&str]) -> Option<&Route> {
        let Some((first, rest)) = segments.split_first() else {
            return self.route.as_ref();
        };
        let fixed = self.fixed.get(*first).and_then(|node| node.find(rest));
        fixed.or_else(|| {
            let parameter = self.parameter.as_ref().filter(|_| !first.is_empty())?;
            parameter.find(rest)
        })
    }

    fn collect(&self, into: &mut Vec<Route>) {
        into.extend(self.route.clone());
        for node in self.fixed.values() {
            node.collect(into);
        }
        if let Some(parameter) = &self.parameter {
            parameter.collect(into);
        }
    }
}

/// The parts between the slashes; none for the root.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let path = trimmed(path);
    let inner = path.strip_prefix('/').unwrap_or(path);
    (!inner.is_empty()).then(|| inner.split('/')).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn routes() -> Routes {
        Routes::from_document(&json!({"paths": {
            "/": {"get": {}},
            "/bets/bets/": {"get": {}, "post": {}, "parameters": []},
            "/bets/bets/{id}": {"get": {}, "delete": {}},
            "/settings/health": {"get": {}},
            "/settings/{key}": {"put": {}},
        }}))
    }

    fn template(path: &str) -> Option<String> {
        routes().also_under("/api/v1").find(path).map(|route| route.template.to_string())
    }

    #[test]
    fn a_path_finds_its_template() {
        for (path, expected) in [
            ("/", Some("/")),
            ("/bets/bets", Some("/bets/bets/")),
            ("/bets/bets/", Some("/bets/bets/")),
            ("/bets/bets/42", Some("/bets/bets/{id}")),
            ("/settings/health", Some("/settings/health")),
            ("/settings/other", Some("/settings/{key}")),
            ("/api/v1", Some("/api/v1")),
            ("/api/v1/bets/bets/42/", Some("/api/v1/bets/bets/{id}")),
            ("/bets", None),
            ("/bets/bets/42/7", None),
            ("/bets/bets//", None),
        ] {
            assert_eq!(template(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn a_method_that_is_not_there_is_refused_with_allow() {
        let routes = routes();
        let check = |method: &str, path: &str| {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            routes.check(&method, routes.find(path)).map_err(|error| {
                let response = error.to_response();
                let allow = response.headers().get(header::ALLOW).cloned();
                (response.status().as_u16(), allow.map(|allow| allow.to_str().unwrap().to_owned()))
            })
        };
        assert_eq!(check("HEAD", "/bets/bets/"), Ok(()));
        assert_eq!(check("PUT", "/bets/bets/"), Err((405, Some("GET, HEAD, POST".to_owned()))));
        assert_eq!(check("GET", "/settings/x"), Err((405, Some("PUT".to_owned()))));
        assert_eq!(
            check("TRACE", "/bets/bets/1"),
            Err((405, Some("GET, HEAD, DELETE".to_owned())))
        );
        assert_eq!(check("BREW", "/bets/bets/"), Err((405, Some("GET, HEAD, POST".to_owned()))));
        assert_eq!(check("TRACE", "/nowhere"), Err((405, Some("GET, HEAD".to_owned()))));
        assert_eq!(check("GET", "/nowhere"), Ok(()));
    }
}
