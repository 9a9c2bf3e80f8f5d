//! Tidy: the laws of ARCHITECTURE.md that a machine can keep, as one fast test binary.
//!
//! A [`tree::Tree`] is the repository as paths and texts. A rule is a function from a tree to the
//! complaints it has, so each rule is tested twice: on the repository, where it must find nothing,
//! and on a small bad sample of its own, where it must find something.
//!
//! ```text
//! cargo test -p monps-examples --test tidy
//! ```

mod confined;
mod dependencies;
mod documents;
mod layout;
mod source;
mod tree;

use tree::{Complaint, Tree};

/// Runs a rule on the repository and shows every complaint at once.
fn keep(rule: impl Fn(&Tree) -> Vec<Complaint>) {
    let tree = Tree::of_repository().expect("the repository can be read");
    let complaints = rule(&tree);
    let shown: Vec<String> = complaints.iter().map(ToString::to_string).collect();
    assert!(complaints.is_empty(), "{} complaint(s):\n{}", shown.len(), shown.join("\n"));
}

#[test]
fn crates_depend_in_one_direction() {
    keep(dependencies::forbidden);
}

#[test]
fn versions_and_lints_stand_in_one_place() {
    keep(dependencies::scattered);
}

#[test]
fn words_stay_in_their_rooms() {
    keep(confined::strayed);
}

#[test]
fn nothing_is_left_unfinished() {
    keep(source::unfinished);
}

#[test]
fn production_code_does_not_panic_on_purpose() {
    keep(source::panicking);
}

#[test]
fn every_source_file_says_what_it_is_for() {
    keep(source::unexplained);
}

#[test]
fn files_stay_readable() {
    keep(source::too_long);
}

#[test]
fn sections_are_files_and_not_banners() {
    keep(source::banners);
}

#[test]
fn the_top_level_is_the_agreed_one() {
    keep(layout::top_level);
}

#[test]
fn names_carry_no_version_and_no_mood() {
    keep(layout::moody_names);
}

#[test]
fn every_venue_has_the_same_four_files() {
    keep(layout::venues);
}

#[test]
fn no_file_is_heavy() {
    keep(layout::heavy);
}

#[test]
fn paths_in_the_architecture_exist() {
    keep(documents::stale_paths);
}

#[test]
fn the_readme_gives_the_two_commands() {
    keep(documents::missing_commands);
}

#[test]
fn no_path_of_somebodys_machine_is_named() {
    keep(documents::machine_paths);
}
