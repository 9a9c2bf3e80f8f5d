//! Every figure beside a baseline measured in the same run.
//!
//! ```text
//! cargo bench -p monps-examples                 all of them
//! cargo bench -p monps-examples -- scan-arb     those whose name contains a word
//! ```
//!
//! Absolute times differ from machine to machine and from minute to minute; ratios hardly do. So a
//! benchmark is a list of contenders for one task, the baseline first, which take turns (A B A B) for
//! several rounds; what is compared is the ratio within a round, and the median of those is shown.
//!
//! One file a benchmark, one line a benchmark in [`BENCHMARKS`].

mod components;
mod cross_market;
mod devig_all;
mod devig_shin;
mod kelly_exclusive;
mod kelly_joint;
mod match_events;
mod measure;
mod monte_carlo;
mod replay_exchange;
mod sample;
mod scan_arb;
mod settle_singles;
mod split_stakes;

use std::error::Error;
use std::io::{self, Write};

use measure::{Figures, print};

type Benchmark = fn() -> Result<Vec<Figures>, Box<dyn Error>>;

/// What is measured, in the order in which it is.
const BENCHMARKS: &[(&str, Benchmark)] = &[
    ("devig-shin", devig_shin::run),
    ("devig-all", devig_all::run),
    ("kelly-exclusive", kelly_exclusive::run),
    ("kelly-joint", kelly_joint::run),
    ("monte-carlo", monte_carlo::run),
    ("scan-arb", scan_arb::run),
    ("cross-market", cross_market::run),
    ("split-stakes", split_stakes::run),
    ("settle-singles", settle_singles::run),
    ("match-events", match_events::run),
    ("replay-exchange", replay_exchange::run),
    ("components", components::run),
];

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds `--bench`; whatever else is said is part of a name.
    let words: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let is_wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    let wanted: Vec<_> = BENCHMARKS.iter().filter(|(name, _)| is_wanted(name)).collect();
    if wanted.is_empty() {
        let known: Vec<&str> = BENCHMARKS.iter().map(|(name, _)| *name).collect();
        return Err(
            format!("no benchmark is called {words:?}: there are {}", known.join(", ")).into()
        );
    }
    let mut out = io::stdout().lock();
    measure::heading(&mut out)?;
    for (name, run) in wanted {
        for figures in run()? {
            print(&mut out, name, &figures)?;
        }
        out.flush()?;
    }
    Ok(())
}
