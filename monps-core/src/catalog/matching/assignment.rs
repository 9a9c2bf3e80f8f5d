//! The assignment problem: which pairs, no name twice, have the greatest sum of scores.
//!
//! Edges fall apart into groups that have nothing to do with each other; each is solved by the
//! Hungarian method with potentials (Kuhn 1955, Munkres 1957, in the shortest-path form of Jonker and
//! Volgenant), in O(n³) of the group.

use std::collections::BTreeMap;

/// A group with more sides than this is not solved: so many alike is for a person to look at.
const GROUP_MAX: usize = 256;

/// A pair that may be chosen, with what it brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) gain: u32,
}

/// For each left side its right side in the best assignment. Groups too large are left out.
pub(super) fn assign(edges: &[Edge]) -> BTreeMap<usize, usize> {
    let mut chosen = BTreeMap::new();
    for group in groups(edges) {
        solve(&group, &mut chosen);
    }
    chosen
}

/// Edges by connected group, in order of their smallest left side.
fn groups(edges: &[Edge]) -> Vec<Vec<Edge>> {
    let mut places: BTreeMap<(bool, usize), usize> = BTreeMap::new();
    for edge in edges {
        for side in [(false, edge.left), (true, edge.right)] {
            let next = places.len();
            places.entry(side).or_insert(next);
        }
    }
    let mut parents: Vec<usize> = (0..places.len()).collect();
    let place = |side: (bool, usize)| places.get(&side).copied().unwrap_or_default();
    for edge in edges {
        let (a, b) = (place((false, edge.left)), place((true, edge.right)));
        let (a, b) = (root(&mut parents, a), root(&mut parents, b));
        parents[a.max(b)] = a.min(b);
    }
    let mut groups: BTreeMap<usize, Vec<Edge>> = BTreeMap::new();
    for edge in edges {
        let root = root(&mut parents, place((false, edge.left)));
        groups.entry(root).or_default().push(*edge);
    }
    groups.into_values().collect()
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

fn solve(group: &[Edge], chosen: &mut BTreeMap<usize, usize>) {
    if let [only] = group {
        chosen.insert(only.left, only.right);
        return;
    }
    let ids = |pick: fn(&Edge) -> usize| {
        let mut ids: Vec<usize> = group.iter().map(pick).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let (lefts, rights) = (ids(|edge| edge.left), ids(|edge| edge.right));
    let size = lefts.len().max(rights.len());
    if size > GROUP_MAX {
        return;
    }
    // Square, with nothing to gain where there is no edge.
    let mut costs = vec![vec![0_i64; size]; size];
    for edge in group {
        let row = lefts.binary_search(&edge.left).unwrap_or_default();
        let column = rights.binary_search(&edge.right).unwrap_or_default();
        costs[row][column] = -i64::from(edge.gain);
    }
    for (column, row) in hungarian(&costs).into_iter().enumerate() {
        if let (Some(left), Some(right)) = (lefts.get(row), rights.get(column))
            && costs[row][column] < 0
        {
            chosen.insert(*left, *right);
        }
    }
}

/// For each column of a square matrix the row of the cheapest assignment. Rows and columns are
/// counted from 1 inside: 0 is the place where an unassigned row waits.
fn hungarian(costs: &[Vec<i64>]) -> Vec<usize> {
    let size = costs.len();
    let (mut of_row, mut of_column) = (vec![0_i64; size + 1], vec![0_i64; size + 1]);
    let mut row_at = vec![0_usize; size + 1];
    for row in 1..=size {
        row_at[0] = row;
        let mut least = vec![i64::MAX; size + 1];
        let mut came_from = vec![0_usize; size + 1];
        let mut used = vec![false; size + 1];
        let mut column = 0;
        while row_at[column] != 0 {
            used[column] = true;
            let (at, mut step, mut next) = (row_at[column], i64::MAX, 0);
            for other in (1..=size).filter(|other| !used[*other]) {
                let reduced = costs[at - 1][other - 1] - of_row[at] - of_column[other];
                if reduced < least[other] {
                    least[other] = reduced;
                    came_from[other] = column;
                }
                if least[other] < step {
                    step = least[other];
                    next = other;
                }
            }
            for other in 0..=size {
                if used[other] {
                    of_row[row_at[other]] += step;
                    of_column[other] -= step;
                } else if least[other] != i64::MAX {
                    least[other] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            let before = came_from[column];
            row_at[column] = row_at[before];
            column = before;
        }
    }
    row_at[1..].iter().map(|row| row - 1).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The greatest sum by trying everything.
    fn best(gains: &[Vec<u32>], row: usize, used: u32) -> u32 {
        let Some(line) = gains.get(row) else {
            return 0;
        };
        let free = line.iter().enumerate().filter(|(column, _)| used & (1 << column) == 0);
        free.map(|(column, gain)| gain + best(gains, row + 1, used | (1 << column)))
            .fold(best(gains, row + 1, used), u32::max)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn nothing_beats_it(gains in prop::collection::vec(prop::collection::vec(0_u32..1000, 5), 1..6)) {
            let edges: Vec<Edge> = gains
                .iter()
                .enumerate()
                .flat_map(|(left, line)| {
                    line.iter().enumerate().map(move |(right, gain)| Edge { left, right, gain: *gain })
                })
                .filter(|edge| edge.gain > 300)
                .collect();
            let kept: Vec<Vec<u32>> = gains
                .iter()
                .map(|line| line.iter().map(|gain| if *gain > 300 { *gain } else { 0 }).collect())
                .collect();
            let chosen = assign(&edges);
            let sum: u32 = chosen.iter().map(|(left, right)| gains[*left][*right]).sum();
            prop_assert_eq!(sum, best(&kept, 0, 0));
            let mut rights: Vec<_> = chosen.values().collect();
            rights.sort_unstable();
            rights.dedup();
            prop_assert_eq!(rights.len(), chosen.len());
        }
    }

    #[test]
    fn a_crowd_is_left_alone() {
        let all =
            (0..300).flat_map(|left| (0..300).map(move |right| Edge { left, right, gain: 900 }));
        assert!(assign(&all.collect::<Vec<_>>()).is_empty());
    }
}
