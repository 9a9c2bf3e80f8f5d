//! Sources that agree, disagree, say nothing, and people who have the last word.

use monps_core::catalog::{MarketKey, MarketKind, Period, Selection};
use monps_core::id::{EventId, SourceId};
use monps_core::odds::{Price, QuotedPrice};
use monps_core::settle::rules::Rules;
use monps_core::settle::{Contestant, EventResult, Incident, Played};
use monps_core::time::Timestamp;

use super::*;

fn leg(kind: MarketKind, period: Period) -> Leg {
    let key = MarketKey::new(kind, period, None).unwrap();
    let price: Price = "2".parse().unwrap();
    Leg::new(EventId::new(1), key, Selection::Home, QuotedPrice::from(price)).unwrap()
}

fn report(source: &str, result: EventResult) -> Report {
    Report {
        id: 7,
        event_id: EventId::new(1),
        source_id: SourceId::new(1),
        source: source.to_owned(),
        revision: 1,
        newest: true,
        result,
        is_final: true,
        refused: None,
        first_seen_at: Timestamp::default(),
    }
}

fn score(home: u32, away: u32) -> EventResult {
    EventResult::played(vec![Score { period: Period::FullTime, home, away }])
}

fn rules(rules: Rules) -> AppliedRules {
    AppliedRules { rules, ..AppliedRules::default() }
}

#[track_caller]
fn check(leg: &Leg, reports: &[Report], by: Rules, expected: &str) {
    let said = match judge(leg, reports, &rules(by)) {
        Judgement::Nothing => "nothing".to_owned(),
        Judgement::Decided(outcome, report) => format!("{outcome} by {}", report.source),
        Judgement::Unsure(why) => why,
    };
    assert_eq!(said, expected);
}

#[test]
fn sources_that_agree_decide() {
    let home = leg(MarketKind::MatchOdds, Period::FullTime);
    let told = [report("one", score(2, 1)), report("two", score(2, 1))];
    check(&home, &told, Rules::default(), "won by one");
    check(&home, &[], Rules::default(), "nothing");
    let half = leg(MarketKind::MatchOdds, Period::FirstHalf);
    check(&half, &told, Rules::default(), "nothing");
}

#[test]
fn sources_that_disagree_decide_nothing_until_a_person_does() {
    let home = leg(MarketKind::MatchOdds, Period::FullTime);
    let mut told = vec![report("one", score(2, 1)), report("two", score(1, 1))];
    check(&home, &told, Rules::default(), "sources disagree: 2-1 (one) and 1-1 (two)");
    // The same outcome of another score: one of them is wrong.
    told[1] = report("two", score(3, 1));
    check(&home, &told, Rules::default(), "sources disagree: 2-1 (one) and 3-1 (two)");
    told.push(report(PERSON, score(0, 3)));
    check(&home, &told, Rules::default(), "lost by person");
    // What was taken back or refused is not heard.
    told[2].is_final = false;
    told[1].refused = Some("absurd".to_owned());
    check(&home, &told, Rules::default(), "won by one");
}

#[test]
fn what_no_source_says_is_asked() {
    let through = leg(MarketKind::ToQualify, Period::FullTime);
    let told = [report("one", score(1, 1))];
    let asks = "a to_qualify market is settled by who went through: give a state that says so";
    check(&through, &told, Rules::default(), asks);
    let with = [told[0].clone(), report("two", score(1, 1).won_by(Contestant::Home))];
    check(&through, &with, Rules::default(), "won by two");
}

#[test]
fn overtime_and_shoot_outs_are_not_full_time() {
    let home = leg(MarketKind::MatchOdds, Period::FullTime);
    let mut scores = score(1, 1);
    scores.scores.push(Score { period: Period::WithOvertime, home: 2, away: 1 });
    let told = [report("one", scores.won_by(Contestant::Home))];
    check(&home, &told, Rules { overtime_counts: Some(false), ..Rules::default() }, "lost by one");
    let whole = leg(MarketKind::MatchOdds, Period::WithOvertime);
    check(&whole, &told, Rules::default(), "won by one");
}

#[test]
fn incidents_are_settled_by_the_rules_or_not_at_all() {
    let home = leg(MarketKind::Winner, Period::FullTime);
    let retired = Incident::Retired { by: Contestant::Away, after: Played::Sets(1) };
    let told = [report("one", EventResult::default().with_incident(retired))];
    let by = |retirement| Rules { retirement: Some(retirement), ..Rules::default() };
    use monps_core::settle::rules::Retirement;
    check(&home, &told, by(Retirement::OneSet), "won by one");
    check(&home, &told, by(Retirement::TwoSets), "void by one");
    let unruled =
        "no rule says what a retirement makes of a winner market: add one, or settle by hand";
    check(&home, &told, Rules::default(), unruled);
}
