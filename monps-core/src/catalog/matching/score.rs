//! How alike two names or two contests are, in whole thousandths: the same on every machine.

use std::fmt;

/// A likeness from 0 (nothing in common) to 1000 (certain), in thousandths.
///
/// It orders candidates and is compared with thresholds; it is not a probability.
///
/// ```
/// use monps_core::catalog::matching::Score;
///
/// assert_eq!(Score::from_thousandths(873).to_string(), "0.873");
/// assert!(Score::ACCEPTED < Score::CERTAIN);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u16);

impl Score {
    /// Nothing in common.
    pub const NONE: Self = Self(0);
    /// The same name, the same id, or an alias.
    pub const CERTAIN: Self = Self(1000);
    /// The least that is accepted without asking anybody.
    pub const ACCEPTED: Self = Self(600);
    /// How far ahead of the runner-up an accepted candidate has to be.
    pub const AHEAD: Self = Self(150);

    /// A score; above 1000 is 1000.
    #[must_use]
    pub const fn from_thousandths(value: u32) -> Self {
        // The bound makes the cast exact.
        #[expect(clippy::cast_possible_truncation, reason = "at most 1000")]
        Self(if value < 1000 { value as u16 } else { 1000 })
    }

    /// In thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u32 {
        self.0 as u32
    }

    pub(super) const fn minus(self, thousandths: u32) -> Self {
        Self::from_thousandths(self.thousandths().saturating_sub(thousandths))
    }

    /// `part / whole`, or nothing of nothing.
    pub(super) fn ratio(part: u32, whole: u32) -> Self {
        let scaled = u64::from(part) * 1000;
        let ratio = scaled.checked_div(u64::from(whole)).unwrap_or_default();
        Self::from_thousandths(u32::try_from(ratio).unwrap_or(1000))
    }
}

impl fmt::Display for Score {
    /// `0.873`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1000, self.0 % 1000)
    }
}
