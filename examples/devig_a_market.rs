//! What does a bookmaker really think?
//!
//! Prices imply probabilities that sum to more than 1: the surplus is the bookmaker's margin. Taking it
//! out gives fair probabilities, but there are several ways to say who pays it. They agree on
//! favourites and differ on outsiders, and a value bet that only one of them sees is none.
//!
//! ```text
//! cargo run --example devig_a_market
//! ```

use std::error::Error;
use std::io::{Write, stdout};

use monps_core::margin::{MarginModel, Method, band};
use monps_core::odds::Price;

fn main() -> Result<(), Box<dyn Error>> {
    tell(&mut stdout())
}

pub(crate) fn tell(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    // Home, draw and away at one bookmaker.
    let names = ["home", "draw", "away"];
    let prices: Vec<Price> =
        ["1.44", "4.60", "8.00"].iter().map(|text| text.parse()).collect::<Result<_, _>>()?;

    let fair = Method::Shin.fair(&prices)?;
    let found = fair.diagnostics();
    writeln!(out, "book sum {:.4}, hold {:.2} %", found.book_sum, 100.0 * found.hold())?;
    writeln!(out, "Shin's z, the share of insiders: {:.2} %\n", 100.0 * found.parameter.value())?;

    // Estimates become exact where they leave the model: from here on they are decimals.
    let exact = fair.exact_probabilities()?;
    let band = band(&prices, 1)?;
    writeln!(out, "      price   fair     all methods")?;
    for (((name, price), p), range) in names.iter().zip(&prices).zip(&exact).zip(&band.ranges) {
        writeln!(
            out,
            "{name}  {price:>5}   {:.4}   {:.4} ({}) to {:.4} ({})",
            p.get(),
            range.low,
            range.low_by,
            range.high,
            range.high_by,
        )?;
    }

    // Another bookmaker offers 8.70 on the away side. Is that value?
    let offered: Price = "8.70".parse()?;
    let edge = |p: f64| 100.0 * (p * monps_core::margin::price_estimate(offered) - 1.0);
    writeln!(
        out,
        "\n8.70 on away: edge {:+.2} % at least, {:+.2} % at most",
        edge(band.ranges[2].low),
        edge(band.ranges[2].high)
    )?;
    Ok(())
}
