//! One set of rules, and reading it from its file.

use super::document::{Source, Table};
use crate::catalog::{MarketKind, Sport, VenueKey};
use crate::error::rules::RulesError;
use crate::money::Rounding;
use crate::time::NaiveDate;

/// The most hours that a rule waits for an event to be played: a year.
const HOURS_MAX: u32 = 24 * 366;

/// How much of a match must have been played for bets on its winner to stand when a side retires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Retirement {
    /// One ball: `ball_served`.
    BallServed,
    /// One completed set: `one_set`.
    OneSet,
    /// Two completed sets: `two_sets`.
    TwoSets,
    /// All of it, so that a retirement always voids: `match_completed`.
    MatchCompleted,
}

/// What a venue does, aspect by aspect; `None` where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// When bets stand although a side retired.
    pub retirement: Option<Retirement>,
    /// Within how many hours an abandoned event has to be played for bets to stand.
    pub abandonment_hours: Option<u32>,
    /// Within how many hours a postponed event has to be played for bets to stand.
    pub postponement_hours: Option<u32>,
    /// Whether markets on parts that were completed stand when the event ends early.
    pub decided_stands: Option<bool>,
    /// Whether markets of full time count overtime.
    pub overtime_counts: Option<bool>,
    /// Whether a result given at the table counts.
    pub awarded_counts: Option<bool>,
    /// How many runners have to start.
    pub runners_min: Option<u32>,
    /// How payouts are brought to the cent.
    pub rounding: Option<Rounding>,
}

impl Rules {
    /// These, and the other's where these say nothing.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self {
            retirement: self.retirement.or(other.retirement),
            abandonment_hours: self.abandonment_hours.or(other.abandonment_hours),
            postponement_hours: self.postponement_hours.or(other.postponement_hours),
            decided_stands: self.decided_stands.or(other.decided_stands),
            overtime_counts: self.overtime_counts.or(other.overtime_counts),
            awarded_counts: self.awarded_counts.or(other.awarded_counts),
            runners_min: self.runners_min.or(other.runners_min),
            rounding: self.rounding.or(other.rounding),
        }
    }

    /// An aspect that both rule, by its key.
    pub(super) fn common(&self, other: &Self) -> Option<&'static str> {
        let both = [
            ("retirement", self.retirement.is_some() && other.retirement.is_some()),
            ("abandonment", self.abandonment_hours.is_some() && other.abandonment_hours.is_some()),
            (
                "postponement",
                self.postponement_hours.is_some() && other.postponement_hours.is_some(),
            ),
            ("decided", self.decided_stands.is_some() && other.decided_stands.is_some()),
            ("overtime", self.overtime_counts.is_some() && other.overtime_counts.is_some()),
            ("awarded", self.awarded_counts.is_some() && other.awarded_counts.is_some()),
            ("field", self.runners_min.is_some() && other.runners_min.is_some()),
            ("payout", self.rounding.is_some() && other.rounding.is_some()),
        ];
        both.into_iter().find(|(_, both)| *both).map(|(key, _)| key)
    }
}

/// What a set is for. An empty list is for nothing, `None` for everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliesTo {
    /// Which venues.
    pub venues: Option<Vec<VenueKey>>,
    /// Which sports.
    pub sports: Option<Vec<Sport>>,
    /// Which kinds of market; exact scores, margins and places with any length of list.
    pub markets: Option<Vec<MarketKind>>,
}

/// A file of rules: a name and version, what it is for, when it holds, and the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// The slug by which it is asked for.
    pub name: String,
    /// Counted up by whoever changes it.
    pub version: u32,
    /// What people call it.
    pub title: String,
    /// Where it is written, or who says so.
    pub source: String,
    /// The first day on which it holds.
    pub effective_from: NaiveDate,
    /// The first day on which it no longer does.
    pub effective_until: Option<NaiveDate>,
    /// What it is for.
    pub applies_to: AppliesTo,
    /// The rules.
    pub rules: Rules,
}

impl RuleSet {
    /// Reads a file; `file` is only for what is said about it.
    ///
    /// # Errors
    /// [`RulesError`] naming the file, the key and what is allowed there.
    pub fn parse(file: &str, text: &str) -> Result<Self, RulesError> {
        let source = Source::new(file, text);
        let document = source.parse()?;
        let mut root = Table::root(source, &document)?;
        let name = root.text("name", "a slug of letters, digits and '-'", slug)?;
        let version = root.number("version", "a whole number from 1", 1..=u32::MAX)?;
        let title = root.text("title", "a name for people", words)?;
        let origin = root.text("source", "where the rule is written, or who says so", words)?;
        let from = root.date("effective_from")?;
        let effective_from =
            from.ok_or_else(|| root.wrong("effective_from", "a day such as \"2026-01-31\""))?;
        let effective_until = root.date("effective_until")?;
        if effective_until.is_some_and(|until| until <= effective_from) {
            return Err(root.wrong("effective_until", "a day after effective_from"));
        }
        let applies_to = applies_to(&mut root)?;
        let rules = rules(&mut root)?;
        root.close()?;
        Ok(Self {
            name,
            version,
            title,
            source: origin,
            effective_from,
            effective_until,
            applies_to,
            rules,
        })
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.effective_from <= day && self.effective_until.is_none_or(|until| day < until)
    }
}

fn slug(text: &str) -> Option<String> {
    let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    let is_slug = !text.is_empty() && text.len() <= 64 && text.bytes().all(fits);
    is_slug.then(|| text.to_owned())
}

fn words(text: &str) -> Option<String> {
    let fits = !text.trim().is_empty() && text.len() <= 400 && !text.contains(char::is_control);
    fits.then(|| text.to_owned())
}

/// One of the words of a list: everything, or one thing.
enum Word<T> {
    All,
    One(T),
}

fn applies_to(root: &mut Table<'_>) -> Result<AppliesTo, RulesError> {
    let Some(mut table) = root.table("applies_to")? else {
        return Err(root.wrong("applies_to", "a table with venues, sports and markets"));
    };
    let found = AppliesTo {
        venues: list(&mut table, "venues", "a list of venue slugs, [\"*\"] for all", |text| {
            text.parse().ok()
        })?,
        sports: list(&mut table, "sports", "a list of sport slugs, [\"*\"] for all", |text| {
            text.parse().ok()
        })?,
        markets: list(
            &mut table,
            "markets",
            "a list of market kinds such as winner or x-corners, [\"*\"] for all",
            |text| {
                let kind: MarketKind = text.parse().ok()?;
                // A misspelt kind would be a rule that never holds: an opaque one says so itself.
                let is_meant = !matches!(kind, MarketKind::Opaque(_)) || text.starts_with("x-");
                is_meant.then_some(kind)
            },
        )?,
    };
    table.close()?;
    Ok(found)
}

/// A list where `*` means everything and then stands alone.
fn list<T>(
    table: &mut Table<'_>,
    key: &'static str,
    allowed: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<Vec<T>>, RulesError> {
    let read = |text: &str| if text == "*" { Some(Word::All) } else { read(text).map(Word::One) };
    let words = table.texts(key, allowed, read)?;
    if let [Word::All] = words.as_slice() {
        return Ok(None);
    }
    let one = |word| match word {
        Word::One(one) => Ok(one),
        Word::All => Err(table.wrong(key, "\"*\" alone, or a list without it")),
    };
    words.into_iter().map(one).collect::<Result<Vec<T>, _>>().map(Some)
}

fn rules(root: &mut Table<'_>) -> Result<Rules, RulesError> {
    let hours = "a number of hours from 0 to 8784";
    let played_within = |mut table: Table<'_>| {
        let found = table.number("played_within_hours", hours, 0..=HOURS_MAX)?;
        table.close()?;
        Ok::<u32, RulesError>(found)
    };
    let flag = |key: &'static str| {
        move |mut table: Table<'_>| {
            let found = table.flag(key)?;
            table.close()?;
            Ok::<bool, RulesError>(found)
        }
    };
    let rules = Rules {
        retirement: root.table("retirement")?.map(retirement).transpose()?,
        abandonment_hours: root.table("abandonment")?.map(played_within).transpose()?,
        postponement_hours: root.table("postponement")?.map(played_within).transpose()?,
        decided_stands: root.table("decided")?.map(flag("stands")).transpose()?,
        overtime_counts: root.table("overtime")?.map(flag("counts")).transpose()?,
        awarded_counts: root.table("awarded")?.map(flag("counts")).transpose()?,
        runners_min: root.table("field")?.map(runners_min).transpose()?,
        rounding: root.table("payout")?.map(rounding).transpose()?,
    };
    Ok(rules)
}

fn retirement(mut table: Table<'_>) -> Result<Retirement, RulesError> {
    let allowed = "ball_served, one_set, two_sets or match_completed";
    let found = table.text("stands_after", allowed, |text| match text {
        "ball_served" => Some(Retirement::BallServed),
        "one_set" => Some(Retirement::OneSet),
        "two_sets" => Some(Retirement::TwoSets),
        "match_completed" => Some(Retirement::MatchCompleted),
        _ => None,
    })?;
    table.close()?;
    Ok(found)
}

fn runners_min(mut table: Table<'_>) -> Result<u32, RulesError> {
    let found = table.number("runners_min", "a number of runners from 1 to 1000", 1..=1000)?;
    table.close()?;
    Ok(found)
}

fn rounding(mut table: Table<'_>) -> Result<Rounding, RulesError> {
    let found = table.text("rounding", "half_up, half_even or down", |text| match text {
        "half_up" => Some(Rounding::HalfUp),
        "half_even" => Some(Rounding::HalfEven),
        "down" => Some(Rounding::Down),
        _ => None,
    })?;
    table.close()?;
    Ok(found)
}
