//! From the words of a description to values that can be worked out.

use super::path::Path;
use super::{Choice, Condition, Expr, Table, Template, Test};
use crate::declarative::describe::{Bad, Item};

/// Ways to one value.
const CHOICES_MAX: usize = 8;
/// Conditions of one thing.
const CONDITIONS_MAX: usize = 16;
/// Values that a condition takes.
const VALUES_MAX: usize = 100;

/// What may be named where a value is written.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct Names<'a> {
    /// Keys of the configuration.
    pub(in crate::declarative) config: &'a [&'a str],
    pub(in crate::declarative) tables: &'a [Table],
    /// The levels, the outermost first.
    pub(in crate::declarative) levels: Vec<String>,
    /// What was worked out before.
    pub(in crate::declarative) own: &'a [&'a str],
    /// Whether there is an answer to look at.
    pub(in crate::declarative) answer: bool,
    /// Whether a step is asked for with values.
    pub(in crate::declarative) each: bool,
    /// Whether there is a competition.
    pub(in crate::declarative) competition: bool,
}

impl Names<'_> {
    pub(super) fn unknown(&self, name: &str) -> String {
        let mut known = vec!["config/…", "task/…", "now"];
        known.extend(self.answer.then_some("answer"));
        known.extend(self.each.then_some("each"));
        known.extend(self.levels.iter().map(String::as_str));
        known.extend(self.own);
        format!("{name:?} is not known here: a path begins with one of {}", known.join(", "))
    }

    /// The number of a table.
    pub(super) fn table(&self, name: &str) -> Result<usize, String> {
        self.tables.iter().position(|table| table.name == name).ok_or_else(|| {
            let known: Vec<&str> = self.tables.iter().map(|table| table.name.as_str()).collect();
            format!(
                "there is no table {name:?}: add [tables.{name}], or use one of: {}",
                known.join(", ")
            )
        })
    }
}

/// Reads a text from its beginning.
pub(in crate::declarative) struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(super) const fn rest(&self) -> &'a str {
        self.rest
    }

    pub(super) fn take(&mut self, sign: char) -> bool {
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    pub(super) fn expect(&mut self, sign: char, what: &str) -> Result<(), String> {
        if self.take(sign) {
            return Ok(());
        }
        Err(format!("expected {what} ({sign}) before {:?}", self.rest))
    }

    /// A word up to the next sign, or anything between single quotes.
    pub(super) fn word(&mut self) -> Result<String, String> {
        if let Some(quoted) = self.rest.strip_prefix('\'') {
            let end = quoted.find('\'').ok_or("has a ' that is not closed")?;
            self.rest = &quoted[end + 1..];
            return Ok(quoted[..end].to_owned());
        }
        let end = self.rest.find(['/', '[', ']', '|', '{', '}', ':', '=', '\'']);
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        let word = word.trim();
        if word.is_empty() {
            return Err(format!("expected a word before {:?}", self.rest));
        }
        self.rest = rest;
        Ok(word.to_owned())
    }
}

/// Reads a template.
pub(in crate::declarative) fn template(
    item: &Item<'_>,
    names: &Names<'_>,
) -> Result<Template, Bad> {
    let text = item.word().ok_or_else(|| item.bad("must be a text such as \"{event/id}\""))?;
    Template::parse(text, names).map_err(|reason| item.bad(reason))
}

/// Reads a value: a template, a table with a condition, or a list of these.
pub(in crate::declarative) fn expr(item: &Item<'_>, names: &Names<'_>) -> Result<Expr, Bad> {
    let items = item.one_or_more(CHOICES_MAX)?;
    if items.is_empty() {
        return Err(item.bad("is an empty list: give at least one way to the value"));
    }
    let choices = items.iter().map(|item| choice(item, names)).collect::<Result<_, _>>()?;
    Ok(Expr { choices })
}

fn choice(item: &Item<'_>, names: &Names<'_>) -> Result<Choice, Bad> {
    if !item.is_section() {
        return Ok(Choice { template: template(item, names)?, table: None, when: Vec::new() });
    }
    let section = item.section()?;
    let value = section.need("value", "a template such as \"{event/id}\"")?;
    let table = match section.get("map") {
        Some(named) => Some(names.table(named.text()?).map_err(|reason| named.bad(reason))?),
        None => None,
    };
    let when = conditions(section.get("when").as_ref(), names)?;
    section.finish()?;
    Ok(Choice { template: template(&value, names)?, table, when })
}

/// Reads conditions, all of which must hold.
pub(in crate::declarative) fn conditions(
    item: Option<&Item<'_>>,
    names: &Names<'_>,
) -> Result<Vec<Condition>, Bad> {
    let Some(item) = item else {
        return Ok(Vec::new());
    };
    item.one_or_more(CONDITIONS_MAX)?.iter().map(|item| condition(item, names)).collect()
}

fn condition(item: &Item<'_>, names: &Names<'_>) -> Result<Condition, Bad> {
    let section = item.section()?;
    let value = expr(&section.need("value", "a template such as \"{market/status}\"")?, names)?;
    let (is, not, present) = (section.get("is"), section.get("not"), section.get("present"));
    let test = match (is, not, present) {
        (Some(is), None, None) => Test::Is(templates(&is, names)?),
        (None, Some(not), None) => Test::Not(templates(&not, names)?),
        (None, None, Some(flag)) => Test::Present(flag.flag()?),
        _ => {
            return Err(item.bad("needs exactly one of is = …, not = … and present = true or false"));
        }
    };
    let otherwise = section.get("else").map(|item| template(&item, names)).transpose()?;
    section.finish()?;
    Ok(Condition { value, test, otherwise })
}

/// Reads one template or a list of them.
pub(in crate::declarative) fn templates(
    item: &Item<'_>,
    names: &Names<'_>,
) -> Result<Vec<Template>, Bad> {
    item.one_or_more(VALUES_MAX)?.iter().map(|item| template(item, names)).collect()
}

impl Path {
    /// Reads an item as a way.
    pub(in crate::declarative) fn read(item: &Item<'_>, names: &Names<'_>) -> Result<Self, Bad> {
        Self::parse(item.text()?, names).map_err(|reason| item.bad(reason))
    }
}
