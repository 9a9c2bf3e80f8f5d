//! Covers against the published formulas, against exhaustion, and at their edges.

use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::*;
use crate::money::Rounding;
use crate::odds::{Commission, Price, Probability};

fn price(value: Decimal) -> Price {
    Price::new(value).unwrap()
}

fn at(value: Decimal, rate: Decimal, step: Decimal) -> CoverPrice {
    CoverPrice::new(price(value), Commission::new(rate).unwrap(), step).unwrap()
}

fn lay(back: Decimal, lay: Decimal, rate: Decimal) -> PromoBet {
    PromoBet::new(price(back), Cover::Lay(at(lay, rate, dec!(0.01))))
}

fn cents(value: Decimal) -> Decimal {
    Rounding::HalfEven.apply(value, 2)
}

#[test]
fn the_lay_stakes_are_those_of_the_formulas() {
    // B·o_b/(o_l − c), B·(o_b − 1)/(o_l − c), and with commission on the back too.
    let own = cover(&Offer::boost(dec!(100)).unwrap(), &lay(dec!(3), dec!(3.1), dec!(0.05)));
    assert_eq!(own.unwrap().stakes, [dec!(98.36)]);
    let free = Offer::free_bet(dec!(100), false).unwrap();
    assert_eq!(cover(&free, &lay(dec!(3), dec!(3.1), dec!(0.05))).unwrap().stakes, [dec!(65.57)]);
    let returned = Offer::free_bet(dec!(100), true).unwrap();
    let plan = cover(&returned, &lay(dec!(3), dec!(3.1), dec!(0.05))).unwrap();
    assert_eq!(plan.stakes, [dec!(98.36)]);
    assert_eq!(cents(plan.guaranteed), dec!(93.44));
    let both =
        lay(dec!(3), dec!(3.1), dec!(0.05)).with_commission(Commission::new(dec!(0.02)).unwrap());
    // 100 × (1 + 2 × 0.98) / 3.05
    assert_eq!(cover(&Offer::boost(dec!(100)).unwrap(), &both).unwrap().stakes, [dec!(97.05)]);
}

#[test]
fn a_free_bet_ties_up_no_money_of_ours_but_the_liability() {
    let plan =
        cover(&Offer::free_bet(dec!(10), false).unwrap(), &lay(dec!(5), dec!(5), dec!(0))).unwrap();
    // 10 × 4 / 5 = 8 laid at 5: 32 at risk, 8 for sure.
    assert_eq!((plan.guaranteed, plan.outlay), (dec!(8), dec!(32)));
    assert_eq!(plan.conversion, Some(dec!(0.8)));
}

#[test]
fn backing_the_other_outcomes_covers_as_well() {
    // SNR 50 at 5.00 on the draw; home 2.10 and away 4.40 elsewhere.
    let backs = vec![at(dec!(2.10), dec!(0), dec!(1)), at(dec!(4.40), dec!(0), dec!(0.01))];
    let bet = PromoBet::new(price(dec!(5)), Cover::Backs(backs));
    let plan = cover(&Offer::free_bet(dec!(50), false).unwrap(), &bet).unwrap();
    // Exact: 200/2.1 = 95.24 and 200/4.4 = 45.45, 59.31 kept. At 95 whole the other comes down too.
    assert_eq!(plan.stakes, [dec!(95), dec!(45.34)]);
    assert_eq!(plan.profit_if_won, dec!(59.66));
    assert_eq!(plan.profits_if_lost, [dec!(59.16), dec!(59.156)]);
    assert_eq!(plan.guaranteed, dec!(59.156));
    let none = PromoBet::new(price(dec!(5)), Cover::Backs(Vec::new()));
    assert!(cover(&Offer::boost(dec!(1)).unwrap(), &none).is_err());
}

#[test]
fn a_boost_above_the_lay_is_profit_and_below_it_a_cost() {
    let offer = Offer::boost(dec!(20)).unwrap();
    let boosted = cover(&offer, &lay(dec!(2.5), dec!(2.2), dec!(0.02))).unwrap();
    assert_eq!(cents(boosted.guaranteed), dec!(2.47));
    assert_eq!(boosted.conversion, None);
    assert!(cover(&offer, &lay(dec!(2.1), dec!(2.2), dec!(0.02))).unwrap().guaranteed < dec!(0));
}

#[test]
fn a_refund_is_worth_what_it_converts_to() {
    let offer = Offer::cashback(dec!(50), dec!(1), dec!(50), dec!(0.8)).unwrap();
    let plan = cover(&offer, &lay(dec!(4), dec!(4), dec!(0))).unwrap();
    // W = 150, Z = −10: 160/4 = 40 laid, 30 kept either way.
    assert_eq!((plan.stakes[0], plan.guaranteed), (dec!(40), dec!(30)));
    assert_eq!(plan.conversion, Some(dec!(0.6)));
    let fair = Probability::new(dec!(0.25)).unwrap();
    assert_eq!(offer.expected_profit(price(dec!(4)), Commission::NONE, fair), dec!(30));
}

#[test]
fn the_ranking_prefers_long_prices_for_free_bets_and_short_ones_for_boosts() {
    let bets = [lay(dec!(2), dec!(2.04), dec!(0.02)), lay(dec!(8), dec!(8.6), dec!(0.02))];
    let best = |offer: Offer| rank(&offer, &bets).unwrap()[0].bet;
    assert_eq!(best(Offer::free_bet(dec!(20), false).unwrap()), 1);
    assert_eq!(best(Offer::boost(dec!(20)).unwrap()), 0);
    assert!(rank(&Offer::boost(dec!(1)).unwrap(), &[]).unwrap().is_empty());
}

#[test]
fn what_is_available_limits_the_cover() {
    let short = at(dec!(5), dec!(0), dec!(0.5)).with_stake_max(dec!(3.2)).unwrap();
    let bet = PromoBet::new(price(dec!(5)), Cover::Lay(short));
    let plan = cover(&Offer::free_bet(dec!(10), false).unwrap(), &bet).unwrap();
    assert_eq!((plan.stakes[0], plan.guaranteed), (dec!(3), dec!(3)));
}

fn leg(value: Decimal, lay: Decimal, rate: Decimal) -> InsuredLeg {
    let back = Some(at(value, dec!(0), dec!(0.01)));
    InsuredLeg { price: price(value), lay: at(lay, rate, dec!(0.01)), back }
}

/// The profit of one course of events under a plan.
fn played(legs: &[InsuredLeg], plan: &LegCover, wins: usize) -> Decimal {
    let (mut lost, mut total) = (0, Decimal::ZERO);
    for (index, leg) in legs.iter().enumerate() {
        let won = wins >> index & 1 == 1;
        if let Some(stake) = plan.stakes[index].get(lost) {
            let price = leg.price.get();
            total += match (stake, won) {
                (LegStake::Lay(stake), true) => -stake * leg.lay.laid_loss(),
                (LegStake::Lay(stake), false) => stake * leg.lay.laid_win(),
                (LegStake::Back(stake), true) => stake * (price - dec!(1)),
                (LegStake::Back(stake), false) => -stake,
            };
        }
        lost += usize::from(!won);
    }
    let stake = dec!(25);
    let all: Decimal = legs.iter().map(|leg| leg.price.get()).product();
    total
        + match lost {
            0 => stake * (all - dec!(1)),
            1 => dec!(20) - stake,
            _ => -stake,
        }
}

#[test]
fn bad_promotions_are_named() {
    assert!(Offer::free_bet(dec!(0), true).is_err() && Offer::boost(dec!(-1)).is_err());
    assert!(Offer::cashback(dec!(1), dec!(1.5), dec!(1), dec!(1)).is_err());
    assert!(CoverPrice::new(price(dec!(2)), Commission::NONE, dec!(0)).is_err());
    let one = vec![leg(dec!(2), dec!(2), dec!(0))];
    assert!(InsuredAccumulator::new(dec!(1), dec!(1), dec!(1), one).is_err());
    let long = vec![leg(dec!(1000), dec!(1000), dec!(0)); 3];
    assert!(matches!(
        InsuredAccumulator::new(dec!(1), dec!(1), dec!(1), long),
        Err(PromoError::PriceTooLong { .. })
    ));
}

/// A step of 10⁻²⁸, which no amount can be divided by, and a gift of next to nothing.
#[test]
fn amounts_at_the_end_of_all_numbers() {
    let fine = CoverPrice::new(price(dec!(2)), Commission::NONE, Decimal::new(1, 28));
    assert!(matches!(fine, Err(PromoError::OutOfRange { what: "step of a stake", .. })));
    let most = dec!(1_000_000_000_000);
    let bet = lay(dec!(1_000_000), dec!(1.01), dec!(0.05));
    let plan = cover(&Offer::free_bet(most, false).unwrap(), &bet).unwrap();
    assert!(plan.guaranteed > most);
    let little = Offer::cashback(most, Decimal::ONE, Decimal::new(1, 28), Decimal::ZERO).unwrap();
    let plan = cover(&little, &lay(dec!(2), dec!(3), dec!(0.05))).unwrap();
    assert!(plan.guaranteed < Decimal::ZERO && plan.conversion.is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_other_lay_stake_guarantees_more(
        back in 110..3_000_i64, margin in 0..60_i64, rate in 0..10_i64, amount in 1..500_i64, kind in 0..4_u8,
    ) {
        let amount = Decimal::from(amount);
        let offer = match kind {
            0 => Offer::free_bet(amount, false),
            1 => Offer::free_bet(amount, true),
            2 => Offer::boost(amount),
            _ => Offer::cashback(amount, dec!(0.5), dec!(100), dec!(0.7)),
        }.unwrap();
        let bet = lay(Decimal::new(back, 2), Decimal::new(back + margin, 2), Decimal::new(rate, 2));
        let plan = cover(&offer, &bet).unwrap();
        let (o, c) = (Decimal::new(back + margin, 2), Decimal::new(rate, 2));
        for shift in [dec!(0.01), dec!(-0.01), dec!(1), dec!(-1)] {
            let stake = plan.stakes[0] + shift;
            let won = offer.profit_if_won(price(Decimal::new(back, 2)), Commission::NONE) - stake * (o - dec!(1));
            let lost = offer.profit_if_lost() + stake * (dec!(1) - c);
            prop_assert!(stake < dec!(0) || won.min(lost) <= plan.guaranteed);
        }
        prop_assert_eq!(plan.guaranteed, plan.profit_if_won.min(plan.profits_if_lost[0]));
    }

    #[test]
    fn no_other_backs_guarantee_more(
        amount in 1..15_i64, back in 150..600_i64, others in (130..500_i64, 130..500_i64), step in 1..6_i64,
    ) {
        let offer = Offer::free_bet(Decimal::from(amount), false).unwrap();
        let at = |value, step| at(Decimal::new(value, 2), dec!(0), Decimal::from(step));
        let backs = vec![at(others.0, 1), at(others.1, step)];
        let bet = PromoBet::new(price(Decimal::new(back, 2)), Cover::Backs(backs.clone()));
        let plan = cover(&offer, &bet).unwrap();
        let won = offer.profit_if_won(price(Decimal::new(back, 2)), Commission::NONE);
        for first in 0..80_i64 {
            for multiple in 0..=80 / step {
                let stakes = [Decimal::from(first), Decimal::from(multiple * step)];
                let returned = stakes.iter().zip(&backs).map(|(stake, back)| stake * back.price().get());
                let worst = returned.fold(won, Decimal::min) - stakes[0] - stakes[1];
                prop_assert!(worst <= plan.guaranteed, "{stakes:?} {worst} > {plan:?}");
            }
        }
    }

    #[test]
    fn an_insured_accumulator_brings_what_is_guaranteed_whatever_happens(
        prices in prop::collection::vec((120..500_i64, 0..15_i64), 2..6), rate in 0..6_i64,
    ) {
        let legs: Vec<InsuredLeg> = prices.iter().map(|(back, margin)| {
            leg(Decimal::new(*back, 2), Decimal::new(back + margin, 2), Decimal::new(rate, 2))
        }).collect();
        let accumulator = InsuredAccumulator::new(dec!(25), dec!(25), dec!(0.8), legs.clone()).unwrap();
        let plan = cover_accumulator(&accumulator);
        let worst = (0..1 << legs.len()).map(|wins| played(&legs, &plan, wins)).min();
        prop_assert_eq!(worst, Some(plan.guaranteed));
    }
}
