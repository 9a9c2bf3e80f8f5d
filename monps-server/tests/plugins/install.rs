//! `monps plugin pack` and `install`: what one writes the other reads.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use monps_adapters::component::{manifest_text, sha256, with_manifest};

fn monps(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_monps"))
        .args(arguments)
        .current_dir(folder)
        .env("MONPS_DATA", folder.join("data"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    (output.status.success(), said)
}

fn committed(id: &str) -> Vec<u8> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../monps-adapters/testdata/components/v1");
    fs::read(format!("{root}/{id}.wasm")).unwrap()
}

#[test]
fn what_pack_writes_install_reads() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("csv.wasm"), committed("csv-feed")).unwrap();
    let (good, said) = monps(here, &["plugin", "pack", "csv.wasm"]);
    assert!(good, "{said}");
    let packed = here.join("dist/csv-feed-1.0.0.wasm");
    let beside = here.join("dist/csv-feed-1.0.0.wasm.sha256");
    let hash = fs::read_to_string(&beside).unwrap();
    assert!(hash.starts_with(&sha256(&committed("csv-feed"))), "{hash}");

    // A damaged file is not what its hash says, though nobody named a hash.
    fs::write(&packed, committed("json-api")).unwrap();
    let (good, said) = monps(here, &["plugin", "install", packed.to_str().unwrap()]);
    assert!(!good && said.contains("another file, or a damaged one"), "{said}");
    fs::write(&packed, committed("csv-feed")).unwrap();
    let (good, said) = monps(here, &["plugin", "install", packed.to_str().unwrap(), "--allow"]);
    assert!(good && said.contains("installed and allowed"), "{said}");
}

#[test]
fn what_does_not_run_is_not_said_to() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let bytes = committed("csv-feed");
    fs::write(here.join("good.wasm"), &bytes).unwrap();
    let (good, said) = monps(here, &["plugin", "install", "good.wasm", "--allow"]);
    assert!(good, "{said}");
    // The same manifest around something that is no component of the contract.
    let module = [&b"\0asm"[..], &[0x0d, 0, 1, 0]].concat();
    let broken = with_manifest(&module, manifest_text(&bytes).unwrap()).unwrap();
    fs::write(here.join("broken.wasm"), broken).unwrap();
    let (good, said) = monps(here, &["plugin", "install", "broken.wasm", "--allow"]);
    assert!(!good && said.contains("does not run"), "{said}");
    assert!(!said.contains("installed and allowed"), "{said}");
}
