//! Kelly shares on three exclusive outcomes, 100,000 times: the public function against the closed
//! form written out for three, which checks nothing.

use std::error::Error;

use monps_core::stake::kelly::{Missing, exclusive};

use crate::measure::{Contender, Figures, compare};
use crate::sample::Numbers;

const BETS: u32 = 100_000;

/// How far the two may differ.
const DIFFERENCE_MAX: f64 = 1e-12;

pub(crate) fn run() -> Result<Vec<Figures>, Box<dyn Error>> {
    let mut numbers = Numbers::seeded(2);
    // Prices made from other probabilities than those believed: most markets have an edge somewhere.
    let bets: Vec<([f64; 3], [f64; 3])> = (0..BETS)
        .map(|_| {
            let believed = numbers.match_odds();
            let shift = 0.05 * (numbers.next() - 0.5);
            let theirs = [believed[0] + shift, believed[1], believed[2] - shift];
            (numbers.prices(theirs.map(|p| p.max(0.01)), 0.01, 0.05), believed)
        })
        .collect();
    let mut backed = 0_u32;
    for (prices, believed) in &bets {
        let mut shares = [0.0; 3];
        exclusive(prices, believed, Missing::Lost, &mut shares)?;
        let expected = plain(prices, believed);
        if shares.iter().zip(expected).any(|(a, b)| (a - b).abs() > DIFFERENCE_MAX) {
            return Err(format!("{prices:?} {believed:?}: {shares:?} is not {expected:?}").into());
        }
        backed += u32::from(shares.iter().any(|share| *share > 0.0));
    }
    if backed < BETS / 10 {
        return Err(format!("only {backed} of {BETS} markets are backed at all").into());
    }
    let public = || {
        let mut sum = 0.0;
        for (prices, believed) in &bets {
            let mut shares = [0.0; 3];
            if let Ok(found) = exclusive(prices, believed, Missing::Lost, &mut shares) {
                sum += found.staked;
            }
        }
        sum
    };
    let contenders = vec![
        Contender::new("closed form for three, nothing checked", || {
            bets.iter().map(|(prices, believed)| plain(prices, believed).iter().sum::<f64>()).sum()
        }),
        Contender::new("monps_core::stake::kelly::exclusive", public),
    ];
    Ok(vec![compare("market", BETS, contenders)])
}

/// Outcomes join by price × probability while that exceeds the reserve of those that have.
fn plain(prices: &[f64; 3], believed: &[f64; 3]) -> [f64; 3] {
    let worth = |at: usize| prices[at] * believed[at];
    let mut order = [0, 1, 2];
    for (a, b) in [(0, 1), (1, 2), (0, 1)] {
        if worth(order[a]) < worth(order[b]) {
            order.swap(a, b);
        }
    }
    let (mut left, mut room, mut reserve) = (1.0, 1.0, 1.0);
    let mut shares = [0.0; 3];
    let mut joined = 0;
    for at in order {
        if worth(at) <= reserve {
            break;
        }
        left -= believed[at];
        room -= prices[at].recip();
        reserve = if left <= 1e-12 { 0.0 } else { left / room };
        joined += 1;
    }
    for &at in &order[..joined] {
        shares[at] = (believed[at] - reserve / prices[at]).max(0.0);
    }
    shares
}
