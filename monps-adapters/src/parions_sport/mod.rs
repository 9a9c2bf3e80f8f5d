//! FDJ's Parions Sport at the point of sale: what the French shop counters offer.
//!
//! **Off until an address is configured**: the offer is published for the shop's own application, and
//! whether it may be read is for the operator to settle with its terms. Read-only and unhurried: one
//! look in two minutes at most, and a refusal is taken at its word.
//!
//! # What to know
//!
//! - The offer is one file: a zip archive with an SQLite database, or the database itself, or the JSON
//!   of 2017, told apart by their first bytes. A changed table is an error that names it.
//! - The whole offer is in each file, so it is an image of each of its competitions.
//! - `1/N/2` is 1X2; without an N among its outcomes it is about who wins. A handicap `[0:1]` is a head
//!   start for a three-way bet. What is not certain stays in the source's words.
//! - A match is `Red Star-Rodez`. Where a dash stands inside a name and nothing else tells which dash
//!   parts the sides, the match is left out, and said so.
//! - An outcome is taken while its status is 2 and until the counter closes.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use monps_adapters::parions_sport::ParionsSport;
//! use monps_core::adapter::{Adapter, Context, Scope, Task};
//!
//! let now = "2026-11-22T12:00:00Z".parse()?;
//! let off = ParionsSport::new().start(&Context::new(now, 0, BTreeMap::new()), &Task::odds(Scope::default()));
//! assert!(off.is_err_and(|fault| fault.message.contains("address")));
//!
//! let address = "https://www.pointdevente.parionssport.fdj.fr/offre.sqlite.zip";
//! let config = BTreeMap::from([("address".to_owned(), address.to_owned())]);
//! let (_, step) =
//!     ParionsSport::new().start(&Context::new(now, 0, config), &Task::odds(Scope::default()))?;
//! assert_eq!(step.next.requests[0].path, "/offre.sqlite.zip");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod archive;
mod conversation;
mod convert;
mod tables;
mod wire;

use std::sync::LazyLock;

use monps_core::adapter::{
    Adapter, Capability, ConfigKey, Context, Conversation, Endpoint, Manifest, ManifestVenue,
    RateLimit, Step, Task,
};
use monps_core::catalog::VenueKind;
use monps_core::error::adapter::Fault;

/// The adapter of Parions Sport at the point of sale.
#[derive(Clone, Copy, Debug, Default)]
pub struct ParionsSport;

impl ParionsSport {
    /// The adapter.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

impl Adapter for ParionsSport {
    fn manifest(&self) -> &Manifest {
        &MANIFEST
    }

    fn start(
        &self,
        context: &Context,
        task: &Task,
    ) -> Result<(Box<dyn Conversation>, Step), Fault> {
        conversation::start(context, task)
    }
}

/// The venue's slug and name.
const VENUE: (&str, &str) = ("parions_sport_pdv", "Parions Sport (point de vente)");

static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| {
    let venue = ManifestVenue::new(VENUE.0, VENUE.1, VenueKind::Bookmaker);
    Manifest {
        summary: "What the French shop counters offer; off until an address is configured".into(),
        capabilities: vec![Capability::Odds],
        venues: vec![ManifestVenue { rule_set: Some("fdj-point-de-vente".into()), ..venue }],
        endpoints: vec![
            Endpoint::new(conversation::ENDPOINT, conversation::BASE_URL)
                // A file for phones, not for programs: no hurry.
                .limited(RateLimit { burst: 1, per_minute: 1, concurrent: 1 }),
        ],
        config: vec![
            ConfigKey::new(
                "address",
                "The address of the offer's file, at the point of sale's host.",
            )
            .required(),
        ],
        fresh_for_s: 600,
        ..Manifest::new(
            "parions-sport",
            "Parions Sport (point de vente)",
            env!("CARGO_PKG_VERSION"),
        )
    }
});
