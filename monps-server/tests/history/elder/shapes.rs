//! Each shape of it, taken in.

use monps_core::bet::BetStatus;
use monps_core::ledger::EntryReason;
use monps_core::time::parse_timestamp;
use monps_server::app::ledger::verify as verify_books;
use monps_server::store::{EntryQuery, SeriesQuery, Store, StoredQuote};
use rust_decimal::dec;

use super::{Ground, bets, line};

const FIRST: &str = include_str!("first.sql");
const ANALYTICS: &str = include_str!("analytics.sql");
const PLACED: &str = include_str!("placed.sql");
const WITHOUT_ODDS: [&str; 2] = ["--only", "settings,odds_history,bets"];

async fn series(store: &dyn Store, name: &str) -> Vec<StoredQuote> {
    let event = store.event_by_name(name).await.unwrap().unwrap().event.id;
    let (venue, kinds, since, until) = (None, Vec::new(), None, None);
    store.series(&SeriesQuery { event, venue, kinds, since, until, limit: 1000 }).await.unwrap()
}

/// One line for each row: market, selection, price, when.
fn told(series: &[StoredQuote]) -> Vec<String> {
    let of = |quote: &StoredQuote| {
        let at = quote.row.observed.source_at.format("%dT%H:%M:%S");
        format!("{} {} {} {at}", quote.key, quote.selection, quote.row.price.unwrap())
    };
    series.iter().map(of).collect()
}

#[tokio::test]
async fn the_documented_shape_is_shown_first_and_then_taken_once() {
    let Some(ground) = Ground::new("the documented shape", FIRST).await else { return };
    let zone = ["--time-zone", "Europe/Paris"];
    let (is_whole, said) = ground.import(&[&WITHOUT_ODDS[..], &zone].concat());
    assert!(!is_whole && said.contains("nothing was written"), "{said}");
    let counts = |said: &str| ["settings", "odds_history", "bets"].map(|table| line(said, table));
    let first = [vec![5, 3, 0, 0, 2, 0], vec![5, 8, 0, 5, 1, 0], vec![7, 4, 0, 0, 3, 0]];
    assert_eq!(counts(&said), first, "{said}");
    assert!(!ground.path().join("monps.sqlite").exists(), "a dry run wrote");

    let commit = [&WITHOUT_ODDS[..], &zone, &["--commit"]].concat();
    let (_, said) = ground.import(&commit);
    assert_eq!(counts(&said), first, "{said}");
    assert!(said.contains("stakes there 35.5 = here 25.5 + refused 10\n"), "{said}");
    assert!(said.contains("profit there 3.5 = here 6.5 + refused -3\n"), "{said}");
    assert!(said.contains("every cent is accounted for"), "{said}");
    assert!(said.contains("not read: collection_logs"), "{said}");
    assert!(!said.contains("0123456789abcdef\""), "{said}");
    let told: Vec<String> = ground.told().iter().map(|row| row.join(" | ")).collect();
    for (index, (start, why)) in [
        ("settings | collect_frequency | refused", "hours"),
        ("settings | schema_version | refused", "JSON object"),
        ("odds_history | 4 | refused", "0.50"),
        ("bets | 4 | refused", "banana"),
        ("bets | 5 | refused", "odds"),
        ("bets | 6 | refused", "stake 0"),
    ]
    .iter()
    .enumerate()
    {
        assert!(told[index].starts_with(start) && told[index].contains(why), "{told:#?}");
    }

    let (_, said) = ground.import(&commit);
    let again = [vec![5, 0, 3, 0, 2, 0], vec![5, 0, 8, 5, 1, 0], vec![7, 0, 4, 0, 3, 0]];
    assert_eq!(counts(&said), again, "{said}");
    assert!(said.contains("every cent is accounted for"), "{said}");
    let (_, said) = ground.import(&[&WITHOUT_ODDS[..], &zone].concat());
    assert_eq!(counts(&said), again, "a dry run knows what is here: {said}");
    check_first(&ground).await;
}

async fn check_first(ground: &Ground) {
    let store = ground.store().await;
    let prices = series(store.as_ref(), "0123456789abcdef0123456789abcdef").await;
    // Eight o'clock in Paris.
    assert!(told(&prices).contains(&"1x2 draw 3.40 20T07:00:00".to_owned()), "{prices:?}");
    assert_eq!(prices.len(), 6);
    let tennis = series(store.as_ref(), "fedcba9876543210fedcba9876543210").await;
    assert_eq!(tennis.len(), 2);
    assert!(told(&tennis)[0].starts_with("winner"), "{tennis:?}");

    let bets = bets(store.as_ref()).await;
    let of = |tag: &str| bets.iter().find(|bet| bet.tags == [tag]).unwrap();
    let (won, open) = (of("mon-ps:1"), of("mon-ps:3"));
    assert_eq!((won.legs[0].home.as_str(), won.notes.as_deref()), ("Arsenal", Some("the first")));
    assert_eq!(won.bet.terms().legs[0].selection.to_string(), "home");
    let settled = won.settled.unwrap();
    assert_eq!(settled.profit.amount(), dec!(11));
    // In the zone too: bets of the past are settled in the past.
    assert_eq!(settled.at, parse_timestamp("2025-11-22T16:00:00Z").unwrap());
    assert_eq!((open.bet.status(), open.legs[0].home.as_str()), (BetStatus::Open, "Lyon"));
    let opening =
        EntryQuery { reason: Some(EntryReason::Opening), limit: 9, ..EntryQuery::default() };
    let opening = store.entries(&opening).await.unwrap();
    let amounts = |entry: &monps_server::store::ChainedEntry| {
        entry.recorded.entry.postings().iter().any(|one| one.amount().amount() == dec!(2500))
    };
    assert!(opening.len() == 1 && amounts(&opening[0]), "{opening:?}");
    assert_eq!(verify_books(&store).await.unwrap().fault, None);
}

#[tokio::test]
async fn the_shape_of_the_analytics_is_taken() {
    let Some(ground) = Ground::new("the shape of the analytics", ANALYTICS).await else { return };
    let (_, said) = ground.import(&["--commit"]);
    assert_eq!(line(&said, "odds"), [9, 8, 0, 0, 1, 0], "{said}");
    assert_eq!(line(&said, "odds_history"), [1, 0, 1, 0, 0, 0], "{said}");
    assert_eq!(line(&said, "bets"), [3, 3, 0, 0, 0, 1], "{said}");
    assert!(said.contains("odds_history: no counterpart for its columns is_best"), "{said}");
    assert!(said.contains("stakes there 35 = here 35 + refused 0\n"), "{said}");
    let profit = "profit there 13 + 4.25 that it does not say = here 17.25 + refused 0\n";
    assert!(said.contains(profit) && said.contains("every cent"), "{said}");
    let store = ground.store().await;
    let prices = told(&series(store.as_ref(), "m-1").await);
    for expected in [
        "1x2 home 1.62 23T09:00:00",
        "1x2 draw 4.2 23T09:00:00",
        "1x2 draw 4.1 23T10:00:00",
        // By the collector's clock, since the source's stood still.
        "1x2 draw 4 23T11:00:00",
        "total 2.5 over 1.85 23T09:00:00",
        "asian_handicap -1 away 1.9 23T09:00:00",
    ] {
        assert!(prices.iter().any(|price| price == expected), "{expected}: {prices:#?}");
    }
    let bets = bets(store.as_ref()).await;
    assert_eq!(bets[0].odds_close.map(monps_core::odds::Price::get), Some(dec!(1.60)));
    assert_eq!((bets[1].clv, bets[2].bet.status()), (Some(dec!(1.5)), BetStatus::Open));
    assert_eq!(verify_books(&store).await.unwrap().fault, None);
}

#[tokio::test]
async fn the_shape_with_the_match_beside_the_bet_is_taken() {
    let Some(ground) = Ground::new("the last shape", PLACED).await else { return };
    let (is_whole, said) = ground.import(&["--only", "bets", "--commit"]);
    assert!(is_whole && line(&said, "bets") == [2, 2, 0, 0, 0, 0], "{said}");
    assert!(said.contains("opportunity_id, edge_pct, agent_recommended"), "{said}");
    assert!(said.contains("stakes there 15 = here 15 + refused 0\n"), "{said}");
    assert!(!ground.path().join("mon-ps-report.csv").exists());
    let store = ground.store().await;
    let bets = bets(store.as_ref()).await;
    assert_eq!((bets[0].legs[0].home.as_str(), bets[0].legs[0].away.as_str()), ("Lens", "Lille"));
    assert_eq!(bets[0].bet.terms().legs[0].event_id, bets[1].bet.terms().legs[0].event_id);
    assert_eq!(bets[0].settled.unwrap().profit.amount(), dec!(15));
}
