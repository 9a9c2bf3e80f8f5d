//! What is stored, what stands, what is withdrawn.

use monps_core::adapter::{Snapshot, SourceEvent};
use monps_core::id::SelectionId;
use monps_core::time::TimeDelta;
use monps_server::cache::EventNow;
use monps_server::platform::Platform;
use monps_server::store::{HistoryMarket, QuoteRow};

use super::scripted::{Hand, Scripted, event, feed, image, manifest, other, platform, prices};

const NOW: &str = "2026-11-22T12:00:00Z";

/// Every row of the only event's history.
pub(crate) async fn history(platform: &Platform) -> Vec<HistoryMarket> {
    let events = platform.store.history_events(None, 100).await.unwrap();
    let ids: Vec<_> = events.iter().map(|record| record.event.id).collect();
    let markets = platform.store.history_of(&ids, None).await.unwrap();
    markets.into_iter().map(|(_, market)| market).collect()
}

fn rows(history: &[HistoryMarket]) -> usize {
    history.iter().map(|market| market.rows.len()).sum()
}

fn standing(event: &EventNow) -> Vec<String> {
    let mut standing: Vec<String> = event
        .board
        .markets
        .iter()
        .flat_map(|market| &market.selections)
        .flat_map(|board| {
            board.quotes.iter().map(|q| format!("{} {} {}", board.selection, q.venue_id, q.price))
        })
        .collect();
    standing.sort();
    standing
}

struct Scene {
    data: tempfile::TempDir,
    hand: Hand,
    source: std::sync::Arc<Scripted>,
    platform: Platform,
}

impl Scene {
    async fn new() -> Self {
        let (data, hand) = (tempfile::tempdir().unwrap(), Hand::at(NOW));
        let source = Scripted::new(manifest());
        let platform = platform(data.path(), &hand, vec![feed("feed", source.clone())]).await;
        Self { data, hand, source, platform }
    }

    fn event(&self) -> SourceEvent {
        event("m1", ("Reds", "Blues"), self.hand.now() + TimeDelta::hours(30))
    }

    async fn poll(&self, event: SourceEvent) {
        self.source.says(Ok(image(vec![event])));
        self.hand.turn(TimeDelta::minutes(1));
        self.platform.collector.run_once().await;
    }

    fn now(&self) -> Vec<String> {
        self.platform.boards.list(None).iter().flat_map(|event| standing(event)).collect()
    }
}

#[tokio::test]
async fn only_changes_are_stored() {
    let scene = Scene::new().await;
    let mut match_one = scene.event();
    match_one.markets = vec![prices("alpha", None, ["2.10", "3.40", "3.60"])];
    scene.poll(match_one.clone()).await;
    assert_eq!(rows(&history(&scene.platform).await), 3);
    scene.poll(match_one.clone()).await;
    assert_eq!(rows(&history(&scene.platform).await), 3, "a price that stands is no news");
    match_one.markets = vec![prices("alpha", None, ["2.10", "3.50", "3.60"])];
    scene.poll(match_one).await;
    assert_eq!(rows(&history(&scene.platform).await), 4);
    let logs = scene.platform.store.collection_logs(Some("feed"), 10).await.unwrap();
    let changed: Vec<u64> = logs.iter().map(|log| log.quotes_changed).collect();
    assert_eq!(changed, [1, 0, 3], "every poll leaves its trace, newest first");
}

#[tokio::test]
async fn what_an_image_does_not_carry_is_withdrawn() {
    let scene = Scene::new().await;
    let mut match_one = scene.event();
    match_one.markets = vec![
        prices("alpha", None, ["2.10", "3.40", "3.60"]),
        prices("beta", None, ["2.05", "3.45", "3.70"]),
    ];
    scene.poll(match_one.clone()).await;
    match_one.markets = vec![prices("alpha", None, ["2.10", "", "3.60"])];
    scene.poll(match_one.clone()).await;
    assert_eq!(scene.now(), ["away 1 3.60", "home 1 2.10"]);
    let gone = history(&scene.platform).await;
    assert_eq!(gone[0].rows.iter().filter(|row| row.price.is_none()).count(), 4);
    // Back at the same price: that is news, because it was gone.
    match_one.markets = vec![prices("alpha", None, ["2.10", "3.40", "3.60"])];
    scene.poll(match_one).await;
    assert_eq!(scene.now(), ["away 1 3.60", "draw 1 3.40", "home 1 2.10"]);
    assert_eq!(rows(&history(&scene.platform).await), 6 + 4 + 1);
    // The event itself is gone from its competition.
    scene.source.says(Ok(image(Vec::new())));
    scene.hand.turn(TimeDelta::minutes(1));
    scene.platform.collector.run_once().await;
    assert!(scene.now().is_empty());
}

#[tokio::test]
async fn a_late_price_is_history_and_leaves_the_board_alone() {
    let scene = Scene::new().await;
    let at = scene.hand.now();
    let mut match_one = scene.event();
    match_one.markets = vec![prices("alpha", Some(at), ["2.10", "3.40", "3.60"])];
    scene.poll(match_one.clone()).await;
    let earlier = at - TimeDelta::minutes(5);
    match_one.markets = vec![prices("alpha", Some(earlier), ["2.30", "3.40", "3.60"])];
    scene.poll(match_one.clone()).await;
    assert_eq!(scene.now(), ["away 1 3.60", "draw 1 3.40", "home 1 2.10"]);
    assert_eq!(rows(&history(&scene.platform).await), 4);
    // Two prices under one stamp: the later one is not lost.
    match_one.markets = vec![prices("alpha", Some(at), ["2.40", "3.40", "3.60"])];
    scene.poll(match_one).await;
    assert_eq!(scene.now(), ["away 1 3.60", "draw 1 3.40", "home 1 2.40"]);
    assert_eq!(rows(&history(&scene.platform).await), 5);
}

#[tokio::test]
async fn what_stood_before_and_after_a_late_price_stands_again() {
    let scene = Scene::new().await;
    let at = scene.hand.now();
    let mut match_one = scene.event();
    scene.hand.turn(TimeDelta::minutes(10));
    let mut says = async |minute, price| {
        let stamp = Some(at + TimeDelta::minutes(minute));
        match_one.markets = vec![prices("alpha", stamp, [price, "3.40", "3.60"])];
        scene.poll(match_one.clone()).await;
    };
    says(0, "2.10").await;
    says(10, "2.10").await;
    // Said in between, heard afterwards; and heard again, which changes nothing.
    says(5, "2.30").await;
    says(5, "2.30").await;
    assert_eq!(scene.now(), ["away 1 3.60", "draw 1 3.40", "home 1 2.10"]);
    let kept = history(&scene.platform).await;
    let mut home: Vec<_> = kept[0]
        .rows
        .iter()
        .filter(|row| row.price.is_some_and(|price| price.to_string().starts_with('2')))
        .map(|row| {
            let minute = (row.observed.source_at - at).num_minutes();
            (minute, row.price.unwrap().to_string())
        })
        .collect();
    home.sort();
    let expected = [(0, "2.10"), (5, "2.30"), (10, "2.10")];
    assert_eq!(home, expected.map(|(minute, price)| (minute, price.to_owned())));
}

#[tokio::test]
async fn a_late_price_with_a_coarse_stamp_ends_where_the_standing_one_began() {
    let scene = Scene::new().await;
    let at = scene.hand.now();
    let mut match_one = scene.event();
    let mut says = async |stamp, seen, price| {
        let second = |second| Some(at + TimeDelta::seconds(second));
        match_one.markets = vec![prices("alpha", second(stamp), [price, "3.40", "3.60"])];
        let image = Snapshot { observed_at: second(seen), ..image(vec![match_one.clone()]) };
        scene.source.says(Ok(image));
        scene.hand.turn(TimeDelta::minutes(1));
        scene.platform.collector.run_once().await;
    };
    says(0, 10, "2.10").await;
    says(40, 48, "2.30").await;
    // Of a minute's start, seen after the standing one had begun, and heard of after it was seen.
    says(20, 43, "2.20").await;
    assert_eq!(scene.now(), ["away 1 3.60", "draw 1 3.40", "home 1 2.30"]);
    let rows = history(&scene.platform).await.remove(0).rows;
    let stood = |second| {
        let of = |row: &&QuoteRow| {
            row.selection_id == rows_home(&rows) && row.observed.observed_at <= second
        };
        let newest = rows.iter().filter(of).max_by_key(|row| row.observed.source_at);
        newest.and_then(|row| row.price).unwrap().to_string()
    };
    let second = |second| at + TimeDelta::seconds(second);
    assert_eq!(stood(second(10)), "2.10");
    assert_eq!(stood(second(43)), "2.20");
    assert_eq!(stood(second(48)), "2.30", "not the late one");
}

#[tokio::test]
async fn a_stamp_of_the_future_does_not_hold_a_price_up() {
    let scene = Scene::new().await;
    let mut match_one = scene.event();
    let tomorrow = scene.hand.now() + TimeDelta::days(1);
    match_one.markets = vec![prices("alpha", Some(tomorrow), ["2.10", "3.40", "3.60"])];
    scene.poll(match_one.clone()).await;
    let soon = scene.hand.now() + TimeDelta::seconds(30);
    match_one.markets = vec![prices("alpha", Some(soon), ["2.30", "3.40", "3.60"])];
    scene.poll(match_one).await;
    assert_eq!(scene.now(), ["away 1 3.60", "draw 1 3.40", "home 1 2.30"]);
}

#[tokio::test]
async fn an_image_that_comes_after_a_newer_one_is_history() {
    let scene = Scene::new().await;
    let at = scene.hand.now();
    let mut match_one = scene.event();
    let mut says = async |minute, venues: &[(&str, &str)]| {
        let quoted = |&(venue, home): &(&str, &str)| prices(venue, None, [home, "3.40", "3.60"]);
        match_one.markets = venues.iter().map(quoted).collect();
        let observed_at = Some(at + TimeDelta::minutes(minute));
        let image = Snapshot { observed_at, ..image(vec![match_one.clone()]) };
        scene.source.says(Ok(image));
        scene.hand.turn(TimeDelta::minutes(10));
        scene.platform.collector.run_once().await;
    };
    says(1, &[("alpha", "2.10")]).await;
    says(9, &[("alpha", "2.20"), ("beta", "2.50")]).await;
    let now = scene.now();
    // The older one lacks beta, has gamma, which is gone since, and another price of alpha.
    says(5, &[("alpha", "2.15"), ("gamma", "2.70")]).await;
    assert_eq!(scene.now(), now, "the board shows the newer one");
    let rows = history(&scene.platform).await.remove(0).rows;
    let of = |venue: i64| {
        let mut rows: Vec<_> = rows
            .iter()
            .filter(|row| row.venue_id.get() == venue && row.selection_id == rows_home(&rows))
            .map(|row| {
                let minute = (row.observed.source_at - at).num_minutes();
                (minute, row.price.map_or("gone".to_owned(), |price| price.to_string()))
            })
            .collect();
        rows.sort();
        rows
    };
    let minutes = |list: &[(i64, &str)]| -> Vec<(i64, String)> {
        list.iter().map(|(minute, price)| (*minute, (*price).to_owned())).collect()
    };
    assert_eq!(of(1), minutes(&[(1, "2.10"), (5, "2.15"), (9, "2.20")]));
    assert_eq!(of(2), minutes(&[(9, "2.50")]));
    assert_eq!(of(3), minutes(&[(5, "2.70"), (9, "gone")]));
}

/// The selection that was stored first.
fn rows_home(rows: &[QuoteRow]) -> SelectionId {
    rows.iter().map(|row| row.selection_id).min().unwrap()
}

#[tokio::test]
async fn a_restart_knows_what_stood() {
    let scene = Scene::new().await;
    let mut match_one = scene.event();
    match_one.markets = vec![prices("alpha", None, ["2.10", "3.40", "3.60"])];
    scene.poll(match_one.clone()).await;
    match_one.markets = vec![prices("alpha", None, ["2.20", "", "3.60"])];
    scene.poll(match_one.clone()).await;
    let before = scene.now();
    scene.platform.close().await;

    let source = Scripted::new(manifest());
    let feeds = vec![feed("feed", source.clone())];
    let again = platform(scene.data.path(), &scene.hand, feeds).await;
    let board = &again.boards.list(None)[0];
    assert_eq!(standing(board), before);
    // And who quoted it: its source may withdraw it, and an unchanged price is still no news.
    let stored = rows(&history(&again).await);
    match_one.markets = vec![prices("alpha", None, ["2.20", "", ""])];
    source.says(Ok(image(vec![match_one])));
    again.collector.run_once().await;
    assert_eq!(standing(&again.boards.list(None)[0]), ["home 1 2.20"]);
    assert_eq!(rows(&history(&again).await), stored + 1);
}

#[tokio::test]
async fn two_sources_of_one_match_share_a_board_and_withdraw_only_their_own() {
    let (data, hand) = (tempfile::tempdir().unwrap(), Hand::at(NOW));
    let (first, second) = (Scripted::new(manifest()), Scripted::new(other()));
    let feeds = vec![feed("first", first.clone()), feed("second", second.clone())];
    let platform = platform(data.path(), &hand, feeds).await;
    let starts_at = hand.now() + TimeDelta::hours(30);
    let mut one = event("m1", ("Atlético Reds", "FC Blues"), starts_at);
    one.markets = vec![prices("alpha", None, ["2.10", "3.40", "3.60"])];
    let mut same = event("9", ("Atletico Reds", "Blues"), starts_at + TimeDelta::minutes(15));
    same.markets = vec![prices("beta", None, ["2.20", "3.30", "3.50"])];
    let mut other = event("10", ("Atletico Reds", "Blues Women"), starts_at);
    other.markets = vec![prices("beta", None, ["1.20", "6.30", "9.50"])];
    first.says(Ok(image(vec![one.clone()])));
    second.says(Ok(image(vec![same, other])));
    platform.collector.run_once().await;
    let boards = platform.boards.list(None);
    assert_eq!(boards.len(), 2, "the women's match is another match");
    let both: Vec<_> = boards.iter().filter(|b| standing(b).len() == 6).collect();
    assert_eq!(both.len(), 1);
    // The first source says nothing any more; the second's prices stay.
    hand.turn(TimeDelta::minutes(1));
    first.says(Ok(image(Vec::new())));
    platform.collector.run_once().await;
    let left: Vec<usize> = platform.boards.list(None).iter().map(|b| standing(b).len()).collect();
    assert_eq!(left, [3, 3]);
}
