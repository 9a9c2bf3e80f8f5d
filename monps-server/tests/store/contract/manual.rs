//! When prices entered by hand stop counting.

use std::sync::Arc;

use monps_core::quote::Side;
use monps_server::store::{ManualQuote, Store};

use super::ground::{Ground, noon, seconds};

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    let ground = Ground::new(store).await;
    let note = |selection: usize, after: i64| ManualQuote {
        event_id: ground.event,
        selection_id: ground.selections[selection],
        venue_id: ground.bookmaker().id,
        side: Side::Back,
        expires_at: noon() + seconds(after),
    };
    store.note_manual(&[note(0, 10), note(1, 5), note(2, 60)]).await.unwrap();
    let expired = async |after: i64| store.expired_manual(noon() + seconds(after), 10).await;
    assert_eq!(expired(4).await.unwrap(), []);
    assert_eq!(expired(10).await.unwrap(), [note(1, 5), note(0, 10)], "the longest first");
    assert_eq!(store.expired_manual(noon() + seconds(10), 1).await.unwrap(), [note(1, 5)]);
    // A later note replaces an earlier one, and forgetting the earlier one leaves it.
    store.note_manual(&[note(0, 15), note(0, 20)]).await.unwrap();
    store.forget_manual(&[note(0, 10), note(1, 5)]).await.unwrap();
    assert_eq!(expired(30).await.unwrap(), [note(0, 20)]);
    store.forget_manual(&[note(0, 20), note(2, 60)]).await.unwrap();
    assert_eq!(expired(90).await.unwrap(), []);
    store.note_manual(&[]).await.unwrap();
    store.forget_manual(&[]).await.unwrap();
}
