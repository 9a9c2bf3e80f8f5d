//! From the words of a slip to a market and a selection.
//!
//! `h2h` and `PSG` become a market of ours where that is beyond doubt. Whatever else is written stays
//! as it is, as a selection of an opaque market: recorded and shown, and settled only by a person.

use monps_core::catalog::{Line, MarketKey, MarketKind, Selection, Sport, fold_name};
use monps_core::error::catalog::CatalogError;
use rust_decimal::Decimal;

use super::super::by_hand::slug;

/// What a slip says of one selection.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Wording<'a> {
    pub(in crate::app) market_type: Option<&'a str>,
    pub(in crate::app) outcome: &'a str,
    /// The number of a total or handicap, seen from the selection.
    pub(in crate::app) point: Option<Decimal>,
    pub(in crate::app) sport: &'a Sport,
    pub(in crate::app) home: &'a str,
    pub(in crate::app) away: &'a str,
}

/// Sports that are not drawn.
const WITHOUT_DRAW: [Sport; 4] =
    [Sport::TENNIS, Sport::BASKETBALL, Sport::BASEBALL, Sport::AMERICAN_FOOTBALL];

impl Wording<'_> {
    /// The market and the selection in it.
    ///
    /// # Errors
    /// [`CatalogError`] when the outcome is not printable or too long to be a name.
    pub(in crate::app) fn read(&self) -> Result<(MarketKey, Selection), CatalogError> {
        let word = self.market_type.unwrap_or("h2h");
        match self.understood(word) {
            Some(found) => Ok(found),
            None => self.opaque(word),
        }
    }

    /// Whether a word names a market that is understood.
    pub(in crate::app) fn is_market(word: &str) -> bool {
        market_kind(word).is_some()
    }

    fn understood(&self, word: &str) -> Option<(MarketKey, Selection)> {
        let (kind, market_line) = market_kind(word)?;
        // In "Over 2.5" the number is the line; in "1" it is the selection.
        let (name, outcome_line) =
            if kind.wants_line() { split_line(self.outcome) } else { (self.outcome, None) };
        let selection =
            if kind.takes_names() { Selection::named(name).ok()? } else { self.selection(name)? };
        let kind = self.without_draw(kind, &selection);
        let line = if kind.wants_line() {
            let said = match self.point {
                Some(point) => Line::new(point).ok()?,
                None => outcome_line.or(market_line)?,
            };
            // The line of a handicap market is that of the home side.
            let is_handicap =
                matches!(kind, MarketKind::AsianHandicap | MarketKind::EuropeanHandicap);
            let mirrored = is_handicap && selection == Selection::Away;
            Some(if mirrored { said.mirrored() } else { said })
        } else {
            None
        };
        let key = MarketKey::full_time(kind, line).ok()?;
        key.kind.has(&selection).then_some((key, selection))
    }

    fn without_draw(&self, kind: MarketKind, selection: &Selection) -> MarketKind {
        let is_side = matches!(selection, Selection::Home | Selection::Away);
        if kind == MarketKind::MatchOdds && is_side && WITHOUT_DRAW.contains(self.sport) {
            MarketKind::Winner
        } else {
            kind
        }
    }

    /// A fixed selection by its slug or sign, or the name of one of the sides.
    fn selection(&self, name: &str) -> Option<Selection> {
        let words = name.trim().to_lowercase().replace(' ', "_");
        if let Some(selection) = Selection::from_slug(&words) {
            return Some(selection);
        }
        if matches!(words.as_str(), "match_nul" | "the_draw" | "tie") {
            return Some(Selection::Draw);
        }
        let folded = fold_name(name);
        let is = |side: &str| !side.is_empty() && fold_name(side) == folded;
        match (is(self.home), is(self.away)) {
            (true, false) => Some(Selection::Home),
            (false, true) => Some(Selection::Away),
            _ => None,
        }
    }

    fn opaque(&self, word: &str) -> Result<(MarketKey, Selection), CatalogError> {
        let word = match slug(word) {
            empty if empty.is_empty() => "other".to_owned(),
            mut word => {
                word.truncate(60);
                word
            }
        };
        let key = MarketKey::full_time(MarketKind::Opaque(word), None)?;
        let selection = key.selection(self.outcome)?;
        Ok((key, selection))
    }
}

/// A market that is understood, and the line that its word ends with: the number in `place 3` is part
/// of the kind, that in `total 2.5` is the line.
fn market_kind(word: &str) -> Option<(MarketKind, Option<Line>)> {
    let known = |word: &str| {
        let kind: MarketKind = slug(word).parse().ok()?;
        (!matches!(kind, MarketKind::Opaque(_))).then_some(kind)
    };
    known(word).map(|kind| (kind, None)).or_else(|| {
        let (word, line) = split_line(word);
        known(word).map(|kind| (kind, line))
    })
}

/// A text and the line that it ends with: `Over 2.5`, `PSG -1,25`.
fn split_line(text: &str) -> (&str, Option<Line>) {
    let Some((name, last)) = text.trim().rsplit_once([' ', '_']) else {
        return (text, None);
    };
    let number = last.strip_prefix('+').unwrap_or(last).replace(',', ".");
    match number.parse::<Line>() {
        Ok(line) => (name, Some(line)),
        Err(_) => (text, None),
    }
}

/// The two sides that a name like `PSG - OM` or `PSG vs OM` consists of.
pub(in crate::app) fn sides_of(match_id: &str) -> Option<(&str, &str)> {
    [" - ", " – ", " vs. ", " vs ", " v ", " contre "]
        .into_iter()
        .find_map(|between| match_id.split_once(between))
        .map(|(home, away)| (home.trim(), away.trim()))
        .filter(|(home, away)| !home.is_empty() && !away.is_empty())
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn read(market_type: Option<&str>, outcome: &str, point: Option<Decimal>) -> String {
        let wording = Wording {
            market_type,
            outcome,
            point,
            sport: &Sport::FOOTBALL,
            home: "Paris Saint-Germain",
            away: "Olympique de Marseille",
        };
        let (market, selection) = wording.read().unwrap();
        format!("{market}: {selection}")
    }

    #[test]
    fn what_is_beyond_doubt_is_understood() {
        for (market_type, outcome, expected) in [
            (None, "1", "1x2: home"),
            (None, "N", "1x2: draw"),
            (Some("h2h"), "paris saint germain", "1x2: home"),
            (Some("h2h"), "Olympique de Marseille", "1x2: away"),
            (Some("1X2"), "Draw", "1x2: draw"),
            (Some("totals"), "Over 2.5", "total 2.5: over"),
            (Some("Totals 2,5"), "under", "total 2.5: under"),
            (Some("spreads"), "Paris Saint-Germain -0.25", "asian_handicap -0.25: home"),
            (Some("spreads"), "Olympique de Marseille +0.25", "asian_handicap -0.25: away"),
            (Some("btts"), "Yes", "btts: yes"),
            (Some("double_chance"), "1N", "double_chance: home_or_draw"),
            (Some("double_chance"), "Home or Away", "double_chance: home_or_away"),
            (Some("European handicap"), "Olympique de Marseille +1", "european_handicap -1: away"),
            (Some("Correct score"), "2:1", "correct_score: 2-1"),
            (Some("correct_score_3"), "any other home", "correct_score_3: any_other_home"),
            (Some("ht_ft"), "1/N", "half_time_full_time: home/draw"),
            (Some("Home total 1.5"), "Over", "home_total 1.5: over"),
            (Some("Outright"), "Arsenal", "outright: Arsenal"),
            (Some("place 3"), "Red Rum", "place_3: Red Rum"),
        ] {
            assert_eq!(read(market_type, outcome, None), expected, "{market_type:?} {outcome}");
        }
        assert_eq!(read(Some("totals"), "Over", Some(dec!(3.25))), "total 3.25: over");
    }

    #[test]
    fn anything_else_stays_as_it_is() {
        for (market_type, outcome, expected) in [
            (Some("totals"), "Over", "x-totals: over"),
            (Some("h2h"), "Monaco", "x-h2h: Monaco"),
            (Some("Buteur"), "Mbappé", "x-buteur: Mbappé"),
            (Some("totals"), "Over 2.3", "x-totals: Over 2.3"),
            (Some("!?"), "1", "x-other: home"),
        ] {
            assert_eq!(read(market_type, outcome, None), expected, "{market_type:?} {outcome}");
        }
    }

    #[test]
    fn a_sport_without_draws_has_two_sides() {
        let wording = Wording {
            market_type: None,
            outcome: "Gasquet",
            point: None,
            sport: &Sport::TENNIS,
            home: "Gasquet",
            away: "Monfils",
        };
        let (market, selection) = wording.read().unwrap();
        assert_eq!((market.kind, selection), (MarketKind::Winner, Selection::Home));
    }

    #[test]
    fn names_of_matches_have_two_sides() {
        assert_eq!(sides_of("PSG - OM"), Some(("PSG", "OM")));
        assert_eq!(sides_of("Saint-Étienne vs Lyon"), Some(("Saint-Étienne", "Lyon")));
        assert_eq!(sides_of("m-123"), None);
        assert_eq!(sides_of(" - OM"), None);
    }
}
