//! The loop: a step's requests go out together, and the conversation is resumed with whatever came
//! back first, so that its snapshots leave as they come.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::stream::{FuturesUnordered, StreamExt};
use monps_core::adapter::{Adapter, Context, Inputs, Request, Snapshot, Step, Task};
use monps_core::error::adapter::Fault;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use super::cassette::Recorder;
use super::fetch::{Fetch, Fetched};
use super::{Driver, Report, RunOptions};
use crate::error::DriveError;

/// Drives one conversation within its deadline, and completes its recording however it ended.
pub(super) async fn run(
    driver: &Driver,
    adapter: &dyn Adapter,
    config: &BTreeMap<String, String>,
    task: &Task,
    options: &RunOptions,
    taker: &mpsc::Sender<Snapshot>,
) -> Result<Report, DriveError> {
    let id = adapter.manifest().id.as_ref();
    check_base_urls(adapter, options)?;
    let recording = |source| DriveError::Recording { adapter: id.to_owned(), source };
    let recorder = options
        .record_dir
        .as_deref()
        .map(|dir| Recorder::begin(dir, id, (driver.clock)()))
        .transpose()
        .map_err(recording)?;
    let run = Run {
        driver,
        adapter,
        config,
        options,
        taker,
        recorder: recorder.as_ref(),
        deadline: in_time(options.deadline),
        report: Report::default(),
    };
    let deadline = run.deadline;
    let outcome = timeout_at(deadline, run.converse(task))
        .await
        .unwrap_or_else(|_| Err(passed(id, options.deadline)));
    let Some(recorder) = recorder else {
        return outcome;
    };
    let finished = recorder.finish().await.map_err(recording);
    // Why the conversation failed matters more than why its recording did.
    outcome.and_then(|report| finished.map(|()| report))
}

/// A misspelt endpoint must not send the requests to the real one.
fn check_base_urls(adapter: &dyn Adapter, options: &RunOptions) -> Result<(), DriveError> {
    let manifest = adapter.manifest();
    let known = |name: &&String| manifest.endpoint(name).is_some();
    match options.base_urls.keys().find(|name| !known(name)) {
        None => Ok(()),
        Some(name) => Err(DriveError::BadEndpoint {
            adapter: manifest.id.to_string(),
            endpoint: name.clone(),
            reason: "is set, and there is no such endpoint: use a name of the manifest",
        }),
    }
}

/// The end of the time given; whoever gives more than a year gives a year.
fn in_time(limit: Duration) -> Instant {
    Instant::now() + limit.min(Duration::from_secs(365 * 86_400))
}

fn passed(adapter: &str, limit: Duration) -> DriveError {
    DriveError::Deadline { adapter: adapter.to_owned(), limit }
}

/// One conversation in progress.
struct Run<'a> {
    driver: &'a Driver,
    adapter: &'a dyn Adapter,
    config: &'a BTreeMap<String, String>,
    options: &'a RunOptions,
    taker: &'a mpsc::Sender<Snapshot>,
    recorder: Option<&'a Recorder>,
    deadline: Instant,
    report: Report,
}

impl<'a> Run<'a> {
    async fn converse(mut self, task: &Task) -> Result<Report, DriveError> {
        let begun = self.adapter.start(&self.context(), task);
        let (mut conversation, mut step) = begun.map_err(|fault| self.fault(fault))?;
        let mut in_flight = FuturesUnordered::new();
        loop {
            self.report.steps += 1;
            let told = !step.emit.is_empty();
            self.hand_over(&mut step).await?;
            if step.done {
                return Ok(self.report);
            }
            self.check_bounds(&step)?;
            for request in step.next.requests {
                in_flight.push(self.fetch(request)?);
            }
            // A conversation may tell something and end only at the next step.
            if in_flight.is_empty() && !told {
                return Err(DriveError::Stalled { adapter: self.id() });
            }
            let mut inputs = Inputs::default();
            if let Some(first) = in_flight.next().await {
                self.note(first, &mut inputs).await?;
            }
            while let Some(Some(also)) = in_flight.next().now_or_never() {
                self.note(also, &mut inputs).await?;
            }
            let resumed = conversation.resume(&self.context(), inputs);
            step = resumed.map_err(|fault| self.fault(fault))?;
        }
    }

    async fn hand_over(&mut self, step: &mut Step) -> Result<(), DriveError> {
        for snapshot in step.emit.drain(..) {
            self.taker
                .send(snapshot)
                .await
                .map_err(|_| DriveError::Abandoned { adapter: self.id() })?;
            self.report.snapshots += 1;
        }
        Ok(())
    }

    fn check_bounds(&mut self, step: &Step) -> Result<(), DriveError> {
        let asked = u32::try_from(step.next.requests.len()).unwrap_or(u32::MAX);
        self.report.requests = self.report.requests.saturating_add(asked);
        let bounds = [
            (self.report.steps, "steps", self.options.steps_max),
            (self.report.requests, "requests", self.options.requests_max),
        ];
        for (count, what, most) in bounds {
            if count > most {
                return Err(DriveError::TooMany { adapter: self.id(), what, most });
            }
        }
        Ok(())
    }

    /// Begins a request; its address and secret are settled before anything is sent.
    fn fetch(
        &self,
        request: Request,
    ) -> Result<impl Future<Output = Fetched> + use<'a>, DriveError> {
        let ready = super::prepare::prepare(self.driver, self.adapter, self.options, &request)?;
        let fetch = Fetch {
            driver: self.driver,
            adapter: self.adapter,
            gate: self.driver.gate(self.adapter, ready.endpoint),
            deadline: self.deadline,
            seed: self.options.seed,
            request,
            ready,
        };
        Ok(fetch.run())
    }

    async fn note(&mut self, fetched: Fetched, inputs: &mut Inputs) -> Result<(), DriveError> {
        if let Some(recorder) = self.recorder {
            recorder
                .write(&fetched.request, &fetched.outcome)
                .await
                .map_err(|source| DriveError::Recording { adapter: self.id(), source })?;
        }
        self.report.retries += fetched.retries;
        match fetched.outcome {
            Ok(response) => {
                self.report.from_cache += u32::from(response.from_cache);
                self.report.bytes += response.body.len() as u64;
                inputs.responses.push(response);
            }
            Err(failure) => {
                self.report.failures += 1;
                inputs.failures.push(failure);
            }
        }
        Ok(())
    }

    fn context(&self) -> Context {
        Context::new((self.driver.clock)(), self.options.seed, self.config.clone())
    }

    fn id(&self) -> String {
        self.adapter.manifest().id.to_string()
    }

    fn fault(&self, source: Fault) -> DriveError {
        DriveError::Fault { adapter: self.id(), source }
    }
}
