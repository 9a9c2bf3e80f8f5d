//! [The Odds API](https://the-odds-api.com), version 4: the odds of many bookmakers and exchanges for
//! many sports, and results. Pull only.
//!
//! # What to know
//!
//! - One request a sport. It costs markets × regions in credits, where ten bookmakers asked for by
//!   name count as one region; results cost 2. An empty answer costs nothing.
//! - A price that is gone is missing from the next answer, so an answer is an image of its sport.
//! - Events that have started stay in the answer; whoever takes the snapshot decides.
//! - A spent quota is a 401, like a wrong key.
//! - In football `h2h` has three answers. Elsewhere it has two and overtime counts, unless a venue
//!   offers the draw: then it is about regular time.
//! - Scores come without their periods: in football a score after extra time looks like one after
//!   ninety minutes.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use monps_adapters::the_odds_api::TheOddsApi;
//! use monps_core::adapter::{Adapter, Context, Scope, Task};
//!
//! let context = Context {
//!     now: "2024-10-13T13:41:00Z".parse()?,
//!     seed: 0,
//!     config: BTreeMap::from([
//!         ("sports".to_owned(), "soccer_epl".to_owned()),
//!         ("regions".to_owned(), "eu".to_owned()),
//!         ("markets".to_owned(), "h2h,totals".to_owned()),
//!     ]),
//! };
//! let (_, step) = TheOddsApi::new().start(&context, &Task::odds(Scope::default()))?;
//! assert_eq!(step.next[0].path, "/v4/sports/soccer_epl/odds");
//! assert_eq!(step.next[0].cost, 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod conversation;
mod convert;
mod wire;

use monps_core::adapter::{
    Adapter, AuthRecipe, Capability, Context, Conversation, Endpoint, Manifest, QuotaRule,
    RateLimit, Scope, Step, Task,
};
use monps_core::error::adapter::Fault;

/// The name of the secret: the API key.
pub const SECRET: &str = "the_odds_api_key";

/// The adapter of The Odds API.
#[derive(Clone, Copy, Debug, Default)]
pub struct TheOddsApi;

impl TheOddsApi {
    /// The adapter.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

impl Adapter for TheOddsApi {
    fn manifest(&self) -> &Manifest {
        &MANIFEST
    }

    fn start(
        &self,
        context: &Context,
        task: &Task,
    ) -> Result<(Box<dyn Conversation>, Step), Fault> {
        conversation::start(context, task)
    }

    /// One for each sport key: each is a request of its own.
    fn parts(&self, context: &Context) -> Result<Vec<Scope>, Fault> {
        conversation::parts(context)
    }
}

const MANIFEST: Manifest = Manifest {
    id: "the-odds-api",
    name: "The Odds API",
    version: env!("CARGO_PKG_VERSION"),
    summary: "Current odds of many bookmakers and exchanges for many sports, and results; an API key is needed",
    capabilities: &[Capability::Odds, Capability::Results],
    endpoints: &[Endpoint {
        name: conversation::ENDPOINT,
        base_url: "https://api.the-odds-api.com",
        auth: AuthRecipe::QueryKey { parameter: "apiKey", secret: SECRET },
        // The source refuses at about thirty a second.
        limit: RateLimit { burst: 5, per_minute: 300, concurrent: 4 },
    }],
    config: &[
        ("sports", "sport keys, comma-separated; soccer_epl,soccer_france_ligue_one if not set"),
        (
            "regions",
            "regions whose bookmakers are asked for: eu, uk, us, us2, au, fr …; eu,uk if not set",
        ),
        (
            "bookmakers",
            "bookmaker keys, in the place of regions; every ten cost as much as one region",
        ),
        ("markets", "of h2h, spreads, totals and outrights; h2h,totals if not set"),
        ("odds_format", "decimal or american; decimal if not set"),
        ("cache_minutes", "how old a stored answer may be to save its cost; 230 if not set"),
        ("scores_days", "how many days back results are asked for, 1 to 3; 3 if not set"),
    ],
    quota: Some(QuotaRule {
        unit: "credits",
        default_budget: 500,
        period: "month",
        remaining_header: "x-requests-remaining",
        cost_header: "x-requests-last",
    }),
    fresh_for_s: 300,
};
