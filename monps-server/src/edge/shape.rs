//! Errors of the framework, said in our shape.
//!
//! `poem-openapi` turns its own errors into plain text before anybody else sees them. The text is of a
//! known form, so the field and the reason can be read back out of it; a test holds each form.

use poem::http::{HeaderName, StatusCode, header};
use poem::{Body, Response};

use super::routes::Route;
use crate::api::error::ApiError;
use crate::api::json::plain;

/// As much of a foreign error text as is read.
const TEXT_BYTES_MAX: usize = 4096;

/// Headers of the framework's answer that are kept.
const KEPT: [HeaderName; 3] = [header::ALLOW, header::RETRY_AFTER, header::WWW_AUTHENTICATE];

/// An answer from further in that said why it failed only in words.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Said(String);

/// Marks an error answer that is a page for people: it keeps its shape.
#[derive(Clone, Copy, Debug)]
pub struct ForPeople;

/// Turns an error answer of another shape into one of ours; everything else passes.
///
/// The framework numbers the parameters of a path; the route says what they are called.
pub async fn apply(mut response: Response, route: Option<&Route>) -> Response {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let is_ours = response
        .content_type()
        .is_some_and(|content_type| content_type.starts_with("application/json"));
    if !is_error || is_ours || response.data::<ForPeople>().is_some() {
        return response;
    }
    let text = text_of(response.take_body()).await;
    let mut shaped = error_of(status, &text, route).to_response();
    for name in KEPT {
        if let Some(value) = response.headers_mut().remove(&name) {
            shaped.headers_mut().insert(name, value);
        }
    }
    shaped
}

async fn text_of(body: Body) -> String {
    let bytes = body.into_bytes_limit(TEXT_BYTES_MAX).await.unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The error that a status and a text of the framework stand for.
fn error_of(status: StatusCode, text: &str, route: Option<&Route>) -> ApiError {
    match status {
        StatusCode::BAD_REQUEST => bad_request(text, route),
        StatusCode::UNAUTHORIZED => ApiError::unauthorized("A valid token is needed."),
        StatusCode::FORBIDDEN => ApiError::forbidden("forbidden", "This is not allowed."),
        StatusCode::NOT_FOUND => {
            ApiError::not_found("not_found", "There is nothing at this address.")
        }
        StatusCode::METHOD_NOT_ALLOWED => ApiError::new(
            status,
            "method_not_allowed",
            "This method is not allowed here; `Allow` names those that are.",
        ),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            ApiError::unsupported("The body must be sent as Content-Type: application/json.")
        }
        _ if status.is_server_error() => ApiError::internal(Said(text.to_owned())),
        _ => ApiError::new(status, "refused", sentence(text, status)),
    }
}

fn bad_request(text: &str, route: Option<&Route>) -> ApiError {
    if let Some((name, reason)) = named(text, "failed to parse parameter `") {
        return ApiError::invalid_field(name, plain(reason));
    }
    if let Some((name, reason)) = named(text, "failed to parse path `") {
        let number = name.strip_prefix("param").and_then(|number| number.parse().ok());
        let known = number.zip(route).and_then(|(number, route)| route.parameter(number));
        return ApiError::invalid_field(known.unwrap_or(name), plain(reason));
    }
    match text.strip_prefix("parse request payload error: ") {
        // The three ways in which a type says that a value is not valid; all else is about the JSON.
        Some(reason)
            if ["failed to parse \"", "Expected input type \"", "Type \""]
                .iter()
                .any(|start| reason.starts_with(start)) =>
        {
            ApiError::invalid_field("", plain(reason))
        }
        Some(reason) => {
            ApiError::bad_request("malformed_body", format!("The body cannot be read: {reason}."))
        }
        None => ApiError::bad_request("bad_request", sentence(text, StatusCode::BAD_REQUEST)),
    }
}

/// The name and the reason behind the beginning of a text.
fn named<'a>(text: &'a str, begin: &str) -> Option<(&'a str, &'a str)> {
    text.strip_prefix(begin)?.split_once("`: ")
}

/// The text itself, if there is one, or the name of the status.
fn sentence(text: &str, status: StatusCode) -> String {
    if text.is_empty() {
        status.canonical_reason().unwrap_or("Refused").to_owned()
    } else {
        text.chars().take(300).collect()
    }
}

#[cfg(test)]
mod tests {
    use poem::error::ResponseError;
    use poem_openapi::error::{ParseParamError, ParsePathError, ParseRequestPayloadError};
    use poem_openapi::types::ParseFromJSON;

    use super::*;

    fn shaped(response: &Response, text: &str) -> (u16, String, String) {
        let error = error_of(response.status(), text, None);
        let first = error.errors().first().cloned();
        let (field, message) = first.map_or_else(
            || (String::new(), error.to_string()),
            |first| (first.field, first.message),
        );
        (error.status().as_u16(), field, message)
    }

    async fn of(
        error: impl ResponseError + std::error::Error + Send + Sync + 'static,
    ) -> (u16, String, String) {
        let mut response = error.as_response();
        let text = text_of(response.take_body()).await;
        shaped(&response, &text)
    }

    /// Made by the framework's own types, so that a change of their words fails here.
    #[tokio::test]
    async fn each_form_is_understood() {
        let reason = || i32::parse_from_json(Some("x".into())).unwrap_err().into_message();
        let expected =
            |field: &str| (422, field.to_owned(), "must be of type integer, not \"x\"".to_owned());
        let parameter = ParseParamError { name: "limit", reason: reason() };
        assert_eq!(of(parameter).await, expected("limit"));
        let path = ParsePathError { name: "id", reason: reason() };
        assert_eq!(of(path).await, expected("id"));
        let invalid = ParseRequestPayloadError { reason: reason() };
        assert_eq!(of(invalid).await, expected(""));
        let broken = serde_json::from_str::<serde_json::Value>("{").unwrap_err();
        let broken = ParseRequestPayloadError { reason: broken.to_string() };
        assert_eq!(of(broken).await.0, 400);
    }

    #[tokio::test]
    async fn failures_of_ours_keep_their_reason_to_themselves() {
        let response = Response::builder()
            .status(StatusCode::INTERNAL_SERVER_ERROR)
            .body("near \"selec\": syntax error in /srv/monps.db");
        let body = apply(response, None).await.into_body().into_string().await.unwrap();
        assert!(!body.contains("selec"), "{body}");
        assert!(body.contains("\"code\":\"internal\""));
    }

    #[tokio::test]
    async fn what_is_in_our_shape_or_no_error_passes() {
        for (status, content_type) in
            [(404, "application/json; charset=utf-8"), (200, "text/plain")]
        {
            let response = Response::builder()
                .status(StatusCode::from_u16(status).unwrap())
                .content_type(content_type)
                .body("as it was");
            let body = apply(response, None).await.into_body().into_string().await.unwrap();
            assert_eq!(body, "as it was");
        }
    }
}
