//! A backup that is cut short, damaged, foreign or from the future: a clear error, and nothing changed.

use std::fs;
use std::path::Path;

use super::monps::{monps, succeeds};
use super::scene::filled;

/// Restoring fails with a reason, and the database is as new afterwards.
fn is_refused(here: &Path, from: &str, reason: &str) {
    for arguments in [
        vec!["verify", from],
        vec!["verify", from, "--quick"],
        vec!["restore", from, "--data", "new"],
    ] {
        let (code, said) = monps(here, &arguments);
        assert!(code != 0 && said.contains(reason), "monps {arguments:?}: {said}");
    }
    succeeds(here, &["export", "left", "--data", "new"]);
    let entries = fs::read_dir(here.join("left/tables")).unwrap();
    for path in entries.map(|entry| entry.unwrap().path()) {
        let is_books = path.ends_with("books.jsonl");
        assert!(is_books || fs::read(&path).unwrap().is_empty(), "{}", path.display());
    }
    fs::remove_dir_all(here.join("left")).unwrap();
    fs::remove_dir_all(here.join("new")).unwrap();
}

#[tokio::test]
async fn what_is_wrong_with_a_backup_is_said_and_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    filled(&here.join("data")).await;
    succeeds(here, &["backup", "whole.monps", "--data", "data"]);
    let whole = fs::read(here.join("whole.monps")).unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(here.join(name), bytes).unwrap();

    for keep in [whole.len() / 3, whole.len() - 1] {
        write("cut.monps", &whole[..keep]);
        is_refused(here, "cut.monps", "breaks off before its end");
    }
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 0x10;
    write("flipped.monps", &flipped);
    is_refused(here, "flipped.monps", "is damaged");
    write("headless.monps", &without_header(&whole));
    is_refused(here, "headless.monps", "it does not begin with header.json");
    write("text.monps", b"once upon a time");
    is_refused(here, "text.monps", "is no backup of monps");
    write("empty.monps", b"");
    is_refused(here, "empty.monps", "is no backup of monps");
    is_refused_without_a_file(here);
}

/// The same backup without its first entry.
fn without_header(whole: &[u8]) -> Vec<u8> {
    let mut old = tar::Archive::new(zstd::Decoder::new(whole).unwrap());
    let mut new = tar::Builder::new(Vec::new());
    for entry in old.entries().unwrap().skip(1) {
        let entry = entry.unwrap();
        new.append(&entry.header().clone(), entry).unwrap();
    }
    zstd::encode_all(new.into_inner().unwrap().as_slice(), 3).unwrap()
}

fn is_refused_without_a_file(here: &Path) {
    let (code, said) = monps(here, &["restore", "nothing.monps", "--data", "new"]);
    assert!(code != 0 && said.contains("does not exist"), "{said}");
    assert!(!here.join("new").exists());
}

#[tokio::test]
async fn an_export_that_somebody_edited_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    filled(&here.join("data")).await;
    let fresh = |name: &str| {
        succeeds(here, &["export", name, "--data", "data"]);
        here.join(name)
    };
    let edit = |path: &Path, from: &str, to: &str| {
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(from), "{from} is not in {}", path.display());
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    };

    edit(&fresh("edited").join("tables/postings.jsonl"), "1.5", "9.5");
    is_refused(here, "edited", "the rows of postings are not those of its manifest");
    edit(&fresh("broken").join("tables/bets.jsonl"), "\"id\":", "\"di\":");
    is_refused(here, "broken", "bets, row 1: di is not a column of bets");
    edit(&fresh("newer").join("header.json"), "\"schema\": ", "\"schema\": 9");
    is_refused(here, "newer", "use that version or a newer one");
    fs::remove_file(fresh("unfinished").join("manifest.json")).unwrap();
    is_refused(here, "unfinished", "breaks off before its end");
    fs::remove_file(fresh("fewer").join("tables/bets.jsonl")).unwrap();
    is_refused(here, "fewer", "bets.jsonl cannot be read");
    edit(&fresh("unlike").join("tables/bets.jsonl"), "\"venue_id\":", "\"venue_id\":99");
    is_refused(here, "unlike", "the rows of bets are not those of its manifest");
}
