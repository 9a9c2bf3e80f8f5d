//! The page after a page.

use monps_core::adapter::Request;
use url::form_urlencoded;

use crate::declarative::describe::{Page, PageBy};
use crate::declarative::expr::{Choice, Env, Expr, Path, Piece, Template};
use crate::declarative::wire::Node;

/// The longest word for a page, in bytes.
const WORD_BYTES_MAX: usize = 2_000;

/// What is asked for next, and the word that it goes by.
pub(super) struct Next {
    pub(super) word: String,
    pub(super) request: Request,
}

/// The request for the page after an answer, under its old number; none after the last.
pub(super) fn next_page(
    page: &Page,
    env: &Env<'_>,
    asked: &Request,
    number: u32,
    base: &str,
) -> Result<Option<Next>, String> {
    let mut request = asked.clone();
    let word = match &page.by {
        PageBy::Cursor { at, parameter } => {
            let Some(cursor) = text(env, at)? else {
                return Ok(None);
            };
            set(&mut request, parameter, &cursor);
            cursor
        }
        PageBy::Link { at } => {
            let Some(link) = text(env, at)? else {
                return Ok(None);
            };
            follow(&mut request, &link, base)?;
            link
        }
        PageBy::Offset { list, size, parameter } => {
            let full = usize::try_from(*size).unwrap_or(usize::MAX);
            match env.node(list)? {
                Some(Node::List(items)) if items.len() >= full => {}
                _ => return Ok(None),
            }
            let passed = u64::from(number) * u64::from(*size);
            set(&mut request, parameter, &passed.to_string());
            passed.to_string()
        }
        PageBy::Number { pages, parameter } => {
            let last: u32 = match text(env, pages)? {
                None => 1,
                Some(last) => last
                    .trim()
                    .parse()
                    .map_err(|_| format!("{} is not a number of pages", pages.written))?,
            };
            if number >= last {
                return Ok(None);
            }
            set(&mut request, parameter, &(number + 1).to_string());
            (number + 1).to_string()
        }
    };
    Ok(Some(Next { word, request }))
}

/// The text at a path.
fn text(env: &Env<'_>, path: &Path) -> Result<Option<String>, String> {
    let hole = Piece::Hole { path: path.clone(), filters: Vec::new() };
    let template = Template { pieces: vec![hole] };
    let expr = Expr { choices: vec![Choice { template, table: None, when: Vec::new() }] };
    match env.value(&expr)? {
        Some(word) if word.len() > WORD_BYTES_MAX => {
            Err(format!("{} is longer than {WORD_BYTES_MAX} bytes", path.written))
        }
        word => Ok(word.map(|word| word.into_owned())),
    }
}

fn set(request: &mut Request, parameter: &str, value: &str) {
    request.query.retain(|(name, _)| name != parameter);
    request.query.push((parameter.to_owned(), value.to_owned()));
}

/// Follows a link: a query alone, a path below the endpoint, or a whole address that is there too.
fn follow(request: &mut Request, link: &str, base: &str) -> Result<(), String> {
    let below = match link.strip_prefix(base.trim_end_matches('/')) {
        Some(rest) => rest,
        None if link.contains("://") => {
            return Err("the next page is at another address than the endpoint's".to_owned());
        }
        None => link,
    };
    let (path, query) = below.split_once('?').unwrap_or(if below.contains('=') {
        ("", below)
    } else {
        (below, "")
    });
    if path.contains("..") || path.contains('\\') || path.contains("//") {
        return Err("the next page is no path below the endpoint".to_owned());
    }
    if !path.is_empty() {
        if !path.starts_with('/') {
            return Err("the next page is neither a query nor a path".to_owned());
        }
        path.clone_into(&mut request.path);
    }
    request.query = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    Ok(())
}
