//! Which events are one: questions and answers, aliases, merges and splits that can be undone.

use std::sync::Arc;

use monps_core::adapter::Score;
use monps_core::catalog::{MarketKey, MarketKind, Period, Selection, Sport};
use monps_core::id::{EventId, MarketId, SelectionId};
use monps_core::settle::{EventResult, Incident};
use monps_core::time::TimeDelta;
use monps_server::store::{
    AliasOrigin, AliasQuery, Batch, BetWrite, Booking, CandidateQuery, JoinKind, ManualQuote,
    Merge, NamePair, NewAlias, NewMarket, NewRef, NewReview, NewSelection, QuoteRow, ResultRow,
    ReviewAnswer, ReviewQuery, ReviewState, Sequence, Split, Store, StoreError, Undone,
};
use rust_decimal::dec;

use super::ground::{Ground, noon, seconds};
use super::results::say;

const ACTOR: &str = "somebody";

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    candidates_are_those_around(store).await;
    a_merge_takes_everything_along_and_back(store).await;
    a_turned_merge_turns_what_it_takes(store).await;
    a_split_parts_by_source_and_is_undone(store).await;
    the_latest_is_undone_first(store).await;
    what_was_decided_before_a_join_is_refused(store).await;
    an_answer_is_kept_and_taken_back(store).await;
}

fn merge(gone: &Ground, kept: &Ground, is_turned: bool) -> Merge {
    let (gone, kept) = (gone.event, kept.event);
    Merge { gone, kept, is_turned, actor: ACTOR.to_owned(), at: noon() + seconds(500) }
}

/// The prices of an event: selection, price and source, in order.
async fn prices(store: &Arc<dyn Store>, event: EventId) -> Vec<(Selection, String)> {
    let mut prices: Vec<_> = store
        .current(&[event])
        .await
        .unwrap()
        .into_iter()
        .map(|quote| (quote.selection, quote.row.price.unwrap().to_string()))
        .collect();
    prices.sort();
    prices
}

async fn candidates_are_those_around(store: &Arc<dyn Store>) {
    let (one, other) = (Ground::new(store).await, Ground::new(store).await);
    let start = one.new_event().starts_at;
    let query = CandidateQuery {
        sport: Sport::FOOTBALL,
        from: start,
        until: start,
        source: one.source,
        unnamed: false,
        limit: 10_000,
    };
    let found = store.candidates(&query).await.unwrap();
    let of = |event| found.iter().find(|one| one.record.event.id == event).unwrap();
    assert_eq!(of(one.event).refs, [one.name("ref")]);
    assert_eq!(of(other.event).refs, Vec::<String>::new());
    let unnamed = CandidateQuery { unnamed: true, ..query.clone() };
    let found = store.candidates(&unnamed).await.unwrap();
    let ids: Vec<EventId> = found.iter().map(|one| one.record.event.id).collect();
    assert!(ids.contains(&other.event) && !ids.contains(&one.event));
    let later = CandidateQuery { from: start + seconds(1), until: start + seconds(2), ..query };
    let found = store.candidates(&later).await.unwrap();
    assert!(found.iter().all(|found| found.record.event.id != one.event));
}

/// A merge of two events with prices, a bet, a result, a note of an end and an open question.
async fn a_merge_takes_everything_along_and_back(store: &Arc<dyn Store>) {
    let (kept, gone) = (Ground::new(store).await, Ground::new(store).await);
    kept.write(vec![kept.quote(0, 1, "2.0")]).await;
    gone.write(vec![gone.quote(0, 1, "2.1"), gone.quote(0, 2, "2.2"), gone.quote(2, 2, "4")]).await;
    let total = extra_market(&gone).await;
    gone.write(vec![QuoteRow { selection_id: total, ..gone.quote(0, 3, "1.9") }]).await;
    let record = gone.bet(dec!(10)).await;
    let bet = record.bet.id();
    let booking = Booking { recorded_at: noon(), ..Booking::default() };
    let write = BetWrite { record, expected: None, deleted_at: None, booking };
    store.write_bet(&write).await.unwrap();
    score(&gone, 2, 1).await;
    let overruled = Incident::Abandoned { played_after_hours: None };
    say(&gone, EventResult::default().with_incident(overruled), true).await;
    let note = ManualQuote {
        event_id: gone.event,
        selection_id: gone.selections[0],
        venue_id: gone.exchange().id,
        side: monps_core::quote::Side::Back,
        expires_at: noon() - TimeDelta::days(900),
    };
    store.note_manual(&[note]).await.unwrap();
    let before = (snapshot(store, &kept).await, snapshot(store, &gone).await);
    let mark = store.joins_mark().await.unwrap();
    let version = store.chain_head().await.unwrap().version;

    let join = store.merge_events(&merge(&gone, &kept, false)).await.unwrap();
    assert!(store.joins_mark().await.unwrap() > mark);
    assert!(store.chain_head().await.unwrap().version > version, "lists of bets are read again");
    let together = prices(store, kept.event).await;
    let texts: Vec<&str> = together.iter().map(|(_, price)| price.as_str()).collect();
    // Each ground has an exchange of its own.
    assert_eq!(texts, ["2.0", "2.2", "4", "1.9"]);
    assert_eq!(prices(store, gone.event).await, []);
    assert_eq!(store.events(&[gone.event]).await.unwrap(), []);
    let by_slug = store.event_by_slug(&gone.name("event")).await.unwrap().unwrap();
    assert_eq!(by_slug.event.id, kept.event, "its public name leads to the other");
    let by_ref = store.events_by_ref(gone.source, &[gone.name("ref")]).await.unwrap()[0].unwrap();
    assert_eq!((by_ref.id, by_ref.turned, by_ref.leads), (kept.event, false, false));
    let moved = store.bet(bet).await.unwrap().unwrap();
    let leg = &moved.bet.terms().legs[0];
    assert_eq!((leg.event_id, leg.selection_id), (kept.event, Some(kept.selections[0])));
    assert_eq!((moved.version, &moved.words), (2, &write.record.words));
    assert_eq!(store.results(kept.event).await.unwrap().len(), 1);
    assert_eq!(reports(store, kept.event).await, before.1.3, "so is what people said");
    assert_eq!(reports(store, gone.event).await, [""; 0]);
    let expired = store.expired_manual(noon() - TimeDelta::days(900), 10).await.unwrap();
    let note_now = expired.iter().find(|one| one.venue_id == note.venue_id).unwrap();
    assert_eq!((note_now.event_id, note_now.selection_id), (kept.event, kept.selections[0]));
    let again = store.merge_events(&merge(&gone, &kept, false)).await;
    assert!(matches!(again, Err(StoreError::Conflict { .. })), "{again:?}");

    // What the source says since goes back with its name; what others say stays.
    let since = QuoteRow { selection_id: kept.selections[1], ..gone.quote(1, 600, "3.3") };
    gone.write(vec![since]).await;
    let undone = store.undo_join(join, ACTOR, noon() + seconds(700)).await.unwrap();
    assert_eq!(undone, Undone::Done);
    let expected = [(Selection::Draw, "3.3".to_owned())];
    let mut now = snapshot(store, &gone).await;
    now.0.retain(|price| !expected.contains(price));
    assert_eq!((snapshot(store, &kept).await, now), before);
    let back = store.bet(bet).await.unwrap().unwrap();
    assert_eq!(back.bet.terms().legs, write.record.bet.terms().legs);
    let names = store.event_names(gone.event).await.unwrap();
    assert_eq!(
        names.iter().map(|one| (one.turned, one.leads)).collect::<Vec<_>>(),
        [(false, true)]
    );
    assert_eq!(store.undo_join(join, ACTOR, noon()).await.unwrap(), Undone::Before);
    let trail = store.audit("event", gone.event.get(), 10).await.unwrap();
    let actions: Vec<&str> = trail.iter().map(|row| row.action.as_str()).collect();
    assert_eq!(actions, ["join_undone", "events_merged", "result_said"]);
    store.forget_manual(&[note]).await.unwrap();
}

/// Prices, results, names and reports of an event.
async fn snapshot(
    store: &Arc<dyn Store>,
    ground: &Ground,
) -> (Vec<(Selection, String)>, Vec<ResultRow>, usize, Vec<String>) {
    let results = store.results(ground.event).await.unwrap();
    let names = store.event_names(ground.event).await.unwrap();
    let reports = reports(store, ground.event).await;
    (prices(store, ground.event).await, results, names.len(), reports)
}

async fn reports(store: &Arc<dyn Store>, event: EventId) -> Vec<String> {
    let reports = store.reports(&[event]).await.unwrap();
    reports.iter().map(|report| format!("{}: {}", report.source, report.said())).collect()
}

/// A market that only one of the events has: the first selection of it.
async fn extra_market(ground: &Ground) -> SelectionId {
    let store = &ground.store;
    let id = MarketId::new(store.reserve(Sequence::Markets, 1).await.unwrap());
    let selection = SelectionId::new(store.reserve(Sequence::Selections, 1).await.unwrap());
    let line = Some("2.5".parse().unwrap());
    let key = MarketKey::full_time(MarketKind::HomeTotal, line).unwrap();
    let over = Selection::Over;
    let batch = Batch {
        markets: vec![NewMarket { id, event_id: ground.event, key }],
        selections: vec![NewSelection { id: selection, market_id: id, selection: over }],
        ..Batch::default()
    };
    store.append(&batch).await.unwrap();
    selection
}

async fn score(ground: &Ground, home: u32, away: u32) {
    let result = ResultRow {
        event_id: ground.event,
        source_id: ground.source,
        score: Score { period: Period::FullTime, home, away },
        is_final: true,
        observed_at: noon(),
    };
    ground.store.append(&Batch { results: vec![result], ..Batch::default() }).await.unwrap();
}

async fn a_turned_merge_turns_what_it_takes(store: &Arc<dyn Store>) {
    let (kept, gone) = (Ground::new(store).await, Ground::new(store).await);
    gone.write(vec![gone.quote(0, 1, "2.1"), gone.quote(2, 1, "4")]).await;
    let total = extra_market(&gone).await;
    gone.write(vec![QuoteRow { selection_id: total, ..gone.quote(0, 3, "1.9") }]).await;
    score(&gone, 2, 1).await;
    let join = store.merge_events(&merge(&gone, &kept, true)).await.unwrap();
    let now = prices(store, kept.event).await;
    let expected = [(Selection::Home, "4"), (Selection::Away, "2.1"), (Selection::Over, "1.9")];
    assert_eq!(now, expected.map(|(selection, price)| (selection, price.to_owned())));
    let kinds: Vec<MarketKind> = store
        .current(&[kept.event])
        .await
        .unwrap()
        .into_iter()
        .filter(|quote| quote.selection == Selection::Over)
        .map(|quote| quote.key.kind)
        .collect();
    assert_eq!(kinds, [MarketKind::AwayTotal]);
    let result = store.results(kept.event).await.unwrap()[0].score;
    assert_eq!((result.home, result.away), (1, 2));
    let source = gone.name("source");
    assert_eq!(reports(store, kept.event).await, [format!("{source}: full_time 1-2")]);
    let name = store.events_by_ref(gone.source, &[gone.name("ref")]).await.unwrap()[0].unwrap();
    assert!(name.turned);
    store.undo_join(join, ACTOR, noon() + seconds(700)).await.unwrap();
    let result = store.results(gone.event).await.unwrap()[0].score;
    assert_eq!((result.home, result.away), (2, 1));
    assert_eq!(reports(store, gone.event).await, [format!("{source}: full_time 2-1")]);
    assert_eq!(reports(store, kept.event).await, [""; 0]);
    assert_eq!(prices(store, gone.event).await.len(), 3);
    assert_eq!(prices(store, kept.event).await, []);
}

/// An event with a second source of its own.
async fn two_sources(store: &Arc<dyn Store>) -> (Ground, NewRef) {
    let ground = Ground::new(store).await;
    let source_id = store.ensure_source(&ground.name("second")).await.unwrap();
    let first = NewRef::first(source_id, ground.name("other"), ground.event);
    let name = NewRef { leads: false, ..first };
    store.append(&Batch { refs: vec![name.clone()], ..Batch::default() }).await.unwrap();
    ground.write(vec![ground.quote(0, 1, "2.0")]).await;
    let venue_id = ground.bookmaker().id;
    let theirs = QuoteRow { source_id, venue_id, ..ground.quote(0, 2, "1.8") };
    ground.write(vec![theirs]).await;
    (ground, name)
}

fn split(ground: &Ground, name: &NewRef) -> Split {
    Split {
        event: ground.event,
        refs: vec![(name.source_id, name.name.clone())],
        bets: Vec::new(),
        slug: ground.name("split"),
        actor: ACTOR.to_owned(),
        at: noon() + seconds(500),
    }
}

async fn a_split_parts_by_source_and_is_undone(store: &Arc<dyn Store>) {
    let (ground, name) = two_sources(store).await;
    let record = ground.bet(dec!(5)).await;
    let bet = record.bet.id();
    let booking = Booking { recorded_at: noon(), ..Booking::default() };
    let write = BetWrite { record, expected: None, deleted_at: None, booking };
    store.write_bet(&write).await.unwrap();
    assert_eq!(store.bets_on(ground.event).await.unwrap(), [bet]);

    let with_bet = Split { bets: vec![bet], ..split(&ground, &name) };
    let (join, other) = store.split_event(&with_bet).await.unwrap();
    let text = |price: &str| (Selection::Home, price.to_owned());
    assert_eq!(prices(store, ground.event).await, [text("2.0")]);
    assert_eq!(prices(store, other).await, [text("1.8")]);
    assert_eq!(store.bets_on(other).await.unwrap(), [bet]);
    let record = store.event_by_slug(&ground.name("split")).await.unwrap().unwrap();
    assert_eq!((record.event.id, record.event.home), (other, ground.name("Évian")));
    let names = store.event_names(other).await.unwrap();
    assert!(names.len() == 1 && names[0].leads, "somebody has to know when it starts");
    let stored = store.join(join).await.unwrap().unwrap();
    assert_eq!((stored.kind, stored.from, stored.to), (JoinKind::Split, ground.event, other));
    assert_eq!(store.joins(Some(other), None, 10).await.unwrap(), [stored]);

    assert_eq!(store.undo_join(join, ACTOR, noon()).await.unwrap(), Undone::Done);
    assert_eq!(prices(store, ground.event).await, [text("1.8"), text("2.0")]);
    assert_eq!(store.bets_on(ground.event).await.unwrap(), [bet]);
    assert_eq!(store.event_names(ground.event).await.unwrap().len(), 2);
    let record = store.event_by_slug(&ground.name("split")).await.unwrap().unwrap();
    assert_eq!(record.event.id, ground.event);

    // No name would be left, or the name is another event's.
    let everything = Split {
        refs: vec![(name.source_id, name.name.clone()), (ground.source, ground.name("ref"))],
        slug: ground.name("nothing-left"),
        ..split(&ground, &name)
    };
    let unknown = Split { refs: vec![(name.source_id, "?".to_owned())], ..everything.clone() };
    for refused in [everything, unknown] {
        let refused = store.split_event(&refused).await;
        assert!(matches!(refused, Err(StoreError::Conflict { .. })), "{refused:?}");
    }
    assert_eq!(store.event_by_slug(&ground.name("nothing-left")).await.unwrap(), None);
}

async fn the_latest_is_undone_first(store: &Arc<dyn Store>) {
    let [a, b, c] = [Ground::new(store).await, Ground::new(store).await, Ground::new(store).await];
    let first = store.merge_events(&merge(&a, &b, false)).await.unwrap();
    let second = store.merge_events(&merge(&b, &c, false)).await.unwrap();
    let found = store.event_by_slug(&a.name("event")).await.unwrap().unwrap();
    assert_eq!(found.event.id, c.event);
    let blocked = store.undo_join(first, ACTOR, noon()).await.unwrap();
    assert_eq!(blocked, Undone::Blocked(second));
    store.undo_join(second, ACTOR, noon()).await.unwrap();
    let found = store.event_by_slug(&a.name("event")).await.unwrap().unwrap();
    assert_eq!(found.event.id, b.event);
    store.undo_join(first, ACTOR, noon()).await.unwrap();
    let found = store.event_by_slug(&a.name("event")).await.unwrap().unwrap();
    assert_eq!(found.event.id, a.event);
}

async fn what_was_decided_before_a_join_is_refused(store: &Arc<dyn Store>) {
    let (kept, gone) = (Ground::new(store).await, Ground::new(store).await);
    let joins = Some(store.joins_mark().await.unwrap());
    let batch = Batch { joins, quotes: vec![gone.quote(0, 1, "2.1")], ..Batch::default() };
    store.append(&batch).await.unwrap();
    store.merge_events(&merge(&gone, &kept, false)).await.unwrap();
    let late = Batch { joins, quotes: vec![gone.quote(0, 2, "2.2")], ..Batch::default() };
    let refused = store.append(&late).await;
    assert!(matches!(refused, Err(StoreError::Conflict { .. })), "{refused:?}");
    assert_eq!(prices(store, kept.event).await, [(Selection::Home, "2.1".to_owned())]);
}

fn review(kept: &Ground, gone: &Ground) -> NewReview {
    NewReview {
        source_id: gone.source,
        reference: gone.name("ref"),
        event_id: gone.event,
        candidate_id: kept.event,
        is_turned: false,
        score: 640,
        runner_up: 590,
        names: vec![NamePair {
            left: "« É »".to_owned(), right: "\"B\"".to_owned(), score: None
        }],
        reasons: vec!["too little alike".to_owned()],
        created_at: noon(),
    }
}

fn alias(kept: &Ground, gone: &Ground, review_id: Option<i64>, is_same: bool) -> NewAlias {
    NewAlias {
        sport: Sport::FOOTBALL,
        source_id: gone.source,
        competition: String::new(),
        name: gone.name("Évian"),
        participant: kept.name("Évian"),
        is_same,
        origin: if review_id.is_some() { AliasOrigin::Answer } else { AliasOrigin::Learnt },
        evidence: "somebody said so".to_owned(),
        review_id,
        created_at: noon(),
        created_by: ACTOR.to_owned(),
    }
}

async fn standing(store: &Arc<dyn Store>, gone: &Ground) -> Vec<bool> {
    let query =
        AliasQuery { sport: Some(Sport::FOOTBALL), standing: true, before: None, limit: 10_000 };
    let aliases = store.aliases(&query).await.unwrap();
    let mine = aliases.iter().filter(|one| one.alias.source_id == gone.source);
    mine.map(|one| one.alias.is_same).collect()
}

async fn an_answer_is_kept_and_taken_back(store: &Arc<dyn Store>) {
    let (kept, gone) = (Ground::new(store).await, Ground::new(store).await);
    let asked = review(&kept, &gone);
    // A question is asked once, and an alias of a side that nobody has is not kept.
    let nobody = NewAlias { participant: "nobody".to_owned(), ..alias(&kept, &gone, None, true) };
    let batch = Batch {
        reviews: vec![asked.clone(), asked.clone()],
        aliases: vec![alias(&kept, &gone, None, false), nobody],
        ..Batch::default()
    };
    store.append(&batch).await.unwrap();
    assert_eq!(standing(store, &gone).await, [false]);
    let open = ReviewQuery { state: Some(ReviewState::Open), after: None, limit: 1000 };
    let mine = store.reviews(&open).await.unwrap();
    let mine: Vec<_> = mine.iter().filter(|one| one.review.event_id == gone.event).collect();
    assert_eq!(mine.len(), 1);
    assert_eq!((&mine[0].review, &mine[0].source), (&asked, &gone.name("source")));
    let id = mine[0].id;
    let count = store.open_reviews().await.unwrap();

    let answer = ReviewAnswer {
        id,
        is_same: true,
        aliases: vec![alias(&kept, &gone, Some(id), true)],
        actor: ACTOR.to_owned(),
        at: noon() + seconds(9),
    };
    assert!(store.answer_review(&answer).await.unwrap().is_some());
    assert_eq!(standing(store, &gone).await, [true], "the answer ends what said the contrary");
    assert_eq!(store.open_reviews().await.unwrap(), count - 1);
    let answered = store.review(id).await.unwrap().unwrap();
    assert_eq!(answered.state, ReviewState::Accepted);
    assert_eq!(answered.answered, Some((noon() + seconds(9), ACTOR.to_owned())));
    assert_eq!(store.events(&[gone.event]).await.unwrap(), []);
    let twice = store.answer_review(&answer).await;
    assert!(matches!(twice, Err(StoreError::Conflict { .. })), "{twice:?}");

    assert_eq!(store.reopen_review(id, ACTOR, noon()).await.unwrap(), Undone::Done);
    assert_eq!(standing(store, &gone).await, Vec::<bool>::new());
    assert_eq!(store.events(&[gone.event]).await.unwrap().len(), 1);
    assert_eq!(store.review(id).await.unwrap().unwrap().state, ReviewState::Open);
    assert_eq!(store.reopen_review(id, ACTOR, noon()).await.unwrap(), Undone::Before);

    let no = ReviewAnswer {
        is_same: false,
        aliases: vec![alias(&kept, &gone, Some(id), false)],
        ..answer
    };
    assert_eq!(store.answer_review(&no).await.unwrap(), None);
    assert_eq!(standing(store, &gone).await, [false]);
    let last =
        store.aliases(&AliasQuery { limit: 1, ..AliasQuery::default() }).await.unwrap().remove(0);
    assert!(store.withdraw_alias(last.id, ACTOR, noon()).await.unwrap());
    assert!(!store.withdraw_alias(last.id, ACTOR, noon()).await.unwrap());
    assert_eq!(standing(store, &gone).await, Vec::<bool>::new());
}
