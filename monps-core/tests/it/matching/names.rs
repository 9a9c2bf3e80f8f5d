//! Names of sides, alone and in rosters.

use monps_core::catalog::Sport;
use monps_core::catalog::matching::{Aliases, Decision, Verdict, match_rosters};

fn alone(sport: &Sport, a: &str, b: &str) -> Decision {
    match_rosters(sport, &[a], &[b], &Aliases::default()).remove(0)
}

#[track_caller]
fn are_one(sport: &Sport, pairs: &[(&str, &str)]) {
    for (a, b) in pairs {
        for (a, b) in [(a, b), (b, a)] {
            let decision = alone(sport, a, b);
            assert_eq!(decision.verdict, Verdict::Same, "{a} and {b}: {decision:?}");
        }
    }
}

#[track_caller]
fn are_not_one(sport: &Sport, pairs: &[(&str, &str)]) {
    for (a, b) in pairs {
        for (a, b) in [(a, b), (b, a)] {
            let decision = alone(sport, a, b);
            assert_ne!(decision.verdict, Verdict::Same, "{a} and {b}: {decision:?}");
        }
    }
}

#[test]
fn spellings_of_one_club_are_one() {
    are_one(
        &Sport::FOOTBALL,
        &[
            ("Nott'm Forest", "Nottingham Forest"),
            ("Man City", "Manchester City FC"),
            ("Wolves", "Wolverhampton Wanderers"),
            ("QPR", "Queens Park Rangers"),
            ("Newcastle", "Newcastle United"),
            ("Sheffield Weds", "Sheffield Wednesday"),
            ("Ath Bilbao", "Athletic Club Bilbao"),
            ("Espanol", "RCD Espanyol"),
            ("MK Dons", "Milton Keynes Dons"),
            ("St.Pauli", "FC St. Pauli"),
            ("BristolCity", "Bristol City"),
            ("Borussia M'gladbach", "Borussia Mönchengladbach"),
            ("B. Dortmund", "Borussia Dortmund"),
            ("Barcelona B", "FC Barcelona II"),
            ("Arsenal (W)", "Arsenal Women"),
            ("Ajax U-19", "AFC Ajax Under 19"),
            ("Willem II", "Willem II Tilburg"),
        ],
    );
}

#[test]
fn names_of_four_languages_are_one() {
    are_one(
        &Sport::FOOTBALL,
        &[
            ("Bayern Munich", "FC Bayern München"),
            ("1. FC Köln", "FC Cologne"),
            ("FC Séville", "Sevilla"),
            ("Real Saragossa", "Real Zaragoza"),
            ("Pays-Bas", "Niederlande"),
            ("Alemania", "Allemagne"),
            ("England U21", "Angleterre U21"),
            ("États-Unis", "USA"),
            ("Suiza", "Schweiz"),
        ],
    );
}

#[test]
fn clubs_that_share_a_word_stay_apart() {
    are_not_one(
        &Sport::FOOTBALL,
        &[
            ("Manchester City", "Manchester United"),
            ("Man City", "Man Utd"),
            ("Norwich", "Northwich"),
            ("Norwich City", "Northwich Victoria"),
            ("Sheffield Utd", "Sheffield Wednesday"),
            ("Real Madrid", "Atlético Madrid"),
            ("Bayer Leverkusen", "Bayern München"),
            ("Bayer", "Bayern"),
            ("AC Milan", "Inter Milan"),
            ("FSV Frankfurt", "Eintracht Frankfurt"),
            ("TSV 1860 München", "Bayern München"),
            ("Bolton Wanderers", "Boston United"),
            ("Chester", "Chesterfield"),
            ("Hampton", "Southampton"),
            ("Sevilla", "Sevilla Atlético"),
            ("Niger", "Nigeria"),
            ("Austria", "Australia"),
            ("Ireland", "Northern Ireland"),
        ],
    );
}

#[test]
fn other_teams_of_a_club_stay_apart() {
    are_not_one(
        &Sport::FOOTBALL,
        &[
            ("Barcelona", "Barcelona B"),
            ("Real Sociedad", "Real Sociedad II"),
            ("Ajax", "Jong Ajax"),
            ("Arsenal", "Arsenal Women"),
            ("Lyon", "Lyon Féminines"),
            ("Wolfsburg", "VfL Wolfsburg Frauen"),
            ("Chelsea", "Chelsea U19"),
            ("Chelsea U19", "Chelsea U21"),
            ("Spain", "España Sub 20"),
        ],
    );
}

#[test]
fn teams_of_other_sports() {
    are_one(
        &Sport::BASKETBALL,
        &[("LA Lakers", "Los Angeles Lakers"), ("Boston", "Boston Celtics")],
    );
    are_one(&Sport::ICE_HOCKEY, &[("NY Rangers", "New York Rangers")]);
    are_not_one(
        &Sport::BASKETBALL,
        &[
            ("Washington", "Washington State"),
            ("Oregon State", "Oregon"),
            ("New York Knicks", "Brooklyn Nets"),
            ("Los Angeles Lakers", "Los Angeles Clippers"),
        ],
    );
    are_not_one(&Sport::ICE_HOCKEY, &[("New York Rangers", "New York Islanders")]);
}

#[test]
fn persons_by_surname_and_initial() {
    are_one(
        &Sport::TENNIS,
        &[
            ("Federer R.", "Roger Federer"),
            ("R. Federer", "Roger Federer"),
            ("Federer, Roger", "Roger Federer"),
            ("Gambill J.M.", "Jan Michael Gambill"),
            ("Del Potro J.", "Juan Martin Del Potro"),
            ("Zhang Zh.", "Zhizhen Zhang"),
            ("Wu D.", "Di Wu"),
            ("Mahut N./Herbert P.H.", "Pierre-Hugues Herbert / Nicolas Mahut"),
        ],
    );
    are_not_one(
        &Sport::TENNIS,
        &[
            ("Alexander Zverev", "Mischa Zverev"),
            ("Murray A.", "Jamie Murray"),
            ("Murray A.", "Murray J."),
            ("Mahut N./Herbert P.H.", "Nicolas Mahut"),
            ("Williams S.", "Venus Williams"),
        ],
    );
    // "Simon G." is Gilles Simon, not Simon Greul.
    let roster = ["Simon Greul", "Gilles Simon"];
    let found = match_rosters(&Sport::TENNIS, &["Simon G."], &roster, &Aliases::default());
    assert_eq!(found[0].same(), Some(1));
}

#[test]
fn what_fits_two_is_asked() {
    let roster = ["Sheffield United", "Sheffield Wednesday"];
    let found = match_rosters(&Sport::FOOTBALL, &["Sheffield"], &roster, &Aliases::default());
    assert_eq!(found[0].verdict, Verdict::Unsure);
    assert!(!found[0].reasons.is_empty());
}

#[test]
fn aliases_win_and_a_refusal_wins_over_them() {
    let (ours, theirs) = (["Spurs"], ["Tottenham Hotspur", "San Antonio Spurs"]);
    let mut aliases = Aliases::default();
    aliases.add(&Sport::FOOTBALL, "Spurs", "Tottenham Hotspur");
    assert_eq!(match_rosters(&Sport::FOOTBALL, &ours, &theirs, &aliases)[0].same(), Some(0));
    // Another sport has aliases of its own.
    assert_eq!(match_rosters(&Sport::BASKETBALL, &ours, &theirs, &aliases)[0].same(), Some(1));

    aliases.refuse(&Sport::FOOTBALL, "Tottenham Hotspur", "Spurs");
    assert_ne!(match_rosters(&Sport::FOOTBALL, &ours, &theirs, &aliases)[0].same(), Some(0));
}

#[test]
fn hostile_names_are_names() {
    for name in ["", " ", "....", "///", "\u{0}", "B", "II", "Women", "ＦＣ", "🏀", "a/b/c", "ß"]
    {
        for sport in [Sport::FOOTBALL, Sport::TENNIS] {
            let decision = alone(&sport, name, "Manchester City");
            assert_ne!(decision.verdict, Verdict::Same, "{name:?}");
        }
    }
}
