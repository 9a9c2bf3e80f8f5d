//! What only some kinds of findings have to tell, as JSON: for whoever reads the table later.
//!
//! Figures are decimal text, results the words of the library (`2-1`, `home`, `1-0/2-1`).

use monps_core::detect::{Detail, Profile};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The column `detail`; none where there is nothing to tell.
pub(super) fn detail_json(detail: &Detail) -> Option<String> {
    let text = |value: Decimal| value.normalize().to_string();
    let value = match detail {
        Detail::Guarantee { bound, profile } => json!({
            "bound": text(*bound),
            "profile": lines(profile),
        }),
        Detail::Middle(middle) => json!({
            "cost": text(middle.cost),
            "gain": text(middle.gain),
            "numbers": middle.numbers,
            "probability_needed": text(middle.probability_needed),
        }),
        Detail::Value { edge_low } => json!({ "edge_low": text(*edge_low) }),
        _ => return None,
    };
    Some(value.to_string())
}

fn lines(profile: &Profile) -> Value {
    let line = |line: &monps_core::detect::StateProfit| {
        let results: Vec<String> = line.states.iter().map(ToString::to_string).collect();
        json!({ "profit": line.profit.normalize().to_string(), "results": results.join(" ") })
    };
    profile.results.iter().map(line).collect()
}
