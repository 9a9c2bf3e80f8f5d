//! What was said of how events ended: a person's own word, and what waits for one.

use std::collections::BTreeSet;

use monps_core::catalog::Event;
use monps_core::id::{BetId, EventId};
use monps_core::settle::{EventResult, check_result, period_score};
use monps_core::time::Timestamp;

use super::super::problem::{Problem, Told};
use super::Settlement;
use super::judge::DISAGREE;
use crate::store::{AuditNote, Booking, EventRecord, NewReport, PERSON, Report};

/// Bets looked at for a list of disputes.
const BETS_MAX: u32 = 20_000;
/// How instants are said.
const MINUTES: &str = "%Y-%m-%d %H:%M UTC";
/// Bets looked at together.
const PAGE: usize = 2000;
/// Events that several sources told of, looked at together.
const CONTESTED_PAGE: u32 = 500;

/// A bet that results alone do not settle: its event, itself, and why.
type Waiting = (EventId, BetId, String);

/// An event and all that was said of how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventReports {
    /// The event.
    pub event: Event,
    /// What was said, oldest first; of a dispute, only what every source said last.
    pub reports: Vec<Report>,
}

/// An event of which a person has to say how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// The event, and what every source said last.
    pub said: EventReports,
    /// Why, a sentence each.
    pub reasons: Vec<String>,
    /// Bets that wait for it.
    pub bets: Vec<BetId>,
}

/// A person's word on how an event ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaidByPerson {
    /// How it ended.
    pub result: EventResult,
    /// Why, for the audit trail.
    pub note: Option<String>,
}

impl Settlement {
    /// All that was said of how an event ended, oldest first.
    ///
    /// # Errors
    /// [`Problem::NotFound`], [`Problem::Store`].
    pub async fn results(&self, name: &str) -> Result<EventReports, Problem> {
        let event = self.event(name).await?.event;
        let reports = self.store.report_history(event.id).await?;
        Ok(EventReports { event, reports })
    }

    /// Writes a person's word, which counts before that of every other source.
    ///
    /// # Errors
    /// [`Problem::NotFound`], [`Problem::Invalid`] for a result that cannot be, [`Problem::Store`].
    pub async fn say(
        &self,
        name: &str,
        said: SaidByPerson,
        actor: &str,
    ) -> Result<EventReports, Problem> {
        let event = self.event(name).await?.event;
        check_result(&event.sport, &said.result)
            .map_err(|error| Problem::invalid("scores", Told(&error)))?;
        let now = self.clock.now();
        if let Some(why) = too_early(&event, &said.result, now) {
            return Err(Problem::invalid("scores", why));
        }
        self.write(&event, said, true, actor, now).await?;
        let reports = self.store.report_history(event.id).await?;
        Ok(EventReports { event, reports })
    }

    /// Takes a person's word back: the other sources count again.
    ///
    /// # Errors
    /// [`Problem::NotFound`] where no person said anything, [`Problem::Store`].
    pub async fn unsay(&self, name: &str, actor: &str) -> Result<(), Problem> {
        let event = self.event(name).await?.event;
        let reports = self.store.reports(&[event.id]).await?;
        if !reports.iter().any(|report| report.source == PERSON && report.is_final) {
            return Err(Problem::NotFound {
                code: "result_not_found",
                detail: "Nobody has said how this event ended.".to_owned(),
            });
        }
        let now = self.clock.now();
        self.write(&event, SaidByPerson::default(), false, actor, now).await
    }

    async fn write(
        &self,
        event: &Event,
        said: SaidByPerson,
        is_final: bool,
        actor: &str,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let source_id = self.store.ensure_source(PERSON).await?;
        let report = NewReport {
            event_id: event.id,
            source_id,
            result: said.result,
            is_final,
            refused: None,
            observed_at: now,
        };
        let words = Report::words(&report.result);
        let detail = said.note.map_or_else(|| words.clone(), |note| format!("{words}: {note}"));
        let booking = Booking {
            audit: vec![AuditNote {
                actor: actor.to_owned(),
                action: if is_final { "result_said" } else { "result_unsaid" },
                subject: "event",
                subject_id: event.id.get(),
                detail,
            }],
            recorded_at: now,
            ..Booking::default()
        };
        self.store.write_report(&report, &booking).await?;
        Ok(())
    }

    /// An event by its public name or its number.
    async fn event(&self, name: &str) -> Result<EventRecord, Problem> {
        let found = match self.store.event_by_slug(name).await? {
            Some(found) => Some(found),
            None => match name.parse() {
                Ok(id) => self.store.events(&[EventId::new(id)]).await?.pop(),
                Err(_) => None,
            },
        };
        found.ok_or_else(|| Problem::NotFound {
            code: "event_not_found",
            detail: format!("There is no event {name}."),
        })
    }

    /// Events after one on which sources disagree, of which a result was refused, or that a bet waits
    /// for and no rule decides; by id.
    ///
    /// # Errors
    /// [`Problem::Store`], [`Problem::Broken`] for settings that cannot be read.
    pub async fn disputes(&self, after: EventId, limit: u32) -> Result<Vec<Dispute>, Problem> {
        let mut waiting = self.waiting().await?;
        let (mut after, limit) = (after, limit as usize);
        let mut disputes = Vec::new();
        // Most events that several sources told of are no dispute: a page of them may hold none.
        while disputes.len() < limit {
            let contested = self.store.contested(after, CONTESTED_PAGE).await?;
            let is_full = contested.len() >= CONTESTED_PAGE as usize;
            let last = contested.last().filter(|_| is_full).copied();
            let is_within = |id: EventId| id > after && last.is_none_or(|last| id <= last);
            let mut ids: BTreeSet<EventId> = contested.into_iter().collect();
            ids.extend(waiting.iter().map(|(event, ..)| *event).filter(|id| is_within(*id)));
            let ids: Vec<EventId> = ids.into_iter().collect();
            disputes.extend(self.disputes_of(&ids, &mut waiting).await?);
            let Some(last) = last else { break };
            after = last;
        }
        disputes.truncate(limit);
        Ok(disputes)
    }

    /// Those of some events of which a person has to say how they ended, by id.
    async fn disputes_of(
        &self,
        ids: &[EventId],
        waiting: &mut Vec<Waiting>,
    ) -> Result<Vec<Dispute>, Problem> {
        let reports = self.store.reports(ids).await?;
        let mut disputes = Vec::new();
        for record in self.store.events(ids).await? {
            let id = record.event.id;
            let of = reports.iter().filter(|report| report.event_id == id).cloned().collect();
            let said = EventReports { event: record.event, reports: of };
            let mut reasons = reasons(&said.reports);
            let mut bets = Vec::new();
            for (_, bet, why) in waiting.extract_if(.., |(event, ..)| *event == id) {
                bets.push(bet);
                let is_said =
                    why.starts_with(DISAGREE) && reasons.iter().any(|r| r.starts_with(DISAGREE));
                if !is_said && !reasons.contains(&why) {
                    reasons.push(why);
                }
            }
            bets.dedup();
            if !reasons.is_empty() {
                disputes.push(Dispute { said, reasons, bets });
            }
        }
        Ok(disputes)
    }

    /// Bets that results alone do not settle: the event, the bet, and why.
    async fn waiting(&self) -> Result<Vec<Waiting>, Problem> {
        let mut round = self.round().await?;
        let due = self.store.bets_to_settle(i64::MAX, BETS_MAX).await?;
        let mut waiting = Vec::new();
        for page in due.chunks(PAGE) {
            let records = self.store.bets_by_id(page).await?;
            round.learn(&records).await?;
            for record in &records {
                for unsure in round.judge(record).unsure {
                    waiting.push((unsure.event, record.bet.id(), unsure.why));
                }
            }
        }
        Ok(waiting)
    }
}

/// What is wrong among what the sources said last.
fn reasons(reports: &[Report]) -> Vec<String> {
    let mut reasons: Vec<String> = reports
        .iter()
        .filter_map(|report| {
            let why = report.refused.as_ref()?;
            Some(format!("{} was refused: {why}", report.source))
        })
        .collect();
    let counting: Vec<&Report> = reports.iter().filter(|report| report.counts()).collect();
    if counting.iter().any(|report| report.source == PERSON) {
        return reasons;
    }
    for (index, one) in counting.iter().enumerate() {
        for other in &counting[index + 1..] {
            if differ(&one.result, &other.result) {
                reasons.push(format!(
                    "{DISAGREE}: {} ({}) and {} ({})",
                    one.said(),
                    one.source,
                    other.said(),
                    other.source
                ));
            }
        }
    }
    reasons
}

/// Whether two results cannot both be true: another score of the same part, another winner, or only
/// one of them knows of an incident.
fn differ(one: &EventResult, other: &EventResult) -> bool {
    let scores = one.scores.iter().any(|score| {
        let told = period_score(&other.scores, score.period);
        told.is_ok_and(|told| told != *score)
    });
    let winners = one.winner.zip(other.winner).is_some_and(|(one, other)| one != other);
    scores || winners || one.incident != other.incident
}

/// Why a result cannot be told yet; an event that is put off is known to be before its start.
pub(crate) fn too_early(event: &Event, result: &EventResult, now: Timestamp) -> Option<String> {
    let says_played = !result.scores.is_empty() || result.winner.is_some();
    (says_played && now < event.starts_at).then(|| {
        format!(
            "a result at {} of an event that starts at {}: correct its start first",
            now.format(MINUTES),
            event.starts_at.format(MINUTES)
        )
    })
}
