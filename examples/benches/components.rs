//! A plugin beside the same adapter written natively: what the sandbox costs.
//!
//! One answer of 10,800 prices (about 1 MB) is read by both; then what a conversation costs before it reads
//! anything (an instance of its own, its first call), a call that does nothing, a plugin taken from the
//! store of compiled code, and the memory of an instance that waits for an answer.

#[expect(clippy::unwrap_used, reason = "it is the test's adapter, which fails by panicking")]
#[path = "../../monps-adapters/tests/component/native.rs"]
mod native;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use monps_adapters::component::{ComponentAdapter, Host, HostOptions, Limits};
use monps_core::adapter::{Adapter, Context, Inputs, Response, Scope, Snapshot, Task};

use crate::measure::{Contender, Figures, compare};
use native::Native;

/// Seven prices each.
const EVENTS: u32 = 1_543;
const CALLS: u32 = 1_000;
const LOADS: u32 = 20;
const IDLE: u32 = 1_000;

pub(crate) fn run() -> Result<Vec<Figures>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let compiled = Some((folder.path().join("compiled"), [1; 32]));
    let limits = Limits { step_ms_max: 60_000, ..Limits::CUSTOMARY };
    let host = Host::new(HostOptions { compiled, limits, ..HostOptions::default() })?;
    let bytes = committed("json-api")?;
    let (native, plugin) = (Native::of(&bytes), ComponentAdapter::load(&host, &bytes)?);
    let rogue = ComponentAdapter::load(&host, &committed("misbehaving")?)?;
    let context = context("trick", "stand")?;
    let task = Task::odds(Scope::default());
    let body = answer();
    if read(&native, &context, &task, &body)? != read(&plugin, &context, &task, &body)? {
        return Err("the two do not tell the same".into());
    }
    let count = |adapter: &dyn Adapter| {
        let told = read(adapter, &context, &task, &body).unwrap_or_default();
        told.iter()
            .map(|snapshot| f64::from(u32::try_from(snapshot.quote_count()).unwrap_or(0)))
            .sum()
    };
    let reading = compare(
        "quote",
        EVENTS * 7,
        vec![
            Contender::new("native adapter, 1 MB of JSON", || count(&native)),
            Contender::new("the same as a component", || count(&plugin)),
        ],
    );
    let begin = |adapter: &dyn Adapter| {
        let begun = (0..CALLS).filter(|_| adapter.start(&context, &task).is_ok());
        f64::from(u32::try_from(begun.count()).unwrap_or(0))
    };
    let beginning = compare(
        "begin",
        CALLS,
        vec![
            Contender::new("native adapter, begun and dropped", || begin(&native)),
            Contender::new("a fresh instance and its first call", || begin(&plugin)),
        ],
    );
    let (mut waiting, _) = rogue.start(&context, &task).map_err(|fault| fault.to_string())?;
    let mut call = || {
        let resumed = (0..CALLS).filter(|_| waiting.resume(&context, Inputs::default()).is_ok());
        f64::from(u32::try_from(resumed.count()).unwrap_or(0))
    };
    let calling =
        compare("call", CALLS, vec![Contender::new("a call that does nothing", &mut call)]);
    let load =
        || f64::from(u32::from((0..LOADS).all(|_| ComponentAdapter::load(&host, &bytes).is_ok())));
    let loading =
        compare("load", LOADS, vec![Contender::new("from the store of compiled code", load)]);
    let mut figures = vec![reading, beginning, calling, loading];
    figures.extend(idle(&plugin, &context, &task)?);
    Ok(figures)
}

/// What a conversation that waits takes of the memory that is in use; nothing where the system does not
/// tell that.
fn idle(
    plugin: &ComponentAdapter,
    context: &Context,
    task: &Task,
) -> Result<Option<Figures>, Box<dyn Error>> {
    let Some(before) = resident() else {
        return Ok(None);
    };
    let mut waiting = Vec::new();
    for _ in 0..IDLE {
        waiting.push(plugin.start(context, task).map_err(|fault| fault.to_string())?);
    }
    let grown = resident().unwrap_or(before) - before;
    drop(waiting);
    let name = "memory of one that waits (bytes)";
    Ok(Some(Figures::counted("instance", name, grown / f64::from(IDLE))))
}

/// Memory of this process that is in use, in bytes.
fn resident() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024.0)
}

fn committed(id: &str) -> std::io::Result<Vec<u8>> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../monps-adapters/testdata/components/v1");
    std::fs::read(folder.join(format!("{id}.wasm")))
}

fn context(key: &str, value: &str) -> Result<Context, Box<dyn Error>> {
    let config = BTreeMap::from([(key.to_owned(), value.to_owned())]);
    Ok(Context::new("2026-11-22T12:00:00Z".parse()?, 1, config))
}

/// One conversation over one page.
fn read(
    adapter: &dyn Adapter,
    context: &Context,
    task: &Task,
    body: &[u8],
) -> Result<Vec<Snapshot>, Box<dyn Error>> {
    let (mut conversation, step) =
        adapter.start(context, task).map_err(|fault| fault.to_string())?;
    let id = step.next.requests.first().map_or(0, |request| request.id);
    let response = Response {
        id,
        status: 200,
        headers: Vec::new(),
        body: body.to_vec(),
        received_at: context.now,
        from_cache: false,
    };
    let inputs = Inputs { responses: vec![response], ..Inputs::default() };
    Ok(conversation.resume(context, inputs).map_err(|fault| fault.to_string())?.emit)
}

/// A page as long as a large bookmaker's.
fn answer() -> Vec<u8> {
    let event = |n: u32| {
        format!(
            r#"{{"id": "event-{n:06}", "league": "premier-league-of-some-country", "updated": "2026-11-22T11:59:{:02}Z",
"starts": "2026-11-22T15:00:00Z", "home": "The Home Side of {n}", "away": "The Away Side of {n}", "url": "https://book.example/e/{n:08}",
"markets": [
{{"kind": "1x2", "prices": {{"home": 1.90, "draw": 3.6, "away": 4.20}}}},
{{"kind": "total", "line": 2.5, "prices": {{"over": 1.95, "under": 1.85}}}},
{{"kind": "asian_handicap", "line": -0.25, "prices": {{"home": 2.020, "away": 1.88}}}}]}}"#,
            n % 60
        )
    };
    let events: Vec<_> = (0..EVENTS).map(event).collect();
    format!(r#"{{"events": [{}], "next": null}}"#, events.join(",\n")).into_bytes()
}
