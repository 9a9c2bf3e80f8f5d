//! The one clock.

use monps_core::time::{Timestamp, Utc};

/// The instant now.
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks")]
#[must_use]
pub fn now() -> Timestamp {
    Utc::now()
}
