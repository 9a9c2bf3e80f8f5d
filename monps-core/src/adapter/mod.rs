//! The contract between a venue's adapter and whoever drives it.
//!
//! An adapter does no I/O. It is asked for something ([`Task`]) and answers with a [`Step`]: what it
//! has understood so far ([`Snapshot`]s) and what it wants fetched next ([`Request`]s). The driver
//! fetches and hands the answers back ([`Inputs`]) until the conversation is done. So credentials and
//! sockets never enter an adapter, recordings replay exactly, and limits live in one place. Native,
//! declarative and sandboxed adapters are all this; nothing downstream can tell which one it was.
//!
//! ```text
//! Task ─▶ Adapter::start ─▶ Step { emit, next, done }
//!                            │ next
//!         driver ◀───────────┘  fills secrets, spends quota, waits, fetches
//!           └─▶ Conversation::resume(Inputs) ─▶ Step … until done
//! ```
//!
//! A stream is a conversation too: it asks for connections, sends frames and is handed those that come,
//! and is not done until it is cancelled. Placing bets is a conversation of its own ([`trading`]).
//!
//! What this does not do: decide anything. Adapters report, in the source's own names.

mod manifest;
mod snapshot;
mod step;
mod task;
pub mod trading;

pub use manifest::{
    AuthPart, AuthRecipe, Capability, Capture, CaptureFrom, ConfigKey, Encoding, Endpoint,
    KeepAlive, Login, LoginRefusal, LoginStatus, Manifest, ManifestVenue, Method, QuotaRule,
    RateLimit, SessionOver, Signature, SignatureAlgorithm, Signed, Stamp, StampUnit, Text,
};
pub use snapshot::{
    Coverage, QuotaReport, Score, Skipped, Snapshot, SourceCompetition, SourceEvent, SourceMarket,
    SourceQuote, SourceReference, SourceResult, SourceVenue, Standing,
};
pub use step::{
    Connect, ConnectionEvent, ConnectionState, Effects, Frame, Inputs, Outgoing, Payload, Request,
    Response, Segment, Step, StreamKind, Timer, TransportFailure, TransportFailureKind,
};
pub use task::{Context, Scope, Task};

use crate::error::adapter::Fault;

/// One source of odds or results, as pure logic.
pub trait Adapter: Send + Sync {
    /// What it is, what it can do, which hosts and secrets it needs.
    fn manifest(&self) -> &Manifest;

    /// Begins a conversation.
    ///
    /// # Errors
    /// A [`Fault`] when the task or the configuration cannot be served.
    fn start(&self, context: &Context, task: &Task)
    -> Result<(Box<dyn Conversation>, Step), Fault>;

    /// The parts of what it is configured for that can be asked for one by one, each at its own cost:
    /// the competitions of an aggregator. Whoever has to save calls asks for one when it is worth it.
    ///
    /// Where nothing else is said, all of it is one part.
    ///
    /// # Errors
    /// A [`Fault`] when the configuration cannot be served.
    fn parts(&self, _context: &Context) -> Result<Vec<Scope>, Fault> {
        Ok(vec![Scope::default()])
    }

    /// What one look at the prices of a scope costs, in the source's units, from the first request to
    /// the last: what whoever plans looks reckons with.
    ///
    /// Where nothing else is said, all requests of a look are its first.
    ///
    /// # Errors
    /// A [`Fault`] when the scope or the configuration cannot be served.
    fn look_cost(&self, context: &Context, scope: &Scope) -> Result<u32, Fault> {
        let (_, step) = self.start(context, &Task::odds(scope.clone()))?;
        Ok(step.next.requests.iter().fold(0, |sum, request| sum.saturating_add(request.cost)))
    }
}

/// A conversation in progress. Dropping it ends it.
pub trait Conversation: Send {
    /// Takes what came back and says what follows.
    ///
    /// # Errors
    /// A [`Fault`] ends the conversation; what was emitted before stays good.
    fn resume(&mut self, context: &Context, inputs: Inputs) -> Result<Step, Fault>;
}
