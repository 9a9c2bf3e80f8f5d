//! A board of any quotes before every detector: nothing may panic, and what is found must pay.

use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Venue, VenueAccess, VenueKind};
use monps_core::detect::{
    Arbitrage, BackLay, CrossMarket, Detector, LowHold, Middles, Opportunity, Spread, Value,
    Venues, hedge_states,
};
use monps_core::id::{EventId, MarketId, SelectionId, VenueId};
use monps_core::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
use monps_core::time::{DateTime, Observed, Timestamp};
use rust_decimal::Decimal;

use super::wild::Wild;

/// A few markets of one event, quoted at any prices with any limits, at any time.
pub fn boards(data: &[u8]) {
    let mut wild = Wild(data);
    let total = wild.maybe();
    let now = instant(&mut wild);
    let venues = venues(&mut wild);
    let board = board(&mut wild, now);
    let detectors: [(&str, Box<dyn Detector>); 7] = [
        ("arbitrage", Box::new(Arbitrage::default())),
        ("value", Box::new(Value::default())),
        ("spread", Box::new(Spread::default())),
        ("cross market", Box::new(CrossMarket { total, ..CrossMarket::default() })),
        ("back and lay", Box::new(BackLay { total, ..BackLay::default() })),
        ("middle", Box::new(Middles::default())),
        ("low hold", Box::new(LowHold::default())),
    ];
    for (name, detector) in detectors {
        for found in detector.detect(&board, &venues, now) {
            looked_at(name, &found);
        }
    }
}

fn looked_at(name: &str, found: &Opportunity) {
    assert!(!found.legs.is_empty(), "{name}: {found:?}");
    if ["arbitrage", "cross market", "back and lay"].contains(&name) {
        assert!(found.edge > Decimal::ZERO, "{name}: {found:?}");
        let shares: Decimal = found.legs.iter().map(|leg| leg.share).sum();
        assert!((shares - Decimal::ONE).abs() < Decimal::new(1, 9), "{name}: {found:?}");
    }
    let _ = hedge_states(&found.legs);
}

/// Now, or any instant that there is.
fn instant(wild: &mut Wild<'_>) -> Timestamp {
    let seconds = match wild.byte() % 4 {
        0 => i64::try_from(wild.number(6)).unwrap_or_default(),
        _ => 1_795_000_000 + i64::from(wild.byte()) * 60,
    };
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

fn venues(wild: &mut Wild<'_>) -> Venues {
    let access =
        [VenueAccess::Held, VenueAccess::Held, VenueAccess::Reference, VenueAccess::Barred];
    let kind = [VenueKind::Bookmaker, VenueKind::Exchange];
    let venue = |id: i64| {
        Some(Venue {
            id: VenueId::new(id),
            key: format!("venue_{id}").parse().ok()?,
            title: String::new(),
            kind: kind[wild.below(2)],
            access: access[wild.below(4)],
            commission: wild.commission(),
            age_max: monps_core::time::TimeDelta::minutes(i64::from(wild.byte())),
        })
    };
    (0..4).filter_map(venue).collect()
}

fn board(wild: &mut Wild<'_>, now: Timestamp) -> Board {
    let kinds = [
        MarketKind::MatchOdds,
        MarketKind::Winner,
        MarketKind::DrawNoBet,
        MarketKind::DoubleChance,
        MarketKind::BothTeamsToScore,
        MarketKind::Total,
        MarketKind::AsianHandicap,
        MarketKind::Total,
        MarketKind::AsianHandicap,
    ];
    let mut markets = Vec::new();
    for (id, _) in (1..).zip(0..wild.below(5) + 1) {
        let kind = kinds[wild.below(kinds.len())].clone();
        let quarters = i32::from(wild.byte() % 16);
        let line = match kind {
            MarketKind::Total => Some(Line::from_quarters(quarters + 1)),
            MarketKind::AsianHandicap => Some(Line::from_quarters(quarters - 8)),
            _ => None,
        };
        let Ok(key) = MarketKey::new(kind, Period::FullTime, line) else { continue };
        let mut selections = Vec::new();
        for (at, selection) in (0..).zip(key.kind.selections()) {
            let quotes = (0..wild.below(4)).map(|_| quote(wild, now)).collect();
            let selection_id = SelectionId::new(10 * id + at);
            selections.push(SelectionBoard { selection_id, selection: selection.clone(), quotes });
        }
        markets.push(MarketBoard { market_id: MarketId::new(id), key, selections });
    }
    Board { event_id: EventId::new(1), starts_at: instant(wild), markets }
}

fn quote(wild: &mut Wild<'_>, now: Timestamp) -> Quote {
    Quote {
        venue_id: VenueId::new(i64::from(wild.byte() % 5)),
        side: if wild.one_in(4) { Side::Lay } else { Side::Back },
        price: wild.quoted(),
        available: wild.maybe(),
        stake_max: wild.maybe(),
        observed: if wild.one_in(8) {
            Observed::at(now).with_source(instant(wild))
        } else {
            Observed::at(now)
        },
    }
}
