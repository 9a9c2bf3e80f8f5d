//! Which bet to use a promotion on.

use super::{CoverPlan, Offer, PromoBet, cover};
use crate::error::promo::PromoError;

/// The most bets that are compared.
pub const BETS_MAX: usize = 100_000;

/// A bet and what it guarantees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Its place among the bets given.
    pub bet: usize,
    /// How it is covered.
    pub plan: CoverPlan,
}

/// The bets by what they guarantee, the most first; of equals, the one that ties up less money.
///
/// A free bet whose stake is not returned wants long prices, a refund of a stake wants a price that the
/// exchange nearly matches: both come out of the figures.
///
/// # Errors
/// As [`cover()`], and [`PromoError::LegCount`] for more than [`BETS_MAX`] bets.
pub fn rank(offer: &Offer, bets: &[PromoBet]) -> Result<Vec<Ranked>, PromoError> {
    if bets.len() > BETS_MAX {
        let (given, most) = (bets.len(), BETS_MAX);
        return Err(PromoError::LegCount { what: "bets to compare", given, least: 0, most });
    }
    let plans = bets.iter().map(|bet| cover(offer, bet)).enumerate();
    let mut ranked = plans
        .map(|(bet, plan)| Ok(Ranked { bet, plan: plan? }))
        .collect::<Result<Vec<_>, PromoError>>()?;
    ranked.sort_by(|a, b| {
        let (a, b) = (&a.plan, &b.plan);
        b.guaranteed.cmp(&a.guaranteed).then(a.outlay.cmp(&b.outlay))
    });
    Ok(ranked)
}
