//! The words that bets are settled by go where their match goes, and come back.

use std::sync::Arc;

use monps_core::catalog::Period;
use monps_core::id::{BetId, EventId};
use monps_core::settle::{Contestant, EventResult, Incident};
use monps_server::store::{
    Batch, BetWrite, Booking, Merge, NewRef, NewReview, ResultRow, ReviewAnswer, ReviewQuery,
    ReviewState, Split, Store, StoreError, Undone,
};
use rust_decimal::dec;

use super::ground::{Ground, noon, seconds};
use super::results::{append, row, say, settled};

const ACTOR: &str = "somebody";

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    what_people_say_goes_along(store).await;
    a_turned_merge_turns_what_was_reported(store).await;
    what_is_said_while_a_merge_stands_goes_back(store).await;
    a_word_that_counts_goes_before_one_taken_back(store).await;
    every_bet_on_a_joined_match_is_judged_again(store).await;
    a_split_takes_what_its_sources_reported(store).await;
    a_bet_on_a_match_that_is_gone_is_refused(store).await;
    an_answer_survives_the_undoing_of_a_merge(store).await;
    a_question_about_a_match_that_is_gone_is_moot(store).await;
}

fn merge(gone: &Ground, kept: &Ground, is_turned: bool) -> Merge {
    let (gone, kept) = (gone.event, kept.event);
    Merge { gone, kept, is_turned, actor: ACTOR.to_owned(), at: noon() + seconds(500) }
}

async fn undo(store: &Arc<dyn Store>, join: i64) {
    let undone = store.undo_join(join, ACTOR, noon() + seconds(700)).await.unwrap();
    assert_eq!(undone, Undone::Done);
}

async fn score(ground: &Ground, home: u32, away: u32) {
    append(ground, vec![row(ground, Period::FullTime, home, away, true)]).await;
}

/// What every source says last of an event, and whether it counts.
async fn said(store: &Arc<dyn Store>, event: EventId) -> Vec<String> {
    let mut said: Vec<String> = store
        .reports(&[event])
        .await
        .unwrap()
        .iter()
        .map(|report| {
            let mark = if report.counts() { "" } else { " (does not count)" };
            format!("{}{mark}", report.said())
        })
        .collect();
    said.sort();
    said
}

fn abandoned() -> EventResult {
    EventResult::default().with_incident(Incident::Abandoned { played_after_hours: None })
}

async fn what_people_say_goes_along(store: &Arc<dyn Store>) {
    let (kept, gone) = (Ground::new(store).await, Ground::new(store).await);
    score(&gone, 2, 1).await;
    say(&gone, abandoned(), true).await;
    let history = store.report_history(gone.event).await.unwrap().len();
    let join = store.merge_events(&merge(&gone, &kept, false)).await.unwrap();
    assert_eq!(said(store, kept.event).await, ["abandoned", "full_time 2-1"]);
    assert_eq!(said(store, gone.event).await, [""; 0]);
    // Said again by the same source, it is nothing new.
    append(
        &kept,
        vec![ResultRow { source_id: gone.source, ..row(&kept, Period::FullTime, 2, 1, true) }],
    )
    .await;
    assert_eq!(store.report_history(kept.event).await.unwrap().len(), history);
    undo(store, join).await;
    assert_eq!(said(store, kept.event).await, [""; 0]);
    assert_eq!(said(store, gone.event).await, ["abandoned", "full_time 2-1"]);
}

async fn a_turned_merge_turns_what_was_reported(store: &Arc<dyn Store>) {
    let (kept, gone) = (Ground::new(store).await, Ground::new(store).await);
    score(&gone, 2, 1).await;
    let awarded = Incident::Awarded { to: Contestant::Home };
    say(&gone, EventResult::default().with_incident(awarded).won_by(Contestant::Home), true).await;
    let join = store.merge_events(&merge(&gone, &kept, true)).await.unwrap();
    let turned = ["awarded away, away goes through", "full_time 1-2"];
    assert_eq!(said(store, kept.event).await, turned);
    undo(store, join).await;
    let before = ["awarded home, home goes through", "full_time 2-1"];
    assert_eq!(said(store, gone.event).await, before);
    assert_eq!(said(store, kept.event).await, [""; 0]);
}

async fn what_is_said_while_a_merge_stands_goes_back(store: &Arc<dyn Store>) {
    for is_turned in [false, true] {
        let (kept, gone) = (Ground::new(store).await, Ground::new(store).await);
        score(&kept, 3, 0).await;
        let join = store.merge_events(&merge(&gone, &kept, is_turned)).await.unwrap();
        // The source of the event that is gone speaks of the one that stands for it.
        let theirs = row(&kept, Period::FullTime, 1, 2, true);
        let theirs = ResultRow { source_id: gone.source, ..theirs };
        append(&kept, vec![theirs]).await;
        assert_eq!(said(store, kept.event).await, ["full_time 1-2", "full_time 3-0"]);
        undo(store, join).await;
        assert_eq!(said(store, kept.event).await, ["full_time 3-0"]);
        let back = if is_turned { "full_time 2-1" } else { "full_time 1-2" };
        assert_eq!(said(store, gone.event).await, [back]);
    }
}

async fn a_word_that_counts_goes_before_one_taken_back(store: &Arc<dyn Store>) {
    let (kept, gone) = (Ground::new(store).await, Ground::new(store).await);
    say(&kept, EventResult::default().won_by(Contestant::Away), true).await;
    say(&kept, EventResult::default(), false).await;
    say(&gone, abandoned(), true).await;
    let before = (said(store, kept.event).await, said(store, gone.event).await);
    let join = store.merge_events(&merge(&gone, &kept, false)).await.unwrap();
    assert_eq!(said(store, kept.event).await, ["abandoned"]);
    let history = store.report_history(kept.event).await.unwrap();
    assert_eq!(history.iter().map(|report| report.revision).max(), Some(3));
    undo(store, join).await;
    assert_eq!((said(store, kept.event).await, said(store, gone.event).await), before);
    // Of two words that count, the one of the event that stays does.
    say(&kept, EventResult::default().won_by(Contestant::Away), true).await;
    let join = store.merge_events(&merge(&gone, &kept, false)).await.unwrap();
    assert_eq!(said(store, kept.event).await, ["away goes through"]);
    undo(store, join).await;
    assert_eq!(said(store, gone.event).await, ["abandoned"]);
}

/// A bet of an event, decided by the report about it.
async fn decided_bet(ground: &Ground) -> BetId {
    let store = &ground.store;
    let record = ground.bet(dec!(10)).await;
    let booking = Booking { recorded_at: noon(), ..Booking::default() };
    let write = BetWrite { record: record.clone(), expected: None, deleted_at: None, booking };
    store.write_bet(&write).await.unwrap();
    let report = store.reports(&[ground.event]).await.unwrap().remove(0);
    store.settle_bets(&[settled(&record, &report)]).await.unwrap();
    record.bet.id()
}

async fn every_bet_on_a_joined_match_is_judged_again(store: &Arc<dyn Store>) {
    let (kept, gone) = (Ground::new(store).await, Ground::new(store).await);
    // The word that moves is older than the one that the other bet was decided by.
    score(&gone, 2, 1).await;
    score(&kept, 1, 1).await;
    let bets = [decided_bet(&gone).await, decided_bet(&kept).await];
    let due = async |since: i64| {
        let found = store.bets_to_settle(since, 10_000).await.unwrap();
        bets.iter().filter(|bet| found.contains(bet)).count()
    };
    assert_eq!(due(0).await, 0);
    // What a settler that has looked up to here finds.
    let mark = store.newest_report().await.unwrap();
    let join = store.merge_events(&merge(&gone, &kept, false)).await.unwrap();
    assert_eq!(due(mark).await, 2);
    let mark = store.newest_report().await.unwrap();
    undo(store, join).await;
    assert_eq!(due(mark).await, 2);
}

async fn a_split_takes_what_its_sources_reported(store: &Arc<dyn Store>) {
    let ground = Ground::new(store).await;
    let second = store.ensure_source(&ground.name("second")).await.unwrap();
    let first = NewRef::first(second, ground.name("other"), ground.event);
    let name = NewRef { leads: false, ..first };
    store.append(&Batch { refs: vec![name.clone()], ..Batch::default() }).await.unwrap();
    score(&ground, 2, 1).await;
    let theirs = row(&ground, Period::FullTime, 0, 0, true);
    append(&ground, vec![ResultRow { source_id: second, ..theirs }]).await;
    say(&ground, abandoned(), true).await;
    let split = Split {
        event: ground.event,
        refs: vec![(second, name.name)],
        bets: Vec::new(),
        slug: ground.name("split"),
        actor: ACTOR.to_owned(),
        at: noon() + seconds(500),
    };
    let (join, other) = store.split_event(&split).await.unwrap();
    assert_eq!(said(store, other).await, ["full_time 0-0"]);
    assert_eq!(said(store, ground.event).await, ["abandoned", "full_time 2-1"]);
    undo(store, join).await;
    assert_eq!(said(store, other).await, [""; 0]);
    let all = ["abandoned", "full_time 0-0", "full_time 2-1"];
    assert_eq!(said(store, ground.event).await, all);
}

async fn a_bet_on_a_match_that_is_gone_is_refused(store: &Arc<dyn Store>) {
    let (kept, gone) = (Ground::new(store).await, Ground::new(store).await);
    let record = gone.bet(dec!(10)).await;
    store.merge_events(&merge(&gone, &kept, false)).await.unwrap();
    let booking = Booking { recorded_at: noon(), ..Booking::default() };
    let id = record.bet.id();
    let write = BetWrite { record, expected: None, deleted_at: None, booking };
    let refused = store.write_bet(&write).await;
    assert!(matches!(refused, Err(StoreError::Conflict { what: "the events" })), "{refused:?}");
    assert_eq!(store.bet(id).await.unwrap(), None);
}

/// Asks whether two events are one; the question's number.
async fn ask(asker: &Ground, event: EventId, candidate: EventId) -> i64 {
    let review = NewReview {
        source_id: asker.source,
        reference: asker.name("ref"),
        event_id: event,
        candidate_id: candidate,
        is_turned: false,
        score: 640,
        runner_up: 590,
        names: Vec::new(),
        reasons: vec!["too little alike".to_owned()],
        created_at: noon(),
    };
    let store = &asker.store;
    store.append(&Batch { reviews: vec![review], ..Batch::default() }).await.unwrap();
    let query = ReviewQuery { state: None, after: None, limit: 10_000 };
    let all = store.reviews(&query).await.unwrap();
    let is_it = |review: &NewReview| (review.event_id, review.candidate_id) == (event, candidate);
    all.iter().find(|one| is_it(&one.review)).unwrap().id
}

fn no(id: i64) -> ReviewAnswer {
    ReviewAnswer {
        id,
        is_same: false,
        aliases: Vec::new(),
        actor: ACTOR.to_owned(),
        at: noon() + seconds(600),
    }
}

async fn state(store: &Arc<dyn Store>, id: i64) -> ReviewState {
    store.review(id).await.unwrap().unwrap().state
}

async fn an_answer_survives_the_undoing_of_a_merge(store: &Arc<dyn Store>) {
    let [kept, gone, third, fourth] = [
        Ground::new(store).await,
        Ground::new(store).await,
        Ground::new(store).await,
        Ground::new(store).await,
    ];
    let answered = ask(&gone, gone.event, third.event).await;
    let open = ask(&gone, gone.event, fourth.event).await;
    let join = store.merge_events(&merge(&gone, &kept, false)).await.unwrap();
    store.answer_review(&no(answered)).await.unwrap();
    undo(store, join).await;
    assert_eq!(state(store, answered).await, ReviewState::Rejected);
    assert_eq!(state(store, open).await, ReviewState::Open);
    let review = store.review(open).await.unwrap().unwrap().review;
    assert_eq!((review.event_id, review.candidate_id), (gone.event, fourth.event));
}

async fn a_question_about_a_match_that_is_gone_is_moot(store: &Arc<dyn Store>) {
    let [kept, gone, third] =
        [Ground::new(store).await, Ground::new(store).await, Ground::new(store).await];
    let id = ask(&gone, gone.event, third.event).await;
    store.answer_review(&no(id)).await.unwrap();
    let join = store.merge_events(&merge(&gone, &kept, false)).await.unwrap();
    assert_eq!(store.reopen_review(id, ACTOR, noon()).await.unwrap(), Undone::Done);
    assert_eq!(state(store, id).await, ReviewState::Moot);
    let refused = store.answer_review(&ReviewAnswer { is_same: true, ..no(id) }).await;
    assert!(matches!(refused, Err(StoreError::Conflict { .. })), "{refused:?}");
    undo(store, join).await;
    assert_eq!(state(store, id).await, ReviewState::Open);
    // One of its events is gone when the merge that moved the question is undone.
    let join = store.merge_events(&merge(&gone, &kept, false)).await.unwrap();
    store.merge_events(&merge(&third, &Ground::new(store).await, false)).await.unwrap();
    undo(store, join).await;
    assert_eq!(state(store, id).await, ReviewState::Moot);
}
