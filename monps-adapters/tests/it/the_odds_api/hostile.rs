//! Whatever a source sends, nothing panics and nothing unsound comes out.

use monps_core::adapter::{Scope, Snapshot, Task};
use monps_core::catalog::Selection;
use proptest::prelude::*;
use rust_decimal::dec;

use super::{convert, odds};
use crate::support::fixture;

/// Every price that comes out is one that may be staked on.
fn check_sound(snapshots: &[Snapshot]) {
    for market in snapshots.iter().flat_map(|s| &s.events).flat_map(|event| &event.markets) {
        for quote in &market.quotes {
            assert!(market.key.kind.has(&quote.selection), "{:?}", market.key);
            assert!(quote.price.price().get() > dec!(1));
            if let Selection::Named(name) = &quote.selection {
                assert!(name.len() <= 200 && !name.chars().any(char::is_control));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_panic(body in proptest::collection::vec(any::<u8>(), 0..200), american: bool) {
        let format = if american { "american" } else { "decimal" };
        check_sound(&convert(&odds(), format, body.clone()).unwrap_or_default());
        let _ = convert(&Task::results(Scope::default()), format, body);
    }

    #[test]
    fn no_mutation_of_a_good_answer_panics(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<Option<prop::sample::Index>>(),
        american: bool,
    ) {
        let format = if american { "american" } else { "decimal" };
        for (task, name) in [
            (odds(), "odds_football.json"),
            (Task::results(Scope::default()), "scores.json"),
        ] {
            let mut body = fixture(name);
            for (at, byte) in &edits {
                let at = at.index(body.len());
                body[at] = *byte;
            }
            if let Some(cut) = cut {
                body.truncate(cut.index(body.len()));
            }
            check_sound(&convert(&task, format, body).unwrap_or_default());
        }
    }

    #[test]
    fn no_number_in_a_price_or_point_panics(price in "[-+0-9.eE\"]{1,12}", point in "[-+0-9.eE\"]{1,12}") {
        let body = format!(
            r#"[{{"id":"a","sport_key":"soccer_epl","commence_time":"2024-10-19T11:30:00Z","home_team":"A","away_team":"B",
            "bookmakers":[{{"key":"b","markets":[{{"key":"spreads","outcomes":[{{"name":"A","price":{price},"point":{point}}}]}}]}}]}}]"#
        );
        for format in ["decimal", "american"] {
            check_sound(&convert(&odds(), format, body.clone().into_bytes()).unwrap_or_default());
        }
    }
}
