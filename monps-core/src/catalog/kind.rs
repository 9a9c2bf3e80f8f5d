//! Which question a market asks.

use std::fmt;
use std::str::FromStr;

use super::listing;
use super::{Listed, Places, Selection};
use crate::error::catalog::CatalogError;

/// Which question a market asks.
///
/// | slug | selections | line | settled by |
/// |---|---|---|---|
/// | `1x2` | home, draw, away | | score |
/// | `winner` | home, away | | score or winner; level pushes |
/// | `draw_no_bet` | home, away | | score; level pushes |
/// | `double_chance` | two of three | | score |
/// | `total`, `home_total`, `away_total` | over, under | quarters | score |
/// | `asian_handicap` | home, away | quarters, of the home side | score |
/// | `european_handicap` | home, draw, away | whole, of the home side | score |
/// | `btts` | yes, no | | score |
/// | `odd_even` | odd, even (0 is even) | | score |
/// | `correct_score`, `correct_score_3` … | scores, any other | | score |
/// | `winning_margin`, `winning_margin_4` … | bands of margins, draw | | score |
/// | `half_time_full_time` | nine | | scores at half time and full time |
/// | `to_qualify` | home, away | | who went through |
/// | `outright`, `place_2` … | names | | where each finished |
/// | `x-…` | the source's own | any | a person or the venue |
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MarketKind {
    /// Home, draw or away: `1x2`.
    MatchOdds,
    /// Home or away where there is no draw: `winner`.
    Winner,
    /// Home or away, stake back on a draw: `draw_no_bet`.
    DrawNoBet,
    /// Two of the three results: `double_chance`.
    DoubleChance,
    /// Over or under a number of goals, points, games or sets: `total`.
    Total,
    /// The same of the home side alone: `home_total`.
    HomeTotal,
    /// The same of the away side alone: `away_total`.
    AwayTotal,
    /// The home side given a head start, possibly a quarter line: `asian_handicap`.
    AsianHandicap,
    /// The home side given a whole head start, with the draw after it as a third answer:
    /// `european_handicap`.
    EuropeanHandicap,
    /// Whether both score: `btts`.
    BothTeamsToScore,
    /// Whether the total is odd or even: `odd_even`.
    OddEven,
    /// The exact score: `correct_score`, or `correct_score_3` where the scores up to 3–3 are listed
    /// and the rest is "any other".
    CorrectScore(Option<Listed>),
    /// By how much a side wins: `winning_margin`, or `winning_margin_4` where 1, 2, 3 and "4 or
    /// more" are listed for each side beside the draw.
    WinningMargin(Option<Listed>),
    /// Who leads at half time and who at full time: `half_time_full_time`.
    HalfTimeFullTime,
    /// Who goes through, extra time, shoot-out and earlier legs included: `to_qualify`.
    ToQualify,
    /// Who wins a race or a competition, among named runners: `outright`.
    Outright,
    /// Whether a named runner finishes in the first so many: `place_3`.
    Place(Places),
    /// A question we do not understand, in the source's own word: never solved across.
    Opaque(String),
}

/// What must be known of an event to settle a market.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Needs {
    /// The score of its period; who wins is enough for some.
    Score,
    /// The score at half time and at full time.
    Halves,
    /// Who went through.
    Qualifier,
    /// Where the runner finished.
    Finish,
    /// Nobody here knows.
    Unknown,
}

const OPAQUE_PREFIX: &str = "x-";
const CORRECT_SCORE: &str = "correct_score";
const WINNING_MARGIN: &str = "winning_margin";
const PLACE_PREFIX: &str = "place_";

impl MarketKind {
    /// The slug; an opaque kind carries the prefix `x-`.
    #[must_use]
    pub fn slug(&self) -> String {
        let listed = |word: &str, listed: &Option<Listed>| match listed {
            Some(listed) => format!("{word}_{}", listed.get()),
            None => word.to_owned(),
        };
        match self {
            Self::MatchOdds => "1x2".to_owned(),
            Self::Winner => "winner".to_owned(),
            Self::DrawNoBet => "draw_no_bet".to_owned(),
            Self::DoubleChance => "double_chance".to_owned(),
            Self::Total => "total".to_owned(),
            Self::HomeTotal => "home_total".to_owned(),
            Self::AwayTotal => "away_total".to_owned(),
            Self::AsianHandicap => "asian_handicap".to_owned(),
            Self::EuropeanHandicap => "european_handicap".to_owned(),
            Self::BothTeamsToScore => "btts".to_owned(),
            Self::OddEven => "odd_even".to_owned(),
            Self::CorrectScore(up_to) => listed(CORRECT_SCORE, up_to),
            Self::WinningMargin(up_to) => listed(WINNING_MARGIN, up_to),
            Self::HalfTimeFullTime => "half_time_full_time".to_owned(),
            Self::ToQualify => "to_qualify".to_owned(),
            Self::Outright => "outright".to_owned(),
            Self::Place(places) => format!("{PLACE_PREFIX}{}", places.get()),
            Self::Opaque(word) => format!("{OPAQUE_PREFIX}{word}"),
        }
    }

    /// The complete set of selections, in the order people list them.
    ///
    /// Empty where the kind alone does not tell: exact scores and margins without a list, runners
    /// (known to the event), and opaque kinds (known to their source).
    #[must_use]
    pub fn selections(&self) -> &'static [Selection] {
        match self {
            Self::MatchOdds | Self::EuropeanHandicap => {
                &[Selection::Home, Selection::Draw, Selection::Away]
            }
            Self::Winner | Self::DrawNoBet | Self::AsianHandicap | Self::ToQualify => {
                &[Selection::Home, Selection::Away]
            }
            Self::DoubleChance => {
                &[Selection::HomeOrDraw, Selection::HomeOrAway, Selection::DrawOrAway]
            }
            Self::Total | Self::HomeTotal | Self::AwayTotal => &[Selection::Over, Selection::Under],
            Self::BothTeamsToScore => &[Selection::Yes, Selection::No],
            Self::OddEven => &[Selection::Odd, Selection::Even],
            Self::HalfTimeFullTime => &listing::HALF_TIME_FULL_TIME,
            Self::CorrectScore(Some(up_to)) => listing::correct_scores(*up_to),
            Self::WinningMargin(Some(up_to)) => listing::winning_margins(*up_to),
            Self::CorrectScore(None)
            | Self::WinningMargin(None)
            | Self::Outright
            | Self::Place(_)
            | Self::Opaque(_) => &[],
        }
    }

    /// Whether a selection can be an answer here.
    #[must_use]
    pub fn has(&self, selection: &Selection) -> bool {
        match self {
            Self::Opaque(_) => true,
            Self::Outright | Self::Place(_) => matches!(selection, Selection::Named(_)),
            Self::CorrectScore(None) => matches!(selection, Selection::Score(_)),
            // "Any other" means nothing beside a score that is not on the list, so none is taken.
            Self::CorrectScore(Some(_)) => {
                *selection == Selection::AnyOther || self.selections().contains(selection)
            }
            // Bands of margins mean the same whatever else is listed.
            Self::WinningMargin(_) => matches!(selection, Selection::WinBy(_) | Selection::Draw),
            _ => self.selections().contains(selection),
        }
    }

    /// Whether this kind of market has a line. An opaque one may.
    #[must_use]
    pub const fn wants_line(&self) -> bool {
        matches!(
            self,
            Self::Total
                | Self::HomeTotal
                | Self::AwayTotal
                | Self::AsianHandicap
                | Self::EuropeanHandicap
        )
    }

    /// Whether selections are names that only the event or the source knows.
    #[must_use]
    pub const fn takes_names(&self) -> bool {
        matches!(self, Self::Outright | Self::Place(_) | Self::Opaque(_))
    }

    /// Whether exactly one of [`selections`](Self::selections) wins, so that Σ 1/price below 1 is an
    /// arbitrage.
    ///
    /// Holds too where a push pays every stake back (draw no bet, whole handicap lines) and where
    /// quarter lines halve both sides alike. Double chance has two winners; where the list of
    /// selections is not known, neither is that it is complete.
    #[must_use]
    pub const fn is_partition(&self) -> bool {
        !matches!(
            self,
            Self::DoubleChance
                | Self::CorrectScore(None)
                | Self::WinningMargin(None)
                | Self::Outright
                | Self::Place(_)
                | Self::Opaque(_)
        )
    }

    /// What must be known of the event to settle it.
    #[must_use]
    pub const fn needs(&self) -> Needs {
        match self {
            Self::HalfTimeFullTime => Needs::Halves,
            Self::ToQualify => Needs::Qualifier,
            Self::Outright | Self::Place(_) => Needs::Finish,
            Self::Opaque(_) => Needs::Unknown,
            _ => Needs::Score,
        }
    }
}

impl FromStr for MarketKind {
    type Err = CatalogError;

    /// Reads a slug; the words of the documented API (`h2h`, `spreads`, `totals`) are understood.
    ///
    /// A word nobody knows is an opaque kind, and so is a known stem with a number out of range.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "1x2" | "h2h" | "match_odds" | "h2h_3_way" => Self::MatchOdds,
            "winner" | "h2h_2_way" | "moneyline" => Self::Winner,
            "draw_no_bet" | "dnb" => Self::DrawNoBet,
            "double_chance" => Self::DoubleChance,
            "total" | "totals" | "over_under" => Self::Total,
            "home_total" => Self::HomeTotal,
            "away_total" => Self::AwayTotal,
            "asian_handicap" | "spreads" | "handicap" => Self::AsianHandicap,
            "european_handicap" | "three_way_handicap" | "handicap_3_way" => Self::EuropeanHandicap,
            "btts" | "both_teams_to_score" => Self::BothTeamsToScore,
            "odd_even" => Self::OddEven,
            CORRECT_SCORE => Self::CorrectScore(None),
            WINNING_MARGIN => Self::WinningMargin(None),
            "half_time_full_time" | "ht_ft" => Self::HalfTimeFullTime,
            "to_qualify" => Self::ToQualify,
            "outright" | "outrights" => Self::Outright,
            other => match numbered(other) {
                Some(kind) => kind,
                None => {
                    let word = other.strip_prefix(OPAQUE_PREFIX).unwrap_or(other);
                    super::check_slug(word, "market kind", 64)?;
                    Self::Opaque(word.to_owned())
                }
            },
        })
    }
}

/// The kinds whose slug ends in a number, as it is printed: no sign, no leading zero.
fn numbered(text: &str) -> Option<MarketKind> {
    let (stem, number) = text.rsplit_once('_')?;
    let value: u8 = number.parse().ok()?;
    if value.to_string() != number {
        return None;
    }
    match stem {
        CORRECT_SCORE => Some(MarketKind::CorrectScore(Some(Listed::new(value).ok()?))),
        WINNING_MARGIN => Some(MarketKind::WinningMargin(Some(Listed::new(value).ok()?))),
        "place" => Some(MarketKind::Place(Places::new(value).ok()?)),
        _ => None,
    }
}

impl fmt::Display for MarketKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.slug())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_kind() -> Vec<MarketKind> {
        let listed = (1..=9).map(|n| Some(Listed::new(n).unwrap())).chain([None]);
        let mut kinds = vec![
            MarketKind::MatchOdds,
            MarketKind::Winner,
            MarketKind::DrawNoBet,
            MarketKind::DoubleChance,
            MarketKind::Total,
            MarketKind::HomeTotal,
            MarketKind::AwayTotal,
            MarketKind::AsianHandicap,
            MarketKind::EuropeanHandicap,
            MarketKind::BothTeamsToScore,
            MarketKind::OddEven,
            MarketKind::HalfTimeFullTime,
            MarketKind::ToQualify,
            MarketKind::Outright,
            MarketKind::Opaque("corners".to_owned()),
        ];
        for up_to in listed {
            kinds.push(MarketKind::CorrectScore(up_to));
            kinds.push(MarketKind::WinningMargin(up_to));
        }
        kinds.extend((2..=20).map(|n| MarketKind::Place(Places::new(n).unwrap())));
        kinds
    }

    #[test]
    fn slugs_are_read_back() {
        for kind in every_kind() {
            assert_eq!(kind.slug().parse(), Ok(kind));
        }
    }

    #[test]
    fn a_number_out_of_range_stays_opaque() {
        for word in ["correct_score_0", "correct_score_10", "place_1", "place_03", "place_999"] {
            assert_eq!(word.parse(), Ok(MarketKind::Opaque(word.to_owned())), "{word}");
        }
        let opaque = MarketKind::Opaque("correct_score".to_owned());
        assert_eq!(opaque.slug().parse(), Ok(opaque));
    }

    #[test]
    fn selections_are_answers_and_are_read_back() {
        for kind in every_kind() {
            for selection in kind.selections() {
                assert!(kind.has(selection), "{kind} {selection}");
                assert_eq!(Selection::from_slug(&selection.slug()).as_ref(), Some(selection));
            }
            assert!(!kind.is_partition() || !kind.selections().is_empty(), "{kind}");
        }
    }

    #[test]
    fn lists_are_as_long_as_people_print_them() {
        let up_to = |n| Some(Listed::new(n).unwrap());
        // Four by four scores, and any other for each result.
        assert_eq!(MarketKind::CorrectScore(up_to(3)).selections().len(), 19);
        assert_eq!(MarketKind::WinningMargin(up_to(4)).selections().len(), 9);
        assert_eq!(MarketKind::HalfTimeFullTime.selections().len(), 9);
    }
}
