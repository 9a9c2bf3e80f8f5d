//! Request bodies: counted as they are read, in time, and whole before a handler starts.
//!
//! The length that a header claims is only believed when it is already too much; what counts is what
//! arrives. Reading happens before a request takes a place among those being handled, so that a slow
//! sender holds up nobody but itself. Compressed bodies are refused: their size is not the size that
//! they have once unpacked, and nobody needs them here.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use poem::http::{StatusCode, header};
use poem::{Body, Request};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::limits::EdgeLimits;
use super::listener::Lingering;
use crate::api::error::ApiError;

/// The unit in which memory for bodies is shared out.
const SHARE_BYTES: usize = 1024;

/// When to come back after the memory for bodies was taken.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// Reads bodies within limits.
#[derive(Debug)]
pub struct Bodies {
    shares: Arc<Semaphore>,
    grace: Duration,
    rate_min: u64,
}

/// The memory of one body, given back when dropped.
#[derive(Debug)]
#[must_use]
pub struct Held {
    _shares: Option<OwnedSemaphorePermit>,
}

impl Bodies {
    /// As the limits say.
    #[must_use]
    pub fn new(limits: &EdgeLimits) -> Self {
        Self {
            shares: Arc::new(Semaphore::new(limits.bodies_bytes_max / SHARE_BYTES)),
            grace: limits.body_grace,
            rate_min: limits.body_rate_min.max(1),
        }
    }

    /// Puts the whole body in the place of the one that is still arriving.
    ///
    /// # Errors
    /// 408 for one that stalls or takes longer than `timeout`, 413 for one over `bytes_max`, 415 for a
    /// compressed one, 503 when there is no memory for it now, 400 when the connection broke.
    pub async fn read(
        &self,
        request: &mut Request,
        bytes_max: u64,
        timeout: Duration,
    ) -> Result<Held, ApiError> {
        refuse_encoded(request)?;
        let body = request.take_body();
        if body.is_empty() {
            return Ok(Held { _shares: None });
        }
        if declared_length(request).is_some_and(|length| length > bytes_max) {
            return Err(ApiError::too_large(bytes_max));
        }
        let reading = self.collect(body, bytes_max);
        let (bytes, shares) = match tokio::time::timeout(timeout, reading).await {
            Ok(outcome) => outcome?,
            Err(_) => return Err(too_slow()),
        };
        request.set_body(Body::from_bytes(bytes));
        Ok(Held { _shares: shares })
    }

    async fn collect(
        &self,
        body: Body,
        bytes_max: u64,
    ) -> Result<(Bytes, Option<OwnedSemaphorePermit>), ApiError> {
        let mut stream = std::pin::pin!(body.into_bytes_stream());
        let mut bytes = BytesMut::new();
        let mut shares: Option<OwnedSemaphorePermit> = None;
        let mut patience = self.grace;
        loop {
            let asked = Instant::now();
            let Ok(chunk) = tokio::time::timeout(patience, stream.next()).await else {
                return Err(too_slow());
            };
            let Some(chunk) = chunk else {
                return Ok((bytes.freeze(), shares));
            };
            let chunk = chunk.map_err(|error| {
                let detail = "The body ended before its announced length.";
                ApiError::bad_request("body_incomplete", detail).with_cause(error)
            })?;
            let total = bytes.len() + chunk.len();
            if u64::try_from(total).is_ok_and(|total| total > bytes_max) {
                return Err(ApiError::too_large(bytes_max));
            }
            self.reserve(&mut shares, total)?;
            bytes.extend_from_slice(&chunk);
            let earned = self.time_for(chunk.len());
            patience = (patience.saturating_sub(asked.elapsed()) + earned).min(self.grace);
        }
    }

    /// The time that a number of bytes may take.
    fn time_for(&self, bytes: usize) -> Duration {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        Duration::from_micros(bytes.saturating_mul(1_000_000) / self.rate_min)
    }

    /// Takes as many shares of memory as a body of `total` bytes needs.
    fn reserve(
        &self,
        shares: &mut Option<OwnedSemaphorePermit>,
        total: usize,
    ) -> Result<(), ApiError> {
        let have = shares.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let missing = total.div_ceil(SHARE_BYTES).saturating_sub(have);
        let missing = u32::try_from(missing).unwrap_or(u32::MAX);
        let more = Arc::clone(&self.shares).try_acquire_many_owned(missing).map_err(|_| {
            let detail = "Too many bodies are being received; try again shortly.";
            ApiError::unavailable("busy", detail, RETRY_AFTER)
        })?;
        match shares {
            Some(shares) => shares.merge(more),
            None => *shares = Some(more),
        }
        Ok(())
    }
}

fn refuse_encoded(request: &Request) -> Result<(), ApiError> {
    let encodings = request.headers().get_all(header::CONTENT_ENCODING);
    let is_plain =
        |value: &poem::http::HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"identity");
    if encodings.iter().all(is_plain) {
        return Ok(());
    }
    Err(ApiError::unsupported(
        "Compressed bodies are not accepted: send it without Content-Encoding.",
    ))
}

fn declared_length(request: &Request) -> Option<u64> {
    let length = request.headers().get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

fn too_slow() -> ApiError {
    let detail = "The body comes too slowly; send it again over a better connection.";
    ApiError::new(StatusCode::REQUEST_TIMEOUT, "body_too_slow", detail)
}

/// Tells the socket to linger, unless the body was read to its end.
pub(super) struct Unread(Option<Lingering>);

impl Unread {
    /// Armed where a request has a body; a request that came over no socket of ours has none to tell.
    pub(super) fn of(request: &mut Request) -> Self {
        let body = request.take_body();
        let has_body = !body.is_empty();
        request.set_body(body);
        Self(request.data().filter(|_| has_body).cloned())
    }

    /// There is nothing left to throw away.
    pub(super) fn all_read(mut self) {
        self.0 = None;
    }
}

impl Drop for Unread {
    fn drop(&mut self) {
        if let Some(lingering) = &self.0 {
            lingering.set();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;

    fn limits() -> EdgeLimits {
        EdgeLimits {
            bodies_bytes_max: 16 * SHARE_BYTES,
            body_grace: Duration::from_millis(80),
            ..EdgeLimits::default()
        }
    }

    /// A body of chunks, each after a pause.
    fn dripping(chunks: usize, size: usize, pause_ms: u64) -> Request {
        let stream = stream::iter(0..chunks).then(move |_| async move {
            tokio::time::sleep(Duration::from_millis(pause_ms)).await;
            Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; size]))
        });
        Request::builder().body(Body::from_bytes_stream(stream))
    }

    async fn read(bodies: &Bodies, mut request: Request, max: u64) -> Result<(Held, usize), u16> {
        let held = bodies
            .read(&mut request, max, Duration::from_secs(1))
            .await
            .map_err(|error| error.status().as_u16())?;
        Ok((held, request.take_body().into_bytes().await.unwrap().len()))
    }

    #[tokio::test]
    async fn what_counts_is_what_arrives() {
        let bodies = Bodies::new(&limits());
        assert_eq!(read(&bodies, dripping(10, 100, 0), 1000).await.unwrap().1, 1000);
        assert_eq!(read(&bodies, dripping(10, 100, 0), 999).await.unwrap_err(), 413);
        assert_eq!(read(&bodies, Request::default(), 0).await.unwrap().1, 0);
        let honest = Request::builder().header("content-length", "2000").body(vec![0; 2000]);
        assert_eq!(read(&bodies, honest, 1000).await.unwrap_err(), 413);
    }

    #[tokio::test]
    async fn a_steady_rate_is_enough_and_a_drip_is_not() {
        let bodies = Bodies::new(&limits());
        assert_eq!(read(&bodies, dripping(10, 60, 20), 5000).await.unwrap().1, 600);
        assert_eq!(read(&bodies, dripping(50, 1, 20), 5000).await.unwrap_err(), 408);
        assert_eq!(read(&bodies, dripping(1, 1, 5000), 5000).await.unwrap_err(), 408);
    }

    #[tokio::test]
    async fn memory_is_shared_and_given_back() {
        let bodies = Bodies::new(&limits());
        let held = read(&bodies, dripping(12, 1024, 0), 1 << 20).await.unwrap();
        assert_eq!(read(&bodies, dripping(5, 1024, 0), 1 << 20).await.unwrap_err(), 503);
        drop(held);
        assert!(read(&bodies, dripping(16, 1024, 0), 1 << 20).await.is_ok());
        assert_eq!(bodies.shares.available_permits(), 16);
    }

    #[tokio::test]
    async fn compressed_bodies_are_refused() {
        let bodies = Bodies::new(&limits());
        for (encoding, refused) in [("gzip", true), ("identity", false), ("br, gzip", true)] {
            let request = Request::builder().header("content-encoding", encoding).body("x");
            let outcome = read(&bodies, request, 10).await;
            assert_eq!(outcome.is_err_and(|status| status == 415), refused, "{encoding}");
        }
    }
}
