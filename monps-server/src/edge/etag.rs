//! Answers that a caller already has: `ETag` and 304.
//!
//! The tag is a hash of the body, so that it is right whatever made the body. Only answers that are
//! whole in memory are tagged; streams are not.

use std::io;

use bytes::Bytes;
use http_body_util::combinators::BoxBody;
use hyper::body::Body as _;
use poem::http::{HeaderMap, HeaderValue, StatusCode, header};
use poem::{Body, Response};
use sha2::{Digest, Sha256};

use crate::api::error::ApiError;

/// Bodies beyond this are not hashed.
const TAGGED_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Half of a SHA-256, in hexadecimal: 128 bits do not collide by chance.
const TAG_BYTES: usize = 16;

/// Tags the successful answer to a GET or HEAD, or answers 304 when the caller has this very answer.
pub async fn apply(asked: &HeaderMap, mut response: Response) -> Response {
    if !is_tagged(&response) {
        return response;
    }
    let body: BoxBody<Bytes, io::Error> = response.take_body().into();
    let is_whole = body.size_hint().exact().is_some_and(|bytes| bytes <= TAGGED_BYTES_MAX);
    if !is_whole {
        response.set_body(Body::from(body));
        return response;
    }
    let Ok(bytes) = Body::from(body).into_bytes().await else {
        return ApiError::internal("the body of an answer could not be read").to_response();
    };
    let tag = tag_of(&bytes);
    let is_known = asked.get_all(header::IF_NONE_MATCH).iter().any(|wanted| matches(wanted, &tag));
    if let Ok(value) = HeaderValue::try_from(format!("\"{tag}\"")) {
        response.headers_mut().insert(header::ETAG, value);
    }
    if is_known {
        response.set_status(StatusCode::NOT_MODIFIED);
        response.headers_mut().remove(header::CONTENT_TYPE);
        response.headers_mut().remove(header::CONTENT_LENGTH);
    } else {
        response.set_body(bytes);
    }
    response
}

fn is_tagged(response: &Response) -> bool {
    let headers = response.headers();
    let is_stored = |value: &HeaderValue| !value.as_bytes().eq_ignore_ascii_case(b"no-store");
    response.status() == StatusCode::OK
        && !headers.contains_key(header::ETAG)
        && headers.get(header::CACHE_CONTROL).is_none_or(is_stored)
}

fn tag_of(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest[..TAG_BYTES].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether `If-None-Match` has the tag, be it of a compressed form (`"…-gzip"`) or marked as weak.
fn matches(wanted: &HeaderValue, tag: &str) -> bool {
    let Ok(wanted) = wanted.to_str() else {
        return false;
    };
    wanted.split(',').map(str::trim).any(|one| {
        let one = one.strip_prefix("W/").unwrap_or(one);
        let bare = one.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        one == "*" || bare.is_some_and(|bare| bare.split('-').next() == Some(tag))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn answer(if_none_match: Option<&str>, body: &'static str) -> Response {
        let mut asked = HeaderMap::new();
        if let Some(tag) = if_none_match {
            asked.insert(header::IF_NONE_MATCH, tag.parse().unwrap());
        }
        apply(&asked, Response::builder().body(body)).await
    }

    #[tokio::test]
    async fn the_same_body_has_the_same_tag() {
        let first = answer(None, "[1,2]").await;
        let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        let compressed = format!("{}-zstd\"", tag.trim_end_matches('"'));
        for known in
            [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), compressed, "*".to_owned()]
        {
            let again = answer(Some(&known), "[1,2]").await;
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{known}");
            assert_eq!(again.headers()[header::ETAG], tag);
            assert!(again.into_body().is_empty());
        }
        let changed = answer(Some(&tag), "[1,3]").await;
        assert_eq!(changed.status(), StatusCode::OK);
        assert_eq!(changed.into_body().into_string().await.unwrap(), "[1,3]");
    }

    #[tokio::test]
    async fn only_whole_successful_answers_are_tagged() {
        let none = HeaderMap::new();
        let stream = futures_util::stream::iter([Ok::<_, io::Error>("x")]);
        let streamed = Response::builder().body(Body::from_bytes_stream(stream));
        let private = Response::builder().header("cache-control", "no-store").body("x");
        let missing = Response::builder().status(StatusCode::NOT_FOUND).body("x");
        for response in [streamed, private, missing] {
            let response = apply(&none, response).await;
            assert!(!response.headers().contains_key(header::ETAG));
            assert_eq!(response.into_body().into_string().await.unwrap(), "x");
        }
    }
}
