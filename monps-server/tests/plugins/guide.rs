//! "A plugin in ten minutes", as it stands in `plugins/README.md`, in an empty folder.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use crate::running::Running;

const GUIDE: &str = include_str!("../../../plugins/README.md");

/// The blocks of a language below the guide's heading.
fn blocks(language: &str) -> Vec<String> {
    let begin = GUIDE.split("## A plugin in ten minutes").nth(1).unwrap();
    let guide = begin.split("\n## ").next().unwrap();
    let fence = format!("```{language}\n");
    guide.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// Runs a block in bash; its background jobs end with the test.
fn bash(folder: &Path, script: &str) -> Output {
    let monps = Path::new(env!("CARGO_BIN_EXE_monps"));
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", monps.parent().unwrap().display());
    Command::new("bash")
        .args(["-euo", "pipefail", "-c", script])
        .current_dir(folder)
        .env("PATH", path)
        .env("MONPS_DATA", folder.join("data"))
        // Compiled dependencies are kept between runs of this test.
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide"))
        .output()
        .unwrap()
}

/// Whether a plugin in Rust can be built here, by the toolchain's own target or by Debian's compiler.
fn has_compiler() -> bool {
    let probe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.ci/wasm");
    Command::new(probe).status().is_ok_and(|status| status.success())
}

/// Ends the file server that the guide began.
struct Server(Option<u32>);

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(process) = self.0 {
            let _ = Command::new("kill").arg(process.to_string()).status();
        }
    }
}

#[tokio::test]
async fn the_guide_gives_a_plugin_whose_prices_appear() {
    if !has_compiler() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "run `make setup`");
        println!("did not run: no compiler for wasm32-unknown-unknown (`make setup` installs it)");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let blocks_of_shell = blocks("sh");
    assert_eq!(blocks_of_shell.len(), 3, "the guide has three blocks of commands");
    let mut server = Server(None);
    for block in blocks_of_shell {
        // Another port than the guide's may be free here; its process is noted to end it.
        let block = block.replace("8099", &port.to_string());
        let block = block.replace("2>&1 &\n", "2>&1 &\necho $! > server.pid\n");
        let output = bash(folder.path(), &block);
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        if let Ok(process) = std::fs::read_to_string(folder.path().join("server.pid")) {
            server.0 = process.trim().parse().ok();
        }
        assert!(output.status.success(), "{block}\n{said}");
        println!("{said}");
    }
    let configuration = folder.path().join("monps.toml");
    std::fs::write(&configuration, blocks("toml").concat()).unwrap();
    looked_at_by_the_commands(folder.path());
    let running = Running::start_as(&folder.path().join("data"), |command| {
        command.arg("--config").arg(&configuration);
    })
    .await;
    let latest = running.wait_for_some("/odds/latest").await;
    let text = serde_json::to_string(&latest).unwrap();
    for expected in ["book_example", "Arsenal", "1.91"] {
        assert!(text.contains(expected), "{expected} in {text}\n{}", running.log());
    }
    drop(server);
}

/// `monps check` and `monps adapter` know the plugin as the server does.
fn looked_at_by_the_commands(folder: &Path) {
    let checked = bash(folder, "monps --config monps.toml check");
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    // The default ports may be in use on this machine: what counts is what is said of the feed.
    assert!(said.contains("ok       my-book (my-book) needs no secret"), "{said}");
    let listed = bash(folder, "monps --config monps.toml adapter list");
    let said = String::from_utf8_lossy(&listed.stdout).into_owned();
    let line = said.lines().find(|line| line.contains("my-book")).unwrap_or_default();
    assert!(line.contains("plugin"), "{said}");
    assert!(bash(folder, "monps --config monps.toml adapter show my-book").status.success());
    // What lies there and does not run is a warning, not the end of a server that works.
    let spoilt = folder.join("data/plugins/spoilt.wasm");
    std::fs::write(&spoilt, b"not a plugin").unwrap();
    let checked = bash(folder, "monps --config monps.toml check");
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    let warned = said.contains("warning  the plugin spoilt: the file is not a component");
    assert!(warned && said.contains("ok       my-book"), "{said}");
    std::fs::remove_file(spoilt).unwrap();
}
