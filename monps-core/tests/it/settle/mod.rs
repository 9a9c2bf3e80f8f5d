//! Settlement: a table of cases that a bettor can check, rule files side by side, and laws.

mod bets;
mod cases;
mod laws;
mod mismatch;

use monps_core::odds::{OddsFormat, QuotedPrice};
use monps_core::settle::rules::{RuleBook, Rules};

/// A price in the format that its writing shows.
fn price(text: &str) -> QuotedPrice {
    let format = match text {
        t if t.contains('/') => OddsFormat::Fractional,
        t if t.starts_with(['+', '-']) => OddsFormat::American,
        _ => OddsFormat::Decimal,
    };
    QuotedPrice::parse(text, format).unwrap()
}

/// The rules of a built-in file.
fn rules(name: &str) -> Rules {
    let day = "2026-11-22".parse().unwrap();
    RuleBook::builtin().unwrap().named(name, day).unwrap().rules.clone()
}
