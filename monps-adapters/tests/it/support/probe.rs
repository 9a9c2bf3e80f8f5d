//! An adapter that asks for what the test says and tells what came back, word for word.

use monps_core::adapter::{
    Adapter, AuthPart, AuthRecipe, Capability, Context, Conversation, Endpoint, Inputs, Manifest,
    QuotaRule, RateLimit, Request, Skipped, Snapshot, Step, Task,
};
use monps_core::error::adapter::Fault;

pub(crate) fn rule() -> QuotaRule {
    QuotaRule::new("credits", 10, "month").told_in("x-left", "x-cost")
}

/// Asks for its requests all at once, and emits every answer as a skipped place: the status or
/// `failure`, and the body or the message.
pub(crate) struct Probe {
    pub(crate) manifest: Manifest,
    pub(crate) requests: Vec<Request>,
}

impl Probe {
    pub(crate) fn new(auth: AuthPart) -> Self {
        let mut probe = Self::open();
        probe.manifest.auth = vec![AuthRecipe::new("key", "api", auth)];
        probe.manifest.endpoints[0].auth = Some("key".into());
        probe
    }

    pub(crate) fn open() -> Self {
        let endpoint = Endpoint::new("api", "https://probe.invalid").limited(RateLimit {
            burst: 100,
            per_minute: 6000,
            concurrent: 8,
        });
        let manifest = Manifest {
            capabilities: vec![Capability::Odds],
            endpoints: vec![endpoint],
            fresh_for_s: 60,
            ..Manifest::new("probe", "Probe", "1.0.0")
        };
        Self { manifest, requests: Vec::new() }
    }

    pub(crate) fn asking(self, requests: Vec<Request>) -> Self {
        Self { requests, ..self }
    }

    pub(crate) fn with_quota(mut self) -> Self {
        self.manifest.quota = Some(rule());
        self
    }
}

impl Adapter for Probe {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn start(&self, _: &Context, _: &Task) -> Result<(Box<dyn Conversation>, Step), Fault> {
        let waiting = self.requests.len();
        Ok((Box::new(Waiting(waiting)), Step::fetch(self.requests.clone())))
    }
}

struct Waiting(usize);

impl Conversation for Waiting {
    fn resume(&mut self, _: &Context, inputs: Inputs) -> Result<Step, Fault> {
        let told: Vec<Skipped> = inputs
            .responses
            .into_iter()
            .map(|response| Skipped {
                at: response.status.to_string(),
                reason: String::from_utf8_lossy(&response.body).into_owned(),
            })
            .chain(inputs.failures.into_iter().map(|failure| Skipped {
                at: format!("{:?}", failure.kind),
                reason: failure.message,
            }))
            .collect();
        self.0 -= told.len();
        let snapshot = Snapshot { skipped: told, ..Snapshot::default() };
        Ok(Step { emit: vec![snapshot], done: self.0 == 0, ..Step::default() })
    }
}
