//! A header: which column holds what in the rows of one file.

use std::collections::HashMap;

use monps_core::adapter::SourceVenue;
use monps_core::catalog::Selection;
use monps_core::error::adapter::{Fault, FaultCode};

use super::books::{BOOKS, Book};
use super::cell;
use super::columns::{
    DESCRIPTIVE, Image, Question, aggregate_names, is_nameless, own_line_name, price_names,
};

/// A column with its name, to say where something was wrong.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub index: usize,
    pub name: String,
}

/// Where the two sides' goals of a period are, and the letter that must agree.
#[derive(Clone, Debug)]
pub(super) struct ScoreColumns {
    pub home: Column,
    pub away: Column,
    pub letter: Option<Column>,
}

/// Where one book's prices of one question are.
#[derive(Clone, Debug)]
pub(super) struct BookColumns {
    pub venue: SourceVenue,
    pub image: Image,
    pub question: Question,
    pub prices: Vec<(Column, Selection)>,
    /// For a handicap: which of [`Layout::lines`].
    pub line: Option<usize>,
}

/// Where everything is in the rows of one file.
#[derive(Debug)]
pub(super) struct Layout {
    pub width: usize,
    pub division: Column,
    pub date: Column,
    pub time: Option<Column>,
    pub home: Column,
    pub away: Column,
    pub full_time: Option<ScoreColumns>,
    pub half_time: Option<ScoreColumns>,
    pub books: Vec<BookColumns>,
    pub lines: Vec<Column>,
    /// Named columns that nobody here knows.
    pub unknown: Vec<String>,
}

impl Layout {
    /// Understands a header.
    ///
    /// # Errors
    /// [`FaultCode::SchemaDrift`] naming what is missing and which format was expected.
    pub(super) fn read(file: &str, cells: &[&[u8]]) -> Result<Self, Fault> {
        let names: Vec<String> = cells.iter().map(|name| cell::text(name).into_owned()).collect();
        let mut header = Header::new(&names);
        let required = ["Div", "Date", "HomeTeam", "AwayTeam"].map(|name| header.take(name));
        let missing =
            |name: &'static str, column: &Option<Column>| column.is_none().then_some(name);
        let [Some(division), Some(date), Some(home), Some(away)] = required else {
            let [division, date, home, away] = &required;
            let absent = [
                missing("Div", division),
                missing("Date", date),
                missing("HomeTeam", home),
                missing("AwayTeam", away),
            ];
            let absent: Vec<_> = absent.into_iter().flatten().collect();
            return Err(not_ours(file, &absent.join(", "), &names));
        };
        let time = header.take("Time");
        let full_time =
            header.score("FTHG", "FTAG", "FTR").or_else(|| header.score("HG", "AG", "Res"));
        let half_time = header.score("HTHG", "HTAG", "HTR");
        let mut lines = Vec::new();
        let books = header.books(&mut lines)?;
        if full_time.is_none() && books.is_empty() {
            return Err(not_ours(file, "FTHG and FTAG, or any odds", &names));
        }
        Ok(Self {
            width: names.len(),
            division,
            date,
            time,
            home,
            away,
            full_time,
            half_time,
            books,
            lines,
            unknown: header.unknown(),
        })
    }
}

fn not_ours(file: &str, absent: &str, names: &[String]) -> Fault {
    let begins: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| !name.is_empty()).take(6).collect();
    let begins: String = begins.join(",").chars().take(120).collect();
    Fault::new(
        FaultCode::SchemaDrift,
        format!(
            "{file} is not a main-league file of football-data.co.uk: its header lacks {absent}. \
             Expected is the format of https://www.football-data.co.uk/mmz4281/2425/E0.csv \
             (Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR,…), separated by commas; found is a \
             header that begins {begins:?}. The files of the extra leagues (/new/*.csv) and other \
             people's rearrangements are not read"
        ),
    )
    .at(format!("{file}:1"))
}

/// The names of a header, and which of them have been understood.
struct Header<'n> {
    names: &'n [String],
    index: HashMap<&'n str, usize>,
    known: Vec<bool>,
}

impl<'n> Header<'n> {
    fn new(names: &'n [String]) -> Self {
        let mut index = HashMap::with_capacity(names.len());
        for (position, name) in names.iter().enumerate() {
            // Of two columns of one name the first counts; the second stays unknown.
            index.entry(name.as_str()).or_insert(position);
        }
        Self { names, index, known: vec![false; names.len()] }
    }

    fn has(&self, name: &str) -> bool {
        self.index.contains_key(name)
    }

    fn take(&mut self, name: &str) -> Option<Column> {
        let index = *self.index.get(name)?;
        if let Some(known) = self.known.get_mut(index) {
            *known = true;
        }
        Some(Column { index, name: name.to_owned() })
    }

    fn score(&mut self, home: &str, away: &str, letter: &str) -> Option<ScoreColumns> {
        if !self.has(home) || !self.has(away) {
            return None;
        }
        Some(ScoreColumns {
            home: self.take(home)?,
            away: self.take(away)?,
            letter: self.take(letter),
        })
    }

    fn books(&mut self, lines: &mut Vec<Column>) -> Result<Vec<BookColumns>, Fault> {
        let mut found = Vec::new();
        for image in [Image::Opening, Image::Closing] {
            for question in Question::ALL {
                for book in &BOOKS {
                    found.extend(self.book(book, image, question, lines)?);
                }
            }
        }
        Ok(found)
    }

    fn book(
        &mut self,
        book: &Book,
        image: Image,
        question: Question,
        lines: &mut Vec<Column>,
    ) -> Result<Option<BookColumns>, Fault> {
        let names = price_names(book, image, question);
        // Without Betfair's own `BFH` beside it, `BFD` next to `BFDH` is not Betfair's draw.
        let is_betfred = |name: &str| name == "BFD" && self.has("BFDH") && !self.has("BFH");
        if !names.iter().any(|(name, _)| self.has(name) && !is_betfred(name)) {
            return Ok(None);
        }
        let line = match question {
            Question::Handicap => match self.line(book, image, lines) {
                Some(line) => Some(line),
                // Prices on a line that the file does not tell: left among the unknown.
                None => return Ok(None),
            },
            Question::MatchOdds | Question::Goals => None,
        };
        let prices = names
            .into_iter()
            .filter_map(|(name, selection)| Some((self.take(&name)?, selection)))
            .collect();
        Ok(Some(BookColumns { venue: venue(book)?, image, question, prices, line }))
    }

    /// The column of a book's handicap line: its own in old files, the common one since 2019-20.
    fn line(&mut self, book: &Book, image: Image, lines: &mut Vec<Column>) -> Option<usize> {
        let column = match image {
            Image::Opening => self.take(&own_line_name(book)).or_else(|| self.take("AHh"))?,
            Image::Closing => self.take("AHCh")?,
        };
        if let Some(known) = lines.iter().position(|line| line.index == column.index) {
            return Some(known);
        }
        lines.push(column);
        Some(lines.len() - 1)
    }

    fn unknown(&mut self) -> Vec<String> {
        for name in DESCRIPTIVE {
            self.take(name);
        }
        for name in aggregate_names() {
            self.take(&name);
        }
        let unknown = self.names.iter().zip(&self.known);
        unknown
            .filter(|(name, known)| !**known && !is_nameless(name))
            .map(|(name, _)| name.clone())
            .collect()
    }
}

fn venue(book: &Book) -> Result<SourceVenue, Fault> {
    let key =
        book.slug.parse().map_err(|error| Fault::new(FaultCode::Internal, format!("{error}")))?;
    Ok(SourceVenue { key, title: book.title.to_owned(), kind: book.kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(header: &str) -> Result<Layout, Fault> {
        let cells: Vec<&[u8]> = header.split(',').map(str::as_bytes).collect();
        Layout::read("E0.csv", &cells)
    }

    fn columns(layout: &Layout, slug: &str, image: Image) -> Vec<String> {
        let books = layout.books.iter();
        books
            .filter(|book| book.venue.key.as_str() == slug && book.image == image)
            .flat_map(|book| book.prices.iter().map(|(column, _)| column.name.clone()))
            .collect()
    }

    #[test]
    fn names_that_look_alike_are_told_apart() {
        let of_2024 = layout("Div,Date,HomeTeam,AwayTeam,BFH,BFD,BFA,BFCH,BFECH,VCH,VCCH").unwrap();
        assert_eq!(columns(&of_2024, "betfair_sb_uk", Image::Opening), ["BFH", "BFD", "BFA"]);
        assert_eq!(columns(&of_2024, "betfair_sb_uk", Image::Closing), ["BFCH"]);
        assert_eq!(columns(&of_2024, "betfair_ex_uk", Image::Closing), ["BFECH"]);
        assert_eq!(columns(&of_2024, "vc_bet", Image::Opening), ["VCH"]);
        assert_eq!(columns(&of_2024, "vc_bet", Image::Closing), ["VCCH"]);
        assert!(columns(&of_2024, "betfred_uk", Image::Opening).is_empty());

        let of_2025 = layout("Div,Date,HomeTeam,AwayTeam,BFD,BFDH,BFDD,BFDA,BFDCH").unwrap();
        assert_eq!(columns(&of_2025, "betfred_uk", Image::Opening), ["BFDH", "BFDD", "BFDA"]);
        assert_eq!(columns(&of_2025, "betfred_uk", Image::Closing), ["BFDCH"]);
        assert!(columns(&of_2025, "betfair_sb_uk", Image::Opening).is_empty());
        assert_eq!(of_2025.unknown, ["BFD"]);
    }

    #[test]
    fn a_handicap_price_needs_its_line() {
        let old = layout("Div,Date,HomeTeam,AwayTeam,LBA,LBAHH,LBAHA,LBAH,AHh,PAHH,PAHA").unwrap();
        let line_of = |slug: &str| {
            let mut books = old.books.iter();
            let book = books.find(|b| b.venue.key.as_str() == slug && b.line.is_some());
            old.lines[book.unwrap().line.unwrap()].name.clone()
        };
        assert_eq!(line_of("ladbrokes_uk"), "LBAH");
        assert_eq!(line_of("pinnacle"), "AHh");
        let none = layout("Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,PCAHH,PCAHA").unwrap();
        assert!(none.books.is_empty());
        assert_eq!(none.unknown, ["PCAHH", "PCAHA"]);
    }

    #[test]
    fn averages_and_counts_are_known_and_not_imported() {
        let layout = layout(
            "Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,MaxH,AvgC<2.5,BbMxAHH,BbAH,Bb1X2,HST,Moon,,",
        )
        .unwrap();
        assert!(layout.books.is_empty());
        assert_eq!(layout.unknown, ["Moon"]);
    }

    #[test]
    fn another_format_is_refused_by_name() {
        let fault = layout("Country,League,Season,Date,Time,Home,Away,HG,AG,Res").unwrap_err();
        assert_eq!(fault.code, FaultCode::SchemaDrift);
        assert!(fault.message.contains("lacks Div, HomeTeam, AwayTeam."));
        assert!(fault.message.contains("begins \"Country,League,Season,Date,Time,Home\""));
        let fault = layout("Div,Date,HomeTeam,AwayTeam,Referee").unwrap_err();
        assert!(fault.message.contains("lacks FTHG and FTAG, or any odds"));
    }
}
