//! What the reports about an event make of a leg.
//!
//! A person's word decides alone. Else every source that speaks of the part of the event that the leg
//! is about must say the same score and the same outcome: a wrong payout costs more than a late one.

use monps_core::adapter::Score;
use monps_core::bet::Leg;
use monps_core::error::settle::SettleError;
use monps_core::payoff::Outcome;
use monps_core::settle::rules::AppliedRules;
use monps_core::settle::{period_score, settle_result};

use crate::store::{PERSON, Report};

/// How a sentence begins that names two sources with different words.
pub(super) const DISAGREE: &str = "sources disagree";

/// What the reports make of a leg.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Judgement<'a> {
    /// Nothing that counts.
    Nothing,
    /// This became of it, by this report.
    Decided(Outcome, &'a Report),
    /// A person has to look: why.
    Unsure(String),
}

/// Judges a leg by the newest reports about its event.
pub(super) fn judge<'a>(leg: &Leg, reports: &'a [Report], applied: &AppliedRules) -> Judgement<'a> {
    let counting = || reports.iter().filter(|report| report.counts());
    let person = counting().find(|report| report.source == PERSON);
    let heard = counting().filter(|report| person.is_none_or(|person| person == *report));
    let mut agreed: Option<(Option<Score>, Outcome, &Report)> = None;
    let mut silent: Option<SettleError> = None;
    for report in heard {
        let score = period_score(&report.result.scores, leg.market.period).ok();
        match settle_result(&leg.market, &leg.selection, &report.result, &applied.rules) {
            // This source says nothing of the part of the event that the leg is about.
            Err(SettleError::MissingPeriod { .. }) if person.is_none() => {}
            // Nor does this one of who went through; if nobody does, a person has to say.
            Err(error @ SettleError::NeedsState { .. }) => silent = Some(error),
            Err(error) => return Judgement::Unsure(error.to_string()),
            Ok(outcome) => match agreed {
                None => agreed = Some((score, outcome, report)),
                Some((before, told, _)) if (before, told) == (score, outcome) => {}
                Some((before, _, other)) => {
                    let (one, two) = (told(before, other), told(score, report));
                    return Judgement::Unsure(format!("{DISAGREE}: {one} and {two}"));
                }
            },
        }
    }
    match (agreed, silent) {
        (Some((_, outcome, report)), _) => Judgement::Decided(outcome, report),
        (None, Some(error)) => Judgement::Unsure(error.to_string()),
        (None, None) => Judgement::Nothing,
    }
}

/// The score and who says so; all that was said where there is no score.
fn told(score: Option<Score>, report: &Report) -> String {
    let said = score.map(|score| format!("{}-{}", score.home, score.away));
    format!("{} ({})", said.unwrap_or_else(|| report.said()), report.source)
}

/// The number of the newest report that says anything about the event.
pub(super) fn newest(reports: &[Report]) -> i64 {
    reports.iter().map(|report| report.id).max().unwrap_or_default()
}

#[cfg(test)]
mod tests;
