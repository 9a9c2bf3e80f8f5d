//! How well matching does on what is known.

use std::collections::{BTreeMap, HashMap};

use monps_core::catalog::Sport;
use monps_core::catalog::matching::{
    Aliases, Contest, Decision, Verdict, match_contests, match_rosters,
};
use monps_core::money::Rounding;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::truth::{EventTruth, NameTruth};

/// How many of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Pairs that the truth knows.
    pub(super) pairs: u32,
    /// Merged rightly.
    pub(super) right: u32,
    /// Merged wrongly.
    pub(super) wrong: u32,
    /// Left to a person.
    pub(super) queued: u32,
}

impl Tally {
    fn count(&mut self, decision: &Decision, truth: usize) {
        self.pairs += 1;
        match decision.verdict {
            Verdict::Same if decision.right == Some(truth) => self.right += 1,
            Verdict::Same => self.wrong += 1,
            Verdict::Unsure => self.queued += 1,
            Verdict::Different => {}
        }
    }

    /// The share of automatic matches that are right.
    pub(super) fn precision(&self) -> Option<Decimal> {
        share(self.right, self.right + self.wrong)
    }

    /// The share of the truth that was found without asking.
    pub(super) fn recall(&self) -> Option<Decimal> {
        share(self.right, self.pairs)
    }

    fn json(&self) -> Map<String, Value> {
        let share = |share: Option<Decimal>| share.map(|share| share.to_string());
        let mut map = Map::new();
        map.insert("pairs".to_owned(), json!(self.pairs));
        map.insert("right".to_owned(), json!(self.right));
        map.insert("wrong".to_owned(), json!(self.wrong));
        map.insert("queued".to_owned(), json!(self.queued));
        map.insert("precision".to_owned(), json!(share(self.precision())));
        map.insert("recall".to_owned(), json!(share(self.recall())));
        map
    }
}

fn share(part: u32, whole: u32) -> Option<Decimal> {
    let share = Decimal::from(part).checked_div(Decimal::from(whole))?;
    Some(Rounding::HalfEven.apply(share, 6).normalize())
}

/// A pair that was merged wrongly, or one of the truth that was not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Miss {
    /// As one source has it.
    pub(super) left: String,
    /// What it is in truth.
    pub(super) truth: String,
    /// What it was compared with last.
    pub(super) compared: Option<String>,
    /// What was decided.
    pub(super) verdict: Verdict,
    /// Why.
    pub(super) reasons: Vec<String>,
}

impl Miss {
    fn json(&self) -> Value {
        json!({
            "left": self.left,
            "truth": self.truth,
            "compared": self.compared,
            "verdict": self.verdict.as_str(),
            "reasons": self.reasons,
        })
    }
}

/// What came of one truth file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) total: Tally,
    /// By sport and source, for names.
    pub(super) sources: BTreeMap<(String, String), Tally>,
    /// Wrong ones first.
    pub(super) misses: Vec<Miss>,
    /// Names that were learnt on the way, left and right.
    pub(super) learnt: Vec<(String, String)>,
}

impl Report {
    pub(super) fn json(&self) -> Value {
        let mut map = self.total.json();
        let (wrong, missed): (Vec<&Miss>, Vec<&Miss>) =
            self.misses.iter().partition(|miss| miss.verdict == Verdict::Same);
        let list = |misses: Vec<&Miss>| misses.into_iter().map(Miss::json).collect::<Vec<_>>();
        map.insert("wrong_pairs".to_owned(), json!(list(wrong)));
        map.insert("missed_pairs".to_owned(), json!(list(missed)));
        map.insert("learnt".to_owned(), json!(self.learnt));
        let source = |((sport, source), tally): (&(String, String), &Tally)| {
            let mut map = tally.json();
            map.insert("sport".to_owned(), json!(sport));
            map.insert("source".to_owned(), json!(source));
            Value::Object(map)
        };
        map.insert("sources".to_owned(), self.sources.iter().map(source).collect());
        Value::Object(map)
    }

    fn sort(&mut self) {
        self.misses.sort_by_key(|miss| (miss.verdict, miss.left.clone()));
    }
}

/// Matches the contests of the two sources, without any alias.
pub(super) fn of_events(truth: &EventTruth) -> Report {
    let matching = match_contests(&truth.left, &truth.right, &Aliases::default());
    let mut report = Report::default();
    for decision in &matching.decisions {
        report.total.count(decision, decision.left);
        if decision.same() != Some(decision.left) {
            report.misses.push(Miss {
                left: title(&truth.left[decision.left]),
                truth: title(&truth.right[decision.left]),
                compared: decision.right.map(|right| title(&truth.right[right])),
                verdict: decision.verdict,
                reasons: decision.reasons.iter().map(ToString::to_string).collect(),
            });
        }
    }
    let learnt = matching.learnt.into_iter();
    report.learnt = learnt.map(|learnt| (learnt.left, learnt.right)).collect();
    report.sort();
    report
}

fn title(contest: &Contest) -> String {
    format!("{} {} - {}", contest.starts_at.format("%Y-%m-%d %H:%M"), contest.home, contest.away)
}

/// The names of one source in one roster, each canonical at most once.
type Batches<'a> = BTreeMap<(&'a str, usize), Vec<&'a NameTruth>>;

/// Matches the names of each source against the canonical roster of their sport and country.
pub(super) fn of_names(truth: &[NameTruth]) -> Report {
    let mut report = Report::default();
    let mut rosters: BTreeMap<(&Sport, &str), Vec<&NameTruth>> = BTreeMap::new();
    for row in truth {
        rosters.entry((&row.sport, &row.roster)).or_default().push(row);
    }
    for ((sport, _), rows) in rosters {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut roster: Vec<&str> = Vec::new();
        for row in &rows {
            places.entry(&row.canonical).or_insert_with(|| {
                roster.push(without_id(&row.canonical));
                roster.len() - 1
            });
        }
        for names in batches(&rows).into_values() {
            let left: Vec<&str> = names.iter().map(|row| row.name.as_str()).collect();
            for decision in match_rosters(sport, &left, &roster, &Aliases::default()) {
                let row = names[decision.left];
                let place = places.get(row.canonical.as_str()).copied().unwrap_or_default();
                let key = (sport.to_string(), row.source.clone());
                report.total.count(&decision, place);
                report.sources.entry(key).or_default().count(&decision, place);
                if decision.same() != Some(place) {
                    report.misses.push(Miss {
                        left: format!("{} ({})", row.name, row.source),
                        truth: row.canonical.clone(),
                        compared: decision.right.map(|right| roster[right].to_owned()),
                        verdict: decision.verdict,
                        reasons: decision.reasons.iter().map(ToString::to_string).collect(),
                    });
                }
            }
        }
    }
    report.sort();
    report
}

/// A source may have several names for one side: the first of each, the second of each …
fn batches<'a>(rows: &[&'a NameTruth]) -> Batches<'a> {
    let mut counts: HashMap<(&str, &str), usize> = HashMap::new();
    let mut batches: Batches<'a> = BTreeMap::new();
    for row in rows {
        let count = counts.entry((&row.source, &row.canonical)).or_default();
        batches.entry((&row.source, *count)).or_default().push(row);
        *count += 1;
    }
    batches
}

/// A canonical may carry an id in brackets, to tell namesakes apart: "Aaron Ramsey [fpl:41792]".
fn without_id(canonical: &str) -> &str {
    match canonical.rsplit_once(" [") {
        Some((name, id)) if id.ends_with(']') => name,
        _ => canonical,
    }
}
