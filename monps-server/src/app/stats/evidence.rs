//! How sure one can be of the figures of a period: what luck alone may have done, and whether
//! probabilities came true.

use monps_core::quote::Side;
use monps_core::stats::{
    Calibration, Confidence, Estimate, Forecast, SettledBet, SettledOutcome, Weighted,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::super::problem::Problem;
use super::figures::rounded;
use crate::store::BetFact;

/// How sure an interval is.
const CONFIDENCE: Confidence = Confidence::P95;
/// How often an edge of the size found is to be told from luck: four times in five.
const POWER: f64 = 0.8;
/// Ranges of probability that are told apart.
const BINS: usize = 10;

/// A mean with what luck may have done to it, all in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sure {
    /// The mean, by stake.
    pub mean: Decimal,
    /// Its standard error.
    pub standard_error: Decimal,
    /// The lower end of the 95 % interval.
    pub low: Decimal,
    /// The upper end.
    pub high: Decimal,
    /// How likely luck alone gives at least this much, from 0 to 1.
    pub p_value: Decimal,
    /// Over how many bets.
    pub bets: usize,
    /// How many such bets tell the mean from 0, four times in five; none for a mean of 0.
    pub bets_needed: Option<u64>,
}

/// The bets whose probability fell in one range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalibrationBin {
    /// Where the range begins, in percent.
    pub from: Decimal,
    /// Where it ends.
    pub to: Decimal,
    /// How many bets.
    pub bets: usize,
    /// The mean probability given, in percent.
    pub given: Decimal,
    /// The share that won, in percent.
    pub won: Decimal,
    /// The lower end of Wilson's 95 % interval of that share.
    pub won_low: Decimal,
    /// The upper end.
    pub won_high: Decimal,
}

/// Whether probabilities came true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalibrationFigures {
    /// Over how many bets.
    pub bets: usize,
    /// The Brier score: 0 is perfect, 0.25 a coin called even.
    pub brier: Decimal,
    /// The log loss, in nats.
    pub log_loss: Option<Decimal>,
    /// The mean distance of given and won, by ranges, in percent.
    pub error: Decimal,
    /// The ranges that hold bets, ascending.
    pub bins: Vec<CalibrationBin>,
}

/// How sure one can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Of the yield.
    pub roi: Option<Sure>,
    /// Of the closing line value against the last price.
    pub clv: Option<Sure>,
    /// Of the closing line value against the fair close.
    pub clv_fair: Option<Sure>,
    /// Whether the fair closing probabilities came true.
    pub by_close: Option<CalibrationFigures>,
    /// Whether the probabilities that the prices taken imply came true: above them is what an edge is.
    pub by_price: Option<CalibrationFigures>,
}

impl Evidence {
    pub(super) fn of(settled: &[(BetFact, SettledBet)]) -> Result<Self, Problem> {
        // A free bet has no stake to be put in relation to.
        let staked = || settled.iter().map(|(_, bet)| bet).filter(|bet| !bet.stake.is_zero());
        let close = |bet: &SettledBet| bet.fair_closing_probability.map(|fair| fair.estimate());
        let price = |bet: &SettledBet| bet.price_taken.get().to_f64().map(f64::recip);
        Ok(Self {
            roi: sure(&Weighted::yields(staked()))?,
            clv: sure(&Weighted::clv_prices(staked()))?,
            clv_fair: sure(&Weighted::clv_fairs(staked()))?,
            by_close: calibration(settled, close)?,
            by_price: calibration(settled, price)?,
        })
    }
}

fn sure(values: &Weighted) -> Result<Option<Sure>, Problem> {
    let Some(found) = values.estimate() else { return Ok(None) };
    let needed = found.bets_needed(CONFIDENCE, POWER)?;
    Ok(of_estimate(&found, needed))
}

fn of_estimate(found: &Estimate, bets_needed: Option<u64>) -> Option<Sure> {
    let interval = found.interval(CONFIDENCE);
    Some(Sure {
        mean: percent(found.mean)?,
        standard_error: percent(found.standard_error)?,
        low: percent(interval.low)?,
        high: percent(interval.high)?,
        p_value: figure(found.p_value(0.0))?,
        bets: found.count,
        bets_needed,
    })
}

/// Of bets that backed and were won or lost as a whole.
fn calibration(
    settled: &[(BetFact, SettledBet)],
    given: impl Fn(&SettledBet) -> Option<f64>,
) -> Result<Option<CalibrationFigures>, Problem> {
    let forecasts: Vec<Forecast> = settled
        .iter()
        .filter(|(fact, _)| fact.side == Side::Back)
        .filter_map(|(_, bet)| {
            let happened = match bet.outcome {
                SettledOutcome::Won => true,
                SettledOutcome::Lost => false,
                _ => return None,
            };
            Some(Forecast { probability: given(bet)?, happened })
        })
        .collect();
    Ok(Calibration::of(&forecasts, BINS, CONFIDENCE)?.as_ref().and_then(of_calibration))
}

fn of_calibration(found: &Calibration) -> Option<CalibrationFigures> {
    let bins = found.bins.iter().map(|bin| {
        Some(CalibrationBin {
            from: percent(bin.range.low)?,
            to: percent(bin.range.high)?,
            bets: bin.count,
            given: percent(bin.mean_forecast)?,
            won: percent(bin.frequency)?,
            won_low: percent(bin.frequency_interval.low)?,
            won_high: percent(bin.frequency_interval.high)?,
        })
    });
    Some(CalibrationFigures {
        bets: found.count,
        brier: figure(found.brier)?,
        log_loss: found.log_loss.and_then(figure),
        error: percent(found.calibration_error)?,
        bins: bins.collect::<Option<_>>()?,
    })
}

/// An estimate as a figure; none where it is beyond any range.
fn figure(estimate: f64) -> Option<Decimal> {
    Decimal::from_f64(estimate).map(rounded)
}

/// A fraction as a figure in percent.
fn percent(fraction: f64) -> Option<Decimal> {
    figure(fraction * 100.0)
}
