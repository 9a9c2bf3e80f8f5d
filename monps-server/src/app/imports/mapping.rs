//! Which column is what.

use std::fmt;
use std::str::FromStr;

use monps_core::catalog::fold_name;

use crate::app::problem::{Faults, Problem};

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The venue's own number of the bet.
    Reference,
    /// When it was placed.
    PlacedAt,
    /// Both sides in one text.
    Match,
    /// The side listed first.
    Home,
    /// The side listed second.
    Away,
    /// The sport.
    Sport,
    /// The competition.
    League,
    /// The market.
    Market,
    /// The selection.
    Selection,
    /// The line of a total or handicap.
    Line,
    /// The price taken.
    Odds,
    /// The stake.
    Stake,
    /// What became of it.
    Result,
    /// What came back, stake included.
    Payout,
    /// What was gained.
    Profit,
    /// The venue.
    Bookmaker,
    /// The currency.
    Currency,
    /// Notes.
    Notes,
}

/// Each field, its word, and what people head its column with.
const FIELDS: [(Field, &str, &[&str]); 18] = [
    (Field::Reference, "reference", &["bet id", "id", "ref", "ticket", "bet number", "coupon id"]),
    (
        Field::PlacedAt,
        "placed_at",
        &["date", "placed", "placed on", "bet date", "datetime", "time"],
    ),
    (Field::Match, "match", &["event", "fixture", "game", "rencontre", "match id"]),
    (Field::Home, "home", &["home team", "hometeam", "domicile"]),
    (Field::Away, "away", &["away team", "awayteam", "exterieur"]),
    (Field::Sport, "sport", &["sports"]),
    (Field::League, "league", &["competition", "tournament", "championnat"]),
    (Field::Market, "market", &["market type", "bet market", "marche"]),
    (Field::Selection, "selection", &["outcome", "pick", "bet", "pari", "tip"]),
    (Field::Line, "line", &["point", "handicap"]),
    (Field::Odds, "odds", &["decimal odds", "price", "odds value", "cote"]),
    (Field::Stake, "stake", &["amount", "wager", "mise"]),
    (Field::Result, "result", &["status", "settlement", "resultat"]),
    (Field::Payout, "payout", &["return", "returns", "gain", "paid"]),
    (Field::Profit, "profit", &["p l", "pl", "pnl", "profit loss", "net", "actual profit"]),
    (Field::Bookmaker, "bookmaker", &["book", "venue", "operator", "bookie"]),
    (Field::Currency, "currency", &["devise"]),
    (Field::Notes, "notes", &["note", "comment", "comments"]),
];

impl Field {
    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or("", |(_, word, _)| word)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Field {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = FIELDS.iter().find(|(_, word, _)| *word == text);
        found.map(|(field, ..)| *field).ok_or_else(|| {
            let words: Vec<&str> = FIELDS.iter().map(|(_, word, _)| *word).collect();
            format!("{text:?} is no field; there are {}", words.join(", "))
        })
    }
}

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
    /// The channel of all rows: `ligne` or `tabac`.
    pub channel: Option<String>,
    /// The login at the venue.
    pub login: Option<String>,
    /// Play money.
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
    pub(super) fn of(header: &[String], mapping: &Mapping) -> Result<Self, Problem> {
        let mut faults = Faults::default();
        let mut places: Vec<(Field, usize)> = Vec::new();
        for (field, column) in &mapping.columns {
            match header.iter().position(|name| name == column) {
                Some(place) => places.push((*field, place)),
                None => {
                    let message = format!("there is no column {column:?} in {}", header.join(", "));
                    faults.refuse(&format!("mapping.{field}"), message);
                }
            }
        }
        let mut currency = None;
        for (place, name) in header.iter().enumerate() {
            if places.iter().any(|(_, taken)| *taken == place) {
                continue;
            }
            let (words, code) = parted(name);
            let found = FIELDS.iter().find(|(_, word, others)| {
                words == word.replace('_', " ") || others.contains(&words.as_str())
            });
            let Some((field, ..)) = found else { continue };
            if !places.iter().any(|(known, _)| known == field) {
                places.push((*field, place));
                currency = currency.or(code);
            }
        }
        let has = |field| places.iter().any(|(known, _)| *known == field);
        for field in [Field::PlacedAt, Field::Selection, Field::Odds, Field::Stake] {
            if !has(field) {
                let message = format!("which column of {} is it?", header.join(", "));
                faults.refuse(&format!("mapping.{field}"), message);
            }
        }
        let has_match = has(Field::Match) || (has(Field::Home) && has(Field::Away));
        if !has_match {
            faults.refuse("mapping.match", "say which column has the match, or home and away");
        }
        if !has(Field::Bookmaker) && mapping.bookmaker.is_none() {
            faults.refuse("bookmaker", "is in no column: say whose bets these are");
        }
        faults.finish()?;
        Ok(Self { places, currency })
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

/// A heading as plain words, and the currency at its end: `stake_nok` is `stake` in NOK.
fn parted(name: &str) -> (String, Option<String>) {
    let plain = name.replace(|c: char| !c.is_alphanumeric(), " ");
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = if words.is_ascii() { words.to_lowercase() } else { fold_name(&words) };
    match words.rsplit_once(' ') {
        Some((rest, code))
            if code.len() == 3 && ["stake", "payout", "p l", "profit"].contains(&rest) =>
        {
            (rest.to_owned(), Some(code.to_uppercase()))
        }
        _ => (words, None),
    }
}
