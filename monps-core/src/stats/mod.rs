//! Statistics: what came of the bets that were settled.
//!
//! | room | holds |
//! |---|---|
//! | [`returns`] | turnover, profit, yield, strike rate, average price, closing line value, counts |
//! | [`mod@breakdown`] | the same for each venue, strategy, month: by any key |
//! | [`daily`] | daily returns on the equity and their Sharpe ratio |
//! | [`drawdown`] | falls from the highest equity: depth, share, length |
//! | [`clv`] | price taken against the close |
//! | [`estimate`], [`luck`] | yield and closing line value with standard error, interval, bets needed |
//! | [`null`] | expected against actual profit, and the probability that it was luck |
//! | [`streak`] | the longest run, and how long it should be |
//! | [`calibration`], [`mod@roc`] | how good probabilities were |
//! | [`capital`] | return on the money deposited, growth of the bankroll |
//!
//! Sums of money are exact, in one currency. A figure that is not defined, a yield without turnover,
//! is `None`: never 0 and never "not a number". Ratios are fractions: 0.05 is 5 %.
//!
//! ```
//! use monps_core::money::{Currency, Money};
//! use monps_core::odds::Price;
//! use monps_core::stats::{SettledBet, SettledOutcome, summarise};
//! use monps_core::time::parse_timestamp;
//! use rust_decimal::dec;
//!
//! let euros = |amount| Money::new(amount, Currency::EUR);
//! let bet = SettledBet {
//!     stake: euros(dec!(10))?,
//!     payout: euros(dec!(24))?,
//!     profit: euros(dec!(14))?,
//!     price_taken: Price::new(dec!(2.40))?,
//!     outcome: SettledOutcome::Won,
//!     settled_at: parse_timestamp("2025-03-01T22:00:00Z")?,
//!     closing_price: Some(Price::new(dec!(2.20))?),
//!     fair_closing_probability: None,
//! };
//! let returns = summarise(Currency::EUR, [&bet])?;
//! assert_eq!(returns.turnover_yield, Some(dec!(1.4)));
//! assert_eq!(returns.clv_price.map(|clv| clv.count), Some(1));
//! assert_eq!(returns.clv_fair, None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod breakdown;
pub mod calibration;
pub mod capital;
pub mod clv;
pub mod daily;
pub mod drawdown;
pub mod estimate;
pub mod luck;
mod normal;
pub mod null;
pub mod returns;
pub mod roc;
mod settled;
pub mod streak;

pub use breakdown::breakdown;
pub use calibration::{Calibration, Forecast, ReliabilityBin};
pub use capital::{Stretch, growth, return_on_investment};
pub use clv::{clv_fair, clv_price};
pub use daily::{DailyReturns, daily_returns};
pub use drawdown::{Drawdown, Drawdowns, EquityPoint, drawdowns, equity};
pub use estimate::{Confidence, Estimate, Interval, wilson};
pub use luck::Weighted;
pub use null::{LuckBand, Trial, luck_band, simulated_p_value};
pub use returns::{Counts, Returns, WeightedMean, summarise};
pub use roc::{Roc, RocPoint, roc};
pub use settled::{SettledBet, SettledOutcome};
pub use streak::{LongestRun, longest_run};

#[cfg(test)]
mod tests;
