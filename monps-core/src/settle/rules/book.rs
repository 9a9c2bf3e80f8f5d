//! Many sets of rules, and the rules for one bet.

use std::mem::discriminant;

use super::{AppliesTo, RuleSet, Rules};
use crate::catalog::{MarketKind, Sport, VenueKey};
use crate::error::rules::RulesError;
use crate::time::NaiveDate;

/// The most sets of one book.
pub const SETS_MAX: usize = 10_000;

macro_rules! builtin {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../../rules/sets/", $name)))),*]
    };
}

/// The sets that come with the library.
const BUILTIN: [(&str, &str); 8] = builtin! {
    "common.toml"
    "fdj-point-de-vente.toml"
    "football-regular-time.toml"
    "tennis-ball-served.toml"
    "tennis-match-completed.toml"
    "tennis-one-set.toml"
    "tennis-two-sets.toml"
    "us-sports-with-overtime.toml"
};

/// For what rules are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Where the bet was placed.
    pub venue: &'a VenueKey,
    /// The sport of its event.
    pub sport: &'a Sport,
    /// Its market.
    pub market: &'a MarketKind,
    /// The day whose rules count: that on which the bet was struck.
    pub day: NaiveDate,
    /// Sets by name that are asked before all others, the first of them first.
    pub first: &'a [String],
    /// Sets by name that are asked where no other says anything.
    pub last: &'a [String],
}

/// Rules, and where they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppliedRules {
    /// The rules.
    pub rules: Rules,
    /// The sets that had something to say, by name and version, in the order they were asked.
    pub sets: Vec<(String, u32)>,
}

/// Sets of rules that do not contradict one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleBook {
    sets: Vec<RuleSet>,
}

impl RuleBook {
    /// A book without sets.
    #[must_use]
    pub const fn empty() -> Self {
        Self { sets: Vec::new() }
    }

    /// The sets that come with the library: what all venues share, the shop counter of FDJ, and those
    /// that are for no venue until they are named: four tennis rules and `common`, what most do.
    ///
    /// # Errors
    /// [`RulesError`], were one of those files wrong; a test sees to it that none is.
    pub fn builtin() -> Result<Self, RulesError> {
        BUILTIN.into_iter().try_fold(Self::empty(), |book, (file, text)| book.with(file, text))
    }

    /// The book with one more file; `file` is only for what is said about it.
    ///
    /// # Errors
    /// [`RulesError`] when the file is wrong, or contradicts a set that is as particular as it.
    pub fn with(mut self, file: &str, text: &str) -> Result<Self, RulesError> {
        let set = RuleSet::parse(file, text)?;
        if self.sets.len() >= SETS_MAX {
            return Err(RulesError::TooMany { file: file.to_owned(), most: SETS_MAX });
        }
        for other in &self.sets {
            if let Some(aspect) = contradiction(&set, other) {
                let (name, other) = (set.name.clone(), other.name.clone());
                return Err(RulesError::Conflict { file: file.to_owned(), name, other, aspect });
            }
        }
        self.sets.push(set);
        Ok(self)
    }

    /// The sets, in the order they were added.
    #[must_use]
    pub fn sets(&self) -> &[RuleSet] {
        &self.sets
    }

    /// The set of a name that holds on a day.
    #[must_use]
    pub fn named(&self, name: &str, day: NaiveDate) -> Option<&RuleSet> {
        self.sets.iter().find(|set| set.name == name && set.holds_on(day))
    }

    /// The rules for a market at a venue on a day: of each aspect those of the most particular set,
    /// which is one that names the venue before one that names the sport before one that names the
    /// market.
    #[must_use]
    pub fn rules(
        &self,
        venue: &VenueKey,
        sport: &Sport,
        market: &MarketKind,
        day: NaiveDate,
    ) -> Rules {
        let asked = Asked { venue, sport, market, day, first: &[], last: &[] };
        self.applied(&asked).rules
    }

    /// The same with the sets that were asked, and with sets asked by name: some before all others,
    /// because a person said that the venue keeps to them, and some after all others.
    ///
    /// A named set is asked for the sports and markets that it is for, on the days when it holds.
    #[must_use]
    pub fn applied(&self, asked: &Asked<'_>) -> AppliedRules {
        let holds = |set: &&RuleSet| {
            set.holds_on(asked.day)
                && includes(set.applies_to.sports.as_ref(), |known| known == asked.sport)
                && includes(set.applies_to.markets.as_ref(), |known| same_kind(known, asked.market))
        };
        let is_named = |names: &[String], set: &RuleSet| names.contains(&set.name);
        let named = |names| self.sets.iter().filter(holds).filter(move |set| is_named(names, set));
        let mut found: Vec<&RuleSet> = self
            .sets
            .iter()
            .filter(holds)
            .filter(|set| includes(set.applies_to.venues.as_ref(), |known| known == asked.venue))
            .filter(|set| !is_named(asked.first, set) && !is_named(asked.last, set))
            .collect();
        found.sort_by_key(|set| std::cmp::Reverse(particular(&set.applies_to)));
        let mut applied = AppliedRules::default();
        for set in named(asked.first).chain(found).chain(named(asked.last)) {
            let rules = applied.rules.or(&set.rules);
            if rules != applied.rules {
                applied.sets.push((set.name.clone(), set.version));
                applied.rules = rules;
            }
        }
        applied
    }
}

/// Which of the three lists name something, as a rank.
const fn particular(applies: &AppliesTo) -> (bool, bool, bool) {
    (applies.venues.is_some(), applies.sports.is_some(), applies.markets.is_some())
}

fn includes<T>(list: Option<&Vec<T>>, is_wanted: impl Fn(&T) -> bool) -> bool {
    list.is_none_or(|list| list.iter().any(is_wanted))
}

/// Equal, or of one stem: exact scores, margins and places whatever the length of their lists.
fn same_kind(known: &MarketKind, asked: &MarketKind) -> bool {
    match (known, asked) {
        (MarketKind::Opaque(known), MarketKind::Opaque(asked)) => known == asked,
        _ => discriminant(known) == discriminant(asked),
    }
}

/// The aspect that two equally particular sets both rule for something, on some day.
fn contradiction(set: &RuleSet, other: &RuleSet) -> Option<&'static str> {
    let starts_before_the_end_of =
        |a: &RuleSet, b: &RuleSet| b.effective_until.is_none_or(|until| a.effective_from < until);
    let together = starts_before_the_end_of(set, other) && starts_before_the_end_of(other, set);
    if !together {
        return None;
    }
    if set.name == other.name {
        return Some("their common name");
    }
    let (ours, theirs) = (&set.applies_to, &other.applies_to);
    let overlap = particular(ours) == particular(theirs)
        && overlap(ours.venues.as_ref(), theirs.venues.as_ref(), |a, b| a == b)
        && overlap(ours.sports.as_ref(), theirs.sports.as_ref(), |a, b| a == b)
        && overlap(ours.markets.as_ref(), theirs.markets.as_ref(), same_kind);
    if overlap { set.rules.common(&other.rules) } else { None }
}

fn overlap<T>(a: Option<&Vec<T>>, b: Option<&Vec<T>>, same: impl Fn(&T, &T) -> bool) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.iter().any(|a| b.iter().any(|b| same(a, b))),
        _ => true,
    }
}
