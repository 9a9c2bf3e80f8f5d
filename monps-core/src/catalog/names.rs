//! Folding names, so that two spellings of one side compare equal.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that do not tell clubs apart.
const NOISE: [&str; 10] = ["fc", "afc", "cf", "sc", "ac", "fk", "sk", "cd", "ud", "the"];

/// Folds a name: compatibility forms, accents, case, punctuation and club noise go; every word that
/// tells sides apart (United, City, Women, U19, B, II) stays.
///
/// A name made of noise alone is kept as it is, so that nothing folds to nothing.
///
/// ```
/// use monps_core::catalog::fold_name;
///
/// assert_eq!(fold_name("1. FC Köln"), "1 koln");
/// assert_eq!(fold_name("A.F.C. Bournemouth"), fold_name("Bournemouth"));
/// assert_ne!(fold_name("Barcelona B"), fold_name("FC Barcelona"));
/// ```
#[must_use]
pub fn fold_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            // A point or apostrophe inside a word joins: A.F.C., Nott'm.
            '.' | '\'' | '’' | '`' => plain.push('\u{0}'),
            '&' => plain.push_str(" and "),
            c if c.is_alphanumeric() => plain.push(c),
            _ => plain.push(' '),
        }
    }
    let joined = join_points(&plain);
    let words: Vec<&str> = joined.split_whitespace().collect();
    let telling: Vec<&str> = words.iter().copied().filter(|word| !NOISE.contains(word)).collect();
    if telling.is_empty() { words.join(" ") } else { telling.join(" ") }
}

/// A joining mark between two single letters or before a letter joins; after a number it parts.
fn join_points(marked: &str) -> String {
    let mut out = String::with_capacity(marked.len());
    let mut previous = ' ';
    for c in marked.chars() {
        if c == '\u{0}' {
            if previous.is_numeric() {
                out.push(' ');
            }
            continue;
        }
        out.push(c);
        previous = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_together() {
        for (a, b) in [
            ("Atlético Madrid", "Atletico Madrid"),
            ("Brighton & Hove Albion", "Brighton and Hove Albion"),
            ("Nott'm Forest", "Nottm Forest"),
            ("Malmö FF", "malmo ff"),
            ("Bodø/Glimt", "Bodo Glimt"),
            ("ＡＪＡＸ", "ajax"),
        ] {
            assert_eq!(fold_name(a), fold_name(b));
        }
    }

    #[test]
    fn what_tells_sides_apart_stays() {
        for (a, b) in [
            ("Manchester United", "Manchester City"),
            ("Arsenal", "Arsenal Women"),
            ("Ajax", "Ajax U19"),
            ("Barcelona", "Barcelona B"),
            ("Norwich", "Northwich"),
        ] {
            assert_ne!(fold_name(a), fold_name(b));
        }
        assert_eq!(fold_name("FC"), "fc");
        assert_eq!(fold_name(""), "");
    }
}
