//! How alike two words of a name are.

use super::place::place;
use super::score::Score;

/// Abbreviations of club forms and general words for a club: they hardly tell one from another.
const FORMS: &[&str] = &[
    "sv", "vfl", "vfb", "vfr", "fsv", "tsv", "tsg", "ssv", "spvgg", "msv", "bsc", "rc", "rcd",
    "ca", "sd", "ad", "ce", "ue", "cp", "club", "football", "futbol", "fussball", "fusball",
    "calcio", "verein", "ev", "bv", "sbv", "jc", "as", "us", "ss", "ssc", "if", "ik", "bk", "ff",
    "nk", "hk", "bc", "kk", "hc", "kv", "krc", "kaa", "rsc", "team", "cfc", "cs", "aa", "ec", "se",
    "cr", "gd", "sl", "pfc", "rfc", "balompie", "ac", "sc", "fc", "afc", "cf", "fk", "sk", "cd",
    "ud", "sad", "deportes", "sports", "sport", "esporte", "clube",
];

/// Words that join others.
const JOINERS: &[&str] = &[
    "and", "de", "of", "la", "el", "los", "las", "le", "les", "di", "da", "do", "dos", "du", "der",
    "den", "van", "von", "und", "et", "y", "e", "al", "the", "del", "in", "d", "l",
];

/// Words that make another side of the one they stand before: "Northern Ireland", "Inter Milan".
const APART_BEFORE: &[&str] = &[
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central",
    "inter", "new",
];

/// Words that make another side of the one they stand behind: "Washington State", "Sevilla Atlético".
const APART_BEHIND: &[&str] =
    &["state", "tech", "atletico", "atletic", "am", "poly", "college", "christian"];

/// One word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded, places in their customary spelling.
    pub(super) text: String,
    /// What sounds alike, spelt alike.
    pub(super) skeleton: String,
    /// How much it tells, before it is known how common it is, in thousandths.
    pub(super) base: u32,
    /// Whether its presence on one side only speaks against the two.
    pub(super) sets_apart: bool,
}

impl Word {
    /// A word, standing first in its name or behind others.
    pub(super) fn new(text: String, is_first: bool) -> Self {
        let is_number = text.bytes().all(|c| c.is_ascii_digit());
        let base = if JOINERS.contains(&text.as_str()) {
            50
        } else if FORMS.contains(&text.as_str()) {
            250
        } else if is_number {
            if text.len() == 4 { 300 } else { 150 }
        } else {
            1000
        };
        let apart = if is_first { APART_BEFORE } else { APART_BEHIND };
        let sets_apart = apart.contains(&text.as_str());
        Self { skeleton: skeleton(&text), base, sets_apart, text }
    }

    /// Whether it says which club, and not just what a club is.
    pub(super) const fn is_telling(&self) -> bool {
        self.base == 1000
    }
}

/// Spelling habits taken out: doubled letters, `th`, `y`, `ck`, `ph`, and umlauts written with an e.
fn skeleton(text: &str) -> String {
    let plain = text
        .replace("sch", "sh")
        .replace("th", "t")
        .replace("ph", "f")
        .replace("ck", "k")
        .replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u")
        .replace(['ı', 'y'], "i");
    let mut skeleton = String::with_capacity(plain.len());
    for c in plain.chars() {
        if !skeleton.ends_with(c) || c.is_ascii_digit() {
            skeleton.push(c);
        }
    }
    skeleton
}

/// Why two words are taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Spelt the same, or a place by two names, or nearly.
    Spelling,
    /// One is short for the other.
    Abbreviation,
}

/// How alike two words are, and why.
pub(super) fn likeness(a: &Word, b: &Word) -> Option<(Score, Likeness)> {
    if let Some(score) = spelling(a, b) {
        return Some((score, Likeness::Spelling));
    }
    if !a.is_telling() || !b.is_telling() || are_two_places(a, b) {
        return None;
    }
    let (short, long) = by_length(&a.skeleton, &b.skeleton);
    if short.first() != long.first() {
        let is_end = short.len() >= 5 && long.ends_with(&short);
        return is_end.then_some((Score::from_thousandths(800), Likeness::Abbreviation));
    }
    abbreviated(&short, &long)
}

/// How alike the spellings of two words are, where they may be one word.
pub(super) fn spelling(a: &Word, b: &Word) -> Option<Score> {
    if a.text == b.text {
        return Some(Score::CERTAIN);
    }
    // Numbers and joiners are equal or are not; two known places are two places.
    let may_vary = |word: &Word| word.base >= 250 && !word.text.starts_with(char::is_numeric);
    if !may_vary(a) || !may_vary(b) || are_two_places(a, b) {
        return None;
    }
    if a.skeleton == b.skeleton {
        return Some(Score::from_thousandths(960));
    }
    let (short, long) = by_length(&a.text, &b.text);
    let may_be_slip = a.is_telling() && b.is_telling() && short.first() == long.first();
    if may_be_slip { misspelt(&short, &long).map(Score::from_thousandths) } else { None }
}

fn are_two_places(a: &Word, b: &Word) -> bool {
    a.text != b.text && place(&a.text).is_some() && place(&b.text).is_some()
}

/// The letters of the shorter and of the longer; of two as long, in alphabetical order.
fn by_length(a: &str, b: &str) -> (Vec<char>, Vec<char>) {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if (a.len(), &a) <= (b.len(), &b) { (a, b) } else { (b, a) }
}

/// A letter more, or one of a kindred pair, or two in a long word.
fn misspelt(short: &[char], long: &[char]) -> Option<u32> {
    let ahead = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let behind = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    let behind = behind.min(short.len() - ahead);
    let (from_short, from_long) =
        (&short[ahead..short.len() - behind], &long[ahead..long.len() - behind]);
    match (short.len(), from_short, from_long) {
        // A letter at the end of a short word makes another word: Bayer, Bayern.
        (5, [], [_]) if behind == 0 => None,
        (5.., [], [_]) => Some(850),
        (5.., [a], [b]) if is_kindred(*a, *b) => Some(850),
        (5.., [a, b], [c, d]) if (a, b) == (d, c) => Some(820),
        (8.., [_], [_]) => Some(800),
        // Two letters side by side in a word of ten: gained, swapped or changed.
        (10.., [] | [_] | [_, _], [_, _]) => Some(780),
        _ => None,
    }
}

fn is_kindred(a: char, b: char) -> bool {
    const KIN: [&str; 7] = ["ckq", "szc", "vwf", "ijy", "dt", "bp", "gj"];
    KIN.iter().any(|kin| kin.contains(a) && kin.contains(b))
}

fn abbreviated(short: &[char], long: &[char]) -> Option<(Score, Likeness)> {
    let short_for = |score| Some((Score::from_thousandths(score), Likeness::Abbreviation));
    if long.starts_with(short) {
        // A word that lacks no more than its end is spelt short, not cut: Hamburg, Peterboro.
        let lacks = long.len() - short.len();
        if short.len() >= 6 && lacks <= 3 {
            return Some((Score::from_thousandths(880), Likeness::Spelling));
        }
        return match short.len() {
            0 | 1 => None,
            2 => short_for(760),
            3 => short_for(880),
            _ => short_for(920),
        };
    }
    // A nickname in the plural: Wolves.
    if let [stem @ .., 's'] = short
        && stem.len() >= 4
        && long.starts_with(stem)
        && long.len() >= stem.len() + 3
    {
        return Some((Score::from_thousandths(850), Likeness::Spelling));
    }
    // Letters left out: Nott'm, Weds, M'gladbach.
    let mut rest = long.iter();
    let in_order = short.iter().all(|c| rest.any(|other| other == c));
    if short.len() < 3 || long.len() < short.len() + 2 || !in_order {
        return None;
    }
    let keeps_end = short.len() >= 6 && short[short.len() - 5..] == long[long.len() - 5..];
    if keeps_end {
        return Some((Score::from_thousandths(800), Likeness::Spelling));
    }
    match (short.get(..3) == long.get(..3), short.get(..2) == long.get(..2)) {
        (true, _) => short_for(850),
        (_, true) => short_for(700),
        _ if short.last() == long.last() => short_for(700),
        _ => None,
    }
}
