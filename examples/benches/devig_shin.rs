//! Shin's fair probabilities of 100,000 markets of three: the public function, which checks what it is
//! given and what it answers, against a plain Newton loop that checks nothing.

use std::error::Error;

use monps_core::margin::shin;

use crate::measure::{Contender, Figures, compare};
use crate::sample::Numbers;

const MARKETS: u32 = 100_000;

/// How far the two may differ.
const DIFFERENCE_MAX: f64 = 1e-11;

pub(crate) fn run() -> Result<Vec<Figures>, Box<dyn Error>> {
    let mut numbers = Numbers::seeded(1);
    let markets: Vec<[f64; 3]> = (0..MARKETS)
        .map(|_| {
            let fair = numbers.match_odds();
            numbers.prices(fair, 0.01, 0.08)
        })
        .collect();
    for prices in &markets {
        let mut fair = [0.0; 3];
        shin::solve(prices, &mut fair)?;
        let difference =
            fair.iter().zip(plain(prices)).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        if difference > DIFFERENCE_MAX {
            return Err(format!("{prices:?}: the two differ by {difference:e}").into());
        }
    }
    let public = || {
        let mut sum = 0.0;
        for prices in &markets {
            let mut fair = [0.0; 3];
            if shin::solve(prices, &mut fair).is_ok() {
                sum += fair[0];
            }
        }
        sum
    };
    let contenders = vec![
        Contender::new("plain Newton loop, nothing checked", || {
            markets.iter().map(|prices| plain(prices)[0]).sum()
        }),
        Contender::new("monps_core::margin::shin::solve", public),
    ];
    Ok(vec![compare("market", MARKETS, contenders)])
}

/// Newton from 0 on g(z) = Σ√(z² + 4(1−z)π²/B) − z − 2, as a paper would have it.
fn plain(prices: &[f64; 3]) -> [f64; 3] {
    let implied = prices.map(f64::recip);
    let book_sum: f64 = implied.iter().sum();
    let squares = implied.map(|p| p * p / book_sum);
    let mut z = 0.0;
    for _ in 0..50 {
        let (mut value, mut slope) = (-z - 2.0, -1.0);
        for square in squares {
            let root = f64::sqrt(z * z + 4.0 * (1.0 - z) * square);
            value += root;
            slope += (z - 2.0 * square) / root;
        }
        let step = value / slope;
        z -= step;
        if step.abs() < 1e-12 {
            break;
        }
    }
    squares.map(|square| (f64::sqrt(z * z + 4.0 * (1.0 - z) * square) - z) / (2.0 * (1.0 - z)))
}
