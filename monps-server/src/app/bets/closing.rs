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
        let side = record.bet.terms().side;
        (record.odds_close, record.clv) =
            self.told(taken, side, (record.odds_close, record.clv))?;
        Ok(())
    }

    /// The closing price and value of a bet, from those before.
    pub(super) fn told(
        &self,
        taken: Decimal,
        side: Side,
        (mut odds_close, mut kept): (Option<Price>, Option<Decimal>),
    ) -> Result<(Option<Price>, Option<Decimal>), Problem> {
        match self.odds_close {
            Change::Keep => {}
            Change::Clear => odds_close = None,
            Change::Set(close) => {
                let close = Price::new(close);
                odds_close = Some(close.map_err(|error| Problem::invalid("odds_close", error))?);
                kept = None;
            }
        }
        match (self.clv, odds_close) {
            (Change::Keep, _) => {}
            (Change::Clear, _) => kept = None,
            (Change::Set(clv), Some(close)) => {
                let told = clv_percent(side, taken, close);
                if (told - clv).abs() > ROUNDED_BY_MAX {
                    let message = format!(
                        "contradicts odds_close: {} is {}",
                        formula(side),
                        monps_core::money::Rounding::HalfEven.apply(told, 2)
                    );
                    return Err(Problem::invalid("clv", message));
                }
            }
            (Change::Set(clv), None) => {
                check_range(side, clv)?;
                kept = Some(clv);
            }
        }
        Ok((odds_close, kept))
    }
}

const fn formula(side: Side) -> &'static str {
    match side {
        Side::Back => "(taken / close - 1) x 100",
        Side::Lay => "of a lay (1 - taken / close) x 100",
    }
}

/// No price is below zero: a back loses less than 100 %, and a lay gains less.
fn check_range(side: Side, clv: Decimal) -> Result<(), Problem> {
    let (ahead, bound) = match side {
        Side::Back => (clv, "above -100"),
        Side::Lay => (-clv, "below 100"),
    };
    if ahead > dec!(-100) && ahead <= CLV_MAX {
        return Ok(());
    }
    let message = format!("must be a percentage {bound}: {}", formula(side));
    Err(Problem::invalid("clv", message))
}
