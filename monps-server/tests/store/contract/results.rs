//! What was said of how events ended, and many bets settled by it.

use std::sync::Arc;

use monps_core::adapter::Score;
use monps_core::bet::{BetOutcome, BetStatus};
use monps_core::catalog::Period;
use monps_core::id::{BetId, EventId};
use monps_core::payoff::{Finish, Outcome};
use monps_core::settle::{Contestant, EventResult, Incident, Race};
use monps_core::time::TimeDelta;
use monps_server::store::{
    AuditNote, Batch, BetRecord, BetWrite, Booking, LegRuling, LegSeen, NewReport, PERSON, Report,
    ResultRow, SettledRecord, Store, StoreError,
};
use rust_decimal::dec;

use super::ground::{Ground, euros, noon};

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    each_word_is_a_revision(&Ground::new(store).await).await;
    a_person_says_anything(&Ground::new(store).await).await;
    what_cannot_be_is_kept_and_does_not_count(&Ground::new(store).await).await;
    many_bets_are_settled_together_or_not_at_all(&Ground::new(store).await).await;
    the_last_price_before_the_start_is_the_close(&Ground::new(store).await).await;
}

pub(super) fn row(
    ground: &Ground,
    period: Period,
    home: u32,
    away: u32,
    is_final: bool,
) -> ResultRow {
    ResultRow {
        event_id: ground.event,
        source_id: ground.source,
        score: Score { period, home, away },
        is_final,
        observed_at: noon() + TimeDelta::hours(9),
    }
}

pub(super) async fn append(ground: &Ground, results: Vec<ResultRow>) {
    ground.store.append(&Batch { results, ..Batch::default() }).await.unwrap();
}

async fn said(ground: &Ground) -> Vec<String> {
    let reports = ground.store.report_history(ground.event).await.unwrap();
    reports.iter().map(|report| format!("{} {}", report.revision, report.said())).collect()
}

async fn each_word_is_a_revision(ground: &Ground) {
    let full = |home, away, is_final| row(ground, Period::FullTime, home, away, is_final);
    append(ground, vec![full(1, 0, false)]).await;
    assert_eq!(said(ground).await, [""; 0], "what is not final is no report");
    let half = row(ground, Period::FirstHalf, 1, 1, true);
    append(ground, vec![full(1, 1, true), half]).await;
    append(ground, vec![full(1, 1, true)]).await;
    let first = "1 first_half 1-1, full_time 1-1";
    assert_eq!(said(ground).await, [first]);
    // Corrected without its half, which cannot have been so any more.
    append(ground, vec![full(0, 2, true)]).await;
    assert_eq!(said(ground).await, [first, "2 full_time 0-2"]);
    let newest = ground.store.reports(&[ground.event]).await.unwrap();
    assert_eq!(newest.len(), 1);
    assert!(newest[0].counts() && newest[0].source == ground.name("source"));
    assert!(ground.store.newest_report().await.unwrap() >= newest[0].id);
    assert!(!contested(ground).await);
}

async fn contested(ground: &Ground) -> bool {
    let after = EventId::new(ground.event.get() - 1);
    ground.store.contested(after, 1000).await.unwrap().contains(&ground.event)
}

pub(super) async fn say(ground: &Ground, result: EventResult, is_final: bool) -> Option<i64> {
    let source_id = ground.store.ensure_source(PERSON).await.unwrap();
    let report = NewReport {
        event_id: ground.event,
        source_id,
        result,
        is_final,
        refused: None,
        observed_at: noon(),
    };
    let note = AuditNote {
        actor: "a person".to_owned(),
        action: "result_said",
        subject: "event",
        subject_id: ground.event.get(),
        detail: "by word".to_owned(),
    };
    let booking = Booking { audit: vec![note], recorded_at: noon(), ..Booking::default() };
    ground.store.write_report(&report, &booking).await.unwrap()
}

async fn a_person_says_anything(ground: &Ground) {
    let abandoned = Incident::Abandoned { played_after_hours: Some(30) };
    let race = Race {
        finishes: [("Red \"Rum\"".to_owned(), Finish::new(1, 3).unwrap())].into_iter().collect(),
        withdrawn: ["Ø".to_owned()].into_iter().collect(),
    };
    let whole = EventResult { race, ..EventResult::default() }
        .with_incident(abandoned)
        .won_by(Contestant::Away);
    assert_eq!(say(ground, whole.clone(), true).await, Some(1));
    assert_eq!(say(ground, whole.clone(), true).await, None, "nothing new, and no trace of it");
    assert_eq!(ground.store.audit("event", ground.event.get(), 10).await.unwrap().len(), 1);
    let kept = ground.store.reports(&[ground.event]).await.unwrap();
    assert_eq!((&kept[0].result, kept[0].source.as_str()), (&whole, PERSON));
    append(ground, vec![row(ground, Period::FullTime, 2, 1, true)]).await;
    assert!(contested(ground).await);
    assert_eq!(say(ground, EventResult::default(), false).await, Some(2));
    let kept = ground.store.reports(&[ground.event]).await.unwrap();
    assert_eq!(kept.iter().filter(|report| report.counts()).count(), 1);
    assert!(!contested(ground).await);
}

async fn what_cannot_be_is_kept_and_does_not_count(ground: &Ground) {
    let score = Score { period: Period::FullTime, home: 187, away: 6 };
    let refused = NewReport {
        event_id: ground.event,
        source_id: ground.source,
        result: EventResult::played(vec![score]),
        is_final: true,
        refused: Some("no such score".to_owned()),
        observed_at: noon(),
    };
    let batch = Batch { refused: vec![refused], ..Batch::default() };
    ground.store.append(&batch).await.unwrap();
    ground.store.append(&batch).await.unwrap();
    let kept = ground.store.report_history(ground.event).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert!(!kept[0].counts() && kept[0].refused.as_deref() == Some("no such score"));
    assert!(contested(ground).await);
    assert_eq!(ground.store.results(ground.event).await.unwrap(), []);
    // Under two names in one answer, a score that can be and one that cannot.
    let both = Batch {
        results: vec![row(ground, Period::FullTime, 2, 2, true)],
        refused: batch.refused.iter().chain(&batch.refused).cloned().collect(),
        ..Batch::default()
    };
    ground.store.append(&both).await.unwrap();
    assert_eq!(said(ground).await, ["1 full_time 187-6", "2 full_time 2-2"]);
    // "Not over yet" does not hide what cannot be.
    let unlike = Batch { results: vec![row(ground, Period::FullTime, 2, 2, false)], ..both };
    ground.store.append(&unlike).await.unwrap();
    let kept = ground.store.reports(&[ground.event]).await.unwrap();
    assert_eq!((kept[0].revision, kept[0].refused.as_deref()), (3, Some("no such score")));
    // The source thinks better of it.
    append(ground, vec![row(ground, Period::FullTime, 1, 0, true)]).await;
    let kept = ground.store.reports(&[ground.event]).await.unwrap();
    assert!(kept[0].counts() && kept[0].revision == 4);
}

pub(super) fn settled(before: &BetRecord, report: &Report) -> BetWrite {
    let mut record = before.clone();
    record.bet = record.bet.with_leg_outcome(0, Some(Outcome::Won)).unwrap();
    record.bet = record.bet.moved_to(BetStatus::Settled).unwrap();
    record.legs[0].report_seen = Some(report.id);
    record.settled = Some(SettledRecord {
        outcome: BetOutcome::Played(Outcome::Won),
        payout: euros(dec!(21.00)),
        commission: euros(dec!(0.50)),
        profit: euros(dec!(10.50)),
        price: None,
        at: noon(),
    });
    record.version += 1;
    let ruling = LegRuling {
        bet_id: record.bet.id(),
        position: 0,
        version: record.version,
        outcome: Outcome::Won,
        source: report.source.clone(),
        revision: report.revision,
        said: report.said(),
        rules: "common v1".to_owned(),
        decided_at: noon(),
    };
    let booking = Booking { rulings: vec![ruling], recorded_at: noon(), ..Booking::default() };
    BetWrite { expected: Some(before.version), record, deleted_at: None, booking }
}

async fn many_bets_are_settled_together_or_not_at_all(ground: &Ground) {
    let store = &ground.store;
    let mut bets = Vec::new();
    for _ in 0..3 {
        let record = ground.bet(dec!(10)).await;
        let booking = Booking { recorded_at: noon(), ..Booking::default() };
        let write = BetWrite { record: record.clone(), expected: None, deleted_at: None, booking };
        store.write_bet(&write).await.unwrap();
        bets.push(record);
    }
    let ids: Vec<BetId> = bets.iter().map(|record| record.bet.id()).collect();
    assert_eq!(store.bets_by_id(&ids).await.unwrap(), bets);
    append(ground, vec![row(ground, Period::FullTime, 2, 1, true)]).await;
    let report = store.reports(&[ground.event]).await.unwrap().remove(0);
    let due = async |since| {
        let found = store.bets_to_settle(since, 10_000).await.unwrap();
        ids.iter().filter(|id| found.contains(id)).count()
    };
    assert_eq!(due(i64::MAX).await, 3);
    let mut writes: Vec<BetWrite> = bets.iter().map(|bet| settled(bet, &report)).collect();
    writes[1].expected = Some(9);
    let refused = store.settle_bets(&writes).await;
    assert!(matches!(refused, Err(StoreError::Conflict { .. })), "{refused:?}");
    assert_eq!(store.bets_by_id(&ids).await.unwrap(), bets, "none of them");
    writes[1].expected = Some(1);
    store.settle_bets(&writes).await.unwrap();
    let wanted: Vec<BetRecord> = writes.iter().map(|write| write.record.clone()).collect();
    assert_eq!(store.bets_by_id(&ids).await.unwrap(), wanted);
    assert_eq!(store.rulings(ids[2]).await.unwrap(), writes[2].booking.rulings);
    let open = store.bets_to_close(BetId::new(ids[0].get() - 1), 2).await.unwrap();
    assert_eq!(open, ids[..2]);

    // They are due again only when something new is said.
    assert_eq!(due(0).await, 0);
    append(ground, vec![row(ground, Period::FullTime, 1, 1, true)]).await;
    assert_eq!((due(report.id).await, due(i64::MAX).await), (3, 0));
    let newest = store.newest_report().await.unwrap();
    let seen = |bet_id| LegSeen { bet_id, position: 0, report: newest };
    store.mark_seen(&[seen(ids[0]), seen(ids[1])]).await.unwrap();
    assert_eq!(due(report.id).await, 1);
    assert!(store.entries_of_bets(&ids).await.unwrap().is_empty());
}

async fn the_last_price_before_the_start_is_the_close(ground: &Ground) {
    // The event starts seven hours after noon.
    let rows = vec![
        ground.quote(0, 0, "2.00"),
        ground.quote(0, 3600, "2.10"),
        ground.quote(0, 8 * 3600, "1.10"),
        ground.quote(1, 0, "3.40"),
        ground.quote(1, 60, ""),
        ground.quote(2, 7 * 3600, "4.00"),
    ];
    ground.write(rows).await;
    let closing = ground.store.closing(&[ground.event]).await.unwrap();
    let prices: Vec<String> =
        closing.iter().filter_map(|quote| Some(quote.row.price?.price().to_string())).collect();
    // What moved after the start does not count, nor what had gone before it.
    assert_eq!(prices, ["2.10", "4.00"]);
}
