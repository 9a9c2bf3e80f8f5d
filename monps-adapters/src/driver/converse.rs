//! The loop: a step's effects are set going together, and the conversation is resumed with whatever came
//! back first, so that its snapshots leave as they come.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicU32;
use std::time::Duration;

use futures_util::future::BoxFuture;
use monps_core::adapter::{Adapter, Context, Manifest, Snapshot, Standing, Step, Task};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::TimeDelta;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use super::cassette::Recorder;
use super::fetch::Surroundings;
use super::works::Works;
use super::{Driver, Report, RunOptions};
use crate::error::DriveError;

/// A conversation whose session turned out to be over begins again, but not more often than this.
const BEGIN_AGAIN_EVERY: Duration = Duration::from_secs(600);

/// What a conversation is driven with.
pub(super) struct Talk<'a> {
    pub(super) driver: &'a Driver,
    pub(super) adapter: &'a dyn Adapter,
    pub(super) config: &'a BTreeMap<String, String>,
    pub(super) options: &'a RunOptions,
    pub(super) taker: &'a mpsc::Sender<Snapshot>,
}

impl Talk<'_> {
    /// Drives one conversation within its deadline, and completes its recording however it ended.
    /// `until` ends a conversation that would go on for ever; it has no deadline then.
    pub(super) async fn run(
        &self,
        task: &Task,
        until: Option<BoxFuture<'_, ()>>,
    ) -> Result<Report, DriveError> {
        let manifest = self.adapter.manifest();
        check(manifest, self.options)?;
        let recorder = recorder(self.driver, manifest, self.options)?;
        let deadline = match until {
            Some(_) => in_time(Duration::MAX),
            None => in_time(self.options.deadline),
        };
        let traded = AtomicU32::new(0);
        let around = Surroundings {
            driver: self.driver,
            manifest,
            options: self.options,
            deadline,
            may_trade: false,
            traded: &traded,
        };
        let listens = until.is_some();
        let works = Works::new(around, recorder.as_ref(), until);
        let driven = self.converse(task, works, listens);
        let outcome = timeout_at(deadline, driven)
            .await
            .unwrap_or_else(|_| Err(passed(manifest, self.options.deadline)));
        finish(manifest, recorder, outcome).await
    }

    async fn converse(
        &self,
        task: &Task,
        mut works: Works<'_>,
        listens: bool,
    ) -> Result<Report, DriveError> {
        let mut context = self.context(listens);
        context.cursor.clone_from(&self.options.cursor);
        let mut began = Instant::now();
        let mut again = true;
        let (mut conversation, mut step) =
            self.adapter.start(&context, task).map_err(|fault| self.fault(fault))?;
        loop {
            works.report.steps = works.report.steps.saturating_add(1);
            let told = !step.emit.is_empty();
            if step.cursor.is_some() {
                context.cursor.clone_from(&step.cursor);
                works.report.cursor = step.cursor.take();
            }
            self.hand_over(&mut step, &mut works).await?;
            if step.done || works.cancelled {
                return Ok(works.report);
            }
            works.begin(step.next)?;
            // A conversation may tell something and end only at the next step.
            if works.is_idle() && !told {
                return Err(DriveError::Stalled { adapter: self.id() });
            }
            let inputs = works.wait().await?;
            if std::mem::take(&mut works.lost) {
                self.away(&mut works).await?;
            }
            context.now = (self.driver.clock)();
            match conversation.resume(&context, inputs) {
                Ok(next) => step = next,
                Err(fault)
                    if fault.code == FaultCode::AuthExpired
                        && self.has_logins()
                        && (again || began.elapsed() >= BEGIN_AGAIN_EVERY) =>
                {
                    // The session is over though it looked alive: once more with a new one.
                    self.driver.sessions.forget_all(&self.adapter.manifest().id).await;
                    works.clear();
                    (again, began) = (false, Instant::now());
                    (conversation, step) =
                        self.adapter.start(&context, task).map_err(|fault| self.fault(fault))?;
                }
                Err(fault) => return Err(self.fault(fault)),
            }
        }
    }

    /// Says that what was told may be out of date: a stream was lost.
    async fn away(&self, works: &mut Works<'_>) -> Result<(), DriveError> {
        let observed_at = Some((self.driver.clock)());
        let away = Snapshot { observed_at, standing: Standing::Away, ..Snapshot::default() };
        let mut step = Step { emit: vec![away], ..Step::default() };
        self.hand_over(&mut step, works).await
    }

    async fn hand_over(&self, step: &mut Step, works: &mut Works<'_>) -> Result<(), DriveError> {
        for snapshot in step.emit.drain(..) {
            self.taker
                .send(snapshot)
                .await
                .map_err(|_| DriveError::Abandoned { adapter: self.id() })?;
            works.report.snapshots = works.report.snapshots.saturating_add(1);
        }
        Ok(())
    }

    fn has_logins(&self) -> bool {
        !self.adapter.manifest().logins.is_empty() && !self.driver.replays()
    }

    fn context(&self, listens: bool) -> Context {
        let now = (self.driver.clock)();
        let lasts = TimeDelta::from_std(self.options.deadline).ok().filter(|_| !listens);
        Context {
            deadline: lasts.and_then(|lasts| now.checked_add_signed(lasts)),
            ..Context::new(now, self.options.seed, self.config.clone())
        }
    }

    fn id(&self) -> String {
        self.adapter.manifest().id.to_string()
    }

    fn fault(&self, source: Fault) -> DriveError {
        DriveError::Fault { adapter: self.id(), source }
    }
}

/// A manifest that does not fit together drives nothing, and a misspelt endpoint must not send the
/// requests to the real one.
pub(super) fn check(manifest: &Manifest, options: &RunOptions) -> Result<(), DriveError> {
    let adapter = || manifest.id.to_string();
    manifest.check().map_err(|source| DriveError::Manifest { adapter: adapter(), source })?;
    let known = |name: &&String| manifest.endpoint(name).is_some();
    match options.base_urls.keys().find(|name| !known(name)) {
        None => Ok(()),
        Some(name) => Err(DriveError::BadEndpoint {
            adapter: adapter(),
            endpoint: name.clone(),
            reason: "is set, and there is no such endpoint: use a name of the manifest",
        }),
    }
}

/// Begins a recording where one is wanted.
pub(super) fn recorder(
    driver: &Driver,
    manifest: &Manifest,
    options: &RunOptions,
) -> Result<Option<Recorder>, DriveError> {
    options
        .record_dir
        .as_deref()
        .map(|dir| Recorder::begin(dir, &manifest.id, (driver.clock)()))
        .transpose()
        .map_err(|source| DriveError::Recording { adapter: manifest.id.to_string(), source })
}

/// Completes a recording, however the conversation ended.
pub(super) async fn finish<T>(
    manifest: &Manifest,
    recorder: Option<Recorder>,
    outcome: Result<T, DriveError>,
) -> Result<T, DriveError> {
    let Some(recorder) = recorder else {
        return outcome;
    };
    let finished = recorder.finish().await;
    // Why the conversation failed matters more than why its recording did.
    outcome.and_then(|told| {
        let adapter = || manifest.id.to_string();
        finished
            .map(|()| told)
            .map_err(|source| DriveError::Recording { adapter: adapter(), source })
    })
}

/// The end of the time given; whoever gives more than a year gives a year.
pub(super) fn in_time(limit: Duration) -> Instant {
    Instant::now() + limit.min(Duration::from_secs(365 * 86_400))
}

pub(super) fn passed(manifest: &Manifest, limit: Duration) -> DriveError {
    DriveError::Deadline { adapter: manifest.id.to_string(), limit }
}
