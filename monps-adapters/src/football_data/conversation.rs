//! Which files to fetch for a task, and what to tell from each.

use std::collections::VecDeque;

use monps_core::adapter::{
    Capability, Context, Conversation, Coverage, Inputs, Request, Response, Scope, Skipped,
    Snapshot, SourceEvent, Step, Task,
};
use monps_core::catalog::Season;
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::{TimeDelta, Timestamp};

use super::divisions::{DIVISIONS, division, season};
use super::reader::read_file;
use super::reading::FileReading;

/// The endpoint of the manifest.
pub(super) const ENDPOINT: &str = "files";
/// The division read when none is configured.
const DIVISION_DEFAULT: &str = "E0";
/// The most files of one conversation.
const FILES_MAX: usize = 250;
/// How many files are asked for at once.
const BATCH: usize = 4;
/// Season files change twice a week.
const SEASON_CACHE_AGE_MAX_S: u32 = 6 * 3600;
/// The coming games change as often, and are worth a closer look.
const FIXTURES_CACHE_AGE_MAX_S: u32 = 3600;
/// How long to leave the site alone when it asks for it without saying how long.
const WAIT_DEFAULT_S: i64 = 300;

/// A file to fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum File {
    /// The coming games of every division.
    Fixtures,
    /// One division's season.
    Season(&'static str, Season),
}

impl File {
    fn path(self) -> String {
        match self {
            Self::Fixtures => "/fixtures.csv".to_owned(),
            Self::Season(division, season) => {
                let (first, second) = (season.year(), season.year() + 1);
                format!(
                    "/mmz4281/{:02}{:02}/{division}.csv",
                    first.rem_euclid(100),
                    second.rem_euclid(100)
                )
            }
        }
    }

    const fn cache_age_max_s(self) -> u32 {
        match self {
            Self::Fixtures => FIXTURES_CACHE_AGE_MAX_S,
            Self::Season(..) => SEASON_CACHE_AGE_MAX_S,
        }
    }
}

/// A task being served, file by file.
#[derive(Debug)]
pub(super) struct Files {
    want: Capability,
    scope: Scope,
    divisions: Vec<&'static str>,
    /// By request id.
    files: Vec<File>,
    pending: VecDeque<u32>,
    /// How many requests are out.
    open: usize,
    read: usize,
    failed: Option<Fault>,
}

impl Files {
    /// Plans the files of a task and asks for the first of them.
    ///
    /// # Errors
    /// A [`Fault`] when the configuration or the task names what the site does not have.
    pub(super) fn start(context: &Context, task: &Task) -> Result<(Self, Step), Fault> {
        let divisions = divisions(context, &task.scope)?;
        let seasons = seasons(context)?;
        let history = |seasons: &[Season]| -> Vec<File> {
            let of = |season: &Season| {
                let season = *season;
                divisions.iter().map(move |code| File::Season(code, season))
            };
            seasons.iter().flat_map(of).collect()
        };
        let files = match task.want {
            Capability::Odds => {
                let mut files = vec![File::Fixtures];
                files.extend(history(&seasons));
                files
            }
            Capability::Results if seasons.is_empty() => {
                history(&[Season::of(context.now.date_naive())])
            }
            Capability::Results => history(&seasons),
            _ => {
                let message = "football-data.co.uk gives odds and results only";
                return Err(Fault::new(FaultCode::Unsupported, message));
            }
        };
        if files.len() > FILES_MAX {
            let message = format!(
                "divisions × seasons are {} files, and at most {FILES_MAX} are read at once: \
                 configure fewer, or import downloaded files",
                files.len()
            );
            return Err(Fault::new(FaultCode::BadConfig, message));
        }
        let pending = (0..).take(files.len()).collect();
        let mut conversation = Self {
            want: task.want,
            scope: task.scope.clone(),
            divisions,
            files,
            pending,
            open: 0,
            read: 0,
            failed: None,
        };
        let step = Step::fetch(conversation.ask());
        Ok((conversation, step))
    }

    fn ask(&mut self) -> Vec<Request> {
        let count = BATCH.min(self.pending.len());
        let ids: Vec<u32> = self.pending.drain(..count).collect();
        self.open += ids.len();
        let request = |id: u32| {
            let file = self.file(id)?;
            Some(Request {
                cache_age_max_s: file.cache_age_max_s(),
                ..Request::get(id, ENDPOINT, file.path())
            })
        };
        ids.into_iter().filter_map(request).collect()
    }

    fn file(&self, id: u32) -> Option<File> {
        self.files.get(usize::try_from(id).ok()?).copied()
    }

    /// What a file tells, or why it tells nothing.
    fn take(&self, response: &Response) -> Result<Vec<Snapshot>, Fault> {
        let unasked = || Fault::new(FaultCode::Internal, "an answer to no request of ours");
        let file = self.file(response.id).ok_or_else(unasked)?;
        let path = file.path();
        check_status(response, &path)?;
        let reading = read_file(&path, &response.body, response.received_at)?;
        Ok(match (self.want, file) {
            (Capability::Odds, File::Fixtures) => vec![self.coming(reading)],
            (Capability::Odds, File::Season(..)) => {
                let mut snapshots = reading.into_snapshots();
                for snapshot in &mut snapshots {
                    if !self.scope.venues.is_empty() {
                        snapshot.coverage = Coverage::Delta;
                    }
                    snapshot.events.retain_mut(|event| self.covers(event));
                    snapshot.results.clear();
                }
                snapshots.into()
            }
            _ => vec![self.results(reading)],
        })
    }

    /// The coming games: an image of each, no older than when we got it.
    fn coming(&self, reading: FileReading) -> Snapshot {
        let seen = reading.observed_at;
        let skipped = reading.skipped();
        let mut events: Vec<SourceEvent> =
            reading.matches.into_iter().map(|one| one.opening).collect();
        events.retain_mut(|event| self.covers(event));
        for market in events.iter_mut().flat_map(|event| &mut event.markets) {
            market.source_at = market.source_at.map(|collected| collected.min(seen));
        }
        // Some venues alone are no image: the prices of the others still stand.
        let coverage =
            if self.scope.venues.is_empty() { Coverage::Events } else { Coverage::Delta };
        Snapshot { observed_at: Some(seen), events, coverage, skipped, ..Snapshot::default() }
    }

    /// Results, with the bare events so that they can be matched by name.
    fn results(&self, reading: FileReading) -> Snapshot {
        let mut snapshot = Snapshot {
            observed_at: Some(reading.observed_at),
            skipped: reading.skipped(),
            ..Snapshot::default()
        };
        let since = self.scope.since.unwrap_or(Timestamp::MIN_UTC);
        for one in reading.matches {
            let mut event = one.opening;
            event.markets.clear();
            let Some(result) = one.result else { continue };
            // Without an hour the match may have been at any time of its day.
            if event.starts_at + TimeDelta::days(1) >= since && self.covers(&mut event) {
                snapshot.results.push(result);
                snapshot.events.push(event);
            }
        }
        snapshot
    }

    /// Whether the task asks for an event; takes out the venues it does not ask for.
    fn covers(&self, event: &mut SourceEvent) -> bool {
        let wanted = self.divisions.contains(&event.competition.as_str())
            && (self.scope.events.is_empty() || self.scope.events.contains(&event.key));
        if wanted && !self.scope.venues.is_empty() {
            let venues = &self.scope.venues;
            event
                .markets
                .retain(|market| venues.iter().any(|slug| slug == market.venue.key.as_str()));
        }
        wanted
    }
}

impl Conversation for Files {
    fn resume(&mut self, _context: &Context, inputs: Inputs) -> Result<Step, Fault> {
        let mut step = Step::default();
        let mut faults = Vec::new();
        let heard = inputs.responses.len() + inputs.failures.len();
        self.open = self.open.saturating_sub(heard);
        for response in &inputs.responses {
            match self.take(response) {
                Ok(snapshots) => {
                    self.read += 1;
                    step.emit.extend(snapshots);
                }
                Err(fault) => faults.push((response.id, fault)),
            }
        }
        for failure in inputs.failures {
            let fault = Fault::new(FaultCode::Upstream, failure.message);
            faults.push((failure.id, fault));
        }
        let mut skipped = Vec::new();
        for (id, fault) in faults {
            if fault.code == FaultCode::RateLimited {
                self.pending.clear();
            }
            skipped.push(Skipped {
                at: self.file(id).map(File::path).unwrap_or_default(),
                reason: fault.to_string(),
            });
            self.failed = Some(fault);
        }
        if self.open == 0 {
            step.next.requests = self.ask();
            step.done = step.next.is_empty();
        }
        if step.done && self.read == 0 {
            let nothing = || Fault::new(FaultCode::Upstream, "no file was answered for");
            return Err(self.failed.take().unwrap_or_else(nothing));
        }
        if !skipped.is_empty() {
            step.emit.push(Snapshot { skipped, ..Snapshot::default() });
        }
        Ok(step)
    }
}

fn check_status(response: &Response, path: &str) -> Result<(), Fault> {
    let status = response.status;
    let fault = |code, what: &str| Fault::new(code, format!("{path}: {what} (HTTP {status})"));
    match status {
        200 => Ok(()),
        429 => {
            let asked = response.header("retry-after");
            let seconds = asked.and_then(|text| text.trim().parse().ok());
            let wait = TimeDelta::seconds(seconds.map_or(WAIT_DEFAULT_S, |s: u16| i64::from(s)));
            Err(fault(FaultCode::RateLimited, "the site asks to wait").retry_after(wait))
        }
        401 | 403 => Err(fault(FaultCode::Forbidden, "the site refuses")),
        300..=399 | 404 | 410 => Err(fault(
            FaultCode::NotFound,
            "no such file: the season may not have begun, or the division was not covered then",
        )),
        500..=599 => Err(fault(FaultCode::Upstream, "the site fails")),
        _ => Err(fault(FaultCode::SchemaDrift, "an answer that is not expected")),
    }
}

/// The divisions of the task, else those configured.
fn divisions(context: &Context, scope: &Scope) -> Result<Vec<&'static str>, Fault> {
    let configured = context.list("divisions");
    let mut wanted: Vec<&str> = scope.competitions.iter().map(String::as_str).collect();
    if wanted.is_empty() {
        wanted = configured;
    }
    if wanted.is_empty() {
        wanted.push(DIVISION_DEFAULT);
    }
    let read = |code: &str| {
        let known = division(code.as_bytes()).map(|(code, _)| code);
        known.ok_or_else(|| {
            let all = DIVISIONS.map(|(code, _)| code).join(", ");
            let message = format!("{code:?} is not a division of football-data.co.uk: {all}");
            Fault::new(FaultCode::BadConfig, message)
        })
    };
    let mut divisions: Vec<&'static str> =
        wanted.into_iter().map(read).collect::<Result<_, _>>()?;
    divisions.sort_unstable();
    divisions.dedup();
    Ok(divisions)
}

/// The seasons configured, as `2425` or `2024-25`.
fn seasons(context: &Context) -> Result<Vec<Season>, Fault> {
    let read = |text: &str| {
        let digits = match text.split_once('-') {
            Some((first, second)) if first.len() == 4 => {
                first.get(2..).map(|y| format!("{y}{second}"))
            }
            _ => Some(text.to_owned()),
        };
        digits.as_deref().and_then(season).ok_or_else(|| {
            let message = format!("{text:?} is not a season such as 2425 or 2024-25");
            Fault::new(FaultCode::BadConfig, message)
        })
    };
    let mut seasons: Vec<Season> =
        context.list("seasons").into_iter().map(read).collect::<Result<_, _>>()?;
    seasons.sort_unstable();
    seasons.dedup();
    Ok(seasons)
}
