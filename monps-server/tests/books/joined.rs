//! Bets on matches that are made one, or turn out to be two: settled by what is said of the match that
//! they are on now.

use monps_core::adapter::Score;
use monps_core::catalog::Period;
use monps_core::id::EventId;
use monps_core::time::TimeDelta;
use monps_server::store::{Batch, Merge, NewRef, ResultRow, Undone};
use serde_json::{Value, json};

use crate::house::House;
use crate::life::slip;

const ACTOR: &str = "somebody";

/// A bet on the home side of each of two matches.
async fn two_bets(house: &House) -> [String; 2] {
    let mut other = slip();
    other["match_id"] = json!("Lens - Lille");
    [house.bet(&slip()).await, house.bet(&other).await]
}

async fn merge(house: &House, gone: i64, kept: i64, is_turned: bool) -> i64 {
    let (gone, kept) = (EventId::new(gone), EventId::new(kept));
    let merge = Merge { gone, kept, is_turned, actor: ACTOR.to_owned(), at: house.now() };
    house.store.merge_events(&merge).await.unwrap()
}

async fn undo(house: &House, join: i64) {
    let undone = house.store.undo_join(join, ACTOR, house.now()).await.unwrap();
    assert_eq!(undone, Undone::Done);
}

async fn result_of(house: &House, path: &str) -> Value {
    house.get(path).await.expect(200)["result"].clone()
}

#[tokio::test]
async fn what_a_person_overruled_does_not_settle_after_a_merge() {
    let house = House::new().await;
    let [one, other] = two_bets(&house).await;
    house.result(1, "feed", 2, 1, true).await;
    let abandoned = json!({"incident": {"kind": "abandoned"}});
    house.put("/events/1/result", &abandoned).await.expect(200);
    let join = merge(&house, 1, 2, false).await;
    assert_eq!(house.settle().await.settled, 2);
    assert_eq!(result_of(&house, &one).await, "void");
    assert_eq!(result_of(&house, &other).await, "void");
    // They are two after all: the other was decided by a match that it is not on.
    undo(&house, join).await;
    house.result(2, "feed", 1, 0, true).await;
    let report = house.settle().await;
    assert_eq!((report.resettled, report.left_open, report.failed), (1, 0, 0));
    assert_eq!(result_of(&house, &one).await, "void");
    assert_eq!(result_of(&house, &other).await, "won");
    house.check().await;
}

#[tokio::test]
async fn what_was_said_while_two_matches_were_one_by_mistake_goes_back_with_its_source() {
    let house = House::new().await;
    let [one, other] = two_bets(&house).await;
    // A source that calls the first match by a name of its own.
    let source_id = house.store.ensure_source("feed").await.unwrap();
    let name = NewRef::first(source_id, "x".to_owned(), EventId::new(1));
    house.store.append(&Batch { refs: vec![name], ..Batch::default() }).await.unwrap();
    let join = merge(&house, 1, 2, true).await;
    // It says 2-1, of a match whose sides the kept one has the other way round.
    let score = Score { period: Period::FullTime, home: 1, away: 2 };
    let row = ResultRow {
        event_id: EventId::new(2),
        source_id,
        score,
        is_final: true,
        observed_at: house.now() + TimeDelta::minutes(1),
    };
    house.store.append(&Batch { results: vec![row], ..Batch::default() }).await.unwrap();
    undo(&house, join).await;
    let report = house.settle().await;
    assert_eq!((report.settled, report.left_open, report.failed), (1, 0, 0));
    assert_eq!(result_of(&house, &one).await, "won");
    assert_eq!(result_of(&house, &other).await, Value::Null);
    house.check().await;
}

#[tokio::test]
async fn a_result_that_came_before_a_turned_merge_settles_after_it() {
    let house = House::new().await;
    let [one, other] = two_bets(&house).await;
    house.result(1, "feed", 2, 1, true).await;
    merge(&house, 1, 2, true).await;
    assert_eq!(house.settle().await.settled, 2);
    assert_eq!(result_of(&house, &one).await, "won", "on the side that is away now");
    assert_eq!(result_of(&house, &other).await, "lost");
    house.check().await;
}

#[tokio::test]
async fn a_bet_that_was_decided_is_judged_again_by_what_the_other_match_brings() {
    let house = House::new().await;
    let [one, other] = two_bets(&house).await;
    // The person's word is older than the result that the other bet is settled by.
    let said = json!({"scores": [{"period": "full_time", "home": 0, "away": 0}]});
    house.put("/events/1/result", &said).await.expect(200);
    house.result(2, "feed", 2, 1, true).await;
    assert_eq!(house.settle().await.settled, 2);
    assert_eq!(result_of(&house, &other).await, "won");
    merge(&house, 1, 2, false).await;
    let report = house.settle().await;
    assert_eq!((report.looked_at, report.resettled, report.failed), (2, 1, 0));
    assert_eq!(result_of(&house, &one).await, "lost");
    assert_eq!(result_of(&house, &other).await, "lost");
    assert_eq!(house.settle().await.looked_at, 0);
    house.check().await;
}
