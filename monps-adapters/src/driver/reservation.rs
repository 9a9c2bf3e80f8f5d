//! Credits set aside for a call in flight.

use std::sync::Arc;

use monps_core::adapter::{QuotaRule, Response, Text, TransportFailure, TransportFailureKind};

use super::quota::{QuotaLedger, Spent};

/// Credits set aside for a call in flight.
pub(super) struct Reservation {
    pub(super) quota: Arc<dyn QuotaLedger>,
    pub(super) source: Text,
    pub(super) rule: QuotaRule,
    pub(super) cost: u32,
    pub(super) settled: bool,
}

impl Reservation {
    pub(super) async fn settle(mut self, outcome: &Result<Response, TransportFailure>) {
        let spent = match outcome {
            Ok(response) => Spent::by(response, &self.rule),
            Err(failure) => match failure.kind {
                // It did not get there, or was never sent.
                TransportFailureKind::Unreachable | TransportFailureKind::Blocked => Spent::Nothing,
                _ => Spent::AsForetold { remaining: None },
            },
        };
        if let Spent::Told { cost, .. } = spent
            && cost > self.cost
        {
            tracing::warn!(
                adapter = %self.source,
                foretold = self.cost,
                cost,
                "a call cost more than foretold: the adapter's cost rule is behind the source's"
            );
        }
        self.quota.settle(&self.source, self.cost, spent).await;
        self.settled = true;
    }
}

impl Drop for Reservation {
    /// A call that was given up may have been counted by the source: it counts as paid for.
    fn drop(&mut self) {
        if self.settled {
            return;
        }
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let (quota, source, cost) = (Arc::clone(&self.quota), self.source.clone(), self.cost);
            runtime.spawn(async move {
                let spent = Spent::AsForetold { remaining: None };
                quota.settle(&source, cost, spent).await;
            });
        }
    }
}
