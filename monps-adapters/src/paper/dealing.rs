//! Carrying out a command on paper: after a delay, against what is offered then.

use monps_core::adapter::trading::{
    Command, Dealing, Intent, OrderHandle, OrderReport, OrderState, TradingStep,
};
use monps_core::adapter::{Context, Effects, Inputs, Timer};
use monps_core::error::adapter::Fault;
use monps_core::time::Timestamp;

use super::Desk;
use super::fill::{Luck, Order};

/// The alarm at which an order arrives.
const ARRIVES: u32 = 1;

pub(super) fn start(
    desk: Desk,
    context: &Context,
    command: &Command,
) -> Result<(Box<dyn Dealing>, TradingStep), Fault> {
    let now = context.now;
    let mut step = TradingStep { done: true, ..TradingStep::default() };
    match command {
        Command::Place(intent) | Command::Replace(_, intent) => {
            // The same reference is the same order: it is told again, never placed again.
            let known = desk.book().orders.get(&intent.client_ref).map(|order| order.report(now));
            match known {
                Some(report) => step.reports.push(report),
                None => {
                    let delay = Luck::of(&intent.client_ref, context.seed, &desk.options).delay_ms;
                    let timers = vec![Timer { id: ARRIVES, after_ms: delay }];
                    step = TradingStep {
                        next: Effects { timers, ..Effects::default() },
                        ..TradingStep::default()
                    };
                }
            }
        }
        Command::Cancel(order) => step.reports.push(desk.cancel(order, now)),
        Command::Reconcile(orders) => {
            let reports = orders.iter().map(|order| desk.look(order, context));
            step.reports.extend(reports);
        }
        Command::Balance => step.balance = desk.book().balance(&desk.options, now),
    }
    Ok((Box::new(Arriving { desk, command: command.clone() }), step))
}

struct Arriving {
    desk: Desk,
    command: Command,
}

impl Dealing for Arriving {
    fn resume(&mut self, context: &Context, inputs: Inputs) -> Result<TradingStep, Fault> {
        if !inputs.fired.contains(&ARRIVES) {
            return Ok(TradingStep::default());
        }
        let mut reports = Vec::new();
        let intent = match &self.command {
            Command::Replace(order, intent) => {
                reports.push(self.desk.cancel(order, context.now));
                Some(intent)
            }
            Command::Place(intent) => Some(intent),
            _ => None,
        };
        reports.extend(intent.map(|intent| self.desk.place(intent, context)));
        Ok(TradingStep::done(reports))
    }
}

impl Desk {
    fn place(&self, intent: &Intent, context: &Context) -> OrderReport {
        let luck = Luck::of(&intent.client_ref, context.seed, &self.options);
        let offers = self.board.offers(&intent.market, &intent.selection, intent.side);
        let mut order = Order::new(intent.clone());
        let mut book = self.book();
        // Two commands for one order may have been under way together.
        if let Some(known) = book.orders.get(&intent.client_ref) {
            return known.report(context.now);
        }
        if !book.make_room() {
            order.refuse(
                "too-many-orders",
                "as many orders as are kept are open or matched: begin with a new account",
            );
            return order.report(context.now);
        }
        if offers.is_none() {
            order.refuse("market-closed", "no bets are taken on this selection now");
        } else {
            book.keep(&mut order);
            let enough = book
                .balance(&self.options, context.now)
                .is_some_and(|balance| !balance.available.amount().is_sign_negative());
            if enough {
                book.fill(&mut order, offers, &luck);
            } else {
                order.refuse("insufficient-funds", "there is not enough money in the account");
            }
        }
        let report = order.report(context.now);
        book.orders.insert(intent.client_ref.clone(), order);
        report
    }

    /// Takes back what is not matched.
    fn cancel(&self, handle: &OrderHandle, now: Timestamp) -> OrderReport {
        let mut book = self.book();
        let Some(order) = book.orders.get_mut(&handle.client_ref) else {
            return never_heard_of(handle, now);
        };
        if !order.state.is_final() {
            order.end(OrderState::Cancelled);
        }
        order.report(now)
    }

    /// How an order stands, after it took what came since.
    fn look(&self, handle: &OrderHandle, context: &Context) -> OrderReport {
        let mut book = self.book();
        let Some(mut order) = book.orders.get(&handle.client_ref).cloned() else {
            return never_heard_of(handle, context.now);
        };
        if !order.state.is_final() {
            let intent = &order.intent;
            let luck = Luck::of(&intent.client_ref, context.seed, &self.options);
            let offers = self.board.offers(&intent.market, &intent.selection, intent.side);
            book.fill(&mut order, offers, &luck);
        }
        let report = order.report(context.now);
        book.orders.insert(handle.client_ref.clone(), order);
        report
    }
}

/// Paper knows for certain: what it does not know was never placed.
fn never_heard_of(handle: &OrderHandle, now: Timestamp) -> OrderReport {
    OrderReport::new(handle.client_ref.clone(), OrderState::Rejected, now)
        .because("not-found", "there is no such order")
}
