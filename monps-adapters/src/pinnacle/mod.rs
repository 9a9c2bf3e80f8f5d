//! [Pinnacle](https://www.pinnacle.com) and [PS3838](https://www.ps3838.com), one engine under two
//! brands: the sharpest fixed odds, whose closing price is the usual benchmark. For the account's
//! holder alone: its terms forbid passing the data on.
//!
//! # What to know
//!
//! - Events and their odds are two calls. An image of each is followed by changes `since` the number
//!   that the last answer gave: a change carries whole parts of an event (the match, its first half),
//!   so a market missing in it is withdrawn and a part missing in it stands. A poll asks for images; a
//!   stream follows changes and asks for images now and then.
//! - A price can be bet on while its part is open and its cut-off lies ahead; nothing else is passed on.
//! - The limit is a volume: of a favourite more may be risked than of an outsider.
//! - Corners and bookings are events of their own: they are counted and left out. An event in play goes
//!   on under another number; with `live` set it is joined to its parent.
//! - In football a handicap in play counts from the score that stands. It is passed on only while that
//!   is level: elsewhere it would be another venue's line with other goals in it.
//! - Home and away are as the source lists them.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use monps_adapters::pinnacle::Pinnacle;
//! use monps_core::adapter::{Adapter, Context, Scope, Task};
//!
//! let config = BTreeMap::from([("sport".to_owned(), "tennis".to_owned())]);
//! let context = Context::new("2025-03-31T18:00:00Z".parse()?, 0, config);
//! let (_, step) = Pinnacle::ps3838().start(&context, &Task::odds(Scope::default()))?;
//! let paths: Vec<_> = step.next.requests.iter().map(|request| request.path.as_str()).collect();
//! assert_eq!(paths, ["/v3/fixtures", "/v3/odds"]);
//! assert!(step.next.requests[1].query.contains(&("sportId".to_owned(), "33".to_owned())));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod brand;
mod conversation;
mod convert;
mod wire;

use std::sync::LazyLock;

use monps_core::adapter::{
    Adapter, AuthPart, AuthRecipe, Capability, ConfigKey, Context, Conversation, Endpoint,
    Manifest, ManifestVenue, RateLimit, Step, Task,
};
use monps_core::catalog::VenueKind;
use monps_core::error::adapter::Fault;

use brand::{Brand, PINNACLE, PS3838, SPORTS, SportRule};

/// The adapter of Pinnacle or of PS3838.
#[derive(Clone, Copy, Debug)]
pub struct Pinnacle {
    brand: &'static Brand,
    manifest: &'static LazyLock<Manifest>,
}

impl Pinnacle {
    /// For the holder of an account at PS3838.
    #[must_use]
    pub fn ps3838() -> Self {
        static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| manifest(&PS3838));
        Self { brand: &PS3838, manifest: &MANIFEST }
    }

    /// For the holder of an account at Pinnacle who was let in to its API.
    #[must_use]
    pub fn own() -> Self {
        static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| manifest(&PINNACLE));
        Self { brand: &PINNACLE, manifest: &MANIFEST }
    }
}

impl Adapter for Pinnacle {
    fn manifest(&self) -> &Manifest {
        self.manifest
    }

    fn start(
        &self,
        context: &Context,
        task: &Task,
    ) -> Result<(Box<dyn Conversation>, Step), Fault> {
        conversation::start(self.brand, context, task)
    }
}

/// The endpoints: each kind of call has a pace of its own.
const FIXTURES: &str = "fixtures";
const ODDS: &str = "odds";
const FIXTURES_SINCE: &str = "fixtures-since";
const ODDS_SINCE: &str = "odds-since";
/// The name of the recipe: user name and password.
const LOGIN: &str = "login";

fn manifest(brand: &Brand) -> Manifest {
    let endpoint = |name: &'static str, limit| {
        Endpoint::new(name, brand.base_url).proving(LOGIN).limited(limit)
    };
    let login = AuthPart::Basic { user: brand.user.into(), password: brand.password.into() };
    Manifest {
        summary: format!(
            "The sharpest fixed odds, for the holder of an account at {} that may use the API",
            brand.title
        )
        .into(),
        capabilities: vec![Capability::Odds, Capability::Stream],
        venues: vec![ManifestVenue::new(brand.id, brand.title, VenueKind::Bookmaker)],
        endpoints: vec![
            endpoint(FIXTURES, brand.images),
            endpoint(ODDS, brand.images),
            endpoint(FIXTURES_SINCE, brand.changes),
            endpoint(ODDS_SINCE, brand.changes),
        ],
        auth: vec![
            AuthRecipe::new(LOGIN, FIXTURES, login)
                .also_for(ODDS)
                .also_for(FIXTURES_SINCE)
                .also_for(ODDS_SINCE),
        ],
        config: config_keys(),
        fresh_for_s: 180,
        ..Manifest::new(brand.id, brand.title, env!("CARGO_PKG_VERSION"))
    }
}

fn config_keys() -> Vec<ConfigKey> {
    let sports: Vec<&str> = SPORTS.iter().map(|(word, _)| *word).collect();
    vec![
        ConfigKey::new("sport", format!("One of {}.", sports.join(", "))).with_default("football"),
        ConfigKey::new("leagues", "League ids, comma-separated; all of the sport if not set."),
        ConfigKey::new("live", "Whether events in play are read too: true or false.")
            .with_default("false"),
        ConfigKey::new("fixtures_version", "The version of the call; the brand's if not set."),
        ConfigKey::new("odds_version", "The version of the call; the brand's if not set."),
    ]
}

/// One call a minute: the pace of images at PS3838.
const A_MINUTE: RateLimit = RateLimit { burst: 1, per_minute: 1, concurrent: 1 };
/// One call in five seconds: the pace of changes at PS3838.
const FIVE_SECONDS: RateLimit = RateLimit { burst: 1, per_minute: 12, concurrent: 1 };
/// One call in two minutes: a call weighs two, and one is refilled each minute.
const TWO_MINUTES: RateLimit = RateLimit { burst: 2, per_minute: 1, concurrent: 1 };
