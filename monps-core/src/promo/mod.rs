//! Promotions: what a free bet, a boost, a refund or an insured accumulator is worth for sure, and the
//! bets that make it so.
//!
//! | room | holds |
//! |---|---|
//! | [`offer`] | what a promotion brings if the bet wins and if it loses |
//! | [`cover()`] | the lay or the backs that bring the same either way, in stakes that venues take |
//! | [`rank`](mod@rank) | which bet to use a promotion on, the surest profit first |
//! | [`insurance`] | an accumulator that refunds one losing leg, covered leg by leg |
//!
//! Every promotion comes to two amounts: W if its bet wins and Z if not. Laying L at o with commission c
//! adds −L(o−1) or L(1−c), so that L = (W − Z)/(o − c) brings the same either way. For a free bet of B
//! at b that is B(b − 1)/(o − c), for a bet of one's own money B·b/(o − c).
//!
//! All of it is exact; rounding to a venue's step is part of the answer, not done afterwards.
//!
//! ```
//! use monps_core::odds::{Commission, Price};
//! use monps_core::promo::{Cover, CoverPrice, Offer, PromoBet, cover};
//! use rust_decimal::dec;
//!
//! // A free bet of 50 at 6.00, the stake not returned; the exchange lays at 6.40 and takes 2 %.
//! let offer = Offer::free_bet(dec!(50), false)?;
//! let lay = CoverPrice::new(Price::new(dec!(6.40))?, Commission::new(dec!(0.02))?, dec!(0.01))?;
//! let bet = PromoBet::new(Price::new(dec!(6.00))?, Cover::Lay(lay));
//! let plan = cover(&offer, &bet)?;
//! assert_eq!(plan.stakes, [dec!(39.18)]);
//! assert_eq!(plan.guaranteed, dec!(38.3964));
//! assert_eq!(plan.conversion, Some(dec!(0.767928)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this does not do: read a promotion's small print. Minimum prices, excluded markets and stakes
//! that must turn over are for whoever lists the bets.

pub mod cover;
pub mod insurance;
pub mod offer;
pub mod rank;
#[cfg(test)]
mod tests;

pub use cover::{Cover, CoverPlan, CoverPrice, PromoBet, cover};
pub use insurance::{InsuredAccumulator, InsuredLeg, LegCover, LegStake, cover_accumulator};
pub use offer::Offer;
pub use rank::{Ranked, rank};

use rust_decimal::Decimal;

use crate::error::promo::PromoError;
use crate::money::AMOUNT_MAX;

/// An amount above 0 and at most [`AMOUNT_MAX`].
fn check_amount(what: &'static str, value: Decimal) -> Result<Decimal, PromoError> {
    if value > Decimal::ZERO && value <= AMOUNT_MAX {
        Ok(value)
    } else {
        Err(PromoError::OutOfRange { what, value, range: "above 0 and at most 1000000000000" })
    }
}

/// A fraction from 0 to 1.
fn check_fraction(what: &'static str, value: Decimal) -> Result<Decimal, PromoError> {
    if value >= Decimal::ZERO && value <= Decimal::ONE {
        Ok(value)
    } else {
        Err(PromoError::OutOfRange { what, value, range: "at least 0 and at most 1 (80 % is 0.8)" })
    }
}
