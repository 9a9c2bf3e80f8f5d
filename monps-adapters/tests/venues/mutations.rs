//! Answers of every venue made to fail: cut short, put in another order, with values of another type.
//! Nothing panics, nothing impossible comes out, and money that is not said plainly is refused.

use monps_adapters::registry::Registry;
use monps_core::adapter::{Capability, Request, Scope, Task};
use proptest::prelude::*;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::parions_sport::ON;
use crate::support::{check_sound, context, fixture, ok, recording, talk};

/// An answer: whose, to what, in which settings, and where it is kept.
struct Case {
    adapter: &'static str,
    want: Capability,
    config: &'static [(&'static str, &'static str)],
    /// Part of the path that the answer is given to; others are given the whole answer beside it.
    path: &'static str,
    file: &'static str,
    beside: Option<&'static str>,
    recorded: bool,
}

const fn written(
    adapter: &'static str,
    want: Capability,
    path: &'static str,
    file: &'static str,
    beside: Option<&'static str>,
) -> Case {
    Case { adapter, want, config: &[], path, file, beside, recorded: false }
}

const CASES: [Case; 20] = [
    written("the-odds-api", Capability::Odds, "/odds", "the_odds_api/odds_football.json", None),
    written("the-odds-api", Capability::Results, "/scores", "the_odds_api/scores.json", None),
    written("football-data", Capability::Odds, "/fixtures.csv", "football_data/fixtures.csv", None),
    written("football-data", Capability::Results, "/mmz4281", "football_data/E0_2425.csv", None),
    written(
        "football-data-org",
        Capability::Results,
        "/matches",
        "football_data_org/matches.json",
        None,
    ),
    written(
        "football-data-org",
        Capability::Catalogue,
        "/competitions",
        "football_data_org/competitions.json",
        None,
    ),
    written(
        "api-football",
        Capability::Odds,
        "/odds",
        "api_football/odds_1.json",
        Some("api_football/fixtures.json"),
    ),
    written(
        "api-football",
        Capability::Odds,
        "/fixtures",
        "api_football/fixtures.json",
        Some("api_football/odds_1.json"),
    ),
    written("api-football", Capability::Results, "/fixtures", "api_football/results.json", None),
    written("api-football", Capability::Catalogue, "/leagues", "api_football/leagues.json", None),
    written(
        "ps3838",
        Capability::Odds,
        "/odds",
        "pinnacle/odds.json",
        Some("pinnacle/fixtures.json"),
    ),
    written(
        "ps3838",
        Capability::Odds,
        "/fixtures",
        "pinnacle/fixtures.json",
        Some("pinnacle/odds.json"),
    ),
    Case {
        config: &ON,
        ..written("parions-sport", Capability::Odds, "", "parions_sport/offer_2017.json", None)
    },
    Case {
        config: &ON,
        ..written("parions-sport", Capability::Odds, "", "parions_sport/offer.sqlite.zip", None)
    },
    recorded("the-odds-api", Capability::Odds, "/odds", "the-odds-api/soccer_epl_2024-10-13.json"),
    recorded(
        "football-data-org",
        Capability::Results,
        "/matches",
        "football-data-org/Competition-2001-Matches.body.json",
    ),
    recorded(
        "api-football",
        Capability::Results,
        "/fixtures",
        "api-football/fixtures-cl-penalties.json",
    ),
    recorded(
        "api-football",
        Capability::Catalogue,
        "/leagues",
        "api-football/leagues-current-de.json",
    ),
    Case {
        beside: Some("pinnacle/fixtures.json"),
        ..recorded("ps3838", Capability::Odds, "/odds", "pinnacle/ps3838_get_odds.json")
    },
    Case {
        config: &ON,
        ..recorded(
            "parions-sport",
            Capability::Odds,
            "",
            "fdj-parionssport/pointdevente_1n2_offre_2017-07.json",
        )
    },
];

const fn recorded(
    adapter: &'static str,
    want: Capability,
    path: &'static str,
    file: &'static str,
) -> Case {
    Case { recorded: true, ..written(adapter, want, path, file, None) }
}

/// Plays an answer; how many prices and results came out, whatever else became of it.
fn play(case: &Case, body: &[u8]) -> usize {
    let registry = Registry::builtin();
    let adapter = registry.find(case.adapter).unwrap();
    let beside = case.beside.map(fixture);
    let answer = |request: &Request| match &beside {
        Some(beside) if !request.path.contains(case.path) => ok(beside.clone()),
        _ => ok(body.to_vec()),
    };
    let task = Task::new(case.want, Scope::default());
    let told = talk(adapter.as_ref(), &context(case.config), &task, answer);
    check_sound(&told.snapshots);
    told.snapshots.iter().map(|s| s.quote_count() + s.results.len() + s.catalogue.len()).sum()
}

fn body(case: &Case) -> Option<Vec<u8>> {
    if case.recorded { recording(case.file) } else { Some(fixture(case.file)) }
}

/// Changes a few places of a JSON value.
fn mutate(value: &mut Value, rng: &mut ChaCha8Rng) {
    for _ in 0..rng.random_range(1..=4) {
        descend(value, rng);
    }
}

/// Down to some place, and there something else.
fn descend(value: &mut Value, rng: &mut ChaCha8Rng) {
    let stays = rng.random_ratio(1, 5);
    match value {
        Value::Object(fields) if !stays && !fields.is_empty() => {
            let index = rng.random_range(0..fields.len());
            descend(fields.values_mut().nth(index).unwrap(), rng);
        }
        Value::Array(items) if !stays && !items.is_empty() => {
            let index = rng.random_range(0..items.len());
            descend(&mut items[index], rng);
        }
        place => change(place, rng),
    }
}

fn change(place: &mut Value, rng: &mut ChaCha8Rng) {
    let others = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(1),
        json!(1.0),
        json!(4_294_967_296_u64),
        json!("1e309"),
        json!("NaN"),
        json!(""),
        json!("187/6"),
        json!("\u{0}\u{202e}"),
        json!([]),
        json!({}),
        json!([[[{}]]]),
        json!("x".repeat(5000)),
    ];
    match (rng.random_range(0..4), &mut *place) {
        (0, Value::Array(items)) => items.reverse(),
        (1, Value::Array(items)) if !items.is_empty() => items.push(items[0].clone()),
        (0, Value::Object(fields)) if !fields.is_empty() => {
            let key = fields.keys().nth(rng.random_range(0..fields.len())).unwrap().clone();
            fields.remove(&key);
        }
        (1, Value::Object(fields)) => {
            fields.insert("unknown".to_owned(), json!("and not needed"));
        }
        _ => *place = others.choose(rng).unwrap().clone(),
    }
}

/// How often each recording is changed; written answers are changed by proptest too.
const TIMES: u64 = 25;

#[test]
fn every_answer_brings_something_as_it_is() {
    for case in &CASES {
        let Some(body) = body(case) else { continue };
        assert!(play(case, &body) > 0 || case.recorded, "{} {}", case.adapter, case.file);
    }
}

#[test]
fn values_of_another_type_or_in_another_order_are_survived() {
    let mut heard = 0;
    for case in CASES.iter().filter(|case| case.file.ends_with(".json")) {
        let Some(body) = body(case) else { continue };
        let whole: Value = serde_json::from_slice(&body).unwrap();
        for seed in 0..TIMES {
            let mut changed = whole.clone();
            mutate(&mut changed, &mut ChaCha8Rng::seed_from_u64(seed));
            heard += usize::from(play(case, &serde_json::to_vec(&changed).unwrap()) > 0);
        }
    }
    // Most changes are small: what stands beside them is still understood.
    assert!(heard > 100, "{heard}");
}

#[test]
fn answers_cut_short_are_survived() {
    for case in &CASES {
        let Some(body) = body(case) else { continue };
        for part in 1..8 {
            play(case, &body[..body.len() * part / 8]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn changed_bytes_are_survived(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        case in 0_usize..14,
    ) {
        let case = &CASES[case];
        let mut body = fixture(case.file);
        for (at, byte) in edits {
            let at = at.index(body.len());
            body[at] = byte;
        }
        play(case, &body);
    }

    #[test]
    fn no_bytes_panic(body in proptest::collection::vec(any::<u8>(), 0..200), case in 0_usize..14) {
        play(&CASES[case], &body);
    }
}
