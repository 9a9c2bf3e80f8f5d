//! The market that everything is measured on: 200 coming matches, 30 venues, three outcomes.

use std::error::Error;

use monps_core::catalog::{MarketKey, MarketKind, Sport, Venue, VenueAccess, VenueKind};
use monps_core::id::{EventId, MarketId, SelectionId, SourceId, VenueId};
use monps_core::odds::{Commission, Price, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::{Observed, TimeDelta, Timestamp};
use monps_server::store::{
    Batch, EventOrigin, NewEvent, NewMarket, NewRef, NewSelection, QuoteRow, Sequence, Store,
};
use rust_decimal::Decimal;

/// Coming matches.
pub(crate) const EVENTS: u32 = 200;
/// Venues that quote each.
pub(crate) const VENUES: u32 = 30;
/// Times that each price changed.
pub(crate) const SNAPSHOTS: u32 = 22;
/// Prices of a snapshot.
pub(crate) const SNAPSHOT: u32 = EVENTS * VENUES * 3;
/// Prices stored in the end.
pub(crate) const PRICES: u32 = SNAPSHOT * SNAPSHOTS;

/// The ids of a stored market.
pub(crate) struct Market {
    source: SourceId,
    venues: Vec<VenueId>,
    selections: Vec<SelectionId>,
}

/// Stores matches, markets and venues without any price.
pub(crate) async fn catalogue(store: &dyn Store, now: Timestamp) -> Result<Market, Box<dyn Error>> {
    let source = store.ensure_source("bench").await?;
    let venues: Vec<Venue> = (0..VENUES)
        .map(|number| {
            Ok(Venue {
                id: VenueId::new(0),
                key: format!("venue_{number}").parse()?,
                title: format!("Venue {number}"),
                kind: VenueKind::Bookmaker,
                access: VenueAccess::Held,
                commission: Commission::NONE,
                age_max: TimeDelta::minutes(10),
            })
        })
        .collect::<Result<_, Box<dyn Error>>>()?;
    let venues = store.ensure_venues(&venues).await?.iter().map(|venue| venue.id).collect();
    let events = store.reserve(Sequence::Events, EVENTS).await?;
    let markets = store.reserve(Sequence::Markets, EVENTS).await?;
    let first = store.reserve(Sequence::Selections, EVENTS * 3).await?;
    let key = MarketKey::full_time(MarketKind::MatchOdds, None)?;
    let mut batch = Batch::default();
    let mut selections = Vec::new();
    for number in 0..EVENTS {
        let id = EventId::new(events + i64::from(number));
        let market = MarketId::new(markets + i64::from(number));
        batch.events.push(NewEvent {
            id,
            slug: format!("bench-{number}"),
            sport: Sport::FOOTBALL,
            competition: Some(("bench".to_owned(), "Bench".to_owned())),
            season: None,
            home: format!("Home {number}"),
            away: format!("Away {number}"),
            starts_at: now + TimeDelta::hours(24 + i64::from(number % 48)),
            time_known: true,
            origin: EventOrigin::Feed,
            created_at: now,
        });
        batch.refs.push(NewRef::first(source, format!("bench-{number}"), id));
        batch.markets.push(NewMarket { id: market, event_id: id, key: key.clone() });
        for (place, selection) in (0..3_u32).zip(key.kind.selections()) {
            let id = SelectionId::new(first + i64::from(number * 3 + place));
            let selection = selection.clone();
            batch.selections.push(NewSelection { id, market_id: market, selection });
            selections.push(id);
        }
    }
    store.append(&batch).await?;
    Ok(Market { source, venues, selections })
}

/// One complete picture of the market, in which every price differs from the one before.
pub(crate) fn snapshot(
    market: &Market,
    number: u32,
    at: Timestamp,
) -> Result<Batch, Box<dyn Error>> {
    let mut quotes = Vec::with_capacity(market.selections.len() * market.venues.len());
    for (place, selection_id) in (0_u32..).zip(&market.selections) {
        for (seat, venue_id) in (0_u32..).zip(&market.venues) {
            let cents = 280 + (place * 7 + seat * 13 + number * 17) % 40;
            let price = Price::new(Decimal::new(i64::from(cents), 2))?;
            quotes.push(QuoteRow {
                selection_id: *selection_id,
                venue_id: *venue_id,
                side: Side::Back,
                source_id: market.source,
                observed: Observed::at(at),
                price: Some(QuotedPrice::from(price)),
                available: None,
                stake_max: None,
            });
        }
    }
    Ok(Batch { quotes, ..Batch::default() })
}
