//! A folder of plugins: permissions, replacement while running, hashes.

use std::fs;
use std::path::Path;

use monps_adapters::component::{
    ComponentError, FolderOptions, PluginState, Plugins, manifest_text, sha256, with_manifest,
};

use crate::scene::{committed, driver, host, odds, venue};

fn open(folder: &Path, options: FolderOptions) -> Plugins {
    Plugins::open(host(), folder, options).unwrap()
}

/// The same code under a manifest in which one text stands in another's place.
fn edited(id: &str, from: &str, to: &str) -> Vec<u8> {
    let bytes = committed(id);
    let manifest = manifest_text(&bytes).unwrap();
    assert!(manifest.contains(from), "{from}");
    with_manifest(&bytes, &manifest.replace(from, to)).unwrap()
}

fn put(folder: &Path, bytes: &[u8]) {
    let part = folder.join("json-api.part");
    fs::write(&part, bytes).unwrap();
    fs::rename(part, folder.join("json-api.wasm")).unwrap();
}

#[tokio::test]
async fn a_plugin_waits_until_it_is_allowed() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), &committed("json-api"));
    let plugins = open(folder.path(), FolderOptions::default());
    let view = plugins.view("json-api").unwrap();
    assert_eq!(view.state, PluginState::Waiting);
    assert!(view.waits_for.contains(&"reaches https://api.book.example with GET".to_owned()));
    assert!(view.waits_for.iter().any(|ask| ask.contains("json_api_password to https://")));
    let adapter = plugins.adapters().remove(0);
    let refused = odds(&driver(venue()), &*adapter, &[]).await.outcome.unwrap_err();
    let cause = std::error::Error::source(&refused).unwrap().to_string();
    assert!(cause.contains("monps plugin approve json-api"), "{cause}");

    let other = plugins.approve("json-api", &sha256(b"another file")).unwrap_err();
    assert!(matches!(other, ComponentError::Hash { .. }));
    let view = plugins.approve("json-api", &view.sha256).unwrap();
    assert_eq!(view.state, PluginState::Running);
    odds(&driver(venue()), &*adapter, &[]).await.outcome.unwrap();
}

#[test]
fn what_another_process_allows_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), &committed("json-api"));
    let server = open(folder.path(), FolderOptions::default());
    let verb = open(folder.path(), FolderOptions::default());
    verb.approve("json-api", &sha256(&committed("json-api"))).unwrap();
    assert_eq!(server.view("json-api").unwrap().state, PluginState::Waiting);
    server.scan().unwrap();
    assert_eq!(server.view("json-api").unwrap().state, PluginState::Running);
}

#[tokio::test]
async fn a_changed_file_runs_from_the_next_poll_on() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), &committed("json-api"));
    let plugins = open(folder.path(), FolderOptions::default());
    plugins.approve("json-api", &sha256(&committed("json-api"))).unwrap();
    let adapter = plugins.adapters().remove(0);
    let context = monps_core::adapter::Context::new(crate::scene::noon(), 0, Default::default());
    let task = monps_core::adapter::Task::odds(Default::default());
    let (mut running, step) = adapter.start(&context, &task).unwrap();

    let newer = edited("json-api", "version = \"1.0.0\"", "version = \"1.0.1\"");
    put(folder.path(), &newer);
    plugins.scan().unwrap();
    let view = plugins.view("json-api").unwrap();
    assert_eq!(view.running_version.as_deref(), Some("1.0.1"));
    assert_eq!(view.state, PluginState::Running);
    odds(&driver(venue()), &*adapter, &[]).await.outcome.unwrap();

    // The conversation that had begun ends with the code it began with.
    let response = monps_core::adapter::Response {
        id: step.next.requests[0].id,
        status: 200,
        headers: Vec::new(),
        body: br#"{"events": [], "next": null}"#.to_vec(),
        received_at: crate::scene::noon(),
        from_cache: false,
    };
    let inputs = monps_core::adapter::Inputs { responses: vec![response], ..Default::default() };
    assert!(running.resume(&context, inputs).unwrap().done);
}

#[tokio::test]
async fn an_update_that_asks_for_more_waits_and_the_old_one_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), &committed("json-api"));
    let plugins = open(folder.path(), FolderOptions::default());
    plugins.approve("json-api", &sha256(&committed("json-api"))).unwrap();
    let adapter = plugins.adapters().remove(0);
    put(folder.path(), &edited("json-api", "https://api.book.example", "https://api.evil.example"));
    plugins.scan().unwrap();
    let view = plugins.view("json-api").unwrap();
    assert_eq!(view.state, PluginState::Waiting);
    assert_eq!(
        view.waits_for,
        [
            "reaches https://api.evil.example with GET",
            "sends the token session to https://api.evil.example"
        ]
    );
    assert_eq!(view.running_version.as_deref(), Some("1.0.0"));
    odds(&driver(venue()), &*adapter, &[]).await.outcome.unwrap();

    put(folder.path(), b"not a plugin at all");
    plugins.scan().unwrap();
    let broken = &plugins.list()[0];
    assert!(broken.problem.as_ref().unwrap().contains("not WebAssembly"), "{broken:?}");
    odds(&driver(venue()), &*adapter, &[]).await.outcome.unwrap();

    fs::remove_file(folder.path().join("json-api.wasm")).unwrap();
    plugins.scan().unwrap();
    assert!(plugins.list().is_empty());
    odds(&driver(venue()), &*adapter, &[]).await.outcome.unwrap_err();
}

#[test]
fn an_upload_names_its_hash_and_takes_nobodys_id() {
    let folder = tempfile::tempdir().unwrap();
    let options = FolderOptions { taken: vec!["csv-feed".to_owned()], ..FolderOptions::default() };
    let plugins = open(folder.path(), options);
    let bytes = committed("json-api");
    let wrong = plugins.install(&bytes, &sha256(b"x"), None).unwrap_err();
    assert!(matches!(wrong, ComponentError::Hash { .. }), "{wrong}");
    let view = plugins.install(&bytes, &sha256(&bytes), None).unwrap();
    assert_eq!((view.id.as_str(), view.state), ("json-api", PluginState::Waiting));
    let csv = committed("csv-feed");
    let taken = plugins.install(&csv, &sha256(&csv), None).unwrap_err();
    assert!(matches!(taken, ComponentError::Taken { .. }), "{taken}");
}

#[test]
fn with_trusted_keys_an_unsigned_plugin_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    // The key of minisign's own documentation: its private half is not here, so nothing here is signed.
    let key = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3".to_owned();
    let options = FolderOptions { trusted_keys: vec![key], ..FolderOptions::default() };
    let plugins = open(folder.path(), options);
    let bytes = committed("json-api");
    let unsigned = plugins.install(&bytes, &sha256(&bytes), None).unwrap_err().to_string();
    assert!(unsigned.contains("put the .wasm.minisig file beside the plugin"), "{unsigned}");
    let foreign = "untrusted comment: signature from minisign secret key\n\
        RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=\n\
        trusted comment: timestamp:1555779966\tfile:test\n\
        QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==";
    let forged = plugins.install(&bytes, &sha256(&bytes), Some(foreign)).unwrap_err().to_string();
    assert!(forged.contains("none of `plugins.trusted_keys`"), "{forged}");
}

#[test]
fn a_signature_of_a_trusted_key_is_taken() {
    let key = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3".to_owned();
    let signature = "untrusted comment: signature from minisign secret key\n\
        RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=\n\
        trusted comment: timestamp:1556193335\tfile:test\n\
        y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==";
    let check = |bytes: &[u8]| {
        monps_adapters::component::check_signature(
            bytes,
            Some(signature),
            std::slice::from_ref(&key),
        )
    };
    check(b"test").unwrap();
    check(b"Test").unwrap_err();
}

#[tokio::test]
async fn a_changed_manifest_is_taken_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), &committed("json-api"));
    let plugins = open(folder.path(), FolderOptions::default());
    plugins.approve("json-api", &sha256(&committed("json-api"))).unwrap();
    let adapter = plugins.adapters().remove(0);
    let before = adapter.manifest();

    let config = "[[config]]\nkey = \"region\"\ndescription = \"Which region\"\n";
    let bytes = committed("json-api");
    let manifest = format!("fresh_for_s = 77\n{}\n{config}", without_freshness(&bytes));
    put(folder.path(), &with_manifest(&bytes, &manifest).unwrap());
    plugins.scan().unwrap();
    let view = plugins.view("json-api").unwrap();
    assert_eq!((view.problem, view.state), (None, PluginState::Running));
    assert!(adapter.manifest().reads("region") && !before.reads("region"));
    assert_eq!(adapter.manifest().fresh_for_s, 77);
    odds(&driver(venue()), &*adapter, &[]).await.outcome.unwrap();

    // What the server reads when it starts is said to need one, and the one that runs goes on.
    put(folder.path(), &edited("json-api", "\"odds\", ", "\"odds\", \"catalogue\", "));
    let view = plugins.reload("json-api").unwrap();
    plugins.approve("json-api", &view.sha256).unwrap();
    let view = plugins.view("json-api").unwrap();
    assert!(view.problem.unwrap().contains("changes its capabilities"));
    odds(&driver(venue()), &*adapter, &[]).await.outcome.unwrap();
}

/// The manifest of a component without what it says of freshness, if anything.
fn without_freshness(bytes: &[u8]) -> String {
    let lines = manifest_text(bytes).unwrap().lines();
    lines.filter(|line| !line.starts_with("fresh_for_s")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_hash_and_the_signature_stand_beside_as_pack_names_them() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), &committed("json-api"));
    let beside = folder.path().join("json-api.wasm.sha256");
    fs::write(&beside, format!("{}  json-api.wasm\n", sha256(b"another file"))).unwrap();
    let plugins = open(folder.path(), FolderOptions::default());
    let problem = plugins.list()[0].problem.clone().unwrap();
    assert!(problem.contains("it is another file, or a damaged one"), "{problem}");
    fs::write(&beside, format!("{}  json-api.wasm\n", sha256(&committed("json-api")))).unwrap();
    plugins.scan().unwrap();
    assert_eq!(plugins.list()[0].state, PluginState::Waiting);
}

/// A compiler that takes as long as it is let: who only looks does not wait for it.
#[cfg(unix)]
#[test]
fn who_looks_does_not_wait_for_who_compiles() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::time::{Duration, Instant};

    use monps_adapters::component::{Compiler, Host, HostOptions};

    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("compiler");
    let (begun, let_go) = (folder.path().join("begun"), folder.path().join("let-go"));
    let script = format!(
        "#!/bin/sh\n/usr/bin/touch {}\nwhile [ ! -e {} ]; do /bin/sleep 0.01; done\nexit 1\n",
        begun.display(),
        let_go.display()
    );
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    let options = HostOptions {
        compiled: Some((folder.path().join("compiled"), [1; 32])),
        compiler: Compiler::Child { program, arguments: Vec::new() },
        ..HostOptions::default()
    };
    let place = folder.path().join("plugins");
    let host = Host::new(options).unwrap();
    let plugins = Plugins::open(host, &place, FolderOptions::default()).unwrap();
    let bytes = committed("json-api");
    let view = plugins.install(&bytes, &sha256(&bytes), None).unwrap();
    std::thread::scope(|scope| {
        let approving = scope.spawn(|| plugins.approve("json-api", &view.sha256).unwrap());
        let over = Instant::now() + Duration::from_secs(60);
        while !begun.exists() && Instant::now() < over {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(begun.exists(), "the compiler was not begun");
        let shown = plugins.view("json-api").unwrap();
        assert!(!approving.is_finished(), "the look waited for the compiler");
        assert_eq!(shown.state, PluginState::Waiting);
        fs::write(&let_go, b"").unwrap();
        let view = approving.join().unwrap();
        assert!(view.problem.unwrap().contains("could not be compiled"));
    });
}
