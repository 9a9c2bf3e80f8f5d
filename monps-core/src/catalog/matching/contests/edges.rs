//! Pairs of contests that may be one.

use std::collections::{BTreeMap, BTreeSet};

use super::Index;
use super::table::Table;
use crate::catalog::matching::contest::{Contest, lateness, tolerance};
use crate::catalog::matching::score::Score;
use crate::time::TimeDelta;

/// A side alike enough to look at the contests that it is in.
const SIDE_MIN: Score = Score::from_thousandths(550);
/// How far a moved kick-off is looked for.
const MOVED_MAX: TimeDelta = TimeDelta::hours(75);
/// Both sides at least this alike: the contest may have been moved.
const MOVED_MIN: Score = Score::from_thousandths(850);
/// What a swap of home and away takes off.
const SWAP: u32 = 20;
/// Candidates of one contest beyond these, the nearest in time, are not looked at: no honest feed has
/// so many contests of one side within days.
const CANDIDATES_MAX: usize = 64;

/// Whether the ids of a provider decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ById {
    /// None in common.
    Silent,
    /// The same: index of the id on the left.
    Same(usize),
    /// Different ones of a provider: index of the id on the left.
    Other(usize),
}

/// Two contests that may be one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) left: usize,
    pub(super) right: usize,
    /// Of the two sides as they are paired: left home, left away.
    pub(super) sides: [Score; 2],
    /// Sides and kick-off together.
    pub(super) score: Score,
    pub(super) is_swapped: bool,
    /// The other way round is as good.
    pub(super) is_either_way: bool,
    /// Too far apart: a person may say that it was moved.
    pub(super) is_moved: bool,
    pub(super) by_id: ById,
}

/// All of them, from both ends.
pub(super) struct Edges {
    pub(super) all: Vec<Edge>,
    pub(super) of_left: Vec<Vec<usize>>,
    pub(super) of_right: Vec<Vec<usize>>,
}

impl Edges {
    pub(super) fn of(table: &Table<'_>) -> Self {
        let [lefts, rights] = table.contests.each_ref().map(Vec::len);
        let mut edges =
            Self { all: Vec::new(), of_left: vec![vec![]; lefts], of_right: vec![vec![]; rights] };
        let by_name = by_name(table);
        let by_id = by_id(table);
        for left in 0..lefts {
            for right in candidates(table, left, &by_name, &by_id) {
                if let Some(edge) = edge(table, left, right) {
                    edges.of_left[left].push(edges.all.len());
                    edges.of_right[right].push(edges.all.len());
                    edges.all.push(edge);
                }
            }
        }
        edges
    }
}

/// Right contests by the name of a side, in order of their kick-off.
fn by_name(table: &Table<'_>) -> Vec<Vec<usize>> {
    let mut places = vec![Vec::new(); table.names[1].len()];
    for (contest, [home, away]) in table.sides[1].iter().enumerate() {
        places[*home].push(contest);
        if away != home {
            places[*away].push(contest);
        }
    }
    for list in &mut places {
        list.sort_by_key(|contest| table.contests[1][*contest].starts_at);
    }
    places
}

fn by_id<'a>(table: &Table<'a>) -> Index<(&'a str, &'a str)> {
    let mut places: Index<(&str, &str)> = BTreeMap::new();
    for (place, contest) in table.contests[1].iter().enumerate() {
        for id in &contest.ids {
            places.entry((&id.provider, &id.id)).or_default().push(place);
        }
    }
    places
}

fn candidates(
    table: &Table<'_>,
    left: usize,
    by_name: &[Vec<usize>],
    by_id: &Index<(&str, &str)>,
) -> BTreeSet<usize> {
    let contest = table.contests[0][left];
    let right = &table.contests[1];
    let mut found = BTreeSet::new();
    for id in &contest.ids {
        let known = by_id.get(&(id.provider.as_str(), id.id.as_str()));
        found.extend(known.into_iter().flatten().take(CANDIDATES_MAX));
    }
    for side in table.sides[0][left] {
        let alike = table.pairs.of_left[side].iter().filter(|(_, score)| *score >= SIDE_MIN);
        for (name, _) in alike {
            let list = &by_name[*name];
            let from =
                list.partition_point(|at| right[*at].starts_at < contest.starts_at - MOVED_MAX);
            let near = list[from..]
                .iter()
                .take_while(|at| right[**at].starts_at <= contest.starts_at + MOVED_MAX);
            let mut near: Vec<usize> = near.copied().collect();
            if near.len() > CANDIDATES_MAX {
                near.sort_by_key(|at| ((right[*at].starts_at - contest.starts_at).abs(), *at));
                near.truncate(CANDIDATES_MAX);
            }
            found.extend(near);
        }
    }
    found
}

fn edge(table: &Table<'_>, left: usize, right: usize) -> Option<Edge> {
    let (a, b) = (table.contests[0][left], table.contests[1][right]);
    let ([home, away], [their_home, their_away]) = (table.sides[0][left], table.sides[1][right]);
    let straight = [table.pairs.score(home, their_home), table.pairs.score(away, their_away)];
    let crossed = [table.pairs.score(home, their_away), table.pairs.score(away, their_home)];
    let (is_swapped, sides, other) = if together(crossed).minus(SWAP) > together(straight) {
        (true, crossed, straight)
    } else {
        (false, straight, crossed)
    };
    let by_id = ids(a, b);
    let is_moved = (a.starts_at - b.starts_at).abs() > tolerance(a, b);
    if is_moved && sides.iter().min() < Some(&MOVED_MIN) && !matches!(by_id, ById::Same(_)) {
        return None;
    }
    let names = together(sides).minus(if is_swapped { SWAP } else { 0 });
    Some(Edge {
        left,
        right,
        sides,
        score: names.minus(lateness(a, b)),
        is_swapped,
        is_either_way: together(other) >= Score::ACCEPTED
            && together(other).thousandths() + Score::AHEAD.thousandths() > names.thousandths(),
        is_moved,
        by_id,
    })
}

/// Two sides together: halfway between the worse of the two and their mean.
fn together([a, b]: [Score; 2]) -> Score {
    let (a, b) = (a.thousandths(), b.thousandths());
    Score::from_thousandths(u32::midpoint(a.min(b), u32::midpoint(a, b)))
}

fn ids(a: &Contest, b: &Contest) -> ById {
    let mut answer = ById::Silent;
    for (index, id) in a.ids.iter().enumerate() {
        for other in b.ids.iter().filter(|other| other.provider == id.provider) {
            if other.id == id.id {
                return ById::Same(index);
            }
            answer = ById::Other(index);
        }
    }
    answer
}
