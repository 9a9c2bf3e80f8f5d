//! Placing bets at Betfair.
//!
//! Every order carries the host's reference twice: as `customerRef`, by which Betfair refuses the same
//! request within a minute, and as `customerOrderRef`, by which it is found again. Where it is not known
//! whether an order was heard, it is looked for by that reference, a few times with growing waits, and
//! stays unconfirmed if it is not found: Betfair may take two minutes to show it.

mod place;
mod report;
mod terms;

use monps_core::adapter::trading::{Command, Dealing, Gateway, Intent, Plan, TradingStep};
use monps_core::adapter::{Context, Manifest};
use monps_core::error::adapter::Fault;

use super::manifest::MANIFEST;

/// The gateway of Betfair Exchange.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use monps_adapters::betfair::BetfairGateway;
/// use monps_core::adapter::Context;
/// use monps_core::adapter::trading::{Acceptance, Gateway, Intent, Lifetime};
/// use monps_core::money::{Currency, Money};
/// use monps_core::odds::Price;
/// use monps_core::quote::Side;
/// use rust_decimal::dec;
///
/// let now = "2026-11-22T12:00:00Z".parse()?;
/// let intent = Intent {
///     client_ref: "b-000042".parse()?,
///     event: "29628709".to_owned(),
///     market: "1.166564490".to_owned(),
///     selection: "237491".to_owned(),
///     side: Side::Back,
///     price: Price::new(dec!(2.03))?,
///     stake: Money::new(dec!(10), Currency::GBP)?,
///     accept: Acceptance::OrBetter,
///     lifetime: Lifetime::FillOrKill,
///     quoted_at: now,
/// };
/// let plan = BetfairGateway.prepare(&Context::new(now, 0, BTreeMap::new()), &intent)?;
/// // 2.03 is not on the ladder: a backer never takes less.
/// assert_eq!(plan.price.get(), dec!(2.04));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct BetfairGateway;

impl Gateway for BetfairGateway {
    fn manifest(&self) -> &Manifest {
        &MANIFEST
    }

    fn prepare(&self, context: &Context, intent: &Intent) -> Result<Plan, Fault> {
        terms::plan(context, intent)
    }

    fn start(
        &self,
        context: &Context,
        command: &Command,
    ) -> Result<(Box<dyn Dealing>, TradingStep), Fault> {
        place::start(context, command)
    }
}
