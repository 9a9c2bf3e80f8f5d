//! Markets: which question, about which part of the event, with which line.

use std::fmt;
use std::str::FromStr;

use super::{Line, Selection};
use crate::error::catalog::CatalogError;

/// Which question a market asks.
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
    /// Over or under a number of goals or points: `total`.
    Total,
    /// The home side given a head start, possibly a quarter line: `asian_handicap`.
    AsianHandicap,
    /// Whether both score: `btts`.
    BothTeamsToScore,
    /// A question we do not understand, in the source's own word: never solved across.
    Opaque(String),
}

const OPAQUE_PREFIX: &str = "x-";

impl MarketKind {
    /// The slug; an opaque kind carries the prefix `x-`.
    #[must_use]
    pub fn slug(&self) -> String {
        match self {
            Self::MatchOdds => "1x2".to_owned(),
            Self::Winner => "winner".to_owned(),
            Self::DrawNoBet => "draw_no_bet".to_owned(),
            Self::DoubleChance => "double_chance".to_owned(),
            Self::Total => "total".to_owned(),
            Self::AsianHandicap => "asian_handicap".to_owned(),
            Self::BothTeamsToScore => "btts".to_owned(),
            Self::Opaque(word) => format!("{OPAQUE_PREFIX}{word}"),
        }
    }

    /// The complete set of selections, in the order people list them; empty for an opaque kind,
    /// whose selections only its source knows.
    #[must_use]
    pub const fn selections(&self) -> &'static [Selection] {
        match self {
            Self::MatchOdds => &[Selection::Home, Selection::Draw, Selection::Away],
            Self::Winner | Self::DrawNoBet | Self::AsianHandicap => {
                &[Selection::Home, Selection::Away]
            }
            Self::DoubleChance => {
                &[Selection::HomeOrDraw, Selection::HomeOrAway, Selection::DrawOrAway]
            }
            Self::Total => &[Selection::Over, Selection::Under],
            Self::BothTeamsToScore => &[Selection::Yes, Selection::No],
            Self::Opaque(_) => &[],
        }
    }

    /// Whether a selection can be an answer here.
    #[must_use]
    pub fn has(&self, selection: &Selection) -> bool {
        matches!(self, Self::Opaque(_)) || self.selections().contains(selection)
    }

    /// Whether this kind of market has a line. An opaque one may.
    #[must_use]
    pub const fn wants_line(&self) -> bool {
        matches!(self, Self::Total | Self::AsianHandicap)
    }

    /// Whether exactly one selection wins, so that Σ 1/price below 1 is an arbitrage.
    ///
    /// Holds too where a push pays every stake back (draw no bet, whole handicap lines) and where
    /// quarter lines halve both sides alike. Double chance has two winners; an opaque market is not
    /// known to be complete.
    #[must_use]
    pub const fn is_partition(&self) -> bool {
        !matches!(self, Self::DoubleChance | Self::Opaque(_))
    }
}

impl FromStr for MarketKind {
    type Err = CatalogError;

    /// Reads a slug; the words of the documented API (`h2h`, `spreads`, `totals`) are understood.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "1x2" | "h2h" | "match_odds" | "h2h_3_way" => Self::MatchOdds,
            "winner" | "h2h_2_way" | "moneyline" => Self::Winner,
            "draw_no_bet" | "dnb" => Self::DrawNoBet,
            "double_chance" => Self::DoubleChance,
            "total" | "totals" | "over_under" => Self::Total,
            "asian_handicap" | "spreads" | "handicap" => Self::AsianHandicap,
            "btts" | "both_teams_to_score" => Self::BothTeamsToScore,
            other => {
                let word = other.strip_prefix(OPAQUE_PREFIX).unwrap_or(other);
                super::check_slug(word, "market kind", 64)?;
                Self::Opaque(word.to_owned())
            }
        })
    }
}

impl fmt::Display for MarketKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.slug())
    }
}

/// Which part of the event counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Period {
    /// Regular time with stoppage: 90 minutes in football. In sports without a draw, the whole match.
    FullTime,
    /// The first half.
    FirstHalf,
    /// The second half alone.
    SecondHalf,
    /// Regular time and overtime or extra time.
    WithOvertime,
}

impl Period {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FullTime => "full_time",
            Self::FirstHalf => "first_half",
            Self::SecondHalf => "second_half",
            Self::WithOvertime => "with_overtime",
        }
    }
}

impl FromStr for Period {
    type Err = CatalogError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::FullTime, Self::FirstHalf, Self::SecondHalf, Self::WithOvertime]
            .into_iter()
            .find(|period| period.as_str() == text)
            .ok_or_else(|| CatalogError::NotASlug {
                what: "period (full_time, first_half, second_half or with_overtime)",
                text: text.to_owned(),
                most: 16,
            })
    }
}

/// A question about an event: kind, period and line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarketKey {
    /// Which question.
    pub kind: MarketKind,
    /// About which part.
    pub period: Period,
    /// With which number, for totals and handicaps.
    pub line: Option<Line>,
}

impl MarketKey {
    /// A market of a period.
    ///
    /// # Errors
    /// [`CatalogError::LineMismatch`] when a line is missing or out of place.
    pub fn new(kind: MarketKind, period: Period, line: Option<Line>) -> Result<Self, CatalogError> {
        let fits = matches!(kind, MarketKind::Opaque(_)) || kind.wants_line() == line.is_some();
        if fits {
            Ok(Self { kind, period, line })
        } else {
            let wants_line = kind.wants_line();
            Err(CatalogError::LineMismatch { market: kind.slug(), wants_line })
        }
    }

    /// A market of full time.
    ///
    /// # Errors
    /// As [`MarketKey::new`].
    pub fn full_time(kind: MarketKind, line: Option<Line>) -> Result<Self, CatalogError> {
        Self::new(kind, Period::FullTime, line)
    }

    /// Reads a selection of this market.
    ///
    /// # Errors
    /// [`CatalogError::NoSuchSelection`] naming those it has.
    pub fn selection(&self, text: &str) -> Result<Selection, CatalogError> {
        let selection = Selection::from_slug(text);
        match selection {
            Some(selection) if self.kind.has(&selection) => Ok(selection),
            _ if matches!(self.kind, MarketKind::Opaque(_)) => Selection::named(text),
            _ => Err(CatalogError::NoSuchSelection {
                market: self.kind.slug(),
                selection: text.to_owned(),
                known: self
                    .kind
                    .selections()
                    .iter()
                    .map(Selection::to_string)
                    .collect::<Vec<_>>()
                    .join(", "),
            }),
        }
    }
}

impl fmt::Display for MarketKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)?;
        if let Some(line) = self.line {
            write!(f, " {line}")?;
        }
        if self.period != Period::FullTime {
            write!(f, " ({})", self.period.as_str())?;
        }
        Ok(())
    }
}
