//! How alike the names of two teams are.
//!
//! Words are paired, the likest first. What both have speaks for them, by how rare it is; what one
//! has alone speaks a little against ("Newcastle", "Newcastle United"); what *each* has alone speaks
//! strongly against ("Manchester City", "Manchester United"): the score is
//!
//! ```text
//! shared / (shared + lost in spelling + ¼ · one-sided + 2 · on both sides + set apart)
//! ```

use super::name::Name;
use super::score::Score;
use super::word::{Likeness, likeness};

/// A name whose only link to the other is a word cut short may be many names.
const CUT_SHORT_MAX: Score = Score::from_thousandths(550);
const ACRONYM: u32 = 850;

/// Two names with the weight of each word.
struct Comparison<'a> {
    names: [&'a Name; 2],
    weights: [&'a [u32]; 2],
    taken: [Vec<bool>; 2],
    shared: u32,
    lost: u32,
    by_spelling: bool,
}

/// How alike the names of two teams are, apart from marks and aliases. Symmetric.
pub(super) fn likeness_of_teams(a: &Name, b: &Name, weights: [&[u32]; 2]) -> Score {
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
    };
    comparison.pair_words();
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
            let weight = u32::midpoint(self.weights[0][i], self.weights[1][j]);
            self.add(weight, score.thousandths());
            let tells = a.words[i].base > 50;
            self.by_spelling |= why == Likeness::Spelling && tells;
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
                weight += self.weights[1 - side][*index];
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
        let against = self.lost + (more - less) / 4 + 2 * less + apart;
        let score = Score::ratio(self.shared, self.shared + against);
        if self.by_spelling { score } else { score.min(CUT_SHORT_MAX) }
    }

    /// The weight of the words that only one side has.
    fn alone(&self, side: usize) -> u32 {
        let weights = self.weights[side].iter().zip(&self.taken[side]);
        weights.filter(|(_, taken)| !**taken).map(|(weight, _)| *weight).sum()
    }

    /// What a lone "State" or "North" costs beside.
    fn set_apart(&self, side: usize) -> u32 {
        let words = self.names[side].words.iter().zip(&self.taken[side]);
        let lone = words.filter(|(word, taken)| !**taken && word.sets_apart).count();
        u32::try_from(lone).unwrap_or(1) * 750
    }
}
