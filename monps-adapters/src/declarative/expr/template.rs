//! Texts with holes: `{home} or Draw`.

use super::filter::Filter;
use super::parse::{Names, Scanner};
use super::path::Path;

/// The longest template, in bytes.
const BYTES_MAX: usize = 1_000;

/// A text with holes. It is absent where one of its holes is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::declarative) struct Template {
    pub(in crate::declarative) pieces: Vec<Piece>,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::declarative) enum Piece {
    Text(String),
    Hole { path: Path, filters: Vec<Filter> },
}

impl Template {
    pub(in crate::declarative) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Hole { path, .. } => Some(path),
            Piece::Text(_) => None,
        })
    }

    /// The deepest level that it looks at.
    pub(in crate::declarative) fn depth(&self) -> Option<usize> {
        let of = |piece: &Piece| match piece {
            Piece::Text(_) => None,
            Piece::Hole { path, filters } => {
                path.depth().max(filters.iter().filter_map(Filter::depth).max())
            }
        };
        self.pieces.iter().filter_map(of).max()
    }

    /// Reads a template: `{…}` is a hole, everything else is text.
    pub(super) fn parse(text: &str, names: &Names<'_>) -> Result<Self, String> {
        if text.len() > BYTES_MAX {
            return Err(format!("is longer than {BYTES_MAX} bytes"));
        }
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            if rest[open..].starts_with('}') {
                return Err("has a } without a {".to_owned());
            }
            if open > 0 {
                pieces.push(Piece::Text(rest[..open].to_owned()));
            }
            let mut scanner = Scanner::new(&rest[open + 1..]);
            let path = Path::scan(&mut scanner, names)?;
            let mut filters = Vec::new();
            while scanner.take('|') {
                filters.push(Filter::scan(&mut scanner, names)?);
            }
            scanner.expect('}', "the end of the hole")?;
            pieces.push(Piece::Hole { path, filters });
            rest = scanner.rest();
        }
        if !rest.is_empty() || pieces.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self { pieces })
    }
}
