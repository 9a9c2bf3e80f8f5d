//! One league on its way from fixtures to the last page of its odds.

use monps_core::adapter::{Coverage, QuotaReport, Skipped, Snapshot, SourceEvent};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::Timestamp;

use crate::api_football::convert::{self, Fixtures};
use crate::api_football::wire::Page;

/// Pages of one league: five hundred fixtures are more than any has within two weeks.
const PAGES_MAX: u32 = 50;

/// What is asked for next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Fixtures,
    Odds { page: u32 },
}

/// A league and what was read of it so far.
#[derive(Debug)]
pub(super) struct League {
    pub(super) id: String,
    pub(super) stage: Stage,
    fixtures: Fixtures,
    events: Vec<SourceEvent>,
    skipped: Vec<Skipped>,
    observed_at: Option<Timestamp>,
    quota: Option<QuotaReport>,
}

impl League {
    pub(super) fn new(id: String) -> Self {
        Self {
            id,
            stage: Stage::Fixtures,
            fixtures: Fixtures::new(),
            events: Vec::new(),
            skipped: Vec::new(),
            observed_at: None,
            quota: None,
        }
    }

    /// Takes a page; whether there is another to ask for.
    pub(super) fn take(
        &mut self,
        page: &Page<'_>,
        received_at: Timestamp,
        quota: Option<QuotaReport>,
    ) -> Result<bool, Fault> {
        self.quota = quota.or(self.quota);
        match self.stage {
            Stage::Fixtures => {
                let (fixtures, skipped) = convert::fixtures(page)?;
                self.fixtures = fixtures;
                self.skipped.extend(skipped);
                self.stage = Stage::Odds { page: 1 };
                if self.fixtures.is_empty() {
                    // Nothing is to be played: no odds to pay a call for.
                    self.observed_at = Some(received_at);
                }
                Ok(!self.fixtures.is_empty())
            }
            Stage::Odds { page: asked } => {
                self.check_paging(page, asked)?;
                let (events, skipped) = convert::odds(page, &self.fixtures);
                self.skipped.extend(skipped);
                for event in events {
                    if self.events.iter().any(|held| held.key == event.key) {
                        let reason = "the fixture is on two pages: the first stands".to_owned();
                        self.skipped.push(Skipped { at: event.key, reason });
                    } else {
                        self.events.push(event);
                    }
                }
                // The image is as old as its first page.
                self.observed_at = Some(self.observed_at.unwrap_or(received_at).min(received_at));
                self.stage = Stage::Odds { page: asked + 1 };
                Ok(asked < page.paging.total)
            }
        }
    }

    fn check_paging(&self, page: &Page<'_>, asked: u32) -> Result<(), Fault> {
        let drifted =
            |message: String| Err(Fault::new(FaultCode::SchemaDrift, message).at("/paging"));
        if page.paging.current != asked {
            let current = page.paging.current;
            return drifted(format!("page {asked} of the odds was asked for, page {current} came"));
        }
        if page.paging.total > PAGES_MAX {
            let total = page.paging.total;
            return drifted(format!(
                "{total} pages of odds are more than the {PAGES_MAX} of a league"
            ));
        }
        Ok(())
    }

    /// What was read before something went wrong: good for what it lists, silent about the rest.
    pub(super) fn broken_off(self) -> Option<Snapshot> {
        (!self.events.is_empty()).then(|| Snapshot {
            observed_at: self.observed_at,
            events: self.events,
            coverage: Coverage::Events,
            quota: self.quota,
            skipped: self.skipped,
            ..Snapshot::default()
        })
    }

    /// All of it: an image of the league, unless the task asked for less.
    pub(super) fn whole(mut self, only: &[String], venues: &[String], narrowed: bool) -> Snapshot {
        if !only.is_empty() {
            self.events.retain(|event| only.contains(&event.key));
        }
        if !venues.is_empty() {
            for event in &mut self.events {
                event.markets.retain(|m| venues.iter().any(|v| v == m.venue.key.as_str()));
            }
        }
        let (coverage, competitions) = match (narrowed, venues.is_empty()) {
            (false, _) => (Coverage::Competitions, vec![self.id]),
            (true, true) => (Coverage::Events, Vec::new()),
            (true, false) => (Coverage::Delta, Vec::new()),
        };
        Snapshot {
            observed_at: self.observed_at,
            events: self.events,
            coverage,
            competitions,
            quota: self.quota,
            skipped: self.skipped,
            ..Snapshot::default()
        }
    }
}
