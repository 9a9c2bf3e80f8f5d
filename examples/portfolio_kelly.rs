//! Five bets tonight: how much on each, at once?
//!
//! Kelly's formula sizes one bet. Tonight's are open together, so each must leave room for the others;
//! a double ties two of them; the shop's till takes whole euros; and no more than 12 % of the bankroll
//! shall be out. The portfolio answers for all of them, and says how far from the best the answer can
//! possibly be. Then the plan is lived ten thousand times.
//!
//! ```text
//! cargo run --example portfolio_kelly
//! ```

use std::error::Error;
use std::io::{Write, stdout};

use monps_core::id::VenueId;
use monps_core::money::{Currency, Money};
use monps_core::stake::kelly::{Branch, single};
use monps_core::stake::simulate::{Round, Simulation};
use monps_core::stake::{
    Candidate, DrawdownBudget, EventStates, Portfolio, PortfolioCaps, StakeSteps,
};
use rust_decimal::dec;

/// A bet: what it is, the probability that we give it, the price.
const BETS: [(&str, f64, f64); 5] = [
    ("Lyon to win", 0.52, 2.05),
    ("Lens to win", 0.46, 2.35),
    ("draw in Brest", 0.29, 3.70),
    ("Nice to win", 0.61, 1.72),
    ("Reims to win", 0.34, 2.90),
];
const SHOP: VenueId = VenueId::new(2);

fn main() -> Result<(), Box<dyn Error>> {
    tell(&mut stdout())
}

pub(crate) fn tell(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let bankroll = Money::new(dec!(2000), Currency::EUR)?;
    let mut events = Vec::new();
    let mut bets = Vec::new();
    for (event, (_, p, price)) in BETS.iter().enumerate() {
        events.push(EventStates::new(&[*p, 1.0 - p])?);
        bets.push(Candidate::new(event, &[*price, 0.0]));
    }
    // The shop sells the double of the first two; there the step is a euro and the smallest bet two.
    bets.push(Candidate::accumulator(&bets[..2]).at(SHOP));
    let mut steps = vec![StakeSteps::new(dec!(0.01), dec!(0.10))?; BETS.len()];
    steps.push(StakeSteps::new(dec!(1), dec!(2))?);

    let portfolio = Portfolio::new(events, bets)?;
    let caps = PortfolioCaps::NONE.with_total_max(dec!(0.12))?.with_venue_max(SHOP, dec!(0.02))?;
    let best = portfolio.optimal(&caps)?;
    let stakes = portfolio.propose(&best, bankroll, 0.5, &caps, &steps)?;

    writeln!(out, "bet              edge    alone  together  half Kelly of {bankroll}")?;
    let double = ("the double", BETS[0].1 * BETS[1].1, BETS[0].2 * BETS[1].2);
    for (((name, p, price), share), stake) in
        BETS.iter().chain([&double]).zip(&best.shares).zip(&stakes)
    {
        let alone = 100.0 * single(price - 1.0, *p, 1.0 - p)?;
        let edge = 100.0 * (p * price - 1.0);
        writeln!(
            out,
            "{name:<14} {edge:>+5.1} % {alone:>6.2} %  {:>6.2} %  {stake:>11}",
            100.0 * share,
            stake = stake.to_string(),
        )?;
    }
    if best.gap > 1e-9 {
        return Err(format!("the certificate leaves {}", best.gap).into());
    }
    writeln!(
        out,
        "\ngrowth {:.3} % a night; no other shares within the caps add a billionth to that",
        100.0 * best.growth
    )?;

    // How much of it keeps nine lives of ten from ever losing 30 %?
    let budget = DrawdownBudget::new(0.7, 0.1)?;
    let scale = portfolio.scale_within(&best.shares, budget)?;
    writeln!(
        out,
        "{:.0} % of it keeps P(ever below 70 %) under 10 %, night after night",
        100.0 * scale
    )?;

    // The first bet alone, half Kelly, three hundred times over.
    let (_, p, price) = BETS[0];
    let bet =
        [Branch { probability: p, gain: price - 1.0 }, Branch { probability: 1.0 - p, gain: -1.0 }];
    let lives = Simulation::new(vec![Round::kelly(&bet, 0.5)?], 300, 10_000, 7)?.run();
    writeln!(
        out,
        "\n{} lives of 300 such bets: {:.0} % end with a profit, half of them above {:.2} times the start;\n\
         one in twenty falls by {:.0} % from a high on the way",
        lives.path_count(),
        100.0 * lives.profit_probability(),
        lives.wealth(0.5)?,
        100.0 * lives.drawdown(0.95)?,
    )?;
    Ok(())
}
