//! What a look tells anew.
//!
//! Measured in closing prices: 1 is what it is worth to see the price of one event anew at its very
//! kick-off. A look at a time g before a kick-off, when the last one was at a time h before it, is worth
//!
//! ```text
//! w · n · 1/(1 + g/1 hour)   and, within the last minutes, w more,   where n = ln(h/g) / ln(1 day/5 min)
//! ```
//!
//! The first factor is what is at stake. The second is what is new since the last look: to come ten
//! times nearer is worth the same from two days as from two hours, so what was not seen for long comes
//! first. The third is how near the kick-off is: prices are learnt for the moment at which they are
//! final and most can be staked. The addition is the closing price itself, by which bets are judged
//! afterwards.

use monps_core::time::{TimeDelta, Timestamp};

use super::part::{KickOff, Part, hours};

/// A last look is aimed at this long before a kick-off: late enough to be the closing price, early
/// enough to be tried again three times should it fail.
pub(super) const CLOSING_LEAD: TimeDelta = TimeDelta::minutes(5);
/// What an open bet adds to the weight of its event.
const BET: f64 = 3.0;
/// What an open arbitrage adds to the weight of its event.
const FIND: f64 = 1.0;
/// Kick-offs further ahead than this are not worth a thought.
const AHEAD_MAX: TimeDelta = TimeDelta::hours(60);
/// A day, in units of five minutes.
const DAY_TO_CLOSE: f64 = 288.0;
/// What was never seen is not infinitely new.
const NEWS_MAX: f64 = 1.25;
/// Nearer than a minute is not told apart.
const NEAREST_H: f64 = 1.0 / 60.0;
/// How much a restless part counts more than a quiet one, at most; and a quiet one less.
const RESTLESS_MAX: f64 = 2.0;

/// What a look is worth, and the kick-off that it is worth most for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Worth {
    pub(super) closing_prices: f64,
    pub(super) mostly: Option<KickOff>,
    /// It brings the closing price of an event with an open bet.
    pub(super) closes_a_bet: bool,
}

/// How much a part's restlessness counts, compared with the average of all parts.
pub(super) fn liveliness(part: &Part, average: Option<f64>) -> f64 {
    match (part.restlessness, average) {
        (Some(own), Some(average)) if average > 0.0 => {
            (own / average).clamp(1.0 / RESTLESS_MAX, RESTLESS_MAX)
        }
        _ => 1.0,
    }
}

/// What it is worth to look at a part at an instant, after it was last looked at.
pub(super) fn worth(
    part: &Part,
    liveliness: f64,
    closing: TimeDelta,
    last: Option<Timestamp>,
    at: Timestamp,
) -> Worth {
    let mut worth = Worth::default();
    let mut most = 0.0;
    let from = part.kick_offs.partition_point(|kick_off| kick_off.at <= at);
    for kick_off in part.kick_offs.iter().skip(from) {
        let ahead = kick_off.at - at;
        if ahead > AHEAD_MAX {
            break;
        }
        let news = last.map_or(NEWS_MAX, |last| news(kick_off.at - last, ahead));
        let is_close = ahead <= closing;
        // The closing price is worth having however near the look before was.
        let closing_price = if is_close && news > 0.0 { 1.0 } else { 0.0 };
        let near = liveliness / (1.0 + hours(ahead));
        let of_this = weight(kick_off) * (news * near + closing_price);
        worth.closing_prices += of_this;
        worth.closes_a_bet |= is_close && kick_off.with_bets > 0;
        if of_this > most {
            most = of_this;
            worth.mostly = Some(*kick_off);
        }
    }
    worth
}

/// How much nearer to a kick-off a look is than the one before: 1 is from a day to five minutes.
fn news(before: TimeDelta, now: TimeDelta) -> f64 {
    let (before, now) = (hours(before), hours(now).max(NEAREST_H));
    if before <= now { 0.0 } else { ((before / now).ln() / DAY_TO_CLOSE.ln()).min(NEWS_MAX) }
}

fn weight(kick_off: &KickOff) -> f64 {
    f64::from(kick_off.events)
        + BET * f64::from(kick_off.with_bets)
        + FIND * f64::from(kick_off.with_finds)
}
