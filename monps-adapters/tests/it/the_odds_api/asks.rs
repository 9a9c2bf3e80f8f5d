//! What is asked, what it costs, and which settings are refused.

use std::collections::BTreeMap;

use monps_adapters::the_odds_api::TheOddsApi;
use monps_core::adapter::{Adapter, Coverage, Request, Scope, Task};
use monps_core::error::adapter::{Fault, FaultCode};

use super::{EPL, context, convert, odds};
use crate::support::config;

fn asked(pairs: &[(&str, &str)], task: &Task) -> Result<Vec<Request>, Fault> {
    TheOddsApi::new().start(&context(pairs), task).map(|(_, step)| step.next.requests)
}

#[test]
fn what_is_asked_and_what_it_costs() {
    let requests = asked(&[], &odds()).unwrap();
    let paths: Vec<_> = requests.iter().map(|request| request.path.as_str()).collect();
    assert_eq!(paths, [EPL, "/v4/sports/soccer_france_ligue_one/odds"]);
    assert_eq!(requests[0].cost, 4, "two markets in two regions");
    assert_eq!(requests[0].cache_age_max_s, 230 * 60);
    let query: BTreeMap<_, _> = requests[0].query.iter().cloned().collect();
    let expected = config(&[
        ("regions", "eu,uk"),
        ("markets", "h2h,totals"),
        ("oddsFormat", "decimal"),
        ("dateFormat", "iso"),
    ]);
    assert_eq!(query, expected);

    let many = (0..11).map(|n| format!("book{n}")).collect::<Vec<_>>().join(",");
    for (pairs, cost) in [
        (&[("bookmakers", "pinnacle"), ("regions", "eu,uk,us")][..], 2),
        (&[("bookmakers", many.as_str())], 4),
        (&[("markets", "h2h"), ("regions", "eu")], 1),
        (&[("sports", "golf_us_open_winner"), ("regions", "us")], 1),
    ] {
        assert_eq!(asked(pairs, &odds()).unwrap()[0].cost, cost, "{pairs:?}");
    }
    let results = asked(&[("sports", "soccer_epl")], &Task::results(Scope::default())).unwrap();
    assert_eq!((results[0].path.as_str(), results[0].cost), ("/v4/sports/soccer_epl/scores", 2));
}

#[test]
fn a_wrong_setting_is_named() {
    for (pairs, named) in [
        (&[("odds_format", "fractional")][..], "odds_format"),
        (&[("markets", "h2h,btts")], "\"btts\""),
        (&[("cache_minutes", "-1")], "cache_minutes"),
        (&[("sports", "soccer_epl/../../admin")], "sports"),
        (&[("regions", "eu&apiKey=1")], "regions"),
    ] {
        let fault = asked(pairs, &odds()).unwrap_err();
        assert_eq!(fault.code, FaultCode::BadConfig);
        assert!(fault.message.contains(named), "{fault}");
    }
    let days = [("scores_days", "4")];
    assert!(asked(&days, &Task::results(Scope::default())).is_err());
    let many = (0..101).map(|n| format!("s{n}")).collect::<Vec<_>>().join(",");
    assert!(asked(&[("sports", &many)], &odds()).unwrap_err().message.contains("100"));
}

#[test]
fn a_narrowed_task_is_no_image_of_its_sport() {
    let scope = Scope { events: vec!["e1".to_owned(), "e2".to_owned()], ..Scope::default() };
    let requests = asked(&[], &Task::odds(scope.clone())).unwrap();
    assert!(requests[0].query.contains(&("eventIds".to_owned(), "e1,e2".to_owned())));
    let snapshot = convert(&Task::odds(scope), "decimal", b"[]".to_vec()).unwrap().remove(0);
    assert_eq!((snapshot.coverage, snapshot.competitions.len()), (Coverage::Events, 0));
    let scope = Scope { venues: vec!["pinnacle".to_owned()], ..Scope::default() };
    let requests = asked(&[], &Task::odds(scope.clone())).unwrap();
    assert!(requests[0].query.contains(&("bookmakers".to_owned(), "pinnacle".to_owned())));
    let snapshot = convert(&Task::odds(scope), "decimal", b"[]".to_vec()).unwrap().remove(0);
    assert_eq!(snapshot.coverage, Coverage::Delta);
}
