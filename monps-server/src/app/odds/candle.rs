//! Candles: the prices of a stretch of time as open, high, low and close.

use std::str::FromStr;

use monps_core::time::{DateTime, TimeDelta, Timestamp};
use rust_decimal::Decimal;
use thiserror::Error;

/// The longest interval, in days.
const DAYS_MAX: i64 = 30;

/// The length of a candle: whole minutes, hours or days, up to thirty days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval(TimeDelta);

/// A text that is no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not an interval: write a number and m, h or d, such as 5m, 1h or 1d; at most 30d")]
pub struct IntervalError;

impl Interval {
    /// How long it is.
    #[must_use]
    pub const fn length(self) -> TimeDelta {
        self.0
    }

    /// The beginning of the stretch that an instant falls into, counted from 1970.
    #[must_use]
    pub fn start(self, instant: Timestamp) -> Timestamp {
        let length = self.0.num_seconds().max(1);
        let start = instant.timestamp().div_euclid(length) * length;
        DateTime::from_timestamp(start, 0).unwrap_or(instant)
    }
}

impl FromStr for Interval {
    type Err = IntervalError;

    fn from_str(text: &str) -> Result<Self, IntervalError> {
        let unit = text.chars().next_back().ok_or(IntervalError)?;
        let digits = &text[..text.len() - unit.len_utf8()];
        let is_plain = digits.len() <= 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let count: i64 = digits.parse().ok().filter(|_| is_plain).ok_or(IntervalError)?;
        let length = match unit {
            'm' => TimeDelta::minutes(count),
            'h' => TimeDelta::hours(count),
            'd' => TimeDelta::days(count),
            _ => return Err(IntervalError),
        };
        if length > TimeDelta::zero() && length <= TimeDelta::days(DAYS_MAX) {
            Ok(Self(length))
        } else {
            Err(IntervalError)
        }
    }
}

/// The prices of a stretch of time. A stretch in which no price changed has no candle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candle {
    /// When the stretch begins.
    pub start: Timestamp,
    /// The first price.
    pub open: Decimal,
    /// The highest.
    pub high: Decimal,
    /// The lowest.
    pub low: Decimal,
    /// The last.
    pub close: Decimal,
    /// How many prices there were.
    pub count: u32,
}

/// The candles of prices that come in order of their instants.
pub(super) fn candles(
    interval: Interval,
    prices: impl Iterator<Item = (Timestamp, Decimal)>,
) -> Vec<Candle> {
    let mut candles: Vec<Candle> = Vec::new();
    for (instant, price) in prices {
        let start = interval.start(instant);
        match candles.last_mut().filter(|candle| candle.start == start) {
            Some(candle) => {
                candle.high = candle.high.max(price);
                candle.low = candle.low.min(price);
                candle.close = price;
                candle.count += 1;
            }
            None => candles.push(Candle {
                start,
                open: price,
                high: price,
                low: price,
                close: price,
                count: 1,
            }),
        }
    }
    candles
}

#[cfg(test)]
mod tests {
    use monps_core::time::parse_timestamp;
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn an_interval_is_a_number_and_a_unit() {
        for good in ["1m", "5m", "1h", "36h", "1d", "30d"] {
            assert!(good.parse::<Interval>().is_ok(), "{good}");
        }
        for bad in ["", "m", "0m", "5", "-5m", "+5m", "1w", "31d", "99999d", "5mé", "1.5h", "5 m"]
        {
            assert_eq!(bad.parse::<Interval>(), Err(IntervalError), "{bad}");
        }
    }

    #[test]
    fn prices_of_a_stretch_become_one_candle() {
        let at = |text| parse_timestamp(text).unwrap();
        let prices = [
            (at("2026-01-01T10:01:00Z"), dec!(2.0)),
            (at("2026-01-01T10:02:00Z"), dec!(2.3)),
            (at("2026-01-01T10:04:59Z"), dec!(1.9)),
            (at("2026-01-01T10:05:00Z"), dec!(2.1)),
        ];
        let found = candles("5m".parse().unwrap(), prices.into_iter());
        let first = Candle {
            start: at("2026-01-01T10:00:00Z"),
            open: dec!(2.0),
            high: dec!(2.3),
            low: dec!(1.9),
            close: dec!(1.9),
            count: 3,
        };
        assert_eq!(found[0], first);
        assert_eq!(
            (found.len(), found[1].start, found[1].count),
            (2, at("2026-01-01T10:05:00Z"), 1)
        );
    }
}
