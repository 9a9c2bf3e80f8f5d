//! What was published does not change: the contract's words, and the components built for them.

use std::fs;

use monps_adapters::component::sha256;

use crate::scene::repository;

/// Checks a file of sums against the files beside it, and that nothing else lies there.
fn check(folder: &str, ending: &str) {
    let folder = repository().join(folder);
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let mut named: Vec<String> = Vec::new();
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        let found = sha256(&fs::read(folder.join(name)).unwrap());
        assert_eq!(
            found, sum,
            "{name} was published as it was: write what is new into a folder of its own, and see PENDING_CHANGES"
        );
        named.push(name.to_owned());
    }
    let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut there: Vec<String> = entries
        .map(|name| name.into_string().unwrap())
        .filter(|name| name.ends_with(ending))
        .collect();
    there.sort();
    named.sort();
    assert_eq!(there, named, "SHA256SUMS names every file");
    assert!(!named.is_empty());
}

#[test]
fn a_published_contract_is_frozen() {
    check("plugins/wit/v1", ".wit");
}

#[test]
fn components_of_published_contracts_are_kept() {
    check("monps-adapters/testdata/components/v1", ".wasm");
}
