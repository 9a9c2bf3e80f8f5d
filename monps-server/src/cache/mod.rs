//! What is true now, and what processes share.
//!
//! In memory: the boards of coming events, and what changed on them. Shared by all processes of an
//! installation, in Redis or, where there is one process, in its in-process twin:
//!
//! | room | trait | what for |
//! |---|---|---|
//! | `answers` | [`Answers`] | bytes with an `ETag`, kept for a while |
//! | `budgets` | [`Budgets`] | calls that all processes spend from |
//! | `turns` | [`Turns`] | one rate for all processes together |
//! | `leases` | [`Leases`] | who does what, and for how long |
//! | `signals` | [`Signals`] | "look at these events", to everybody |
//!
//! One contract suite (`tests/cache`) holds for both. The store stays the only truth: whatever is
//! kept here may be lost at any time.
//!
//! ```
//! use std::time::Duration;
//!
//! use monps_server::cache::{Leases, Shared};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! let shared = Shared::in_process();
//! let lasts = Duration::from_secs(15);
//! let lease = shared.acquire("feed:odds", "one", lasts).await?;
//! assert!(lease.is_some());
//! assert_eq!(shared.acquire("feed:odds", "other", lasts).await?, None);
//! # Ok::<(), Box<dyn std::error::Error>>(()) })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answers;
mod boards;
mod budgets;
pub mod changes;
mod error;
mod leases;
mod memory;
mod nudges;
mod redis;
mod shared;
mod sightings;
mod signals;
mod turns;

pub use answers::{ANSWER_BYTES_MAX, Answers, KeptAnswer};
pub use boards::{Boards, EventNow, QuoteId};
pub use budgets::{Budget, Budgets, FLIGHT_MAX, Reserved, Settled};
pub use changes::{Changes, Topic};
pub use error::CacheError;
pub use leases::{Lease, Leases};
pub use memory::Memory;
pub use nudges::Nudges;
pub use redis::{Mark, Redis, RedisOptions};
pub use shared::Shared;
pub use sightings::Sighting;
pub use signals::{EVENTS_IN_SIGNAL_MAX, Heard, Listener, SIGNALS_WAITING_MAX, Signal, Signals};
pub use turns::{Pace, Turns};
