//! How far wealth may ever fall when a share of it is staked again and again.

use crate::error::stake::StakeError;
use crate::root::bracketed;
use crate::stake::kelly::{Branch, check_branches, growth_optimal};

/// The largest power λ: a budget stricter than that leaves no share worth staking.
const POWER_MAX: f64 = 50.0;

/// A bound on ever falling: P(wealth ever below α of the start) < β.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrawdownBudget {
    alpha: f64,
    beta: f64,
}

impl DrawdownBudget {
    /// Wealth shall fall below the share `alpha` of the start with probability below `beta`: 0.7 and
    /// 0.1 for "in nine lives of ten I never lose 30 %".
    ///
    /// # Errors
    /// [`StakeError::OutOfRange`] unless both are strictly between 0 and 1 and ln β / ln α is at most 50.
    pub fn new(alpha: f64, beta: f64) -> Result<Self, StakeError> {
        let checks = [("wealth that is kept", alpha), ("probability of falling below it", beta)];
        for (what, value) in checks {
            if !(value > 0.0 && value < 1.0) {
                let range = "strictly between 0 and 1 (70 % is 0.7)";
                return Err(StakeError::OutOfRange { what, value: value.to_string(), range });
            }
        }
        let budget = Self { alpha, beta };
        if budget.power() > POWER_MAX {
            return Err(StakeError::OutOfRange {
                what: "drawdown budget",
                value: format!("{alpha}, {beta}"),
                range: "one with ln β / ln α at most 50: allow a deeper fall or a likelier one",
            });
        }
        Ok(budget)
    }

    /// The share of the start that wealth shall not fall below.
    #[must_use]
    pub const fn alpha(self) -> f64 {
        self.alpha
    }

    /// The probability with which it may.
    #[must_use]
    pub const fn beta(self) -> f64 {
        self.beta
    }

    /// λ = ln β / ln α: the budget holds where E W^(−λ) ≤ 1.
    #[must_use]
    pub fn power(self) -> f64 {
        self.beta.ln() / self.alpha.ln()
    }
}

/// E (1 + fG)^(−λ) − 1, and its slope in f.
fn excess(branches: &[Branch], share: f64, power: f64) -> (f64, f64) {
    let (mut value, mut slope, mut rest) = (0.0, 0.0, 1.0);
    for branch in branches.iter().filter(|branch| branch.probability > 0.0) {
        let wealth = 1.0 + share * branch.gain;
        let term = branch.probability * wealth.powf(-power);
        value += term;
        slope -= power * branch.gain * term / wealth;
        rest -= branch.probability;
    }
    (value + rest - 1.0, slope)
}

/// The share of the bankroll that grows fastest among those that keep a drawdown budget, when the bet
/// is made again and again. At most Kelly's, at least 0.
///
/// A share keeps the budget if E (1 + fG)^(−λ) ≤ 1 with λ = ln β / ln α: then W^(−λ) is a
/// supermartingale, and Doob's inequality gives P(min W < α) < α^λ = β (Busseti, Ryu and Boyd,
/// *Risk-Constrained Kelly Gambling*, 2016). Probability that the branches leave out is a push.
///
/// ```
/// use monps_core::stake::kelly::Branch;
/// use monps_core::stake::risk::{DrawdownBudget, fall_probability_max, share_within};
///
/// let bet = [Branch { probability: 0.55, gain: 1.0 }, Branch { probability: 0.45, gain: -1.0 }];
/// let budget = DrawdownBudget::new(0.7, 0.1)?;
/// let share = share_within(&bet, budget)?;
/// assert!(share < 0.10); // Kelly
/// assert!((fall_probability_max(&bet, share, 0.7)? - 0.1).abs() < 1e-9);
/// # Ok::<(), monps_core::error::stake::StakeError>(())
/// ```
///
/// # Errors
/// As [`growth_optimal`].
pub fn share_within(branches: &[Branch], budget: DrawdownBudget) -> Result<f64, StakeError> {
    let kelly = growth_optimal(branches)?;
    let power = budget.power();
    // At all of the bankroll a loss leaves nothing, and the moment is infinite.
    let keeps = |share: f64| excess(branches, share, power).0 <= 0.0;
    if kelly <= 0.0 || keeps(kelly) {
        return Ok(kelly);
    }
    // Convex, 0 at 0 and falling there: it crosses 0 once before Kelly. Turned round for the search.
    let sign = |share: f64| if keeps(share) { (1.0, f64::NAN) } else { (-1.0, f64::NAN) };
    Ok(bracketed(0.0, kelly, kelly / 2.0, sign).at)
}

/// A bound on the probability that wealth ever falls below `alpha` of the start, when the share `share`
/// is staked again and again: α^λ with the λ > 0 for which E (1 + fG)^(−λ) = 1.
///
/// 1 where the bet does not grow, 0 where it cannot lose. Discrete bets overshoot α, so the truth lies
/// below, the closer the smaller the share.
///
/// # Errors
/// [`StakeError`] for branches that are none, a share outside 0..1, or an alpha outside it.
pub fn fall_probability_max(
    branches: &[Branch],
    share: f64,
    alpha: f64,
) -> Result<f64, StakeError> {
    check_branches(branches)?;
    for (what, value) in [("share of the bankroll", share), ("wealth that is kept", alpha)] {
        if !(value > 0.0 && value < 1.0) {
            let range = "strictly between 0 and 1";
            return Err(StakeError::OutOfRange { what, value: value.to_string(), range });
        }
    }
    let likely = |branch: &&Branch| branch.probability > 0.0;
    if branches.iter().filter(likely).all(|branch| branch.gain >= 0.0) {
        return Ok(0.0);
    }
    let growth: f64 =
        branches.iter().map(|branch| branch.probability * (share * branch.gain).ln_1p()).sum();
    if growth <= 0.0 {
        return Ok(1.0);
    }
    // E W^(−λ) is convex in λ, 1 at 0 and falling there since the growth is positive.
    let mut high = 1.0;
    while excess(branches, share, high).0 <= 0.0 {
        high *= 2.0;
        if high > 1e9 {
            return Ok(0.0);
        }
    }
    let sign = |power: f64| (-excess(branches, share, power).0, f64::NAN);
    let power = bracketed(0.0, high, high / 2.0, sign).at;
    Ok(alpha.powf(power))
}

/// The probability that wealth ever falls below `alpha` of the start at a fraction k of Kelly, in the
/// limit of many small bets: α^(2/k − 1) (Thorp, *The Kelly Criterion in Blackjack, Sports Betting and
/// the Stock Market*, 2006). Full Kelly halves the bankroll at some time with probability 1/2.
///
/// ```
/// use monps_core::stake::risk::kelly_fall_probability;
///
/// assert!((kelly_fall_probability(1.0, 0.5)? - 0.5).abs() < 1e-15);
/// assert!((kelly_fall_probability(0.5, 0.5)? - 0.125).abs() < 1e-15);
/// # Ok::<(), monps_core::error::stake::StakeError>(())
/// ```
///
/// # Errors
/// [`StakeError::OutOfRange`] unless the fraction is above 0 and below 2 (from there on wealth falls
/// below anything) and `alpha` is above 0 and at most 1.
pub fn kelly_fall_probability(kelly_fraction: f64, alpha: f64) -> Result<f64, StakeError> {
    if !(kelly_fraction > 0.0 && kelly_fraction < 2.0) {
        let value = kelly_fraction.to_string();
        let range = "above 0 and below 2 (from 2 on ruin is certain)";
        return Err(StakeError::OutOfRange { what: "Kelly fraction", value, range });
    }
    if !(alpha > 0.0 && alpha <= 1.0) {
        let range = "above 0 and at most 1";
        let value = alpha.to_string();
        return Err(StakeError::OutOfRange { what: "wealth that is kept", value, range });
    }
    Ok(alpha.powf(2.0 / kelly_fraction - 1.0))
}
