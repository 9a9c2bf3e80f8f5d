//! A settled bet, as the statistics see it.

use rust_decimal::{Decimal, dec};

use crate::money::Money;
use crate::odds::{Price, Probability};
use crate::time::Timestamp;

/// What became of a bet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettledOutcome {
    /// It won.
    Won,
    /// Half of it won, the other half came back.
    HalfWon,
    /// The result fell on the line: the stake came back.
    Push,
    /// Half of it lost, the other half came back.
    HalfLost,
    /// It lost.
    Lost,
    /// As if never made: counts nowhere.
    Void,
    /// Several shared the places: this share of it won, the rest lost.
    DeadHeat {
        /// The share that won, above 0 and below 1.
        share: Decimal,
    },
    /// Closed early by agreement: counts as money, and neither as won nor as lost.
    CashedOut,
}

impl SettledOutcome {
    /// How much of the bet won: 1, one half, the share, or nothing.
    #[must_use]
    pub const fn won_weight(self) -> Decimal {
        match self {
            Self::Won => Decimal::ONE,
            Self::HalfWon => dec!(0.5),
            Self::DeadHeat { share } => share,
            Self::Push | Self::HalfLost | Self::Lost | Self::Void | Self::CashedOut => {
                Decimal::ZERO
            }
        }
    }

    /// How much of the bet lost: 1, one half, the rest of a share, or nothing.
    #[must_use]
    pub fn lost_weight(self) -> Decimal {
        match self {
            Self::Lost => Decimal::ONE,
            Self::HalfLost => dec!(0.5),
            Self::DeadHeat { share } => Decimal::ONE - share,
            Self::Push | Self::HalfWon | Self::Won | Self::Void | Self::CashedOut => Decimal::ZERO,
        }
    }
}

/// A settled bet: money, price, outcome, and the close where it is known.
///
/// Who, where and why (venue, channel, strategy) are the keys of a
/// [`breakdown`](crate::stats::breakdown::breakdown), not a part of the bet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettledBet {
    /// The backer's stake.
    pub stake: Money,
    /// Everything returned, stake included.
    pub payout: Money,
    /// The profit, signed, after commission. Given, not computed: of a free bet or a lay it is not
    /// payout − stake.
    pub profit: Money,
    /// The price that the bet got.
    pub price_taken: Price,
    /// What became of it.
    pub outcome: SettledOutcome,
    /// When it was settled.
    pub settled_at: Timestamp,
    /// The last price before the start, at the venue that is compared with.
    pub closing_price: Option<Price>,
    /// The fair probability of the selection at the close, by the margin model in use.
    pub fair_closing_probability: Option<Probability>,
}
