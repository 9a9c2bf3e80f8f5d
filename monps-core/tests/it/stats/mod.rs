//! What the statistics promise: published and hand-worked figures, and laws over random input.

mod figures;
mod laws;

use monps_core::money::{Currency, Money};
use monps_core::odds::{Price, Probability};
use monps_core::stats::{Forecast, SettledBet, SettledOutcome};
use monps_core::time::parse_timestamp;
use rust_decimal::{Decimal, dec};

/// A bet of 10 at a price, won or lost, with its fair closing probability.
fn bet(price: Decimal, won: bool, fair: Option<Decimal>) -> SettledBet {
    let euros = |amount| Money::new(amount, Currency::EUR).unwrap();
    let payout = if won { dec!(10) * price } else { dec!(0) };
    SettledBet {
        stake: euros(dec!(10)),
        payout: euros(payout),
        profit: euros(payout - dec!(10)),
        price_taken: Price::new(price).unwrap(),
        outcome: if won { SettledOutcome::Won } else { SettledOutcome::Lost },
        settled_at: parse_timestamp("2025-03-01T22:00:00Z").unwrap(),
        closing_price: Some(Price::new(dec!(2)).unwrap()),
        fair_closing_probability: fair.map(|p| Probability::new(p).unwrap()),
    }
}

fn forecast((probability, happened): (f64, bool)) -> Forecast {
    Forecast { probability, happened }
}
