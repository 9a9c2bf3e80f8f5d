//! The stream of what changes, as a page hears it.

use std::time::{Duration, Instant};

use reqwest::Response;
use serde_json::{Value, json};

use super::running::Running;

/// How long an event may take, on a machine that does something else besides.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open stream and what of it was not read yet.
struct Stream {
    response: Response,
    read: String,
}

/// One event: its type, its id and its data.
struct Event {
    kind: String,
    id: String,
    data: Value,
}

impl Event {
    fn topics(&self) -> Vec<&str> {
        self.data["topics"].as_array().unwrap().iter().filter_map(Value::as_str).collect()
    }
}

impl Stream {
    async fn open(base: &str, last: Option<&str>) -> Self {
        let mut request = reqwest::Client::new().get(format!("{base}/stream"));
        if let Some(last) = last {
            request = request.header("Last-Event-ID", last);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, read: String::new() }
    }

    /// The next event; none at the end.
    async fn next(&mut self) -> Option<Event> {
        let more = async {
            while !self.read.contains("\n\n") {
                let chunk = self.response.chunk().await.ok().flatten()?;
                self.read.push_str(std::str::from_utf8(&chunk).unwrap());
            }
            Some(())
        };
        tokio::time::timeout(PATIENCE, more).await.expect("an event in time")?;
        let (event, rest) = self.read.split_once("\n\n")?;
        let field = |name: &str| {
            let line = event.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_default().trim().to_owned()
        };
        let event = Event {
            kind: field("event:"),
            id: field("id:"),
            data: serde_json::from_str(&field("data:")).unwrap(),
        };
        self.read = rest.to_owned();
        Some(event)
    }

    /// The first event that tells a topic.
    async fn hear(&mut self, topic: &str) -> Event {
        loop {
            let event = self.next().await.expect("the stream goes on");
            if event.topics().contains(&topic) {
                return event;
            }
        }
    }
}

async fn bet(server: &Running) {
    let body = json!({
        "match_id": "A - B", "outcome": "home", "bookmaker": "kiosk", "odds_value": 2, "stake": 1,
    });
    assert_eq!(server.send("POST", "/bets/bets/", &body).await.0, 201);
}

#[tokio::test]
async fn what_changes_is_told_on_both_listeners() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    for base in [server.api.clone(), format!("{}/api/v1", server.dashboard)] {
        let mut stream = Stream::open(&base, None).await;
        let hello = stream.next().await.unwrap();
        assert_eq!((&*hello.kind, hello.topics()), ("hello", vec![]));
        bet(&server).await;
        let event = stream.hear("bets").await;
        assert_eq!(event.kind, "change");
        assert!(event.topics().contains(&"bankroll"), "{:?}", event.topics());
    }
}

#[tokio::test]
async fn the_market_tells_of_itself() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    let mut stream = Stream::open(&server.api, None).await;
    assert_eq!(server.send("POST", "/feeds/simulator/run", &json!({})).await.0, 202);
    stream.hear("odds").await;
    let presets = "/venues/presets/reference";
    assert_eq!(server.send("POST", presets, &json!({})).await.0, 200);
    let event = stream.hear("venues").await;
    assert!(event.topics().contains(&"opportunities"));
}

#[tokio::test]
async fn who_comes_back_hears_what_was_missed() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    let mut stream = Stream::open(&server.api, None).await;
    let seen = stream.next().await.unwrap().id;
    drop(stream);
    bet(&server).await;
    let mut again = Stream::open(&server.api, Some(&seen)).await;
    assert_eq!(again.next().await.unwrap().kind, "hello");
    again.hear("bets").await;
    // An id of another process means nothing: everything may have changed.
    let mut lost = Stream::open(&server.api, Some("1-1")).await;
    assert_eq!(lost.next().await.unwrap().kind, "hello");
    assert_eq!(lost.next().await.unwrap().topics().len(), 7);
}

#[tokio::test]
async fn open_streams_do_not_hold_up_the_end() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    let mut stream = Stream::open(&server.api, None).await;
    stream.next().await.unwrap();
    let asked = Instant::now();
    let killed = std::process::Command::new("kill").args(["-TERM", &server.pid()]).status();
    assert!(killed.unwrap().success());
    while stream.next().await.is_some() {}
    let (is_well, _) = server.ended();
    assert!(is_well);
    assert!(asked.elapsed() < Duration::from_secs(9), "{:?}", asked.elapsed());
}
