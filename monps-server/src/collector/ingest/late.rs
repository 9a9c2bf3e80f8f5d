//! A price that was said before the one that stands: it goes into the history, where it belongs in time.

use monps_core::adapter::SourceQuote;
use monps_core::quote::Quote;
use monps_core::time::{Observed, Timestamp};

use super::MOMENT;
use super::work::Work;
use crate::cache::QuoteId;
use crate::store::QuoteRow;

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
        if !is_same && (is_out_of_order || since == Some(observed.source_at)) {
            // Several prices may have been said under this stamp, and none of them is to be corrected.
            let free = observed.observed_at.max(observed.source_at + MOMENT);
            observed.source_at = match since {
                // It ended at the latest when the standing one began.
                Some(since) if observed.source_at < since => {
                    free.min(since - MOMENT).max(observed.source_at)
                }
                _ => free,
            };
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
