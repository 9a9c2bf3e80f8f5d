//! Detection: what is worth doing on a board.
//!
//! A [`Detector`] is given the [`Board`] of one event, what is known of the [`Venues`], and an
//! instant; it fetches nothing and decides nothing. Each finding carries its [`Trust`]: *bettable*,
//! or *indicative* with the reasons why it should not be staked as it stands. A finding that is not
//! trusted is annotated, never dropped.
//!
//! | detector | finds | `edge` is |
//! |---|---|---|
//! | [`Arbitrage`] | best prices whose book sum is below 1, commission included | profit rate, 1 / book sum − 1 |
//! | [`Value`] | prices above the fair price, by a sharp venue or the consensus | fair probability × price − 1 |
//! | [`Spread`] | prices of one selection that lie far apart: not a profit | (best − worst) / worst |
//!
//! A [`Board`] at a time is for what is current. To look through very many markets for arbitrage
//! there is [`PriceTable`], which has no clock and no trust.
//!
//! What this does not do: stake, place, or look at more than one event at a time.

mod arbitrage;
mod exact;
mod leg;
mod spread;
mod table;
mod trust;
mod value;

pub use arbitrage::Arbitrage;
pub use spread::Spread;
pub use table::{CELLS_MAX, PriceTable};
pub use trust::{Grade, Trust, TrustPolicy, TrustReason};
pub use value::Value;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::catalog::{MarketKey, Selection, Venue};
use crate::id::{EventId, MarketId, SelectionId, VenueId};
use crate::odds::{Commission, QuotedPrice};
use crate::quote::{Board, Side};
use crate::time::{Observed, Timestamp};

/// Something that looks at a board and says what it finds.
pub trait Detector: Send + Sync {
    /// What it looks for.
    fn kind(&self) -> OpportunityKind;

    /// What it finds on a board at an instant.
    fn detect(&self, board: &Board, venues: &Venues, now: Timestamp) -> Vec<Opportunity>;
}

/// What is known of the venues that quote.
#[derive(Clone, Debug, Default)]
pub struct Venues(BTreeMap<VenueId, Venue>);

impl Venues {
    /// A venue, if it is known.
    #[must_use]
    pub fn get(&self, id: VenueId) -> Option<&Venue> {
        self.0.get(&id)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Venue> {
        self.0.values()
    }
}

impl FromIterator<Venue> for Venues {
    fn from_iter<I: IntoIterator<Item = Venue>>(venues: I) -> Self {
        Self(venues.into_iter().map(|venue| (venue.id, venue)).collect())
    }
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum OpportunityKind {
    /// Every result pays more than all stakes together.
    Arbitrage,
    /// One price pays more than its fair price.
    Value,
    /// The prices of one selection lie far apart. A spread is not a profit.
    Spread,
}

impl OpportunityKind {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Arbitrage => "arbitrage",
            Self::Value => "value",
            Self::Spread => "spread",
        }
    }
}

/// A finding on one market of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Opportunity {
    /// What it is.
    pub kind: OpportunityKind,
    /// The event.
    pub event_id: EventId,
    /// The market.
    pub market_id: MarketId,
    /// Which question the market asks.
    pub market: MarketKey,
    /// The prices involved: one a selection for an arbitrage; the best first for a spread.
    pub legs: Vec<OpportunityLeg>,
    /// The return promised, as a fraction of what is staked: guaranteed for an arbitrage, expected
    /// for a value; for a spread, (best − worst) / worst.
    pub edge: Decimal,
    /// The return in the worst case. Less than the edge where a push pays stakes back.
    pub guaranteed: Option<Decimal>,
    /// The probability that the value was measured against.
    pub fair_probability: Option<Decimal>,
    /// How many venues quote the market.
    pub venue_count: usize,
    /// Whether it may be acted upon, and why not.
    pub trust: Trust,
    /// The instant of the board.
    pub found_at: Timestamp,
}

/// One price of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpportunityLeg {
    /// The selection.
    pub selection_id: SelectionId,
    /// Which answer it is.
    pub selection: Selection,
    /// Who quotes.
    pub venue_id: VenueId,
    /// Back or lay.
    pub side: Side,
    /// The price.
    pub price: QuotedPrice,
    /// What the venue takes of net market winnings.
    pub commission: Commission,
    /// The share of the total to stake here for an equal return; 1 for a single price.
    pub share: Decimal,
    /// When the price was seen.
    pub observed: Observed,
}

#[cfg(test)]
mod samples;
