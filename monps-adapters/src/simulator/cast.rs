//! The invented cast: clubs, players, venues. No name is meant to be anyone's.

use monps_core::catalog::VenueKind;

/// Clubs. Sixteen play each day, every club once in three days.
pub(super) const CLUBS: [&str; 48] = [
    "Ashmere Rovers",
    "Brackwater Town",
    "Calderfell City",
    "Dunmorrow United",
    "Eastholm Albion",
    "Fennimore Athletic",
    "Glaswick Harbour",
    "Hollowby Wanderers",
    "Inverlorn",
    "Jessamy Park",
    "Kestrelford",
    "Larkspur Vale",
    "Marrowbridge",
    "Netherwick County",
    "Oakhollow Rangers",
    "Pellmarsh",
    "Quarrendale",
    "Ravenstow Borough",
    "Saltmere Argyle",
    "Thornquay",
    "Umberleigh Star",
    "Vexley Orient",
    "Wyndlesham",
    "Yarrowmouth",
    "Aldercombe",
    "Birchenhall",
    "Corvane Olympic",
    "Drumlarrig",
    "Elverstone",
    "Foxcastle",
    "Grimwold Victoria",
    "Haverlake",
    "Ironbeck Works",
    "Juniper Hill",
    "Kingsmarrow",
    "Lunebrook",
    "Mistral Bay",
    "Northgarth",
    "Ottermouth",
    "Pinewick Sporting",
    "Quillhaven",
    "Rushbeck",
    "Silverdene",
    "Tolbarrow",
    "Undercliff",
    "Varnholt",
    "Whinfell",
    "Zephyr Sands",
];

/// Tennis players. Six play each day.
pub(super) const PLAYERS: [&str; 18] = [
    "A. Brannock",
    "B. Castellar",
    "C. Dvorane",
    "D. Eskildahl",
    "E. Farrowgate",
    "F. Gallimov",
    "G. Hartnoll",
    "H. Ibarrosa",
    "I. Jovanel",
    "J. Kallistrom",
    "K. Lorrimer",
    "L. Moravelle",
    "M. Norquist",
    "N. Okonjara",
    "O. Pellerano",
    "P. Quintaval",
    "R. Sorensby",
    "S. Tamboril",
];

/// How a venue makes its prices.
#[derive(Clone, Copy, Debug)]
pub(super) struct Character {
    pub slug: &'static str,
    pub title: &'static str,
    pub kind: VenueKind,
    /// What it keeps: the sum of its implied probabilities, less one.
    pub margin: f64,
    /// How far its view strays from the market's, in logarithms of a scoring rate.
    pub stray: f64,
    /// How often it looks at its prices, in seconds.
    pub period_s: i64,
    /// The most it takes, in units of account.
    pub stake_max: Option<u32>,
    /// Beside match odds it quotes the first so many of totals, handicap, both teams to score.
    pub extras: usize,
}

const fn soft(
    slug: &'static str,
    title: &'static str,
    margin: f64,
    stray: f64,
    period_s: i64,
    stake_max: u32,
    extras: usize,
) -> Character {
    Character {
        slug,
        title,
        kind: VenueKind::Bookmaker,
        margin,
        stray,
        period_s,
        stake_max: Some(stake_max),
        extras,
    }
}

/// The venues: one exchange, one sharp book with a small margin, ten soft ones.
pub(super) const VENUES: [Character; 12] = [
    Character {
        slug: "sim_exchange",
        title: "Open Exchange (simulated)",
        kind: VenueKind::Exchange,
        margin: 0.008,
        stray: 0.002,
        period_s: 10,
        stake_max: None,
        extras: 3,
    },
    Character {
        slug: "sim_sharp",
        title: "Plumbline (simulated)",
        kind: VenueKind::Bookmaker,
        margin: 0.022,
        stray: 0.003,
        period_s: 15,
        stake_max: Some(5000),
        extras: 3,
    },
    soft("sim_amberbet", "Amberbet (simulated)", 0.048, 0.016, 30, 500, 3),
    soft("sim_brightside", "Brightside (simulated)", 0.055, 0.020, 40, 400, 3),
    soft("sim_cornerflag", "Corner Flag (simulated)", 0.060, 0.020, 60, 300, 3),
    soft("sim_doubletop", "Double Top (simulated)", 0.052, 0.016, 45, 500, 3),
    soft("sim_eleven", "Eleven (simulated)", 0.042, 0.014, 30, 600, 3),
    soft("sim_fairmark", "Fairmark (simulated)", 0.038, 0.012, 30, 800, 2),
    soft("sim_goalmouth", "Goalmouth (simulated)", 0.065, 0.022, 90, 250, 2),
    soft("sim_highstreet", "High Street (simulated)", 0.078, 0.024, 120, 200, 2),
    soft("sim_inswinger", "Inswinger (simulated)", 0.058, 0.018, 60, 300, 1),
    soft("sim_kiosk", "Kiosk (simulated)", 0.072, 0.022, 120, 100, 1),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use monps_core::catalog::{VenueKey, fold_name};

    use super::*;

    #[test]
    fn names_are_told_apart_and_slugs_are_good() {
        let names: HashSet<String> =
            CLUBS.iter().chain(&PLAYERS).map(|name| fold_name(name)).collect();
        assert_eq!(names.len(), CLUBS.len() + PLAYERS.len());
        let slugs: HashSet<&str> = VENUES.iter().map(|venue| venue.slug).collect();
        assert_eq!(slugs.len(), VENUES.len());
        for venue in &VENUES {
            assert!(venue.slug.parse::<VenueKey>().is_ok());
            assert!(venue.margin > 0.0 && venue.margin <= 0.08);
            assert!(venue.title.ends_with("(simulated)"));
        }
    }
}
