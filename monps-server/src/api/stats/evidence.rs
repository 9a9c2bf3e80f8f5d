//! How sure one can be of the figures, as clients see it.

use poem_openapi::Object;

use super::view::number;
use crate::api::number::Number;
use crate::app::stats::{CalibrationBin, CalibrationFigures, Evidence, Sure};

/// How sure one can be of the figures of a period. Each is null where there is too little to tell: fewer
/// than two bets, or none that differ.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Evidence")]
pub(super) struct EvidenceView {
    /// Of the yield; free bets left out.
    roi: Option<SureView>,
    /// Of the closing line value against the last price.
    clv: Option<SureView>,
    /// Of the closing line value against the fair close.
    clv_fair: Option<SureView>,
    /// Whether the fair closing probabilities of bets that backed came true.
    calibration_by_close: Option<CalibrationView>,
    /// Whether those that the prices taken imply, 1 / price, came true: what is won more often is an
    /// edge, or luck.
    calibration_by_price: Option<CalibrationView>,
}

/// A mean with what luck may have done to it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Sure")]
pub(super) struct SureView {
    /// The mean by stake, in percent.
    mean_pct: Number,
    /// Its standard error, in percent.
    standard_error_pct: Number,
    /// The lower end of its 95 % interval, in percent.
    low_pct: Number,
    /// The upper end, in percent.
    high_pct: Number,
    /// How likely luck alone gives at least this much where nothing is to be gained, from 0 to 1.
    p_value: Number,
    /// Over how many bets.
    bets: usize,
    /// How many such bets tell it from 0 at 95 %, four times in five; null for a mean of 0.
    bets_needed: Option<u64>,
}

/// Whether probabilities came true.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Calibration")]
pub(super) struct CalibrationView {
    /// Over how many bets: those won or lost as a whole.
    bets: usize,
    /// The Brier score: 0 is perfect, 0.25 a coin called even.
    brier: Number,
    /// The log loss, in nats.
    log_loss: Option<Number>,
    /// The mean distance of given and won, by ranges, in percent.
    error_pct: Number,
    /// The ranges that hold bets, ascending.
    bins: Vec<CalibrationBinView>,
}

/// The bets whose probability fell in one range.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "CalibrationBin")]
pub(super) struct CalibrationBinView {
    /// Where the range begins, in percent.
    from_pct: Number,
    /// Where it ends, in percent; it belongs to the next range.
    to_pct: Number,
    /// How many bets.
    bets: usize,
    /// The mean probability given, in percent.
    given_pct: Number,
    /// The share that won, in percent.
    won_pct: Number,
    /// The lower end of Wilson's 95 % interval of that share, in percent.
    won_low_pct: Number,
    /// The upper end, in percent.
    won_high_pct: Number,
}

impl From<&Evidence> for EvidenceView {
    fn from(of: &Evidence) -> Self {
        Self {
            roi: of.roi.map(Into::into),
            clv: of.clv.map(Into::into),
            clv_fair: of.clv_fair.map(Into::into),
            calibration_by_close: of.by_close.as_ref().map(Into::into),
            calibration_by_price: of.by_price.as_ref().map(Into::into),
        }
    }
}

impl From<Sure> for SureView {
    fn from(of: Sure) -> Self {
        Self {
            mean_pct: Number(of.mean),
            standard_error_pct: Number(of.standard_error),
            low_pct: Number(of.low),
            high_pct: Number(of.high),
            p_value: Number(of.p_value),
            bets: of.bets,
            bets_needed: of.bets_needed,
        }
    }
}

impl From<&CalibrationFigures> for CalibrationView {
    fn from(of: &CalibrationFigures) -> Self {
        Self {
            bets: of.bets,
            brier: Number(of.brier),
            log_loss: number(of.log_loss),
            error_pct: Number(of.error),
            bins: of.bins.iter().map(Into::into).collect(),
        }
    }
}

impl From<&CalibrationBin> for CalibrationBinView {
    fn from(of: &CalibrationBin) -> Self {
        Self {
            from_pct: Number(of.from),
            to_pct: Number(of.to),
            bets: of.bets,
            given_pct: Number(of.given),
            won_pct: Number(of.won),
            won_low_pct: Number(of.won_low),
            won_high_pct: Number(of.won_high),
        }
    }
}
