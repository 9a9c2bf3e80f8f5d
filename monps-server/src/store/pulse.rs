//! The pulse of a database beyond a network: work that waits for one which is away is given up.
//!
//! A server that was switched off, or a wire that was cut, says nothing: whoever waits for its answer
//! waits until the network gives up, a quarter of an hour later or never. So it is asked for a sign of
//! life all the time, and what waits while there is none ends in words.
//!
//! Work that was given up may have been done all the same, as when a connection breaks: whoever gave
//! up has to look again, and a request is repeated with its `Idempotency-Key`.

use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::{Ping, StoreError};

/// The pause between two signs of life.
const EVERY: Duration = Duration::from_millis(500);
/// The longest that one may take.
const ANSWER_MAX: Duration = Duration::from_secs(1);
/// How long work may go on after a sign was missed: it may be about to end.
const GRACE: Duration = Duration::from_millis(300);

/// The database gives no sign of life; what was being done was given up, and may have been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the database gives no sign of life: look at whether it runs and is reached")]
pub(super) struct Away;

impl From<Away> for StoreError {
    fn from(away: Away) -> Self {
        Self::Unavailable {
            hint: "look at whether PostgreSQL runs and is reached".to_owned(),
            source: Some(Box::new(away)),
        }
    }
}

/// Whether a database gives signs of life; clones are of one pulse.
#[derive(Clone, Debug, Default)]
pub(super) struct Pulse(Arc<watch::Sender<bool>>);

impl Pulse {
    /// Asks for signs of life until told to stop.
    pub(super) async fn run(&self, store: &dyn Ping, stop: &CancellationToken) {
        loop {
            let is_away = !matches!(timeout(ANSWER_MAX, store.ping()).await, Ok(Ok(())));
            self.0.send_if_modified(|away| std::mem::replace(away, is_away) != is_away);
            tokio::select! {
                () = stop.cancelled() => return,
                () = sleep(EVERY) => {}
            }
        }
    }

    /// Does some work, unless the database is away for too long.
    ///
    /// # Errors
    /// [`Away`] when it was given up.
    pub(super) async fn keep<T>(&self, work: impl Future<Output = T>) -> Result<T, Away> {
        tokio::select! {
            biased;
            done = work => Ok(done),
            () = is_gone(self.0.subscribe()) => Err(Away),
        }
    }
}

/// Returns once the database has been away for the grace.
async fn is_gone(mut away: watch::Receiver<bool>) {
    loop {
        // The sender lives as long as the pulse that is being kept.
        let _ = away.wait_for(|away| *away).await;
        if timeout(GRACE, away.wait_for(|away| !*away)).await.is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use async_trait::async_trait;
    use tokio::time::Instant;

    use super::*;

    /// Answers at once, or never.
    #[derive(Default)]
    struct Server(AtomicBool);

    #[async_trait]
    impl Ping for Server {
        async fn ping(&self) -> Result<(), StoreError> {
            if self.0.load(Ordering::SeqCst) {
                std::future::pending::<()>().await;
            }
            Ok(())
        }
    }

    async fn beside<T>(pulse: &Pulse, server: &Server, work: impl Future<Output = T>) -> T {
        let stop = CancellationToken::new();
        let (done, ()) = tokio::join!(
            async {
                let done = work.await;
                stop.cancel();
                done
            },
            pulse.run(server, &stop),
        );
        done
    }

    #[tokio::test(start_paused = true)]
    async fn what_waits_for_a_silent_server_is_given_up_within_two_seconds() {
        let (pulse, server) = (Pulse::default(), Server::default());
        let work = async {
            sleep(Duration::from_secs(10)).await;
            server.0.store(true, Ordering::SeqCst);
            let started = Instant::now();
            let given_up = pulse.keep(std::future::pending::<()>()).await;
            (given_up, started.elapsed())
        };
        let (given_up, took) = beside(&pulse, &server, work).await;
        assert_eq!(given_up, Err(Away));
        assert!(took <= Duration::from_secs(2), "{took:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_needs_no_server_goes_on_and_all_does_once_it_is_back() {
        let (pulse, server) = (Pulse::default(), Server::default());
        server.0.store(true, Ordering::SeqCst);
        let work = async {
            sleep(Duration::from_secs(10)).await;
            let quick = pulse.keep(sleep(Duration::from_millis(50))).await;
            server.0.store(false, Ordering::SeqCst);
            sleep(Duration::from_secs(2)).await;
            (quick, pulse.keep(sleep(Duration::from_hours(1))).await)
        };
        assert_eq!(beside(&pulse, &server, work).await, (Ok(()), Ok(())));
    }
}
