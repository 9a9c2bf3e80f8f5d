//! Answers kept for a while, so that asking twice costs once.
//!
//! The key is what was asked, never with what secret. An answer younger than the request accepts is
//! served as it is; an older one with a validator (`ETag`, `Last-Modified`) is asked for
//! conditionally, and a 304 makes it young again. Bounded in entries and bytes: the least recently
//! used go first.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use monps_core::adapter::{Request, Response};
use monps_core::time::{TimeDelta, Timestamp};

/// The bounds of a cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheLimits {
    /// Answers kept at most.
    pub entries_max: usize,
    /// Bytes of their bodies at most.
    pub bytes_max: usize,
}

impl CacheLimits {
    /// 512 answers, 64 MiB.
    pub const CUSTOMARY: Self = Self { entries_max: 512, bytes_max: 64 * 1024 * 1024 };
}

/// What was asked: source, address, parameters and headers; no secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct CacheKey(String);

impl CacheKey {
    /// As text, to be told to other processes.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn new(base_url: &str, request: &Request) -> Self {
        let mut query = request.query.clone();
        query.sort();
        // Debug quotes every part, so that no two different questions print alike.
        let Request { method, path, headers, body, auth, .. } = request;
        Self(format!(
            "{base_url:?} {} {path:?} {query:?} {headers:?} {body:?} {auth:?}",
            method.as_str()
        ))
    }
}

/// What the cache can say to a question.
#[derive(Debug)]
pub(crate) enum Found {
    /// Young enough to serve.
    Fresh(Response),
    /// To be asked for conditionally with these headers.
    Stale(Vec<(String, String)>),
    /// Nothing.
    Nothing,
}

/// Answers by what was asked.
#[derive(Debug)]
pub(crate) struct ResponseCache {
    limits: CacheLimits,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    entries: HashMap<CacheKey, Entry>,
    bytes: usize,
    clock: u64,
}

#[derive(Debug)]
struct Entry {
    response: Arc<Response>,
    used: u64,
}

impl ResponseCache {
    pub(crate) fn new(limits: CacheLimits) -> Self {
        Self { limits, held: Mutex::default() }
    }

    /// Looks up a request at an instant.
    pub(crate) fn find(&self, key: &CacheKey, request: &Request, now: Timestamp) -> Found {
        let Some(stored) = self.touch(key) else {
            return Found::Nothing;
        };
        let age = now - stored.received_at;
        // An answer from the future (the clock was set back) has no age to judge it by.
        let believed = age >= TimeDelta::zero();
        if believed && age < TimeDelta::seconds(i64::from(request.cache_age_max_s)) {
            return Found::Fresh(served(&stored, request.id, stored.received_at));
        }
        let validators = validators(&stored);
        if validators.is_empty() { Found::Nothing } else { Found::Stale(validators) }
    }

    /// Takes over what another process was told, if it is young enough.
    pub(crate) fn adopt(
        &self,
        key: &CacheKey,
        request: &Request,
        response: &Response,
        now: Timestamp,
    ) -> Option<Response> {
        self.keep(key.clone(), request, response);
        match self.find(key, request, now) {
            Found::Fresh(response) => Some(response),
            Found::Stale(_) | Found::Nothing => None,
        }
    }

    /// Keeps a good answer that may be asked for again.
    pub(crate) fn keep(&self, key: CacheKey, request: &Request, response: &Response) {
        let useful = request.cache_age_max_s > 0 || !validators(response).is_empty();
        if response.status != 200 || !useful || response.body.len() > self.limits.bytes_max {
            return;
        }
        let mut held = self.lock();
        held.remove(&key);
        held.clock += 1;
        held.bytes += response.body.len();
        let entry = Entry { response: Arc::new(response.clone()), used: held.clock };
        held.entries.insert(key, entry);
        while held.entries.len() > self.limits.entries_max || held.bytes > self.limits.bytes_max {
            let oldest = held.entries.iter().min_by_key(|(_, entry)| entry.used);
            let Some(oldest) = oldest.map(|(key, _)| key.clone()) else {
                break;
            };
            held.remove(&oldest);
        }
    }

    /// The source says that the answer stands (304): it counts as received now.
    pub(crate) fn revalidated(&self, key: &CacheKey, not_modified: &Response) -> Option<Response> {
        let mut held = self.lock();
        let entry = held.entries.get_mut(key)?;
        let mut stored = (*entry.response).clone();
        stored.received_at = not_modified.received_at;
        for (name, value) in &not_modified.headers {
            stored.headers.retain(|(held, _)| held != name);
            stored.headers.push((name.clone(), value.clone()));
        }
        let answer = served(&stored, not_modified.id, stored.received_at);
        entry.response = Arc::new(stored);
        Some(answer)
    }

    fn touch(&self, key: &CacheKey) -> Option<Arc<Response>> {
        let mut held = self.lock();
        held.clock += 1;
        let used = held.clock;
        let entry = held.entries.get_mut(key)?;
        entry.used = used;
        Some(Arc::clone(&entry.response))
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn remove(&mut self, key: &CacheKey) {
        if let Some(entry) = self.entries.remove(key) {
            self.bytes -= entry.response.body.len();
        }
    }
}

fn served(stored: &Response, id: u32, received_at: Timestamp) -> Response {
    Response { id, received_at, from_cache: true, ..stored.clone() }
}

fn validators(response: &Response) -> Vec<(String, String)> {
    [("etag", "if-none-match"), ("last-modified", "if-modified-since")]
        .into_iter()
        .filter_map(|(given, asked)| Some((asked.to_owned(), response.header(given)?.to_owned())))
        .collect()
}

#[cfg(test)]
mod tests {
    use monps_core::time::parse_timestamp;

    use super::*;

    fn now() -> Timestamp {
        parse_timestamp("2026-11-22T09:00:00Z").unwrap()
    }

    fn asked(path: &str, age_s: u32) -> Request {
        Request { cache_age_max_s: age_s, ..Request::get(9, "api", path) }
    }

    fn answer(bytes: usize, headers: &[(&str, &str)]) -> Response {
        Response {
            id: 1,
            status: 200,
            headers: headers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            body: vec![b'x'; bytes],
            received_at: now(),
            from_cache: false,
        }
    }

    fn key(request: &Request) -> CacheKey {
        CacheKey::new("https://a.example", request)
    }

    #[test]
    fn an_answer_is_served_while_it_is_young() {
        let cache = ResponseCache::new(CacheLimits::CUSTOMARY);
        let request = asked("/a", 60);
        cache.keep(key(&request), &request, &answer(3, &[]));
        let later = now() + TimeDelta::seconds(59);
        let Found::Fresh(served) = cache.find(&key(&request), &request, later) else {
            panic!("it is younger than a minute");
        };
        assert!(served.from_cache);
        assert_eq!((served.id, served.received_at), (9, now()));
        for too_old in [TimeDelta::seconds(60), TimeDelta::seconds(-1)] {
            let found = cache.find(&key(&request), &request, now() + too_old);
            assert!(matches!(found, Found::Nothing), "{found:?}");
        }
        assert_ne!(key(&asked("/a", 0)), key(&asked("/b", 0)));
    }

    #[test]
    fn an_old_answer_with_a_validator_is_asked_for_conditionally() {
        let cache = ResponseCache::new(CacheLimits::CUSTOMARY);
        let request = asked("/a", 0);
        cache.keep(key(&request), &request, &answer(3, &[("etag", "\"7\"")]));
        let Found::Stale(headers) = cache.find(&key(&request), &request, now()) else {
            panic!("0 seconds always asks the source");
        };
        assert_eq!(headers, [("if-none-match".to_owned(), "\"7\"".to_owned())]);
        let not_modified = Response {
            status: 304,
            received_at: now() + TimeDelta::hours(1),
            ..answer(0, &[("x-requests-remaining", "5")])
        };
        let served = cache.revalidated(&key(&request), &not_modified).unwrap();
        assert_eq!((served.status, served.body.len()), (200, 3));
        assert_eq!(served.received_at, not_modified.received_at);
        assert_eq!(served.header("x-requests-remaining"), Some("5"));
        assert_eq!(served.header("etag"), Some("\"7\""));
    }

    #[test]
    fn it_stays_within_its_bounds() {
        let cache = ResponseCache::new(CacheLimits { entries_max: 2, bytes_max: 100 });
        let [a, b, c] = [asked("/a", 60), asked("/b", 60), asked("/c", 60)];
        let held = |request: &Request| {
            matches!(cache.find(&key(request), request, now()), Found::Fresh(_))
        };
        cache.keep(key(&a), &a, &answer(10, &[]));
        cache.keep(key(&b), &b, &answer(10, &[]));
        assert!(held(&a), "and so b is the least recently used");
        cache.keep(key(&c), &c, &answer(10, &[]));
        assert_eq!((held(&a), held(&b), held(&c)), (true, false, true));
        cache.keep(key(&b), &b, &answer(95, &[]));
        assert_eq!((held(&a), held(&b), held(&c)), (false, true, false));
        cache.keep(key(&a), &a, &answer(101, &[]));
        assert_eq!((held(&a), held(&b)), (false, true));
    }
}
