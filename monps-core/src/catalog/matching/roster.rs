//! Names of one competition against names of another source for it.

use super::alias::Aliases;
use super::assignment::{Edge, assign};
use super::decision::{Decision, Reason, Verdict};
use super::name::{Name, NameKind};
use super::pairs::Pairs;
use super::score::Score;
use crate::catalog::Sport;

/// Above this, two names are the same but for spaces or order.
const IDENTICAL: Score = Score::from_thousandths(990);
/// Below this, nobody is asked.
const ASKED_MIN: Score = Score::from_thousandths(400);

/// Matches two rosters of one competition: one decision for each name on the left, in its order.
///
/// A pair is [`Verdict::Same`] when its score is at least [`Score::ACCEPTED`], at least
/// [`Score::AHEAD`] ahead of every rival of either name, and part of the best assignment of all. No
/// name on the right is given twice. What may be but is not sure is [`Verdict::Unsure`].
///
/// ```
/// use monps_core::catalog::{Sport, matching::{Aliases, Verdict, match_rosters}};
///
/// let ours = ["Man City", "Man United", "Spurs"];
/// let theirs = ["Manchester United", "Manchester City", "Tottenham Hotspur"];
/// let decisions = match_rosters(&Sport::FOOTBALL, &ours, &theirs, &Aliases::default());
/// assert_eq!(decisions[0].same(), Some(1));
/// assert_eq!(decisions[1].same(), Some(0));
/// assert_eq!(decisions[2].same(), None);
///
/// let mut aliases = Aliases::default();
/// aliases.add(&Sport::FOOTBALL, "Spurs", "Tottenham Hotspur");
/// assert_eq!(match_rosters(&Sport::FOOTBALL, &ours, &theirs, &aliases)[2].same(), Some(2));
/// ```
#[must_use]
pub fn match_rosters<L: AsRef<str>, R: AsRef<str>>(
    sport: &Sport,
    left: &[L],
    right: &[R],
    aliases: &Aliases,
) -> Vec<Decision> {
    let kind = NameKind::of(sport);
    let left_names: Vec<Name> = left.iter().map(|raw| Name::read(kind, raw.as_ref())).collect();
    let right_names: Vec<Name> = right.iter().map(|raw| Name::read(kind, raw.as_ref())).collect();
    let pairs = Pairs::compare(sport, &left_names, &right_names, aliases);
    let edges: Vec<Edge> = (0..left.len())
        .flat_map(|i| pairs.of_left[i].iter().map(move |(j, score)| (i, *j, *score)))
        .filter(|(_, _, score)| *score >= ASKED_MIN)
        .map(|(left, right, score)| Edge { left, right, gain: score.thousandths() })
        .collect();
    let chosen = assign(&edges);
    let judge = |i: usize| {
        let best = pairs.of_left[i].iter().max_by_key(|(j, score)| {
            (*score, chosen.get(&i) == Some(j), std::cmp::Reverse(&right_names[*j].folded))
        });
        let Some((j, score)) = best.filter(|(_, score)| *score >= ASKED_MIN).copied() else {
            return Decision::nothing_like(i);
        };
        let names = Reason::Names {
            left: left[i].as_ref().to_owned(),
            right: right[j].as_ref().to_owned(),
            score,
        };
        let rival = rival(&pairs, i, j);
        let mut decision = Decision {
            left: i,
            right: Some(j),
            verdict: Verdict::Unsure,
            score,
            runner_up: rival.map(|(_, _, score)| score).unwrap_or_default(),
            is_swapped: false,
            reasons: vec![names],
        };
        if score < Score::ACCEPTED {
            decision.reasons.push(Reason::TooLittleAlike);
        } else if let Some((index, for_left, rival)) = rival
            && rival.thousandths() + Score::AHEAD.thousandths() > score.thousandths()
        {
            decision.reasons.push(Reason::RunnerUp { index, for_left, score: rival });
        } else if chosen.get(&i) != Some(&j) {
            decision.reasons.push(Reason::BetterOtherwise);
        } else {
            decision.verdict = Verdict::Same;
        }
        decision
    };
    (0..left.len()).map(judge).collect()
}

/// The best other candidate of either name. One that is identical to somebody else is no rival.
fn rival(pairs: &Pairs, i: usize, j: usize) -> Option<(usize, bool, Score)> {
    let settled = |list: &[(usize, Score)], except: usize| {
        list.iter().any(|(other, score)| *other != except && *score >= IDENTICAL)
    };
    let for_left = pairs.of_left[i]
        .iter()
        .filter(|(other, score)| {
            *other != j && (*score >= IDENTICAL || !settled(&pairs.of_right[*other], i))
        })
        .map(|(other, score)| (*other, true, *score));
    let for_right = pairs.of_right[j]
        .iter()
        .filter(|(other, score)| {
            *other != i && (*score >= IDENTICAL || !settled(&pairs.of_left[*other], j))
        })
        .map(|(other, score)| (*other, false, *score));
    for_left.chain(for_right).max_by_key(|(_, _, score)| *score)
}
