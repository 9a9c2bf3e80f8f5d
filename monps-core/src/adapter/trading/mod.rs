//! Placing bets, as pure logic.
//!
//! A gateway says what it would send ([`Gateway::prepare`]: no I/O at all), and then carries out one
//! command in a conversation with the driver. It never resends: each order carries a [`ClientRef`] that
//! the host made, and where it is not known whether an order was heard, its state is
//! [`OrderState::Unconfirmed`] until it was asked for by that reference.
//!
//! ```text
//! Intent ─▶ Gateway::prepare ─▶ Plan        what would be sent, on ticks and within limits
//! Command ─▶ Gateway::start ─▶ TradingStep { reports, next, done }
//!                               │ next
//!            driver ◀───────────┘  sends once
//!              └─▶ Dealing::resume(Inputs) ─▶ TradingStep … until done
//! ```

mod order;
mod report;

pub use order::{Acceptance, ClientRef, Command, Intent, Lifetime, OrderHandle, Plan};
pub use report::{Balance, OrderReport, OrderState};

use super::{Context, Effects, Inputs, Manifest};
use crate::error::adapter::Fault;

/// One venue where bets can be placed.
pub trait Gateway: Send + Sync {
    /// What it is and which hosts and secrets it needs. Its endpoints that move money are marked so.
    fn manifest(&self) -> &Manifest;

    /// Says exactly what would be sent for an intent: on the venue's ladder, within its limits.
    ///
    /// # Errors
    /// A [`Fault`] when the intent cannot be placed there at all, with what would have to change.
    fn prepare(&self, context: &Context, intent: &Intent) -> Result<Plan, Fault>;

    /// Begins to carry out a command.
    ///
    /// # Errors
    /// A [`Fault`] when the command or the configuration cannot be served; nothing was sent then.
    fn start(
        &self,
        context: &Context,
        command: &Command,
    ) -> Result<(Box<dyn Dealing>, TradingStep), Fault>;
}

/// A command being carried out. Dropping it does not undo what was sent.
pub trait Dealing: Send {
    /// Takes what came back and says what follows.
    ///
    /// # Errors
    /// A [`Fault`] ends the conversation. The host takes every order of the command that was sent and
    /// has no final report as unconfirmed.
    fn resume(&mut self, context: &Context, inputs: Inputs) -> Result<TradingStep, Fault>;
}

/// What a gateway has learned so far and wants next.
#[derive(Debug, Default)]
pub struct TradingStep {
    /// What became of orders.
    pub reports: Vec<OrderReport>,
    /// What the account holds, where that was asked for.
    pub balance: Option<Balance>,
    /// What to do next.
    pub next: Effects,
    /// Whether this was the last step.
    pub done: bool,
}

impl TradingStep {
    /// The end, with the last reports.
    #[must_use]
    pub fn done(reports: Vec<OrderReport>) -> Self {
        Self { reports, done: true, ..Self::default() }
    }
}
