//! The OpenAPI document that is committed is the one that is served.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::running::Running;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/monps-v1.yaml");

#[tokio::test]
async fn the_committed_document_equals_the_served_one() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    let (_, headers, served) = server.fetch(&format!("{}/openapi.yaml", server.api)).await;
    assert_eq!(headers["content-type"], "application/yaml");
    let printed = Command::new(env!("CARGO_BIN_EXE_monps"))
        .arg("openapi")
        .current_dir(data.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), served, "the verb prints the same");
    if std::env::var("MONPS_BLESS").as_deref() == Ok("1") {
        std::fs::write(COMMITTED, &served).unwrap();
    }
    let committed = std::fs::read_to_string(Path::new(COMMITTED)).unwrap_or_default();
    assert!(
        committed == served,
        "openapi/monps-v1.yaml is not what the server serves: if the change is meant, \
         MONPS_BLESS=1 cargo test -p monps-server --test contract"
    );
}

#[tokio::test]
async fn both_forms_say_the_same_and_every_path_answers() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    let (_, _, json) = server.fetch(&format!("{}/openapi.json", server.api)).await;
    let document: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(document["info"]["title"], "Mon_PS");
    for (path, item) in document["paths"].as_object().unwrap() {
        let wants_more = item["get"]["parameters"]
            .as_array()
            .is_some_and(|all| all.iter().any(|parameter| parameter["required"] == true));
        // A stream answers for as long as one listens.
        let is_endless =
            item["get"]["responses"]["200"]["content"].as_object().is_some_and(|content| {
                content.keys().any(|kind| kind.starts_with("text/event-stream"))
            });
        if item.get("get").is_none() || wants_more || is_endless {
            continue;
        }
        for base in [
            &server.api,
            &format!("{}/api/v1", server.api),
            &format!("{}/api/v1", server.dashboard),
        ] {
            let with = format!("{base}{path}");
            let other = path
                .strip_suffix('/')
                .map_or_else(|| format!("{with}/"), |bare| format!("{base}{bare}"));
            for url in [with, other] {
                let (status, _, body) = server.fetch(&url).await;
                assert!(
                    status == 200 || (status == 503 && path == "/readyz"),
                    "{url}: {status} {body}"
                );
            }
        }
    }
}
