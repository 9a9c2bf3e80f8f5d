//! Blanks every secret from what comes back, in one pass over it.
//!
//! A source may echo a key in an address, in JSON, in base64 inside a header: each secret is looked for
//! in all the spellings that [`Secret`] knows, all secrets at once.

use aho_corasick::{AhoCorasick, MatchKind};

use super::secret::{BLANK, Secret};

/// Looks for all spellings of all secrets.
#[derive(Debug, Default)]
pub(super) struct Redactor {
    forms: Vec<String>,
    /// None where there is no secret, or where so many that no automaton can be built.
    automaton: Option<AhoCorasick>,
}

impl Redactor {
    pub(super) fn of<'a>(secrets: impl Iterator<Item = &'a Secret>) -> Self {
        let mut forms: Vec<String> = secrets.flat_map(Secret::forms).collect();
        forms.sort();
        forms.dedup();
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostLongest);
        let automaton = (!forms.is_empty()).then(|| builder.build(&forms).ok()).flatten();
        Self { forms, automaton }
    }

    /// Nothing is copied where no secret occurs.
    pub(super) fn bytes(&self, bytes: &mut Vec<u8>) {
        match &self.automaton {
            Some(automaton) if automaton.is_match(&*bytes) => {
                *bytes = automaton.replace_all_bytes(bytes, &vec![BLANK; self.forms.len()]);
            }
            Some(_) => {}
            None => {
                for form in &self.forms {
                    super::secret::replace_bytes(bytes, form.as_bytes());
                }
            }
        }
    }

    pub(super) fn text(&self, text: &mut String) {
        let mut bytes = std::mem::take(text).into_bytes();
        self.bytes(&mut bytes);
        *text = String::from_utf8(bytes)
            .unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_secrets_go_in_one_pass() {
        let secrets = [
            Secret::new("a", "alpha-0123456789").unwrap(),
            Secret::new("b", "alpha-0123456789-and-more").unwrap(),
        ];
        let redactor = Redactor::of(secrets.iter());
        let mut text = "x alpha-0123456789-and-more y alpha-0123456789 z".to_owned();
        redactor.text(&mut text);
        assert_eq!(text, "x ••• y ••• z", "the longer one is not left in part");
        let mut none = "nothing here".to_owned();
        Redactor::of([].into_iter()).text(&mut none);
        assert_eq!(none, "nothing here");
    }
}
