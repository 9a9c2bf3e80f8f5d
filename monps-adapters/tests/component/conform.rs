//! The checks of `monps plugin test`: a sound plugin passes them, and a rogue does not.

use std::collections::BTreeMap;

use monps_adapters::component::conformance::{Answers, Check, check};

use crate::scene::{committed, host, noon, page};

async fn checks(id: &str, config: &[(&str, &str)], answers: &Answers) -> Vec<Check> {
    let pair = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    let config: BTreeMap<_, _> = config.iter().map(pair).collect();
    check(&host(), &committed(id), answers, &config, noon()).await.unwrap()
}

fn failed(checks: &[Check]) -> Vec<&str> {
    checks.iter().filter(|check| !check.passed).map(|check| check.code).collect()
}

#[tokio::test]
async fn a_sound_plugin_stands_everything() {
    let file = "event,competition,starts,home,away,book,market,line,selection,price\n\
                1,league,2026-11-22T15:00:00Z,Arsenal,Spurs,one,1x2,,home,1.91\n";
    let by_hand = vec![("/odds.csv".to_owned(), 200, file.as_bytes().to_vec())];
    let checks = checks("csv-feed", &[], &Answers { by_hand, ..Answers::default() }).await;
    assert_eq!(failed(&checks), [""; 0], "{checks:#?}");
    assert!(checks.iter().filter(|check| check.code == "A06").count() >= 9);
}

#[tokio::test]
async fn a_rogue_is_found_out() {
    let by_hand = vec![("/".to_owned(), 200, page(1, 1, "null").into_bytes())];
    let answers = Answers { by_hand, ..Answers::default() };
    let checks = checks("misbehaving", &[("trick", "trap")], &answers).await;
    let failed = failed(&checks);
    for code in ["A02", "A03", "A06"] {
        assert!(failed.contains(&code), "{code}: {checks:#?}");
    }
}
