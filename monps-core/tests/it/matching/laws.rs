//! What is true of any input.

use std::collections::BTreeSet;

use monps_core::catalog::Sport;
use monps_core::catalog::matching::{Aliases, Contest, Decision, match_contests, match_rosters};
use proptest::prelude::*;

use super::{decide, football};

const NAMES: [&str; 18] = [
    "Man City",
    "Manchester City",
    "Manchester United",
    "Man Utd",
    "Arsenal",
    "Arsenal Women",
    "Sheffield Utd",
    "Sheffield Wednesday",
    "Sheffield",
    "Barcelona",
    "Barcelona B",
    "Espanyol",
    "RCD Espanyol de Barcelona",
    "QPR",
    "Queens Park Rangers",
    "NEC",
    "Nijmegen",
    "Ajax",
];

fn contests() -> impl Strategy<Value = Vec<Contest>> {
    let minutes = prop::sample::select(vec![0_i64, 15, 120, 400, 900, 1_500, 4_000, 10_000]);
    let one = (prop::sample::select(&NAMES[..]), prop::sample::select(&NAMES[..]), minutes);
    prop::collection::vec(one, 0..14).prop_map(|list| {
        list.into_iter().map(|(home, away, minutes)| football(home, away, minutes)).collect()
    })
}

/// Pairs that are the same, as they are written: whatever their places.
fn merged(left: &[Contest], right: &[Contest], decisions: &[Decision]) -> Vec<String> {
    let pair = |decision: &Decision| {
        let (a, b) = (&left[decision.left], &right[decision.same()?]);
        Some(format!("{a:?} {b:?} {} {}", decision.score, decision.is_swapped))
    };
    let mut pairs: Vec<String> = decisions.iter().filter_map(pair).collect();
    pairs.sort();
    pairs
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn it_is_symmetric(left in contests(), right in contests()) {
        let forth: BTreeSet<(usize, usize)> = decide(&left, &right)
            .iter()
            .filter_map(|decision| Some((decision.left, decision.same()?)))
            .collect();
        let back: BTreeSet<(usize, usize)> = decide(&right, &left)
            .iter()
            .filter_map(|decision| Some((decision.same()?, decision.left)))
            .collect();
        prop_assert_eq!(forth, back);
    }

    #[test]
    fn no_contest_is_given_twice(left in contests(), right in contests()) {
        let decisions = decide(&left, &right);
        prop_assert_eq!(decisions.len(), left.len());
        let twins: Vec<usize> = decisions.iter().filter_map(Decision::same).collect();
        let distinct: BTreeSet<usize> = twins.iter().copied().collect();
        prop_assert_eq!(twins.len(), distinct.len());
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(
        (left, mixed_left) in contests().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
        (right, mixed_right) in contests().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
    ) {
        let plain = merged(&left, &right, &decide(&left, &right));
        let mixed = merged(&mixed_left, &mixed_right, &decide(&mixed_left, &mixed_right));
        prop_assert_eq!(plain, mixed);
    }

    #[test]
    fn the_same_input_gives_the_same_answer(left in contests(), right in contests()) {
        let aliases = Aliases::default();
        prop_assert_eq!(
            match_contests(&left, &right, &aliases),
            match_contests(&left, &right, &aliases)
        );
    }

    #[test]
    fn every_answer_but_nothing_has_its_evidence(left in contests(), right in contests()) {
        for decision in decide(&left, &right) {
            prop_assert_eq!(decision.right.is_some(), !decision.reasons.is_empty());
            for reason in &decision.reasons {
                prop_assert!(!reason.to_string().is_empty());
            }
        }
    }

    #[test]
    fn any_text_is_a_name(a in "\\PC{0,24}", b in "\\PC{0,24}") {
        for sport in [Sport::FOOTBALL, Sport::TENNIS] {
            let forth = match_rosters(&sport, &[&a], &[&b], &Aliases::default());
            let back = match_rosters(&sport, &[&b], &[&a], &Aliases::default());
            prop_assert_eq!(forth[0].score, back[0].score);
            prop_assert_eq!(forth[0].verdict, back[0].verdict);
        }
    }
}
