//! Which tools build a Rust plugin: the target of the toolchain where it is installed, Debian's compiler and
//! a standard library built along where that is, and a target that rustup fetches otherwise.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::command::CommandError;

/// What plugins are compiled for.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
/// The source of the standard library, among a compiler's libraries.
const LIBRARY: &str = "src/rust/library/Cargo.lock";

/// A command that builds for the target, its arguments begun.
pub(super) fn cargo() -> Result<Command, CommandError> {
    if has_target("rustc") {
        return Ok(of_the_toolchain());
    }
    if has_debian() {
        let mut cargo = Command::new(DEBIAN_CARGO);
        cargo
            .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort"])
            .env("RUSTC", DEBIAN_RUSTC)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld");
        return Ok(cargo);
    }
    // Last: its server is another than the registries', and not every machine reaches it.
    if is_there("rustup", "--version") && add_target() {
        return Ok(of_the_toolchain());
    }
    Err(format!(
        "there is no compiler for {TARGET}: install rustup and run `rustup target add {TARGET}`, or on \
         Debian `apt-get install rustc-web cargo-web rust-web-src lld`"
    )
    .into())
}

fn of_the_toolchain() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--target", TARGET]);
    cargo
}

/// Whether the compiler on the path has the target's standard library.
fn has_target(rustc: &str) -> bool {
    rustlib(rustc).is_some_and(|rustlib| rustlib.join(TARGET).join("lib").exists())
}

/// Whether Debian's compiler is there, with the source of the standard library and a linker.
fn has_debian() -> bool {
    Path::new(DEBIAN_CARGO).exists()
        && rustlib(DEBIAN_RUSTC).is_some_and(|rustlib| rustlib.join(LIBRARY).exists())
        && is_there("wasm-ld", "--version")
}

/// Where a compiler keeps its libraries.
fn rustlib(rustc: &str) -> Option<PathBuf> {
    let output = Command::new(rustc).args(["--print", "sysroot"]).output().ok()?;
    let sysroot = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then(|| Path::new(&sysroot).join("lib/rustlib"))
}

fn add_target() -> bool {
    let status = Command::new("rustup").args(["target", "add", TARGET]).status();
    status.is_ok_and(|status| status.success()) && has_target("rustc")
}

fn is_there(program: &str, argument: &str) -> bool {
    let mut command = Command::new(program);
    command.arg(argument).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
