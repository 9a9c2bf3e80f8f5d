//! A grid as narrow as the margins on the board tells the same apart as the widest there is.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rust_decimal::dec;

use super::bets::Bets;
use super::*;
use crate::catalog::{Lead, Line, MarketKey, MarketKind, Selection, WinBy};
use crate::detect::samples::{bookmakers, now, quote};
use crate::id::{EventId, SelectionId};
use crate::payoff::{Outcome, StateSpace, settle_selection};
use crate::quote::SelectionBoard;
use crate::time::TimeDelta;

fn market(id: i64, key: MarketKey, selections: Vec<Selection>) -> MarketBoard {
    let board = |(at, selection)| SelectionBoard {
        selection_id: SelectionId::new(10 * id + at),
        selection,
        quotes: vec![quote((1, &dec!(2)))],
    };
    let selections = (0..).zip(selections).map(board).collect();
    MarketBoard { market_id: MarketId::new(id), key, selections }
}

fn full(kind: MarketKind, quarters: Option<i32>) -> MarketKey {
    MarketKey::full_time(kind, quarters.map(Line::from_quarters)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_margins_tell_apart(
        bands in prop::collection::vec((any::<bool>(), 1_u8..12, prop::option::of(0_u8..4)), 1..5),
        total in 1_i32..20,
        handicap in -12_i32..12,
        with_odd: bool,
    ) {
        let band = |(is_home, from, more): (bool, u8, Option<u8>)| {
            let lead = if is_home { Lead::Home } else { Lead::Away };
            Selection::WinBy(WinBy::new(lead, from, more.map(|more| from + more)).unwrap())
        };
        let mut markets = vec![
            market(1, full(MarketKind::WinningMargin(None), None), bands.into_iter().map(band).collect()),
            market(2, full(MarketKind::Total, Some(total)), vec![Selection::Over]),
            market(3, full(MarketKind::AsianHandicap, Some(handicap)), vec![Selection::Home]),
        ];
        if with_odd {
            markets.push(market(4, full(MarketKind::OddEven, None), vec![Selection::Odd]));
        }
        let board = Board { event_id: EventId::new(1), starts_at: now() + TimeDelta::days(1), markets };
        let finder = CrossMarket::default();
        let bets = Bets::of(&board, &bookmakers(1), &finder.scope(Period::FullTime, &|_| true)).unwrap();

        let keys: Vec<&MarketKey> = board.markets.iter().map(|market| &market.key).collect();
        let widest = StateSpace::covering(&keys).unwrap();
        let told: BTreeSet<Vec<Outcome>> = widest
            .states()
            .map(|state| {
                let of = |market: &MarketBoard| -> Vec<Outcome> {
                    let all = market.selections.iter();
                    all.map(|of| settle_selection(&market.key, &of.selection, state).unwrap()).collect()
                };
                board.markets.iter().flat_map(of).collect()
            })
            .collect();
        prop_assert_eq!(bets.classes.len(), told.len());
    }
}
