//! Secrets: kept by name, shown never.
//!
//! A [`Secret`] prints as `•••` and cannot be serialised. The driver takes it out of the
//! [`SecretStore`] at the last moment, and blanks it from every answer before anybody sees that.
//!
//! ```
//! use monps_adapters::driver::{Secret, SecretStore};
//!
//! let secrets = SecretStore::new().with("the_odds_api_key", "0123456789abcdef")?;
//! assert!(!format!("{secrets:?}").contains("0123456789abcdef"));
//! # Ok::<(), monps_adapters::error::SecretError>(())
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose;

use crate::error::SecretError;

/// What stands where a secret was.
pub(super) const BLANK: &str = "•••";
/// No real key is shorter; blanking a shorter one would maim innocent text.
const LENGTH_MIN: usize = 8;
/// No real key is longer.
const LENGTH_MAX: usize = 4096;
/// Certificates and private keys are.
const PEM_LENGTH_MAX: usize = 65_536;
/// How a certificate or private key in PEM begins.
const PEM_BEGIN: &str = "-----BEGIN ";

/// A value that is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a value; surrounding blanks go.
    ///
    /// # Errors
    /// [`SecretError`] when it is too short, too long, or not visible ASCII (it could not travel in a
    /// header); a certificate or private key in PEM has lines.
    pub fn new(name: &str, value: &str) -> Result<Self, SecretError> {
        let refused = |reason| SecretError { name: name.to_owned(), reason };
        let value = value.trim();
        if value.len() < LENGTH_MIN {
            return Err(refused(
                "is shorter than 8 characters: no key is; check that all of it was copied",
            ));
        }
        let pem = value.starts_with(PEM_BEGIN);
        if value.len() > if pem { PEM_LENGTH_MAX } else { LENGTH_MAX } {
            return Err(refused("is longer than 4096 characters: no key is"));
        }
        let fits =
            |byte: u8| byte.is_ascii_graphic() || (pem && matches!(byte, b' ' | b'\n' | b'\r'));
        if !value.bytes().all(fits) {
            return Err(refused(
                "holds blanks or characters that no key has: check that nothing else was copied with it",
            ));
        }
        Ok(Self(value.to_owned()))
    }

    /// The value: only for whoever writes it into a request.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// Blanks the secret from text, in every spelling a source may echo it in.
    #[must_use]
    pub fn blank_text(&self, text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        self.blank_bytes(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Blanks the secret from bytes; nothing is copied where it does not occur.
    pub fn blank_bytes(&self, bytes: &mut Vec<u8>) {
        for form in self.forms().into_iter().rev() {
            replace_bytes(bytes, form.as_bytes());
        }
    }

    /// The ways in which a source may echo it: as it is, in an address, in JSON, in HTML, in base64
    /// wherever it begins there, in hexadecimal. Longer spellings last.
    pub(super) fn forms(&self) -> Vec<String> {
        let value = &self.0;
        let in_url: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
        let in_json = value.replace('\\', "\\\\").replace('"', "\\\"");
        let slashes = in_json.replace('/', "\\/");
        let in_html = value
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;");
        let hex: String = value.bytes().map(|byte| format!("{byte:02x}")).collect();
        let mut forms = BTreeSet::from([
            value.clone(),
            lower_escapes(&in_url),
            in_url,
            slashes,
            in_json,
            in_html,
            hex.to_ascii_uppercase(),
            hex,
        ]);
        forms.extend((0..3).flat_map(|offset| in_base64(value.as_bytes(), offset)));
        if value.starts_with(PEM_BEGIN) {
            // The lines alone give a private key away.
            let lines = value.lines().map(str::trim);
            forms.extend(
                lines.filter(|line| line.len() >= 40 && !line.contains(' ')).map(str::to_owned),
            );
        }
        let mut forms: Vec<String> = forms.into_iter().collect();
        forms.sort_by_key(String::len);
        forms
    }
}

/// A value in base64 when it begins after so many bytes of something else (modulo three), in both
/// alphabets: the characters that it alone decides.
fn in_base64(value: &[u8], offset: usize) -> [String; 2] {
    let mut bytes = vec![0; offset];
    bytes.extend_from_slice(value);
    let (begin, end) = ((offset * 8).div_ceil(6), bytes.len() * 8 / 6);
    [&general_purpose::STANDARD, &general_purpose::URL_SAFE].map(|engine| {
        let text = engine.encode(&bytes);
        text.get(begin..end).unwrap_or_default().to_owned()
    })
}

/// `%2F` as some servers write it: `%2f`.
fn lower_escapes(in_url: &str) -> String {
    let mut parts = in_url.split('%');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (escape, rest) = part.split_at(part.len().min(2));
        out.push('%');
        out.push_str(&escape.to_ascii_lowercase());
        out.push_str(rest);
    }
    out
}

pub(super) fn replace_bytes(bytes: &mut Vec<u8>, needle: &[u8]) {
    let Some(mut at) = find(bytes, needle) else {
        return;
    };
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest: &[u8] = bytes;
    loop {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(BLANK.as_bytes());
        rest = &rest[at + needle.len()..];
        match find(rest, needle) {
            Some(next) => at = next,
            None => break,
        }
    }
    out.extend_from_slice(rest);
    *bytes = out;
}

/// Looks for the first byte first: a key hardly ever occurs, so that is one fast pass.
fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(step) = haystack.get(from..)?.iter().position(|byte| *byte == first) {
        let at = from + step;
        if haystack[at..].starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(BLANK)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(BLANK)
    }
}

/// Secrets by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecretStore(BTreeMap<String, Secret>);

impl SecretStore {
    /// Without any secret.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with one more secret; a later value replaces an earlier one.
    ///
    /// # Errors
    /// [`SecretError`] as [`Secret::new`].
    pub fn with(mut self, name: &str, value: &str) -> Result<Self, SecretError> {
        self.0.insert(name.to_owned(), Secret::new(name, value)?);
        Ok(self)
    }

    /// The secret of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Secret> {
        self.0.get(name)
    }

    /// The names, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// All secrets, to blank them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Secret> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANARY: &str = "ca/nary+0123456789";

    #[test]
    fn a_secret_never_shows() {
        let secret = Secret::new("key", CANARY).unwrap();
        let store = SecretStore::new().with("key", CANARY).unwrap();
        for shown in [format!("{secret}"), format!("{secret:?}"), format!("{store:#?}")] {
            assert!(!shown.contains("nary"), "{shown}");
        }
    }

    #[test]
    fn it_is_blanked_in_every_spelling() {
        let secret = Secret::new("key", CANARY).unwrap();
        let text = format!(
            "a {CANARY} b ca%2Fnary%2B0123456789 c ca%2fnary%2b0123456789 d ca\\/nary+0123456789 e"
        );
        assert_eq!(secret.blank_text(&text), "a ••• b ••• c ••• d ••• e");
        let mut bytes = text.into_bytes();
        secret.blank_bytes(&mut bytes);
        assert_eq!(String::from_utf8(bytes).unwrap(), "a ••• b ••• c ••• d ••• e");
        let quoted = Secret::new("key", r#"quo"ted\key"#).unwrap();
        let json = serde_json::to_string(quoted.expose()).unwrap();
        assert_eq!(quoted.blank_text(&json), "\"•••\"");
        for before in ["", "u", "us", "user:"] {
            let encoded = general_purpose::STANDARD.encode(format!("{before}{CANARY}!"));
            let blanked = secret.blank_text(&encoded);
            assert!(blanked.contains(BLANK) && blanked.len() < 20, "{before}: {blanked}");
        }
        let mut innocent = b"ca/nary+012345678".to_vec();
        secret.blank_bytes(&mut innocent);
        assert_eq!(innocent, b"ca/nary+012345678");
    }

    #[test]
    fn what_cannot_be_a_key_is_refused() {
        for (value, reason) in
            [("tiny", "shorter"), ("two words here", "blanks"), ("clé-de-la-maison", "characters")]
        {
            let refused = Secret::new("key", value).unwrap_err().to_string();
            assert!(refused.contains(reason), "{refused}");
            assert!(!refused.contains(value), "{refused}");
        }
        assert!(Secret::new("key", &"k".repeat(5000)).is_err());
        assert!(Secret::new("key", "  0123456789\n").is_ok());
    }
}
