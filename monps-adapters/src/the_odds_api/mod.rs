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
//! let config = BTreeMap::from([
//!     ("sports".to_owned(), "soccer_epl".to_owned()),
//!     ("regions".to_owned(), "eu".to_owned()),
//!     ("markets".to_owned(), "h2h,totals".to_owned()),
//! ]);
//! let context = Context::new("2024-10-13T13:41:00Z".parse()?, 0, config);
//! let (_, step) = TheOddsApi::new().start(&context, &Task::odds(Scope::default()))?;
//! assert_eq!(step.next.requests[0].path, "/v4/sports/soccer_epl/odds");
//! assert_eq!(step.next.requests[0].cost, 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod conversation;
mod convert;
mod wire;

use std::sync::LazyLock;

use monps_core::adapter::{
    Adapter, AuthPart, AuthRecipe, Capability, ConfigKey, Context, Conversation, Endpoint,
    Manifest, QuotaRule, RateLimit, Scope, Step, Task,
};
use monps_core::error::adapter::Fault;

pub use convert::{sport_of, venue_kind};

/// The name of the secret: the API key.
pub const SECRET: &str = "the_odds_api_key";

/// The name of the recipe that the key goes by.
const KEY: &str = "key";

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

static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest {
    summary:
        "Current odds of many bookmakers and exchanges for many sports, and results; an API key is \
              needed"
            .into(),
    capabilities: vec![Capability::Odds, Capability::Results],
    endpoints: vec![
        Endpoint::new(conversation::ENDPOINT, "https://api.the-odds-api.com")
            .proving(KEY)
            // The source refuses at about thirty a second.
            .limited(RateLimit { burst: 5, per_minute: 300, concurrent: 4 }),
    ],
    auth: vec![AuthRecipe::new(KEY, conversation::ENDPOINT, AuthPart::query_key("apiKey", SECRET))],
    config: config_keys(),
    quota: Some(
        QuotaRule::new("credits", 500, "month").told_in("x-requests-remaining", "x-requests-last"),
    ),
    ..Manifest::new("the-odds-api", "The Odds API", env!("CARGO_PKG_VERSION"))
});

fn config_keys() -> Vec<ConfigKey> {
    vec![
        ConfigKey::new("sports", "Sport keys, comma-separated.")
            .with_default("soccer_epl,soccer_france_ligue_one"),
        ConfigKey::new(
            "regions",
            "Regions whose bookmakers are asked for: eu, uk, us, us2, au, fr …",
        )
        .with_default("eu,uk"),
        ConfigKey::new(
            "bookmakers",
            "Bookmaker keys, in the place of regions; every ten cost as much as one region.",
        ),
        ConfigKey::new("markets", "Of h2h, spreads, totals and outrights.")
            .with_default("h2h,totals"),
        ConfigKey::new("odds_format", "decimal or american.").with_default("decimal"),
        ConfigKey::new(
            "cache_minutes",
            "How old a stored answer may be, in minutes, to save its cost.",
        )
        .with_default("230"),
        ConfigKey::new("scores_days", "How many days back results are asked for, 1 to 3.")
            .with_default("3"),
    ]
}
