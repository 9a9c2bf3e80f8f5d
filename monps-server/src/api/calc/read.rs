//! What the calculators have in common: reading fields, and writing figures.

use std::fmt::Display;

use monps_core::money::Rounding;
use monps_core::odds::{Commission, Price, QuotedPrice};
use monps_core::quote::Side;
use poem_openapi::Enum;
use rust_decimal::{Decimal, dec};

use crate::api::error::{ApiError, Checks};
use crate::api::number::{Number, NumberInput};

/// The largest amount of money that is worked with.
pub(super) const AMOUNT_MAX: Decimal = dec!(100_000_000);
/// Stakes are in cents unless told otherwise.
pub(super) const STEP_DEFAULT: Decimal = dec!(0.01);
/// The finest step.
const STEP_MIN: Decimal = dec!(0.0001);
/// Decimals of an estimate.
const ESTIMATE_DECIMALS: u32 = 12;
/// Decimals of an exact figure that is a quotient.
const FIGURE_DECIMALS: u32 = 12;

/// Back or lay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase", rename = "CalcSide")]
pub(super) enum SideWord {
    /// It happens.
    #[default]
    Back,
    /// It does not.
    Lay,
}

impl From<SideWord> for Side {
    fn from(word: SideWord) -> Self {
        match word {
            SideWord::Back => Self::Back,
            SideWord::Lay => Self::Lay,
        }
    }
}

pub(super) fn price(checks: &mut Checks, field: &str, value: NumberInput) -> Option<Price> {
    checks.take(field, Price::new(value.0))
}

pub(super) fn quoted(checks: &mut Checks, field: &str, value: NumberInput) -> Option<QuotedPrice> {
    price(checks, field, value).map(QuotedPrice::from)
}

/// A rate such as 0.05; none is no commission.
pub(super) fn commission(
    checks: &mut Checks,
    field: &str,
    value: Option<NumberInput>,
) -> Option<Commission> {
    match value {
        None => Some(Commission::NONE),
        Some(rate) => checks.take(field, Commission::new(rate.0)),
    }
}

/// An amount above 0.
pub(super) fn amount(checks: &mut Checks, field: &str, value: NumberInput) -> Option<Decimal> {
    if value.0 > Decimal::ZERO && value.0 <= AMOUNT_MAX {
        return Some(value.0);
    }
    checks.refuse(field, format!("must be above 0 and at most {AMOUNT_MAX}"));
    None
}

/// An amount of 0 or more; none stays none.
pub(super) fn limit(
    checks: &mut Checks,
    field: &str,
    value: Option<NumberInput>,
) -> Option<Option<Decimal>> {
    match value {
        Some(value) if value.0 < Decimal::ZERO || value.0 > AMOUNT_MAX => {
            checks.refuse(field, format!("must be from 0 to {AMOUNT_MAX}"));
            None
        }
        value => Some(value.map(|value| value.0)),
    }
}

/// What stakes are multiples of.
pub(super) fn step(
    checks: &mut Checks,
    field: &str,
    value: Option<NumberInput>,
) -> Option<Decimal> {
    let step = value.map_or(STEP_DEFAULT, |step| step.0);
    if (STEP_MIN..=AMOUNT_MAX).contains(&step) {
        return Some(step);
    }
    checks.refuse(field, format!("must be from {STEP_MIN} to {AMOUNT_MAX}"));
    None
}

/// A share from 0 to 1.
pub(super) fn share(checks: &mut Checks, field: &str, value: NumberInput) -> Option<Decimal> {
    if (Decimal::ZERO..=Decimal::ONE).contains(&value.0) {
        return Some(value.0);
    }
    checks.refuse(field, "must be from 0 to 1: 45 % is 0.45");
    None
}

/// A number as an estimate; shares and prices are far within what it holds.
pub(super) fn estimate(value: Decimal) -> f64 {
    use rust_decimal::prelude::ToPrimitive;
    value.to_f64().unwrap_or(f64::NAN)
}

/// An estimate to twelve decimals.
pub(super) fn of_estimate(value: f64) -> Number {
    let exact = Decimal::from_f64_retain(value).unwrap_or_default();
    Number(Rounding::HalfEven.apply(exact, ESTIMATE_DECIMALS).normalize())
}

/// An exact figure, with as many digits as anyone reads of a quotient.
pub(super) fn figure(value: Decimal) -> Number {
    Number(Rounding::HalfEven.apply(value, FIGURE_DECIMALS).normalize())
}

/// An amount to the cent, downwards: nobody is paid more for rounding.
pub(super) fn cents(value: Decimal) -> Number {
    let floor = Rounding::Down.apply(value, 2);
    let mut amount = if floor > value { floor - dec!(0.01) } else { floor };
    amount.rescale(2);
    Number(amount)
}

/// A fraction in percent.
pub(super) fn percent(rate: Decimal) -> Number {
    Number(Rounding::HalfEven.apply(rate * dec!(100), 6).normalize())
}

/// 422 about the whole, or about a field.
pub(super) fn refused(field: &str, problem: impl Display) -> ApiError {
    ApiError::invalid_field(field, problem)
}

/// 422 where checks failed to say why: never so, since what is missing was noted.
pub(super) fn unread() -> ApiError {
    ApiError::invalid_field("", "cannot be read")
}
