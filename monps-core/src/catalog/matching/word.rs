//! How alike two words of a name are.

use super::place::place;
use super::score::Score;

/// Abbreviations of club forms and general words for a club: they hardly tell one from another.
const FORMS: &[&str] = &[
    "sv",
    "vfl",
    "vfb",
    "vfr",
    "fsv",
    "tsv",
    "tsg",
    "ssv",
    "spvgg",
    "msv",
    "bsc",
    "rc",
    "rcd",
    "ca",
    "sd",
    "ad",
    "ce",
    "ue",
    "cp",
    "club",
    "football",
    "futbol",
    "fussball",
    "fusball",
    "calcio",
    "verein",
    "ev",
    "bv",
    "sbv",
    "jc",
    "as",
    "us",
    "ss",
    "ssc",
    "if",
    "ik",
    "bk",
    "ff",
    "nk",
    "hk",
    "bc",
    "kk",
    "hc",
    "kv",
    "krc",
    "kaa",
    "rsc",
    "team",
    "cfc",
    "cs",
    "aa",
    "ec",
    "se",
    "cr",
    "gd",
    "sl",
    "pfc",
    "rfc",
    "sociedad deportiva",
    "balompie",
    "ac",
    "sc",
    "fc",
    "afc",
    "cf",
    "fk",
    "sk",
    "cd",
    "ud",
    "sad",
    "deportes",
    "sports",
    "sport",
    "esporte",
    "clube",
];

/// Words that join others.
const JOINERS: &[&str] = &[
    "and", "de", "of", "la", "el", "los", "las", "le", "les", "di", "da", "do", "dos", "du", "der",
    "den", "van", "von", "und", "et", "y", "e", "al", "the", "del", "in", "d", "l",
];

/// Words that make another side of the one they are added to: a name that has one where the other
/// has none is somebody else. "Washington State" is not Washington, "Sevilla Atlético" not Sevilla.
const APART: &[&str] = &[
    "state",
    "tech",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "atletico",
    "atletic",
    "inter",
    "am",
    "poly",
    "college",
    "christian",
];

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
    pub(super) fn new(text: String) -> Self {
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
        let sets_apart = APART.contains(&text.as_str());
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
        .replace('ı', "i")
        .replace('y', "i");
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
    let spelling = |score| Some((Score::from_thousandths(score), Likeness::Spelling));
    if a.text == b.text {
        return spelling(1000);
    }
    // Numbers and joiners are equal or are not; two known places are two places.
    let whole = |word: &Word| word.base >= 250 && !word.text.as_bytes()[0].is_ascii_digit();
    if !whole(a) || !whole(b) || (place(&a.text).is_some() && place(&b.text).is_some()) {
        return None;
    }
    if a.skeleton == b.skeleton {
        return spelling(960);
    }
    if !a.is_telling() || !b.is_telling() {
        return None;
    }
    let order = |word: &Word| (word.skeleton.chars().count(), word.skeleton.clone());
    let (short, long) = if order(a) <= order(b) { (a, b) } else { (b, a) };
    let (short, long): (Vec<char>, Vec<char>) =
        (short.skeleton.chars().collect(), long.skeleton.chars().collect());
    if short.first() != long.first() {
        let is_end = short.len() >= 5 && long.ends_with(&short);
        return is_end.then_some((Score::from_thousandths(800), Likeness::Abbreviation));
    }
    if let Some(score) = misspelt(&short, &long) {
        return spelling(score);
    }
    abbreviated(&short, &long)
}

/// A letter more, or one of a kindred pair, or two in a long word.
fn misspelt(short: &[char], long: &[char]) -> Option<u32> {
    let ahead = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let behind = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    let behind = behind.min(short.len() - ahead);
    let (from_short, from_long) =
        (&short[ahead..short.len() - behind], &long[ahead..long.len() - behind]);
    match (short.len(), from_short, from_long) {
        (5.., [], [_]) => Some(930),
        (5.., [a], [b]) if is_kindred(*a, *b) => Some(930),
        (8.., [_], [_]) => Some(880),
        // Two letters side by side in a word of ten: gained, swapped or changed.
        (10.., [], [_, _]) | (10.., [_], [_, _]) | (10.., [_, _], [_, _]) => Some(850),
        (5.., [a, b], [c, d]) if (a, b) == (d, c) => Some(900),
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
        && (long.starts_with(stem)
            || (stem.len() >= 5 && long.starts_with(&stem[..stem.len() - 1])))
        && long.len() >= stem.len() + 3
    {
        return Some((Score::from_thousandths(850), Likeness::Spelling));
    }
    // Letters left out: Nott'm, Weds, Utd, M'gladbach.
    let mut rest = long.iter();
    let in_order = short.iter().all(|c| rest.any(|other| other == c));
    let anchored = short.get(..2) == long.get(..2) || short.last() == long.last();
    if short.len() >= 3 && long.len() > short.len() + 1 && in_order && anchored {
        short_for(850)
    } else {
        None
    }
}
