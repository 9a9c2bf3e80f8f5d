//! How events ended, as clients see it.

use poem_openapi::Object;

use crate::api::instant::Instant;
use crate::app::settlement::{Dispute, EventReports};
use crate::store::Report;

/// What a source said of how an event ended.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "ResultReport")]
pub(super) struct ReportView {
    /// Who: a feed, or `person`.
    source: String,
    /// Counts what the source said of the event, from 1.
    revision: i64,
    /// What: `first_half 0-1, full_time 2-1`, `postponed 30`.
    said: String,
    /// Whether the source has said nothing since, and it was neither taken back nor refused.
    counts: bool,
    /// Why it does not count: it cannot be.
    refused: Option<String>,
    /// When it was first seen.
    first_seen_at: Instant,
}

impl ReportView {
    pub(super) fn of(report: &Report) -> Self {
        Self {
            source: report.source.clone(),
            revision: report.revision,
            said: report.said(),
            counts: report.counts(),
            refused: report.refused.clone(),
            first_seen_at: report.first_seen_at.into(),
        }
    }
}

/// An event and all that was said of how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "EventResult")]
pub(super) struct EventResultView {
    /// The number of the event.
    event_id: i64,
    /// Its public name.
    match_id: String,
    /// The sport.
    sport: String,
    /// The side listed first.
    home_team: String,
    /// The side listed second.
    away_team: String,
    /// When it starts; null where the hour is not known.
    commence_time: Option<Instant>,
    /// What was said, oldest first.
    reports: Vec<ReportView>,
}

impl EventResultView {
    pub(super) fn of(said: EventReports) -> Self {
        let event = said.event;
        Self {
            event_id: event.id.get(),
            match_id: event.slug,
            sport: event.sport.to_string(),
            home_team: event.home,
            away_team: event.away,
            commence_time: event.time_known.then(|| event.starts_at.into()),
            reports: said.reports.iter().map(ReportView::of).collect(),
        }
    }
}

/// An event of which a person has to say how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Dispute")]
pub(super) struct DisputeView {
    #[oai(flatten)]
    event: EventResultView,
    /// Why, a sentence each.
    reasons: Vec<String>,
    /// The numbers of the bets that wait for it.
    bets: Vec<i64>,
}

impl DisputeView {
    pub(super) fn of(dispute: Dispute) -> Self {
        Self {
            event: EventResultView::of(dispute.said),
            reasons: dispute.reasons,
            bets: dispute.bets.into_iter().map(monps_core::id::BetId::get).collect(),
        }
    }

    /// What the next page begins after.
    pub(super) fn key(&self) -> String {
        self.event.event_id.to_string()
    }
}
