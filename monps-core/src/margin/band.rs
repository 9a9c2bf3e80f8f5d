//! Many methods at once, and many markets at once.

use super::{FairMarket, MarginModel, Method};
use crate::error::margin::MarginError;
use crate::odds::Price;

/// The smallest and the largest fair probability of one runner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The smallest.
    pub low: f64,
    /// The method that says so.
    pub low_by: Method,
    /// The largest.
    pub high: f64,
    /// The method that says so.
    pub high_by: Method,
}

/// What all methods together say of a market.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// A range for every runner, in the order of the prices.
    pub ranges: Vec<Range>,
    /// Every answer.
    pub answers: Vec<(Method, FairMarket)>,
    /// The methods that have none for these prices, and why.
    pub refusals: Vec<(Method, MarginError)>,
}

/// The fair probabilities by every method, and the band that they span.
///
/// An edge that is there at `low` does not depend on the method; one that is there only at `high`
/// is the method's own.
///
/// ```
/// use monps_core::margin::band;
/// use monps_core::odds::Price;
///
/// let prices = ["1.15", "5", "10", "25"].map(|text| text.parse::<Price>().unwrap());
/// let band = band(&prices, 1)?;
/// let outsider = band.ranges[3];
/// assert!(outsider.low < 0.02 && outsider.high > 0.03);
/// assert!(!band.refusals.is_empty(), "additive would go below 0");
/// # Ok::<(), monps_core::error::margin::MarginError>(())
/// ```
///
/// # Errors
/// The reason of the first method, when none has an answer: then the prices are no market.
pub fn band(prices: &[Price], winners: u32) -> Result<Band, MarginError> {
    let mut answers = Vec::with_capacity(Method::ALL.len());
    let mut refusals = Vec::new();
    for method in Method::ALL {
        match method.fair_among(prices, winners) {
            Ok(fair) => answers.push((method, fair)),
            Err(reason) => refusals.push((method, reason)),
        }
    }
    let Some((first, fair)) = answers.first() else {
        return Err(refusals
            .into_iter()
            .next()
            .map_or(MarginError::NotAMarket { runners: prices.len(), winners }, |(_, reason)| {
                reason
            }));
    };
    let mut ranges: Vec<Range> = fair
        .probabilities()
        .iter()
        .map(|&p| Range { low: p, low_by: *first, high: p, high_by: *first })
        .collect();
    for (method, fair) in &answers {
        for (range, &p) in ranges.iter_mut().zip(fair.probabilities()) {
            if p < range.low {
                (range.low, range.low_by) = (p, *method);
            }
            if p > range.high {
                (range.high, range.high_by) = (p, *method);
            }
        }
    }
    Ok(Band { ranges, answers, refusals })
}

/// The fair probabilities of many markets with one winner each; a bad market is an error in its
/// place and stops nothing.
///
/// ```
/// use monps_core::margin::{Method, batch};
/// use monps_core::odds::Price;
///
/// let read = |text: &str| text.parse::<Price>().unwrap();
/// let markets = [vec![read("2.10")], vec![read("1.90"), read("1.90")]];
/// let answers: Vec<_> = batch(&Method::Shin, markets.iter().map(Vec::as_slice)).collect();
/// assert!(answers[0].is_err());
/// assert!(answers[1].is_ok());
/// ```
pub fn batch<'a>(
    model: &'a dyn MarginModel,
    markets: impl IntoIterator<Item = &'a [Price]> + 'a,
) -> impl Iterator<Item = Result<FairMarket, MarginError>> + 'a {
    markets.into_iter().map(|prices| model.fair(prices))
}

/// The same for markets of which each says how many of its runners win: places, qualifiers.
///
/// ```
/// use monps_core::margin::{Method, batch_among};
/// use monps_core::odds::Price;
///
/// let read = |text: &str| text.parse::<Price>().unwrap();
/// let places = ["1.50", "1.80", "2.40", "4.00"].map(read);
/// let answers: Vec<_> = batch_among(&Method::Power, [(&places[..], 2), (&places[..], 9)]).collect();
/// let fair = answers[0].as_ref().unwrap();
/// assert!((fair.probabilities().iter().sum::<f64>() - 2.0).abs() < 1e-12);
/// assert!(answers[1].is_err());
/// ```
pub fn batch_among<'a>(
    model: &'a dyn MarginModel,
    markets: impl IntoIterator<Item = (&'a [Price], u32)> + 'a,
) -> impl Iterator<Item = Result<FairMarket, MarginError>> + 'a {
    markets.into_iter().map(|(prices, winners)| model.fair_among(prices, winners))
}
