//! Which team of a club: women, an age group, a reserve side.
//!
//! These marks are compared before anything else: two names whose marks differ are never one side,
//! however alike the rest is.

/// Words for a women's team in the languages that feeds use.
const WOMEN: [&str; 22] = [
    "women",
    "womens",
    "woman",
    "ladies",
    "lady",
    "wfc",
    "femenino",
    "femenina",
    "femeni",
    "feminin",
    "feminine",
    "feminines",
    "feminino",
    "feminina",
    "feminas",
    "femminile",
    "frauen",
    "damen",
    "dames",
    "vrouwen",
    "kvinner",
    "girls",
];

/// Words for an age group that do not say which.
const YOUTH: [&str; 11] = [
    "youth",
    "yth",
    "juvenil",
    "juveniles",
    "primavera",
    "jugend",
    "junioren",
    "espoirs",
    "jeunes",
    "academy",
    "cadets",
];

/// Words for a second team.
const RESERVE: [&str; 8] =
    ["reserves", "reserve", "castilla", "amateure", "amateurs", "promesas", "filial", "jong"];

/// Which team of a club.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Marks {
    /// A women's team.
    pub(super) women: bool,
    /// An age group: 19 for U19, 0 where it is not said which.
    pub(super) youth: Option<u8>,
    /// 2 for a second team (B, II, reserves), 3 for a third; 0 for the first.
    pub(super) reserve: u8,
}

impl Marks {
    /// Takes the marks out of folded words and returns what is left.
    pub(super) fn take(words: &mut Vec<String>) -> Self {
        let mut marks = Self::default();
        let mut left = Vec::with_capacity(words.len());
        let count = words.len();
        let mut index = 0;
        while index < count {
            let (word, next) = (words[index].as_str(), words.get(index + 1).map(String::as_str));
            let is_last = index + 1 == count;
            if let Some((age, used)) = age_group(word, next) {
                marks.youth = Some(age.max(marks.youth.unwrap_or_default()));
                index += used;
                continue;
            }
            if WOMEN.contains(&word) || (index > 0 && matches!(word, "w" | "fem")) {
                marks.women = true;
            } else if let Some(level) = reserve_level(word, index, is_last) {
                marks.reserve = marks.reserve.max(level);
            } else {
                left.push(words[index].clone());
            }
            index += 1;
        }
        if left.is_empty() {
            // A name made of marks alone ("Ladies") is a name.
            return Self::default();
        }
        *words = left;
        marks
    }

    /// What a competition says about everybody in it.
    pub(super) fn of_competition(mut words: Vec<String>) -> Self {
        let marks = Self::take(&mut words);
        Self { reserve: 0, ..marks }
    }

    /// With what the competition says as well.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            women: self.women || other.women,
            youth: self.youth.max(other.youth),
            reserve: self.reserve.max(other.reserve),
        }
    }

    /// Whether two sides may be the same team; an age group left open fits any.
    pub(super) fn fits(self, other: Self) -> bool {
        let youth = match (self.youth, other.youth) {
            (None, None) => true,
            (Some(a), Some(b)) => a == b || a == 0 || b == 0,
            _ => false,
        };
        youth && self.women == other.women && self.reserve == other.reserve
    }
}

/// `u19`, `u 19`, `under 19`, `sub 19`, `u19s`, or a word for youth; and how many words it takes.
fn age_group(word: &str, next: Option<&str>) -> Option<(u8, usize)> {
    if YOUTH.contains(&word) {
        return Some((0, 1));
    }
    for start in ["under", "sub", "u"] {
        let Some(rest) = word.strip_prefix(start) else { continue };
        if rest.is_empty() {
            if let Some(age) = next.and_then(age) {
                return Some((age, 2));
            }
        } else if let Some(age) = age(rest) {
            return Some((age, 1));
        }
    }
    None
}

fn age(text: &str) -> Option<u8> {
    let digits = text.strip_suffix('s').unwrap_or(text);
    digits.parse().ok().filter(|age| (12..=23).contains(age))
}

fn reserve_level(word: &str, index: usize, is_last: bool) -> Option<u8> {
    match word {
        "ii" => Some(2),
        "iii" => Some(3),
        "b" | "2" | "res" if is_last && index > 0 => Some(2),
        "c" | "3" if is_last && index > 0 => Some(3),
        word if RESERVE.contains(&word) => Some(2),
        _ => None,
    }
}
