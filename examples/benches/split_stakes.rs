//! A total shared over the three legs of an arbitrage, in cents.
//!
//! The baseline divides in floats and rounds to the cent, which is what calculators do; it may lose
//! what it seems to win. The others look for the best cents and prove that there are no better.

use std::error::Error;

use monps_core::id::{MarketId, VenueId};
use monps_core::odds::Price;
use monps_core::payoff::Outcome;
use monps_core::stake::hedge::{Goal, HedgeLeg, plan};
use monps_core::stake::split::{SplitLeg, split};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, dec};

use crate::measure::{Contender, Figures, compare};

const PRICES: [Decimal; 3] = [dec!(2.54), dec!(3.54), dec!(3.16)];
const TOTAL: Decimal = dec!(100);
/// How often the task is done in a round.
const TIMES: u32 = 200;

pub(crate) fn run() -> Result<Vec<Figures>, Box<dyn Error>> {
    let mut split_legs = Vec::new();
    let mut hedge_legs = Vec::new();
    for (at, price) in PRICES.into_iter().enumerate() {
        let venue = VenueId::new(i64::try_from(at)?);
        let price = Price::new(price)?;
        split_legs.push(SplitLeg::new(venue, price.into(), dec!(0.01)));
        let outcome = |state| if state == at { Outcome::Won } else { Outcome::Lost };
        let outcomes = (0..PRICES.len()).map(outcome).collect();
        hedge_legs.push(HedgeLeg::back((venue, MarketId::new(1)), price.into(), outcomes));
    }
    let (swept, searched) =
        (split(TOTAL, &split_legs)?, plan(&hedge_legs, TOTAL, &[], &Goal::Level)?);
    if !swept.proven || !searched.proven || swept.worst_profit != searched.worst_profit {
        return Err(format!("{swept:?} and {searched:?} differ").into());
    }
    let prices = PRICES.map(|price| price.to_f64().unwrap_or_default());
    let divided = || {
        let mut won = 0.0;
        for _ in 0..TIMES {
            let book_sum: f64 = prices.iter().map(|price| price.recip()).sum();
            let cents = prices.map(|price| (10_000.0 / price / book_sum).round() / 100.0);
            won += cents[0] * prices[0] - cents.iter().sum::<f64>();
        }
        won
    };
    let by_sweep = || {
        let mut won = 0.0;
        for _ in 0..TIMES {
            let found = split(TOTAL, &split_legs).ok();
            won += found.and_then(|found| found.worst_profit.to_f64()).unwrap_or_default();
        }
        won
    };
    let by_search = || {
        let mut won = 0.0;
        for _ in 0..TIMES {
            let found = plan(&hedge_legs, TOTAL, &[], &Goal::Level).ok();
            won += found.and_then(|found| found.worst_profit.to_f64()).unwrap_or_default();
        }
        won
    };
    Ok(vec![compare(
        "split",
        TIMES,
        vec![
            Contender::new("divided in floats, rounded to the cent", divided),
            Contender::new("split, proved", by_sweep),
            Contender::new("hedge::plan, proved", by_search),
        ],
    )])
}
