//! What is known about names beyond their spelling: which are one side, and which are not.

use std::collections::{BTreeMap, BTreeSet};

use super::name::{Name, NameKind};
use crate::catalog::Sport;

/// Pairs of names that are one side, and pairs that are not: learnt from contests or said by a person.
///
/// Names are kept folded, by sport. "Same" goes on from name to name; "different" is about one pair,
/// and wins where both are said. To take an answer back, build the aliases from the answers that are
/// left: the order in which they are added does not matter.
///
/// ```
/// use monps_core::catalog::{Sport, matching::Aliases};
///
/// let mut aliases = Aliases::default();
/// aliases.add(&Sport::FOOTBALL, "Wolves", "Wolverhampton Wanderers");
/// aliases.add(&Sport::FOOTBALL, "Wolves", "WOL");
/// assert!(aliases.is_same(&Sport::FOOTBALL, "Wol", "Wolverhampton Wanderers FC"));
/// assert!(!aliases.is_same(&Sport::BASKETBALL, "Wolves", "WOL"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    /// Each name's group: the first of its names in alphabetical order.
    groups: BTreeMap<(Sport, String), String>,
    refused: BTreeSet<(Sport, String, String)>,
}

impl Aliases {
    /// Says that two names of a sport are one side.
    pub fn add(&mut self, sport: &Sport, a: &str, b: &str) {
        let kind = NameKind::of(sport);
        let (a, b) = (Name::read(kind, a).folded, Name::read(kind, b).folded);
        let groups = [self.group(sport, &a).to_owned(), self.group(sport, &b).to_owned()];
        let first = groups.iter().min().cloned().unwrap_or_default();
        for ((of, _), group) in &mut self.groups {
            if of == sport && groups.contains(group) {
                group.clone_from(&first);
            }
        }
        for name in [a, b] {
            self.groups.insert((sport.clone(), name), first.clone());
        }
    }

    /// Says that two names of a sport are not one side.
    pub fn refuse(&mut self, sport: &Sport, a: &str, b: &str) {
        let kind = NameKind::of(sport);
        let (a, b) = (Name::read(kind, a).folded, Name::read(kind, b).folded);
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        self.refused.insert((sport.clone(), a, b));
    }

    /// Whether two names are known as one side.
    #[must_use]
    pub fn is_same(&self, sport: &Sport, a: &str, b: &str) -> bool {
        let kind = NameKind::of(sport);
        let (a, b) = (Name::read(kind, a), Name::read(kind, b));
        self.says(sport, &a, &b) == Some(true)
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.refused.is_empty()
    }

    /// The group that a folded name belongs to, or itself.
    pub(super) fn group<'a>(&'a self, sport: &Sport, folded: &'a str) -> &'a str {
        self.groups.get(&(sport.clone(), folded.to_owned())).map_or(folded, String::as_str)
    }

    /// What is known about two names: one side, two sides, or nothing.
    pub(super) fn says(&self, sport: &Sport, a: &Name, b: &Name) -> Option<bool> {
        if self.is_empty() {
            return None;
        }
        let (low, high) = (a.folded.as_str().min(&b.folded), a.folded.as_str().max(&b.folded));
        if self.refused.contains(&(sport.clone(), low.to_owned(), high.to_owned())) {
            return Some(false);
        }
        let known = |name: &Name| self.groups.get(&(sport.clone(), name.folded.clone()));
        (known(a).is_some() && known(a) == known(b)).then_some(true)
    }
}
