//! The names of columns.
//!
//! An odds column is *prefix + `C` for closing + suffix*, but its name must not be taken apart: `VCH`
//! is VC Bet's opening price of the home side, `BFD` Betfair's draw or the beginning of Betfred's
//! `BFDH`, `BSA` an away price, `LBAH` a line. So names are only ever *put together*, from the table
//! of books, and looked up whole.

use monps_core::catalog::Selection;

use super::books::Book;

/// One of the two moments at which a row pictures its markets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Image {
    /// On the day the site collects prices.
    Opening,
    /// Last before kick-off.
    Closing,
}

/// A question that the files carry prices for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// 1X2.
    MatchOdds,
    /// Over or under 2.5 goals.
    Goals,
    /// Asian handicap.
    Handicap,
}

impl Question {
    pub(super) const ALL: [Self; 3] = [Self::MatchOdds, Self::Goals, Self::Handicap];

    /// The end of a column's name, and the selection it prices.
    const fn suffixes(self) -> &'static [(&'static str, Selection)] {
        match self {
            Self::MatchOdds => {
                &[("H", Selection::Home), ("D", Selection::Draw), ("A", Selection::Away)]
            }
            Self::Goals => &[(">2.5", Selection::Over), ("<2.5", Selection::Under)],
            Self::Handicap => &[("AHH", Selection::Home), ("AHA", Selection::Away)],
        }
    }
}

/// Statistics and other columns that are known and not imported.
pub(super) const DESCRIPTIVE: &[&str] = &[
    "Attendance",
    "Referee",
    "HS",
    "AS",
    "HST",
    "AST",
    "HHW",
    "AHW",
    "HC",
    "AC",
    "HF",
    "AF",
    "HFKC",
    "AFKC",
    "HO",
    "AO",
    "HY",
    "AY",
    "HR",
    "AR",
    "HBP",
    "ABP",
    "Bb1X2",
    "BbOU",
    "BbAH",
    "BbAHh",
    "AHh",
    "AHCh",
];

/// Figures over several books: nobody offers them.
const AGGREGATES: [&str; 4] = ["Max", "Avg", "BbMx", "BbAv"];

const fn infix(image: Image) -> &'static str {
    match image {
        Image::Opening => "",
        Image::Closing => "C",
    }
}

/// The names of a book's prices of a question, each with the selection it prices.
pub(super) fn price_names(
    book: &Book,
    image: Image,
    question: Question,
) -> Vec<(String, Selection)> {
    let prefix = match question {
        Question::MatchOdds => book.prefix,
        Question::Goals | Question::Handicap => book.lines_prefix,
    };
    question
        .suffixes()
        .iter()
        .map(|(suffix, selection)| {
            let name = format!("{prefix}{}{suffix}", infix(image));
            (name, selection.clone())
        })
        .collect()
}

/// The name of a book's own handicap line, in old files.
pub(super) fn own_line_name(book: &Book) -> String {
    format!("{}AH", book.lines_prefix)
}

/// The names of the figures over several books.
pub(super) fn aggregate_names() -> impl Iterator<Item = String> {
    AGGREGATES.into_iter().flat_map(|prefix| {
        images_and_questions().flat_map(move |(image, question)| {
            let suffixes = question.suffixes().iter();
            suffixes.map(move |(suffix, _)| format!("{prefix}{}{suffix}", infix(image)))
        })
    })
}

fn images_and_questions() -> impl Iterator<Item = (Image, Question)> {
    [Image::Opening, Image::Closing]
        .into_iter()
        .flat_map(|image| Question::ALL.map(|question| (image, question)))
}

/// Spreadsheets leave trailing columns without a name; one library writes `Unnamed: 44` for them.
pub(super) fn is_nameless(name: &str) -> bool {
    name.is_empty() || name.starts_with("Unnamed")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::football_data::BOOKS;

    #[test]
    fn no_two_meanings_share_a_name() {
        let mut names = HashSet::new();
        for book in &BOOKS {
            for (image, question) in images_and_questions() {
                for (name, _) in price_names(book, image, question) {
                    assert!(names.insert(name.clone()), "{name} has two meanings");
                }
            }
            assert!(names.insert(own_line_name(book)), "{}AH", book.prefix);
        }
        assert!(DESCRIPTIVE.iter().all(|name| !names.contains(*name)));
        assert!(aggregate_names().all(|name| !names.contains(&name)));
    }
}
