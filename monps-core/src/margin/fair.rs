//! What a margin model answers: probabilities and how they were found.

use crate::error::odds::OddsError;
use crate::odds::{Price, Probability};

/// The one number of a margin model that its equation is solved for.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Parameter {
    /// Proportional: every implied probability is multiplied by this.
    Scale(f64),
    /// Additive: this is taken off every implied probability.
    Shift(f64),
    /// Power: every implied probability is raised to this, k.
    Exponent(f64),
    /// Shin: z, the share of stakes placed by people who know the result.
    InsiderShare(f64),
    /// Odds ratio: c, the fair odds divided by the quoted ones, (1/p − 1) / (1/π − 1).
    OddsRatio(f64),
    /// Balanced books: z, the share of the stake kept on every runner alike.
    BookShare(f64),
    /// Goto: how many standard errors √(1 − π) are taken off.
    StandardErrors(f64),
    /// Jensen–Shannon: the distance, √ of the divergence in nats, of every runner from its price.
    Distance(f64),
    /// A parameter of a model that is not one of ours.
    Other(f64),
}

impl Parameter {
    /// The number.
    #[must_use]
    pub const fn value(self) -> f64 {
        match self {
            Self::Scale(value)
            | Self::Shift(value)
            | Self::Exponent(value)
            | Self::InsiderShare(value)
            | Self::OddsRatio(value)
            | Self::BookShare(value)
            | Self::StandardErrors(value)
            | Self::Distance(value)
            | Self::Other(value) => value,
        }
    }
}

/// What a model found: its parameter and the steps it took to find it (0 for a closed form).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Solved {
    /// The parameter.
    pub parameter: Parameter,
    /// Steps of the solver.
    pub iterations: u32,
}

/// How an answer was found, and about what book.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Diagnostics {
    /// Σ 1/price.
    pub book_sum: f64,
    /// How many runners win: what fair probabilities sum to.
    pub winners: u32,
    /// The model's parameter.
    pub parameter: Parameter,
    /// Steps of the solver; 0 for a closed form.
    pub iterations: u32,
    /// Σp − winners: at most 1e−12 in magnitude.
    pub residual: f64,
}

impl Diagnostics {
    /// Book sum for each winner, less 1. Below zero for an under-round book.
    #[must_use]
    pub fn overround(&self) -> f64 {
        self.book_sum / f64::from(self.winners) - 1.0
    }

    /// The share of turnover kept if bets balance: 1 − winners / book sum.
    #[must_use]
    pub fn hold(&self) -> f64 {
        1.0 - f64::from(self.winners) / self.book_sum
    }

    /// Whether the prices pay more than they should: an arbitrage, or a price that is stale.
    #[must_use]
    pub fn under_round(&self) -> bool {
        self.book_sum < f64::from(self.winners)
    }
}

/// A market without its margin: a fair probability for every runner, in the order of the prices.
#[derive(Clone, Debug, PartialEq)]
pub struct FairMarket {
    pub(super) method: &'static str,
    pub(super) probabilities: Vec<f64>,
    pub(super) diagnostics: Diagnostics,
}

impl FairMarket {
    /// The name of the model.
    #[must_use]
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The fair probabilities, as estimates.
    #[must_use]
    pub fn probabilities(&self) -> &[f64] {
        &self.probabilities
    }

    /// How they were found.
    #[must_use]
    pub const fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The fair probabilities as exact values, to twelve decimals.
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`] where one rounds to 0 or 1.
    pub fn exact_probabilities(&self) -> Result<Vec<Probability>, OddsError> {
        self.probabilities.iter().map(|&p| Probability::from_estimate(p)).collect()
    }

    /// The fair prices: 1 / probability, from the exact probabilities.
    ///
    /// # Errors
    /// [`OddsError::OutOfRange`] where a price would be beyond what prices may be.
    pub fn fair_prices(&self) -> Result<Vec<Price>, OddsError> {
        self.exact_probabilities()?
            .into_iter()
            .map(|p| Price::new(rust_decimal::Decimal::ONE / p.get()))
            .collect()
    }
}
