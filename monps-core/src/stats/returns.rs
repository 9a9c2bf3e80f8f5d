//! Returns: what was staked, what came back, and how often.

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, dec};

use super::clv::{clv_fair, clv_price};
use super::{SettledBet, SettledOutcome};
use crate::error::money::MoneyError;
use crate::error::stats::StatsError;
use crate::money::{Currency, Money};

/// How many bets had which outcome, each counted once however large its stake.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All settled bets, voids included.
    pub settled: usize,
    /// Won.
    pub won: usize,
    /// Half won.
    pub half_won: usize,
    /// Push.
    pub push: usize,
    /// Half lost.
    pub half_lost: usize,
    /// Lost.
    pub lost: usize,
    /// Void.
    pub void: usize,
    /// Dead heat.
    pub dead_heat: usize,
    /// Cashed out.
    pub cashed_out: usize,
}

impl Counts {
    fn add(&mut self, outcome: SettledOutcome) {
        self.settled += 1;
        let count = match outcome {
            SettledOutcome::Won => &mut self.won,
            SettledOutcome::HalfWon => &mut self.half_won,
            SettledOutcome::Push => &mut self.push,
            SettledOutcome::HalfLost => &mut self.half_lost,
            SettledOutcome::Lost => &mut self.lost,
            SettledOutcome::Void => &mut self.void,
            SettledOutcome::DeadHeat { .. } => &mut self.dead_heat,
            SettledOutcome::CashedOut => &mut self.cashed_out,
        };
        *count += 1;
    }
}

/// A mean weighted by stakes, and over how many bets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightedMean {
    /// The mean, a fraction.
    pub mean: Decimal,
    /// How many bets have the figure.
    pub count: usize,
    /// How far luck may have carried it: √(n/(n−1) · Σ stake²·(value − mean)²) / Σ stake, to twelve
    /// decimals. None of a single bet, which says nothing of its like.
    pub standard_error: Option<Decimal>,
}

/// What came of a set of settled bets. Voids are counted and otherwise left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returns {
    /// How many, by outcome.
    pub counts: Counts,
    /// Σ stakes.
    pub turnover: Money,
    /// Σ payouts.
    pub total_payout: Money,
    /// Σ profits.
    pub profit: Money,
    /// Profit / turnover. None without turnover.
    pub turnover_yield: Option<Decimal>,
    /// Won / (won + lost + push), halves counting half a win and dead heats their share. A half-won
    /// or half-lost bet is one bet in the denominator. None without such bets.
    pub strike_rate: Option<Decimal>,
    /// Won / (won + lost), halves counting half in either, pushes out. None where nothing was
    /// decided.
    pub win_rate: Option<Decimal>,
    /// The plain mean of the prices taken. None without bets.
    pub average_price: Option<Decimal>,
    /// Mean of [`clv_price`](super::clv_price()) by stake, over the bets whose close is known.
    pub clv_price: Option<WeightedMean>,
    /// Mean of [`clv_fair`](super::clv_fair()) by stake, over the bets whose fair close is known.
    pub clv_fair: Option<WeightedMean>,
}

/// Sums up settled bets of one currency.
///
/// # Errors
/// [`StatsError::Money`] for another currency or an absurd sum, [`StatsError::NotAShare`] for a dead
/// heat whose share is none; both name the bet.
pub fn summarise<'a>(
    currency: Currency,
    bets: impl IntoIterator<Item = &'a SettledBet>,
) -> Result<Returns, StatsError> {
    let mut tally = Tally::new(currency);
    for (index, bet) in bets.into_iter().enumerate() {
        tally.add(index, bet)?;
    }
    Ok(tally.finish())
}

/// Σ value × stake, Σ stake, and how many.
#[derive(Clone, Copy, Debug, Default)]
struct Weighted {
    sum: Decimal,
    stakes: Decimal,
    count: usize,
    /// Σ stake², Σ stake²·value and Σ stake²·value², as estimates.
    squares: [f64; 3],
}

impl Weighted {
    /// Keeps twelve decimals of the value, so that the sum of a million products is exact to far
    /// more than anyone reads.
    fn add(&mut self, value: Decimal, stake: Decimal) {
        self.sum += crate::money::Rounding::HalfEven.apply(value, 12) * stake;
        self.stakes += stake;
        self.count += 1;
        let (value, stake) = (value.to_f64().unwrap_or(0.0), stake.to_f64().unwrap_or(0.0));
        let square = stake * stake;
        self.squares[0] += square;
        self.squares[1] += square * value;
        self.squares[2] += square * value * value;
    }

    fn mean(self) -> Option<WeightedMean> {
        if self.stakes <= Decimal::ZERO {
            return None;
        }
        let mean = self.sum / self.stakes;
        let standard_error = if self.count < 2 { None } else { self.standard_error(mean) };
        Some(WeightedMean { mean, count: self.count, standard_error })
    }

    fn standard_error(self, mean: Decimal) -> Option<Decimal> {
        let (mean, stakes) = (mean.to_f64()?, self.stakes.to_f64()?);
        let [squares, values, value_squares] = self.squares;
        let spread = (value_squares - 2.0 * mean * values + mean * mean * squares).max(0.0);
        let count = self.count as f64;
        let error = (spread * count / (count - 1.0)).sqrt() / stakes;
        let exact = Decimal::from_f64(error)?;
        Some(crate::money::Rounding::HalfEven.apply(exact, 12).normalize())
    }
}

/// The sums of [`Returns`] while bets are added.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    counts: Counts,
    turnover: Money,
    total_payout: Money,
    profit: Money,
    won: Decimal,
    lost: Decimal,
    decided: usize,
    prices: Decimal,
    clv_price: Weighted,
    clv_fair: Weighted,
}

impl Tally {
    pub(super) fn new(currency: Currency) -> Self {
        let nothing = Money::zero(currency);
        Self {
            counts: Counts::default(),
            turnover: nothing,
            total_payout: nothing,
            profit: nothing,
            won: Decimal::ZERO,
            lost: Decimal::ZERO,
            decided: 0,
            prices: Decimal::ZERO,
            clv_price: Weighted::default(),
            clv_fair: Weighted::default(),
        }
    }

    pub(super) fn add(&mut self, index: usize, bet: &SettledBet) -> Result<(), StatsError> {
        if let SettledOutcome::DeadHeat { share } = bet.outcome
            && !(share > dec!(0) && share < dec!(1))
        {
            return Err(StatsError::NotAShare { index, share });
        }
        if bet.outcome == SettledOutcome::Void {
            self.counts.add(bet.outcome);
            return Ok(());
        }
        self.add_money(bet).map_err(|source| StatsError::Money { index, source })?;
        self.counts.add(bet.outcome);
        self.won += bet.outcome.won_weight();
        self.lost += bet.outcome.lost_weight();
        self.decided += usize::from(bet.outcome != SettledOutcome::CashedOut);
        self.prices += bet.price_taken.get();
        let stake = bet.stake.amount();
        if let Some(close) = bet.closing_price {
            self.clv_price.add(clv_price(bet.price_taken, close), stake);
        }
        if let Some(fair) = bet.fair_closing_probability {
            self.clv_fair.add(clv_fair(bet.price_taken, fair), stake);
        }
        Ok(())
    }

    /// All three sums or none.
    fn add_money(&mut self, bet: &SettledBet) -> Result<(), MoneyError> {
        let turnover = self.turnover.plus(bet.stake)?;
        let total_payout = self.total_payout.plus(bet.payout)?;
        let profit = self.profit.plus(bet.profit)?;
        (self.turnover, self.total_payout, self.profit) = (turnover, total_payout, profit);
        Ok(())
    }

    pub(super) fn finish(self) -> Returns {
        let counted = self.counts.settled - self.counts.void;
        Returns {
            turnover_yield: ratio(self.profit.amount(), self.turnover.amount()),
            strike_rate: ratio(self.won, Decimal::from(self.decided)),
            win_rate: ratio(self.won, self.won + self.lost),
            average_price: ratio(self.prices, Decimal::from(counted)),
            clv_price: self.clv_price.mean(),
            clv_fair: self.clv_fair.mean(),
            counts: self.counts,
            turnover: self.turnover,
            total_payout: self.total_payout,
            profit: self.profit,
        }
    }
}

/// A ratio that is there only where its denominator is.
pub(super) fn ratio(part: Decimal, whole: Decimal) -> Option<Decimal> {
    (whole > Decimal::ZERO).then(|| part / whole)
}
