//! Closing line value: the price taken against the last price before the start.
//!
//! At least four quantities go by that name, so there is no bare `clv` here:
//!
//! | name | is | says |
//! |---|---|---|
//! | [`clv_price`] | taken / close − 1 | whether the price was better than the last |
//! | [`clv_fair`] | taken × fair closing probability − 1 | whether it was better than fair, by the margin model used |
//!
//! ```
//! use monps_core::margin::{MarginModel, Method};
//! use monps_core::money::Rounding;
//! use monps_core::odds::Price;
//! use monps_core::stats::{clv_fair, clv_price};
//! use rust_decimal::dec;
//!
//! let price = |text: &str| text.parse::<Price>().unwrap();
//! let closes = [price("2.20"), price("1.74")];
//! let fair = Method::Proportional.fair(&closes)?.exact_probabilities()?;
//!
//! let percent = |ratio| Rounding::HalfEven.apply(ratio * dec!(100), 2);
//! assert_eq!(percent(clv_price(price("2.40"), closes[0])), dec!(9.09));
//! assert_eq!(percent(clv_fair(price("2.40"), fair[0])), dec!(5.99));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use rust_decimal::Decimal;

use crate::odds::{Price, Probability};

/// Price taken / closing price − 1: 0.05 where the price taken pays 5 % more, stake included, than the last
/// one before the start. The venue's margin stays in the close: a bet struck at the close is 0 here, and loses
/// that margin in the mean.
#[must_use]
pub fn clv_price(taken: Price, closing: Price) -> Decimal {
    taken.get() / closing.get() - Decimal::ONE
}

/// Price taken × fair closing probability − 1: the edge that the close says the bet had, per unit staked. It
/// depends on the margin model that made the probability fair: name it beside the figure.
#[must_use]
pub fn clv_fair(taken: Price, fair_closing_probability: Probability) -> Decimal {
    taken.get() * fair_closing_probability.get() - Decimal::ONE
}
