//! Pages of a list: a plain array, with the way to the next page in the headers.
//!
//! `limit` (100 unless told, at most 1,000) and `cursor` go in; the array comes out, with
//! `Link: <…>; rel="next"` while there is more and `X-Total-Count` where counting is cheap. A cursor
//! is opaque: it holds the key of the last row, and only the list that gave it reads it.
//!
//! ```
//! use monps_server::api::page::{Cursor, limit_default};
//!
//! assert_eq!(limit_default().get(), 100);
//! let cursor = Cursor::new("2026-06-11T19:00:00Z,42");
//! let back: Cursor = cursor.to_string().parse()?;
//! assert_eq!(back.key(), "2026-06-11T19:00:00Z,42");
//! assert!("tampered".parse::<Cursor>().is_err());
//! # Ok::<(), monps_server::api::page::CursorError>(())
//! ```

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use poem::http::{HeaderName, HeaderValue, Uri, header};
use poem::{IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::payload::{Json, Payload};
use poem_openapi::registry::{
    MetaHeader, MetaMediaType, MetaResponse, MetaResponses, MetaSchema, Registry,
};
use poem_openapi::types::{ToJSON, Type};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::number::Integer;
use super::scalar::{Scalar, openapi_scalar};
use crate::edge::request_id;

/// How many rows are wanted: 1 to 1,000. Declare it as
/// `#[oai(default = "limit_default")] limit: Query<Limit>`.
pub type Limit = Integer<1, 1000>;

/// The limit of a request that names none: 100.
#[must_use]
pub fn limit_default() -> Limit {
    Limit::clamped(100)
}

/// The longest key that a cursor holds.
pub const KEY_BYTES_MAX: usize = 256;

/// The longest cursor: the key and its check, in base 64.
const CURSOR_CHARS_MAX: usize = (KEY_BYTES_MAX + CHECK_BYTES).div_ceil(3) * 4;

/// Enough to tell a cursor of ours from a random text; it guards no secret.
const CHECK_BYTES: usize = 4;

/// A cursor that this server did not make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor of this server: take it from the `Link` header of the page before")]
pub struct CursorError;

/// Where a page begins: after the row with this key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cursor {
    key: String,
}

impl Cursor {
    /// A cursor after the row of a key; a key over [`KEY_BYTES_MAX`] makes a cursor that is refused.
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into() }
    }

    /// The key of the last row of the page before.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }
}

fn check_bytes(key: &[u8]) -> [u8; CHECK_BYTES] {
    let digest = Sha256::digest(key);
    let mut check = [0; CHECK_BYTES];
    check.copy_from_slice(&digest[..CHECK_BYTES]);
    check
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = check_bytes(self.key.as_bytes()).to_vec();
        bytes.extend_from_slice(self.key.as_bytes());
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        if text.len() > CURSOR_CHARS_MAX {
            return Err(CursorError);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| CursorError)?;
        let (check, key) = bytes.split_at_checked(CHECK_BYTES).ok_or(CursorError)?;
        if check != check_bytes(key) || key.len() > KEY_BYTES_MAX {
            return Err(CursorError);
        }
        let key = String::from_utf8(key.to_vec()).map_err(|_| CursorError)?;
        Ok(Self { key })
    }
}

impl Scalar for Cursor {
    type Problem = CursorError;
    const NAME: &'static str = "cursor";

    fn schema() -> MetaSchema {
        MetaSchema {
            description: Some("Opaque: from the `Link` header of the page before"),
            max_length: Some(CURSOR_CHARS_MAX),
            pattern: Some("^[A-Za-z0-9_-]+$".to_owned()),
            ..MetaSchema::new_with_format("string", "cursor")
        }
    }

    fn from_json(value: &Value) -> Option<Result<Self, CursorError>> {
        value.as_str().map(str::parse)
    }

    fn from_text(text: &str) -> Result<Self, CursorError> {
        text.parse()
    }

    fn to_value(&self) -> Value {
        Value::String(self.to_string())
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}

openapi_scalar!(Cursor);

const TOTAL: HeaderName = HeaderName::from_static("x-total-count");

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    items: Vec<T>,
    next: Option<Cursor>,
    total: Option<u64>,
}

impl<T> Page<T> {
    /// A page without a next one.
    #[must_use]
    pub const fn new(items: Vec<T>) -> Self {
        Self { items, next: None, total: None }
    }

    /// A page out of rows that were asked for with one more than `limit`: the spare row says that
    /// there is a next page, which begins after the key of the last row kept.
    #[must_use]
    pub fn of(mut items: Vec<T>, limit: Limit, key: impl Fn(&T) -> String) -> Self {
        let limit = usize::try_from(limit.get()).unwrap_or(usize::MAX);
        let has_more = items.len() > limit;
        items.truncate(limit);
        let last = if has_more { items.last() } else { None };
        let next = last.map(|last| Cursor::new(key(last)));
        Self { items, next, total: None }
    }

    /// The same with the place where the next page begins, if there is one.
    #[must_use]
    pub fn with_next(self, next: Option<Cursor>) -> Self {
        Self { next, ..self }
    }

    /// The same with the count of all rows, as `X-Total-Count`.
    #[must_use]
    pub const fn with_total(mut self, total: u64) -> Self {
        self.total = Some(total);
        self
    }

    /// The same page of other rows.
    #[must_use]
    pub fn map<U>(self, view: impl FnMut(T) -> U) -> Page<U> {
        let items = self.items.into_iter().map(view).collect();
        Page { items, next: self.next, total: self.total }
    }

    /// The rows.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Where the next page begins, if there is one.
    #[must_use]
    pub const fn next(&self) -> Option<&Cursor> {
        self.next.as_ref()
    }

    /// How many rows there are on all pages, where that was counted.
    #[must_use]
    pub const fn total(&self) -> Option<u64> {
        self.total
    }
}

/// The count of all rows, as a header.
#[must_use]
pub fn total_header(total: u64) -> (HeaderName, HeaderValue) {
    (TOTAL, HeaderValue::from(total))
}

/// `<path?query>; rel="next"`: the address of a page with another cursor.
#[must_use]
pub fn next_link(uri: &Uri, cursor: &Cursor) -> Option<HeaderValue> {
    let others = uri.query().into_iter().flat_map(|query| query.split('&'));
    let mut query: Vec<&str> = others
        .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some("cursor"))
        .collect();
    let cursor = format!("cursor={cursor}");
    query.push(&cursor);
    // A `>` would end the address early; in a query it may be written as it is.
    let address = format!("{}?{}", uri.path(), query.join("&")).replace('>', "%3E");
    HeaderValue::try_from(format!("<{address}>; rel=\"next\"")).ok()
}

impl<T: ToJSON> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.items).into_response();
        let uri = request_id::current_uri().unwrap_or_default();
        if let Some(link) = self.next.and_then(|cursor| next_link(&uri, &cursor)) {
            response.headers_mut().insert(header::LINK, link);
        }
        if let Some(total) = self.total {
            let (name, value) = total_header(total);
            response.headers_mut().insert(name, value);
        }
        response
    }
}

impl<T: ToJSON> ApiResponse for Page<T> {
    fn meta() -> MetaResponses {
        let header = |name: &str, description: &str, schema| MetaHeader {
            name: name.to_owned(),
            description: Some(description.to_owned()),
            required: false,
            deprecated: false,
            schema,
        };
        MetaResponses {
            responses: vec![MetaResponse {
                description: "One page of the list",
                status: Some(200),
                status_range: None,
                content: vec![MetaMediaType {
                    content_type: <Json<Vec<T>> as Payload>::CONTENT_TYPE,
                    schema: Vec::<T>::schema_ref(),
                }],
                headers: vec![
                    header("Link", "The next page: `<…>; rel=\"next\"`", String::schema_ref()),
                    header("X-Total-Count", "Rows on all pages", u64::schema_ref()),
                ],
            }],
        }
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_spare_row_means_a_next_page() {
        let limit = Limit::clamped(2);
        let page = Page::of(vec![1, 2, 3], limit, ToString::to_string);
        assert_eq!(page.items(), [1, 2]);
        assert_eq!(page.next().map(Cursor::key), Some("2"));
        assert_eq!(Page::of(vec![1, 2], limit, ToString::to_string).next(), None);
    }

    #[test]
    fn the_link_keeps_the_other_parameters() {
        let cursor = Cursor::new("7");
        let uri = Uri::from_static("/odds/odds/?sport=a%20b&cursor=old&limit=5");
        let link = next_link(&uri, &cursor).unwrap();
        let expected = format!("</odds/odds/?sport=a%20b&limit=5&cursor={cursor}>; rel=\"next\"");
        assert_eq!(link.to_str().unwrap(), expected);
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        let valid = Cursor::new("42").to_string();
        let mut flipped = valid.clone();
        flipped.replace_range(7..8, if flipped.ends_with('A') { "B" } else { "A" });
        for text in ["", "AAAA", "a b", "é", "\0", &flipped, &valid[1..], &"A".repeat(10_000)] {
            assert_eq!(text.parse::<Cursor>(), Err(CursorError), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_key_comes_back(key in "\\PC{0,60}") {
            let cursor = Cursor::new(key);
            prop_assert_eq!(cursor.to_string().parse::<Cursor>(), Ok(cursor));
        }
    }
}
