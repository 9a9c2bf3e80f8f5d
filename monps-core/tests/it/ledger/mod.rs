//! The ledger: free bets and boosts, currencies, and ten thousand operations in a row.

mod chart;
mod offers;
mod sequence;
mod world;

use monps_core::bet::{Bet, BetStatus, Channel, Leg, Offer, Strategy, Terms};
use monps_core::catalog::{MarketKey, MarketKind, Selection};
use monps_core::id::{BetId, EventId, VenueId};
use monps_core::ledger::Header;
use monps_core::money::{Currency, Money};
use monps_core::odds::{Commission, Price};
use monps_core::quote::Side;
use monps_core::time::{NaiveDate, start_of_day};
use rust_decimal::Decimal;

fn header() -> Header {
    Header::at(start_of_day(NaiveDate::default()))
}

fn euros(cents: i64) -> Money {
    Money::new(Decimal::new(cents, 2), Currency::EUR).unwrap()
}

fn pounds(cents: i64) -> Money {
    Money::new(Decimal::new(cents, 2), Currency::GBP).unwrap()
}

/// A single at a price in hundredths.
fn terms(id: i64, side: Side, stake: Money, price: i64, offer: Offer) -> Terms {
    let price = Price::new(Decimal::new(price, 2)).unwrap();
    let market = MarketKey::full_time(MarketKind::DrawNoBet, None).unwrap();
    Terms {
        id: BetId::new(id),
        venue_id: VenueId::new(1),
        side,
        stake,
        legs: vec![Leg::new(EventId::new(id), market, Selection::Home, price.into()).unwrap()],
        commission: Commission::NONE,
        channel: Channel::Ligne,
        strategy: Strategy::VALUE,
        offer,
    }
}

fn open(terms: Terms) -> Bet {
    Bet::new(terms, BetStatus::Open).unwrap()
}
