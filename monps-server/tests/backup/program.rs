//! Backup, check, restore and export, as programs.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::monps::{monps, succeeds};
use super::running::Running;
use super::scene::filled;

#[tokio::test]
async fn a_backup_taken_in_elsewhere_is_the_same_and_serves() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    filled(&here.join("data")).await;
    let said = succeeds(here, &["backup", "one.monps", "--data", "data"]);
    assert!(said.contains("rows in") && said.contains("ledger entries up to"), "{said}");
    let said = succeeds(here, &["verify", "one.monps"]);
    assert!(said.contains("is whole") && said.contains("Its books are sound"), "{said}");
    succeeds(here, &["verify", "one.monps", "--quick"]);
    succeeds(here, &["restore", "one.monps", "--data", "elsewhere"]);

    // Both give the same export, to the byte, but for the instants at which they were made.
    succeeds(here, &["export", "first", "--data", "data"]);
    succeeds(here, &["export", "second", "--data", "elsewhere"]);
    let mut compared = 0;
    for entry in fs::read_dir(here.join("first/tables")).unwrap() {
        let name = entry.unwrap().file_name();
        let read = |side: &str| fs::read(here.join(side).join("tables").join(&name)).unwrap();
        assert_eq!(read("first"), read("second"), "{}", name.display());
        compared += 1;
    }
    assert_eq!(compared, monps_server::store::transfer::TABLES.len());
    // And an export is taken in as a backup is.
    succeeds(here, &["verify", "second"]);

    let server = Running::start(&here.join("elsewhere")).await;
    let (_, bets) = server.get("/bets/bets/?limit=1000").await;
    assert_eq!(bets.as_array().unwrap().len(), 9);
    assert_eq!(server.get("/ledger/verify").await.1["sound"], true);
    assert_eq!(super::scene::bet(&server, 99).await, 201, "ids go on after those taken in");
    assert!(!server.get("/odds/odds/?limit=5").await.1.as_array().unwrap().is_empty());
}

#[tokio::test]
async fn an_encrypted_backup_opens_with_its_passphrase_only() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    filled(&here.join("data")).await;
    for (name, phrase) in [
        ("right", "correct horse battery\n"),
        ("wrong", "another horse battery\n"),
        ("short", "horse\n"),
    ] {
        fs::write(here.join(name), phrase).unwrap();
        fs::set_permissions(here.join(name), fs::Permissions::from_mode(0o600)).unwrap();
    }
    let (code, said) =
        monps(here, &["backup", "a.monps", "--data", "data", "--passphrase-file", "short"]);
    assert!(code != 0 && said.contains("at least 12 characters"), "{said}");
    succeeds(here, &["backup", "a.monps", "--data", "data", "--passphrase-file", "right"]);
    let bytes = fs::read(here.join("a.monps")).unwrap();
    assert!(!bytes.windows(7).any(|part| part == b"match-1" || part == b"header."));
    let (code, said) = monps(here, &["verify", "a.monps"]);
    assert!(code != 0 && said.contains("--passphrase-file"), "{said}");
    let (code, said) = monps(here, &["verify", "a.monps", "--passphrase-file", "wrong"]);
    assert!(code != 0 && said.contains("passphrase is not the one"), "{said}");
    succeeds(here, &["verify", "a.monps", "--passphrase-file", "right"]);
    let (code, said) =
        monps(here, &["restore", "a.monps", "--data", "new", "--passphrase-file", "wrong"]);
    assert!(code != 0 && said.contains("passphrase"), "{said}");
    succeeds(here, &["restore", "a.monps", "--data", "new", "--passphrase-file", "right"]);
}

#[tokio::test]
async fn nothing_is_overwritten_and_what_is_old_goes_only_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    filled(&here.join("data")).await;
    let (code, said) = monps(here, &["backup", "--data", "nowhere"]);
    assert!(code != 0 && said.contains("does not exist"), "{said}");
    succeeds(here, &["backup", "one.monps", "--data", "data"]);
    // A bare name lies in the folder that one is in.
    succeeds(here, &["backup", "today.monps", "--data", "data", "--keep", "7,4,12"]);
    assert!(here.join("today.monps").exists() && here.join("one.monps").exists());
    let (code, said) = monps(here, &["backup", "one.monps", "--data", "data"]);
    assert!(code != 0 && said.contains("exists already"), "{said}");
    let (code, said) = monps(here, &["restore", "one.monps", "--data", "data"]);
    assert!(code != 0 && said.contains("is not empty"), "{said}");

    let backups = here.join("backups");
    fs::create_dir(&backups).unwrap();
    for name in [
        "monps-2025-01-01T000000Z.monps",
        "monps-2025-01-02T000000Z.monps",
        "monps-2025-03-02T000000Z.monps",
        "notes.txt",
    ] {
        fs::write(backups.join(name), "old").unwrap();
    }
    succeeds(here, &["backup", "backups", "--data", "data", "--keep", "1,0,2"]);
    let mut left: Vec<String> = fs::read_dir(&backups)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left.len(), 3, "{left:?}");
    assert_eq!(left[0], "monps-2025-03-02T000000Z.monps");
    assert_eq!(left[2], "notes.txt");
}
