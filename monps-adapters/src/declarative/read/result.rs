//! A result: the scores of an event, by period.

use monps_core::adapter::{Score, SourceResult};

use super::{Reason, name};
use crate::declarative::describe::{ResultSpec, ScoreSpec};
use crate::declarative::expr::{Env, Expr, decimal, instant, short};
use rust_decimal::prelude::ToPrimitive;

/// Reads a result; nothing for an event that has no score yet.
pub(super) fn read(env: &Env<'_>, spec: &ResultSpec) -> Result<Option<SourceResult>, Reason> {
    let event_key = name("the key", &env.need(&spec.event_key, "key of the event")?)?;
    let is_final = env.check(&spec.is_final)?.is_none();
    let mut env = env.clone();
    let side = |env: &Env<'_>, expr: &Option<Expr>| -> Result<Option<String>, Reason> {
        let value = expr.as_ref().map(|expr| env.value(expr)).transpose()?.flatten();
        Ok(value.map(|value| value.trim().to_owned()))
    };
    let (home, away) = (side(&env, &spec.home)?, side(&env, &spec.away)?);
    if home.is_some() && home == away {
        return Err("both sides have one name: which is which is not said".to_owned());
    }
    env.own.extend(home.map(|home| ("home", home)));
    env.own.extend(away.map(|away| ("away", away)));
    let mut scores: Vec<Score> = Vec::new();
    for spec in &spec.scores {
        let Some(score) = score(&env, spec)? else {
            continue;
        };
        if scores.iter().any(|held| held.period == score.period) {
            return Err(format!("the score of {} is told twice", score.period.as_str()));
        }
        scores.push(score);
    }
    if scores.is_empty() {
        return if is_final {
            Err("the event is over and has no score".to_owned())
        } else {
            Ok(None)
        };
    }
    let source_at = spec.source_at.as_ref().map(|at| env.value(at)).transpose()?.flatten();
    Ok(Some(SourceResult {
        event_key,
        is_final,
        scores,
        source_at: source_at.and_then(|text| instant(&text).ok()),
    }))
}

fn score(env: &Env<'_>, spec: &ScoreSpec) -> Result<Option<Score>, Reason> {
    match env.check(&spec.when)? {
        None => {}
        Some(None) => return Ok(None),
        Some(Some(reason)) => return Err(reason),
    }
    let (home, away) = (points(env, &spec.home, "home")?, points(env, &spec.away, "away")?);
    match (home, away) {
        (None, None) => Ok(None),
        (Some(home), Some(away)) => {
            let period = env.need(&spec.period, "period")?;
            let period = period.trim().parse().map_err(|error| format!("{error}"))?;
            Ok(Some(Score { period, home, away }))
        }
        _ => Err("there is the score of one side only".to_owned()),
    }
}

/// A whole number of points.
fn points(env: &Env<'_>, expr: &Expr, side: &str) -> Result<Option<u32>, Reason> {
    let Some(text) = env.value(expr)? else {
        return Ok(None);
    };
    let number = decimal(&text).ok().filter(|number| number.fract().is_zero());
    let points = number.and_then(|number| number.to_u32());
    let refused =
        || format!("the score {:?} of the side {side} is not a whole number", short(&text));
    points.map(Some).ok_or_else(refused)
}
