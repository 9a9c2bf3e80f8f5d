//! Runs of bets that won, or lost.

use monps_core::stats::{SettledBet, SettledOutcome};

/// A run of bets of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streak {
    /// Whether they won; otherwise they lost.
    pub won: bool,
    /// How many.
    pub length: usize,
}

/// The runs of a series of bets. Halves count as what they halve; pushes, voids and cash-outs neither
/// lengthen a run nor end it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streaks {
    /// The run that is still on.
    pub current: Option<Streak>,
    /// The longest run of bets won.
    pub longest_won: usize,
    /// The longest run of bets lost.
    pub longest_lost: usize,
}

impl Streaks {
    /// The runs of bets in the order of their settlement.
    pub fn of<'a>(bets: impl IntoIterator<Item = &'a SettledBet>) -> Self {
        let mut streaks = Self::default();
        for bet in bets {
            let won = match bet.outcome {
                SettledOutcome::Won | SettledOutcome::HalfWon => true,
                SettledOutcome::Lost | SettledOutcome::HalfLost => false,
                _ => continue,
            };
            let before = streaks.current.filter(|streak| streak.won == won);
            let length = before.map_or(1, |streak| streak.length + 1);
            streaks.current = Some(Streak { won, length });
            let longest = if won { &mut streaks.longest_won } else { &mut streaks.longest_lost };
            *longest = length.max(*longest);
        }
        streaks
    }
}
