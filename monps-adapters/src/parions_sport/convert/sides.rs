//! Who plays: which dash of `Red Star-Rodez` parts the sides.

use crate::kit::{Reason, name, short};
use crate::parions_sport::wire::Game;

/// The two sides of a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sides {
    pub(super) home: String,
    pub(super) away: String,
}

impl Sides {
    /// By the names that outcomes give; else by the only dash, or the only one that leaves a mark such
    /// as `(F)` on both sides.
    pub(super) fn of(game: &Game) -> Result<Self, Reason> {
        let label = game.label.trim();
        let (home, away) = told(game, label).or_else(|| parted(label)).ok_or_else(|| {
            format!("which dash parts the sides of {:?} is not said", short(label))
        })?;
        let (home, away) = (name("home", home)?, name("away", away)?);
        if home == away {
            return Err(format!("both sides are called {home:?}: which is which is not said"));
        }
        Ok(Self { home, away })
    }
}

/// The names of outcomes that are the whole label with a dash between them.
fn told<'a>(game: &Game, label: &'a str) -> Option<(&'a str, &'a str)> {
    let names: Vec<&str> = game
        .markets
        .iter()
        .flat_map(|market| &market.outcomes)
        .flat_map(|outcome| [outcome.team.as_deref(), Some(outcome.label.as_str())])
        .flatten()
        .map(str::trim)
        .collect();
    let is_named = |side: &str| names.contains(&side.trim());
    let mut found = splits(label).filter(|(home, away)| is_named(home) && is_named(away));
    found.next().filter(|_| found.next().is_none())
}

fn parted(label: &str) -> Option<(&str, &str)> {
    let all: Vec<(&str, &str)> = splits(label).collect();
    if let [only] = all[..] {
        return Some(only);
    }
    let is_marked = |side: &str| side.trim_end().ends_with(')');
    let mut marked = all.into_iter().filter(|(home, away)| is_marked(home) && is_marked(away));
    marked.next().filter(|_| marked.next().is_none())
}

/// The label parted at each of its dashes, with something on both sides.
fn splits(label: &str) -> impl Iterator<Item = (&str, &str)> {
    label
        .match_indices('-')
        .map(|(at, dash)| (label[..at].trim(), label[at + dash.len()..].trim()))
        .filter(|(home, away)| !home.is_empty() && !away.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(label: &str) -> Option<(&str, &str)> {
        parted(label)
    }

    #[test]
    fn the_dash_that_parts_is_found_or_nothing_is() {
        assert_eq!(sides("Red Star-Rodez"), Some(("Red Star", "Rodez")));
        assert_eq!(sides("Pays-Bas (F)-Suède (F)"), Some(("Pays-Bas (F)", "Suède (F)")));
        assert_eq!(sides("Sochaux-Bourg-en-Bresse"), None);
        assert_eq!(sides("Lyon"), None);
        assert_eq!(sides("-Lyon"), None);
    }
}
