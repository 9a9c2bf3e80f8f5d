//! What would be sent: on the ladder, within the limits, as Betfair words it.

use monps_core::adapter::trading::{Acceptance, Intent, Lifetime, Plan};
use monps_core::adapter::{Context, Text};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::money::Money;
use monps_core::odds::{Ladder, Price, Snap};
use monps_core::quote::Side;
use rust_decimal::Decimal;

use crate::betfair::conversation::currency;
use crate::betfair::wire::Instruction;

/// A selection as Betfair numbers it: `47972`, or `47972:-0.5` with a handicap.
pub(super) struct Selection {
    pub(super) id: u64,
    pub(super) handicap: Decimal,
}

pub(super) fn selection(text: &str) -> Result<Selection, Fault> {
    let (id, handicap) = text.split_once(':').unwrap_or((text, "0"));
    let read = id.parse().ok().zip(handicap.parse().ok());
    let (id, handicap) = read.ok_or_else(|| {
        let message =
            "the selection is not one of Betfair's: its number, and after a colon its handicap";
        Fault::new(FaultCode::BadConfig, message)
    })?;
    Ok(Selection { id, handicap })
}

/// A market as Betfair numbers it: `1.166564490`.
pub(super) fn check_market(text: &str) -> Result<(), Fault> {
    let fits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if text.len() <= 32 && text.split_once('.').is_some_and(|(a, b)| fits(a) && fits(b)) {
        return Ok(());
    }
    let message = "the market is not one of Betfair's: a number such as 1.166564490";
    Err(Fault::new(FaultCode::BadConfig, message))
}

/// What would be sent for an intent.
pub(super) fn plan(context: &Context, intent: &Intent) -> Result<Plan, Fault> {
    check_market(&intent.market)?;
    let selection = selection(&intent.selection)?;
    let currency = currency(context)?;
    if intent.stake.currency() != currency {
        let given = intent.stake.currency();
        let message =
            format!("the account bets in {currency} and the stake is in {given}: convert it");
        return Err(Fault::new(FaultCode::BadConfig, message));
    }
    let stake_min = stake_min(context, currency)?;
    if intent.stake.amount() < stake_min.amount() {
        let message = format!("Betfair takes {stake_min} at least, not {}", intent.stake);
        return Err(Fault::new(FaultCode::Conflict, message));
    }
    let ladder =
        if selection.handicap.is_zero() { &Ladder::BETFAIR } else { &Ladder::BETFAIR_FINEST };
    let mut notes: Vec<Text> = Vec::new();
    let price = match intent.accept {
        Acceptance::Market => {
            notes.push("any price is taken: what is asked for is the end of the ladder".into());
            end(ladder, intent.side).unwrap_or(intent.price)
        }
        Acceptance::Exact => {
            notes.push("Betfair gives a better price where there is one".into());
            on_ladder(ladder, intent)?
        }
        Acceptance::OrBetter => on_ladder(ladder, intent)?,
    };
    if price != intent.price && intent.accept != Acceptance::Market {
        notes.push(format!("{} is not on the ladder", intent.price.get()).into());
    }
    Ok(Plan { price, stake: intent.stake, stake_min: Some(stake_min), stake_max: None, notes })
}

/// The next price of the ladder that is no worse than wanted: higher for a backer, lower for a layer.
fn on_ladder(ladder: &Ladder, intent: &Intent) -> Result<Price, Fault> {
    let snap = match intent.side {
        Side::Back => Snap::Up,
        Side::Lay => Snap::Down,
    };
    ladder.nearest(intent.price, snap).map_err(|error| {
        Fault::new(FaultCode::Conflict, format!("Betfair has no such price: {error}"))
    })
}

fn end(ladder: &Ladder, side: Side) -> Option<Price> {
    match side {
        Side::Back => ladder.at(0),
        Side::Lay => ladder.at(ladder.len().checked_sub(1)?),
    }
}

fn stake_min(context: &Context, currency: monps_core::money::Currency) -> Result<Money, Fault> {
    let amount = context.value("stake_min").map_or(Ok(Decimal::ONE), str::parse);
    amount.ok().and_then(|amount| Money::new(amount, currency).ok()).ok_or_else(|| {
        Fault::new(FaultCode::BadConfig, "the setting stake_min must be an amount, such as 1")
    })
}

/// The instruction that places an order.
pub(super) fn instruction<'a>(intent: &'a Intent, plan: &Plan) -> Result<Instruction<'a>, Fault> {
    let selection = selection(&intent.selection)?;
    Ok(Instruction {
        selection: selection.id,
        handicap: selection.handicap,
        is_back: intent.side == Side::Back,
        size: plan.stake.amount(),
        price: plan.price.get(),
        persists: intent.lifetime == Lifetime::KeepInPlay,
        fill_or_kill: intent.lifetime == Lifetime::FillOrKill,
        order_ref: intent.client_ref.as_str(),
    })
}
