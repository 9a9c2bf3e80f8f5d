//! A TOML file read key by key, so that every complaint knows its line and its key.

use std::cell::RefCell;
use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is wrong with a description, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::declarative) struct Bad {
    /// The byte of the file.
    pub(in crate::declarative) at: usize,
    /// The key, with its way from the top: `odds.read[0].event.key`.
    pub(in crate::declarative) key: String,
    /// What is wrong and what to do.
    pub(in crate::declarative) reason: String,
}

/// A table of the file. Keys that nobody asked for are an error at the end.
pub(in crate::declarative) struct Section<'a> {
    table: &'a DeTable<'a>,
    at: usize,
    pub(in crate::declarative) path: String,
    asked: RefCell<BTreeSet<String>>,
}

/// A value of the file.
#[derive(Clone)]
pub(in crate::declarative) struct Item<'a> {
    value: &'a Spanned<DeValue<'a>>,
    pub(in crate::declarative) path: String,
}

impl<'a> Section<'a> {
    pub(in crate::declarative) fn whole(table: &'a Spanned<DeTable<'a>>) -> Self {
        Self::new(table.get_ref(), table.span().start, String::new())
    }

    const fn new(table: &'a DeTable<'a>, at: usize, path: String) -> Self {
        Self { table, at, path, asked: RefCell::new(BTreeSet::new()) }
    }

    pub(in crate::declarative) fn bad(&self, reason: impl Into<String>) -> Bad {
        Bad { at: self.at, key: self.path.clone(), reason: reason.into() }
    }

    /// The value of a key, if it is there.
    pub(in crate::declarative) fn get(&self, key: &str) -> Option<Item<'a>> {
        self.asked.borrow_mut().insert(key.to_owned());
        let value = self.table.get(key)?;
        Some(Item { value, path: self.below(key) })
    }

    /// The value of a key that must be there.
    pub(in crate::declarative) fn need(&self, key: &str, what: &str) -> Result<Item<'a>, Bad> {
        self.get(key).ok_or_else(|| Bad {
            at: self.at,
            key: self.below(key),
            reason: format!("is missing: write {what}"),
        })
    }

    /// A text that must be there.
    pub(in crate::declarative) fn text(&self, key: &str, what: &str) -> Result<&'a str, Bad> {
        self.need(key, what)?.text()
    }

    /// A whole number between bounds, or what stands for it.
    pub(in crate::declarative) fn number(
        &self,
        key: &str,
        least: u32,
        most: u32,
        default: u32,
    ) -> Result<u32, Bad> {
        self.get(key).map_or(Ok(default), |item| item.number(least, most))
    }

    /// The keys that nobody has asked for yet, with their values.
    pub(in crate::declarative) fn others(&self) -> Vec<(&'a str, Item<'a>)> {
        let asked = self.asked.borrow().clone();
        let others = self.table.iter().filter(|(key, _)| !asked.contains(key.get_ref().as_ref()));
        others
            .map(|(key, value)| {
                let name: &'a str = key.get_ref().as_ref();
                self.asked.borrow_mut().insert(name.to_owned());
                (name, Item { value, path: self.below(name) })
            })
            .collect()
    }

    /// A key that is not known is a mistake, never ignored.
    pub(in crate::declarative) fn finish(self) -> Result<(), Bad> {
        let asked = self.asked.borrow();
        let unknown = self.table.keys().find(|key| !asked.contains(key.get_ref().as_ref()));
        let Some(unknown) = unknown else {
            return Ok(());
        };
        let known: Vec<&str> = asked.iter().map(String::as_str).collect();
        Err(Bad {
            at: unknown.span().start,
            key: self.below(unknown.get_ref()),
            reason: format!("is not a key of this table: it has {}", known.join(", ")),
        })
    }

    fn below(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}

impl<'a> Item<'a> {
    pub(in crate::declarative) fn bad(&self, reason: impl Into<String>) -> Bad {
        Bad { at: self.value.span().start, key: self.path.clone(), reason: reason.into() }
    }

    fn wrong(&self, wanted: &str) -> Bad {
        self.bad(format!("is {}: {wanted} is wanted", self.value.get_ref().type_str()))
    }

    pub(in crate::declarative) fn text(&self) -> Result<&'a str, Bad> {
        self.value.get_ref().as_str().ok_or_else(|| self.wrong("a text in quotes"))
    }

    /// A text, or a number or truth value as it is written.
    pub(in crate::declarative) fn word(&self) -> Option<&'a str> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text),
            DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str()),
            DeValue::Float(number) => Some(number.as_str()),
            DeValue::Boolean(flag) => Some(if *flag { "true" } else { "false" }),
            _ => None,
        }
    }

    pub(in crate::declarative) fn flag(&self) -> Result<bool, Bad> {
        self.value.get_ref().as_bool().ok_or_else(|| self.wrong("true or false"))
    }

    pub(in crate::declarative) fn number(&self, least: u32, most: u32) -> Result<u32, Bad> {
        let number = self.value.get_ref().as_integer().and_then(|n| n.as_str().parse().ok());
        number
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| self.bad(format!("must be a whole number from {least} to {most}")))
    }

    pub(in crate::declarative) fn section(&self) -> Result<Section<'a>, Bad> {
        let table = self.value.get_ref().as_table().ok_or_else(|| self.wrong("a table"))?;
        Ok(Section::new(table, self.value.span().start, self.path.clone()))
    }

    pub(in crate::declarative) fn is_section(&self) -> bool {
        self.value.get_ref().is_table()
    }

    /// The items of a list of at most so many.
    pub(in crate::declarative) fn list(&self, most: usize) -> Result<Vec<Self>, Bad> {
        let list = self.value.get_ref().as_array().ok_or_else(|| self.wrong("a list"))?;
        if list.len() > most {
            return Err(self.bad(format!("has {} entries: at most {most} are taken", list.len())));
        }
        let numbered = list.iter().enumerate();
        Ok(numbered
            .map(|(index, value)| Item { value, path: format!("{}[{index}]", self.path) })
            .collect())
    }

    /// The items of a list, or the one value that stands in its place.
    pub(in crate::declarative) fn one_or_more(&self, most: usize) -> Result<Vec<Self>, Bad> {
        if self.value.get_ref().is_array() { self.list(most) } else { Ok(vec![self.clone()]) }
    }
}
