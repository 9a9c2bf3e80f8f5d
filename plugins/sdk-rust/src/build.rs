//! Shorter ways to say the usual things in the contract's types.

use crate::feed::{Batch, Book, Event, Market, Outcome, Participant, Quote, Score, Skip};
use crate::response::Response;
use crate::types::Price;

impl Batch {
    /// What one answer said, of which nothing is gone by being absent.
    #[must_use]
    pub fn of(answer: &Response) -> Self {
        Self { of: Some(answer.id()), ..Self::empty() }
    }

    /// Without an answer that it was read from.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            of: None,
            covers: "delta".to_owned(),
            competitions: Vec::new(),
            events: Vec::new(),
            books: Vec::new(),
            markets: Vec::new(),
            quotes: Vec::new(),
            outcomes: Vec::new(),
            catalogue: Vec::new(),
            standing: "live".to_owned(),
            quota: None,
            skipped: Vec::new(),
            extra: Vec::new(),
        }
    }

    /// The same, saying that of each event listed all prices are here: what is absent is withdrawn.
    #[must_use]
    pub fn covering_events(mut self) -> Self {
        "events".clone_into(&mut self.covers);
        self
    }

    /// The same, saying that of these competitions all events are here too.
    #[must_use]
    pub fn covering(mut self, competitions: &[&str]) -> Self {
        "competitions".clone_into(&mut self.covers);
        self.competitions = competitions.iter().map(|&name| name.to_owned()).collect();
        self
    }

    /// Adds an event, once for each key.
    pub fn event(&mut self, event: Event) {
        if self.events.iter().rev().all(|held| held.key != event.key) {
            self.events.push(event);
        }
    }

    /// Names a book; one that is not named goes by its key and is a bookmaker.
    pub fn book(&mut self, key: &str, title: &str, kind: &str) {
        if self.books.iter().all(|held| held.key != key) {
            let (key, title, kind) = (key.to_owned(), title.to_owned(), kind.to_owned());
            self.books.push(Book { key, title, kind });
        }
    }

    /// Adds a market, once for each key, and gives the key for its quotes.
    pub fn market(&mut self, market: Market) -> String {
        let key = market.key.clone();
        if self.markets.iter().rev().all(|held| held.key != key) {
            self.markets.push(market);
        }
        key
    }

    /// Adds a price.
    pub fn quote(&mut self, quote: Quote) {
        self.quotes.push(quote);
    }

    /// Adds a result.
    pub fn outcome(&mut self, outcome: Outcome) {
        self.outcomes.push(outcome);
    }

    /// Notes something that was not understood: where, and why.
    pub fn skip(&mut self, at: impl Into<String>, reason: impl Into<String>) {
        self.skipped.push(Skip { at: at.into(), reason: reason.into() });
    }
}

impl Event {
    /// An event: the source's key, the sport, the competition in the source's word, and the start in
    /// RFC 3339.
    #[must_use]
    pub fn new(key: &str, sport: &str, competition: &str, starts: &str) -> Self {
        Self {
            key: key.to_owned(),
            sport: sport.to_owned(),
            competition: competition.to_owned(),
            competition_title: competition.to_owned(),
            season: None,
            participants: Vec::new(),
            starts: starts.to_owned(),
            time_known: true,
            status: "open".to_owned(),
            extra: Vec::new(),
        }
    }

    /// The same, between two sides.
    #[must_use]
    pub fn between(mut self, home: &str, away: &str) -> Self {
        self.participants = [(home, "home"), (away, "away")]
            .map(|(name, role)| Participant {
                key: None,
                name: name.to_owned(),
                role: role.to_owned(),
            })
            .into();
        self
    }
}

impl Market {
    /// A book's question about an event, over the whole event and without a line.
    #[must_use]
    pub fn new(event: &str, book: &str, kind: &str) -> Self {
        Self {
            key: format!("{event}/{book}/{kind}"),
            event: event.to_owned(),
            book: book.to_owned(),
            kind: kind.to_owned(),
            period: "full_time".to_owned(),
            line: None,
            at: None,
            approximate: false,
            status: "open".to_owned(),
            reference: None,
            extra: Vec::new(),
        }
    }

    /// The same, about a part of the event.
    #[must_use]
    pub fn period(mut self, period: &str) -> Self {
        self.key = format!("{}/{period}", self.key);
        period.clone_into(&mut self.period);
        self
    }

    /// The same, with a line: of the home side in a handicap.
    #[must_use]
    pub fn line(mut self, line: &str) -> Self {
        self.key = format!("{}/{line}", self.key);
        self.line = Some(line.to_owned());
        self
    }

    /// The same, with the source's own clock in RFC 3339.
    #[must_use]
    pub fn at(mut self, instant: &str) -> Self {
        self.at = Some(instant.to_owned());
        self
    }
}

impl Quote {
    /// The best price to back at.
    #[must_use]
    pub fn back(market: &str, selection: &str, price: Price) -> Self {
        Self {
            market: market.to_owned(),
            selection: selection.to_owned(),
            side: "back".to_owned(),
            level: 0,
            price,
            size: None,
            stake_max: None,
            reference: None,
        }
    }

    /// The best price to lay at.
    #[must_use]
    pub fn lay(market: &str, selection: &str, price: Price) -> Self {
        Self { side: "lay".to_owned(), ..Self::back(market, selection, price) }
    }

    /// The same, with how much can be had.
    #[must_use]
    pub fn size(mut self, size: &str) -> Self {
        self.size = Some(size.to_owned());
        self
    }
}

impl Outcome {
    /// The final score of full time.
    #[must_use]
    pub fn full_time(event: &str, home: u32, away: u32) -> Self {
        Self {
            event: event.to_owned(),
            is_final: true,
            scores: vec![Score { period: "full_time".to_owned(), home, away }],
            at: None,
            extra: Vec::new(),
        }
    }
}
