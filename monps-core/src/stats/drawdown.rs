//! Drawdown: how far the equity fell from its highest so far, and for how long.
//!
//! One drawdown runs from a high to the first point that reaches it again, or to the end of the
//! series. The deepest in money, the steepest as a share of the high and the longest in time may be
//! three different ones.
//!
//! ```
//! use monps_core::money::{Currency, Money};
//! use monps_core::stats::{EquityPoint, drawdowns};
//! use monps_core::time::parse_timestamp;
//! use rust_decimal::dec;
//!
//! let point = |at: &str, equity| -> Result<EquityPoint, Box<dyn std::error::Error>> {
//!     Ok(EquityPoint { at: parse_timestamp(at)?, equity: Money::new(equity, Currency::EUR)? })
//! };
//! let found = drawdowns(&[
//!     point("2025-03-01T22:00:00Z", dec!(1000))?,
//!     point("2025-03-02T22:00:00Z", dec!(850))?,
//!     point("2025-03-04T22:00:00Z", dec!(1010))?,
//! ])?;
//! let deepest = found.deepest.unwrap();
//! assert_eq!(deepest.depth.to_string(), "150.00 EUR");
//! assert_eq!(deepest.ratio, Some(dec!(0.15)));
//! assert_eq!(deepest.length().num_days(), 3);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use rust_decimal::Decimal;

use super::{SettledBet, SettledOutcome};
use crate::error::stats::StatsError;
use crate::money::Money;
use crate::time::{TimeDelta, Timestamp};

/// One point of an equity curve: what the accounts hold at an instant, stakes of open bets included or not as
/// the caller counts, the same way throughout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EquityPoint {
    /// When.
    pub at: Timestamp,
    /// How much.
    pub equity: Money,
}

/// One fall from a high: from the peak down to the trough and back up, or to the end of the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawdown {
    /// The high, and when it was last held.
    pub peak: EquityPoint,
    /// The lowest point since.
    pub trough: EquityPoint,
    /// When the high was reached again. None while it is not.
    pub recovered_at: Option<Timestamp>,
    /// The last point of it: the recovery, or the end of the series.
    pub ended_at: Timestamp,
    /// The high less the low: a positive amount.
    pub depth: Money,
    /// Depth / high. None where the high is not positive.
    pub ratio: Option<Decimal>,
}

impl Drawdown {
    /// How long it took, from the high to the recovery or the end of the series.
    #[must_use]
    pub fn length(&self) -> TimeDelta {
        self.ended_at - self.peak.at
    }
}

/// The worst drawdowns of a series. All None for a series that never fell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawdowns {
    /// The one that lost the most money.
    pub deepest: Option<Drawdown>,
    /// The one that lost the largest share of its high.
    pub steepest: Option<Drawdown>,
    /// The one that took the most time.
    pub longest: Option<Drawdown>,
    /// The one that has not been recovered.
    pub current: Option<Drawdown>,
}

impl Drawdowns {
    fn note(&mut self, fall: Drawdown) {
        let worse = |than: Option<Drawdown>, by: &dyn Fn(&Drawdown, &Drawdown) -> bool| {
            than.is_none_or(|than| by(&fall, &than))
        };
        if worse(self.deepest, &|a, b| a.depth.amount() > b.depth.amount()) {
            self.deepest = Some(fall);
        }
        if fall.ratio.is_some() && worse(self.steepest, &|a, b| a.ratio > b.ratio) {
            self.steepest = Some(fall);
        }
        if worse(self.longest, &|a, b| a.length() > b.length()) {
            self.longest = Some(fall);
        }
        if fall.recovered_at.is_none() {
            self.current = Some(fall);
        }
    }
}

/// The worst drawdowns of a series of equity in the order of time.
///
/// # Errors
/// [`StatsError::OutOfOrder`], and [`StatsError::Money`] for a second currency.
pub fn drawdowns(series: &[EquityPoint]) -> Result<Drawdowns, StatsError> {
    let mut found = Drawdowns::default();
    let Some((&first, rest)) = series.split_first() else {
        return Ok(found);
    };
    let (mut peak, mut before) = (first, first);
    let mut fall: Option<Drawdown> = None;
    for (index, &point) in (1..).zip(rest) {
        if point.at < before.at {
            return Err(StatsError::OutOfOrder { index });
        }
        before = point;
        let depth = peak
            .equity
            .minus(point.equity)
            .map_err(|source| StatsError::Money { index, source })?;
        if !depth.is_positive() {
            if let Some(over) = fall.take() {
                found.note(Drawdown { recovered_at: Some(point.at), ended_at: point.at, ..over });
            }
            peak = point;
            continue;
        }
        fall = Some(match fall {
            Some(fall) if fall.depth.amount() >= depth.amount() => {
                Drawdown { ended_at: point.at, ..fall }
            }
            _ => Drawdown {
                peak,
                trough: point,
                recovered_at: None,
                ended_at: point.at,
                depth,
                ratio: super::returns::ratio(depth.amount(), peak.equity.amount()),
            },
        });
    }
    if let Some(open) = fall {
        found.note(open);
    }
    Ok(found)
}

/// The equity after each settled bet, in the order of settlement, from what it was at the start.
///
/// Bets settled at one instant make one point.
///
/// # Errors
/// [`StatsError::Money`] for another currency or an absurd sum; the index is in order of settlement.
pub fn equity(start: EquityPoint, bets: &[SettledBet]) -> Result<Vec<EquityPoint>, StatsError> {
    let mut settled: Vec<&SettledBet> =
        bets.iter().filter(|bet| bet.outcome != SettledOutcome::Void).collect();
    settled.sort_by_key(|bet| bet.settled_at);
    let mut series = Vec::with_capacity(settled.len() + 1);
    series.push(start);
    let mut now = start;
    for (index, bet) in settled.into_iter().enumerate() {
        let equity =
            now.equity.plus(bet.profit).map_err(|source| StatsError::Money { index, source })?;
        let same_instant = index > 0 && bet.settled_at == now.at;
        now = EquityPoint { at: bet.settled_at, equity };
        match series.last_mut() {
            Some(last) if same_instant => *last = now,
            _ => series.push(now),
        }
    }
    Ok(series)
}
