//! Selections: the possible answers of a market.

use std::borrow::Cow;
use std::fmt;

use super::{ExactScore, Lead, WinBy};
use crate::error::catalog::CatalogError;

/// The longest name of a selection, in bytes.
const NAME_BYTES_MAX: usize = 200;

/// One possible answer of a market.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Selection {
    /// The side listed first.
    Home,
    /// Neither.
    Draw,
    /// The side listed second.
    Away,
    /// Home or draw: `1x`.
    HomeOrDraw,
    /// Home or away: `12`.
    HomeOrAway,
    /// Draw or away: `x2`.
    DrawOrAway,
    /// More than the line.
    Over,
    /// Less than the line.
    Under,
    /// It happens.
    Yes,
    /// It does not.
    No,
    /// An odd total: `odd`.
    Odd,
    /// An even total, nought included: `even`.
    Even,
    /// An exact score: `2-1`.
    Score(ExactScore),
    /// A home win by a score that is not listed: `any_other_home`.
    AnyOtherHome,
    /// A draw by a score that is not listed: `any_other_draw`.
    AnyOtherDraw,
    /// An away win by a score that is not listed: `any_other_away`.
    AnyOtherAway,
    /// Any score that is not listed, where the three are one answer: `any_other`.
    AnyOther,
    /// A side wins by a margin: `home_by_2`, `away_by_4_plus`.
    WinBy(WinBy),
    /// Who leads at half time and at full time: `home/draw`.
    HalfTimeFullTime {
        /// At half time.
        half: Lead,
        /// At full time.
        full: Lead,
    },
    /// A runner, or a selection of an opaque market, in its source's words.
    Named(String),
}

/// The fixed selections and their slugs.
const FIXED: [(Selection, &str); 16] = [
    (Selection::Home, "home"),
    (Selection::Draw, "draw"),
    (Selection::Away, "away"),
    (Selection::HomeOrDraw, "home_or_draw"),
    (Selection::HomeOrAway, "home_or_away"),
    (Selection::DrawOrAway, "draw_or_away"),
    (Selection::Over, "over"),
    (Selection::Under, "under"),
    (Selection::Yes, "yes"),
    (Selection::No, "no"),
    (Selection::Odd, "odd"),
    (Selection::Even, "even"),
    (Selection::AnyOtherHome, "any_other_home"),
    (Selection::AnyOtherDraw, "any_other_draw"),
    (Selection::AnyOtherAway, "any_other_away"),
    (Selection::AnyOther, "any_other"),
];

impl Selection {
    /// Reads a selection by its slug or a customary sign (`1`, `N`, `X`, `2`, `1X`, `1/2`, `2:1` …),
    /// in any case; `None` for what would have to be a name.
    #[must_use]
    pub fn from_slug(text: &str) -> Option<Self> {
        let lower = text.trim().to_ascii_lowercase();
        let customary = match lower.as_str() {
            "1" | "h" => Some(Self::Home),
            "x" | "n" | "d" | "nul" => Some(Self::Draw),
            "2" | "a" => Some(Self::Away),
            "1x" | "1n" => Some(Self::HomeOrDraw),
            "12" => Some(Self::HomeOrAway),
            "x2" | "n2" => Some(Self::DrawOrAway),
            _ => None,
        };
        let fixed = || {
            FIXED.iter().find(|(_, slug)| *slug == lower).map(|(selection, _)| selection.clone())
        };
        customary.or_else(fixed).or_else(|| Self::composed(&lower))
    }

    /// Selections that carry numbers or two answers.
    fn composed(lower: &str) -> Option<Self> {
        if let Some((half, full)) = lower.split_once('/') {
            let (half, full) = (Lead::from_sign(half)?, Lead::from_sign(full)?);
            return Some(Self::HalfTimeFullTime { half, full });
        }
        let by = || WinBy::from_slug(lower).map(Self::WinBy);
        lower.parse().ok().map(Self::Score).or_else(by)
    }

    /// A selection in its source's words.
    ///
    /// # Errors
    /// [`CatalogError::NoSuchSelection`] for an empty, overlong or unprintable name.
    pub fn named(name: &str) -> Result<Self, CatalogError> {
        let trimmed = name.trim();
        let printable = !trimmed.chars().any(char::is_control);
        if trimmed.is_empty() || trimmed.len() > NAME_BYTES_MAX || !printable {
            return Err(CatalogError::NoSuchSelection {
                market: "opaque".to_owned(),
                selection: name.chars().take(40).collect(),
                known: format!("any printable name of at most {NAME_BYTES_MAX} bytes"),
            });
        }
        Ok(Self::Named(trimmed.to_owned()))
    }

    /// The slug, or the name of a named selection. [`from_slug`](Self::from_slug) reads it back.
    #[must_use]
    pub fn slug(&self) -> Cow<'_, str> {
        match self {
            Self::Named(name) => Cow::Borrowed(name),
            Self::Score(score) => Cow::Owned(score.to_string()),
            Self::WinBy(by) => Cow::Owned(by.to_string()),
            Self::HalfTimeFullTime { half, full } => {
                Cow::Owned(format!("{}/{}", half.as_str(), full.as_str()))
            }
            fixed => Cow::Borrowed(
                FIXED.iter().find(|(selection, _)| selection == fixed).map_or("", |(_, slug)| slug),
            ),
        }
    }
}

impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.slug())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_and_customary_signs_are_read() {
        for (selection, slug) in FIXED {
            assert_eq!(Selection::from_slug(slug), Some(selection.clone()));
            assert_eq!(selection.slug(), slug);
        }
        assert_eq!(Selection::from_slug("N"), Some(Selection::Draw));
        assert_eq!(Selection::from_slug("X2"), Some(Selection::DrawOrAway));
        assert_eq!(Selection::from_slug("Arsenal"), None);
        assert_eq!(Selection::from_slug("X/2").unwrap().slug(), "draw/away");
        assert_eq!(Selection::from_slug("2:1").unwrap().slug(), "2-1");
        assert_eq!(Selection::from_slug("home_by_3_plus").unwrap().slug(), "home_by_3_plus");
        assert_eq!(Selection::from_slug("1/3"), None);
    }

    #[test]
    fn a_name_is_printable() {
        assert!(Selection::named("\0").is_err());
        assert!(Selection::named("  ").is_err());
        assert_eq!(Selection::named(" Golden Boot ").unwrap().slug(), "Golden Boot");
    }
}
