//! What is true now, kept in memory: the boards of coming events and what changed on them.

mod boards;
mod nudges;

pub use boards::{Boards, EventNow, QuoteId};
pub use nudges::Nudges;
