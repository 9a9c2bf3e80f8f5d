//! The price of a credit, and the plan that it leads to.

use monps_core::time::{TimeDelta, Timestamp};

use super::Rules;
use super::budget::Budget;
use super::outlook::Outlook;
use super::part::{Part, hours, quantity};
use super::walk::{Look, Pace, Walk};
use super::worth::liveliness;

/// Plans are made for a week: kick-offs come in weeks, so that every share of the budget has its
/// weekend.
const HORIZON: TimeDelta = TimeDelta::days(7);
/// A rhythm faster than this is the business of the rungs before kick-offs.
const EVERY_MIN: TimeDelta = TimeDelta::minutes(15);
/// Looks that need no price take at most this share of the credits from the others …
const FORCED_SHARE: f64 = 0.25;
/// … and come at least this often while no kick-off is known.
const DISCOVER_DAYS_MAX: f64 = 7.0;
/// The dearest credit: nothing is worth more.
const PRICE_MAX: f64 = 1e4;
/// Below this, credits are as good as free.
const PRICE_MIN: f64 = 1e-4;
/// Halvings of the span between two prices: to a thousandth.
const HALVINGS: u32 = 14;

/// What will be asked when.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The looks of the coming week, in order of time.
    pub looks: Vec<Look>,
    /// What a look must be worth for each credit, in closing prices.
    pub price: f64,
    /// Until when it was planned.
    pub until: Timestamp,
    /// Where that leads.
    pub outlook: Outlook,
}

/// Plans the looks at all parts that share a budget.
///
/// Ordinary looks are planned within the week's share of what is left after the reserve. What is due
/// now is in the plan only if it can be paid now: from what is spendable, or, for the closing price of
/// an open bet, from all that remains.
#[must_use]
pub fn plan(parts: &[Part], budget: &Budget, rules: &Rules, now: Timestamp) -> Plan {
    let left = budget.period.left(now);
    let horizon = HORIZON.min(left);
    let until = now + horizon;
    let spendable = budget.spendable(rules.reserve_pct, now);
    let share = if left > TimeDelta::zero() { hours(horizon) / hours(left) } else { 0.0 };
    let allowance = spendable * share;
    let known: Vec<f64> = parts.iter().filter_map(|part| part.restlessness).collect();
    let average =
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / quantity(known.len() as u64));
    let pace = pace(parts, rules, allowance);
    let walks: Vec<Walk<'_>> = parts
        .iter()
        .enumerate()
        .map(|one| {
            let lively = liveliness(one.1, average);
            Walk::new(one, lively, pace, (now, until))
        })
        .collect();
    let price = price(&walks, allowance);
    let mut looks = all(&walks, price);
    keep_affordable(&mut looks, spendable, f64::from(budget.remaining));
    let outlook = Outlook::of(&looks, parts, budget, (now, until));
    Plan { looks, price, until, outlook }
}

/// How often looks are considered: those without a price as often as their share of the credits allows.
fn pace(parts: &[Part], rules: &Rules, allowance: f64) -> Pace {
    let daily: f64 = parts.iter().map(|part| f64::from(part.cost)).sum();
    let share = (allowance * FORCED_SHARE).max(f64::MIN_POSITIVE);
    let days =
        (daily * quantity(HORIZON.num_days().unsigned_abs()) / share).clamp(1.0, DISCOVER_DAYS_MAX);
    let others = i32::try_from(parts.len().saturating_sub(1)).unwrap_or(i32::MAX);
    Pace {
        every: rules.every.max(EVERY_MIN),
        discover_every: span(days),
        waiting: rules.spacing * others,
    }
}

/// The lowest price at which the looks fit, with room for those that need no price.
fn price(walks: &[Walk<'_>], allowance: f64) -> f64 {
    let fits = |price: f64| {
        let (mut forced, mut priced) = (0.0, 0.0);
        for look in walks.iter().flat_map(|walk| walk.looks(price)) {
            *(if look.is_forced() { &mut forced } else { &mut priced }) += f64::from(look.cost);
        }
        priced + forced.min(allowance * FORCED_SHARE) <= allowance
    };
    if fits(PRICE_MIN) {
        return PRICE_MIN;
    }
    let (mut low, mut high) = (PRICE_MIN.ln(), PRICE_MAX.ln());
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if fits(middle.exp()) { high = middle } else { low = middle }
    }
    high.exp()
}

/// All looks at a price, in order of time; of those at one instant the worthiest first.
fn all(walks: &[Walk<'_>], price: f64) -> Vec<Look> {
    let mut looks: Vec<Look> = walks.iter().flat_map(|walk| walk.looks(price)).collect();
    looks.sort_by(|a, b| {
        a.at.cmp(&b.at).then(b.worth.total_cmp(&a.worth)).then(a.part.cmp(&b.part))
    });
    looks
}

/// Leaves out what could not be paid: the budget is a bound, not a wish.
fn keep_affordable(looks: &mut Vec<Look>, mut spendable: f64, mut remaining: f64) {
    looks.retain(|look| {
        let cost = f64::from(look.cost);
        let can_pay = cost <= if look.may_use_reserve() { remaining } else { spendable };
        if can_pay {
            spendable -= cost;
            remaining -= cost;
        }
        can_pay
    });
}

/// A span of days, to the second.
#[expect(clippy::cast_possible_truncation, reason = "some days have fewer seconds than i64 holds")]
fn span(days: f64) -> TimeDelta {
    TimeDelta::seconds((days * 86_400.0).round() as i64)
}
