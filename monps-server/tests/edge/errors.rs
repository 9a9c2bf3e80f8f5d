//! One shape, the right status, and never a 500 for what a caller sent.

use serde_json::{Value, json};

use crate::support::{code_of, document, start};

#[tokio::test]
async fn every_refusal_has_the_shape() {
    let server = start().await;
    for (line, status, code) in [
        ("GET /nowhere", 404, "not_found"),
        ("GET /things/7", 404, "thing_not_found"),
        ("GET /things/x", 422, "invalid"),
        ("GET /things/0", 422, "invalid"),
        ("GET /things/%FF", 400, "bad_request"),
        ("GET /things/%00", 422, "invalid"),
        ("DELETE /things/", 405, "method_not_allowed"),
        ("TRACE /things/", 405, "method_not_allowed"),
        ("OPTIONS /things/", 405, "method_not_allowed"),
        ("BREW /things/", 405, "method_not_allowed"),
        ("BREW /nowhere", 405, "method_not_allowed"),
        ("POST /things/", 415, "unsupported_media_type"),
        ("GET /fail", 500, "internal"),
    ] {
        let answer = server.head(line, &["Host: localhost"]).await;
        assert_eq!((answer.status, code_of(&answer.json()).as_str()), (status, code), "{line}");
        assert!(answer.head.contains("content-type: application/json"), "{line}");
        assert!(!answer.body.contains("monps.db"), "{line}");
    }
}

#[tokio::test]
async fn a_405_names_what_is_allowed() {
    let server = start().await;
    for (path, allow) in [
        ("/things/", "get, head, post"),
        ("/things", "get, head, post"),
        ("/things/1", "get, head"),
        ("/api/v1/upload/file", "put"),
    ] {
        let answer = server.head(&format!("PATCH {path}"), &["Host: localhost"]).await;
        assert_eq!(answer.status, 405);
        let line = answer.head.lines().find(|line| line.starts_with("allow: ")).unwrap();
        assert_eq!(line, format!("allow: {allow}"), "{path}");
    }
}

#[tokio::test]
async fn bad_parameters_are_422_and_named() {
    let server = start().await;
    let long = format!("name={}", "x".repeat(21));
    for (query, field) in [
        ("limit=-1", "limit"),
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("limit=x", "limit"),
        ("limit=1.5", "limit"),
        ("limit=", "limit"),
        ("limit=99999999999999999999999999", "limit"),
        ("edge=nan", "edge"),
        ("edge=inf", "edge"),
        ("edge=1e999", "edge"),
        ("name=%00", "name"),
        ("name=a%0Ab", "name"),
        (&long, "name"),
        ("at=yesterday", "at"),
        ("cursor=AAAA", "cursor"),
        ("cursor=%00", "cursor"),
    ] {
        let answer = server.get(&format!("/things/?{query}")).await;
        assert_eq!(answer.status(), 422, "{query}");
        let error: Value = answer.json().await.unwrap();
        assert_eq!(code_of(&error), "invalid");
        assert_eq!(error["errors"][0]["field"], field, "{query}: {error}");
        assert!(!error["errors"][0]["message"].as_str().unwrap().is_empty());
    }
}

#[tokio::test]
async fn bad_bodies_are_400_or_422_and_named() {
    let server = start().await;
    for (body, status, field) in [
        ("{", 400, None),
        ("{\"name\":\"a\",\"price\":NaN}", 400, None),
        ("\u{0}", 400, None),
        ("{\"name\":\"a\",\"price\":1e400}", 422, Some("price")),
        ("{\"name\":\"a\",\"price\":\"Infinity\"}", 422, Some("price")),
        ("{\"name\":\"a\\u0000b\",\"price\":1}", 422, Some("name")),
        ("{\"name\":\"\",\"price\":1}", 422, Some("name")),
        ("{\"name\":\"a\"}", 422, Some("price")),
        ("{\"name\":\"a\",\"price\":1,\"at\":\"2026-02-30T00:00:00Z\"}", 422, Some("at")),
        ("[]", 422, Some("")),
    ] {
        let answer = server.post("/things/", body).await;
        assert_eq!(answer.status(), status, "{body}");
        let error: Value = answer.json().await.unwrap();
        code_of(&error);
        let named = error["errors"][0]["field"].as_str();
        assert_eq!(named, field, "{body}: {error}");
        // The framework's own body type cannot name the field, but agrees on the status.
        assert_eq!(server.post("/plain", body).await.status(), status, "{body}");
    }
    let conflict = server.post("/things/", r#"{"name":"taken","price":1}"#).await;
    assert_eq!(conflict.status(), 409);
}

#[test]
fn every_operation_documents_the_shape() {
    let document = document();
    let schema = json!({"$ref": "#/components/schemas/Error"});
    let list = &document["paths"]["/things/"]["get"]["responses"];
    for status in ["400", "401", "403", "404", "409", "413", "415", "422", "429", "500", "503"] {
        assert_eq!(list[status]["content"]["application/json"]["schema"], schema, "{status}");
    }
    assert!(
        list["429"]["headers"]["RETRY-AFTER"].is_object()
            || list["429"]["headers"]["Retry-After"].is_object()
    );
    let limit = &document["paths"]["/things/"]["get"]["parameters"][0]["schema"];
    assert_eq!((&limit["minimum"], &limit["maximum"]), (&json!(1.0), &json!(1000.0)));
    assert_eq!(limit["default"], json!(100));
}
