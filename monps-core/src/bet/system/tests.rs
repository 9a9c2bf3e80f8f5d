//! Line counts that every bettor knows, and systems settled by hand.

use rust_decimal::dec;

use super::*;
use crate::catalog::{MarketKey, MarketKind, Selection};
use crate::id::EventId;
use crate::money::Currency;
use crate::odds::{Price, QuotedPrice};
use crate::payoff::DeadHeat;

fn leg(event: i64, price: Decimal, outcome: Outcome) -> Leg {
    let market = MarketKey::full_time(MarketKind::DrawNoBet, None).unwrap();
    let price = QuotedPrice::from(Price::new(price).unwrap());
    let leg = Leg::new(EventId::new(event), market, Selection::Home, price).unwrap();
    Leg { outcome: Some(outcome), ..leg }
}

fn system(kind: &str, legs: Vec<Leg>, banks: Vec<Leg>, stake: Decimal) -> System {
    let stake = Money::new(stake, Currency::EUR).unwrap();
    System::new(kind.parse().unwrap(), legs, banks, stake).unwrap()
}

fn paid(system: &System) -> Decimal {
    system.settle(Cents::EachLine, Rounding::HalfUp).unwrap().payout().amount()
}

#[test]
fn every_named_system_has_the_lines_that_people_pay_for() {
    for (name, legs, lines) in [
        ("trixie", 3, 4),
        ("patent", 3, 7),
        ("yankee", 4, 11),
        ("lucky_15", 4, 15),
        ("canadian", 5, 26),
        ("super_yankee", 5, 26),
        ("lucky_31", 5, 31),
        ("heinz", 6, 57),
        ("lucky_63", 6, 63),
        ("super_heinz", 7, 120),
        ("goliath", 8, 247),
        ("2/3", 3, 3),
        ("2/4", 4, 6),
        ("3/4", 4, 4),
        ("3/5", 5, 10),
        ("2+3/4", 4, 10),
        ("1/1", 1, 1),
        ("10/20", 20, 184_756),
    ] {
        let kind: SystemKind = name.parse().unwrap();
        assert_eq!((kind.legs(), kind.line_count()), (legs, lines), "{name}");
        assert_eq!(kind.to_string().parse::<SystemKind>().unwrap(), kind, "{name}");
        if lines < 1_000 {
            assert_eq!(kind.lines().count(), usize::try_from(lines).unwrap(), "{name}");
        }
    }
    assert_eq!("Lucky 15".parse::<SystemKind>().unwrap().name(), Some("lucky_15"));
    assert_eq!("2/3".parse::<SystemKind>().unwrap().name(), None);
    assert_eq!(SystemKind::doubles(4).unwrap().line_count(), 6);
    assert_eq!(SystemKind::trebles(4).unwrap().line_count(), 4);
}

#[test]
fn lines_are_different_and_in_order() {
    let kind: SystemKind = "2/4".parse().unwrap();
    let lines: Vec<Vec<usize>> = kind.lines().collect();
    assert_eq!(lines, [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
}

#[test]
fn what_is_no_system_says_so() {
    for bad in ["", "0/3", "4/3", "2/21", "2+2/3", "+2/3", "2/", "/3", "yankees", "2/3/4", "2/256"]
    {
        let refused = bad.parse::<SystemKind>().unwrap_err();
        assert!(matches!(refused, BetError::SystemKind { .. }), "{bad}");
    }
    let two = vec![leg(1, dec!(2), Outcome::Won), leg(2, dec!(2), Outcome::Won)];
    let stake = Money::new(dec!(1), Currency::EUR).unwrap();
    let new = |kind: &str, legs, banks| System::new(kind.parse().unwrap(), legs, banks, stake);
    assert!(matches!(new("2/3", two.clone(), vec![]), Err(BetError::SystemLegs { .. })));
    let again = vec![leg(2, dec!(3), Outcome::Won)];
    assert!(matches!(new("2/2", two, again), Err(BetError::Correlated { .. })));
    let many = (0..20).map(|event| leg(event, dec!(2), Outcome::Won)).collect();
    assert!(matches!(new("10/20", many, vec![]), Err(BetError::LineCount { .. })));
}

#[test]
fn a_lucky_fifteen_by_hand() {
    // 2.0, 3.0, 4.0 win, 5.0 loses: singles 9, doubles 6 + 8 + 12, treble 24.
    let legs = vec![
        leg(1, dec!(2), Outcome::Won),
        leg(2, dec!(3), Outcome::Won),
        leg(3, dec!(4), Outcome::Won),
        leg(4, dec!(5), Outcome::Lost),
    ];
    let bet = system("lucky_15", legs, vec![], dec!(1));
    assert_eq!(bet.staked().unwrap().amount(), dec!(15));
    assert_eq!(paid(&bet), dec!(9) + dec!(26) + dec!(24));
    let settled = bet.settle(Cents::Once, Rounding::HalfUp).unwrap();
    assert_eq!((settled.won_count(), settled.profit().unwrap().amount()), (7, dec!(44)));
    // (1 + 2)(1 + 3)(1 + 4)(1 + 5) − 1 when all come in.
    let all = system(
        "lucky_15",
        (1..=4).map(|n| leg(n, Decimal::from(n + 1), Outcome::Won)).collect(),
        vec![],
        dec!(1),
    );
    assert_eq!(paid(&all), dec!(359));
}

#[test]
fn void_half_and_dead_heat_legs_count_their_share_in_each_line() {
    let heat = Outcome::DeadHeat(DeadHeat::new(1, 2).unwrap());
    let legs = vec![
        leg(1, dec!(2), Outcome::Won),
        leg(2, dec!(3), Outcome::Void),
        leg(3, dec!(1.90), Outcome::HalfWon),
        leg(4, dec!(2), Outcome::HalfLost),
        leg(5, dec!(6), heat),
    ];
    // Factors 2, 1, 1.45, 0.5, 3: the ten doubles.
    let bet = system("2/5", legs, vec![], dec!(10));
    let sum = dec!(2)
        + dec!(2.9)
        + dec!(1)
        + dec!(6)
        + dec!(1.45)
        + dec!(0.5)
        + dec!(3)
        + dec!(0.725)
        + dec!(4.35)
        + dec!(1.5);
    assert_eq!(paid(&bet), sum * dec!(10));
}

#[test]
fn a_bank_is_part_of_every_line() {
    let legs = || {
        vec![
            leg(1, dec!(2), Outcome::Won),
            leg(2, dec!(3), Outcome::Won),
            leg(3, dec!(4), Outcome::Lost),
        ]
    };
    let won = system("2/3", legs(), vec![leg(9, dec!(1.5), Outcome::Won)], dec!(2));
    assert_eq!(paid(&won), dec!(2) * dec!(6) * dec!(1.5));
    let lost = system("2/3", legs(), vec![leg(9, dec!(1.5), Outcome::Lost)], dec!(2));
    assert_eq!(paid(&lost), dec!(0));
}

#[test]
fn cents_are_rounded_where_it_is_said() {
    // Three singles of 0.33 at 1.55 return 0.5115 each.
    let legs = (1..=3).map(|event| leg(event, dec!(1.55), Outcome::Won)).collect();
    let bet = system("1/3", legs, vec![], dec!(0.33));
    assert_eq!(paid(&bet), dec!(1.53));
    let once = bet.settle(Cents::Once, Rounding::HalfUp).unwrap();
    assert_eq!(once.payout().amount(), dec!(1.53));
    let down = |cents| bet.settle(cents, Rounding::Down).unwrap().payout().amount();
    assert_eq!((down(Cents::EachLine), down(Cents::Once)), (dec!(1.53), dec!(1.53)));
    // At 1.49 each is 0.4917: 0.49 three times, or 1.4751 once.
    let legs = (1..=3).map(|event| leg(event, dec!(1.49), Outcome::Won)).collect();
    let bet = system("1/3", legs, vec![], dec!(0.33));
    assert_eq!(paid(&bet), dec!(1.47));
    let once = bet.settle(Cents::Once, Rounding::HalfUp).unwrap();
    assert_eq!(once.payout().amount(), dec!(1.48));
}

#[test]
fn thirds_add_up_exactly() {
    // Three doubles at 4/3 and 4/3: 16/9 each; 81 on each is 144, to the last cent rounding down.
    let quoted = QuotedPrice::fractional(1, 3).unwrap();
    let legs = (1..=3).map(|n| Leg { price: quoted, ..leg(n, dec!(2), Outcome::Won) }).collect();
    let bet = system("2/3", legs, vec![], dec!(81));
    let once = bet.settle(Cents::Once, Rounding::Down).unwrap();
    assert_eq!(once.payout().amount(), dec!(432));
}

#[test]
fn open_legs_leave_the_best_that_can_come() {
    let open = Leg { outcome: None, ..leg(3, dec!(4), Outcome::Won) };
    let legs = vec![leg(1, dec!(2), Outcome::Won), leg(2, dec!(3), Outcome::Lost), open];
    let bet = system("trixie", legs, vec![], dec!(1));
    let settled = bet.settle(Cents::EachLine, Rounding::HalfUp);
    assert!(matches!(settled, Err(BetError::LegsOpen { count: 1 })));
    let best = bet.best_payout(Cents::EachLine, Rounding::HalfUp).unwrap();
    assert_eq!(best.amount(), dec!(8));
}

#[test]
fn a_whole_stake_is_shared_out_in_whole_cents() {
    let kind: SystemKind = "2/3".parse().unwrap();
    let euros = |amount| Money::new(amount, Currency::EUR).unwrap();
    let (each, left) = System::stake_per_line(&kind, euros(dec!(10))).unwrap();
    assert_eq!((each, left), (euros(dec!(3.33)), euros(dec!(0.01))));
    assert!(System::stake_per_line(&kind, euros(dec!(0.02))).is_err());
}
