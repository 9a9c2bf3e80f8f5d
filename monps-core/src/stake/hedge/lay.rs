//! One back and one lay: the stake that levels them.

use rust_decimal::Decimal;

use crate::error::hedge::HedgeError;
use crate::money::AMOUNT_MAX;
use crate::odds::{Commission, Price};

/// Whose money backs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackStake {
    /// Ours: it comes back when the bet wins.
    Own,
    /// A free bet's: only the winnings come back, and losing it costs nothing.
    Free,
}

/// The lay that levels a back: amounts in the currency of the back, exact and on no step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayHedge {
    /// The backer's stake to lay, not rounded.
    pub stake: Decimal,
    /// What the lay puts up: stake × (price − 1).
    pub liability: Decimal,
    /// The profit, whoever wins.
    pub profit: Decimal,
}

/// The lay stake that makes a back of `stake` return the same whether it wins or not.
///
/// With a back of `B` at `b`, a lay at `l` and the lay's commission `c`, that is
///
/// - `B·b / (l − c)`;
/// - `B·(b − 1) / (l − c)` for a free bet;
/// - `B·(1 + (b − 1)(1 − d)) / (l − c)` with a commission `d` on the back, at another venue.
///
/// ```
/// use monps_core::odds::{Commission, Price};
/// use monps_core::stake::hedge::{BackStake, lay_stake};
/// use rust_decimal::dec;
///
/// let (back, lay) = (Price::new(dec!(5))?, Price::new(dec!(5.25))?);
/// let commission = Commission::new(dec!(0.05))?;
/// // A free bet of 26: lay 26 × 4 / 5.20 = 20, win 19 either way.
/// let free = lay_stake((dec!(26), BackStake::Free, back, Commission::NONE), (lay, commission))?;
/// assert_eq!((free.stake, free.liability, free.profit), (dec!(20), dec!(85.00), dec!(19.00)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`HedgeError::OutOfRange`] for a stake below 0 or beyond the largest amount, and where the stake of
/// the lay would be.
pub fn lay_stake(
    (stake, kind, back, back_commission): (Decimal, BackStake, Price, Commission),
    (lay, lay_commission): (Price, Commission),
) -> Result<LayHedge, HedgeError> {
    let refuse = |what, value| {
        let range = "at least 0 and at most a thousand billions";
        Err(HedgeError::OutOfRange { what, leg: None, value, range })
    };
    if stake < Decimal::ZERO || stake > AMOUNT_MAX {
        return refuse("stake to level", stake);
    }
    let won = stake * (back_commission.effective(back) - Decimal::ONE);
    let lost = match kind {
        BackStake::Own => stake,
        BackStake::Free => Decimal::ZERO,
    };
    let each = lay.get() - lay_commission.rate();
    let laid = (won + lost).checked_div(each).unwrap_or(Decimal::MAX);
    if laid > AMOUNT_MAX {
        return refuse("lay stake", laid);
    }
    let profit = laid * (Decimal::ONE - lay_commission.rate()) - lost;
    Ok(LayHedge { stake: laid, liability: laid * (lay.get() - Decimal::ONE), profit })
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn it_is_level_with_commission_on_both() {
        let price = |value| Price::new(value).unwrap();
        let rate = |value| Commission::new(value).unwrap();
        for (kind, lost) in [(BackStake::Own, dec!(100)), (BackStake::Free, dec!(0))] {
            let back = (dec!(100), kind, price(dec!(3.2)), rate(dec!(0.02)));
            let hedge = lay_stake(back, (price(dec!(3.1)), rate(dec!(0.05)))).unwrap();
            let if_won = dec!(220) * dec!(0.98) - hedge.liability;
            let if_lost = hedge.stake * dec!(0.95) - lost;
            assert!((if_won - if_lost).abs() < dec!(0.0000000000000000000001));
            assert_eq!(hedge.profit, if_lost);
        }
        // B·o_b/(o_l − c): 100 × 2.10 / 2.00.
        let back = (dec!(100), BackStake::Own, price(dec!(2.10)), Commission::NONE);
        let lay = (price(dec!(2.05)), rate(dec!(0.05)));
        assert_eq!(lay_stake(back, lay).unwrap().stake, dec!(105));
    }

    #[test]
    fn a_stake_beyond_all_amounts_is_refused() {
        let price = |value| Price::new(value).unwrap();
        let level = |stake, lay, rate| {
            let commission = Commission::new(rate).unwrap();
            let back = (stake, BackStake::Own, price(dec!(1_000_000)), Commission::NONE);
            lay_stake(back, (price(lay), commission))
        };
        for (stake, lay, rate) in [
            (Decimal::MAX, dec!(2), dec!(0)),
            (dec!(-1), dec!(2), dec!(0)),
            (dec!(1_000_000_000_000), dec!(1.01), dec!(0.49)),
        ] {
            let refused = level(stake, lay, rate);
            assert!(matches!(refused, Err(HedgeError::OutOfRange { .. })), "{refused:?}");
        }
    }
}
