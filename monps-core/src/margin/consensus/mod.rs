//! What several venues say together.
//!
//! Each venue's margin is taken out of its own prices; what is left is one opinion. Opinions are
//! screened, each that is left out with its reason, and then either the sharpest one decides alone
//! or all are pooled by weight, old ones counting less:
//!
//! | pool | p |
//! |---|---|
//! | [`Pool::Linear`] | Σ w·p / Σ w |
//! | [`Pool::Logarithmic`] | ln(p / (1−p)) = Σ w·ln(pᵢ / (1−pᵢ)) / Σ w + c, with c such that Σp = T |
//!
//! where w = weight · 2^(−age / half-life). The linear pool is the plain mean; the logarithmic one
//! stays sharp where opinions are (Genest and Zidek, 1986).
//!
//! ```
//! use monps_core::id::VenueId;
//! use monps_core::margin::{LeftOut, Opinion, Pooling};
//! use monps_core::odds::Price;
//! use monps_core::time::TimeDelta;
//!
//! let read = |texts: [&str; 2]| texts.map(|text| text.parse::<Price>().unwrap());
//! let books = [read(["1.90", "1.95"]), read(["1.87", "1.98"]), read(["2.40", "1.95"])];
//! let opinions: Vec<Opinion> = (1..)
//!     .zip(&books)
//!     .map(|(id, prices)| Opinion {
//!         venue_id: VenueId::new(id),
//!         prices,
//!         weight: 1.0,
//!         age: TimeDelta::zero(),
//!     })
//!     .collect();
//!
//! let consensus = Pooling::default().of(2, &opinions)?;
//! assert!((consensus.probabilities()[0] - 0.5108).abs() < 1e-4);
//! // The third pays more than it should: it is late, and its opinion worth nothing.
//! assert!(matches!(consensus.left_out()[0].1, LeftOut::UnderRound { .. }));
//! # Ok::<(), monps_core::error::margin::MarginError>(())
//! ```

mod pool;
mod screen;

use chrono::TimeDelta;

pub use pool::Pool;
pub use screen::LeftOut;

use super::{FairMarket, MarginModel, Method, RESIDUAL_MAX};
use crate::error::margin::MarginError;
use crate::id::VenueId;
use crate::odds::Price;

/// What one venue quotes for a market.
#[derive(Clone, Copy, Debug)]
pub struct Opinion<'a> {
    /// Who says so.
    pub venue_id: VenueId,
    /// A price for every runner, in one order for all venues.
    pub prices: &'a [Price],
    /// How much it counts beside the others: above 0.
    pub weight: f64,
    /// How old its oldest price is.
    pub age: TimeDelta,
}

/// How opinions become one.
#[derive(Clone, Copy, Debug)]
pub struct Pooling<'a> {
    /// How each venue's margin is taken out.
    pub model: &'a dyn MarginModel,
    /// How many runners win.
    pub winners: u32,
    /// Sharp venues: the first of them that passes the screen decides alone.
    pub references: &'a [VenueId],
    /// The age at which an opinion counts half; `None` where age does not matter.
    pub half_life: Option<TimeDelta>,
    /// The oldest opinion heard.
    pub age_max: Option<TimeDelta>,
    /// How far from the median, in probability, an opinion on any runner may be. Asked where three
    /// venues or more have an opinion; of two that disagree nobody knows who is right.
    pub difference_max: Option<f64>,
    /// How many opinions make a pool; a reference needs no company.
    pub venue_count_min: usize,
    /// How they are averaged.
    pub pool: Pool,
}

impl Default for Pooling<'_> {
    /// Shin's model, one winner, every opinion equal whatever its age, one being enough.
    fn default() -> Self {
        Self {
            model: &Method::Shin,
            winners: 1,
            references: &[],
            half_life: None,
            age_max: None,
            difference_max: None,
            venue_count_min: 1,
            pool: Pool::Linear,
        }
    }
}

/// An opinion that counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// Whose it is.
    pub venue_id: VenueId,
    /// Its share of the answer; all of them sum to 1.
    pub share: f64,
    /// What it says without its margin.
    pub fair: FairMarket,
}

/// Fair probabilities by several venues, and who had a say.
#[derive(Clone, Debug, PartialEq)]
pub struct Consensus {
    probabilities: Vec<f64>,
    deviations: Vec<f64>,
    reference: Option<VenueId>,
    heard: Vec<Heard>,
    left_out: Vec<(VenueId, LeftOut)>,
}

impl Consensus {
    /// The fair probabilities, as estimates.
    #[must_use]
    pub fn probabilities(&self) -> &[f64] {
        &self.probabilities
    }

    /// How far the opinions lie apart on each runner: the weighted standard deviation. Nothing where
    /// one decides alone, for it has nobody to differ from.
    #[must_use]
    pub fn deviations(&self) -> &[f64] {
        &self.deviations
    }

    /// The sharp venue that decided alone, where one did.
    #[must_use]
    pub const fn reference(&self) -> Option<VenueId> {
        self.reference
    }

    /// Who counted, and how much.
    #[must_use]
    pub fn heard(&self) -> &[Heard] {
        &self.heard
    }

    /// Who did not count, and why.
    #[must_use]
    pub fn left_out(&self) -> &[(VenueId, LeftOut)] {
        &self.left_out
    }
}

impl Pooling<'_> {
    /// One opinion out of many, on a market of so many runners.
    ///
    /// # Errors
    /// [`MarginError::NoConsensus`] with the reason of every venue, when too few are left.
    pub fn of(&self, runners: usize, opinions: &[Opinion<'_>]) -> Result<Consensus, MarginError> {
        let (mut voices, mut left_out) = self.screen(runners, opinions);
        let is = |id: VenueId| move |voice: &&screen::Voice| voice.venue_id == id;
        let reference = self.references.iter().copied();
        let reference = reference.into_iter().find(|&id| voices.iter().any(|v| is(id)(&v)));
        match reference {
            Some(id) => {
                let others = voices.extract_if(.., |voice| voice.venue_id != id);
                left_out.extend(others.map(|v| (v.venue_id, LeftOut::NotTheReference(id))));
            }
            None => self.drop_strays(&mut voices, &mut left_out),
        }
        let wanted = if reference.is_some() { 1 } else { self.venue_count_min.max(1) };
        if voices.len() < wanted {
            return Err(MarginError::NoConsensus { count: voices.len(), wanted, left_out });
        }
        let shares = shares(&voices);
        let of_runner = |at: usize| {
            let said = voices.iter().map(move |voice| voice.fair.probabilities()[at]);
            shares.iter().copied().zip(said)
        };
        let probabilities = self.pool.mean(runners, self.winners, of_runner);
        let residual = probabilities.iter().sum::<f64>() - f64::from(self.winners);
        if residual.is_nan() || residual.abs() > RESIDUAL_MAX {
            let method = self.model.name();
            return Err(MarginError::NotConverged { method, iterations: 0, residual });
        }
        let deviations = pool::deviations(runners, of_runner);
        let heard = voices.into_iter().zip(shares);
        let heard =
            heard.map(|(voice, share)| Heard { venue_id: voice.venue_id, share, fair: voice.fair });
        let heard = heard.collect();
        Ok(Consensus { probabilities, deviations, reference, heard, left_out })
    }
}

/// Weights as shares of 1; first of the heaviest, so that their sum cannot overflow.
fn shares(voices: &[screen::Voice]) -> Vec<f64> {
    let heaviest = voices.iter().map(|voice| voice.weight).fold(0.0, f64::max);
    let weights: Vec<f64> = voices.iter().map(|voice| voice.weight / heaviest).collect();
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}
