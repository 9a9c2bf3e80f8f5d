//! What is a free bet worth for sure, and where should it go?
//!
//! A bookmaker gives 50 € that are not ours: if the bet wins, the winnings are, but the 50 € are not. Laid
//! off at an exchange, it brings the same whatever happens. Long prices turn more of it into money, and
//! tie up more; the ranking weighs prices, the exchange's commission and whole cents. Then the other
//! promotions of the week: a boost, a refund, an accumulator that forgives one leg.
//!
//! ```text
//! cargo run --example free_bet
//! ```

use std::error::Error;
use std::io::{Write, stdout};

use monps_core::money::Rounding;
use monps_core::odds::{Commission, Price};
use monps_core::promo::{
    Cover, CoverPrice, InsuredAccumulator, InsuredLeg, Offer, PromoBet, cover, cover_accumulator,
    rank,
};
use rust_decimal::{Decimal, dec};

/// What might be bet on: the bookmaker's price, and the exchange's to lay.
const LISTED: [(&str, Decimal, Decimal); 4] = [
    ("Lyon", dec!(1.95), dec!(1.98)),
    ("draw in Brest", dec!(3.60), dec!(3.70)),
    ("Reims", dec!(6.50), dec!(6.80)),
    ("Metz", dec!(11.00), dec!(12.50)),
];

fn main() -> Result<(), Box<dyn Error>> {
    tell(&mut stdout())
}

pub(crate) fn tell(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let exchange = |price| -> Result<CoverPrice, Box<dyn Error>> {
        Ok(CoverPrice::new(Price::new(price)?, Commission::new(dec!(0.02))?, dec!(0.01))?)
    };
    let laid = |back, lay| -> Result<PromoBet, Box<dyn Error>> {
        Ok(PromoBet::new(Price::new(back)?, Cover::Lay(exchange(lay)?)))
    };
    let bets =
        LISTED.iter().map(|(_, back, lay)| laid(*back, *lay)).collect::<Result<Vec<_>, _>>()?;

    writeln!(out, "a free bet of 50 €, stake not returned")?;
    for found in rank(&Offer::free_bet(dec!(50), false)?, &bets)? {
        let (name, back, lay) = LISTED[found.bet];
        let plan = found.plan;
        writeln!(
            out,
            "  {name:<14} at {back:>5}: lay {:>6} € at {lay:>5}, ties up {:>6} €, {:>5} € for sure, {} %",
            plan.stakes[0],
            cents(plan.outlay),
            cents(plan.guaranteed),
            percent(plan.conversion.unwrap_or_default()),
        )?;
    }

    let boost = cover(&Offer::boost(dec!(20))?, &laid(dec!(2.30), dec!(1.98))?)?;
    writeln!(
        out,
        "\nLyon boosted to 2.30, at most 20 €: lay {} €, {} € for sure",
        boost.stakes[0],
        cents(boost.guaranteed)
    )?;

    // "Your first bet back as a free bet, up to 100 €." A free bet turns into three quarters of itself.
    let refund = Offer::cashback(dec!(100), dec!(1), dec!(100), dec!(0.75))?;
    let best = rank(&refund, &bets)?;
    if let Some(best) = best.first() {
        let (name, back, _) = LISTED[best.bet];
        let (lay, sure) = (best.plan.stakes[0], cents(best.plan.guaranteed));
        writeln!(
            out,
            "100 € back as a free bet if it loses: {name} at {back}, lay {lay} €, {sure} € for sure"
        )?;
    }

    // Four legs, 25 € back in cash if exactly one of them loses, covered before each kick-off.
    let legs = [
        (dec!(1.80), dec!(1.82)),
        (dec!(2.10), dec!(2.14)),
        (dec!(1.65), dec!(1.67)),
        (dec!(1.95), dec!(1.98)),
    ];
    let legs = legs.map(|(price, lay)| -> Result<InsuredLeg, Box<dyn Error>> {
        Ok(InsuredLeg { price: Price::new(price)?, lay: exchange(lay)?, back: None })
    });
    let legs = legs.into_iter().collect::<Result<Vec<_>, _>>()?;
    let plan = cover_accumulator(&InsuredAccumulator::new(dec!(25), dec!(25), dec!(1), legs)?);
    writeln!(
        out,
        "\nan accumulator of four for 25 €, refunded if one leg loses: {} € for sure",
        cents(plan.guaranteed)
    )?;
    for (leg, [none, one]) in (1..).zip(&plan.stakes) {
        writeln!(out, "  before leg {leg}: {none} € if none has lost, {one} € if one has")?;
    }
    Ok(())
}

fn cents(amount: Decimal) -> Decimal {
    Rounding::Down.apply(amount, 2)
}

fn percent(ratio: Decimal) -> Decimal {
    Rounding::HalfEven.apply(ratio * dec!(100), 1)
}
