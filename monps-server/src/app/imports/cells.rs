//! Numbers, instants and results as people write them.

use chrono::Datelike;
use monps_core::bet::BetOutcome;
use monps_core::money::AMOUNT_MAX;
use monps_core::time::{NaiveDate, Timestamp, parse_timestamp};
use rust_decimal::{Decimal, dec};

/// Dates with the day first, and with the month first.
const DAY_FIRST: [&str; 3] = ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"];
const MONTH_FIRST: [&str; 3] = ["%m/%d/%Y", "%m.%d.%Y", "%m-%d-%Y"];

/// The years that a bet is of; a year of two digits is none of them.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// A number with a point or a comma before its decimals; signs of currencies and spaces do not count.
///
/// `1,234` is refused: nobody knows whether it is a thousand or one and a bit.
pub(super) fn number(text: &str) -> Result<Decimal, String> {
    let refused = || format!("{text:?} is not a number");
    let kept = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
    let foreign = |c: &char| !kept(c) && !c.is_whitespace() && !matches!(c, '€' | '$' | '£' | '−');
    if text.chars().any(|c| foreign(&c)) {
        return Err(refused());
    }
    let plain: String = text.replace('−', "-").chars().filter(kept).collect();
    let (point, comma) = (plain.rfind('.'), plain.rfind(','));
    let plain = match (point, comma) {
        (Some(point), Some(comma)) if point > comma => plain.replace(',', ""),
        (Some(_), Some(_)) => plain.replace('.', "").replace(',', "."),
        (None, Some(comma)) => {
            let is_unclear =
                plain.len() - comma == 4 && !plain.trim_start_matches('-').starts_with("0,");
            if is_unclear || plain.matches(',').count() > 1 {
                return Err(format!(
                    "{text:?} may be thousands or decimals: write it with a point"
                ));
            }
            plain.replace(',', ".")
        }
        _ => plain,
    };
    let plain = plain.strip_prefix('+').unwrap_or(&plain);
    let number = Decimal::from_str_exact(plain).map_err(|_| refused())?;
    if number.abs() > AMOUNT_MAX {
        return Err(format!("{text:?} is beyond {AMOUNT_MAX}"));
    }
    Ok(number)
}

/// A fraction, or the same in percent: `0.05`, `5 %`.
pub(super) fn rate(text: &str) -> Result<Decimal, String> {
    match text.strip_suffix('%') {
        Some(percent) => number(percent).map(|percent| (percent / dec!(100)).normalize()),
        None => number(text),
    }
}

/// Yes or no.
pub(super) fn is_so(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "oui" | "vrai" | "1" => Ok(true),
        "false" | "no" | "n" | "non" | "faux" | "0" => Ok(false),
        _ => Err(format!("{text:?} is neither yes nor no")),
    }
}

/// Whether a bet lays.
pub(super) fn lays(text: &str) -> Result<bool, String> {
    match text.to_lowercase().as_str() {
        "back" => Ok(false),
        "lay" => Ok(true),
        _ => Err(format!("{text:?} is neither back nor lay")),
    }
}

/// Labels: parted by semicolons, or else by commas, or a JSON list.
pub(super) fn tags(text: &str) -> Vec<String> {
    if let Ok(tags) = serde_json::from_str::<Vec<String>>(text) {
        return tags;
    }
    let between = if text.contains(';') { ';' } else { ',' };
    let tags = text.split(between).map(str::trim).filter(|tag| !tag.is_empty());
    tags.map(str::to_owned).collect()
}

/// An instant, or midnight UTC of a date.
pub(super) fn instant(text: &str, month_first: bool) -> Result<Timestamp, String> {
    let found = parse_timestamp(text).ok().or_else(|| customary_instant(text, month_first));
    let instant =
        found.ok_or_else(|| format!("{text:?} is not a date such as 2026-06-28 or 28/06/2026"))?;
    if !YEARS.contains(&instant.year()) {
        return Err(format!("{text:?}: write the year with four digits"));
    }
    Ok(instant)
}

fn customary_instant(text: &str, month_first: bool) -> Option<Timestamp> {
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time.trim())),
        None => (text, None),
    };
    let customary = if month_first { MONTH_FIRST } else { DAY_FIRST };
    let date = std::iter::once("%Y-%m-%d")
        .chain(customary)
        .find_map(|format| NaiveDate::parse_from_str(date, format).ok());
    let found = date.and_then(|date| match time {
        None => Some(date.and_time(chrono::NaiveTime::MIN)),
        Some(time) => ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"]
            .iter()
            .find_map(|format| chrono::NaiveTime::parse_from_str(time, format).ok())
            .map(|time| date.and_time(time)),
    });
    found.map(|instant| instant.and_utc())
}

/// What became of a bet, in the product's words; `pending` for an open one.
pub(super) fn result(text: &str) -> Result<String, String> {
    if text.parse::<BetOutcome>().is_ok() {
        return Ok(text.to_owned());
    }
    let words = text.to_lowercase().replace(['_', '-'], " ");
    let word = match words.trim() {
        "" | "pending" | "open" | "active" | "running" | "unsettled" | "en cours" | "ouvert" => {
            "pending"
        }
        "won" | "win" | "winner" | "w" | "gagne" | "gagné" | "gewonnen" | "vunnet" => "won",
        "lost" | "loss" | "lose" | "loser" | "l" | "perdu" | "verloren" | "tapt" => "lost",
        "void" | "cancelled" | "canceled" | "refunded" | "annule" | "annulé" | "rembourse"
        | "remboursé" => "void",
        "push" | "draw no bet" | "tie" => "push",
        "half won" | "half win" => "half_won",
        "half lost" | "half loss" => "half_lost",
        "cashed out" | "cash out" | "cashout" => "cashed_out",
        _ => {
            return Err(format!(
                "{text:?} is no result: won, lost, void, push, half won, half lost, cashed out or \
                 pending"
            ));
        }
    };
    Ok(word.to_owned())
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("1.75", dec!(1.75)),
            ("1,75", dec!(1.75)),
            ("€ 1 234,50", dec!(1234.50)),
            ("1,234.50", dec!(1234.50)),
            ("1.234,50", dec!(1234.50)),
            ("−15", dec!(-15)),
            ("0,125", dec!(0.125)),
            ("+3", dec!(3)),
        ] {
            assert_eq!(number(text), Ok(expected), "{text}");
        }
        assert_eq!(number("1000000000000"), Ok(dec!(1_000_000_000_000)));
        for bad in ["", "abc", "1,234", "1,2,3", "12 kr", "1e5", "--1", ".", "1000000000001"] {
            assert!(number(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn dates_are_read_day_first_unless_told() {
        let at = |text, month_first| instant(text, month_first).map(|at| at.to_rfc3339());
        assert_eq!(at("2026-06-28", false).unwrap(), "2026-06-28T00:00:00+00:00");
        assert_eq!(at("03/04/2026 20:45", false).unwrap(), "2026-04-03T20:45:00+00:00");
        assert_eq!(at("03/04/2026", true).unwrap(), "2026-03-04T00:00:00+00:00");
        assert_eq!(at("2023-05-07T14:48:14.35Z", false).unwrap(), "2023-05-07T14:48:14.350+00:00");
        for bad in ["", "yesterday", "31/02/2026", "2026-13-01", "28/06/2026 25:00"] {
            assert!(instant(bad, false).is_err(), "{bad}");
        }
        // Whether 26/06/28 begins with its day or its year, nobody knows.
        for short in ["28/06/26", "28.06.26 20:45", "26-06-28", "0026-06-28T20:45:00Z"] {
            assert!(instant(short, false).unwrap_err().contains("four digits"), "{short}");
        }
    }

    #[test]
    fn other_cells_are_read_as_people_write_them() {
        assert_eq!((rate("0.05"), rate("5 %")), (Ok(dec!(0.05)), Ok(dec!(0.05))));
        assert_eq!((is_so("Oui"), is_so("0")), (Ok(true), Ok(false)));
        assert!(is_so("perhaps").is_err() && lays("hedge").is_err());
        assert_eq!(tags("a, b"), ["a", "b"]);
        assert_eq!(tags("a, b; c;"), ["a, b", "c"]);
        assert_eq!(tags(r#"["a;b","c"]"#), ["a;b", "c"]);
        assert_eq!(result("dead_heat_1_2").unwrap(), "dead_heat_1_2");
        assert_eq!(result("Gagné").unwrap(), "won");
    }
}
