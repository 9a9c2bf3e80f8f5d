//! Whose opinion is heard.

use std::fmt;

use chrono::TimeDelta;
use rust_decimal::prelude::ToPrimitive;

use super::{Opinion, Pooling};
use crate::error::margin::MarginError;
use crate::id::VenueId;
use crate::margin::{FairMarket, RESIDUAL_MAX};

/// Why an opinion did not count.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum LeftOut {
    /// It was given twice: the first counts.
    Twice,
    /// It does not price every runner.
    Incomplete {
        /// How many prices it has.
        given: usize,
        /// How many runners there are.
        runners: usize,
    },
    /// A weight that is not above 0 and finite.
    Weightless {
        /// The weight.
        weight: f64,
    },
    /// Older than is heard.
    TooOld {
        /// How old.
        age: TimeDelta,
        /// The oldest heard.
        age_max: TimeDelta,
    },
    /// It pays more than it should: stale, or a mistake.
    UnderRound {
        /// Σ 1/price.
        book_sum: f64,
    },
    /// The margin model has no answer for its prices.
    NoAnswer(MarginError),
    /// Too far from what most say.
    Stray {
        /// On which runner, counted from 0.
        index: usize,
        /// What it says.
        probability: f64,
        /// What the median is.
        median: f64,
    },
    /// A sharper venue decided alone.
    NotTheReference(VenueId),
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice => f.write_str("given twice"),
            Self::Incomplete { given, runners } => {
                write!(f, "prices {given} of {runners} runners")
            }
            Self::Weightless { weight } => write!(f, "has a weight of {weight}"),
            Self::TooOld { age, age_max } => {
                write!(f, "is {} s old, over {} s", age.num_seconds(), age_max.num_seconds())
            }
            Self::UnderRound { book_sum } => write!(f, "has a book sum of {book_sum}, under 1"),
            Self::NoAnswer(reason) => reason.fmt(f),
            Self::Stray { index, probability, median } => {
                write!(f, "gives runner {index} {probability} where most give {median}")
            }
            Self::NotTheReference(id) => write!(f, "is not the reference, venue {id}"),
        }
    }
}

/// An opinion that passed, its weight with its age in it.
#[derive(Debug)]
pub(super) struct Voice {
    pub(super) venue_id: VenueId,
    pub(super) weight: f64,
    pub(super) fair: FairMarket,
}

/// Opinions enough to have a median that one of them cannot move at will.
const STRAY_VOICES_MIN: usize = 3;

impl Pooling<'_> {
    /// Takes every venue's margin out, and leaves out those who cannot be heard.
    pub(super) fn screen(
        &self,
        runners: usize,
        opinions: &[Opinion<'_>],
    ) -> (Vec<Voice>, Vec<(VenueId, LeftOut)>) {
        let (mut voices, mut left_out) = (Vec::<Voice>::new(), Vec::<(VenueId, LeftOut)>::new());
        for opinion in opinions {
            let id = opinion.venue_id;
            let is_known = voices.iter().any(|voice| voice.venue_id == id)
                || left_out.iter().any(|(other, _)| *other == id);
            let heard = if is_known { Err(LeftOut::Twice) } else { self.hear(runners, opinion) };
            match heard {
                Ok(voice) => voices.push(voice),
                Err(reason) => left_out.push((id, reason)),
            }
        }
        (voices, left_out)
    }

    fn hear(&self, runners: usize, opinion: &Opinion<'_>) -> Result<Voice, LeftOut> {
        let (given, weight, age) = (opinion.prices.len(), opinion.weight, opinion.age);
        if given != runners {
            return Err(LeftOut::Incomplete { given, runners });
        }
        if let Some(age_max) = self.age_max.filter(|age_max| age > *age_max) {
            return Err(LeftOut::TooOld { age, age_max });
        }
        let weight = weight * self.half_life.map_or(1.0, |half_life| decay(age, half_life));
        if !(weight > 0.0 && weight.is_finite()) {
            return Err(LeftOut::Weightless { weight });
        }
        let fair =
            self.model.fair_among(opinion.prices, self.winners).map_err(|reason| match reason {
                MarginError::UnderRound { book_sum, .. } => LeftOut::UnderRound { book_sum },
                other => LeftOut::NoAnswer(other),
            })?;
        let book_sum = fair.diagnostics().book_sum;
        if book_sum < f64::from(self.winners) - RESIDUAL_MAX {
            return Err(LeftOut::UnderRound { book_sum });
        }
        Ok(Voice { venue_id: opinion.venue_id, weight, fair })
    }

    /// Leaves out who is too far from the median on any runner.
    pub(super) fn drop_strays(
        &self,
        voices: &mut Vec<Voice>,
        left_out: &mut Vec<(VenueId, LeftOut)>,
    ) {
        let Some(difference_max) = self.difference_max else { return };
        if voices.len() < STRAY_VOICES_MIN {
            return;
        }
        let runners = voices.first().map_or(0, |voice| voice.fair.probabilities().len());
        let medians: Vec<f64> = (0..runners)
            .map(|at| median(voices.iter().map(|voice| voice.fair.probabilities()[at]).collect()))
            .collect();
        let strays =
            voices.extract_if(.., |voice| stray(voice, &medians, difference_max).is_some());
        let strays: Vec<Voice> = strays.collect();
        left_out.extend(strays.iter().filter_map(|voice| {
            stray(voice, &medians, difference_max).map(|reason| (voice.venue_id, reason))
        }));
    }
}

/// The runner on which a voice is furthest from the median, if that is too far.
fn stray(voice: &Voice, medians: &[f64], difference_max: f64) -> Option<LeftOut> {
    let differences = voice.fair.probabilities().iter().zip(medians).enumerate();
    differences
        .max_by(|(_, (p, m)), (_, (q, n))| (*p - *m).abs().total_cmp(&(*q - *n).abs()))
        .filter(|(_, (probability, median))| (*probability - *median).abs() > difference_max)
        .map(|(index, (&probability, &median))| LeftOut::Stray { index, probability, median })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len().is_multiple_of(2) {
        f64::midpoint(values[half - 1], values[half])
    } else {
        values[half]
    }
}

/// 2^(−age / half-life); an age below zero, of a clock that runs ahead, is none. A half-life that is
/// not above zero leaves nothing.
fn decay(age: TimeDelta, half_life: TimeDelta) -> f64 {
    let millis = |time: TimeDelta| time.num_milliseconds().to_f64().unwrap_or(f64::NAN);
    if half_life <= TimeDelta::zero() {
        return 0.0;
    }
    (-millis(age).max(0.0) / millis(half_life)).exp2()
}
