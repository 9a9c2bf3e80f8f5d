//! Contests: the cases that cost money when they go wrong.

use monps_core::catalog::Sport;
use monps_core::catalog::matching::{
    Aliases, Clock, Contest, ProviderId, Reason, Verdict, match_contests, match_one,
};

use super::{at, decide, football, twins};

fn of(sport: &Sport, home: &str, away: &str, minutes: i64) -> Contest {
    Contest::new(sport.clone(), home, away, at(minutes))
}

fn with_id(contest: Contest, id: &str) -> Contest {
    let ids = vec![ProviderId { provider: "betradar".to_owned(), id: id.to_owned() }];
    Contest { ids, ..contest }
}

#[test]
fn a_kick_off_is_a_constraint_and_not_a_bucket() {
    let ours = [football("Arsenal", "Fulham", 175)];
    assert_eq!(twins(&ours, &[football("Arsenal FC", "Fulham FC", 190)]), [Some(0)]);
}

#[test]
fn a_kick_off_moved_by_a_day_is_asked() {
    let decisions =
        decide(&[football("Arsenal", "Fulham", 0)], &[football("Arsenal", "Fulham", 24 * 60)]);
    assert_eq!(decisions[0].verdict, Verdict::Unsure);
    assert_eq!(decisions[0].right, Some(0));
    assert!(decisions[0].reasons.contains(&Reason::TooFarApart));
}

#[test]
fn home_and_away_may_be_swapped_and_it_is_said() {
    let decisions =
        decide(&[football("Arsenal", "Fulham", 0)], &[football("Fulham", "Arsenal", 0)]);
    assert_eq!(decisions[0].same(), Some(0));
    assert!(decisions[0].is_swapped);
    assert!(decisions[0].reasons.contains(&Reason::Swapped));
}

#[test]
fn doubleheaders_are_told_apart_by_the_hour() {
    let (first, second) = (0, 330);
    let game = |minutes| of(&Sport::BASEBALL, "New York Yankees", "Boston Red Sox", minutes);
    let ours = [game(first), game(second)];
    assert_eq!(twins(&ours, &[game(second + 5), game(first + 5)]), [Some(1), Some(0)]);
    // With one of them missing on the other side, the lone one has no twin in its place.
    assert_eq!(twins(&ours[..1], &[game(second)]), [None]);
    // Without hours nobody can tell: somebody is asked.
    let days: Vec<Contest> =
        ours.iter().map(|game| game.clone().with_clock(Clock::DayOnly)).collect();
    for decision in decide(&days, &ours) {
        assert_eq!(decision.verdict, Verdict::Unsure);
    }
}

#[test]
fn state_universities_on_one_day() {
    let sport = Sport::AMERICAN_FOOTBALL;
    let ours =
        [of(&sport, "Washington State", "Oregon", 0), of(&sport, "Washington", "Oregon State", 0)];
    let theirs = [
        of(&sport, "Washington Huskies", "Oregon State Beavers", 0),
        of(&sport, "Washington State Cougars", "Oregon Ducks", 0),
    ];
    assert_eq!(twins(&ours, &theirs), [Some(1), Some(0)]);
    // Each alone against the other one.
    assert_eq!(twins(&ours[..1], &theirs[..1]), [None]);
    assert_eq!(twins(&ours[1..], &theirs[1..]), [None]);
    assert_eq!(twins(&ours[..1], &ours[1..]), [None]);
}

#[test]
fn women_youth_and_reserves_play_on_the_same_day() {
    let ours = [football("Arsenal", "Chelsea", 0)];
    for other in [
        football("Arsenal Women", "Chelsea Women", 0),
        football("Arsenal U21", "Chelsea U21", 0),
        football("Arsenal B", "Chelsea B", 0),
    ] {
        assert_eq!(twins(&ours, std::slice::from_ref(&other)), [None], "{other:?}");
    }
    // The competition may be the one that says so.
    let league =
        |contest: Contest, name: &str| Contest { competition: Some(name.to_owned()), ..contest };
    let women = league(football("Arsenal", "Chelsea", 0), "Women's Super League");
    assert_eq!(twins(&ours, std::slice::from_ref(&women)), [None]);
    assert_eq!(twins(&[women], &[football("Arsenal WFC", "Chelsea Women", 0)]), [Some(0)]);
}

#[test]
fn ids_of_a_provider_decide() {
    let ours = [with_id(football("Nijmegen", "Waalwijk", 0), "7")];
    let same = decide(&ours, &[with_id(football("N.E.C.", "R.K.C.", 20_000), "7")]);
    assert_eq!(same[0].same(), Some(0));
    assert_eq!(same[0].reasons[0], Reason::SameId { provider: "betradar".to_owned() });
    // The same names at the same hour, and yet two.
    let other = decide(&ours, &[with_id(football("Nijmegen", "Waalwijk", 0), "8")]);
    assert_eq!(other[0].verdict, Verdict::Different);
}

#[test]
fn two_that_are_one_and_one_that_is_two_are_asked() {
    let twice = [football("Arsenal", "Fulham", 0), football("Arsenal FC", "Fulham FC", 10)];
    let once = [football("Arsenal", "Fulham", 0)];
    for decision in decide(&twice, &once).iter().chain(&decide(&once, &twice)) {
        assert_eq!(decision.verdict, Verdict::Unsure, "{decision:?}");
    }
}

#[test]
fn a_name_that_nobody_could_guess_is_learnt_from_the_company_it_keeps() {
    let week = 7 * 24 * 60;
    let ours = [
        football("Nijmegen", "Ajax", 0),
        football("Feyenoord", "Nijmegen", week),
        football("Nijmegen", "Heerenveen", 2 * week),
    ];
    let theirs = [
        football("NEC", "Ajax", 0),
        football("Feyenoord", "NEC", week),
        football("NEC", "Heerenveen", 2 * week),
    ];
    let matching = match_contests(&ours, &theirs, &Aliases::default());
    assert!(matching.decisions.iter().all(|decision| decision.same() == Some(decision.left)));
    assert_eq!(matching.learnt.len(), 1);
    assert_eq!((&*matching.learnt[0].left, &*matching.learnt[0].right), ("Nijmegen", "NEC"));
    assert_eq!(matching.learnt[0].opponents, 3);
    // Once is not enough; somebody is asked.
    let once = decide(&ours[..1], &theirs[..1]);
    assert_eq!(once[0].verdict, Verdict::Unsure);
    // A person's "no" is not overruled.
    let mut refused = Aliases::default();
    refused.refuse(&Sport::FOOTBALL, "NEC", "Nijmegen");
    assert!(match_contests(&ours, &theirs, &refused).learnt.is_empty());
}

#[test]
fn a_team_renamed_in_mid_season_keeps_its_contests_by_alias() {
    let ours = football("Old Town Rovers", "Fulham", 0);
    let stored = [football("Riverside Athletic", "Fulham", 0), football("Leeds", "Hull", 0)];
    assert_eq!(match_one(&ours, &stored, &Aliases::default()).verdict, Verdict::Unsure);
    let mut aliases = Aliases::default();
    aliases.add(&Sport::FOOTBALL, "Old Town Rovers", "Riverside Athletic");
    assert_eq!(match_one(&ours, &stored, &aliases).same(), Some(0));
}

#[test]
fn one_side_alone_is_no_contest() {
    let ours = [football("Arsenal", "Fulham", 0)];
    assert_eq!(twins(&ours, &[football("Arsenal", "Brentford", 0)]), [None]);
    assert_eq!(twins(&ours, &[of(&Sport::BASKETBALL, "Arsenal", "Fulham", 0)]), [None]);
    assert_eq!(twins(&ours, &[]), [None]);
}
