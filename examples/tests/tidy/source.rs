//! What Rust source may not contain, and how long it may be.

use crate::tree::{Complaint, Tree};

/// Lines of code in one file: blank lines and comments do not count.
const CODE_LINES_MAX: usize = 400;

/// Test code that stands among production code because several modules share it.
const SHARED_TEST_CODE: &[&str] = &["monps-server/src/store/contract.rs"];

/// What says that work is not done. Written in two halves, so that this file may name them.
const UNFINISHED: &[&str] = &[
    concat!("to", "do!("),
    concat!("unimpl", "emented!("),
    concat!("db", "g!("),
    concat!("#[ig", "nore"),
];

/// Giving up instead of answering with an error; `unwrap` is clippy's.
const PANICKING: &[&str] =
    &[concat!("pan", "ic!("), concat!("unreach", "able!("), concat!(".exp", "ect(\"")];

/// One line of a file, counted from 1.
type Line<'a> = (usize, &'a str);

/// The lines that are neither blank nor comments.
pub(crate) fn code(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line)).filter(|(_, line)| {
        let line = line.trim_start();
        !line.is_empty() && !line.starts_with("//")
    })
}

/// The code that ships: none in a test file, and in others what stands before the tests.
pub(crate) fn production<'a>(path: &str, text: &'a str) -> impl Iterator<Item = Line<'a>> {
    let is_test = !path.contains("/src/")
        || path.contains("/tests/")
        || path.ends_with("/tests.rs")
        || SHARED_TEST_CODE.contains(&path);
    code(text).take_while(move |(_, line)| !is_test && !line.starts_with("mod tests {"))
}

/// Macros and attributes that put work off.
pub(crate) fn unfinished(tree: &Tree) -> Vec<Complaint> {
    containing(
        tree,
        |_, text| code(text).collect(),
        UNFINISHED,
        |word| format!("finish it: `{word}` does not stay"),
    )
}

/// Production code that panics on purpose.
pub(crate) fn panicking(tree: &Tree) -> Vec<Complaint> {
    containing(
        tree,
        |path, text| production(path, text).collect(),
        PANICKING,
        |word| format!("return an error that says what to do instead of `{word}`"),
    )
}

fn containing(
    tree: &Tree,
    lines: impl for<'a> Fn(&str, &'a str) -> Vec<Line<'a>>,
    words: &[&str],
    sentence: impl Fn(&str) -> String,
) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, text) in tree.texts(".rs") {
        for (number, line) in lines(path, text) {
            for word in words.iter().filter(|word| line.contains(**word)) {
                complaints.push(Complaint::line(path, number, sentence(word)));
            }
        }
    }
    complaints
}

/// A file that does not begin with its purpose.
pub(crate) fn unexplained(tree: &Tree) -> Vec<Complaint> {
    tree.texts(".rs")
        .filter(|(_, text)| {
            let first = text.lines().find(|line| !line.trim().is_empty());
            !first.is_some_and(|line| line.starts_with("//! "))
        })
        .map(|(path, _)| Complaint::file(path, "begin with `//!`: what the file is for"))
        .collect()
}

/// A file that wants splitting by idea.
pub(crate) fn too_long(tree: &Tree) -> Vec<Complaint> {
    tree.texts(".rs")
        .map(|(path, text)| (path, code(text).count()))
        .filter(|(_, lines)| *lines > CODE_LINES_MAX)
        .map(|(path, lines)| {
            let sentence =
                format!("has {lines} lines of code, more than {CODE_LINES_MAX}: split it by idea");
            Complaint::file(path, sentence)
        })
        .collect()
}

/// A comment that is only a rule across the page.
pub(crate) fn banners(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, text) in tree.texts(".rs") {
        for (index, line) in text.lines().enumerate() {
            let rule = line.trim().strip_prefix("//").unwrap_or_default().trim();
            let drawn = rule.chars().filter(|c| "-=*#/─═".contains(*c)).count();
            if drawn >= 6 && drawn == rule.chars().count() {
                let sentence = "no section banners: a section that wants one wants a file";
                complaints.push(Complaint::line(path, index + 1, sentence));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> Tree {
        Tree::sample(&[(path, text)])
    }

    #[test]
    fn unfinished_work_is_found_in_code_and_not_in_comments() {
        for word in UNFINISHED {
            assert_eq!(unfinished(&file("a/src/b.rs", &format!("fn f() {{ {word}) }}"))).len(), 1);
            assert!(unfinished(&file("a/src/b.rs", &format!("// not {word})"))).is_empty());
        }
    }

    #[test]
    fn a_panic_is_found_before_the_tests_and_allowed_in_them() {
        for word in PANICKING {
            let body = format!("fn f() {{ x{word}\"\") }}\n");
            assert_eq!(panicking(&file("a/src/b.rs", &body)).len(), 1, "{word}");
            let test = format!("#[cfg(test)]\nmod tests {{\n{body}}}\n");
            assert!(panicking(&file("a/src/b.rs", &test)).is_empty());
            assert!(panicking(&file("a/tests/it/b.rs", &body)).is_empty());
            assert!(panicking(&file("a/src/b/tests.rs", &body)).is_empty());
        }
    }

    #[test]
    fn a_file_without_a_purpose_is_found() {
        assert_eq!(unexplained(&file("a/src/b.rs", "use std::fmt;\n")).len(), 1);
        assert_eq!(unexplained(&file("a/src/b.rs", "")).len(), 1);
        assert!(unexplained(&file("a/src/b.rs", "//! Bees.\n")).is_empty());
    }

    #[test]
    fn only_code_counts_towards_the_length() {
        let lines = |n: usize| "let x = 1;\n".repeat(n);
        assert!(too_long(&file("a/src/b.rs", &lines(CODE_LINES_MAX))).is_empty());
        assert_eq!(too_long(&file("a/src/b.rs", &lines(CODE_LINES_MAX + 1))).len(), 1);
        let airy = format!("{}{}", lines(CODE_LINES_MAX), "\n/// why\n  // because\n".repeat(99));
        assert!(too_long(&file("a/src/b.rs", &airy)).is_empty());
    }

    #[test]
    fn a_banner_is_found_and_a_sentence_is_not() {
        let rule = "-".repeat(40);
        assert_eq!(banners(&file("a/src/b.rs", &format!("    // {rule}\n"))).len(), 1);
        assert_eq!(banners(&file("a/src/b.rs", &"/".repeat(60))).len(), 1);
        assert!(
            banners(&file("a/src/b.rs", "/// | a | b |\n/// |---|---|\n// a - b\n")).is_empty()
        );
    }
}
