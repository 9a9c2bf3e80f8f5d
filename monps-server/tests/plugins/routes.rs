//! `/plugins`: put in, allowed, replaced, refused.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use monps_adapters::component::{manifest_text, sha256, with_manifest};
use serde_json::{Value, json};

use crate::running::Running;

fn committed(id: &str) -> Vec<u8> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../monps-adapters/testdata/components/v1");
    std::fs::read(format!("{root}/{id}.wasm")).unwrap()
}

fn upload(bytes: &[u8]) -> Value {
    json!({ "sha256": sha256(bytes), "component": STANDARD.encode(bytes) })
}

#[tokio::test]
async fn a_plugin_is_put_in_allowed_and_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let running = Running::start(folder.path()).await;
    assert_eq!(running.get("/api/v1/plugins").await, (200, json!([])));
    let bytes = committed("json-api");
    let (status, created) = running.send("POST", "/api/v1/plugins", &upload(&bytes)).await;
    assert_eq!((status, &created["state"]), (201, &json!("waiting")), "{created}");
    assert!(created["waits_for"].to_string().contains("reaches https://api.book.example with GET"));

    let (status, body) = running
        .send("POST", "/api/v1/plugins/json-api/approve", &json!({ "sha256": "0".repeat(64) }))
        .await;
    assert_eq!(status, 409, "{body}");
    let seen = json!({ "sha256": created["sha256"] });
    let (status, allowed) = running.send("POST", "/api/v1/plugins/json-api/approve", &seen).await;
    assert_eq!((status, &allowed["state"]), (200, &json!("running")), "{allowed}");

    let manifest = manifest_text(&bytes).unwrap().replace("1.0.0", "1.0.1");
    let newer = with_manifest(&bytes, &manifest).unwrap();
    let (status, replaced) = running.send("POST", "/api/v1/plugins", &upload(&newer)).await;
    assert_eq!((status, &replaced["running_version"]), (201, &json!("1.0.1")), "{replaced}");
    let (status, one) = running.get("/api/v1/plugins/json-api").await;
    assert_eq!((status, &one["health"]["traps"]), (200, &json!(0)), "{one}");
    let (_, _, told) = running.fetch(&format!("{}/metrics", running.api)).await;
    for series in [
        "monps_plugin_calls_total{plugin=\"json-api\"} 0",
        "monps_plugin_traps_total{plugin=\"json-api\"} 0",
        "monps_plugin_seconds_total{plugin=\"json-api\"} 0",
        "monps_plugin_memory_bytes_peak{plugin=\"json-api\"} 0",
        "monps_plugin_quarantined{plugin=\"json-api\"} 0",
    ] {
        assert!(told.contains(series), "{series} in {told}");
    }
    let reload = running.send("POST", "/api/v1/plugins/json-api/reload", &json!({})).await;
    assert_eq!(reload.0, 200, "{}", reload.1);
}

#[tokio::test]
async fn what_is_no_plugin_is_refused_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let running = Running::start(folder.path()).await;
    let (status, body) = running.send("POST", "/api/v1/plugins", &upload(b"PK\x03\x04")).await;
    assert_eq!(status, 422, "{body}");
    assert!(body.to_string().contains("not WebAssembly"), "{body}");
    let mut wrong = upload(&committed("csv-feed"));
    wrong["sha256"] = json!("0".repeat(64));
    assert_eq!(running.send("POST", "/api/v1/plugins", &wrong).await.0, 409);
    let bytes = committed("csv-feed");
    let manifest = manifest_text(&bytes).unwrap().replace("\"csv-feed\"", "\"simulator\"");
    let taken = with_manifest(&bytes, &manifest).unwrap();
    let (status, body) = running.send("POST", "/api/v1/plugins", &upload(&taken)).await;
    assert_eq!((status, &body["code"]), (409, &json!("plugin_id_taken")), "{body}");
    assert_eq!(running.get("/api/v1/plugins/nobody").await.0, 404);
}
