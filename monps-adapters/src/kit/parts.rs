//! A task in parts, such as competitions, each answered or failed by itself.

use monps_core::adapter::{Skipped, Snapshot, Step};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::Timestamp;

/// What became of the parts of a task.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    failed: Vec<(String, Fault)>,
    answered: u32,
}

impl Parts {
    /// A part was answered.
    pub(crate) const fn answered(&mut self) {
        self.answered += 1;
    }

    /// A part failed; a task of one part may have no name for it.
    pub(crate) fn failed(&mut self, part: impl Into<String>, fault: Fault) {
        self.failed.push((part.into(), fault));
    }

    /// Ends the conversation, nothing being waited for any more. Parts that failed are told beside those
    /// that did not: `at` says where, `named` how a fault names its part.
    ///
    /// # Errors
    /// A fault of the account or of the configuration ends the task; one of a single part does so only
    /// where no other was answered.
    pub(crate) fn end(
        &self,
        mut step: Step,
        now: Timestamp,
        at: impl Fn(&str) -> String,
        named: impl Fn(&str) -> String,
    ) -> Result<Step, Fault> {
        match self.grave() {
            // A fault would take this step's snapshots with it: they go first.
            Some(_) if !step.emit.is_empty() => return Ok(step),
            Some((part, fault)) if part.is_empty() => return Err(fault.clone()),
            Some((part, fault)) => {
                let message = format!("{}: {}", named(part), fault.message);
                return Err(Fault { message, ..fault.clone() });
            }
            None => step.done = true,
        }
        if !self.failed.is_empty() {
            let left_out = |(part, fault): &(String, Fault)| Skipped {
                at: at(part),
                reason: fault.to_string(),
            };
            let skipped = self.failed.iter().map(left_out).collect();
            step.emit.push(Snapshot { observed_at: Some(now), skipped, ..Snapshot::default() });
        }
        Ok(step)
    }

    fn grave(&self) -> Option<&(String, Fault)> {
        let of_one_part = |fault: &Fault| {
            matches!(fault.code, FaultCode::NotFound | FaultCode::Upstream | FaultCode::SchemaDrift)
        };
        let grave = self.failed.iter().find(|(_, fault)| !of_one_part(fault));
        grave.or_else(|| self.failed.first().filter(|_| self.answered == 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(parts: &Parts, step: Step) -> Result<Step, Fault> {
        let now = "2026-11-22T12:00:00Z".parse().unwrap();
        parts.end(step, now, |part| format!("/{part}"), |part| format!("league {part}"))
    }

    #[test]
    fn one_part_that_fails_takes_nothing_back() {
        let mut parts = Parts::default();
        parts.failed("39", Fault::new(FaultCode::Upstream, "down"));
        let alone = end(&parts, Step::default()).unwrap_err();
        assert_eq!(alone.message, "league 39: down");
        parts.answered();
        let step = end(&parts, Step::default()).unwrap();
        assert!(step.done);
        assert_eq!(step.emit[0].skipped[0].at, "/39");
        parts.failed("", Fault::new(FaultCode::AuthExpired, "the key"));
        let told = Step { emit: vec![Snapshot::default()], ..Step::default() };
        assert!(!end(&parts, told).unwrap().done, "what was told goes first");
        assert_eq!(end(&parts, Step::default()).unwrap_err().message, "the key");
    }
}
