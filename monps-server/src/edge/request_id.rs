//! Which request this is: known to the handler, its errors and its log lines without being passed on.
//!
//! A caller's own `X-Request-ID` is kept if it is sane (1 to 128 printable ASCII characters), so that
//! one id follows a request through proxies; otherwise an id is made.

use std::sync::Arc;

use poem::Request;
use poem::http::{HeaderName, HeaderValue, Uri};
use uuid::Uuid;

/// The header, in requests and responses.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that is taken from a caller.
pub const ID_CHARS_MAX: usize = 128;

/// The request that a task is answering.
#[derive(Clone, Debug)]
struct Current {
    id: Arc<str>,
    uri: Uri,
}

tokio::task_local! {
    static CURRENT: Current;
}

/// The id of the request that this task is answering, if it is answering one.
#[must_use]
pub fn current() -> Option<Arc<str>> {
    CURRENT.try_with(|current| Arc::clone(&current.id)).ok()
}

/// The path and query as the caller wrote them, before any rewriting.
#[must_use]
pub fn current_uri() -> Option<Uri> {
    CURRENT.try_with(|current| current.uri.clone()).ok()
}

/// Runs a future as the answer to a request.
pub async fn scope<F: Future>(id: Arc<str>, uri: Uri, future: F) -> F::Output {
    CURRENT.scope(Current { id, uri }, future).await
}

/// The caller's id if it is sane, or a new one.
#[must_use]
pub fn of(request: &Request) -> Arc<str> {
    request
        .headers()
        .get(HEADER)
        .and_then(|value| value.to_str().ok())
        .filter(|id| is_sane(id))
        .map_or_else(|| Uuid::new_v4().to_string().into(), Arc::from)
}

/// The id as a response header.
#[must_use]
pub fn header_value(id: &str) -> HeaderValue {
    HeaderValue::from_str(id).unwrap_or_else(|_| HeaderValue::from_static("unprintable"))
}

/// Printable ASCII without quotes, spaces or anything a log or a shell would take for its own.
fn is_sane(id: &str) -> bool {
    (1..=ID_CHARS_MAX).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'\\<>`$".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id_for(sent: &str) -> Arc<str> {
        of(&Request::builder().header(HEADER, sent).finish())
    }

    #[test]
    fn a_sane_id_is_kept() {
        assert_eq!(&*id_for("trace-01:ab/cd"), "trace-01:ab/cd");
        let longest = "a".repeat(ID_CHARS_MAX);
        assert_eq!(*id_for(&longest), *longest);
    }

    #[test]
    fn anything_else_is_replaced() {
        for sent in ["", "a b", "a\tb", "<script>", "é", &"a".repeat(ID_CHARS_MAX + 1)] {
            let id = id_for(sent);
            assert_ne!(&*id, sent);
            assert!(Uuid::parse_str(&id).is_ok());
        }
    }

    #[tokio::test]
    async fn the_id_is_known_inside_only() {
        let inside =
            scope("x".into(), Uri::from_static("/a?b"), async { (current(), current_uri()) }).await;
        assert_eq!(inside.0.as_deref(), Some("x"));
        assert_eq!(inside.1, Some(Uri::from_static("/a?b")));
        assert_eq!(current(), None);
    }
}
