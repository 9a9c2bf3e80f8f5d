//! Reading a file of rules key by key, so that each complaint names the file, the line and the key.

use std::collections::BTreeSet;
use std::ops::Range;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::rules::RulesError;
use crate::time::NaiveDate;

/// The version of the format that this library reads.
const SCHEMA: u32 = 1;

/// The most bytes of a file of rules.
const FILE_BYTES_MAX: usize = 256 * 1024;

/// A file, for what is said about it.
#[derive(Clone, Copy)]
pub(in crate::settle) struct Source<'a> {
    name: &'a str,
    text: &'a str,
}

impl<'a> Source<'a> {
    pub(in crate::settle) const fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text }
    }

    /// The tables of the file.
    pub(in crate::settle) fn parse(self) -> Result<DeTable<'a>, RulesError> {
        let syntax = |line, message: String| RulesError::Syntax {
            file: self.name.to_owned(),
            line,
            message,
        };
        if self.text.len() > FILE_BYTES_MAX {
            return Err(syntax(1, format!("more than {FILE_BYTES_MAX} bytes")));
        }
        DeTable::parse(self.text).map(Spanned::into_inner).map_err(|error| {
            syntax(self.line(error.span().unwrap_or_default()), error.message().to_owned())
        })
    }

    fn line(self, span: Range<usize>) -> usize {
        let before = self.text.as_bytes().iter().take(span.start);
        before.filter(|byte| **byte == b'\n').count() + 1
    }
}

/// A table of the file whose keys are read one by one; [`Table::close`] complains of the rest.
pub(in crate::settle) struct Table<'a> {
    source: Source<'a>,
    path: String,
    table: &'a DeTable<'a>,
    known: BTreeSet<&'static str>,
}

impl<'a> Table<'a> {
    /// The whole file; its `schema` is checked first.
    pub(in crate::settle) fn root(
        source: Source<'a>,
        table: &'a DeTable<'a>,
    ) -> Result<Self, RulesError> {
        let mut root = Self { source, path: String::new(), table, known: BTreeSet::new() };
        root.number("schema", "1, the version of this format", SCHEMA..=SCHEMA)?;
        Ok(root)
    }

    /// A table inside, if it is there.
    pub(in crate::settle) fn table(
        &mut self,
        key: &'static str,
    ) -> Result<Option<Self>, RulesError> {
        match self.value(key) {
            None => Ok(None),
            Some(value) => match value.get_ref().as_table() {
                Some(table) => Ok(Some(self.inside(key.to_owned(), table))),
                None => Err(self.refuse(key, value, "a table")),
            },
        }
    }

    /// The tables of an array, which may not be missing.
    pub(in crate::settle) fn tables(&mut self, key: &'static str) -> Result<Vec<Self>, RulesError> {
        let allowed = "an array of tables";
        let items = self.array(key, allowed)?;
        let tables =
            items.iter().enumerate().map(|(index, item)| match item.get_ref().as_table() {
                Some(table) => Ok(self.inside(format!("{key}[{index}]"), table)),
                None => Err(self.refuse(key, item, allowed)),
            });
        tables.collect()
    }

    fn inside(&self, key: String, table: &'a DeTable<'a>) -> Self {
        Self { source: self.source, path: self.key(&key), table, known: BTreeSet::new() }
    }

    /// A text that means something.
    pub(in crate::settle) fn text<T>(
        &mut self,
        key: &'static str,
        allowed: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, RulesError> {
        self.optional_text(key, allowed, read)?.ok_or_else(|| self.missing(key, allowed))
    }

    /// The same, where it may be left out.
    pub(in crate::settle) fn optional_text<T>(
        &mut self,
        key: &'static str,
        allowed: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, RulesError> {
        let Some(value) = self.value(key) else { return Ok(None) };
        let found = value.get_ref().as_str().and_then(read);
        found.map(Some).ok_or_else(|| self.refuse(key, value, allowed))
    }

    /// A list of texts that each mean something.
    pub(in crate::settle) fn texts<T>(
        &mut self,
        key: &'static str,
        allowed: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, RulesError> {
        let items = self.array(key, allowed)?;
        let read = |item: &Spanned<DeValue<'a>>| {
            let found = item.get_ref().as_str().and_then(&read);
            found.ok_or_else(|| self.refuse(key, item, allowed))
        };
        items.iter().map(read).collect()
    }

    /// A whole number within bounds.
    pub(in crate::settle) fn number<T: FromStr + PartialOrd>(
        &mut self,
        key: &'static str,
        allowed: &str,
        bounds: std::ops::RangeInclusive<T>,
    ) -> Result<T, RulesError> {
        let value = self.value(key).ok_or_else(|| self.missing(key, allowed))?;
        let found = value.get_ref().as_integer().filter(|number| number.radix() == 10);
        let found = found.and_then(|number| number.as_str().parse().ok());
        found
            .filter(|number| bounds.contains(number))
            .ok_or_else(|| self.refuse(key, value, allowed))
    }

    /// Yes or no.
    pub(in crate::settle) fn flag(&mut self, key: &'static str) -> Result<bool, RulesError> {
        let allowed = "true or false";
        let value = self.value(key).ok_or_else(|| self.missing(key, allowed))?;
        value.get_ref().as_bool().ok_or_else(|| self.refuse(key, value, allowed))
    }

    /// A day, where it may be left out.
    pub(in crate::settle) fn date(
        &mut self,
        key: &'static str,
    ) -> Result<Option<NaiveDate>, RulesError> {
        self.optional_text(key, "a day such as \"2026-01-31\"", |text| text.parse().ok())
    }

    /// Complains of the first key that was not asked for.
    pub(in crate::settle) fn close(self) -> Result<(), RulesError> {
        let stranger =
            self.table.iter().find(|(key, _)| !self.known.contains(key.get_ref().as_ref()));
        match stranger {
            None => Ok(()),
            Some((key, _)) => Err(RulesError::UnknownKey {
                file: self.source.name.to_owned(),
                line: self.source.line(key.span()),
                key: self.key(key.get_ref()),
                allowed: self.known.iter().copied().collect::<Vec<_>>().join(", "),
            }),
        }
    }

    /// A complaint about a key that was there, whatever its value.
    pub(in crate::settle) fn wrong(&self, key: &str, allowed: &str) -> RulesError {
        match self.table.get(key) {
            Some(value) => self.refuse(key, value, allowed),
            None => self.missing(key, allowed),
        }
    }

    fn array(
        &mut self,
        key: &'static str,
        allowed: &str,
    ) -> Result<&'a [Spanned<DeValue<'a>>], RulesError> {
        let value = self.value(key).ok_or_else(|| self.missing(key, allowed))?;
        match value.get_ref().as_array() {
            Some(items) => Ok(items),
            None => Err(self.refuse(key, value, allowed)),
        }
    }

    fn value(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.insert(key);
        self.table.get(key)
    }

    fn key(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn missing(&self, key: &str, allowed: &str) -> RulesError {
        RulesError::Missing {
            file: self.source.name.to_owned(),
            key: self.key(key),
            allowed: allowed.to_owned(),
        }
    }

    fn refuse(&self, key: &str, value: &Spanned<DeValue<'_>>, allowed: &str) -> RulesError {
        let given = self.source.text.get(value.span()).unwrap_or_default();
        RulesError::Value {
            file: self.source.name.to_owned(),
            line: self.source.line(value.span()),
            key: self.key(key),
            given: given.chars().take(60).collect(),
            allowed: allowed.to_owned(),
        }
    }
}
