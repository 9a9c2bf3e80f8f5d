//! Betfair Exchange: catalogue, books, stream, account, historic files, and placing bets.
//!
//! Prices come from people who back and lay against one another, so that each has an amount beside it,
//! and the venue takes a commission of the net winnings of a market. Books are asked for in batches as
//! heavy as the venue allows; the stream tells every change, after an image, over lines of JSON in TLS.
//!
//! | secret | what it is |
//! |---|---|
//! | `betfair_app_key` | the application key, delayed or live |
//! | `betfair_username`, `betfair_password` | the account |
//! | `betfair_certificate`, `betfair_certificate_key` | for the login of programs, in PEM; without them the interactive login is used |
//!
//! A session is begun by the driver, once for everybody, kept alive, and begun again when the venue says
//! that it is over.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use monps_adapters::betfair::Betfair;
//! use monps_core::adapter::{Adapter, Context, Scope, Task};
//!
//! let context = Context::new("2026-11-22T12:00:00Z".parse()?, 0, BTreeMap::new());
//! let (_, step) = Betfair.start(&context, &Task::odds(Scope::default()))?;
//! assert_eq!(step.next.requests[0].path, "/exchange/betting/json-rpc/v1");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this does not do: markets of a line range, whose words mean the opposite; results; the hosts of
//! Italy, Spain, Romania and Sweden.

mod cache;
mod conversation;
mod convert;
mod gateway;
mod historic;
mod manifest;
mod refusal;
mod wire;

pub use gateway::BetfairGateway;
pub use historic::Historic;

use monps_core::adapter::{Adapter, Context, Conversation, Manifest, Step, Task};
use monps_core::error::adapter::Fault;

/// The adapter of Betfair Exchange.
#[derive(Clone, Copy, Debug, Default)]
pub struct Betfair;

impl Adapter for Betfair {
    fn manifest(&self) -> &Manifest {
        &manifest::MANIFEST
    }

    fn start(
        &self,
        context: &Context,
        task: &Task,
    ) -> Result<(Box<dyn Conversation>, Step), Fault> {
        conversation::start(context, task)
    }
}
