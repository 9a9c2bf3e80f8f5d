//! Amounts of any size in stakes, hedges, fees, promotions and ladders.

use monps_core::detect::{RuleLeg, rule_profile};
use monps_core::id::{MarketId, VenueId};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::{
    Commission, Ladder, PerBet, PerBetBase, Price, Probability, Snap, Step, Tax, TaxBase,
};
use monps_core::payoff::{Factor, Outcome};
use monps_core::promo::{
    Cover, CoverPrice, InsuredAccumulator, InsuredLeg, Offer, PromoBet, cover, cover_accumulator,
};
use monps_core::quote::Side;
use monps_core::stake::hedge::{
    BackStake, Goal, HedgeLeg, exposures, lay_stake, plan, safest_order,
};
use monps_core::stake::split::{SplitLeg, best_whole, split};
use monps_core::stats::{clv_fair, clv_price};
use rust_decimal::Decimal;

use super::wild::Wild;

/// One of the rooms that take amounts, with whatever they may be handed.
pub fn amounts(data: &[u8]) {
    let mut wild = Wild(data);
    while !wild.is_over() {
        match wild.byte() % 6 {
            0 => splits(&mut wild),
            1 => hedges(&mut wild),
            2 => lays(&mut wild),
            3 => money(&mut wild),
            4 => promotions(&mut wild),
            _ => ladders(&mut wild),
        }
    }
}

fn splits(wild: &mut Wild<'_>) {
    let legs: Vec<SplitLeg> = (0..wild.below(4) + 1)
        .map(|_| {
            let venue = VenueId::new(i64::from(wild.byte() % 3));
            let leg = SplitLeg {
                commission: wild.commission(),
                stake_min: wild.maybe().unwrap_or_default(),
                stake_max: wild.maybe(),
                ..SplitLeg::new(venue, wild.quoted(), wild.decimal())
            };
            match wild.byte() % 4 {
                0 => leg.with_payout_max(wild.decimal()),
                1 => leg.converted(wild.decimal()),
                _ => leg,
            }
        })
        .collect();
    let total = wild.decimal();
    for found in [split(total, &legs), best_whole(total, &legs)].into_iter().flatten() {
        assert!(found.total <= total, "{legs:?} {found:?}");
        assert_eq!(found.profile.iter().min(), Some(&found.worst_profit));
    }
}

fn hedges(wild: &mut Wild<'_>) {
    let legs: Vec<HedgeLeg> = (0..wild.below(3) + 1)
        .map(|_| {
            let place = (VenueId::new(i64::from(wild.byte() % 2)), MarketId::new(1));
            let price = wild.quoted();
            let outcomes = (0..3).map(|_| Outcome::ALL[wild.below(6)]).collect();
            HedgeLeg {
                side: if wild.one_in(3) { Side::Lay } else { Side::Back },
                commission: if wild.one_in(3) { wild.commission() } else { Commission::NONE },
                rate: wild.maybe().unwrap_or(Decimal::ONE),
                step: wild.maybe().unwrap_or(Decimal::ONE),
                stake_min: wild.maybe().unwrap_or_default(),
                stake_max: wild.maybe(),
                payout_max: wild.maybe(),
                placed: wild.maybe().unwrap_or_default(),
                ..HedgeLeg::back(place, price, outcomes)
            }
        })
        .collect();
    let balances: Vec<_> = wild.maybe().map(|most| (VenueId::new(0), most)).into_iter().collect();
    let total = wild.decimal();
    let goal = match wild.byte() % 4 {
        0 => Goal::Weighted(vec![wild.decimal(), wild.decimal(), Decimal::ONE]),
        1 => Goal::Favour { states: vec![wild.below(4)], floor: wild.decimal() },
        2 => Goal::KeepUpside { floor: wild.decimal() },
        _ => Goal::Level,
    };
    if let Ok(found) = plan(&legs, total, &balances, &goal) {
        assert!(found.put_up <= total && found.bound >= found.value, "{legs:?} {found:?}");
    }
    let stakes: Vec<Decimal> = legs.iter().map(|_| wild.decimal()).collect();
    if let Ok(order) = safest_order(&legs, &stakes) {
        assert!(exposures(&legs, &stakes, &order).is_ok(), "{legs:?} {stakes:?}");
    }
    for leg in &legs {
        let _ = (leg.profit(0), leg.put_up());
    }
}

fn lays(wild: &mut Wild<'_>) {
    let kind = if wild.one_in(2) { BackStake::Own } else { BackStake::Free };
    let back = (wild.decimal(), kind, wild.price(), wild.commission());
    let _ = lay_stake(back, (wild.price(), wild.commission()));
    let legs: Vec<RuleLeg> = (0..2)
        .filter_map(|_| {
            let leg = RuleLeg::back(wild.decimal(), wild.quoted()).ok()?;
            let leg = if wild.one_in(2) { leg } else { leg.lay() };
            Some(leg.with_commission(wild.commission()))
        })
        .collect();
    let _ =
        rule_profile(&legs, [Outcome::Won, Outcome::HalfLost], |_, outcome| Ok::<_, ()>(*outcome));
    let _ = clv_price(wild.price(), wild.price());
    if let Ok(fair) = Probability::new(wild.decimal()) {
        let _ = clv_fair(wild.price(), fair);
    }
}

fn money(wild: &mut Wild<'_>) {
    let amounts = [wild.decimal(), wild.decimal()];
    let amounts = amounts.map(|amount| Money::rounded(amount, Currency::EUR, Rounding::HalfUp));
    let [Ok(one), Ok(other)] = amounts else { return };
    let _ = (one.plus(other), one.minus(other), one.times(wild.decimal(), Rounding::Down));
    let factor = Factor::of(wild.quoted(), Outcome::ALL[wild.below(Outcome::ALL.len())]);
    let more = Factor::won(wild.quoted());
    let _ = (
        factor.times(more),
        factor.plus(more),
        factor.cmp_exact(more),
        factor.payout(one, Rounding::Up),
    );
    let _ = wild.commission().on_net(one, Rounding::HalfUp);
    for base in [TaxBase::StakeOnTop, TaxBase::StakeInside, TaxBase::Payout, TaxBase::Winnings] {
        if let Ok(tax) = Tax::new(wild.decimal(), base) {
            let _ = (
                tax.on_stake(one, Rounding::Up),
                tax.on_payout(one, other, Rounding::Up),
                tax.effective(wild.price()),
            );
        }
    }
    for base in [PerBetBase::Winnings, PerBetBase::AtRisk] {
        if let Ok(fee) = PerBet::new(wild.decimal(), base) {
            let _ = fee.effective(wild.price());
        }
    }
}

fn promotions(wild: &mut Wild<'_>) {
    let offer = match wild.byte() % 3 {
        0 => Offer::free_bet(wild.decimal(), wild.one_in(2)),
        1 => Offer::boost(wild.decimal()),
        _ => Offer::cashback(wild.decimal(), wild.decimal(), wild.decimal(), wild.decimal()),
    };
    let side = |wild: &mut Wild<'_>| {
        let price = CoverPrice::new(wild.price(), wild.commission(), wild.decimal()).ok()?;
        wild.maybe().map_or(Some(price), |most| price.with_stake_max(most).ok())
    };
    if let (Ok(offer), Some(lay), Some(other)) = (offer, side(wild), side(wild)) {
        for by in [Cover::Lay(lay), Cover::Backs(vec![lay, other])] {
            if let Ok(found) = cover(&offer, &PromoBet::new(wild.price(), by)) {
                let worst =
                    found.profits_if_lost.iter().copied().fold(found.profit_if_won, Decimal::min);
                assert_eq!(found.guaranteed, worst, "{offer:?} {found:?}");
            }
        }
    }
    let legs: Vec<InsuredLeg> = (0..wild.below(5))
        .filter_map(|_| {
            Some(InsuredLeg { price: wild.price(), lay: side(wild)?, back: side(wild) })
        })
        .collect();
    if let Ok(insured) =
        InsuredAccumulator::new(wild.decimal(), wild.decimal(), wild.decimal(), legs)
    {
        let _ = cover_accumulator(&insured);
    }
}

fn ladders(wild: &mut Wild<'_>) {
    let steps: Vec<Step> =
        (0..wild.below(4)).map(|_| Step { by: wild.decimal(), up_to: wild.decimal() }).collect();
    let Ok(ladder) = Ladder::new(wild.price(), &steps) else { return };
    let at = wild.price();
    for rung in [ladder.next(at), ladder.previous(at)].into_iter().flatten() {
        assert!(ladder.is_on_ladder(rung), "{steps:?} {at}");
    }
    for snap in [Snap::Down, Snap::Up, Snap::NearestDown, Snap::NearestUp] {
        if let Ok(near) = ladder.nearest(at, snap) {
            assert!(ladder.is_on_ladder(near), "{steps:?} {at}");
        }
    }
    let ticks = i64::from(wild.byte()) << (wild.byte() % 64);
    let _: (Result<Price, _>, _) =
        (ladder.moved(at, ticks), ladder.ticks_between(at, wild.price()));
}
