//! The same adapter in JavaScript and in Python, built now: nothing downstream can tell.

use std::path::{Path, PathBuf};
use std::process::Command;

use monps_adapters::component::{ComponentAdapter, Host, HostOptions, Limits, build};

use crate::native::Native;
use crate::same::told;
use crate::scene::{committed, repository};

/// A tool that is not there fails the test where everything has to be there.
fn absent(what: &str) {
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{what} is missing: run `make setup`");
    println!("did not run: {what} is missing (`make setup` installs it)");
}

/// Interpreters are large: their limits are those that their manifests ask for, and what was compiled is
/// kept between runs.
fn host() -> Host {
    let compiled = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiled");
    let limits = Limits { step_ms_max: 20_000, ..Limits::CUSTOMARY };
    let compiled = Some((compiled, [7; 32]));
    Host::new(HostOptions { limits, compiled, ..HostOptions::default() }).unwrap()
}

async fn check(folder: &Path, mut tool: Command, out: &Path) {
    let built = tool.current_dir(folder).output().unwrap();
    let said = String::from_utf8_lossy(&built.stderr).into_owned();
    assert!(built.status.success(), "{said}\n{}", String::from_utf8_lossy(&built.stdout));
    let manifest = std::fs::read_to_string(folder.join("plugin.toml")).unwrap();
    let bytes = build::component(&std::fs::read(out).unwrap(), &manifest).unwrap();
    let adapter = ComponentAdapter::load(&host(), &bytes).unwrap();
    let (native, script) = (told(&Native::of(&committed("json-api"))).await, told(&adapter).await);
    let tally = adapter.health().tally();
    println!("{} bytes, {:?} busy, {} KiB", bytes.len(), tally.busy, tally.memory_bytes_peak >> 10);
    assert_eq!(native, script);
}

#[tokio::test]
async fn javascript_tells_the_same() {
    let folder = repository().join("plugins/examples/json-api-js");
    if !folder.join("node_modules/@bytecodealliance/componentize-js").exists() {
        return absent("componentize-js");
    }
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("json-api-js.wasm");
    let mut node = Command::new("node");
    node.arg("build.mjs").arg(&out);
    check(&folder, node, &out).await;
}

#[tokio::test]
async fn python_tells_the_same() {
    let own = repository().join("target/plugin-tools/bin/componentize-py");
    let program = std::env::var_os("MONPS_COMPONENTIZE_PY").map_or(own, PathBuf::from);
    if !program.exists() {
        return absent("componentize-py");
    }
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("json-api-py.wasm");
    let program = std::path::absolute(program).unwrap();
    let mut python = Command::new(program);
    python
        .args(["--wit-path", "wit", "--world", "source", "componentize", "--stub-wasi"])
        .args(["plugin", "--output"])
        .arg(&out);
    check(&repository().join("plugins/examples/json-api-py"), python, &out).await;
}
