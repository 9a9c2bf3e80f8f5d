//! Which part of an event counts, and in what it is counted.

use std::str::FromStr;

use crate::error::catalog::CatalogError;

/// Which part of the event counts.
///
/// The parts of a tennis match say what is counted too: `sets` and `games` are the whole match, each
/// in its unit; `set_1` is the first set in games.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Period {
    /// Regular time with stoppage: 90 minutes in football. In sports without a draw, the whole
    /// match. Also that of questions about the whole contest, such as who qualifies.
    FullTime,
    /// The first half.
    FirstHalf,
    /// The second half alone.
    SecondHalf,
    /// Regular time and overtime or extra time.
    WithOvertime,
    /// The whole match, counted in sets.
    Sets,
    /// The whole match, counted in games.
    Games,
    /// The first set, counted in games.
    FirstSet,
    /// The second set, counted in games.
    SecondSet,
    /// The third set, counted in games.
    ThirdSet,
    /// The fourth set, counted in games.
    FourthSet,
    /// The fifth set, counted in games.
    FifthSet,
}

impl Period {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::FullTime,
        Self::FirstHalf,
        Self::SecondHalf,
        Self::WithOvertime,
        Self::Sets,
        Self::Games,
        Self::FirstSet,
        Self::SecondSet,
        Self::ThirdSet,
        Self::FourthSet,
        Self::FifthSet,
    ];

    /// The sets, in the order they are played.
    pub const SET: [Self; 5] =
        [Self::FirstSet, Self::SecondSet, Self::ThirdSet, Self::FourthSet, Self::FifthSet];

    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FullTime => "full_time",
            Self::FirstHalf => "first_half",
            Self::SecondHalf => "second_half",
            Self::WithOvertime => "with_overtime",
            Self::Sets => "sets",
            Self::Games => "games",
            Self::FirstSet => "set_1",
            Self::SecondSet => "set_2",
            Self::ThirdSet => "set_3",
            Self::FourthSet => "set_4",
            Self::FifthSet => "set_5",
        }
    }
}

impl FromStr for Period {
    type Err = CatalogError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|period| period.as_str() == text)
            .ok_or_else(|| CatalogError::NotAPeriod { text: text.chars().take(40).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_read_back() {
        for period in Period::ALL {
            assert_eq!(period.as_str().parse(), Ok(period));
        }
        let refused = "set_6".parse::<Period>().unwrap_err().to_string();
        assert!(refused.contains("set_1 to set_5"), "{refused}");
    }
}
