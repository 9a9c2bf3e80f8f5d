//! Selections: the possible answers of a market.

use std::fmt;

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
    /// A selection of an opaque market, in its source's words.
    Named(String),
}

/// The fixed selections and their slugs.
const FIXED: [(Selection, &str); 10] = [
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
];

impl Selection {
    /// Reads a fixed selection by its slug or a customary sign (`1`, `N`, `X`, `2`, `1X` …), in any
    /// case.
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
        customary.or_else(|| {
            FIXED.iter().find(|(_, slug)| *slug == lower).map(|(selection, _)| selection.clone())
        })
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

    /// The slug, or the name of a named selection.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Named(name) => name,
            fixed => {
                FIXED.iter().find(|(selection, _)| selection == fixed).map_or("", |(_, slug)| slug)
            }
        }
    }
}

impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_and_customary_signs_are_read() {
        for (selection, slug) in FIXED {
            assert_eq!(Selection::from_slug(slug), Some(selection.clone()));
            assert_eq!(selection.as_str(), slug);
        }
        assert_eq!(Selection::from_slug("N"), Some(Selection::Draw));
        assert_eq!(Selection::from_slug("X2"), Some(Selection::DrawOrAway));
        assert_eq!(Selection::from_slug("Arsenal"), None);
    }

    #[test]
    fn a_name_is_printable() {
        assert!(Selection::named("\0").is_err());
        assert!(Selection::named("  ").is_err());
        assert_eq!(Selection::named(" Golden Boot ").unwrap().as_str(), "Golden Boot");
    }
}
