//! What [`export!`](crate::export) stands on. A plugin does not call it.

use std::cell::RefCell;

use crate::effects::Inputs;
use crate::feed::{Query, Step};
use crate::types::{Context, Fault};
use crate::{Conversation, Source, code};

thread_local! {
    // One conversation an instance: the host makes a fresh instance for each.
    static RUNNING: RefCell<Option<Conversation>> = const { RefCell::new(None) };
}

/// Begins the conversation of this instance.
///
/// # Errors
/// Whatever the source fails with.
pub fn start<S: Source>(context: Context, query: Query) -> Result<Step, Fault> {
    tell_panics();
    let (conversation, step) = Conversation::start::<S>(context, query)?;
    RUNNING.with(|running| *running.borrow_mut() = Some(conversation));
    Ok(step)
}

/// Goes on with the conversation of this instance.
///
/// # Errors
/// Whatever the source fails with; `internal` before a start.
pub fn resume(context: Context, inputs: Inputs) -> Result<Step, Fault> {
    RUNNING.with(|running| match &mut *running.borrow_mut() {
        Some(conversation) => conversation.resume(context, inputs),
        None => Err(Fault::new(code::INTERNAL, "resumed before it was started")),
    })
}

/// A panic is a trap, which says nothing: its sentence goes to the log first.
fn tell_panics() {
    #[cfg(target_arch = "wasm32")]
    std::panic::set_hook(Box::new(|info| log("error", &info.to_string())));
}

/// Writes to the host's log; to standard error where there is no host.
pub(crate) fn log(level: &str, message: &str) {
    #[cfg(target_arch = "wasm32")]
    crate::bindings::monps::adapter::log::write(level, message);
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("{level}: {message}");
}
