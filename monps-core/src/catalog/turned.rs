//! The same question with home and away exchanged, for sources that list the sides the other way round.
//!
//! Turning twice is the identity. What a question in a source's own words means for the other side
//! nobody knows: opaque markets cannot be turned.
//!
//! ```
//! use monps_core::catalog::{Line, MarketKey, MarketKind, Selection};
//!
//! let key = MarketKey::full_time(MarketKind::AsianHandicap, Some(Line::from_quarters(-1)))?;
//! assert_eq!(key.turned().unwrap().line, Some(Line::from_quarters(1)));
//! assert_eq!(Selection::HomeOrDraw.turned(), Selection::DrawOrAway);
//! # Ok::<(), monps_core::error::catalog::CatalogError>(())
//! ```

use super::{Lead, Line, MarketKey, MarketKind, Selection};

impl MarketKey {
    /// The question with home and away exchanged; none for one that nobody understands.
    #[must_use]
    pub fn turned(&self) -> Option<Self> {
        let kind = match &self.kind {
            MarketKind::Opaque(_) => return None,
            MarketKind::HomeTotal => MarketKind::AwayTotal,
            MarketKind::AwayTotal => MarketKind::HomeTotal,
            other => other.clone(),
        };
        let is_handicap = matches!(kind, MarketKind::AsianHandicap | MarketKind::EuropeanHandicap);
        let line = if is_handicap { self.line.map(Line::mirrored) } else { self.line };
        Some(Self { kind, period: self.period, line })
    }
}

impl Selection {
    /// The answer with home and away exchanged; names stay.
    #[must_use]
    pub fn turned(&self) -> Self {
        match self {
            Self::Home => Self::Away,
            Self::Away => Self::Home,
            Self::HomeOrDraw => Self::DrawOrAway,
            Self::DrawOrAway => Self::HomeOrDraw,
            Self::AnyOtherHome => Self::AnyOtherAway,
            Self::AnyOtherAway => Self::AnyOtherHome,
            Self::Score(score) => Self::Score(score.turned()),
            Self::WinBy(by) => Self::WinBy(by.turned()),
            Self::HalfTimeFullTime { half, full } => {
                Self::HalfTimeFullTime { half: half.turned(), full: full.turned() }
            }
            Self::Draw
            | Self::HomeOrAway
            | Self::Over
            | Self::Under
            | Self::Yes
            | Self::No
            | Self::Odd
            | Self::Even
            | Self::AnyOtherDraw
            | Self::AnyOther
            | Self::Named(_) => self.clone(),
        }
    }
}

impl Lead {
    /// The other side, or neither.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Home => Self::Away,
            Self::Draw => Self::Draw,
            Self::Away => Self::Home,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Listed, Period};

    #[test]
    fn turning_twice_is_the_identity_and_answers_stay_answers() {
        let listed = || Some(Listed::new(3).unwrap());
        let kinds = [
            (MarketKind::MatchOdds, None),
            (MarketKind::DoubleChance, None),
            (MarketKind::Total, Some(10)),
            (MarketKind::HomeTotal, Some(6)),
            (MarketKind::AwayTotal, Some(6)),
            (MarketKind::AsianHandicap, Some(-3)),
            (MarketKind::EuropeanHandicap, Some(4)),
            (MarketKind::CorrectScore(listed()), None),
            (MarketKind::WinningMargin(listed()), None),
            (MarketKind::HalfTimeFullTime, None),
            (MarketKind::OddEven, None),
        ];
        for (kind, quarters) in kinds {
            let line = quarters.map(Line::from_quarters);
            let key = MarketKey::new(kind, Period::FullTime, line).unwrap();
            let turned = key.turned().unwrap();
            assert_eq!(turned.turned(), Some(key.clone()));
            for selection in key.kind.selections() {
                assert!(turned.kind.has(&selection.turned()), "{key} {selection}");
                assert_eq!(selection.turned().turned(), *selection);
            }
        }
    }

    #[test]
    fn what_favours_one_side_favours_the_other() {
        let text = |slug| Selection::from_slug(slug).unwrap().turned().to_string();
        assert_eq!(text("2-1"), "1-2");
        assert_eq!(text("home_by_2_plus"), "away_by_2_plus");
        assert_eq!(text("home/draw"), "away/draw");
        assert_eq!(text("over"), "over");
        let corners = "corners".parse().unwrap();
        assert_eq!(MarketKey::full_time(corners, None).unwrap().turned(), None);
    }
}
