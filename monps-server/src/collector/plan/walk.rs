//! The looks at one part that a price of a credit leads to.
//!
//! Looks are considered at *rungs*: some fixed times before every kick-off, the last of them just
//! before it, and in the feed's own rhythm besides. A look that is worth its credits at the price is
//! made; what is asked for later counts from there. Some looks need no price: the first of all, one now
//! and then while no kick-off is known, without which none would ever be, and one where kick-offs were
//! not confirmed for long.

use monps_core::time::{TimeDelta, Timestamp};

use super::part::{KickOff, Part};
use super::worth::{CLOSING_LEAD, Worth, worth};

/// How long before a kick-off looks are considered, besides the last one.
const RUNGS: [TimeDelta; 8] = [
    TimeDelta::minutes(20),
    TimeDelta::minutes(60),
    TimeDelta::hours(2),
    TimeDelta::hours(4),
    TimeDelta::hours(8),
    TimeDelta::hours(16),
    TimeDelta::hours(28),
    TimeDelta::hours(48),
];
/// A rung that was missed (the program was not running) is made up for during this share of its time.
const MISSED_SHARE: i32 = 8;
/// A last look is never aimed earlier than this, however many parts are due together.
const CLOSING_MAX: TimeDelta = TimeDelta::minutes(15);
/// Kick-offs are set and moved: a part is looked at after so many times of what is customary while none
/// is known.
const REFRESH_AFTER: i32 = 3;
/// Two looks at a part are at least this far apart.
const APART_MIN: TimeDelta = TimeDelta::minutes(4);
/// A look worth less than this, in closing prices, is not made even if it is all but free.
const WORTH_MIN: f64 = 0.014;
/// Looks of a walk.
const LOOKS_MAX: usize = 4096;

/// Why a look is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// It was never looked at.
    First,
    /// No kick-off is known: there may be new events.
    Discover,
    /// It was not looked at for days: kick-offs may have moved.
    Refresh,
    /// A kick-off is ahead.
    Ahead {
        /// The one that the look is worth most for.
        kick_off: KickOff,
        /// It brings the closing price of an event with an open bet.
        closes_a_bet: bool,
    },
    /// The rhythm of a fixed schedule.
    Rhythm,
}

/// A look that is planned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// When.
    pub at: Timestamp,
    /// At which of the parts.
    pub part: usize,
    /// What it will cost.
    pub cost: u32,
    /// Why.
    pub reason: Reason,
    /// What it is worth, in closing prices.
    pub worth: f64,
}

impl Look {
    /// Whether it is made whatever its worth.
    pub(super) const fn is_forced(&self) -> bool {
        matches!(self.reason, Reason::First | Reason::Discover | Reason::Refresh)
    }

    /// Whether it may spend what is kept back.
    pub(super) const fn may_use_reserve(&self) -> bool {
        matches!(self.reason, Reason::Ahead { closes_a_bet: true, .. })
    }
}

/// How often looks are considered beside kick-offs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// In any case.
    pub(super) every: TimeDelta,
    /// Without a price, while no kick-off is known.
    pub(super) discover_every: TimeDelta,
    /// How much earlier than one alone the last of all parts has to begin.
    pub(super) waiting: TimeDelta,
}

/// A part on its way through the coming days.
pub(super) struct Walk<'a> {
    pub(super) index: usize,
    pub(super) part: &'a Part,
    pub(super) liveliness: f64,
    every: TimeDelta,
    discover_every: TimeDelta,
    closing: TimeDelta,
    now: Timestamp,
    until: Timestamp,
    /// The rungs ahead, in order of time.
    rungs: Vec<Timestamp>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        (index, part): (usize, &'a Part),
        liveliness: f64,
        pace: Pace,
        (now, until): (Timestamp, Timestamp),
    ) -> Self {
        let Pace { every, discover_every, waiting } = pace;
        let closing = (CLOSING_LEAD + waiting).min(CLOSING_MAX);
        let last = part.last_at.map(|last| last.min(now));
        let rungs = rungs(&part.kick_offs, closing, last, now, until);
        Self { index, part, liveliness, every, discover_every, closing, now, until, rungs }
    }

    /// The looks that are worth their credits at a price, in closing prices a credit.
    pub(super) fn looks(&self, price: f64) -> Vec<Look> {
        let mut looks = Vec::new();
        let mut last = self.part.last_at.map(|last| last.min(self.now));
        if last.is_none() {
            looks.push(self.look(self.now, Reason::First, 0.0));
            last = Some(self.now);
        }
        let mut rungs = self.rungs.iter().copied().peekable();
        let Some(mut stood) = last else { return looks };
        let mut rhythm = stood + self.every;
        while looks.len() < LOOKS_MAX {
            while rungs.next_if(|rung| *rung < stood + APART_MIN).is_some() {}
            let forced = self.forced(stood);
            let rung = rungs.peek().copied().unwrap_or(self.until);
            let at = rung.min(rhythm).min(forced.0).max(self.now);
            if at >= self.until {
                break;
            }
            let worth = worth(self.part, self.liveliness, self.closing, Some(stood), at);
            let look = match self.reason(&worth, price) {
                Some(reason) => Some(self.look(at, reason, worth.closing_prices)),
                None if at >= forced.0 => Some(self.look(at, forced.1, worth.closing_prices)),
                None => None,
            };
            rungs.next_if(|rung| *rung <= at);
            if let Some(look) = look {
                looks.push(look);
                stood = at;
                rhythm = at + self.every;
            } else if rhythm <= at {
                rhythm = at + self.every;
            }
        }
        looks
    }

    fn reason(&self, worth: &Worth, price: f64) -> Option<Reason> {
        let asked = (price * f64::from(self.part.cost)).max(WORTH_MIN);
        let kick_off = worth.mostly.filter(|_| worth.closing_prices >= asked)?;
        Some(Reason::Ahead { kick_off, closes_a_bet: worth.closes_a_bet })
    }

    /// The next look that needs no price.
    fn forced(&self, stood: Timestamp) -> (Timestamp, Reason) {
        let discover = stood + self.discover_every;
        match self.part.kick_offs.last().map(|last| last.at).filter(|last| *last > discover) {
            None => (discover, Reason::Discover),
            Some(last) => (last.min(stood + self.discover_every * REFRESH_AFTER), Reason::Refresh),
        }
    }

    const fn look(&self, at: Timestamp, reason: Reason, worth: f64) -> Look {
        Look { at, part: self.index, cost: self.part.cost, reason, worth }
    }
}

/// When looks are considered: the rungs ahead, and now for one that was just missed.
fn rungs(
    kick_offs: &[KickOff],
    closing: TimeDelta,
    last: Option<Timestamp>,
    now: Timestamp,
    until: Timestamp,
) -> Vec<Timestamp> {
    let is_new = |rung: Timestamp| last.is_none_or(|last| rung > last);
    let mut rungs = Vec::new();
    for kick_off in kick_offs.iter().filter(|kick_off| kick_off.at > now) {
        for lead in RUNGS.into_iter().filter(|lead| *lead > closing).chain([closing]) {
            let rung = kick_off.at - lead;
            let made_up_for = if lead == closing { lead } else { lead / MISSED_SHARE };
            if rung >= now && rung < until {
                rungs.push(rung);
            } else if rung < now && now <= rung + made_up_for && is_new(rung) {
                rungs.push(now);
            }
        }
    }
    rungs.sort_unstable();
    rungs.dedup();
    rungs
}
