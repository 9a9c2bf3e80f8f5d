//! Carrying out a command: sent once, and looked for where nobody knows.

use monps_core::adapter::trading::{
    ClientRef, Command, Dealing, Intent, OrderHandle, OrderReport, OrderState, TradingStep,
};
use monps_core::adapter::{Context, Effects, Inputs, Request, Response, Timer, TransportFailure};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::money::{Currency, Money};

use super::report::{self, Frame, Verdict};
use super::terms;
use crate::betfair::conversation::{BETTING_PATH, balance, call, currency, funds};
use crate::betfair::manifest::{API, ORDERS};
use crate::betfair::refusal;
use crate::betfair::wire::{
    self, CancelExecutionReport, CurrentOrders, PlaceExecutionReport, Readable,
    ReplaceExecutionReport,
};

/// The request that carries the command.
const COMMAND: u32 = 1;
/// The alarm before an order is looked for.
const LOOK: u32 = 1;
/// The first request that looks for orders.
const FIRST_LOOK: u32 = 2;
/// Waits before an order whose fate is not known is looked for, in milliseconds.
const LOOK_AFTER_MS: [u32; 3] = [1_000, 5_000, 15_000];
/// Orders in one question.
const ORDERS_MAX: usize = 200;

pub(super) fn start(
    context: &Context,
    command: &Command,
) -> Result<(Box<dyn Dealing>, TradingStep), Fault> {
    let mut carrying = Carrying {
        command: command.clone(),
        currency: currency(context)?,
        open: Vec::new(),
        looks: 0,
    };
    let request = match command {
        Command::Place(intent) => place(context, intent)?,
        Command::Cancel(order) => cancel(order)?,
        Command::Replace(order, intent) => replace(context, order, intent)?,
        Command::Balance => funds(COMMAND),
        Command::Reconcile(orders) if orders.is_empty() => {
            return Ok((Box::new(carrying), TradingStep::done(Vec::new())));
        }
        Command::Reconcile(orders) => {
            if orders.len() > ORDERS_MAX {
                let message = format!("at most {ORDERS_MAX} orders are asked for at once");
                return Err(Fault::new(FaultCode::BadConfig, message));
            }
            carrying.open = orders.iter().map(Open::of).collect();
            carrying.look()
        }
    };
    let next = Effects { requests: vec![request], ..Effects::default() };
    Ok((Box::new(carrying), TradingStep { next, ..TradingStep::default() }))
}

/// An order that is looked for.
#[derive(Clone)]
struct Open {
    client_ref: ClientRef,
    venue_ref: Option<String>,
    /// Why it is not known how it stands.
    reason: String,
}

impl Open {
    fn of(order: &OrderHandle) -> Self {
        Self {
            client_ref: order.client_ref.clone(),
            venue_ref: order.venue_ref.clone(),
            reason: "not-found".to_owned(),
        }
    }
}

/// A command being carried out.
struct Carrying {
    command: Command,
    currency: Currency,
    /// The orders that are looked for.
    open: Vec<Open>,
    /// How often they were.
    looks: usize,
}

impl Dealing for Carrying {
    fn resume(&mut self, context: &Context, inputs: Inputs) -> Result<TradingStep, Fault> {
        let mut step = TradingStep::default();
        if inputs.fired.contains(&LOOK) {
            step.next.requests.push(self.look());
        }
        for failure in &inputs.failures {
            self.failed(context, failure, &mut step)?;
        }
        for response in &inputs.responses {
            if response.id == COMMAND {
                self.answered(context, response, &mut step)?;
            } else {
                self.looked(response, &mut step);
            }
        }
        Ok(step)
    }
}

impl Carrying {
    fn frame<'a>(
        &self,
        client_ref: &'a ClientRef,
        stake: Option<Money>,
        context: &Context,
    ) -> Frame<'a> {
        Frame { client_ref, currency: self.currency, stake, at: context.now }
    }

    /// The command got no answer: it was certainly not heard, or nobody knows.
    fn failed(
        &mut self,
        context: &Context,
        failure: &TransportFailure,
        step: &mut TradingStep,
    ) -> Result<(), Fault> {
        if failure.id != COMMAND {
            self.again_or_give_up(context.now, step);
            return Ok(());
        }
        if !self.command.moves_money() {
            return Err(refusal::unanswered(failure));
        }
        if failure.kind.is_unheard() {
            // What was never heard leaves an older order as it is, and a new one does not exist.
            if let Some(intent) = self.new_order() {
                let report =
                    self.frame(&intent.client_ref, None, context).report(OrderState::Rejected);
                step.reports.push(report.because("not-sent", failure.message.clone()));
            }
            step.done = true;
            return Ok(());
        }
        self.search("no-answer", step);
        Ok(())
    }

    fn new_order(&self) -> Option<&Intent> {
        match &self.command {
            Command::Place(intent) | Command::Replace(_, intent) => Some(intent),
            _ => None,
        }
    }

    fn answered(
        &mut self,
        context: &Context,
        response: &Response,
        step: &mut TradingStep,
    ) -> Result<(), Fault> {
        match self.command.clone() {
            Command::Balance => {
                step.balance = Some(balance(context, response)?);
                step.done = true;
            }
            Command::Place(intent) => {
                let Some(report) = self.read::<PlaceExecutionReport>(context, response, step)?
                else {
                    return Ok(());
                };
                let frame = self.frame(&intent.client_ref, Some(intent.stake), context);
                self.judge(report::placed(&frame, &report), step);
            }
            Command::Cancel(order) => {
                let Some(report) = self.read::<CancelExecutionReport>(context, response, step)?
                else {
                    return Ok(());
                };
                // What is left of the order, and what was matched meanwhile, the list of orders says.
                let word = report.instruction_reports.first().map_or(
                    report.error_code.as_deref(),
                    |instruction| {
                        instruction.error_code.as_deref().or(report.error_code.as_deref())
                    },
                );
                self.open = vec![Open {
                    reason: word.unwrap_or(&report.status).to_owned(),
                    ..Open::of(&order)
                }];
                step.next.requests.push(self.look());
            }
            Command::Replace(order, intent) => {
                let Some(report) = self.read::<ReplaceExecutionReport>(context, response, step)?
                else {
                    return Ok(());
                };
                self.replaced(context, &order, &intent, &report, step);
            }
            Command::Reconcile(_) => {}
        }
        Ok(())
    }

    /// Two things happened, of which the second may have failed.
    fn replaced(
        &mut self,
        context: &Context,
        order: &OrderHandle,
        intent: &Intent,
        report: &ReplaceExecutionReport,
        step: &mut TradingStep,
    ) {
        // Betfair replaces what was left of the old order, however much was wanted.
        let frame = self.frame(&intent.client_ref, None, context);
        let both = report.instruction_reports.first();
        let new = both.and_then(|both| both.place_instruction_report.as_ref());
        let word = both
            .and_then(|both| both.error_code.as_deref())
            .or(report.error_code.as_deref())
            .unwrap_or(&report.status);
        let verdict = match new {
            Some(new) => report::instructed(&frame, new),
            // Without a word on the new order there is none, if Betfair says that it refused.
            None if report.status == "FAILURE" && report::refusal(word).is_some() => {
                let advice = report::refusal(word).unwrap_or_default();
                Verdict::Known(frame.report(OrderState::Rejected).because(word, advice))
            }
            None => Verdict::Unknown(word.to_owned()),
        };
        let cancelled = both
            .and_then(|both| both.cancel_instruction_report.as_ref())
            .is_some_and(|cancelled| cancelled.status == "SUCCESS");
        self.open = vec![Open {
            reason: if cancelled { "not-found".to_owned() } else { word.to_owned() },
            ..Open::of(order)
        }];
        match verdict {
            Verdict::Known(report) => step.reports.push(report),
            Verdict::Unknown(reason) => {
                let client_ref = intent.client_ref.clone();
                self.open.push(Open { client_ref, venue_ref: None, reason });
            }
        }
        step.next.requests.push(self.look());
    }

    fn judge(&mut self, verdict: Verdict, step: &mut TradingStep) {
        match verdict {
            Verdict::Known(report) => {
                step.reports.push(report);
                step.done = true;
            }
            Verdict::Unknown(reason) => self.search(&reason, step),
        }
    }

    /// Reads the answer to a command. None where it is not known what became of it: then it is looked
    /// for.
    fn read<'a, T: Readable<'a>>(
        &mut self,
        context: &Context,
        response: &'a Response,
        step: &mut TradingStep,
    ) -> Result<Option<T>, Fault> {
        match refusal::result::<T>(response) {
            Ok(report) => Ok(Some(report)),
            // The venue was failing, or its answer cannot be read: the order may stand.
            Err(fault) if matches!(fault.code, FaultCode::Upstream | FaultCode::SchemaDrift) => {
                self.search(&fault.message, step);
                Ok(None)
            }
            Err(fault) => {
                if let Some(intent) = self.new_order() {
                    let frame = self.frame(&intent.client_ref, None, context);
                    let report = frame.report(OrderState::Rejected);
                    step.reports.push(report.because(fault.code.as_str(), fault.message.clone()));
                }
                if matches!(self.command, Command::Cancel(_)) {
                    return Err(fault);
                }
                step.done = true;
                Ok(None)
            }
        }
    }

    /// Says that the fate of the orders is not known, and looks for them a little later.
    fn search(&mut self, reason: &str, step: &mut TradingStep) {
        let open = |client_ref: &ClientRef, venue_ref: Option<String>| Open {
            client_ref: client_ref.clone(),
            venue_ref,
            reason: reason.chars().take(200).collect(),
        };
        self.open = match &self.command {
            Command::Place(intent) => vec![open(&intent.client_ref, None)],
            Command::Cancel(order) => vec![open(&order.client_ref, order.venue_ref.clone())],
            Command::Replace(order, intent) => vec![
                open(&order.client_ref, order.venue_ref.clone()),
                open(&intent.client_ref, None),
            ],
            Command::Reconcile(_) | Command::Balance => Vec::new(),
        };
        step.next.timers.push(Timer { id: LOOK, after_ms: LOOK_AFTER_MS[0] });
    }

    /// Asks how the orders stand, matched and lapsed ones included.
    fn look(&mut self) -> Request {
        let id = FIRST_LOOK + u32::try_from(self.looks).unwrap_or(0);
        self.looks += 1;
        // By one name or the other: both together would mean orders that have both.
        let bets: Vec<&str> =
            self.open.iter().filter_map(|open| open.venue_ref.as_deref()).collect();
        let by_bet = bets.len() == self.open.len();
        let refs = || self.open.iter().map(|open| open.client_ref.as_str()).collect();
        let names = if by_bet { bets } else { refs() };
        call(id, API, BETTING_PATH, wire::current_orders(id, by_bet, &names))
    }

    fn looked(&mut self, response: &Response, step: &mut TradingStep) {
        let Ok(found) = refusal::result::<CurrentOrders>(response) else {
            self.again_or_give_up(response.received_at, step);
            return;
        };
        let currency = self.currency;
        self.open.retain(|open| {
            // A replacement may carry the reference of the order before it: Betfair's number is surer.
            let order = found.current_orders.iter().find(|order| match &open.venue_ref {
                Some(bet_id) => *bet_id == order.bet_id,
                None => order.customer_order_ref.as_deref() == Some(open.client_ref.as_str()),
            });
            let Some(order) = order else {
                return true;
            };
            let at = response.received_at;
            let frame = Frame { client_ref: &open.client_ref, currency, stake: None, at };
            step.reports.push(report::current(&frame, order));
            false
        });
        self.again_or_give_up(response.received_at, step);
    }

    /// What was not found is looked for again, a few times; a question for reconciliation is asked once.
    fn again_or_give_up(&mut self, at: monps_core::time::Timestamp, step: &mut TradingStep) {
        let again = LOOK_AFTER_MS.get(self.looks).filter(|_| self.command.moves_money());
        if let Some(after_ms) = again.filter(|_| !self.open.is_empty()) {
            step.next.timers.push(Timer { id: LOOK, after_ms: *after_ms });
            return;
        }
        let currency = self.currency;
        step.reports.extend(self.open.drain(..).map(|open| -> OrderReport {
            Frame { client_ref: &open.client_ref, currency, stake: None, at }
                .unconfirmed(&open.reason)
        }));
        step.done = true;
    }
}

/// An order is never repeated by the driver.
fn order(body: String) -> Request {
    Request { retry_safe: false, ..call(COMMAND, ORDERS, BETTING_PATH, body) }
}

fn place(context: &Context, intent: &Intent) -> Result<Request, Fault> {
    let plan = terms::plan(context, intent)?;
    let instruction = terms::instruction(intent, &plan)?;
    let customer_ref = intent.client_ref.as_str();
    Ok(order(wire::place_orders(COMMAND, &intent.market, customer_ref, &instruction)))
}

fn bet_id(order: &OrderHandle) -> Result<&str, Fault> {
    order.venue_ref.as_deref().ok_or_else(|| {
        let message = "Betfair's number of the order is not known yet: reconcile it first";
        Fault::new(FaultCode::Conflict, message)
    })
}

fn cancel(handle: &OrderHandle) -> Result<Request, Fault> {
    terms::check_market(&handle.market)?;
    Ok(order(wire::cancel_orders(COMMAND, &handle.market, bet_id(handle)?)))
}

/// Betfair cancels what is left and places that much at another price: nothing else can be changed.
fn replace(context: &Context, handle: &OrderHandle, intent: &Intent) -> Result<Request, Fault> {
    let price = terms::plan(context, intent)?.price.get();
    let (market, customer_ref) = (&handle.market, intent.client_ref.as_str());
    let body = wire::replace_orders(COMMAND, market, customer_ref, bet_id(handle)?, price);
    Ok(order(body))
}
