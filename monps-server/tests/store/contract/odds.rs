//! Looking prices up.

use std::sync::Arc;

use monps_core::catalog::MarketKind;
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp};
use monps_server::store::{
    Batch, EventsQuery, NewRef, OddsQuery, QuoteRow, SeriesQuery, Store, StoredQuote,
};

use super::ground::{Ground, key, noon, seconds};

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    pages_put_together_are_the_list(&Ground::new(store).await).await;
    filters_let_through_what_they_say(&Ground::new(store).await).await;
    rows_that_came_late_stand_where_we_saw_them(&Ground::new(store).await).await;
    a_series_goes_by_the_clock_of_the_source(&Ground::new(store).await).await;
    candles_are_what_the_series_makes(&Ground::new(store).await).await;
    events_have_names_and_an_order(&Ground::new(store).await).await;
}

fn query(ground: &Ground) -> OddsQuery {
    OddsQuery {
        event: None,
        sport: Some(ground.name("league")),
        venue: None,
        kinds: Vec::new(),
        side: Side::Back,
        since: None,
        after: None,
        limit: 1_000,
    }
}

fn cursor(quote: &StoredQuote) -> (Timestamp, i64) {
    (quote.row.observed.observed_at, quote.id)
}

async fn pages_put_together_are_the_list(ground: &Ground) {
    // Eleven rows that were seen at three instants, a lay among them, and one that went.
    let mut rows: Vec<QuoteRow> =
        (0..11).map(|step| ground.quote(step % 3, i64::try_from(step).unwrap(), "2.5")).collect();
    for (step, row) in rows.iter_mut().enumerate() {
        row.observed.observed_at = noon() + seconds(20 + i64::try_from(step / 4).unwrap());
    }
    rows[4].side = Side::Lay;
    rows[10].price = None;
    ground.write(rows).await;
    for query in [query(ground), OddsQuery { event: Some(ground.event), ..query(ground) }] {
        let whole = ground.store.odds(&query).await.unwrap();
        assert_eq!(whole.len(), 9);
        assert!(whole.is_sorted_by(|a, b| cursor(a) > cursor(b)), "newest first");
        let mut paged = Vec::new();
        loop {
            let after = paged.last().map(cursor);
            let page = ground.store.odds(&OddsQuery { after, limit: 2, ..query.clone() }).await;
            let page = page.unwrap();
            if page.is_empty() {
                break;
            }
            assert!(page.len() <= 2);
            paged.extend(page);
        }
        assert_eq!(paged, whole);
    }
}

async fn filters_let_through_what_they_say(ground: &Ground) {
    let mut of_bookmaker = ground.quote(0, 5, "1.9");
    of_bookmaker.venue_id = ground.bookmaker().id;
    ground.write(vec![ground.quote(0, 0, "2"), ground.quote(1, 10, "3"), of_bookmaker]).await;
    let count = async |query: OddsQuery| ground.store.odds(&query).await.unwrap().len();
    for event in [None, Some(ground.event)] {
        let all = OddsQuery { event, ..query(ground) };
        assert_eq!(count(all.clone()).await, 3);
        assert_eq!(count(OddsQuery { venue: Some(ground.bookmaker().id), ..all.clone() }).await, 1);
        assert_eq!(count(OddsQuery { side: Side::Lay, ..all.clone() }).await, 0);
        assert_eq!(count(OddsQuery { kinds: vec![key().kind], ..all.clone() }).await, 3);
        assert_eq!(count(OddsQuery { kinds: vec![MarketKind::Total], ..all.clone() }).await, 0);
        assert_eq!(count(OddsQuery { sport: Some("curling".to_owned()), ..all.clone() }).await, 0);
        let since = Some(noon() + seconds(6));
        assert_eq!(count(OddsQuery { since, ..all.clone() }).await, 2);
        let football = Some("football".to_owned());
        assert!(count(OddsQuery { sport: football, ..all }).await >= 3);
    }
    let other = OddsQuery { event: Some(monps_core::id::EventId::new(i64::MAX)), ..query(ground) };
    assert_eq!(count(other).await, 0);
}

async fn rows_that_came_late_stand_where_we_saw_them(ground: &Ground) {
    // A file of the past came in after the prices of today.
    let today: Vec<QuoteRow> = (0..5).map(|step| ground.quote(0, step, "2.0")).collect();
    ground.write(today).await;
    let years_ago = |step: i64| {
        let mut row = ground.quote(1, step, "3.0");
        row.observed.source_at = noon() - TimeDelta::days(4_000 + step * 40);
        row.observed.observed_at = noon() + TimeDelta::hours(1) + seconds(step);
        row
    };
    ground.write((0..5).map(years_ago).collect()).await;
    let newest = ground.store.odds(&OddsQuery { limit: 3, ..query(ground) }).await.unwrap();
    let late: Vec<QuoteRow> = [4, 3, 2].map(years_ago).to_vec();
    assert_eq!(newest.iter().map(|quote| quote.row).collect::<Vec<_>>(), late);
    assert_eq!(ground.store.odds(&query(ground)).await.unwrap().len(), 10);
}

/// An engine that makes candles itself makes the same as anybody would of the series.
async fn candles_are_what_the_series_makes(ground: &Ground) {
    let prices = ["2.10", "2.30", "1.95", "2.00", "", "2.05", "2.5"];
    let steps = [0, 59, 60, 3_599, 3_700, 7_200, 400_000];
    let row = |index: usize, (step, price): (&i64, &&str)| ground.quote(index % 2, *step, price);
    let rows = |index: usize| steps.iter().zip(&prices).map(move |one| row(index, one));
    ground.write(rows(0).chain(rows(1)).collect()).await;
    // One that was corrected, and one that comes late.
    ground.write(vec![ground.quote(0, 59, "2.40"), ground.quote(1, 30, "3.00")]).await;
    let (venue, kinds, since) = (None, Vec::new(), Some(noon() + seconds(1)));
    let query = SeriesQuery { event: ground.event, venue, kinds, since, until: None, limit: 1_000 };
    let series = ground.store.series(&query).await.unwrap();
    for length in [TimeDelta::minutes(1), TimeDelta::hours(1), TimeDelta::days(3)] {
        let Some(made) = ground.store.candles(&query, length).await.unwrap() else { return };
        let start = |quote: &StoredQuote| {
            let at = quote.row.observed.source_at.timestamp();
            at.div_euclid(length.num_seconds()) * length.num_seconds()
        };
        let priced: Vec<&StoredQuote> = series.iter().filter(|q| q.row.price.is_some()).collect();
        let same = |a: &&StoredQuote, b: &&StoredQuote| {
            (a.row.selection_id, start(a)) == (b.row.selection_id, start(b))
        };
        let expected = priced.chunk_by(same).map(|rows| {
            let prices: Vec<_> =
                rows.iter().map(|row| row.row.price.unwrap().price().get()).collect();
            let (high, low) = (prices.iter().max().unwrap(), prices.iter().min().unwrap());
            let ends = (prices[0], *high, *low, prices[prices.len() - 1]);
            (rows[0].row.selection_id, start(rows[0]), ends, rows.len())
        });
        let told = made.iter().map(|candle| {
            let ends = (candle.open, candle.high, candle.low, candle.close);
            (candle.selection_id, candle.start.timestamp(), ends, candle.count as usize)
        });
        assert_eq!(told.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{length}");
        let short = SeriesQuery { limit: 1, ..query.clone() };
        assert_eq!(ground.store.candles(&short, length).await.unwrap().map(|c| c.len()), Some(1));
    }
}

async fn a_series_goes_by_the_clock_of_the_source(ground: &Ground) {
    let mut late = ground.quote(0, 5, "2.2");
    late.observed.observed_at = noon() + seconds(900);
    ground.write(vec![ground.quote(0, 10, "2.1"), late, ground.quote(0, 20, "")]).await;
    let all = SeriesQuery {
        event: ground.event,
        venue: None,
        kinds: Vec::new(),
        since: None,
        until: None,
        limit: 100,
    };
    let series = async |query: SeriesQuery| {
        let rows = ground.store.series(&query).await.unwrap();
        rows.iter().map(|quote| quote.row.observed.source_at).collect::<Vec<_>>()
    };
    let at = |after: i64| noon() + seconds(after);
    assert_eq!(series(all.clone()).await, [at(5), at(10), at(20)]);
    let part = SeriesQuery { since: Some(at(5)), until: Some(at(20)), ..all.clone() };
    assert_eq!(series(part).await, [at(5), at(10)]);
    assert_eq!(series(SeriesQuery { limit: 1, ..all.clone() }).await, [at(5)]);
    let venue = Some(ground.bookmaker().id);
    assert!(series(SeriesQuery { venue, ..all.clone() }).await.is_empty());
    assert!(series(SeriesQuery { kinds: vec![MarketKind::Total], ..all }).await.is_empty());
}

async fn events_have_names_and_an_order(ground: &Ground) {
    let by_name = async |name: &str| {
        ground.store.event_by_name(name).await.unwrap().map(|record| record.event.id)
    };
    assert_eq!(by_name(&ground.name("event")).await, Some(ground.event));
    assert_eq!(by_name(&ground.name("ref")).await, Some(ground.event));
    assert_eq!(by_name("nothing").await, None);
    // Another source means another event by the same name.
    let other = Ground::new(&ground.store).await;
    let refs = vec![NewRef::first(other.source, ground.name("ref"), other.event)];
    ground.store.append(&Batch { refs, ..Batch::default() }).await.unwrap();
    assert_eq!(by_name(&ground.name("ref")).await, None);

    let moved = vec![(other.event, noon() + TimeDelta::days(3), true)];
    ground.store.append(&Batch { moved, ..Batch::default() }).await.unwrap();
    let leagues = async |query: EventsQuery| {
        let events = ground.store.events_by_start(&query).await.unwrap();
        events.iter().map(|record| record.event.id).collect::<Vec<_>>()
    };
    let mine = EventsQuery { sport: Some(ground.name("league")), after: None, limit: 10 };
    assert_eq!(leagues(mine.clone()).await, [ground.event]);
    let start = noon() + TimeDelta::hours(7);
    let after = Some((start, ground.event));
    assert!(leagues(EventsQuery { after, ..mine }).await.is_empty());
    let all = EventsQuery { sport: None, after: None, limit: 1_000 };
    let order = leagues(all).await;
    let place = |id| order.iter().position(|known| *known == id).unwrap();
    assert!(place(other.event) < place(ground.event), "the latest start first");
}
