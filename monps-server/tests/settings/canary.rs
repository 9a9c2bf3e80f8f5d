//! No secret leaves: canaries are put wherever a secret may be sent, and looked for everywhere.

use std::io::Write;
use std::sync::{Arc, Mutex};

use monps_server::app::settings::{Settings, SettingsError, SettingsOptions};
use monps_server::secret::Secret;
use poem::http::Method;
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use super::support::Server;

/// The part of a secret that no mask shows.
const CANARY: &str = "c4n4ry";
const KEY: &str = "c4n4ry-odds-key-abcd";
const PASSWORD: &str = "c4n4ry smtp password wxyz";
const ENVIRONMENT: &str = "c4n4ry-environment-key-efgh";

/// Everything that is logged.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Sends secrets to the right and to wrong places, and reads everything back; returns all answers.
async fn exercise(server: &Server) -> String {
    let mut answers = String::new();
    let mut note = |answer: super::support::Answer| {
        answers.push_str(&answer.text);
        answers.push_str(&format!("{:?}", answer.headers));
    };
    for (key, value) in [
        ("api_key_odds", json!({ "key": KEY, "enabled": true })),
        ("email_alerts", json!({ "smtp_password": PASSWORD })),
        // Wrong places and shapes.
        ("api_key_odds", json!({ "key": { "nested": KEY } })),
        ("api_key_odds", json!({ "key": [KEY] })),
        ("api_key_odds", json!({ "enabled": KEY })),
        ("api_key_odds", json!({ "key": format!("{KEY}\n") , "enabled": 7 })),
        ("email_alerts", json!({ "smtp_password": PASSWORD, "smtp_port": PASSWORD })),
        ("email_alerts", json!({ "from": PASSWORD, "to": PASSWORD, "smtp_host": PASSWORD })),
        ("bankroll_initial", json!({ "amount": KEY, "currency": KEY })),
        ("api_key_odds", json!(KEY)),
        ("own?create=true", json!({ "password": PASSWORD, "a": { "api-key": KEY } })),
    ] {
        note(server.put(&format!("/settings/{key}"), json!({ "value": value })).await);
    }
    for body in [
        format!("{{\"value\": {{}}, \"description\": [\"{KEY}\"]}}"),
        format!("{{\"value\": {{}}, \"description\": {{\"a\": \"{KEY}\"}}}}"),
        format!("{{\"value\": {{}}, \"{KEY}\": 1}}"),
        format!("{{\"{KEY}\": 1}}"),
        format!("{{\"value\": \"{KEY}"),
        KEY.to_owned(),
        format!("\"{KEY}\""),
    ] {
        note(server.send(Method::PUT, "/settings/api_key_odds", Some(body)).await);
    }
    for path in [
        "/settings/",
        "/settings/api_key_odds",
        "/settings/email_alerts",
        "/settings/api_key_odds/history",
        "/settings/email_alerts/history",
        "/settings/health",
        "/metrics",
        "/health",
        "/readyz",
    ] {
        note(server.get(path).await);
    }
    answers
}

#[tokio::test]
async fn no_secret_leaves() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .with_ansi(false)
        .finish();
    // For every thread: what the other tests and the database's own threads log is looked through too.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let server = Server::start_with(Some(Secret::new(ENVIRONMENT))).await;
    let answers = exercise(&server).await;
    let debug =
        format!("{:?} {:?}", server.settings, server.settings.odds_api_key().await.unwrap());

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("setting changed"), "nothing was captured:\n{log}");
    for (place, text) in [("log", &log), ("answers", &answers), ("debug", &debug)] {
        let at = text.find(CANARY);
        assert!(
            at.is_none(),
            "{place}: …{}…",
            text[at.unwrap().saturating_sub(80)..].chars().take(200).collect::<String>()
        );
    }
    assert!(answers.contains("••••abcd") && answers.contains("••••wxyz"));
    server.sqlite.close().await;
    for entry in std::fs::read_dir(server.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        assert!(
            !bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()),
            "{} holds a secret",
            path.display()
        );
    }
}

#[tokio::test]
async fn a_mask_sent_back_changes_nothing() {
    let server = Server::start().await;
    let set = server.set("api_key_odds", json!({ "key": KEY })).await;
    assert_eq!(set["value"], json!({ "enabled": true, "key": "••••abcd" }));
    let again = server.set("api_key_odds", set["value"].clone()).await;
    assert_eq!(again, set);
    assert_eq!(server.settings.odds_api_key().await.unwrap().unwrap().expose(), KEY);
    // Left out it stays too, while the rest changes.
    server.set("api_key_odds", json!({ "enabled": false })).await;
    assert_eq!(server.settings.odds_api_key().await.unwrap(), None);
    server.set("api_key_odds", json!({})).await;
    assert_eq!(server.settings.odds_api_key().await.unwrap().unwrap().expose(), KEY);
    // The mask of another key is a mistake, not a key.
    assert_eq!(server.refused("api_key_odds", json!({ "key": "••••zzzz" })).await, ["value.key"]);
}

#[tokio::test]
async fn another_key_with_the_same_end_is_another_key() {
    let server = Server::start().await;
    server.set("api_key_odds", json!({ "key": KEY })).await;
    server.set("api_key_odds", json!({ "key": "another-key-abcd" })).await;
    let key = server.settings.odds_api_key().await.unwrap().unwrap();
    assert_eq!(key.expose(), "another-key-abcd");
    let history = server.get("/settings/api_key_odds/history").await.json();
    assert_eq!(history.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn null_and_the_empty_text_remove_a_secret() {
    let server = Server::start().await;
    for nothing in [json!(null), json!(""), json!("  ")] {
        server.set("email_alerts", json!({ "smtp_password": PASSWORD })).await;
        assert_eq!(server.settings.smtp_password().await.unwrap().unwrap().expose(), PASSWORD);
        let set = server.set("email_alerts", json!({ "smtp_password": nothing })).await;
        assert_eq!(set["value"]["smtp_password"], json!(null));
        assert_eq!(server.settings.smtp_password().await.unwrap(), None);
    }
}

#[tokio::test]
async fn the_key_of_the_environment_counts_before_the_stored_one() {
    let server = Server::start_with(Some(Secret::new(ENVIRONMENT))).await;
    let key = server.settings.odds_api_key().await.unwrap().unwrap();
    assert_eq!(key.expose(), ENVIRONMENT);
    server.set("api_key_odds", json!({ "key": KEY })).await;
    let key = server.settings.odds_api_key().await.unwrap().unwrap();
    assert_eq!(key.expose(), ENVIRONMENT);
    server.set("api_key_odds", json!({ "enabled": false })).await;
    assert_eq!(server.settings.odds_api_key().await.unwrap(), None);
}

#[tokio::test]
async fn a_lost_key_file_is_said_and_the_secret_can_be_entered_again() {
    let server = Server::start().await;
    server.set("api_key_odds", json!({ "key": KEY })).await;
    std::fs::remove_file(server.folder.path().join("secret.key")).unwrap();
    // As after a restart: nothing of the old key is in memory.
    let options = SettingsOptions {
        secret_key_file: server.folder.path().join("secret.key"),
        odds_api_key: None,
    };
    let settings = Settings::open(Arc::clone(&server.store), server.clock.clock(), options);
    let settings = settings.await.unwrap();
    let lost = settings.odds_api_key().await.unwrap_err();
    let SettingsError::Sealed { name, source } = &lost else { panic!("{lost}") };
    assert_eq!(name, "api_key_odds.key");
    assert!(source.to_string().contains("secret.key"), "{source}");
    server.set("api_key_odds", json!({ "key": "entered-again" })).await;
}
