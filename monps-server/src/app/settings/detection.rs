//! What the detector reports.

use rust_decimal::{Decimal, dec};
use serde_json::Value;

use super::fields::{Fields, number};
use super::known::{KnownSetting, PERCENT_MAX};
use crate::store::SettingValue;

/// The largest total that limits are looked at for.
const TOTAL_MAX: Decimal = dec!(1_000_000_000);

/// What the detector reports, and what it takes for a mistake. Figures are in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detection {
    /// Whether arbitrages within a market are looked for.
    pub arbitrage: bool,
    /// Whether arbitrages across the markets of an event are.
    pub cross_market: bool,
    /// Whether backs against lays are.
    pub back_lay: bool,
    /// Whether middles are.
    pub middle: bool,
    /// Whether value bets are.
    pub value: bool,
    /// Whether markets that cost next to nothing to cover are.
    pub low_hold: bool,
    /// Whether spreads between prices are.
    pub spread: bool,
    /// The least guaranteed return of an arbitrage.
    pub min_arbitrage_pct: Decimal,
    /// The least guaranteed return across markets.
    pub min_cross_market_pct: Decimal,
    /// The least guaranteed return of backs and lays.
    pub min_back_lay_pct: Decimal,
    /// The most that a middle may cost when it is missed.
    pub max_middle_cost_pct: Decimal,
    /// The largest hold that is listed as low.
    pub max_hold_pct: Decimal,
    /// What is to be put up, in the bankroll's currency: limits of prices count across markets and
    /// for lays as far as they stand in the way of it.
    pub stakes_total: Decimal,
    /// The least edge of a value bet.
    pub min_value_edge_pct: Decimal,
    /// The least distance between the best and the worst price of one outcome.
    pub min_spread_pct: Decimal,
    /// A guaranteed return above this is a phantom until it is confirmed.
    pub phantom_above_pct: Decimal,
}

impl KnownSetting for Detection {
    const KEY: &'static str = "detection";
    const DESCRIPTION: &'static str = "Which kinds of findings are looked for, from which percentage \
                                       on they are reported, and above which a profit is taken for \
                                       a mistake";

    fn read(fields: &mut Fields<'_>) -> Self {
        let default = Self::default_value();
        let mut percent =
            |field, default| fields.decimal(field, Some(default), Decimal::ZERO..=PERCENT_MAX);
        let (min_cross_market_pct, min_back_lay_pct) = (
            percent("min_cross_market_pct", default.min_cross_market_pct),
            percent("min_back_lay_pct", default.min_back_lay_pct),
        );
        let (max_middle_cost_pct, max_hold_pct) = (
            percent("max_middle_cost_pct", default.max_middle_cost_pct),
            percent("max_hold_pct", default.max_hold_pct),
        );
        let read = Self {
            min_cross_market_pct,
            min_back_lay_pct,
            max_middle_cost_pct,
            max_hold_pct,
            min_arbitrage_pct: percent("min_arbitrage_pct", default.min_arbitrage_pct),
            min_value_edge_pct: percent("min_value_edge_pct", default.min_value_edge_pct),
            min_spread_pct: percent("min_spread_pct", default.min_spread_pct),
            phantom_above_pct: percent("phantom_above_pct", default.phantom_above_pct),
            stakes_total: fields.decimal(
                "stakes_total",
                Some(default.stakes_total),
                Decimal::ONE..=TOTAL_MAX,
            ),
            arbitrage: fields.flag("arbitrage", default.arbitrage),
            cross_market: fields.flag("cross_market", default.cross_market),
            back_lay: fields.flag("back_lay", default.back_lay),
            middle: fields.flag("middle", default.middle),
            value: fields.flag("value", default.value),
            low_hold: fields.flag("low_hold", default.low_hold),
            spread: fields.flag("spread", default.spread),
        };
        if read.phantom_above_pct <= read.min_arbitrage_pct {
            fields.refuse("phantom_above_pct", "must be above min_arbitrage_pct");
        }
        read
    }

    fn write(&self) -> SettingValue {
        let switches = [
            ("arbitrage", self.arbitrage),
            ("cross_market", self.cross_market),
            ("back_lay", self.back_lay),
            ("middle", self.middle),
            ("value", self.value),
            ("low_hold", self.low_hold),
            ("spread", self.spread),
        ];
        [
            ("min_arbitrage_pct", self.min_arbitrage_pct),
            ("min_cross_market_pct", self.min_cross_market_pct),
            ("min_back_lay_pct", self.min_back_lay_pct),
            ("max_middle_cost_pct", self.max_middle_cost_pct),
            ("max_hold_pct", self.max_hold_pct),
            ("stakes_total", self.stakes_total),
            ("min_value_edge_pct", self.min_value_edge_pct),
            ("min_spread_pct", self.min_spread_pct),
            ("phantom_above_pct", self.phantom_above_pct),
        ]
        .into_iter()
        .map(|(field, percent)| (field.to_owned(), number(percent)))
        .chain(switches.map(|(field, is_on)| (field.to_owned(), Value::Bool(is_on))))
        .collect()
    }

    /// Every kind but low hold, which fills the list where margins are small: every arbitrage; middles
    /// and holds as the core's own detectors have them; value from 1 %, below which the fair price itself is in doubt; spreads from
    /// 5 % as in the system that this one replaces; phantoms as the core's own policy has them.
    fn default_value() -> Self {
        Self {
            arbitrage: true,
            cross_market: true,
            back_lay: true,
            middle: true,
            value: true,
            low_hold: false,
            spread: true,
            min_cross_market_pct: Decimal::ZERO,
            min_back_lay_pct: Decimal::ZERO,
            max_middle_cost_pct: dec!(5),
            max_hold_pct: Decimal::ONE,
            stakes_total: dec!(100),
            min_arbitrage_pct: Decimal::ZERO,
            min_value_edge_pct: dec!(1),
            min_spread_pct: dec!(5),
            phantom_above_pct: dec!(10),
        }
    }
}

#[cfg(test)]
mod tests {
    use monps_core::detect::{LowHold, Middles, TrustPolicy};

    use super::*;

    #[test]
    fn a_phantom_is_what_the_core_takes_for_one() {
        let percent = TrustPolicy::default().phantom_above * dec!(100);
        assert_eq!(Detection::default_value().phantom_above_pct, percent);
        let default = Detection::default_value();
        assert_eq!(default.max_middle_cost_pct, Middles::default().cost_max * dec!(100));
        assert_eq!(default.max_hold_pct, LowHold::default().hold_max * dec!(100));
    }
}
