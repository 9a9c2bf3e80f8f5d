//! Processes of one installation, as an operator starts them.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::running::Running;

/// The time between two polls of a feed.
pub(crate) const EVERY: Duration = Duration::from_secs(3);
/// The feeds.
pub(crate) const FEEDS: [&str; 2] = ["one", "two"];

/// Starts a process in a role.
pub(crate) async fn start(data: &Path, role: &str, redis: Option<&str>) -> Running {
    let feeds =
        FEEDS.map(|id| format!("{{id = {id:?}, adapter = \"simulator\", every_minutes = 0.05}}"));
    Running::start_as(data, |command| {
        command.args(["--role", role]).env("MONPS__FEEDS", format!("[{}]", feeds.join(", ")));
        if let Some(url) = redis {
            command.env("MONPS__REDIS__URL", url);
        }
    })
    .await
}

/// When the polls of a feed began, oldest first, in milliseconds, and how many failed.
pub(crate) async fn polls(api: &Running, feed: &str) -> Vec<i64> {
    let (status, log) = api.get(&format!("/feeds/{feed}/log?limit=1000")).await;
    assert_eq!(status, 200, "{log}");
    let polls = log.as_array().unwrap().iter().filter(|poll| poll["task"] == "odds");
    let mut began: Vec<i64> = polls
        .map(|poll| {
            assert_eq!(poll["outcome"], "ok", "{poll}");
            let text = poll["started_at"].as_str().unwrap();
            monps_core::time::parse_timestamp(text).unwrap().timestamp_millis()
        })
        .collect();
    began.sort_unstable();
    began
}

/// No feed was polled twice in its interval, whoever polled it; returns the longest silence.
pub(crate) async fn check_rhythm(api: &Running) -> Duration {
    let mut silence = 0;
    for feed in FEEDS {
        let began = polls(api, feed).await;
        assert!(began.len() > 1, "{feed}: {began:?}");
        for pair in began.windows(2) {
            let gap = pair[1] - pair[0];
            // A poll is claimed a moment before it is logged as begun.
            let shortest = i64::try_from(EVERY.as_millis()).unwrap() - 250;
            assert!(gap >= shortest, "{feed} was polled again after {gap} ms");
            silence = silence.max(gap);
        }
    }
    Duration::from_millis(silence.unsigned_abs())
}

/// The current prices as an API tells them: price and instant by selection and venue.
pub(crate) async fn prices(api: &Running) -> BTreeMap<String, (String, String)> {
    let (status, odds) = api.get("/odds/latest?limit=1000").await;
    assert_eq!(status, 200, "{odds}");
    let text = |odds: &Value, key: &str| odds[key].to_string();
    odds.as_array()
        .unwrap()
        .iter()
        .map(|odds| {
            let name = ["match_id", "bookmaker", "outcome"].map(|key| text(odds, key)).join(" ");
            (name, (text(odds, "odds_value"), text(odds, "collected_at")))
        })
        .collect()
}

/// The numbers of the open findings as an API tells them.
pub(crate) async fn findings(api: &Running) -> Vec<i64> {
    let (status, found) = api.get("/opportunities/?limit=1000").await;
    assert_eq!(status, 200, "{found}");
    let mut ids: Vec<i64> =
        found.as_array().unwrap().iter().map(|one| one["id"].as_i64().unwrap()).collect();
    ids.sort_unstable();
    ids
}
