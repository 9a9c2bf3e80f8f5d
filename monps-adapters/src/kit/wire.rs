//! Pieces of JSON answers that several sources have alike.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Reason;

/// Goals of one side nobody has scored in a match.
pub(crate) const GOALS_MAX: u32 = 200;

/// One item of an answer.
///
/// # Errors
/// Why it is not of the documented shape.
pub(crate) fn item<'a, T: Deserialize<'a>>(raw: &'a RawValue) -> Result<T, Reason> {
    serde_json::from_str(raw.get())
        .map_err(|error| format!("this is not of the documented shape: {error}"))
}

/// A number of each side, where it is told.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) struct Pair {
    #[serde(default)]
    home: Option<u32>,
    #[serde(default)]
    away: Option<u32>,
}

impl Pair {
    /// Both, or nothing.
    pub(crate) fn both(self) -> Option<(u32, u32)> {
        self.home.zip(self.away)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_both_or_nothing() {
        let both = |text: &str| {
            let raw: &RawValue = serde_json::from_str(text).unwrap();
            item::<Pair>(raw).map(Pair::both)
        };
        assert_eq!(both(r#"{"home": 2, "away": 0}"#), Ok(Some((2, 0))));
        assert_eq!(both(r#"{"home": 2, "away": null}"#), Ok(None));
        assert!(both(r#"{"home": -1}"#).unwrap_err().contains("documented shape"));
    }
}
