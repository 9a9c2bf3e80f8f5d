//! What the detector reports.

use rust_decimal::{Decimal, dec};

use super::fields::{Fields, number};
use super::known::{KnownSetting, PERCENT_MAX};
use crate::store::SettingValue;

/// What the detector reports, and what it takes for a mistake. All in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detection {
    /// The least guaranteed return of an arbitrage.
    pub min_arbitrage_pct: Decimal,
    /// The least edge of a value bet.
    pub min_value_edge_pct: Decimal,
    /// The least distance between the best and the worst price of one outcome.
    pub min_spread_pct: Decimal,
    /// A guaranteed return above this is a phantom until it is confirmed.
    pub phantom_above_pct: Decimal,
}

impl KnownSetting for Detection {
    const KEY: &'static str = "detection";
    const DESCRIPTION: &'static str = "From which percentage on arbitrages, value bets and spreads \
                                       are reported, and above which a profit is taken for a mistake";

    fn read(fields: &mut Fields<'_>) -> Self {
        let default = Self::default_value();
        let mut percent =
            |field, default| fields.decimal(field, Some(default), Decimal::ZERO..=PERCENT_MAX);
        let read = Self {
            min_arbitrage_pct: percent("min_arbitrage_pct", default.min_arbitrage_pct),
            min_value_edge_pct: percent("min_value_edge_pct", default.min_value_edge_pct),
            min_spread_pct: percent("min_spread_pct", default.min_spread_pct),
            phantom_above_pct: percent("phantom_above_pct", default.phantom_above_pct),
        };
        if read.phantom_above_pct <= read.min_arbitrage_pct {
            fields.refuse("phantom_above_pct", "must be above min_arbitrage_pct");
        }
        read
    }

    fn write(&self) -> SettingValue {
        [
            ("min_arbitrage_pct", self.min_arbitrage_pct),
            ("min_value_edge_pct", self.min_value_edge_pct),
            ("min_spread_pct", self.min_spread_pct),
            ("phantom_above_pct", self.phantom_above_pct),
        ]
        .into_iter()
        .map(|(field, percent)| (field.to_owned(), number(percent)))
        .collect()
    }

    /// Every arbitrage; value from 1 %, below which the fair price itself is in doubt; spreads from
    /// 5 % as in the system that this one replaces; phantoms as the core's own policy has them.
    fn default_value() -> Self {
        Self {
            min_arbitrage_pct: Decimal::ZERO,
            min_value_edge_pct: dec!(1),
            min_spread_pct: dec!(5),
            phantom_above_pct: dec!(10),
        }
    }
}

#[cfg(test)]
mod tests {
    use monps_core::detect::TrustPolicy;

    use super::*;

    #[test]
    fn a_phantom_is_what_the_core_takes_for_one() {
        let percent = TrustPolicy::default().phantom_above * dec!(100);
        assert_eq!(Detection::default_value().phantom_above_pct, percent);
    }
}
