//! The repository as a map from paths to contents, and what a rule says about it.
//!
//! Everything on the disk counts, tracked or not, save what `.gitignore` names: a file that is
//! about to be committed is judged like one that is.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::{fs, io};

/// Something that breaks a rule, with where and what to do.
#[derive(Debug)]
pub(crate) struct Complaint {
    path: String,
    line: Option<usize>,
    sentence: String,
}

impl Complaint {
    /// About a whole file or folder.
    pub(crate) fn file(path: &str, sentence: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, sentence: sentence.into() }
    }

    /// About one line, counted from 1.
    pub(crate) fn line(path: &str, line: usize, sentence: impl Into<String>) -> Self {
        Self { line: Some(line), ..Self::file(path, sentence) }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.sentence),
            None => write!(f, "{}: {}", self.path, self.sentence),
        }
    }
}

/// One file: its size, and its text when it is text.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) bytes: u64,
    pub(crate) text: Option<String>,
}

/// Every file of the repository by its path from the root, with forward slashes.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, File>,
}

impl Tree {
    /// Reads the repository that this package stands in.
    pub(crate) fn of_repository() -> io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let ignored = Ignored::parse(&fs::read_to_string(root.join(".gitignore"))?);
        let mut tree = Self::default();
        tree.read_folder(&root, "", &ignored)?;
        Ok(tree)
    }

    /// A made-up tree, for the tests of the rules.
    pub(crate) fn sample(files: &[(&str, &str)]) -> Self {
        let mut tree = Self::default();
        for (path, text) in files {
            tree.insert(path, text.as_bytes());
        }
        tree
    }

    /// Adds one file.
    pub(crate) fn insert(&mut self, path: &str, content: &[u8]) {
        self.files.insert(
            path.to_owned(),
            File {
                path: path.to_owned(),
                bytes: content.len() as u64,
                text: std::str::from_utf8(content).ok().map(str::to_owned),
            },
        );
    }

    fn read_folder(&mut self, root: &Path, folder: &str, ignored: &Ignored) -> io::Result<()> {
        for entry in fs::read_dir(root.join(folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let kind = entry.file_type()?;
            if name == ".git" || ignored.covers(&path, &name) {
                continue;
            } else if kind.is_dir() {
                self.read_folder(root, &path, ignored)?;
            } else if kind.is_file() {
                self.insert(&path, &fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// Every file, in the order of paths.
    pub(crate) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }

    /// The text files whose path ends so, with their text.
    pub(crate) fn texts<'a>(
        &'a self,
        ending: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> + 'a {
        self.files()
            .filter(move |file| file.path.ends_with(ending))
            .filter_map(|file| Some((file.path.as_str(), file.text.as_deref()?)))
    }

    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.text.as_deref()
    }

    /// Whether a file, or a folder with something in it, is there.
    pub(crate) fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.files.contains_key(path) || self.files.keys().any(|key| key.starts_with(&folder))
    }
}

/// What `.gitignore` names, in the three forms that ours uses: `/here`, `anywhere`, `*.ending*`.
struct Ignored(Vec<String>);

impl Ignored {
    fn parse(text: &str) -> Self {
        let patterns = text.lines().map(str::trim);
        Self(
            patterns
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .map(str::to_owned)
                .collect(),
        )
    }

    fn covers(&self, path: &str, name: &str) -> bool {
        self.0.iter().any(|pattern| {
            let pattern = pattern.trim_end_matches('/');
            if let Some(rooted) = pattern.strip_prefix('/') {
                path == rooted
            } else if let Some(ending) = pattern.strip_prefix('*') {
                match ending.strip_suffix('*') {
                    Some(middle) => name.contains(middle),
                    None => name.ends_with(ending),
                }
            } else {
                name == pattern
            }
        })
    }
}

#[test]
fn ignoring_follows_the_three_forms() {
    let ignored = Ignored::parse("# kept\n/target\n*.sqlite\n*.sqlite-*\nnode_modules/\n");
    assert!(ignored.covers("target", "target"));
    assert!(!ignored.covers("deep/target", "target"));
    assert!(ignored.covers("a/b.sqlite", "b.sqlite"));
    assert!(ignored.covers("a/b.sqlite-wal", "b.sqlite-wal"));
    assert!(ignored.covers("x/node_modules", "node_modules"));
    assert!(!ignored.covers("src/main.rs", "main.rs"));
}

#[test]
fn the_repository_is_really_read() {
    let tree = Tree::of_repository().unwrap();
    assert!(tree.has("Cargo.toml") && tree.has("monps-core/src") && tree.has("monps-core/src/"));
    assert!(!tree.has("target") && !tree.has(".git"));
    assert!(tree.texts(".rs").count() > 30);
}
