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
//! | [`CrossMarket`] | bets of several markets that pay whatever happens, with proof | guaranteed profit / put up |
//! | [`BackLay`] | a back and a lay of one selection, or laying the field | guaranteed profit / put up |
//! | [`Middles`] | two lines with a gap where both sides win | profit / staked when missed |
//! | [`LowHold`] | markets that cost next to nothing to cover: not a profit | 1 / book sum − 1 |
//! | [`Spread`] | prices of one selection that lie far apart: not a profit | (best − worst) / worst |
//!
//! The legs of a finding become stakes in whole steps by [`hedge_states`] and
//! [`plan`](crate::stake::hedge::plan). What venues' differing rules make of a set of bets when something unusual happens is
//! [`rule_profile`]'s to tell.
//!
//! A [`Board`] at a time is for what is current. To look through very many markets for arbitrage
//! there is [`PriceTable`], and [`PriceIndex`] where prices change one by one; they have no clock and no
//! trust.
//!
//! What this does not do: stake, place, or look at more than one event at a time.

mod arbitrage;
mod back_lay;
mod cross_market;
mod exact;
mod index;
mod leg;
mod low_hold;
mod middle;
mod rules;
mod spread;
mod table;
mod trust;
mod value;

pub use arbitrage::Arbitrage;
pub use back_lay::BackLay;
pub use cross_market::{CrossMarket, Profile, Solution, StateProfit, StateWeight};
pub use index::{PriceIndex, Update};
pub use leg::{HedgeStates, hedge_states};
pub use low_hold::LowHold;
pub use middle::{Chances, Expected, Middle, MiddleSide, Middles};
pub use rules::{IncidentProfile, RuleLeg, rule_profile};
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
    /// Bets of several markets cover all that may happen, and pay in every state.
    CrossMarket,
    /// A back costs less than the lay of the same selection pays, or all are laid at a profit.
    BackLay,
    /// Opposite sides of two lines with a gap where both win.
    Middle,
    /// A market that costs next to nothing to cover. A low hold is not a profit.
    LowHold,
}

impl OpportunityKind {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Arbitrage => "arbitrage",
            Self::Value => "value",
            Self::Spread => "spread",
            Self::CrossMarket => "cross_market",
            Self::BackLay => "back_lay",
            Self::Middle => "middle",
            Self::LowHold => "low_hold",
        }
    }
}

/// A finding on one event. Where its legs are of several markets, `market_id` and `market` are those
/// of the first leg.
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
    /// The prices involved: one a selection for an arbitrage; the best first for a spread; in the
    /// order of the board across markets.
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
    /// What only this kind of finding has to tell.
    pub detail: Detail,
}

/// What only some kinds of findings have to tell.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Detail {
    /// Nothing more.
    None,
    /// Of a finding across markets, or of back and lay: the proof and the whole profile.
    Guarantee {
        /// No stakes on these quotes guarantee more than this profit rate.
        bound: Decimal,
        /// The profit in every state.
        profile: Profile,
    },
    /// Of a middle: what it costs, what it brings and when.
    Middle(Middle),
    /// Of a value: the edge by the least generous of all margin models.
    Value {
        /// Fair probability by that model × price − 1.
        edge_low: Decimal,
    },
}

/// One price of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpportunityLeg {
    /// The selection.
    pub selection_id: SelectionId,
    /// Which answer it is.
    pub selection: Selection,
    /// Its market, which is not always that of the finding.
    pub market_id: MarketId,
    /// Which question that market asks.
    pub market: MarketKey,
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
