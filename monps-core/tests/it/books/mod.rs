//! Payoffs, settlement, bets and the ledger.

mod bets;
mod entries;
mod exposure;
mod laws;
mod ledger;
mod payoff;
mod results;

use monps_core::bet::{Bet, BetStatus, Channel, Leg, Offer, Strategy, Terms};
use monps_core::catalog::{Line, MarketKey, MarketKind, Selection};
use monps_core::id::{BetId, EventId, VenueId};
use monps_core::money::{Currency, Money};
use monps_core::odds::{Commission, OddsFormat, QuotedPrice};
use monps_core::payoff::Outcome;
use monps_core::quote::Side;
use rust_decimal::Decimal;

/// A market of full time, its line written as people write it.
fn market(kind: MarketKind, line: Option<&str>) -> MarketKey {
    let line = line.map(|text| text.parse::<Line>().unwrap());
    MarketKey::full_time(kind, line).unwrap()
}

fn handicap(line: &str) -> MarketKey {
    market(MarketKind::AsianHandicap, Some(line))
}

fn total(line: &str) -> MarketKey {
    market(MarketKind::Total, Some(line))
}

fn euros(amount: Decimal) -> Money {
    Money::new(amount, Currency::EUR).unwrap()
}

/// A price in the format that its writing shows.
fn price(text: &str) -> QuotedPrice {
    let format = match text {
        t if t.contains('/') => OddsFormat::Fractional,
        t if t.starts_with(['+', '-']) => OddsFormat::American,
        t if t.starts_with("0.") => OddsFormat::Implied,
        _ => OddsFormat::Decimal,
    };
    QuotedPrice::parse(text, format).unwrap()
}

/// A leg on the home side to win, on an event of its own, with what became of it.
fn leg(event: i64, at: &str, outcome: Option<Outcome>) -> Leg {
    let market = market(MarketKind::DrawNoBet, None);
    let leg = Leg::new(EventId::new(event), market, Selection::Home, price(at)).unwrap();
    Leg { outcome, ..leg }
}

fn terms(side: Side, stake: Decimal, legs: Vec<Leg>) -> Terms {
    Terms {
        id: BetId::new(1),
        venue_id: VenueId::new(1),
        side,
        stake: euros(stake),
        legs,
        commission: Commission::NONE,
        channel: Channel::Ligne,
        strategy: Strategy::VALUE,
        offer: Offer::NONE,
    }
}

fn open(terms: Terms) -> Bet {
    Bet::new(terms, BetStatus::Open).unwrap()
}
