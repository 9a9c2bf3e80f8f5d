//! Contests against contests.

mod edges;
mod judge;
mod learn;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use super::alias::Aliases;
use super::contest::Contest;
use super::decision::Decision;
use crate::catalog::Sport;
use edges::Edges;
use table::Table;

/// What came of two lists of contests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// One decision for each contest on the left, in its order.
    pub decisions: Vec<Decision>,
    /// Names that were learnt to be one side, to be kept as [`Aliases`].
    pub learnt: Vec<Learnt>,
}

/// Two names that met in contests whose other side and kick-off agreed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Learnt {
    /// The sport.
    pub sport: Sport,
    /// The name on the left.
    pub left: String,
    /// The name on the right.
    pub right: String,
    /// Against how many different opponents they stood for one another.
    pub opponents: usize,
}

/// Matches two lists of contests, each without repeats of its own: one decision for each on the left.
///
/// Sides are compared as rosters of their sport: a name that is plainly somebody else's is not also
/// this one's. A pair of contests is the same when the ids of a provider say so; or when both sides
/// are alike enough, the kick-offs within the tolerance, no rival near and the whole assignment
/// agrees. Names that agree by opponent and kick-off against several opponents are learnt on the way,
/// and the lists are gone through once more with them.
#[must_use]
pub fn match_contests(left: &[Contest], right: &[Contest], aliases: &Aliases) -> Matching {
    let mut decisions: Vec<Decision> = (0..left.len()).map(Decision::nothing_like).collect();
    let mut learnt = Vec::new();
    let sports: BTreeSet<&Sport> = left.iter().map(|contest| &contest.sport).collect();
    let of_sport = |contests: &[Contest], sport: &Sport| -> Vec<usize> {
        let is_of = |index: &usize| contests[*index].sport == *sport;
        (0..contests.len()).filter(is_of).collect()
    };
    for sport in sports {
        let (lefts, rights) = (of_sport(left, sport), of_sport(right, sport));
        let pick = |contests, places: &[usize]| -> Vec<&Contest> {
            let contests: &[Contest] = contests;
            places.iter().map(|place| &contests[*place]).collect()
        };
        let mut table = Table::new(sport, [pick(left, &lefts), pick(right, &rights)], aliases);
        let mut edges = Edges::of(&table);
        learnt.extend(learn::learn(&mut table, &edges, aliases));
        if !table.learnt.is_empty() {
            edges = Edges::of(&table);
        }
        for mut decision in judge::judge(&table, &edges) {
            let place = lefts[decision.left];
            decision.place(&lefts, &rights);
            decisions[place] = decision;
        }
    }
    learnt.sort();
    Matching { decisions, learnt }
}

/// Decides which of the candidates, from a store's window of time, a contest is: the best decision.
///
/// ```
/// use monps_core::catalog::Sport;
/// use monps_core::catalog::matching::{Aliases, Contest, Verdict, match_one};
/// use monps_core::time::parse_timestamp;
///
/// let start = parse_timestamp("2025-08-31T18:00:00Z")?;
/// let heard = Contest::new(Sport::TENNIS, "Federer R.", "Nadal R.", start);
/// let stored = [Contest::new(Sport::TENNIS, "Rafael Nadal", "Roger Federer", start)];
/// let decision = match_one(&heard, &stored, &Aliases::default());
/// assert_eq!(decision.verdict, Verdict::Same);
/// assert!(decision.is_swapped);
/// # Ok::<(), monps_core::error::time::TimeError>(())
/// ```
#[must_use]
pub fn match_one(contest: &Contest, candidates: &[Contest], aliases: &Aliases) -> Decision {
    let matching = match_contests(std::slice::from_ref(contest), candidates, aliases);
    matching.decisions.into_iter().next().unwrap_or_else(|| Decision::nothing_like(0))
}

/// Places of contests by something that they have in common.
type Index<K> = BTreeMap<K, Vec<usize>>;
