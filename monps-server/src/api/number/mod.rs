//! Numbers that keep their digits.
//!
//! Money and prices are exact, and stay so through JSON: `2.10` is read from its digits and written
//! with its digits, never by way of a binary fraction. Three types:
//!
//! | type | in | out | JSON Schema |
//! |---|---|---|---|
//! | [`Number`] | a number | a number | `number` |
//! | [`NumberInput`] | a number, or a string of digits | a number | `anyOf` number, string |
//! | [`Integer`] | a whole number, however written: `3`, `3.0`, `3e0` | a number | `integer` with bounds |
//!
//! Views answer with [`Number`], bodies ask for [`NumberInput`]: a client without exact decimals can
//! then send `"2.10"`.
//!
//! ```
//! use monps_server::api::number::Number;
//!
//! let price: Number = "2.10".parse()?;
//! assert_eq!(price.to_string(), "2.10");
//! assert_eq!("2.5e1".parse::<Number>()?.to_string(), "25");
//! assert!("NaN".parse::<Number>().is_err());
//! # Ok::<(), monps_server::api::number::NumberError>(())
//! ```
//!
//! What this does not do: bounds of a price or a stake. Those belong to the core's types.

mod decimal;
mod digits;
mod integer;

pub use decimal::{Number, NumberInput};
pub use digits::{DIGITS_MAX, NumberError, WHOLE_DIGITS_MAX};
pub use integer::Integer;

#[cfg(test)]
mod tests;
