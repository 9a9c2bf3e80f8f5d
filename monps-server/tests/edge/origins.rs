//! Host names, origins and CORS, over the wire.

use crate::support::{code_of, start};

#[tokio::test]
async fn a_rebound_name_gets_nothing() {
    let server = start().await;
    for host in ["Host: evil.example", "Host: 192.168.1.5:8001"] {
        let answer = server.head("GET /things/", &[host]).await;
        assert_eq!((answer.status, code_of(&answer.json()).as_str()), (421, "host_not_served"));
    }
    let without = server.head("GET /things/", &[]).await;
    assert_eq!((without.status, code_of(&without.json()).as_str()), (400, "host_missing"));
    for host in ["Host: localhost:1", "Host: [::1]", "Host: odds.example.org"] {
        assert_eq!(server.head("GET /things/", &[host]).await.status, 200, "{host}");
    }
}

#[tokio::test]
async fn a_foreign_page_reads_nothing_and_writes_nothing() {
    let server = start().await;
    let foreign = ["Host: localhost", "Origin: https://evil.example"];
    let read = server.head("GET /things/", &foreign).await;
    assert_eq!(read.status, 200);
    assert!(!read.head.contains("access-control"), "{}", read.head);
    let write = server.head("POST /things/", &foreign).await;
    assert_eq!((write.status, code_of(&write.json()).as_str()), (403, "origin_not_allowed"));
    let preflight =
        ["Host: localhost", "Origin: https://evil.example", "Access-Control-Request-Method: PUT"];
    let preflight = server.head("OPTIONS /things/", &preflight).await;
    assert_eq!(preflight.status, 403);
    assert!(!preflight.head.contains("access-control"));
}

#[tokio::test]
async fn a_configured_page_may_do_both_and_sees_refusals() {
    let server = start().await;
    let origin = "Origin: https://app.example.org";
    let ask = ["Host: localhost", origin, "Access-Control-Request-Method: POST"];
    let preflight = server.head("OPTIONS /things/", &ask).await;
    assert_eq!(preflight.status, 204);
    assert!(preflight.head.contains("access-control-allow-origin: https://app.example.org"));
    assert!(preflight.head.contains("access-control-allow-methods: get, head, post"));
    let missing = server.head("GET /things/7", &["Host: localhost", origin]).await;
    assert_eq!(missing.status, 404);
    assert!(missing.head.contains("access-control-allow-origin: https://app.example.org"));
    assert!(missing.head.contains("vary: origin"));
}
