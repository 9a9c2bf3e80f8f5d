//! From the rows of a file to what each of them would become.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use monps_core::catalog::{VenueKey, fold_name};
use sha2::{Digest, Sha256};

use super::known::{Known, Words, tag};
use super::mapping::{Columns, Mapping};
use super::recorded::{Recorded, Remark};
use super::row::{OTHER, Read, Row};
use super::{PlannedRow, RowState};
use crate::app::bets::{NewBet, Rehearsal};
use crate::app::problem::{Fault, Problem};

/// Rows read before others have their turn.
const ROWS_AT_ONCE: usize = 200;

/// A new bet of a row, and what tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    pub(super) tag: String,
    pub(super) words: Words,
    pub(super) new: NewBet,
}

/// A plan as it grows.
pub(super) struct Planner<'a> {
    pub(super) columns: &'a Columns,
    pub(super) mapping: &'a Mapping,
    pub(super) known: &'a mut Known,
    pub(super) rehearsal: Rehearsal<'a>,
    /// How often a row without a number has stood above.
    seen: HashMap<String, usize>,
    /// The line in which a label stood first.
    lines: HashMap<String, u64>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(
        columns: &'a Columns,
        mapping: &'a Mapping,
        known: &'a mut Known,
        rehearsal: Rehearsal<'a>,
    ) -> Self {
        let (seen, lines) = (HashMap::new(), HashMap::new());
        Self { columns, mapping, known, rehearsal, seen, lines }
    }

    /// What each row is. The work grows with the rows alone, and pauses among them.
    pub(super) async fn rows(
        mut self,
        rows: &[(u64, Vec<String>)],
    ) -> Result<Vec<PlannedRow>, Problem> {
        let mut planned = Vec::with_capacity(rows.len());
        for (index, (line, cells)) in rows.iter().enumerate() {
            if index % ROWS_AT_ONCE == ROWS_AT_ONCE - 1 {
                tokio::task::yield_now().await;
            }
            let row = Row { cells, columns: self.columns, mapping: self.mapping };
            planned.push(match told(row.read())? {
                Ok(read) => self.row(*line, read).await?,
                Err(faults) => refused(*line, None, faults),
            });
        }
        Ok(planned)
    }

    async fn row(&mut self, line: u64, read: Read) -> Result<PlannedRow, Problem> {
        let Read { reference, mut said, mut new } = read;
        if said.currency.is_empty() {
            self.rehearsal.home().code().clone_into(&mut said.currency);
        }
        let venue = self.rehearsal.venue(&new.bookmaker, new.lays).await;
        let venue: VenueKey = match told(venue)? {
            Ok(venue) => venue.key.clone(),
            Err(faults) => return Ok(refused(line, Some(said), faults)),
        };
        said.reference = reference.unwrap_or_else(|| self.digest(&said));
        let tag = tag(&venue, &said.reference);
        new.tags.push(tag.clone());
        let rehearsed = told(self.rehearsal.of(&new).await)?;
        let mut remarks = Vec::new();
        if let Ok(rehearsed) = &rehearsed {
            remarks = said.compare(rehearsed);
        }
        if new.legs.iter().any(|leg| leg.market_type.as_deref() == Some(OTHER)) {
            remarks.push(Remark::NotUnderstood);
        }
        let words = Words::of(venue, &new);
        let state = match self.state(line, &tag, &words, &said, &mut remarks) {
            RowState::New => match rehearsed {
                Ok(_) => RowState::New,
                Err(faults) => RowState::Refused(faults),
            },
            state => state,
        };
        let bet = (state == RowState::New).then(|| Box::new(Planned { tag, words, new }));
        Ok(PlannedRow { line, state, said: Some(said), remarks, bet })
    }

    fn state(
        &mut self,
        line: u64,
        tag: &str,
        words: &Words,
        said: &Recorded,
        remarks: &mut Vec<Remark>,
    ) -> RowState {
        match self.lines.entry(tag.to_owned()) {
            Entry::Occupied(first) => return RowState::Repeated(*first.get()),
            Entry::Vacant(place) => {
                place.insert(line);
            }
        }
        if let Some(id) = self.known.imported(tag) {
            return RowState::Known(id);
        }
        match self.known.take_by_hand(words, said.placed_at) {
            Some(id) => {
                remarks.push(Remark::RecordedByHand);
                RowState::Known(id)
            }
            None => RowState::New,
        }
    }

    /// What stands for the venue's number where there is none: a digest of what the row says and of how
    /// often that stood above, so that two equal bets are two.
    fn digest(&mut self, said: &Recorded) -> String {
        let text = format!(
            "{}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}",
            said.placed_at.to_rfc3339(),
            fold_name(&said.event),
            fold_name(&said.selection),
            said.odds.normalize(),
            said.stake.normalize(),
        );
        let before = self.seen.entry(text.clone()).or_default();
        let digest = Sha256::digest(format!("{text}\u{1f}{before}").as_bytes());
        *before += 1;
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

fn refused(line: u64, said: Option<Recorded>, faults: Vec<Fault>) -> PlannedRow {
    PlannedRow { line, state: RowState::Refused(faults), said, remarks: Vec::new(), bet: None }
}

/// What is wrong with a row; what is wrong with the store ends the whole.
pub(super) fn told<T>(outcome: Result<T, Problem>) -> Result<Result<T, Vec<Fault>>, Problem> {
    match outcome {
        Ok(found) => Ok(Ok(found)),
        Err(Problem::Invalid { faults }) => Ok(Err(faults)),
        Err(Problem::Conflict { detail, .. } | Problem::NotFound { detail, .. }) => {
            Ok(Err(vec![Fault { field: String::new(), message: detail }]))
        }
        Err(problem) => Err(problem),
    }
}
