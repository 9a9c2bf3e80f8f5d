//! Where a plan leads by the end of the period.

use std::collections::BTreeMap;

use monps_core::time::{NaiveDate, TimeDelta, Timestamp};

use super::budget::Budget;
use super::part::{Part, hours};
use super::walk::{Look, Reason};

/// Looks that are counted one by one before a fixed rhythm is extrapolated.
const LOOKS_MAX: usize = 20_000;

/// What a plan comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// The end of the budget's period.
    pub ends_at: Timestamp,
    /// The budget.
    pub limit: u32,
    /// What will have been spent by then.
    pub used_at_end: u32,
    /// When the budget will be spent, if before the end.
    pub spent_at: Option<Timestamp>,
    /// What will be spent on each of the coming days (UTC).
    pub by_day: Vec<(NaiveDate, u32)>,
    /// The kick-offs of the coming days: how long before them the last look will have been made, at
    /// the middle of all events; none where no kick-off is known, or half of them will not be seen.
    pub last_look_before: Option<TimeDelta>,
    /// How many events that is about.
    pub events: u32,
}

impl Outlook {
    /// What looks come to; beyond the last of them it goes on at the same pace.
    pub(super) fn of(
        looks: &[Look],
        parts: &[Part],
        budget: &Budget,
        (now, until): (Timestamp, Timestamp),
    ) -> Self {
        let planned: u32 = looks.iter().fold(0, |sum, look| sum.saturating_add(look.cost));
        let after = hours(budget.period.ends_at - until).max(0.0);
        let pace = f64::from(planned) / hours(until - now).max(1.0);
        let most = budget.used.saturating_add(budget.remaining).min(budget.limit.max(budget.used));
        let at_end = f64::from(budget.used) + f64::from(planned) + pace * after;
        let (last_look_before, events) = before_kick_offs(looks, parts, (now, until));
        Self {
            ends_at: budget.period.ends_at,
            limit: budget.limit,
            used_at_end: whole(at_end).min(most),
            spent_at: None,
            by_day: by_day(looks),
            last_look_before,
            events,
        }
    }
}

/// What a fixed rhythm comes to: all parts together, from an instant on, every so often, as long as
/// the budget lasts.
#[must_use]
pub fn fixed_outlook(
    parts: &[Part],
    budget: &Budget,
    (next, every): (Timestamp, TimeDelta),
    now: Timestamp,
) -> Outlook {
    let until = (now + TimeDelta::days(7)).min(budget.period.ends_at);
    let every = every.max(TimeDelta::seconds(1));
    let round: u32 = parts.iter().fold(0, |sum, part| sum.saturating_add(part.cost));
    let (mut left, mut at, mut spent_at) = (budget.remaining, next.max(now), None);
    let (mut looks, mut used) = (Vec::new(), budget.used);
    for _ in 0..LOOKS_MAX {
        if at >= budget.period.ends_at {
            break;
        }
        if round > left {
            spent_at = Some(at);
            break;
        }
        (left, used) = (left - round, used.saturating_add(round));
        if at < until {
            looks.extend(parts.iter().enumerate().map(|(index, part)| Look {
                at,
                part: index,
                cost: part.cost,
                reason: Reason::Rhythm,
                worth: 0.0,
            }));
        }
        at += every;
    }
    let outlook = Outlook::of(&looks, parts, budget, (now, until));
    Outlook { used_at_end: used, spent_at, ..outlook }
}

fn by_day(looks: &[Look]) -> Vec<(NaiveDate, u32)> {
    let mut days: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    for look in looks {
        let day = days.entry(look.at.date_naive()).or_default();
        *day = day.saturating_add(look.cost);
    }
    days.into_iter().collect()
}

/// How long before a kick-off the last look is made, at the median of all events; and how many.
fn before_kick_offs(
    looks: &[Look],
    parts: &[Part],
    (now, until): (Timestamp, Timestamp),
) -> (Option<TimeDelta>, u32) {
    let mut before: Vec<(Option<TimeDelta>, u32)> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let mut own = looks.iter().filter(|look| look.part == index).map(|look| look.at).peekable();
        let mut last = part.last_at.filter(|last| *last <= now);
        for kick_off in part.kick_offs.iter().filter(|one| one.at > now && one.at <= until) {
            while let Some(at) = own.next_if(|at| *at < kick_off.at) {
                last = Some(at);
            }
            before.push((last.map(|last| kick_off.at - last), kick_off.events));
        }
    }
    let events = before.iter().map(|(_, events)| *events).fold(0, u32::saturating_add);
    // Never seen is the longest time of all.
    before.sort_by_key(|(before, _)| before.unwrap_or(TimeDelta::MAX));
    let mut counted = 0;
    let median = before.into_iter().find(|(_, events_of_this)| {
        counted += events_of_this;
        counted * 2 >= events
    });
    (median.and_then(|(before, _)| before), events)
}

/// An estimate as a whole number of credits.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of u32 first; an estimate needs no fraction"
)]
fn whole(estimate: f64) -> u32 {
    estimate.round().clamp(0.0, f64::from(u32::MAX)) as u32
}
