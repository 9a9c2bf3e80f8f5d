//! The mean of opinions.

use crate::margin::odds_ratio;

/// How opinions are averaged (Genest and Zidek, *Combining probability distributions*, 1986).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pool {
    /// The mean of the probabilities.
    Linear,
    /// The mean of the log-odds, all shifted alike to sum to the number of winners.
    Logarithmic,
}

impl Pool {
    /// `of_runner` gives the shares, which sum to 1, and the probabilities of one runner.
    pub(super) fn mean<I: Iterator<Item = (f64, f64)>>(
        self,
        runners: usize,
        winners: u32,
        of_runner: impl Fn(usize) -> I,
    ) -> Vec<f64> {
        let target = f64::from(winners);
        match self {
            Self::Linear => {
                let mut means: Vec<f64> = (0..runners)
                    .map(|at| of_runner(at).map(|(share, p)| share * p).sum())
                    .collect();
                // Shares and probabilities sum to 1 and T each within a rounding error.
                let sum: f64 = means.iter().sum();
                means.iter_mut().for_each(|mean| *mean *= target / sum);
                means
            }
            Self::Logarithmic => {
                let mut means: Vec<f64> = (0..runners)
                    .map(|at| {
                        let log_odds: f64 =
                            of_runner(at).map(|(share, p)| share * (p / (1.0 - p)).ln()).sum();
                        1.0 / (1.0 + (-log_odds).exp())
                    })
                    .collect();
                odds_ratio::shift(&mut means, target);
                means
            }
        }
    }
}

/// The weighted standard deviation of the opinions on each runner.
pub(super) fn deviations<I: Iterator<Item = (f64, f64)>>(
    runners: usize,
    of_runner: impl Fn(usize) -> I,
) -> Vec<f64> {
    (0..runners)
        .map(|at| {
            let mean: f64 = of_runner(at).map(|(share, p)| share * p).sum();
            let variance: f64 =
                of_runner(at).map(|(share, p)| share * (p - mean) * (p - mean)).sum();
            variance.sqrt()
        })
        .collect()
}
