//! An event, recognised once and kept.

use monps_core::adapter::SourceEvent;
use monps_core::catalog::Sport;
use monps_core::time::{NaiveDate, Timestamp, start_of_day};

use super::walk::Walk;
use super::{Reason, name};
use crate::declarative::describe::EventFacts;
use crate::declarative::expr::{Env, instant};

impl Walk<'_, '_, '_> {
    /// Whether the walk goes on: it does not below an event that is refused or not asked for.
    pub(super) fn at_event(&mut self, index: usize) -> Result<bool, Reason> {
        let reading = self.reading;
        let Some(spec) = reading.event.as_ref().filter(|spec| spec.depth == index) else {
            return Ok(true);
        };
        self.event = None;
        self.market = None;
        let key = name("the key", &self.env.need(&spec.key, "key of the event")?)?;
        if self.harvest.leaves_out(&key) {
            return Ok(false);
        }
        let number = match self.harvest.met(&key) {
            Some(Some(number)) => number,
            Some(None) => return Ok(false),
            None => {
                let event = match &spec.facts {
                    Some(facts) => event(&self.env, facts, &key),
                    None => Err(format!("the event {key:?} was not told before")),
                };
                self.harvest.keep(&key, event)?
            }
        };
        let event = self.harvest.event(number);
        self.env.own.clear();
        for (word, value) in
            [("home", &event.home), ("away", &event.away), ("competition", &event.competition)]
        {
            self.env.own.insert(word, value.clone());
        }
        self.env.own.insert("sport", event.sport.as_str().to_owned());
        self.event = Some(number);
        Ok(true)
    }
}

fn event(env: &Env<'_>, spec: &EventFacts, key: &str) -> Result<SourceEvent, Reason> {
    let side = |expr: &Option<_>, what: &str| -> Result<Option<String>, Reason> {
        let value = expr.as_ref().map(|expr| env.value(expr)).transpose()?.flatten();
        value.map(|value| name(what, &value)).transpose()
    };
    let (home, away) = (side(&spec.home, "home")?, side(&spec.away, "away")?);
    let (home, away) = match (home, away) {
        (Some(home), Some(away)) if home == away => {
            return Err(format!("both sides are called {home:?}: which is which is not said"));
        }
        (Some(home), Some(away)) => (home, away),
        (None, None) => (String::new(), String::new()),
        _ => return Err("the event has one side only".to_owned()),
    };
    let sport: Sport =
        env.need(&spec.sport, "sport")?.trim().parse().map_err(|error| format!("{error}"))?;
    let competition = name("the competition", &env.need(&spec.competition, "competition")?)?;
    let title = match &spec.title {
        Some(title) => env.value(title)?.and_then(|title| name("the title", &title).ok()),
        None => None,
    };
    let (starts_at, time_known) = starts(&env.need(&spec.starts_at, "start")?)?;
    Ok(SourceEvent {
        key: key.to_owned(),
        sport,
        competition_title: title.unwrap_or_else(|| competition.clone()),
        competition,
        season: None,
        home,
        away,
        starts_at,
        time_known,
        markets: Vec::new(),
    })
}

/// An instant, or a day whose hour is not known.
fn starts(text: &str) -> Result<(Timestamp, bool), Reason> {
    match text.trim().parse::<NaiveDate>() {
        Ok(day) => Ok((start_of_day(day), false)),
        Err(_) => instant(text).map(|instant| (instant, true)),
    }
}
