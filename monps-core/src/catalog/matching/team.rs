//! How alike the names of two teams are.
//!
//! Words are paired, the likest first. What both have speaks for them, by how rare it is; what one
//! has alone speaks a little against ("Newcastle", "Newcastle United"); what *each* has alone speaks
//! strongly against ("Manchester City", "Manchester United"): the score is
//!
//! ```text
//! shared / (shared + lost in spelling + ⅕ · one-sided + 2¼ · on both sides + set apart)
//! ```

use super::corpus::Weights;
use super::name::Name;
use super::score::Score;
use super::word::{Likeness, Word, likeness};

/// A name whose only link to the other is a word cut short may be many names.
const CUT_SHORT_MAX: Score = Score::from_thousandths(550);
const ACRONYM: u32 = 850;
const INITIAL: u32 = 760;

/// Two names with the weight of each word.
struct Comparison<'a> {
    names: [&'a Name; 2],
    weights: [&'a Weights; 2],
    taken: [Vec<bool>; 2],
    shared: u32,
    lost: u32,
    by_spelling: bool,
    abbreviations: usize,
}

/// How alike the names of two teams are, apart from marks and aliases. Symmetric.
pub(super) fn likeness_of_teams(a: &Name, b: &Name, weights: [&Weights; 2]) -> Score {
    if a.folded == b.folded {
        return Score::CERTAIN;
    }
    if !a.compact.is_empty() && a.compact == b.compact {
        return Score::from_thousandths(990);
    }
    let mut comparison = Comparison {
        names: [a, b],
        weights,
        taken: [vec![false; a.words.len()], vec![false; b.words.len()]],
        shared: 0,
        lost: 0,
        by_spelling: false,
        abbreviations: 0,
    };
    comparison.pair_words();
    comparison.pair_initials(0);
    comparison.pair_initials(1);
    comparison.pair_acronyms(0);
    comparison.pair_acronyms(1);
    comparison.score()
}

impl Comparison<'_> {
    fn pair_words(&mut self) {
        let [a, b] = self.names;
        let mut pairs = Vec::new();
        for (i, left) in a.words.iter().enumerate() {
            for (j, right) in b.words.iter().enumerate() {
                if let Some((score, why)) = likeness(left, right) {
                    let (low, high) = if left.text <= right.text {
                        (&left.text, &right.text)
                    } else {
                        (&right.text, &left.text)
                    };
                    pairs.push((score, low, high, i, j, why));
                }
            }
        }
        // Ties are settled by the words themselves, so that the order of the names does not matter.
        pairs.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
        for (score, _, _, i, j, why) in pairs {
            if self.taken[0][i] || self.taken[1][j] {
                continue;
            }
            self.taken[0][i] = true;
            self.taken[1][j] = true;
            let weight = u32::midpoint(self.weights[0].words[i], self.weights[1].words[j]);
            self.add(weight, score.thousandths());
            let tells = a.words[i].base > 50;
            self.by_spelling |= why == Likeness::Spelling && tells;
            self.abbreviations += usize::from(why == Likeness::Abbreviation);
        }
    }

    /// One letter for a word, beside another word that is sure: B. Dortmund, Manchester U.
    fn pair_initials(&mut self, side: usize) {
        let (short, long) = (self.names[side], self.names[1 - side]);
        for (i, word) in short.words.iter().enumerate() {
            if word.text.chars().count() != 1 || self.taken[side][i] || !self.by_spelling {
                continue;
            }
            let stands_for = |(j, other): &(usize, &Word)| {
                !self.taken[1 - side][*j]
                    && other.is_telling()
                    && other.text.starts_with(&word.text)
            };
            if let Some((j, _)) = long.words.iter().enumerate().find(stands_for) {
                self.taken[side][i] = true;
                self.taken[1 - side][j] = true;
                let weight = self.weights[1 - side].words[j];
                self.add(weight, INITIAL);
            }
        }
    }

    /// A short word that is the initials of words side by side on the other side: QPR, MK.
    fn pair_acronyms(&mut self, side: usize) {
        let (short, long) = (self.names[side], self.names[1 - side]);
        let initials: Vec<(usize, char)> = long.initials().collect();
        for (i, word) in short.words.iter().enumerate() {
            let letters: Vec<char> = word.text.chars().collect();
            let fits = (2..=5).contains(&letters.len()) && !self.taken[side][i];
            // Two letters say little: they need another word beside them.
            if !fits || (letters.len() == 2 && !self.by_spelling) {
                continue;
            }
            let run = initials.windows(letters.len()).find(|run| {
                run.iter().zip(&letters).all(|((_, initial), letter)| initial == letter)
                    && run.iter().all(|(index, _)| !self.taken[1 - side][*index])
            });
            let Some(run) = run else { continue };
            self.taken[side][i] = true;
            let mut weight = 0;
            for (index, _) in run {
                self.taken[1 - side][*index] = true;
                weight += self.weights[1 - side].words[*index];
            }
            self.add(weight, ACRONYM);
            self.by_spelling |= letters.len() >= 3;
        }
    }

    const fn add(&mut self, weight: u32, score: u32) {
        self.shared += weight * score / 1000;
        self.lost += weight * (1000 - score) / 2000;
    }

    fn score(&self) -> Score {
        let [left, right] = [0, 1].map(|side| self.alone(side));
        let apart: u32 = [0, 1].iter().map(|side| self.set_apart(*side)).sum();
        let (less, more) = (left.min(right), left.max(right));
        let against = self.lost + (more - less) / 5 + 9 * less / 4 + apart;
        let score = Score::ratio(self.shared, self.shared + against);
        // Two words cut short are as good as one in full: "Dag and Red".
        let is_sure = self.by_spelling || (self.abbreviations >= 2 && more == 0);
        if is_sure { score } else { score.min(CUT_SHORT_MAX) }
    }

    fn lone_words(&self, side: usize) -> impl Iterator<Item = usize> {
        let taken = &self.taken[side];
        (0..taken.len()).filter(|index| !taken[*index])
    }

    /// The weight of the words that only one side has.
    fn alone(&self, side: usize) -> u32 {
        self.lone_words(side).map(|index| self.weights[side].words[index]).sum()
    }

    /// What a lone "State" or "North" costs beside, or a word that is somebody else's whole name.
    fn set_apart(&self, side: usize) -> u32 {
        let (words, weights) = (&self.names[side].words, self.weights[side]);
        let costs = self.lone_words(side).map(|index| match &words[index] {
            _ if weights.is_a_name[index] => 750,
            word if word.sets_apart => 750,
            _ => 0,
        });
        costs.sum()
    }
}
