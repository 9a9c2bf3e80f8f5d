//! Formats: the identity within one, named roundings across, and what is refused.

use proptest::prelude::*;

use super::*;
use crate::money::Rounding;

fn parse(text: &str, format: OddsFormat) -> QuotedPrice {
    QuotedPrice::parse(text, format).unwrap()
}

fn print(quoted: QuotedPrice, format: OddsFormat, decimals: u32) -> String {
    quoted.print(format, decimals, Rounding::HalfUp).unwrap()
}

#[test]
fn the_same_format_gives_back_what_was_quoted() {
    for (text, format) in [
        ("2.10", OddsFormat::Decimal),
        ("11/10", OddsFormat::Fractional),
        ("6/4", OddsFormat::Fractional),
        ("+110", OddsFormat::American),
        ("-125", OddsFormat::American),
        ("0.950", OddsFormat::HongKong),
        ("0.80", OddsFormat::Malay),
        ("-0.910", OddsFormat::Malay),
        ("1.10", OddsFormat::Indonesian),
        ("-1.25", OddsFormat::Indonesian),
        ("0.3700", OddsFormat::Implied),
    ] {
        assert_eq!(print(parse(text, format), format, 2), text);
    }
}

/// The same odds in every format: one line a price, as the tables of the field have them.
#[test]
fn a_table_of_formats() {
    let formats = [
        OddsFormat::Decimal,
        OddsFormat::Fractional,
        OddsFormat::American,
        OddsFormat::HongKong,
        OddsFormat::Malay,
        OddsFormat::Indonesian,
        OddsFormat::Implied,
    ];
    for row in [
        ["1.20", "1/5", "-500", "0.20", "0.20", "-5.00", "0.8333"],
        ["1.50", "1/2", "-200", "0.50", "0.50", "-2.00", "0.6667"],
        ["1.80", "4/5", "-125", "0.80", "0.80", "-1.25", "0.5556"],
        ["2.00", "1/1", "+100", "1.00", "1.00", "1.00", "0.5000"],
        ["2.25", "5/4", "+125", "1.25", "-0.80", "1.25", "0.4444"],
        ["3.50", "5/2", "+250", "2.50", "-0.40", "2.50", "0.2857"],
        ["5.00", "4/1", "+400", "4.00", "-0.25", "4.00", "0.2000"],
    ] {
        for (from, text) in formats.into_iter().zip(row).filter(|(f, _)| *f != OddsFormat::Implied)
        {
            let quoted = parse(text, from);
            for (format, expected) in formats.into_iter().zip(row) {
                let decimals = if format == OddsFormat::Implied { 4 } else { 2 };
                assert_eq!(print(quoted, format, decimals), expected, "{from} {text} as {format}");
            }
        }
    }
}

#[test]
fn every_conversion_names_its_rounding() {
    let minus_110 = parse("-110", OddsFormat::American);
    let decimal = |rounding| minus_110.print(OddsFormat::Decimal, 3, rounding).unwrap();
    assert_eq!(decimal(Rounding::Down), "1.909");
    assert_eq!(decimal(Rounding::Up), "1.910");
    let two_thirds = parse("2/3", OddsFormat::Fractional);
    for rounding in [Rounding::Down, Rounding::Up, Rounding::HalfUp, Rounding::HalfEven] {
        // Exact however it would be rounded: not −149.99… cut to −149.
        assert_eq!(two_thirds.print(OddsFormat::American, 0, rounding).unwrap(), "-150");
    }
    let short = parse("1.001", OddsFormat::Decimal);
    assert!(matches!(
        short.print(OddsFormat::HongKong, 2, Rounding::HalfUp),
        Err(OddsError::Unreadable { .. })
    ));
    assert!(matches!(
        short.print(OddsFormat::Implied, 2, Rounding::HalfUp),
        Err(OddsError::OutOfRange { .. })
    ));
}

#[test]
fn numbers_beyond_a_format_are_refused() {
    let tiny = parse("1.0000000000000000000000000001", OddsFormat::Decimal);
    for format in [OddsFormat::American, OddsFormat::Fractional] {
        let refused = tiny.print(format, 0, Rounding::HalfUp);
        assert!(matches!(refused, Err(OddsError::NotInFormat { .. })), "{refused:?}");
    }
    assert_eq!(tiny.ratio(), Ratio { winnings: 1, stake: 10_u128.pow(28) });
}

#[test]
fn ninety_at_four_to_nine_wins_forty() {
    assert_eq!(parse("4/9", OddsFormat::Fractional).winnings(dec!(90)), dec!(40));
    assert_eq!(parse("-110", OddsFormat::American).winnings(dec!(110)), dec!(100));
    assert_eq!(parse("-0.90", OddsFormat::Malay).winnings(dec!(90)), dec!(100));
    assert_eq!(parse("-1.10", OddsFormat::Indonesian).winnings(dec!(110)), dec!(100));
    assert_eq!(parse("4/9", OddsFormat::Fractional).returned(), (dec!(13), dec!(9)));
}

#[test]
fn what_a_format_cannot_say_is_refused() {
    for (text, format) in [
        ("0", OddsFormat::American),
        ("99", OddsFormat::American),
        ("-99", OddsFormat::American),
        ("+50", OddsFormat::American),
        ("0/5", OddsFormat::Fractional),
        ("5/0", OddsFormat::Fractional),
        ("1.5/2", OddsFormat::Fractional),
        ("1.0", OddsFormat::Implied),
        ("0", OddsFormat::HongKong),
        ("-0.5", OddsFormat::HongKong),
        ("0", OddsFormat::Malay),
        ("1.01", OddsFormat::Malay),
        ("-1.01", OddsFormat::Malay),
        ("--0.5", OddsFormat::Malay),
        ("0.99", OddsFormat::Indonesian),
        ("-0.99", OddsFormat::Indonesian),
        ("NaN", OddsFormat::Indonesian),
        ("", OddsFormat::Malay),
    ] {
        assert!(QuotedPrice::parse(text, format).is_err(), "{format} {text:?}");
    }
}

#[test]
fn a_comma_and_a_typographic_minus_are_read() {
    assert_eq!(parse("-0,80", OddsFormat::Malay), parse("-0.80", OddsFormat::Malay));
    assert_eq!(parse("−110", OddsFormat::American), parse("-110", OddsFormat::American));
    assert_eq!(parse("0,95", OddsFormat::HongKong).price().get(), dec!(1.95));
}

#[test]
fn format_names_are_read() {
    for format in OddsFormat::ALL {
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    assert!("moneyline".parse::<OddsFormat>().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever a format prints, it reads back as the same quote, and a quote survives its format.
    #[test]
    fn printing_and_reading_is_the_identity(cents in 101_i64..200_000, decimals in 2_u32..8) {
        let price = Price::new(Decimal::new(cents, 2)).unwrap();
        for format in OddsFormat::ALL {
            let Ok(quoted) = QuotedPrice::from(price).to_format(format, decimals, Rounding::HalfEven)
            else { continue };
            let again = QuotedPrice::parse(&quoted.to_string(), format).unwrap();
            prop_assert_eq!(again, quoted);
            // Rounded to the digits shown, no further.
            let moved = (quoted.price().implied() - price.implied()).abs();
            prop_assert!(moved <= dec!(0.01), "{} {}", format, moved);
        }
    }

    /// Fractional and Hong Kong say two decimals exactly, and so lose nothing on the way back.
    #[test]
    fn exact_formats_go_there_and_back(cents in 101_i64..200_000) {
        let price = QuotedPrice::from(Price::new(Decimal::new(cents, 2)).unwrap());
        for format in [OddsFormat::Fractional, OddsFormat::HongKong] {
            let there = price.to_format(format, 2, Rounding::Down).unwrap();
            prop_assert_eq!(there.ratio(), price.ratio());
            prop_assert_eq!(there.to_format(OddsFormat::Decimal, 2, Rounding::Down).unwrap(), price);
        }
    }
}
