//! The formats by name.

use std::fmt;
use std::str::FromStr;

use crate::error::odds::OddsError;

/// How a price is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OddsFormat {
    /// `2.10`: payout per unit staked.
    Decimal,
    /// `11/10`: winnings per unit staked.
    Fractional,
    /// `+110` or `-125`: winnings on 100, or the stake that wins 100.
    American,
    /// `1.10`: winnings per unit staked.
    HongKong,
    /// `0.80` or `-0.91`: winnings per unit up to evens; above it, the stake that wins a unit.
    Malay,
    /// `1.10` or `-1.25`: winnings per unit from evens; below it, the stake that wins a unit.
    Indonesian,
    /// `0.4762`: 1 / price.
    Implied,
}

impl OddsFormat {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Decimal,
        Self::Fractional,
        Self::American,
        Self::HongKong,
        Self::Malay,
        Self::Indonesian,
        Self::Implied,
    ];

    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decimal => "decimal",
            Self::Fractional => "fractional",
            Self::American => "american",
            Self::HongKong => "hong_kong",
            Self::Malay => "malay",
            Self::Indonesian => "indonesian",
            Self::Implied => "implied",
        }
    }
}

impl FromStr for OddsFormat {
    type Err = OddsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|format| format.as_str() == text).ok_or_else(|| {
            OddsError::Unreadable {
                text: text.chars().take(40).collect(),
                what: "an odds format: decimal, fractional, american, hong_kong, malay, indonesian or implied",
            }
        })
    }
}

impl fmt::Display for OddsFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
