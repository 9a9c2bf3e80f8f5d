//! Between the host's types and the contract's. What comes in from a plugin is checked as if a stranger
//! had written it, because one has.

mod ask;
mod batch;
mod inputs;

use monps_core::adapter::Capture;
use rust_decimal::Decimal;

pub(super) use ask::{context, query};
pub(super) use batch::snapshot;
pub(super) use inputs::{fault, inputs, step_effects};

use super::file::capture_from;
use super::guest::is_steering;

/// Why something of a plugin's is not taken.
type Reason = String;

/// A capture as the contract writes it.
pub(super) fn capture(from: &str, slot: &str, ttl_s: Option<u32>) -> Option<Capture> {
    Some(Capture { from: capture_from(from)?, slot: slot.to_owned().into(), ttl_s })
}

/// A decimal of the contract's grammar: `-?[0-9]{1,12}(\.[0-9]{1,8})?`.
fn decimal(text: &str) -> Result<Decimal, Reason> {
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let good = match unsigned.split_once('.') {
        Some((whole, part)) => digits(whole, 12) && digits(part, 8),
        None => digits(unsigned, 12),
    };
    let read = if good { Decimal::from_str_exact(text).ok() } else { None };
    read.ok_or_else(|| {
        let shown: String = text.chars().take(24).collect();
        format!("{shown:?} is not a decimal such as \"1.91\"")
    })
}

/// A text of a size that can be shown, without anything that steers.
fn text(what: &str, value: &str, bytes_max: usize) -> Result<(), Reason> {
    if value.len() > bytes_max {
        return Err(format!("{what} has {} bytes and {bytes_max} are the most", value.len()));
    }
    match value.chars().find(|c| is_steering(*c)) {
        Some(c) => Err(format!("{what} holds the control character U+{:04X}", u32::from(c))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_of_one_grammar() {
        for good in ["1.91", "-0.25", "0", "123456789012.12345678", "1.90"] {
            assert_eq!(decimal(good).unwrap().to_string(), good);
        }
        for bad in ["", "1,91", "1e3", "NaN", ".5", "5.", "+1", "--1", "1.123456789", " 1", "1 "] {
            assert!(decimal(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn texts_cannot_steer() {
        assert!(text("a name", "Köln – Ævar", 40).is_ok());
        assert!(text("a name", "x\u{1b}[2J", 40).unwrap_err().contains("U+001B"));
        assert!(text("a name", "x\u{202e}y", 40).is_err());
        assert!(text("a name", "xxxxx", 4).unwrap_err().contains("4 are the most"));
    }
}
