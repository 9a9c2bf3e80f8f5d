//! One step and done: there is nothing to fetch.

use monps_core::adapter::{
    Capability, Context, Conversation, Coverage, Inputs, Snapshot, SourceEvent, Step, Task,
};
use monps_core::error::adapter::{Fault, FaultCode};

use super::bargain::{apply, bargains};
use super::convert::{COMPETITIONS, competition, event, result};
use super::market::offers;
use super::world::{DAY_S, Fixture, fixtures};

/// Prices change at most this often.
const TICK_S: i64 = 5;
/// How far ahead contests are offered, in days, unless configured.
const DAYS_DEFAULT: i64 = 4;
/// The farthest.
const DAYS_MAX: i64 = 14;
/// How far back results are told when the task names no instant, in days.
const RESULT_DAYS_DEFAULT: i64 = 3;
/// The farthest.
const RESULT_DAYS_MAX: i64 = 14;

/// A conversation that was over when it began.
#[derive(Clone, Copy, Debug)]
pub(super) struct Over;

impl Conversation for Over {
    fn resume(&mut self, _context: &Context, _inputs: Inputs) -> Result<Step, Fault> {
        Ok(Step::done(Vec::new()))
    }
}

/// Answers a task.
///
/// # Errors
/// A [`Fault`] when the configuration cannot be read.
pub(super) fn answer(context: &Context, task: &Task) -> Result<Step, Fault> {
    let seed = number(context, "seed", 0, u64::MAX)?.unwrap_or(context.seed);
    let days = number(context, "days", 1, DAYS_MAX)?.unwrap_or(DAYS_DEFAULT);
    let snapshot = match task.want {
        Capability::Odds => odds(context, task, seed, days * DAY_S)?,
        Capability::Results => results(context, task, seed)?,
        _ => {
            let message = "the simulator gives odds and results only";
            return Err(Fault::new(FaultCode::Unsupported, message));
        }
    };
    Ok(Step::done(vec![snapshot]))
}

fn odds(context: &Context, task: &Task, seed: u64, horizon_s: i64) -> Result<Snapshot, Fault> {
    let now_s = context.now.timestamp();
    let tick_s = now_s.div_euclid(TICK_S) * TICK_S;
    let cheap = bargains(seed, tick_s, horizon_s);
    let mut events = Vec::new();
    for fixture in fixtures(seed, now_s, now_s.saturating_add(horizon_s)) {
        if !covers(task, &fixture) {
            continue;
        }
        let mut offers = offers(seed, &fixture, tick_s);
        if let Some(mistakes) = cheap.get(&fixture.id) {
            apply(seed, mistakes, &fixture, tick_s, &mut offers);
        }
        let mut event = event(&fixture, offers)?;
        keep_venues(task, &mut event);
        events.push(event);
    }
    let of_scope = |word: &&str| {
        let wanted = &task.scope.competitions;
        wanted.is_empty() || wanted.iter().any(|one| one == word)
    };
    let competitions = COMPETITIONS.iter().map(|(_, word, _)| *word).filter(of_scope);
    // Half an answer is no image: the prices that were not asked for still stand.
    let coverage = match (&*task.scope.venues, &*task.scope.events) {
        ([], []) => Coverage::Competitions,
        ([], _) => Coverage::Events,
        _ => Coverage::Delta,
    };
    Ok(Snapshot {
        observed_at: Some(context.now),
        events,
        coverage,
        competitions: competitions.map(str::to_owned).collect(),
        ..Snapshot::default()
    })
}

fn results(context: &Context, task: &Task, seed: u64) -> Result<Snapshot, Fault> {
    let now_s = context.now.timestamp();
    let since_s = match task.scope.since {
        Some(since) => since.timestamp().max(now_s - RESULT_DAYS_MAX * DAY_S),
        None => now_s - RESULT_DAYS_DEFAULT * DAY_S,
    };
    let mut snapshot = Snapshot { observed_at: Some(context.now), ..Snapshot::default() };
    // What ends after an instant started at most a day before it.
    for fixture in fixtures(seed, since_s - DAY_S, now_s) {
        let ended = (since_s..=now_s).contains(&fixture.ends_at_s());
        if ended && covers(task, &fixture) {
            snapshot.events.push(event(&fixture, Vec::new())?);
            snapshot.results.push(result(&fixture, seed)?);
        }
    }
    Ok(snapshot)
}

fn covers(task: &Task, fixture: &Fixture) -> bool {
    let scope = &task.scope;
    let (word, _) = competition(fixture.game);
    (scope.competitions.is_empty() || scope.competitions.iter().any(|one| one == word))
        && (scope.events.is_empty() || scope.events.contains(&fixture.key()))
}

fn keep_venues(task: &Task, event: &mut SourceEvent) {
    let wanted = &task.scope.venues;
    if !wanted.is_empty() {
        event.markets.retain(|market| wanted.iter().any(|slug| slug == market.venue.key.as_str()));
    }
}

/// A whole number of the configuration, within bounds.
fn number<N>(context: &Context, key: &str, least: N, most: N) -> Result<Option<N>, Fault>
where
    N: std::str::FromStr + PartialOrd + std::fmt::Display,
{
    let Some(text) = context.value(key) else {
        return Ok(None);
    };
    match text.parse() {
        Ok(number) if number >= least && number <= most => Ok(Some(number)),
        _ => {
            let message = format!("{key} = {text:?} is not a whole number from {least} to {most}");
            Err(Fault::new(FaultCode::BadConfig, message))
        }
    }
}
