//! Several prices under one stamp of a source: each keeps a row of its own.

use std::collections::HashMap;

use monps_core::time::Timestamp;

use crate::store::{QuoteRow, Store, StoreError};

/// Moves rows, told by their places, to the stamps beside them where the history has another price under
/// their own; where it has the same, the row says nothing new and stays what it is.
pub(super) async fn keep_apart(
    store: &dyn Store,
    quotes: &mut [QuoteRow],
    beside: &[(usize, Timestamp)],
) -> Result<(), StoreError> {
    let wanted: Vec<QuoteRow> =
        beside.iter().filter_map(|(place, _)| quotes.get(*place)).copied().collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let known = store.rows_under(&wanted).await?;
    let known: HashMap<_, _> = known.iter().map(|row| (key(row), row.price)).collect();
    for (place, stamp) in beside {
        let Some(row) = quotes.get_mut(*place) else { continue };
        if known.get(&key(row)).is_some_and(|price| *price != row.price) {
            row.observed.source_at = *stamp;
        }
    }
    Ok(())
}

/// What a row is known by.
const fn key(row: &QuoteRow) -> (i64, i64, bool, Timestamp) {
    let is_back = matches!(row.side, monps_core::quote::Side::Back);
    (row.selection_id.get(), row.venue_id.get(), is_back, row.observed.source_at)
}
