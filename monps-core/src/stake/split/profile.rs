//! What a staking really gives, exactly: the profit when each leg wins.

use rust_decimal::Decimal;

use super::SplitLeg;

/// The profit when each leg wins, after every venue's commission on its net winnings.
pub(super) fn profile(legs: &[SplitLeg], stakes: &[Decimal]) -> Vec<Decimal> {
    (0..legs.len()).map(|winner| profit_if(legs, stakes, winner)).collect()
}

/// The smallest profit.
pub(super) fn worst(legs: &[SplitLeg], stakes: &[Decimal]) -> Decimal {
    (0..legs.len()).map(|winner| profit_if(legs, stakes, winner)).min().unwrap_or_default()
}

fn profit_if(legs: &[SplitLeg], stakes: &[Decimal], winner: usize) -> Decimal {
    let won = &legs[winner];
    let mut lost_there = Decimal::ZERO;
    let mut lost_elsewhere = Decimal::ZERO;
    for (at, (leg, stake)) in legs.iter().zip(stakes).enumerate() {
        if at == winner {
            continue;
        }
        if leg.venue_id == won.venue_id {
            lost_there += stake;
        } else {
            lost_elsewhere += stake;
        }
    }
    let net = won.price.winnings(stakes[winner]) - lost_there;
    let commission = net.max(Decimal::ZERO) * won.commission.rate();
    net - commission - lost_elsewhere
}
