//! Plain words of a description.

use super::{Bad, Item};

/// A printable text of at most so many bytes.
pub(super) fn printable(item: &Item<'_>, most: usize) -> Result<String, Bad> {
    let text = item.text()?.trim();
    if text.is_empty() || text.len() > most || text.chars().any(char::is_control) {
        return Err(item.bad(format!("must be a printable text of at most {most} bytes")));
    }
    Ok(text.to_owned())
}

/// A name of small letters, digits, `_` and `-`.
pub(super) fn slug(item: &Item<'_>, text: &str) -> Result<String, Bad> {
    let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_' || c == b'-';
    if text.is_empty() || text.len() > 64 || !text.bytes().all(fits) {
        return Err(
            item.bad(format!("{text:?} must be 1 to 64 of the characters a-z, 0-9, _ and -"))
        );
    }
    Ok(text.to_owned())
}
