//! How alike the names of two persons are.
//!
//! Sources write "Federer R.", "R. Federer" and "Roger Federer". Every word of the shorter name has
//! to be found in the longer one, in any order; an initial stands for a word that begins with it. A
//! word left over on both sides is somebody else: Alexander and Mischa Zverev.

use super::name::Name;
use super::score::Score;
use super::word::{Word, spelling};

/// Surname and initials.
const BY_INITIAL: u32 = 950;
/// A surname alone: enough where nobody else has it.
const SURNAME_ALONE: u32 = 800;
/// A first name or the middle of a name alone: for a person to decide, unless it is plainly unique.
const OTHER_NAME_ALONE: u32 = 620;

/// How alike the names of two persons, or two pairs of persons, are. Symmetric.
pub(super) fn likeness_of_persons(a: &Name, b: &Name) -> Score {
    if a.folded == b.folded {
        return Score::CERTAIN;
    }
    match (&a.partner, &b.partner) {
        (None, None) => likeness_of_two(a, b),
        (Some(a2), Some(b2)) => {
            let straight = likeness_of_two(a, b).min(likeness_of_two(a2, b2));
            straight.max(likeness_of_two(a, b2).min(likeness_of_two(a2, b)))
        }
        _ => Score::NONE,
    }
}

fn likeness_of_two(a: &Name, b: &Name) -> Score {
    if a.words.is_empty() || b.words.is_empty() {
        return Score::NONE;
    }
    if sorted(a) == sorted(b) || a.compact == b.compact {
        return Score::from_thousandths(990);
    }
    // Both ways, so that the order of the two does not matter.
    contained(a, b).max(contained(b, a))
}

fn sorted(name: &Name) -> Vec<&str> {
    let mut words: Vec<&str> = name.words.iter().map(|word| word.skeleton.as_str()).collect();
    words.sort_unstable();
    words
}

fn is_initial(word: &Word) -> bool {
    word.text.chars().count() == 1
}

/// How well every word of one name is found in another.
fn contained(short: &Name, long: &Name) -> Score {
    let mut taken = vec![false; long.words.len()];
    let mut quality = 1000;
    let (mut full, mut last_full) = (0, None);
    for word in short.words.iter().filter(|word| !is_initial(word)) {
        let best = long
            .words
            .iter()
            .enumerate()
            .filter(|(index, other)| !taken[*index] && !is_initial(other))
            .filter_map(|(index, other)| {
                // A short first name beside a surname is usual: Alex for Alexander.
                let is_given = short.words.len() > 1 && index + 1 < long.words.len();
                alike(word, other, is_given).map(|score| (score, index))
            })
            .max_by_key(|(score, index)| (*score, std::cmp::Reverse(*index)));
        match best {
            Some((score, index)) => {
                taken[index] = true;
                quality = quality.min(score.thousandths());
                full += 1;
                last_full = last_full.max(Some(index));
            }
            // "KJ" for two initials.
            None if full > 0 && stands_for(word, long, &mut taken) => quality = quality.min(950),
            None => return Score::NONE,
        }
    }
    if full == 0 {
        return Score::NONE;
    }
    let mut initials = 0;
    for word in short.words.iter().filter(|word| is_initial(word)) {
        let fits = |(index, other): &(usize, &Word)| {
            !taken[*index] && other.text.chars().next() == word.text.chars().next()
        };
        match long.words.iter().enumerate().find(fits) {
            Some((index, _)) => {
                taken[index] = true;
                initials += 1;
            }
            None => return Score::NONE,
        }
    }
    let left: Vec<&Word> =
        long.words.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(word, _)| word).collect();
    let is_surname = last_full.is_some_and(|index| index + 1 == long.words.len());
    // "Simon G." is a surname and a first name's initial: not Simon Greul.
    let is_given_alone = initials > 0 && !is_surname && !long.words.iter().any(is_initial);
    let kind = match (left.len(), initials, full) {
        _ if is_given_alone => 700,
        (0, 0, _) => 970,
        (_, 1.., _) | (_, _, 2..) => {
            BY_INITIAL - 20 * u32::try_from(left.len().min(5)).unwrap_or(5)
        }
        (_, 0, _) if is_surname || left.iter().all(|word| is_initial(word)) => SURNAME_ALONE,
        _ => OTHER_NAME_ALONE,
    };
    Score::from_thousandths(kind * quality / 1000)
}

/// How alike two words of persons are; only a given name may be cut short.
fn alike(a: &Word, b: &Word, is_given: bool) -> Option<Score> {
    let (short, long) = if a.text.len() <= b.text.len() { (a, b) } else { (b, a) };
    let is_cut = a.text != b.text && short.text.len() >= 2 && long.text.starts_with(&short.text);
    if is_cut { is_given.then_some(Score::from_thousandths(900)) } else { spelling(a, b) }
}

/// Whether a word of two or three letters is the initials of words not taken yet.
fn stands_for(word: &Word, long: &Name, taken: &mut [bool]) -> bool {
    let letters: Vec<char> = word.text.chars().collect();
    if !(2..=3).contains(&letters.len()) {
        return false;
    }
    let free: Vec<usize> = (0..taken.len()).filter(|index| !taken[*index]).collect();
    let initial = |index: usize| long.words[index].text.chars().next();
    let run = free.windows(letters.len()).find(|run| {
        run.iter().zip(&letters).all(|(index, letter)| initial(*index) == Some(*letter))
    });
    let Some(run) = run.map(<[usize]>::to_vec) else {
        return false;
    };
    for index in run {
        taken[index] = true;
    }
    true
}
