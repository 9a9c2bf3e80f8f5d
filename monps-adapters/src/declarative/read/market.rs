//! A market: who quotes, and which question.

use monps_core::adapter::SourceVenue;
use monps_core::catalog::{MarketKind, Period, VenueKey, VenueKind};
use monps_core::time::Timestamp;

use super::walk::Walk;
use super::{Reason, name};
use crate::declarative::describe::MarketSpec;
use crate::declarative::expr::instant;

/// A market before its line is known.
#[derive(Clone, Debug)]
pub(super) struct Market {
    pub(super) venue: SourceVenue,
    pub(super) kind: MarketKind,
    pub(super) period: Period,
    pub(super) source_at: Option<Timestamp>,
    pub(super) best: bool,
}

impl Walk<'_, '_, '_> {
    /// Whether the walk goes on: it does not below a market that is refused or passed over.
    pub(super) fn at_market(&mut self, index: usize) -> Result<bool, Reason> {
        let reading = self.reading;
        let Some(spec) = reading.market.as_ref().filter(|spec| spec.depth == index) else {
            return Ok(true);
        };
        self.market = None;
        match self.env.check(&spec.when)? {
            None => {}
            Some(None) => return Ok(false),
            Some(Some(reason)) => return Err(reason),
        }
        let market = self.market(spec)?;
        if self.harvest.leaves_out_venue(&market.venue.key) {
            return Ok(false);
        }
        self.env.own.insert("kind", market.kind.slug());
        self.env.own.insert("venue", market.venue.key.as_str().to_owned());
        self.market = Some(market);
        Ok(true)
    }

    fn market(&self, spec: &MarketSpec) -> Result<Market, Reason> {
        let env = &self.env;
        let key: VenueKey =
            env.need(&spec.venue, "venue")?.trim().parse().map_err(|error| format!("{error}"))?;
        let declared = self.manifest.venues.iter().find(|venue| venue.key == key.as_str());
        let title = spec.venue_title.as_ref().map(|title| env.value(title)).transpose()?.flatten();
        let title = title
            .and_then(|title| name("the title", &title).ok())
            .or_else(|| declared.map(|venue| venue.title.clone()))
            .unwrap_or_else(|| key.to_string());
        let told = spec.venue_kind.as_ref().map(|kind| env.value(kind)).transpose()?.flatten();
        let kind = match told.as_deref().map(str::trim) {
            Some("exchange") => VenueKind::Exchange,
            Some("bookmaker") => VenueKind::Bookmaker,
            None => declared.map_or(VenueKind::Bookmaker, |venue| venue.kind),
            Some(other) => {
                return Err(format!("a venue is a bookmaker or an exchange, not {other:?}"));
            }
        };
        let word = env.need(&spec.kind, "kind of market")?;
        let question = word.trim().parse().map_err(|error| format!("{error}"))?;
        let period = match &spec.period {
            Some(period) => {
                env.need(period, "period")?.trim().parse().map_err(|error| format!("{error}"))?
            }
            None => Period::FullTime,
        };
        let source_at = spec.source_at.as_ref().map(|at| env.value(at)).transpose()?.flatten();
        Ok(Market {
            venue: SourceVenue { key, title, kind },
            kind: question,
            period,
            source_at: source_at.and_then(|text| instant(&text).ok()),
            best: spec.best,
        })
    }
}
