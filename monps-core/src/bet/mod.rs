//! Bets: our agreements with one venue.
//!
//! A [`Bet`] is its [`Terms`], which never change once struck, and its [`BetStatus`], which moves
//! along one table. Settling does not change the bet: it gives a [`Settlement`] (outcome, payout,
//! commission, profit) that the ledger books and the status then follows.
//!
//! ```
//! use monps_core::bet::{Bet, BetStatus, Channel, Leg, Offer, Strategy, Terms, Verdict};
//! use monps_core::catalog::{MarketKey, MarketKind, Selection};
//! use monps_core::id::{BetId, EventId, VenueId};
//! use monps_core::money::{Currency, Money, Rounding};
//! use monps_core::odds::{Commission, QuotedPrice};
//! use monps_core::payoff::Outcome;
//! use monps_core::quote::Side;
//! use rust_decimal::dec;
//!
//! let bet = Bet::new(
//!     Terms {
//!         id: BetId::new(1),
//!         venue_id: VenueId::new(7),
//!         side: Side::Back,
//!         stake: Money::new(dec!(90), Currency::EUR)?,
//!         legs: vec![Leg::new(
//!             EventId::new(3),
//!             MarketKey::full_time(MarketKind::MatchOdds, None)?,
//!             Selection::Home,
//!             QuotedPrice::fractional(4, 9)?,
//!         )?],
//!         commission: Commission::NONE,
//!         channel: Channel::Ligne,
//!         strategy: Strategy::VALUE,
//!         offer: Offer::NONE,
//!     },
//!     BetStatus::Open,
//! )?;
//! let won = bet.settlement(Verdict::Forced { outcome: Outcome::Won, price: None }, Rounding::HalfUp)?;
//! assert_eq!(won.profit().to_string(), "40.00 EUR");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Several accumulators over one set of selections are a [`System`]; a win and a place bet of one
//! stake each are an [`EachWay`].

mod accumulator;
mod axes;
mod each_way;
mod exposure;
mod leg;
mod offer;
mod settlement;
mod status;
mod system;

pub use accumulator::{Standing, check_independent, combined, standing};
pub use axes::{BetType, Channel, Strategy};
pub use each_way::{EachWay, EachWayPayout, EachWayTerms};
pub use exposure::exposure;
pub use leg::{LEGS_MAX, Leg};
pub use offer::{Boost, Offer, StakeKind};
pub use settlement::{BetOutcome, Settlement, Verdict};
pub use status::BetStatus;
pub use system::{
    Cents, LINES_MAX, SYSTEM_LEGS_MAX, System, SystemKind, SystemLine, SystemSettlement,
};

use crate::error::bet::BetError;
use crate::id::{BetId, VenueId};
use crate::money::{Money, Rounding};
use crate::odds::Commission;
use crate::payoff::{Factor, Outcome};
use crate::quote::Side;

/// What was agreed with the venue when the bet was placed: it does not change, whatever becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Ours.
    pub id: BetId,
    /// Where it was placed.
    pub venue_id: VenueId,
    /// Back or lay.
    pub side: Side,
    /// What the backer puts up, as the venue accepted it.
    pub stake: Money,
    /// The selections, with the prices taken.
    pub legs: Vec<Leg>,
    /// The rate the venue takes from net winnings; [`Commission::NONE`] at a bookmaker.
    pub commission: Commission,
    /// How it was placed.
    pub channel: Channel,
    /// Why it was placed.
    pub strategy: Strategy,
    /// What the venue puts in: a free bet's stake, a boost of the winnings.
    pub offer: Offer,
}

/// One selection, or several multiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BetKind {
    /// One leg.
    Single,
    /// Several legs of several events, all of which must come in.
    Accumulator,
}

impl BetKind {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Accumulator => "accumulator",
        }
    }
}

/// A bet: what was agreed, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bet {
    terms: Terms,
    status: BetStatus,
}

impl Bet {
    /// A bet with a stake, legs that may be multiplied, and a status (a fresh one, or one read back).
    ///
    /// # Errors
    /// [`BetError::NoStake`], [`BetError::LegCount`], [`BetError::Correlated`],
    /// [`BetError::LaidAccumulator`], [`BetError::LaidOffer`], [`BetError::ForeignCurrency`] for a
    /// boost in another currency.
    pub fn new(terms: Terms, status: BetStatus) -> Result<Self, BetError> {
        if !terms.stake.is_positive() {
            return Err(BetError::NoStake { stake: terms.stake });
        }
        let count = terms.legs.len();
        if count == 0 || count > LEGS_MAX {
            return Err(BetError::LegCount { count, most: LEGS_MAX });
        }
        check_independent(&terms.legs)?;
        if terms.side == Side::Lay && count > 1 {
            return Err(BetError::LaidAccumulator { count });
        }
        if terms.side == Side::Lay && terms.offer != Offer::NONE {
            return Err(BetError::LaidOffer);
        }
        let wanted = terms.stake.currency();
        if let Some(most) = terms.offer.boost.and_then(|boost| boost.extra_max())
            && most.currency() != wanted
        {
            return Err(BetError::ForeignCurrency { wanted, given: most.currency() });
        }
        Ok(Self { terms, status })
    }

    /// What was agreed.
    #[must_use]
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> BetId {
        self.terms.id
    }

    /// Where it stands.
    #[must_use]
    pub const fn status(&self) -> BetStatus {
        self.status
    }

    /// Single or accumulator.
    #[must_use]
    pub fn kind(&self) -> BetKind {
        if self.terms.legs.len() == 1 { BetKind::Single } else { BetKind::Accumulator }
    }

    /// What we can lose on it, a positive amount: the stake when backing, stake × (price − 1) when
    /// laying, nothing on a free bet.
    ///
    /// # Errors
    /// [`BetError::Money`] or [`BetError::Leg`] when it is beyond what an amount may be.
    pub fn liability(&self, rounding: Rounding) -> Result<Money, BetError> {
        let stake = self.terms.stake;
        match self.terms.side {
            Side::Back if self.terms.offer.stake == StakeKind::Free => {
                Ok(Money::zero(stake.currency()))
            }
            Side::Back => Ok(stake),
            Side::Lay => {
                let payout = self.price_taken()?.payout(stake, rounding)?;
                Ok(payout.minus(stake)?)
            }
        }
    }

    /// The stake that the venue puts up: that of a free bet, else nothing.
    #[must_use]
    pub const fn free_stake(&self) -> Money {
        match self.terms.offer.stake {
            StakeKind::Free => self.terms.stake,
            StakeKind::Cash => Money::zero(self.terms.stake.currency()),
        }
    }

    /// The price taken: of an accumulator, the prices of its legs multiplied.
    ///
    /// # Errors
    /// [`BetError::Leg`] when the product is beyond what a number holds.
    pub fn price_taken(&self) -> Result<Factor, BetError> {
        combined(&self.terms.legs)
    }

    /// The bet moved to another status.
    ///
    /// # Errors
    /// [`BetError::IllegalMove`] when [`BetStatus::can_become`] says no.
    pub fn moved_to(self, status: BetStatus) -> Result<Self, BetError> {
        if self.status.can_become(status) {
            Ok(Self { status, ..self })
        } else {
            Err(BetError::IllegalMove { from: self.status, to: status })
        }
    }

    /// The bet open again, its settlement having been reversed in the ledger.
    ///
    /// # Errors
    /// [`BetError::NothingToReverse`] unless it is settled or void.
    pub fn reversed(self) -> Result<Self, BetError> {
        let status = self.status.reversed()?;
        Ok(Self { status, ..self })
    }

    /// The bet with what became of one selection; `None` takes an outcome back.
    ///
    /// # Errors
    /// [`BetError::NoSuchLeg`], [`BetError::LegsStand`] when the bet is over.
    pub fn with_leg_outcome(
        mut self,
        index: usize,
        outcome: Option<Outcome>,
    ) -> Result<Self, BetError> {
        if !self.status.is_live() {
            return Err(BetError::LegsStand { status: self.status });
        }
        let count = self.terms.legs.len();
        let leg = self.terms.legs.get_mut(index).ok_or(BetError::NoSuchLeg { index, count })?;
        leg.outcome = outcome;
        Ok(self)
    }
}
