//! What an adapter declares before it runs.
//!
//! A native adapter builds its manifest once and keeps it in a `LazyLock`; a declarative or sandboxed
//! one reads it from a file. Either way it is data, readable without running anything, and
//! [`Manifest::check`] says what does not fit together before anything is asked.
//!
//! ```
//! use monps_core::adapter::{AuthPart, AuthRecipe, Capability, ConfigKey, Endpoint, Manifest};
//!
//! let key = AuthPart::query_key("apiKey", "example_key");
//! let manifest = Manifest {
//!     capabilities: vec![Capability::Odds],
//!     endpoints: vec![Endpoint::new("api", "https://api.example").proving("key")],
//!     auth: vec![AuthRecipe::new("key", "api", key)],
//!     config: vec![ConfigKey::new("sports", "Which sports to ask for.").with_default("soccer")],
//!     ..Manifest::new("example", "Example", "1.0.0")
//! };
//! manifest.check()?;
//! assert_eq!(manifest.missing(&|_| false), ["example_key"]);
//! # Ok::<(), monps_core::error::adapter::ManifestError>(())
//! ```

mod auth;
mod check;
mod endpoint;
mod login;
mod quota;

pub use auth::{
    AuthPart, AuthRecipe, Encoding, Signature, SignatureAlgorithm, Signed, Stamp, StampUnit,
};
pub use endpoint::{Endpoint, Method, RateLimit};
pub use login::{Capture, CaptureFrom, KeepAlive, Login, LoginRefusal, LoginStatus, SessionOver};
pub use quota::QuotaRule;

use std::borrow::Cow;

use crate::catalog::VenueKind;
use crate::odds::Charge;
use crate::time::TimeDelta;

/// Text of a manifest: a constant of a native adapter, or read at run time.
pub type Text = Cow<'static, str>;

/// What an adapter is, can do and needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Its slug: `the-odds-api`.
    pub id: Text,
    /// Its name as people know it.
    pub name: Text,
    /// Its version.
    pub version: Text,
    /// One sentence on what it brings.
    pub summary: Text,
    /// What it can do.
    pub capabilities: Vec<Capability>,
    /// The venues it speaks for, where they are known beforehand; an aggregator lists none.
    pub venues: Vec<ManifestVenue>,
    /// The only base addresses it reaches, by name.
    pub endpoints: Vec<Endpoint>,
    /// The ways in which requests prove who they are, by name.
    pub auth: Vec<AuthRecipe>,
    /// How sessions are begun, kept and found to be over, by the slot they fill. Where several fill one
    /// slot, the first whose secrets are all there is taken.
    pub logins: Vec<Login>,
    /// Slots that answers fill during a conversation, beside those of logins.
    pub captured: Vec<Text>,
    /// The configuration keys it reads.
    pub config: Vec<ConfigKey>,
    /// How the source counts calls, where it does.
    pub quota: Option<QuotaRule>,
    /// How old one of its quotes may be and still be acted upon, in seconds.
    pub fresh_for_s: u32,
}

/// The freshness of a source that says nothing else, in seconds.
const FRESH_FOR_S: u32 = 300;

impl Manifest {
    /// A manifest that can do nothing yet and reaches nobody, with quotes that stay fresh for five
    /// minutes.
    #[must_use]
    pub fn new(id: impl Into<Text>, name: impl Into<Text>, version: impl Into<Text>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            version: version.into(),
            summary: Text::Borrowed(""),
            capabilities: Vec::new(),
            venues: Vec::new(),
            endpoints: Vec::new(),
            auth: Vec::new(),
            logins: Vec::new(),
            captured: Vec::new(),
            config: Vec::new(),
            quota: None,
            fresh_for_s: FRESH_FOR_S,
        }
    }

    /// The endpoint of a name.
    #[must_use]
    pub fn endpoint(&self, name: &str) -> Option<&Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.name == name)
    }

    /// The auth recipe of a name.
    #[must_use]
    pub fn recipe(&self, name: &str) -> Option<&AuthRecipe> {
        self.auth.iter().find(|recipe| recipe.name == name)
    }

    /// Whether it can do something.
    #[must_use]
    pub fn can(&self, capability: Capability) -> bool {
        self.capabilities.contains(&capability)
    }

    /// Whether it reads a configuration key.
    #[must_use]
    pub fn reads(&self, key: &str) -> bool {
        self.config.iter().any(|known| known.key == key)
    }

    /// How old one of its quotes may be and still be acted upon.
    #[must_use]
    pub fn fresh_for(&self) -> TimeDelta {
        TimeDelta::seconds(i64::from(self.fresh_for_s))
    }

    /// Whether a slot is filled by an answer (a login's or a conversation's) and not by the operator.
    #[must_use]
    pub fn is_captured(&self, slot: &str) -> bool {
        self.logins.iter().any(|login| login.slot == slot)
            || self.captured.iter().any(|captured| captured == slot)
    }

    /// Every secret that the operator may give, in alphabetical order.
    #[must_use]
    pub fn secrets(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .auth
            .iter()
            .flat_map(AuthRecipe::slots)
            .filter(|slot| !self.is_captured(slot))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The secrets that the operator has yet to give before every endpoint can be asked, in
    /// alphabetical order. Of several ways to log in, one is enough: the one that lacks the least
    /// counts, the first listed among equals.
    #[must_use]
    pub fn missing(&self, has: &dyn Fn(&str) -> bool) -> Vec<&str> {
        let lacks = |recipe: &str| -> Vec<&str> {
            let slots = self.recipe(recipe).map(AuthRecipe::slots).into_iter().flatten();
            slots.filter(|slot| !self.is_captured(slot) && !has(slot)).collect()
        };
        // What only logs in is one way of several.
        let for_logins_alone = |endpoint: &Endpoint| {
            self.logins.iter().any(|login| {
                login.request.endpoint == endpoint.name
                    && self.login_recipe(login) == endpoint.auth.as_deref()
            })
        };
        let asked = self.endpoints.iter().filter(|endpoint| !for_logins_alone(endpoint));
        let recipes: Vec<&str> = asked.filter_map(|endpoint| endpoint.auth.as_deref()).collect();
        let mut names: Vec<&str> = recipes.iter().flat_map(|recipe| lacks(recipe)).collect();
        let slots = recipes.iter().filter_map(|name| self.recipe(name)).flat_map(AuthRecipe::slots);
        for slot in slots.filter(|slot| self.is_captured(slot)) {
            let ways = self.logins.iter().filter(|login| login.slot == slot);
            let lacking = ways.map(|login| self.login_recipe(login).map(lacks).unwrap_or_default());
            names.extend(lacking.min_by_key(Vec::len).unwrap_or_default());
        }
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The recipe that a login proves itself by.
    #[must_use]
    pub fn login_recipe<'a>(&'a self, login: &'a Login) -> Option<&'a str> {
        let default = || self.endpoint(&login.request.endpoint)?.auth.as_deref();
        login.request.auth.as_deref().or_else(default)
    }
}

/// Something an adapter can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Capability {
    /// Which sports, competitions and events there are.
    Catalogue,
    /// Current prices.
    Odds,
    /// Final results.
    Results,
    /// Prices as they change, for as long as somebody listens.
    Stream,
    /// What the account holds.
    Account,
    /// Placing, cancelling and replacing bets: for gateways.
    Trading,
}

impl Capability {
    /// Every capability, in the order in which they are listed.
    pub const ALL: [Self; 6] =
        [Self::Catalogue, Self::Odds, Self::Results, Self::Stream, Self::Account, Self::Trading];

    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue",
            Self::Odds => "odds",
            Self::Results => "results",
            Self::Stream => "stream",
            Self::Account => "account",
            Self::Trading => "trading",
        }
    }

    /// The capability of a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|capability| capability.as_str() == slug)
    }
}

/// A venue that an adapter speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestVenue {
    /// Its slug in our vocabulary.
    pub key: Text,
    /// Its name.
    pub title: Text,
    /// What it is.
    pub kind: VenueKind,
    /// What it takes, unless the operator says otherwise.
    pub charge: Option<Charge>,
    /// The rule set by which it settles, unless the operator says otherwise.
    pub rule_set: Option<Text>,
}

impl ManifestVenue {
    /// A venue that takes nothing and settles by the customary rules.
    #[must_use]
    pub fn new(key: impl Into<Text>, title: impl Into<Text>, kind: VenueKind) -> Self {
        Self { key: key.into(), title: title.into(), kind, charge: None, rule_set: None }
    }
}

/// A configuration key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigKey {
    /// The key.
    pub key: Text,
    /// What it says, in a sentence.
    pub description: Text,
    /// What counts when it is not set; none where that is a case of its own.
    pub default: Option<Text>,
    /// Whether nothing can be asked without it.
    pub required: bool,
}

impl ConfigKey {
    /// A key that need not be set.
    #[must_use]
    pub fn new(key: impl Into<Text>, description: impl Into<Text>) -> Self {
        Self { key: key.into(), description: description.into(), default: None, required: false }
    }

    /// The same with what counts when it is not set.
    #[must_use]
    pub fn with_default(self, default: impl Into<Text>) -> Self {
        Self { default: Some(default.into()), ..self }
    }

    /// The same, but nothing can be asked without it.
    #[must_use]
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }
}
