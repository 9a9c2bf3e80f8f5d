//! Which column is what.

use monps_core::catalog::fold_name;

use super::fields::{FIELDS, Field};
use crate::app::problem::{Faults, Problem};

/// What a row cannot be read without, save the match, which two columns may tell, and the bookmaker,
/// which the caller may.
const NEEDED: [Field; 4] = [Field::PlacedAt, Field::Selection, Field::Odds, Field::Stake];
/// Columns whose heading may end with a currency.
const AMOUNTS: [&str; 4] = ["stake", "payout", "p l", "profit"];

/// How a file is to be read. What is not said is found out by the words in its header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Fields and the columns that hold them.
    pub columns: Vec<(Field, String)>,
    /// The venue of all rows, where no column tells.
    pub bookmaker: Option<String>,
    /// The currency of all rows, where no column tells.
    pub currency: Option<String>,
    /// The sport of all rows, where no column tells.
    pub sport: Option<String>,
    /// The channel of all rows, where no column tells: `ligne` or `tabac`.
    pub channel: Option<String>,
    /// The login at the venue, where no column tells.
    pub login: Option<String>,
    /// Play money, where no column tells.
    pub paper: bool,
    /// `03/04/2026` is the fourth of March.
    pub month_first: bool,
}

/// Where each field stands.
#[derive(Debug)]
pub(super) struct Columns {
    places: Vec<(Field, usize)>,
    /// The currency that heads the column of stakes: `stake_nok`.
    pub(super) currency: Option<String>,
}

impl Columns {
    /// What was said counts, then headings that are a field's own word, then other words for it:
    /// beside a `result`, a `status` is nothing.
    pub(super) fn of(header: &[String], mapping: &Mapping) -> Result<Self, Problem> {
        let mut faults = Faults::default();
        let mut columns = Self { places: Vec::new(), currency: None };
        for (field, column) in &mapping.columns {
            match header.iter().position(|name| name == column) {
                Some(place) => columns.places.push((*field, place)),
                None => {
                    let message = format!("there is no column {column:?} in {}", header.join(", "));
                    faults.refuse(&format!("mapping.{field}"), message);
                }
            }
        }
        let parts: Vec<(String, Option<String>)> = header.iter().map(|name| parted(name)).collect();
        for own in [true, false] {
            for (place, (words, code)) in parts.iter().enumerate() {
                let found = FIELDS.iter().find(|(_, word, others)| {
                    if own { *words == word.replace('_', " ") } else { others.contains(&&**words) }
                });
                if let Some((field, ..)) = found {
                    columns.guess(*field, place, code.as_ref());
                }
            }
        }
        faults.finish()?;
        Ok(columns)
    }

    fn guess(&mut self, field: Field, place: usize, code: Option<&String>) {
        let is_taken = |(known, taken): &(Field, usize)| *known == field || *taken == place;
        if !self.places.iter().any(is_taken) {
            self.places.push((field, place));
            self.currency = self.currency.take().or_else(|| code.cloned());
        }
    }

    /// What no column tells, and nobody said: without it no row can be read.
    pub(super) fn missing(&self, mapping: &Mapping) -> Vec<Field> {
        let has = |field| self.places.iter().any(|(known, _)| *known == field);
        let mut missing: Vec<Field> = NEEDED.into_iter().filter(|field| !has(*field)).collect();
        let has_match = has(Field::Match) || (has(Field::Home) && has(Field::Away));
        if !has_match {
            missing.push(Field::Match);
        }
        if !has(Field::Bookmaker) && mapping.bookmaker.is_none() {
            missing.push(Field::Bookmaker);
        }
        missing.sort_unstable();
        missing
    }

    /// The text of a field in a row; none where it is empty.
    pub(super) fn get<'r>(&self, row: &'r [String], field: Field) -> Option<&'r str> {
        let (_, place) = self.places.iter().find(|(known, _)| *known == field)?;
        row.get(*place).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// Which column is which, and which are nothing.
    pub(super) fn told(&self, header: &[String]) -> (Vec<(Field, String)>, Vec<String>) {
        let mut columns: Vec<(Field, String)> =
            self.places.iter().map(|(field, place)| (*field, header[*place].clone())).collect();
        columns.sort();
        let is_used = |place: &usize| self.places.iter().any(|(_, used)| used == place);
        let ignored = (0..header.len()).filter(|place| !is_used(place));
        (columns, ignored.map(|place| header[place].clone()).collect())
    }
}

/// Why a file cannot be recorded as it is mapped.
pub(super) fn refusal(missing: &[Field], header: &str) -> Result<(), Problem> {
    let mut faults = Faults::default();
    for field in missing {
        match field {
            Field::Bookmaker => {
                faults.refuse("bookmaker", "is in no column: say whose bets these are");
            }
            Field::Match => {
                faults.refuse("mapping.match", "say which column has the match, or home and away");
            }
            _ => {
                let message = format!("which column of {header} is it?");
                faults.refuse(&format!("mapping.{field}"), message);
            }
        }
    }
    faults.finish()
}

/// A heading as plain words, and the currency at its end: `stake_nok` is `stake` in NOK.
fn parted(name: &str) -> (String, Option<String>) {
    let plain = name.replace(|c: char| !c.is_alphanumeric(), " ");
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = if words.is_ascii() { words.to_lowercase() } else { fold_name(&words) };
    match words.rsplit_once(' ') {
        Some((rest, code)) if code.len() == 3 && AMOUNTS.contains(&rest) => {
            (rest.to_owned(), Some(code.to_uppercase()))
        }
        _ => (words, None),
    }
}
