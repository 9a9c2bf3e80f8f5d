//! Plans in sentences, for people.

use std::fmt;

use monps_core::time::{TimeDelta, Timestamp};

use super::outlook::Outlook;
use super::part::{KickOff, Part};
use super::walk::{Look, Reason};

impl Look {
    /// Why it is made, in words.
    #[must_use]
    pub fn reason_in_words(&self, part: &Part) -> String {
        let of = if part.key.is_empty() { String::new() } else { format!("{}: ", part.key) };
        let reason = match self.reason {
            Reason::First => "never looked at before".to_owned(),
            Reason::Discover => "no kick-off is known: there may be new events".to_owned(),
            Reason::Refresh => "not looked at for days: kick-offs may have moved".to_owned(),
            Reason::Rhythm => "the fixed rhythm".to_owned(),
            Reason::Ahead { kick_off, .. } => format!(
                "{} before the kick-off of {}; worth {:.1} closing prices",
                Span(kick_off.at - self.at),
                Events(kick_off),
                self.worth,
            ),
        };
        format!("{of}{reason}")
    }
}

impl Outlook {
    /// The forecast as one sentence.
    #[must_use]
    pub fn in_words(&self, unit: &str) -> String {
        let last_day = Day(self.ends_at - TimeDelta::seconds(1));
        let pace = match self.spent_at {
            Some(spent_at) => {
                format!("at this pace the {} {unit} are spent on {}", self.limit, Day(spent_at))
            }
            None => {
                format!("at this pace {} of {} {unit} on {last_day}", self.used_at_end, self.limit)
            }
        };
        match self.last_look_before {
            Some(before) => {
                format!("{pace}; last look before a kick-off: {} (median)", Span(before))
            }
            None if self.events > 0 => format!("{pace}; most kick-offs will not be seen before"),
            None => format!("{pace}; no kick-off is known"),
        }
    }
}

/// The events of a kick-off and what hangs on them.
struct Events(KickOff);

impl fmt::Display for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let KickOff { at, events, with_bets, with_finds } = self.0;
        let plural = if events == 1 { "event" } else { "events" };
        write!(f, "{events} {plural} at {}", at.format("%H:%M UTC on %-d %b"))?;
        let hangs = [(with_bets, "with open bets"), (with_finds, "with an open arbitrage")];
        let hangs: Vec<String> = hangs
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        if hangs.is_empty() { Ok(()) } else { write!(f, " ({})", hangs.join(", ")) }
    }
}

/// A day as people write it.
struct Day(Timestamp);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%-d %b"))
    }
}

/// A span of time as people say it.
struct Span(TimeDelta);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0.num_minutes();
        match minutes {
            ..120 => write!(f, "{minutes} min"),
            120..2880 => write!(f, "{} h", (minutes + 30) / 60),
            _ => write!(f, "{} days", (minutes + 720) / 1440),
        }
    }
}
