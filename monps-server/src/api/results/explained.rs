//! Why a bet was settled as it was, as clients see it.

use monps_core::ledger::Recorded;
use monps_core::odds::Price;
use poem_openapi::Object;

use super::view::ReportView;
use crate::api::bets::BetView;
use crate::api::instant::Instant;
use crate::api::number::Number;
use crate::app::problem::Problem;
use crate::app::settlement::{Explained, ExplainedLeg, VenuePrice};
use crate::store::LegRuling;

/// Why a bet was settled as it was, or what it waits for.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "BetExplained")]
pub(super) struct ExplainedView {
    /// In a few sentences.
    summary: Vec<String>,
    /// The bet.
    bet: BetView,
    /// Its legs.
    legs: Vec<LegExplained>,
    /// What the ledger booked for it, oldest first.
    entries: Vec<EntryLine>,
}

/// Why a leg was decided as it was.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct LegExplained {
    /// The event's public name; null where the event is gone.
    match_id: Option<String>,
    /// The market as it is understood.
    market: String,
    /// The selection as it is understood.
    selection: String,
    /// What became of the selection.
    result: Option<String>,
    /// The sets of rules that count for it.
    rules: String,
    /// How it was decided, oldest first.
    rulings: Vec<RulingView>,
    /// All that was said of its event, oldest first.
    reports: Vec<ReportView>,
    /// The close of its market.
    close: Option<CloseView>,
}

/// A decision on a leg.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "LegRuling")]
struct RulingView {
    /// What became of the selection.
    result: String,
    /// By whose word.
    source: String,
    /// By which of its revisions.
    revision: i64,
    /// What it said.
    said: String,
    /// The sets of rules that were asked.
    rules: String,
    /// When.
    decided_at: Instant,
}

/// The close of a market, and of the selection in it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "MarketClose")]
struct CloseView {
    /// Whose it is: the key of a venue, or `consensus`.
    reference: String,
    /// How its margin was taken out; null where the whole market was not priced.
    method: Option<String>,
    /// How long before the start the reference was last seen, in seconds.
    age_s: i64,
    /// The selection's price, after commission at an exchange.
    odds_close: Option<Number>,
    /// The selection's fair probability.
    fair_probability: Option<Number>,
    /// What each venue said last.
    venues: Vec<VenueView>,
}

/// What a venue said last before the start.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "VenueClose")]
struct VenueView {
    /// Its key.
    bookmaker: String,
    /// Its price, after commission at an exchange.
    odds_value: Number,
    /// When it was set.
    set_at: Instant,
    /// How long before the start it was last seen, in seconds.
    age_s: i64,
    /// Why it does not count; null where it does.
    left_out: Option<String>,
}

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "BetEntry")]
struct EntryLine {
    /// Its number.
    id: i64,
    /// Why: placed, settled, voided, reversed.
    reason: String,
    /// When.
    at: Instant,
    /// The entry that it undoes.
    reverses: Option<i64>,
}

impl ExplainedView {
    pub(super) fn of(explained: Explained) -> Result<Self, Problem> {
        Ok(Self {
            summary: explained.summary,
            bet: BetView::of(&explained.record)?,
            legs: explained.legs.iter().map(LegExplained::of).collect(),
            entries: explained.entries.iter().map(EntryLine::of).collect(),
        })
    }
}

impl LegExplained {
    fn of(leg: &ExplainedLeg) -> Self {
        Self {
            match_id: leg.event.as_ref().map(|event| event.slug.clone()),
            market: leg.leg.market.to_string(),
            selection: leg.leg.selection.to_string(),
            result: leg.leg.outcome.map(|outcome| outcome.as_str().to_owned()),
            rules: leg.rules.clone(),
            rulings: leg.rulings.iter().map(RulingView::of).collect(),
            reports: leg.reports.iter().map(ReportView::of).collect(),
            close: CloseView::of(leg),
        }
    }
}

impl RulingView {
    fn of(ruling: &LegRuling) -> Self {
        Self {
            result: ruling.outcome.to_string(),
            source: ruling.source.clone(),
            revision: ruling.revision,
            said: ruling.said.clone(),
            rules: ruling.rules.clone(),
            decided_at: ruling.decided_at.into(),
        }
    }
}

impl CloseView {
    fn of(leg: &ExplainedLeg) -> Option<Self> {
        let close = leg.close.as_deref()?;
        let selection = close.selections.get(&leg.leg.selection);
        Some(Self {
            reference: close.reference.clone(),
            method: close.method.clone(),
            age_s: close.age.num_seconds(),
            odds_close: selection.map(|selection| price(selection.price)),
            fair_probability: selection
                .and_then(|selection| selection.fair)
                .map(|fair| Number(fair.get().normalize())),
            venues: leg.venues.iter().map(VenueView::of).collect(),
        })
    }
}

impl VenueView {
    fn of(said: &VenuePrice) -> Self {
        Self {
            bookmaker: said.venue.clone(),
            odds_value: price(said.price),
            set_at: said.set_at.into(),
            age_s: said.age.num_seconds(),
            left_out: said.left_out.clone(),
        }
    }
}

impl EntryLine {
    fn of(recorded: &Recorded) -> Self {
        let entry = &recorded.entry;
        Self {
            id: recorded.id.get(),
            reason: entry.reason().as_str().to_owned(),
            at: entry.at().into(),
            reverses: entry.reverses().map(monps_core::id::EntryId::get),
        }
    }
}

fn price(price: Price) -> Number {
    Number(price.get().normalize())
}
