//! The statements of joining: one text for both engines, since their SQL agrees here.
//!
//! A macro makes of each part the implementation of its trait for one engine's connection.

mod books;
mod events;
mod notes;
mod prices;
mod reports;

pub(in crate::store) use books::join_books;
pub(in crate::store) use events::join_events;
pub(in crate::store) use notes::join_notes;
pub(in crate::store) use prices::join_prices;
pub(in crate::store) use reports::join_reports;
