//! The embedded files, by the path that asks for them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bytes::Bytes;
use poem::http::HeaderValue;
use rust_embed::RustEmbed;

use super::policy;

/// What `make dashboard` left.
#[derive(RustEmbed)]
#[folder = "dashboard/dist/"]
struct Embedded;

/// What stands in the folder also before anything was built.
const NOTE: &str = "README.md";
/// The compressed forms beside a file, the smallest first.
const CODINGS: [(&str, &str); 2] = [(".br", "br"), (".gz", "gzip")];

/// One file in its forms.
#[derive(Debug)]
pub(super) struct File {
    pub(super) content_type: &'static str,
    /// What it may load and run, if it is a page.
    pub(super) policy: Option<HeaderValue>,
    plain: Bytes,
    compressed: Vec<(&'static str, Bytes)>,
}

impl File {
    /// The form that the caller wants most; of equals, the smallest.
    pub(super) fn smallest(&self, weight: &impl Fn(&str) -> u16) -> (Option<&'static str>, Bytes) {
        let wanted = self.compressed.iter().rev().max_by_key(|(coding, _)| weight(coding));
        match wanted.filter(|(coding, _)| weight(coding) > 0) {
            Some((coding, bytes)) => (Some(coding), bytes.clone()),
            None => (None, self.plain.clone()),
        }
    }
}

/// All files by their path.
#[derive(Debug)]
pub(super) struct Files {
    by_path: BTreeMap<String, File>,
}

impl Files {
    pub(super) fn embedded() -> Self {
        Self::of(Embedded::iter().filter(|path| path != NOTE).filter_map(|path| {
            let bytes = match Embedded::get(&path)?.data {
                Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                Cow::Owned(bytes) => Bytes::from(bytes),
            };
            Some((path.into_owned(), bytes))
        }))
    }

    /// Files by their paths, the compressed forms among them.
    pub(super) fn of(files: impl IntoIterator<Item = (impl Into<String>, Bytes)>) -> Self {
        let all: BTreeMap<String, Bytes> =
            files.into_iter().map(|(path, bytes)| (path.into(), bytes)).collect();
        let is_form = |path: &str| {
            CODINGS
                .iter()
                .any(|(end, _)| path.strip_suffix(end).is_some_and(|of| all.contains_key(of)))
        };
        let by_path = all
            .iter()
            .filter(|(path, _)| !is_form(path))
            .map(|(path, bytes)| {
                let form = |(end, coding): (&str, &'static str)| {
                    Some((coding, all.get(&format!("{path}{end}"))?.clone()))
                };
                let content_type = content_type(path);
                let is_page = content_type.starts_with("text/html");
                let file = File {
                    content_type,
                    policy: is_page.then(|| policy::of(&String::from_utf8_lossy(bytes))),
                    plain: bytes.clone(),
                    compressed: CODINGS.into_iter().filter_map(form).collect(),
                };
                (path.clone(), file)
            })
            .collect();
        Self { by_path }
    }

    /// The file of a path: by its name, or the page of that name.
    pub(super) fn find(&self, path: &str) -> Option<&File> {
        let name = path.strip_prefix('/')?;
        if name.is_empty() {
            return self.by_path.get("index.html");
        }
        self.by_path.get(name).or_else(|| {
            let name = name.strip_suffix('/').unwrap_or(name);
            self.by_path.get(&format!("{name}.html"))
        })
    }

    /// The page that says that there is nothing.
    pub(super) fn missing(&self) -> Option<&File> {
        self.by_path.get("404.html")
    }

    /// The paths of the pages.
    pub(super) fn pages(&self) -> Vec<String> {
        let names = self.by_path.keys().filter_map(|path| path.strip_suffix(".html"));
        names
            .filter(|name| !name.starts_with(['_', '4']))
            .map(|name| if name == "index" { "/".to_owned() } else { format!("/{name}") })
            .collect()
    }
}

/// What an exported application consists of.
fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, end)| end) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_named_without_their_ending() {
        let names = ["index.html", "bets.html", "404.html", "_not-found.html", "a.txt", "a.txt.gz"];
        let files = Files::of(names.map(|name| (name, Bytes::new())));
        assert_eq!(files.pages(), ["/bets", "/"]);
        assert!(files.find("/a.txt.gz").is_none(), "a compressed form is not a file of its own");
        assert!(files.find("/bets/").is_some() && files.find("bets").is_none());
    }
}
