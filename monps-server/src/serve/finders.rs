//! Which detectors look, by the settings.

use monps_core::detect::{
    Arbitrage, BackLay, CrossMarket, Detector as Finder, LowHold, Middles, Spread, TrustPolicy,
    Value,
};
use rust_decimal::dec;

use crate::app::settings::Detection;

/// What the detectors look for, by the settings.
pub(super) fn finders(detection: &Detection) -> Vec<Box<dyn Finder>> {
    let rate = |percent| percent / dec!(100);
    let policy =
        TrustPolicy { phantom_above: rate(detection.phantom_above_pct), ..TrustPolicy::default() };
    let policy = || policy.clone();
    let edge_min = rate(detection.min_arbitrage_pct);
    let arbitrage = Arbitrage { policy: policy(), edge_min, ..Arbitrage::default() };
    let cross_market = CrossMarket {
        policy: policy(),
        edge_min: rate(detection.min_cross_market_pct),
        total: Some(detection.stakes_total),
        ..CrossMarket::default()
    };
    let back_lay = BackLay {
        policy: policy(),
        edge_min: rate(detection.min_back_lay_pct),
        total: Some(detection.stakes_total),
        ..BackLay::default()
    };
    let cost_max = rate(detection.max_middle_cost_pct);
    let middles = Middles { policy: policy(), cost_max, ..Middles::default() };
    let edge_min = rate(detection.min_value_edge_pct);
    let value = Value { policy: policy(), edge_min, ..Value::default() };
    let hold_max = rate(detection.max_hold_pct);
    let low_hold = LowHold { policy: policy(), hold_max, ..LowHold::default() };
    let spread_min = rate(detection.min_spread_pct);
    let spread = Spread { policy: policy(), spread_min, ..Spread::default() };
    let all: [(bool, Box<dyn Finder>); 7] = [
        (detection.arbitrage, Box::new(arbitrage)),
        (detection.cross_market, Box::new(cross_market)),
        (detection.back_lay, Box::new(back_lay)),
        (detection.middle, Box::new(middles)),
        (detection.value, Box::new(value)),
        (detection.low_hold, Box::new(low_hold)),
        (detection.spread, Box::new(spread)),
    ];
    all.into_iter().filter_map(|(is_on, finder)| is_on.then_some(finder)).collect()
}

#[cfg(test)]
mod tests {
    use monps_core::detect::OpportunityKind;

    use super::*;
    use crate::app::settings::KnownSetting;

    #[test]
    fn each_kind_has_a_switch() {
        let kinds = |detection: &Detection| -> Vec<OpportunityKind> {
            finders(detection).iter().map(|finder| finder.kind()).collect()
        };
        let all = Detection { low_hold: true, ..Detection::default_value() };
        assert_eq!(kinds(&all).len(), 7);
        let off = [
            (OpportunityKind::Arbitrage, Detection { arbitrage: false, ..all }),
            (OpportunityKind::CrossMarket, Detection { cross_market: false, ..all }),
            (OpportunityKind::BackLay, Detection { back_lay: false, ..all }),
            (OpportunityKind::Middle, Detection { middle: false, ..all }),
            (OpportunityKind::Value, Detection { value: false, ..all }),
            (OpportunityKind::LowHold, Detection { low_hold: false, ..all }),
            (OpportunityKind::Spread, Detection { spread: false, ..all }),
        ];
        for (kind, without) in off {
            let left = kinds(&without);
            assert!(left.len() == 6 && !left.contains(&kind), "{kind:?}: {left:?}");
        }
    }
}
