//! Compiled code that is kept, and only used when it is ours.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use monps_adapters::component::{ComponentAdapter, Host, HostOptions};

use crate::scene::committed;

fn host(folder: &tempfile::TempDir, key: u8) -> Host {
    let compiled = Some((folder.path().join("compiled"), [key; 32]));
    Host::new(HostOptions { compiled, ..HostOptions::default() }).unwrap()
}

fn files(folder: &tempfile::TempDir, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.path().join("compiled")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|found| found == ending)).collect()
}

#[test]
fn code_is_compiled_once_and_mapped_after() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = committed("json-api");
    let load = |key| {
        let host = host(&folder, key);
        let began = Instant::now();
        ComponentAdapter::load(&host, &bytes).unwrap();
        began.elapsed()
    };
    let first = load(1);
    let [code] = &files(&folder, "cwasm")[..] else { panic!("one file of code") };
    let written = fs::metadata(code).unwrap().modified().unwrap();
    let second = load(1);
    println!("compiled in {first:?}, mapped in {second:?}");
    assert_eq!(fs::metadata(code).unwrap().modified().unwrap(), written, "not compiled again");
    load(2);
    let now = fs::metadata(code).unwrap().modified().unwrap();
    assert!(now > written, "what another key vouches for is compiled anew");
}

#[test]
fn code_that_somebody_changed_is_not_run() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = committed("csv-feed");
    ComponentAdapter::load(&host(&folder, 1), &bytes).unwrap();
    let [code] = &files(&folder, "cwasm")[..] else { panic!("one file of code") };
    let mut changed = fs::read(code).unwrap();
    let middle = changed.len() / 2;
    changed[middle] ^= 0xff;
    fs::write(code, &changed).unwrap();
    ComponentAdapter::load(&host(&folder, 1), &bytes).unwrap();
    assert_ne!(fs::read(code).unwrap(), changed, "it was compiled anew");
}

#[test]
fn the_folder_is_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let compiled = folder.path().join("compiled");
    fs::create_dir(&compiled).unwrap();
    fs::set_permissions(&compiled, fs::Permissions::from_mode(0o777)).unwrap();
    host(&folder, 1);
    assert_eq!(fs::metadata(&compiled).unwrap().permissions().mode() & 0o777, 0o700);
}
