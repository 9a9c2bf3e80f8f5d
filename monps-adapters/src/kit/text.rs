//! Foreign text, bounded.

use super::Reason;

/// The longest name taken, in bytes.
const NAME_BYTES_MAX: usize = 200;
/// The longest slug made of a name, in bytes.
const SLUG_BYTES_MAX: usize = 60;

/// A printable name of bounded length.
pub(crate) fn name(what: &str, text: &str) -> Result<String, Reason> {
    let text = text.trim();
    if text.is_empty() || text.len() > NAME_BYTES_MAX || text.chars().any(char::is_control) {
        return Err(format!("{what} is not a printable name of at most {NAME_BYTES_MAX} bytes"));
    }
    Ok(text.to_owned())
}

/// The beginning of a foreign text, for a message.
pub(crate) fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// A name as a slug: `William Hill` is `william_hill`. None where no letter or digit is left.
pub(crate) fn slug(name: &str) -> Option<String> {
    let mut slug = String::new();
    for c in monps_core::catalog::fold_name(name).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('_') {
            slug.push('_');
        }
        if slug.len() >= SLUG_BYTES_MAX {
            break;
        }
    }
    let slug = slug.trim_end_matches('_');
    (!slug.is_empty()).then(|| slug.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_printable_and_a_slug_is_plain() {
        assert_eq!(name("home", " Reds ").unwrap(), "Reds");
        assert!(name("home", "a\u{7}").is_err());
        assert!(name("home", &"a".repeat(201)).is_err());
        assert_eq!(slug("William Hill").unwrap(), "william_hill");
        assert_eq!(slug("Résultat & Plus/Moins").unwrap(), "resultat_and_plus_moins");
        assert_eq!(slug("«»"), None);
        assert!(slug(&"a b".repeat(100)).unwrap().len() <= SLUG_BYTES_MAX);
    }
}
