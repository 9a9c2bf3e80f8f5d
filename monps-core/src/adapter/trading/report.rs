//! What became of orders.

use super::ClientRef;
use crate::money::Money;
use crate::odds::Price;
use crate::time::Timestamp;

/// How an order stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderReport {
    /// The host's name for it.
    pub client_ref: ClientRef,
    /// The venue's name for it, once it has one.
    pub venue_ref: Option<String>,
    /// How it stands.
    pub state: OrderState,
    /// How much of the stake is matched.
    pub matched: Option<Money>,
    /// The average price of what is matched.
    pub average: Option<Price>,
    /// How much of the stake still waits.
    pub remaining: Option<Money>,
    /// The venue's word for the reason, as it is.
    pub reason: Option<String>,
    /// What it means and what to do, in a sentence.
    pub message: Option<String>,
    /// When the venue said so.
    pub at: Timestamp,
}

impl OrderReport {
    /// A report of a state and nothing else.
    #[must_use]
    pub const fn new(client_ref: ClientRef, state: OrderState, at: Timestamp) -> Self {
        Self {
            client_ref,
            venue_ref: None,
            state,
            matched: None,
            average: None,
            remaining: None,
            reason: None,
            message: None,
            at,
        }
    }

    /// The same with the venue's reason and what it means.
    #[must_use]
    pub fn because(self, reason: impl Into<String>, message: impl Into<String>) -> Self {
        Self { reason: Some(reason.into()), message: Some(message.into()), ..self }
    }
}

/// How an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderState {
    /// The venue has it; nothing is matched yet.
    Accepted,
    /// The venue thinks about it: in play, or a trader looks at it.
    Pending,
    /// All of it is matched.
    Matched,
    /// A part of it is matched; the rest waits.
    PartMatched,
    /// What was not matched was taken back.
    Cancelled,
    /// What was not matched ended by itself.
    Lapsed,
    /// The venue refused it: it never was.
    Rejected,
    /// Whether the venue has it is not known. It must be asked for before anything else is done; it must
    /// never be sent again in the meantime.
    Unconfirmed,
}

impl OrderState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Accepted,
        Self::Pending,
        Self::Matched,
        Self::PartMatched,
        Self::Cancelled,
        Self::Lapsed,
        Self::Rejected,
        Self::Unconfirmed,
    ];

    /// The slug; `unknown` on the wire of plugins.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Pending => "pending",
            Self::Matched => "matched",
            Self::PartMatched => "part-matched",
            Self::Cancelled => "cancelled",
            Self::Lapsed => "lapsed",
            Self::Rejected => "rejected",
            Self::Unconfirmed => "unknown",
        }
    }

    /// The state of a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == slug)
    }

    /// Whether nothing will change any more, save by settlement.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Matched | Self::Cancelled | Self::Lapsed | Self::Rejected)
    }
}

/// What an account holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// What may be bet now.
    pub available: Money,
    /// What open bets may lose; zero or more.
    pub exposure: Money,
    /// The venue's own clock or when it was received.
    pub at: Timestamp,
}
