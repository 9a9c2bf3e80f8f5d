//! `/venues`: where one may bet, and on what terms.

use std::sync::Arc;

use monps_core::catalog::{Venue, VenueAccess, VenueKey, VenueKind};
use monps_core::odds::Commission;
use monps_core::time::TimeDelta;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi, Tags};
use rust_decimal::{Decimal, dec};

use super::error::{ApiError, Checks};
use super::instant::Instant;
use super::json::JsonBody;
use super::number::{Integer, Number, NumberInput};
use super::page::{Cursor, Limit, Page, limit_default};
use super::store_error::store_error;
use super::text::Text;
use crate::app::venues::{VenueEdit, Venues, VenuesError};
use crate::clock::Clock;
use crate::collector::AccessPreset;

#[derive(Tags)]
enum Tag {
    /// Where one may bet, and on what terms
    Venues,
}

/// What a venue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "VenueKind", rename_all = "snake_case")]
enum KindView {
    /// Offers prices of its own.
    Bookmaker,
    /// Lets people back and lay against one another, and takes commission.
    Exchange,
}

/// Whether one may bet there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "VenueAccess", rename_all = "snake_case")]
enum AccessView {
    /// An account is held: prices may be staked.
    Held,
    /// Only for fair prices and comparison.
    Reference,
    /// Must not be bet with.
    Barred,
}

impl From<KindView> for VenueKind {
    fn from(view: KindView) -> Self {
        match view {
            KindView::Bookmaker => Self::Bookmaker,
            KindView::Exchange => Self::Exchange,
        }
    }
}

impl From<AccessView> for VenueAccess {
    fn from(view: AccessView) -> Self {
        match view {
            AccessView::Held => Self::Held,
            AccessView::Reference => Self::Reference,
            AccessView::Barred => Self::Barred,
        }
    }
}

/// Anyone who quotes.
#[derive(Debug, Object)]
#[oai(rename = "Venue")]
struct VenueView {
    /// Its name in data: `betfair_ex_eu`.
    key: String,
    /// Its name as people know it.
    title: String,
    /// What it is.
    kind: KindView,
    /// Whether one may bet there.
    access: AccessView,
    /// Commission on net market winnings, in percent.
    commission_pct: Number,
    /// How old a quote may be and still be bettable, in seconds.
    age_max_s: i64,
}

impl From<Venue> for VenueView {
    fn from(venue: Venue) -> Self {
        Self {
            key: venue.key.to_string(),
            title: venue.title,
            kind: match venue.kind {
                VenueKind::Bookmaker => KindView::Bookmaker,
                VenueKind::Exchange => KindView::Exchange,
            },
            access: match venue.access {
                VenueAccess::Held => AccessView::Held,
                VenueAccess::Reference => AccessView::Reference,
                VenueAccess::Barred => AccessView::Barred,
            },
            commission_pct: Number((venue.commission.rate() * dec!(100)).normalize()),
            age_max_s: venue.age_max.num_seconds(),
        }
    }
}

/// What changes of a venue; what is left out stays.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
struct PutVenue {
    /// Its name as people know it.
    title: Option<Text<100, 1>>,
    /// What it is.
    kind: Option<KindView>,
    /// Whether one may bet there.
    access: Option<AccessView>,
    /// Commission on net market winnings, in percent: 5 is 5 %.
    commission_pct: Option<NumberInput>,
    /// How old a quote may be and still be bettable, in seconds.
    age_max_s: Option<Integer<1, 86_400>>,
}

impl PutVenue {
    fn edit(self) -> Result<VenueEdit, ApiError> {
        let mut checks = Checks::default();
        let commission = self
            .commission_pct
            .and_then(|NumberInput(percent)| checks.take("commission_pct", commission(percent)));
        checks.finish()?;
        Ok(VenueEdit {
            title: self.title.map(Text::into_inner),
            kind: self.kind.map(Into::into),
            access: self.access.map(Into::into),
            commission,
            age_max: self.age_max_s.map(|seconds| TimeDelta::seconds(seconds.get())),
        })
    }
}

fn commission(percent: Decimal) -> Result<Commission, &'static str> {
    Commission::new(percent / dec!(100))
        .map_err(|_| "must be a percentage from 0 up to, not including, 50")
}

/// A dated list of where a person of a country may bet.
#[derive(Clone, Debug, Object)]
#[oai(rename = "VenuePreset")]
struct PresetView {
    /// Its name.
    name: String,
    /// What it does.
    description: String,
    /// Where its list comes from; none where there is no list.
    source: Option<String>,
    /// The month in which the list was read; licences change.
    as_of: Option<String>,
}

impl From<AccessPreset> for PresetView {
    fn from(preset: AccessPreset) -> Self {
        let (source, as_of) = preset.source().unzip();
        Self {
            name: preset.as_str().to_owned(),
            description: preset.description().to_owned(),
            source: source.map(str::to_owned),
            as_of: as_of.map(str::to_owned),
        }
    }
}

/// What a preset did.
#[derive(Debug, Object)]
struct PresetApplied {
    /// The preset.
    preset: PresetView,
    /// When it was applied.
    applied_at: Instant,
    /// Venues whose access changed.
    changed: u64,
    /// Venues in all.
    venues: u64,
}

/// The routes of venues.
#[derive(Clone, Debug)]
pub struct VenuesApi {
    venues: Arc<Venues>,
    clock: Clock,
}

impl VenuesApi {
    /// The routes over these venues.
    #[must_use]
    pub const fn new(venues: Arc<Venues>, clock: Clock) -> Self {
        Self { venues, clock }
    }
}

#[OpenApi(tag = "Tag::Venues")]
impl VenuesApi {
    /// All venues
    ///
    /// By name; a venue appears when a feed first quotes it.
    #[oai(path = "/venues", method = "get", operation_id = "list_venues")]
    async fn list(
        &self,
        /// How many are wanted
        #[oai(default = "limit_default")]
        limit: Query<Limit>,
        /// Where the page begins
        cursor: Query<Option<Cursor>>,
    ) -> Result<Page<VenueView>, ApiError> {
        let venues = self.venues.list().await.map_err(api_error)?;
        let total = u64::try_from(venues.len()).unwrap_or(u64::MAX);
        let is_after =
            |venue: &Venue| cursor.0.as_ref().is_none_or(|last| venue.key.as_str() > last.key());
        let rest = venues.into_iter().filter(is_after).map(VenueView::from).collect();
        Ok(Page::of(rest, limit.0, |view| view.key.clone()).with_total(total))
    }

    /// The presets of where one may bet
    #[oai(path = "/venues/presets", method = "get", operation_id = "list_venue_presets")]
    async fn presets(&self) -> Result<Json<Vec<PresetView>>, ApiError> {
        Ok(Json(AccessPreset::ALL.map(|(preset, _)| PresetView::from(preset)).to_vec()))
    }

    /// Apply a preset to all venues
    ///
    /// Gives every venue the access that the preset says, whatever it was. Venues that appear later
    /// follow the configuration's preset.
    #[oai(path = "/venues/presets/:name", method = "post", operation_id = "apply_venue_preset")]
    async fn apply(&self, name: Path<String>) -> Result<Json<PresetApplied>, ApiError> {
        let applied = self.venues.apply(&name.0).await.map_err(api_error)?;
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Ok(Json(PresetApplied {
            preset: applied.preset.into(),
            applied_at: self.clock.now().into(),
            changed: count(applied.changed),
            venues: count(applied.venues.len()),
        }))
    }

    /// One venue
    #[oai(path = "/venues/:key", method = "get", operation_id = "get_venue")]
    async fn get(&self, key: Path<String>) -> Result<Json<VenueView>, ApiError> {
        let venue = self.venues.get(&existing(&key.0)?).await.map_err(api_error)?;
        Ok(Json(venue.into()))
    }

    /// Change a venue
    #[oai(path = "/venues/:key", method = "put", operation_id = "put_venue")]
    async fn put(
        &self,
        key: Path<String>,
        body: JsonBody<PutVenue>,
    ) -> Result<Json<VenueView>, ApiError> {
        let key = existing(&key.0)?;
        let JsonBody(body) = body;
        let venue = self.venues.edit(&key, body.edit()?).await.map_err(api_error)?;
        Ok(Json(venue.into()))
    }
}

/// A name that a venue may have; none exists under another.
fn existing(key: &str) -> Result<VenueKey, ApiError> {
    let not_found = || ApiError::not_found("venue_not_found", "There is no venue of that name.");
    key.parse().map_err(|_| not_found())
}

fn api_error(error: VenuesError) -> ApiError {
    match error {
        VenuesError::NotFound { key } => ApiError::not_found(
            "venue_not_found",
            format!("There is no venue {key}: venues appear when a feed first quotes them."),
        ),
        VenuesError::NoPreset { .. } => {
            let names = AccessPreset::ALL.map(|(_, name)| name).join(", ");
            let detail = format!("There is no such preset; there are {names}.");
            ApiError::not_found("preset_not_found", detail)
        }
        VenuesError::Store(error) => store_error(error),
    }
}
