//! A month of real prices replayed day by day, bet on, and settled with the season's file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use monps_adapters::football_data::{MatchReading, read_file};
use monps_core::adapter::{
    Coverage, Snapshot, SourceEvent, SourceMarket, SourceQuote, SourceVenue,
};
use monps_core::catalog::matching::{Aliases, Contest, match_contests};
use monps_core::catalog::{MarketKey, MarketKind, Period, Selection, Sport, VenueKind};
use monps_core::odds::{Price, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::{Timestamp, parse_timestamp};
use monps_server::backup::{Manifest, Progress, describe};
use monps_server::cache::{Boards, Nudges};
use monps_server::collector::{HistoryImport, Ingest, Resolver, VenueDefaults};
use monps_server::store::EventOrigin;
use serde_json::json;

use crate::house::House;
use crate::support::real_data;

/// The names of the columns of the series, in their order.
struct Row<'a> {
    game: &'a str,
    starts_at: Timestamp,
    home: &'a str,
    away: &'a str,
    bookmaker: &'a str,
    title: &'a str,
    updated_at: Timestamp,
    market: &'a str,
    name: &'a str,
    price: Price,
    point: &'a str,
}

fn at(text: &str) -> Timestamp {
    parse_timestamp(text).unwrap()
}

impl<'a> Row<'a> {
    fn read(line: &'a str) -> (Timestamp, Self) {
        let cells: Vec<&str> = line.split(',').collect();
        let row = Self {
            game: cells[1],
            starts_at: at(cells[2]),
            home: cells[3],
            away: cells[4],
            bookmaker: cells[5],
            title: cells[6],
            updated_at: at(cells[7]),
            market: cells[8],
            name: cells[9],
            price: cells[10].parse().unwrap(),
            point: cells[11],
        };
        (at(cells[0]), row)
    }

    /// The market and selection; none for handicaps, of which the series has a handful.
    fn selection(&self) -> Option<(MarketKey, Selection, Side)> {
        let side = if self.market == "h2h_lay" { Side::Lay } else { Side::Back };
        match self.market {
            "h2h" | "h2h_lay" => {
                let selection = match self.name {
                    "Draw" => Selection::Draw,
                    name if name == self.home => Selection::Home,
                    _ => Selection::Away,
                };
                Some((MarketKey::full_time(MarketKind::MatchOdds, None).unwrap(), selection, side))
            }
            "totals" => {
                let line = self.point.parse().unwrap();
                let key = MarketKey::new(MarketKind::Total, Period::FullTime, Some(line)).unwrap();
                let over = self.name == "Over";
                Some((key, if over { Selection::Over } else { Selection::Under }, side))
            }
            _ => None,
        }
    }
}

/// A day of the series as its adapter would tell it.
fn snapshot(text: &str) -> (Timestamp, Snapshot) {
    let mut events: BTreeMap<&str, SourceEvent> = BTreeMap::new();
    let mut observed_at = None;
    for line in text.lines().skip(1) {
        let (pulled_at, row) = Row::read(line);
        observed_at = Some(pulled_at);
        let Some((key, selection, side)) = row.selection() else { continue };
        let event = events.entry(row.game).or_insert_with(|| SourceEvent {
            key: row.game.to_owned(),
            sport: Sport::FOOTBALL,
            competition: "soccer_epl".to_owned(),
            competition_title: "EPL".to_owned(),
            season: None,
            home: row.home.to_owned(),
            away: row.away.to_owned(),
            starts_at: row.starts_at,
            time_known: true,
            markets: Vec::new(),
        });
        let quote = SourceQuote {
            selection,
            side,
            price: QuotedPrice::from(row.price),
            available: None,
            stake_max: None,
        };
        let is_of = |market: &&mut SourceMarket| {
            market.venue.key.as_str() == row.bookmaker && market.key == key
        };
        if let Some(market) = event.markets.iter_mut().find(is_of) {
            market.quotes.push(quote);
            continue;
        }
        let is_exchange = ["betfair_ex_uk", "smarkets", "matchbook"].contains(&row.bookmaker);
        event.markets.push(SourceMarket {
            venue: SourceVenue {
                key: row.bookmaker.parse().unwrap(),
                title: row.title.to_owned(),
                kind: if is_exchange { VenueKind::Exchange } else { VenueKind::Bookmaker },
            },
            key,
            source_at: Some(row.updated_at),
            approximate: false,
            quotes: vec![quote],
        });
    }
    let snapshot = Snapshot {
        observed_at,
        events: events.into_values().collect(),
        coverage: Coverage::Competitions,
        competitions: vec!["soccer_epl".to_owned()],
        ..Snapshot::default()
    };
    (observed_at.unwrap(), snapshot)
}

fn series(real: &Path) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(real.join("timeseries_theoddsapi_epl")).unwrap();
    let mut files: Vec<PathBuf> = folder.map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

/// A bet on the home side, one against it, and one on goals, as far as somebody offers them.
async fn rehearse(house: &House, event: &SourceEvent, placed_at: Timestamp) -> usize {
    let find = |name: &str, selection: &Selection, side: Side| {
        event.markets.iter().filter(|market| market.key.to_string() == name).find_map(|market| {
            let quote =
                market.quotes.iter().find(|q| q.selection == *selection && q.side == side)?;
            Some((market.venue.key.to_string(), quote.price.price().to_string()))
        })
    };
    let mut count = 0;
    for (market, selection, side, words) in [
        ("1x2", Selection::Home, Side::Back, ("h2h", "1")),
        ("1x2", Selection::Home, Side::Lay, ("h2h", "1")),
        ("total 2.5", Selection::Over, Side::Back, ("totals", "over 2.5")),
    ] {
        let Some((bookmaker, price)) = find(market, &selection, side) else { continue };
        // Early exchanges are thin: nobody lays a favourite at 46.
        let back = find("1x2", &Selection::Home, Side::Back).map(|(_, price)| price);
        let is_sane = |lay: &str| {
            let (lay, back): (f64, f64) =
                (lay.parse().unwrap(), back.as_deref().unwrap_or("1").parse().unwrap());
            lay < 1.5 * back
        };
        if side == Side::Lay && !is_sane(&price) {
            continue;
        }
        house
            .bet(&json!({
                "match_id": event.key, "outcome": words.1, "market_type": words.0,
                "bookmaker": bookmaker, "odds_value": price, "stake": 10, "side": side.as_str(),
                "placed_at": placed_at.to_rfc3339(),
            }))
            .await;
        count += 1;
    }
    count
}

/// The rows of the season's file that are the same contests as those of the series.
fn joined(matches: Vec<MatchReading>, events: &[SourceEvent]) -> Vec<(MatchReading, String)> {
    let contest = |event: &SourceEvent| {
        Contest::new(Sport::FOOTBALL, event.home.clone(), event.away.clone(), event.starts_at)
    };
    let ours: Vec<Contest> = matches.iter().map(|one| contest(&one.opening)).collect();
    let theirs: Vec<Contest> = events.iter().map(contest).collect();
    let decisions = match_contests(&ours, &theirs, &Aliases::default()).decisions;
    let found = matches.into_iter().zip(decisions);
    found.filter_map(|(one, decision)| Some((one, events[decision.same()?].key.clone()))).collect()
}

/// Replays the month in a house of its own; answers its digest and what the bets came to.
async fn replay(real: &Path) -> (Manifest, serde_json::Value) {
    let house = House::new().await;
    let store = Arc::clone(&house.store);
    let defaults = VenueDefaults::default();
    let mut resolver =
        Resolver::new(Arc::clone(&store), "the-odds-api", EventOrigin::Feed, defaults.clone())
            .await
            .unwrap();
    let (boards, nudges) = (Arc::new(Boards::default()), Arc::new(Nudges::default()));
    let ingest = Ingest::new(Arc::clone(&store), boards, nudges);
    let (mut events, mut bets) = (BTreeMap::new(), 0);
    for file in series(real) {
        let (now, day) = snapshot(&std::fs::read_to_string(file).unwrap());
        ingest.snapshot(&mut resolver, &day, now).await.unwrap();
        for event in &day.events {
            if events.insert(event.key.clone(), event.clone()).is_none() {
                bets += rehearse(&house, event, now).await;
            }
        }
        assert_eq!(house.settle().await.settled, 0, "no result is known yet");
    }
    let events: Vec<SourceEvent> = events.into_values().collect();
    assert_eq!(events.len(), 51);

    let bytes = std::fs::read(real.join("football/E0_2526.csv")).unwrap();
    let now = at("2026-06-01T12:00:00Z");
    let reading = read_file("E0_2526.csv", &bytes, now).unwrap();
    let joined = joined(reading.matches, &events);
    let names: BTreeSet<&String> = joined.iter().map(|(_, event)| event).collect();
    assert_eq!((joined.len(), names.len()), (51, 51), "every event is joined, and to one row");
    let source = store.ensure_source("football-data").await.unwrap();
    for (one, name) in &joined {
        let event = store.event_by_slug(name).await.unwrap().unwrap();
        store.name_event(source, &one.opening.key, event.event.id).await.unwrap();
    }
    let matches: Vec<MatchReading> = joined.into_iter().map(|(one, _)| one).collect();
    let mut import = HistoryImport::new(Arc::clone(&store), defaults).await.unwrap();
    import.store(&matches, now).await.unwrap();
    let report = house.settle().await;
    assert_eq!((report.settled as usize, report.left_open, report.failed), (bets, 0, 0));
    assert!(bets > 120, "{bets}");

    let list = house.get("/bets/bets/?limit=1000").await.expect(200);
    let stats = house.get("/stats/stats/global").await.expect(200);
    assert_eq!(stats["clv_n"], bets);
    assert_eq!(stats["clv_fair_n"], bets);
    assert!(stats["clv_standard_error"].is_number(), "{stats}");
    house.check().await;
    let progress: Progress = Arc::new(|_| ());
    (describe(store.as_ref(), now, &progress).await.unwrap(), list)
}

#[tokio::test]
async fn a_month_of_the_premier_league_settles_whole_and_twice_the_same() {
    let name = "a_month_of_the_premier_league_settles_whole_and_twice_the_same";
    let Some(real) = real_data(name) else { return };
    let (first, bets) = replay(&real).await;
    let mut references: BTreeMap<String, usize> = BTreeMap::new();
    for bet in bets.as_array().unwrap() {
        assert!(bet["result"].is_string(), "{bet}");
        assert!(bet["clv"].is_number() && bet["clv_fair"].is_number(), "{bet}");
        assert!(bet["close_method"].as_str().unwrap().starts_with("shin"), "{bet}");
        let reference = bet["close_reference"].as_str().unwrap();
        *references.entry(reference.to_owned()).or_default() += 1;
    }
    // The sharp venue where it has a close, and something else where it has none.
    assert!(references["pinnacle"] > 50, "{references:?}");
    let (second, again) = replay(&real).await;
    // The same bytes, but for the moment by the machine's own clock when a venue was first heard of.
    let told = |manifest: &Manifest| -> Vec<(String, u64, String)> {
        let tables = manifest.tables.iter().filter(|table| table.name != "venues");
        tables.map(|table| (table.name.clone(), table.rows, table.sha256.clone())).collect()
    };
    assert_eq!(told(&first), told(&second));
    assert_eq!(bets, again);
}
