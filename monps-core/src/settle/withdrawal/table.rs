//! Rule 4 tables: pence in the pound by the price of the runner that was withdrawn.

use std::cmp::Ordering;

use rust_decimal::{Decimal, dec};

use crate::error::rules::RulesError;
use crate::odds::{OddsFormat, Quoted, QuotedPrice};
use crate::payoff::Factor;
use crate::settle::rules::document::{Source, Table};

/// However many runners are withdrawn, no more than this is taken from a pound of winnings.
pub const PENCE_MAX: u8 = 90;

/// What one withdrawal takes from each pound of winnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Deduction {
    /// Pence in the pound.
    pub pence: u8,
    /// What it would be had the price been a fraction that two decimals cannot say: 1.33 may be 1/3,
    /// which is in another band. Ask the venue.
    pub pence_if_fraction: Option<u8>,
}

/// Bands of prices, shortest first, each with what it takes.
#[derive(Clone, Debug)]
pub struct Rule4Table {
    name: String,
    origin: String,
    bands: Vec<Band>,
    fractions: Vec<QuotedPrice>,
}

#[derive(Clone, Copy, Debug)]
struct Band {
    /// The longest price of the band, itself included.
    up_to: QuotedPrice,
    pence: u8,
}

impl Rule4Table {
    /// The published table that comes with the library, from 90p up to 1.12 to nothing above 10.99.
    ///
    /// # Errors
    /// [`RulesError`], were its file wrong; a test sees to it that it is not.
    pub fn published() -> Result<Self, RulesError> {
        Self::parse("published.toml", include_str!("../../../rules/rule4/published.toml"))
    }

    /// The same with the classic 5p up to 14/1.
    ///
    /// # Errors
    /// As [`published`](Self::published).
    pub fn classic() -> Result<Self, RulesError> {
        Self::parse("classic.toml", include_str!("../../../rules/rule4/classic.toml"))
    }

    /// Reads a table; `file` is only for what is said about it.
    ///
    /// # Errors
    /// [`RulesError`] naming the file, the key and what is allowed there.
    pub fn parse(file: &str, text: &str) -> Result<Self, RulesError> {
        let source = Source::new(file, text);
        let document = source.parse()?;
        let mut root = Table::root(source, &document)?;
        let words = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
        let name = root.text("name", "a name", words)?;
        let origin = root.text("source", "where the table is published", words)?;
        root.text("base", "winnings, which is what Rule 4 takes from", |text| {
            (text == "winnings").then_some(())
        })?;
        let most = "90, the most that is taken together";
        root.number("pence_max", most, PENCE_MAX..=PENCE_MAX)?;
        let fraction = "a list of fractional odds such as \"1/3\"";
        let fractions = root.texts("fractions", fraction, |text| {
            QuotedPrice::parse(text, OddsFormat::Fractional).ok()
        })?;
        let mut bands: Vec<Band> = Vec::new();
        for mut table in root.tables("bands")? {
            let up_to = table.text("up_to", "a price such as \"1.33\" or \"14/1\"", read_price)?;
            let pence = table.number("pence", "pence from 0 to 90", 0..=PENCE_MAX)?;
            let is_longer = bands.last().is_none_or(|last| exact(up_to, last.up_to).is_gt());
            if !is_longer {
                return Err(table.wrong("up_to", "longer than that of the band before"));
            }
            if bands.last().is_some_and(|last| pence >= last.pence) {
                return Err(table.wrong("pence", "fewer than those of the band before"));
            }
            table.close()?;
            bands.push(Band { up_to, pence });
        }
        if bands.is_empty() {
            return Err(root.wrong("bands", "at least one band"));
        }
        root.close()?;
        Ok(Self { name, origin, bands, fractions })
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it is published.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// What the withdrawal of a runner at this price takes.
    #[must_use]
    pub fn deduction(&self, price: QuotedPrice) -> Deduction {
        let pence = self.pence(price);
        let decimals = price.price().get().normalize().scale();
        let is_rounded = price.quoted() == Quoted::Decimal && decimals <= 2;
        let other = |fraction: &QuotedPrice| {
            let apart = fraction.price().get() - price.price().get();
            let there = self.pence(*fraction);
            (is_rounded && apart.abs() <= dec!(0.005) && there != pence).then_some(there)
        };
        Deduction { pence, pence_if_fraction: self.fractions.iter().find_map(other) }
    }

    fn pence(&self, price: QuotedPrice) -> u8 {
        let band = self.bands.iter().find(|band| exact(price, band.up_to).is_le());
        band.map_or(0, |band| band.pence)
    }
}

/// What several withdrawals take together: their sum, and at most [`PENCE_MAX`].
#[must_use]
pub fn together(deductions: &[Deduction]) -> u8 {
    let sum = deductions.iter().fold(0_u8, |sum, one| sum.saturating_add(one.pence));
    sum.min(PENCE_MAX)
}

fn read_price(text: &str) -> Option<QuotedPrice> {
    let format = if text.contains('/') { OddsFormat::Fractional } else { OddsFormat::Decimal };
    QuotedPrice::parse(text, format).ok()
}

/// Which of two prices is longer, by what was quoted: 1/3 against 1.33.
fn exact(price: QuotedPrice, other: QuotedPrice) -> Ordering {
    Factor::won(price).cmp_exact(Factor::won(other))
}

/// What is left of a pound of winnings.
pub(super) fn kept(pence: u8) -> Decimal {
    Decimal::from(100_u8.saturating_sub(pence.min(PENCE_MAX)))
}
