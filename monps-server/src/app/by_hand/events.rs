//! Which event somebody means: by a name that it goes by, or by its sides and its hour.

use std::collections::HashSet;

use monps_core::adapter::SourceEvent;
use monps_core::catalog::Sport;
use monps_core::time::{Timestamp, start_of_day};

use super::{ByHand, NamedEvent, SAME_EVENT_MAX};
use crate::app::problem::Problem;
use crate::collector::{Resolver, Search, Twin};
use crate::store::EventRecord;

impl ByHand {
    /// The event of a public name.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn known_event(&self, match_id: &str) -> Result<Option<EventRecord>, Problem> {
        Ok(self.store.event_by_slug(match_id).await?)
    }

    /// The event of a public name, or of a name that any source has for it.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn event_of_any_name(&self, name: &str) -> Result<Option<EventRecord>, Problem> {
        Ok(self.store.event_by_name(name).await?)
    }

    /// The stored event that a description surely means, unless it has the sides the other way round.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn twin(
        &self,
        event: &SourceEvent,
        now: Timestamp,
    ) -> Result<Option<EventRecord>, Problem> {
        let source = {
            let mut guard = self.resolver.lock().await;
            self.resolver_of(&mut guard).await?.source_id()
        };
        let beside = HashSet::new();
        let store = self.store.as_ref();
        let search = Search { store, source, beside: &beside, unnamed: false, now };
        Ok(match search.find(&[event]).await?.twins.pop() {
            Some(Twin::Same { record, turned: false }) => Some(*record),
            _ => None,
        })
    }

    /// The event in the words of the source of names. What the store knows of its start is kept,
    /// unless the person says when it starts; a name that stood for an event long over is dated.
    pub(super) async fn source_event(
        &self,
        resolver: &Resolver,
        event: &NamedEvent,
        placed_at: Timestamp,
    ) -> Result<SourceEvent, Problem> {
        let day = start_of_day(placed_at.date_naive());
        let source = resolver.source_id();
        let mut key = event.match_id.clone();
        let find = async |key: &String| -> Result<_, Problem> {
            let refs = std::slice::from_ref(key);
            let found = self.store.events_by_ref(source, refs).await?;
            Ok(found.into_iter().flatten().next())
        };
        let mut known = find(&key).await?;
        let around = event.starts_at.unwrap_or(day);
        if known.is_some_and(|known| (around - known.starts_at).abs() > SAME_EVENT_MAX) {
            key = format!("{key} @ {}", around.date_naive());
            known = find(&key).await?;
        }
        let (starts_at, time_known) = match (event.starts_at, known) {
            (Some(said), _) => (said, true),
            (None, Some(known)) => (known.starts_at, known.time_known),
            (None, None) => (day, false),
        };
        let competition = event.competition.clone().unwrap_or_default();
        Ok(SourceEvent {
            key,
            sport: event.sport.clone().unwrap_or(Sport::FOOTBALL),
            competition_title: competition.clone(),
            competition,
            season: None,
            home: event.home.clone(),
            away: event.away.clone(),
            starts_at,
            time_known,
            markets: Vec::new(),
        })
    }
}
