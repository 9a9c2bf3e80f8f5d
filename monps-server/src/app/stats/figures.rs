//! The figures over all time.

use monps_core::ledger::Bankroll;
use monps_core::money::{Money, Rounding};
use monps_core::stats::{
    Drawdowns, EquityPoint, Returns, SettledBet, daily_returns, drawdowns, equity,
};
use monps_core::time::Timestamp;
use rust_decimal::prelude::FromPrimitive;
use rust_decimal::{Decimal, dec};

use super::super::ledger::OpeningBankroll;
use super::super::problem::Problem;
use super::exposure::ExposureTo;
use crate::store::BetFact;

/// Decimals of a figure that is not money.
const DECIMALS: u32 = 4;

/// What was bet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BetFigures {
    /// The currency of all amounts.
    pub currency: String,
    /// Bets, open ones and voids included.
    pub total_bets: usize,
    /// Bets in other currencies, which count nowhere else.
    pub foreign_bets: usize,
    /// Stakes of settled bets, voids left out.
    pub total_stake: Money,
    /// What came back from settled bets after commission, stakes included, voids left out.
    pub total_return: Money,
    /// Profit of settled bets, after commission.
    pub total_profit: Money,
    /// The mean price of all bets but voids.
    pub avg_odds: Option<Decimal>,
    /// Won / (won + lost) in percent; halves count half, pushes and voids do not count.
    pub win_rate: Option<Decimal>,
    /// Profit / stakes in percent.
    pub roi: Option<Decimal>,
    /// (taken / close − 1) in percent, by stake.
    pub avg_clv: Option<Decimal>,
    /// Its standard error, in percent.
    pub clv_standard_error: Option<Decimal>,
    /// Over how many bets.
    pub clv_n: usize,
    /// (taken × fair closing probability − 1) in percent, by stake.
    pub avg_clv_fair: Option<Decimal>,
    /// Its standard error, in percent.
    pub clv_fair_standard_error: Option<Decimal>,
    /// Over how many bets.
    pub clv_fair_n: usize,
    /// Mean / standard deviation of daily returns × √365.
    pub sharpe_ratio: Option<Decimal>,
}

/// The bankroll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankrollFigures {
    /// What the books were begun with.
    pub opening: OpeningBankroll,
    /// Cash and what is at risk.
    pub equity: Money,
    /// Cash; negative where more was recorded than was put in.
    pub available: Money,
    /// Stakes and liabilities of open bets.
    pub at_risk: Money,
    /// What can be lost at worst on open bets, those of one event put together.
    pub exposure: Money,
    /// The same by bookmaker, the largest first.
    pub exposure_by_bookmaker: Vec<ExposureTo>,
    /// The same by match, the largest first.
    pub exposure_by_match: Vec<ExposureTo>,
    /// Stakes of settled bets, voids left out.
    pub total_staked: Money,
    /// What came back from settled bets after commission, stakes included.
    pub total_returned: Money,
    /// Profit of settled bets.
    pub total_profit: Money,
    /// Profit / stakes in percent.
    pub roi: Option<Decimal>,
    /// Won / (won + lost) in percent.
    pub win_rate: Option<Decimal>,
    /// Bets, open ones and voids included.
    pub total_bets: usize,
    /// Open bets.
    pub pending: usize,
    /// Settled bets by outcome.
    pub counts: monps_core::stats::Counts,
    /// The deepest fall from a high, in money.
    pub max_drawdown: Money,
    /// The steepest fall from a high, in percent of it.
    pub max_drawdown_pct: Option<Decimal>,
}

/// What some bets came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Performance {
    /// Settled bets, voids left out.
    pub bets: usize,
    /// Their stakes.
    pub stake: Money,
    /// What came back from them after commission, stakes included.
    pub returned: Money,
    /// Their profit.
    pub profit: Money,
    /// Profit / stakes in percent.
    pub roi: Option<Decimal>,
    /// Won / (won + lost) in percent.
    pub win_rate: Option<Decimal>,
    /// The mean price taken.
    pub avg_odds: Option<Decimal>,
    /// (taken / close − 1) in percent, by stake.
    pub avg_clv: Option<Decimal>,
    /// Its standard error, in percent.
    pub clv_standard_error: Option<Decimal>,
    /// Over how many bets.
    pub clv_n: usize,
    /// (taken × fair closing probability − 1) in percent, by stake.
    pub avg_clv_fair: Option<Decimal>,
    /// Its standard error, in percent.
    pub clv_fair_standard_error: Option<Decimal>,
    /// Over how many bets.
    pub clv_fair_n: usize,
}

impl From<&Returns> for Performance {
    fn from(returns: &Returns) -> Self {
        Self {
            bets: returns.counts.settled - returns.counts.void,
            stake: returns.turnover,
            returned: returns.total_payout,
            profit: returns.profit,
            roi: returns.turnover_yield.map(percent),
            win_rate: returns.win_rate.map(percent),
            avg_odds: returns.average_price.map(rounded),
            avg_clv: returns.clv_price.map(|clv| percent(clv.mean)),
            clv_standard_error: returns.clv_price.and_then(|clv| clv.standard_error).map(percent),
            clv_n: returns.clv_price.map_or(0, |clv| clv.count),
            avg_clv_fair: returns.clv_fair.map(|clv| percent(clv.mean)),
            clv_fair_standard_error: returns
                .clv_fair
                .and_then(|clv| clv.standard_error)
                .map(percent),
            clv_fair_n: returns.clv_fair.map_or(0, |clv| clv.count),
        }
    }
}

/// All that the figures over all time are made of.
pub(super) struct Whole<'a> {
    pub(super) opening: OpeningBankroll,
    pub(super) returns: &'a Returns,
    pub(super) settled: &'a [(BetFact, SettledBet)],
    pub(super) facts: &'a [BetFact],
    pub(super) foreign: usize,
    pub(super) exposure: Money,
    pub(super) exposure_by_bookmaker: Vec<ExposureTo>,
    pub(super) exposure_by_match: Vec<ExposureTo>,
    pub(super) bankroll: Bankroll,
}

impl Whole<'_> {
    pub(super) fn bets(&self) -> Result<BetFigures, Problem> {
        let summed = Performance::from(self.returns);
        let counting = self.facts.iter().filter(|fact| {
            let is_void = fact.status == monps_core::bet::BetStatus::Void;
            fact.status.is_live() || (fact.settled.is_some() && !is_void)
        });
        let prices: Vec<Decimal> = counting.map(|fact| fact.price.get()).collect();
        let count = Decimal::from(prices.len());
        let sum: Decimal = prices.into_iter().sum();
        Ok(BetFigures {
            currency: self.opening.amount.currency().to_string(),
            total_bets: self.facts.len(),
            foreign_bets: self.foreign,
            total_stake: summed.stake,
            total_return: summed.returned,
            total_profit: summed.profit,
            avg_odds: sum.checked_div(count).map(rounded),
            win_rate: summed.win_rate,
            roi: summed.roi,
            avg_clv: summed.avg_clv,
            clv_standard_error: summed.clv_standard_error,
            clv_n: summed.clv_n,
            avg_clv_fair: summed.avg_clv_fair,
            clv_fair_standard_error: summed.clv_fair_standard_error,
            clv_fair_n: summed.clv_fair_n,
            sharpe_ratio: sharpe(self.opening.amount, self.settled)?,
        })
    }

    pub(super) fn bankroll(&self) -> Result<BankrollFigures, Problem> {
        let summed = Performance::from(self.returns);
        let (_, falls) = equity_of(self.opening.amount, None, self.settled)?;
        let (depth, ratio) = deepest(&falls, self.opening.amount);
        Ok(BankrollFigures {
            opening: self.opening,
            equity: self.bankroll.equity,
            available: self.bankroll.available,
            at_risk: self.bankroll.at_risk,
            exposure: self.exposure,
            exposure_by_bookmaker: self.exposure_by_bookmaker.clone(),
            exposure_by_match: self.exposure_by_match.clone(),
            total_staked: summed.stake,
            total_returned: summed.returned,
            total_profit: summed.profit,
            roi: summed.roi,
            win_rate: summed.win_rate,
            total_bets: self.facts.len(),
            pending: self.facts.iter().filter(|fact| fact.status.is_live()).count(),
            counts: self.returns.counts,
            max_drawdown: depth,
            max_drawdown_pct: ratio,
        })
    }
}

/// The Sharpe ratio of daily returns on a bankroll.
pub(super) fn sharpe(
    start: Money,
    settled: &[(BetFact, SettledBet)],
) -> Result<Option<Decimal>, Problem> {
    let daily = daily_returns(start, settled.iter().map(|(_, bet)| bet))?;
    let ratio = daily.and_then(|daily| daily.sharpe_ratio());
    Ok(ratio.and_then(Decimal::from_f64).map(rounded))
}

/// The equity after each settled bet, and its falls. It starts at the first bet where no instant is
/// given.
pub(super) fn equity_of(
    start: Money,
    from: Option<Timestamp>,
    settled: &[(BetFact, SettledBet)],
) -> Result<(Vec<EquityPoint>, Drawdowns), Problem> {
    let bets: Vec<SettledBet> = settled.iter().map(|(_, bet)| *bet).collect();
    let Some(at) = from.or_else(|| bets.first().map(|bet| bet.settled_at)) else {
        return Ok((Vec::new(), Drawdowns::default()));
    };
    let series = equity(EquityPoint { at, equity: start }, &bets)?;
    let falls = drawdowns(&series)?;
    Ok((series, falls))
}

/// The deepest fall in money, and the steepest in percent.
pub(super) fn deepest(falls: &Drawdowns, like: Money) -> (Money, Option<Decimal>) {
    let depth = falls.deepest.map_or_else(|| Money::zero(like.currency()), |fall| fall.depth);
    let ratio = falls.steepest.and_then(|fall| fall.ratio).map(percent);
    (depth, ratio)
}

/// A fraction in percent.
pub(super) fn percent(fraction: Decimal) -> Decimal {
    rounded(fraction * dec!(100))
}

/// As many digits as anyone reads.
pub(super) fn rounded(figure: Decimal) -> Decimal {
    Rounding::HalfEven.apply(figure, DECIMALS).normalize()
}
