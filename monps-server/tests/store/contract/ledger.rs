//! The ledger: accounts, entries, the chain and the trace.

use std::sync::Arc;

use monps_core::id::EntryId;
use monps_core::ledger::{Account, AccountKind, Entry, EntryReason, Header, rules};
use monps_core::time::TimeDelta;
use monps_server::app::ledger::verify;
use monps_server::store::{
    AuditNote, Booking, EntryQuery, KeptAnswer, PROVISIONAL, Store, StoreError,
};
use rust_decimal::dec;

use super::ground::{Ground, euros, noon};

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    let ground = Ground::new(store).await;
    let accounts = accounts_are_made_once(&ground).await;
    entries_go_on_from_the_last(&ground, &accounts).await;
    an_entry_can_undo_one_of_its_own_booking(&ground, &accounts).await;
    what_was_decided_on_an_older_end_is_refused(&ground, &accounts).await;
    a_key_is_answered_once_and_forgotten_after_a_day(&ground, &accounts).await;
    assert_eq!(verify(store).await.unwrap().fault, None);
}

async fn accounts_are_made_once(ground: &Ground) -> [Account; 2] {
    let cash = ground.account(AccountKind::Venue).await;
    let owner = ground.account(AccountKind::Owner).await;
    assert_eq!(ground.account(AccountKind::Venue).await, cash);
    assert_eq!(ground.account(AccountKind::Owner).await, owner);
    let all = ground.store.accounts().await.unwrap();
    assert!(all.contains(&cash) && all.contains(&owner));
    assert_eq!(cash.login(), Some(&*ground.name("me")));
    [owner, cash]
}

fn deposit(accounts: &[Account; 2], note: &str) -> Entry {
    let header = Header::at(noon()).noting(note);
    rules::deposit(&accounts[0], &accounts[1], euros(dec!(12.30)), header).unwrap()
}

async fn entries_go_on_from_the_last(ground: &Ground, accounts: &[Account; 2]) {
    let store = &ground.store;
    let before = store.chain_head().await.unwrap();
    let note = "une note: œuf|5|\n😀";
    let booking = Booking {
        entries: vec![deposit(accounts, note), deposit(accounts, "two")],
        audit: vec![AuditNote {
            actor: "a person".to_owned(),
            action: "deposited",
            subject: "account",
            subject_id: accounts[1].id().get(),
            detail: "24.60 EUR".to_owned(),
        }],
        rulings: Vec::new(),
        answer: None,
        recorded_at: noon(),
    };
    let ids = store.book(&booking, None).await.unwrap();
    let last = before.entry_id.map_or(0, EntryId::get);
    assert_eq!(ids, [EntryId::new(last + 1), EntryId::new(last + 2)]);
    let head = store.chain_head().await.unwrap();
    assert_eq!(head.entry_id, Some(ids[1]));
    assert_eq!(head.entry_count, before.entry_count + 2);
    assert!(head.version > before.version);

    let kept = store.entries_after(EntryId::new(last), 10).await.unwrap();
    assert_eq!(kept.iter().map(|entry| entry.recorded.id).collect::<Vec<_>>(), ids);
    assert_eq!(kept[0].recorded.entry, booking.entries[0]);
    assert_eq!(kept[0].recorded_at, noon());
    assert_eq!(kept[1].hash, head.hash);
    assert_eq!(store.entries_after(EntryId::new(last), 1).await.unwrap(), kept[..1]);

    let query = EntryQuery { account_id: Some(accounts[1].id()), limit: 10, ..Default::default() };
    let newest = store.entries(&query).await.unwrap();
    assert_eq!(newest.iter().map(|entry| entry.recorded.id).collect::<Vec<_>>(), [ids[1], ids[0]]);
    let older = EntryQuery { before: Some(ids[1]), reason: Some(EntryReason::Deposit), ..query };
    assert_eq!(store.entries(&older).await.unwrap(), kept[..1]);
    let of_a_bet = EntryQuery { bet_id: Some(monps_core::id::BetId::new(-1)), ..older };
    assert!(store.entries(&of_a_bet).await.unwrap().is_empty());

    let trail = store.audit("account", accounts[1].id().get(), 10).await.unwrap();
    assert_eq!((&*trail[0].actor, &*trail[0].action), ("a person", "deposited"));
    assert_eq!(trail[0].at, noon());
}

async fn an_entry_can_undo_one_of_its_own_booking(ground: &Ground, accounts: &[Account; 2]) {
    let made = deposit(accounts, "in error");
    let postings = Entry::reverse(
        &monps_core::ledger::Recorded { id: EntryId::new(PROVISIONAL), entry: made.clone() },
        Header::at(noon()),
    );
    let booking = Booking {
        entries: vec![made, postings.unwrap()],
        recorded_at: noon(),
        ..Booking::default()
    };
    let ids = ground.store.book(&booking, None).await.unwrap();
    let before = EntryId::new(ids[0].get() - 1);
    let kept = ground.store.entries_after(before, 2).await.unwrap();
    assert_eq!(kept[1].recorded.entry.reverses(), Some(ids[0]));
}

async fn what_was_decided_on_an_older_end_is_refused(ground: &Ground, accounts: &[Account; 2]) {
    let store = &ground.store;
    let head = store.chain_head().await.unwrap();
    let booking = Booking {
        entries: vec![deposit(accounts, "decided")],
        recorded_at: noon(),
        ..Booking::default()
    };
    let older = head.entry_id.map(|id| EntryId::new(id.get() - 1));
    let refused = store.book(&booking, older).await;
    assert!(matches!(refused, Err(StoreError::Conflict { .. })), "{refused:?}");
    assert_eq!(store.chain_head().await.unwrap(), head, "nothing of it happened");
    store.book(&booking, head.entry_id).await.unwrap();
}

async fn a_key_is_answered_once_and_forgotten_after_a_day(
    ground: &Ground,
    accounts: &[Account; 2],
) {
    let store = &ground.store;
    let answer = |key: &str, at| KeptAnswer {
        scope: "POST /deposits".to_owned(),
        key: ground.name(key),
        request_hash: "abc".to_owned(),
        status: 201,
        warning: Some("w".to_owned()),
        body: "{\"a\": 1.50,\n \"b\":[]}".to_owned(),
        at,
    };
    let booking = |answer: KeptAnswer| Booking {
        entries: vec![deposit(accounts, "once")],
        recorded_at: answer.at,
        answer: Some(answer),
        audit: Vec::new(),
        rulings: Vec::new(),
    };
    let first = answer("key", noon());
    store.book(&booking(first.clone()), None).await.unwrap();
    let head = store.chain_head().await.unwrap();
    let again = store.book(&booking(first.clone()), None).await;
    assert!(matches!(again, Err(StoreError::Conflict { .. })), "{again:?}");
    assert_eq!(store.chain_head().await.unwrap(), head, "the entry went with the answer");
    let kept = store.kept_answer(&first.scope, &first.key, noon()).await.unwrap();
    assert_eq!(kept.as_ref(), Some(&first), "to the byte");
    let later = noon() + TimeDelta::milliseconds(1);
    assert_eq!(store.kept_answer(&first.scope, &first.key, later).await.unwrap(), None);
    let tomorrow = noon() + TimeDelta::hours(24) + TimeDelta::milliseconds(1);
    store.book(&booking(answer("other", tomorrow)), None).await.unwrap();
    assert_eq!(store.kept_answer(&first.scope, &first.key, noon()).await.unwrap(), None);
}
