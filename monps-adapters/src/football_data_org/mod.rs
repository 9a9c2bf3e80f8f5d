//! [football-data.org](https://www.football-data.org), version 4: results of the big competitions.
//! Pull only; a free token brings twelve competitions and ten calls a minute.
//!
//! # What to know
//!
//! - One call brings every competition asked for, of at most ten days.
//! - `fullTime` is everything added up, the goals of a shoot-out included. What counts after ninety
//!   minutes is `regularTime` where it is told, else `fullTime` less extra time and shoot-out.
//! - The goals of a shoot-out are nobody's goals: they are checked and then left out. Extra time is a
//!   score of its own.
//! - A match whose result was decided at a table (`AWARDED`) has no played score: it is left out, and
//!   said so.
//! - The site asks to be named where its free tier is used.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use monps_adapters::football_data_org::FootballDataOrg;
//! use monps_core::adapter::{Adapter, Context, Scope, Task};
//!
//! let config = BTreeMap::from([("competitions".to_owned(), "PL,FL1".to_owned())]);
//! let context = Context::new("2022-09-12T12:00:00Z".parse()?, 0, config);
//! let (_, step) = FootballDataOrg::new().start(&context, &Task::results(Scope::default()))?;
//! let only = &step.next.requests[0];
//! assert_eq!(only.path, "/v4/matches");
//! assert!(only.query.contains(&("competitions".to_owned(), "FL1,PL".to_owned())));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod conversation;
mod convert;
mod wire;

use std::sync::LazyLock;

use monps_core::adapter::{
    Adapter, AuthPart, AuthRecipe, Capability, ConfigKey, Context, Conversation, Endpoint,
    Manifest, RateLimit, Step, Task,
};
use monps_core::error::adapter::Fault;

/// The name of the secret: the token of an account.
pub const SECRET: &str = "football_data_org_token";

/// The name of the recipe that the token goes by.
const TOKEN: &str = "token";

/// The adapter of football-data.org.
#[derive(Clone, Copy, Debug, Default)]
pub struct FootballDataOrg;

impl FootballDataOrg {
    /// The adapter.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

impl Adapter for FootballDataOrg {
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
}

static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest {
    summary: "Results of the big football competitions, extra time apart; a free token is needed"
        .into(),
    capabilities: vec![Capability::Catalogue, Capability::Results],
    endpoints: vec![
        Endpoint::new(conversation::ENDPOINT, "https://api.football-data.org")
            .proving(TOKEN)
            // Ten calls in any minute: a burst and what is refilled meanwhile count together.
            .limited(RateLimit { burst: 2, per_minute: 8, concurrent: 1 }),
    ],
    auth: vec![AuthRecipe::new(
        TOKEN,
        conversation::ENDPOINT,
        AuthPart::header_key("x-auth-token", SECRET),
    )],
    config: vec![
        ConfigKey::new("competitions", "Competition codes, comma-separated.")
            .with_default(conversation::COMPETITIONS.join(",")),
        ConfigKey::new("days", "How many days back results are asked for, 1 to 8.")
            .with_default("3"),
    ],
    fresh_for_s: 3600,
    ..Manifest::new("football-data-org", "football-data.org", env!("CARGO_PKG_VERSION"))
});
