//! Trust: whether a finding may be acted upon, and why not.
//!
//! A price that looks wrong usually is stale, mistyped or not to be had. Two grades: *bettable* when
//! every leg is fresh, of an age with the others, at a venue where an account is held, and the
//! profit is believable; otherwise *indicative*, with every reason kept.

use std::fmt;

use rust_decimal::{Decimal, dec};

use super::{OpportunityLeg, Venues};
use crate::catalog::VenueAccess;
use crate::id::VenueId;
use crate::time::{Observed, TimeDelta, Timestamp};

/// Whether a finding may be acted upon. The order is that of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// To look at, not to stake.
    Indicative,
    /// Fresh, believable, and at venues where an account is held.
    Bettable,
}

impl Grade {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Indicative => "indicative",
            Self::Bettable => "bettable",
        }
    }
}

/// A grade and the reasons for it. A finding that is not bettable is shown with its reasons and not dropped:
/// most become bettable by looking again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    /// The grade.
    pub grade: Grade,
    /// Why it is not bettable; empty when it is.
    pub reasons: Vec<TrustReason>,
}

/// Why a finding should not be staked as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TrustReason {
    /// A leg is older than its venue's horizon.
    Stale {
        /// The venue.
        venue_id: VenueId,
        /// The age of its price, in seconds.
        age_s: i64,
        /// The horizon, in seconds.
        age_max_s: i64,
    },
    /// The legs were not seen at about the same time.
    AgesApart {
        /// The difference, in seconds.
        apart_s: i64,
    },
    /// The time of a price is a convention, not a reading.
    ApproximateTime,
    /// Too good: mistyped, swapped or suspended prices look like this.
    Phantom,
    /// The venue serves for comparison only.
    ReferenceVenue {
        /// The venue.
        venue_id: VenueId,
    },
    /// The person must not bet at the venue.
    BarredVenue {
        /// The venue.
        venue_id: VenueId,
    },
    /// The venue is not in the catalogue.
    UnknownVenue {
        /// The venue.
        venue_id: VenueId,
    },
    /// The event has started.
    Started,
    /// Too few venues quote the market to say what is usual.
    FewVenues {
        /// How many do.
        venue_count: usize,
    },
    /// The finding says that prices differ, not that there is money in it.
    NotAProfit,
    /// The edge is there by the margin model chosen, and gone by another one.
    MethodDependent,
}

impl TrustReason {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stale { .. } => "stale",
            Self::AgesApart { .. } => "ages_apart",
            Self::ApproximateTime => "approximate_time",
            Self::Phantom => "phantom",
            Self::ReferenceVenue { .. } => "reference_venue",
            Self::BarredVenue { .. } => "barred_venue",
            Self::UnknownVenue { .. } => "unknown_venue",
            Self::Started => "started",
            Self::FewVenues { .. } => "few_venues",
            Self::NotAProfit => "not_a_profit",
            Self::MethodDependent => "method_dependent",
        }
    }
}

impl fmt::Display for TrustReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stale { age_s, age_max_s, .. } => {
                write!(f, "a price is {age_s} s old, more than the {age_max_s} s its venue allows")
            }
            Self::AgesApart { apart_s } => write!(f, "the prices were seen {apart_s} s apart"),
            Self::ApproximateTime => f.write_str("the time of a price is not exactly known"),
            Self::Phantom => f.write_str("too good to be true until confirmed"),
            Self::ReferenceVenue { .. } => {
                f.write_str("a price is of a venue used for comparison only")
            }
            Self::BarredVenue { .. } => f.write_str("a price is of a venue that is barred"),
            Self::UnknownVenue { .. } => f.write_str("a price is of an unknown venue"),
            Self::Started => f.write_str("the event has started"),
            Self::FewVenues { venue_count } => {
                write!(f, "only {venue_count} venues quote the market")
            }
            Self::NotAProfit => f.write_str("a spread between prices is not a profit"),
            Self::MethodDependent => {
                f.write_str("the edge is gone when the margin is taken out by another method")
            }
        }
    }
}

/// The limits that trust is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustPolicy {
    /// A profit rate above this is a phantom until confirmed.
    pub phantom_above: Decimal,
    /// How far apart the legs may have been seen.
    pub apart_max: TimeDelta,
    /// Fewer venues than this cannot say what is usual.
    pub venue_count_min: usize,
}

impl Default for TrustPolicy {
    fn default() -> Self {
        Self { phantom_above: dec!(0.10), apart_max: TimeDelta::minutes(5), venue_count_min: 2 }
    }
}

impl TrustPolicy {
    /// Judges a set of legs that promises `edge`.
    #[must_use]
    pub fn judge(
        &self,
        legs: &[OpportunityLeg],
        edge: Decimal,
        venue_count: usize,
        starts_at: Timestamp,
        venues: &Venues,
        now: Timestamp,
    ) -> Trust {
        let mut reasons = Vec::new();
        if now >= starts_at {
            reasons.push(TrustReason::Started);
        }
        for leg in legs {
            judge_leg(leg, starts_at, venues, now, &mut reasons);
        }
        reasons.extend(self.judge_ages(legs.iter().map(|leg| &leg.observed)));
        if edge > self.phantom_above {
            reasons.push(TrustReason::Phantom);
        }
        if venue_count < self.venue_count_min {
            reasons.push(TrustReason::FewVenues { venue_count });
        }
        Trust::of(reasons)
    }

    /// What speaks against prices that are compared with one another: what moved between two readings
    /// looks like money.
    pub(super) fn judge_ages<'a>(
        &self,
        prices: impl Iterator<Item = &'a Observed> + Clone,
    ) -> Vec<TrustReason> {
        let mut reasons = Vec::new();
        let seen = || prices.clone().map(|observed| observed.source_at.min(observed.observed_at));
        if let (Some(first), Some(last)) = (seen().min(), seen().max())
            && last - first > self.apart_max
        {
            reasons.push(TrustReason::AgesApart { apart_s: (last - first).num_seconds() });
        }
        if prices.clone().any(|observed| observed.approximate) {
            reasons.push(TrustReason::ApproximateTime);
        }
        reasons
    }
}

impl Trust {
    /// Bettable when nothing speaks against it. A reason given twice counts once.
    #[must_use]
    pub fn of(reasons: Vec<TrustReason>) -> Self {
        let mut kept: Vec<TrustReason> = Vec::with_capacity(reasons.len());
        for reason in reasons {
            if !kept.contains(&reason) {
                kept.push(reason);
            }
        }
        let grade = if kept.is_empty() { Grade::Bettable } else { Grade::Indicative };
        Self { grade, reasons: kept }
    }

    /// The same with more reasons against it.
    pub(super) fn with(self, more: impl IntoIterator<Item = TrustReason>) -> Self {
        let mut reasons = self.reasons;
        reasons.extend(more);
        Self::of(reasons)
    }
}

/// Whether a price is within its venue's horizon; never so for a venue that is not known.
pub(super) fn is_fresh(
    venue_id: VenueId,
    observed: &Observed,
    starts_at: Timestamp,
    venues: &Venues,
    now: Timestamp,
) -> bool {
    venues
        .get(venue_id)
        .is_some_and(|venue| observed.age(now) <= horizon(venue.age_max, starts_at - now))
}

fn judge_leg(
    leg: &OpportunityLeg,
    starts_at: Timestamp,
    venues: &Venues,
    now: Timestamp,
    reasons: &mut Vec<TrustReason>,
) {
    let venue_id = leg.venue_id;
    let Some(venue) = venues.get(venue_id) else {
        reasons.push(TrustReason::UnknownVenue { venue_id });
        return;
    };
    match venue.access {
        VenueAccess::Held => {}
        VenueAccess::Reference => reasons.push(TrustReason::ReferenceVenue { venue_id }),
        VenueAccess::Barred => reasons.push(TrustReason::BarredVenue { venue_id }),
    }
    let horizon = horizon(venue.age_max, starts_at - now);
    let age = leg.observed.age(now);
    if age > horizon {
        reasons.push(TrustReason::Stale {
            venue_id,
            age_s: age.num_seconds(),
            age_max_s: horizon.num_seconds(),
        });
    }
}

/// Prices move faster as the start draws near: the venue's horizon counts in full a day ahead, half
/// within the day, a quarter within the last hour.
fn horizon(age_max: TimeDelta, to_start: TimeDelta) -> TimeDelta {
    if to_start >= TimeDelta::days(1) {
        age_max
    } else if to_start >= TimeDelta::hours(1) {
        age_max / 2
    } else {
        age_max / 4
    }
}
