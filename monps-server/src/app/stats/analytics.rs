//! What the bets settled in a period came to, in every way that they can be told apart.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use monps_core::bet::Channel;
use monps_core::money::Money;
use monps_core::stats::{Drawdown, EquityPoint, SettledBet, breakdown, summarise};
use monps_core::time::{Datelike, TimeDelta, Timestamp};
use rust_decimal::{Decimal, dec};

use super::super::problem::Problem;
use super::evidence::Evidence;
use super::figures::{BankrollFigures, BetFigures, Performance, deepest, equity_of, sharpe};
use super::picture::Picture;
use super::streaks::Streaks;
use crate::store::BetFact;

/// How long an answer may be given again although time went on: the period moves with the clock.
const FRESH: TimeDelta = TimeDelta::seconds(5);
/// Periods remembered.
const PERIODS_MAX: usize = 16;
/// The most points of an equity curve; beyond that, the last of each day.
const POINTS_MAX: usize = 1000;

/// Price bands: the name, and the price at which the next begins.
const BANDS: [(&str, Decimal); 6] = [
    ("1.00-1.49", dec!(1.5)),
    ("1.50-1.99", dec!(2)),
    ("2.00-2.99", dec!(3)),
    ("3.00-4.99", dec!(5)),
    ("5.00-9.99", dec!(10)),
    ("10.00+", Decimal::MAX),
];

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// `2026-11`.
    pub month: String,
    /// What its bets came to.
    pub performance: Performance,
}

/// The equity at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EquityAt {
    /// When.
    pub at: Timestamp,
    /// How much.
    pub equity: Money,
    /// How far below its high so far.
    pub drawdown: Money,
}

/// A day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// `2026-11-22`.
    pub day: String,
    /// What its bets came to.
    pub performance: Performance,
}

/// The falls of the equity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawdownFigures {
    /// The deepest, in money.
    pub depth: Money,
    /// The steepest, in percent of its high.
    pub depth_pct: Option<Decimal>,
    /// The longest.
    pub longest: Option<Drawdown>,
    /// The one that is not over.
    pub current: Option<Drawdown>,
}

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Analytics {
    /// The period, in days.
    pub period_days: u32,
    /// Bets settled in it, voids included.
    pub bets_analyzed: usize,
    /// What they came to.
    pub bets: BetFigures,
    /// The bankroll, over all time.
    pub bankroll: BankrollFigures,
    /// By bookmaker's name.
    pub by_bookmaker: BTreeMap<String, Performance>,
    /// Placed at a counter.
    pub tabac: Performance,
    /// Placed online.
    pub ligne: Performance,
    /// By month.
    pub months: Vec<Month>,
    /// By day; days without bets are left out.
    pub days: Vec<Day>,
    /// The equity over the period, deposits and withdrawals left out.
    pub equity: Vec<EquityAt>,
    /// Its falls.
    pub drawdown: DrawdownFigures,
    /// How sure one can be of it.
    pub evidence: Evidence,
    /// Runs.
    pub streaks: Streaks,
    /// By sport.
    pub by_sport: BTreeMap<String, Performance>,
    /// By market.
    pub by_market: BTreeMap<String, Performance>,
    /// By strategy.
    pub by_strategy: BTreeMap<String, Performance>,
    /// By price band, lowest first; bands without bets are left out.
    pub by_price: Vec<(&'static str, Performance)>,
    /// By the weekday of settlement (UTC), Monday first; days without bets are left out.
    pub by_weekday: Vec<(&'static str, Performance)>,
}

type Settled = [(BetFact, SettledBet)];

/// The analytics of the last days, made anew when they are old.
pub(super) fn of(
    picture: &Picture,
    period_days: u32,
    now: Timestamp,
) -> Result<Arc<Analytics>, Problem> {
    let kept = || picture.analytics.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((made_at, analytics)) = kept().get(&period_days)
        && (now - *made_at).abs() < FRESH
    {
        return Ok(Arc::clone(analytics));
    }
    let analytics = Arc::new(make(picture, period_days, now)?);
    let mut kept = kept();
    if kept.len() >= PERIODS_MAX {
        kept.clear();
    }
    kept.insert(period_days, (now, Arc::clone(&analytics)));
    Ok(analytics)
}

fn make(picture: &Picture, period_days: u32, now: Timestamp) -> Result<Analytics, Problem> {
    let from = now - TimeDelta::days(i64::from(period_days));
    let (earlier, bets) = split(&picture.settled, from);
    let currency = picture.opening.amount.currency();
    let start = earlier
        .iter()
        .try_fold(picture.opening.amount, |equity, (_, bet)| equity.plus(bet.profit))
        .map_err(Problem::broken)?;
    let returns = summarise(currency, bets.iter().map(|(_, bet)| bet))?;
    let whole = Performance::from(&returns);
    let (series, falls) = equity_of(start, Some(from), bets)?;
    let (depth, depth_pct) = deepest(&falls, start);
    let by = |key: &dyn Fn(&BetFact, &SettledBet) -> String| by(picture, bets, key);
    let mut channels = breakdown(currency, bets.iter().map(|(fact, bet)| (fact.channel, bet)))?;
    let mut channel = |channel: Channel| -> Result<Performance, Problem> {
        match channels.remove(&channel) {
            Some(returns) => Ok((&returns).into()),
            None => Ok((&summarise(currency, [])?).into()),
        }
    };
    let months = by(&|_, bet| bet.settled_at.format("%Y-%m").to_string())?;
    let days = by(&|_, bet| bet.settled_at.format("%Y-%m-%d").to_string())?;
    Ok(Analytics {
        period_days,
        bets_analyzed: bets.len(),
        bets: BetFigures {
            total_bets: bets.len(),
            total_stake: whole.stake,
            total_return: whole.returned,
            total_profit: whole.profit,
            avg_odds: whole.avg_odds,
            win_rate: whole.win_rate,
            roi: whole.roi,
            avg_clv: whole.avg_clv,
            clv_standard_error: whole.clv_standard_error,
            clv_n: whole.clv_n,
            avg_clv_fair: whole.avg_clv_fair,
            clv_fair_standard_error: whole.clv_fair_standard_error,
            clv_fair_n: whole.clv_fair_n,
            sharpe_ratio: sharpe(start, bets)?,
            ..picture.bets.clone()
        },
        bankroll: picture.bankroll.clone(),
        by_bookmaker: by(&|fact, _| picture.title(fact.venue_id))?,
        tabac: channel(Channel::Tabac)?,
        ligne: channel(Channel::Ligne)?,
        months: months
            .into_iter()
            .map(|(month, performance)| Month { month, performance })
            .collect(),
        days: days.into_iter().map(|(day, performance)| Day { day, performance }).collect(),
        equity: thinned(&series)?,
        drawdown: DrawdownFigures {
            depth,
            depth_pct,
            longest: falls.longest,
            current: falls.current,
        },
        evidence: Evidence::of(bets)?,
        streaks: Streaks::of(bets.iter().map(|(_, bet)| bet)),
        by_sport: by(&|fact, _| fact.sport.to_string())?,
        by_market: by(&|fact, _| market(fact))?,
        by_strategy: by(&|fact, _| fact.strategy.to_string())?,
        by_price: named(picture, bets, &BANDS.map(|(name, _)| name), |_, bet| band(bet))?,
        by_weekday: named(picture, bets, &WEEKDAYS, |_, bet| weekday(bet))?,
    })
}

/// What was settled before an instant, and what since.
fn split(settled: &Settled, from: Timestamp) -> (&Settled, &Settled) {
    settled.split_at(settled.partition_point(|(_, bet)| bet.settled_at < from))
}

fn by(
    picture: &Picture,
    bets: &Settled,
    key: &dyn Fn(&BetFact, &SettledBet) -> String,
) -> Result<BTreeMap<String, Performance>, Problem> {
    let currency = picture.opening.amount.currency();
    let returns = breakdown(currency, bets.iter().map(|(fact, bet)| (key(fact, bet), bet)))?;
    Ok(returns.into_iter().map(|(key, returns)| (key, (&returns).into())).collect())
}

/// By a closed list of names, in their own order.
fn named<const N: usize>(
    picture: &Picture,
    bets: &Settled,
    names: &[&'static str; N],
    index: impl Fn(&BetFact, &SettledBet) -> usize,
) -> Result<Vec<(&'static str, Performance)>, Problem> {
    let currency = picture.opening.amount.currency();
    let returns = breakdown(currency, bets.iter().map(|(fact, bet)| (index(fact, bet), bet)))?;
    let name = |index: usize| names.get(index).copied();
    Ok(returns
        .into_iter()
        .filter_map(|(index, returns)| name(index).map(|name| (name, (&returns).into())))
        .collect())
}

fn market(fact: &BetFact) -> String {
    let kind = fact.market.as_ref();
    kind.map_or_else(|| "accumulator".to_owned(), monps_core::catalog::MarketKind::slug)
}

fn band(bet: &SettledBet) -> usize {
    let price = bet.price_taken.get();
    BANDS.iter().take_while(|(_, next)| price >= *next).count()
}

fn weekday(bet: &SettledBet) -> usize {
    bet.settled_at.weekday().num_days_from_monday() as usize
}

/// A curve with no more points than anyone can see: the last of each day, and of those the last ones.
fn thinned(series: &[EquityPoint]) -> Result<Vec<EquityAt>, Problem> {
    let mut high: Option<Money> = None;
    let points = series.iter().map(|point| {
        let equity = point.equity;
        let top = high.filter(|top| top.amount() > equity.amount()).unwrap_or(equity);
        high = Some(top);
        let drawdown = top.minus(equity).map_err(Problem::broken)?;
        Ok(EquityAt { at: point.at, equity, drawdown })
    });
    if series.len() <= POINTS_MAX {
        return points.collect();
    }
    let mut days: Vec<EquityAt> = Vec::new();
    for one in points {
        let one = one?;
        match days.last_mut() {
            Some(last) if last.at.date_naive() == one.at.date_naive() => *last = one,
            _ => days.push(one),
        }
    }
    let cut = days.len().saturating_sub(POINTS_MAX);
    Ok(days.split_off(cut))
}
