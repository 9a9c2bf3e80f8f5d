//! Markets: which question, about which part of the event, with which line.

use std::fmt;

use super::{Line, MarketKind, Period, Selection};
use crate::error::catalog::CatalogError;

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
    /// [`CatalogError::LineMismatch`] when a line is missing or out of place,
    /// [`CatalogError::NotAWholeLine`] for a European handicap between two goals, and
    /// [`CatalogError::WholeEventOnly`] where the question is about more than one period.
    pub fn new(kind: MarketKind, period: Period, line: Option<Line>) -> Result<Self, CatalogError> {
        if !matches!(kind, MarketKind::Opaque(_)) && kind.wants_line() != line.is_some() {
            let wants_line = kind.wants_line();
            return Err(CatalogError::LineMismatch { market: kind.slug(), wants_line });
        }
        if let (MarketKind::EuropeanHandicap, Some(line)) = (&kind, line)
            && !line.is_whole()
        {
            return Err(CatalogError::NotAWholeLine { market: kind.slug(), line });
        }
        let is_whole_event = matches!(
            kind,
            MarketKind::HalfTimeFullTime
                | MarketKind::ToQualify
                | MarketKind::Outright
                | MarketKind::Place(_)
        );
        if is_whole_event && period != Period::FullTime {
            let given = period.as_str();
            return Err(CatalogError::WholeEventOnly { market: kind.slug(), given });
        }
        Ok(Self { kind, period, line })
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
            _ if self.kind.takes_names() => Selection::named(text),
            _ => Err(CatalogError::NoSuchSelection {
                market: self.kind.slug(),
                selection: text.to_owned(),
                known: self.known_selections(),
            }),
        }
    }

    fn known_selections(&self) -> String {
        match &self.kind {
            MarketKind::CorrectScore(None) => "exact scores such as 2-1".to_owned(),
            MarketKind::WinningMargin(None) => {
                "draw, and margins such as home_by_1, home_by_3_plus, away_by_1_to_6".to_owned()
            }
            kind => {
                kind.selections().iter().map(Selection::to_string).collect::<Vec<_>>().join(", ")
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_fits_its_kind() {
        let line = |quarters| Some(Line::from_quarters(quarters));
        let european = |line| MarketKey::full_time(MarketKind::EuropeanHandicap, line);
        assert!(european(line(-4)).is_ok());
        assert!(matches!(european(line(-2)), Err(CatalogError::NotAWholeLine { .. })));
        assert!(matches!(european(None), Err(CatalogError::LineMismatch { .. })));
        let qualify = |period| MarketKey::new(MarketKind::ToQualify, period, None);
        assert!(qualify(Period::FullTime).is_ok());
        let refused = qualify(Period::FirstHalf).unwrap_err().to_string();
        assert_eq!(
            refused,
            "a to_qualify market is about the whole event, not first_half: use full_time"
        );
    }

    #[test]
    fn runners_are_named_and_scores_are_scores() {
        let outright = MarketKey::full_time(MarketKind::Outright, None).unwrap();
        assert_eq!(outright.selection("1").unwrap(), Selection::Named("1".to_owned()));
        let scores = MarketKey::full_time(MarketKind::CorrectScore(None), None).unwrap();
        assert!(matches!(scores.selection("2-1"), Ok(Selection::Score(_))));
        let refused = scores.selection("any_other_home").unwrap_err().to_string();
        assert!(refused.ends_with("it has exact scores such as 2-1"), "{refused}");
    }
}
