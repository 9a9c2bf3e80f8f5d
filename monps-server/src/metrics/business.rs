//! What the business stands at: bets, bankroll, opportunities.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use prometheus::{Gauge, GaugeVec, IntGauge};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::family::families;

families! {
    /// What the business stands at.
    #[derive(Clone, Debug)]
    pub(super) struct BusinessFamilies {
        /// Bets on the books, settled and open
        total_bets: IntGauge = "monps_total_bets" [];
        /// The bankroll, in its own currency
        bankroll: Gauge = "monps_bankroll" [];
        /// Profit on turnover of settled bets, in percent; NaN while nothing is settled
        roi: Gauge = "monps_roi" [];
        /// Won bets of those won or lost, in percent; NaN while there are none
        win_rate: Gauge = "monps_win_rate" [];
        /// Opportunities that stand, by sport
        opportunities: GaugeVec = "monps_current_opportunities" ["sport"];
        /// The widest spread between the best and the worst price of an outcome, by sport, in percent
        max_spread: GaugeVec = "monps_max_spread_percent" ["sport"];
        /// Venues with a current price, by sport
        bookmakers: GaugeVec = "monps_active_bookmakers" ["sport"];
        /// Calls left in the period of the source that counts them; NaN while no source does
        requests_remaining: Gauge = "monps_api_requests_remaining" [];
        /// What the books are out of balance by, in euros: anything but 0 is an error
        imbalance: Gauge = "monps_ledger_imbalance_eur" [];
    }
}

/// What the business stands at, as whoever recomputes it knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BusinessFigures {
    /// Bets on the books.
    pub total_bets: u64,
    /// The bankroll, in its own currency.
    pub bankroll: Decimal,
    /// Profit on turnover, in percent; none while nothing is settled.
    pub roi_pct: Option<Decimal>,
    /// Won bets of those won or lost, in percent.
    pub win_rate_pct: Option<Decimal>,
    /// Opportunities, spreads and venues by sport (its slug).
    pub sports: BTreeMap<String, SportFigures>,
    /// Venues with a current price in any sport.
    pub bookmakers: u64,
    /// Calls left, where a source counts them.
    pub api_requests_remaining: Option<u64>,
    /// What the books are out of balance by.
    pub ledger_imbalance: Decimal,
}

/// What stands in one sport.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SportFigures {
    /// Opportunities.
    pub opportunities: u64,
    /// The widest spread, in percent.
    pub max_spread_pct: Option<Decimal>,
    /// Venues with a current price.
    pub bookmakers: u64,
}

impl BusinessFigures {
    /// Opportunities of all sports.
    #[must_use]
    pub fn opportunities(&self) -> u64 {
        self.sports.values().map(|sport| sport.opportunities).sum()
    }

    /// The widest spread of all sports, in percent.
    #[must_use]
    pub fn max_spread_pct(&self) -> Option<Decimal> {
        self.sports.values().filter_map(|sport| sport.max_spread_pct).max()
    }
}

/// The figures that stand, and the sports that have a series.
#[derive(Debug)]
pub(super) struct Business {
    families: BusinessFamilies,
    sports: Mutex<BTreeSet<String>>,
}

impl Business {
    pub(super) fn new(families: BusinessFamilies) -> Self {
        // Nobody has said yet: that is not nothing left.
        families.requests_remaining.set(f64::NAN);
        Self { families, sports: Mutex::new(BTreeSet::new()) }
    }

    pub(super) fn set(&self, figures: &BusinessFigures) {
        let to = &self.families;
        to.total_bets.set(i64::try_from(figures.total_bets).unwrap_or(i64::MAX));
        to.bankroll.set(gauge(Some(figures.bankroll)));
        to.roi.set(gauge(figures.roi_pct));
        to.win_rate.set(gauge(figures.win_rate_pct));
        to.imbalance.set(gauge(Some(figures.ledger_imbalance)));
        to.requests_remaining.set(figures.api_requests_remaining.map_or(f64::NAN, count));
        let mut known = self.sports.lock().unwrap_or_else(PoisonError::into_inner);
        for gone in known.iter().filter(|sport| !figures.sports.contains_key(*sport)) {
            for family in [&to.opportunities, &to.max_spread, &to.bookmakers] {
                // A series that is not there need not be removed.
                let _ = family.remove_label_values(&[gone]);
            }
        }
        for (sport, figures) in &figures.sports {
            let label = [sport.as_str()];
            to.opportunities.with_label_values(&label).set(count(figures.opportunities));
            to.max_spread.with_label_values(&label).set(gauge(figures.max_spread_pct));
            to.bookmakers.with_label_values(&label).set(count(figures.bookmakers));
        }
        *known = figures.sports.keys().cloned().collect();
    }

    pub(super) fn set_requests_remaining(&self, remaining: u64) {
        self.families.requests_remaining.set(count(remaining));
    }
}

/// A figure as a gauge shows it; Prometheus writes what is not defined as NaN.
fn gauge(value: Option<Decimal>) -> f64 {
    value.and_then(|value| value.to_f64()).unwrap_or(f64::NAN)
}

#[expect(clippy::cast_precision_loss, reason = "a gauge is a float; counts stay far below 2^53")]
const fn count(value: u64) -> f64 {
    value as f64
}
