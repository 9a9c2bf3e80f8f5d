//! What the source's words mean: bets, their outcomes, bookmakers.

use monps_core::catalog::{Line, MarketKind, Period, Selection};

use super::named;
use crate::kit::{Reason, short, slug};

/// Which question a bet asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) kind: MarketKind,
    pub(super) period: Period,
}

/// Reads the name of a bet.
///
/// Handicaps do not say whose line they give, and `Home/Away` does not say what a draw does: these and
/// all that is not known stay in the source's words.
pub(super) fn question(bet: &str) -> Question {
    let (kind, period) = match bet {
        "Match Winner" => (MarketKind::MatchOdds, Period::FullTime),
        "First Half Winner" => (MarketKind::MatchOdds, Period::FirstHalf),
        "Second Half Winner" => (MarketKind::MatchOdds, Period::SecondHalf),
        "Goals Over/Under" => (MarketKind::Total, Period::FullTime),
        "Goals Over/Under First Half" => (MarketKind::Total, Period::FirstHalf),
        "Goals Over/Under - Second Half" => (MarketKind::Total, Period::SecondHalf),
        "Total - Home" => (MarketKind::HomeTotal, Period::FullTime),
        "Total - Away" => (MarketKind::AwayTotal, Period::FullTime),
        "HT/FT Double" => (MarketKind::HalfTimeFullTime, Period::FullTime),
        "Both Teams Score" => (MarketKind::BothTeamsToScore, Period::FullTime),
        "Both Teams Score - First Half" => (MarketKind::BothTeamsToScore, Period::FirstHalf),
        "Both Teams To Score - Second Half" => (MarketKind::BothTeamsToScore, Period::SecondHalf),
        "Exact Score" => (MarketKind::CorrectScore(None), Period::FullTime),
        "Double Chance" => (MarketKind::DoubleChance, Period::FullTime),
        "Double Chance - First Half" => (MarketKind::DoubleChance, Period::FirstHalf),
        "Double Chance - Second Half" => (MarketKind::DoubleChance, Period::SecondHalf),
        "Odd/Even" => (MarketKind::OddEven, Period::FullTime),
        "Odd/Even - First Half" => (MarketKind::OddEven, Period::FirstHalf),
        other => {
            let word = slug(other).unwrap_or_else(|| "unnamed".to_owned());
            (MarketKind::Opaque(word), Period::FullTime)
        }
    };
    Question { kind, period }
}

/// Reads an outcome of a bet.
pub(super) fn answer(question: &Question, said: &str) -> Result<(Selection, Option<Line>), Reason> {
    let said = said.trim();
    let selection = match &question.kind {
        MarketKind::Total | MarketKind::HomeTotal | MarketKind::AwayTotal => {
            return over_under(said);
        }
        MarketKind::DoubleChance => match said {
            "Home/Draw" => Some(Selection::HomeOrDraw),
            "Home/Away" => Some(Selection::HomeOrAway),
            "Draw/Away" => Some(Selection::DrawOrAway),
            _ => None,
        },
        MarketKind::CorrectScore(_) | MarketKind::HalfTimeFullTime => Selection::from_slug(said),
        MarketKind::Opaque(_) => return Ok((named(said)?, None)),
        _ => match said {
            "Home" => Some(Selection::Home),
            "Draw" => Some(Selection::Draw),
            "Away" => Some(Selection::Away),
            "Yes" => Some(Selection::Yes),
            "No" => Some(Selection::No),
            "Odd" => Some(Selection::Odd),
            "Even" => Some(Selection::Even),
            _ => None,
        },
    };
    let known = selection.filter(|selection| question.kind.has(selection));
    let unknown =
        || format!("the outcome {:?} is no answer of the market {}", short(said), question.kind);
    known.map(|selection| (selection, None)).ok_or_else(unknown)
}

/// `Over 2.5`.
fn over_under(said: &str) -> Result<(Selection, Option<Line>), Reason> {
    let selection = match said.split_once(' ') {
        Some(("Over", line)) => Some((Selection::Over, line)),
        Some(("Under", line)) => Some((Selection::Under, line)),
        _ => None,
    };
    let (selection, line) = selection.ok_or_else(|| {
        format!("the outcome {:?} is not over or under a line such as 2.5", short(said))
    })?;
    let line: Line = line.parse().map_err(|error| format!("{error}"))?;
    if line < Line::from_quarters(0) {
        return Err(format!("{line} is no line of a total: goals are counted from 0"));
    }
    Ok((selection, Some(line)))
}

/// Bookmakers whose slug is not that of their name: it agrees with the keys of The Odds API where both
/// know the company.
const VENUES: [(&str, &str); 6] = [
    ("1xBet", "onexbet"),
    ("888Sport", "sport888"),
    ("Ladbrokes", "ladbrokes_uk"),
    ("Marathonbet", "marathon_bet"),
    ("NordicBet", "nordicbet"),
    ("William Hill", "williamhill"),
];

/// The slug of a bookmaker.
pub(super) fn venue_slug(title: &str) -> Option<String> {
    let known = VENUES.iter().find(|(name, _)| *name == title);
    known.map_or_else(|| slug(title), |(_, slug)| Some((*slug).to_owned()))
}

#[cfg(test)]
mod tests {
    use monps_core::catalog::VenueKey;

    use super::*;

    #[test]
    fn what_is_not_certain_stays_in_the_words_of_the_source() {
        for (bet, slug) in [
            ("Asian Handicap", "x-asian_handicap"),
            ("Handicap Result", "x-handicap_result"),
            ("Home/Away", "x-home_away"),
            ("Corners 1x2", "x-corners_1x2"),
            ("!!", "x-unnamed"),
        ] {
            let question = question(bet);
            assert_eq!(question.kind.slug(), slug);
            let (selection, line) = answer(&question, "Home -1").unwrap();
            assert_eq!((selection, line), (Selection::Named("Home -1".to_owned()), None));
        }
    }

    #[test]
    fn outcomes_fit_their_question() {
        let read = |bet, said| answer(&question(bet), said);
        let total = read("Goals Over/Under", "Under 2.5").unwrap();
        assert_eq!(total, (Selection::Under, Some(Line::from_quarters(10))));
        assert_eq!(read("HT/FT Double", "Home/Draw").unwrap().0.slug(), "home/draw");
        assert_eq!(read("Exact Score", "1:0").unwrap().0.slug(), "1-0");
        for (bet, said) in [
            ("Match Winner", "Over 2.5"),
            ("Match Winner", "home"),
            ("Goals Over/Under", "Over"),
            ("Goals Over/Under", "Over -1"),
            ("Goals Over/Under", "Over 2.3"),
            ("Exact Score", "Home"),
            ("Double Chance", "Home"),
        ] {
            assert!(read(bet, said).is_err(), "{bet} {said}");
        }
    }

    #[test]
    fn every_slug_is_one() {
        for (name, slug) in VENUES {
            assert!(slug.parse::<VenueKey>().is_ok());
            assert_eq!(venue_slug(name).unwrap(), slug);
        }
        assert_eq!(venue_slug("Bet365").unwrap(), "bet365");
    }
}
