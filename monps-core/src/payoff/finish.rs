//! Where a runner finished, and what a tie makes of a bet.
//!
//! ```
//! use monps_core::payoff::{Finish, Outcome};
//!
//! // Three places; one runner is clear and four tie behind it: two places are left for four.
//! let tied = Finish::new(2, 4)?;
//! assert_eq!(tied.outcome(3).to_string(), "dead_heat_2_4");
//! assert_eq!(tied.outcome(1), Outcome::Lost);
//! # Ok::<(), monps_core::error::settle::SettleError>(())
//! ```

use std::fmt;

use super::Outcome;
use crate::error::settle::SettleError;

/// A place, and how many runners share it and the places after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finish {
    place: u32,
    tied: u8,
}

impl Finish {
    /// Behind every place that pays, or not finished at all.
    pub const UNPLACED: Self = Self { place: u32::MAX, tied: 1 };

    /// The best place that the runner occupies, from 1, and how many runners occupy it, itself
    /// included.
    ///
    /// # Errors
    /// [`SettleError::NotAFinish`] when either is nought.
    pub const fn new(place: u32, tied: u8) -> Result<Self, SettleError> {
        if place == 0 || tied == 0 {
            Err(SettleError::NotAFinish { place, tied })
        } else {
            Ok(Self { place, tied })
        }
    }

    /// The best place it occupies.
    #[must_use]
    pub const fn place(self) -> u32 {
        self.place
    }

    /// How many occupy it.
    #[must_use]
    pub const fn tied(self) -> u8 {
        self.tied
    }

    /// What becomes of a bet on a finish in the first `places`.
    ///
    /// The tied runners share what is left of the places after those clear of them: all won when
    /// enough are left, lost when none is, and else a dead heat.
    #[must_use]
    pub fn outcome(self, places: u8) -> Outcome {
        let left = u32::from(places).saturating_sub(self.place - 1);
        match u8::try_from(left) {
            Ok(0) => Outcome::Lost,
            Ok(left) if left < self.tied => {
                Outcome::DeadHeat(DeadHeat { places: left, tied: self.tied })
            }
            _ => Outcome::Won,
        }
    }
}

impl fmt::Display for Finish {
    /// `place 2`, `place 2 of 3 tied`, `unplaced`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.place, self.tied) {
            (u32::MAX, _) => f.write_str("unplaced"),
            (place, 1) => write!(f, "place {place}"),
            (place, tied) => write!(f, "place {place} of {tied} tied"),
        }
    }
}

/// A tie of `tied` runners for `places` fewer places: places / tied of the stake wins, the rest loses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeadHeat {
    places: u8,
    tied: u8,
}

impl DeadHeat {
    pub(super) const WORD: &str = "dead_heat";

    /// A tie for fewer places than runners.
    ///
    /// # Errors
    /// [`SettleError::NotADeadHeat`] unless 1 ≤ places < tied.
    pub const fn new(places: u8, tied: u8) -> Result<Self, SettleError> {
        if places >= 1 && places < tied {
            Ok(Self { places, tied })
        } else {
            Err(SettleError::NotADeadHeat { places, tied })
        }
    }

    /// How many places are shared.
    #[must_use]
    pub const fn places(self) -> u8 {
        self.places
    }

    /// How many runners share them.
    #[must_use]
    pub const fn tied(self) -> u8 {
        self.tied
    }

    /// The same seen by the layer, whose stake wins where the backer's loses.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        Self { places: self.tied - self.places, tied: self.tied }
    }

    pub(super) fn from_slug(text: &str) -> Option<Self> {
        let (places, tied) = text.strip_prefix(Self::WORD)?.strip_prefix('_')?.split_once('_')?;
        let heat = Self::new(places.parse().ok()?, tied.parse().ok()?).ok()?;
        (heat.to_string() == text).then_some(heat)
    }
}

impl fmt::Display for DeadHeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}_{}", Self::WORD, self.places, self.tied)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_left_are_shared() {
        let heat = |places, tied| Outcome::DeadHeat(DeadHeat::new(places, tied).unwrap());
        for (place, tied, places, expected) in [
            (1, 1, 1, Outcome::Won),
            (1, 3, 1, heat(1, 3)),
            (2, 1, 1, Outcome::Lost),
            (3, 2, 3, heat(1, 2)),
            (2, 2, 3, Outcome::Won),
            (2, 4, 3, heat(2, 4)),
            (4, 2, 3, Outcome::Lost),
            (1, 255, 254, heat(254, 255)),
        ] {
            let finish = Finish::new(place, tied).unwrap();
            assert_eq!(finish.outcome(places), expected, "{finish:?} for {places}");
        }
        assert_eq!(Finish::UNPLACED.outcome(255), Outcome::Lost);
        assert!(Finish::new(0, 1).is_err() && Finish::new(1, 0).is_err());
        assert!(DeadHeat::new(2, 2).is_err() && DeadHeat::new(0, 2).is_err());
    }
}
