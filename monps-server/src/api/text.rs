//! Text with a bound and without control characters.
//!
//! A NUL that reaches PostgreSQL is an error, a newline in a log is a forged line, and a name of a
//! megabyte is somebody's test: none of them get past the edge. [`Text`] is one line; [`Prose`] may
//! have line breaks and tabs.
//!
//! ```
//! use monps_server::api::text::{Prose, Text};
//!
//! assert_eq!(Text::<20>::new("Paris SG")?.as_str(), "Paris SG");
//! assert!(Text::<20>::new("Paris\0SG").is_err());
//! assert!(Prose::<20>::new("two\nlines").is_ok());
//! # Ok::<(), monps_server::api::text::TextError>(())
//! ```

use std::fmt;
use std::ops::Deref;

use poem_openapi::registry::MetaSchema;
use serde_json::Value;

use super::scalar::{Scalar, openapi_scalar};

/// No C0 or C1 control character, nor DEL.
const LINE_PATTERN: &str = r"^[^\u0000-\u001F\u007F-\u009F]*$";
/// The same, but for tab, line feed and carriage return.
const PROSE_PATTERN: &str = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]*$";

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Shorter than its bound.
    #[error("too short: at least {min} characters")]
    TooShort {
        /// The fewest characters allowed.
        min: usize,
    },
    /// Longer than its bound.
    #[error("too long: at most {max} characters")]
    TooLong {
        /// The most characters allowed.
        max: usize,
    },
    /// NUL, escape and the like.
    #[error("has a control character (U+{code:04X}) at character {position}: remove it")]
    Control {
        /// The character's code point.
        code: u32,
        /// Which character it is, from 1.
        position: usize,
    },
}

/// One line of text: `MIN` to `MAX` characters (Unicode code points), none of them a control character.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const MAX: usize, const MIN: usize = 0>(String);

/// Text of several lines: at most `MAX` characters, tabs and line breaks allowed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prose<const MAX: usize>(String);

/// Checks length and characters in one pass that ends at the bound.
fn check(text: &str, min: usize, max: usize, allowed: &[char]) -> Result<(), TextError> {
    let mut length = 0;
    for character in text.chars() {
        length += 1;
        if length > max {
            return Err(TextError::TooLong { max });
        }
        if character.is_control() && !allowed.contains(&character) {
            return Err(TextError::Control { code: u32::from(character), position: length });
        }
    }
    if length < min {
        return Err(TextError::TooShort { min });
    }
    Ok(())
}

impl<const MAX: usize, const MIN: usize> Text<MAX, MIN> {
    /// A text within its bounds.
    ///
    /// # Errors
    /// [`TextError`].
    pub fn new(text: impl Into<String>) -> Result<Self, TextError> {
        let text = text.into();
        check(&text, MIN, MAX, &[])?;
        Ok(Self(text))
    }

    /// A text of this code's own, for the examples of the document.
    pub(crate) fn sample(text: &'static str) -> Self {
        debug_assert!(check(text, MIN, MAX, &[]).is_ok(), "{text:?}");
        Self(text.to_owned())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, owned.
    #[must_use]
    pub fn into_inner(self) -> String {
        self.0
    }
}

impl<const MAX: usize> Prose<MAX> {
    /// A text within its bounds.
    ///
    /// # Errors
    /// [`TextError`].
    pub fn new(text: impl Into<String>) -> Result<Self, TextError> {
        let text = text.into();
        check(&text, 0, MAX, &['\t', '\n', '\r'])?;
        Ok(Self(text))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, owned.
    #[must_use]
    pub fn into_inner(self) -> String {
        self.0
    }
}

macro_rules! text {
    ([$($generics:tt)*] $type:ty, $min:expr, $pattern:expr) => {
        impl<$($generics)*> Scalar for $type {
            type Problem = TextError;
            const NAME: &'static str = "text";

            fn schema() -> MetaSchema {
                MetaSchema {
                    min_length: Some($min).filter(|&min| min != 0),
                    max_length: Some(MAX),
                    pattern: Some($pattern.to_owned()),
                    ..MetaSchema::new("string")
                }
            }

            fn from_json(value: &Value) -> Option<Result<Self, TextError>> {
                value.as_str().map(Self::new)
            }

            fn from_text(text: &str) -> Result<Self, TextError> {
                Self::new(text)
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.clone())
            }

            fn to_text(&self) -> String {
                self.0.clone()
            }
        }

        openapi_scalar!($type; $($generics)*);

        impl<$($generics)*> Deref for $type {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl<$($generics)*> fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text!([const MAX: usize, const MIN: usize] Text<MAX, MIN>, MIN, LINE_PATTERN);
text!([const MAX: usize] Prose<MAX>, 0_usize, PROSE_PATTERN);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_counted_in_characters() {
        assert!(Text::<3>::new("été").is_ok());
        assert_eq!(Text::<3>::new("étés"), Err(TextError::TooLong { max: 3 }));
        assert_eq!(Text::<3, 1>::new(""), Err(TextError::TooShort { min: 1 }));
        assert!(Text::<3>::new("").is_ok());
    }

    #[test]
    fn control_characters_are_named() {
        let refusal = Text::<9>::new("a\0b").unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "has a control character (U+0000) at character 2: remove it"
        );
        for text in ["\u{1b}[31m", "a\nb", "\u{7f}", "\u{85}"] {
            assert!(Text::<9>::new(text).is_err(), "{text:?}");
        }
        assert!(Prose::<9>::new("a\r\n\tb").is_ok());
        assert!(Prose::<9>::new("a\0").is_err());
    }

    #[test]
    fn a_megabyte_is_refused_at_its_bound() {
        let long = "x".repeat(1 << 20);
        assert_eq!(Text::<50>::new(long), Err(TextError::TooLong { max: 50 }));
    }
}
