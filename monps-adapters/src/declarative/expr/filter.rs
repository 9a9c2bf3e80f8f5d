//! What is done to a value on its way: `|before:' vs '`, `|minus:@event/score`, `|shift:-3h`.

use std::borrow::Cow;

use chrono::SecondsFormat;
use chrono::format::{Item, StrftimeItems};
use monps_core::money::Rounding;
use monps_core::time::{DateTime, TimeDelta, Timestamp, parse_timestamp};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::evaluate::Env;
use super::parse::{Names, Scanner};
use super::path::{Operand, operand};
use super::{Reason, Table};

/// The farthest that an instant is moved.
const SHIFT_MAX: TimeDelta = TimeDelta::days(366);

/// One thing done to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::declarative) enum Filter {
    /// What stands in for a value that is absent.
    Or(String),
    Before(String),
    After(String),
    /// What is behind the last of them.
    AfterLast(String),
    Lower,
    Slug,
    /// A word of a table; every word must be there.
    Map(usize),
    /// A word of a table, or itself.
    Swap(usize),
    Arithmetic(Operation, Operand),
    /// One less this.
    Complement,
    Ceil,
    /// How many words a comma-separated list has.
    Count,
    Shift(TimeDelta),
    Unix,
    UnixMillis,
    FromUnix,
    FromUnixMillis,
    FromTime(String),
}

/// An exact operation on decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::declarative) enum Operation {
    Plus,
    Minus,
    Times,
    Divide,
}

impl Filter {
    pub(super) fn depth(&self) -> Option<usize> {
        match self {
            Self::Arithmetic(_, Operand::Path(path)) => path.depth(),
            _ => None,
        }
    }

    pub(super) fn scan(scanner: &mut Scanner<'_>, names: &Names<'_>) -> Result<Self, String> {
        let name = scanner.word()?;
        let mut argument = |what: &str| {
            scanner.expect(':', &format!("{what} behind {name}"))?;
            scanner.word()
        };
        Ok(match name.as_str() {
            "or" => Self::Or(argument("a text")?),
            "before" => Self::Before(argument("a text")?),
            "after" => Self::After(argument("a text")?),
            "after_last" => Self::AfterLast(argument("a text")?),
            "lower" => Self::Lower,
            "slug" => Self::Slug,
            "map" => Self::Map(names.table(&argument("the name of a table")?)?),
            "swap" => Self::Swap(names.table(&argument("the name of a table")?)?),
            "plus" | "minus" | "times" | "divide" => {
                scanner.expect(':', "a number, or @ and a path")?;
                let operand = operand(scanner, names)?;
                if let Operand::Literal(number) = &operand {
                    decimal(number)?;
                }
                Self::Arithmetic(Operation::named(&name), operand)
            }
            "complement" => Self::Complement,
            "ceil" => Self::Ceil,
            "count" => Self::Count,
            "shift" => Self::Shift(span(&argument("a span such as -3h")?)?),
            "unix" => Self::Unix,
            "unix_ms" => Self::UnixMillis,
            "from_unix" => Self::FromUnix,
            "from_unix_ms" => Self::FromUnixMillis,
            "from_time" => {
                let format = argument("a format in quotes such as '%Y-%m-%d %H:%M:%S%#z'")?;
                if StrftimeItems::new(&format).any(|item| item == Item::Error) {
                    return Err(format!(
                        "{format:?} is not a time format: see the table of chrono's strftime"
                    ));
                }
                Self::FromTime(format)
            }
            other => {
                return Err(format!(
                    "there is no filter {other:?}: there are or, before, after, after_last, lower, \
                     slug, map, swap, plus, minus, times, divide, complement, ceil, count, shift, \
                     unix, unix_ms, from_unix, from_unix_ms and from_time"
                ));
            }
        })
    }

    /// What becomes of a value that is there; nothing where there is nothing left.
    pub(super) fn apply<'e>(
        &self,
        value: Cow<'e, str>,
        env: &Env<'e>,
    ) -> Result<Option<Cow<'e, str>>, Reason> {
        let text = value.as_ref();
        Ok(Some(match self {
            Self::Or(_) => value,
            Self::Before(sign) => {
                return Ok(text.split_once(sign.as_str()).map(|(before, _)| owned(before)));
            }
            Self::After(sign) => {
                return Ok(text.split_once(sign.as_str()).map(|(_, after)| owned(after)));
            }
            Self::AfterLast(sign) => {
                return Ok(text.rsplit_once(sign.as_str()).map(|(_, after)| owned(after)));
            }
            Self::Lower => Cow::Owned(text.to_lowercase()),
            Self::Slug => Cow::Owned(slug(text)),
            Self::Map(table) => Cow::Owned(env.tables[*table].find(text)?.to_owned()),
            Self::Swap(table) => match env.tables[*table].find(text) {
                Ok(word) => Cow::Owned(word.to_owned()),
                Err(_) => value,
            },
            Self::Arithmetic(operation, operand) => {
                let Some(other) = env.operand(operand)? else {
                    return Ok(None);
                };
                number(operation.of(decimal(text)?, decimal(&other)?)?)
            }
            Self::Complement => number(Operation::Minus.of(Decimal::ONE, decimal(text)?)?),
            Self::Ceil => number(Rounding::Up.apply(decimal(text)?, 0)),
            Self::Count => {
                let words = text.split(',').filter(|word| !word.trim().is_empty()).count();
                Cow::Owned(words.to_string())
            }
            Self::Shift(span) => {
                let moved = instant(text)?.checked_add_signed(*span);
                written(moved.ok_or("the instant is out of range")?)
            }
            Self::Unix => Cow::Owned(instant(text)?.timestamp().to_string()),
            Self::UnixMillis => Cow::Owned(instant(text)?.timestamp_millis().to_string()),
            // What is no number may be an instant already: another way to the value then counts.
            Self::FromUnix | Self::FromUnixMillis if decimal(text).is_err() => return Ok(None),
            Self::FromUnix => written(from_unix(text, DateTime::from_timestamp_secs)?),
            Self::FromUnixMillis => written(from_unix(text, DateTime::from_timestamp_millis)?),
            Self::FromTime(format) => {
                let read = DateTime::parse_from_str(text.trim(), format);
                let read =
                    read.map_err(|_| format!("{:?} is not a time like {format}", short(text)))?;
                written(read.to_utc())
            }
        }))
    }
}

impl Operation {
    fn named(name: &str) -> Self {
        match name {
            "plus" => Self::Plus,
            "minus" => Self::Minus,
            "times" => Self::Times,
            _ => Self::Divide,
        }
    }

    fn of(self, a: Decimal, b: Decimal) -> Result<Decimal, Reason> {
        let done = match self {
            Self::Plus => a.checked_add(b),
            Self::Minus => a.checked_sub(b),
            Self::Times => a.checked_mul(b),
            Self::Divide => a.checked_div(b),
        };
        done.ok_or_else(|| format!("{a} and {b} give no number"))
    }
}

impl Table {
    /// The word for a word.
    pub(in crate::declarative) fn find(&self, word: &str) -> Result<&str, Reason> {
        let found = self.words.get(word.trim()).or(self.other.as_ref());
        found
            .map(String::as_str)
            .ok_or_else(|| format!("{:?} is not in the table {}", short(word), self.name))
    }
}

/// The beginning of a foreign text, for a message.
pub(in crate::declarative) fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

/// A number as its digits say.
pub(in crate::declarative) fn decimal(text: &str) -> Result<Decimal, Reason> {
    let text = text.trim();
    Decimal::from_str_exact(text).map_err(|_| format!("{:?} is not a number", short(text)))
}

/// An instant in RFC 3339.
pub(in crate::declarative) fn instant(text: &str) -> Result<Timestamp, Reason> {
    parse_timestamp(text.trim())
        .map_err(|_| format!("{:?} is not an instant like 2026-11-22T15:00:00Z", short(text)))
}

fn owned<'e>(text: &str) -> Cow<'e, str> {
    Cow::Owned(text.trim().to_owned())
}

fn number<'e>(number: Decimal) -> Cow<'e, str> {
    Cow::Owned(number.normalize().to_string())
}

fn written<'e>(instant: Timestamp) -> Cow<'e, str> {
    Cow::Owned(instant.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

fn from_unix(text: &str, read: fn(i64) -> Option<Timestamp>) -> Result<Timestamp, Reason> {
    let whole = decimal(text)?.trunc().to_i64();
    whole.and_then(read).ok_or_else(|| format!("{:?} is not an instant", short(text)))
}

/// Small letters and digits, with one `_` for everything between.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_")
}

/// `-3h`, `90m`, `2d`.
fn span(text: &str) -> Result<TimeDelta, String> {
    let wrong = || format!("{text:?} is not a span such as -3h, 90m or 2d, of at most a year");
    let unit = text.chars().next_back().ok_or_else(wrong)?;
    let count = text[..text.len() - unit.len_utf8()].parse().map_err(|_| wrong())?;
    let span = match unit {
        'm' => TimeDelta::try_minutes(count),
        'h' => TimeDelta::try_hours(count),
        'd' => TimeDelta::try_days(count),
        _ => None,
    };
    span.filter(|span| span.abs() <= SHIFT_MAX).ok_or_else(wrong)
}
