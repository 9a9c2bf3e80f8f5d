//! Every margin model on fields of 3, 10 and 20 runners, beside the simplest of them; and two that
//! search, power and odds ratio, beside plain Newton loops that check nothing.

use std::error::Error;

use monps_core::margin::{MarginModel, Method};

use crate::measure::{Contender, Figures, compare};
use crate::sample::Numbers;

const MARKETS: u32 = 20_000;

/// How far a model and its plain loop may differ.
const DIFFERENCE_MAX: f64 = 1e-10;

/// How many runners, and what an item is called.
const FIELDS: [(usize, &str); 3] = [(3, "n=3"), (10, "n=10"), (20, "n=20")];

pub(crate) fn run() -> Result<Vec<Figures>, Box<dyn Error>> {
    let mut figures = Vec::new();
    for (runners, unit) in FIELDS {
        let markets = markets(runners);
        let contenders = Method::ALL.map(|method| {
            let (mut fair, markets) = (vec![0.0; runners], &markets);
            Contender::new(method.as_str(), move || sum(method, markets, &mut fair))
        });
        figures.push(compare(unit, MARKETS, contenders.into()));
    }
    let markets = markets(3);
    for (method, name, plain) in [
        (Method::Power, "plain Newton loop, power", power as fn(&[f64], &mut [f64])),
        (Method::OddsRatio, "plain Newton loop, odds ratio", odds_ratio),
    ] {
        let (mut ours, mut theirs) = (vec![0.0; 3], vec![0.0; 3]);
        for prices in &markets {
            method.solve(prices, 1, &mut ours)?;
            plain(prices, &mut theirs);
            let apart = ours.iter().zip(&theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            if apart > DIFFERENCE_MAX {
                return Err(format!("{method} on {prices:?}: the two differ by {apart:e}").into());
            }
        }
        let plain = || {
            let mut first = 0.0;
            for prices in &markets {
                plain(prices, &mut theirs);
                first += theirs[0];
            }
            first
        };
        let contenders = vec![
            Contender::new(name, plain),
            Contender::new(method.as_str(), || sum(method, &markets, &mut ours)),
        ];
        figures.push(compare("n=3", MARKETS, contenders));
    }
    Ok(figures)
}

/// Prices of invented markets, none of a chance under a fiftieth of an equal one.
fn markets(runners: usize) -> Vec<Vec<f64>> {
    let mut numbers = Numbers::seeded(2);
    (0..MARKETS)
        .map(|_| {
            let weights: Vec<f64> = (0..runners).map(|_| 0.1 + numbers.next()).collect();
            let whole = weights.iter().sum::<f64>() / (1.01 + 0.08 * numbers.next());
            weights.iter().map(|w| ((100.0 * whole / w).round() / 100.0).max(1.01)).collect()
        })
        .collect()
}

/// Solves every market, and adds the first runners up.
fn sum(method: Method, markets: &[Vec<f64>], fair: &mut [f64]) -> f64 {
    let mut first = 0.0;
    for prices in markets {
        if method.solve(prices, 1, fair).is_ok() {
            first += fair[0];
        }
    }
    first
}

/// Newton on Σπ^k = 1, as a paper would have it.
fn power(prices: &[f64], fair: &mut [f64]) {
    let mut k = 1.0;
    for _ in 0..50 {
        let (mut value, mut slope) = (-1.0, 0.0);
        for price in prices {
            let log = -price.ln();
            let power = (k * log).exp();
            value += power;
            slope += power * log;
        }
        let step = value / slope;
        k -= step;
        if f64::abs(step) < 1e-12 {
            break;
        }
    }
    for (p, price) in fair.iter_mut().zip(prices) {
        *p = (-k * price.ln()).exp();
    }
}

/// Newton on Σπ/(c + π − cπ) = 1, as a paper would have it.
fn odds_ratio(prices: &[f64], fair: &mut [f64]) {
    let mut c = 1.0;
    for _ in 0..50 {
        let (mut value, mut slope) = (-1.0, 0.0);
        for price in prices {
            let implied = price.recip();
            let below = c + implied - c * implied;
            value += implied / below;
            slope -= implied * (1.0 - implied) / (below * below);
        }
        let step = value / slope;
        c -= step;
        if f64::abs(step) < 1e-12 {
            break;
        }
    }
    for (p, price) in fair.iter_mut().zip(prices) {
        let implied = price.recip();
        *p = implied / (c + implied - c * implied);
    }
}
