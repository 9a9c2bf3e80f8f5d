//! From the digits of a number to an exact decimal.

use rust_decimal::Decimal;

/// The most significant digits that a number may have.
pub const DIGITS_MAX: u32 = 28;

/// The most digits before the decimal point: numbers stay under 10^15.
pub const WHOLE_DIGITS_MAX: u32 = 15;

/// The longest text that is looked at; anything longer is no number of ours.
const TEXT_MAX: usize = 400;

/// Beyond this, exponents are all the same: far out of range.
const EXPONENT_MAX: i64 = 1_000_000_000;

/// Why a text is not a number that we can keep exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Letters, `NaN`, `inf`, spaces, a leading `+` or a bare point.
    #[error("not a decimal number: write digits with a point, such as 2.10")]
    NotANumber,
    /// 10^15 or more.
    #[error("too large: at most {WHOLE_DIGITS_MAX} digits before the decimal point")]
    TooLarge,
    /// More digits than can be kept exactly.
    #[error("too precise: at most {DIGITS_MAX} digits and {DIGITS_MAX} decimals")]
    TooPrecise,
    /// A fraction where a whole number is wanted.
    #[error("not a whole number")]
    NotWhole,
    /// A whole number outside of its bounds.
    #[error("must be from {min} to {max}")]
    OutOfBounds {
        /// The smallest allowed.
        min: i64,
        /// The largest allowed.
        max: i64,
    },
}

/// Reads the grammar of a JSON number, exactly: `-12.50`, `1e3`, `2.5E-2`.
///
/// Decimals are kept as written (`2.10` has two), so that digits in are digits out.
///
/// # Errors
/// [`NumberError`], never a rounding.
pub(super) fn parse(text: &str) -> Result<Decimal, NumberError> {
    if text.len() > TEXT_MAX {
        return Err(NumberError::TooPrecise);
    }
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((_, "")) => return Err(NumberError::NotANumber),
        Some(parts) => parts,
        None => (mantissa, ""),
    };
    let has_leading_zero = whole.len() > 1 && whole.starts_with('0');
    if !is_digits(whole) || has_leading_zero || !(fraction.is_empty() || is_digits(fraction)) {
        return Err(NumberError::NotANumber);
    }
    assemble(negative, &format!("{whole}{fraction}"), fraction.len(), exponent)
}

/// The decimal of a run of digits, `decimals` of them after the point, times 10^`exponent`.
fn assemble(
    negative: bool,
    digits: &str,
    decimals: usize,
    exponent: i64,
) -> Result<Decimal, NumberError> {
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() {
        // A zero, however it is scaled.
        let decimals =
            u32::try_from(decimals).map_or(DIGITS_MAX, |decimals| decimals.min(DIGITS_MAX));
        return Ok(Decimal::new(0, decimals));
    }
    // Both lengths are under TEXT_MAX and the exponent at most EXPONENT_MAX: no overflow.
    let length = i64::try_from(significant.len()).unwrap_or(i64::MAX);
    let scale = i64::try_from(decimals).unwrap_or(i64::MAX) - exponent;
    if length - scale > i64::from(WHOLE_DIGITS_MAX) {
        return Err(NumberError::TooLarge);
    }
    if scale > i64::from(DIGITS_MAX) || length > i64::from(DIGITS_MAX) {
        return Err(NumberError::TooPrecise);
    }
    let trailing_zeros = usize::try_from(-scale).unwrap_or(0);
    let units: i128 = format!("{significant}{}", "0".repeat(trailing_zeros))
        .parse()
        .map_err(|_| NumberError::TooPrecise)?;
    let units = if negative { -units } else { units };
    let scale = u32::try_from(scale).unwrap_or(0);
    Decimal::try_from_i128_with_scale(units, scale).map_err(|_| NumberError::TooPrecise)
}

/// An exponent, held to ±10^9: any that is longer makes a number that does not fit anyway.
fn parse_exponent(text: &str) -> Result<i64, NumberError> {
    let (sign, digits) = match text.as_bytes().first() {
        Some(b'-') => (-1, &text[1..]),
        Some(b'+') => (1, &text[1..]),
        _ => (1, text),
    };
    if !is_digits(digits) {
        return Err(NumberError::NotANumber);
    }
    let magnitude: i64 = digits.parse().unwrap_or(EXPONENT_MAX);
    Ok(sign * magnitude.min(EXPONENT_MAX))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
