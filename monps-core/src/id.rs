//! The one registry of identifiers.
//!
//! Each kind of thing has an id type of its own, so that a [`MarketId`] cannot be passed where an
//! [`EventId`] is wanted. The numbers are given by whoever keeps the catalogue; this crate only
//! carries them.
//!
//! ```
//! use monps_core::id::EventId;
//!
//! let id = EventId::new(42);
//! assert_eq!(id.get(), 42);
//! assert_eq!(id.to_string(), "42");
//! ```

use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// Wraps a number that the catalogue has given.
            #[must_use]
            pub const fn new(raw: i64) -> Self {
                Self(raw)
            }

            /// The number itself, for storage.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// An account of the ledger.
    AccountId;
    /// A bet.
    BetId;
    /// A league, cup or tournament edition.
    CompetitionId;
    /// An entry of the ledger.
    EntryId;
    /// A contest with a start time.
    EventId;
    /// A configured source with a schedule.
    FeedId;
    /// A question about an event.
    MarketId;
    /// A found opportunity.
    OpportunityId;
    /// A team or player.
    ParticipantId;
    /// One possible answer of a market.
    SelectionId;
    /// Whom we read from: an adapter, or a person.
    SourceId;
    /// Anyone who quotes: bookmaker or exchange.
    VenueId;
}
