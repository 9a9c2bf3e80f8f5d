//! Cells: bytes to text, prices, lines, goals, dates and times.
//!
//! A cell is *missing* (blank, zero, `NA`, a spreadsheet's error), *good*, or *unreadable*. The first
//! is how the site says "no price"; only the last is worth telling anybody.

use std::borrow::Cow;

use monps_core::catalog::Line;
use monps_core::odds::Price;
use monps_core::time::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;

use super::divisions::full_year;

/// The longest name of a side believed, in characters.
const NAME_CHARS_MAX: usize = 80;
/// The most goals believed.
const GOALS_MAX: Decimal = Decimal::from_parts(99, 0, 0, false, 0);
/// How much of an unreadable cell an error repeats, in characters.
const QUOTED_CHARS_MAX: usize = 40;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell<T> {
    /// Nothing.
    Missing,
    /// A value.
    Good(T),
    /// Something else.
    Unreadable,
}

/// The start of a cell, to repeat in an error.
pub(super) fn quoted(cell: &[u8]) -> String {
    text(cell).chars().take(QUOTED_CHARS_MAX).collect()
}

/// Decodes a cell: UTF-8, or else Windows-1252.
///
/// Some files hold C1 control characters inside valid UTF-8: bytes of Windows-1252 that were taken for
/// Latin-1 on the way. They are read as what they were, and a typographic apostrophe as the plain one
/// that the site writes elsewhere.
pub(super) fn text(cell: &[u8]) -> Cow<'_, str> {
    let decoded = std::str::from_utf8(cell).map_or_else(
        |_| encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0,
        Cow::Borrowed,
    );
    if decoded.is_ascii() {
        return decoded;
    }
    let restore = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte @ 0x80..=0x9f) => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(&[byte])
            .0
            .chars()
            .next()
            .unwrap_or(c),
        _ => c,
    };
    let plain = |c: char| match c {
        '\u{2018}' | '\u{2019}' => '\'',
        other => other,
    };
    Cow::Owned(decoded.chars().map(restore).map(plain).collect())
}

/// A printable name of sensible length.
pub(super) fn name(cell: &[u8]) -> Option<Cow<'_, str>> {
    let name = text(cell);
    let fits = name.chars().count() <= NAME_CHARS_MAX && !name.chars().any(char::is_control);
    (fits && name.chars().any(char::is_alphanumeric)).then_some(name)
}

/// Whether the cell says that there is nothing.
fn is_missing(cell: &[u8]) -> bool {
    cell.is_empty()
        || cell.starts_with(b"#")
        || cell.eq_ignore_ascii_case(b"NA")
        || cell.eq_ignore_ascii_case(b"N/A")
}

/// Plain digits with an optional point, exactly.
fn decimal(digits: &[u8]) -> Option<Decimal> {
    // Eighteen digits fit an i64; the files write three to five.
    const FAST_LEN_MAX: usize = 18;
    let mut mantissa = 0i64;
    let mut scale = None;
    for &byte in digits {
        match (byte, &mut scale) {
            (b'0'..=b'9', scale) => {
                if digits.len() <= FAST_LEN_MAX {
                    mantissa = mantissa * 10 + i64::from(byte - b'0');
                }
                if let Some(scale) = scale {
                    *scale += 1;
                }
            }
            (b'.', None) => scale = Some(0),
            _ => return None,
        }
    }
    let pointed_badly = digits.starts_with(b".") || digits.ends_with(b".");
    if digits.is_empty() || pointed_badly {
        return None;
    }
    if digits.len() <= FAST_LEN_MAX {
        return Some(Decimal::new(mantissa, scale.unwrap_or(0)));
    }
    Decimal::from_str_exact(std::str::from_utf8(digits).ok()?).ok()
}

/// Decimal odds; anything from 0 to 1 is how the files say "none".
pub(super) fn price(cell: &[u8]) -> Cell<Price> {
    if is_missing(cell) {
        return Cell::Missing;
    }
    match decimal(cell) {
        Some(value) if value <= Decimal::ONE => Cell::Missing,
        Some(value) => Price::new(value).map_or(Cell::Unreadable, Cell::Good),
        None => Cell::Unreadable,
    }
}

/// A handicap line, as one number (`-0.75`) or as the two half steps it is split on (`-0.5,-1`).
pub(super) fn line(cell: &[u8]) -> Cell<Line> {
    if is_missing(cell) {
        return Cell::Missing;
    }
    let mut parts = cell.split(|&byte| byte == b',').map(one_line);
    let line = match (parts.next().flatten(), parts.next(), parts.next()) {
        (Some(line), None, _) => Some(line),
        (Some(first), Some(Some(second)), None) => between(first, second),
        _ => None,
    };
    line.map_or(Cell::Unreadable, Cell::Good)
}

/// A signed multiple of a quarter.
fn one_line(cell: &[u8]) -> Option<Line> {
    let (negative, digits) = match cell.trim_ascii() {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    let line = Line::new(decimal(digits)?).ok()?;
    Some(if negative { line.mirrored() } else { line })
}

/// The quarter line between two neighbouring half steps.
fn between(first: Line, second: Line) -> Option<Line> {
    let neighbours = first.quarters().abs_diff(second.quarters()) == 2
        && !first.is_quarter()
        && !second.is_quarter();
    neighbours.then(|| Line::from_quarters(first.quarters().midpoint(second.quarters())))
}

/// Goals; some files write `2.0`.
pub(super) fn goals(cell: &[u8]) -> Cell<u32> {
    if is_missing(cell) {
        return Cell::Missing;
    }
    match decimal(cell) {
        Some(value) if value.fract().is_zero() && value <= GOALS_MAX => {
            u32::try_from(value.trunc().mantissa()).map_or(Cell::Unreadable, Cell::Good)
        }
        _ => Cell::Unreadable,
    }
}

/// `16/08/2024` or `16/08/24`.
pub(super) fn date(cell: &[u8]) -> Option<NaiveDate> {
    let mut parts = cell.split(|&byte| byte == b'/');
    let day = digits(parts.next()?, 2)?;
    let month = digits(parts.next()?, 2)?;
    let year = parts.next()?;
    if parts.next().is_some() {
        return None;
    }
    let year = match year.len() {
        2 => full_year(digits(year, 2)?),
        4 => digits(year, 4)?,
        _ => return None,
    };
    let (month, day) = (u32::try_from(month).ok()?, u32::try_from(day).ok()?);
    // The site begins in 1993; before that and long after, a year is a slip of the pen.
    (1993..2093).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day)).flatten()
}

/// `20:00`, with seconds or without.
pub(super) fn time(cell: &[u8]) -> Cell<NaiveTime> {
    if is_missing(cell) {
        return Cell::Missing;
    }
    let mut parts = cell.split(|&byte| byte == b':');
    let mut part = || digits(parts.next()?, 2).and_then(|part| u32::try_from(part).ok());
    let (hour, minute, second) = (part(), part(), part());
    let well_formed = cell.iter().filter(|&&byte| byte == b':').count() <= 2
        && (second.is_some() || cell.len() <= 5);
    match (hour, minute) {
        (Some(hour), Some(minute)) if well_formed => {
            NaiveTime::from_hms_opt(hour, minute, second.unwrap_or(0))
                .map_or(Cell::Unreadable, Cell::Good)
        }
        _ => Cell::Unreadable,
    }
}

/// A whole number of at most some digits.
fn digits(cell: &[u8], most: usize) -> Option<i32> {
    if cell.is_empty() || cell.len() > most {
        return None;
    }
    cell.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit().then(|| number * 10 + i32::from(byte - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn a_price_is_good_missing_or_unreadable() {
        for missing in ["", "0", "0.00", "1", "1.0", "0.95", "#", "#REF!", "#N/A", "NA", "n/a"] {
            assert_eq!(price(missing.as_bytes()), Cell::Missing, "{missing:?}");
        }
        for bad in ["2.1x", "-2", "NaN", "inf", "1000001", "2,1", ".5", "2.", "2.1.0", "1e3", "+2"]
        {
            assert_eq!(price(bad.as_bytes()), Cell::Unreadable, "{bad:?}");
        }
        let good = |text: &str| match price(text.as_bytes()) {
            Cell::Good(price) => price.get(),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(good("2.10"), dec!(2.10));
        assert_eq!(good("6.0").to_string(), "6.0");
        assert_eq!(good("1.9500000000000002"), dec!(1.9500000000000002));
        assert_eq!(good("1.95000000000000000002"), dec!(1.95000000000000000002));
    }

    #[test]
    fn a_line_is_a_signed_quarter() {
        let quarters = |text: &str| match line(text.as_bytes()) {
            Cell::Good(line) => Some(line.quarters()),
            _ => None,
        };
        assert_eq!(quarters("-0.75"), Some(-3));
        assert_eq!(quarters("+1"), Some(4));
        assert_eq!(quarters("0"), Some(0));
        assert_eq!(quarters("-0.5,-1"), Some(-3));
        assert_eq!(quarters("0,-0.5"), Some(-1));
        assert_eq!(quarters("0,-1"), None);
        assert_eq!(quarters("0.25,0.75"), None);
        assert_eq!(quarters("0,0.5,1"), None);
        assert_eq!(quarters("0.3"), None);
        assert_eq!(quarters("--1"), None);
        assert_eq!(line(b""), Cell::Missing);
    }

    #[test]
    fn goals_are_whole() {
        assert_eq!(goals(b"2"), Cell::Good(2));
        assert_eq!(goals(b"2.0"), Cell::Good(2));
        assert_eq!(goals(b"0"), Cell::Good(0));
        assert_eq!(goals(b"NA"), Cell::Missing);
        for bad in ["2.5", "-1", "100", "two"] {
            assert_eq!(goals(bad.as_bytes()), Cell::Unreadable, "{bad}");
        }
    }

    #[test]
    fn dates_have_two_or_four_digits_of_year() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        assert_eq!(date(b"16/08/2024"), day(2024, 8, 16));
        assert_eq!(date(b"16/08/24"), day(2024, 8, 16));
        assert_eq!(date(b"14/08/93"), day(1993, 8, 14));
        for bad in ["", "2024-08-16", "31/02/2024", "16/08/024", "1/2/3/4", "16/8", "x/y/zz"] {
            assert_eq!(date(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn times_are_hours_and_minutes() {
        let at = |h, m| Cell::Good(NaiveTime::from_hms_opt(h, m, 0).unwrap());
        assert_eq!(time(b"20:00"), at(20, 0));
        assert_eq!(time(b"9:30"), at(9, 30));
        assert_eq!(time(b"19:45:00"), at(19, 45));
        assert_eq!(time(b""), Cell::Missing);
        for bad in ["24:00", "20", "20:60", "20:00:xx", "20:00pm", ":", "1:2:3:4"] {
            assert_eq!(time(bad.as_bytes()), Cell::Unreadable, "{bad}");
        }
    }

    #[test]
    fn every_encoding_of_a_name_reads_the_same() {
        for bytes in [&b"King\x92s Lynn"[..], b"King\xc2\x92s Lynn", "King’s Lynn".as_bytes()] {
            assert_eq!(name(bytes).unwrap(), "King's Lynn");
        }
        assert_eq!(name(b"La Coru\xf1a").unwrap(), "La Coruña");
        assert_eq!(name(b""), None);
        assert_eq!(name(b"a\x01b"), None);
        assert_eq!(name(b"--"), None);
    }
}
