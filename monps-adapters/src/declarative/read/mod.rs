//! From answers to a snapshot: the levels are gone through, and what is recognised on the way becomes
//! events, markets, prices and results. What is not understood is left out with its place and a
//! reason, never guessed.

mod event;
mod harvest;
mod market;
mod price;
mod quote;
mod result;
mod walk;

use std::collections::BTreeMap;

use monps_core::adapter::{Scope, Skipped, Snapshot};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::Timestamp;

use super::describe::{Ability, Description};
use super::expr::Env;
use super::wire::Node;
use crate::kit::{Reason, name};
use harvest::Harvest;
use walk::Walk;

pub(super) use walk::values;

/// What a snapshot is read from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Material<'m> {
    pub(super) description: &'m Description,
    pub(super) ability: &'m Ability,
    pub(super) config: &'m BTreeMap<String, String>,
    pub(super) scope: &'m Scope,
    pub(super) competition: Option<&'m str>,
    pub(super) now: Timestamp,
    /// The bodies of every step.
    pub(super) bodies: &'m [Vec<Vec<u8>>],
}

impl<'m> Material<'m> {
    /// What values are worked out with before there is an answer.
    pub(super) const fn env(&self) -> Env<'m> {
        Env {
            config: self.config,
            tables: self.description.tables.as_slice(),
            scope: self.scope,
            competition: self.competition,
            now: self.now,
            each: None,
            answer: None,
            levels: Vec::new(),
            own: BTreeMap::new(),
        }
    }

    /// Reads all answers.
    pub(super) fn snapshot(&self, notes: Vec<Skipped>) -> Result<Snapshot, Fault> {
        let answers = self.parsed()?;
        let several = self.bodies.iter().map(Vec::len).sum::<usize>() > 1;
        let mut harvest = Harvest::new(self.scope, notes);
        for reading in &self.ability.readings {
            let finds = walk::indexes(reading, &answers, &self.env(), &mut harvest);
            for (number, answer) in answers[reading.step].iter().enumerate() {
                let step = &self.ability.steps[reading.step].name;
                let place = if several { format!("{step}[{number}]") } else { String::new() };
                let env = Env { answer: Some(answer), ..self.env() };
                let mut walk = Walk::new(
                    reading,
                    &finds,
                    env,
                    place,
                    &self.description.manifest,
                    &mut harvest,
                );
                walk.begin();
            }
        }
        Ok(harvest.finish())
    }

    fn parsed(&self) -> Result<Vec<Vec<Node<'m>>>, Fault> {
        let named = self.ability.steps.iter().zip(self.bodies);
        named
            .map(|(step, bodies)| {
                let parsed = bodies.iter().map(|body| Node::parse(body));
                parsed.collect::<Result<Vec<_>, _>>().map_err(|reason| drifted(&step.name, &reason))
            })
            .collect()
    }
}

/// An answer that is not of the shape described.
pub(super) fn drifted(step: &str, reason: &str) -> Fault {
    let message =
        format!("{step}: {reason}: check the address, and whether the source has changed");
    Fault::new(FaultCode::SchemaDrift, message).at("/")
}
