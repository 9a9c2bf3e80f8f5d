//! Names learnt from the company they keep.
//!
//! No spelling tells that "NEC" is "Nijmegen". But where one source has NEC play PSV and Ajax, and
//! the other has Nijmegen play PSV and Ajax at the same times, they are one. Two different opponents
//! are asked for, nothing may speak against it, and neither name may have another good counterpart.

use std::collections::{BTreeMap, BTreeSet};

use super::Learnt;
use super::edges::{ById, Edges};
use super::table::Table;
use crate::catalog::matching::alias::Aliases;
use crate::catalog::matching::score::Score;

/// Opponents that are enough.
const OPPONENTS_MIN: usize = 2;
/// How sure the other side has to be.
const SURE: Score = Score::from_thousandths(850);
/// What a learnt pair is worth.
const LEARNT: Score = Score::from_thousandths(880);

/// Learns pairs of names, puts them into the table, and tells of them.
pub(super) fn learn(table: &mut Table<'_>, edges: &Edges, aliases: &Aliases) -> Vec<Learnt> {
    let votes = votes(table, edges);
    let (mut of_left, mut of_right) = (BTreeMap::new(), BTreeMap::new());
    for (left, right) in votes.keys() {
        *of_left.entry(*left).or_insert(0) += 1;
        *of_right.entry(*right).or_insert(0) += 1;
    }
    let is_alone = |pair: &(usize, usize)| {
        of_left.get(&pair.0) == Some(&1) && of_right.get(&pair.1) == Some(&1)
    };
    let mut learnt = Vec::new();
    for (pair, opponents) in votes.iter().filter(|(pair, _)| is_alone(pair)) {
        let (left, right) = *pair;
        let (a, b) = (&table.names[0][left], &table.names[1][right]);
        let has_other =
            has_good(&table.pairs.of_left[left]) || has_good(&table.pairs.of_right[right]);
        let may = a.marks.fits(b.marks) && aliases.says(table.sport, a, b) != Some(false);
        if opponents.len() < OPPONENTS_MIN || has_other || !may {
            continue;
        }
        table.pairs.set(left, right, LEARNT);
        table.learnt.insert((left, right), opponents.len());
        learnt.push(Learnt {
            sport: table.sport.clone(),
            left: table.spellings[0][left].to_owned(),
            right: table.spellings[1][right].to_owned(),
            opponents: opponents.len(),
        });
    }
    learnt
}

fn has_good(list: &[(usize, Score)]) -> bool {
    list.iter().any(|(_, score)| *score >= Score::ACCEPTED)
}

/// Pairs of names whose opponents agree, with those opponents on the left.
fn votes(table: &Table<'_>, edges: &Edges) -> BTreeMap<(usize, usize), BTreeSet<usize>> {
    let mut votes: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for (index, edge) in edges.all.iter().enumerate() {
        let sure = usize::from(edge.sides[1] >= SURE);
        let is_half = edge.sides[sure] >= SURE && edge.sides[1 - sure] < Score::ACCEPTED;
        let is_alone =
            [&edges.of_left[edge.left], &edges.of_right[edge.right]].iter().all(|list| {
                let rival = |at: &&usize| {
                    let other = &edges.all[**at];
                    **at != index && !other.is_moved && other.sides.iter().max() >= Some(&SURE)
                };
                list.iter().filter(rival).count() == 0
            });
        if !is_half || !is_alone || edge.is_moved || matches!(edge.by_id, ById::Other(_)) {
            continue;
        }
        let left = table.sides[0][edge.left];
        let mut right = table.sides[1][edge.right];
        if edge.is_swapped {
            right.reverse();
        }
        votes.entry((left[1 - sure], right[1 - sure])).or_default().insert(left[sure]);
    }
    votes
}
