//! Caps: how much of the bankroll may be put up at once, on an event, at a venue, on a bet.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::candidate::Candidate;
use crate::error::stake::StakeError;
use crate::id::VenueId;

/// Caps as shares of the bankroll. A lay counts with its liability, an accumulator in each of its
/// events.
///
/// They are exact, because what is staked in the end keeps to them exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortfolioCaps {
    total_max: Decimal,
    event_max: Decimal,
    venue_max: BTreeMap<VenueId, Decimal>,
}

impl PortfolioCaps {
    /// No caps but the bankroll itself.
    pub const NONE: Self =
        Self { total_max: Decimal::ONE, event_max: Decimal::ONE, venue_max: BTreeMap::new() };

    /// The same with at most this share on everything together.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`] unless it is above 0 and at most 1.
    pub fn with_total_max(self, total_max: Decimal) -> Result<Self, StakeError> {
        Ok(Self { total_max: exact_share("largest share on all bets", total_max)?, ..self })
    }

    /// The same with at most this share on any one event.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`] unless it is above 0 and at most 1.
    pub fn with_event_max(self, event_max: Decimal) -> Result<Self, StakeError> {
        Ok(Self { event_max: exact_share("largest share on one event", event_max)?, ..self })
    }

    /// The same with at most this share at one venue: what lies there over the whole bankroll, say.
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`] unless it is above 0 and at most 1.
    pub fn with_venue_max(mut self, venue: VenueId, most: Decimal) -> Result<Self, StakeError> {
        self.venue_max.insert(venue, exact_share("largest share at one venue", most)?);
        Ok(self)
    }

    /// The caps that may bind, the total first and those of single bets last.
    pub(super) fn groups(&self, candidates: &[Candidate]) -> Vec<Group> {
        let all = Group { bets: (0..candidates.len()).collect(), most: self.total_max };
        let mut groups = vec![all];
        for (&venue, &most) in &self.venue_max {
            let here = |at: &usize| candidates[*at].venue_id == Some(venue);
            groups.push(Group { bets: (0..candidates.len()).filter(here).collect(), most });
        }
        // A cap that the total implies would only be a second name for it.
        if self.event_max < self.total_max {
            let mut by_event: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (at, candidate) in candidates.iter().enumerate() {
                for leg in &candidate.legs {
                    by_event.entry(leg.event).or_default().push(at);
                }
            }
            let most = self.event_max;
            groups.extend(by_event.into_values().map(|bets| Group { bets, most }));
        }
        for (at, candidate) in candidates.iter().enumerate() {
            if candidate.share_max < self.total_max {
                groups.push(Group { bets: vec![at], most: candidate.share_max });
            }
        }
        groups.retain(|group| !group.bets.is_empty());
        groups
    }
}

/// The share of the bankroll that no search stakes. Where every bet may lose at once, wealth nearer to
/// nothing is all rounding; the certificate counts what this costs, a few 1e−10 of growth.
const RESERVE: f64 = 1e-7;

/// Bets whose shares together are capped.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) bets: Vec<usize>,
    pub(super) most: Decimal,
}

impl Group {
    pub(super) fn most_estimate(&self) -> f64 {
        self.most.to_f64().unwrap_or(f64::NAN)
    }

    /// The cap as the search keeps it: what is left of all is never less than [`RESERVE`].
    pub(super) fn most_searched(&self) -> f64 {
        self.most_estimate().min(1.0 - RESERVE)
    }

    /// Scales the shares down if their sum is above the cap, by rounding that is.
    pub(super) fn keep(&self, shares: &mut [f64]) {
        let (sum, most) = (self.sum(shares), self.most_estimate());
        if sum > most {
            let scale = most / sum * (1.0 - 4.0 * f64::EPSILON);
            self.bets.iter().for_each(|bet| shares[*bet] *= scale);
        }
    }

    pub(super) fn sum(&self, shares: &[f64]) -> f64 {
        self.bets.iter().map(|bet| shares[*bet]).sum()
    }
}

/// A share above 0 and at most 1.
pub(super) fn exact_share(what: &'static str, value: Decimal) -> Result<Decimal, StakeError> {
    if value > Decimal::ZERO && value <= Decimal::ONE {
        Ok(value)
    } else {
        Err(StakeError::OutOfRange {
            what,
            value: value.to_string(),
            range: "above 0 and at most 1 (a quarter is 0.25)",
        })
    }
}
