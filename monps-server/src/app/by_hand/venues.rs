//! Who quotes: venues by id and by whatever people call them, read once and again when an unknown one
//! turns up.

use std::sync::{Arc, PoisonError, RwLock};

use monps_core::adapter::SourceVenue;
use monps_core::catalog::{Venue, VenueKey, VenueKind, fold_name};
use monps_core::detect::Venues;
use monps_core::id::VenueId;
use sha2::{Digest, Sha256};

use crate::store::{Store, StoreError};

/// The longest slug of a venue.
const SLUG_BYTES_MAX: usize = 64;

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

    /// The venue of a key, of a title in any case, or of the key that a new one of that name would get.
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
        venues.iter().find(|venue| venue.title.to_lowercase() == folded.trim())
    };
    let by_new_key = || {
        let key = venue_key(name)?;
        venues.iter().find(|venue| venue.key == key)
    };
    by_key.or_else(by_title).or_else(by_new_key).cloned()
}

/// A venue that nobody has heard of, by its name; none where that is empty.
pub(super) fn named(name: &str, lays: bool) -> Option<SourceVenue> {
    Some(source_venue(&venue_key(name)?, name, lays))
}

/// A venue as the source of names has it.
pub(super) fn source_venue(key: &VenueKey, name: &str, lays: bool) -> SourceVenue {
    SourceVenue {
        key: key.clone(),
        title: name.trim().to_owned(),
        // Only an exchange takes lays.
        kind: if lays { VenueKind::Exchange } else { VenueKind::Bookmaker },
    }
}

/// The key of a venue that a person names: its letters and digits in lower case, the rest as `_`.
///
/// ```
/// use monps_server::app::by_hand::venue_key;
///
/// let key = |name| venue_key(name).map(|key| key.to_string());
/// assert_eq!(key("Parions Sport (PdV)"), Some("parions_sport_pdv".to_owned()));
/// assert_eq!(key("winamax_fr"), key("Winamax FR"));
/// assert_eq!(key(" "), None);
/// ```
#[must_use]
pub fn venue_key(name: &str) -> Option<VenueKey> {
    let name = name.trim();
    // A key is taken as it is.
    if let Ok(key) = name.parse() {
        return Some(key);
    }
    let words = slug(name);
    if words.is_empty() {
        // Another script: as good a key as any, and always the same.
        let digest = Sha256::digest(name.as_bytes());
        let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        return (!name.is_empty()).then(|| format!("venue_{hex}").parse().ok()).flatten();
    }
    words.parse().ok()
}

/// A name as a slug: letters and digits in lower case, everything else as `_`.
pub(in crate::app) fn slug(name: &str) -> String {
    // Accents are taken off by the folding of names; what it drops as noise is kept here.
    let plain: String = name
        .chars()
        .map(|letter| {
            let folded = fold_name(&letter.to_string());
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase().to_string()
            } else if folded.chars().all(|c| c.is_ascii_alphanumeric()) && !folded.is_empty() {
                folded
            } else {
                " ".to_owned()
            }
        })
        .collect();
    let mut slug = plain.split_whitespace().collect::<Vec<_>>().join("_");
    slug.truncate(SLUG_BYTES_MAX);
    slug
}
