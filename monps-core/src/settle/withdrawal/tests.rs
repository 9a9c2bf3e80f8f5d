//! The published figures, and what rounding does to them.

use rust_decimal::dec;

use super::*;
use crate::odds::{OddsFormat, QuotedPrice};
use crate::payoff::Factor;

fn price(text: &str) -> QuotedPrice {
    let format = if text.contains('/') { OddsFormat::Fractional } else { OddsFormat::Decimal };
    QuotedPrice::parse(text, format).unwrap()
}

/// The fractions that a bookmaker's board shows.
const CUSTOMARY: &str = "1/10 1/9 1/8 2/15 1/7 2/13 1/6 2/11 1/5 2/9 1/4 2/7 3/10 1/3 4/11 2/5 4/9 \
    1/2 8/15 4/7 8/13 4/6 8/11 4/5 5/6 10/11 20/21 1/1 21/20 11/10 6/5 5/4 11/8 6/4 13/8 7/4 15/8 \
    2/1 85/40 9/4 5/2 11/4 3/1 100/30 10/3 7/2 4/1 9/2 5/1 11/2 6/1 13/2 7/1 15/2 8/1 9/1 10/1";

#[test]
fn each_end_of_the_published_table() {
    let table = Rule4Table::published().unwrap();
    let published = [
        ("1.12", 90),
        ("1.13", 85),
        ("1.19", 85),
        ("1.20", 80),
        ("1.27", 80),
        ("1.28", 75),
        ("1.33", 75),
        ("1.34", 70),
        ("1.44", 70),
        ("1.45", 65),
        ("1.57", 65),
        ("1.58", 60),
        ("1.66", 60),
        ("1.67", 55),
        ("1.83", 55),
        ("1.84", 50),
        ("1.99", 50),
        ("2", 45),
        ("2.24", 45),
        ("2.25", 40),
        ("2.59", 40),
        ("2.60", 35),
        ("2.79", 35),
        ("2.80", 30),
        ("3.39", 30),
        ("3.40", 25),
        ("4.19", 25),
        ("4.20", 20),
        ("5.49", 20),
        ("5.50", 15),
        ("6.99", 15),
        ("7", 10),
        ("10.99", 10),
        ("11", 0),
        ("15", 0),
        ("1000", 0),
    ];
    for (at, pence) in published {
        assert_eq!(table.deduction(price(at)).pence, pence, "{at}");
    }
    let classic = Rule4Table::classic().unwrap();
    for (at, pence) in [("9/1", 10), ("10/1", 5), ("14/1", 5), ("15", 5), ("15.5", 0)] {
        assert_eq!(classic.deduction(price(at)).pence, pence, "{at}");
    }
}

#[test]
fn two_decimals_put_four_customary_fractions_into_the_wrong_band() {
    let table = Rule4Table::published().unwrap();
    let mut wrong = Vec::new();
    for text in CUSTOMARY.split_whitespace() {
        let exact = table.deduction(price(text));
        assert_eq!(exact.pence_if_fraction, None, "{text} is what was quoted");
        let rounded = price(
            &price(text)
                .price()
                .get()
                .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
                .to_string(),
        );
        let seen = table.deduction(rounded);
        if seen.pence != exact.pence {
            wrong.push(text);
            assert_eq!(seen.pence_if_fraction, Some(exact.pence), "{text} is flagged");
        }
    }
    assert_eq!(wrong, ["1/3", "4/9", "4/7", "5/6"]);
    // And prices that are nobody's rounding are not flagged.
    for clear in ["1.30", "1.50", "2", "3.25", "9"] {
        assert_eq!(table.deduction(price(clear)).pence_if_fraction, None, "{clear}");
    }
}

#[test]
fn several_withdrawals_take_at_most_ninety_pence() {
    let of = |pence| Deduction { pence, pence_if_fraction: None };
    assert_eq!(together(&[]), 0);
    assert_eq!(together(&[of(30), of(10)]), 40);
    assert_eq!(together(&[of(55), of(45), of(20)]), 90);
    assert_eq!(together(&[of(90); 9]), 90);
}

#[test]
fn a_deduction_is_taken_from_winnings_and_a_factor_from_the_price() {
    assert_eq!(deduct(price("5/1"), 40).unwrap().to_string(), "3/1");
    assert_eq!(deduct(price("6.0"), 40).unwrap().price().get(), dec!(4));
    assert_eq!(deduct(price("4/9"), 25).unwrap().to_string(), "1/3");
    let american = QuotedPrice::american(-110).unwrap();
    assert_eq!(deduct(american, 10).unwrap().to_string(), "9/11");
    assert_eq!(reduced_by(price("8.0"), dec!(25)).unwrap().price().get(), dec!(6));
    assert!(reduced_by(price("1.2"), dec!(25)).is_err());
    for bad in [dec!(-1), dec!(100), dec!(1000)] {
        assert!(reduced_by(price("8.0"), bad).is_err(), "{bad}");
    }
    // As a return: of 4/9 with 90p in the pound taken, a tenth is left, which is 2/45.
    let left = deducted(Factor::won(price("4/9")), 90).unwrap();
    assert!(left.cmp_exact(Factor::won(price("2/45"))).is_eq());
    for untouched in [Factor::ONE, Factor::HALF, Factor::ZERO] {
        assert_eq!(deducted(untouched, 90).unwrap().get(), untouched.get());
    }
}

#[test]
fn a_table_that_is_wrong_says_where() {
    let good = include_str!("../../../rules/rule4/published.toml");
    for (from, to, says) in [
        ("\"winnings\"", "\"stakes\"", "t.toml:8: base is \"stakes\": winnings"),
        ("pence = 85", "pence = 95", "bands[1].pence is 95: pence from 0 to 90"),
        ("pence = 85", "pence = 90", "bands[1].pence is 90: fewer than those of the band before"),
        ("\"1.19\"", "\"1.10\"", "bands[1].up_to is \"1.10\": longer than"),
        ("\"1.19\"", "1.19", "bands[1].up_to is 1.19: a price such as"),
        ("up_to = \"1.19\", ", "", "bands[1].up_to is missing"),
        ("\"1/8\"", "\"1/0\"", "fractions is \"1/0\": a list of fractional odds"),
        ("schema = 1", "schema = 2", "schema is 2: 1, the version"),
    ] {
        let said =
            Rule4Table::parse("t.toml", &good.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(said.starts_with("t.toml:") && said.contains(says), "{said}");
    }
}
