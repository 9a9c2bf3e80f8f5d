//! What the papers at the root promise about the tree.

use crate::tree::{Complaint, Tree};

const ARCHITECTURE: &str = "ARCHITECTURE.md";

/// Where a home folder or somebody's workplace begins. In halves, so that this file may name them.
const MACHINES: &[&str] =
    &[concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/"), concat!("/wo", "rk/")];

/// A path that the architecture names and the tree does not have, or a link that leads nowhere.
pub(crate) fn stale_paths(tree: &Tree) -> Vec<Complaint> {
    let Some(text) = tree.text(ARCHITECTURE) else {
        return vec![Complaint::file(ARCHITECTURE, "is missing")];
    };
    let mut complaints = Vec::new();
    for (number, line) in prose(text) {
        for path in line.split('`').skip(1).step_by(2).filter(|span| is_path(span)) {
            if !tree.has(path) {
                complaints.push(Complaint::line(
                    ARCHITECTURE,
                    number,
                    format!("{path} does not exist"),
                ));
            }
        }
    }
    for (document, text) in tree.texts(".md") {
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in prose(text) {
            for target in links(line).filter(|target| !tree.has(&resolve(folder, target))) {
                let sentence = format!("the link to {target} leads nowhere");
                complaints.push(Complaint::line(document, number, sentence));
            }
        }
    }
    complaints
}

/// The lines outside fenced blocks, counted from 1.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        (!fenced && !fence).then_some((index + 1, line))
    })
}

/// Something with a slash that is neither a route, nor a pattern, nor a sentence.
fn is_path(span: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    span.contains('/') && !span.starts_with('/') && span.chars().all(plain)
}

/// The targets of links into the tree.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| {
        let target = rest.split([')', '#', ' ']).next()?;
        (!target.is_empty() && !target.contains(':')).then_some(target)
    })
}

fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// A README or a Makefile without one of the two commands.
pub(crate) fn missing_commands(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for command in ["run", "test"] {
        for (path, wanted) in
            [("README.md", format!("make {command}")), ("Makefile", format!("\n{command}:"))]
        {
            if !tree.text(path).is_some_and(|text| text.contains(&wanted)) {
                let sentence = format!("must have `{}`", wanted.trim());
                complaints.push(Complaint::file(path, sentence));
            }
        }
    }
    complaints
}

/// A path that only exists on the machine of whoever wrote it.
pub(crate) fn machine_paths(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (path, text) in tree.texts("") {
        for (index, line) in text.lines().enumerate() {
            for start in MACHINES.iter().filter(|start| begins_a_path(line, start)) {
                let sentence =
                    format!("{start} is on one machine only: name it from the repository's root");
                complaints.push(Complaint::line(path, index + 1, sentence));
            }
        }
    }
    complaints
}

/// Whether `start` stands in `line` as the beginning of a path and not inside a longer one.
fn begins_a_path(line: &str, start: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || "._-}>".contains(c);
    line.match_indices(start).any(|(at, _)| !line[..at].chars().next_back().is_some_and(joins))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn architecture(text: &str) -> Tree {
        Tree::sample(&[(ARCHITECTURE, text), ("monps-core/src/lib.rs", "")])
    }

    #[test]
    fn a_path_that_went_away_is_found() {
        assert!(
            stale_paths(&architecture("See `monps-core/src/` and `monps-core/src/lib.rs`."))
                .is_empty()
        );
        assert_eq!(stale_paths(&architecture("See\n`monps-core/src/gone.rs`.")).len(), 1);
        let other =
            "`/api/v1` `a b/c` `store/<engine>/` `Money × factor`\n```text\n`not/here`\n```\n";
        assert!(stale_paths(&architecture(other)).is_empty());
        assert_eq!(stale_paths(&Tree::default()).len(), 1);
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        let tree = Tree::sample(&[
            (ARCHITECTURE, "[a](docs/how.md) [b](https://example.org/x) [c](#laws)"),
            ("docs/how.md", "[up](../ARCHITECTURE.md#laws) [gone](./why.md)"),
        ]);
        let found: Vec<String> = stale_paths(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["docs/how.md:1: the link to ./why.md leads nowhere"]);
    }

    #[test]
    fn a_missing_command_is_found() {
        let makefile = ("Makefile", ".PHONY: run test\nrun: setup\ntest: setup\n");
        let good = Tree::sample(&[("README.md", "`make run`, `make test`"), makefile]);
        assert!(missing_commands(&good).is_empty());
        let bad = Tree::sample(&[("README.md", "`make run`"), makefile]);
        assert_eq!(missing_commands(&bad).len(), 1);
        assert_eq!(missing_commands(&Tree::default()).len(), 4);
    }

    #[test]
    fn somebodys_machine_is_found() {
        for start in MACHINES {
            let said = format!("see {start}notes.md");
            assert_eq!(machine_paths(&Tree::sample(&[("a.md", &said)])).len(), 1, "{said}");
            let longer = format!("https://example.org{start}x");
            assert!(machine_paths(&Tree::sample(&[("a.md", &longer)])).is_empty());
        }
    }
}
