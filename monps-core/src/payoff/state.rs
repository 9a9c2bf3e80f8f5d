//! States: one thing that may happen.

use super::Finish;

/// One thing that may happen in a period of an event, as far as its market can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A score: goals, points, games or sets.
    Score {
        /// Of the side listed first.
        home: u32,
        /// Of the side listed second.
        away: u32,
    },
    /// The side listed first wins, or goes through; the score is not known.
    HomeWins,
    /// The side listed second wins, or goes through; the score is not known.
    AwayWins,
    /// The score at half time and at full time, home first. Serves the markets of both halves and of
    /// the whole.
    Halves {
        /// At half time.
        first: (u32, u32),
        /// At full time.
        full: (u32, u32),
    },
    /// Where the runner that was backed finished.
    Finish(Finish),
}
