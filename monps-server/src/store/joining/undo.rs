//! Undoing a merge or a split: the latest that concerns its events, so that nothing stands upon it.

use std::collections::BTreeSet;

use monps_core::time::Timestamp;

use super::reports::{number_anew, return_reports, take_reports};
use super::rows::{JoinRows, LegRow, RefRow, ReviewRow};
use super::{Deed, Lacking, Twin, give_lead, touch_bets, twins};
use crate::store::{JoinKind, JoinRecord, StoreError, Undone};

/// Undoes a join that was read since [`begin_join`](super::JoinEvents::begin_join).
pub(in crate::store) async fn undo<R: JoinRows>(
    rows: &mut R,
    join: &JoinRecord,
    actor: &str,
    at: Timestamp,
) -> Result<Undone, StoreError> {
    if join.undone.is_some() {
        return Ok(Undone::Before);
    }
    let (from, to) = (join.from.get(), join.to.get());
    if let Some(later) = rows.later_join(join.id, [from, to]).await? {
        return Ok(Undone::Blocked(later));
    }
    let deed = Deed { id: join.id, actor, at, turned: join.is_turned };
    // What went from one event to the other comes back from there.
    let twins = twins(rows, from, to, join.is_turned, Lacking::Leave).await?;
    match join.kind {
        JoinKind::Merge => part(rows, &deed, join, &twins).await?,
        JoinKind::Split => gather(rows, &deed, join, &twins).await?,
    }
    let legs = rows.journaled(join.id, "leg").await?;
    let standing = rows.legs(to).await?;
    let mut moved: Vec<LegRow> = Vec::new();
    for note in &legs {
        let is_it = |leg: &&LegRow| leg.bet == note.row && leg.position == note.position;
        let Some(leg) = standing.iter().find(is_it) else { continue };
        rows.set_leg(&leg.turned_if(deed.turned), note.was.parse().ok(), from).await?;
        moved.push(leg.clone());
    }
    touch_bets(rows, &deed, &moved, from).await?;
    number_anew(rows, [from, to]).await?;
    rows.close_findings(from, at).await?;
    rows.close_findings(to, at).await?;
    rows.note_undone(join.id, actor, at).await?;
    rows.note_changed(&[from, to]).await?;
    let detail = format!("the {} of events {from} and {to} was undone", join.kind.as_str());
    rows.audit(actor, "join_undone", "event", to, &detail, at).await?;
    rows.audit(actor, "join_undone", "event", from, &detail, at).await?;
    Ok(Undone::Done)
}

/// Undoes a merge: the event that was gone is back, with what was its own, and what its sources have
/// said since.
async fn part<R: JoinRows>(
    rows: &mut R,
    deed: &Deed<'_>,
    join: &JoinRecord,
    moved: &[Twin],
) -> Result<(), StoreError> {
    let (from, to) = (join.from.get(), join.to.get());
    for note in rows.journaled(join.id, "merged").await? {
        let into = (note.row != from).then_some(from);
        rows.set_merged(note.row, into).await?;
    }
    let refs: Vec<RefRow> = rows.journaled(join.id, "ref").await?.iter().map(RefRow::of).collect();
    for one in &refs {
        rows.set_ref(one, from).await?;
    }
    for twin in moved {
        rows.return_quotes(join.id, twin.from, twin.to).await?;
    }
    let left: BTreeSet<i64> = rows.refs(to).await?.into_iter().map(|one| one.source).collect();
    let back: BTreeSet<i64> =
        refs.iter().map(|one| one.source).filter(|source| !left.contains(source)).collect();
    pass_since(rows, join, &back).await?;
    let noted = rows.journaled(join.id, "result").await?;
    for (source, period) in rows.results(to).await? {
        let was_here = noted.iter().any(|note| note.row == source && note.name == period);
        if was_here || back.contains(&source) {
            rows.move_result((source, &period), to, from, deed.turned).await?;
        }
    }
    return_reports(rows, join, &back).await?;
    for note in rows.journaled(join.id, "finding").await? {
        if let Ok(market) = note.was.parse() {
            rows.set_finding(note.row, from, market).await?;
        }
    }
    for note in rows.journaled(join.id, "finding_leg").await? {
        if let Ok(selection) = note.was.parse() {
            rows.set_finding_leg(note.row, note.position, selection).await?;
        }
    }
    for note in rows.journaled(join.id, "review").await? {
        if let Some(review) = ReviewRow::of(&note) {
            rows.set_review(&review).await?;
        }
    }
    rows.ask_again(from).await
}

/// What some sources have said of the event since the join goes back with them.
async fn pass_since<R: JoinRows>(
    rows: &mut R,
    join: &JoinRecord,
    sources: &BTreeSet<i64>,
) -> Result<(), StoreError> {
    let (from, to) = (join.from.get(), join.to.get());
    for source in sources {
        let quoted = rows.quoted(to, *source, Some(join.at)).await?;
        for twin in twins(rows, to, from, join.is_turned, Lacking::MakeOf(&quoted)).await? {
            rows.pass_quotes(twin.from, twin.to, *source, join.at).await?;
        }
    }
    for twin in twins(rows, to, from, join.is_turned, Lacking::Leave).await? {
        rows.follow_manual(twin.from, twin.to, from).await?;
    }
    Ok(())
}

/// Undoes a split: everything of the new event goes back, and it is merged into the first.
async fn gather<R: JoinRows>(
    rows: &mut R,
    deed: &Deed<'_>,
    join: &JoinRecord,
    moved: &[Twin],
) -> Result<(), StoreError> {
    let (from, to) = (join.from.get(), join.to.get());
    for twin in moved {
        rows.return_quotes(join.id, twin.from, twin.to).await?;
    }
    let since: BTreeSet<i64> = rows.refs(to).await?.into_iter().map(|one| one.source).collect();
    pass_since(rows, join, &since).await?;
    let refs: Vec<RefRow> = rows.journaled(join.id, "ref").await?.iter().map(RefRow::of).collect();
    give_lead(rows, from, &refs).await?;
    // Names that the new event got since come along.
    for one in rows.refs(to).await? {
        rows.set_ref(&RefRow { leads: false, ..one }, from).await?;
    }
    for (source, period) in rows.results(to).await? {
        rows.move_result((source, &period), to, from, deed.turned).await?;
    }
    take_reports(rows, deed.turned, (to, from), None).await?;
    // Bets that were placed on the new event since are about the first.
    let noted = rows.journaled(join.id, "leg").await?;
    let mut legs = rows.legs(to).await?;
    legs.retain(|leg| {
        !noted.iter().any(|note| (note.row, note.position) == (leg.bet, leg.position))
    });
    let of_legs: BTreeSet<i64> = legs.iter().filter_map(|leg| leg.selection).collect();
    let back = twins(rows, to, from, false, Lacking::MakeOf(&of_legs)).await?;
    for leg in &legs {
        let twin = |id: i64| back.iter().find(|twin| twin.from == id).map(|twin| twin.to);
        rows.set_leg(leg, leg.selection.and_then(twin), from).await?;
    }
    touch_bets(rows, deed, &legs, from).await?;
    rows.set_merged(to, Some(from)).await
}
