//! The sources of this crate that are spoken to by description.

use super::Declared;

/// The descriptions, by the name of their file.
pub const SOURCES: [(&str, &str); 5] = [
    ("kalshi.toml", include_str!("venues/kalshi.toml")),
    ("matchbook.toml", include_str!("venues/matchbook.toml")),
    ("odds-api-io.toml", include_str!("venues/odds-api-io.toml")),
    ("polymarket.toml", include_str!("venues/polymarket.toml")),
    ("smarkets.toml", include_str!("venues/smarkets.toml")),
];

/// The adapters of this crate that are descriptions. A test keeps every one of them readable.
#[must_use]
pub fn builtin() -> Vec<Declared> {
    SOURCES.iter().filter_map(|(file, text)| Declared::read(file, text).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_description_of_this_crate_is_sound() {
        for (file, text) in SOURCES {
            if let Err(error) = Declared::read(file, text) {
                panic!("{error}");
            }
        }
        assert_eq!(builtin().len(), SOURCES.len());
    }
}
