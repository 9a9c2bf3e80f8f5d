//! A total over the results of one market.

use std::collections::BTreeMap;

use monps_core::id::VenueId;
use monps_core::stake::split::{Split, SplitLeg, best_whole, split};
use poem_openapi::Object;
use rust_decimal::Decimal;

use super::read;
use crate::api::error::{ApiError, Checks};
use crate::api::number::{Number, NumberInput};
use crate::api::text::Text;

/// One price for each result of a market, and what to share over them.
#[derive(Clone, Debug, Object)]
#[oai(rename = "ArbitrageRequest", deny_unknown_fields)]
pub(super) struct ArbitrageBody {
    /// The most that is staked in all.
    total: NumberInput,
    /// The results, of which exactly one happens.
    #[oai(validator(min_items = 2, max_items = 20))]
    legs: Vec<ArbitrageLeg>,
    /// Look for the best *rate* of profit at any total up to the one given, which coarse steps may
    /// ask for; otherwise for the most profit.
    best_rate: Option<bool>,
}

/// The price of one result.
#[derive(Clone, Debug, Object)]
#[oai(rename = "ArbitrageLeg", deny_unknown_fields)]
struct ArbitrageLeg {
    /// Decimal odds.
    odds: NumberInput,
    /// Where: legs at one bookmaker share the commission on their net winnings. Each stands alone
    /// where it is left out.
    bookmaker: Option<Text<100, 1>>,
    /// What the bookmaker takes from net winnings, a fraction: 0.05. None unless told otherwise.
    commission_rate: Option<NumberInput>,
    /// Stakes are multiples of this: 0.01 unless told otherwise, 1 for whole euros.
    step: Option<NumberInput>,
    /// The smallest stake taken.
    stake_min: Option<NumberInput>,
    /// The largest stake taken.
    stake_max: Option<NumberInput>,
}

/// How a total is shared.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Arbitrage")]
pub(super) struct ArbitrageView {
    /// Σ 1 / odds, before commission.
    book_sum: Number,
    /// The profit in percent that stakes of any size would make, after commission: no staking does
    /// better. Above 0 it is an arbitrage.
    edge_pct: Number,
    /// Whether the stakes below win whatever happens.
    is_profit: bool,
    /// What is staked.
    total: Number,
    /// The worst profit.
    worst_profit: Number,
    /// The best profit.
    best_profit: Number,
    /// Worst profit over what is staked, in percent.
    return_pct: Number,
    /// Whether no other stakes do better.
    proven: bool,
    /// The results, in the order given.
    legs: Vec<ArbitrageLegView>,
}

/// The stake on a result, and what it brings.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "ArbitrageStake")]
struct ArbitrageLegView {
    /// How much.
    stake: Number,
    /// What all bookmakers pay together when it happens.
    payout: Number,
    /// The payout less all stakes.
    profit: Number,
}

pub(super) fn answer(body: &ArbitrageBody) -> Result<ArbitrageView, ApiError> {
    let mut checks = Checks::default();
    let total = read::amount(&mut checks, "total", body.total);
    let mut venues = BTreeMap::new();
    let legs: Vec<SplitLeg> = body
        .legs
        .iter()
        .enumerate()
        .filter_map(|(at, leg)| leg.read(at, &mut venues, &mut checks))
        .collect();
    checks.finish()?;
    let total = total.ok_or_else(read::unread)?;
    let search = if body.best_rate == Some(true) { best_whole } else { split };
    let found = search(total, &legs).map_err(|error| read::refused("legs", error))?;
    Ok(view(&found, &legs))
}

impl ArbitrageLeg {
    fn read(
        &self,
        at: usize,
        venues: &mut BTreeMap<String, i64>,
        checks: &mut Checks,
    ) -> Option<SplitLeg> {
        let field = |name: &str| format!("legs[{at}].{name}");
        let price = read::quoted(checks, &field("odds"), self.odds);
        let rate = self.commission_rate;
        let commission = read::commission(checks, &field("commission_rate"), rate);
        let step = read::step(checks, &field("step"), self.step);
        let stake_min = read::limit(checks, &field("stake_min"), self.stake_min);
        let stake_max = read::limit(checks, &field("stake_max"), self.stake_max);
        let name = self.bookmaker.as_ref().map_or_else(|| format!("\n{at}"), ToString::to_string);
        let next = i64::try_from(venues.len()).unwrap_or_default();
        let venue = *venues.entry(name).or_insert(next);
        Some(SplitLeg {
            commission: commission?,
            stake_min: stake_min?.unwrap_or_default(),
            stake_max: stake_max?,
            ..SplitLeg::new(VenueId::new(venue), price?, step?)
        })
    }
}

fn view(found: &Split, legs: &[SplitLeg]) -> ArbitrageView {
    let book_sum = legs.iter().map(|leg| Decimal::ONE / leg.price.price().get()).sum();
    let results = found.stakes.iter().zip(&found.payouts).zip(&found.profile);
    ArbitrageView {
        book_sum: read::figure(book_sum),
        edge_pct: read::percent(found.profit_rate_bound),
        is_profit: found.worst_profit > Decimal::ZERO,
        total: Number(found.total.normalize()),
        worst_profit: read::cents(found.worst_profit),
        best_profit: read::cents(found.best_profit),
        return_pct: read::percent(found.profit_rate),
        proven: found.proven,
        legs: results
            .map(|((stake, payout), profit)| ArbitrageLegView {
                stake: Number(stake.normalize()),
                payout: read::cents(*payout),
                profit: read::cents(*profit),
            })
            .collect(),
    }
}
