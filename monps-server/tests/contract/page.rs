//! The plain page on the dashboard's listener.

use super::running::Running;

#[tokio::test]
async fn the_page_is_served_with_a_policy_and_links_to_the_documentation() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    let (status, headers, page) = server.fetch(&format!("{}/home", server.dashboard)).await;
    assert_eq!(status, 200);
    assert!(headers["content-type"].to_str().unwrap().starts_with("text/html"));
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert!(page.contains("href=\"/docs\""));
    for file in ["home.js", "home.css", "docs", "openapi.json"] {
        let (status, _, body) = server.fetch(&format!("{}/{file}", server.dashboard)).await;
        assert_eq!(status, 200, "{file}");
        assert!(!body.is_empty(), "{file}");
    }
    // The page asks for these; each must be there for it.
    for path in ["/stats/stats/global", "/stats/stats/bankroll", "/opportunities/", "/feeds"] {
        let (status, _, body) = server.fetch(&format!("{}/api/v1{path}", server.dashboard)).await;
        assert_eq!(status, 200, "{path}: {body}");
    }
    let (status, _, _) = server.fetch(&format!("{}/nothing-here", server.dashboard)).await;
    assert_eq!(status, 404);
}
