//! Trailing slashes: the documented paths have them, `poem-openapi` drops them, both must answer.
//!
//! Requests lose the slash before they are routed, and the document gets it back before it is shown.

use poem::http::Uri;
use poem::http::uri::PathAndQuery;
use serde_json::{Map, Value};

/// A path without its trailing slash; the root stays.
#[must_use]
pub fn trimmed(path: &str) -> &str {
    match path.strip_suffix('/') {
        Some("") | None => path,
        Some(rest) => rest,
    }
}

/// The same address without the trailing slash of its path, or `None` where there is nothing to drop.
#[must_use]
pub fn normalised(uri: &Uri) -> Option<Uri> {
    let path = uri.path();
    let kept = trimmed(path);
    if kept.len() == path.len() {
        return None;
    }
    let path_and_query = match uri.query() {
        Some(query) => PathAndQuery::try_from(format!("{kept}?{query}")),
        None => PathAndQuery::try_from(kept),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path_and_query.ok()?);
    Uri::from_parts(parts).ok()
}

/// Gives the paths of an OpenAPI document their documented form: `/bets/bets` becomes `/bets/bets/`
/// where `documented` has the latter.
pub fn restore_in_document(document: &mut Value, documented: &[&str]) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    let restored: Map<String, Value> = std::mem::take(paths)
        .into_iter()
        .map(|(path, item)| {
            let with_slash = format!("{path}/");
            if documented.contains(&with_slash.as_str()) {
                (with_slash, item)
            } else {
                (path, item)
            }
        })
        .collect();
    *paths = restored;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_slash_at_the_end_is_dropped() {
        let without =
            |uri: &'static str| normalised(&Uri::from_static(uri)).map(|uri| uri.to_string());
        assert_eq!(without("/bets/bets/?a=/"), Some("/bets/bets?a=/".to_owned()));
        assert_eq!(without("/bets/"), Some("/bets".to_owned()));
        assert_eq!(without("/bets"), None);
        assert_eq!(without("/"), None);
        assert_eq!(without("/bets//"), Some("/bets/".to_owned()), "an empty segment stays wrong");
    }

    #[test]
    fn the_document_shows_the_documented_form() {
        let mut document = json!({"paths": {"/bets/bets": {"get": {}}, "/health": {}}});
        restore_in_document(&mut document, &["/bets/bets/", "/health"]);
        assert_eq!(document, json!({"paths": {"/bets/bets/": {"get": {}}, "/health": {}}}));
        let mut empty = json!({});
        restore_in_document(&mut empty, &["/"]);
        assert_eq!(empty, json!({}));
    }
}
