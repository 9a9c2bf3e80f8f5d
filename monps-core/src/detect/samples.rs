//! Boards and venues for the tests of this room.

use rust_decimal::{Decimal, dec};

use super::{Opportunity, Venues};
use crate::catalog::{MarketKey, MarketKind, Venue, VenueAccess, VenueKind};
use crate::id::{EventId, MarketId, SelectionId, VenueId};
use crate::odds::{Commission, Price, QuotedPrice};
use crate::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
use crate::time::{Observed, TimeDelta, Timestamp, parse_timestamp};

pub(crate) fn now() -> Timestamp {
    parse_timestamp("2026-11-22T12:00:00Z").unwrap()
}

pub(crate) fn venue(id: i64, kind: VenueKind, commission: Decimal, access: VenueAccess) -> Venue {
    Venue {
        id: VenueId::new(id),
        key: format!("venue_{id}").parse().unwrap(),
        title: format!("Venue {id}"),
        kind,
        access,
        commission: Commission::new(commission).unwrap(),
        age_max: TimeDelta::minutes(10),
    }
}

pub(crate) fn bookmakers(count: i64) -> Venues {
    (1..=count).map(|id| venue(id, VenueKind::Bookmaker, dec!(0), VenueAccess::Held)).collect()
}

/// Prices by selection, then by venue 1, 2, …; zero where a venue has none.
pub(crate) fn board(key: MarketKey, prices: &[&[Decimal]]) -> Board {
    let selections = key.kind.selections().iter().zip(prices).enumerate();
    let selections = selections
        .map(|(index, (selection, prices))| SelectionBoard {
            selection_id: SelectionId::new(i64::try_from(index).unwrap()),
            selection: selection.clone(),
            quotes: (1..).zip(*prices).filter(|(_, price)| !price.is_zero()).map(quote).collect(),
        })
        .collect();
    Board {
        event_id: EventId::new(1),
        starts_at: now() + TimeDelta::days(2),
        markets: vec![MarketBoard { market_id: MarketId::new(1), key, selections }],
    }
}

pub(crate) fn quote((venue, price): (i64, &Decimal)) -> Quote {
    Quote {
        venue_id: VenueId::new(venue),
        side: Side::Back,
        price: QuotedPrice::from(Price::new(*price).unwrap()),
        available: None,
        stake_max: None,
        observed: Observed::at(now()),
    }
}

pub(crate) fn winner() -> MarketKey {
    MarketKey::full_time(MarketKind::Winner, None).unwrap()
}

pub(crate) fn match_odds() -> MarketKey {
    MarketKey::full_time(MarketKind::MatchOdds, None).unwrap()
}

pub(crate) fn only(found: Vec<Opportunity>) -> Opportunity {
    assert_eq!(found.len(), 1);
    found.into_iter().next().unwrap()
}
