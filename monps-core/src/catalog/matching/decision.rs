//! What was decided, and on what evidence.

use std::fmt;

use super::score::Score;
use crate::time::TimeDelta;

/// Whether two names, or two contests, are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// One: merged without asking.
    Same,
    /// Somebody has to look.
    Unsure,
    /// Two, as far as anyone can tell.
    Different,
}

impl Verdict {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Unsure => "unsure",
            Self::Different => "different",
        }
    }
}

/// A decision about one entry of the left list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Which entry of the left list.
    pub left: usize,
    /// The entry of the right list that it was compared with last: its twin, or the best candidate.
    pub right: Option<usize>,
    /// What was decided about the two.
    pub verdict: Verdict,
    /// How alike they are.
    pub score: Score,
    /// The score of the next best candidate of either.
    pub runner_up: Score,
    /// Whether home and away stand the other way round.
    pub is_swapped: bool,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

impl Decision {
    /// The right entry, where it is the same.
    #[must_use]
    pub fn same(&self) -> Option<usize> {
        self.right.filter(|_| self.verdict == Verdict::Same)
    }

    /// From places within one sport to places in the lists that were given.
    pub(super) fn place(&mut self, lefts: &[usize], rights: &[usize]) {
        self.left = lefts[self.left];
        self.right = self.right.map(|right| rights[right]);
        for reason in &mut self.reasons {
            if let Reason::RunnerUp { index, for_left, .. } = reason {
                *index = if *for_left { rights[*index] } else { lefts[*index] };
            }
        }
    }

    pub(super) const fn nothing_like(left: usize) -> Self {
        Self {
            left,
            right: None,
            verdict: Verdict::Different,
            score: Score::NONE,
            runner_up: Score::NONE,
            is_swapped: false,
            reasons: Vec::new(),
        }
    }
}

/// One piece of evidence; [`fmt::Display`] makes a sentence of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Both carry the same id of one provider.
    SameId {
        /// Who gave it.
        provider: String,
    },
    /// They carry different ids of one provider.
    OtherId {
        /// Who gave them.
        provider: String,
    },
    /// How alike two names are.
    Names {
        /// On the left.
        left: String,
        /// On the right.
        right: String,
        /// How alike.
        score: Score,
    },
    /// The two names met in other contests, opponent and hour agreeing.
    Learnt {
        /// On the left.
        left: String,
        /// On the right.
        right: String,
        /// Against how many different opponents.
        opponents: usize,
    },
    /// The two kick-offs, right minus left.
    KickOff {
        /// How far apart.
        apart: TimeDelta,
    },
    /// Further apart than one contest's two kick-offs may be.
    TooFarApart,
    /// Home and away stand the other way round.
    Swapped,
    /// Home and away fit one way as well as the other.
    EitherWayRound,
    /// Another candidate is nearly as good.
    RunnerUp {
        /// Its place in the list that it stands in.
        index: usize,
        /// Whether it competes for the left entry (else for the right one).
        for_left: bool,
        /// How alike that would be.
        score: Score,
    },
    /// Taken all together, the entries are better paired otherwise.
    BetterOtherwise,
    /// The likeness is too small.
    TooLittleAlike,
    /// A person said that the two names are not one side.
    Refused,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameId { provider } => write!(f, "{provider} gives both the same id"),
            Self::OtherId { provider } => write!(f, "{provider} gives them different ids"),
            Self::Names { left, right, score } => write!(f, "{left:?} and {right:?}: {score}"),
            Self::Learnt { left, right, opponents } => {
                write!(f, "{left:?} is {right:?} against {opponents} other opponents")
            }
            Self::KickOff { apart } => write!(f, "kick-offs {} minutes apart", apart.num_minutes()),
            Self::TooFarApart => f.write_str("the kick-offs are too far apart for one contest"),
            Self::Swapped => f.write_str("home and away are swapped"),
            Self::EitherWayRound => f.write_str("home and away fit either way round"),
            Self::RunnerUp { index, for_left, score } => {
                let side = if *for_left { "right" } else { "left" };
                write!(f, "entry {index} on the {side} is nearly as good: {score}")
            }
            Self::BetterOtherwise => f.write_str("all together are better paired otherwise"),
            Self::TooLittleAlike => f.write_str("too little alike"),
            Self::Refused => f.write_str("a person said that these are two"),
        }
    }
}
