//! Compiled code that is kept, and only used when it is ours.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

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

#[test]
fn what_nobody_used_for_longest_goes_first() {
    let folder = tempfile::tempdir().unwrap();
    let host = host(&folder, 1);
    let bytes = committed("csv-feed");
    let manifest = monps_adapters::component::manifest_text(&bytes).unwrap();
    let version = |number: u32| {
        let text = manifest.replace("version = \"1.0.0\"", &format!("version = \"1.0.{number}\""));
        monps_adapters::component::with_manifest(&bytes, &text).unwrap()
    };
    let load = |number| drop(ComponentAdapter::load(&host, &version(number)).unwrap());
    for number in 0..16 {
        load(number);
    }
    let code_of = |number| {
        let hash = monps_adapters::component::sha256(&version(number));
        files(&folder, "cwasm").into_iter().find(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&hash))
        })
    };
    // The first is used again, so that the second is the one that nobody used for longest.
    load(0);
    let left = folder.path().join("compiled/1-1.wasm");
    fs::write(&left, b"left behind").unwrap();
    let long_ago = fs::metadata(&left).unwrap().modified().unwrap() - Duration::from_secs(7_200);
    fs::File::options().append(true).open(&left).unwrap().set_modified(long_ago).unwrap();
    load(16);
    assert_eq!((files(&folder, "cwasm").len(), files(&folder, "mac").len()), (16, 16));
    assert!(code_of(0).is_some() && code_of(16).is_some(), "in use");
    assert!(code_of(1).is_none(), "the oldest goes");
    assert!(!left.exists(), "what a broken compilation left goes too");
}
