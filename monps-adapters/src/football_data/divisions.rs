//! The divisions of the files, and what a file's name says of its division and season.

use monps_core::catalog::Season;

/// Each division: its code and its name as people know it.
pub const DIVISIONS: [(&str, &str); 22] = [
    ("E0", "Premier League"),
    ("E1", "Championship"),
    ("E2", "League One"),
    ("E3", "League Two"),
    ("EC", "National League"),
    ("SC0", "Scottish Premiership"),
    ("SC1", "Scottish Championship"),
    ("SC2", "Scottish League One"),
    ("SC3", "Scottish League Two"),
    ("D1", "Bundesliga"),
    ("D2", "2. Bundesliga"),
    ("I1", "Serie A"),
    ("I2", "Serie B"),
    ("SP1", "La Liga"),
    ("SP2", "Segunda División"),
    ("F1", "Ligue 1"),
    ("F2", "Ligue 2"),
    ("N1", "Eredivisie"),
    ("B1", "Belgian Pro League"),
    ("P1", "Primeira Liga"),
    ("T1", "Süper Lig"),
    ("G1", "Super League Greece"),
];

/// A division's code and name, by its code.
pub(super) fn division(code: &[u8]) -> Option<(&'static str, &'static str)> {
    DIVISIONS.into_iter().find(|(known, _)| known.as_bytes() == code)
}

/// What a file's name tells of what is inside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FileName {
    /// The division that every row must be of.
    pub division: Option<&'static str>,
    /// The season.
    pub season: Option<Season>,
}

impl FileName {
    /// Reads `E0_2425.csv`, `mmz4281/2425/E0.csv` and the like; what it does not tell stays open.
    pub(super) fn read(path: &str) -> Self {
        let mut parts = path.rsplit(['/', '\\']);
        let name = parts.next().unwrap_or_default();
        let folder = parts.next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        let mut words = stem.split(|c: char| !c.is_ascii_alphanumeric());
        let division =
            words.next().and_then(|code| division(code.as_bytes())).map(|(code, _)| code);
        let season =
            words.next().and_then(season).or_else(|| season(folder)).filter(|_| division.is_some());
        Self { division, season }
    }
}

/// The season of `2425`: two consecutive two-digit years.
pub(super) fn season(digits: &str) -> Option<Season> {
    if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let first: i32 = digits.get(..2)?.parse().ok()?;
    let second: i32 = digits.get(2..)?.parse().ok()?;
    ((first + 1) % 100 == second).then(|| Season::beginning(full_year(first)))
}

/// A year of two digits: the site's first season began in 1993.
pub(super) const fn full_year(two_digits: i32) -> i32 {
    if two_digits >= 93 { 1900 + two_digits } else { 2000 + two_digits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_division_and_season_or_leaves_them_open() {
        let read = |path: &str| {
            let told = FileName::read(path);
            (told.division, told.season.map(Season::year))
        };
        assert_eq!(read("E0_2425.csv"), (Some("E0"), Some(2024)));
        assert_eq!(read("/x/mmz4281/9900/SP1.csv"), (Some("SP1"), Some(1999)));
        assert_eq!(read("D1_2425_partial_raw.csv"), (Some("D1"), Some(2024)));
        assert_eq!(read("E0_five_seasons.csv"), (Some("E0"), None));
        assert_eq!(read("E0.csv"), (Some("E0"), None));
        assert_eq!(read("2425/fixtures.csv"), (None, None));
        assert_eq!(read("E0_2427.csv"), (Some("E0"), None));
        assert_eq!(read(""), (None, None));
    }
}
