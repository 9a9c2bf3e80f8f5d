//! Snapshots that wait: in order, whole or absent, bounded.

use monps_core::adapter::{
    Coverage, Score, SourceEvent, SourceMarket, SourceQuote, SourceResult, SourceVenue,
};
use monps_core::catalog::{
    Line, MarketKey, MarketKind, Period, Season, Selection, Sport, VenueKind,
};
use monps_core::odds::{OddsFormat, Probability, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::parse_timestamp;
use rust_decimal::dec;

use super::*;

const ROOM: u64 = 1 << 20;

fn now() -> Timestamp {
    parse_timestamp("2026-11-22T12:00:00.123Z").unwrap()
}

fn quote(selection: Selection, price: QuotedPrice) -> SourceQuote {
    let available = Some(dec!(120.50));
    SourceQuote { selection, side: Side::Lay, price, available, stake_max: None }
}

fn market(kind: MarketKind, line: Option<Line>, quotes: Vec<SourceQuote>) -> SourceMarket {
    SourceMarket {
        venue: SourceVenue {
            key: "betfair_ex_eu".parse().unwrap(),
            title: "Betfair".to_owned(),
            kind: VenueKind::Exchange,
        },
        key: MarketKey::full_time(kind, line).unwrap(),
        source_at: Some(now()),
        approximate: true,
        quotes,
    }
}

/// One of everything.
fn snapshot(key: &str) -> Snapshot {
    let price = |text, format| QuotedPrice::parse(text, format).unwrap();
    let quarter = Some(Line::from_quarters(-1));
    let opaque = MarketKind::Opaque("scorer".to_owned());
    Snapshot {
        observed_at: Some(now()),
        coverage: Coverage::Competitions,
        competitions: vec!["soccer_epl".to_owned()],
        events: vec![SourceEvent {
            key: key.to_owned(),
            sport: Sport::FOOTBALL,
            competition: "soccer_epl".to_owned(),
            competition_title: "EPL".to_owned(),
            season: Some(Season::beginning(2026)),
            home: "Brighton & Hove Albion".to_owned(),
            away: "\"Wolves\"\n".to_owned(),
            starts_at: now(),
            time_known: true,
            markets: vec![
                market(
                    MarketKind::AsianHandicap,
                    quarter,
                    vec![
                        quote(Selection::Home, price("1.910", OddsFormat::Decimal)),
                        quote(Selection::Away, price("-110", OddsFormat::American)),
                    ],
                ),
                market(
                    opaque,
                    None,
                    vec![
                        quote(
                            Selection::named("A. Player").unwrap(),
                            price("4/9", OddsFormat::Fractional),
                        ),
                        quote(
                            Selection::named("Other").unwrap(),
                            QuotedPrice::implied(Probability::new(dec!(0.40)).unwrap()).unwrap(),
                        ),
                    ],
                ),
            ],
        }],
        results: vec![SourceResult {
            event_key: "before".to_owned(),
            is_final: true,
            source_at: None,
            scores: vec![Score { period: Period::FirstHalf, home: 1, away: 0 }],
        }],
        ..Snapshot::default()
    }
}

#[test]
fn snapshots_come_back_as_they_were_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::open(&folder.path().join("spool"), ROOM).unwrap();
    assert!(spool.oldest("a/b").unwrap().is_none());
    for key in ["first", "second"] {
        spool.put("a/b", &snapshot(key), now()).unwrap();
    }
    spool.put("a_b", &snapshot("of another feed"), now()).unwrap();
    // A restart in between: what waits is found again, and new ones come behind it.
    let spool = Spool::open(&folder.path().join("spool"), ROOM).unwrap();
    spool.put("a/b", &snapshot("third"), now()).unwrap();
    assert_eq!(spool.count("a/b").unwrap(), 3);
    for key in ["first", "second", "third"] {
        let waiting = spool.oldest("a/b").unwrap().unwrap();
        assert_eq!(waiting.snapshot, snapshot(key));
        spool.stored(&waiting).unwrap();
    }
    assert!(spool.oldest("a/b").unwrap().is_none());
    assert_eq!(spool.count("a_b").unwrap(), 1);
}

#[test]
fn without_an_instant_of_its_own_a_snapshot_was_seen_when_it_came() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::open(folder.path(), ROOM).unwrap();
    spool.put("feed", &Snapshot { observed_at: None, ..snapshot("event") }, now()).unwrap();
    assert_eq!(spool.oldest("feed").unwrap().unwrap().snapshot.observed_at, Some(now()));
}

#[test]
fn there_is_a_limit_and_room_again_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::open(folder.path(), 4000).unwrap();
    let mut kept = 0;
    let refused = loop {
        match spool.put("feed", &snapshot("event"), now()) {
            Ok(()) => kept += 1,
            Err(error) => break error,
        }
        assert!(kept < 10, "no limit");
    };
    assert!(matches!(refused, SpoolError::Full { bytes_max: 4000, .. }), "{refused}");
    assert!(kept >= 1);
    let waiting = spool.oldest("feed").unwrap().unwrap();
    spool.stored(&waiting).unwrap();
    spool.put("feed", &snapshot("event"), now()).unwrap();
}

#[test]
fn a_damaged_file_is_set_aside_and_an_unfinished_one_removed() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::open(folder.path(), ROOM).unwrap();
    spool.put("feed", &snapshot("damaged"), now()).unwrap();
    spool.put("feed", &snapshot("whole"), now()).unwrap();
    let first = folder.path().join("feed/000000000000.json");
    let text = fs::read_to_string(&first).unwrap();
    fs::write(&first, text.replace("Albion", "Albiom")).unwrap();
    fs::write(folder.path().join("feed/000000000009.new"), &text[..100]).unwrap();
    let spool = Spool::open(folder.path(), ROOM).unwrap();
    assert_eq!(spool.oldest("feed").unwrap().unwrap().snapshot, snapshot("whole"));
    assert!(first.with_extension("damaged").exists());
    assert_eq!(spool.count("feed").unwrap(), 1);
    assert!(!folder.path().join("feed/000000000009.new").exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("spool");
    fs::write(&file, "in the way").unwrap();
    let error = Spool::open(&file, ROOM).unwrap_err();
    assert!(error.to_string().contains(&file.display().to_string()), "{error}");
}
