//! Whose close counts, and what becomes of it when the first choice is missing.

use monps_core::catalog::{MarketKind, VenueAccess};
use monps_core::id::{EventId, MarketId, SelectionId};
use monps_core::odds::{Commission, QuotedPrice};
use monps_core::time::{Observed, parse_timestamp};

use super::super::super::settings::KnownSetting;
use super::*;
use crate::app::settings::SettlementRules;
use crate::store::QuoteRow;

fn start() -> Timestamp {
    parse_timestamp("2026-11-22T15:00:00Z").unwrap()
}

fn market() -> MarketKey {
    MarketKey::full_time(MarketKind::MatchOdds, None).unwrap()
}

fn venues() -> HashMap<VenueId, Venue> {
    let all = [
        ("pinnacle", VenueKind::Bookmaker, dec!(0)),
        ("exchange", VenueKind::Exchange, dec!(0.05)),
        ("one", VenueKind::Bookmaker, dec!(0)),
        ("two", VenueKind::Bookmaker, dec!(0)),
    ];
    let venue = |(id, (key, kind, rate)): (i64, (&str, VenueKind, Decimal))| Venue {
        id: VenueId::new(id),
        key: key.parse().unwrap(),
        title: key.to_owned(),
        kind,
        access: VenueAccess::Held,
        commission: Commission::new(rate).unwrap(),
        age_max: TimeDelta::seconds(90),
    };
    (1..).zip(all).map(venue).map(|venue| (venue.id, venue)).collect()
}

/// Home, draw and away of a venue, set so many minutes before the start.
fn quotes(venue: i64, source: i64, prices: [&str; 3], minutes: i64) -> Vec<StoredQuote> {
    let answers = [Selection::Home, Selection::Draw, Selection::Away];
    let at = start() - TimeDelta::minutes(minutes);
    (1..)
        .zip(answers)
        .zip(prices)
        .filter(|(_, price)| !price.is_empty())
        .map(|((selection_id, selection), price)| StoredQuote {
            id: 0,
            event_id: EventId::new(1),
            market_id: MarketId::new(1),
            key: market(),
            selection,
            row: QuoteRow {
                selection_id: SelectionId::new(selection_id),
                venue_id: VenueId::new(venue),
                side: Side::Back,
                source_id: SourceId::new(source),
                observed: Observed { source_at: at, observed_at: at, approximate: false },
                price: Some(QuotedPrice::from(price.parse::<Price>().unwrap())),
                available: None,
                stake_max: None,
            },
        })
        .collect()
}

fn close(quotes: &[Vec<StoredQuote>]) -> Option<MarketClose> {
    let practice = Practice::reading(SettlementRules::default_value()).unwrap();
    let quotes = quotes.concat();
    let closes =
        Closes { starts_at: start(), quotes: &quotes, venues: &venues(), practice: &practice };
    closes.of(&market())
}

/// Who, the price of the home side, and whether it has a fair probability.
fn home(close: &MarketClose) -> (&str, String, bool) {
    let home = &close.selections[&Selection::Home];
    (&close.reference, home.price.to_string(), home.fair.is_some())
}

#[test]
fn the_sharp_venue_then_the_exchange_then_all_together() {
    let sharp = quotes(1, 1, ["2.00", "3.50", "4.10"], 5);
    let exchange = quotes(2, 1, ["2.10", "3.75", "4.20"], 5);
    let one = quotes(3, 1, ["1.95", "3.40", "3.90"], 5);
    let two = quotes(4, 1, ["1.91", "3.40", "4.00"], 5);
    let all = [sharp.clone(), exchange.clone(), one.clone(), two.clone()];
    let found = close(&all).unwrap();
    assert_eq!(home(&found), ("pinnacle", "2.00".to_owned(), true));
    assert_eq!(found.method.as_deref(), Some("shin"));
    assert_eq!(found.venues.len(), 4);
    // What the exchange pays after its commission.
    let found = close(&all[1..]).unwrap();
    assert_eq!(home(&found), ("exchange", "2.0450".to_owned(), true));
    let found = close(&all[2..]).unwrap();
    assert_eq!(home(&found), (CONSENSUS, "1.93".to_owned(), true));
    assert_eq!(found.method.as_deref(), Some("shin, 2 venues"));
    let fair: Decimal = found.selections.values().map(|close| close.fair.unwrap().get()).sum();
    assert!((fair - Decimal::ONE).abs() < dec!(0.0000001), "{fair}");
    assert_eq!(close(&[]), None);
}

#[test]
fn what_is_incomplete_or_too_old_falls_back() {
    let one = quotes(3, 1, ["1.95", "3.40", "3.90"], 5);
    let thin = quotes(1, 2, ["2.00", "", "4.10"], 5);
    let found = close(&[thin.clone(), one.clone()]).unwrap();
    assert_eq!(home(&found), (CONSENSUS, "1.95".to_owned(), true));
    assert_eq!(found.venues[0].left_out.as_deref(), Some("prices 2 of 3 runners"));
    let old = quotes(1, 2, ["2.00", "3.50", "4.10"], 26 * 60);
    let found = close(&[old.clone(), one]).unwrap();
    assert_eq!(home(&found), (CONSENSUS, "1.95".to_owned(), true));
    let why = found.venues[0].left_out.as_deref();
    assert_eq!(why, Some("was last seen 26 hours before the start"));
    assert_eq!(close(&[old]), None);
    // No venue prices all of it: a price, and no probability.
    let found = close(&[thin]).unwrap();
    assert_eq!(home(&found), (CONSENSUS, "2.00".to_owned(), false));
    assert_eq!(found.method, None);
}

#[test]
fn a_price_that_stood_is_as_fresh_as_its_source() {
    // Set thirty hours before, and its source was seen ten minutes before: it stood.
    let stood = quotes(1, 1, ["2.00", "3.50", "4.10"], 30 * 60);
    let moved = quotes(3, 1, ["1.95", "3.40", "3.90"], 10);
    let found = close(&[stood.clone(), moved]).unwrap();
    assert_eq!(home(&found).0, "pinnacle");
    assert_eq!(found.age, TimeDelta::minutes(10));
    let elsewhere = quotes(3, 2, ["1.95", "3.40", "3.90"], 10);
    assert_eq!(home(&close(&[stood, elsewhere]).unwrap()).0, CONSENSUS);
}
