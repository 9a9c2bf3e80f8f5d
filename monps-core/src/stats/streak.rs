//! Streaks: how long the longest was, and how long it should be expected to be.
//!
//! ```
//! use monps_core::stats::{LongestRun, longest_run};
//!
//! // Losing runs of 200 bets that each lose with probability one half.
//! let runs = LongestRun::new(200, 0.5)?;
//! assert!((runs.expected() - 6.98).abs() < 0.01);
//! // Ten in a row happens in one season of eleven: no reason to change a plan.
//! assert!((runs.at_least(10) - 0.09).abs() < 0.01);
//! assert_eq!(longest_run([true, false, false, true, false]), 2);
//! # Ok::<(), monps_core::error::stats::StatsError>(())
//! ```

use crate::error::stats::StatsError;

/// The most bets in a row that are looked at.
pub const RUN_BETS_MAX: u32 = 1_000_000;

/// A run this unlikely ends the sum of the expectation.
const TAIL_MIN: f64 = 1e-12;

/// The longest run of `false` in a row: losing runs of what won, or the other way round when negated.
#[must_use]
pub fn longest_run(won: impl IntoIterator<Item = bool>) -> u32 {
    let (mut longest, mut now) = (0_u32, 0_u32);
    for won in won {
        now = if won { 0 } else { now + 1 };
        longest = longest.max(now);
    }
    longest
}

/// The distribution of the longest run of an event of probability q in n independent bets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LongestRun {
    count: u32,
    probability: f64,
}

impl LongestRun {
    /// Runs of an event (a loss, say) that each of `count` bets has with this probability.
    ///
    /// # Errors
    /// [`StatsError::OutOfRange`] for more than [`RUN_BETS_MAX`] bets, or a probability that is not
    /// strictly between 0 and 1.
    pub fn new(count: u32, probability: f64) -> Result<Self, StatsError> {
        let bad = |what, value, range| Err(StatsError::OutOfRange { what, value, range });
        if count > RUN_BETS_MAX {
            return bad("number of bets", count.to_string(), "at most 1000000");
        }
        if !(probability > 0.0 && probability < 1.0) {
            let range = "strictly between 0 and 1";
            return bad("probability of a loss", probability.to_string(), range);
        }
        Ok(Self { count, probability })
    }

    /// P(longest run ≥ `length`), exactly: f(n) = f(n−1) + (1 − f(n−k−1))·p·q^k with f(k) = q^k
    /// (Feller, volume I, XIII.7, counted by where the first such run ends).
    #[must_use]
    pub fn at_least(&self, length: u32) -> f64 {
        if length == 0 {
            return 1.0;
        }
        if length > self.count {
            return 0.0;
        }
        let run = self.probability.powf(f64::from(length));
        let first = (1.0 - self.probability) * run;
        let (count, length) = (self.count as usize, length as usize);
        // The probability of a run by each bet; only the last `length + 1` are looked back at.
        let mut reached = vec![0.0; count + 1];
        reached[length] = run;
        for bet in length + 1..=count {
            reached[bet] = reached[bet - 1] + (1.0 - reached[bet - length - 1]) * first;
        }
        reached[count].min(1.0)
    }

    /// The expected length of the longest run: Σ P(longest ≥ k).
    #[must_use]
    pub fn expected(&self) -> f64 {
        let mut sum = 0.0;
        for length in 1..=self.count {
            let reached = self.at_least(length);
            sum += reached;
            if reached < TAIL_MIN {
                break;
            }
        }
        sum
    }
}
