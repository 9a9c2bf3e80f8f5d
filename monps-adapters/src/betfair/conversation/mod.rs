//! What is asked for, and what is made of the answers.

mod ask;
mod rest;
mod stream;

use monps_core::adapter::{Capability, Context, Conversation, Step, Task};
use monps_core::error::adapter::{Fault, FaultCode};

pub(super) use ask::{BETTING_PATH, call, funds};
pub(super) use rest::{balance, currency};

/// Begins a conversation of the kind that the task wants.
pub(super) fn start(
    context: &Context,
    task: &Task,
) -> Result<(Box<dyn Conversation>, Step), Fault> {
    match task.want {
        Capability::Catalogue | Capability::Odds | Capability::Account => {
            rest::start(context, task)
        }
        Capability::Stream => stream::start(context, task),
        other => {
            let message = format!("Betfair is not asked for {} this way", other.as_str());
            Err(Fault::new(FaultCode::Unsupported, message))
        }
    }
}
