//! What becomes of a selection, or of a bet on it.

use std::fmt;
use std::str::FromStr;

use super::DeadHeat;
use crate::error::settle::SettleError;

/// What became of a selection.
///
/// Push and void pay the same and mean different things: a push counts in turnover, a void counts
/// nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It happened: stake × price.
    Won,
    /// On a quarter line one half won and the other pushed: ½ stake × price + ½ stake.
    HalfWon,
    /// The result fell on the line: the stake.
    Push,
    /// On a quarter line one half lost and the other pushed: ½ stake.
    HalfLost,
    /// It did not happen: nothing.
    Lost,
    /// As if never made: the stake.
    Void,
    /// It shared places with others: that part of the stake won, and the rest lost.
    DeadHeat(DeadHeat),
}

impl Outcome {
    /// All of them, best first, void last; dead heats, of which there are as many as fractions, left
    /// out.
    pub const ALL: [Self; 6] =
        [Self::Won, Self::HalfWon, Self::Push, Self::HalfLost, Self::Lost, Self::Void];

    /// The word: the slug, save that it does not tell one dead heat from another
    /// ([`Display`](fmt::Display) does, and is what is read back).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::HalfWon => "half_won",
            Self::Push => "push",
            Self::HalfLost => "half_lost",
            Self::Lost => "lost",
            Self::Void => "void",
            Self::DeadHeat(_) => DeadHeat::WORD,
        }
    }

    /// The same seen by who laid the selection: their bet wins when it loses.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Won => Self::Lost,
            Self::HalfWon => Self::HalfLost,
            Self::Push => Self::Push,
            Self::HalfLost => Self::HalfWon,
            Self::Lost => Self::Won,
            Self::Void => Self::Void,
            Self::DeadHeat(heat) => Self::DeadHeat(heat.mirrored()),
        }
    }

    /// From how far the result lies beyond the line, in quarters.
    ///
    /// A stake on a quarter line is split on the two neighbouring half steps, a quarter to either
    /// side. One quarter beyond the line therefore wins one half and pushes the other; two or more
    /// win both. No rounding of the line, hence no floor of a negative one, is involved.
    pub(super) const fn beyond_line(quarters: i64) -> Self {
        match quarters {
            2.. => Self::Won,
            1 => Self::HalfWon,
            0 => Self::Push,
            -1 => Self::HalfLost,
            _ => Self::Lost,
        }
    }

    /// Won or lost.
    pub(super) const fn decided(happened: bool) -> Self {
        if happened { Self::Won } else { Self::Lost }
    }
}

impl FromStr for Outcome {
    type Err = SettleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|outcome| outcome.as_str() == text)
            .or_else(|| DeadHeat::from_slug(text).map(Self::DeadHeat))
            .ok_or_else(|| SettleError::NotAnOutcome { text: text.chars().take(40).collect() })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DeadHeat(heat) => heat.fmt(f),
            fixed => f.write_str(fixed.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_read_back() {
        let heats = [(1, 2), (2, 4), (1, 200)].map(|(k, n)| DeadHeat::new(k, n).unwrap());
        for outcome in Outcome::ALL.into_iter().chain(heats.map(Outcome::DeadHeat)) {
            assert_eq!(outcome.to_string().parse(), Ok(outcome));
            assert_eq!(outcome.mirrored().mirrored(), outcome);
        }
        assert!("Won".parse::<Outcome>().is_err());
        for bad in ["dead_heat", "dead_heat_2_2", "dead_heat_0_2", "dead_heat_01_2"] {
            assert!(bad.parse::<Outcome>().is_err(), "{bad}");
        }
        assert!("pending".parse::<Outcome>().is_err());
    }
}
