//! Analytics as clients see them.

use std::collections::BTreeMap;

use monps_core::stats::Drawdown;
use poem_openapi::Object;

use super::evidence::EvidenceView;
use super::view::{BankrollView, BetsView, money, number};
use crate::api::instant::Instant;
use crate::api::number::Number;
use crate::app::stats::{Analytics, Day, DrawdownFigures, EquityAt, Month, Performance, Streaks};

/// What the bets settled in a period came to.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Analytics")]
pub(super) struct AnalyticsView {
    /// success: real answers, also when there is no bet.
    status: String,
    /// The period, in days.
    period_days: u32,
    /// Bets settled in it, voids included.
    bets_analyzed: usize,
    /// What they came to.
    global_stats: BetsView,
    /// The bankroll, over all time.
    bankroll_stats: BankrollView,
    /// By bookmaker.
    bookmaker_stats: Vec<GroupView>,
    /// By channel.
    performance_by_type: ByTypeView,
    /// By month, the oldest first.
    monthly_performance: Vec<MonthView>,
    /// By day, the oldest first; days without bets are left out.
    daily_performance: Vec<DayView>,
    /// The equity over the period, deposits and withdrawals left out; beyond 1,000 points the last of
    /// each day.
    equity_curve: Vec<EquityView>,
    /// Its falls.
    drawdown: DrawdownView,
    /// How sure one can be of it.
    evidence: EvidenceView,
    /// (taken / close − 1) × 100 by bookmaker.
    clv_by_bookmaker: Vec<ClvView>,
    /// The same by market.
    clv_by_market: Vec<ClvView>,
    /// Runs of bets won or lost.
    streaks: StreaksView,
    /// Mean / standard deviation of daily returns × √365.
    sharpe_ratio: Option<Number>,
    /// By sport.
    by_sport: Vec<GroupView>,
    /// By market.
    by_market: Vec<GroupView>,
    /// By strategy.
    by_strategy: Vec<GroupView>,
    /// By price taken.
    by_price_band: Vec<GroupView>,
    /// By the weekday of settlement (UTC).
    by_weekday: Vec<GroupView>,
}

/// What some bets came to.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "GroupStats")]
pub(super) struct GroupView {
    /// Which bets.
    name: String,
    #[oai(flatten)]
    performance: PerformanceView,
}

/// What some settled bets came to, voids left out.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Performance")]
pub(super) struct PerformanceView {
    /// How many.
    bets_count: usize,
    /// Their stakes.
    total_stake: Number,
    /// What came back from them after commission, stakes included.
    total_return: Number,
    /// Their profit.
    profit: Number,
    /// Profit / stakes × 100.
    roi: Option<Number>,
    /// Won / (won + lost) × 100.
    win_rate: Option<Number>,
    /// The mean price taken.
    avg_odds: Option<Number>,
    /// Mean of (taken / close − 1) × 100, by stake.
    avg_clv: Option<Number>,
    /// Its standard error: how far luck may have carried it.
    clv_standard_error: Option<Number>,
    /// Over how many bets.
    clv_n: usize,
    /// Mean of (taken × fair closing probability − 1) × 100, by stake.
    avg_clv_fair: Option<Number>,
    /// Its standard error.
    clv_fair_standard_error: Option<Number>,
    /// Over how many bets.
    clv_fair_n: usize,
}

/// By channel.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "PerformanceByType")]
pub(super) struct ByTypeView {
    /// At a counter.
    tabac: PerformanceView,
    /// Online.
    ligne: PerformanceView,
}

/// A month.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "MonthStats")]
pub(super) struct MonthView {
    /// `2026-11`, by settlement (UTC).
    month: String,
    #[oai(flatten)]
    performance: PerformanceView,
}

/// A day.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "DayStats")]
pub(super) struct DayView {
    /// `2026-11-22`, by settlement (UTC).
    day: String,
    #[oai(flatten)]
    performance: PerformanceView,
}

/// The equity at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "EquityPoint")]
pub(super) struct EquityView {
    /// When.
    at: Instant,
    /// How much.
    equity: Number,
    /// How far below its high so far.
    drawdown: Number,
}

/// The falls of the equity over the period.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "DrawdownStats")]
pub(super) struct DrawdownView {
    /// The deepest, in money.
    max_drawdown: Number,
    /// The steepest, in percent of its high.
    max_drawdown_pct: Option<Number>,
    /// The longest.
    longest: Option<FallView>,
    /// The one that is not over.
    current: Option<FallView>,
}

/// One fall from a high.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Drawdown")]
pub(super) struct FallView {
    /// When the high was last held.
    peak_at: Instant,
    /// The high.
    peak: Number,
    /// When it was lowest.
    trough_at: Instant,
    /// The lowest.
    trough: Number,
    /// The high less the lowest.
    depth: Number,
    /// When the high was reached again.
    recovered_at: Option<Instant>,
    /// From the high to the recovery or the last bet, in whole days.
    days: i64,
}

/// Closing line value of some bets.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "ClvStats")]
pub(super) struct ClvView {
    /// Which bets.
    name: String,
    /// Mean of (taken / close − 1) × 100, by stake.
    avg_clv: Number,
    /// Its standard error: how far luck may have carried it.
    clv_standard_error: Option<Number>,
    /// Over how many bets.
    clv_n: usize,
    /// Mean of (taken × fair closing probability − 1) × 100, by stake.
    avg_clv_fair: Option<Number>,
    /// Its standard error.
    clv_fair_standard_error: Option<Number>,
    /// Over how many bets.
    clv_fair_n: usize,
}

/// Runs of bets won or lost; halves count as what they halve, pushes and voids do not end a run.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Streaks")]
pub(super) struct StreaksView {
    /// `won` or `lost`: the run that is still on.
    current: Option<String>,
    /// How long it is.
    current_length: usize,
    /// The longest run of bets won.
    longest_won: usize,
    /// The longest run of bets lost.
    longest_lost: usize,
}

impl AnalyticsView {
    pub(super) fn of(of: &Analytics) -> Self {
        Self {
            status: "success".to_owned(),
            period_days: of.period_days,
            bets_analyzed: of.bets_analyzed,
            global_stats: (&of.bets).into(),
            bankroll_stats: of.bankroll.clone().into(),
            bookmaker_stats: groups(&of.by_bookmaker),
            performance_by_type: ByTypeView {
                tabac: (&of.tabac).into(),
                ligne: (&of.ligne).into(),
            },
            monthly_performance: of.months.iter().map(Into::into).collect(),
            daily_performance: of.days.iter().map(Into::into).collect(),
            equity_curve: of.equity.iter().map(Into::into).collect(),
            drawdown: (&of.drawdown).into(),
            evidence: (&of.evidence).into(),
            clv_by_bookmaker: clv(&of.by_bookmaker),
            clv_by_market: clv(&of.by_market),
            streaks: of.streaks.into(),
            sharpe_ratio: number(of.bets.sharpe_ratio),
            by_sport: groups(&of.by_sport),
            by_market: groups(&of.by_market),
            by_strategy: groups(&of.by_strategy),
            by_price_band: listed(&of.by_price),
            by_weekday: listed(&of.by_weekday),
        }
    }
}

fn groups(groups: &BTreeMap<String, Performance>) -> Vec<GroupView> {
    groups.iter().map(|(name, performance)| group(name, performance)).collect()
}

fn listed(groups: &[(&'static str, Performance)]) -> Vec<GroupView> {
    groups.iter().map(|(name, performance)| group(name, performance)).collect()
}

fn group(name: &str, performance: &Performance) -> GroupView {
    GroupView { name: name.to_owned(), performance: performance.into() }
}

fn clv(groups: &BTreeMap<String, Performance>) -> Vec<ClvView> {
    let view = |(name, of): (&String, &Performance)| {
        of.avg_clv.map(|avg_clv| ClvView {
            name: name.clone(),
            avg_clv: Number(avg_clv),
            clv_standard_error: number(of.clv_standard_error),
            clv_n: of.clv_n,
            avg_clv_fair: number(of.avg_clv_fair),
            clv_fair_standard_error: number(of.clv_fair_standard_error),
            clv_fair_n: of.clv_fair_n,
        })
    };
    groups.iter().filter_map(view).collect()
}

impl From<&Performance> for PerformanceView {
    fn from(of: &Performance) -> Self {
        Self {
            bets_count: of.bets,
            total_stake: money(of.stake),
            total_return: money(of.returned),
            profit: money(of.profit),
            roi: number(of.roi),
            win_rate: number(of.win_rate),
            avg_odds: number(of.avg_odds),
            avg_clv: number(of.avg_clv),
            clv_standard_error: number(of.clv_standard_error),
            clv_n: of.clv_n,
            avg_clv_fair: number(of.avg_clv_fair),
            clv_fair_standard_error: number(of.clv_fair_standard_error),
            clv_fair_n: of.clv_fair_n,
        }
    }
}

impl From<&Month> for MonthView {
    fn from(of: &Month) -> Self {
        Self { month: of.month.clone(), performance: (&of.performance).into() }
    }
}

impl From<&Day> for DayView {
    fn from(of: &Day) -> Self {
        Self { day: of.day.clone(), performance: (&of.performance).into() }
    }
}

impl From<&EquityAt> for EquityView {
    fn from(of: &EquityAt) -> Self {
        Self { at: of.at.into(), equity: money(of.equity), drawdown: money(of.drawdown) }
    }
}

impl From<&DrawdownFigures> for DrawdownView {
    fn from(of: &DrawdownFigures) -> Self {
        Self {
            max_drawdown: money(of.depth),
            max_drawdown_pct: number(of.depth_pct),
            longest: of.longest.map(Into::into),
            current: of.current.map(Into::into),
        }
    }
}

impl From<Drawdown> for FallView {
    fn from(of: Drawdown) -> Self {
        Self {
            peak_at: of.peak.at.into(),
            peak: money(of.peak.equity),
            trough_at: of.trough.at.into(),
            trough: money(of.trough.equity),
            depth: money(of.depth),
            recovered_at: of.recovered_at.map(Into::into),
            days: of.length().num_days(),
        }
    }
}

impl From<Streaks> for StreaksView {
    fn from(of: Streaks) -> Self {
        let word = |won: bool| if won { "won" } else { "lost" };
        Self {
            current: of.current.map(|streak| word(streak.won).to_owned()),
            current_length: of.current.map_or(0, |streak| streak.length),
            longest_won: of.longest_won,
            longest_lost: of.longest_lost,
        }
    }
}
