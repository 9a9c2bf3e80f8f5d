//! Quotes: one venue's price for one selection and side, seen at an instant.

mod board;
mod change;

pub use board::{Board, MarketBoard, SelectionBoard};
pub use change::{Change, change};

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::error::catalog::CatalogError;
use crate::id::VenueId;
use crate::odds::QuotedPrice;
use crate::time::Observed;

/// Back (it happens) or lay (it does not).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Betting that the selection happens.
    Back,
    /// Betting that it does not, at an exchange.
    Lay,
}

impl Side {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Back => "back",
            Self::Lay => "lay",
        }
    }
}

impl FromStr for Side {
    type Err = CatalogError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "back" => Ok(Self::Back),
            "lay" => Ok(Self::Lay),
            _ => Err(CatalogError::NotASlug {
                what: "side (back or lay)",
                text: text.to_owned(),
                most: 4,
            }),
        }
    }
}

/// One venue's current price for one selection and side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Who quotes.
    pub venue_id: VenueId,
    /// Back or lay.
    pub side: Side,
    /// The price, with what was quoted.
    pub price: QuotedPrice,
    /// How much can be had at that price, where the venue tells; in its own currency.
    pub available: Option<Decimal>,
    /// The most the venue takes, where it tells.
    pub stake_max: Option<Decimal>,
    /// When it was last seen to stand, by both clocks.
    pub observed: Observed,
}
