//! From what is written to a price, exactly: formats, contracts with their fee, sizes.
//!
//! A contract that pays 1 and costs p is a price of 1/p. With a fee f a contract, whoever buys it pays
//! p + f: that is a back price of 1/(p + f). Selling it at p is buying its opposite at 1 − p: with the
//! fee of that, a lay price of 1/(p − f). Both are what is left after the fee.

use monps_core::odds::{ContractFee, OddsFormat, Probability, QuotedPrice};
use monps_core::quote::Side;
use rust_decimal::Decimal;

use super::Reason;
use crate::declarative::describe::{Fee, QuoteSpec, SizeIn};
use crate::declarative::expr::{Env, decimal};

/// Decimals of a fee before anything is rounded: none are lost.
const FEE_DECIMALS: u32 = 28;

/// A price with what a payout of 1 costs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Priced {
    pub(super) price: QuotedPrice,
    /// The stake for a payout of 1.
    cost: Decimal,
}

impl Priced {
    /// What may be staked at it.
    pub(super) fn stake(self, spec: &QuoteSpec, size: Decimal) -> Option<Decimal> {
        let size = size.checked_mul(spec.size_scale.unwrap_or(Decimal::ONE))?;
        let stake = match spec.size_in {
            SizeIn::Stake => Some(size),
            SizeIn::Payout => size.checked_mul(self.cost),
        };
        stake.filter(|stake| *stake > Decimal::ZERO).map(|stake| stake.normalize())
    }
}

/// Reads a price in the format that the description names.
pub(super) fn read(
    env: &Env<'_>,
    spec: &QuoteSpec,
    side: Side,
    text: &str,
) -> Result<Priced, Reason> {
    let unusable = |error: &dyn std::fmt::Display| format!("the price is unusable: {error}");
    let format = match &spec.format {
        None => OddsFormat::Decimal,
        Some(format) => match env.need(format, "format of the price")?.trim() {
            "probability" => OddsFormat::Implied,
            other => other.parse().map_err(|error| unusable(&error))?,
        },
    };
    let scaled = match spec.scale {
        None => None,
        Some(scale) => {
            let product = decimal(text).map_err(|error| unusable(&error))?.checked_mul(scale);
            Some(product.ok_or("the price is out of range")?.normalize().to_string())
        }
    };
    let text = scaled.as_deref().unwrap_or(text);
    if format != OddsFormat::Implied {
        let price = QuotedPrice::parse(text, format).map_err(|error| unusable(&error))?;
        return Ok(Priced { price, cost: price.price().implied() });
    }
    let number = decimal(text).map_err(|error| unusable(&error))?;
    let gross = Probability::new(number).map_err(|error| unusable(&error))?;
    let net = match &spec.fee {
        None => gross,
        Some(fee) => after(env, fee, side, gross)?,
    };
    let price = QuotedPrice::implied(net).map_err(|error| unusable(&error))?;
    Ok(Priced { price, cost: net.get() })
}

/// What a contract costs its buyer, or leaves its seller, after the fee.
fn after(env: &Env<'_>, fee: &Fee, side: Side, gross: Probability) -> Result<Probability, Reason> {
    let unusable =
        |error: &dyn std::fmt::Display| format!("no price is left after the fee: {error}");
    let rate = decimal(&env.need(&fee.rate, "rate of the fee")?)?;
    let fee = ContractFee::new(fee.curve, rate, FEE_DECIMALS).map_err(|error| unusable(&error))?;
    let net = match side {
        Side::Back => gross.get() + fee.of_one(gross),
        Side::Lay => gross.get() - fee.of_one(gross.complement()),
    };
    Probability::new(net.normalize()).map_err(|error| unusable(&error))
}
