//! What sources reported of how events ended, and people before all: the words that bets are settled
//! by go where the event goes.
//!
//! Each source's reports are one chain, which moves as a whole. Whatever is said of a joined event is
//! numbered anew, as if it had just been said: so every bet on it is judged again, by all that counts
//! there now.

use std::collections::BTreeSet;

use super::rows::{JoinRows, Journal};
use super::{Deed, JoinRecord};
use crate::store::StoreError;

/// How a note of a moved chain is called.
const KIND: &str = "report";

/// A source that speaks of an event.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Reporter {
    pub(in crate::store) source: i64,
    /// Its newest revision.
    pub(in crate::store) revision: i64,
    /// Whether bets may be settled by it.
    pub(in crate::store) counts: bool,
}

/// The end of a chain from a revision on, which is not part of it.
#[derive(Clone, Copy, Debug)]
struct End {
    event: i64,
    after: i64,
}

/// Reports go to another event, of some sources or all; answers of which, and after which revision of
/// theirs they stand there.
///
/// Where the source speaks of both, what it says of the other stands, unless that does not count and
/// this does.
pub(super) async fn take_reports<R: JoinRows>(
    rows: &mut R,
    turned: bool,
    (from, to): (i64, i64),
    of: Option<&BTreeSet<i64>>,
) -> Result<Vec<(i64, i64)>, StoreError> {
    let there = rows.reporters(to).await?;
    let mut moved = Vec::new();
    for one in rows.reporters(from).await? {
        if of.is_some_and(|sources| !sources.contains(&one.source)) {
            continue;
        }
        let after = match there.iter().find(|other| other.source == one.source) {
            None => 0,
            Some(other) if one.counts && !other.counts => other.revision,
            Some(_) => continue,
        };
        let ends = (End { event: from, after: 0 }, End { event: to, after });
        move_chain(rows, one.source, ends, turned).await?;
        moved.push((one.source, after));
    }
    Ok(moved)
}

/// The same, noted, so that it can be undone.
pub(super) async fn move_reports<R: JoinRows>(
    rows: &mut R,
    deed: &Deed<'_>,
    way: (i64, i64),
    of: Option<&BTreeSet<i64>>,
) -> Result<(), StoreError> {
    for (source, after) in take_reports(rows, deed.turned, way, of).await? {
        rows.journal(deed.id, &Journal::new(KIND, source, after.to_string())).await?;
    }
    Ok(())
}

/// The reports that a merge took go back with what was said since, and so do those of the sources whose
/// names go back.
pub(super) async fn return_reports<R: JoinRows>(
    rows: &mut R,
    join: &JoinRecord,
    back: &BTreeSet<i64>,
) -> Result<(), StoreError> {
    let (from, to) = (join.from.get(), join.to.get());
    let noted = rows.journaled(join.id, KIND).await?;
    // Merges of before reports were noted took them along with the results.
    let with_result = rows.journaled(join.id, "result").await?;
    let at_home = rows.reporters(from).await?;
    for one in rows.reporters(to).await? {
        let is_it = |note: &&Journal| note.row == one.source;
        let after = match noted.iter().find(is_it) {
            Some(note) => note.was.parse().unwrap_or_default(),
            None if at_home.iter().any(|home| home.source == one.source) => continue,
            None if back.contains(&one.source) || with_result.iter().any(|n| is_it(&n)) => 0,
            None => continue,
        };
        let ends = (End { event: to, after }, End { event: from, after: 0 });
        move_chain(rows, one.source, ends, join.is_turned).await?;
    }
    Ok(())
}

/// Moves the end of a source's chain to the end of another.
async fn move_chain<R: JoinRows>(
    rows: &mut R,
    source: i64,
    (from, to): (End, End),
    turned: bool,
) -> Result<(), StoreError> {
    rows.set_newest(to.event, source, to.after, false).await?;
    for report in rows.reports_after(from.event, source, from.after).await? {
        let revision = report.revision - from.after + to.after;
        let said = if turned { report.said.turned()? } else { report.said };
        rows.set_report(report.id, to.event, revision, &said).await?;
    }
    rows.set_newest(from.event, source, from.after, true).await
}

/// What is said of both events counts as new.
pub(super) async fn number_anew<R: JoinRows>(
    rows: &mut R,
    events: [i64; 2],
) -> Result<(), StoreError> {
    for event in events {
        rows.number_anew(event).await?;
    }
    Ok(())
}
