//! 10,000 events of one source against the 10,000 of another that spells and times them its own way.
//!
//! The baseline is what one writes first: folded names as the key of a map. It is fast, and finds only
//! the events whose names happen to fold together; the share that each finds is checked before.

use std::collections::HashMap;
use std::error::Error;

use monps_core::catalog::matching::{Aliases, Contest, match_contests};
use monps_core::catalog::{Sport, fold_name};
use monps_core::time::{TimeDelta, parse_timestamp};
use rust_decimal::prelude::ToPrimitive;

use crate::measure::{Contender, Figures, compare};
use crate::sample::Numbers;

const EVENTS: usize = 10_000;
const EVENTS_COUNTED: u32 = 10_000;
const CLUBS: usize = 2_000;

const SYLLABLES: [&str; 24] = [
    "bar", "cel", "dun", "fer", "gal", "hol", "kar", "lin", "mor", "nor", "pel", "ros", "sal",
    "tor", "val", "wen", "bru", "cho", "dre", "fla", "gro", "kle", "pra", "ste",
];
const KINDS: [&str; 8] =
    ["United", "City", "Rovers", "Athletic", "Town", "Wanderers", "Sporting", "Dynamo"];

pub(crate) fn run() -> Result<Vec<Figures>, Box<dyn Error>> {
    let (ours, theirs) = invented()?;
    let (plain, found) = (by_folded_name(&ours, &theirs), same(&ours, &theirs)?);
    if plain >= found || found < 0.97 * f64::from(EVENTS_COUNTED) {
        return Err(format!("{found} found, {plain} by folded names: not the task").into());
    }
    Ok(vec![compare(
        "event",
        EVENTS_COUNTED,
        vec![
            Contender::new("map of folded names, a tenth found", || by_folded_name(&ours, &theirs)),
            Contender::new("match_contests", || same(&ours, &theirs).unwrap_or_default()),
        ],
    )])
}

/// How many have the same folded names on the same day.
fn by_folded_name(ours: &[Contest], theirs: &[Contest]) -> f64 {
    let key = |contest: &Contest| {
        let day = contest.starts_at.date_naive();
        (fold_name(&contest.home), fold_name(&contest.away), day)
    };
    let known: HashMap<_, usize> =
        theirs.iter().enumerate().map(|(place, contest)| (key(contest), place)).collect();
    let right =
        ours.iter().enumerate().filter(|(place, ours)| known.get(&key(ours)) == Some(place));
    right.count().to_f64().unwrap_or_default()
}

/// How many are matched, all of them rightly.
fn same(ours: &[Contest], theirs: &[Contest]) -> Result<f64, Box<dyn Error>> {
    let matching = match_contests(ours, theirs, &Aliases::default());
    let merged = matching.decisions.iter().filter_map(|one| Some((one.left, one.same()?)));
    let mut right = 0.0;
    for (left, twin) in merged {
        if left != twin {
            return Err(format!("{:?} is not {:?}", ours[left], theirs[twin]).into());
        }
        right += 1.0;
    }
    Ok(right)
}

/// Ten rounds in which every club plays once, four days apart. The other source leaves a club's second
/// word out or cuts its first one short, and is up to ten minutes off.
fn invented() -> Result<(Vec<Contest>, Vec<Contest>), Box<dyn Error>> {
    let mut numbers = Numbers::seeded(11);
    let mut below = |bound: usize| -> usize {
        let drawn = numbers.next() * bound.to_f64().unwrap_or_default();
        drawn.to_usize().unwrap_or_default().min(bound - 1)
    };
    let mut clubs: Vec<[String; 2]> = Vec::with_capacity(CLUBS);
    while clubs.len() < CLUBS {
        let town: String = (0..3).map(|_| SYLLABLES[below(SYLLABLES.len())]).collect();
        if clubs.iter().any(|[known, _]| known.starts_with(&town)) {
            continue;
        }
        let kind = KINDS[below(KINDS.len())];
        let short = match below(3) {
            0 => format!("{town} {kind}"),
            1 => town.clone(),
            _ => format!("{} {kind} FC", &town[..6]),
        };
        clubs.push([format!("{town} {kind}"), short]);
    }
    let start = parse_timestamp("2025-08-01T12:00:00Z")?;
    let (mut ours, mut theirs) = (Vec::with_capacity(EVENTS), Vec::with_capacity(EVENTS));
    for round in 0..EVENTS * 2 / CLUBS {
        let mut order: Vec<usize> = (0..CLUBS).collect();
        for last in (1..CLUBS).rev() {
            order.swap(last, below(last + 1));
        }
        for pair in order.as_chunks::<2>().0 {
            let day = TimeDelta::days(4 * i64::try_from(round)?);
            let starts_at = start + day + TimeDelta::minutes(15 * i64::try_from(below(32))?);
            let later = starts_at + TimeDelta::minutes(i64::try_from(below(10))?);
            let [home, away] = pair.map(|club| &clubs[club]);
            ours.push(Contest::new(Sport::FOOTBALL, &*home[0], &*away[0], starts_at));
            theirs.push(Contest::new(Sport::FOOTBALL, &*home[1], &*away[1], later));
        }
    }
    Ok((ours, theirs))
}
