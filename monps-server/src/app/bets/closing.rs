//! The close: the last price before the start, and what the price taken was worth against it.

use monps_core::odds::Price;
use monps_core::quote::Side;
use rust_decimal::{Decimal, dec};

use super::super::problem::Problem;
use super::Change;
use crate::store::BetRecord;

/// How far a given closing line value may lie from the one that the closing price gives, in points of
/// a percentage: clients round.
const ROUNDED_BY_MAX: Decimal = dec!(0.1);
/// Beyond this a figure is a mistake of units.
const CLV_MAX: Decimal = dec!(100_000);

/// What a request says of the close.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    /// The closing line value in percent.
    pub clv: Change<Decimal>,
    /// The price at the close.
    pub odds_close: Change<Decimal>,
}

/// `(taken / close − 1) × 100`; of a lay the other way round: who lays at a low price does well.
#[must_use]
pub fn clv_percent(side: Side, taken: Decimal, close: Price) -> Decimal {
    let ahead = (taken / close.get() - Decimal::ONE) * dec!(100);
    match side {
        Side::Back => ahead,
        Side::Lay => -ahead,
    }
}

impl Closing {
    /// Writes what was said into a bet. A closing price decides; a value that contradicts it is
    /// refused, and one without it is kept as given.
    pub(super) fn apply(&self, taken: Decimal, record: &mut BetRecord) -> Result<(), Problem> {
        match self.odds_close {
            Change::Keep => {}
            Change::Clear => record.odds_close = None,
            Change::Set(close) => {
                let close = Price::new(close);
                record.odds_close =
                    Some(close.map_err(|error| Problem::invalid("odds_close", error))?);
                record.clv = None;
            }
        }
        match (self.clv, record.odds_close) {
            (Change::Keep, _) => {}
            (Change::Clear, _) => record.clv = None,
            (Change::Set(clv), Some(close)) => {
                let told = clv_percent(record.bet.terms().side, taken, close);
                if (told - clv).abs() > ROUNDED_BY_MAX {
                    let message = format!(
                        "contradicts odds_close: (taken / close - 1) x 100 is {}",
                        monps_core::money::Rounding::HalfEven.apply(told, 2)
                    );
                    return Err(Problem::invalid("clv", message));
                }
            }
            (Change::Set(clv), None) if clv > dec!(-100) && clv <= CLV_MAX => {
                record.clv = Some(clv);
            }
            (Change::Set(_), None) => {
                let message = "must be a percentage above -100: (taken / close - 1) x 100";
                return Err(Problem::invalid("clv", message));
            }
        }
        Ok(())
    }
}
