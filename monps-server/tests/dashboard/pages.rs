//! The pages as a browser gets them.

use reqwest::{Client, Method, StatusCode, header};

use super::running::Running;

/// The server and a client that takes what it is given, if the program has pages.
///
/// None in a program that was built without them, with a line that says so; with `CI=true` their
/// absence is a failure.
#[expect(clippy::print_stdout, reason = "a test that did not run says so")]
async fn built(test: &str) -> Option<(Running, tempfile::TempDir, Client)> {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    let client = Client::builder().no_gzip().no_brotli().build().unwrap();
    let page = client.get(&server.dashboard).send().await.unwrap().text().await.unwrap();
    if page.contains("/_next/static/") {
        return Some((server, data, client));
    }
    assert!(page.contains("make dashboard"), "the plain page says how to build the dashboard");
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "{test} needs the dashboard: make dashboard"
    );
    println!("{test} did not run: the program has no dashboard (make dashboard)");
    None
}

#[tokio::test]
async fn pages_come_by_their_names_and_nothing_else_does() {
    let Some((server, _data, client)) = built("pages_come_by_their_names").await else { return };
    for path in ["/", "/dashboard", "/opportunities", "/bets", "/analytics", "/settings", "/bets/"]
    {
        let url = format!("{}{path}?q=1", server.dashboard);
        let page = client.get(&url).send().await.unwrap();
        assert_eq!(page.status(), StatusCode::OK, "{path}");
        assert_eq!(page.headers()[header::CACHE_CONTROL], "no-cache");
        let length = page.headers()[header::CONTENT_LENGTH].clone();
        // The application asks for the head of a page before it goes there.
        let head = client.head(&url).header(header::ACCEPT, "*/*").send().await.unwrap();
        assert_eq!(head.status(), StatusCode::OK, "{path}");
        assert_eq!(head.headers()[header::CONTENT_LENGTH], length);
    }
    for path in
        ["/nothing", "/README.md", "/index.html.br", "/..%2fCargo.toml", "/_next/static/x.js"]
    {
        let missing = client.get(format!("{}{path}", server.dashboard)).send().await.unwrap();
        assert_eq!(missing.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let missing = client.get(format!("{}/nothing", server.dashboard)).send().await.unwrap();
    assert!(missing.headers()[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/html"));
    let posted = client.request(Method::POST, format!("{}/bets", server.dashboard));
    assert_eq!(posted.send().await.unwrap().status(), StatusCode::METHOD_NOT_ALLOWED);
    // The API beside them keeps its own shape.
    let api = client.get(format!("{}/api/v1/nothing", server.dashboard)).send().await.unwrap();
    assert_eq!(api.headers()[header::CONTENT_TYPE], "application/json");
}

#[tokio::test]
async fn scripts_are_compressed_once_and_kept_for_ever() {
    let Some((server, _data, client)) = built("scripts_are_compressed_once").await else { return };
    let page = client.get(&server.dashboard).send().await.unwrap().text().await.unwrap();
    let script = page
        .split('"')
        .find(|part| part.starts_with("/_next/static/") && part.ends_with(".js"))
        .unwrap();
    let url = format!("{}{script}", server.dashboard);
    let plain = client.get(&url).send().await.unwrap();
    assert_eq!(plain.headers()[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
    let plain_bytes = plain.bytes().await.unwrap().len();
    for coding in ["br", "gzip"] {
        let small = client.get(&url).header(header::ACCEPT_ENCODING, coding).send().await.unwrap();
        assert_eq!(small.headers()[header::CONTENT_ENCODING], coding);
        assert_eq!(small.headers()[header::VARY], "Accept-Encoding");
        let caching = &small.headers()[header::CACHE_CONTROL];
        assert_eq!(caching, "public, max-age=31536000, immutable");
        let tag = small.headers()[header::ETAG].clone();
        assert!(small.bytes().await.unwrap().len() < plain_bytes / 2, "{coding}");
        let again = client.get(&url).header(header::ACCEPT_ENCODING, coding);
        let again = again.header(header::IF_NONE_MATCH, tag).send().await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    }
}

#[tokio::test]
async fn a_page_runs_only_its_own_scripts() {
    let Some((server, _data, client)) = built("a_page_runs_only_its_own_scripts").await else {
        return;
    };
    let page = client.get(&server.dashboard).send().await.unwrap();
    let policy = page.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    let text = page.text().await.unwrap();
    let scripts = policy.split(';').find(|part| part.trim().starts_with("script-src")).unwrap();
    assert!(!scripts.contains("unsafe"), "{scripts}");
    let inline = text.matches("<script>").count();
    assert!(inline > 0 && scripts.matches("'sha256-").count() >= inline, "{inline}: {scripts}");
    assert!(
        !text.contains("http://") || text.contains("http://www.w3.org"),
        "asks only its origin"
    );
}

#[tokio::test]
async fn a_file_of_bets_may_be_large_on_both_listeners() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    // More than any other body may have, and a single row.
    let note = "é".repeat(900_000);
    let csv = format!("date,match,selection,odds,stake,remark\n2026-06-28,A - B,1,2.5,4,{note}\n");
    let body = serde_json::json!({"csv": csv, "bookmaker": "shop"});
    let client = Client::new();
    for base in [
        server.api.clone(),
        format!("{}/api/v1", server.api),
        format!("{}/api/v1", server.dashboard),
    ] {
        let answer = client.post(format!("{base}/bets/import")).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{base}");
        let other = client.post(format!("{base}/bets/bets/")).json(&body).send().await.unwrap();
        assert_eq!(other.status(), StatusCode::PAYLOAD_TOO_LARGE, "{base}");
    }
}
