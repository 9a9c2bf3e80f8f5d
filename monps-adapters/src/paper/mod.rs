//! A gateway that bets on paper: orders are filled from the prices and amounts that are really there.
//!
//! An order arrives after a delay, finds what is offered *then*, and takes what its price allows, of which
//! a part may be gone already. What it took is not there for the next order. Delay and part are drawn
//! from the seed and the order's own reference: the same orders on the same board end alike, every time.
//!
//! What this does not do: move the market. Real orders are seen by others, and a price that was taken may
//! not come back.

mod board;
mod dealing;
mod fill;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use monps_core::adapter::trading::{
    Acceptance, ClientRef, Command, Dealing, Gateway, Intent, Plan, TradingStep,
};
use monps_core::adapter::{Capability, Context, Manifest};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::money::Money;
use monps_core::quote::Side;

pub use board::{Offer, PaperBoard, SnapshotBoard};

use fill::{Book, Order};

/// Orders kept at most.
const ORDERS_MAX: usize = 10_000;

/// How paper is kept close to the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperOptions {
    /// The least time from the order to the venue's matcher, in milliseconds.
    pub delay_ms_min: u32,
    /// The most.
    pub delay_ms_max: u32,
    /// The least part of an offered amount that is still there, in hundredths: 100 takes all that is seen.
    pub share_pct_min: u8,
    /// What the account holds at the beginning.
    pub balance: Money,
}

impl PaperOptions {
    /// An account with a balance, 50 to 250 ms from the matcher, where at least half of what is seen is
    /// still there.
    #[must_use]
    pub const fn new(balance: Money) -> Self {
        Self { delay_ms_min: 50, delay_ms_max: 250, share_pct_min: 50, balance }
    }
}

/// A gateway that bets on paper.
pub struct PaperGateway {
    manifest: Manifest,
    board: Arc<dyn PaperBoard>,
    options: PaperOptions,
    book: Arc<Mutex<Book>>,
}

impl PaperGateway {
    /// A gateway that fills from a board.
    #[must_use]
    pub fn new(board: Arc<dyn PaperBoard>, options: PaperOptions) -> Self {
        let manifest = Manifest {
            summary: "Bets on paper, filled from the prices that are there".into(),
            capabilities: vec![Capability::Trading],
            ..Manifest::new("paper", "Paper", env!("CARGO_PKG_VERSION"))
        };
        Self { manifest, board, options, book: Arc::default() }
    }
}

impl fmt::Debug for PaperGateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PaperGateway").field("options", &self.options).finish_non_exhaustive()
    }
}

impl Gateway for PaperGateway {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn prepare(&self, _: &Context, intent: &Intent) -> Result<Plan, Fault> {
        let (given, held) = (intent.stake.currency(), self.options.balance.currency());
        if given != held {
            let message =
                format!("the account bets in {held} and the stake is in {given}: convert it");
            return Err(Fault::new(FaultCode::BadConfig, message));
        }
        if !intent.stake.is_positive() {
            return Err(Fault::new(FaultCode::Conflict, "a stake must be above zero"));
        }
        if (intent.side, intent.accept) == (Side::Lay, Acceptance::Market) {
            let message = "a lay at any price may lose more than the account holds: \
                           say the highest price that is taken";
            return Err(Fault::new(FaultCode::Conflict, message));
        }
        Ok(Plan {
            price: intent.price,
            stake: intent.stake,
            stake_min: None,
            stake_max: None,
            notes: vec!["on paper: nothing is sent anywhere".into()],
        })
    }

    fn start(
        &self,
        context: &Context,
        command: &Command,
    ) -> Result<(Box<dyn Dealing>, TradingStep), Fault> {
        let desk = Desk {
            board: Arc::clone(&self.board),
            options: self.options,
            book: Arc::clone(&self.book),
        };
        if let Command::Place(intent) | Command::Replace(_, intent) = command {
            self.prepare(context, intent)?;
        }
        dealing::start(desk, context, command)
    }
}

/// What a command is carried out with.
struct Desk {
    board: Arc<dyn PaperBoard>,
    options: PaperOptions,
    book: Arc<Mutex<Book>>,
}

impl Desk {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Orders by reference.
type Orders = BTreeMap<ClientRef, Order>;

#[cfg(test)]
mod tests;
