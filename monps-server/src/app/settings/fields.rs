//! Reading the fields of a setting, so that all that is wrong is said at once.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;
use serde_json::Value;

use super::error::FieldProblem;
use crate::store::SettingValue;

/// The longest text of a field, in characters.
const TEXT_CHARS_MAX: usize = 500;

/// The fields of a value that is being read.
///
/// Each reader notes what is wrong and hands out something to go on with; [`Fields::finish`] says
/// whether the result may be used.
#[derive(Debug)]
pub struct Fields<'a> {
    value: &'a SettingValue,
    read: Vec<&'static str>,
    problems: Vec<FieldProblem>,
}

impl<'a> Fields<'a> {
    /// Begins to read a value. Secrets have been taken out of it and are no unknown fields.
    #[must_use]
    pub fn new(value: &'a SettingValue, secrets: &[&'static str]) -> Self {
        Self { value, read: secrets.to_vec(), problems: Vec::new() }
    }

    /// Notes what is wrong with a field.
    pub fn refuse(&mut self, field: &str, message: impl Into<String>) {
        self.problems.push(FieldProblem { field: field.to_owned(), message: message.into() });
    }

    /// A field that is there; `null` is not.
    fn take(&mut self, field: &'static str) -> Option<&'a Value> {
        self.read.push(field);
        self.value.get(field).filter(|value| !value.is_null())
    }

    /// True or false.
    pub fn flag(&mut self, field: &'static str, default: bool) -> bool {
        match self.take(field) {
            None => default,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                self.refuse(field, "must be true or false");
                default
            }
        }
    }

    /// An exact decimal, as a number or a string of digits; without a default it is required.
    pub fn decimal(
        &mut self,
        field: &'static str,
        default: Option<Decimal>,
        bounds: RangeInclusive<Decimal>,
    ) -> Decimal {
        let digits = match self.take(field) {
            None => {
                if default.is_none() {
                    self.refuse(field, "is required");
                }
                return default.unwrap_or_default();
            }
            Some(Value::Number(number)) => number.as_str(),
            Some(Value::String(text)) => text,
            Some(_) => "",
        };
        let exact = Decimal::from_str_exact(digits).or_else(|_| Decimal::from_scientific(digits));
        match exact {
            Ok(value) if bounds.contains(&value) => return value.normalize(),
            Ok(_) => {
                self.refuse(field, format!("must be from {} to {}", bounds.start(), bounds.end()));
            }
            Err(_) => self.refuse(field, "must be a number"),
        }
        default.unwrap_or_default()
    }

    /// A whole number.
    pub fn whole(&mut self, field: &'static str, default: u32, bounds: RangeInclusive<u32>) -> u32 {
        let wide = Decimal::from(*bounds.start())..=Decimal::from(*bounds.end());
        let value = self.decimal(field, Some(Decimal::from(default)), wide);
        u32::try_from(value).ok().filter(|whole| Decimal::from(*whole) == value).unwrap_or_else(
            || {
                self.refuse(field, "must be a whole number");
                default
            },
        )
    }

    /// One line of text; empty counts as not there.
    pub fn text(&mut self, field: &'static str) -> Option<String> {
        match self.take(field)? {
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) if text.chars().count() > TEXT_CHARS_MAX => {
                self.refuse(field, format!("must have at most {TEXT_CHARS_MAX} characters"));
                None
            }
            Value::String(text) if text.chars().any(char::is_control) => {
                self.refuse(field, "must have no line breaks or other control characters");
                None
            }
            Value::String(text) => Some(text.trim().to_owned()),
            _ => {
                self.refuse(field, "must be text");
                None
            }
        }
    }

    /// A list of texts, which may have several lines; nothing where it is not there.
    pub fn texts(&mut self, field: &'static str, most: usize) -> Option<Vec<String>> {
        let value = self.take(field)?;
        let found = list(value, most);
        if found.is_none() {
            self.refuse(field, format!("must be a list of texts, at most {most}"));
        }
        found
    }

    /// An object of lists of texts; nothing where it is not there.
    pub fn lists(
        &mut self,
        field: &'static str,
        most: usize,
    ) -> Option<Vec<(String, Vec<String>)>> {
        let Value::Object(lists) = self.take(field)? else {
            self.refuse(field, "must be an object of lists of texts");
            return None;
        };
        let read = |(name, value): (&String, &Value)| Some((name.clone(), list(value, most)?));
        let found: Option<Vec<_>> = lists.iter().map(read).collect();
        if found.is_none() {
            self.refuse(field, format!("must be an object of lists of texts, each at most {most}"));
        }
        found
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// Everything that was noted, and the fields that the setting does not have.
    pub fn finish(mut self) -> Result<(), Vec<FieldProblem>> {
        let unknown: Vec<&String> =
            self.value.keys().filter(|key| !self.read.contains(&key.as_str())).collect();
        let known = self.read.join(", ");
        for field in unknown {
            let field: String = field.chars().filter(|c| !c.is_control()).take(64).collect();
            self.refuse(&field, format!("is no field of this setting: there are {known}"));
        }
        if self.problems.is_empty() { Ok(()) } else { Err(self.problems) }
    }
}

fn list(value: &Value, most: usize) -> Option<Vec<String>> {
    let items = value.as_array().filter(|items| items.len() <= most)?;
    items.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

/// The JSON number with exactly the digits of a decimal.
pub(super) fn number(value: Decimal) -> Value {
    value.to_string().parse().map_or(Value::Null, Value::Number)
}
