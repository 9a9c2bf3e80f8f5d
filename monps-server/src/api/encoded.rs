//! Lists that are written once and answered many times.
//!
//! A hundred rows cost more to write as JSON than to find. The bytes of a page are kept until what it
//! was made from changes, for a while at most, and no more than a bounded number of bytes of them.
//! Whoever asks for a page while it is being made waits for it and does not make it again.

use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use monps_core::time::{TimeDelta, Timestamp};
use poem::http::header;
use poem::{Body, IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::registry::{MetaResponses, Registry};
use poem_openapi::types::ToJSON;
use tokio::sync::Mutex as Turn;

use super::error::ApiError;
use super::page::{Cursor, Page, next_link, total_header};
use crate::edge::request_id;

/// Bytes of pages that are kept at once.
const BYTES_MAX: usize = 8 << 20;

/// One page of a list as it goes over the wire. In the document it is [`Page`].
#[derive(Clone, Debug)]
pub struct Encoded<T> {
    written: Written,
    of: PhantomData<fn() -> T>,
}

#[derive(Clone, Debug)]
struct Written {
    body: Bytes,
    next: Option<Cursor>,
    total: Option<u64>,
}

impl<T> Encoded<T> {
    /// Writes a page.
    ///
    /// # Errors
    /// [`ApiError`] for rows that cannot be written.
    pub fn of(page: &Page<T>) -> Result<Self, ApiError>
    where
        T: serde::Serialize,
    {
        let body = serde_json::to_vec(page.items()).map_err(ApiError::internal)?;
        Ok(Self::new(body, page))
    }

    /// Writes a page of rows that know their JSON by their description.
    ///
    /// # Errors
    /// [`ApiError`] for rows that cannot be written.
    pub fn of_described(page: &Page<T>) -> Result<Self, ApiError>
    where
        T: ToJSON,
    {
        let rows: Vec<_> = page.items().iter().map(ToJSON::to_json).collect();
        let body = serde_json::to_vec(&rows).map_err(ApiError::internal)?;
        Ok(Self::new(body, page))
    }

    fn new(body: Vec<u8>, page: &Page<T>) -> Self {
        let written =
            Written { body: body.into(), next: page.next().cloned(), total: page.total() };
        Self::from(written)
    }
}

impl<T> From<Written> for Encoded<T> {
    fn from(written: Written) -> Self {
        Self { written, of: PhantomData }
    }
}

impl<T: Send> IntoResponse for Encoded<T> {
    fn into_response(self) -> Response {
        let Written { body, next, total } = self.written;
        let mut response = Response::builder()
            .content_type("application/json; charset=utf-8")
            .body(Body::from(body));
        let uri = request_id::current_uri().unwrap_or_default();
        if let Some(link) = next.and_then(|cursor| next_link(&uri, &cursor)) {
            response.headers_mut().insert(header::LINK, link);
        }
        if let Some(total) = total {
            let (name, value) = total_header(total);
            response.headers_mut().insert(name, value);
        }
        response
    }
}

impl<T: ToJSON> ApiResponse for Encoded<T> {
    fn meta() -> MetaResponses {
        Page::<T>::meta()
    }

    fn register(registry: &mut Registry) {
        Page::<T>::register(registry);
    }
}

/// The pages that are kept, by what was asked for. `S` says what they were made from: a page holds as
/// long as its stamp is that of now.
#[derive(Debug)]
pub struct Pages<S> {
    kept_for: TimeDelta,
    kept: Mutex<Kept<S>>,
}

#[derive(Debug)]
struct Kept<S> {
    places: HashMap<String, Arc<Place<S>>>,
    bytes: usize,
}

/// Where a page is kept; whoever makes it has the turn.
#[derive(Debug)]
struct Place<S> {
    page: Mutex<Option<(S, Timestamp, Written)>>,
    turn: Turn<()>,
}

impl<S: Copy + PartialEq> Pages<S> {
    /// Pages that are made anew after a while even if their stamp has not changed.
    #[must_use]
    pub fn new(kept_for: TimeDelta) -> Self {
        let kept = Kept { places: HashMap::new(), bytes: 0 };
        Self { kept_for, kept: Mutex::new(kept) }
    }

    /// The page of a request: the one that is kept, if it still holds, or a new one.
    ///
    /// # Errors
    /// What `make` answers.
    pub async fn page<T>(
        &self,
        key: String,
        stamp: S,
        now: Timestamp,
        make: impl Future<Output = Result<Encoded<T>, ApiError>>,
    ) -> Result<Encoded<T>, ApiError> {
        let place = self.place(key);
        if let Some(written) = self.holding(&place, stamp, now) {
            return Ok(written.into());
        }
        let _turn = place.turn.lock().await;
        if let Some(written) = self.holding(&place, stamp, now) {
            return Ok(written.into());
        }
        let page = make.await?;
        *lock(&place.page) = Some((stamp, now, page.written.clone()));
        self.count(page.written.body.len());
        Ok(page)
    }

    fn place(&self, key: String) -> Arc<Place<S>> {
        let mut kept = lock(&self.kept);
        if let Some(place) = kept.places.get(&key) {
            return Arc::clone(place);
        }
        kept.bytes += key.len();
        let place = Arc::new(Place { page: Mutex::new(None), turn: Turn::new(()) });
        kept.places.insert(key, Arc::clone(&place));
        place
    }

    /// A page in place of an older one counts twice until the next clearing: never too little.
    fn count(&self, bytes: usize) {
        let mut kept = lock(&self.kept);
        kept.bytes += bytes;
        if kept.bytes > BYTES_MAX {
            kept.places.clear();
            kept.bytes = 0;
        }
    }

    fn holding(&self, place: &Place<S>, stamp: S, now: Timestamp) -> Option<Written> {
        let page = lock(&place.page);
        let (made_from, made_at, written) = page.as_ref()?;
        let age = now - *made_at;
        let holds = *made_from == stamp && age >= TimeDelta::zero() && age < self.kept_for;
        holds.then(|| written.clone())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use monps_core::time::DateTime;

    use super::*;

    fn at(ms: i64) -> Timestamp {
        DateTime::from_timestamp_millis(ms).unwrap()
    }

    async fn make(made: &AtomicU32) -> Result<Encoded<u32>, ApiError> {
        let count = made.fetch_add(1, Ordering::Relaxed);
        tokio::task::yield_now().await;
        Encoded::of(&Page::new(vec![count]).with_total(1))
    }

    fn body(page: &Encoded<u32>) -> &[u8] {
        &page.written.body
    }

    #[tokio::test]
    async fn a_page_holds_while_its_stamp_does_and_its_time() {
        let (pages, made) = (Pages::new(TimeDelta::seconds(1)), AtomicU32::new(0));
        let ask = async |stamp: i64, now: i64| {
            pages.page("key".to_owned(), stamp, at(now), make(&made)).await.unwrap()
        };
        assert_eq!(body(&ask(1, 0).await), b"[0]");
        assert_eq!(body(&ask(1, 999).await), b"[0]");
        assert_eq!(body(&ask(1, 1000).await), b"[1]");
        assert_eq!(body(&ask(2, 1000).await), b"[2]");
        // A clock that was set back makes no page last for ever.
        assert_eq!(body(&ask(2, 500).await), b"[3]");
    }

    #[tokio::test]
    async fn those_who_wait_do_not_make_it_again() {
        let (pages, made) = (Pages::new(TimeDelta::seconds(1)), AtomicU32::new(0));
        let ask = || pages.page("key".to_owned(), 1, at(0), make(&made));
        let (first, second, third) = tokio::join!(ask(), ask(), ask());
        assert_eq!(body(&first.unwrap()), b"[0]");
        assert_eq!(body(&second.unwrap()), b"[0]");
        assert_eq!(body(&third.unwrap()), b"[0]");
    }

    #[tokio::test]
    async fn what_is_kept_is_bounded() {
        let pages = Pages::new(TimeDelta::hours(1));
        let large = "x".repeat(BYTES_MAX / 4);
        for number in 0..20 {
            let make = async { Encoded::of(&Page::new(vec![large.clone()])) };
            pages.page(number.to_string(), 1, at(0), make).await.unwrap();
            assert!(lock(&pages.kept).places.len() <= 4);
        }
    }

    #[tokio::test]
    async fn a_page_that_could_not_be_made_is_asked_for_again() {
        let (pages, made) = (Pages::new(TimeDelta::seconds(1)), AtomicU32::new(0));
        let failing = async { Err::<Encoded<u32>, _>(ApiError::internal("no")) };
        assert!(pages.page("key".to_owned(), 1, at(0), failing).await.is_err());
        let page = pages.page("key".to_owned(), 1, at(0), make(&made)).await.unwrap();
        assert_eq!(body(&page), b"[0]");
    }
}
