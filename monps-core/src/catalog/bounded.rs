//! Small numbers and pairs that are part of a market kind or of a selection.

use std::fmt;
use std::str::FromStr;

use crate::error::catalog::CatalogError;

/// How far a list of exact scores or margins goes, from 1 to 9: 3 for scores up to 3–3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Listed(u8);

impl Listed {
    /// The largest.
    pub const MOST: u8 = 9;

    /// A number from 1 to 9.
    ///
    /// # Errors
    /// [`CatalogError::OutOfRange`].
    pub const fn new(value: u8) -> Result<Self, CatalogError> {
        if value >= 1 && value <= Self::MOST {
            Ok(Self(value))
        } else {
            Err(CatalogError::OutOfRange {
                what: "length of a list of scores or margins",
                value,
                least: 1,
                most: Self::MOST,
            })
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// How many places pay, from 2 to 20; one place is an outright.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Places(u8);

impl Places {
    /// The largest.
    pub const MOST: u8 = 20;

    /// A number from 2 to 20.
    ///
    /// # Errors
    /// [`CatalogError::OutOfRange`].
    pub const fn new(value: u8) -> Result<Self, CatalogError> {
        if value >= 2 && value <= Self::MOST {
            Ok(Self(value))
        } else {
            let what = "number of places";
            Err(CatalogError::OutOfRange { what, value, least: 2, most: Self::MOST })
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// Who leads: the answer of a three-way question about one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lead {
    /// The side listed first.
    Home,
    /// Neither.
    Draw,
    /// The side listed second.
    Away,
}

impl Lead {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Draw => "draw",
            Self::Away => "away",
        }
    }

    /// Reads a slug or a customary sign, in lower case.
    pub(super) fn from_sign(text: &str) -> Option<Self> {
        match text {
            "home" | "1" | "h" => Some(Self::Home),
            "draw" | "x" | "n" | "d" => Some(Self::Draw),
            "away" | "2" | "a" => Some(Self::Away),
            _ => None,
        }
    }
}

/// An exact score, each side from 0 to 20: `2-1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExactScore {
    home: u8,
    away: u8,
}

impl ExactScore {
    /// The most that a side has.
    pub const MOST: u8 = 20;

    /// A score.
    ///
    /// # Errors
    /// [`CatalogError::OutOfRange`].
    pub const fn new(home: u8, away: u8) -> Result<Self, CatalogError> {
        let value = if home > away { home } else { away };
        if value <= Self::MOST {
            Ok(Self { home, away })
        } else {
            let what = "side of an exact score";
            Err(CatalogError::OutOfRange { what, value, least: 0, most: Self::MOST })
        }
    }

    /// Of the side listed first.
    #[must_use]
    pub const fn home(self) -> u8 {
        self.home
    }

    /// Of the side listed second.
    #[must_use]
    pub const fn away(self) -> u8 {
        self.away
    }

    /// The same with the sides exchanged.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self { home: self.away, away: self.home }
    }
}

impl FromStr for ExactScore {
    type Err = CatalogError;

    /// Reads `2-1` or `2:1`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || CatalogError::NoSuchSelection {
            market: "correct_score".to_owned(),
            selection: text.chars().take(40).collect(),
            known: "exact scores such as 2-1".to_owned(),
        };
        let (home, away) = text.split_once(['-', ':']).ok_or_else(refused)?;
        match (plain(home), plain(away)) {
            (Some(home), Some(away)) => Self::new(home, away),
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for ExactScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.home, self.away)
    }
}

/// A band of winning margins of one side: `home_by_2`, `home_by_1_to_6`, `away_by_4_plus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WinBy {
    lead: Lead,
    from: u8,
    to: Option<u8>,
}

impl WinBy {
    /// The largest margin that may be named.
    pub const MOST: u8 = 40;

    /// From a margin to another, both included; `None` for no upper end.
    ///
    /// # Errors
    /// [`CatalogError::OutOfRange`] unless 1 ≤ from ≤ to ≤ 40;
    /// [`CatalogError::NoSuchSelection`] for a draw, which has no margin.
    pub fn new(lead: Lead, from: u8, to: Option<u8>) -> Result<Self, CatalogError> {
        if lead == Lead::Draw {
            return Err(CatalogError::NoSuchSelection {
                market: "winning_margin".to_owned(),
                selection: "draw by a margin".to_owned(),
                known: "draw, and margins such as home_by_1".to_owned(),
            });
        }
        let refused = |what, value, least| {
            Err(CatalogError::OutOfRange { what, value, least, most: Self::MOST })
        };
        if from == 0 || from > Self::MOST {
            return refused("winning margin", from, 1);
        }
        match to {
            Some(to) if to < from || to > Self::MOST => {
                refused("upper end of a winning margin", to, from)
            }
            _ => Ok(Self { lead, from, to }),
        }
    }

    /// Whether a margin in favour of the home side, negative when away leads, lies in the band.
    #[must_use]
    pub fn holds(self, home_ahead: i64) -> bool {
        let ahead = if self.lead == Lead::Home { home_ahead } else { -home_ahead };
        ahead >= i64::from(self.from) && self.to.is_none_or(|to| ahead <= i64::from(to))
    }

    /// The largest margin that the band names.
    #[must_use]
    pub const fn largest(self) -> u8 {
        match self.to {
            Some(to) => to,
            None => self.from,
        }
    }

    /// The same margins for the other side.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self { lead: self.lead.turned(), from: self.from, to: self.to }
    }

    /// Reads a slug.
    pub(super) fn from_slug(text: &str) -> Option<Self> {
        let (side, band) = text.split_once("_by_")?;
        let lead = match side {
            "home" => Lead::Home,
            "away" => Lead::Away,
            _ => return None,
        };
        let (from, to) = if let Some(from) = band.strip_suffix("_plus") {
            (plain(from)?, None)
        } else if let Some((from, to)) = band.split_once("_to_") {
            (plain(from)?, Some(plain(to)?))
        } else {
            let by = plain(band)?;
            (by, Some(by))
        };
        Self::new(lead, from, to).ok()
    }
}

impl fmt::Display for WinBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_by_{}", self.lead.as_str(), self.from)?;
        match self.to {
            Some(to) if to == self.from => Ok(()),
            Some(to) => write!(f, "_to_{to}"),
            None => f.write_str("_plus"),
        }
    }
}

/// A number as it is printed: digits, without a leading zero.
fn plain(text: &str) -> Option<u8> {
    text.parse().ok().filter(|value: &u8| value.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_kept() {
        assert!(Listed::new(0).is_err() && Listed::new(10).is_err());
        assert!(Places::new(1).is_err() && Places::new(21).is_err());
        assert!(ExactScore::new(0, 21).is_err());
        assert!(WinBy::new(Lead::Home, 0, None).is_err());
        assert!(WinBy::new(Lead::Home, 3, Some(2)).is_err());
        assert!(WinBy::new(Lead::Draw, 1, None).is_err());
        let refused = WinBy::new(Lead::Away, 41, None).unwrap_err().to_string();
        assert_eq!(refused, "41 is not a winning margin: from 1 to 40");
    }

    #[test]
    fn a_score_is_written_one_way() {
        assert_eq!("2:1".parse::<ExactScore>().unwrap().to_string(), "2-1");
        for bad in ["", "2", "02-1", "2-1-0", "-1-2", "2-x", "99-0", "+2-1"] {
            assert!(bad.parse::<ExactScore>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_band_holds_its_ends() {
        let band = WinBy::from_slug("away_by_2_to_4").unwrap();
        assert_eq!(band.to_string(), "away_by_2_to_4");
        for (ahead, holds) in [(-1, false), (-2, true), (-4, true), (-5, false), (3, false)] {
            assert_eq!(band.holds(ahead), holds, "{ahead}");
        }
        assert_eq!(WinBy::from_slug("home_by_2_to_2").unwrap().to_string(), "home_by_2");
        for bad in ["home_by_", "home_by_0", "draw_by_1", "home_by_02", "by_1", "home_by_1_to_"] {
            assert!(WinBy::from_slug(bad).is_none(), "{bad}");
        }
    }
}
