//! Taking turns, and the table.

use std::hint::black_box;
use std::io::{self, Write};
use std::time::Duration;

/// Rounds that are counted; one more goes before them, to warm up.
const ROUNDS: usize = 9;

/// One way to do a task.
pub(crate) struct Contender<'a> {
    /// What it is.
    pub(crate) name: &'static str,
    /// Does the whole task once. Its answer is kept from being optimised away.
    pub(crate) run: Box<dyn FnMut() -> f64 + 'a>,
}

impl<'a> Contender<'a> {
    pub(crate) fn new(name: &'static str, run: impl FnMut() -> f64 + 'a) -> Self {
        Self { name, run: Box::new(run) }
    }
}

/// What was measured of one task.
pub(crate) struct Figures {
    /// What one item is: a market, a bet.
    unit: &'static str,
    rows: Vec<Row>,
}

impl Figures {
    /// Something that is counted and not timed; its name says in what.
    pub(crate) fn counted(unit: &'static str, name: &'static str, amount: f64) -> Self {
        Self { unit, rows: vec![Row { name, nanos: amount, ratios: None }] }
    }
}

/// What was measured of one contender.
struct Row {
    name: &'static str,
    /// Median nanoseconds an item.
    nanos: f64,
    /// Time over the baseline's in the same round: smallest, median, largest. None for the baseline.
    ratios: Option<[f64; 3]>,
}

/// Lets the contenders do a task of `items` items in turns; the first is the baseline.
pub(crate) fn compare(
    unit: &'static str,
    items: u32,
    mut contenders: Vec<Contender<'_>>,
) -> Figures {
    let mut times = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for round in 0..=ROUNDS {
        for (contender, times) in contenders.iter_mut().zip(&mut times) {
            let before = cpu_time();
            black_box((contender.run)());
            let taken = cpu_time().saturating_sub(before);
            if round > 0 {
                times.push(taken.as_secs_f64() * 1e9 / f64::from(items));
            }
        }
    }
    let baseline = times.first().cloned().unwrap_or_default();
    let rows = contenders.iter().zip(times).enumerate();
    let rows = rows.map(|(index, (contender, mut times))| {
        let mut ratios: Vec<f64> =
            times.iter().zip(&baseline).map(|(time, base)| time / base).collect();
        let ordered = |values: &mut Vec<f64>| values.sort_by(f64::total_cmp);
        ordered(&mut times);
        ordered(&mut ratios);
        Row {
            name: contender.name,
            nanos: times[ROUNDS / 2],
            ratios: (index > 0).then(|| [ratios[0], ratios[ROUNDS / 2], ratios[ROUNDS - 1]]),
        }
    });
    Figures { unit, rows: rows.collect() }
}

/// Time that this thread was computing. Other processes do not count, where the system can tell.
#[cfg(unix)]
fn cpu_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::from_secs(seconds)
        + Duration::from_nanos(u64::try_from(time.tv_nsec).unwrap_or_default())
}

#[cfg(not(unix))]
fn cpu_time() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

pub(crate) fn heading(out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "{:<16} {:<44} {:>12} {:>9}   {ROUNDS} rounds",
        "benchmark", "contender", "CPU ns", "ratio"
    )
}

pub(crate) fn print(out: &mut impl Write, benchmark: &str, figures: &Figures) -> io::Result<()> {
    for row in &figures.rows {
        let ratio = row.ratios.map_or_else(
            || format!("{:>9}", "baseline"),
            |[least, median, most]| format!("{median:>9.2}   {least:.2} to {most:.2}"),
        );
        let nanos = format!("{:.1}/{}", row.nanos, figures.unit);
        writeln!(out, "{benchmark:<16} {:<44} {nanos:>12} {ratio}", row.name)?;
    }
    Ok(())
}
