//! Systems.

use monps_core::bet::{Cents, Leg, System, SystemKind, SystemSettlement};
use monps_core::catalog::{MarketKey, MarketKind, Selection};
use monps_core::error::bet::BetError;
use monps_core::id::EventId;
use monps_core::money::{Currency, Money, Rounding};
use monps_core::payoff::Outcome;
use poem_openapi::Object;

use super::read;
use crate::api::error::{ApiError, Checks};
use crate::api::number::{Number, NumberInput};
use crate::api::text::Text;

/// Lines that are answered one by one.
const LINES_SHOWN_MAX: usize = 300;

/// A system bet.
#[derive(Clone, Debug, Object)]
#[oai(rename = "SystemRequest", deny_unknown_fields)]
pub(super) struct SystemBody {
    /// `trixie`, `patent`, `yankee`, `lucky_15`, `canadian`, `lucky_31`, `heinz`, `lucky_63`,
    /// `super_heinz`, `goliath`, or sizes out of a number of legs: `2/3`, `2+3/4`.
    kind: Text<64, 1>,
    /// The selections that are combined, each of another event.
    #[oai(validator(min_items = 1, max_items = 20))]
    legs: Vec<SystemLegBody>,
    /// Selections that are part of every line.
    #[oai(validator(max_items = 20))]
    banks: Option<Vec<SystemLegBody>>,
    /// The stake on each line. This or `stake`.
    stake_per_line: Option<NumberInput>,
    /// The stake on the whole, shared over the lines to the cent.
    stake: Option<NumberInput>,
    /// Bring amounts to the cent once over the whole, instead of line by line.
    round_once: Option<bool>,
}

/// A selection of a system.
#[derive(Clone, Debug, Object)]
#[oai(rename = "SystemLeg", deny_unknown_fields)]
struct SystemLegBody {
    /// Decimal odds.
    odds: NumberInput,
    /// `won`, `half_won`, `push`, `half_lost`, `lost`, `void` or `dead_heat_1_2`; open when left out.
    result: Option<Text<20, 1>>,
}

/// What a system costs and brings.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "System")]
pub(super) struct SystemView {
    /// The system, by its name where it has one.
    kind: String,
    /// How many lines it has.
    lines_count: i64,
    /// The stake on each line.
    stake_per_line: Number,
    /// What the whole costs.
    staked: Number,
    /// What was given and does not fall on a line.
    left_over: Number,
    /// What it returns at most: every open leg wins.
    best_payout: Number,
    /// What it returned; null while a leg that decides is open.
    payout: Option<Number>,
    /// The payout less what it costs; null while open.
    profit: Option<Number>,
    /// How many lines return anything; null while open.
    won_count: Option<i64>,
    /// The first 300 lines; empty while open.
    lines: Vec<SystemLineView>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "SystemLine")]
struct SystemLineView {
    /// Its selections, from 0, banks left out.
    legs: Vec<i64>,
    /// What became of it.
    result: String,
    /// What it returns.
    payout: Number,
}

pub(super) fn answer(body: &SystemBody) -> Result<SystemView, ApiError> {
    let mut checks = Checks::default();
    let kind = checks.take("kind", body.kind.as_str().parse::<SystemKind>());
    let legs = legs("legs", 0, &body.legs, &mut checks);
    let after = body.legs.len();
    let banks = legs_of_banks(body, after, &mut checks);
    if body.stake.is_some() == body.stake_per_line.is_some() {
        checks.refuse("stake", "give the stake of the whole, or that of a line: one of the two");
    }
    let given = body.stake.or(body.stake_per_line).unwrap_or(NumberInput(read::STEP_DEFAULT));
    let field = if body.stake.is_some() { "stake" } else { "stake_per_line" };
    let given = read::amount(&mut checks, field, given)
        .and_then(|amount| checks.take(field, Money::new(amount, Currency::EUR)));
    checks.finish()?;
    let (kind, given) = kind.zip(given).ok_or_else(read::unread)?;
    let (each, left_over) = if body.stake.is_some() {
        System::stake_per_line(&kind, given).map_err(|error| read::refused("stake", error))?
    } else {
        (given, Money::zero(Currency::EUR))
    };
    let system = System::new(kind, legs, banks, each).map_err(of_bet)?;
    let cents = if body.round_once == Some(true) { Cents::Once } else { Cents::EachLine };
    view(&system, cents, left_over)
}

fn legs_of_banks(body: &SystemBody, after: usize, checks: &mut Checks) -> Vec<Leg> {
    body.banks.as_deref().map_or_else(Vec::new, |banks| legs("banks", after, banks, checks))
}

/// Legs that stand for selections of different events, whatever they are.
fn legs(field: &str, first: usize, given: &[SystemLegBody], checks: &mut Checks) -> Vec<Leg> {
    let mut legs = Vec::with_capacity(given.len());
    for (at, leg) in given.iter().enumerate() {
        let name = |name: &str| format!("{field}[{at}].{name}");
        let price = read::quoted(checks, &name("odds"), leg.odds);
        let result = leg.result.as_ref().map(|word| word.as_str().parse::<Outcome>()).transpose();
        let result = checks.take(&name("result"), result);
        let event = EventId::new(i64::try_from(first + at).unwrap_or_default());
        let market = MarketKey::full_time(MarketKind::DrawNoBet, None);
        let market = checks.take(field, market);
        if let (Some(price), Some(result), Some(market)) = (price, result, market) {
            let leg = checks.take(field, Leg::new(event, market, Selection::Home, price));
            legs.extend(leg.map(|leg| Leg { outcome: result, ..leg }));
        }
    }
    legs
}

fn view(system: &System, cents: Cents, left_over: Money) -> Result<SystemView, ApiError> {
    let rounding = Rounding::HalfUp;
    let settled = match system.settle(cents, rounding) {
        Ok(settled) => Some(settled),
        Err(BetError::LegsOpen { .. }) => None,
        Err(error) => return Err(of_bet(error)),
    };
    let profit = settled.as_ref().map(SystemSettlement::profit).transpose().map_err(of_bet)?;
    let lines = settled.as_ref().map_or(&[][..], SystemSettlement::lines);
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Ok(SystemView {
        kind: system.kind().to_string(),
        lines_count: i64::from(system.kind().line_count()),
        stake_per_line: Number::from(system.stake()),
        staked: Number::from(system.staked().map_err(of_bet)?),
        left_over: Number::from(left_over),
        best_payout: Number::from(system.best_payout(cents, rounding).map_err(of_bet)?),
        payout: settled.as_ref().map(|settled| Number::from(settled.payout())),
        profit: profit.map(Number::from),
        won_count: settled.as_ref().map(|settled| count(settled.won_count())),
        lines: lines
            .iter()
            .take(LINES_SHOWN_MAX)
            .map(|line| SystemLineView {
                legs: line.legs.iter().copied().map(count).collect(),
                result: line.outcome.to_string(),
                payout: Number::from(line.payout),
            })
            .collect(),
    })
}

fn of_bet(error: BetError) -> ApiError {
    let field = match &error {
        BetError::SystemLegs { .. } | BetError::LineCount { .. } => "kind",
        _ => "legs",
    };
    read::refused(field, error)
}
