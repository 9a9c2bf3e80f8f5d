//! Payoffs of every market: spaces that are complete, lists that are partitions, lines that split.

mod laws;
mod spaces;

use monps_core::catalog::{
    ExactScore, Lead, Line, Listed, MarketKey, MarketKind, Period, Places, Selection, WinBy,
};
use proptest::prelude::*;

/// Any market that can be settled, and now and then one that cannot.
pub(crate) fn any_market() -> impl Strategy<Value = MarketKey> {
    let listed = || proptest::option::of((1..=9_u8).prop_map(|n| Listed::new(n).unwrap()));
    let kind = prop_oneof![
        Just(MarketKind::MatchOdds),
        Just(MarketKind::Winner),
        Just(MarketKind::DrawNoBet),
        Just(MarketKind::DoubleChance),
        Just(MarketKind::Total),
        Just(MarketKind::HomeTotal),
        Just(MarketKind::AwayTotal),
        Just(MarketKind::AsianHandicap),
        Just(MarketKind::EuropeanHandicap),
        Just(MarketKind::BothTeamsToScore),
        Just(MarketKind::OddEven),
        listed().prop_map(MarketKind::CorrectScore),
        listed().prop_map(MarketKind::WinningMargin),
        Just(MarketKind::HalfTimeFullTime),
        Just(MarketKind::ToQualify),
        Just(MarketKind::Outright),
        (2..=20_u8).prop_map(|n| MarketKind::Place(Places::new(n).unwrap())),
        Just(MarketKind::Opaque("corners".to_owned())),
    ];
    let period = proptest::sample::select(Period::ALL.to_vec());
    (kind, period, -40_i32..=60).prop_map(|(kind, period, quarters)| {
        let quarters =
            if kind == MarketKind::EuropeanHandicap { quarters / 4 * 4 } else { quarters };
        let line = kind.wants_line().then(|| Line::from_quarters(quarters));
        MarketKey::new(kind.clone(), period, line)
            .or_else(|_| MarketKey::full_time(kind, line))
            .unwrap()
    })
}

/// Any selection of any market.
pub(crate) fn any_selection() -> impl Strategy<Value = Selection> {
    let lead = || prop_oneof![Just(Lead::Home), Just(Lead::Draw), Just(Lead::Away)];
    let fixed = vec![
        Selection::Home,
        Selection::Draw,
        Selection::Away,
        Selection::HomeOrDraw,
        Selection::HomeOrAway,
        Selection::DrawOrAway,
        Selection::Over,
        Selection::Under,
        Selection::Yes,
        Selection::No,
        Selection::Odd,
        Selection::Even,
        Selection::AnyOther,
        Selection::AnyOtherHome,
        Selection::AnyOtherDraw,
        Selection::AnyOtherAway,
        Selection::Named("Red Rum".to_owned()),
    ];
    prop_oneof![
        proptest::sample::select(fixed),
        (0..=20_u8, 0..=20_u8).prop_map(|(h, a)| Selection::Score(ExactScore::new(h, a).unwrap())),
        (lead(), lead()).prop_map(|(half, full)| Selection::HalfTimeFullTime { half, full }),
        any_margin(),
    ]
}

/// A band of winning margins.
pub(crate) fn any_margin() -> impl Strategy<Value = Selection> {
    let side = prop_oneof![Just(Lead::Home), Just(Lead::Away)];
    (side, 1..=40_u8, 0..=40_u8, any::<bool>()).prop_map(|(lead, from, more, is_open)| {
        let to = (!is_open).then(|| from.saturating_add(more).min(WinBy::MOST));
        Selection::WinBy(WinBy::new(lead, from, to).unwrap())
    })
}
