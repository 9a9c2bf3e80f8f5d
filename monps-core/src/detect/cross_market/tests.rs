//! The programme against closed forms and against looking at every corner.

use proptest::prelude::*;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, dec};

use super::*;
use crate::catalog::{Line, MarketKey, MarketKind, Selection};
use crate::detect::samples::{bookmakers, match_odds, now, quote, venue};
use crate::detect::{Arbitrage, Grade, TrustReason};
use crate::id::{EventId, MarketId, SelectionId};
use crate::money::Rounding;
use crate::payoff::{PayoffVector, State, StateSpace};
use crate::quote::{MarketBoard, Quote, SelectionBoard, Side};
use crate::time::TimeDelta;

fn key(kind: MarketKind, quarters: Option<i32>) -> MarketKey {
    MarketKey::full_time(kind, quarters.map(Line::from_quarters)).unwrap()
}

/// A market with these quotes: selection, venue and price.
fn market(id: i64, key: MarketKey, quotes: &[(Selection, i64, Decimal)]) -> MarketBoard {
    let mut selections: Vec<SelectionBoard> = Vec::new();
    for (selection, venue, price) in quotes {
        let quote = quote((*venue, price));
        match selections.iter_mut().find(|board| board.selection == *selection) {
            Some(board) => board.quotes.push(quote),
            None => selections.push(SelectionBoard {
                selection_id: SelectionId::new(10 * id + i64::try_from(selections.len()).unwrap()),
                selection: selection.clone(),
                quotes: vec![quote],
            }),
        }
    }
    MarketBoard { market_id: MarketId::new(id), key, selections }
}

fn board(markets: Vec<MarketBoard>) -> Board {
    Board { event_id: EventId::new(1), starts_at: now() + TimeDelta::days(2), markets }
}

fn solved(board: &Board, venues: &Venues) -> Solution {
    CrossMarket::default().solve(board, venues, Period::FullTime).unwrap()
}

#[track_caller]
fn close(found: Decimal, expected: Decimal) {
    assert!((found - expected).abs() < dec!(0.00000000001), "{found} is not {expected}");
}

fn dnb_and_draw() -> Board {
    board(vec![
        market(1, key(MarketKind::DrawNoBet, None), &[(Selection::Home, 1, dec!(2.30))]),
        market(
            2,
            match_odds(),
            &[(Selection::Draw, 2, dec!(3.60)), (Selection::Away, 1, dec!(2.50))],
        ),
    ])
}

#[test]
fn draw_no_bet_the_draw_and_the_other_side() {
    let board = dnb_and_draw();
    let found = solved(&board, &bookmakers(2));
    // 1/2.30 on the home side comes back on a draw; the draw only has to bring the rest.
    let home = dec!(1) / dec!(2.30);
    let sum = home + (dec!(1) - home) / dec!(3.60) + dec!(1) / dec!(2.50);
    close(found.guaranteed, dec!(1) / sum - dec!(1));
    assert!(found.gap() < dec!(0.00000000001) && found.bound >= found.guaranteed);
    assert_eq!(found.markets().len(), 2);
    assert_eq!(
        found.profile.in_state(State::Score { home: 1, away: 1 }).map(|p| p > dec!(0.008)),
        Some(true)
    );
}

#[test]
fn it_is_told_with_its_markets_and_its_trust() {
    let board = dnb_and_draw();
    let found = CrossMarket::default().detect(&board, &bookmakers(2), now());
    let [found] = &found[..] else { panic!("one finding") };
    assert_eq!((found.kind.as_str(), found.market_id), ("cross_market", MarketId::new(1)));
    let markets: Vec<i64> = found.legs.iter().map(|leg| leg.market_id.get()).collect();
    assert_eq!(markets, [1, 2, 2]);
    let shares: Decimal = found.legs.iter().map(|leg| leg.share).sum();
    assert!((shares - dec!(1)).abs() < dec!(0.0000000000000000000001));
    // One venue quotes the first market: that is said of the whole.
    assert_eq!(found.trust.reasons, [TrustReason::FewVenues { venue_count: 1 }]);
    let Detail::Guarantee { bound, profile } = &found.detail else { panic!("a proof") };
    assert!(*bound >= found.edge && profile.worst().map(|w| w.profit) == Some(found.edge));

    let later = CrossMarket::default().detect(&board, &bookmakers(2), now() + TimeDelta::hours(1));
    let stale = later[0].trust.reasons.iter().filter(|r| r.as_str() == "stale").count();
    assert_eq!((later[0].trust.grade, stale), (Grade::Indicative, 2));
    let strict = CrossMarket { edge_min: dec!(0.05), ..CrossMarket::default() };
    assert!(strict.detect(&board, &bookmakers(2), now()).is_empty());
}

#[test]
fn quarter_lines_overlap() {
    // Over 2.25 and under 2.75: two and three goals pay more than the ends.
    let board = board(vec![
        market(1, key(MarketKind::Total, Some(9)), &[(Selection::Over, 1, dec!(2.05))]),
        market(2, key(MarketKind::Total, Some(11)), &[(Selection::Under, 2, dec!(2.05))]),
    ]);
    let found = solved(&board, &bookmakers(2));
    close(found.guaranteed, dec!(0.025));
    let three = found.profile.in_state(State::Score { home: 2, away: 1 }).unwrap();
    close(three, dec!(0.275));
    let worst = found.profile.worst().unwrap();
    assert!(worst.states.contains(&State::Score { home: 0, away: 0 }));
    assert_eq!(worst.to_string(), "+2.50 % at 0-0, 0-1, 1-0 and 15 more");
}

#[test]
fn a_book_of_exactly_one_is_no_finding() {
    let results = [Selection::Home, Selection::Draw, Selection::Away];
    let thirds = results.map(|selection| (selection, 1, dec!(3)));
    let board = board(vec![
        market(1, match_odds(), &thirds),
        market(2, key(MarketKind::DoubleChance, None), &[(Selection::DrawOrAway, 2, dec!(1.5))]),
    ]);
    let found = solved(&board, &bookmakers(2));
    assert!(found.guaranteed <= Decimal::ZERO && found.bound >= Decimal::ZERO);
    assert!(CrossMarket::default().detect(&board, &bookmakers(2), now()).is_empty());
}

#[test]
fn what_one_market_gives_is_left_to_the_other_detector() {
    let results = [Selection::Home, Selection::Draw, Selection::Away];
    let prices = [dec!(2.6), dec!(3.6), dec!(3.2)];
    let quotes: Vec<_> = results.into_iter().zip(1..).zip(prices).collect();
    let quotes: Vec<_> = quotes.into_iter().map(|((s, venue), price)| (s, venue, price)).collect();
    let board = board(vec![market(1, match_odds(), &quotes)]);
    assert!(CrossMarket::default().detect(&board, &bookmakers(3), now()).is_empty());
    let alone = Arbitrage::default().detect(&board, &bookmakers(3), now());
    close(solved(&board, &bookmakers(3)).guaranteed, alone[0].edge);
}

#[test]
fn commission_is_on_the_net_of_each_market() {
    let venues: Venues =
        [venue(1, VenueKind::Exchange, dec!(0.05), VenueAccess::Held)].into_iter().collect();
    let results = [Selection::Home, Selection::Draw, Selection::Away];
    let prices = [dec!(2.75), dec!(3.6), dec!(3.3)];
    let quotes: Vec<_> = results.into_iter().zip(prices).map(|(s, price)| (s, 1, price)).collect();
    let one = board(vec![market(1, match_odds(), &quotes)]);
    // A / (1 − c(1 − A)), as in the detector of a single market.
    let expected = Arbitrage::default().detect(&one, &venues, now())[0].edge;
    let found = solved(&one, &venues);
    close(found.guaranteed, expected);
    close(found.bound, expected);
    // In two markets of the exchange nothing is set off: each leg pays alone.
    let two = board(vec![
        market(1, match_odds(), &quotes[..1]),
        market(2, key(MarketKind::DoubleChance, None), &[(Selection::DrawOrAway, 1, dec!(1.75))]),
    ]);
    let alone = [dec!(1) + dec!(1.75) * dec!(0.95), dec!(1) + dec!(0.75) * dec!(0.95)];
    let sum: Decimal = alone.iter().map(|price| dec!(1) / price).sum();
    close(solved(&two, &venues).guaranteed, dec!(1) / sum - dec!(1));
}

#[test]
fn venues_where_an_account_is_held_come_first() {
    let venues: Venues = [
        venue(1, VenueKind::Bookmaker, dec!(0), VenueAccess::Held),
        venue(2, VenueKind::Bookmaker, dec!(0), VenueAccess::Held),
        venue(3, VenueKind::Bookmaker, dec!(0), VenueAccess::Barred),
    ]
    .into_iter()
    .collect();
    let mut board = dnb_and_draw();
    board.markets[1].selections[0].quotes.push(quote((3, &dec!(4.0))));
    let found = CrossMarket::default().detect(&board, &venues, now());
    assert!(found[0].legs.iter().all(|leg| leg.venue_id.get() < 3));
    board.markets[1].selections[0].quotes.remove(0);
    let found = CrossMarket::default().detect(&board, &venues, now());
    let barred = TrustReason::BarredVenue { venue_id: VenueId::new(3) };
    assert!(found[0].trust.reasons.contains(&barred));
}

#[test]
fn what_is_not_understood_or_quoted_is_left_out() {
    let opaque = key(MarketKind::Opaque("first_scorer".to_owned()), None);
    let named = Selection::named("anyone").unwrap();
    let only = board(vec![market(1, opaque.clone(), &[(named.clone(), 1, dec!(9))])]);
    assert_eq!(CrossMarket::default().solve(&only, &bookmakers(1), Period::FullTime), None);
    let mut with = dnb_and_draw();
    let before = solved(&with, &bookmakers(2)).guaranteed;
    with.markets.push(market(3, opaque, &[(named, 1, dec!(900))]));
    let far = key(MarketKind::AsianHandicap, Some(-4000));
    with.markets.push(market(4, far, &[(Selection::Home, 1, dec!(900))]));
    assert_eq!(solved(&with, &bookmakers(2)).guaranteed, before);
    assert_eq!(CrossMarket::default().solve(&with, &bookmakers(2), Period::FirstHalf), None);
    assert_eq!(
        CrossMarket::default().solve(&board(vec![]), &bookmakers(2), Period::FullTime),
        None
    );
}

#[test]
fn a_lay_is_a_back_of_the_opposite() {
    // Home −0.5 backed at 2.20 against home laid in the match odds at 2.10, without commission.
    let lay = Quote { side: Side::Lay, ..quote((2, &dec!(2.10))) };
    let mut laid = market(2, match_odds(), &[(Selection::Home, 1, dec!(1.01))]);
    laid.selections[0].quotes.push(lay);
    let handicap = key(MarketKind::AsianHandicap, Some(-2));
    let board = board(vec![market(1, handicap, &[(Selection::Home, 1, dec!(2.20))]), laid]);
    let found = solved(&board, &bookmakers(2));
    let stake = dec!(2.20) / dec!(2.10);
    close(found.guaranteed, (dec!(1.20) - stake * dec!(1.10)) / (dec!(1) + stake * dec!(1.10)));
}

/// A bet of the brute force: its profit in every state.
type Row = Vec<f64>;

/// The value of the game by trying every square of bets and states: at the optimum some of the bets
/// are level in as many states.
fn every_corner(rows: &[Row]) -> f64 {
    let states = rows[0].len();
    let mut best = f64::NEG_INFINITY;
    for bets in subsets(rows.len(), 4) {
        for chosen in subsets(states, bets.len()).filter(|chosen| chosen.len() == bets.len()) {
            let Some(shares) = level(rows, &bets, &chosen) else {
                continue;
            };
            if shares.iter().any(|share| *share < -1e-9) {
                continue;
            }
            let profit = |state: usize| {
                bets.iter().zip(&shares).map(|(&bet, share)| rows[bet][state] * share).sum::<f64>()
            };
            best = best.max((0..states).map(profit).fold(f64::INFINITY, f64::min));
        }
    }
    best
}

fn subsets(of: usize, most: usize) -> impl Iterator<Item = Vec<usize>> {
    (1_u32..1 << of)
        .map(move |mask| (0..of).filter(|at| mask & (1 << at) != 0).collect::<Vec<_>>())
        .filter(move |subset| subset.len() <= most)
}

/// Shares that sum to 1 and pay alike in the chosen states, by elimination.
fn level(rows: &[Row], bets: &[usize], states: &[usize]) -> Option<Vec<f64>> {
    let size = bets.len() + 1;
    let mut system: Vec<Vec<f64>> = states
        .iter()
        .map(|&state| bets.iter().map(|&b| rows[b][state]).chain([-1.0, 0.0]).collect())
        .collect();
    system.push(bets.iter().map(|_| 1.0).chain([0.0, 1.0]).collect());
    for at in 0..size {
        let pivot =
            (at..size).max_by(|&a, &b| system[a][at].abs().total_cmp(&system[b][at].abs()))?;
        system.swap(at, pivot);
        if system[at][at].abs() < 1e-11 {
            return None;
        }
        for row in 0..size {
            if row != at {
                let pivot = system[at].clone();
                let factor = system[row][at] / pivot[at];
                for (entry, pivot) in system[row].iter_mut().zip(pivot).skip(at) {
                    *entry -= factor * pivot;
                }
            }
        }
    }
    Some((0..bets.len()).map(|at| system[at][size] / system[at][at]).collect())
}

fn cents(range: std::ops::Range<i64>) -> impl Strategy<Value = Decimal> {
    range.prop_map(|value| Decimal::new(value, 2))
}

#[test]
fn the_ends_of_every_range_are_proved_or_left_out() {
    let (tiny, huge) = (dec!(1.0000000000000000000000000001), dec!(1000000));
    for (one, other) in [(tiny, tiny), (tiny, huge), (huge, huge), (huge, dec!(1.01))] {
        let mut results = market(
            1,
            match_odds(),
            &[(Selection::Home, 1, one), (Selection::Draw, 1, other), (Selection::Away, 1, one)],
        );
        for selection in &mut results.selections {
            let lay = Quote { side: Side::Lay, ..quote((2, &one)) };
            selection.quotes.push(lay);
        }
        let handicap =
            market(2, key(MarketKind::AsianHandicap, Some(1)), &[(Selection::Away, 1, other)]);
        let venues: Venues = [
            venue(1, VenueKind::Bookmaker, dec!(0), VenueAccess::Held),
            venue(2, VenueKind::Exchange, dec!(0.05), VenueAccess::Held),
        ]
        .into_iter()
        .collect();
        if let Some(found) =
            CrossMarket::default().solve(&board(vec![results, handicap]), &venues, Period::FullTime)
        {
            assert!(found.bound >= found.guaranteed, "{one} {other}");
        }
    }
}

prop_compose! {
    /// Four bets of four kinds of markets.
    fn few_bets()(
        home in cents(150..400),
        draw in cents(250..450),
        line in -6..7_i32,
        handicap in cents(150..350),
        total in 6..14_i32,
        under in cents(150..300),
    ) -> Vec<(MarketKey, Selection, Decimal)> {
        vec![
            (match_odds(), Selection::Home, home),
            (match_odds(), Selection::Draw, draw),
            (key(MarketKind::AsianHandicap, Some(line)), Selection::Away, handicap),
            (key(MarketKind::Total, Some(total)), Selection::Under, under),
        ]
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_optimum_is_the_best_corner(bets in few_bets()) {
        let markets = bets.iter().zip(1..).map(|((key, selection, price), id)| {
            market(id, key.clone(), &[(selection.clone(), id, *price)])
        });
        let board = board(markets.collect());
        let found = solved(&board, &bookmakers(4));
        let keys: Vec<&MarketKey> = bets.iter().map(|(key, ..)| key).collect();
        let space = StateSpace::covering(&keys).unwrap();
        let rows: Vec<Row> = bets.iter().map(|(key, selection, price)| {
            let price = crate::odds::Price::new(*price).unwrap().into();
            let vector = PayoffVector::of(&space, key, selection, Side::Back, price).unwrap();
            vector.profits().iter().map(|profit| profit.to_f64().unwrap()).collect()
        }).collect();
        // States alike for every bet are one.
        let mut states: Vec<Vec<u64>> = (0..space.len())
            .map(|state| rows.iter().map(|row| row[state].to_bits()).collect())
            .collect();
        states.sort_unstable();
        states.dedup();
        let rows: Vec<Row> = (0..rows.len())
            .map(|bet| states.iter().map(|state| f64::from_bits(state[bet])).collect())
            .collect();
        let brute = every_corner(&rows);
        prop_assert!((found.guaranteed.to_f64().unwrap() - brute).abs() < 1e-9);
        prop_assert!(found.bound >= found.guaranteed);
        prop_assert!(found.gap() < dec!(0.0000000001), "{}", found.gap());
    }

    /// What the legs return is what the profile says, worked out by the payoff vectors.
    #[test]
    fn the_profile_is_that_of_the_legs(bets in few_bets()) {
        let markets = bets.iter().zip(1..).map(|((key, selection, price), id)| {
            market(id, key.clone(), &[(selection.clone(), id, *price)])
        });
        let board = board(markets.collect());
        let found = solved(&board, &bookmakers(4));
        let keys: Vec<&MarketKey> = bets.iter().map(|(key, ..)| key).collect();
        let space = StateSpace::covering(&keys).unwrap();
        let vectors: Vec<PayoffVector> = found.legs.iter().map(|leg| {
            PayoffVector::of(&space, &leg.market, &leg.selection, leg.side, leg.price).unwrap()
        }).collect();
        let rounded = |value| Rounding::HalfEven.apply(value, 20);
        for (at, state) in space.states().enumerate() {
            let profit: Decimal =
                found.legs.iter().zip(&vectors).map(|(leg, v)| leg.share * v.profits()[at]).sum();
            let told = found.profile.in_state(state).unwrap();
            prop_assert!(profit - told < dec!(0.0000001) && rounded(told) <= rounded(profit));
            prop_assert!(told >= found.guaranteed);
        }
        let weights: Decimal = found.weights.iter().map(|weight| weight.weight).sum();
        prop_assert!((weights - dec!(1)).abs() < dec!(0.00000000000000000001));
    }

    /// Commission on the net of an exchange, backs and lays together with a bookmaker's handicap: what
    /// the stakes guarantee and what the weights allow meet, and no more is needed for a proof.
    #[test]
    fn the_proof_holds_with_a_shared_commission(
        backs in prop::array::uniform3(cents(180..420)),
        spreads in prop::array::uniform3(cents(1..30)),
        line in -6..7_i32,
        sides in prop::array::uniform2(cents(150..300)),
        percent in 1..8_i64,
    ) {
        let results = [Selection::Home, Selection::Draw, Selection::Away];
        let quotes: Vec<_> = results.into_iter().zip(backs).map(|(s, back)| (s, 1, back)).collect();
        let mut exchange = market(1, match_odds(), &quotes);
        for ((selection, back), spread) in exchange.selections.iter_mut().zip(backs).zip(spreads) {
            selection.quotes.push(Quote { side: Side::Lay, ..quote((1, &(back + spread))) });
        }
        let handicap = key(MarketKind::AsianHandicap, Some(line));
        let sides = [(Selection::Home, 2, sides[0]), (Selection::Away, 2, sides[1])];
        let venues: Venues = [
            venue(1, VenueKind::Exchange, Decimal::new(percent, 2), VenueAccess::Held),
            venue(2, VenueKind::Bookmaker, dec!(0), VenueAccess::Held),
        ]
        .into_iter()
        .collect();
        let found = solved(&board(vec![exchange, market(2, handicap, &sides)]), &venues);
        prop_assert!(found.bound >= found.guaranteed - dec!(0.0000000000000000001));
        prop_assert!(found.gap() < dec!(0.000000001), "{}", found.gap());
    }
}
