//! What every plugin must be able to stand: the checks of `monps plugin test`.
//!
//! A plugin is played against recorded answers, twice, and then against answers that are spoilt in the
//! ways in which sources spoil them. It may give up with a reason; it may not break down, and it may not
//! tell two stories.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use monps_core::adapter::{
    Adapter, Capability, Response, Scope, Snapshot, Task, TransportFailure, TransportFailureKind,
};
use monps_core::time::Timestamp;

use super::adapter::ComponentAdapter;
use super::error::ComponentError;
use super::host::Host;
use crate::driver::{
    CassetteTransport, Collected, Driver, Prepared, RetryPolicy, RunOptions, Transport,
};

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its code: `A01`.
    pub code: &'static str,
    /// What is asked.
    pub what: &'static str,
    /// Whether it holds.
    pub passed: bool,
    /// What was seen.
    pub seen: String,
}

/// How answers are spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spoilt {
    Status(u16),
    Empty,
    Cut,
    Binary,
    Other,
    Timeout,
}

const SPOILT: [(Spoilt, &str); 9] = [
    (Spoilt::Status(401), "401"),
    (Spoilt::Status(403), "403"),
    (Spoilt::Status(429), "429"),
    (Spoilt::Status(500), "500"),
    (Spoilt::Empty, "an empty body"),
    (Spoilt::Cut, "a body cut in half"),
    (Spoilt::Binary, "bytes that are no text"),
    (Spoilt::Other, "JSON of another shape"),
    (Spoilt::Timeout, "no answer"),
];

/// Answers to play: a folder of recordings, or answers by path.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// Folders or files that the driver recorded.
    pub recordings: Vec<std::path::PathBuf>,
    /// Path, status and body of answers written by hand.
    pub by_hand: Vec<(String, u16, Vec<u8>)>,
}

/// Plays a plugin against answers and against spoilt ones.
///
/// # Errors
/// [`ComponentError`] when the plugin cannot be loaded; recordings that cannot be read are its
/// [`ComponentError::Contract`]'s sentence.
pub async fn check(
    host: &Host,
    bytes: &[u8],
    answers: &Answers,
    config: &BTreeMap<String, String>,
    now: Timestamp,
) -> Result<Vec<Check>, ComponentError> {
    let stage = Stage { host, bytes, answers, config, now };
    let adapter = ComponentAdapter::load(host, bytes)?;
    let mut checks = vec![Check {
        code: "A01",
        what: "is a component of the contract and imports nothing but the log",
        passed: true,
        seen: format!("{} bytes", bytes.len()),
    }];
    for want in [Capability::Odds, Capability::Results, Capability::Catalogue] {
        if adapter.manifest().can(want) {
            stage.plays(want, &mut checks).await?;
        }
    }
    stage.spoilt(&mut checks).await?;
    Ok(checks)
}

struct Stage<'a> {
    host: &'a Host,
    bytes: &'a [u8],
    answers: &'a Answers,
    config: &'a BTreeMap<String, String>,
    now: Timestamp,
}

impl Stage<'_> {
    fn cassette(&self) -> Result<CassetteTransport, ComponentError> {
        let unreadable = |error: crate::error::CassetteError| {
            ComponentError::contract(format!("a recording cannot be played: {error}"))
        };
        let mut cassette = match &self.answers.recordings[..] {
            [] => CassetteTransport::new(self.now),
            [folder, ..] => CassetteTransport::load(Path::new(folder)).map_err(unreadable)?,
        };
        for (path, status, body) in &self.answers.by_hand {
            cassette = cassette.answer(path, *status, &[], body.clone());
        }
        Ok(cassette)
    }

    async fn play(
        &self,
        want: Capability,
        spoilt: Option<Spoilt>,
    ) -> Result<(Collected, ComponentAdapter), ComponentError> {
        let adapter = ComponentAdapter::load(self.host, self.bytes)?;
        let now = self.now;
        let transport = Spoiling { inner: self.cassette()?, spoilt, now };
        let mut driver = Driver::new(Arc::new(transport), Arc::new(move || now))
            .with_retry(RetryPolicy { attempts_max: 1, ..RetryPolicy::CUSTOMARY });
        for name in adapter.manifest().secrets() {
            driver = driver
                .with_secret(name, "a-secret-of-the-test")
                .map_err(|error| ComponentError::contract(error.to_string()))?;
        }
        let options = RunOptions { deadline: Duration::from_secs(60), ..RunOptions::default() };
        let task = Task::new(want, Scope::default());
        let collected = driver.collect(&adapter, self.config, &task, &options).await;
        Ok((collected, adapter))
    }

    /// It comes to an end with something to tell, and tells the same twice.
    async fn plays(&self, want: Capability, checks: &mut Vec<Check>) -> Result<(), ComponentError> {
        let (first, adapter) = self.play(want, None).await?;
        let tally = adapter.health().tally();
        let seen = match &first.outcome {
            Ok(report) => format!(
                "{}: {} steps, {} requests, {} ms, {} KiB of memory",
                want.as_str(),
                report.steps,
                report.requests,
                tally.busy.as_millis(),
                tally.memory_bytes_peak / 1024
            ),
            Err(error) => chain(error),
        };
        let passed = first.outcome.is_ok();
        checks.push(Check { code: "A02", what: "comes to an end", passed, seen });
        checks.push(tells(&first.snapshots));
        let (second, _) = self.play(want, None).await?;
        let same = first.snapshots == second.snapshots;
        let seen = if same { "twice the same" } else { "another story the second time" };
        let what = "tells the same when it is asked the same";
        checks.push(Check { code: "A04", what, passed: same, seen: seen.to_owned() });
        let told = format!("{:?}", first.snapshots);
        let secret = told.contains("a-secret-of-the-test");
        let seen = if secret { "a secret stands in what it tells" } else { "no secret" };
        let what = "never tells a secret";
        checks.push(Check { code: "A05", what, passed: !secret, seen: seen.to_owned() });
        Ok(())
    }

    /// It may give up, and may not break down.
    async fn spoilt(&self, checks: &mut Vec<Check>) -> Result<(), ComponentError> {
        let declared = ComponentAdapter::load(self.host, self.bytes)?;
        let first = declared.manifest().capabilities.first().copied();
        for (spoilt, name) in SPOILT {
            let (collected, adapter) =
                self.play(first.unwrap_or(Capability::Odds), Some(spoilt)).await?;
            let tally = adapter.health().tally();
            let seen = match (&tally.last_trap, &collected.outcome) {
                (Some(trap), _) => format!("{name}: {trap}"),
                (None, Ok(_)) => format!("{name}: nothing to tell"),
                (None, Err(error)) => format!("{name}: {}", chain(error)),
            };
            let what = "stands answers that are spoilt";
            checks.push(Check { code: "A06", what, passed: tally.traps == 0, seen });
        }
        Ok(())
    }
}

fn tells(snapshots: &[Snapshot]) -> Check {
    let quotes: usize = snapshots.iter().map(Snapshot::quote_count).sum();
    let results: usize = snapshots.iter().map(|snapshot| snapshot.results.len()).sum();
    let catalogue: usize = snapshots.iter().map(|snapshot| snapshot.catalogue.len()).sum();
    let skipped: Vec<String> = snapshots
        .iter()
        .flat_map(|snapshot| &snapshot.skipped)
        .map(|skip| format!("{}: {}", skip.at, skip.reason))
        .collect();
    let first = skipped.first().map(|skip| format!(" (first: {skip})")).unwrap_or_default();
    let seen = format!(
        "{quotes} prices, {results} results, {catalogue} competitions, {} left out{first}",
        skipped.len()
    );
    let passed = quotes + results + catalogue > 0;
    Check { code: "A03", what: "understands something of the recorded answers", passed, seen }
}

fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let said: Vec<_> = std::iter::successors(Some(error), |error| error.source())
        .map(ToString::to_string)
        .collect();
    said.join(": ")
}

/// Recorded answers, spoilt on their way.
struct Spoiling {
    inner: CassetteTransport,
    spoilt: Option<Spoilt>,
    now: Timestamp,
}

#[async_trait]
impl Transport for Spoiling {
    async fn send(&self, request: &Prepared) -> Result<Response, TransportFailure> {
        let Some(spoilt) = self.spoilt else {
            return self.inner.send(request).await;
        };
        if spoilt == Spoilt::Timeout {
            return Err(TransportFailure {
                id: request.id,
                kind: TransportFailureKind::Timeout,
                message: "no answer in time".to_owned(),
            });
        }
        let mut response = self.inner.send(request).await.unwrap_or_else(|failure| Response {
            id: failure.id,
            status: 200,
            headers: Vec::new(),
            body: Vec::new(),
            received_at: self.now,
            from_cache: false,
        });
        match spoilt {
            Spoilt::Status(status) => response.status = status,
            Spoilt::Empty => response.body.clear(),
            Spoilt::Cut => response.body.truncate(response.body.len() / 2),
            Spoilt::Binary => response.body = vec![0xff, 0xfe, 0, 1, 2],
            Spoilt::Other => response.body = br#"[[{"unexpected": [null, 1e999]}]]"#.to_vec(),
            Spoilt::Timeout => {}
        }
        Ok(response)
    }
}
