//! Bets as a table: a file that spreadsheets open, and that the import reads back.
//!
//! Columns are headed with the words of the import's fields. A file is written a page at a time, so
//! that its size costs no memory.

mod row;

use std::collections::HashMap;
use std::sync::Arc;

use monps_core::id::EventId;

use super::bets::{Bets, ListRequest};
use super::imports::Field;
use super::problem::Problem;
use crate::store::{BetRecord, EventRecord, Store};
use row::{Number, cells};

/// Bets written at once.
const PAGE: u32 = 500;
/// The most bets of a file.
pub const BETS_MAX: u64 = 250_000;
/// Tells spreadsheets that the text is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// What stands between columns.
    pub separator: u8,
    /// Numbers have a comma before their decimals.
    pub decimal_comma: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { separator: b',', decimal_comma: false }
    }
}

/// Exports bets.
#[derive(Clone, Debug)]
pub struct BetExports {
    store: Arc<dyn Store>,
    bets: Arc<Bets>,
}

/// A file that is being written.
#[derive(Debug)]
pub struct Export {
    exports: BetExports,
    style: Style,
    /// The page to come; none after the last.
    request: Option<ListRequest>,
    /// What was written and not handed out.
    ready: Option<Vec<u8>>,
}

impl BetExports {
    /// Over a store and its bets.
    #[must_use]
    pub const fn new(store: Arc<dyn Store>, bets: Arc<Bets>) -> Self {
        Self { store, bets }
    }

    /// Begins a file of the bets of a list, in its order, whatever its page and limit; the first page
    /// is written.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for words that are none, or for more than [`BETS_MAX`] bets;
    /// [`Problem::Store`].
    pub async fn begin(&self, list: ListRequest, style: Style) -> Result<Export, Problem> {
        let request = Some(ListRequest { after: None, limit: PAGE, ..list });
        let mut export = Export { exports: self.clone(), style, request, ready: None };
        let headings = Field::all().map(|field| field.as_str().to_owned()).collect();
        let mut first = BYTE_ORDER_MARK.as_bytes().to_vec();
        export.write(&mut first, [headings])?;
        export.page(&mut first).await?;
        export.ready = Some(first);
        Ok(export)
    }

    async fn events_of(
        &self,
        bets: &[BetRecord],
    ) -> Result<HashMap<EventId, EventRecord>, Problem> {
        let legs = bets.iter().flat_map(|record| &record.bet.terms().legs);
        let mut ids: Vec<EventId> = legs.map(|leg| leg.event_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let events = self.store.events(&ids).await?;
        Ok(events.into_iter().map(|record| (record.event.id, record)).collect())
    }
}

impl Export {
    /// The next part of the file; none after its end.
    ///
    /// # Errors
    /// [`Problem::Store`], [`Problem::Broken`] for a bet whose price cannot be worked out.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Problem> {
        if let Some(ready) = self.ready.take() {
            return Ok(Some(ready));
        }
        let mut part = Vec::new();
        self.page(&mut part).await?;
        Ok(Some(part).filter(|part| !part.is_empty()))
    }

    async fn page(&mut self, part: &mut Vec<u8>) -> Result<(), Problem> {
        let Some(request) = self.request.take() else { return Ok(()) };
        let list = self.exports.bets.list(&request).await?;
        if list.total > BETS_MAX {
            let message = format!("{} bets are more than {BETS_MAX}: say from when", list.total);
            return Err(Problem::invalid("from", message));
        }
        let events = self.exports.events_of(&list.bets).await?;
        let number = Number { comma: self.style.decimal_comma };
        let rows = list.bets.iter().map(|record| cells(record, &events, number));
        let rows: Vec<Vec<String>> = rows.collect::<Result<_, Problem>>()?;
        self.write(part, rows)?;
        self.request = list.next.map(|next| ListRequest { after: Some(next), ..request });
        Ok(())
    }

    fn write(
        &self,
        part: &mut Vec<u8>,
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Result<(), Problem> {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.style.separator)
            .terminator(csv::Terminator::CRLF)
            .from_writer(part);
        for row in rows {
            writer.write_record(&row).map_err(Problem::broken)?;
        }
        writer.flush().map_err(Problem::broken)
    }
}
