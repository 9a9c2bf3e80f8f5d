//! What can be lost on a set of bets.

use monps_core::bet::{Bet, BetStatus, Leg, Terms, exposure};
use monps_core::catalog::{MarketKey, MarketKind, Selection};
use monps_core::error::bet::BetError;
use monps_core::id::EventId;
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::Commission;
use monps_core::quote::Side;
use rust_decimal::{Decimal, dec};

use super::{euros, handicap, leg, market, open, price, terms, total};

fn single(side: Side, on: (&MarketKey, Selection), at: &str, stake: Decimal) -> Bet {
    let leg = Leg::new(EventId::new(1), on.0.clone(), on.1, price(at)).unwrap();
    open(terms(side, stake, vec![leg]))
}

fn worst(bets: &[Bet]) -> Decimal {
    exposure(Currency::EUR, bets, Rounding::HalfUp).unwrap().amount()
}

#[test]
fn selections_of_one_market_pay_for_one_another() {
    let odds = market(MarketKind::MatchOdds, None);
    let home = single(Side::Back, (&odds, Selection::Home), "2.60", dec!(10));
    let draw = single(Side::Back, (&odds, Selection::Draw), "3.50", dec!(10));
    let away = single(Side::Back, (&odds, Selection::Away), "4.00", dec!(10));
    assert_eq!(worst(&[]), dec!(0));
    assert_eq!(worst(std::slice::from_ref(&home)), dec!(10));
    assert_eq!(worst(&[home.clone(), draw.clone()]), dec!(20));
    // All three: at worst home wins, and 26 comes back of 30.
    assert_eq!(worst(&[home, draw, away]), dec!(4));
}

#[test]
fn markets_of_one_event_are_put_together() {
    // Home −0.5 and double chance X2 cover everything between them.
    let minus = handicap("-0.5");
    let chance = market(MarketKind::DoubleChance, None);
    let home = single(Side::Back, (&minus, Selection::Home), "2.00", dec!(50));
    let rest = single(Side::Back, (&chance, Selection::DrawOrAway), "1.90", dec!(50));
    assert_eq!(worst(&[home, rest]), dec!(5));

    // A middle: over 2.25 and under 2.75 both lose half at most.
    let over = single(Side::Back, (&total("2.25"), Selection::Over), "2.00", dec!(10));
    let under = single(Side::Back, (&total("2.75"), Selection::Under), "2.00", dec!(10));
    assert_eq!(worst(&[over, under]), dec!(0));
}

#[test]
fn a_lay_risks_its_liability_and_commission_counts() {
    let odds = market(MarketKind::MatchOdds, None);
    let back = single(Side::Back, (&odds, Selection::Home), "3.00", dec!(10));
    let lay = single(Side::Lay, (&odds, Selection::Home), "3.00", dec!(10));
    assert_eq!(worst(std::slice::from_ref(&lay)), dec!(20));
    assert_eq!(worst(&[back.clone(), lay.clone()]), dec!(0));
    // Whichever wins pays 5 %: one of 10 when the lay does, of 20 when the back does.
    let commission = Commission::new(dec!(0.05)).unwrap();
    let charged = |bet: &Bet| open(Terms { commission, ..bet.terms().clone() });
    assert_eq!(worst(&[charged(&back), charged(&lay)]), dec!(1));
}

#[test]
fn what_cannot_be_put_together_is_added_up() {
    let corners = market(MarketKind::Opaque("corners".to_owned()), None);
    let over = Selection::named("over 9").unwrap();
    let under = Selection::named("under 9").unwrap();
    let opaque = [
        single(Side::Back, (&corners, over), "2.20", dec!(10)),
        single(Side::Back, (&corners, under), "2.20", dec!(10)),
    ];
    assert_eq!(worst(&opaque), dec!(20));
    let double = open(terms(Side::Back, dec!(7), vec![leg(2, "2.0", None), leg(3, "2.0", None)]));
    assert_eq!(worst(&[double]), dec!(7));
    // A line beyond any grid: the plain sum.
    let far = total("900.5");
    let both = [
        single(Side::Back, (&far, Selection::Over), "2.20", dec!(10)),
        single(Side::Back, (&far, Selection::Under), "2.20", dec!(10)),
    ];
    assert_eq!(worst(&both), dec!(20));
}

#[test]
fn a_sure_gain_does_not_pay_for_another_event() {
    let winner = market(MarketKind::Winner, None);
    let sure = [
        single(Side::Back, (&winner, Selection::Home), "2.20", dec!(10)),
        single(Side::Back, (&winner, Selection::Away), "2.20", dec!(10)),
        open(terms(Side::Back, dec!(5), vec![leg(9, "2.0", None)])),
    ];
    assert_eq!(worst(&sure), dec!(5));
}

#[test]
fn bets_that_are_over_and_other_currencies() {
    let bet = open(terms(Side::Back, dec!(10), vec![leg(1, "2.0", None)]));
    let over = bet.clone().moved_to(BetStatus::Settled).unwrap();
    let unconfirmed = Bet::new(bet.terms().clone(), BetStatus::Unconfirmed).unwrap();
    assert_eq!(worst(&[over]), dec!(0));
    assert_eq!(worst(&[unconfirmed]), dec!(10));
    let pounds =
        Terms { stake: Money::new(dec!(1), Currency::GBP).unwrap(), ..bet.terms().clone() };
    let refused = exposure(Currency::EUR, [&bet, &open(pounds)], Rounding::HalfUp);
    assert!(matches!(refused, Err(BetError::ForeignCurrency { .. })));
    assert_eq!(bet.liability(Rounding::HalfUp).unwrap(), euros(dec!(10)));
}
