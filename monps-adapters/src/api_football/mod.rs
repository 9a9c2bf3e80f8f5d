//! [API-Football](https://www.api-football.com), version 3 (api-sports.io): odds of some thirty
//! bookmakers before kick-off, and results. Pull only; every call counts towards a daily quota.
//!
//! # What to know
//!
//! - Odds carry no team names: the coming fixtures of the league are asked for first and joined by id.
//!   Odds come ten fixtures a page, are there from fourteen days to kick-off, and are refreshed about
//!   every three hours.
//! - An answer of status 200 may be a refusal: its `errors` say so.
//! - `score.fulltime` is what counts after ninety minutes, `goals` includes extra time; the goals of a
//!   shoot-out are in neither.
//! - Handicaps come as `Home -1`, `Away -1` without saying whose line that is. They are kept in the
//!   source's words and never compared across venues.
//! - A match decided at a table (`AWD`, `WO`) has no played score: it is left out, and said so.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use monps_adapters::api_football::ApiFootball;
//! use monps_core::adapter::{Adapter, Context, Scope, Task};
//!
//! let config = BTreeMap::from([("leagues".to_owned(), "39".to_owned())]);
//! let context = Context::new("2026-11-22T12:00:00Z".parse()?, 0, config);
//! let (_, step) = ApiFootball::new().start(&context, &Task::odds(Scope::default()))?;
//! let first = &step.next.requests[0];
//! assert_eq!(first.path, "/fixtures");
//! assert!(first.query.contains(&("season".to_owned(), "2026".to_owned())));
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

/// The name of the secret: the API key.
pub const SECRET: &str = "api_football_key";

/// The name of the recipe that the key goes by.
const KEY: &str = "key";

/// The adapter of API-Football.
#[derive(Clone, Copy, Debug, Default)]
pub struct ApiFootball;

impl ApiFootball {
    /// The adapter.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

impl Adapter for ApiFootball {
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

    /// One for each league: each costs its own calls.
    fn parts(&self, context: &Context) -> Result<Vec<Scope>, Fault> {
        conversation::parts(context)
    }

    /// A league's fixtures, and as a rule two pages of its odds.
    fn look_cost(&self, context: &Context, scope: &Scope) -> Result<u32, Fault> {
        conversation::look_cost(context, scope)
    }
}

static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest {
    summary:
        "Odds of some thirty bookmakers before kick-off, and results of football; an API key is \
         needed"
            .into(),
    capabilities: vec![Capability::Catalogue, Capability::Odds, Capability::Results],
    endpoints: vec![
        Endpoint::new(conversation::ENDPOINT, "https://v3.football.api-sports.io")
            .proving(KEY)
            // The free plan: ten in any minute.
            .limited(RateLimit { burst: 2, per_minute: 8, concurrent: 1 }),
    ],
    auth: vec![AuthRecipe::new(
        KEY,
        conversation::ENDPOINT,
        AuthPart::header_key("x-apisports-key", SECRET),
    )],
    config: vec![
        ConfigKey::new("leagues", "League ids, comma-separated: 39 England, 61 France, 140 Spain.")
            .with_default(conversation::LEAGUES.join(",")),
        ConfigKey::new("season", "The year the season begins; today's European season if not set."),
        ConfigKey::new(
            "cache_minutes",
            "How old stored odds may be, in minutes, to save their call.",
        )
        .with_default("180"),
        ConfigKey::new("days", "How many days back results are asked for, 1 to 14.")
            .with_default("3"),
    ],
    // Every call costs one, and no header says so.
    quota: Some(QuotaRule::new("calls", 100, "day").told_in("x-ratelimit-requests-remaining", "")),
    // The source refreshes odds about every three hours.
    fresh_for_s: 3 * 3600,
    ..Manifest::new("api-football", "API-Football", env!("CARGO_PKG_VERSION"))
});
