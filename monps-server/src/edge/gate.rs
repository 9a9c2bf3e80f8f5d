//! How many requests are handled at once, for how long, and what becomes of a panic.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use poem::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::limits::EdgeLimits;
use crate::api::error::ApiError;

/// When to come back after all places were taken.
const RETRY_AFTER_BUSY: Duration = Duration::from_secs(1);
/// When to come back after a handler took too long.
const RETRY_AFTER_TIMEOUT: Duration = Duration::from_secs(5);

/// A handler that panicked.
#[derive(Debug, thiserror::Error)]
#[error("the handler panicked: {0}")]
struct Panicked(String);

/// The places for requests being handled.
#[derive(Debug)]
pub struct Gate {
    places: Arc<Semaphore>,
    ungated_paths: Vec<String>,
}

impl Gate {
    /// As the limits say.
    #[must_use]
    pub fn new(limits: &EdgeLimits) -> Self {
        Self {
            places: Arc::new(Semaphore::new(limits.requests_max)),
            ungated_paths: limits.ungated_paths.clone(),
        }
    }

    /// A place until it is dropped; none is needed for an ungated path.
    ///
    /// # Errors
    /// 503 when all are taken: a queue would only turn an overload into time-outs.
    pub fn enter(&self, path: &str) -> Result<Option<OwnedSemaphorePermit>, ApiError> {
        if self.ungated_paths.iter().any(|ungated| ungated == path) {
            return Ok(None);
        }
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| {
            let detail = "Too many requests are being handled; try again shortly.";
            ApiError::unavailable("busy", detail, RETRY_AFTER_BUSY)
        })?;
        Ok(Some(place))
    }
}

/// Runs a handler to the beginning of its answer.
///
/// # Errors
/// 503 after `timeout`, 500 after a panic: the connection, and everybody else's, goes on.
pub async fn run(
    handler: impl Future<Output = Response>,
    timeout: Duration,
) -> Result<Response, ApiError> {
    let caught = AssertUnwindSafe(handler).catch_unwind();
    match tokio::time::timeout(timeout, caught).await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(panic)) => Err(ApiError::internal(Panicked(words(&*panic)))),
        Err(_) => {
            let detail = "The answer took too long and was given up; try again later.";
            Err(ApiError::unavailable("timeout", detail, RETRY_AFTER_TIMEOUT))
        }
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let literal = panic.downcast_ref::<&str>().map(|&words| words.to_owned());
    literal
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_run_out_and_come_back() {
        let gate = Gate::new(&EdgeLimits { requests_max: 1, ..EdgeLimits::default() });
        let place = gate.enter("/bets").unwrap();
        assert!(place.is_some());
        assert_eq!(gate.enter("/bets").unwrap_err().status().as_u16(), 503);
        assert!(gate.enter("/livez").unwrap().is_none());
        drop(place);
        assert!(gate.enter("/bets").is_ok());
    }

    #[tokio::test]
    async fn time_and_panics_become_answers() {
        let slow = async {
            tokio::time::sleep(Duration::from_secs(60)).await;
            Response::default()
        };
        let error = run(slow, Duration::from_millis(10)).await.unwrap_err();
        assert_eq!((error.status().as_u16(), error.code()), (503, "timeout"));
        let panicking = async { panic!("at the disco") };
        let error = run(panicking, Duration::from_secs(1)).await.unwrap_err();
        assert_eq!((error.status().as_u16(), error.code()), (500, "internal"));
    }
}
