//! What a bet comes to.

use monps_core::bet::{
    Bet, BetKind, BetOutcome, BetStatus, LEGS_MAX, Leg, Standing, Terms, Verdict, standing,
};
use monps_core::catalog::{MarketKind, Selection};
use monps_core::error::bet::BetError;
use monps_core::id::EventId;
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::Commission;
use monps_core::payoff::Outcome::{self, HalfLost, HalfWon, Lost, Push, Void, Won};
use monps_core::quote::Side;
use rust_decimal::dec;

use super::{euros, handicap, leg, market, open, price, terms};

fn forced(outcome: Outcome) -> Verdict {
    Verdict::Forced { outcome, price: None }
}

fn settled(bet: &Bet, verdict: Verdict) -> monps_core::bet::Settlement {
    bet.settlement(verdict, Rounding::HalfUp).unwrap()
}

#[test]
fn an_accumulator_multiplies_what_its_legs_make() {
    let case = |legs: &[(&str, Outcome)]| {
        let legs = legs.iter().zip(1..).map(|((at, o), event)| leg(event, at, Some(*o)));
        let bet = open(terms(Side::Back, dec!(10), legs.collect()));
        let settlement = settled(&bet, Verdict::Legs);
        (settlement.outcome().as_str(), settlement.payout().amount())
    };
    // Void and push are 1.0, half won (o + 1) / 2, half lost 1/2, and one lost leg is all.
    assert_eq!(case(&[("2.0", Won), ("1.8", Won), ("1.5", Won)]), ("won", dec!(54)));
    assert_eq!(case(&[("2.0", Won), ("1.8", Void), ("1.5", Won)]), ("won", dec!(30)));
    assert_eq!(case(&[("2.0", Won), ("1.8", Push), ("1.5", Won)]), ("won", dec!(30)));
    assert_eq!(case(&[("2.0", Won), ("1.8", HalfWon)]), ("won", dec!(28)));
    assert_eq!(case(&[("2.0", Won), ("1.8", HalfLost)]), ("push", dec!(10)));
    assert_eq!(case(&[("3.0", Won), ("1.8", HalfLost)]), ("won", dec!(15)));
    assert_eq!(case(&[("1.5", Won), ("1.8", HalfLost)]), ("lost", dec!(7.5)));
    assert_eq!(case(&[("2.0", Won), ("1.8", Lost), ("1.5", Void)]), ("lost", dec!(0)));
    assert_eq!(case(&[("2.0", Void), ("1.8", Void)]), ("void", dec!(10)));
    assert_eq!(case(&[("2.0", Void), ("1.8", Push)]), ("push", dec!(10)));
    // With every other leg void it is the bet on what is left.
    assert_eq!(case(&[("2.0", Void), ("1.8", HalfWon)]), ("half_won", dec!(14)));
    assert_eq!(case(&[("4/9", Won), ("10/11", Won)]), ("won", dec!(27.58)));
}

#[test]
fn an_accumulator_stays_open_until_nothing_can_change_it() {
    let legs = [leg(1, "2.0", Some(HalfWon)), leg(2, "3.0", None), leg(3, "1.5", None)];
    match standing(&legs).unwrap() {
        Standing::Open { so_far, best, open_count } => {
            assert_eq!(so_far.get(), dec!(1.5));
            assert_eq!(best.get(), dec!(6.75));
            assert_eq!(open_count, 2);
        }
        Standing::Decided { .. } => panic!("two legs are open"),
    }
    let bet = open(terms(Side::Back, dec!(10), legs.to_vec()));
    assert_eq!(
        bet.settlement(Verdict::Legs, Rounding::HalfUp),
        Err(BetError::LegsOpen { count: 2 })
    );
    // One lost leg decides at once, whatever is still open.
    let lost = bet.with_leg_outcome(1, Some(Lost)).unwrap();
    assert_eq!(settled(&lost, Verdict::Legs).outcome(), BetOutcome::Played(Lost));
}

#[test]
fn a_bet_is_well_formed() {
    let at = |count| terms(Side::Back, dec!(1), (0..count).map(|e| leg(e, "1.1", None)).collect());
    assert!(matches!(Bet::new(at(0), BetStatus::Open), Err(BetError::LegCount { count: 0, .. })));
    let most = i64::try_from(LEGS_MAX).unwrap();
    assert!(Bet::new(at(most), BetStatus::Open).is_ok());
    assert!(Bet::new(at(most + 1), BetStatus::Open).is_err());
    assert_eq!(open(at(1)).kind(), BetKind::Single);
    assert_eq!(open(at(2)).kind(), BetKind::Accumulator);

    let free = Terms { stake: euros(dec!(0)), ..at(1) };
    assert!(matches!(Bet::new(free, BetStatus::Open), Err(BetError::NoStake { .. })));
    let laid = Terms { side: Side::Lay, ..at(2) };
    assert!(matches!(Bet::new(laid, BetStatus::Open), Err(BetError::LaidAccumulator { count: 2 })));
    let same_event = vec![leg(5, "2.0", None), leg(6, "2.0", None), leg(5, "3.0", None)];
    assert_eq!(
        Bet::new(terms(Side::Back, dec!(1), same_event), BetStatus::Open),
        Err(BetError::Correlated { event_id: EventId::new(5) })
    );
    let odds = market(MarketKind::MatchOdds, None);
    assert!(Leg::new(EventId::new(1), odds, Selection::Over, price("2.0")).is_err());
}

#[test]
fn a_settlement_given_by_hand() {
    let bet = open(terms(Side::Back, dec!(90), vec![leg(1, "4/9", None)]));
    assert_eq!(settled(&bet, forced(Won)).profit(), euros(dec!(40)));
    assert_eq!(settled(&bet, forced(HalfWon)).profit(), euros(dec!(20)));
    assert_eq!(settled(&bet, forced(HalfLost)).profit(), euros(dec!(-45)));
    assert_eq!(settled(&bet, forced(Lost)).profit(), euros(dec!(-90)));
    assert_eq!(settled(&bet, forced(Void)).outcome().status(), BetStatus::Void);

    // The venue settled at another price than the one taken.
    let better = Verdict::Forced { outcome: Won, price: Some(price("1.5")) };
    assert_eq!(settled(&bet, better).payout(), euros(dec!(135)));
    let cashed = settled(&bet, Verdict::CashOut { payout: euros(dec!(100)) });
    assert_eq!(cashed.outcome(), BetOutcome::CashedOut);
    assert_eq!(cashed.profit(), euros(dec!(10)));
    let paid = Verdict::Paid { outcome: Won, payout: euros(dec!(129.99)) };
    assert_eq!(settled(&bet, paid).profit(), euros(dec!(39.99)));
}

#[test]
fn a_payout_that_contradicts_its_outcome_is_refused() {
    let bet = open(terms(Side::Back, dec!(10), vec![leg(1, "2.0", None)]));
    for (outcome, payout) in [
        (Won, dec!(9.99)),
        (HalfWon, dec!(5)),
        (Push, dec!(10.01)),
        (Void, dec!(0)),
        (HalfLost, dec!(10.01)),
        (Lost, dec!(0.01)),
        (HalfLost, dec!(-5)),
    ] {
        let verdict = Verdict::Paid { outcome, payout: euros(payout) };
        let refused = bet.settlement(verdict, Rounding::HalfUp);
        assert!(matches!(refused, Err(BetError::PayoutContradicts { .. })), "{outcome} {payout}");
    }
    let minus = Verdict::CashOut { payout: euros(dec!(-1)) };
    assert!(bet.settlement(minus, Rounding::HalfUp).is_err());
    let pounds = Verdict::CashOut { payout: Money::new(dec!(1), Currency::GBP).unwrap() };
    assert!(matches!(bet.settlement(pounds, Rounding::HalfUp), Err(BetError::Money(_))));
}

#[test]
fn a_lay_wins_what_the_backer_loses() {
    // 10 laid at 3.00: liability 20; commission 5 % of what is won.
    let commission = Commission::new(dec!(0.05)).unwrap();
    let laid = |outcome| {
        let legs = vec![leg(1, "3.00", Some(outcome))];
        open(Terms { commission, ..terms(Side::Lay, dec!(10), legs) })
    };
    let bet = laid(Lost);
    assert_eq!(bet.liability(Rounding::HalfUp).unwrap(), euros(dec!(20)));
    let won = settled(&bet, Verdict::Legs);
    assert_eq!(won.outcome(), BetOutcome::Played(Won));
    assert_eq!(won.payout(), euros(dec!(30)));
    assert_eq!(won.commission(), euros(dec!(0.5)));
    assert_eq!(won.profit(), euros(dec!(9.5)));
    assert_eq!(won, settled(&laid(Won), forced(Won)));

    let lost = settled(&laid(Won), Verdict::Legs);
    assert_eq!(lost.outcome(), BetOutcome::Played(Lost));
    assert_eq!((lost.payout(), lost.profit()), (euros(dec!(0)), euros(dec!(-20))));
    assert!(lost.commission().is_zero());
    // The selection half won, so the layer half lost: half of the liability.
    let half = settled(&laid(HalfWon), Verdict::Legs);
    assert_eq!(half.outcome(), BetOutcome::Played(HalfLost));
    assert_eq!(half.profit(), euros(dec!(-10)));
}

#[test]
fn commission_is_taken_from_winnings_only() {
    let commission = Commission::new(dec!(0.02)).unwrap();
    let legs = vec![leg(1, "2.50", None)];
    let bet = open(Terms { commission, ..terms(Side::Back, dec!(33.33), legs) });
    let won = settled(&bet, forced(Won));
    // 33.33 × 1.5 = 49.995 rounds to 50.00 of winnings; 2 % of that is 1.00.
    assert_eq!(won.payout(), euros(dec!(83.33)));
    assert_eq!(won.commission(), euros(dec!(1)));
    assert_eq!(won.profit(), euros(dec!(49)));
    assert!(settled(&bet, forced(Push)).commission().is_zero());
    assert!(settled(&bet, forced(HalfLost)).commission().is_zero());
}

#[test]
fn half_results_come_from_the_score_to_the_cent() {
    // Home −0.25 at 1.93, staked 25, drawn: 12.50 comes back.
    let taken = Leg::new(EventId::new(1), handicap("-0.25"), Selection::Home, price("1.93"));
    let bet = open(terms(Side::Back, dec!(25), vec![taken.unwrap()]));
    let bet = bet.with_leg_outcome(0, Some(HalfLost)).unwrap();
    assert_eq!(settled(&bet, Verdict::Legs).payout(), euros(dec!(12.5)));
    assert!(matches!(
        bet.with_leg_outcome(1, Some(Won)),
        Err(BetError::NoSuchLeg { index: 1, count: 1 })
    ));
}

#[test]
fn a_bet_that_is_over_stands_until_it_is_reversed() {
    let bet = open(terms(Side::Back, dec!(10), vec![leg(1, "2.0", Some(Won))]));
    let over = bet.moved_to(BetStatus::Settled).unwrap();
    assert!(matches!(
        over.clone().moved_to(BetStatus::Void),
        Err(BetError::IllegalMove { from: BetStatus::Settled, to: BetStatus::Void })
    ));
    assert!(matches!(
        over.clone().with_leg_outcome(0, Some(Lost)),
        Err(BetError::LegsStand { status: BetStatus::Settled })
    ));
    let again = over.reversed().unwrap();
    assert_eq!(again.status(), BetStatus::Open);
    assert!(again.reversed().is_err());
}
