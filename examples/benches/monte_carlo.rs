//! A million simulated bets: a thousand lives of a thousand, against a loop that draws and multiplies.

use std::error::Error;

use monps_core::stake::kelly::Branch;
use monps_core::stake::simulate::{Round, RoundStake, Simulation};

use crate::measure::{Contender, Figures, compare};

const PATHS: u32 = 1_000;
const ROUNDS: u32 = 1_000;
const WIN: f64 = 0.53;
const SHARE: f64 = 0.03;

/// Four standard errors of a share of a thousand lives.
const DIFFERENCE_MAX: f64 = 0.065;

pub(crate) fn run() -> Result<Vec<Figures>, Box<dyn Error>> {
    let branches =
        [Branch { probability: WIN, gain: 1.0 }, Branch { probability: 1.0 - WIN, gain: -1.0 }];
    let round = Round::new(&branches, RoundStake::Share(SHARE))?;
    let simulation = Simulation::new(vec![round], ROUNDS, PATHS, 1)?;
    let (ours, plain) = (simulation.run().profit_probability(), plain());
    if (ours - plain).abs() > DIFFERENCE_MAX {
        return Err(
            format!("{ours} of lives end with a profit, and {plain} in the plain loop").into()
        );
    }
    // One thread on either side: the clock counts only this one. The public function also follows the
    // lowest point and the deepest fall of every life.
    let contenders = vec![
        Contender::new("draw, multiply, nothing else", self::plain),
        Contender::new("monps_core::stake::simulate", || simulation.run_on_one().mean_wealth()),
    ];
    Ok(vec![compare("bet", PATHS * ROUNDS, contenders)])
}

/// The share of lives that end with a profit, drawn by a plain generator.
fn plain() -> f64 {
    let mut state = 1_u64;
    let mut profitable = 0_u32;
    for _ in 0..PATHS {
        let mut wealth = 1.0_f64;
        for _ in 0..ROUNDS {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let drawn = (state >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0);
            wealth *= if drawn < WIN { 1.0 + SHARE } else { 1.0 - SHARE };
        }
        profitable += u32::from(wealth > 1.0);
    }
    f64::from(profitable) / f64::from(PATHS)
}
