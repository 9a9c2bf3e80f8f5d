//! The catalogue.

use std::collections::BTreeSet;
use std::sync::Arc;

use monps_core::catalog::VenueAccess;
use monps_core::odds::Commission;
use monps_core::time::TimeDelta;
use monps_server::store::{Batch, Sequence, Store, StoreError};
use rust_decimal::dec;

use super::ground::{Ground, key, noon};

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    let ground = Ground::new(store).await;
    ids_are_handed_out_once(store).await;
    an_event_is_found_by_each_of_its_names(&ground).await;
    a_batch_that_breaks_a_rule_leaves_nothing(&ground).await;
    venues_are_made_once_and_changed(&ground).await;
    an_event_moves(&ground).await;
}

async fn ids_are_handed_out_once(store: &Arc<dyn Store>) {
    for sequence in [
        Sequence::Events,
        Sequence::Markets,
        Sequence::Selections,
        Sequence::Bets,
        Sequence::Entries,
        Sequence::Opportunities,
    ] {
        let first = store.reserve(sequence, 5).await.unwrap();
        assert_eq!(store.reserve(sequence, 1).await.unwrap(), first + 5);
    }
    let blocks = (0..20).map(|_| store.reserve(Sequence::Bets, 3));
    let blocks = futures_util::future::join_all(blocks).await;
    let ids: BTreeSet<i64> = blocks
        .into_iter()
        .flat_map(|first| {
            let first = first.unwrap();
            first..first + 3
        })
        .collect();
    assert_eq!(ids.len(), 60);
}

async fn an_event_is_found_by_each_of_its_names(ground: &Ground) {
    let store = &ground.store;
    let record = store.event_by_slug(&ground.name("event")).await.unwrap().unwrap();
    assert_eq!(record.event.id, ground.event);
    assert_eq!(record.event.home, ground.name("Évian"));
    assert_eq!(record.event.starts_at, noon() + TimeDelta::hours(7));
    assert_eq!(record.competition, Some(ground.name("league")));
    assert_eq!(store.events(&[ground.event]).await.unwrap(), std::slice::from_ref(&record));
    assert_eq!(store.event_by_slug("no such event").await.unwrap(), None);

    let asked = ["nobody".to_owned(), ground.name("ref")];
    let found = store.events_by_ref(ground.source, &asked).await.unwrap();
    assert_eq!(found[0], None);
    assert_eq!(found[1].unwrap().id, ground.event);
    assert_eq!(store.events_by_ref(ground.source, &[]).await.unwrap(), []);

    let from = store.events_starting_from(record.event.starts_at).await.unwrap();
    assert!(from.contains(&record));
    let later = record.event.starts_at + TimeDelta::milliseconds(1);
    assert!(!store.events_starting_from(later).await.unwrap().contains(&record));

    let markets = store.markets_of(&[ground.event]).await.unwrap();
    assert_eq!(markets.len(), 1);
    assert_eq!(markets[0].key, key());
    let ids: Vec<_> = markets[0].selections.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, ground.selections);
}

async fn a_batch_that_breaks_a_rule_leaves_nothing(ground: &Ground) {
    // The second event has the public name of one that is there: neither is made.
    let store = &ground.store;
    let first = store.reserve(Sequence::Events, 2).await.unwrap();
    let event = |id: i64, slug: &str| {
        let mut event = ground.new_event();
        event.id = monps_core::id::EventId::new(id);
        slug.clone_into(&mut event.slug);
        event
    };
    let fresh = ground.name("fresh");
    let events = vec![event(first, &fresh), event(first + 1, &ground.name("event"))];
    let refused = store.append(&Batch { events, ..Batch::default() }).await;
    assert!(matches!(refused, Err(StoreError::Conflict { .. })), "{refused:?}");
    assert!(refused.unwrap_err().is_retryable());
    assert_eq!(store.event_by_slug(&fresh).await.unwrap(), None);
}

async fn venues_are_made_once_and_changed(ground: &Ground) {
    let store = &ground.store;
    assert_eq!(store.ensure_source(&ground.name("source")).await.unwrap(), ground.source);
    let mut asked = ground.venues.clone();
    asked[0].title = "Another".to_owned();
    assert_eq!(store.ensure_venues(&asked).await.unwrap(), ground.venues, "kept as it was");

    let mut venue = ground.exchange().clone();
    venue.title = "Betfair".to_owned();
    venue.commission = Commission::new(dec!(0.0125)).unwrap();
    store.update_venue(&venue).await.unwrap();
    store.set_access(&[(ground.bookmaker().id, VenueAccess::Barred)]).await.unwrap();
    let all = store.venues().await.unwrap();
    assert!(all.is_sorted_by(|a, b| a.key.as_str() < b.key.as_str()));
    assert!(all.contains(&venue));
    let bookmaker = all.iter().find(|one| one.id == ground.bookmaker().id).unwrap();
    assert_eq!(bookmaker.access, VenueAccess::Barred);
    store.update_venue(ground.exchange()).await.unwrap();
}

async fn an_event_moves(ground: &Ground) {
    let starts_at = noon() + TimeDelta::days(1);
    let moved = vec![(ground.event, noon(), true), (ground.event, starts_at, false)];
    ground.store.append(&Batch { moved, ..Batch::default() }).await.unwrap();
    let event = ground.store.events(&[ground.event]).await.unwrap().remove(0).event;
    assert_eq!((event.starts_at, event.time_known), (starts_at, false), "the last word counts");
}
