//! Limits inside the programme: against closed forms, and against looking at every corner.

use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::*;
use crate::catalog::{Line, MarketKey, MarketKind, Selection};
use crate::detect::BackLay;
use crate::detect::samples::{bookmakers, now, quote, venue};
use crate::id::{EventId, SelectionId};
use crate::quote::{Quote, SelectionBoard, Side};
use crate::time::TimeDelta;

/// One market of one selection, with quotes of venues 1, 2, …: price and what is to be had.
fn market(
    (id, kind, quarters): (i64, MarketKind, Option<i32>),
    selection: Selection,
    quotes: &[(Side, Decimal, Option<Decimal>)],
) -> MarketBoard {
    let key = MarketKey::full_time(kind, quarters.map(Line::from_quarters)).unwrap();
    let quotes = (1..).zip(quotes).map(|(venue, (side, price, available))| Quote {
        side: *side,
        available: *available,
        ..quote((venue, price))
    });
    let selection_id = SelectionId::new(id);
    let selections = vec![SelectionBoard { selection_id, selection, quotes: quotes.collect() }];
    MarketBoard { market_id: MarketId::new(id), key, selections }
}

/// Home −0.5 against draw or away: the two halves of what may happen.
fn halves(
    home: &[(Side, Decimal, Option<Decimal>)],
    other: &[(Side, Decimal, Option<Decimal>)],
) -> Board {
    let handicap = (1, MarketKind::AsianHandicap, Some(-2));
    let double = (2, MarketKind::DoubleChance, None);
    Board {
        event_id: EventId::new(1),
        starts_at: now() + TimeDelta::days(2),
        markets: vec![
            market(handicap, Selection::Home, home),
            market(double, Selection::DrawOrAway, other),
        ],
    }
}

fn solved(board: &Board, total: Decimal) -> Option<Solution> {
    let finder = CrossMarket { total: Some(total), ..CrossMarket::default() };
    finder.solve(board, &bookmakers(4), Period::FullTime)
}

#[track_caller]
fn close(found: Decimal, expected: Decimal) {
    assert!((found - expected).abs() < dec!(0.00000000001), "{found} is not {expected}");
}

const BACK: Side = Side::Back;

#[test]
fn the_best_price_carries_what_it_takes_and_the_next_the_rest() {
    let home = [(BACK, dec!(2.10), Some(dec!(10))), (BACK, dec!(2.06), None)];
    let board = halves(&home, &[(BACK, dec!(2.05), None)]);
    let found = solved(&board, dec!(100)).unwrap();
    // 10 at 2.10; x at 2.06 and the rest at 2.05 so that 21 + 2.06 x = 2.05 (90 − x).
    let x = (dec!(2.05) * dec!(90) - dec!(21)) / dec!(4.11);
    close(found.guaranteed, (dec!(21) + dec!(2.06) * x) / dec!(100) - dec!(1));
    assert_eq!(found.legs.len(), 3);
    close(found.legs[0].share, dec!(0.1));
    assert!(found.gap() < dec!(0.00000000001), "{found:?}");
    // With prices alone, the limit does not count; and with ten euros it does not bind.
    let free = CrossMarket::default().solve(&board, &bookmakers(4), Period::FullTime).unwrap();
    close(free.guaranteed, dec!(1) / (dec!(1) / dec!(2.10) + dec!(1) / dec!(2.05)) - dec!(1));
    close(solved(&board, dec!(10)).unwrap().guaranteed, free.guaranteed);
}

#[test]
fn what_fits_nowhere_is_not_put_up() {
    let board = halves(&[(BACK, dec!(2.10), Some(dec!(10)))], &[(BACK, dec!(2.05), None)]);
    let found = solved(&board, dec!(100)).unwrap();
    // 10 at 2.10 and 21/2.05 against it: the rate of the prices alone, on a fifth of the total.
    close(found.guaranteed, dec!(1) / (dec!(1) / dec!(2.10) + dec!(1) / dec!(2.05)) - dec!(1));
    assert!(found.gap() < dec!(0.00000000001), "{found:?}");
    // Where only a loss is left, all is kept; and what is gone is no quote.
    let loss = halves(&[(BACK, dec!(1.90), None)], &[(BACK, dec!(2.05), None)]);
    assert_eq!(solved(&loss, dec!(100)), None);
    let gone = halves(&[(BACK, dec!(2.10), Some(dec!(0)))], &[(BACK, dec!(2.05), None)]);
    assert_eq!(solved(&gone, dec!(100)), None);
}

#[test]
fn what_a_lay_puts_up_is_what_its_limit_is_of() {
    // 10 of backers' stakes to be had at 3.00: 20 put up, which leaves 4 % on 30 of the total.
    let lay = [(Side::Lay, dec!(3.00), Some(dec!(10)))];
    let mut board = halves(&[(BACK, dec!(3.12), None)], &[]);
    board.markets.truncate(1);
    let mut laid = market((1, MarketKind::AsianHandicap, Some(-2)), Selection::Home, &lay);
    board.markets[0].selections[0].quotes.append(&mut laid.selections[0].quotes);
    board.markets[0].selections[0].quotes[1].venue_id = VenueId::new(2);
    let finder = BackLay { total: Some(dec!(100)), ..BackLay::default() };
    let found = finder.detect(&board, &bookmakers(2), now());
    assert_eq!(found.len(), 1, "{found:?}");
    let found = &found[0];
    // B at 3.12 levels the lay of 10 at 3.00 when 3.12·B = 30.
    let backed = dec!(30) / dec!(3.12);
    close(found.edge, (dec!(10) - backed) / (backed + dec!(20)));
}

#[test]
fn commission_and_limits_together() {
    // The exchange takes 5 % of what home wins, of 40 at the most.
    let home = [(BACK, dec!(2.20), Some(dec!(40))), (BACK, dec!(2.00), None)];
    let board = halves(&home, &[(BACK, dec!(2.02), None)]);
    let exchange = venue(1, VenueKind::Exchange, dec!(0.05), VenueAccess::Held);
    let venues = std::iter::once(exchange).chain(bookmakers(4).iter().skip(1).cloned()).collect();
    let finder = CrossMarket { total: Some(dec!(200)), ..CrossMarket::default() };
    // The other quote on the double chance is of venue 1 too, with commission, alone in its market.
    let found = finder.solve(&board, &venues, Period::FullTime).unwrap();
    let (exchange, other) = (dec!(2.14), dec!(1) + dec!(1.02) * dec!(0.95));
    // 40 at 2.14, x at 2.00 and y against them, or none of the latter two where they lose.
    let alone = dec!(40) * exchange / other;
    let rate = (dec!(40) * exchange) / (dec!(40) + alone) - dec!(1);
    close(found.guaranteed, rate);
    assert!(dec!(1) / dec!(2.00) + dec!(1) / other > dec!(1), "more would lose");
    assert!(found.gap() < dec!(0.00000000001), "{found:?}");
}

/// The most that is left of a total, looking at every euro: 10 cents' grid of the capped leg.
fn brute(home: &[(Decimal, Decimal)], other: (Decimal, Decimal), total: Decimal) -> Decimal {
    // For a level return L the cheapest way to cover home is the best prices first.
    let cost_of = |level: Decimal| -> Option<Decimal> {
        let mut home: Vec<_> = home.to_vec();
        home.sort_by_key(|(price, _)| -*price);
        let (mut left, mut cost) = (level, Decimal::ZERO);
        for (price, cap) in home {
            let stake = (left / price).min(cap);
            (left, cost) = (left - stake * price, cost + stake);
        }
        let against = level / other.0;
        (left < dec!(0.0000001) && against <= other.1).then_some(cost + against)
    };
    let mut best = Decimal::ZERO;
    for step in 1..4_000_i64 {
        let level = Decimal::new(step, 1);
        if let Some(cost) = cost_of(level)
            && cost <= total
        {
            best = best.max(level - cost);
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_staking_on_a_grid_beats_it_and_it_keeps_every_limit(
        prices in prop::collection::vec((180_i64..260, 5_i64..80), 1..4),
        (against, room) in (180_i64..260, 5_i64..120),
    ) {
        let hundredths = |value| Decimal::new(value, 2);
        let home: Vec<_> = prices
            .iter()
            .map(|(price, cap)| (BACK, hundredths(*price), Some(Decimal::from(*cap))))
            .collect();
        let other = (hundredths(against), Decimal::from(room));
        let board = halves(&home, &[(BACK, other.0, Some(other.1))]);
        let total = dec!(100);
        let limits: Vec<_> = home.iter().map(|(_, price, cap)| (*price, cap.unwrap())).collect();
        let best = brute(&limits, other, total);
        let Some(found) = solved(&board, total) else {
            // All kept: nothing on the grid wins either.
            prop_assert!(best <= dec!(0.0000001));
            return Ok(());
        };
        // In euros: from the leg that is known to be at its limit, or from the whole total.
        let scale = found
            .legs
            .iter()
            .map(|leg| {
                let limits = board.markets.iter().flat_map(|m| &m.selections[0].quotes);
                let quote = limits.into_iter().find(|quote| {
                    quote.venue_id == leg.venue_id
                        && quote.price == leg.price
                        && board.markets.iter().any(|m| {
                            m.market_id == leg.market_id && m.selections[0].quotes.contains(quote)
                        })
                });
                quote.unwrap().available.unwrap() / leg.share
            })
            .min()
            .unwrap()
            .min(total);
        prop_assert!(found.guaranteed * scale >= best - dec!(0.00001), "{found:?} {best}");
        prop_assert!(found.bound >= found.guaranteed);
        prop_assert!(found.gap() < dec!(0.0000000001));
    }
}
