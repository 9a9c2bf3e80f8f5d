//! The catalogue: what is bet on, in one vocabulary for every source.
//!
//! An [`Event`] is one contest; a [`MarketKey`] is a question about it (kind, period, line); a
//! [`Selection`] is one possible answer. Words that a source uses and we do not understand are kept
//! as *opaque*: stored, shown and compared, never solved across.
//!
//! ```
//! use monps_core::catalog::{Line, MarketKey, MarketKind, Selection};
//!
//! let totals = MarketKey::full_time(MarketKind::Total, Some(Line::from_quarters(10)))?;
//! assert_eq!(totals.to_string(), "total 2.5");
//! assert!(totals.kind.has(&Selection::Over));
//! # Ok::<(), monps_core::error::catalog::CatalogError>(())
//! ```

mod bounded;
mod event;
mod kind;
mod line;
mod listing;
mod market;
pub mod matching;
mod names;
mod period;
mod selection;
mod sport;
mod turned;
mod venue;

pub use bounded::{ExactScore, Lead, Listed, Places, WinBy};
pub use event::{Event, Season};
pub use kind::{MarketKind, Needs};
pub use line::Line;
pub use market::MarketKey;
pub use names::fold_name;
pub use period::Period;
pub use selection::Selection;
pub use sport::Sport;
pub use venue::{Venue, VenueAccess, VenueKey, VenueKind};

/// Checks a lower-case slug.
fn check_slug(
    text: &str,
    what: &'static str,
    most: usize,
) -> Result<(), crate::error::catalog::CatalogError> {
    let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_' || c == b'-';
    if !text.is_empty() && text.len() <= most && text.bytes().all(fits) {
        Ok(())
    } else {
        Err(crate::error::catalog::CatalogError::NotASlug { what, text: text.to_owned(), most })
    }
}
