//! Digits in are digits out.

use poem_openapi::types::{ParseFromJSON, ParseFromParameter, ToJSON};
use proptest::prelude::*;
use serde_json::{Value, from_str};

use super::{Integer, Number, NumberError, NumberInput};

type Small = Integer<-5, 1000>;

fn from_json<T: ParseFromJSON>(text: &str) -> Result<T, String> {
    let value: Value = from_str(text).map_err(|error| error.to_string())?;
    T::parse_from_json(Some(value)).map_err(poem_openapi::types::ParseError::into_message)
}

fn round_trip(text: &str) -> String {
    from_json::<Number>(text).unwrap().to_json_string()
}

#[test]
fn what_a_float_would_lose_is_kept() {
    for text in ["2.10", "0.1", "100.00", "-3.50", "0", "0.00", "999999999999999.0001"] {
        assert_eq!(round_trip(text), text);
    }
    assert_eq!(round_trip("0.1000000000000000055511151231"), "0.1000000000000000055511151231");
}

#[test]
fn exponents_become_plain_digits() {
    for (text, plain) in [("1e2", "100"), ("2.5E+1", "25"), ("25e-1", "2.5"), ("1.20e1", "12.0")] {
        assert_eq!(round_trip(text), plain);
    }
    assert_eq!(round_trip("-0"), "0");
    assert_eq!(round_trip("0e999999999999"), "0");
}

#[test]
fn what_does_not_fit_is_refused_and_says_why() {
    let refusal = |text: &str| text.parse::<Number>().unwrap_err();
    for text in ["1e15", "1000000000000000", "1e308", "1e99999999999999999999"] {
        assert_eq!(refusal(text), NumberError::TooLarge, "{text}");
    }
    for text in
        ["1e-29", "5e-324", "0.00000000000000000000000000001", "12345678901234.123456789012345"]
    {
        assert_eq!(refusal(text), NumberError::TooPrecise, "{text}");
    }
    for text in [
        "NaN", "nan", "inf", "-inf", "", "-", ".5", "5.", "+1", " 1", "1 ", "1,5", "0x1", "007",
        "1e", "1e+", "١", "\0",
    ] {
        assert_eq!(refusal(text), NumberError::NotANumber, "{text:?}");
    }
    assert_eq!(refusal(&"1".repeat(100_000)), NumberError::TooPrecise);
}

#[test]
fn a_string_of_digits_is_an_input_only_where_the_schema_says_so() {
    assert_eq!(from_json::<NumberInput>(r#""2.10""#).unwrap().to_json_string(), "2.10");
    assert_eq!(from_json::<NumberInput>("2.10").unwrap().to_json_string(), "2.10");
    assert!(from_json::<NumberInput>(r#""1e2""#).is_err());
    assert!(from_json::<NumberInput>(r#""NaN""#).is_err());
    let refusal = from_json::<Number>(r#""2.10""#).unwrap_err();
    assert_eq!(refusal, r#"Expected input type "number", found "2.10"."#);
    for text in ["null", "true", "[]", "{}"] {
        assert!(from_json::<NumberInput>(text).is_err(), "{text}");
    }
}

#[test]
fn an_integer_is_one_however_it_is_written() {
    for text in ["3", "3.0", "3e0", "0.3e1", "300e-2"] {
        assert_eq!(from_json::<Small>(text).unwrap().get(), 3, "{text}");
        assert_eq!(Small::parse_from_parameter(text).unwrap().get(), 3, "{text}");
    }
    assert_eq!(from_json::<Small>("3.0").unwrap().to_json_string(), "3");
}

#[test]
fn an_integer_keeps_its_bounds() {
    let refusal = |text: &str| from_json::<Small>(text).unwrap_err();
    assert!(refusal("3.5").contains("not a whole number"));
    for text in ["-6", "1001", "999999999999999"] {
        assert!(refusal(text).contains("must be from -5 to 1000"), "{text}");
    }
    assert!(refusal("1e400").contains("too large"));
    assert!(refusal(r#""3""#).contains("Expected input type"));
    assert_eq!(Small::clamped(i64::MAX).get(), 1000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn digits_in_are_digits_out(text in "-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,13})?") {
        let read = text.parse::<Number>().unwrap();
        let written = read.to_json_string();
        let is_zero = !text.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        let expected = if is_zero { text.trim_start_matches('-') } else { text.as_str() };
        prop_assert_eq!(&written, expected);
        prop_assert_eq!(round_trip(&text), written);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        let _ = text.parse::<Number>();
        let _ = Small::parse_from_parameter(&text);
    }

    #[test]
    fn an_exponent_moves_the_point_exactly(units in -999_999_999i64..=999_999_999, shift in -12i32..=5) {
        let read = format!("{units}e{shift}").parse::<Number>().unwrap();
        let ten = rust_decimal::Decimal::TEN;
        let mut expected = rust_decimal::Decimal::from(units);
        for _ in 0..shift.abs() {
            expected = if shift > 0 { expected * ten } else { expected / ten };
        }
        prop_assert_eq!(read.0, expected);
    }
}
