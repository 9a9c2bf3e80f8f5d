//! The plan against what it promises, whatever the budget, the fixtures and the instant.

use monps_core::time::{TimeDelta, Timestamp, parse_timestamp};
use proptest::prelude::*;

use super::{Budget, KickOff, Mode, Part, Period, Plan, Reason, Rules, fixed_outlook, plan};

fn at(text: &str) -> Timestamp {
    parse_timestamp(text).unwrap()
}

/// A Saturday morning with half of the month's credits left.
fn now() -> Timestamp {
    at("2026-11-14T09:00:00Z")
}

fn budget(limit: u32, used: u32) -> Budget {
    Budget { limit, used, remaining: limit - used, period: Period::month_of(now()) }
}

fn league(key: &str, kick_offs: &[KickOff]) -> Part {
    Part {
        key: key.to_owned(),
        cost: 1,
        last_at: Some(now() - TimeDelta::hours(20)),
        kick_offs: kick_offs.to_vec(),
        ..Part::default()
    }
}

fn hours(hours: i64) -> KickOff {
    KickOff::at(now() + TimeDelta::hours(hours))
}

fn planned(parts: &[Part], budget: &Budget) -> Plan {
    plan(parts, budget, &Rules::default(), now())
}

#[test]
fn a_single_credit_goes_to_the_kick_off_with_the_most_at_stake() {
    let some = KickOff { events: 3, ..hours(30) };
    let many = KickOff { events: 8, ..hours(54) };
    let bet = KickOff { events: 1, with_bets: 3, ..hours(78) };
    let parts = [league("a", &[some]), league("b", &[many]), league("c", &[bet])];
    // Four credits for two weeks and a half: one for this one.
    let rules = Rules { reserve_pct: 0, ..Rules::default() };
    let plan = plan(&parts, &budget(500, 496), &rules, now());
    let chosen = plan.looks.iter().filter(|look| matches!(look.reason, Reason::Ahead { .. }));
    let ats: Vec<_> = chosen.map(|look| (look.part, look.at)).collect();
    assert_eq!(ats, [(2, bet.at - TimeDelta::minutes(5))]);
}

#[test]
fn the_more_there_is_to_spend_the_more_is_looked_at() {
    let parts = [league("a", &[hours(6), hours(30), hours(54)])];
    let mut counts = Vec::new();
    for limit in [14, 40, 160, 640] {
        let plan = planned(&parts, &budget(limit, 0));
        counts.push(plan.looks.len());
        for kick_off in &parts[0].kick_offs {
            let closing = kick_off.at - TimeDelta::minutes(5);
            assert!(plan.looks.iter().any(|look| look.at == closing), "limit {limit}");
        }
    }
    assert!(counts.is_sorted() && counts[0] < counts[3], "{counts:?}");
}

#[test]
fn the_reserve_is_for_closing_prices_of_open_bets() {
    let bet = KickOff { with_bets: 1, ..hours(5) };
    let both = [league("a", &[hours(3)]), league("b", &[bet])];
    // 20 of 500 are left, and half of the month: 25 and more are kept back.
    let plan = planned(&both, &budget(500, 480));
    let looks: Vec<_> = plan.looks.iter().map(|look| (look.part, look.at)).collect();
    assert!(looks.is_empty() || looks == [(1, bet.at - TimeDelta::minutes(5))], "{looks:?}");
    // At the end of the month nothing is kept back.
    let late = at("2026-11-30T20:00:00Z");
    let tonight = KickOff::at(at("2026-11-30T22:00:00Z"));
    let part = Part { last_at: Some(late - TimeDelta::hours(9)), ..league("a", &[tonight]) };
    let last = Budget { limit: 500, used: 495, remaining: 5, period: Period::month_of(late) };
    let plan = super::plan(&[part], &last, &Rules::default(), late);
    assert_eq!(plan.looks.last().unwrap().at, tonight.at - TimeDelta::minutes(5));
}

#[test]
fn restless_prices_are_looked_at_more() {
    let kick_offs = [hours(20), hours(44), hours(68)];
    let parts = [
        Part { restlessness: Some(0.4), ..league("lively", &kick_offs) },
        Part { restlessness: Some(0.02), ..league("quiet", &kick_offs) },
    ];
    let plan = planned(&parts, &budget(60, 0));
    let count = |part| plan.looks.iter().filter(|look| look.part == part).count();
    assert!(count(0) > count(1), "{} and {}", count(0), count(1));
}

#[test]
fn a_part_without_kick_offs_is_looked_at_daily_and_a_new_one_at_once() {
    let empty = league("summer", &[]);
    let new = Part { last_at: None, ..league("new", &[]) };
    let plan = planned(&[empty, new], &budget(500, 0));
    assert_eq!((plan.looks[0].part, plan.looks[0].at), (1, now()));
    assert_eq!(plan.looks[0].reason, Reason::First);
    let summer: Vec<_> = plan.looks.iter().filter(|look| look.part == 0).collect();
    assert_eq!(summer[0].at, now() + TimeDelta::hours(4), "a day after the last");
    assert_eq!(summer[1].at - summer[0].at, TimeDelta::hours(24));
    assert_eq!(summer[0].reason, Reason::Discover);
}

#[test]
fn a_clock_set_back_or_a_missed_look_changes_nothing_for_long() {
    let kick_off = hours(2);
    let future = Part { last_at: Some(now() + TimeDelta::days(3)), ..league("a", &[kick_off]) };
    let plan = planned(&[future], &budget(500, 0));
    assert!(plan.looks.iter().any(|look| look.at == kick_off.at - TimeDelta::minutes(5)));
    // The program was away at the last rung: three minutes before is still in time.
    let soon = KickOff::at(now() + TimeDelta::minutes(3));
    let plan = planned(&[league("a", &[soon])], &budget(500, 0));
    assert_eq!(plan.looks[0].at, now());
    // It was made already: not again.
    let made = Part { last_at: Some(now() - TimeDelta::minutes(1)), ..league("a", &[soon]) };
    let plan = planned(&[made], &budget(500, 0));
    assert!(plan.looks.iter().all(|look| look.at > soon.at), "{:?}", plan.looks);
}

#[test]
fn many_parts_at_a_slow_source_begin_earlier() {
    let parts: Vec<Part> = (0..5).map(|_| league("a", &[hours(5)])).collect();
    let rules = Rules { spacing: TimeDelta::minutes(2), ..Rules::default() };
    let plan = plan(&parts, &budget(500, 0), &rules, now());
    let closing = now() + TimeDelta::hours(5) - TimeDelta::minutes(13);
    assert_eq!(plan.looks.iter().filter(|look| look.at == closing).count(), 5);
}

#[test]
fn sentences_say_what_comes_and_why() {
    let kick_off = KickOff { events: 6, with_bets: 2, ..hours(6) };
    let parts = [league("soccer_epl", &[kick_off])];
    let plan = planned(&parts, &budget(500, 140));
    let closing = plan.looks.iter().find(|look| look.at > now() + TimeDelta::minutes(350)).unwrap();
    let words = closing.reason_in_words(&parts[0]);
    let begins = "soccer_epl: 5 min before the kick-off of 6 events at 15:00 UTC on 14 Nov \
                  (2 with open bets); worth ";
    assert!(words.starts_with(begins), "{words}");
    let forecast = plan.outlook.in_words("credits");
    assert!(forecast.starts_with("at this pace "), "{forecast}");
    assert!(forecast.ends_with("last look before a kick-off: 5 min (median)"), "{forecast}");
    let fixed = fixed_outlook(&parts, &budget(500, 480), (now(), TimeDelta::hours(4)), now());
    assert_eq!(fixed.spent_at, Some(now() + TimeDelta::hours(80)));
    assert_eq!(fixed.used_at_end, 500);
    assert!(fixed.in_words("credits").contains("the 500 credits are spent on 17 Nov"));
    assert_eq!(fixed.last_look_before, Some(TimeDelta::hours(2)));
}

#[test]
fn a_period_is_a_month_and_begins_again() {
    let month = Period::month_of(at("2026-12-31T23:59:59Z"));
    assert_eq!(
        (month.begins_at, month.ends_at),
        (at("2026-12-01T00:00:00Z"), at("2027-01-01T00:00:00Z"))
    );
    assert_eq!(Mode::Planned.as_str(), "planned");
}

fn any_part() -> impl Strategy<Value = Part> {
    let kick_off = (1_i64..20_000, 1_u32..12, 0_u32..3).prop_map(|(minutes, events, with_bets)| {
        let at = now() + TimeDelta::minutes(minutes);
        KickOff { events, with_bets: with_bets.min(events), ..KickOff::at(at) }
    });
    let last = proptest::option::of(-3000_i64..9000);
    (proptest::collection::btree_map(0_i64..20_000, kick_off, 0..25), last, 0_u32..13).prop_map(
        |(kick_offs, last, cost)| {
            let mut kick_offs: Vec<KickOff> = kick_offs.into_values().collect();
            kick_offs.sort_by_key(|kick_off| kick_off.at);
            kick_offs.dedup_by_key(|kick_off| kick_off.at);
            let last_at = last.map(|minutes| now() - TimeDelta::minutes(minutes));
            Part { cost, last_at, kick_offs, ..Part::default() }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_plan_is_in_order_and_never_above_what_remains(
        parts in proptest::collection::vec(any_part(), 0..5),
        limit in 0_u32..2000,
        used in 0_u32..2000,
        minutes in 0_i64..24_000,
    ) {
        let used = used.min(limit);
        let at = now() + TimeDelta::minutes(minutes);
        let budget = Budget { limit, used, remaining: limit - used, period: Period::month_of(at) };
        let rules = Rules::default();
        let plan = plan(&parts, &budget, &rules, at);
        let cost: u32 = plan.looks.iter().map(|look| look.cost).sum();
        prop_assert!(cost <= budget.remaining);
        prop_assert!(plan.outlook.used_at_end <= limit);
        prop_assert!(plan.looks.is_sorted_by_key(|look| look.at));
        prop_assert!(plan.looks.iter().all(|look| look.at >= at && look.at < plan.until));
        prop_assert!(plan.until <= budget.period.ends_at);
        let again = super::plan(&parts, &budget, &rules, at);
        prop_assert_eq!(&again, &plan, "the same facts, the same plan");
        // Ordinary looks leave the reserve alone.
        let ordinary: u32 =
            plan.looks.iter().filter(|look| !look.may_use_reserve()).map(|look| look.cost).sum();
        prop_assert!(f64::from(ordinary) <= budget.spendable(rules.reserve_pct, at) + 1e-6);
    }
}
