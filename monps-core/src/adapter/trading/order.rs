//! What is to be done with orders.

use std::fmt;
use std::str::FromStr;

use super::super::manifest::Text;
use crate::error::adapter::ClientRefError;
use crate::money::Money;
use crate::odds::Price;
use crate::quote::Side;
use crate::time::Timestamp;

/// Characters of a client reference: what the strictest venue takes.
const REF_CHARS_MAX: usize = 32;

/// The host's own name for an order, the same for every attempt at it: 1 to 32 letters, digits and
/// hyphens.
///
/// ```
/// use monps_core::adapter::trading::ClientRef;
///
/// let order: ClientRef = "b-000042".parse()?;
/// assert_eq!(order.as_str(), "b-000042");
/// assert!("two words".parse::<ClientRef>().is_err());
/// # Ok::<(), monps_core::error::adapter::ClientRefError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientRef(String);

impl ClientRef {
    /// The reference as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ClientRef {
    type Err = ClientRefError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if (1..=REF_CHARS_MAX).contains(&text.len()) && text.bytes().all(fits) {
            return Ok(Self(text.to_owned()));
        }
        Err(ClientRefError { text: text.chars().take(REF_CHARS_MAX + 1).collect() })
    }
}

impl fmt::Display for ClientRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A bet that somebody wants placed, in the venue's own ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// The host's name for the order.
    pub client_ref: ClientRef,
    /// The venue's id of the event.
    pub event: String,
    /// The venue's id of the market.
    pub market: String,
    /// The venue's id of the selection, its line included where the venue needs one.
    pub selection: String,
    /// Back or lay.
    pub side: Side,
    /// The price wanted; the worst one taken unless [`Acceptance`] says otherwise.
    pub price: Price,
    /// The stake; of a lay, the backer's stake and not the liability.
    pub stake: Money,
    /// Which prices are taken.
    pub accept: Acceptance,
    /// How long what is not matched stands.
    pub lifetime: Lifetime,
    /// When the price was seen.
    pub quoted_at: Timestamp,
}

/// Which prices are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Acceptance {
    /// The price and no other.
    Exact,
    /// The price or one that pays more.
    #[default]
    OrBetter,
    /// Whatever the price is when the order arrives.
    Market,
}

impl Acceptance {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::OrBetter => "or-better",
            Self::Market => "market",
        }
    }
}

/// How long what is not matched stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lifetime {
    /// All of it at once or nothing.
    #[default]
    FillOrKill,
    /// Until the event starts, then what is left lapses.
    GoodTillStart,
    /// Until it is cancelled, for as long as the market is open before the start.
    GoodTillCancel,
    /// Through the start and beyond.
    KeepInPlay,
}

impl Lifetime {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FillOrKill => "fill-or-kill",
            Self::GoodTillStart => "good-till-start",
            Self::GoodTillCancel => "good-till-cancel",
            Self::KeepInPlay => "keep-in-play",
        }
    }
}

/// Which order is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderHandle {
    /// The host's name for it.
    pub client_ref: ClientRef,
    /// The venue's name for it, once it is known.
    pub venue_ref: Option<String>,
    /// The venue's id of the market.
    pub market: String,
}

/// What a gateway is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Place a bet.
    Place(Intent),
    /// Take back what is not matched.
    Cancel(OrderHandle),
    /// Take back what is not matched of one order and place another: two things, of which the second
    /// may fail.
    Replace(OrderHandle, Intent),
    /// Say how orders stand; also what to do about an unconfirmed one, before anything else.
    Reconcile(Vec<OrderHandle>),
    /// Say what the account holds.
    Balance,
}

impl Command {
    /// The slug.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Place(_) => "place",
            Self::Cancel(_) => "cancel",
            Self::Replace(..) => "replace",
            Self::Reconcile(_) => "reconcile",
            Self::Balance => "balance",
        }
    }

    /// The orders that it may create or change: those whose state is not known when it breaks off.
    pub fn touches(&self) -> impl Iterator<Item = &ClientRef> {
        let refs = match self {
            Self::Place(intent) => [Some(&intent.client_ref), None],
            Self::Cancel(order) => [Some(&order.client_ref), None],
            Self::Replace(order, intent) => [Some(&order.client_ref), Some(&intent.client_ref)],
            Self::Reconcile(_) | Self::Balance => [None, None],
        };
        refs.into_iter().flatten()
    }

    /// Whether it may move money.
    #[must_use]
    pub const fn moves_money(&self) -> bool {
        matches!(self, Self::Place(_) | Self::Cancel(_) | Self::Replace(..))
    }
}

/// What would be sent for an intent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The price, on the venue's ladder and never worse than wanted.
    pub price: Price,
    /// The stake, as finely as the venue takes it and never more than wanted.
    pub stake: Money,
    /// The least the venue takes.
    pub stake_min: Option<Money>,
    /// The most the venue takes.
    pub stake_max: Option<Money>,
    /// What was changed or must be known, in sentences.
    pub notes: Vec<Text>,
}
