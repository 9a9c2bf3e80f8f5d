//! What an adapter declares before it runs.

use crate::time::TimeDelta;

/// What an adapter is, can do and needs. Data only: readable without running it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Its slug: `the-odds-api`.
    pub id: &'static str,
    /// Its name as people know it.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// One sentence on what it brings.
    pub summary: &'static str,
    /// What it can do.
    pub capabilities: &'static [Capability],
    /// The only base addresses it reaches, by name.
    pub endpoints: &'static [Endpoint],
    /// The configuration keys it reads, with a sentence each.
    pub config: &'static [(&'static str, &'static str)],
    /// How the source counts calls, where it does.
    pub quota: Option<QuotaRule>,
    /// How old one of its quotes may be and still be acted upon, in seconds.
    pub fresh_for_s: u32,
}

impl Manifest {
    /// The endpoint of a name.
    #[must_use]
    pub fn endpoint(&self, name: &str) -> Option<&Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.name == name)
    }

    /// Whether it can do something.
    #[must_use]
    pub fn can(&self, capability: Capability) -> bool {
        self.capabilities.contains(&capability)
    }

    /// How old one of its quotes may be and still be acted upon.
    #[must_use]
    pub fn fresh_for(&self) -> TimeDelta {
        TimeDelta::seconds(i64::from(self.fresh_for_s))
    }
}

/// Something an adapter can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Capability {
    /// Current prices.
    Odds,
    /// Final results.
    Results,
}

/// A base address that an adapter may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The name requests use.
    pub name: &'static str,
    /// Scheme, host and optional path prefix; configuration may put another in its place.
    pub base_url: &'static str,
    /// How requests prove who they are.
    pub auth: AuthRecipe,
    /// How often it may be called.
    pub limit: RateLimit,
}

/// How a request proves who it is. The driver fills the secret; the adapter never sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthRecipe {
    /// Open to everybody.
    None,
    /// A key in a query parameter.
    QueryKey {
        /// The parameter.
        parameter: &'static str,
        /// The name of the secret.
        secret: &'static str,
    },
    /// A key in a header.
    HeaderKey {
        /// The header.
        header: &'static str,
        /// The name of the secret.
        secret: &'static str,
    },
}

/// A token bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// Requests allowed in a burst.
    pub burst: u32,
    /// Requests refilled each minute.
    pub per_minute: u32,
    /// Requests in flight at once.
    pub concurrent: u32,
}

/// How a source counts calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaRule {
    /// What is counted: `credits`.
    pub unit: &'static str,
    /// The budget when nothing else is configured.
    pub default_budget: u32,
    /// The period of the budget, in words: `month`.
    pub period: &'static str,
    /// The response header with what is left.
    pub remaining_header: &'static str,
    /// The response header with the cost of the call.
    pub cost_header: &'static str,
}
