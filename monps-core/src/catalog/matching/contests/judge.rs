//! From pairs that may be to decisions.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::edges::{ById, Edge, Edges};
use super::table::Table;
use crate::catalog::matching::assignment::{self, assign};
use crate::catalog::matching::decision::{Decision, Reason, Verdict};
use crate::catalog::matching::score::Score;
use crate::time::Timestamp;

/// The least that each side of an accepted pair has.
const SIDE_MIN: Score = Score::from_thousandths(550);
/// A side this alike is worth a person's look, whatever the other one is.
const ASKED_MIN: Score = Score::from_thousandths(850);

/// Decides about every contest on the left.
pub(super) fn judge(table: &Table<'_>, edges: &Edges) -> Vec<Decision> {
    let eligible = |edge: &&Edge| is_eligible(edge);
    let by_gain: Vec<assignment::Edge> = edges
        .all
        .iter()
        .filter(eligible)
        .map(|edge| assignment::Edge { left: edge.left, right: edge.right, gain: gain(edge) })
        .collect();
    let chosen = assign(&by_gain);
    let lefts = table.contests[0].len();
    let mut decisions: Vec<Decision> =
        (0..lefts).map(|left| accept(table, edges, &chosen, left)).collect();
    let mut taken = vec![false; table.contests[1].len()];
    for right in decisions.iter().filter_map(Decision::same) {
        taken[right] = true;
    }
    for decision in &mut decisions {
        if decision.verdict != Verdict::Same {
            *decision = ask(table, edges, &taken, decision);
        }
    }
    decisions
}

/// An id outweighs every likeness.
fn gain(edge: &Edge) -> u32 {
    let by_id = if matches!(edge.by_id, ById::Same(_)) { 10_000 } else { 0 };
    by_id + edge.score.thousandths().max(1)
}

fn is_eligible(edge: &Edge) -> bool {
    match edge.by_id {
        ById::Same(_) => true,
        ById::Other(_) => false,
        ById::Silent => {
            !edge.is_moved
                && edge.score >= Score::ACCEPTED
                && edge.sides.iter().all(|side| *side >= SIDE_MIN)
        }
    }
}

/// The best candidate of a contest, and whether it is the same.
fn accept(
    table: &Table<'_>,
    edges: &Edges,
    chosen: &BTreeMap<usize, usize>,
    left: usize,
) -> Decision {
    let list = edges.of_left[left].iter().map(|at| &edges.all[*at]);
    let eligible = list.filter(|edge| is_eligible(edge));
    let best = eligible.max_by_key(|edge| {
        let is_chosen = chosen.get(&left) == Some(&edge.right);
        (gain(edge), is_chosen, Reverse(telling(table, edge.right)))
    });
    let Some(edge) = best else {
        return Decision::nothing_like(left);
    };
    let mut decision = describe(table, edge);
    if matches!(edge.by_id, ById::Same(_)) {
        decision.score = Score::CERTAIN;
    }
    let rival = rival(edges, edge);
    decision.runner_up = rival.map(|(_, _, score)| score).unwrap_or_default();
    let is_near = |score: Score| {
        score.thousandths() + Score::AHEAD.thousandths() > decision.score.thousandths()
    };
    let doubt = match rival {
        Some((index, for_left, score)) if is_near(score) => {
            Some(Reason::RunnerUp { index, for_left, score })
        }
        _ if chosen.get(&left) != Some(&edge.right) => Some(Reason::BetterOtherwise),
        _ if edge.is_either_way => Some(Reason::EitherWayRound),
        _ => None,
    };
    match doubt {
        Some(doubt) => decision.reasons.insert(0, doubt),
        None => decision.verdict = Verdict::Same,
    }
    decision
}

/// Who else could be meant, on either end: its index, whether it competes for the left, its score.
fn rival(edges: &Edges, edge: &Edge) -> Option<(usize, bool, Score)> {
    let by_id = matches!(edge.by_id, ById::Same(_));
    let competes = |other: &&Edge| {
        let is_other = (other.left, other.right) != (edge.left, edge.right);
        // A kick-off moved by a day is no rival of one that fits; a different id is out.
        let is_rival = if by_id {
            matches!(other.by_id, ById::Same(_))
        } else {
            !other.is_moved && !matches!(other.by_id, ById::Other(_))
        };
        is_other && is_rival
    };
    let score = |other: &Edge| if by_id { Score::CERTAIN } else { other.score };
    let for_left = edges.of_left[edge.left]
        .iter()
        .map(|at| &edges.all[*at])
        .filter(competes)
        .map(|other| (other.right, true, score(other)));
    let for_right = edges.of_right[edge.right]
        .iter()
        .map(|at| &edges.all[*at])
        .filter(competes)
        .map(|other| (other.left, false, score(other)));
    for_left.chain(for_right).max_by_key(|(_, _, score)| *score)
}

/// What a person is asked, where nothing was accepted: the best candidate that is not taken.
fn ask(table: &Table<'_>, edges: &Edges, taken: &[bool], before: &Decision) -> Decision {
    if before.right.is_some_and(|right| !taken[right]) {
        return before.clone();
    }
    let list = edges.of_left[before.left].iter().map(|at| &edges.all[*at]);
    let open =
        list.filter(|edge| !taken[edge.right] && edge.sides.iter().max() >= Some(&ASKED_MIN));
    let best =
        open.max_by_key(|edge| (!edge.is_moved, edge.score, Reverse(telling(table, edge.right))));
    let Some(edge) = best else {
        return Decision::nothing_like(before.left);
    };
    let mut decision = describe(table, edge);
    decision.runner_up = before.score;
    match edge.by_id {
        ById::Other(_) => decision.verdict = Verdict::Different,
        _ if edge.is_moved => decision.reasons.insert(0, Reason::TooFarApart),
        _ => decision.reasons.insert(0, Reason::TooLittleAlike),
    }
    decision
}

/// What tells right contests apart whatever their order.
fn telling<'a>(table: &Table<'a>, right: usize) -> (Timestamp, &'a str, &'a str) {
    let contest = table.contests[1][right];
    (contest.starts_at, &contest.home, &contest.away)
}

/// A pair with its evidence, not decided yet.
fn describe(table: &Table<'_>, edge: &Edge) -> Decision {
    let (a, b) = (table.contests[0][edge.left], table.contests[1][edge.right]);
    let (names, mut theirs) = (table.sides[0][edge.left], table.sides[1][edge.right]);
    let mut words = [&b.home, &b.away];
    if edge.is_swapped {
        theirs.reverse();
        words.reverse();
    }
    let mut reasons = Vec::new();
    match edge.by_id {
        ById::Same(at) => reasons.push(Reason::SameId { provider: a.ids[at].provider.clone() }),
        ById::Other(at) => reasons.push(Reason::OtherId { provider: a.ids[at].provider.clone() }),
        ById::Silent => {}
    }
    for (side, left) in [&a.home, &a.away].into_iter().enumerate() {
        let (left, right) = (left.clone(), words[side].clone());
        reasons.push(match table.learnt.get(&(names[side], theirs[side])) {
            Some(opponents) => Reason::Learnt { left, right, opponents: *opponents },
            None => Reason::Names { left, right, score: edge.sides[side] },
        });
    }
    if edge.is_swapped {
        reasons.push(Reason::Swapped);
    }
    reasons.push(Reason::KickOff { apart: b.starts_at - a.starts_at });
    Decision {
        left: edge.left,
        right: Some(edge.right),
        verdict: Verdict::Unsure,
        score: edge.score,
        runner_up: Score::NONE,
        is_swapped: edge.is_swapped,
        reasons,
    }
}
