//! The other way round: from fair probabilities to the prices of a book with a margin.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Diagnostics, RESIDUAL_MAX, Solved};
use crate::error::margin::MarginError;
use crate::error::odds::OddsError;
use crate::money::Rounding;
use crate::odds::{Ladder, Price, Probability, Snap};

/// How far the probabilities given may sum from the number of winners, for each runner: ten thousand
/// probabilities of twelve decimals may be off by that together.
const SUM_DIFFERENCE_MAX: f64 = 1e-11;

/// A market being priced: fair probabilities that a [`MarginModel`](super::MarginModel) replaces, in
/// place, by implied ones that sum to a given book sum.
#[derive(Debug)]
pub struct Pricing<'a> {
    values: &'a mut [f64],
    book_sum: f64,
    winners: u32,
}

impl<'a> Pricing<'a> {
    /// Writes the probabilities into `into`, brought to sum to the number of winners exactly.
    ///
    /// # Errors
    /// [`MarginError::NotAMarket`], [`MarginError::SliceLength`], [`MarginError::NotAProbability`],
    /// [`MarginError::NotADistribution`], [`MarginError::NotABookSum`].
    pub fn load(
        fair: &[f64],
        winners: u32,
        book_sum: f64,
        into: &'a mut [f64],
    ) -> Result<Self, MarginError> {
        let runners = fair.len();
        if runners < 2 || winners == 0 || winners as usize >= runners {
            return Err(MarginError::NotAMarket { runners, winners });
        }
        if into.len() != runners {
            return Err(MarginError::SliceLength { runners, given: into.len() });
        }
        let size = runners.to_f64().unwrap_or(f64::INFINITY);
        if !(book_sum > 0.0 && book_sum < size) {
            return Err(MarginError::NotABookSum { book_sum, runners });
        }
        let bad = |&(_, &probability): &(usize, &f64)| !(probability > 0.0 && probability < 1.0);
        if let Some((index, &probability)) = fair.iter().enumerate().find(bad) {
            return Err(MarginError::NotAProbability { index, probability });
        }
        let sum: f64 = fair.iter().sum();
        let target = f64::from(winners);
        if (sum - target).abs() > SUM_DIFFERENCE_MAX * size {
            return Err(MarginError::NotADistribution { sum, winners });
        }
        for (value, probability) in into.iter_mut().zip(fair) {
            *value = probability * target / sum;
        }
        Ok(Self { values: into, book_sum, winners })
    }

    /// The values: fair probabilities at first, implied ones in the end.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        self.values
    }

    /// The values, to be replaced.
    #[must_use]
    pub fn values_mut(&mut self) -> &mut [f64] {
        self.values
    }

    /// What the implied probabilities are to sum to.
    #[must_use]
    pub const fn book_sum(&self) -> f64 {
        self.book_sum
    }

    /// How many runners win.
    #[must_use]
    pub const fn winners(&self) -> u32 {
        self.winners
    }

    /// How many runners win, as the sum of fair probabilities.
    #[must_use]
    pub fn target(&self) -> f64 {
        f64::from(self.winners)
    }

    /// How many runners there are, as a number to compute with.
    #[must_use]
    pub fn runners(&self) -> f64 {
        self.values.len() as f64
    }

    /// Turns implied probabilities into prices, all above 1 and of the right book sum.
    pub(super) fn finish(
        self,
        method: &'static str,
        solved: Solved,
    ) -> Result<Diagnostics, MarginError> {
        let (book_sum, mut sum) = (self.book_sum, 0.0);
        for value in self.values.iter_mut() {
            sum += *value;
            *value = value.recip();
            if !(*value > 1.0 && value.is_finite()) {
                return Err(MarginError::Unpriceable { method, book_sum });
            }
        }
        let residual = sum - book_sum;
        if residual.abs() > RESIDUAL_MAX * book_sum.max(1.0) {
            let iterations = solved.iterations;
            return Err(MarginError::NotConverged { method, iterations, residual });
        }
        Ok(Diagnostics {
            book_sum: sum,
            winners: self.winners,
            parameter: solved.parameter,
            iterations: solved.iterations,
            residual,
        })
    }
}

/// A market with its margin: a price for every runner, in the order of the probabilities.
#[derive(Clone, Debug, PartialEq)]
pub struct PricedMarket {
    pub(super) method: &'static str,
    pub(super) prices: Vec<f64>,
    pub(super) diagnostics: Diagnostics,
}

impl PricedMarket {
    /// The name of the model.
    #[must_use]
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The prices, as estimates.
    #[must_use]
    pub fn estimates(&self) -> &[f64] {
        &self.prices
    }

    /// How they were found.
    #[must_use]
    pub const fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The prices as a venue would show them: so many decimals, by a named rounding.
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`] where one rounds to 1, or is beyond what prices may be.
    pub fn prices(&self, decimals: u32, rounding: Rounding) -> Result<Vec<Price>, OddsError> {
        self.prices.iter().map(|&price| exact(price, decimals, rounding)).collect()
    }

    /// The prices on a ladder.
    ///
    /// # Errors
    /// [`OddsError::BeyondLadder`] where the ladder has none in the direction asked for,
    /// [`OddsError::OutOfRange`] beyond what prices may be.
    pub fn prices_on(&self, ladder: &Ladder, snap: Snap) -> Result<Vec<Price>, OddsError> {
        self.prices
            .iter()
            .map(|&price| ladder.nearest(exact(price, 12, Rounding::HalfEven)?, snap))
            .collect()
    }
}

/// Prices leave the estimates here.
fn exact(price: f64, decimals: u32, rounding: Rounding) -> Result<Price, OddsError> {
    // What has no decimal (beyond 10^28) is no price either: nothing, which is out of range.
    let price = Decimal::from_f64_retain(price).unwrap_or_default();
    Price::new(rounding.apply(price, decimals))
}

/// Probabilities as estimates.
pub(super) fn estimates(fair: &[Probability]) -> Vec<f64> {
    fair.iter().map(|p| p.estimate()).collect()
}
