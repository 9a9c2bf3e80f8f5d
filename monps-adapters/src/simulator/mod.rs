//! The market simulator: invented contests, venues and prices that need no account and no network.
//!
//! Eight football and three tennis matches a day, twelve venues (one exchange, one sharp book), prices
//! that drift, now and then an arbitrage, and results that follow the true chances. Every answer is a
//! pure function of the instant, the seed and the configuration: asking twice, or seldom, or late,
//! gives the same world.
//!
//! ```
//! use monps_adapters::simulator::Simulator;
//! use monps_core::adapter::{Adapter, Context, Scope, Task};
//! use monps_core::time::parse_timestamp;
//!
//! let now = parse_timestamp("2026-11-22T12:00:00Z").unwrap();
//! let context = Context::new(now, 7, Default::default());
//! let (_, step) = Simulator.start(&context, &Task::odds(Scope::default()))?;
//! let snapshot = &step.emit[0];
//! assert!(step.done && snapshot.events.len() >= 40 && snapshot.quote_count() > 2000);
//! assert!(snapshot.events.iter().all(|e| e.competition_title.starts_with("Simulated")));
//! # Ok::<(), monps_core::error::adapter::Fault>(())
//! ```
//!
//! The idea, room by room: `noise` makes numbers without state, `world` the calendar, the true
//! chances and the results, `model` the chances of every market, `market` what each venue makes of
//! them, `bargain` its mistakes. There is no `wire` here as in other adapters: nothing comes over one.
//!
//! What this does not do: in-play prices, suspended markets, or anything that resembles a forecast.

mod bargain;
mod cast;
mod conversation;
mod convert;
mod market;
mod model;
mod noise;
mod world;

use std::sync::LazyLock;

use monps_core::adapter::{
    Adapter, Capability, ConfigKey, Context, Conversation, Manifest, Step, Task,
};
use monps_core::error::adapter::Fault;

static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest {
    summary:
        "An invented market that needs no account: matches, venues, drifting prices, now and then \
              an arbitrage, and results."
            .into(),
    capabilities: vec![Capability::Odds, Capability::Results],
    config: vec![
        ConfigKey::new(
            "seed",
            "Which world to show: a whole number; another one is another world.",
        ),
        ConfigKey::new("days", "How many days ahead matches are offered, from 1 to 14.")
            .with_default("4"),
    ],
    // The slowest venue looks at its prices every two minutes.
    fresh_for_s: 300,
    ..Manifest::new("simulator", "Market simulator", "1.0.0")
});

/// The adapter of the invented market.
#[derive(Clone, Copy, Debug, Default)]
pub struct Simulator;

impl Adapter for Simulator {
    fn manifest(&self) -> &Manifest {
        &MANIFEST
    }

    fn start(
        &self,
        context: &Context,
        task: &Task,
    ) -> Result<(Box<dyn Conversation>, Step), Fault> {
        let step = conversation::answer(context, task)?;
        Ok((Box::new(conversation::Over), step))
    }
}
