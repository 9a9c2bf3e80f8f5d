//! The books whose prices the files carry, and their slugs in our vocabulary.

use monps_core::catalog::VenueKind;

/// A book of the files: its prefix in column names, and who it is in our vocabulary.
///
/// Slugs agree with the keys of The Odds API where both know the company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Book {
    /// The prefix of its 1X2 columns: `B365` in `B365H`. This is how the site names the book.
    pub prefix: &'static str,
    /// The prefix of its other columns: Pinnacle is `PS` in 1X2 and `P` elsewhere.
    pub lines_prefix: &'static str,
    /// Its slug.
    pub slug: &'static str,
    /// Its name as people know it.
    pub title: &'static str,
    /// Bookmaker or exchange.
    pub kind: VenueKind,
}

const fn bookmaker(prefix: &'static str, slug: &'static str, title: &'static str) -> Book {
    Book { prefix, lines_prefix: prefix, slug, title, kind: VenueKind::Bookmaker }
}

/// Every book of the files, by prefix.
///
/// `Max`, `Avg`, `BbMx` and `BbAv` are not here: they are figures over books, not anyone's offer.
/// `VC` (VC Bet, to 2023-24) and `BV` (BetVictor, from 2025-26) are one company under two names; they
/// stay apart, so that a slug leads back to one prefix.
pub const BOOKS: [Book; 20] = [
    bookmaker("1XB", "onexbet", "1xBet"),
    bookmaker("B365", "bet365", "Bet365"),
    bookmaker("BF", "betfair_sb_uk", "Betfair Sportsbook"),
    bookmaker("BFD", "betfred_uk", "Betfred"),
    Book { kind: VenueKind::Exchange, ..bookmaker("BFE", "betfair_ex_uk", "Betfair Exchange") },
    bookmaker("BMGM", "betmgm", "BetMGM"),
    bookmaker("BS", "blue_square", "Blue Square"),
    bookmaker("BV", "betvictor", "BetVictor"),
    bookmaker("BW", "bwin", "Bwin"),
    bookmaker("CL", "coral", "Coral"),
    bookmaker("GB", "gamebookers", "Gamebookers"),
    bookmaker("IW", "interwetten", "Interwetten"),
    bookmaker("LB", "ladbrokes_uk", "Ladbrokes"),
    Book { lines_prefix: "P", ..bookmaker("PS", "pinnacle", "Pinnacle") },
    bookmaker("SB", "sportingbet", "Sportingbet"),
    bookmaker("SJ", "stan_james", "Stan James"),
    bookmaker("SO", "sporting_odds", "Sporting Odds"),
    bookmaker("SY", "stanleybet", "Stanleybet"),
    bookmaker("VC", "vc_bet", "VC Bet"),
    bookmaker("WH", "williamhill", "William Hill"),
];

/// The prefix that the files give a venue.
///
/// ```
/// use monps_adapters::football_data::venue_prefix;
///
/// assert_eq!(venue_prefix("pinnacle"), Some("PS"));
/// assert_eq!(venue_prefix("smarkets"), None);
/// ```
#[must_use]
pub fn venue_prefix(slug: &str) -> Option<&'static str> {
    BOOKS.iter().find(|book| book.slug == slug).map(|book| book.prefix)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use monps_core::catalog::VenueKey;

    use super::*;

    #[test]
    fn slugs_and_prefixes_tell_books_apart() {
        let slugs: HashSet<_> = BOOKS.iter().map(|book| book.slug).collect();
        let prefixes: HashSet<_> = BOOKS.iter().map(|book| book.prefix).collect();
        assert_eq!((slugs.len(), prefixes.len()), (BOOKS.len(), BOOKS.len()));
        for book in &BOOKS {
            assert!(book.slug.parse::<VenueKey>().is_ok(), "{}", book.slug);
            assert_eq!(venue_prefix(book.slug), Some(book.prefix));
        }
    }
}
