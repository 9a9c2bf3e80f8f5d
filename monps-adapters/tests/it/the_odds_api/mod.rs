//! The Odds API's adapter on answers written for it.

mod asks;
mod hostile;
mod refusals;
mod understands;

use monps_adapters::the_odds_api::TheOddsApi;
use monps_core::adapter::{Adapter, Context, Inputs, Response, Scope, Snapshot, Task};
use monps_core::error::adapter::Fault;

use crate::support::{config, now};

const EPL: &str = "/v4/sports/soccer_epl/odds";

fn context(pairs: &[(&str, &str)]) -> Context {
    Context::new(now(), 0, config(pairs))
}

fn odds() -> Task {
    Task::odds(Scope::default())
}

/// Hands one body to the adapter without any driver.
fn convert(task: &Task, format: &str, body: Vec<u8>) -> Result<Vec<Snapshot>, Fault> {
    let context = context(&[("sports", "soccer_epl"), ("odds_format", format)]);
    let (mut conversation, _) = TheOddsApi::new().start(&context, task)?;
    let response = Response {
        id: 0,
        status: 200,
        headers: Vec::new(),
        body,
        received_at: now(),
        from_cache: false,
    };
    let inputs = Inputs { responses: vec![response], ..Inputs::default() };
    conversation.resume(&context, inputs).map(|step| step.emit)
}
