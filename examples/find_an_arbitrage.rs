//! Two bookmakers disagree: how much is that worth, and what goes where?
//!
//! The detector finds the market whose best prices sum to a book below 1, and says whether to trust the
//! finding. The split shares up to 100 € over the legs in stakes that the venues take: one of them is a
//! shop, where stakes are whole euros, so that the best total is a little less.
//!
//! ```text
//! cargo run --example find_an_arbitrage
//! ```

use std::error::Error;
use std::io::{Write, stdout};

use monps_core::catalog::{MarketKey, MarketKind, Selection, Venue, VenueAccess, VenueKind};
use monps_core::detect::{Arbitrage, Detector, Venues};
use monps_core::error::odds::OddsError;
use monps_core::id::{EventId, MarketId, SelectionId, VenueId};
use monps_core::odds::{Commission, OddsFormat, QuotedPrice};
use monps_core::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
use monps_core::stake::split::{SplitLeg, split};
use monps_core::time::{Observed, TimeDelta, Timestamp, parse_timestamp};
use rust_decimal::dec;

const ONLINE: VenueId = VenueId::new(1);
const SHOP: VenueId = VenueId::new(2);

fn main() -> Result<(), Box<dyn Error>> {
    tell(&mut stdout())
}

pub(crate) fn tell(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let now = parse_timestamp("2026-11-22T18:00:00Z")?;
    let venues: Venues = [venue(ONLINE, "online")?, venue(SHOP, "shop")?].into_iter().collect();
    let market = MarketBoard {
        market_id: MarketId::new(1),
        key: MarketKey::full_time(MarketKind::Winner, None)?,
        selections: vec![
            selection(1, Selection::Home, ["2.10", "1.80"], now)?,
            selection(2, Selection::Away, ["1.75", "2.05"], now)?,
        ],
    };
    let starts_at = now + TimeDelta::days(2);
    let board = Board { event_id: EventId::new(1), starts_at, markets: vec![market] };

    for found in Arbitrage::default().detect(&board, &venues, now) {
        let (rate, grade) = (found.edge * dec!(100), found.trust.grade.as_str());
        writeln!(out, "{}: {rate:.2} %, {grade}", found.market)?;
        // A cent is the step online, a euro at the counter.
        let step = |id| if id == SHOP { dec!(1) } else { dec!(0.01) };
        let legs = found.legs.iter();
        let legs = legs.map(|leg| SplitLeg::new(leg.venue_id, leg.price, step(leg.venue_id)));
        let shared = split(dec!(100), &legs.collect::<Vec<_>>())?;
        for ((leg, stake), payout) in found.legs.iter().zip(&shared.stakes).zip(&shared.payouts) {
            let (selection, price) = (&leg.selection, leg.price);
            writeln!(out, "  {stake:.2} € on {selection} at {price} comes to {payout:.2} €")?;
        }
        writeln!(out, "  {} € staked, {} € won at least", shared.total, shared.worst_profit)?;
    }
    Ok(())
}

fn venue(id: VenueId, key: &str) -> Result<Venue, Box<dyn Error>> {
    Ok(Venue {
        id,
        key: key.parse()?,
        title: key.to_owned(),
        kind: VenueKind::Bookmaker,
        access: VenueAccess::Held,
        commission: Commission::NONE,
        age_max: TimeDelta::minutes(10),
    })
}

/// What both ask for a selection, seen just now.
fn selection(
    id: i64,
    selection: Selection,
    prices: [&str; 2],
    now: Timestamp,
) -> Result<SelectionBoard, OddsError> {
    let quote = |(venue_id, price): (VenueId, &str)| {
        Ok(Quote {
            venue_id,
            side: Side::Back,
            price: QuotedPrice::parse(price, OddsFormat::Decimal)?,
            available: None,
            stake_max: None,
            observed: Observed::at(now),
        })
    };
    let quotes = [ONLINE, SHOP].into_iter().zip(prices).map(quote).collect::<Result<_, _>>()?;
    Ok(SelectionBoard { selection_id: SelectionId::new(id), selection, quotes })
}
