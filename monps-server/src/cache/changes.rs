//! "The bets changed": what whoever shows something needs to know to ask again.
//!
//! A change carries no data, only its topic, and each topic remembers the number of its last change.
//! So nothing queues up behind a slow listener: however often the odds changed while it was away, it
//! is told once, and one that comes back with the last number that it saw misses nothing.
//!
//! ```
//! use monps_server::cache::{Changes, Topic};
//!
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! let changes = Changes::default();
//! let mut listener = changes.listen(None);
//! changes.announce(&[Topic::Odds]);
//! changes.announce(&[Topic::Odds, Topic::Bets]);
//! let heard = listener.next().await.ok_or("closed")?;
//! assert_eq!(heard.topics, [Topic::Bets, Topic::Odds]);
//! # Ok::<(), Box<dyn std::error::Error>>(()) })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;
use std::sync::OnceLock;

use tokio::sync::watch;

/// What can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Bets, and with them the figures.
    Bets,
    /// The ledger: deposits, withdrawals, transfers.
    Bankroll,
    /// What a feed is doing.
    Feeds,
    /// Prices.
    Odds,
    /// Findings.
    Opportunities,
    /// Settings.
    Settings,
    /// Venues.
    Venues,
}

impl Topic {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::Bets,
        Self::Bankroll,
        Self::Feeds,
        Self::Odds,
        Self::Opportunities,
        Self::Settings,
        Self::Venues,
    ];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bets => "bets",
            Self::Bankroll => "bankroll",
            Self::Feeds => "feeds",
            Self::Odds => "odds",
            Self::Opportunities => "opportunities",
            Self::Settings => "settings",
            Self::Venues => "venues",
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    /// The number of the last change.
    last: u64,
    /// The same by topic, in the order of [`Topic::ALL`].
    by_topic: [u64; Topic::ALL.len()],
    is_closed: bool,
}

/// Tells other processes.
type Teller = Box<dyn Fn(&[Topic]) + Send + Sync>;

/// What changed last.
#[derive(Default)]
pub struct Changes {
    state: watch::Sender<State>,
    teller: OnceLock<Teller>,
}

impl fmt::Debug for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changes").field("state", &*self.state.borrow()).finish_non_exhaustive()
    }
}

/// Changes that were not told yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The number up to which everything is told.
    pub number: u64,
    /// What changed, each topic once.
    pub topics: Vec<Topic>,
}

impl Changes {
    /// Says that something changed, here and wherever else listeners are.
    pub fn announce(&self, topics: &[Topic]) {
        if let Some(tell) = self.teller.get().filter(|_| !topics.is_empty()) {
            tell(topics);
        }
        self.relay(topics);
    }

    /// Who is told of every change that is announced here, for listeners in other processes. The first
    /// one stays.
    pub fn tell_others(&self, tell: impl Fn(&[Topic]) + Send + Sync + 'static) {
        // There is one company of processes, made at the start.
        let _ = self.teller.set(Box::new(tell));
    }

    /// Passes on what was announced elsewhere: to listeners here alone.
    pub fn relay(&self, topics: &[Topic]) {
        if topics.is_empty() {
            return;
        }
        self.state.send_modify(|state| {
            state.last += 1;
            for (number, topic) in state.by_topic.iter_mut().zip(Topic::ALL) {
                if topics.contains(&topic) {
                    *number = state.last;
                }
            }
        });
    }

    /// Hears what changes from now on, or since the number that it heard last.
    #[must_use]
    pub fn listen(&self, after: Option<u64>) -> Listener {
        let state = self.state.subscribe();
        let now = state.borrow().last;
        // A number from the future is of another process: everything may have changed since.
        let is_lost = after.is_some_and(|after| after > now);
        Listener { state, heard: after.unwrap_or(now).min(now), is_lost }
    }

    /// Ends every listener: nothing will change any more.
    pub fn close(&self) {
        self.state.send_modify(|state| state.is_closed = true);
    }
}

/// Whoever wants to know.
#[derive(Debug)]
pub struct Listener {
    state: watch::Receiver<State>,
    heard: u64,
    /// Whether its number meant nothing, so that it has to be told everything.
    is_lost: bool,
}

impl Listener {
    /// The number up to which it has heard.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.heard
    }

    /// Waits for something that it has not heard; none at the end.
    pub async fn next(&mut self) -> Option<Heard> {
        let (heard, is_lost) = (self.heard, self.is_lost);
        let news = |state: &State| state.is_closed || is_lost || state.last > heard;
        let state = *self.state.wait_for(news).await.ok()?;
        if state.is_closed {
            return None;
        }
        (self.heard, self.is_lost) = (state.last, false);
        let topics = Topic::ALL
            .into_iter()
            .zip(state.by_topic)
            .filter(|(_, number)| is_lost || *number > heard)
            .map(|(topic, _)| topic)
            .collect();
        Some(Heard { number: state.last, topics })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_comes_back_misses_nothing_and_hears_nothing_twice() {
        let changes = Changes::default();
        changes.announce(&[Topic::Settings]);
        let mut first = changes.listen(None);
        changes.announce(&[Topic::Bets]);
        let heard = first.next().await.unwrap();
        assert_eq!(heard, Heard { number: 2, topics: vec![Topic::Bets] });
        drop(first);
        changes.announce(&[Topic::Venues]);
        changes.announce(&[Topic::Odds]);
        let mut again = changes.listen(Some(heard.number));
        let heard = again.next().await.unwrap();
        assert_eq!(heard, Heard { number: 4, topics: vec![Topic::Odds, Topic::Venues] });
        changes.announce(&[]);
        changes.close();
        assert_eq!(again.next().await, None);
    }

    #[tokio::test]
    async fn what_is_announced_here_is_told_elsewhere_and_what_is_relayed_is_not() {
        let (here, there) = (Changes::default(), std::sync::Arc::new(Changes::default()));
        let other = std::sync::Arc::clone(&there);
        here.tell_others(move |topics| other.relay(topics));
        let (mut near, mut far) = (here.listen(None), there.listen(None));
        here.announce(&[Topic::Bets]);
        here.relay(&[Topic::Odds]);
        assert_eq!(near.next().await.unwrap().topics, [Topic::Bets, Topic::Odds]);
        assert_eq!(far.next().await.unwrap().topics, [Topic::Bets]);
    }

    #[tokio::test]
    async fn after_a_restart_everything_may_have_changed() {
        let changes = Changes::default();
        changes.announce(&[Topic::Odds]);
        let mut listener = changes.listen(Some(900));
        let heard = listener.next().await.unwrap();
        assert_eq!((heard.number, heard.topics), (1, Topic::ALL.to_vec()));
        changes.announce(&[Topic::Bets]);
        assert_eq!(listener.next().await.unwrap().topics, [Topic::Bets]);
    }
}
