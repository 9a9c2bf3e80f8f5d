//! Which tools build a Rust plugin: rustup's target where it is or can be had, Debian's compiler and a
//! standard library built along otherwise.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::command::CommandError;

/// What plugins are compiled for.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// A command that builds for the target, its arguments begun.
pub(super) fn cargo() -> Result<Command, CommandError> {
    if has_target() || (is_there("rustup", "--version") && add_target()) {
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--release", "--target", TARGET]);
        return Ok(cargo);
    }
    if Path::new(DEBIAN_CARGO).exists()
        && Path::new(DEBIAN_RUSTC).exists()
        && is_there("wasm-ld", "--version")
    {
        let mut cargo = Command::new(DEBIAN_CARGO);
        cargo
            .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort"])
            .env("RUSTC", DEBIAN_RUSTC)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld");
        return Ok(cargo);
    }
    Err(format!(
        "there is no compiler for {TARGET}: install rustup and run `rustup target add {TARGET}`, or on \
         Debian `apt-get install rustc-web cargo-web rust-web-src lld`"
    )
    .into())
}

/// Whether the compiler on the path has the target's standard library.
fn has_target() -> bool {
    let Ok(output) = Command::new("rustc").args(["--print", "sysroot"]).output() else {
        return false;
    };
    let sysroot = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib").exists()
}

fn add_target() -> bool {
    let status = Command::new("rustup").args(["target", "add", TARGET]).status();
    status.is_ok_and(|status| status.success()) && has_target()
}

fn is_there(program: &str, argument: &str) -> bool {
    let mut command = Command::new(program);
    command.arg(argument).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
