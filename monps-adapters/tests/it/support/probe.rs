//! An adapter that asks for what the test says and tells what came back, word for word.

use monps_core::adapter::{
    Adapter, AuthRecipe, Capability, Context, Conversation, Endpoint, Inputs, Manifest, QuotaRule,
    RateLimit, Request, Skipped, Snapshot, Step, Task,
};
use monps_core::error::adapter::Fault;

pub(crate) const RULE: QuotaRule = QuotaRule {
    unit: "credits",
    default_budget: 10,
    period: "month",
    remaining_header: "x-left",
    cost_header: "x-cost",
};

/// Asks for its requests all at once, and emits every answer as a skipped place: the status or
/// `failure`, and the body or the message.
pub(crate) struct Probe {
    pub(crate) manifest: Manifest,
    pub(crate) requests: Vec<Request>,
}

impl Probe {
    pub(crate) fn new(auth: AuthRecipe) -> Self {
        let endpoint = Endpoint {
            name: "api",
            base_url: "https://probe.invalid",
            auth,
            limit: RateLimit { burst: 100, per_minute: 6000, concurrent: 8 },
        };
        Self {
            manifest: Manifest {
                id: "probe",
                name: "Probe",
                version: "1.0.0",
                summary: "asks and tells",
                capabilities: &[Capability::Odds],
                endpoints: Vec::leak(vec![endpoint]),
                config: &[],
                quota: None,
                fresh_for_s: 60,
            },
            requests: Vec::new(),
        }
    }

    pub(crate) fn open() -> Self {
        Self::new(AuthRecipe::None)
    }

    pub(crate) fn asking(self, requests: Vec<Request>) -> Self {
        Self { requests, ..self }
    }

    pub(crate) fn with_quota(mut self) -> Self {
        self.manifest.quota = Some(RULE);
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
        Ok(Step { emit: vec![snapshot], next: Vec::new(), done: self.0 == 0 })
    }
}
