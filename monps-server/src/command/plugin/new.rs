//! `monps plugin new`: a plugin to begin with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::command::CommandError;
use crate::command::say;

/// The contract, for whoever writes bindings from it.
const WIT: &str = include_str!("../../../../plugins/wit/v1/adapter.wit");

macro_rules! kit {
    ($($name:literal),*) => {
        [$(($name, include_str!(concat!("../../../../plugins/sdk-rust/", $name)))),*]
    };
}

/// The kit in Rust, as it is in the repository.
const KIT: [(&str, &str); 13] = kit!(
    "Cargo.toml",
    "src/bindings.rs",
    "src/build.rs",
    "src/conversation.rs",
    "src/cx.rs",
    "src/fault.rs",
    "src/glue.rs",
    "src/lib.rs",
    "src/request.rs",
    "src/response.rs",
    "src/stream.rs",
    "src/testing.rs",
    "README.md"
);

macro_rules! template {
    ($($name:literal),*) => {
        [$(($name, include_str!(concat!("template/", $name)))),*]
    };
}

/// What every plugin begins with.
const COMMON: [(&str, &str); 3] = template!("plugin.toml", "answers.toml", "odds.json");
const RUST: [(&str, &str); 2] = [
    ("Cargo.toml", include_str!("template/crate.toml")),
    ("src/lib.rs", include_str!("template/plugin.rs.txt")),
];
const JAVASCRIPT: [(&str, &str); 3] = template!("plugin.js", "build.mjs", "package.json");
const PYTHON: [(&str, &str); 1] = template!("plugin.py");

/// A language that plugins are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Language {
    /// Rust: small and fast, with the kit beside it.
    Rust,
    /// JavaScript, by componentize-js.
    Js,
    /// Python, by componentize-py.
    Python,
}

/// Writes a plugin to begin with: it builds and passes its test before the first edit.
#[derive(Args, Debug)]
pub struct New {
    /// Its id, and the folder to make: lower case, digits and hyphens.
    id: String,

    /// The language.
    #[arg(long, value_enum, default_value = "rust")]
    lang: Language,
}

impl New {
    pub(super) fn run(self) -> Result<ExitCode, CommandError> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let begins = self.id.starts_with(|c: char| c.is_ascii_lowercase());
        if !begins || self.id.len() > 40 || !self.id.chars().all(fits) {
            return Err(format!("{:?}: take up to 40 of a-z, 0-9 and hyphens", self.id).into());
        }
        let folder = PathBuf::from(&self.id);
        fs::create_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let own: &[(&str, &str)] = match self.lang {
            Language::Rust => &RUST,
            Language::Js => &JAVASCRIPT,
            Language::Python => &PYTHON,
        };
        for (name, text) in COMMON.iter().chain(own) {
            write(&folder.join(name), &self.fill(text))?;
        }
        match self.lang {
            Language::Rust => {
                for (name, text) in KIT {
                    write(&folder.join("monps-plugin").join(name), text)?;
                }
                write(&folder.join("monps-plugin/wit/adapter.wit"), WIT)?;
            }
            Language::Js | Language::Python => write(&folder.join("wit/adapter.wit"), WIT)?,
        }
        say::line(format_args!(
            "{0}: next, `monps plugin build {0}` and `monps plugin test {0}`",
            self.id
        ));
        Ok(ExitCode::SUCCESS)
    }

    fn fill(&self, text: &str) -> String {
        let memory = match self.lang {
            Language::Rust => "",
            // An interpreter comes along.
            Language::Js | Language::Python => "memory_mb = 128\n",
        };
        text.replace("{{id}}", &self.id).replace("{{memory}}", memory)
    }
}

fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()).into())
}
