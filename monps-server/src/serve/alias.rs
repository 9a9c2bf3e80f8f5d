//! Other spellings of the documented paths.
//!
//! The documented system doubled some words (`/bets/bets/`); clients of it exist that call one
//! spelling or the other. Each alias is rewritten to the path of the document before anything else
//! looks at it, so that both answer alike, refusals included.

use poem::http::Uri;
use poem::http::uri::PathAndQuery;
use poem::{Endpoint, Request};

/// The prefix under which every path is served too.
pub const PREFIX: &str = "/api/v1";

/// Doubled words and what is left of them when a client says them once.
const DOUBLED: [&str; 3] = ["bets", "odds", "stats"];
/// Paths below a doubled word that are not doubled in the document.
const SINGLE: [&str; 3] = ["/bets/export", "/bets/import", "/odds/latest"];

/// The path of the document for a path that a client used, where they differ. `prefixed` is whether
/// the listener's own paths carry the prefix.
fn canonical(path: &str, prefixed: bool) -> Option<String> {
    let bare = path.strip_prefix(PREFIX).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let rest = match (bare, prefixed) {
        (Some(rest), _) => rest,
        // Without the prefix, the dashboard's listener serves pages.
        (None, true) => return None,
        (None, false) => path,
    };
    let single = single_words(rest).or_else(|| doubled_opportunities(rest));
    let wanted = single.as_deref().unwrap_or(rest);
    let prefix = if prefixed { PREFIX } else { "" };
    let canonical = format!("{prefix}{}", if wanted.is_empty() { "/" } else { wanted });
    (canonical != path).then_some(canonical)
}

/// `/bets/7` for `/bets/bets/7`.
fn single_words(path: &str) -> Option<String> {
    let trimmed = path.strip_suffix('/').unwrap_or(path);
    if SINGLE.contains(&trimmed) {
        return None;
    }
    let word = DOUBLED.iter().find(|word| {
        path.strip_prefix('/').and_then(|rest| rest.strip_prefix(**word)).is_some_and(|rest| {
            let is_whole_word = rest.is_empty() || rest.starts_with('/');
            let is_doubled = rest.strip_prefix('/').is_some_and(|rest| {
                rest.strip_prefix(**word).is_some_and(|r| r.is_empty() || r.starts_with('/'))
            });
            is_whole_word && !is_doubled
        })
    })?;
    Some(format!("/{word}{path}"))
}

/// `/opportunities/opportunities/7` for `/opportunities/7`.
fn doubled_opportunities(path: &str) -> Option<String> {
    let rest = path.strip_prefix("/opportunities/opportunities")?;
    (rest.is_empty() || rest.starts_with('/')).then(|| format!("/opportunities{rest}"))
}

/// An endpoint that is called by the paths of the document, whatever the client said.
#[derive(Debug)]
pub struct Aliased<E> {
    endpoint: E,
    prefixed: bool,
}

impl<E> Aliased<E> {
    /// Around an endpoint whose own API paths do or do not carry the prefix.
    pub const fn new(endpoint: E, prefixed: bool) -> Self {
        Self { endpoint, prefixed }
    }
}

impl<E: Endpoint> Endpoint for Aliased<E> {
    type Output = E::Output;

    async fn call(&self, mut request: Request) -> poem::Result<Self::Output> {
        if let Some(uri) = canonical(request.uri().path(), self.prefixed)
            .and_then(|path| with_path(request.uri(), &path))
        {
            *request.uri_mut() = uri;
        }
        self.endpoint.call(request).await
    }
}

fn with_path(uri: &Uri, path: &str) -> Option<Uri> {
    let path_and_query = match uri.query() {
        Some(query) => PathAndQuery::try_from(format!("{path}?{query}")),
        None => PathAndQuery::try_from(path),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path_and_query.ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn the_api_answers_every_spelling() {
        for (said, meant) in [
            ("/bets/", "/bets/bets/"),
            ("/bets/7", "/bets/bets/7"),
            ("/stats/global", "/stats/stats/global"),
            ("/odds", "/odds/odds"),
            ("/odds/matches/a", "/odds/odds/matches/a"),
            ("/opportunities/opportunities/", "/opportunities/"),
            ("/opportunities/opportunities/7", "/opportunities/7"),
            ("/api/v1/bets/", "/bets/bets/"),
            ("/api/v1/health", "/health"),
            ("/api/v1", "/"),
        ] {
            assert_eq!(canonical(said, false).as_deref(), Some(meant), "{said}");
        }
        for same in [
            "/bets/bets/",
            "/bets/export",
            "/bets/import",
            "/odds/latest",
            "/odds/odds/history/x",
            "/health",
            "/",
        ] {
            assert_eq!(canonical(same, false), None, "{same}");
        }
    }

    #[test]
    fn the_dashboard_keeps_its_pages() {
        for page in ["/", "/bets", "/opportunities", "/settings"] {
            assert_eq!(canonical(page, true), None, "{page}");
        }
        assert_eq!(canonical("/api/v1/bets/", true).as_deref(), Some("/api/v1/bets/bets/"));
        assert_eq!(canonical("/api/v1/odds/latest", true), None);
        assert_eq!(canonical("/api/v1x", true), None);
    }
}
