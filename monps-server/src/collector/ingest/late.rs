//! A price that was said before the one that stands: it goes into the history, where it belongs in time.

use std::collections::HashMap;

use monps_core::adapter::SourceQuote;
use monps_core::quote::{Quote, Side};
use monps_core::time::{Observed, Timestamp};

use super::MOMENT;
use super::work::Work;
use crate::cache::QuoteId;
use crate::store::{QuoteRow, Store, StoreError};

impl Work<'_> {
    /// A price that was said before the one that stands.
    pub(super) fn late(
        &mut self,
        id: QuoteId,
        quote: &SourceQuote,
        mut observed: Observed,
        before: &Quote,
        since: Option<Timestamp>,
    ) {
        let is_same = before.price == quote.price;
        // A source that is slower than another says the same a little older all the time.
        let is_out_of_order = self.observed_at < before.observed.observed_at;
        // Several prices may have been said under one stamp, and none of them is to be corrected.
        let beside = observed.observed_at.max(observed.source_at + MOMENT);
        match since {
            _ if is_same => {}
            Some(since) if since == observed.source_at => observed.source_at = beside,
            // What stands is known to have begun later, so this had ended by then.
            Some(since) if is_out_of_order && observed.source_at < since => {
                let beside = beside.min(since - MOMENT).max(observed.source_at);
                self.beside.push((self.batch.quotes.len(), beside));
            }
            _ if is_out_of_order => self.beside.push((self.batch.quotes.len(), beside)),
            _ => {}
        }
        let began_later = since.is_none_or(|since| observed.source_at < since);
        if is_same && !(began_later && is_out_of_order) {
            return;
        }
        self.report.late += 1;
        self.row(id, quote, observed);
        if !is_same && !began_later {
            // It stood before and stands again: without a row it would look as if it had ended.
            self.batch.quotes.push(QuoteRow {
                selection_id: id.0,
                venue_id: id.1,
                side: id.2,
                source_id: self.resolver.source_id(),
                observed: Observed {
                    source_at: before.observed.source_at.max(observed.source_at + MOMENT),
                    ..before.observed
                },
                price: Some(before.price),
                available: before.available,
                stake_max: before.stake_max,
            });
        }
    }
}

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
    let is_back = matches!(row.side, Side::Back);
    (row.selection_id.get(), row.venue_id.get(), is_back, row.observed.source_at)
}
