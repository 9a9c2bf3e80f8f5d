//! A name, taken apart: words with what they tell, and marks of which team it is.

use super::marks::Marks;
use super::place::settle_places;
use super::word::Word;
use crate::catalog::{Sport, fold_name};

/// Sports between persons, whose names are initials and surnames.
const PERSONAL: &[&str] = &[
    "tennis",
    "table_tennis",
    "badminton",
    "squash",
    "golf",
    "boxing",
    "mma",
    "darts",
    "snooker",
    "billiards",
    "athletics",
    "cycling",
    "football_player",
    "chess",
    "judo",
    "fencing",
    "wrestling",
];

/// Short forms that every feed has.
const SHORT: &[(&str, &str)] =
    &[("utd", "united"), ("st", "saint"), ("ste", "saint"), ("sankt", "saint")];

/// Whether sides are teams or persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// Clubs and countries: "Manchester City", "Deutschland".
    Team,
    /// Persons: "Federer R.", "Roger Federer"; pairs of them with a stroke between.
    Person,
}

impl NameKind {
    /// What the sides of a sport are.
    ///
    /// ```
    /// use monps_core::catalog::{Sport, matching::NameKind};
    ///
    /// assert_eq!(NameKind::of(&Sport::TENNIS), NameKind::Person);
    /// assert_eq!(NameKind::of(&Sport::ICE_HOCKEY), NameKind::Team);
    /// ```
    #[must_use]
    pub fn of(sport: &Sport) -> Self {
        if PERSONAL.contains(&sport.as_str()) { Self::Person } else { Self::Team }
    }
}

/// A name, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// As [`fold_name`] has it: the key of aliases.
    pub(super) folded: String,
    /// Its words in order.
    pub(super) words: Vec<Word>,
    /// All words as one, for sources that drop the spaces.
    pub(super) compact: String,
    /// The only word that tells, where there is only one: "RCD Espanyol".
    pub(super) sole: Option<String>,
    /// Which team of the club.
    pub(super) marks: Marks,
    /// For a pair of players: the other one.
    pub(super) partner: Option<Box<Name>>,
}

impl Name {
    pub(super) fn read(kind: NameKind, raw: &str) -> Self {
        match kind {
            NameKind::Team => Self::of_team(raw),
            NameKind::Person => Self::of_persons(raw),
        }
    }

    fn of_team(raw: &str) -> Self {
        let folded = fold_name(&spaced(raw));
        let mut words: Vec<String> = folded.split(' ').map(lengthened).collect();
        let marks = Marks::take(&mut words);
        Self::of_words(folded, settle_places(words), marks)
    }

    fn of_persons(raw: &str) -> Self {
        // Only a stroke makes a pair: "&" stands in the names of clubs alone.
        if let Some((one, other)) = raw.split_once('/') {
            let (mut one, mut other) = (Self::of_person(one), Self::of_person(other));
            if other.folded < one.folded {
                std::mem::swap(&mut one, &mut other);
            }
            one.folded = format!("{}/{}", one.folded, other.folded);
            one.partner = Some(Box::new(other));
            return one;
        }
        Self::of_person(raw)
    }

    fn of_person(raw: &str) -> Self {
        // "J.M." is two initials, not a word.
        let folded = fold_name(&raw.replace('.', " "));
        let words = folded.split(' ').map(str::to_owned).collect();
        Self::of_words(folded, words, Marks::default())
    }

    fn of_words(folded: String, words: Vec<String>, marks: Marks) -> Self {
        let words = words.into_iter().filter(|word| !word.is_empty()).enumerate();
        let words: Vec<Word> = words.map(|(index, word)| Word::new(word, index == 0)).collect();
        let compact = words.iter().map(|word| word.text.as_str()).collect();
        let mut telling = words.iter().filter(|word| word.is_telling());
        let sole = telling.next().filter(|_| telling.next().is_none());
        let sole = sole.map(|word| word.skeleton.clone());
        Self { folded, words, compact, sole, marks, partner: None }
    }

    /// Initials of the words that are not joiners.
    pub(super) fn initials(&self) -> impl Iterator<Item = (usize, char)> + '_ {
        self.words
            .iter()
            .enumerate()
            .filter(|(_, word)| word.base > 50)
            .filter_map(|(index, word)| Some((index, word.text.chars().next()?)))
    }
}

fn lengthened(word: &str) -> String {
    let long = SHORT.iter().find(|(short, _)| *short == word).map(|(_, long)| *long);
    long.unwrap_or(word).to_owned()
}

/// Puts the spaces back where a source has none: `BristolCity`, `AFCWimbledon`, `St.Pauli`.
fn spaced(raw: &str) -> String {
    if raw.contains(char::is_whitespace) {
        return raw.to_owned();
    }
    let mut spaced = String::with_capacity(raw.len() + 4);
    let mut letters = raw.chars().peekable();
    let mut previous = ' ';
    while let Some(c) = letters.next() {
        let begins_word = letters.peek().is_some_and(|next| next.is_lowercase());
        let after_capitals = begins_word && (previous.is_uppercase() || previous == '.');
        if c.is_uppercase() && (previous.is_lowercase() || after_capitals) {
            spaced.push(' ');
        }
        spaced.push(c);
        previous = c;
    }
    spaced
}
