//! The bets on the other side: the same profit whatever happens.

use rust_decimal::Decimal;

use super::{Offer, check_amount};
use crate::error::promo::PromoError;
use crate::money::AMOUNT_MAX;
use crate::odds::{Commission, Price};
use crate::stake::split::STEP_MIN;
use crate::stake::{ceil_to, floor_to};

/// The most outcomes that are covered by backing each.
pub const COVER_LEGS_MAX: usize = 10;

/// How many multiples of a leg's step are tried below its exact stake.
const STEPS_TRIED: u32 = 64;

/// A price at which to cover, and the stakes that are taken there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoverPrice {
    price: Price,
    commission: Commission,
    step: Decimal,
    stake_max: Option<Decimal>,
}

impl CoverPrice {
    /// A price with its commission, for stakes in multiples of a step.
    ///
    /// # Errors
    /// [`PromoError::OutOfRange`] for a step below [`STEP_MIN`] or beyond the largest amount.
    pub fn new(price: Price, commission: Commission, step: Decimal) -> Result<Self, PromoError> {
        if step < STEP_MIN || step > AMOUNT_MAX {
            let range = "at least 0.00000001 and at most 1000000000000";
            return Err(PromoError::OutOfRange { what: "step of a stake", value: step, range });
        }
        Ok(Self { price, commission, step, stake_max: None })
    }

    /// The same for stakes of at most this: what is available, or the venue's limit.
    ///
    /// # Errors
    /// [`PromoError::OutOfRange`] for an amount that is not positive.
    pub fn with_stake_max(self, stake_max: Decimal) -> Result<Self, PromoError> {
        Ok(Self { stake_max: Some(check_amount("largest stake", stake_max)?), ..self })
    }

    /// The price.
    #[must_use]
    pub const fn price(&self) -> Price {
        self.price
    }

    /// The stakes on the step on both sides of an exact one, within the limit.
    pub(super) fn around(&self, exact: Decimal) -> [Decimal; 2] {
        let most = floor_to(self.stake_max.unwrap_or(exact + self.step), self.step);
        let exact = exact.max(Decimal::ZERO);
        [floor_to(exact, self.step).min(most), ceil_to(exact, self.step).min(most)]
    }

    /// What a unit staked as a back returns.
    pub(super) fn returned(&self) -> Decimal {
        self.commission.effective(self.price)
    }

    /// What a unit laid loses if the selection happens.
    pub(super) fn laid_loss(&self) -> Decimal {
        self.price.get() - Decimal::ONE
    }

    /// What a unit laid wins if it does not.
    pub(super) fn laid_win(&self) -> Decimal {
        Decimal::ONE - self.commission.rate()
    }
}

/// How a bet is covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cover {
    /// Laying the same selection at an exchange.
    Lay(CoverPrice),
    /// Backing every other outcome of the market elsewhere: all of them, each alone at its venue.
    Backs(Vec<CoverPrice>),
}

/// A bet that the promotion may be used on, and how it would be covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromoBet {
    price: Price,
    commission: Commission,
    cover: Cover,
}

impl PromoBet {
    /// A bet at the price of the promotion's venue, boosted if that is the promotion.
    #[must_use]
    pub const fn new(price: Price, cover: Cover) -> Self {
        Self { price, commission: Commission::NONE, cover }
    }

    /// The same where the promotion's venue takes commission on winnings.
    #[must_use]
    pub fn with_commission(self, commission: Commission) -> Self {
        Self { commission, ..self }
    }
}

/// What to stake to cover a promotion, and what that guarantees. All exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverPlan {
    /// The stake of the lay (the backer's), or of each back in the order given.
    pub stakes: Vec<Decimal>,
    /// The profit if the promotion's bet wins.
    pub profit_if_won: Decimal,
    /// The profit if it does not: one figure for a lay, one for each outcome backed.
    pub profits_if_lost: Vec<Decimal>,
    /// The smallest of the profits.
    pub guaranteed: Decimal,
    /// One's own money that is tied up: stakes, and the liability of a lay.
    pub outlay: Decimal,
    /// Guaranteed profit over what the promotion gives away. None where it gives away nothing, or so
    /// little that the ratio is beyond all numbers.
    pub conversion: Option<Decimal>,
}

/// Covers a promotion used on a bet: the stakes on the venues' steps whose smallest profit is largest.
///
/// The exact stake is the one that brings the same either way. Of its neighbours on the step the better
/// one is the best there is, the smallest profit being concave in the stake. Backs of several outcomes on
/// steps of their own need a search, which is exact within 64 steps of the exact stakes. Where the
/// promotion brings more by losing, or backs cost more than they bring, nothing is staked.
///
/// # Errors
/// [`PromoError::LegCount`] for no outcome to back, or more than [`COVER_LEGS_MAX`].
pub fn cover(offer: &Offer, bet: &PromoBet) -> Result<CoverPlan, PromoError> {
    let won = offer.profit_if_won(bet.price, bet.commission);
    let lost = offer.profit_if_lost();
    let (stakes, profit_if_won, profits_if_lost, tied) = match &bet.cover {
        Cover::Lay(lay) => {
            let exact = (won - lost) / (lay.price.get() - lay.commission.rate());
            let profits =
                |stake: Decimal| (won - stake * lay.laid_loss(), lost + stake * lay.laid_win());
            let worst = |stake: &Decimal| {
                let (won, lost) = profits(*stake);
                won.min(lost)
            };
            let [below, above] = lay.around(exact);
            let stake = if worst(&above) > worst(&below) { above } else { below };
            let (won, lost) = profits(stake);
            (vec![stake], won, vec![lost], stake * lay.laid_loss())
        }
        Cover::Backs(backs) => {
            let stakes = best_backs(won, lost, backs)?;
            let total: Decimal = stakes.iter().sum();
            let pairs = stakes.iter().zip(backs);
            let lost = pairs.map(|(stake, back)| lost + stake * back.returned() - total).collect();
            (stakes, won - total, lost, total)
        }
    };
    let guaranteed = profits_if_lost.iter().copied().fold(profit_if_won, Decimal::min);
    Ok(CoverPlan {
        conversion: offer.gift().and_then(|gift| guaranteed.checked_div(gift)),
        outlay: offer.own_stake() + tied,
        stakes,
        profit_if_won,
        profits_if_lost,
        guaranteed,
    })
}

/// The stakes on the step whose smallest profit is largest; of equals, the least.
///
/// Whatever comes back at least, X, the cheapest stakes that bring it are the exact ones rounded up. The
/// best X is W, or else some stake brings it to the cent: multiples of each leg's step below the exact
/// stake are tried.
fn best_backs(
    won: Decimal,
    lost: Decimal,
    backs: &[CoverPrice],
) -> Result<Vec<Decimal>, PromoError> {
    if backs.is_empty() || backs.len() > COVER_LEGS_MAX {
        let (given, most) = (backs.len(), COVER_LEGS_MAX);
        return Err(PromoError::LegCount { what: "outcomes to back", given, least: 1, most });
    }
    // What must come back from a leg to be level with the promotion's win, as far as limits allow.
    let reach =
        |back: &CoverPrice| back.around((won - lost) / back.returned())[1] * back.returned();
    let most = backs.iter().map(reach).fold(won - lost, Decimal::min).max(Decimal::ZERO);
    let cheapest =
        |back: &CoverPrice, wanted: Decimal| ceil_to(wanted / back.returned(), back.step);
    let below = backs.iter().flat_map(|back| {
        let highest = floor_to(most / back.returned(), back.step);
        let stakes = (0..STEPS_TRIED).map(move |index| highest - back.step * Decimal::from(index));
        stakes.take_while(|stake| *stake >= Decimal::ZERO).map(|stake| stake * back.returned())
    });
    let mut best: Option<(Decimal, Decimal, Vec<Decimal>)> = None;
    for wanted in [most, Decimal::ZERO].into_iter().chain(below) {
        let stakes: Vec<Decimal> = backs.iter().map(|back| cheapest(back, wanted)).collect();
        let total: Decimal = stakes.iter().sum();
        let pairs = stakes.iter().zip(backs);
        let returned = pairs.map(|(stake, back)| lost + stake * back.returned()).min();
        let worst = returned.map_or(won, |returned| returned.min(won)) - total;
        let is_better = best
            .as_ref()
            .is_none_or(|(least, cost, _)| worst > *least || (worst == *least && total < *cost));
        if is_better {
            best = Some((worst, total, stakes));
        }
    }
    Ok(best.map_or_else(Vec::new, |(_, _, stakes)| stakes))
}
