//! What a process does.

use serde::{Deserialize, Serialize};

/// What a process does. Any number of processes of each role work on one database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Everything.
    #[default]
    All,
    /// Answers requests: the API and the dashboard.
    Api,
    /// Polls the feeds, shared out among the collectors.
    Collector,
    /// Detects, settles, takes samples: the events shared out among the workers.
    Worker,
}

impl Role {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Api => "api",
            Self::Collector => "collector",
            Self::Worker => "worker",
        }
    }

    /// Whether it answers requests.
    #[must_use]
    pub const fn serves(self) -> bool {
        matches!(self, Self::All | Self::Api)
    }

    /// Whether it polls feeds.
    #[must_use]
    pub const fn collects(self) -> bool {
        matches!(self, Self::All | Self::Collector)
    }

    /// Whether it detects and settles.
    #[must_use]
    pub const fn works(self) -> bool {
        matches!(self, Self::All | Self::Worker)
    }
}
