//! Values on small answers.

use std::collections::BTreeMap;

use monps_core::adapter::Scope;
use monps_core::time::parse_timestamp;

use super::{Choice, Env, Expr, Level, Names, Table, Template};
use crate::declarative::wire::Node;

const BODY: &str = r#"{
  "id": 9007199254740993, "title": "Ajax vs PSV Winner?", "none": null, "empty": "",
  "tags": [{"type":"SPORT","name":"Soccer"},{"type":"CUP","name":"A"},{"type":"CUP","name":"B"}],
  "inner": "[\"Yes\", {\"a\": 1.50}]", "odd/key": "x", "at": "2026-03-22T14:15:00Z", "s": 1774188900,
  "scores": {"full": 6, "extra": 0, "pens": "4"}, "list": "a,b,,c", "spaced": "2026-04-05 15:10:00+00"
}"#;

/// What a template gives on the answer.
fn value(text: &str) -> Result<Option<String>, String> {
    let tables = [
        Table {
            name: "words".to_owned(),
            words: BTreeMap::from([("Soccer".to_owned(), "football".to_owned())]),
            other: None,
        },
        Table { name: "all".to_owned(), words: BTreeMap::new(), other: Some("rest".to_owned()) },
    ];
    let names = Names {
        config: &["key"],
        tables: &tables,
        levels: vec!["it".to_owned()],
        own: &["home"],
        answer: true,
        each: true,
        competition: true,
    };
    let template = Template::parse(text, &names)?;
    let node = Node::parse(BODY.as_bytes())?;
    let config = BTreeMap::from([("key".to_owned(), "set".to_owned())]);
    let scope = Scope { events: vec!["1".to_owned(), "2".to_owned()], ..Scope::default() };
    let env = Env {
        config: &config,
        tables: &tables,
        scope: &scope,
        competition: Some("epl"),
        now: parse_timestamp("2026-03-20T00:00:00Z").unwrap(),
        each: Some("7,8"),
        answer: Some(&node),
        levels: vec![Level { node: &node, key: Some("bet365") }],
        own: BTreeMap::from([("home", "Ajax".to_owned())]),
    };
    let expr = Expr { choices: vec![Choice { template, table: None, when: Vec::new() }] };
    env.value(&expr).map(|value| value.map(|value| value.into_owned()))
}

#[test]
fn paths_and_filters() {
    for (template, wanted) in [
        ("{answer/id}", Some("9007199254740993")),
        ("{it/title|before:' vs '}", Some("Ajax")),
        ("{it/title|after:' vs '|before:' Winner'}", Some("PSV")),
        ("{it/title|before:' at '}", None),
        ("{it/title|after_last:' '}", Some("Winner?")),
        ("{it/none}", None),
        ("{it/empty}", None),
        ("{it/missing/deep}", None),
        ("{it/none|or:nothing}", Some("nothing")),
        ("{home} or Draw", Some("Ajax or Draw")),
        ("{home} {it/none}", None),
        ("plain", Some("plain")),
        ("{it/tags[0]/name}", Some("Soccer")),
        ("{it/tags[9]/name}", None),
        ("{it/tags[type=CUP]/name}", Some("A")),
        ("{it/tags[name=@home]/name}", None),
        ("{it/tags[type=SPORT]/name|map:words}", Some("football")),
        ("{it/title|swap:words|slug}", Some("ajax_vs_psv_winner")),
        ("{it/id|map:all}", Some("rest")),
        ("{it/inner[0]}", Some("Yes")),
        ("{it/inner[1]/a}", Some("1.50")),
        ("{it/'odd/key'}", Some("x")),
        ("{it/@key|lower}", Some("bet365")),
        ("{it/scores/full|minus:@it/scores/extra|minus:@it/scores/pens}", Some("2")),
        ("{it/scores/full|minus:@it/scores/none}", None),
        ("{it/scores/full|times:0.5|plus:-1|divide:4}", Some("0.5")),
        ("{it/scores/full|divide:4|ceil}", Some("2")),
        ("{it/scores/full|divide:10|complement}", Some("0.4")),
        ("{it/list|count}", Some("3")),
        ("{it/at|shift:-3h}", Some("2026-03-22T11:15:00Z")),
        ("{it/at|unix}", Some("1774188900")),
        ("{it/at|from_unix}", None),
        ("{it/s|from_unix}", Some("2026-03-22T14:15:00Z")),
        ("{it/spaced|from_time:'%Y-%m-%d %H:%M:%S%#z'}", Some("2026-04-05T15:10:00Z")),
        ("{now|shift:1d|before:T}", Some("2026-03-21")),
        ("{config/key}-{task/competition}-{task/events}-{each}", Some("set-epl-1,2-7,8")),
        ("{task/venues}", None),
    ] {
        assert_eq!(value(template), Ok(wanted.map(str::to_owned)), "{template}");
    }
}

#[test]
fn what_cannot_be_worked_out_says_why() {
    for (template, words) in [
        ("{it/tags}", "is a list"),
        ("{it/scores}", "is an object"),
        ("{it/title/deep}", "no JSON"),
        ("{it/title|map:words}", "not in the table words"),
        ("{it/title|plus:1}", "not a number"),
        ("{it/s|divide:0}", "give no number"),
        ("{it/title|unix}", "not an instant"),
        ("{it/tags[type==CUP]/name}", "more than one element"),
    ] {
        let refused = value(template).unwrap_err();
        assert!(refused.contains(words), "{template}: {refused}");
    }
}
