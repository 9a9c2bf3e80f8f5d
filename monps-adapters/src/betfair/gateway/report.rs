//! What Betfair's answers say of an order.

use monps_core::adapter::trading::{ClientRef, OrderReport, OrderState};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::Price;
use monps_core::time::Timestamp;

use crate::betfair::wire::{CurrentOrder, Fixed, PlaceExecutionReport, PlaceInstructionReport};

/// What a placement came to.
#[derive(Debug)]
pub(super) enum Verdict {
    /// The order stands so.
    Known(OrderReport),
    /// Whether there is an order is not known: it must be looked for.
    Unknown(String),
}

/// What is known where an order is reported.
pub(super) struct Frame<'a> {
    pub(super) client_ref: &'a ClientRef,
    pub(super) currency: Currency,
    pub(super) stake: Option<Money>,
    pub(super) at: Timestamp,
}

impl Frame<'_> {
    pub(super) fn report(&self, state: OrderState) -> OrderReport {
        OrderReport::new(self.client_ref.clone(), state, self.at)
    }

    pub(super) fn unconfirmed(&self, reason: &str) -> OrderReport {
        self.report(OrderState::Unconfirmed).because(
            reason,
            "Betfair may have the order and did not show it yet: ask again in two minutes, and never send it again before",
        )
    }

    fn money(&self, amount: Option<Fixed>) -> Option<Money> {
        Money::rounded(amount?.decimal()?, self.currency, Rounding::Down).ok()
    }
}

/// What a placement report says. Words that are not known are not guessed at: money hangs on them.
pub(super) fn placed(frame: &Frame<'_>, report: &PlaceExecutionReport) -> Verdict {
    let error = report.error_code.as_deref();
    match (report.status.as_str(), report.instruction_reports.first()) {
        ("SUCCESS" | "PROCESSED_WITH_ERRORS", Some(instruction)) => instructed(frame, instruction),
        ("FAILURE", instruction) => {
            let word = instruction
                .and_then(|instruction| instruction.error_code.as_deref())
                .filter(|word| *word != "ERROR_IN_ORDER")
                .or(error)
                .unwrap_or("FAILURE");
            refused(frame, word)
        }
        (status, _) => Verdict::Unknown(error.unwrap_or(status).to_owned()),
    }
}

pub(super) fn instructed(frame: &Frame<'_>, instruction: &PlaceInstructionReport) -> Verdict {
    match instruction.status.as_str() {
        "SUCCESS" => {}
        "FAILURE" => {
            return refused(frame, instruction.error_code.as_deref().unwrap_or("FAILURE"));
        }
        status => return Verdict::Unknown(status.to_owned()),
    }
    let matched = frame.money(instruction.size_matched);
    let some = matched.is_some_and(Money::is_positive);
    let all = matched.zip(frame.stake).is_some_and(|(matched, stake)| matched == stake);
    let state = match instruction.order_status.as_deref() {
        Some("PENDING") => OrderState::Pending,
        Some("EXPIRED") => OrderState::Lapsed,
        Some("EXECUTION_COMPLETE") if !some || (!all && frame.stake.is_some()) => {
            OrderState::Lapsed
        }
        Some("EXECUTION_COMPLETE") => OrderState::Matched,
        // Older answers hold no status of the order.
        Some("EXECUTABLE") | None if all => OrderState::Matched,
        Some("EXECUTABLE") | None if some => OrderState::PartMatched,
        Some("EXECUTABLE") | None => OrderState::Accepted,
        Some(status) => return Verdict::Unknown(status.to_owned()),
    };
    let remaining = match state {
        OrderState::Accepted | OrderState::PartMatched | OrderState::Pending => {
            frame.stake.zip(matched).and_then(|(stake, matched)| stake.minus(matched).ok())
        }
        _ => None,
    };
    Verdict::Known(OrderReport {
        venue_ref: instruction.bet_id.clone(),
        matched,
        average: average(instruction.average_price_matched),
        remaining,
        ..frame.report(state)
    })
}

/// A word of refusal: most mean that there is no order, a few that nobody knows.
fn refused(frame: &Frame<'_>, word: &str) -> Verdict {
    let word: String = word.chars().take(64).collect();
    let Some(advice) = refusal(&word) else {
        return Verdict::Unknown(word);
    };
    Verdict::Known(frame.report(OrderState::Rejected).because(word, advice))
}

/// What the documented codes of placement mean; none where the order may exist all the same.
pub(super) fn refusal(word: &str) -> Option<&'static str> {
    Some(match word {
        // The same reference was sent a moment ago, the venue failed, or it is still at it.
        "DUPLICATE_TRANSACTION"
        | "DUPLICATE_BETIDS"
        | "PROCESSING_ERROR_UNKNOWN"
        | "SERVICE_UNAVAILABLE"
        | "PROCESSED_WITH_ERRORS"
        | "BET_IN_PROGRESS"
        | "TIMEOUT"
        | "UNEXPECTED_ERROR" => return None,
        "ERROR_IN_MATCHER" => "the matcher is not healthy: try again later",
        "BET_ACTION_ERROR" | "ERROR_IN_ORDER" | "FAILURE" => "nothing was placed",
        "INVALID_ACCOUNT_STATE" => "the account may not bet now: see the site",
        "INVALID_WALLET_STATUS" => "the wallet may not be used now: see the site",
        "INSUFFICIENT_FUNDS" => "there is not enough money in the account",
        "LOSS_LIMIT_EXCEEDED" => "the loss limit of the account is reached",
        "MARKET_SUSPENDED" => "the market is suspended: wait until it is open",
        "MARKET_NOT_OPEN_FOR_BETTING" => "the market takes no bets yet or any more",
        "REJECTED_BY_REGULATOR" => "the regulator refused it",
        "PERMISSION_DENIED" => "the application key may not place bets: use a live key",
        "INVALID_ORDER"
        | "INVALID_ORDER_TYPE"
        | "INVALID_PERSISTENCE_TYPE"
        | "INVALID_SIDE"
        | "INVALID_INPUT_DATA"
        | "INVALID_MARKET_VERSION"
        | "INVALID_PROFIT_RATIO"
        | "CANCELLED_NOT_PLACED"
        | "RELATED_ACTION_FAILED"
        | "INVALID_CUSTOMER_ORDER_REF"
        | "CUSTOMER_REF_INVALID" => "the order is not one that Betfair takes there",
        "INVALID_MARKET_ID" => "there is no such market",
        "INVALID_RUNNER" => "there is no such selection in the market",
        "RUNNER_REMOVED" => "the selection was withdrawn",
        "INVALID_ODDS" => "the price is not on the ladder of the market",
        "INVALID_BET_SIZE" => "the stake is too small or too fine",
        "INVALID_MIN_FILL_SIZE" => "the least amount to be filled is not one that is taken",
        "BET_TAKEN_OR_LAPSED" | "NO_ACTION_REQUIRED" => "the order is matched or over already",
        "BET_LAPSED_PRICE_IMPROVEMENT_TOO_LARGE" => "the price had moved too far",
        "NO_CHASING" | "BET_LAPSED" => "the order lapsed",
        "REGULATOR_IS_NOT_AVAILABLE" => "the regulator cannot be reached: try again later",
        "TOO_MANY_INSTRUCTIONS" => "too many orders were sent at once",
        "EXPOSURE_LIMIT_EXCEEDED" => "the exposure limit of the account is reached",
        _ => return None,
    })
}

/// How an order stands by the list of orders.
pub(super) fn current(frame: &Frame<'_>, order: &CurrentOrder) -> OrderReport {
    let amount = |amount: Option<Fixed>| frame.money(amount).filter(|money| money.is_positive());
    let matched = frame.money(order.size_matched);
    let some = matched.is_some_and(Money::is_positive);
    let cut = [order.size_lapsed, order.size_cancelled, order.size_voided].map(amount);
    let (state, reason) = match order.status.as_str() {
        "PENDING" => (OrderState::Pending, None),
        "EXECUTABLE" if some => (OrderState::PartMatched, None),
        "EXECUTABLE" => (OrderState::Accepted, None),
        "EXPIRED" => (OrderState::Lapsed, None),
        "EXECUTION_COMPLETE" => match cut {
            [Some(_), ..] => (OrderState::Lapsed, None),
            [None, Some(_), _] => (OrderState::Cancelled, None),
            [None, None, Some(_)] => (OrderState::Cancelled, Some("VOIDED")),
            [None, None, None] if some => (OrderState::Matched, None),
            _ => (OrderState::Lapsed, None),
        },
        _ => (OrderState::Unconfirmed, Some("the status of the order is not known")),
    };
    OrderReport {
        venue_ref: Some(order.bet_id.clone()),
        matched,
        average: average(order.average_price_matched),
        remaining: amount(order.size_remaining),
        reason: reason.map(str::to_owned),
        ..frame.report(state)
    }
}

/// Betfair writes 0 where nothing is matched.
fn average(price: Option<Fixed>) -> Option<Price> {
    Price::new(price?.decimal()?).ok()
}
