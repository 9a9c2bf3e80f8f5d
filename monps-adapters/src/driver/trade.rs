//! Driving a gateway: one command, sent once, and an honest word on every order it touched.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use monps_core::adapter::Context;
use monps_core::adapter::trading::{Balance, ClientRef, Command, Gateway, OrderReport, OrderState};
use monps_core::error::adapter::Fault;
use monps_core::time::TimeDelta;
use tokio::time::timeout_at;

use super::converse::{check, finish, in_time, passed, recorder};
use super::fetch::Surroundings;
use super::works::Works;
use super::{Driver, Report, RunOptions};
use crate::error::DriveError;

/// What became of a command.
#[derive(Debug)]
pub struct Traded {
    /// The last report of every order that the command touched or asked for. An order that may have been
    /// heard and has no report of its own is [`OrderState::Unconfirmed`]: reconcile it, never resend it.
    pub reports: Vec<OrderReport>,
    /// What the account holds, where that was asked for.
    pub balance: Option<Balance>,
    /// How the conversation ended.
    pub outcome: Result<Report, DriveError>,
}

impl Traded {
    /// The report of an order.
    #[must_use]
    pub fn report(&self, client_ref: &ClientRef) -> Option<&OrderReport> {
        self.reports.iter().find(|report| report.client_ref == *client_ref)
    }
}

/// What was told so far; it outlives a conversation that is broken off.
#[derive(Default)]
struct Told {
    reports: Vec<OrderReport>,
    balance: Option<Balance>,
}

pub(super) async fn trade(
    driver: &Driver,
    gateway: &dyn Gateway,
    config: &BTreeMap<String, String>,
    command: &Command,
    options: &RunOptions,
) -> Traded {
    let traded = AtomicU32::new(0);
    let mut told = Told::default();
    let outcome = run(driver, gateway, config, command, options, &traded, &mut told).await;
    let heard = traded.load(Ordering::SeqCst) > 0;
    let now = (driver.clock)();
    for client_ref in command.touches() {
        if told.reports.iter().any(|report| report.client_ref == *client_ref) {
            continue;
        }
        let is_new = match command {
            Command::Place(_) => true,
            Command::Replace(_, intent) => intent.client_ref == *client_ref,
            _ => false,
        };
        let report = |state| OrderReport::new(client_ref.clone(), state, now);
        if heard {
            told.reports.push(report(OrderState::Unconfirmed).because(
                "no-answer",
                "whether the venue has the order is not known: reconcile it, and never send it again before",
            ));
        } else if is_new {
            let why = outcome.as_ref().err().map_or_else(
                || "the gateway sent nothing".to_owned(),
                |error| driver.blanked_text(error.to_string()),
            );
            told.reports.push(report(OrderState::Rejected).because("not-sent", why));
        }
    }
    Traded { reports: told.reports, balance: told.balance, outcome }
}

async fn run(
    driver: &Driver,
    gateway: &dyn Gateway,
    config: &BTreeMap<String, String>,
    command: &Command,
    options: &RunOptions,
    traded: &AtomicU32,
    told: &mut Told,
) -> Result<Report, DriveError> {
    let manifest = gateway.manifest();
    check(manifest, options)?;
    let recorder = recorder(driver, manifest, options)?;
    let deadline = in_time(options.deadline);
    let may_trade = command.moves_money();
    let around = Surroundings { driver, manifest, options, deadline, may_trade, traded };
    let works = Works::new(around, recorder.as_ref(), None);
    let driven = deal(driver, gateway, config, command, options, works, told);
    let outcome = timeout_at(deadline, driven)
        .await
        .unwrap_or_else(|_| Err(passed(manifest, options.deadline)));
    finish(manifest, recorder, outcome).await
}

async fn deal(
    driver: &Driver,
    gateway: &dyn Gateway,
    config: &BTreeMap<String, String>,
    command: &Command,
    options: &RunOptions,
    mut works: Works<'_>,
    told: &mut Told,
) -> Result<Report, DriveError> {
    let id = || gateway.manifest().id.to_string();
    let failed = |source: Fault| DriveError::Fault { adapter: id(), source };
    let context = || {
        let now = (driver.clock)();
        let lasts = TimeDelta::from_std(options.deadline).ok();
        Context {
            deadline: lasts.and_then(|lasts| now.checked_add_signed(lasts)),
            ..Context::new(now, options.seed, config.clone())
        }
    };
    let (mut dealing, mut step) = gateway.start(&context(), command).map_err(failed)?;
    loop {
        works.report.steps = works.report.steps.saturating_add(1);
        for report in step.reports.drain(..) {
            // The last word on an order counts.
            told.reports.retain(|before| before.client_ref != report.client_ref);
            told.reports.push(report);
        }
        told.balance = step.balance.or(told.balance);
        if step.done {
            return Ok(works.report);
        }
        works.begin(step.next)?;
        if works.is_idle() {
            return Err(DriveError::Stalled { adapter: id() });
        }
        let inputs = works.wait().await?;
        step = dealing.resume(&context(), inputs).map_err(failed)?;
    }
}
