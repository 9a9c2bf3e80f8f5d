//! What is true now, kept in memory: the boards of coming events and what changed on them.

mod boards;
mod changes;
mod nudges;

pub use boards::{Boards, EventNow, QuoteId};
pub use changes::{Changes, Heard, Listener, Topic};
pub use nudges::Nudges;
