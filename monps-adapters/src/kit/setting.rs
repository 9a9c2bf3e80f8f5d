//! Settings of a feed, read strictly: a wrong one is named, with what it may be.

use monps_core::adapter::Context;
use monps_core::error::adapter::{Fault, FaultCode};

/// Words of one setting.
const WORDS_MAX: usize = 100;

/// A setting that cannot be served.
pub(crate) fn bad_config(message: impl Into<String>) -> Fault {
    Fault::new(FaultCode::BadConfig, message)
}

/// A whole number within bounds.
pub(crate) fn number(
    context: &Context,
    key: &str,
    default: u32,
    least: u32,
    most: u32,
) -> Result<u32, Fault> {
    let Some(text) = context.value(key) else {
        return Ok(default);
    };
    text.parse().ok().filter(|number| (least..=most).contains(number)).ok_or_else(|| {
        bad_config(format!("{key} is {text:?}: it is a whole number from {least} to {most}"))
    })
}

/// One of a few words; the first of them where nothing is set.
pub(crate) fn one_of<T: Copy>(
    context: &Context,
    key: &str,
    known: &[(&str, T)],
) -> Result<T, Fault> {
    let Some(text) = context.value(key) else {
        return known.first().map(|(_, meant)| *meant).ok_or_else(|| bad_config(key));
    };
    known.iter().find(|(word, _)| *word == text).map(|(_, meant)| *meant).ok_or_else(|| {
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        bad_config(format!("{key} is {text:?}: it is one of {}", words.join(", ")))
    })
}

/// Words that go into an address: the task's own, else those of the setting, else the default; in
/// order, each once, made of letters, digits, `_` and `-`.
pub(crate) fn words(
    context: &Context,
    key: &str,
    asked: &[String],
    default: &[&str],
) -> Result<Vec<String>, Fault> {
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let lists = [asked, context.list(key), default.to_vec()];
    let mut words = lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default();
    words.sort_unstable();
    words.dedup();
    if words.len() > WORDS_MAX {
        return Err(bad_config(format!(
            "{key} has {} entries, and at most {WORDS_MAX} are asked for at once: split the feed",
            words.len()
        )));
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    match words.iter().find(|word| word.len() > 64 || !word.bytes().all(plain)) {
        None => Ok(words.into_iter().map(str::to_owned).collect()),
        Some(word) => Err(bad_config(format!(
            "{key} holds {:?}: it is made of letters, digits, _ and -",
            super::short(word)
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(key: &str, value: &str) -> Context {
        let now = "2026-11-22T12:00:00Z".parse().unwrap();
        Context::new(now, 0, [(key.to_owned(), value.to_owned())].into())
    }

    #[test]
    fn a_wrong_setting_is_named_with_what_it_may_be() {
        let days = number(&context("days", "11"), "days", 3, 1, 10).unwrap_err();
        assert_eq!(days.message, "days is \"11\": it is a whole number from 1 to 10");
        assert_eq!(number(&context("days", ""), "days", 3, 1, 10), Ok(3));
        let brands = [("ps3838", 1), ("pinnacle", 2)];
        assert_eq!(one_of(&context("brand", "pinnacle"), "brand", &brands), Ok(2));
        assert_eq!(one_of(&context("other", "x"), "brand", &brands), Ok(1));
        let brand = one_of(&context("brand", "x"), "brand", &brands).unwrap_err();
        assert_eq!(brand.message, "brand is \"x\": it is one of ps3838, pinnacle");
    }

    #[test]
    fn words_stay_inside_their_address() {
        let codes = |value: &str| words(&context("codes", value), "codes", &[], &["PL"]);
        assert_eq!(codes("FL1, PL,FL1").unwrap(), ["FL1", "PL"]);
        assert_eq!(codes("").unwrap(), ["PL"]);
        for bad in ["../x", "a&b=1", "a/b", "é"] {
            assert!(codes(bad).unwrap_err().message.starts_with("codes holds"), "{bad}");
        }
        let many = (0..101).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        assert!(codes(&many).unwrap_err().message.contains("split the feed"));
        let asked = ["39".to_owned()];
        assert_eq!(words(&context("codes", "PL"), "codes", &asked, &[]).unwrap(), ["39"]);
    }
}
