//! How common the words of a set of names are: "United" tells less among English clubs than "Leeds".

use std::collections::{HashMap, HashSet};

use super::name::Name;
use super::word::Word;

/// Fewer names than this say nothing about what is common.
const NAMES_MIN: usize = 8;
/// What the commonest word still tells, in thousandths.
const LEAST: u32 = 350;

/// How many names have each word.
#[derive(Clone, Debug, Default)]
pub(super) struct Corpus {
    counts: HashMap<String, u32>,
    names: usize,
}

/// What the words of a name tell among the others.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    /// Of each word, in thousandths.
    pub(super) words: Vec<u32>,
    /// Words that are the whole name of somebody on the other side.
    pub(super) is_a_name: Vec<bool>,
}

impl Corpus {
    /// Counts the words of distinct names.
    pub(super) fn of<'a>(names: impl IntoIterator<Item = &'a Name>) -> Self {
        let mut corpus = Self::default();
        let mut seen = HashSet::new();
        for name in names {
            if !seen.insert(name.folded.as_str()) {
                continue;
            }
            corpus.names += 1;
            let words: HashSet<&str> =
                name.words.iter().map(|word| word.skeleton.as_str()).collect();
            for word in words {
                *corpus.counts.entry(word.to_owned()).or_default() += 1;
            }
        }
        corpus
    }

    /// How many names have a word.
    fn count(&self, skeleton: &str) -> u32 {
        self.counts.get(skeleton).copied().unwrap_or_default()
    }

    /// What each word of a name tells, beside the sole words of the other side's names.
    pub(super) fn weigh(&self, name: &Name, sole: &HashSet<&str>) -> Weights {
        let whole = logarithm(u32::try_from(self.names).unwrap_or(u32::MAX));
        let weigh = |word: &Word| {
            if self.names < NAMES_MIN || whole == 0 {
                return word.base;
            }
            // A club is counted once for each of the two sources.
            let common = logarithm(self.count(&word.skeleton).div_ceil(2).max(1)) * 1000 / whole;
            let rarity = 1000_u32.saturating_sub(common);
            word.base * (LEAST + (1000 - LEAST) * rarity / 1000) / 1000
        };
        let is_a_name = |word: &Word| sole.contains(word.skeleton.as_str());
        Weights {
            words: name.words.iter().map(weigh).collect(),
            is_a_name: name.words.iter().map(is_a_name).collect(),
        }
    }
}

/// log₂ in thousandths, straight between powers of two.
fn logarithm(value: u32) -> u32 {
    let Some(power) = value.checked_ilog2() else {
        return 0;
    };
    let rest = (u64::from(value) * 1000) >> power;
    power * 1000 + u32::try_from(rest).unwrap_or(1000).saturating_sub(1000)
}
