//! The one clock.

use std::fmt;
use std::sync::Arc;

use chrono::SubsecRound;
use monps_core::time::{Timestamp, Utc};

/// The instant now, to the millisecond: as finely as it is stored, so that what is answered at once
/// and what is read back later are the same.
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks")]
#[must_use]
pub fn now() -> Timestamp {
    Utc::now().trunc_subsecs(3)
}

/// Whom to ask for the time: the system, or a test.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Arc::new(now))
    }

    /// A clock that says what a function says.
    pub fn from_fn(tell: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// The same clock as a plain function, for the driver of the adapters.
    #[must_use]
    pub fn as_fn(&self) -> Arc<dyn Fn() -> Timestamp + Send + Sync> {
        Arc::clone(&self.0)
    }

    /// The instant now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}
