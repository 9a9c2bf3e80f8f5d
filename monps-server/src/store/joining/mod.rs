//! Making two events one, one event two, and undoing either, within a transaction of either engine.
//!
//! Nothing is thrown away. The markets and selections of the event that goes stay where they are, empty:
//! each has a twin in the other event, made if need be, and the rows of history go from one to the other
//! with a note of where they were. So undoing is exact for everything that was there; of what came
//! since, what the sources of the names that go back have said goes back with them.

mod reports;
mod rows;
mod statements;
mod undo;

pub(super) use reports::Reporter;
pub(super) use rows::{
    JoinBooks, JoinEvents, JoinNotes, JoinPrices, JoinReports, JoinRows, Journal, LegRow,
    MarketRow, NewJoin, RefRow, ReportRow, ReviewRow,
};
pub(super) use statements::{join_books, join_events, join_notes, join_prices, join_reports};
pub(super) use undo::undo;

use std::collections::{BTreeMap, BTreeSet};

use monps_core::catalog::{MarketKey, Selection};
use monps_core::id::EventId;
use monps_core::time::Timestamp;

use reports::{move_reports, number_anew};

use super::{JoinKind, JoinRecord, Merge, Sequence, Split, StoreError};

/// A selection and the one that it is in the other event, each with its market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Twin {
    from: i64,
    to: i64,
    from_market: i64,
    to_market: i64,
}

/// What becomes of selections that the other event lacks.
#[derive(Clone, Copy, Debug)]
enum Lacking<'a> {
    /// They are left out.
    Leave,
    /// They are made.
    Make,
    /// These are made, the others left out.
    MakeOf(&'a BTreeSet<i64>),
}

impl Lacking<'_> {
    fn is_made(self, selection: i64) -> bool {
        match self {
            Self::Leave => false,
            Self::Make => true,
            Self::MakeOf(these) => these.contains(&selection),
        }
    }
}

/// Who does it, when, and under which number.
struct Deed<'a> {
    id: i64,
    actor: &'a str,
    at: Timestamp,
    turned: bool,
}

fn gone() -> StoreError {
    StoreError::Conflict { what: "the events" }
}

/// Makes two events one.
pub(super) async fn merge<R: JoinRows>(
    rows: &mut R,
    merge: &Merge,
    review: Option<i64>,
) -> Result<i64, StoreError> {
    rows.begin_join().await?;
    let (from, to) = (merge.gone.get(), merge.kept.get());
    let sports = [rows.sport_of(from).await?, rows.sport_of(to).await?];
    let [Some(gone_sport), Some(kept_sport)] = sports else {
        return Err(gone());
    };
    if from == to || gone_sport != kept_sport {
        return Err(gone());
    }
    let join = NewJoin {
        kind: JoinKind::Merge,
        from,
        to,
        is_turned: merge.is_turned,
        review,
        actor: &merge.actor,
        at: merge.at,
    };
    let id = rows.note_join(&join).await?;
    let deed = Deed { id, actor: &merge.actor, at: merge.at, turned: merge.is_turned };
    let twins = twins(rows, from, to, merge.is_turned, Lacking::Make).await?;
    for twin in &twins {
        rows.take_quotes(id, twin.from, twin.to, None).await?;
        rows.follow_manual(twin.from, twin.to, to).await?;
    }
    move_refs(rows, &deed, from, to).await?;
    for (source, period) in rows.results(from).await? {
        move_result(rows, &deed, (source, &period), from, to).await?;
    }
    move_reports(rows, &deed, (from, to), None).await?;
    number_anew(rows, [from, to]).await?;
    let legs = rows.legs(from).await?;
    move_legs(rows, &deed, &legs, to, &twins).await?;
    move_findings(rows, &deed, from, to, &twins).await?;
    for other in rows.merged_into(from).await?.into_iter().chain([from]) {
        rows.journal(id, &Journal::new("merged", other, from.to_string())).await?;
        rows.set_merged(other, Some(to)).await?;
    }
    move_reviews(rows, &deed, from, to).await?;
    rows.note_changed(&[from, to]).await?;
    let detail = format!("event {from} was merged into event {to}");
    rows.audit(&merge.actor, "events_merged", "event", to, &detail, merge.at).await?;
    rows.audit(&merge.actor, "events_merged", "event", from, &detail, merge.at).await?;
    Ok(id)
}

/// Makes one event two.
pub(super) async fn split<R: JoinRows>(
    rows: &mut R,
    split: &Split,
) -> Result<(i64, EventId), StoreError> {
    rows.begin_join().await?;
    let from = split.event.get();
    if rows.sport_of(from).await?.is_none() {
        return Err(gone());
    }
    let all = rows.refs(from).await?;
    let wanted: BTreeSet<(i64, &str)> =
        split.refs.iter().map(|(source, name)| (source.get(), name.as_str())).collect();
    let (going, staying): (Vec<RefRow>, Vec<RefRow>) =
        all.into_iter().partition(|one| wanted.contains(&(one.source, one.name.as_str())));
    if going.len() != wanted.len() || going.is_empty() || staying.is_empty() {
        return Err(gone());
    }
    let to = rows.next_id(Sequence::Events).await?;
    rows.copy_event(from, to, &split.slug, split.at).await?;
    let join = NewJoin {
        kind: JoinKind::Split,
        from,
        to,
        is_turned: false,
        review: None,
        actor: &split.actor,
        at: split.at,
    };
    let id = rows.note_join(&join).await?;
    let deed = Deed { id, actor: &split.actor, at: split.at, turned: false };
    for one in going.iter().chain(&staying) {
        rows.journal(id, &one.journal()).await?;
    }
    give_lead(rows, to, &going).await?;
    give_lead(rows, from, &staying).await?;
    let stays: BTreeSet<i64> = staying.iter().map(|one| one.source).collect();
    let sources: BTreeSet<i64> = going.iter().map(|one| one.source).collect();
    let leaving: BTreeSet<i64> = sources.difference(&stays).copied().collect();
    for source in &leaving {
        take_source(rows, id, *source, from, to).await?;
    }
    for (source, period) in rows.results(from).await? {
        if leaving.contains(&source) {
            move_result(rows, &deed, (source, &period), from, to).await?;
        }
    }
    move_reports(rows, &deed, (from, to), Some(&leaving)).await?;
    number_anew(rows, [from, to]).await?;
    let bets: BTreeSet<i64> = split.bets.iter().map(|bet| bet.get()).collect();
    let mut legs = rows.legs(from).await?;
    legs.retain(|leg| bets.contains(&leg.bet));
    if legs.iter().map(|leg| leg.bet).collect::<BTreeSet<_>>() != bets {
        return Err(gone());
    }
    let of_legs: BTreeSet<i64> = legs.iter().filter_map(|leg| leg.selection).collect();
    let twins = twins(rows, from, to, false, Lacking::MakeOf(&of_legs)).await?;
    move_legs(rows, &deed, &legs, to, &twins).await?;
    rows.close_findings(from, split.at).await?;
    rows.note_changed(&[from, to]).await?;
    let detail = format!("event {to} was split from event {from}");
    rows.audit(&split.actor, "event_split", "event", from, &detail, split.at).await?;
    rows.audit(&split.actor, "event_split", "event", to, &detail, split.at).await?;
    Ok((id, EventId::new(to)))
}

/// Gives names to an event; one of them leads.
async fn give_lead<R: JoinRows>(
    rows: &mut R,
    event: i64,
    refs: &[RefRow],
) -> Result<(), StoreError> {
    let has_lead = refs.iter().any(|one| one.leads);
    for (index, one) in refs.iter().enumerate() {
        let leads = one.leads || (!has_lead && index == 0);
        rows.set_ref(&RefRow { leads, ..one.clone() }, event).await?;
    }
    Ok(())
}

/// The prices of a source go to the other event.
async fn take_source<R: JoinRows>(
    rows: &mut R,
    join: i64,
    source: i64,
    from: i64,
    to: i64,
) -> Result<(), StoreError> {
    let quoted = rows.quoted(from, source, None).await?;
    for twin in twins(rows, from, to, false, Lacking::MakeOf(&quoted)).await? {
        rows.take_quotes(join, twin.from, twin.to, Some(source)).await?;
        rows.follow_manual(twin.from, twin.to, to).await?;
    }
    Ok(())
}

/// What each selection of an event is in another. Those of a question that cannot be turned are nothing
/// there.
async fn twins<R: JoinRows>(
    rows: &mut R,
    from: i64,
    to: i64,
    turned: bool,
    lacking: Lacking<'_>,
) -> Result<Vec<Twin>, StoreError> {
    let theirs = rows.markets(from).await?;
    let ours = rows.markets(to).await?;
    let mut ours: BTreeMap<MarketKey, MarketRow> =
        ours.into_iter().map(|market| (market.key.clone(), market)).collect();
    let mut twins = Vec::new();
    for market in theirs {
        let key = if turned { market.key.turned() } else { Some(market.key.clone()) };
        let Some(key) = key else { continue };
        let is_made = market.selections.iter().any(|(id, _)| lacking.is_made(*id));
        if !ours.contains_key(&key) && is_made {
            let id = rows.next_id(Sequence::Markets).await?;
            rows.make_market(id, to, &key).await?;
            ours.insert(key.clone(), MarketRow { id, key: key.clone(), selections: Vec::new() });
        }
        let Some(ours) = ours.get_mut(&key) else { continue };
        for (from, selection) in market.selections {
            let selection = if turned { selection.turned() } else { selection };
            let known = ours.selections.iter().find(|(_, known)| *known == selection);
            let to = match known {
                Some((to, _)) => *to,
                None if lacking.is_made(from) => {
                    let id = rows.next_id(Sequence::Selections).await?;
                    rows.make_selection(id, ours.id, &selection).await?;
                    ours.selections.push((id, selection));
                    id
                }
                None => continue,
            };
            twins.push(Twin { from, to, from_market: market.id, to_market: ours.id });
        }
    }
    Ok(twins)
}

async fn move_refs<R: JoinRows>(
    rows: &mut R,
    deed: &Deed<'_>,
    from: i64,
    to: i64,
) -> Result<(), StoreError> {
    for one in rows.refs(from).await? {
        rows.journal(deed.id, &one.journal()).await?;
        let turned = one.turned != deed.turned;
        rows.set_ref(&RefRow { turned, leads: false, ..one }, to).await?;
    }
    Ok(())
}

async fn move_result<R: JoinRows>(
    rows: &mut R,
    deed: &Deed<'_>,
    (source, period): (i64, &str),
    from: i64,
    to: i64,
) -> Result<(), StoreError> {
    if rows.move_result((source, period), from, to, deed.turned).await? {
        let note = Journal { name: period.to_owned(), ..Journal::new("result", source, "") };
        rows.journal(deed.id, &note).await?;
    }
    Ok(())
}

/// The legs of bets are about the other event; what was agreed stays the same in its words.
async fn move_legs<R: JoinRows>(
    rows: &mut R,
    deed: &Deed<'_>,
    legs: &[LegRow],
    to: i64,
    twins: &[Twin],
) -> Result<(), StoreError> {
    for leg in legs {
        let was = leg.selection.map(|id| id.to_string()).unwrap_or_default();
        let note = Journal { position: leg.position, ..Journal::new("leg", leg.bet, was) };
        rows.journal(deed.id, &note).await?;
        let twin = |id: i64| twins.iter().find(|twin| twin.from == id).map(|twin| twin.to);
        let selection = leg.selection.and_then(twin);
        rows.set_leg(&leg.turned_if(deed.turned), selection, to).await?;
    }
    touch_bets(rows, deed, legs, to).await
}

async fn touch_bets<R: JoinRows>(
    rows: &mut R,
    deed: &Deed<'_>,
    legs: &[LegRow],
    to: i64,
) -> Result<(), StoreError> {
    let bets: BTreeSet<i64> = legs.iter().map(|leg| leg.bet).collect();
    let detail = format!("a leg of it is about event {to} now");
    for bet in bets {
        rows.touch_bet(bet, deed.at).await?;
        rows.audit(deed.actor, "bet_moved", "bet", bet, &detail, deed.at).await?;
    }
    Ok(())
}

/// Findings end, because the boards that they stood on do; those of the past go along.
async fn move_findings<R: JoinRows>(
    rows: &mut R,
    deed: &Deed<'_>,
    from: i64,
    to: i64,
    twins: &[Twin],
) -> Result<(), StoreError> {
    rows.close_findings(from, deed.at).await?;
    rows.close_findings(to, deed.at).await?;
    for (finding, market) in rows.findings(from).await? {
        let twin = twins.iter().find(|twin| twin.from_market == market);
        let Some(twin) = twin else { continue };
        rows.journal(deed.id, &Journal::new("finding", finding, market.to_string())).await?;
        rows.set_finding(finding, to, twin.to_market).await?;
        for (position, selection) in rows.finding_legs(finding).await? {
            let twin = twins.iter().find(|twin| twin.from == selection);
            let Some(twin) = twin else { continue };
            let was = selection.to_string();
            let note = Journal { position, ..Journal::new("finding_leg", finding, was) };
            rows.journal(deed.id, &note).await?;
            rows.set_finding_leg(finding, position, twin.to).await?;
        }
    }
    Ok(())
}

/// Open questions about the event that goes are asked about the one that is kept; those that this
/// answers are moot.
async fn move_reviews<R: JoinRows>(
    rows: &mut R,
    deed: &Deed<'_>,
    from: i64,
    to: i64,
) -> Result<(), StoreError> {
    for review in rows.open_reviews_about(from).await? {
        rows.journal(deed.id, &review.journal()).await?;
        let place = |event: i64| if event == from { to } else { event };
        let (event, candidate) = (place(review.event), place(review.candidate));
        let is_asked = rows.has_review(event, candidate).await?;
        if event == candidate || is_asked {
            rows.set_moot(review.id).await?;
        } else {
            let turned = review.turned != deed.turned;
            rows.set_review(&ReviewRow { event, candidate, turned, ..review }).await?;
        }
    }
    Ok(())
}

impl LegRow {
    /// The same in the words of an event whose sides stand the other way round. What nobody
    /// understands stays as it was written.
    fn turned_if(&self, turned: bool) -> Self {
        match self.key.turned() {
            Some(key) if turned => {
                let answer: Selection = self.answer.turned();
                Self { key, answer, ..self.clone() }
            }
            _ => self.clone(),
        }
    }
}
