//! Which names of two lists may be one side, and how alike they are.
//!
//! Comparing every name with every other would cost millions of comparisons for a busy day. Names are
//! compared that share a *key*: the beginning of a telling word, the end of a long one, initials, or a
//! group of aliases. A key that half of the names have is left out where a name has a rarer one.

use std::collections::{BTreeSet, HashMap};

use super::alias::Aliases;
use super::corpus::{Corpus, Weights};
use super::name::{Name, NameKind};
use super::person::likeness_of_persons;
use super::score::Score;
use super::team::likeness_of_teams;
use crate::catalog::Sport;

/// A key that more names have is common.
const COMMON_MIN: usize = 64;
/// Likenesses below this are not kept.
const KEPT_MIN: Score = Score::from_thousandths(300);

/// Two lists of names, compared.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// For each name on the left, those on the right that are anything like it, by place.
    pub(super) of_left: Vec<Vec<(usize, Score)>>,
    /// The same from the right.
    pub(super) of_right: Vec<Vec<(usize, Score)>>,
}

impl Pairs {
    /// Compares two lists of names of one sport.
    pub(super) fn compare(sport: &Sport, left: &[Name], right: &[Name], aliases: &Aliases) -> Self {
        let kind = NameKind::of(sport);
        let corpus = Corpus::of(left.iter().chain(right));
        let weigh = |names: &[Name], others: &[Name]| -> Vec<Weights> {
            let sole = others.iter().filter_map(|name| name.sole.as_deref()).collect();
            names.iter().map(|name| corpus.weigh(name, &sole)).collect()
        };
        let weights = [weigh(left, right), weigh(right, left)];
        let mut pairs =
            Self { of_left: vec![Vec::new(); left.len()], of_right: vec![Vec::new(); right.len()] };
        for (i, candidates) in candidates(sport, left, right, aliases).into_iter().enumerate() {
            for j in candidates {
                let (a, b) = (&left[i], &right[j]);
                if !a.marks.fits(b.marks) {
                    continue;
                }
                let score = match aliases.says(sport, a, b) {
                    Some(true) => Score::CERTAIN,
                    Some(false) => Score::NONE,
                    None if kind == NameKind::Person => likeness_of_persons(a, b),
                    None => likeness_of_teams(a, b, [&weights[0][i], &weights[1][j]]),
                };
                pairs.set(i, j, score);
            }
        }
        pairs
    }

    /// How alike two names are.
    pub(super) fn score(&self, left: usize, right: usize) -> Score {
        let row = self.of_left.get(left).map_or(&[][..], Vec::as_slice);
        let found = row.binary_search_by_key(&right, |(name, _)| *name);
        found.map_or(Score::NONE, |at| row[at].1)
    }

    /// Says how alike two names are, where that is worth keeping.
    pub(super) fn set(&mut self, left: usize, right: usize, score: Score) {
        let (Some(row), Some(column)) = (self.of_left.get_mut(left), self.of_right.get_mut(right))
        else {
            return;
        };
        for (list, other) in [(row, right), (column, left)] {
            match list.binary_search_by_key(&other, |(name, _)| *name) {
                Ok(at) if score < KEPT_MIN => {
                    list.remove(at);
                }
                Ok(at) => list[at].1 = score,
                Err(_) if score < KEPT_MIN => {}
                Err(at) => list.insert(at, (other, score)),
            }
        }
    }

    /// A name that is plainly somebody else of the other list is not also this one: likenesses that
    /// are far behind the best of either name are held below what is accepted.
    pub(super) fn hold_back_the_second_best(&mut self) {
        let best = |list: &Vec<(usize, Score)>| list.iter().map(|(_, score)| *score).max();
        let best_of_left: Vec<_> = self.of_left.iter().map(best).collect();
        let best_of_right: Vec<_> = self.of_right.iter().map(best).collect();
        let held = |score: Score, left: usize, right: usize| {
            let best = best_of_left[left].max(best_of_right[right]).unwrap_or_default();
            let is_behind = score.thousandths() + Score::AHEAD.thousandths() <= best.thousandths();
            if is_behind { score.min(Score::from_thousandths(500)) } else { score }
        };
        for (left, row) in self.of_left.iter_mut().enumerate() {
            row.iter_mut().for_each(|(right, score)| *score = held(*score, left, *right));
        }
        for (right, column) in self.of_right.iter_mut().enumerate() {
            column.iter_mut().for_each(|(left, score)| *score = held(*score, *left, right));
        }
    }
}

/// For each name on the left, the places on the right that share a key with it.
fn candidates(
    sport: &Sport,
    left: &[Name],
    right: &[Name],
    aliases: &Aliases,
) -> Vec<BTreeSet<usize>> {
    let keys = |names: &[Name]| -> Vec<BTreeSet<String>> {
        names.iter().map(|name| keys(sport, name, aliases)).collect()
    };
    let (left, right) = (keys(left), keys(right));
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for key in left.iter().chain(&right).flatten() {
        *counts.entry(key).or_default() += 1;
    }
    let common = COMMON_MIN.max((left.len() + right.len()) / 20);
    let count = |key: &str| counts.get(key).copied().unwrap_or_default();
    let used = |keys: &BTreeSet<String>| -> Vec<String> {
        let rare: Vec<String> = keys.iter().filter(|key| count(key) <= common).cloned().collect();
        if rare.is_empty() {
            keys.iter().min_by_key(|key| count(key)).cloned().into_iter().collect()
        } else {
            rare
        }
    };
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, keys) in right.iter().enumerate() {
        for key in used(keys) {
            places.entry(key).or_default().push(place);
        }
    }
    let found = |keys: &BTreeSet<String>| -> BTreeSet<usize> {
        used(keys).iter().filter_map(|key| places.get(key)).flatten().copied().collect()
    };
    left.iter().map(found).collect()
}

fn keys(sport: &Sport, name: &Name, aliases: &Aliases) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let group = aliases.group(sport, &name.folded);
    keys.insert(format!("={group}"));
    for person in std::iter::once(name).chain(name.partner.as_deref()) {
        let tells = person.words.iter().any(super::word::Word::is_telling);
        for word in &person.words {
            if word.is_telling() || !tells {
                word_keys(&word.skeleton, &word.text, &mut keys);
            }
        }
        let initials: Vec<char> = person.initials().map(|(_, initial)| initial).collect();
        for run in initials.windows(3) {
            keys.insert(format!("*{}", run.iter().collect::<String>()));
        }
    }
    keys
}

fn word_keys(skeleton: &str, text: &str, keys: &mut BTreeSet<String>) {
    let letters: Vec<char> = skeleton.chars().collect();
    if !letters.is_empty() {
        keys.insert(letters.iter().take(3).collect());
    }
    if let Some(end) = letters.len().checked_sub(5) {
        keys.insert(format!("-{}", letters[end..].iter().collect::<String>()));
    }
    let count = text.chars().count();
    if (3..=5).contains(&count) {
        keys.insert(format!("*{}", text.chars().take(3).collect::<String>()));
    }
}
