//! Compiling: in a process of its own, because a hostile file may make the compiler take for ever.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::component::error::ComponentError;

/// The longest a compilation may take.
const COMPILE_S_MAX: u64 = 180;
/// The memory that it may take.
const COMPILE_BYTES_MAX: u64 = 6 << 30;

/// Who compiles plugins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compiler {
    /// This very process: for tests, and for files that are trusted.
    Here,
    /// A child of this program, which calls [`compile_file`] with the two paths that follow the arguments.
    Child {
        /// The program.
        program: PathBuf,
        /// Its arguments before the paths of the plugin and of the result.
        arguments: Vec<String>,
    },
}

impl Compiler {
    /// Compiles the file `from` into the file `to`.
    pub(super) fn run(&self, from: &Path, to: &Path) -> Result<(), ComponentError> {
        match self {
            Self::Here => translate(from, to),
            Self::Child { program, arguments } => in_child(program, arguments, from, to),
        }
    }
}

/// Compiles a component with the memory and the time of this process bounded: what a child does.
///
/// # Errors
/// [`ComponentError::Compile`] for what is no component, [`ComponentError::Io`] for the files.
pub fn compile_file(from: &Path, to: &Path) -> Result<(), ComponentError> {
    for (resource, most) in [(Resource::Cpu, COMPILE_S_MAX), (Resource::As, COMPILE_BYTES_MAX)] {
        let hard = getrlimit(resource).maximum;
        let most = hard.map_or(most, |hard| hard.min(most));
        setrlimit(resource, Rlimit { current: Some(most), maximum: hard })
            .map_err(|error| ComponentError::Compile { problem: error.to_string() })?;
    }
    translate(from, to)
}

fn translate(from: &Path, to: &Path) -> Result<(), ComponentError> {
    let bytes = std::fs::read(from).map_err(ComponentError::io(from))?;
    let compiled = super::engine(false)?
        .precompile_component(&bytes)
        .map_err(|error| super::compile(&error))?;
    std::fs::write(to, compiled).map_err(ComponentError::io(to))
}

fn in_child(
    program: &Path,
    arguments: &[String],
    from: &Path,
    to: &Path,
) -> Result<(), ComponentError> {
    let mut child = Command::new(program)
        .args(arguments)
        .arg(from)
        .arg(to)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(ComponentError::io(program))?;
    let over = Instant::now() + Duration::from_secs(COMPILE_S_MAX);
    let status = loop {
        if let Some(status) = child.try_wait().map_err(ComponentError::io(program))? {
            break status;
        }
        if Instant::now() > over {
            // It may have ended meanwhile; either way it is over.
            let _ = child.kill();
            let _ = child.wait();
            let problem =
                format!("it was not over after {COMPILE_S_MAX} s: the plugin is too large");
            return Err(ComponentError::Compile { problem });
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    if status.success() {
        return Ok(());
    }
    let mut said = String::new();
    if let Some(stderr) = child.stderr.take() {
        use std::io::Read as _;
        // What cannot be read was not said.
        let _ = stderr.take(4_096).read_to_string(&mut said);
    }
    Err(ComponentError::Compile { problem: format!("{status}: {}", said.trim()) })
}
