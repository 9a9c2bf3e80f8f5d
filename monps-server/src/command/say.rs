//! Writing to the terminal: a reader that went away (`monps scan | head`) ends the program quietly.

use std::fmt;
use std::io::{self, Write};

/// Writes a line to standard output.
pub(super) fn line(text: impl fmt::Display) {
    if let Err(error) = writeln!(io::stdout().lock(), "{text}")
        && error.kind() == io::ErrorKind::BrokenPipe
    {
        std::process::exit(0);
    }
}

/// Writes a line to standard error; where nobody reads it there is nobody to tell.
pub(super) fn aside(text: impl fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
