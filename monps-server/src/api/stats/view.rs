//! Figures as clients see them.

use monps_core::money::Money;
use poem_openapi::Object;
use rust_decimal::{Decimal, dec};

use crate::api::instant::Instant;
use crate::api::number::Number;
use crate::app::stats::{
    BankrollFigures, BetFigures, BookmakerFigures, ExposureTo, GlobalFigures, Performance,
};

/// What is quoted now, and what was bet over all time.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "GlobalStats")]
pub(super) struct GlobalView {
    /// Prices that stand.
    total_odds: u64,
    /// Events with prices.
    total_matches: u64,
    /// Bookmakers with prices.
    total_bookmakers: u64,
    /// Sports with prices.
    total_sports: u64,
    /// When a price was last seen to change.
    last_update: Option<Instant>,
    /// What is left of the feeds' quotas, where they tell.
    api_requests_remaining: Option<u64>,
    #[oai(flatten)]
    bets: BetsView,
}

/// What was bet. Voids count in `total_bets` alone, open bets in `total_bets` and `avg_odds`.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "BetStats")]
pub(super) struct BetsView {
    /// Bets.
    total_bets: usize,
    /// Stakes of settled bets.
    total_stake: Number,
    /// What came back from them after commission, stakes included.
    total_return: Number,
    /// Their profit, after commission.
    total_profit: Number,
    /// The mean price.
    avg_odds: Option<Number>,
    /// Won / (won + lost) × 100; halves count half, pushes do not count.
    win_rate: Option<Number>,
    /// Profit / stakes × 100.
    roi: Option<Number>,
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
    /// Mean / standard deviation of daily returns × √365.
    sharpe_ratio: Option<Number>,
    /// The currency of all amounts.
    currency: String,
    /// Bets in other currencies, which count nowhere else.
    foreign_currency_bets: usize,
}

/// The bankroll.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "BankrollStats")]
pub(super) struct BankrollView {
    /// Cash and stakes at risk: what is left of what was put in, with what was gained.
    current_bankroll: Number,
    /// What the books were begun with.
    initial_balance: Number,
    /// The same.
    initial_bankroll: Number,
    /// Nobody has set it: the setting is `bankroll_initial`.
    initial_is_default: bool,
    /// The currency of all amounts.
    currency: String,
    /// Stakes of settled bets, voids left out.
    total_staked: Number,
    /// What came back from them after commission, stakes included.
    total_returned: Number,
    /// Their profit.
    total_profit: Number,
    /// Profit / stakes × 100.
    roi: Option<Number>,
    /// The same.
    roi_percentage: Option<Number>,
    /// Bets, open ones and voids included.
    total_bets: usize,
    /// Bets won.
    won_bets: usize,
    /// Bets lost.
    lost_bets: usize,
    /// Open bets.
    pending_bets: usize,
    /// Bets of which half won.
    half_won_bets: usize,
    /// Bets of which half lost.
    half_lost_bets: usize,
    /// Bets whose stake came back.
    push_bets: usize,
    /// Bets that were void.
    void_bets: usize,
    /// Bets closed early.
    cashed_out_bets: usize,
    /// Won / (won + lost) × 100; halves count half.
    win_rate: Option<Number>,
    /// The deepest fall from a high, in money.
    max_drawdown: Number,
    /// The steepest fall from a high, in percent of it.
    max_drawdown_pct: Option<Number>,
    /// What can be lost at worst on open bets, those of one event put together.
    current_exposure: Number,
    /// The same by bookmaker, the largest first.
    exposure_by_bookmaker: Vec<ExposureView>,
    /// The same by match, the largest first; accumulators over several matches have no name.
    exposure_by_match: Vec<ExposureView>,
    /// Stakes and liabilities of open bets.
    at_risk: Number,
    /// Cash; negative where more was recorded than was put in.
    available_balance: Number,
}

/// What can be lost at worst on some open bets.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "ExposureTo")]
pub(super) struct ExposureView {
    /// To what: a bookmaker or a match.
    name: String,
    /// Open bets.
    bets: usize,
    /// What can be lost at worst.
    amount: Number,
}

fn exposures(all: Vec<ExposureTo>) -> Vec<ExposureView> {
    let view = |one: ExposureTo| ExposureView {
        name: one.name,
        bets: one.bets,
        amount: money(one.amount),
    };
    all.into_iter().map(view).collect()
}

/// A bookmaker.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "BookmakerStats")]
pub(super) struct BookmakerView {
    /// Its name.
    bookmaker: String,
    /// Its key.
    bookmaker_key: String,
    /// Prices of it that stand.
    nb_cotes: u64,
    /// Their mean.
    avg_odds: Option<Number>,
    /// Events with its prices.
    nb_matches: u64,
    /// The mean overround of its complete markets, in percent.
    avg_overround_pct: Option<Number>,
    /// Since its prices last changed, in seconds.
    update_age_s: Option<i64>,
    /// How often its price is the best of several, in percent.
    best_price_share_pct: Option<Number>,
    /// Settled bets with it, voids left out.
    total_bets: usize,
    /// Their stakes.
    total_stake: Number,
    /// Their profit.
    total_profit: Number,
    /// Profit / stakes × 100.
    roi: Option<Number>,
    /// Mean of (taken / close − 1) × 100, by stake.
    avg_clv: Option<Number>,
    /// Over how many bets.
    clv_n: usize,
    /// Won / (won + lost) × 100.
    win_rate: Option<Number>,
}

impl From<GlobalFigures> for GlobalView {
    fn from(figures: GlobalFigures) -> Self {
        let odds = figures.odds;
        Self {
            total_odds: odds.total_odds,
            total_matches: odds.total_matches,
            total_bookmakers: odds.total_bookmakers,
            total_sports: odds.total_sports,
            last_update: odds.last_update.map(Into::into),
            api_requests_remaining: odds.api_requests_remaining,
            bets: (&figures.bets).into(),
        }
    }
}

impl From<&BetFigures> for BetsView {
    fn from(figures: &BetFigures) -> Self {
        Self {
            total_bets: figures.total_bets,
            total_stake: money(figures.total_stake),
            total_return: money(figures.total_return),
            total_profit: money(figures.total_profit),
            avg_odds: number(figures.avg_odds),
            win_rate: number(figures.win_rate),
            roi: number(figures.roi),
            avg_clv: number(figures.avg_clv),
            clv_standard_error: number(figures.clv_standard_error),
            clv_n: figures.clv_n,
            avg_clv_fair: number(figures.avg_clv_fair),
            clv_fair_standard_error: number(figures.clv_fair_standard_error),
            clv_fair_n: figures.clv_fair_n,
            sharpe_ratio: number(figures.sharpe_ratio),
            currency: figures.currency.clone(),
            foreign_currency_bets: figures.foreign_bets,
        }
    }
}

impl From<BankrollFigures> for BankrollView {
    fn from(figures: BankrollFigures) -> Self {
        let initial = money(figures.opening.amount);
        let counts = figures.counts;
        Self {
            current_bankroll: money(figures.equity),
            initial_balance: initial,
            initial_bankroll: initial,
            initial_is_default: figures.opening.is_default,
            currency: figures.opening.amount.currency().to_string(),
            total_staked: money(figures.total_staked),
            total_returned: money(figures.total_returned),
            total_profit: money(figures.total_profit),
            roi: number(figures.roi),
            roi_percentage: number(figures.roi),
            total_bets: figures.total_bets,
            won_bets: counts.won,
            lost_bets: counts.lost,
            pending_bets: figures.pending,
            half_won_bets: counts.half_won,
            half_lost_bets: counts.half_lost,
            push_bets: counts.push,
            void_bets: counts.void,
            cashed_out_bets: counts.cashed_out,
            win_rate: number(figures.win_rate),
            max_drawdown: money(figures.max_drawdown),
            max_drawdown_pct: number(figures.max_drawdown_pct),
            current_exposure: money(figures.exposure),
            exposure_by_bookmaker: exposures(figures.exposure_by_bookmaker),
            exposure_by_match: exposures(figures.exposure_by_match),
            at_risk: money(figures.at_risk),
            available_balance: money(figures.available),
        }
    }
}

impl From<BookmakerFigures> for BookmakerView {
    fn from(figures: BookmakerFigures) -> Self {
        let odds = figures.odds.as_ref();
        let bets: Option<&Performance> = figures.bets.as_ref();
        let amount = |pick: fn(&Performance) -> Money| {
            bets.map_or(Number(dec!(0.00)), |bets| money(pick(bets)))
        };
        let ratio = |pick: fn(&Performance) -> Option<Decimal>| number(bets.and_then(pick));
        Self {
            nb_cotes: odds.map_or(0, |odds| odds.quotes),
            avg_odds: number(odds.and_then(|odds| odds.avg_odds)),
            nb_matches: odds.map_or(0, |odds| odds.matches),
            avg_overround_pct: number(odds.and_then(|odds| odds.avg_overround_pct)),
            update_age_s: odds.and_then(|odds| odds.age_s),
            best_price_share_pct: number(odds.and_then(|odds| odds.best_price_share_pct)),
            total_bets: bets.map_or(0, |bets| bets.bets),
            total_stake: amount(|bets| bets.stake),
            total_profit: amount(|bets| bets.profit),
            roi: ratio(|bets| bets.roi),
            avg_clv: ratio(|bets| bets.avg_clv),
            clv_n: bets.map_or(0, |bets| bets.clv_n),
            win_rate: ratio(|bets| bets.win_rate),
            bookmaker: figures.title,
            bookmaker_key: figures.key,
        }
    }
}

pub(super) fn money(money: Money) -> Number {
    money.into()
}

pub(super) fn number(figure: Option<Decimal>) -> Option<Number> {
    figure.map(Number)
}
