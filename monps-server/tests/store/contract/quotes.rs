//! The history of prices.

use std::sync::Arc;

use monps_core::adapter::Score;
use monps_core::catalog::Period;
use monps_core::id::EventId;
use monps_core::odds::QuotedPrice;
use monps_core::quote::Side;
use monps_core::time::TimeDelta;
use monps_server::store::{Batch, QuoteRow, ResultRow, Store, StoreError};
use rust_decimal::dec;

use super::ground::{Ground, key, noon, price};

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    a_row_is_kept_digit_by_digit(&Ground::new(store).await).await;
    the_same_again_is_nothing_and_another_price_corrects(&Ground::new(store).await).await;
    a_large_batch_and_the_same_again(&Ground::new(store).await).await;
    the_newest_counts_and_what_disappeared_does_not(&Ground::new(store).await).await;
    the_past_has_room(&Ground::new(store).await).await;
    results_are_kept_by_source_and_part(&Ground::new(store).await).await;
    what_others_changed_meanwhile_refuses_a_batch(store).await;
}

async fn rows_of(ground: &Ground) -> Vec<QuoteRow> {
    let history = ground.store.history_of(&[ground.event], Some(&key().kind)).await.unwrap();
    history.into_iter().flat_map(|(_, market)| market.rows).collect()
}

async fn a_row_is_kept_digit_by_digit(ground: &Ground) {
    let decimal = QuoteRow {
        available: Some(dec!(1234.50)),
        stake_max: Some(dec!(0.01)),
        ..ground.quote(0, 0, "2.10")
    };
    let fraction = QuoteRow {
        side: Side::Lay,
        price: Some(QuotedPrice::fractional(4, 9).unwrap()),
        observed: monps_core::time::Observed {
            approximate: true,
            ..ground.quote(0, 1, "2").observed
        },
        ..ground.quote(0, 1, "2")
    };
    let american =
        QuoteRow { price: Some(QuotedPrice::american(-120).unwrap()), ..ground.quote(1, 2, "2") };
    let gone = ground.quote(1, 3, "");
    let rows = vec![decimal, fraction, american, gone];
    assert_eq!(ground.write(rows.clone()).await, 4);
    let kept = rows_of(ground).await;
    assert_eq!(kept, rows);
    let elsewhere = ground.quote(0, 99, "2.10");
    let mut under = ground.store.rows_under(&[rows[3], elsewhere, rows[1]]).await.unwrap();
    under.sort_by_key(|row| row.observed.source_at);
    assert_eq!(under, [rows[1], rows[3]], "by every part of the key, and no other");
    let back = QuoteRow { side: Side::Back, ..rows[1] };
    assert_eq!(ground.store.rows_under(&[back]).await.unwrap(), []);
    assert_eq!(kept[0].price.unwrap().to_string(), "2.10", "the zero is kept");
    assert_eq!(kept[0].available.unwrap().to_string(), "1234.50");
}

async fn the_same_again_is_nothing_and_another_price_corrects(ground: &Ground) {
    let before = ground.store.stored_figures().await.unwrap().quotes;
    let mark = ground.store.odds_mark().await.unwrap();
    assert_eq!(ground.write(vec![ground.quote(0, 0, "2.10")]).await, 1);
    let marked = ground.store.odds_mark().await.unwrap();
    assert_ne!(marked, mark);
    assert_eq!(ground.write(vec![ground.quote(0, 0, "2.10")]).await, 0);
    assert_eq!(ground.store.odds_mark().await.unwrap(), marked, "nothing was added");
    // Twice in one batch: the last one counts.
    let twice = vec![ground.quote(0, 0, "2.20"), ground.quote(0, 0, "2.30")];
    assert!(ground.write(twice).await >= 1);
    let rows = rows_of(ground).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].price.unwrap().price(), price("2.30"));
    assert_eq!(ground.store.stored_figures().await.unwrap().quotes, before + 1);
}

async fn a_large_batch_and_the_same_again(ground: &Ground) {
    let rows = |count: i64| -> Vec<QuoteRow> {
        (0..count).map(|step| ground.quote(2, step, &format!("2.{:03}", step % 997))).collect()
    };
    let before = ground.store.stored_figures().await.unwrap();
    assert_eq!(ground.write(rows(600)).await, 600);
    assert_eq!(ground.write(rows(600)).await, 0);
    assert_eq!(ground.write(rows(900)).await, 300, "the new ones of a batch with old ones");
    let after = ground.store.stored_figures().await.unwrap();
    assert_eq!(after.quotes, before.quotes + 900);
    assert!(after.last_observed_at.is_some());
    assert_eq!(rows_of(ground).await.len(), 900);
}

async fn the_newest_counts_and_what_disappeared_does_not(ground: &Ground) {
    let rows = vec![
        ground.quote(0, 10, "2.00"),
        ground.quote(0, 30, "2.20"),
        // Late: it was said before the one that is there.
        ground.quote(0, 20, "2.10"),
        ground.quote(1, 10, "3.40"),
        ground.quote(1, 20, ""),
    ];
    ground.write(rows).await;
    let current = ground.store.current(&[ground.event]).await.unwrap();
    assert_eq!(current.len(), 1);
    assert_eq!(current[0].row, ground.quote(0, 30, "2.20"));
    assert_eq!(current[0].key, key());
    assert_eq!(ground.store.current(&[]).await.unwrap(), []);
}

async fn the_past_has_room(ground: &Ground) {
    // Years before and after, and both sides of the ends of months and years.
    let days = [-9_000, -3_650, -326, -325, -22, -21, 0, 8, 9, 39, 40, 400];
    let rows: Vec<QuoteRow> =
        days.iter().map(|days| ground.quote(0, days * 86_400, "1.50")).collect();
    assert_eq!(ground.write(rows.clone()).await, 12);
    assert_eq!(rows_of(ground).await, rows);
    let pages = ground.store.history_events(Some(EventId::new(ground.mark - 1)), 1).await.unwrap();
    assert_eq!(pages[0].event.id, ground.event);
}

async fn results_are_kept_by_source_and_part(ground: &Ground) {
    let result = |period: Period, home: u32, is_final: bool| ResultRow {
        event_id: ground.event,
        source_id: ground.source,
        score: Score { period, home, away: 1 },
        is_final,
        observed_at: noon() + TimeDelta::hours(9),
    };
    let write = async |results: Vec<ResultRow>| {
        ground.store.append(&Batch { results, ..Batch::default() }).await.unwrap().results
    };
    let half = result(Period::FirstHalf, 0, true);
    assert_eq!(write(vec![result(Period::FullTime, 1, false), half.clone()]).await, 2);
    assert_eq!(write(vec![half.clone()]).await, 0);
    assert_eq!(write(vec![result(Period::FullTime, 2, true)]).await, 1);
    let mut kept = ground.store.results(ground.event).await.unwrap();
    kept.sort_by_key(|row| row.score.home);
    assert_eq!(kept, [half, result(Period::FullTime, 2, true)]);
}

async fn what_others_changed_meanwhile_refuses_a_batch(store: &Arc<dyn Store>) {
    let (one, other) = (Ground::new(store).await, Ground::new(store).await);
    let decided = async |ground: &Ground, quote: QuoteRow, mark| {
        let batch = Batch { quotes: vec![quote], decided_on: Some(mark), ..Batch::default() };
        ground.store.append(&batch).await
    };
    let (before, _) = store.changed_after(None).await.unwrap();
    let done = decided(&one, one.quote(0, 0, "2.10"), before).await.unwrap();
    let mark = done.mark.unwrap();
    assert_eq!(store.changed_after(Some(before)).await.unwrap(), (mark, vec![one.event]));
    // Somebody else's change of another event: it stands, and its mark is not ours to skip.
    let elsewhere = decided(&other, other.quote(0, 0, "3.10"), before).await.unwrap();
    assert_eq!((elsewhere.quotes, elsewhere.mark), (1, None));
    // Of the same event: what was decided before it may be wrong.
    let refused = decided(&one, one.quote(0, 60, "2.20"), before).await.unwrap_err();
    assert!(matches!(refused, StoreError::Conflict { .. }), "{refused}");
    assert_eq!(rows_of(&one).await.len(), 1);
    let (now, _) = store.changed_after(None).await.unwrap();
    assert_eq!(decided(&one, one.quote(0, 60, "2.20"), now).await.unwrap().quotes, 1);
}
