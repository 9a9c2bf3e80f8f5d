//! Numbers, instants and results as people write them.

use monps_core::time::{NaiveDate, Timestamp, parse_timestamp};
use rust_decimal::Decimal;

/// Dates with the day first, and with the month first.
const DAY_FIRST: [&str; 3] = ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"];
const MONTH_FIRST: [&str; 3] = ["%m/%d/%Y", "%m.%d.%Y", "%m-%d-%Y"];

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
    Decimal::from_str_exact(plain).map_err(|_| refused())
}

/// An instant, or midnight UTC of a date.
pub(super) fn instant(text: &str, month_first: bool) -> Result<Timestamp, String> {
    if let Ok(instant) = parse_timestamp(text) {
        return Ok(instant);
    }
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time.trim())),
        None => (text, None),
    };
    let customary = if month_first { MONTH_FIRST } else { DAY_FIRST };
    let date = std::iter::once("%Y-%m-%d")
        .chain(customary)
        .find_map(|format| NaiveDate::parse_from_str(date, format).ok());
    let instant = date.and_then(|date| match time {
        None => Some(date.and_time(chrono::NaiveTime::MIN)),
        Some(time) => ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"]
            .iter()
            .find_map(|format| chrono::NaiveTime::parse_from_str(time, format).ok())
            .map(|time| date.and_time(time)),
    });
    instant
        .map(|instant| instant.and_utc())
        .ok_or_else(|| format!("{text:?} is not a date such as 2026-06-28 or 28/06/2026"))
}

/// What became of a bet, in the product's words; `pending` for an open one.
pub(super) fn result(text: &str) -> Result<&'static str, String> {
    let words = text.to_lowercase().replace(['_', '-'], " ");
    Ok(match words.trim() {
        "" | "pending" | "open" | "active" | "running" | "unsettled" | "en cours" => "pending",
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
    })
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
        for bad in ["", "abc", "1,234", "1,2,3", "12 kr", "1e5", "--1", "."] {
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
    }
}
