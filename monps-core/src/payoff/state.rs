//! States: one thing that may happen.

use std::fmt;

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

impl fmt::Display for State {
    /// `2-1`, `home`, `away`, `1-0/2-1` (at half time, at full time), `place 2`, `place 2 of 3 tied`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Score { home, away } => write!(f, "{home}-{away}"),
            Self::HomeWins => f.write_str("home"),
            Self::AwayWins => f.write_str("away"),
            Self::Halves { first, full } => {
                write!(f, "{}-{}/{}-{}", first.0, first.1, full.0, full.1)
            }
            Self::Finish(finish) => finish.fmt(f),
        }
    }
}
