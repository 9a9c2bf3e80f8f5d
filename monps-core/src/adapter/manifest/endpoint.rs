//! Where an adapter may reach, how, and how often.

use super::Text;

/// A base address that an adapter may reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The name requests use.
    pub name: Text,
    /// Scheme, host and optional path prefix; configuration may put another in its place. `https` for
    /// requests and event streams, `wss` for websockets, `tls` (with a port) for lines over TLS.
    /// `http`, `ws` and `tcp` reach this very machine alone.
    pub base_url: Text,
    /// The methods that requests may use; a stream needs none.
    pub methods: Vec<Method>,
    /// Whether it moves money: reached by gateways alone, and only where trading is switched on.
    pub trade: bool,
    /// The recipe by which requests prove who they are, unless they name another.
    pub auth: Option<Text>,
    /// How often it may be called.
    pub limit: RateLimit,
}

impl Endpoint {
    /// An address that anybody may read with GET, at the customary pace.
    #[must_use]
    pub fn new(name: impl Into<Text>, base_url: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            base_url: base_url.into(),
            methods: vec![Method::Get],
            trade: false,
            auth: None,
            limit: RateLimit::CUSTOMARY,
        }
    }

    /// The same, proving oneself by a recipe.
    #[must_use]
    pub fn proving(self, recipe: impl Into<Text>) -> Self {
        Self { auth: Some(recipe.into()), ..self }
    }

    /// The same with other methods.
    #[must_use]
    pub fn methods(self, methods: &[Method]) -> Self {
        Self { methods: methods.to_vec(), ..self }
    }

    /// The same at another pace.
    #[must_use]
    pub fn limited(self, limit: RateLimit) -> Self {
        Self { limit, ..self }
    }

    /// The same, moving money.
    #[must_use]
    pub fn trading(self) -> Self {
        Self { trade: true, ..self }
    }
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Reads.
    #[default]
    Get,
    /// Sends; several sources read with it too.
    Post,
    /// Replaces.
    Put,
    /// Changes a part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 5] = [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// As it stands in a request.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The method of a name, in any case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(name))
    }
}

/// A token bucket. A request takes as many tokens as it weighs, one unless it says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// Tokens that may be taken in a burst.
    pub burst: u32,
    /// Tokens refilled each minute.
    pub per_minute: u32,
    /// Requests in flight at once.
    pub concurrent: u32,
}

impl RateLimit {
    /// Five at once, then one a second, two in flight: polite towards anybody.
    pub const CUSTOMARY: Self = Self { burst: 5, per_minute: 60, concurrent: 2 };
}
