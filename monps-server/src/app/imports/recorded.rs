//! What a row says, and what in it does not add up.

use std::fmt;

use monps_core::time::Timestamp;
use rust_decimal::Decimal;

use crate::app::bets::Rehearsed;

/// What a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The venue's number of the bet, or what stands for it.
    pub reference: String,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// The venue.
    pub bookmaker: String,
    /// The match; of an accumulator, those of its legs.
    pub event: String,
    /// The selection; of an accumulator, those of its legs.
    pub selection: String,
    /// The price.
    pub odds: Decimal,
    /// The stake.
    pub stake: Decimal,
    /// In which currency.
    pub currency: String,
    /// What became of it.
    pub result: String,
    /// What came back.
    pub payout: Option<Decimal>,
    /// What was gained.
    pub profit: Option<Decimal>,
    /// What would have come back at the price.
    pub payout_at_price: Option<Decimal>,
    /// What would have been gained at the price.
    pub profit_at_price: Option<Decimal>,
}

/// Something in a row that does not add up. The venue's word counts for what was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remark {
    /// The payout is not stake × odds.
    PayoutDisagrees {
        /// What the file says.
        said: Decimal,
        /// Stake × odds.
        at_price: Decimal,
    },
    /// The profit is not what the payout makes it: the payout counts.
    ProfitDisagrees {
        /// What the file says.
        said: Decimal,
        /// What was paid, less what was staked and the venue's commission.
        by_payout: Decimal,
    },
    /// Nobody understands the selection: a person settles it.
    NotUnderstood,
    /// It was recorded by hand before.
    RecordedByHand,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PayoutDisagrees { said, at_price } => {
                write!(f, "the payout {said} disagrees with stake × odds, which is {at_price}")
            }
            Self::ProfitDisagrees { said, by_payout } => {
                write!(f, "the profit {said} disagrees with payout − stake, which is {by_payout}")
            }
            Self::NotUnderstood => {
                f.write_str("the selection is kept in its own words: a person settles it")
            }
            Self::RecordedByHand => f.write_str("the same bet was recorded by hand"),
        }
    }
}

impl Recorded {
    /// Fills in what it came to where the row does not say so, and says what does not add up.
    pub(super) fn compare(&mut self, rehearsed: &Rehearsed) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if let Some(settlement) = rehearsed.settlement {
            let by_payout = settlement.profit().amount().normalize();
            match (self.payout, self.profit) {
                (Some(_), Some(said)) if said != by_payout => {
                    remarks.push(Remark::ProfitDisagrees { said, by_payout });
                }
                _ => {}
            }
            self.payout.get_or_insert(settlement.payout().amount().normalize());
            self.profit.get_or_insert(by_payout);
        }
        if let Some(at_price) = rehearsed.at_price {
            let payout = at_price.payout().amount().normalize();
            self.payout_at_price = Some(payout);
            self.profit_at_price = Some(at_price.profit().amount().normalize());
            if let Some(said) = self.payout.filter(|said| *said != payout) {
                remarks.push(Remark::PayoutDisagrees { said, at_price: payout });
            }
        }
        remarks
    }
}
