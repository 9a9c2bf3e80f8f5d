//! The book: implied probabilities on their way to being fair ones, in the caller's memory.

use rust_decimal::prelude::ToPrimitive;

use super::Diagnostics;
use super::fair::Solved;
use crate::error::margin::MarginError;
use crate::odds::Price;

/// How far the fair probabilities may sum from the number of winners.
pub const RESIDUAL_MAX: f64 = 1e-12;

/// A price as an estimate: the one place where exact prices become `f64` for a margin model.
///
/// The nearest `f64` to a price of up to fifteen digits; a price closer to 1 than `f64` can tell is
/// refused later with its index.
#[must_use]
pub fn price_estimate(price: Price) -> f64 {
    price.get().to_f64().unwrap_or(f64::NAN)
}

/// A market under work: implied probabilities that a [`MarginModel`](super::MarginModel) replaces,
/// in place, by fair ones. It borrows the caller's slice, so that solving allocates nothing.
#[derive(Debug)]
pub struct Book<'a> {
    values: &'a mut [f64],
    sum: f64,
    winners: u32,
}

impl<'a> Book<'a> {
    /// Writes `1/price` of every runner into `into`.
    ///
    /// # Errors
    /// [`MarginError::NotAMarket`], [`MarginError::SliceLength`], [`MarginError::NotAPrice`].
    #[inline]
    pub fn load(prices: &[f64], winners: u32, into: &'a mut [f64]) -> Result<Self, MarginError> {
        let runners = prices.len();
        if runners < 2 || winners == 0 || winners as usize >= runners {
            return Err(MarginError::NotAMarket { runners, winners });
        }
        if into.len() != runners {
            return Err(MarginError::SliceLength { runners, given: into.len() });
        }
        let mut sum = 0.0;
        for (index, (value, &price)) in into.iter_mut().zip(prices).enumerate() {
            if !(price > 1.0 && price.is_finite()) {
                return Err(MarginError::NotAPrice { index, price });
            }
            *value = price.recip();
            sum += *value;
        }
        Ok(Self { values: into, sum, winners })
    }

    /// The values: implied probabilities at first, fair ones in the end.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        self.values
    }

    /// The values, to be replaced.
    #[must_use]
    pub fn values_mut(&mut self) -> &mut [f64] {
        self.values
    }

    /// Σ 1/price.
    #[must_use]
    pub const fn sum(&self) -> f64 {
        self.sum
    }

    /// How many runners win.
    #[must_use]
    pub const fn winners(&self) -> u32 {
        self.winners
    }

    /// How many runners win, as the sum that fair probabilities have.
    #[must_use]
    pub fn target(&self) -> f64 {
        f64::from(self.winners)
    }

    /// How many runners there are, as a number to compute with.
    #[must_use]
    pub fn runners(&self) -> f64 {
        self.values.len() as f64
    }

    /// What every answer must pass: probabilities strictly between 0 and 1 that sum to the number
    /// of winners within [`RESIDUAL_MAX`].
    #[inline]
    pub(super) fn check(
        &mut self,
        method: &'static str,
        solved: Solved,
    ) -> Result<Diagnostics, MarginError> {
        let mut sum = 0.0;
        for (index, &probability) in self.values.iter().enumerate() {
            if !(probability > 0.0 && probability < 1.0) {
                return Err(MarginError::OutsideUnit { method, index, probability });
            }
            sum += probability;
        }
        let mut residual = sum - self.target();
        if residual.abs() > RESIDUAL_MAX {
            residual = self.without_rounding_errors(residual);
        }
        if residual.is_nan() || residual.abs() > RESIDUAL_MAX {
            return Err(MarginError::NotConverged {
                method,
                iterations: solved.iterations,
                residual,
            });
        }
        Ok(Diagnostics {
            book_sum: self.sum,
            winners: self.winners,
            parameter: solved.parameter,
            iterations: solved.iterations,
            residual,
        })
    }

    /// Thousands of runners, or hundreds of winners, add up to more than [`RESIDUAL_MAX`] by the
    /// rounding of their sum alone. If it is no more than that, what is left is shared out.
    #[cold]
    fn without_rounding_errors(&mut self, residual: f64) -> f64 {
        let target = self.target();
        if residual.abs() > f64::EPSILON * self.runners() * target {
            return residual;
        }
        let scale = target / compensated_sum(self.values);
        self.values.iter_mut().for_each(|value| *value *= scale);
        compensated_sum(self.values) - target
    }
}

/// A sum that keeps what each addition rounds off (Neumaier, 1974).
fn compensated_sum(values: &[f64]) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0);
    for &value in values {
        let next = sum + value;
        lost += if sum.abs() >= value.abs() { (sum - next) + value } else { (value - next) + sum };
        sum = next;
    }
    sum + lost
}
