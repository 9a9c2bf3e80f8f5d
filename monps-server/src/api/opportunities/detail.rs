//! What only some kinds of findings have to tell.

use monps_core::detect::{Detail, Opportunity as Found};
use monps_core::payoff::State;
use poem_openapi::Object;

use super::view::percent;
use crate::api::number::Number;

/// How many results are named one by one.
const RESULTS_MAX: usize = 12;
/// How many stand in a summary.
const SUMMARY_MAX: usize = 3;

/// What is guaranteed, and the proof.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct Guarantee {
    /// The profit in the worst result, in percent of what is put up.
    pub guaranteed_pct: Number,
    /// No stakes on these prices guarantee more than this, in percent: proved by weights of the
    /// results under which no bet is worth more.
    pub bound_pct: Number,
    /// The profit result by result before steps and rounding, the worst first.
    pub profile: Vec<GuaranteeLine>,
}

/// Results with one profit.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct GuaranteeLine {
    /// The profit, in percent of what is put up.
    pub profit_pct: Number,
    /// The results, at most twelve of them.
    pub results: Vec<String>,
    /// How many there are.
    pub results_count: i64,
}

/// What a middle costs and what it brings.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Middle")]
pub struct MiddleView {
    /// What is lost when the gap is missed, in percent of what is staked; below 0 when even that wins.
    pub cost_pct: Number,
    /// What is won in the best result, in percent of what is staked.
    pub gain_pct: Number,
    /// How likely the gap must be hit for the middle to be worth it, in percent.
    pub probability_needed_pct: Number,
    /// The totals, or the margins of the home side, that hit it.
    pub numbers: Vec<i64>,
}

impl Guarantee {
    pub(super) fn of(found: &Found) -> Option<Self> {
        let Detail::Guarantee { bound, profile } = &found.detail else {
            return None;
        };
        let lines = profile.results.iter().map(|line| {
            let named = results(&line.states);
            GuaranteeLine {
                profit_pct: percent(line.profit),
                results: named.first,
                results_count: named.count,
            }
        });
        Some(Self {
            guaranteed_pct: percent(found.guaranteed.unwrap_or(found.edge)),
            bound_pct: percent(*bound),
            profile: lines.collect(),
        })
    }
}

impl MiddleView {
    pub(super) fn of(found: &Found) -> Option<Self> {
        let Detail::Middle(middle) = &found.detail else {
            return None;
        };
        Some(Self {
            cost_pct: percent(middle.cost),
            gain_pct: percent(middle.gain),
            probability_needed_pct: percent(middle.probability_needed),
            numbers: middle.numbers.clone(),
        })
    }
}

/// States in words.
pub(super) struct Results {
    /// The first ones.
    pub(super) first: Vec<String>,
    /// How many there are in all.
    pub(super) count: i64,
    /// The very first in one line; none where there are none.
    pub(super) summary: Option<String>,
}

pub(super) fn results(states: &[State]) -> Results {
    let first: Vec<String> = states.iter().take(RESULTS_MAX).map(ToString::to_string).collect();
    let shown = first.len().min(SUMMARY_MAX);
    let more = if states.len() > shown { " …" } else { "" };
    Results {
        summary: (!states.is_empty()).then(|| format!("{}{more}", first[..shown].join(", "))),
        count: i64::try_from(states.len()).unwrap_or(i64::MAX),
        first,
    }
}
