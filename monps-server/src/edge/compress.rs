//! Answers made smaller, for callers that ask: zstd, Brotli or gzip.
//!
//! Answers only. `poem`'s own middleware also unpacks requests, without a bound: 300 kB became 900 MB.

use async_compression::Level;
use async_compression::tokio::bufread::{BrotliEncoder, GzipEncoder, ZstdEncoder};
use http_body_util::combinators::BoxBody;
use hyper::body::Body as _;
use poem::http::{HeaderMap, HeaderValue, StatusCode, header};
use poem::{Body, Response};
use tokio_util::io::StreamReader;

/// Smaller bodies fit into one packet anyway.
const COMPRESSED_BYTES_MIN: u64 = 1024;

/// Brotli's own default (11) takes a hundred times as long as this for a tenth less.
const BROTLI_QUALITY: i32 = 4;

/// A way to compress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Zstd,
    Brotli,
    Gzip,
}

impl Coding {
    /// In the order in which ties are decided.
    const ALL: [Self; 3] = [Self::Zstd, Self::Brotli, Self::Gzip];

    const fn name(self) -> &'static str {
        match self {
            Self::Zstd => "zstd",
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }
}

/// Compresses an answer if the caller asks for it and it is worth it.
#[must_use]
pub fn apply(asked: &HeaderMap, mut response: Response) -> Response {
    if !is_compressible(&response) {
        return response;
    }
    // Also where this caller gets the plain form: a cache must not hand it to one that asked.
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    let Some(coding) = choose(asked) else {
        return response;
    };
    let body: BoxBody<_, _> = response.take_body().into();
    if body.size_hint().upper().is_some_and(|bytes| bytes < COMPRESSED_BYTES_MIN) {
        response.set_body(Body::from(body));
        return response;
    }
    let reader = StreamReader::new(Body::from(body).into_bytes_stream());
    response.set_body(match coding {
        Coding::Zstd => Body::from_async_read(ZstdEncoder::new(reader)),
        Coding::Gzip => Body::from_async_read(GzipEncoder::new(reader)),
        Coding::Brotli => {
            let quality = Level::Precise(BROTLI_QUALITY);
            Body::from_async_read(BrotliEncoder::with_quality(reader, quality))
        }
    });
    let out = response.headers_mut();
    out.remove(header::CONTENT_LENGTH);
    out.remove(header::ACCEPT_RANGES);
    let name = HeaderValue::from_static(coding.name());
    out.insert(header::CONTENT_ENCODING, name);
    mark_tag(out, coding);
    response
}

/// A strong tag names bytes: other bytes need another tag.
fn mark_tag(out: &mut HeaderMap, coding: Coding) {
    let tag = out.get(header::ETAG).and_then(|tag| tag.to_str().ok());
    let bare = tag.and_then(|tag| tag.strip_suffix('"'));
    let marked = bare.map(|bare| format!("{bare}-{}\"", coding.name()));
    if let Some(marked) = marked.and_then(|marked| HeaderValue::try_from(marked).ok()) {
        out.insert(header::ETAG, marked);
    }
}

/// Text of any kind, but not events: each must leave at once.
fn is_compressible(response: &Response) -> bool {
    let content_type = response.content_type().unwrap_or_default();
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    let is_text = kind.starts_with("text/")
        || kind.ends_with("+json")
        || kind.ends_with("+xml")
        || matches!(
            kind,
            "application/json"
                | "application/javascript"
                | "application/x-yaml"
                | "application/wasm"
        );
    let headers = response.headers();
    is_text
        && kind != "text/event-stream"
        && response.status() != StatusCode::NO_CONTENT
        && response.status() != StatusCode::NOT_MODIFIED
        && !headers.contains_key(header::CONTENT_ENCODING)
        && !headers.contains_key(header::CONTENT_RANGE)
}

/// The coding with the highest weight in `Accept-Encoding`; ties go to the first of [`Coding::ALL`].
fn choose(asked: &HeaderMap) -> Option<Coding> {
    // `max_by_key` keeps the last of equals, hence the reversal.
    let weight = weights(asked);
    Coding::ALL
        .into_iter()
        .rev()
        .max_by_key(|coding| weight(coding.name()))
        .filter(|coding| weight(coding.name()) > 0)
}

/// How much the caller wants a coding, in thousandths; 0 is not at all.
pub(crate) fn weights(asked: &HeaderMap) -> impl Fn(&str) -> u16 + use<'_> {
    let lines = asked.get_all(header::ACCEPT_ENCODING);
    let weights: Vec<(&str, u16)> = lines
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(weighted)
        .collect();
    move |name| {
        let named = |name: &str| weights.iter().find(|(one, _)| one.eq_ignore_ascii_case(name));
        named(name).or_else(|| named("*")).map_or(0, |&(_, weight)| weight)
    }
}

/// `gzip;q=0.5` as a name and thousandths; a weight that cannot be read is 0.
fn weighted(item: &str) -> (&str, u16) {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
    (name, weight.map_or(1000, thousandths))
}

fn thousandths(weight: &str) -> u16 {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    let fraction = format!("{fraction:0<3}");
    match (whole, fraction.parse::<u16>()) {
        ("1", _) => 1000,
        ("0", Ok(fraction)) if fraction < 1000 => fraction,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(accept: &str) -> Option<&'static str> {
        let mut asked = HeaderMap::new();
        asked.insert(header::ACCEPT_ENCODING, accept.parse().unwrap());
        choose(&asked).map(Coding::name)
    }

    #[test]
    fn the_caller_chooses_and_ties_are_ours() {
        for (accept, coding) in [
            ("gzip, deflate, br, zstd", Some("zstd")),
            ("gzip;q=1.0, br;q=0.9", Some("gzip")),
            ("br;q=0.1, gzip;q=0.100", Some("br")),
            ("GZIP", Some("gzip")),
            ("*", Some("zstd")),
            ("*;q=0.5, zstd;q=0", Some("br")),
            ("gzip;q=0", None),
            ("identity", None),
            ("deflate", None),
            ("gzip;q=nonsense", None),
            ("", None),
        ] {
            assert_eq!(chosen(accept), coding, "{accept}");
        }
        assert_eq!(choose(&HeaderMap::new()), None);
    }

    fn answer(content_type: &str, bytes: usize) -> Response {
        let mut asked = HeaderMap::new();
        asked.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        let response = Response::builder()
            .content_type(content_type)
            .header(header::ETAG, "\"tag\"")
            .body(vec![b'x'; bytes]);
        apply(&asked, response)
    }

    #[test]
    fn what_is_not_worth_it_or_must_not_wait_stays_plain() {
        for (content_type, bytes) in
            [("application/json", 1023), ("image/png", 5000), ("text/event-stream", 5000)]
        {
            let response = answer(content_type, bytes);
            assert!(!response.headers().contains_key(header::CONTENT_ENCODING), "{content_type}");
            assert_eq!(response.headers()[header::ETAG], "\"tag\"");
        }
    }

    #[tokio::test]
    async fn a_compressed_answer_has_a_tag_of_its_own() {
        let response = answer("application/json; charset=utf-8", 5000);
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "gzip");
        assert_eq!(response.headers()[header::ETAG], "\"tag-gzip\"");
        assert_eq!(response.headers()[header::VARY], "Accept-Encoding");
        let bytes = response.into_body().into_bytes().await.unwrap();
        assert!(bytes.len() < 200);
    }
}
