//! `monps plugin build`: from a folder to one file.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use clap::Args;
use monps_adapters::component::{PluginManifest, build::component, sha256};
use serde_json::Value;

use super::read;
use super::toolchain;
use crate::command::CommandError;
use crate::command::say;

/// Builds the plugin of a folder: one .wasm file that carries its manifest.
///
/// Rust where there is a Cargo.toml; JavaScript where there is a plugin.js (needs Node and
/// `@bytecodealliance/componentize-js`); Python where there is a plugin.py (needs componentize-py).
#[derive(Args, Debug)]
pub struct Build {
    /// The folder, with its plugin.toml.
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,

    /// The file to write; `ID.wasm` in the folder otherwise.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Build {
    pub(super) fn run(self) -> Result<ExitCode, CommandError> {
        let manifest = String::from_utf8(read(&self.folder.join("plugin.toml"))?)?;
        let declared = PluginManifest::read(&manifest)?;
        let id = &declared.manifest.id;
        let out = self.out.unwrap_or_else(|| self.folder.join(format!("{id}.wasm")));
        let module = if self.folder.join("Cargo.toml").exists() {
            read(&rust(&self.folder)?)?
        } else if self.folder.join("plugin.js").exists() {
            script(&self.folder, &out, Language::JavaScript)?
        } else if self.folder.join("plugin.py").exists() {
            script(&self.folder, &out, Language::Python)?
        } else {
            let folder = self.folder.display();
            return Err(format!("{folder} has no Cargo.toml, plugin.js or plugin.py").into());
        };
        let bytes = component(&module, &manifest)?;
        std::fs::write(&out, &bytes).map_err(|error| format!("{}: {error}", out.display()))?;
        say::line(format_args!(
            "{}: {} bytes, sha256 {}",
            out.display(),
            bytes.len(),
            sha256(&bytes)
        ));
        Ok(ExitCode::SUCCESS)
    }
}

/// Builds a crate and finds the module that came of it.
fn rust(folder: &Path) -> Result<PathBuf, CommandError> {
    let output = toolchain::cargo()?
        .args(["--lib", "--message-format", "json-render-diagnostics"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo could not be started: {error}"))?;
    if !output.status.success() {
        return Err("the plugin does not build: see what the compiler said above".into());
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    let here = std::fs::canonicalize(folder.join("Cargo.toml"))?;
    let is_ours = |message: &Value| {
        let path = message["manifest_path"].as_str().map(Path::new);
        message["reason"] == "compiler-artifact" && path == Some(&*here)
    };
    let mut modules = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(is_ours)
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .filter_map(|name| name.as_str().map(PathBuf::from))
        .filter(|path| path.extension().is_some_and(|ending| ending == "wasm"));
    modules.next_back().ok_or_else(|| {
        "nothing was built: say `crate-type = [\"cdylib\", \"rlib\"]` under [lib] in Cargo.toml"
            .into()
    })
}

#[derive(Clone, Copy)]
enum Language {
    JavaScript,
    Python,
}

/// Has a script made into a component by its language's own tool.
fn script(folder: &Path, out: &Path, language: Language) -> Result<Vec<u8>, CommandError> {
    let out = std::path::absolute(out)?;
    let mut command = match language {
        Language::JavaScript => {
            let mut command = Command::new("node");
            command.arg("build.mjs").arg(&out);
            command
        }
        Language::Python => {
            let mut command = Command::new("componentize-py");
            command
                .args(["--wit-path", "wit", "--world", "source", "componentize", "--stub-wasi"])
                .args(["plugin", "--output"])
                .arg(&out);
            command
        }
    };
    let status = command.current_dir(folder).stdin(Stdio::null()).status().map_err(|error| {
        let tool = match language {
            Language::JavaScript => {
                "node: install Node 20 or newer, then `npm install` in the folder"
            }
            Language::Python => "componentize-py: `pip install componentize-py`",
        };
        format!("the plugin needs {tool} ({error})")
    })?;
    if !status.success() {
        return Err("the plugin does not build: see what its tool said above".into());
    }
    read(&out)
}
