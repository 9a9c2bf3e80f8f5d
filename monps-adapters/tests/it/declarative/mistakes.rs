//! Mistakes in a description: each is told with its line, its key and what to do.

use monps_adapters::declarative::Declared;

/// A sound description, short enough to count its lines.
const SOUND: &str = r#"id = "my-book"
name = "My book"
version = "1"
summary = "Odds of my book"
[endpoints.api]
base = "https://api.example"
[config.leagues]
about = "leagues"
kind = "words"
default = "a,b"
[tables.kind]
RESULT = "1x2"
[odds]
competitions = "leagues"
[[odds.step]]
name = "events"
path = "/{task/competition}/events"
[[odds.read]]
from = "events"
each = ["event in answer/events", "outcome in event/outcomes"]
[odds.read.event]
key = "{event/id}"
sport = "football"
competition = "{task/competition}"
starts_at = "{event/start}"
[odds.read.market]
venue = "my_book"
kind = "{event/kind|map:kind}"
[[odds.read.quote]]
named = "{outcome/name}"
price = "{outcome/price}"
"#;

#[test]
fn the_sound_one_is_taken() {
    Declared::read("sound.toml", SOUND).unwrap();
}

/// What is replaced, by what; the line and the key of the complaint, and words of it.
type Mistake = (&'static str, &'static str, usize, &'static str, &'static str);

const MISTAKES: [Mistake; 34] = [
    ("id = \"my-book\"", "id = \"My book\"", 1, "id", "a-z, 0-9"),
    ("id = \"my-book\"\n", "", 1, "id", "is missing"),
    ("version = \"1\"", "version = 1", 3, "version", "a text in quotes"),
    ("version = \"1\"", "version = ", 3, "", "is not TOML"),
    ("summary", "sumary", 1, "summary", "is missing"),
    ("https://api.example", "http://api.example", 6, "endpoints.api.base", "https://"),
    ("https://api.example", "https://me:pw@api.example", 6, "endpoints.api.base", "without user"),
    ("base =", "burst = 0\nbase =", 6, "endpoints.api.burst", "from 1 to 1000"),
    (
        "base =",
        "auth = { query = \"k\", secret = \"S3CR3T-Key!\" }\nbase =",
        6,
        "endpoints.api.auth.secret",
        "the name of a secret",
    ),
    ("base =", "auth = { secret = \"a\" }\nbase =", 6, "endpoints.api.auth", "where the key goes"),
    ("base =", "speed = 1\nbase =", 6, "endpoints.api.speed", "is not a key of this table"),
    ("kind = \"words\"", "kind = \"list\"", 7, "config.leagues", "text, words or number"),
    ("\"a,b\"", "\"a b\"", 10, "config.leagues.default", "a word is made of"),
    ("\"leagues\"\n[[", "\"league\"\n[[", 14, "odds.competitions", "[config.league]"),
    ("[odds]\n", "[odds]\ncoverage = \"all\"\n", 14, "odds.coverage", "changes"),
    (
        "/{task/competition}/events",
        "{task/competition}/events",
        17,
        "odds.step[0].path",
        "begin with a slash",
    ),
    (
        "/{task/competition}/events",
        "/events?x=1",
        17,
        "odds.step[0].path",
        "parameters go into query",
    ),
    (
        "/{task/competition}/events",
        "/{task/league}/events",
        17,
        "odds.step[0].path",
        "task/league is not known",
    ),
    (
        "/{task/competition}/events",
        "/{config/key}/events",
        17,
        "odds.step[0].path",
        "add [config.key]",
    ),
    (
        "/{task/competition}/events",
        "/{event/id}/events",
        17,
        "odds.step[0].path",
        "\"event\" is not known here",
    ),
    ("from = \"events\"", "from = \"event\"", 19, "odds.read[0].from", "there is no step"),
    ("event in answer/events", "event of answer/events", 20, "odds.read[0].each[0]", "for a list"),
    (
        "outcome in event/outcomes",
        "outcome in events/outcomes",
        20,
        "odds.read[0].each[1]",
        "\"events\" is not known",
    ),
    (
        "outcome in event/outcomes",
        "event in event/outcomes",
        20,
        "odds.read[0].each[1]",
        "is taken",
    ),
    ("{event/id}", "{event/id", 22, "odds.read[0].event.key", "end of the hole"),
    ("{event/id}", "{event/id|map:ids}", 22, "odds.read[0].event.key", "there is no table \"ids\""),
    ("{event/id}", "{event/id|shift:5y}", 22, "odds.read[0].event.key", "is not a span"),
    ("{event/id}", "{event/[0}", 22, "odds.read[0].event.key", "expected"),
    ("{event/id}", "event/id}", 22, "odds.read[0].event.key", "without a {"),
    (
        "competition = \"{task",
        "home = \"A\"\ncompetition = \"{task",
        21,
        "odds.read[0].event",
        "one side only",
    ),
    (
        "named = ",
        "fee = { formula = \"cubic\", rate = 1 }\nnamed = ",
        30,
        "odds.read[0].quote[0].fee.formula",
        "no fee formula",
    ),
    ("named = \"{outcome/name}\"\n", "", 29, "odds.read[0].quote[0]", "either selection"),
    (
        "named = ",
        "selection = { of = \"a\", left = \"b\" }\n#",
        30,
        "odds.read[0].quote[0].selection.left",
        "is no selection",
    ),
    (
        "price = ",
        "size_in = \"shares\"\nprice = ",
        31,
        "odds.read[0].quote[0].size_in",
        "a stake or a payout",
    ),
];

#[test]
fn every_mistake_names_its_place_and_what_to_do() {
    for (good, bad, line, key, words) in MISTAKES {
        assert!(SOUND.contains(good), "{good}");
        let text = SOUND.replacen(good, bad, 1);
        let Err(error) = Declared::read("mine.toml", &text) else {
            panic!("{bad:?} is taken");
        };
        let said = error.to_string();
        assert_eq!((error.line, error.key.as_str()), (line, key), "{bad:?}: {said}");
        assert!(said.contains(words), "{bad:?}: {said}");
        assert!(said.starts_with(&format!("mine.toml, line {line}")), "{said}");
    }
}

#[test]
fn hostile_files_are_refused_in_time() {
    let huge = format!("{SOUND}\n# {}", "x".repeat(300 * 1024));
    assert!(Declared::read("huge.toml", &huge).unwrap_err().reason.contains("256 kB"));
    let deep = format!("x = {}1{}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(Declared::read("deep.toml", &deep).is_err());
    let steps = "[[odds.step]]\nname = \"a\"\npath = \"/\"\n".repeat(100);
    let many = SOUND.replacen("[[odds.step]]", &format!("{steps}[[odds.step]]"), 1);
    assert!(Declared::read("many.toml", &many).unwrap_err().reason.contains("at most 8"));
    let long = SOUND.replacen("{event/id}", &"y".repeat(2_000), 1);
    assert!(Declared::read("long.toml", &long).unwrap_err().reason.contains("longer than 1000"));
}
