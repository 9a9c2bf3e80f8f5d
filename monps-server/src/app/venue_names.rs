//! Who quotes: venues by id, read once and again when an unknown one turns up.

use std::sync::{Arc, PoisonError, RwLock};

use monps_core::catalog::Venue;
use monps_core::detect::Venues;
use monps_core::id::VenueId;

use crate::store::{Store, StoreError};

/// The venues as far as they have been read.
#[derive(Debug)]
pub(crate) struct VenueNames {
    store: Arc<dyn Store>,
    known: RwLock<Arc<Venues>>,
}

impl VenueNames {
    pub(crate) fn new(store: Arc<dyn Store>) -> Self {
        Self { store, known: RwLock::default() }
    }

    /// The venues, with at least those that are asked for as far as the store knows them.
    pub(crate) async fn with(
        &self,
        mut wanted: impl Iterator<Item = VenueId>,
    ) -> Result<Arc<Venues>, StoreError> {
        let known = self.known();
        if wanted.all(|id| known.get(id).is_some()) { Ok(known) } else { self.read().await }
    }

    /// The venue of a key, or of a title in any case.
    pub(crate) async fn find(&self, name: &str) -> Result<Option<Venue>, StoreError> {
        if let Some(venue) = find(&self.known(), name) {
            return Ok(Some(venue));
        }
        Ok(find(&*self.read().await?, name))
    }

    fn known(&self) -> Arc<Venues> {
        Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    async fn read(&self) -> Result<Arc<Venues>, StoreError> {
        let venues: Arc<Venues> = Arc::new(self.store.venues().await?.into_iter().collect());
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&venues);
        Ok(venues)
    }
}

fn find(venues: &Venues, name: &str) -> Option<Venue> {
    let by_key = venues.iter().find(|venue| venue.key.as_str() == name);
    let by_title = || {
        let folded = name.to_lowercase();
        venues.iter().find(|venue| venue.title.to_lowercase() == folded)
    };
    by_key.or_else(by_title).cloned()
}
