//! Margin: what a venue keeps, and the ways to take it out of a market's prices.
//!
//! The prices o of a complete market imply probabilities π = 1/o which sum to more than the number
//! of winners: the *book sum* B. A margin model says how the surplus is spread over the runners, and
//! so which fair probabilities p lie beneath. With T winners (1 in most markets, 3 in "to finish in
//! the first three"):
//!
//! | method | fair probability | solved for |
//! |---|---|---|
//! | [`proportional`] | p = πT/B | – |
//! | [`additive`] | p = π − (B−T)/n | – |
//! | [`power`] | p = π^k | k: Σp = T |
//! | [`shin`] | p = (√(z² + 4(1−z)π²/B) − z) / 2(1−z) | z: Σp = 1 |
//! | [`odds_ratio`] | p = π / (c + π − cπ) | c: Σp = T |
//! | [`balanced_books`] | p = (π−z)/(1−z), z = (B−T)/(n−T) | – |
//! | [`goto`] | p = π − s√(1−π), s = (B−T)/Σ√(1−π) | – |
//! | [`jensen_shannon`] | the distance from π to p is d for every runner | d: Σp = T |
//!
//! ```
//! use monps_core::margin::{MarginModel, Method};
//! use monps_core::odds::Price;
//!
//! let prices = ["2.60", "2.40", "4.30"].map(|text| text.parse::<Price>().unwrap());
//! let fair = Method::Shin.fair(&prices)?;
//!
//! assert!((fair.probabilities()[0] - 0.372_994_1).abs() < 1e-7);
//! assert!((fair.diagnostics().hold() - 0.032_732_5).abs() < 1e-7);
//! # Ok::<(), monps_core::error::margin::MarginError>(())
//! ```
//!
//! An answer is always a distribution: every p strictly between 0 and 1, summing to T within
//! [`RESIDUAL_MAX`], in the order of the prices (which two that differ in the sixteenth digit may
//! lose). Where a method's formula gives none, the error says
//! why: never a number that is silently wrong. Which method is right nobody knows; [`band`] shows
//! how far they differ, so that an edge that hangs on the choice is seen as such.
//!
//! Every method also works the other way: [`MarginModel::price`] gives the prices of a book over fair
//! probabilities, such that the same method brings them back. Several venues' prices become one
//! opinion by a [`Pooling`].
//!
//! Speed: [`MarginModel::solve`] works on `f64` in the caller's slice and allocates nothing.
//!
//! What this does not do: incomplete markets. Give every runner, or the margin is not a margin.

pub mod additive;
pub mod balanced_books;
mod band;
mod book;
mod consensus;
mod fair;
pub mod goto;
pub mod jensen_shannon;
mod method;
pub mod odds_ratio;
pub mod power;
mod pricing;
pub mod proportional;
pub mod shin;

pub use band::{Band, Range, band, batch, batch_among};
pub use book::{Book, RESIDUAL_MAX, price_estimate};
pub use consensus::{Consensus, Heard, LeftOut, Opinion, Pool, Pooling};
pub use fair::{Diagnostics, FairMarket, Parameter, Solved};
pub use method::{Alias, Method};
pub use pricing::{PricedMarket, Pricing};

use std::fmt;

use crate::error::margin::MarginError;
use crate::odds::{Price, Probability};

/// A way to take the margin out. The methods of the field are [`Method`]; a model of your own needs
/// [`name`](Self::name) and [`remove`](Self::remove), the rest follows and is checked like ours.
///
/// ```
/// use monps_core::error::margin::MarginError;
/// use monps_core::margin::{Book, MarginModel, Parameter, Solved};
///
/// /// Everything is taken from the outsider.
/// #[derive(Debug)]
/// struct Outsider;
///
/// impl MarginModel for Outsider {
///     fn name(&self) -> &'static str {
///         "outsider"
///     }
///
///     fn remove(&self, book: &mut Book<'_>) -> Result<Solved, MarginError> {
///         let surplus = book.sum() - book.target();
///         if let Some(last) = book.values_mut().iter_mut().min_by(|a, b| a.total_cmp(b)) {
///             *last -= surplus;
///         }
///         Ok(Solved { parameter: Parameter::Other(surplus), iterations: 0 })
///     }
/// }
///
/// let mut fair = [0.0; 3];
/// Outsider.solve(&[2.60, 2.40, 4.30], 1, &mut fair)?;
/// assert!((fair[2] - 0.198_718).abs() < 1e-6);
/// # Ok::<(), MarginError>(())
/// ```
pub trait MarginModel: fmt::Debug + Send + Sync {
    /// The name, as [`Method`] reads it.
    fn name(&self) -> &'static str;

    /// What others call it.
    fn aliases(&self) -> &'static [Alias] {
        &[]
    }

    /// Replaces the implied probabilities of the book by fair ones.
    ///
    /// Range and sum are checked by the caller ([`solve`](Self::solve)).
    ///
    /// # Errors
    /// A [`MarginError`] naming why there is no answer.
    fn remove(&self, book: &mut Book<'_>) -> Result<Solved, MarginError>;

    /// Replaces fair probabilities by implied ones that sum to the book sum wanted: the inverse of
    /// [`remove`](Self::remove). Range and sum are checked by the caller ([`price`](Self::price)).
    ///
    /// # Errors
    /// [`MarginError::NoInverse`] unless the model has one; a [`MarginError`] naming why there is no
    /// answer.
    fn add(&self, market: &mut Pricing<'_>) -> Result<Solved, MarginError> {
        let _ = market;
        Err(MarginError::NoInverse { method: self.name() })
    }

    /// Writes the fair probabilities of estimated prices into a slice of the same length: the fast
    /// way, which allocates nothing. After an error the slice holds nothing of use.
    ///
    /// # Errors
    /// A [`MarginError`] naming what is wrong with the prices, or why the model has no answer.
    #[inline]
    fn solve(
        &self,
        prices: &[f64],
        winners: u32,
        fair: &mut [f64],
    ) -> Result<Diagnostics, MarginError> {
        let mut book = Book::load(prices, winners, fair)?;
        let solved = self.remove(&mut book)?;
        book.check(self.name(), solved)
    }

    /// The fair probabilities of a complete market with one winner.
    ///
    /// # Errors
    /// As [`solve`](Self::solve).
    fn fair(&self, prices: &[Price]) -> Result<FairMarket, MarginError> {
        self.fair_among(prices, 1)
    }

    /// The fair probabilities of a complete market in which `winners` of the runners win.
    ///
    /// # Errors
    /// As [`solve`](Self::solve); [`MarginError::Unsupported`] where the method has no such form.
    fn fair_among(&self, prices: &[Price], winners: u32) -> Result<FairMarket, MarginError> {
        let estimates: Vec<f64> = prices.iter().map(|&price| price_estimate(price)).collect();
        let mut probabilities = vec![0.0; estimates.len()];
        let diagnostics = self.solve(&estimates, winners, &mut probabilities)?;
        Ok(FairMarket { method: self.name(), probabilities, diagnostics })
    }

    /// Writes the prices of a book into a slice of the same length: those that this model, taking
    /// the margin out again, brings back to the fair probabilities given. Allocates nothing. After an
    /// error the slice holds nothing of use.
    ///
    /// # Errors
    /// A [`MarginError`] naming what is wrong with the probabilities or the book sum, or why the
    /// model has no such prices.
    #[inline]
    fn price(
        &self,
        fair: &[f64],
        winners: u32,
        book_sum: f64,
        prices: &mut [f64],
    ) -> Result<Diagnostics, MarginError> {
        let mut market = Pricing::load(fair, winners, book_sum, prices)?;
        let solved = self.add(&mut market)?;
        market.finish(self.name(), solved)
    }

    /// The prices of a book over fair probabilities, of which `winners` come true.
    ///
    /// ```
    /// use monps_core::margin::{MarginModel, Method};
    /// use monps_core::money::Rounding;
    /// use monps_core::odds::Probability;
    /// use rust_decimal::dec;
    ///
    /// let fair = [dec!(0.40), dec!(0.37), dec!(0.23)].map(|p| Probability::new(p).unwrap());
    /// let market = Method::Shin.quote(&fair, 1, 1.034)?;
    /// let shown = market.prices(2, Rounding::Down)?;
    /// assert_eq!(shown.iter().map(|p| p.to_string()).collect::<Vec<_>>(), ["2.42", "2.62", "4.15"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`price`](Self::price).
    fn quote(
        &self,
        fair: &[Probability],
        winners: u32,
        book_sum: f64,
    ) -> Result<PricedMarket, MarginError> {
        let mut prices = vec![0.0; fair.len()];
        let estimates = pricing::estimates(fair);
        let diagnostics = self.price(&estimates, winners, book_sum, &mut prices)?;
        Ok(PricedMarket { method: self.name(), prices, diagnostics })
    }
}

#[cfg(test)]
mod tests;
