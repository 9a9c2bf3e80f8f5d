//! Lists that are written once and answered many times.
//!
//! A hundred prices cost more to write as JSON than to find. The bytes of a page are kept until a price
//! is stored or a board changes, a second at most (an age is in seconds, and events start), and no
//! more than a bounded number of bytes of them.

use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use monps_core::time::{TimeDelta, Timestamp};
use poem::http::header;
use poem::{Body, IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::registry::{MetaResponses, Registry};
use poem_openapi::types::ToJSON;
use serde::Serialize;

use crate::api::error::ApiError;
use crate::api::page::{Cursor, Page, next_link};
use crate::edge::request_id;

/// How long a page is kept.
const KEPT_FOR: TimeDelta = TimeDelta::seconds(1);
/// Bytes of pages that are kept at once.
const BYTES_MAX: usize = 8 << 20;

/// What a page was made from.
type Stamp = (i64, u64);

/// One page of a list as it goes over the wire. In the document it is [`Page`].
#[derive(Clone, Debug)]
pub struct Encoded<T> {
    body: Bytes,
    next: Option<Cursor>,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Encoded<T> {
    /// Writes a page.
    pub(super) fn of<L>(page: &Page<L>, view: impl Fn(&L) -> T) -> Result<Self, ApiError> {
        let rows: Vec<T> = page.items().iter().map(view).collect();
        let body = serde_json::to_vec(&rows).map_err(ApiError::internal)?;
        Ok(Self { body: body.into(), next: page.next().cloned(), of: PhantomData })
    }
}

impl<T: Send> IntoResponse for Encoded<T> {
    fn into_response(self) -> Response {
        let mut response = Response::builder()
            .content_type("application/json; charset=utf-8")
            .body(Body::from(self.body));
        let uri = request_id::current_uri().unwrap_or_default();
        if let Some(link) = self.next.and_then(|cursor| next_link(&uri, &cursor)) {
            response.headers_mut().insert(header::LINK, link);
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

/// The pages that are kept, by what was asked for.
#[derive(Debug, Default)]
pub(super) struct Bodies(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    pages: HashMap<String, (Stamp, Timestamp, Bytes, Option<Cursor>)>,
    bytes: usize,
}

impl Bodies {
    /// The page of a request, if it still holds.
    pub(super) fn get<T>(&self, key: &str, stamp: Stamp, now: Timestamp) -> Option<Encoded<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (made_from, made_at, body, next) = kept.pages.get(key)?;
        let age = now - *made_at;
        let holds = *made_from == stamp && age >= TimeDelta::zero() && age < KEPT_FOR;
        holds.then(|| Encoded { body: body.clone(), next: next.clone(), of: PhantomData })
    }

    /// Keeps a page and gives it back.
    pub(super) fn keep<T>(
        &self,
        key: String,
        stamp: Stamp,
        now: Timestamp,
        page: Encoded<T>,
    ) -> Encoded<T> {
        let size = key.len() + page.body.len();
        if size > BYTES_MAX {
            return page;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.bytes + size > BYTES_MAX {
            kept.pages.clear();
            kept.bytes = 0;
        }
        // A page in place of an older one counts twice until the next clearing: never too little.
        kept.bytes += size;
        kept.pages.insert(key, (stamp, now, page.body.clone(), page.next.clone()));
        page
    }
}
