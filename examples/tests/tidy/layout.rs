//! Where files stand and what they are called.

use std::collections::BTreeSet;

use crate::tree::{Complaint, Tree};

const TOP_LEVEL: &[&str] = &[
    ".cargo",
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "Makefile",
    "README.md",
    "SCALE.md",
    "SECURITY.md",
    "clippy.toml",
    "deny.toml",
    "docker-compose.yml",
    "examples",
    "migrations",
    "monps-adapters",
    "monps-core",
    "monps-server",
    "openapi",
    "plugins",
    "rustfmt.toml",
];

/// What git remembers so that names need not. A venue's own spelling in `testdata/` is its own.
const MOODS: &[&str] = &["new", "old", "final", "tmp", "temp", "bak", "copy", "orig"];

const VENUE_FILES: &[&str] = &["mod.rs", "conversation.rs", "wire.rs", "convert.rs"];

/// Rooms of the adapters that are not venues.
const NOT_VENUES: &[&str] =
    &["component", "declarative", "driver", "kit", "paper", "sqlite_image", "testkit"];

/// Venue files that may be missing: (venue, file, why).
const MISSING_ALLOWED: &[(&str, &str, &str)] =
    &[("simulator", "wire.rs", "it makes its market up, so it has nobody's words to read")];

/// Large enough for a generated document, too small for a recording that belongs elsewhere.
const FILE_BYTES_MAX: u64 = 1_500_000;

/// A file or folder at the root that nobody agreed on.
pub(crate) fn top_level(tree: &Tree) -> Vec<Complaint> {
    let names: BTreeSet<&str> =
        tree.files().filter_map(|file| file.path.split('/').next()).collect();
    names
        .iter()
        .filter(|name| !TOP_LEVEL.contains(name))
        .map(|name| Complaint::file(name, "does not belong at the top: put it in one of the rooms"))
        .collect()
}

/// A name that ends in a version or a mood: `store_v2.rs`, `price_new.rs`, `notes_final.md`.
pub(crate) fn moody_names(tree: &Tree) -> Vec<Complaint> {
    tree.files()
        .filter(|file| !file.path.contains("/testdata/"))
        .filter(|file| file.path.split('/').any(is_moody))
        .map(|file| Complaint::file(&file.path, "name what it is: git remembers which came when"))
        .collect()
}

fn is_moody(part: &str) -> bool {
    let stem = part.split('.').find(|piece| !piece.is_empty());
    let last = stem.and_then(|stem| Some(stem.rsplit_once(['_', '-'])?.1.to_lowercase()));
    last.is_some_and(|word| {
        let version = word.strip_prefix('v').unwrap_or_default();
        let numbered = !version.is_empty() && version.chars().all(|c| c.is_ascii_digit());
        // `-v1` names an interface that is versioned for its users, such as openapi/monps-v1.yaml.
        (numbered && part.contains(&format!("_{word}"))) || MOODS.contains(&word.as_str())
    })
}

/// A venue's folder without one of its four files.
pub(crate) fn venues(tree: &Tree) -> Vec<Complaint> {
    let root = "monps-adapters/src/";
    let folders: BTreeSet<&str> = tree
        .files()
        .filter_map(|file| Some(file.path.strip_prefix(root)?.split_once('/')?.0))
        .filter(|folder| !NOT_VENUES.contains(folder))
        .collect();
    let mut complaints = Vec::new();
    for folder in folders {
        for file in VENUE_FILES {
            let path = format!("{root}{folder}/{file}");
            let excused = MISSING_ALLOWED
                .iter()
                .any(|(venue, missing, _)| (*venue, *missing) == (folder, *file));
            // A file that outgrew its room is a folder of the same name.
            let folded = format!("{}/mod.rs", path.trim_end_matches(".rs"));
            if !tree.has(&path) && !tree.has(&folded) && !excused {
                complaints.push(Complaint::file(
                    &path,
                    "is missing: every venue has the same four files",
                ));
            }
        }
    }
    complaints
}

/// A file that makes every clone slower.
pub(crate) fn heavy(tree: &Tree) -> Vec<Complaint> {
    tree.files()
        .filter(|file| file.bytes > FILE_BYTES_MAX)
        .map(|file| {
            let sentence = format!(
                "has {} bytes, more than {FILE_BYTES_MAX}: shorten or generate it",
                file.bytes
            );
            Complaint::file(&file.path, sentence)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty(paths: &[&str]) -> Tree {
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (*path, "")).collect();
        Tree::sample(&files)
    }

    #[test]
    fn a_stranger_at_the_top_is_found() {
        assert!(top_level(&empty(&["Cargo.toml", "monps-core/src/lib.rs"])).is_empty());
        assert_eq!(top_level(&empty(&["scripts/a.sh", "scripts/b.sh", "notes.md"])).len(), 2);
    }

    #[test]
    fn versions_and_moods_are_found_anywhere_in_a_path() {
        for bad in ["a/store_v2.rs", "a/price_new.rs", "a_old/b.rs", "notes-final.md", "x_tmp"] {
            assert_eq!(moody_names(&empty(&[bad])).len(), 1, "{bad}");
        }
        for good in [
            "openapi/monps-v1.yaml",
            "a/new.rs",
            "a/renew.rs",
            "a/market_view.rs",
            "a/testdata/x/odds_v3.json",
            ".gitignore",
        ] {
            assert!(moody_names(&empty(&[good])).is_empty(), "{good}");
        }
    }

    #[test]
    fn a_venue_without_its_files_is_found() {
        let whole = VENUE_FILES.map_paths("monps-adapters/src/betfair/");
        let whole: Vec<&str> = whole.iter().map(String::as_str).collect();
        assert!(venues(&empty(&whole)).is_empty());
        assert_eq!(venues(&empty(&whole[1..])).len(), 1);
        assert!(
            venues(&empty(&["monps-adapters/src/driver/mod.rs", "monps-adapters/src/lib.rs"]))
                .is_empty()
        );
        let simulator =
            ["mod.rs", "conversation.rs", "convert.rs"].map_paths("monps-adapters/src/simulator/");
        let simulator: Vec<&str> = simulator.iter().map(String::as_str).collect();
        assert!(venues(&empty(&simulator)).is_empty());
        assert_eq!(venues(&empty(&simulator[1..])).len(), 1);
    }

    #[test]
    fn a_heavy_file_is_found() {
        let mut tree = Tree::default();
        tree.insert("a.bin", &vec![0; 1_500_000]);
        assert!(heavy(&tree).is_empty());
        tree.insert("b.bin", &vec![0; 1_500_001]);
        assert_eq!(heavy(&tree).len(), 1);
    }

    trait MapPaths {
        fn map_paths(&self, folder: &str) -> Vec<String>;
    }

    impl MapPaths for [&str] {
        fn map_paths(&self, folder: &str) -> Vec<String> {
            self.iter().map(|file| format!("{folder}{file}")).collect()
        }
    }
}
